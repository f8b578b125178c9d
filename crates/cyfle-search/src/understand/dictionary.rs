//! Phrases and what they mean, by their first key in each language. Acronyms are looked up as they are written.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::vocabulary::{Value, as_typed};
use cyfle_catalogue::{Facet, Lang};
use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::readable;
use super::words::{Link, Word, is_article, is_behind_an_article};
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

/// A word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    key: String,
    /// It is an acronym or has digits: only what is written so is that, no mutation and no other form of a word.
    exact: bool,
    /// A preposition stands before it: "support for staff" is no "support staff".
    joined: bool,
}

/// A phrase behind its first word.
#[derive(Debug, Serialize, Deserialize)]
struct Phrase {
    lang: Lang,
    rest: Vec<Part>,
    meanings: Vec<Meaning>,
}

/// The vocabulary of bands of pay.
pub(super) const BAND: &str = "band";

/// Phrases by their first word.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Dictionary {
    #[serde(serialize_with = "in_order")]
    en: HashMap<String, Vec<Phrase>>,
    #[serde(serialize_with = "in_order")]
    cy: HashMap<String, Vec<Phrase>>,
    /// Those that begin with an acronym, in either language.
    #[serde(serialize_with = "in_order")]
    acronyms: HashMap<String, Vec<Phrase>>,
    /// Keys of single words that are part of any phrase.
    #[serde(serialize_with = "set_in_order")]
    words: HashSet<String>,
    /// Keys of those that are one behind an article only: see [`is_behind_an_article`].
    #[serde(serialize_with = "set_in_order")]
    behind_articles: HashSet<String>,
    /// Acronyms that are part of any phrase.
    #[serde(serialize_with = "set_in_order")]
    exact: HashSet<String>,
}

impl Dictionary {
    pub(super) fn new(catalogue: &Catalogue, lexicon: &cy::Lexicon, compounds: &Compounds) -> Self {
        let mut dictionary = Self::default();
        let mut add = |lang: Lang, name: &str, concept: Concept, value: &str| {
            dictionary.add(&words_of(name, lexicon, compounds), lang, name, concept, value);
        };
        let mut add_value = |value: &Value, concept: Concept, id: &str| {
            for lang in Lang::ALL {
                value.names(lang).for_each(|name| add(lang, name, concept, id));
            }
        };
        for facet in readable() {
            for value in catalogue.vocabularies.values(facet.name()) {
                add_value(value, Concept::Facet(facet), &value.id);
            }
        }
        // A band of pay stands for the levels that have it.
        for value in catalogue.vocabularies.values(BAND) {
            for level in &value.levels {
                add_value(value, Concept::Facet(Facet::CareerLevel), level);
            }
        }
        for funder in catalogue.funders.values() {
            for lang in Lang::ALL {
                let others = funder.also_known_as.iter().map(String::as_str);
                for name in others.chain(as_typed(funder.name.get(lang))) {
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
                for name in names.chain(as_typed(organisation.name.get(lang))) {
                    add(lang, name, Concept::HealthBoard, &organisation.id);
                }
            }
        }
        dictionary
    }

    /// What says who asks only where the words around it do: employers, and professions outside healthcare science. A nurse may
    /// be whom somebody wants to teach, and a university where they want to learn.
    pub(super) fn of_readers(
        catalogue: &Catalogue,
        lexicon: &cy::Lexicon,
        compounds: &Compounds,
    ) -> Self {
        let mut dictionary = Self::default();
        for concept in [Concept::Employer, Concept::OtherProfession] {
            for value in catalogue.vocabularies.values(concept.name()) {
                for lang in Lang::ALL {
                    for name in value.names(lang) {
                        let words = words_of(name, lexicon, compounds);
                        dictionary.add(&words, lang, name, concept, &value.id);
                    }
                }
            }
        }
        dictionary
    }

    fn add(&mut self, words: &[Word], lang: Lang, name: &str, concept: Concept, value: &str) {
        // Nobody types a name in capitals for the sake of it: what is written so here is an acronym, however long.
        let is_acronym = |word: &Word| word.exact || !name.chars().any(char::is_lowercase);
        let mut parts: Vec<Part> = Vec::with_capacity(words.len());
        let mut joined = false;
        for (at, word) in words.iter().enumerate() {
            // Small words count at the ends: "any time" is not "time".
            let is_inside = at > 0 && at + 1 < words.len();
            match word.link(lang).filter(|_| is_inside) {
                Some(link) => joined |= link == Link::Joins,
                None => {
                    let exact = is_acronym(word);
                    let key = if exact { &word.folded } else { key(word, lang) }.to_owned();
                    parts.push(Part { key, exact, joined });
                    joined = false;
                }
            }
        }
        let behind_an_article = is_behind_an_article(name);
        for part in &parts {
            let known = if part.exact {
                &mut self.exact
            } else if behind_an_article {
                &mut self.behind_articles
            } else {
                &mut self.words
            };
            known.insert(part.key.clone());
        }
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else { return };
        let rest: Vec<Part> = parts.collect();
        let phrases = match lang {
            _ if first.exact => &mut self.acronyms,
            Lang::En => &mut self.en,
            Lang::Cy => &mut self.cy,
        };
        let own = phrases.entry(first.key).or_default();
        let meaning = Meaning {
            concept,
            value: value.to_owned(),
            is_short_acronym: rest.is_empty() && first.exact && name.len() <= 3,
        };
        match own.iter_mut().find(|phrase| phrase.lang == lang && phrase.rest == rest) {
            Some(phrase) => {
                let known =
                    |other: &Meaning| (other.concept, &other.value) == (concept, &meaning.value);
                if !phrase.meanings.iter().any(known) {
                    phrase.meanings.push(meaning);
                }
            }
            None => own.push(Phrase { lang, rest, meanings: vec![meaning] }),
        }
    }

    /// Every phrase that begins with the first of some words: how many of the words it takes up, its language, and what it means. Articles
    /// and possessives inside a phrase are passed over; `stop` tells where one may not go on.
    pub(super) fn phrases<'a>(
        &'a self,
        words: &'a [Word],
        stop: &'a [bool],
    ) -> impl Iterator<Item = (usize, Lang, &'a Meaning)> {
        let plain = words.first().into_iter().flat_map(|first| {
            [self.en.get(&first.phrase), self.cy.get(&first.cy)].into_iter().flatten()
        });
        let acronyms = words
            .first()
            .into_iter()
            .flat_map(Word::as_acronyms)
            .filter_map(|written| self.acronyms.get(written));
        plain
            .chain(acronyms)
            .flatten()
            .filter_map(move |phrase| Some((length(phrase, words, stop)?, phrase)))
            .flat_map(|(length, phrase)| {
                phrase.meanings.iter().map(move |meaning| (length, phrase.lang, meaning))
            })
    }

