//! What the JSON card of an entry says whatever was asked, kept ready for each language.
//!
//! Putting an entry's facts into words costs more than finding the entry. Words change with the status alone, so a card is made
//! again when its status has changed; what depends on the question or the reader is put in each time. Memory is bounded by the
//! bytes kept ([`MOST_BYTES`]).

use std::sync::Arc;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::opportunity::Opportunity;
use cyfle_catalogue::rule::Rule;
use cyfle_catalogue::status::Status;
use cyfle_search::fit::Fit;
use moka::sync::Cache;

use super::v1::{self, Found};

/// Bytes of all cards of one language that are kept, as they weigh by [`weight`].
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// The cards of one catalogue.
pub(crate) struct Cards {
    kept: [Cache<String, Arc<Card>>; Lang::ALL.len()],
}

struct Card {
    status: Status,
    found: Found,
}

impl Cards {
    /// Without a card yet.
    pub(crate) fn new() -> Self {
        let weigher = |id: &String, card: &Arc<Card>| weight(id, card);
        let cards = || Cache::builder().weigher(weigher).max_capacity(MOST_BYTES).build();
        Self { kept: Lang::ALL.map(|_| cards()) }
    }

    /// The card of an entry at its status and for a reader; nothing matched, nothing marked.
    pub(crate) fn card(
        &self,
        catalogue: &Catalogue,
        base_url: &str,
        opportunity: &Opportunity,
        (status, fit): (&Status, &Fit),
        lang: Lang,
    ) -> Found {
        let kept = &self.kept[lang as usize];
        if let Some(card) = kept.get(&opportunity.id).filter(|card| card.status == *status) {
            let mut found = card.found.clone();
            found.fit.verdict = fit.verdict.code();
            for (said, (_, answer)) in found.fit.rules.iter_mut().zip(&fit.rules) {
                said.answer = answer.code();
            }
            return found;
        }
        let found = v1::card(catalogue, base_url, opportunity, (status, fit), lang);
        // A fit has every rule in one order, which is what lets another reader's answers take the places of this one's.
        debug_assert!(fit.rules.iter().map(|(rule, _)| *rule).eq(Rule::ALL), "{:?}", fit.rules);
        let card = Card { status: status.clone(), found: found.clone() };
        kept.insert(opportunity.id.clone(), Arc::new(card));
        found
    }
}

/// Roughly what a card takes: its texts, and as much again for what surrounds them.
fn weight(id: &str, card: &Arc<Card>) -> u32 {
    let found = &card.found;
    let rules = found.fit.rules.iter();
    let facts: usize = rules
        .map(|rule| {
            64 + rule.fact.as_ref().map_or(0, String::len)
                + rule.source.as_ref().map_or(0, String::len)
        })
        .sum();
    let lists = found.professions.len() + found.career_levels.len() + found.offers.len();
    let texts = id.len() + found.title.len() + found.summary.len() + found.offer_summary.len();
    u32::try_from(2 * (texts + facts + 32 * lists) + 512).unwrap_or(u32::MAX)
}
