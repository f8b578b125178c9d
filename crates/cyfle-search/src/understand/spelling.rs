//! Misspelt words to the nearest word that the catalogue uses, by a deletion dictionary: every known word is listed under
//! itself with up to two letters left out, and so is the word that was typed; where the two lists meet, the words are near.
//! Looking one up costs the same however many words are known, and no letter is treated differently from another.
//!
//! One slip is forgiven from four letters on, two from eight; a swap of neighbours is one slip. Shorter words have too many
//! neighbours that are other words, and so are never corrected; nor is a word that stands in some entry.

use std::collections::HashMap;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

use crate::analysis::tokens;
use crate::corpus::{Corpus, Prose};

/// Known words, and where to find those that are near a typed one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Spelling {
    /// Words that a correction may give, with how often they occur.
    targets: Vec<(String, usize)>,
    /// Targets by the hash of each shortened form, in order.
    shortened: Vec<(u64, u32)>,
    /// Every word of every name and text, in order.
    known: Vec<String>,
}

/// Shorter words are never corrected.
const SHORTEST: usize = 4;

/// From this length on two slips are forgiven.
const LONG: usize = 8;

/// Nor are longer ones: no word of the catalogue is as long.
const LONGEST: usize = 32;

/// What is shorter begins too many words.
const SHORTEST_BEGUN: usize = 2;

/// So many words at most are looked up for one that is being typed.
const MOST_BEGUN: usize = 100;

/// Only so many first letters are shortened: what follows is compared afterwards.
const COMPARED: usize = 8;

impl Spelling {
    pub(super) fn new(catalogue: &Catalogue, corpus: &Corpus) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut add = |text: &str, weight: usize| {
            for token in tokens(text) {
                *counts.entry(token.folded).or_default() += weight;
            }
        };
        for value in catalogue.vocabularies.iter().flat_map(|vocabulary| &vocabulary.values) {
            Lang::ALL.into_iter().for_each(|lang| value.names(lang).for_each(|name| add(name, 3)));
        }
        for funder in catalogue.funders.values() {
            Lang::ALL.into_iter().for_each(|lang| add(funder.name.get(lang), 2));
            funder.also_known_as.iter().for_each(|name| add(name, 2));
        }
        for organisation in &catalogue.organisations {
            organisation.places.iter().for_each(|name| add(name, 2));
        }
        let mut in_names = vec![0; corpus.words().len()];
        for entry in 0..catalogue.opportunities.len() {
            let titles = Lang::ALL.map(|lang| corpus.prose(entry, Prose::Title, lang));
            for word in titles.into_iter().chain(corpus.other_names(entry)).flatten() {
                in_names[*word as usize] += 2;
            }
        }
        for (word, count) in corpus.words().iter().zip(in_names).filter(|(_, count)| *count > 0) {
            *counts.entry(word.folded.clone()).or_default() += count;
        }
        let in_texts = corpus.words().iter().map(|word| word.folded.clone());
        let mut known: Vec<String> = counts.keys().cloned().chain(in_texts).collect();
        known.sort_unstable();
        known.dedup();
        let mut targets: Vec<(String, usize)> = counts
            .into_iter()
            .filter(|(word, _)| {
                word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic)
            })
            .collect();
        targets.sort_unstable();
        let mut shortened: Vec<(u64, u32)> = Vec::new();
        for (number, (word, _)) in (0..).zip(&targets) {
            each_shortened(word, |hash| shortened.push((hash, number)));
        }
        shortened.sort_unstable();
        shortened.dedup();
        Self { targets, shortened, known }
    }

    /// The nearest word; of equally near ones the more usual. Four letters say so little that two neighbours are a doubt.
    pub(super) fn correct(&self, folded: &str) -> Option<&str> {
        let length = folded.chars().count();
        if !(SHORTEST..=LONGEST).contains(&length)
            || self.is_known(folded)
            || !folded.chars().all(char::is_alphabetic)
        {
            return None;
        }
        let allowed = slips(length);
        let mut near: Vec<(usize, std::cmp::Reverse<usize>, &str)> = Vec::new();
        each_shortened(folded, |hash| {
            let first = self.shortened.partition_point(|(known, _)| *known < hash);
            for (_, number) in
                self.shortened[first..].iter().take_while(|(known, _)| *known == hash)
            {
                let Some((word, count)) =
                    usize::try_from(*number).ok().and_then(|number| self.targets.get(number))
                else {
                    continue;
                };
                let distance = strsim::osa_distance(folded, word);
                let one = (distance, std::cmp::Reverse(*count), word.as_str());
                if distance <= allowed.min(slips(word.chars().count())) && !near.contains(&one) {
                    near.push(one);
                }
            }
        });
        near.sort_unstable();
        match near.as_slice() {
            [_, _, ..] if length == SHORTEST => None,
            [(_, _, word), ..] => Some(word),
            [] => None,
        }
    }

    /// Whether a word stands in some name or text of the catalogue.
    pub(super) fn is_known(&self, folded: &str) -> bool {
        self.known.binary_search_by(|known| known.as_str().cmp(folded)).is_ok()
    }

    /// The words that go on from what was typed so far, in order; none for a single letter. Two or three letters are looked
    /// for in names only: in texts they begin too much.
    pub(super) fn going_on(&self, begun: &str) -> impl Iterator<Item = &str> {
        let letters = begun.chars().count();
        let in_texts = self.known[self.known.partition_point(|known| known.as_str() < begun)..]
            .iter()
            .map(String::as_str)
            .filter(move |_| letters >= SHORTEST);
        let in_names = self.targets
            [self.targets.partition_point(|(one, _)| one.as_str() < begun)..]
            .iter()
            .map(|(word, _)| word.as_str())
            .filter(move |_| (SHORTEST_BEGUN..SHORTEST).contains(&letters));
        let take = move |word: &&str| word.starts_with(begun);
        in_texts.take_while(take).chain(in_names.take_while(take)).take(MOST_BEGUN)
    }
}

const fn slips(length: usize) -> usize {
    if length < LONG { 1 } else { 2 }
}

/// Hashes of a word with none, one or two of its first letters left out.
fn each_shortened(word: &str, mut found: impl FnMut(u64)) {
    let letters: Vec<char> = word.chars().take(COMPARED).collect();
    let two = word.chars().count() >= LONG - 2;
    found(hash(&letters, &[]));
    for first in 0..letters.len() {
        found(hash(&letters, &[first]));
        for second in (first + 1..letters.len()).filter(|_| two) {
            found(hash(&letters, &[first, second]));
        }
    }
}

/// FNV-1a (Fowler, Noll and Vo, draft-eastlake-fnv): the same on every run, and quick over a few letters.
fn hash(letters: &[char], left_out: &[usize]) -> u64 {
    let kept = letters.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
    kept.fold(0xcbf2_9ce4_8422_2325, |hash: u64, (_, letter)| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    })
}
