//! Small words and what they tell, of every language together, because people mix them.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Cue, Facet, Lang};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::dictionary::BAND;
use super::readable;
use super::words::Word;
use crate::analysis::fold;
use crate::ordered::in_order;
use crate::results::Concept;

/// The cues of one catalogue.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Cues {
    /// Phrases by their first word.
    #[serde(serialize_with = "in_order")]
    phrases: HashMap<String, Vec<Phrase>>,
    /// How many words the longest phrase of each cue has, in the order of [`Cue::ALL`].
    longest: Vec<usize>,
    #[serde(serialize_with = "in_order")]
    numerals: HashMap<String, f64>,
    #[serde(serialize_with = "in_order")]
    months: HashMap<String, i8>,
    /// Bands of pay from the lowest to the highest, by what is written behind the word, each with its career levels.
    bands: Vec<(String, Vec<String>)>,
    unless: Vec<Unless>,
    /// What those stand beside, by its first word.
    #[serde(serialize_with = "in_order")]
    beside: HashMap<String, Vec<Beside>>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Phrase {
    cue: Cue,
    /// The words behind the first.
    rest: Vec<String>,
}

impl Phrase {
    fn length(&self) -> usize {
        self.rest.len() + 1
    }
}

/// The cues of the phrases that begin at one place: a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Told([u64; WORDS]);

/// So many words hold a bit for each cue.
const WORDS: usize = Cue::ALL.len().div_ceil(BITS);

const BITS: usize = u64::BITS as usize;

impl Told {
    pub(super) const fn has(self, cue: Cue) -> bool {
        self.0[cue as usize / BITS] & Self::bit(cue) != 0
    }

    const fn add(&mut self, cue: Cue) {
        self.0[cue as usize / BITS] |= Self::bit(cue);
    }

    const fn bit(cue: Cue) -> u64 {
        1 << (cue as usize % BITS)
    }
}

