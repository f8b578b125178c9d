//! Misspelt words to the nearest word that the catalogue uses.
//!
//! Damerau–Levenshtein distance, at most 1 for words of 5–7 letters and 2 from 8 on; never for shorter words, where most
//! neighbours are other words, and never for a word that stands in some entry.

use std::collections::BTreeMap;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;

use crate::analysis::tokens;

/// Known words, by length.
#[derive(Debug)]
pub(super) struct Spelling {
    /// Words that a correction may give, with how often they occur.
    targets: BTreeMap<usize, Vec<(String, usize)>>,
    known: std::collections::HashSet<String>,
}

impl Spelling {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut add = |text: &str, weight: usize| {
            for token in tokens(text) {
                *counts.entry(token.folded).or_default() += weight;
            }
        };
        for vocabulary in catalogue.vocabularies.iter() {
            for value in &vocabulary.values {
                Lang::ALL
                    .into_iter()
                    .for_each(|lang| value.names(lang).for_each(|name| add(name, 3)));
            }
        }
        for funder in catalogue.funders.values() {
            Lang::ALL.into_iter().for_each(|lang| add(funder.name.get(lang), 2));
        }
        let mut known: std::collections::HashSet<String> = std::collections::HashSet::new();
        for opportunity in catalogue.opportunities.values() {
            for lang in Lang::ALL {
                add(opportunity.title.get(lang), 2);
                for text in
                    [&opportunity.summary, &opportunity.details, &opportunity.eligibility.who]
                {
                    known.extend(tokens(text.get(lang)).into_iter().map(|token| token.folded));
                }
            }
        }
        known.extend(counts.keys().cloned());
        let mut targets: BTreeMap<usize, Vec<(String, usize)>> = BTreeMap::new();
        for (word, count) in counts {
            let length = word.chars().count();
            if length >= SHORTEST && word.chars().all(char::is_alphabetic) {
                targets.entry(length).or_default().push((word, count));
            }
        }
        Self { targets, known }
    }

    /// The nearest word, the more usual one of two equally near.
    pub(super) fn correct(&self, folded: &str) -> Option<&str> {
        let length = folded.chars().count();
        if !(SHORTEST..=LONGEST).contains(&length)
            || self.known.contains(folded)
            || !folded.chars().all(char::is_alphabetic)
        {
            return None;
        }
        let allowed = if length < 8 { 1 } else { 2 };
        self.targets
            .range(length.saturating_sub(allowed)..=length + allowed)
            .flat_map(|(_, words)| words)
            .map(|(word, count)| {
                (
                    strsim::damerau_levenshtein(folded, word),
                    std::cmp::Reverse(*count),
                    word.as_str(),
                )
            })
            .filter(|(distance, ..)| *distance <= allowed)
            .min()
            .map(|(_, _, word)| word)
    }
}

/// Shorter words are never corrected.
const SHORTEST: usize = 5;

/// Nor are longer ones: no word of the catalogue is as long.
const LONGEST: usize = 32;
