//! "The Welsh equivalent of Topol", "instead of the NIHR fellowship", "a NIHR alternative", "rhywbeth tebyg i Topol": what someone
//! names only to compare with it is not what they look for. What it gives and is about may well be; whose it is is not.

use std::ops::Range;

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many of them stand before the word that compares: "NIHR doctoral fellowship equivalent".
const BEFORE: usize = 5;

/// "NIHR turned me down because I am in Wales, what else is there": who looks for something else than what they named does not look
/// for it where that came from.
pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let Some(asked) = (0..clues.words.len()).rev().find(|at| wants_another(clues, *at)) else {
        return;
    };
    const NEAR: usize = 3;
    // "NIHR or anything else" wants both, and "what else do they have" the same; whoever says nothing else is best told what else
    // there is from the same hand.
    let behind = asked + clues.length(asked, Cue::Another);
    let is_theirs = clues.any(clues.backwards(asked, 1), Cue::Either)
        || clues.any(clues.onwards(behind, NEAR), Cue::FromThem);
    if !is_theirs && found.iter().any(Match::is_a_wish) {
        found.retain(|one| one.to > asked || !is_whence(clues, one));
    }
}

/// Whether something else is asked for at a place than what was named: "what is there instead".
pub(in crate::understand) fn wants_another(clues: &Clues<'_>, at: usize) -> bool {
    let length = clues.length(at, Cue::Another);
    length > clues.length(at, Cue::Compared) && !clues.is(at, Cue::Unwanted)
}

/// Whether something says whose what was named is, or where it is open.
fn is_whence(clues: &Clues<'_>, one: &Match) -> bool {
    match one.concept {
        Concept::Facet(Facet::Funder) => true,
        Concept::Facet(Facet::Nation) => !clues.meanings.around_home.contains(&one.value),
        _ => false,
    }
}

/// Where the words stand that name what someone compares with.
pub(in crate::understand) fn compared(clues: &Clues<'_>) -> Vec<Range<usize>> {
    (0..clues.words.len())
        .filter_map(|at| behind(clues, at).or_else(|| before(clues, at)))
        .filter(|name| !name.is_empty())
        .collect()
}

/// Where the words stand that compare: they name nothing.
pub(in crate::understand) fn compares(clues: &Clues<'_>) -> Vec<Range<usize>> {
    (0..clues.words.len())
        .map(|at| at..at + clues.length(at, Cue::Compared).max(clues.length(at, Cue::Likeness)))
        .filter(|own| !own.is_empty())
        .collect()
}

/// Whether a funder is named in one of these names only to compare with what is theirs.
pub(super) fn is_compared(clues: &Clues<'_>, names: &[Range<usize>], one: &Match) -> bool {
    let is_whose = |name: &Range<usize>| {
        let begins = name.start == one.from || clues.is(name.end, Cue::Likeness);
        begins && name.contains(&one.from)
    };
    one.is_a_funder() && names.iter().any(is_whose)
}

/// What is named behind the words that compare at a place: "alternative to the Topol fellowship".
fn behind(clues: &Clues<'_>, at: usize) -> Option<Range<usize>> {
    let length = clues.length(at, Cue::Compared);
    if length == 0 {
        return None;
    }
    clues.name_behind(at + length)
}

/// What is named right before the word that compares at a place: "a Topol equivalent".
fn before(clues: &Clues<'_>, at: usize) -> Option<Range<usize>> {
    if !clues.is(at, Cue::Likeness) {
        return None;
    }
    let name = clues.backwards(at, BEFORE).take_while(|place| !clues.is_function_word(*place));
    Some(name.last()?..at)
}
