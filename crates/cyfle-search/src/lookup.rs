//! Words looked up in the texts: how well each entry's text answers, and where each word stands.
//!
//! Every entry that has a word is wanted, with its score, because facts and text are weighed together. What a word is worth
//! in an entry does not depend on the question; so it is worked out for every word when the index is opened, and a question
//! reads one list for each of its words.

use std::collections::HashMap;

use cyfle_catalogue::Lang;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, ReloadPolicy, Searcher, TERMINATED};

use crate::bits::Bits;
use crate::indexer::{NUMBER, Part, fields};
use crate::rank;
use crate::understand::Word;

/// An open index.
#[derive(Debug)]
pub(crate) struct TextIndex {
    /// In the order of [`Stock::ALL`].
    stocks: Vec<Terms>,
}

/// Keys of one sort: those of one language in all parts of an entry, or of a sort of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stock {
    English,
    Welsh,
    Kin,
    Guess,
}

impl Stock {
    const ALL: [Self; 4] = [Self::English, Self::Welsh, Self::Kin, Self::Guess];

    const fn of(part: Part, lang: Lang) -> Self {
        match (part, lang) {
            (Part::Kin, _) => Self::Kin,
            (Part::Guess, _) => Self::Guess,
            (_, Lang::En) => Self::English,
            (_, Lang::Cy) => Self::Welsh,
        }
    }

    /// By what a word is looked up here. People mix languages, so both are looked into; but on a page of one language a word
    /// of the other counts only where it is certainly one: no guess, no kin, and no English stem for a word of the lexicon.
    fn keys(self, word: &Word, lang: Lang) -> impl Iterator<Item = &str> {
        let own = match (self, lang) {
            (Self::Kin | Self::Guess, _) => None,
            (Self::English, Lang::Cy) if word.is_welsh => None,
            // What is being typed may become a word of either language.
            (Self::Welsh, Lang::En) if !word.is_welsh && word.begins.is_empty() => None,
            (Self::English, _) => Some(word.keys(Lang::En)),
            (Self::Welsh, _) => Some(word.keys(Lang::Cy)),
        };
        let (single, several): (Option<&str>, &[String]) = match (self, lang) {
            (Self::Kin, Lang::Cy) => (None, &word.kin),
            (Self::Guess, Lang::Cy) => (word.guess.as_deref(), &[]),
            _ => (None, &[]),
        };
        let weak = single.into_iter().chain(several.iter().map(String::as_str));
        own.into_iter().flatten().chain(weak)
    }
}

/// The words of a stock: for each, the entries in which it stands, in order, and what it is worth there.
#[derive(Debug, Default)]
struct Terms {
    numbers: HashMap<Box<str>, u32>,
    /// Where the list of each word begins; one more for the end of the last.
    begins: Vec<u32>,
    entries: Vec<u32>,
    worth: Vec<f32>,
}

/// What the texts of the entries have of some words.
#[derive(Debug)]
pub(crate) struct Found {
    /// How well each entry's text answers, by entry number.
    pub(crate) scores: Vec<f32>,
    /// For each word, the entries in which it stands.
    pub(crate) holders: Vec<Bits>,
}

impl TextIndex {
    pub(crate) fn open(index: &Index) -> tantivy::Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .num_warming_threads(0)
            .try_into()?;
        let searcher: Searcher = reader.searcher();
        let numbers = numbers(&searcher)?;
        let mut gathered: Vec<Gathered> = Stock::ALL.map(|_| Gathered::default()).into();
        for (part, lang, field) in fields() {
            if let Some(at) = Stock::ALL.iter().position(|stock| *stock == Stock::of(part, lang)) {
                gathered[at].read(&searcher, field, rank::part_boost(part), &numbers)?;
            }
        }
        Ok(Self { stocks: gathered.into_iter().map(Gathered::finish).collect() })
    }

    /// Looks words up, each with its weight, in the texts that they may stand in for a reader of one language.
    pub(crate) fn find(&self, words: &[(&Word, f32)], lang: Lang, entries: usize) -> Found {
        let mut found =
            Found { scores: vec![0.0; entries], holders: vec![Bits::none(entries); words.len()] };
        // Of a word that stands in several lists: the best that it is worth in each entry, and all of it.
        let mut several: Vec<(f32, f32)> = Vec::new();
        for ((word, weight), holders) in words.iter().zip(&mut found.holders) {
            let mut lists = self.lists(word, lang);
            let Some(first) = lists.next() else { continue };
            let Some(second) = lists.next() else {
                for (entry, worth) in first.0.iter().zip(first.1) {
                    found.scores[*entry as usize] += weight * worth;
                    holders.insert(*entry as usize);
                }
                continue;
            };
            several.resize(entries, (0.0, 0.0));
            for (numbers, worth) in [first, second].into_iter().chain(lists) {
                for (entry, worth) in numbers.iter().zip(worth) {
                    let (best, all) = &mut several[*entry as usize];
                    *best = best.max(*worth);
                    *all += worth;
                    holders.insert(*entry as usize);
                }
            }
            for entry in holders.iter() {
                let (best, all) = std::mem::take(&mut several[entry]);
                found.scores[entry] += weight * with_the_rest(best, all);
            }
        }
        found
    }

    /// In how many entries a word stands, about: in the stock that has it most often.
    pub(crate) fn holders(&self, word: &Word, lang: Lang) -> usize {
        self.lists(word, lang).map(|(entries, _)| entries.len()).max().unwrap_or(0)
    }

    fn lists(&self, word: &Word, lang: Lang) -> impl Iterator<Item = (&[u32], &[f32])> {
        let stocks = Stock::ALL.into_iter().zip(&self.stocks);
        stocks.flat_map(move |(stock, terms)| {
            stock.keys(word, lang).filter_map(move |key| terms.list(key))
        })
    }
}