    /// Whether a word is a name behind the one before it, which is an article.
    pub(super) fn knows_behind(&self, before: &Word, word: &Word) -> bool {
        is_article(&before.folded)
            && [&word.phrase, &word.cy].into_iter().any(|key| self.behind_articles.contains(key))
    }

    /// Whether a word is part of any phrase.
    pub(super) fn knows(&self, word: &Word) -> bool {
        self.words.contains(&word.phrase) || self.words.contains(&word.cy) || self.is_acronym(word)
    }

    /// Whether a word is written as an acronym that is part of any phrase.
    pub(super) fn is_acronym(&self, word: &Word) -> bool {
        word.as_acronyms().any(|written| self.exact.contains(written))
    }
}

fn words_of(name: &str, lexicon: &cy::Lexicon, compounds: &Compounds) -> Vec<Word> {
    let tokens = compounds.usual(tokens(name));
    tokens.iter().map(|token| Word::in_a_phrase(token, lexicon)).collect()
}

fn key(word: &Word, lang: Lang) -> &str {
    match lang {
        Lang::En => &word.phrase,
        Lang::Cy => &word.cy,
    }
}

/// How many words a phrase takes up, where it stands at the beginning of them.
fn length(phrase: &Phrase, words: &[Word], stop: &[bool]) -> Option<usize> {
    let mut at = 1;
    for wanted in &phrase.rest {
        let mut joined = false;
        loop {
            let word = words.get(at)?;
            if stop[at] {
                return None;
            }
            at += 1;
            let is_wanted = if wanted.exact {
                word.as_acronyms().any(|written| written == wanted.key)
            } else {
                key(word, phrase.lang) == wanted.key
            };
            if is_wanted && joined == wanted.joined {
                break;
            }
            joined |= word.link(phrase.lang)? == Link::Joins;
        }
    }
    Some(at)
}
