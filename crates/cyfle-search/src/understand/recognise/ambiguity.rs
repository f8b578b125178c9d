//! One surface form with several readings, where the words around it decide; and people who are someone else.

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::rank;
use crate::results::Concept;
use crate::understand::matches::Match;

/// Whether a single word names a person who belongs to the reader, and so is not the reader nor what is wanted.
fn is_someone_else(clues: &Clues<'_>, one: &Match) -> bool {
    let person = one.to - 1;
    // "My line manager": one word may stand between.
    let is_owned = (1..=2).any(|back| {
        one.from.checked_sub(back).is_some_and(|at| {
            clues.is(at, Cue::Possessive) && !(at + 1..=person).any(|place| clues.stops[place])
        })
    });
    is_owned && clues.is(person, Cue::OtherPerson)
}

/// "Is there a Welsh one or is it only England?": who speaks of Wales and of another nation wants what can be used in Wales.
fn is_another_nation(one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::Nation) && rank::is_elsewhere(&one.value)
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    found.retain(|one| !is_someone_else(clues, one));
    if found.iter().any(|one| one.is(Facet::Nation, "wales")) {
        found.retain(|one| !is_another_nation(one));
    }
    // "Fellowships open to audiologists".
    found.retain(|one| {
        !(one.length() == 1 && one.is(Facet::Status, "open") && clues.is(one.to, Cue::ForWhom))
    });
    found.retain(|one| {
        let own = &clues.words[one.from..one.to];
        !clues.cues.is_ruled_out(one.concept, &one.value, own, clues.words)
    });
}