impl Terms {
    fn list(&self, key: &str) -> Option<(&[u32], &[f32])> {
        let number = *self.numbers.get(key)? as usize;
        let own = self.begins[number] as usize..self.begins[number + 1] as usize;
        Some((&self.entries[own.clone()], &self.worth[own]))
    }
}

/// The lists of a stock while its fields are being read.
#[derive(Default)]
struct Gathered {
    numbers: HashMap<Box<str>, u32>,
    lists: Vec<Vec<(u32, f32)>>,
}

impl Gathered {
    /// Takes the words of a field in, each with what one standing of it scores (BM25) times how much the field counts.
    fn read(
        &mut self,
        searcher: &Searcher,
        field: Field,
        boost: f32,
        numbers: &[Vec<u32>],
    ) -> tantivy::Result<()> {
        let documents = searcher.num_docs();
        let mut words = 0;
        for segment in searcher.segment_readers() {
            words += segment.inverted_index(field)?.total_num_tokens();
        }
        let single =
            Bm25Weight::for_one_term_without_explain(1, documents.max(1), mean(words, documents));
        for (segment, numbers) in searcher.segment_readers().iter().zip(numbers) {
            let (words, lengths) =
                (segment.inverted_index(field)?, segment.get_fieldnorms_reader(field)?);
            let mut terms = words.terms().stream()?;
            while terms.advance() {
                let Ok(key) = std::str::from_utf8(terms.key()) else { continue };
                let holding = searcher.doc_freq(&tantivy::Term::from_field_text(field, key))?;
                let factor = boost * rarity(holding, documents) / rarity(1, documents);
                let mut postings: SegmentPostings = words
                    .read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqs)?;
                let list = self.list(key);
                while postings.doc() != TERMINATED {
                    let document = postings.doc();
                    let score = single.score(lengths.fieldnorm_id(document), postings.term_freq());
                    if let Some(number) = numbers.get(document as usize) {
                        list.push((*number, factor * score));
                    }
                    postings.advance();
                }
            }
        }
        Ok(())
    }

    fn list(&mut self, key: &str) -> &mut Vec<(u32, f32)> {
        let next = self.lists.len();
        let number = match self.numbers.get(key) {
            Some(number) => *number as usize,
            None => {
                self.numbers.insert(key.into(), u32::try_from(next).unwrap_or(u32::MAX));
                self.lists.push(Vec::new());
                next
            }
        };
        &mut self.lists[number]
    }

    /// A word in several fields of an entry is one word there.
    fn finish(self) -> Terms {
        let mut terms = Terms { numbers: self.numbers, begins: vec![0], ..Terms::default() };
        for mut list in self.lists {
            list.sort_by_key(|(entry, _)| *entry);
            for own in list.chunk_by(|(left, _), (right, _)| left == right) {
                terms.entries.push(own[0].0);
                terms.worth.push(best_and_rest(own.iter().map(|(_, worth)| *worth)));
            }
            terms.begins.push(u32::try_from(terms.entries.len()).unwrap_or(u32::MAX));
        }
        terms.entries.shrink_to_fit();
        terms.worth.shrink_to_fit();
        terms
    }
}

/// Entry numbers by the documents of each segment.
fn numbers(searcher: &Searcher) -> tantivy::Result<Vec<Vec<u32>>> {
    let of = |segment: &tantivy::SegmentReader| {
        let column = segment.fast_fields().u64(NUMBER)?;
        let number = |document| column.first(document).and_then(|n| u32::try_from(n).ok());
        Ok((0..segment.max_doc()).map(|one| number(one).unwrap_or(0)).collect())
    };
    searcher.segment_readers().iter().map(of).collect()
}

/// A word in several places is a little better than in one, not several times better.
fn best_and_rest(worth: impl Iterator<Item = f32>) -> f32 {
    let (mut best, mut sum) = (0.0_f32, 0.0);
    for one in worth {
        best = best.max(one);
        sum += one;
    }
    with_the_rest(best, sum)
}

fn with_the_rest(best: f32, all: f32) -> f32 {
    best + rank::TIE_BREAKER * (all - best)
}

/// What a word is worth by how few documents have it (the inverse document frequency of BM25).
#[expect(clippy::cast_precision_loss, reason = "a ratio of counts")]
fn rarity(holding: u64, documents: u64) -> f32 {
    let others = documents.saturating_sub(holding) as f32 + 0.5;
    (1.0 + others / (holding as f32 + 0.5)).ln()
}

#[expect(clippy::cast_precision_loss, reason = "a mean length")]
fn mean(words: u64, documents: u64) -> f32 {
    words as f32 / documents.max(1) as f32
}
