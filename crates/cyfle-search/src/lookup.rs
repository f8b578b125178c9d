//! Words looked up in the texts: how well each entry's text answers, and where each word stands.
//!
//! Every entry that has a word is wanted, with its score, because facts and text are weighed together. What a word is worth
//! in an entry does not depend on the question; so it is worked out for every word when the index is opened, and a question
//! reads one list for each of its words. [`crate::worth`] makes the same lists without an index.

use std::ops::Range;

use cyfle_catalogue::Lang;
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Index, ReloadPolicy, Searcher, Term};

use crate::bits::Bits;
use crate::indexer::{NUMBER, fields};
use crate::keys::Part;
use crate::rank;
use crate::strings::{Lists, Numbered, place_of};
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
///
/// These lists are most of what an index of texts holds, so both numbers of a place take two bytes: an entry is counted from
/// the beginning of its block, and what a word is worth in steps, of which the most that one is worth has 65,535.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    keys: Numbered,
    /// For each [`BLOCK`] of entries.
    blocks: Vec<Block>,
    step: f32,
}

/// The lists of the entries of one block.
#[derive(Debug)]
struct Block {
    /// Where the list of each word begins; one more for the end of the last.
    begins: Vec<u32>,
    entries: Vec<u16>,
    worth: Vec<u16>,
}

/// So many entries can be told apart by two bytes.
const BLOCK: usize = 1 << u16::BITS;

/// The entries in which a word stands.
struct List<'a> {
    terms: &'a Terms,
    number: usize,
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
    /// Of the words of every stock, in the order of [`Stock::ALL`].
    pub(crate) const fn new(stocks: Vec<Terms>) -> Self {
        Self { stocks }
    }

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
                gathered[at].read(&searcher, field, part, &numbers)?;
            }
        }
        Ok(Self { stocks: gathered.into_iter().map(Gathered::finish).collect() })
    }

    /// Looks words up, each with its weight, in the texts that they may stand in for a reader of one language.
    pub(crate) fn find(&self, words: &[(&Word, f32)], lang: Lang, entries: usize) -> Found {
        let mut found =
            Found { scores: vec![0.0; entries], holders: vec![Bits::none(entries); words.len()] };
        let mut several: Vec<Several> = Vec::new();
        for ((word, weight), holders) in words.iter().zip(&mut found.holders) {
            let mut lists = self.lists(word, lang);
            let Some(first) = lists.next() else { continue };
            let Some(second) = lists.next() else {
                for (entry, worth) in first.iter() {
                    found.scores[entry] += weight * worth;
                    holders.insert(entry);
                }
                continue;
            };
            several.resize(entries, Several::default());
            for list in [first, second].into_iter().chain(lists) {
                for (entry, worth) in list.iter() {
                    several[entry].add(worth);
                    holders.insert(entry);
                }
            }
            for entry in holders.iter() {
                found.scores[entry] += weight * std::mem::take(&mut several[entry]).worth();
            }
        }
        found
    }

    /// In how many entries a word stands, about: in the stock that has it most often.
    pub(crate) fn holders(&self, word: &Word, lang: Lang) -> usize {
        self.lists(word, lang).map(|list| list.len()).max().unwrap_or(0)
    }

    fn lists(&self, word: &Word, lang: Lang) -> impl Iterator<Item = List<'_>> {
        let stocks = Stock::ALL.into_iter().zip(&self.stocks);
        stocks.flat_map(move |(stock, terms)| {
            stock.keys(word, lang).filter_map(move |key| terms.list(key))
        })
    }
}

impl Terms {
    /// Of lists that lie one behind the other in the order of the numbers of their keys; keys behind the last list stand nowhere.
    pub(crate) fn new(
        mut keys: Numbered,
        mut begins: Vec<u32>,
        entries: &[u32],
        worth: &[f32],
    ) -> Self {
        keys.shrink_to_fit();
        begins.resize(keys.len() + 1, place_of(entries.len()));
        let most = worth.iter().copied().fold(0.0, f32::max);
        let step = most / f32::from(u16::MAX);
        let last = entries.iter().max().map_or(0, |last| *last as usize);
        let blocks = (0..=last / BLOCK).map(|at| Block::new(at, &begins, entries, worth, step));
        Self { keys, blocks: blocks.collect(), step }
    }

    fn list(&self, key: &str) -> Option<List<'_>> {
        let number = self.keys.number(key)? as usize;
        Some(List { terms: self, number })
    }
}

impl Block {
    /// What is in one block of lists that are in order.
    fn new(at: usize, begins: &[u32], entries: &[u32], worth: &[f32], step: f32) -> Self {
        let (first, end) = (at * BLOCK, (at + 1) * BLOCK);
        let mut own = Self { begins: vec![0], entries: Vec::new(), worth: Vec::new() };
        for ends in begins.windows(2) {
            let list = ends[0] as usize..ends[1] as usize;
            let from =
                list.start + entries[list.clone()].partition_point(|one| (*one as usize) < first);
            let to = list.start + entries[list].partition_point(|one| (*one as usize) < end);
            own.entries.extend(entries[from..to].iter().map(|entry| in_block(*entry)));
            own.worth.extend(worth[from..to].iter().map(|worth| steps(*worth, step)));
            own.begins.push(place_of(own.entries.len()));
        }
        own.begins.shrink_to_fit();
        own.entries.shrink_to_fit();
        own.worth.shrink_to_fit();
        own
    }

