//! Phrases and what they mean, by their keys in each language.

use std::collections::HashMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Facet, Lang};

use super::{Word, readable};
use crate::analysis::{cy, en, tokens};
use crate::results::Concept;

/// No phrase of the vocabulary has more words.
pub(super) const LONGEST: usize = 8;

type Meaning = (Concept, String);

/// Phrases by language.
#[derive(Debug)]
pub(super) struct Dictionary {
    en: HashMap<String, Vec<Meaning>>,
    cy: HashMap<String, Vec<Meaning>>,
    /// Keys of single words that are part of any phrase.
    words: std::collections::HashSet<String>,
}

impl Dictionary {
    pub(super) fn new(catalogue: &Catalogue, lexicon: &cy::Lexicon) -> Self {
        let mut dictionary = Self {
            en: HashMap::new(),
            cy: HashMap::new(),
            words: std::collections::HashSet::new(),
        };
        let mut add = |lang: Lang, name: &str, concept: Concept, value: &str| {
            dictionary.add(lexicon, lang, name, (concept, value))
        };
        for facet in readable() {
            let Some(vocabulary) = catalogue.vocabularies.get(facet.name()) else { continue };
            for value in &vocabulary.values {
                for lang in Lang::ALL {
                    value
                        .names(lang)
                        .for_each(|name| add(lang, name, Concept::Facet(facet), &value.id));
                }
            }
        }
        for value in catalogue.vocabularies.get("band").map_or(&[][..], |bands| &bands.values) {
            for lang in Lang::ALL {
                for name in value.names(lang) {
                    value.levels.iter().for_each(|level| {
                        add(lang, name, Concept::Facet(Facet::CareerLevel), level)
                    });
                }
            }
        }
        for funder in catalogue.funders.values() {
            for lang in Lang::ALL {
                add(lang, funder.name.get(lang), Concept::Facet(Facet::Funder), &funder.id);
                funder
                    .also_known_as
                    .iter()
                    .for_each(|name| add(lang, name, Concept::Facet(Facet::Funder), &funder.id));
            }
        }
        for organisation in
            catalogue.organisations.iter().filter(|organisation| organisation.employs_nhs_staff())
        {
            for lang in Lang::ALL {
                let names = organisation
                    .also_known_as
                    .iter()
                    .chain(&organisation.places)
                    .map(String::as_str);
                for name in names.chain([organisation.name.get(lang)]) {
                    add(lang, name, Concept::HealthBoard, &organisation.id);
                }
            }
        }
        dictionary
    }

    fn add(
        &mut self,
        lexicon: &cy::Lexicon,
        lang: Lang,
        name: &str,
        (concept, value): (Concept, &str),
    ) {
        let keys: Vec<String> = tokens(name)
            .into_iter()
            .map(|token| match lang {
                Lang::En => en::key(&token.folded),
                Lang::Cy if token.exact => token.folded,
                Lang::Cy => lexicon.key(&token.folded).to_owned(),
            })
            .collect();
        if keys.is_empty() || keys.len() > LONGEST {
            return;
        }
        self.words.extend(keys.iter().cloned());
        let phrases = match lang {
            Lang::En => &mut self.en,
            Lang::Cy => &mut self.cy,
        };
        let meanings = phrases.entry(keys.join(" ")).or_default();
        if !meanings.iter().any(|(known, id)| *known == concept && id == value) {
            meanings.push((concept, value.to_owned()));
        }
    }

    /// What a run of words means, in either language.
    pub(super) fn meanings(&self, words: &[Word]) -> impl Iterator<Item = &Meaning> {
        let join = |key: fn(&Word) -> &str| words.iter().map(key).collect::<Vec<_>>().join(" ");
        let english = self.en.get(&join(|word| &word.en));
        let welsh = self.cy.get(&join(|word| &word.cy));
        english.into_iter().chain(welsh).flatten()
    }

    /// Whether a word is part of any phrase.
    pub(super) fn knows(&self, word: &Word) -> bool {
        self.words.contains(&word.en) || self.words.contains(&word.cy)
    }
}
