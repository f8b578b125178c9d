//! "HCPC registered", "just got my HCPC", "on the AHCS register": who is on a register tells who they are. Who says that they
//! want to be ("get registered", "become", "towards HCPC registration") looks for the way there, as does a bare "HCPC".

use cyfle_catalogue::{Cue, Facet};

use super::{Clues, next_step};
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many words before a register tell how it is meant.
const REACH: usize = 5;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut on: Vec<Match> = Vec::new();
    for at in 0..clues.words.len() {
        let register = clues.meanings.registers.iter().find(|name| clues.writes(at..at + 1, name));
        let Some(register) = register.filter(|_| is_on(clues, found, at)) else { continue };
        let said =
            |place: &usize| clues.is(*place, Cue::Register) || clues.is(*place, Cue::Registered);
        let to = at + 1 + clues.onwards(at + 1, 2).take_while(said).count();
        let with = clues.backwards(at, REACH).find(|place| clues.is(*place, Cue::RegisteredWith));
        on.push(Match::new(with.unwrap_or(at), to, Concept::Registration, register.as_str()));
    }
    let sought = found.iter().filter(|one| !is_state(clues, one)).count();
    found.retain(|one| sought == 0 || !is_state(clues, one));
    for one in on {
        // The body that keeps the register runs schemes as well; nobody asks for them so.
        let is_read = |other: &Match| {
            let is_funder = other.concept == Concept::Facet(Facet::Funder);
            (is_funder || other.is(Facet::Theme, "clinical-registration")) && other.overlaps(&one)
        };
        found.retain(|other| !is_read(other));
        if !found.iter().any(|other| other.concept == Concept::Registration) {
            found.push(one);
        }
    }
}

/// "Registered, no PhD": a word for being on a register that says of someone that they are. Who would like to be says how.
fn is_state(clues: &Clues<'_>, one: &Match) -> bool {
    one.length() == 1
        && one.is(Facet::Theme, "clinical-registration")
        && clues.is(one.from, Cue::Registered)
        && !is_yet_to_come(clues, one.from)
}

/// Whether the reader says that they are on the register that is named at a place.
fn is_on(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let before = |cue: Cue| clues.any(clues.backwards(at, REACH), cue);
    let behind = |cue: Cue| clues.any(clues.onwards(at + 1, 1), cue);
    if is_yet_to_come(clues, at) {
        return false;
    }
    behind(Cue::Registered)
        || before(Cue::RegisteredWith)
        || (before(Cue::PlacedOn) && behind(Cue::Register))
        || next_step::is_held(clues, found, at)
        || next_step::is_with_someone(clues, found, at)
}

/// Whether the words before a place say that someone is not there, or not yet.
fn is_yet_to_come(clues: &Clues<'_>, at: usize) -> bool {
    let not_yet = [Cue::Without, Cue::Lacking, Cue::Unwanted, Cue::NotHeld, Cue::Becoming];
    not_yet.into_iter().any(|cue| clues.any(clues.backwards(at, REACH), cue))
}
