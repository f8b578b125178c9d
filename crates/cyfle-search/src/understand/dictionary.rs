//! Phrases and what they mean, by their first key in each language. Acronyms are looked up as they are written.
//!
//! There are tens of thousands of them: each key and each value is kept once and told by its number, and what belongs to a
//! phrase lies beside what belongs to the next.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::vocabulary::{Value, as_typed};
use cyfle_catalogue::{Facet, Lang};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::readable;
use super::words::{Link, Word, is_article, is_behind_an_article};
use crate::analysis::compounds::Compounds;
use crate::analysis::{cy, tokens};
use crate::results::Concept;
use crate::strings::{Lists, Numbered, place_of};

/// What a phrase means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning<'d> {
    pub(super) concept: Concept,
    pub(super) value: &'d str,
    /// It is an acronym of two or three letters: where its letters are also a plain word of either language ("DA", "MA",
    /// "NI"), it has to be typed as an acronym.
    pub(super) is_short_acronym: bool,
}

/// A meaning as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    concept: Concept,
    value: u32,
    is_short_acronym: bool,
}

/// A word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Part {
    key: u32,
    /// It is an acronym or has digits: only what is written so is that, no mutation and no other form of a word.
    exact: bool,
    /// A preposition stands before it: "support for staff" is no "support staff".
    joined: bool,
}

/// What the phrases that a key is part of make of it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Uses {
    /// It is a word of one.
    word: bool,
    /// It is one behind an article only: see [`is_behind_an_article`].
    behind_an_article: bool,
    /// It is an acronym of one.
    exact: bool,
}

/// The vocabulary of bands of pay.
pub(super) const BAND: &str = "band";

/// So many small words at most are passed over between two words of a phrase.
const PASSED_OVER: usize = 4;

/// Phrases by their first word.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Dictionary {
    keys: Numbered,
    /// Of each key.
    uses: Vec<Uses>,
    values: Numbered,
    /// The phrases that begin with each key, in the order in which they were added.
    begun: Lists,
    /// Of each phrase.
    langs: Vec<Lang>,
    /// Of each phrase.
    parts: Lists<Part>,
    /// Of each phrase.
    meanings: Lists<Known>,
}

/// Phrases being gathered.
#[derive(Default)]
struct Gathered {
    keys: Numbered,
    uses: Vec<Uses>,
    values: Numbered,
    numbers: HashMap<(Lang, Vec<Part>), usize>,
    /// Of each phrase.
    meanings: Vec<Vec<Known>>,
}

impl Dictionary {
    pub(super) fn new(catalogue: &Catalogue, lexicon: &cy::Lexicon, compounds: &Compounds) -> Self {
        let mut gathered = Gathered::default();
        let mut add = |lang: Lang, name: &str, concept: Concept, value: &str| {
            gathered.add(&words_of(name, lexicon, compounds), lang, name, concept, value);
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
        gathered.finish()
    }

    /// What says who asks only where the words around it do: employers, and professions outside healthcare science. A nurse may
    /// be whom somebody wants to teach, and a university where they want to learn.
    pub(super) fn of_readers(
        catalogue: &Catalogue,
        lexicon: &cy::Lexicon,
        compounds: &Compounds,
    ) -> Self {
        let mut gathered = Gathered::default();
        for concept in [Concept::Employer, Concept::OtherProfession] {
            for value in catalogue.vocabularies.values(concept.name()) {
                for lang in Lang::ALL {
                    for name in value.names(lang) {
                        let words = words_of(name, lexicon, compounds);
                        gathered.add(&words, lang, name, concept, &value.id);
                    }
                }
            }
        }
        gathered.finish()
    }

    /// Every phrase that begins with the first of some words: how many of the words it takes up, its language, and what it means. Articles
    /// and possessives inside a phrase are passed over; `stop` tells where one may not go on.
    pub(super) fn phrases<'a>(
        &'a self,
        words: &'a [Word],
        stop: &'a [bool],
    ) -> impl Iterator<Item = (usize, Lang, Meaning<'a>)> {
        let first = words.first();
        let plain = first.into_iter().flat_map(move |first| {
            Lang::ALL.into_iter().flat_map(move |lang| {
                let is_one = move |phrase: &u32, part: Part| {
                    !part.exact && self.langs[*phrase as usize] == lang
                };
                self.beginning(key(first, lang), is_one)
            })
        });
        let acronyms = first
            .into_iter()
            .flat_map(Word::as_acronyms)
            .flat_map(|written| self.beginning(written, |_, part| part.exact));
        plain
            .chain(acronyms)
            .filter_map(move |phrase| Some((self.length(phrase, words, stop)?, phrase)))
            .flat_map(move |(length, phrase)| {
                let lang = self.langs[phrase as usize];
                self.meanings.get(phrase).iter().map(move |known| {
                    let Known { concept, value, is_short_acronym } = *known;
                    let value = self.values.get(value);
                    (length, lang, Meaning { concept, value, is_short_acronym })
                })
            })
    }

