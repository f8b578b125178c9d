//! "A 2:1 in physics", "upper second", "gradd dosbarth cyntaf": whoever tells the class of a degree has one. The classes are those
//! of British first degrees (QAA, "Outcome classification descriptions for FHEQ Level 6", 2019).

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let Some(stage) = clues.meanings.ladder.of_a_first_degree() else { return };
    let theirs = classes(clues).filter(|(.., told)| *told == Told::Theirs);
    for (at, to, _) in theirs {
        let names_it = |one: &Match| one.is(Facet::EducationStage, stage) && is_beside(one, at, to);
        let names = found.extract_if(.., |one| names_it(one));
        let (from, end) =
            names.fold((at, to), |(from, end), one| (from.min(one.from), end.max(one.to)));
        found.push(Match::new(from, end, Concept::Facet(Facet::EducationStage), stage));
    }
}

/// How the class of a degree is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Somebody has it.
    Theirs,
    /// They have it not, or not yet.
    Lacked,
    /// It is asked of whoever applies, or is of another degree.
    NotTheirs,
}

/// Where classes are told, and how: "a 2:1 in physics", "I don't have a 2:1"; but "the STP needs a 2:1", "a 2:1 in my masters".
fn classes(clues: &Clues<'_>) -> impl Iterator<Item = (usize, usize, Told)> {
    const NEAR: usize = 3;
    let told = |at: usize, to: usize| {
        let led = |cue: Cue| clues.led_by(at, cue).is_some();
        let is_of_another = clues.is(to, Cue::Workplace) && clues.is_owned(to + 1);
        if led(Cue::Requires) || led(Cue::IsNeeded) || is_of_another {
            Told::NotTheirs
        } else if led(Cue::NotHeld) || clues.any(clues.backwards(at, NEAR), Cue::Without) {
            Told::Lacked
        } else {
            Told::Theirs
        }
    };
    let named = (0..clues.words.len()).filter_map(|at| Some((at, class(clues, at)?)));
    named.map(move |(at, to)| (at, to, told(at, to)))
}

/// The degree that somebody has with a class that many schemes do not take, or may have with none that they take: they have to ask.
pub(super) fn low<'a>(clues: &Clues<'a>) -> Option<&'a str> {
    let is_second = |at: usize, to: usize| at + 2 == to && is_written(clues, at + 1, "2");
    let is_low = |(at, to, told): (usize, usize, Told)| match told {
        Told::Theirs => clues.is(at, Cue::LowerClass) || is_second(at, to),
        Told::Lacked => true,
        Told::NotTheirs => false,
    };
    let ladder = &clues.meanings.ladder;
    classes(clues).any(is_low).then(|| ladder.gives(ladder.of_a_first_degree()?))?
}

/// Whether a class is told of a degree: inside its name, or right beside it.
pub(super) fn is_classed(clues: &Clues<'_>, one: &Match) -> bool {
    let is_first = clues.meanings.ladder.of_a_first_degree() == Some(one.value.as_str());
    let longest = [Cue::DegreeClass, Cue::LowerClass].map(|cue| clues.cues.longest(cue));
    let from = one.from.saturating_sub(longest.into_iter().fold(DIVIDED, usize::max));
    is_first && (from..=one.to).any(|at| class(clues, at).is_some_and(|to| is_beside(one, at, to)))
}

/// So many words has a class that is written in numbers: "2:1".
const DIVIDED: usize = 2;

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
