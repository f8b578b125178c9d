//! Misspelt words to the nearest word that the catalogue uses, by a deletion dictionary: every known word is listed under
//! itself with up to two letters left out, and so is the word that was typed; where the two lists meet, the words are near.
//! Looking one up costs the same however many words are known, and no letter is treated differently from another.
//!
//! One slip (see [`super::slips`]) is forgiven from four letters on, two from eight. Shorter words have too many neighbours
//! that are other words, and so are never corrected; nor is a word that stands in some entry, in the singular or the plural, or
//! that is usual in English ([`super::usual`]).

use std::ops::Range;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::slips::slips;
use super::usual::is_usual;
use super::words::is_behind_an_article;
use crate::analysis::{en, tokens};
use crate::corpus::{Corpus, Prose};
use crate::ordered::set_in_order;
use crate::strings::{Strings, place_of};

/// Known words, and where to find those that are near a typed one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Spelling {
    /// Words that a correction may give, in order.
    targets: Strings,
    /// How often each occurs.
    counts: Vec<u32>,
    /// The hash of each shortened form, in order. What shares a hash by chance is compared like any other.
    shortened: Vec<u32>,
    /// The target of each.
    shortened_from: Vec<u32>,
    /// Every word of every name and text, in order.
    known: Strings,
    /// The hashes of the stems of those that stand in an English text, in order.
    stems: Vec<u64>,
    /// Words that are written in capitals only: they have no stem.
    #[serde(serialize_with = "set_in_order")]
    acronyms: HashSet<String>,
}

/// Shorter words are never corrected.
const SHORTEST: usize = 4;

