//! Phrases and what they mean, by their first key in each language.

use std::collections::{HashMap, HashSet};

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::vocabulary::Value;
use cyfle_catalogue::{Facet, Lang};
use serde::{Deserialize, Serialize};

use super::words::Word;
use super::{Reading, readable};
use crate::analysis::compounds::Compounds;
use crate::analysis::{cy, tokens};
use crate::ordered::{in_order, set_in_order};
use crate::results::Concept;

/// What a phrase means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Meaning {
    pub(super) concept: Concept,
    pub(super) value: String,
    /// It is an acronym of two or three letters: where its letters are also a plain word of either language ("DA", "MA",
    /// "NI"), it has to be typed as an acronym.
    pub(super) is_short_acronym: bool,
}

/// A phrase behind its first word.
#[derive(Debug, Serialize, Deserialize)]
struct Phrase {
    rest: Vec<String>,
    meanings: Vec<Meaning>,
}

/// Phrases by language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Dictionary {
    #[serde(serialize_with = "in_order")]
    en: HashMap<String, Vec<Phrase>>,
    #[serde(serialize_with = "in_order")]
    cy: HashMap<String, Vec<Phrase>>,
    /// Keys of single words that are part of any phrase.
    #[serde(serialize_with = "set_in_order")]
    words: HashSet<String>,
}

impl Dictionary {
    pub(super) fn new(catalogue: &Catalogue, lexicon: &cy::Lexicon, compounds: &Compounds) -> Self {
        let mut dictionary = Self::default();
        let mut add = |lang: Lang, name: &str, concept: Concept, value: &str| {
            let words: Vec<Word> = compounds
                .usual(tokens(name))
                .iter()
                .map(|token| Reading::word_with(lexicon, token))
                .collect();
            dictionary.add(&words, lang, name, concept, value);
        };
        let mut add_value = |value: &Value, concept: Concept, id: &str| {
            for lang in Lang::ALL {
                value.names(lang).for_each(|name| add(lang, name, concept, id));
            }
        };
        for facet in readable() {
            let values = catalogue.vocabularies.get(facet.name()).map(|found| &found.values);
            for value in values.into_iter().flatten() {
                add_value(value, Concept::Facet(facet), &value.id);
            }
        }
        for funder in catalogue.funders.values() {
            for lang in Lang::ALL {
                let others = funder.also_known_as.iter().map(String::as_str);
                for name in others.chain([funder.name.get(lang)]) {
                    add(lang, name, Concept::Facet(Facet::Funder), &funder.id);
                }
            }
        }
        let employers =
            catalogue.organisations.iter().filter(|organisation| organisation.employs_nhs_staff());
        for organisation in employers {
            let others = organisation.also_known_as.iter().chain(&organisation.places);
            for lang in Lang::ALL {
                let names = others.clone().map(String::as_str);
                for name in names.chain([organisation.name.get(lang)]) {
                    add(lang, name, Concept::HealthBoard, &organisation.id);
                }
            }
        }
        dictionary
    }

    fn add(&mut self, words: &[Word], lang: Lang, name: &str, concept: Concept, value: &str) {
        // Light words count only at the ends: "pay for my MSc" is "pay MSc", but "any time" is not "time".
        let last = words.len().saturating_sub(1);
        let keys: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(at, word)| *at == 0 || *at == last || !word.is_light())
            .map(|(_, word)| key(word, lang))
            .collect();
        let Some((first, rest)) = keys.split_first() else { return };
        self.words.extend(keys.iter().map(|key| (*key).to_owned()));
        let phrases = match lang {
            Lang::En => &mut self.en,
            Lang::Cy => &mut self.cy,
        };
        let own = phrases.entry((*first).to_owned()).or_default();
        let meaning = Meaning {
            concept,
            value: value.to_owned(),
            is_short_acronym: rest.is_empty()
                && name.len() <= 3
                && name.chars().all(char::is_uppercase),
        };
        match own.iter_mut().find(|phrase| phrase.rest == rest) {
            Some(phrase) => {
                let known =
                    |other: &Meaning| (other.concept, &other.value) == (concept, &meaning.value);
                if !phrase.meanings.iter().any(known) {
                    phrase.meanings.push(meaning);
                }
            }
            None => own.push(Phrase {
                rest: rest.iter().map(|key| (*key).to_owned()).collect(),
                meanings: vec![meaning],
            }),
        }
    }

    /// Every phrase that begins with the first of some words: how many of the words it takes up, and what it means. Light
    /// words inside a phrase are passed over; `stop` tells where one may not go on.
    pub(super) fn phrases<'a>(
        &'a self,
        words: &'a [Word],
        stop: &'a [bool],
    ) -> impl Iterator<Item = (usize, &'a Meaning)> {
        Lang::ALL
            .into_iter()
            .filter_map(move |lang| {
                let phrases = if lang == Lang::En { &self.en } else { &self.cy };
                Some((lang, phrases.get(key(words.first()?, lang))?))
            })
            .flat_map(move |(lang, phrases)| {
                phrases.iter().filter_map(move |phrase| {
                    Some((length(&phrase.rest, words, stop, lang)?, phrase))
                })
            })
            .flat_map(|(length, phrase)| {
                phrase.meanings.iter().map(move |meaning| (length, meaning))
            })
    }

    /// Whether a word is part of any phrase.
    pub(super) fn knows(&self, word: &Word) -> bool {
        self.words.contains(&word.phrase) || self.words.contains(&word.cy)
    }
}

fn key(word: &Word, lang: Lang) -> &str {
    match lang {
        Lang::En => &word.phrase,
        Lang::Cy => &word.cy,
    }
}

/// How many words a phrase takes up, where it stands at the beginning of them.
fn length(rest: &[String], words: &[Word], stop: &[bool], lang: Lang) -> Option<usize> {
    let mut at = 1;
    for wanted in rest {
        loop {
            let word = words.get(at)?;
            if stop[at] {
                return None;
            }
            at += 1;
            if key(word, lang) == wanted {
                break;
            }
            if !word.is_light() {
                return None;
            }
        }
    }
    Some(at)
}
