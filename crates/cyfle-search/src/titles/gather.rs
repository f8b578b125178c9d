//! Gathering the words of names and summaries. Most texts are what they are; where two words are usually written as one, or
//! one as two, a text is put into its usual form first.

use std::collections::BTreeMap;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;

use super::{Name, Texts, is_function_word, place};
use crate::analysis::{Token, tokens};
use crate::corpus::{Corpus, Prose};
use crate::understand::Reading;

/// Texts of one language being gathered.
struct Gathering<'a> {
    texts: Texts,
    lang: Lang,
    reading: &'a Reading,
    corpus: &'a Corpus,
    /// The number of each word of the corpus, once it was met; none for a function word.
    numbers: Vec<Option<Option<u32>>>,
    /// For each word of the corpus, whether it may not be as it is usually written.
    doubtful: Vec<bool>,
}

impl Texts {
    /// The texts of a catalogue in one language.
    pub(super) fn gather(
        catalogue: &Catalogue,
        reading: &Reading,
        corpus: &Corpus,
        lang: Lang,
    ) -> Self {
        let numbers = vec![None; corpus.words().len()];
        let compounds = &reading.compounds;
        let words = corpus.words().iter();
        let doubtful =
            words.map(|word| compounds.begins(&word.folded) || compounds.divides(&word.folded));
        let (texts, doubtful) = (Self::default(), doubtful.collect());
        let mut gathering = Gathering { texts, lang, reading, corpus, numbers, doubtful };
        let mut funders: BTreeMap<&str, u32> = BTreeMap::new();
        for (number, opportunity) in (0..).zip(catalogue.opportunities.values()) {
            gathering.add(number);
            let funder = *funders
                .entry(&opportunity.funder)
                .or_insert_with(|| gathering.add_funder(catalogue, &opportunity.funder));
            gathering.texts.beside.push(funder);
        }
        gathering.texts.written.sort_unstable();
        gathering.texts
    }
}

impl Gathering<'_> {
    fn add(&mut self, entry: u32) {
        let corpus = self.corpus;
        let title = corpus.prose(place(entry), Prose::Title, self.lang);
        let mut said = self.numbers_of(corpus.prose(place(entry), Prose::Summary, self.lang));
        for name in std::iter::once(title).chain(corpus.other_names(place(entry))) {
            self.write(name, entry);
            let words = self.numbers_of(name);
            if words.is_empty() {
                continue;
            }
            let number = u32::try_from(self.texts.names.len()).unwrap_or(u32::MAX);
            words.iter().for_each(|word| self.texts.in_names[place(*word)].push(number));
            self.texts.names.push(Name { entry, length: words.len() });
            said.extend(words);
        }
        said.sort_unstable();
        said.dedup();
        said.iter().for_each(|word| self.texts.said[place(*word)].push(entry));
    }

    /// Keeps the words of a funder's names, and says where.
    fn add_funder(&mut self, catalogue: &Catalogue, id: &str) -> u32 {
        let funder = catalogue.funders.get(id).into_iter();
        let names = funder.flat_map(|funder| {
            let others = funder.also_known_as.iter().map(String::as_str);
            std::iter::once(funder.name.get(self.lang)).chain(others)
        });
        let names: Vec<Token> =
            names.flat_map(|name| self.reading.compounds.usual(tokens(name))).collect();
        let words = self.numbers_of_tokens(&names);
        self.texts.funders.push(words);
        u32::try_from(self.texts.funders.len() - 1).unwrap_or(u32::MAX)
    }

    fn write(&mut self, name: &[u32], entry: u32) {
        let written: Vec<&str> =
            name.iter().map(|word| self.corpus.word(*word).folded.as_str()).collect();
        let mut written = written.join(" ");
        if !self.is_usual(name) {
            let usual = self.reading.compounds.usual(self.corpus.tokens(name));
            let usual: Vec<&str> = usual.iter().map(|token| token.folded.as_str()).collect();
            written = usual.join(" ");
        }
        self.texts.written.push((written.into_boxed_str(), entry));
    }

    /// The different words of a text, function words left out.
    fn numbers_of(&mut self, words: &[u32]) -> Vec<u32> {
        if !self.is_usual(words) {
            let usual = self.reading.compounds.usual(self.corpus.tokens(words));
            return self.numbers_of_tokens(&usual);
        }
        let mut numbers: Vec<u32> = words.iter().filter_map(|word| self.number_of(*word)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn numbers_of_tokens(&mut self, words: &[Token]) -> Vec<u32> {
        let mut numbers: Vec<u32> = words
            .iter()
            .filter(|token| !is_function_word(&token.folded))
            .map(|token| self.texts.number(&self.reading.key(token, self.lang)))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn number_of(&mut self, word: u32) -> Option<u32> {
        if let Some(number) = self.numbers[place(word)] {
            return number;
        }
        let number = match self.corpus.tokens(&[word]).first() {
            Some(token) if !is_function_word(&token.folded) => {
                Some(self.texts.number(&self.reading.key(token, self.lang)))
            }
            _ => None,
        };
        self.numbers[place(word)] = Some(number);
        number
    }

    /// Whether words stand as they are usually written.
    fn is_usual(&self, words: &[u32]) -> bool {
        let compounds = &self.reading.compounds;
        let folded = |word: &u32| &*self.corpus.word(*word).folded;
        words.iter().enumerate().filter(|(_, word)| self.doubtful[place(**word)]).all(
            |(at, word)| {
                let next = words.get(at + 1).map(folded);
                let whole = next.and_then(|next| compounds.whole(folded(word), next));
                whole.is_none() && !compounds.divides(folded(word))
            },
        )
    }
}