    /// Those phrases that begin with a key and of which, with their first part, something holds.
    fn beginning(
        &self,
        key: &str,
        holds: impl Fn(&u32, Part) -> bool,
    ) -> impl Iterator<Item = u32> {
        let begun = self.keys.number(key).map_or(&[][..], |key| self.begun.get(key));
        begun.iter().copied().filter(move |phrase| holds(phrase, self.parts.get(*phrase)[0]))
    }

    /// How many words a phrase takes up, where it stands at the beginning of them; their first is its first.
    fn length(&self, phrase: u32, words: &[Word], stop: &[bool]) -> Option<usize> {
        let lang = self.langs[phrase as usize];
        let mut at = 1;
        for part in &self.parts.get(phrase)[1..] {
            let wanted = self.keys.get(part.key);
            let mut joined = false;
            let last = at + PASSED_OVER;
            loop {
                let word = words.get(at)?;
                if stop[at] || at > last {
                    return None;
                }
                at += 1;
                let is_wanted = if part.exact {
                    word.as_acronyms().any(|written| written == wanted)
                } else {
                    key(word, lang) == wanted
                };
                if is_wanted && joined == part.joined {
                    break;
                }
                joined |= word.link(lang)? == Link::Joins;
            }
        }
        Some(at)
    }

    /// Whether a word is a name behind the one before it, which is an article.
    pub(super) fn knows_behind(&self, before: &Word, word: &Word) -> bool {
        is_article(&before.folded)
            && Lang::ALL.into_iter().any(|lang| self.uses(key(word, lang)).behind_an_article)
    }

    /// Whether a word is part of any phrase.
    pub(super) fn knows(&self, word: &Word) -> bool {
        Lang::ALL.into_iter().any(|lang| self.uses(key(word, lang)).word) || self.is_acronym(word)
    }

    /// Whether a word is written as an acronym that is part of any phrase.
    pub(super) fn is_acronym(&self, word: &Word) -> bool {
        word.as_acronyms().any(|written| self.uses(written).exact)
    }

    fn uses(&self, key: &str) -> Uses {
        self.keys.number(key).map_or_else(Uses::default, |key| self.uses[key as usize])
    }
}

impl Gathered {
    fn add(&mut self, words: &[Word], lang: Lang, name: &str, concept: Concept, value: &str) {
        // Nobody types a name in capitals for the sake of it: what is written so here is an acronym, however long.
        let is_acronym = |word: &Word| word.exact || !name.chars().any(char::is_lowercase);
        let behind_an_article = is_behind_an_article(name);
        let mut parts: Vec<Part> = Vec::with_capacity(words.len());
        let mut joined = false;
        for (at, word) in words.iter().enumerate() {
            // Small words count at the ends: "any time" is not "time".
            let is_inside = at > 0 && at + 1 < words.len();
            match word.link(lang).filter(|_| is_inside) {
                Some(link) => joined |= link == Link::Joins,
                None => {
                    let exact = is_acronym(word);
                    let key = self.key(if exact { &word.folded } else { key(word, lang) });
                    let uses = &mut self.uses[key as usize];
                    uses.exact |= exact;
                    uses.behind_an_article |= !exact && behind_an_article;
                    uses.word |= !exact && !behind_an_article;
                    parts.push(Part { key, exact, joined });
                    joined = false;
                }
            }
        }
        let Some(first) = parts.first() else { return };
        let known = Known {
            concept,
            value: self.values.add(value),
            is_short_acronym: parts.len() == 1 && first.exact && name.len() <= 3,
        };
        let next = self.meanings.len();
        let number = *self.numbers.entry((lang, parts)).or_insert(next);
        if number == next {
            self.meanings.push(Vec::new());
        }
        let meanings = &mut self.meanings[number];
        let is_it = |other: &Known| (other.concept, other.value) == (concept, known.value);
        if !meanings.iter().any(is_it) {
            meanings.push(known);
        }
    }

    fn key(&mut self, key: &str) -> u32 {
        let number = self.keys.add(key);
        self.uses.resize(self.keys.len(), Uses::default());
        number
    }

    fn finish(self) -> Dictionary {
        let Self { mut keys, mut uses, mut values, numbers, meanings } = self;
        let mut phrases: Vec<((Lang, Vec<Part>), usize)> = numbers.into_iter().collect();
        phrases.sort_unstable_by_key(|(_, number)| *number);
        let firsts = phrases.iter().map(|((_, parts), number)| (parts[0].key, place_of(*number)));
        let begun = Lists::new(keys.len(), &firsts.collect::<Vec<_>>());
        let langs = phrases.iter().map(|((lang, _), _)| *lang).collect();
        let parts = phrases.into_iter().map(|((_, parts), _)| parts).collect();
        keys.shrink_to_fit();
        uses.shrink_to_fit();
        values.shrink_to_fit();
        let meanings = meanings.into_iter().collect();
        Dictionary { keys, uses, values, begun, langs, parts, meanings }
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