/// In shorter words a slip may only leave a letter out, double it or swap it: with another letter it is mostly another word
/// ("planet" and "plant", "warm" and "ward").
const SURE: usize = 7;

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
        let mut in_vocabulary: Vec<(String, bool)> = Vec::new();
        let mut add = |text: &str, weight: usize| {
            // A name of nothing but capitals is an acronym, however long.
            let is_acronym = !text.chars().any(char::is_lowercase);
            for token in tokens(text) {
                in_vocabulary.push((token.folded.clone(), token.exact || is_acronym));
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
            let places = organisation.places.iter().filter(|name| !is_behind_an_article(name));
            places.for_each(|name| add(name, 2));
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
        let in_texts = corpus.words().iter().map(|word| word.folded.as_str());
        let mut known: Vec<&str> = counts.keys().map(String::as_str).chain(in_texts).collect();
        known.sort_unstable();
        known.dedup();
        let known = known.into_iter().collect();
        let in_texts = corpus.words().iter().map(|word| (&word.folded, word.exact));
        let written = in_vocabulary.iter().map(|(folded, exact)| (folded, *exact)).chain(in_texts);
        let mut acronyms: HashSet<&String> =
            written.clone().filter_map(|(folded, exact)| exact.then_some(folded)).collect();
        written.filter(|(_, exact)| !exact).for_each(|(folded, _)| {
            acronyms.remove(folded);
        });
        // A word of the language is hardly ever an acronym with a slip in it: "mass" is not MAUSS.
        let mut targets: Vec<(String, usize)> = counts
            .into_iter()
            .filter(|(word, _)| {
                word.chars().count() >= SHORTEST
                    && word.chars().all(char::is_alphabetic)
                    && !acronyms.contains(word)
            })
            .collect();
        targets.sort_unstable();
        let mut shortened: Vec<(u32, u32)> = Vec::new();
        for (number, (word, _)) in (0..).zip(&targets) {
            each_shortened(word, |hash| shortened.push((hash, number)));
        }
        shortened.sort_unstable();
        shortened.dedup();
        let (shortened, shortened_from) = shortened.into_iter().unzip();
        let counts = targets.iter().map(|(_, count)| place_of(*count)).collect();
        let targets = targets.into_iter().map(|(word, _)| word).collect();
        let mut is_english = vec![false; corpus.words().len()];
        for entry in 0..catalogue.opportunities.len() {
            let texts = Prose::ALL.map(|prose| corpus.prose(entry, prose, Lang::En));
            texts.into_iter().flatten().for_each(|word| is_english[*word as usize] = true);
        }
        let english = corpus.words().iter().zip(is_english).filter(|(_, is_english)| *is_english);
        let mut stems: Vec<u64> =
            english.map(|(word, _)| hash_of(&en::key(&word.folded))).collect();
        stems.sort_unstable();
        stems.dedup();
        acronyms.retain(|word| en::key(word) != **word);
        let acronyms = acronyms.into_iter().cloned().collect();
        Self { targets, counts, shortened, shortened_from, known, stems, acronyms }
    }

    /// The nearest word; of equally near ones the more usual. Four letters say so little that two neighbours are a doubt.
    pub(super) fn correct(&self, folded: &str) -> Option<&str> {
        let length = folded.chars().count();
        if !(SHORTEST..=LONGEST).contains(&length)
            || self.is_known(folded)
            || is_usual(folded)
            || !folded.chars().all(char::is_alphabetic)
        {
            return None;
        }
        let allowed = forgiven(length);
        // What is made from a known word is a word too, and with two slips at most a misspelt form of that one.
        let stem = Some(en::key(folded)).filter(|stem| self.is_stem(stem));
        let mut near: Vec<(usize, std::cmp::Reverse<u32>, &str)> = Vec::new();
        for (word, count) in self.near(folded) {
            let most = allowed.min(forgiven(word.chars().count()));
            let distance = slips(folded, word, most);
            let may_be = || match distance {
                1 => length >= SURE || is_misplaced(folded, word),
                _ => stem.as_ref().is_none_or(|stem| en::key(word) == *stem),
            };
            if distance <= most && may_be() {
                near.push((distance, std::cmp::Reverse(count), word));
            }
        }
        near.sort_unstable();
        match near.as_slice() {
            [_, _, ..] if length == SHORTEST => None,
            [(_, _, word), ..] => Some(word),
            [] => None,
        }
    }

    /// Whether a word stands in some name or text of the catalogue, as it is typed, as it is spelt here, or as one or several.
    pub(super) fn is_known(&self, folded: &str) -> bool {
        let stands = |word: &str| self.known.has(word);
        stands(folded) || stands(&en::singular(folded)) || stands(&format!("{folded}s"))
    }

    /// Whether a stem is that of an English word of some text.
    fn is_stem(&self, stem: &str) -> bool {
        self.stems.binary_search(&hash_of(stem)).is_ok()
    }

    /// The English key of a folded word in texts.
    pub(super) fn stem(&self, folded: &str) -> String {
        if self.acronyms.contains(folded) { folded.to_owned() } else { en::key(folded) }
    }

    /// The words of names that go on from what was typed with one slip in it, in order; none where there are too many to mean
    /// one. What is compared of a word has to be typed for that, or the dictionary would not have it.
    pub(super) fn going_on_nearly(&self, begun: &str) -> Vec<&str> {
        let letters = begun.chars().count();
        if !(COMPARED..=LONGEST).contains(&letters) || !begun.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let goes_on = |word: &str| {
            let ends = word.char_indices().map(|(at, _)| at).skip(letters - 1).take(3);
            ends.into_iter().any(|end| slips(begun, &word[..end], 1) == 1)
        };
        let names = self.near(begun).map(|(word, _)| word);
        let mut found: Vec<&str> = names.filter(|word| goes_on(word)).collect();
        found.sort_unstable();
        if found.len() > MOST_NEARLY { Vec::new() } else { found }
    }

    /// The targets that share a shortened form with a word, each once, with how often it occurs.
    fn near(&self, word: &str) -> impl Iterator<Item = (&str, u32)> {
        let mut numbers: Vec<u32> = Vec::new();
        each_shortened(word, |hash| {
            let first = self.shortened.partition_point(|known| *known < hash);
            let same = self.shortened[first..].iter().take_while(|known| **known == hash);
            numbers.extend(&self.shortened_from[first..first + same.count()]);
        });
        numbers.sort_unstable();
        numbers.dedup();
        let target = |number: u32| {
            let number = number as usize;
            (self.targets.get(number), self.counts[number])
        };
        numbers.into_iter().map(target)
    }

    /// The words that go on from what was typed so far, in order; none for a single letter. Two or three letters are looked
    /// for in names only: in texts they begin too much.
    pub(super) fn going_on<'a>(&'a self, begun: &'a str) -> impl Iterator<Item = &'a str> {
        let letters = begun.chars().count();
        let begun_in = move |words: &'a Strings, lengths: Range<usize>| {
            let following = words.iter_from(words.first_from(begun));
            following.take_while(move |word| lengths.contains(&letters) && word.starts_with(begun))
        };
        let in_names = begun_in(&self.targets, SHORTEST_BEGUN..SHORTEST);
        begun_in(&self.known, SHORTEST..usize::MAX).chain(in_names).take(MOST_BEGUN)
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

const fn forgiven(length: usize) -> usize {
    if length < LONG { 1 } else { 2 }
}

/// Hashes of a word with none, one or two of its first letters left out.
fn each_shortened(word: &str, mut found: impl FnMut(u32)) {
    let letters: Vec<char> = word.chars().take(COMPARED).collect();
    let two = word.chars().count() >= LONG;
    let hash = |letters: &[char], left_out: &[usize]| halved(hash(letters, left_out));
    found(hash(&letters, &[]));
    for first in 0..letters.len() {
        found(hash(&letters, &[first]));
        for second in (first + 1..letters.len()).filter(|_| two) {
            found(hash(&letters, &[first, second]));
        }
    }
}

/// Half of a hash is enough where what it finds is looked at.
const fn halved(hash: u64) -> u32 {
    let bytes = hash.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
        ^ u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]])
}

fn hash_of(word: &str) -> u64 {
    hash(&word.chars().collect::<Vec<char>>(), &[])
}

/// FNV-1a (Fowler, Noll and Vo, draft-eastlake-fnv): the same on every run, and quick over a few letters.
fn hash(letters: &[char], left_out: &[usize]) -> u64 {
    let kept = letters.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
    kept.fold(0xcbf2_9ce4_8422_2325, |hash: u64, (_, letter)| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    })
}
