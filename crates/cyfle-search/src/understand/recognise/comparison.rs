//! "The Welsh equivalent of Topol", "instead of the NIHR fellowship", "a NIHR alternative", "rhywbeth tebyg i Topol": what someone
//! names only to compare with it is not what they look for. What it gives and is about may well be; whose it is is not.

use std::ops::Range;

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many words at most name what something is compared with.
const LONGEST_NAME: usize = 8;

/// So many of them stand before the word that compares: "NIHR doctoral fellowship equivalent".
const BEFORE: usize = 5;

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
    one.concept == Concept::Facet(Facet::Funder) && names.iter().any(is_whose)
}

/// What is named behind the words that compare at a place: "alternative to the Topol fellowship".
fn behind(clues: &Clues<'_>, at: usize) -> Option<Range<usize>> {
    let length = clues.length(at, Cue::Compared);
    if length == 0 {
        return None;
    }
    let mut name = clues.onwards(at + length, LONGEST_NAME);
    let from = name.find(|place| !clues.words[*place].is_light())?;
    Some(from..name.last().unwrap_or(from) + 1)
}

/// What is named right before the word that compares at a place: "a Topol equivalent".
fn before(clues: &Clues<'_>, at: usize) -> Option<Range<usize>> {
    if !clues.is(at, Cue::Likeness) {
        return None;
    }
    let name = clues.backwards(at, BEFORE).take_while(|place| !clues.is_function_word(*place));
    Some(name.last()?..at)
}
