//! Misspelt words to the nearest word that the catalogue uses, by a deletion dictionary: every known word is listed under
//! itself with up to two letters left out, and so is the word that was typed; where the two lists meet, the words are near.
//! Looking one up costs the same however many words are known, and no letter is treated differently from another.
//!
//! One slip (see [`super::slips`]) is forgiven from four letters on, two from eight. Shorter words have too many neighbours
//! that are other words, and so are never corrected; nor is a word that stands in some entry, in the singular or the plural.

use std::collections::{HashMap, HashSet};

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

use super::slips::slips;
use crate::analysis::{en, tokens};
use crate::corpus::{Corpus, Prose, Spoken};
use crate::ordered::set_in_order;

/// Known words, and where to find those that are near a typed one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Spelling {
    /// Words that a correction may give, with how often they occur.
    targets: Vec<(String, usize)>,
    /// Targets by the hash of each shortened form, in order.
    shortened: Vec<(u64, u32)>,
    /// Every word of every name and text, in order.
    known: Vec<String>,
    /// The English stems of these.
    #[serde(serialize_with = "set_in_order")]
    stems: HashSet<String>,
    /// Words that are written in capitals only: they have no stem.
    #[serde(serialize_with = "set_in_order")]
    acronyms: HashSet<String>,
}

/// Shorter words are never corrected.
const SHORTEST: usize = 4;

/// In shorter words a slip may only leave a letter out, double it or swap it: with another letter it is mostly another word
/// ("planet" and "plant", "warm" and "ward").
const SURE: usize = 7;

/// What is misspelt and unfinished at once has at least so many letters.
const SHORTEST_BEGUN_NEARLY: usize = 6;

/// From this length on two slips are forgiven.
const LONG: usize = 8;

/// Nor are longer ones: no word of the catalogue is as long.
const LONGEST: usize = 32;

/// What is shorter begins too many words.
const SHORTEST_BEGUN: usize = 2;

/// So many words at most are looked up for one that is being typed.
const MOST_BEGUN: usize = 100;

/// And with a slip at most so many: more words than these mean none of them.
const MOST_NEARLY: usize = 6;

/// Only so many first letters are shortened: what follows is compared afterwards.
const COMPARED: usize = 8;

impl Spelling {
    pub(super) fn new(catalogue: &Catalogue, corpus: &Corpus) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let (mut capitals, mut small) = (HashSet::new(), HashSet::new());
        let mut note = |folded: &String, exact: bool| {
            let written = if exact { &mut capitals } else { &mut small };
            if !written.contains(folded) {
                written.insert(folded.clone());
            }
        };
        let mut add = |text: &str, weight: usize| {
            for token in tokens(text) {
                note(&token.folded, token.exact);
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
        for Spoken { folded, exact } in corpus.words() {
            note(folded, *exact);
        }
        let stems = known.iter().map(|word| en::key(word)).collect();
        let acronyms = capitals.difference(&small).filter(|word| en::key(word) != **word);
        let acronyms = acronyms.cloned().collect();
        Self { targets, shortened, known, stems, acronyms }
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
        let allowed = forgiven(length);
        // What is made from a known word is a word too, and with two slips at most a misspelt form of that one.
        let stem = Some(en::key(folded)).filter(|stem| self.stems.contains(stem));
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
                let most = allowed.min(forgiven(word.chars().count()));
                let distance = slips(folded, word, most);
                let one = (distance, std::cmp::Reverse(*count), word.as_str());
                let may_be = if distance == 1 {
                    length >= SURE || is_misplaced(folded, word)
                } else {
                    stem.as_ref().is_none_or(|stem| en::key(word) == *stem)
                };
                if distance <= most && may_be && !near.contains(&one) {
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

    /// Whether a word stands in some name or text of the catalogue, as it is typed, as it is spelt here, or as one or several.
    pub(super) fn is_known(&self, folded: &str) -> bool {
        let stands =
            |word: &str| self.known.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
        stands(folded) || stands(&en::singular(folded)) || stands(&format!("{folded}s"))
    }

    /// The English key of a folded word in texts.
    pub(super) fn stem(&self, folded: &str) -> String {
        if self.acronyms.contains(folded) { folded.to_owned() } else { en::key(folded) }
    }

    /// The words of names that go on from what was typed with one slip in it, in order; none where there are too many to mean
    /// one. Every slip is tried, which costs some hundred look-ups: so nothing else may explain the word.
    pub(super) fn going_on_nearly(&self, begun: &str) -> Vec<&str> {
        let letters = begun.chars().count();
        if !(SHORTEST_BEGUN_NEARLY..=LONGEST).contains(&letters)
            || !begun.chars().all(char::is_alphabetic)
        {
            return Vec::new();
        }
        let mut found: Vec<&str> = Vec::new();
        for other in one_slip_away(begun) {
            let first = self.targets.partition_point(|(word, _)| *word < other);
            let words = self.targets[first..].iter().map(|(word, _)| word.as_str());
            let mut begun_so = words.take_while(|word| word.starts_with(&other)).peekable();
            // Most of what is a slip away begins nothing, and need not be compared.
            if begun_so.peek().is_some() && slips(begun, &other, 1) == 1 {
                found.extend(begun_so.take(MOST_NEARLY + 1));
            }
        }
        found.sort_unstable();
        found.dedup();
        if found.len() > MOST_NEARLY { Vec::new() } else { found }
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

/// Whether a word has no letter that another has not, doubled ones aside.
fn is_misplaced(typed: &str, meant: &str) -> bool {
    let mut before = None;
    let is_longer = typed.len() > meant.len();
    let mut left: Vec<char> = meant.chars().collect();
    typed.chars().all(|letter| {
        let is_doubled = before.replace(letter) == Some(letter);
        match left.iter().position(|own| *own == letter) {
            Some(at) => {
                left.swap_remove(at);
                true
            }
            None => is_doubled && is_longer,
        }
    })
}

/// Every word that is one slip away from another, and some more: a letter left out, two swapped, one changed, one added.
fn one_slip_away(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let with = |from: usize, to: usize, new: &[char]| -> String {
        letters[..from].iter().chain(new).chain(&letters[to..]).collect()
    };
    let mut found = Vec::new();
    for at in 0..letters.len() {
        found.push(with(at, at + 1, &[]));
        if at + 1 < letters.len() {
            found.push(with(at, at + 2, &[letters[at + 1], letters[at]]));
        }
        for new in 'a'..='z' {
            found.push(with(at, at + 1, &[new]));
            found.push(with(at, at, &[new]));
        }
    }
    found
}

const fn forgiven(length: usize) -> usize {
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
