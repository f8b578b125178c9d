//! Pay bands in lists ("bands 6 and 7"), in ranges ("band 5 to 7", "5-7"), of several people ("our band 5s") and alone ("8a", "b7").
//! A band points to the career levels that the national job profiles give it; they stand in the vocabulary `band`, whose names
//! for one ("band 7", "grade 7", "band saith") are phrases like others.

use std::borrow::Cow;

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// The levels of a band that is written so that nothing else is: "8a", "b7". The letter alone is how people shorten the word.
fn alone<'a>(clues: &'a Clues<'_>, folded: &str) -> Option<&'a [String]> {
    let short = folded.strip_prefix('b');
    let band = short.unwrap_or(folded);
    let is_unmistakable = short.is_some() || band.len() > 1;
    clues.cues.levels(band).filter(|_| is_unmistakable)
}

/// The band that is written at a place behind the word, in digits or as a number is said, also of several people.
fn band<'a>(clues: &'a Clues<'_>, at: usize) -> Option<Cow<'a, str>> {
    let folded = clues.word(at)?.folded.as_str();
    let one = folded.strip_suffix('s').unwrap_or(folded);
    // "Band 5, 2 years in post".
    let counts = [Cue::Years, Cue::Months, Cue::Week, Cue::Days];
    if counts.into_iter().any(|cue| clues.is(at + 1, cue)) {
        return None;
    }
    let said = clues.number(at).map(|number| Cow::Owned(number.to_string()));
    let written = [folded, one].into_iter().map(Cow::Borrowed);
    written.chain(said).find(|band| clues.cues.levels(band).is_some())
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for from in 0..clues.words.len() {
        if let Some(levels) = clues.word(from).and_then(|word| alone(clues, &word.folded)) {
            found.extend(levels.iter().map(|level| {
                Match::new(from, from + 1, Concept::Facet(Facet::CareerLevel), level)
            }));
        }
        if clues.is(from, Cue::Band) {
            list(clues, from, found);
        }
    }
}

/// The bands behind the word for one that stands at a place.
fn list(clues: &Clues<'_>, from: usize, found: &mut Vec<Match>) {
    let is_between = clues.any(clues.backwards(from, 1), Cue::Between);
    let mut last: Option<Cow<'_, str>> = None;
    // Whether the last one leads on to the next.
    let mut goes_on = false;
    let mut at = from + 1;
    while at < clues.words.len() {
        if let Some(band) = band(clues, at) {
            // Each band of a list counts, so it is no part of a longer match.
            let start = if at == from + 1 { from } else { at };
            let first = last.filter(|_| goes_on || clues.is_dashed(at));
            for level in clues.cues.levels_between(first.as_ref().unwrap_or(&band), &band) {
                let level = Match::new(start, at + 1, Concept::Facet(Facet::CareerLevel), level);
                found.push(level);
            }
            (last, goes_on) = (Some(band), false);
        } else if clues.is(at, Cue::Range) {
            goes_on = true;
            at += clues.length(at, Cue::Range) - 1;
        } else if clues.is(at, Cue::BandJoin) {
            goes_on |= is_between && clues.is(at, Cue::And);
        } else {
            break;
        }
        at += 1;
    }
}