    fn range(&self, number: usize) -> Range<usize> {
        self.begins[number] as usize..self.begins[number + 1] as usize
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what is left is the place in the block")]
const fn in_block(entry: u32) -> u16 {
    entry as u16
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "never more steps than the most has, and nothing is worth less than nothing"
)]
fn steps(worth: f32, step: f32) -> u16 {
    if step > 0.0 { (worth / step).round() as u16 } else { 0 }
}

impl<'a> List<'a> {
    /// The entries in order, each with what the word is worth there.
    fn iter(&self) -> impl Iterator<Item = (usize, f32)> + use<'a> {
        let (number, step) = (self.number, self.terms.step);
        self.terms.blocks.iter().enumerate().flat_map(move |(at, block)| {
            let own = block.range(number);
            let entries =
                block.entries[own.clone()].iter().map(move |one| at * BLOCK + usize::from(*one));
            entries.zip(block.worth[own].iter().map(move |worth| f32::from(*worth) * step))
        })
    }

    /// In how many entries the word stands.
    fn len(&self) -> usize {
        self.terms.blocks.iter().map(|block| block.range(self.number).len()).sum()
    }
}

/// The lists of a stock while its fields are being read.
#[derive(Default)]
struct Gathered {
    keys: Numbered,
    /// Keys, each with an entry and what it is worth there in one of the fields.
    found: Vec<(u32, (u32, f32))>,
}

impl Gathered {
    /// Takes the words of a field in, each with what one standing of it scores (BM25) times how much the field counts.
    fn read(
        &mut self,
        searcher: &Searcher,
        field: Field,
        part: Part,
        numbers: &[Vec<u32>],
    ) -> tantivy::Result<()> {
        let documents = searcher.num_docs();
        let mut said = 0;
        for segment in searcher.segment_readers() {
            said += segment.inverted_index(field)?.total_num_tokens();
        }
        let single = single(said, documents);
        for (segment, numbers) in searcher.segment_readers().iter().zip(numbers) {
            let (words, lengths) =
                (segment.inverted_index(field)?, segment.get_fieldnorms_reader(field)?);
            let mut terms = words.terms().stream()?;
            while terms.advance() {
                let Ok(key) = std::str::from_utf8(terms.key()) else { continue };
                let holding = match searcher.segment_readers() {
                    [_] => terms.value().doc_freq.into(),
                    _ => searcher.doc_freq(&Term::from_field_text(field, key))?,
                };
                let factor = factor(part, holding, documents);
                let (held, kept) = (terms.value(), IndexRecordOption::WithFreqs);
                let mut block = words.read_block_postings_from_terminfo(held, kept)?;
                let key = self.keys.add(key);
                while !block.docs().is_empty() {
                    for (document, often) in block.docs().iter().zip(block.freqs()) {
                        let score = single.score(lengths.fieldnorm_id(*document), *often);
                        if let Some(number) = numbers.get(*document as usize) {
                            self.found.push((key, (*number, factor * score)));
                        }
                    }
                    block.advance();
                }
            }
        }
        Ok(())
    }

    /// A word in several fields of an entry is one word there.
    fn finish(self) -> Terms {
        let lists = Lists::new(self.keys.len(), &self.found);
        drop(self.found);
        let (mut begins, mut entries, mut worth) = (vec![0], Vec::new(), Vec::new());
        let mut own: Vec<(u32, f32)> = Vec::new();
        for key in 0..place_of(self.keys.len()) {
            own.clear();
            own.extend_from_slice(lists.get(key));
            own.sort_by_key(|(entry, _)| *entry);
            for same in own.chunk_by(|(left, _), (right, _)| left == right) {
                let mut several = Several::default();
                same.iter().for_each(|(_, worth)| several.add(*worth));
                entries.push(same[0].0);
                worth.push(several.worth());
            }
            begins.push(place_of(entries.len()));
        }
        Terms::new(self.keys, begins, &entries, &worth)
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

/// What a word is worth in several places: a little better than in one, not several times better.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Several {
    best: f32,
    sum: f32,
}

impl Several {
    pub(crate) fn add(&mut self, one: f32) {
        self.best = self.best.max(one);
        self.sum += one;
    }

    pub(crate) fn worth(self) -> f32 {
        self.best + rank::TIE_BREAKER * (self.sum - self.best)
    }
}

/// What a word scores that stands in one of some documents, whose texts of a part have so many words together.
pub(crate) fn single(said: u64, documents: u64) -> Bm25Weight {
    Bm25Weight::for_one_term_without_explain(1, documents.max(1), mean(said, documents))
}

/// How much more or less a word counts in a part that so many documents have it in.
pub(crate) fn factor(part: Part, holding: u64, documents: u64) -> f32 {
    rank::part_boost(part) * rarity(holding, documents) / rarity(1, documents)
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

#[cfg(test)]
impl TextIndex {
    /// Each key of each stock that stands somewhere, with its list and the bits of what it is worth.
    pub(crate) fn in_order(&self) -> Vec<std::collections::BTreeMap<&str, Vec<(u32, u32)>>> {
        self.stocks.iter().map(Terms::in_order).collect()
    }
}

#[cfg(test)]
impl Terms {
    fn in_order(&self) -> std::collections::BTreeMap<&str, Vec<(u32, u32)>> {
        let list = |key| {
            let list = self.list(key).into_iter().flat_map(|list| list.iter());
            list.map(|(entry, worth)| (place_of(entry), worth.to_bits())).collect()
        };
        let all = self.keys.texts().iter().map(|key| (key, list(key)));
        all.filter(|(_, list): &(&str, Vec<_>)| !list.is_empty()).collect()
    }
}