impl Cues {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut cues = Self { longest: vec![0; Cue::ALL.len()], ..Self::default() };
        for phrases in Lang::ALL.map(|lang| catalogue.phrases(lang)) {
            for (cue, phrase) in phrases.cues() {
                let phrase = fold(phrase);
                let mut words = phrase.split(' ').map(str::to_owned);
                let Some(first) = words.next() else { continue };
                let own = cues.phrases.entry(first).or_default();
                let phrase = Phrase { cue, rest: words.collect() };
                let longest = &mut cues.longest[cue as usize];
                *longest = phrase.length().max(*longest);
                if !own.contains(&phrase) {
                    own.push(phrase);
                }
            }
            let numerals = phrases.numerals().map(|(number, word)| (fold(word), number));
            cues.numerals.extend(numerals);
            cues.months.extend(phrases.months().map(|(number, word)| (fold(word), number)));
        }
        let bands = catalogue.vocabularies.values(BAND).iter();
        let levels = bands.map(|band| (fold(&band.id), band.levels.clone()));
        cues.bands.extend(levels);
        for facet in readable() {
            for value in catalogue.vocabularies.values(facet.name()) {
                for unless in &value.unless {
                    for phrase in unless.beside.iter().map(|phrase| fold(phrase)) {
                        let mut words = phrase.split(' ').map(str::to_owned);
                        let first = words.next().unwrap_or_default();
                        let own = Beside { unless: cues.unless.len(), rest: words.collect() };
                        cues.beside.entry(first).or_default().push(own);
                    }
                    cues.unless.push(Unless {
                        facet,
                        value: value.id.clone(),
                        said: unless.said.iter().map(|word| fold(word)).collect(),
                    });
                }
            }
        }
        cues
    }

    /// What each of some words tells, together with those behind it.
    pub(super) fn told(&self, words: &[Word]) -> Vec<Told> {
        (0..words.len())
            .map(|at| {
                let mut told = Told::default();
                self.beginning(words, at).for_each(|(cue, _)| told.add(cue));
                told
            })
            .collect()
    }

    /// How many words the longest phrase has that begins at a place and tells something.
    pub(super) fn length(&self, words: &[Word], at: usize, cue: Cue) -> usize {
        let phrases = self.beginning(words, at).filter(|(other, _)| *other == cue);
        phrases.map(|(_, length)| length).max().unwrap_or(0)
    }

    /// How many words the longest of all phrases has that tell this.
    pub(super) fn longest(&self, cue: Cue) -> usize {
        self.longest[cue as usize]
    }

    /// Every phrase that begins at a place: what it tells, and how many words it has.
    fn beginning(&self, words: &[Word], at: usize) -> impl Iterator<Item = (Cue, usize)> {
        let known = words.get(at).into_iter().flat_map(Word::forms);
        known.filter_map(|word| self.phrases.get(word)).flatten().filter_map(move |phrase| {
            let mut rest = (at + 1..).zip(&phrase.rest);
            let goes_on = rest.all(|(at, wanted)| {
                words.get(at).is_some_and(|word| word.forms().any(|form| form == wanted))
            });
            goes_on.then_some((phrase.cue, phrase.length()))
        })
    }

    /// Which words do not stand for a value in a text, because of what else it says: places among all that say so.
    pub(super) fn ruled_out(&self, words: &[Word]) -> Vec<usize> {
        let mut ruled = Vec::new();
        for at in 0..words.len() {
            let begun = words[at].forms().filter_map(|form| self.beside.get(form)).flatten();
            let is_said = |own: &&Beside| {
                let mut rest = (at + 1..).zip(&own.rest);
                rest.all(|(at, part)| {
                    words.get(at).is_some_and(|word| {
                        // "A few days, free": a comma stands between.
                        let is_next = word.place.0.saturating_sub(words[at - 1].place.1) <= 1;
                        is_next && word.forms().any(|form| form == part)
                    })
                })
            };
            ruled.extend(begun.filter(is_said).map(|own| own.unless));
        }
        ruled.sort_unstable();
        ruled.dedup();
        ruled
    }

    /// Whether words do not stand for a value where some are [ruled out](Self::ruled_out).
    pub(super) fn is_ruled_out(
        &self,
        concept: Concept,
        value: &str,
        own: &[Word],
        ruled: &[usize],
    ) -> bool {
        let is_any =
            |word: &Word, of: &[String]| word.forms().any(|form| of.iter().any(|one| one == form));
        let is_said = |said: &[String]| match own {
            [word] => is_any(word, said),
            several => said.iter().any(|phrase| {
                phrase.split(' ').eq(several.iter().map(|word| word.folded.as_str()))
            }),
        };
        ruled.iter().map(|place| &self.unless[*place]).any(|unless| {
            concept == Concept::Facet(unless.facet)
                && value == unless.value
                && is_said(&unless.said)
        })
    }

    /// Whether a word tells this by itself.
    pub(super) fn is(&self, word: &str, cue: Cue) -> bool {
        let mut own = self.phrases.get(word).into_iter().flatten();
        own.any(|phrase| phrase.cue == cue && phrase.rest.is_empty())
    }

    /// Whether a phrase begins with a word, or it is a number or a month.
    pub(super) fn is_known(&self, word: &str) -> bool {
        self.phrases.contains_key(word)
            || self.numerals.contains_key(word)
            || self.months.contains_key(word)
    }

    /// The number that a word is.
    pub(super) fn number(&self, folded: &str) -> Option<f64> {
        self.numerals.get(folded).copied()
    }

    /// The career levels of a band of pay; none where there is no such band.
    pub(super) fn levels(&self, band: &str) -> Option<&[String]> {
        self.bands.iter().find(|(own, _)| own == band).map(|(_, levels)| levels.as_slice())
    }

    /// The career levels of every band from one to another; none where the other one is lower.
    pub(super) fn levels_between(&self, from: &str, to: &str) -> impl Iterator<Item = &str> {
        let place = |band: &str| self.bands.iter().position(|(own, _)| own == band);
        let reach = place(from).zip(place(to)).and_then(|(from, to)| self.bands.get(from..=to));
        let levels = reach.into_iter().flatten().flat_map(|(_, levels)| levels);
        levels.map(String::as_str)
    }

    /// The month that a word names, from 1.
    pub(super) fn month(&self, folded: &str) -> Option<i8> {
        self.months.get(folded).copied()
    }
}

/// Words that do not stand for a value beside certain others.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Unless {
    facet: Facet,
    value: String,
    said: Vec<String>,
}

/// Words beside which others do not stand for a value.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Beside {
    /// The place of those others.
    unless: usize,
    /// The words behind the first.
    rest: Vec<String>,
}
