//! Pay bands: "band 7", "bands 6 and 7", "AfC 8a", "band 5-6", "band saith", and "8a" alone. A band points to the career levels that the
//! national job profiles give it; they stand in the vocabulary `band`, which reads the plain forms. This file reads lists.

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// The levels of a band, as in the vocabulary `band`; a test compares the two.
pub(in crate::understand) const LEVELS: &[(&str, &[&str])] = &[
    ("2", &["associate"]),
    ("3", &["associate"]),
    ("4", &["associate"]),
    ("5", &["practitioner"]),
    ("6", &["enhanced"]),
    ("7", &["advanced"]),
    ("8", &["advanced", "consultant"]),
    ("8a", &["advanced", "consultant"]),
    ("8b", &["consultant", "advanced"]),
    ("8c", &["consultant"]),
    ("8d", &["consultant"]),
    ("9", &["consultant"]),
];

/// The levels of a band that is written so that nothing else is: "8a", "b7". The letter alone is how people shorten the word.
fn alone(folded: &str) -> Option<&'static [&'static str]> {
    let short = folded.strip_prefix('b');
    let band = short.unwrap_or(folded);
    let is_unmistakable = short.is_some() || band.len() > 1;
    LEVELS.iter().find(|(name, _)| is_unmistakable && *name == band).map(|(_, levels)| *levels)
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for from in 0..clues.words.len() {
        if let Some(levels) = clues.word(from).and_then(|word| alone(&word.folded)) {
            found.extend(levels.iter().map(|level| {
                Match::new(from, from + 1, Concept::Facet(Facet::CareerLevel), *level)
            }));
        }
        if !clues.is(from, Cue::Band) {
            continue;
        }
        let mut at = from + 1;
        while let Some(word) = clues.word(at) {
            let joins = clues.is(at, Cue::BandJoin);
            let levels = LEVELS.iter().find(|(band, _)| *band == word.folded);
            match levels {
                Some((_, levels)) => {
                    // Each band of a list counts, so it is no part of a longer match.
                    let start = if at == from + 1 { from } else { at };
                    found.extend(levels.iter().map(|level| {
                        Match::new(start, at + 1, Concept::Facet(Facet::CareerLevel), *level)
                    }));
                }
                None if !joins => break,
                None => {}
            }
            at += 1;
        }
    }
}
