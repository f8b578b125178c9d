//! "Help with statistics" asks for support; "help with the costs of childcare" and "can you help me find" do not. The word
//! alone is too common to mean anything, so only what stands behind it tells.

use cyfle_catalogue::Facet;

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

const HELP: &[&str] = &["help", "advice", "guidance", "cymorth", "cyngor", "chymorth", "gymorth"];

/// Costs are met by money, and a search is helped by this program.
const NOT_SUPPORT: &[&str] = &[
    "cost", "costs", "fee", "fees", "pay", "paying", "funding", "fund", "money", "find", "finding",
    "costau", "cost", "ffioedd", "talu", "dalu", "ariannol", "arian", "cyllid",
];

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        if !clues.is(at, HELP) {
            continue;
        }
        let asks_with = clues.is(
            at + 1,
            &["with", "on", "from", "writing", "to", "gyda", "gydag", "ar", "i", "efo"],
        );
        let is_money = (at + 1..(at + 6).min(clues.words.len()))
            .any(|place| clues.is(place, NOT_SUPPORT))
            || at.checked_sub(1).is_some_and(|place| clues.is(place, &["financial", "cost"]));
        if is_money {
            found.retain(|one| {
                !(one.from == at
                    && one.to == at + 1
                    && (one.is(Facet::Kind, "support") || one.is(Facet::Offer, "advice")))
            });
        } else if asks_with {
            found.push(Match::new(at, at + 2, Concept::Facet(Facet::Kind), "support"));
        }
    }
}
