//! "Help with statistics" and "anyone who could read my application" ask for support; "help with the costs of childcare" and
//! "can you help me find" do not. The word alone is too common to mean anything, so only what stands around it tells.

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

/// Words for a person whom the reader does not know yet.
const SOMEONE: &[&str] = &[
    "who", "anyone", "someone", "anybody", "somebody", "pwy", "phwy", "rhywun", "rywun", "unrhyw",
];

/// What such a person is to do for them.
const DOES: &[&str] = &[
    "help",
    "helps",
    "advise",
    "guide",
    "check",
    "read",
    "look",
    "review",
    "evaluate",
    "explain",
    "show",
    "helpu",
    "gynghori",
    "cynghori",
    "darllen",
    "ddarllen",
    "gwirio",
    "wirio",
    "edrych",
    "adolygu",
    "gwerthuso",
    "werthuso",
    "esbonio",
    "dangos",
    "ddangos",
    "arwain",
];

/// So many words may stand between the two: "anyone in Carmarthen way who could read".
const APART: usize = 4;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        let does = clues.onwards(at + 1, APART).find(|place| clues.is(*place, DOES));
        if let Some(does) = does.filter(|_| clues.is(at, SOMEONE))
            && !speaks_of_money(clues, does)
        {
            found.push(Match::new(at, does + 1, Concept::Facet(Facet::Kind), "support"));
        }
    }
    for at in 0..clues.words.len() {
        if !clues.is(at, HELP) {
            continue;
        }
        let asks_with = clues.is(
            at + 1,
            &["with", "on", "from", "writing", "to", "gyda", "gydag", "ar", "i", "efo"],
        );
        let is_money = speaks_of_money(clues, at)
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

/// Whether one of the words behind a place is about costs.
fn speaks_of_money(clues: &Clues<'_>, at: usize) -> bool {
    clues.any(at + 1..at + 6, NOT_SUPPORT)
}
