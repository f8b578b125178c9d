//! Gathering the words of names and summaries. Most texts are what they are; where two words are usually written as one, or
//! one as two, a text is put into its usual form first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;

use super::{NAME, Name, Texts, is_function_word, place};
use crate::analysis::{Token, en, tokens};
use crate::corpus::{Corpus, Prose};
use crate::strings::{Lists, Strings, place_of};
use crate::understand::Reading;

/// The words of a name in a row, each in some form, with whose it is.
fn written(tokens: &[Token], entry: u32, form: impl Fn(&str) -> Cow<'_, str>) -> (Box<str>, u32) {
    let words: Vec<Cow<'_, str>> = tokens.iter().map(|token| form(&token.folded)).collect();
    (words.join(" ").into_boxed_str(), entry)
}

/// Texts of one language being gathered.
struct Gathering<'a> {
    texts: Texts,
    /// Each word with a name that it stands in, and with an entry that says it.
    in_names: Vec<(u32, u32)>,
    said: Vec<(u32, u32)>,
    written: Vec<(Box<str>, u32)>,
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
        let words = (0..).zip(corpus.words());
        let doubtful =
            words.map(|(number, word)| corpus.is_half(number) || compounds.divides(&word.folded));
        let mut gathering = Gathering {
            texts: Self::default(),
            in_names: Vec::new(),
            said: Vec::new(),
            written: Vec::new(),
            lang,
            reading,
            corpus,
            numbers,
            doubtful: doubtful.collect(),
        };
        let mut funders: BTreeMap<&str, u32> = BTreeMap::new();
        for (number, opportunity) in (0..).zip(catalogue.opportunities.values()) {
            let funder = *funders
                .entry(&opportunity.funder)
                .or_insert_with(|| gathering.add_funder(catalogue, &opportunity.funder));
            gathering.texts.beside.push(funder);
            gathering.add(number);
            gathering.add_beginning(number, opportunity.title.get(lang));
        }
        gathering.finish()
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
            let number = place_of(self.texts.names.len());
            self.in_names.extend(words.iter().map(|word| (*word, number)));
            self.texts.names.push(Name { entry, length: place_of(words.len()) });
            said.extend(words);
        }
        said.sort_unstable();
        said.dedup();
        self.said.extend(said.into_iter().map(|word| (word, entry)));
    }

    /// Keeps what a title says before a colon or an acronym in brackets. Other brackets tell it apart from another one.
    fn add_beginning(&mut self, entry: u32, title: &str) {
        let is_acronym = |behind: &str| {
            let inside = behind.split_once(')').map_or(behind, |(inside, _)| inside);
            tokens(inside).iter().all(|token| token.exact)
        };
        let bracketed = title.split_once('(').filter(|(_, behind)| is_acronym(behind));
        let Some((beginning, _)) = title.split_once(':').or(bracketed) else { return };
        let usual = self.reading.compounds.usual(tokens(beginning));
        if usual.len() >= NAME {
            self.written.push(written(&usual, entry, en::singular));
        }
    }

    fn finish(mut self) -> Texts {
        let mut texts = self.texts;
        texts.in_names = Lists::new(texts.keys.len(), &self.in_names);
        texts.said = Lists::new(texts.keys.len(), &self.said);
        self.written.sort_unstable();
        self.written.dedup();
        texts.written = self.written.iter().map(|(name, _)| name).collect::<Strings>();
        texts.of = self.written.iter().map(|(_, entry)| *entry).collect();
        texts.keys.shrink_to_fit();
        texts.names.shrink_to_fit();
        texts.beside.shrink_to_fit();
        texts
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
        place_of(self.texts.funders.len() - 1)
    }

    fn write(&mut self, name: &[u32], entry: u32) {
        let tokens = self.corpus.tokens(name);
        let usual = if self.is_usual(name) { tokens } else { self.reading.compounds.usual(tokens) };
        self.written.push(written(&usual, entry, |folded| folded.into()));
        // In a question, a name may stand in the singular, and without what comes before or behind it.
        let singular = |tokens: &[Token]| written(tokens, entry, en::singular);
        self.written.push(singular(&usual));
        let funder = &self.texts.funders[place(self.texts.beside[place(entry)])];
        let is_of_funder = |token: &&Token| {
            let known = self.texts.keys.number(&self.reading.key(token, self.lang));
            token.exact && known.is_some_and(|word| funder.binary_search(&word).is_ok())
        };
        // "Higher Specialist Diploma" of the IBMS.
        let of_funder = usual.iter().take_while(is_of_funder).count();
        if of_funder > 0 && usual.len() >= of_funder + NAME {
            self.written.push(singular(&usual[of_funder..]));
        }
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
            .map(|token| self.texts.keys.add(&self.reading.key(token, self.lang)))
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
                Some(self.texts.keys.add(&self.reading.key(token, self.lang)))
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
