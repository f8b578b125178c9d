//! "Funded" and nothing else that says what is sought: a wish for whatever pays. Beside a kind ("funded training") it says how,
//! not what, and stays text. "Who would pay", where no cost is named, is the same wish, and so is a sum to be had: "£500 towards
//! a course". "A course under £100" only says what it may cost.

use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let kind = Concept::Facet(Facet::Kind);
    let names_a_kind = found.iter().any(|one| one.concept == kind);
    for at in 0..clues.words.len() {
        let is_read = found.iter().any(|one| one.takes_in(at));
        if clues.is(at, Cue::Funded) && !is_read && !names_a_kind {
            found.extend(clues.meanings.told(StandsFor::AnyMoney, at, at + 1));
        }
    }
    let gives_money = |one: &Match| {
        matches!(one.concept, Concept::Facet(Facet::Kind | Facet::Offer)) && clues.is_for_money(one)
    };
    for at in 0..clues.words.len() {
        if let Some(pays) = clues.someone_does(at, Cue::Pays)
            && !found.iter().any(gives_money)
        {
            let to = pays + clues.length(pays, Cue::Pays);
            found.extend(clues.meanings.told(StandsFor::AnyMoney, at, to));
        }
    }
    if !found.iter().any(gives_money) {
        let sum = found.iter().find(|one| one.concept == Concept::AmountMin);
        let wish = sum.and_then(|one| clues.meanings.told(StandsFor::AnyMoney, one.from, one.to));
        found.extend(wish);
    }
}
