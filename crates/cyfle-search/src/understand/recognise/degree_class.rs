//! "A 2:1 in physics", "upper second", "gradd dosbarth cyntaf": whoever tells the class of a degree has one. The classes are those
//! of British first degrees (QAA, "Outcome classification descriptions for FHEQ Level 6", 2019).

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let Some(stage) = clues.meanings.ladder.of_a_first_degree() else { return };
    for (at, to) in theirs(clues) {
        let names_it = |one: &Match| one.is(Facet::EducationStage, stage) && is_beside(one, at, to);
        let names = found.extract_if(.., |one| names_it(one));
        let (from, end) =
            names.fold((at, to), |(from, end), one| (from.min(one.from), end.max(one.to)));
        found.push(Match::new(from, end, Concept::Facet(Facet::EducationStage), stage));
    }
}

/// Where the class of the reader's own degree is told. "The STP needs a 2:1" is asked of whoever applies.
fn theirs(clues: &Clues<'_>) -> impl Iterator<Item = (usize, usize)> {
    let asked = [Cue::Requires, Cue::IsNeeded, Cue::NotHeld, Cue::Without];
    let classes = (0..clues.words.len()).filter_map(|at| Some((at, class(clues, at)?)));
    classes.filter(move |(at, _)| asked.iter().all(|cue| clues.led_by(*at, *cue).is_none()))
}

/// The degree that somebody has with a class that many schemes do not take: they have to ask.
pub(super) fn low<'a>(clues: &Clues<'a>) -> Option<&'a str> {
    let is_second = |at: usize, to: usize| at + 2 == to && is_written(clues, at + 1, "2");
    let is_low = |(at, to): (usize, usize)| clues.is(at, Cue::LowerClass) || is_second(at, to);
    let ladder = &clues.meanings.ladder;
    theirs(clues).any(is_low).then(|| ladder.gives(ladder.of_a_first_degree()?))?
}

/// Whether a class is told of a degree: inside its name, or right beside it.
pub(super) fn is_classed(clues: &Clues<'_>, one: &Match) -> bool {
    let is_first = clues.meanings.ladder.of_a_first_degree() == Some(one.value.as_str());
    let from = one.from.saturating_sub(LONGEST);
    is_first && (from..=one.to).any(|at| class(clues, at).is_some_and(|to| is_beside(one, at, to)))
}

/// So many words at most name a class.
const LONGEST: usize = 3;

fn is_beside(one: &Match, at: usize, to: usize) -> bool {
    at <= one.to && one.from <= to
}

/// The place behind the class of a degree that is named at a place.
fn class(clues: &Clues<'_>, at: usize) -> Option<usize> {
    let length = clues.length(at, Cue::DegreeClass).max(clues.length(at, Cue::LowerClass));
    if length > 0 {
        return Some(at + length);
    }
    let is_second = |place: usize| ["1", "2"].iter().any(|half| is_written(clues, place, half));
    let is_divided = is_written(clues, at, "2")
        && is_second(at + 1)
        && clues.is_apart_by(at + 1, &[":"])
        // "1:2:1" is one to one.
        && !clues.is_apart_by(at, &[":"]);
    is_divided.then_some(at + 2)
}

fn is_written(clues: &Clues<'_>, at: usize, folded: &str) -> bool {
    clues.word(at).is_some_and(|word| word.folded == folded)
}
