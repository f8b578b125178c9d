//! Pay bands in lists ("bands 6 and 7", "band 5-6") and alone ("8a", "b7"). A band points to the career levels that the national job
//! profiles give it; they stand in the vocabulary `band`, whose names for one ("band 7", "grade 7", "band saith") are phrases like others.

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

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for from in 0..clues.words.len() {
        if let Some(levels) = clues.word(from).and_then(|word| alone(clues, &word.folded)) {
            found.extend(levels.iter().map(|level| {
                Match::new(from, from + 1, Concept::Facet(Facet::CareerLevel), level)
            }));
        }
        if !clues.is(from, Cue::Band) {
            continue;
        }
        let mut at = from + 1;
        while let Some(word) = clues.word(at) {
            let joins = clues.is(at, Cue::BandJoin);
            let levels = clues.cues.levels(&word.folded);
            match levels {
                Some(levels) => {
                    // Each band of a list counts, so it is no part of a longer match.
                    let start = if at == from + 1 { from } else { at };
                    found.extend(levels.iter().map(|level| {
                        Match::new(start, at + 1, Concept::Facet(Facet::CareerLevel), level)
                    }));
                }
                None if !joins => break,
                None => {}
            }
            at += 1;
        }
    }
}
