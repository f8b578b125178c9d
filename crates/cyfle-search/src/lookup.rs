//! Words looked up in the index: how well each entry's text answers, and where each word stands.
//!
//! Every entry that has a word is wanted, with its score, because facts and text are weighed together; so postings are read
//! straight through, without queries, and what does not depend on the question is read once when the index is opened.

use std::sync::Arc;

use cyfle_catalogue::Lang;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::Bm25Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, InvertedIndexReader, ReloadPolicy, Searcher};

use crate::bits::Bits;
use crate::indexer::{NUMBER, Part, fields};
use crate::rank;
use crate::understand::Word;

/// An open index.
pub(crate) struct TextIndex {
    fields: Vec<Field>,
    /// Entry numbers by the documents of each segment.
    numbers: Vec<Vec<u32>>,
    documents: u64,
}

/// A text of every entry, in one language.
struct Field {
    part: Part,
    lang: Lang,
    /// What a word that stands in one document weighs.
    single: Bm25Weight,
    segments: Vec<(Arc<InvertedIndexReader>, FieldNormReader)>,
}

impl std::fmt::Debug for TextIndex {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TextIndex").finish_non_exhaustive()
    }
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
        let mut numbers = Vec::new();
        for segment in searcher.segment_readers() {
            let column = segment.fast_fields().u64(NUMBER)?;
            let number = |document| column.first(document).and_then(|n| u32::try_from(n).ok());
            numbers.push((0..segment.max_doc()).map(|one| number(one).unwrap_or(0)).collect());
        }
        let documents = searcher.num_docs();
        let fields = fields()
            .into_iter()
            .map(|(part, lang, field)| {
                let segments = searcher
                    .segment_readers()
                    .iter()
                    .map(|segment| {
                        Ok((segment.inverted_index(field)?, segment.get_fieldnorms_reader(field)?))
                    })
                    .collect::<tantivy::Result<Vec<_>>>()?;
                let words = segments.iter().map(|(words, _)| words.total_num_tokens()).sum();
                let single =
                    Bm25Weight::for_one_term_without_explain(1, documents, mean(words, documents));
                Ok(Field { part, lang, single, segments })
            })
            .collect::<tantivy::Result<Vec<_>>>()?;
        Ok(Self { fields, numbers, documents })
    }

    /// Looks words up, each with its weight, in the texts that they may stand in for a reader of one language.
    pub(crate) fn find(&self, words: &[(&Word, f32)], lang: Lang, entries: usize) -> Found {
        let mut found =
            Found { scores: vec![0.0; entries], holders: vec![Bits::none(entries); words.len()] };
        let mut best = vec![(0.0, 0.0); entries];
        for ((word, weight), holders) in words.iter().zip(&mut found.holders) {
            self.look_up(word, lang, &mut best, holders);
            for number in holders.iter() {
                let (most, sum): (f32, f32) = std::mem::take(&mut best[number]);
                found.scores[number] += weight * (most + rank::TIE_BREAKER * (sum - most));
            }
        }
        found
    }

    /// In how many entries a word stands, about: in the field that has it most often.
    pub(crate) fn holders(&self, word: &Word, lang: Lang) -> usize {
        let in_field = |field: &Field| {
            let infos = field.keys(word, lang).flat_map(|key| field.infos(key));
            infos.map(|(_, info)| info.doc_freq).sum::<u32>()
        };
        let most = self.fields.iter().map(in_field).max().unwrap_or(0);
        usize::try_from(most).unwrap_or(usize::MAX)
    }

    /// A word anywhere in an entry: for each entry the best and the sum of what its fields score (BM25).
    fn look_up(&self, word: &Word, lang: Lang, best: &mut [(f32, f32)], holders: &mut Bits) {
        for field in &self.fields {
            for key in field.keys(word, lang) {
                let infos: Vec<(usize, TermInfo)> = field.infos(key).collect();
                let holding = infos.iter().map(|(_, info)| u64::from(info.doc_freq)).sum();
                let factor = rank::part_boost(field.part) * rarity(holding, self.documents)
                    / rarity(1, self.documents);
                for (segment, info) in infos {
                    self.read(field, segment, &info, |number, score| {
                        if let Some((most, sum)) = best.get_mut(number) {
                            *most = most.max(factor * score);
                            *sum += factor * score;
                            holders.insert(number);
                        }
                    });
                }
            }
        }
    }

    /// The entries of one word in one segment, each with what a word that stands once would score there. An index that
    /// cannot be read gives no text score; understanding and filters still answer.
    fn read(
        &self,
        field: &Field,
        segment: usize,
        info: &TermInfo,
        mut each: impl FnMut(usize, f32),
    ) {
        let (words, lengths) = &field.segments[segment];
        let postings = words.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs);
        let Ok(mut postings): Result<BlockSegmentPostings, _> = postings else { return };
        while !postings.docs().is_empty() {
            for (document, times) in postings.docs().iter().zip(postings.freqs()) {
                let number = self.numbers[segment].get(*document as usize);
                let score = field.single.score(lengths.fieldnorm_id(*document), *times);
                if let Some(number) = number {
                    each(*number as usize, score);
                }
            }
            postings.advance();
        }
    }
}

impl Field {
    /// By what a word is looked up here. People mix languages, so both are looked into; but on a page of one language a word
    /// of the other counts only where it is certainly one: no guess, no kin, and no English stem for a word of the lexicon.
    fn keys<'a>(&self, word: &'a Word, lang: Lang) -> impl Iterator<Item = &'a str> {
        let (single, several): (Option<&str>, &[String]) = match (self.part, self.lang, lang) {
            (Part::Kin, _, Lang::Cy) => (None, &word.kin),
            (Part::Guess, _, Lang::Cy) => (word.guess.as_deref(), &[]),
            (Part::Kin | Part::Guess, _, Lang::En) => (None, &[]),
            (_, Lang::En, Lang::Cy) if word.is_welsh => (None, &[]),
            (_, Lang::Cy, Lang::En) if !word.is_welsh => (None, &[]),
            (_, Lang::En, _) => (Some(&word.en), &[]),
            (_, Lang::Cy, _) => (Some(&word.cy), &[]),
        };
        single.into_iter().chain(several.iter().map(String::as_str))
    }

    fn infos(&self, key: &str) -> impl Iterator<Item = (usize, TermInfo)> {
        self.segments
            .iter()
            .enumerate()
            .filter_map(move |(at, (words, _))| Some((at, words.terms().get(key).ok()??)))
    }
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
