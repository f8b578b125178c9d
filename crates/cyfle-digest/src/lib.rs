//! Digests for newsletter editors: which opportunities belong in an issue, and the issue as text.
//!
//! Pure: facts and a moment in, text out; no file, no network, no clock. So far one section, *closing soon*: rounds that are open
//! with a published end. An estimate is never in it.

pub mod feed;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::{State, Status, status};
use cyfle_catalogue::{Lang, Moment, Opportunity, wording};
use cyfle_search::rank::is_unusable;

/// An opportunity that closes soon.
#[derive(Debug)]
pub struct Closing<'a> {
    /// The entry.
    pub opportunity: &'a Opportunity,
    /// Its status, open with a published end.
    pub status: Status,
}

/// What is open, can be used from Wales and closes within some days, soonest first.
pub fn closing_soon(catalogue: &Catalogue, moment: Moment, days: u16) -> Vec<Closing<'_>> {
    let mut closing: Vec<Closing<'_>> = catalogue
        .opportunities
        .values()
        .filter(|opportunity| !is_unusable(opportunity))
        .map(|opportunity| Closing { opportunity, status: status(opportunity, moment) })
        .filter(|one| one.status.state == State::Open)
        .filter(|one| one.status.days_left.is_some_and(|left| left <= i32::from(days)))
        .collect();
    closing.sort_by(|left, right| {
        (left.status.closes, &left.opportunity.id)
            .cmp(&(right.status.closes, &right.opportunity.id))
    });
    closing
}

/// The section as plain text; where nothing closes soon, the sentence that says so.
pub fn plain_text(closing: &[Closing<'_>], catalogue: &Catalogue, lang: Lang) -> String {
    let phrases = catalogue.phrases(lang);
    if closing.is_empty() {
        return phrases.get("digest-nothing-closes").to_owned();
    }
    let mut parts = vec![phrases.get("digest-closing-soon").to_owned()];
    for one in closing {
        let opportunity = one.opportunity;
        let link = opportunity
            .links
            .en
            .as_ref()
            .or(opportunity.links.cy.as_ref())
            .map_or("", String::as_str);
        parts.push(format!(
            "{} — {}\n{}\n{}\n{link}",
            opportunity.title.get(lang),
            catalogue.funder_name(&opportunity.funder, lang),
            wording::status_sentence(&one.status, catalogue, lang),
            opportunity.summary.get(lang),
        ));
    }
    parts.join("\n\n")
}
