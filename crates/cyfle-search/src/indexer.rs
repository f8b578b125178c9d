//! The full-text index: every text of an entry, in the keys of its own language, in memory or as a folder.
//!
//! Words come ready-made from [`crate::analysis`] (tantivy accepts text that is already cut), so that an entry and a question
//! are always read by the same function.

use std::collections::BTreeMap;
use std::path::Path;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Text;
use cyfle_catalogue::{Lang, Opportunity};
use tantivy::postings::Postings;
use tantivy::query::Bm25Weight;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token as IndexToken};
use tantivy::{
    DocSet, Index, IndexReader, IndexWriter, ReloadPolicy, TERMINATED, TantivyDocument, Term,
};

use crate::analysis::{en, tokens};
use crate::bits::Bits;
use crate::rank;
use crate::understand::{Reading, Word};

/// A text of an entry that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The title and the other names that people use for it.
    Title,
    /// The summary.
    Summary,
    /// Funder, labels of what it is for and gives.
    Names,
    /// The rest of the prose.
    Details,
}

impl Part {
    pub(crate) const ALL: [Self; 4] = [Self::Title, Self::Summary, Self::Names, Self::Details];

    const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Names => "names",
            Self::Details => "details",
        }
    }
}

const NUMBER: &str = "number";

/// An open index.
pub(crate) struct TextIndex {
    reader: IndexReader,
    fields: BTreeMap<(Part, Lang), Field>,
}

impl std::fmt::Debug for TextIndex {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TextIndex").finish_non_exhaustive()
    }
}

fn schema() -> (Schema, BTreeMap<(Part, Lang), Field>) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(indexing);
    let mut fields = BTreeMap::new();
    for part in Part::ALL {
        for lang in Lang::ALL {
            fields.insert(
                (part, lang),
                builder.add_text_field(&format!("{}_{lang}", part.name()), text.clone()),
            );
        }
    }
    builder.add_u64_field(NUMBER, NumericOptions::default().set_fast());
    (builder.build(), fields)
}

/// Builds the index of a catalogue in memory.
pub(crate) fn build_in_memory(
    catalogue: &Catalogue,
    reading: &Reading,
) -> tantivy::Result<TextIndex> {
    let index = Index::create_in_ram(schema().0);
    fill(&index, catalogue, reading)?;
    open(index)
}

/// Builds the index of a catalogue into an empty folder.
pub(crate) fn build_in_folder(
    catalogue: &Catalogue,
    reading: &Reading,
    folder: &Path,
) -> tantivy::Result<()> {
    fill(&Index::create_in_dir(folder, schema().0)?, catalogue, reading)
}

/// Opens an index that was built into a folder.
pub(crate) fn open_folder(folder: &Path) -> tantivy::Result<TextIndex> {
    open(Index::open_in_dir(folder)?)
}

fn open(index: Index) -> tantivy::Result<TextIndex> {
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .num_warming_threads(0)
        .try_into()?;
    Ok(TextIndex { reader, fields: schema().1 })
}

/// One thread and one commit give one segment and the same bytes for the same catalogue.
fn fill(index: &Index, catalogue: &Catalogue, reading: &Reading) -> tantivy::Result<()> {
    const SMALLEST_HEAP: usize = 15_000_000;
    let (schema, fields) = schema();
    let number = schema.get_field(NUMBER)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, SMALLEST_HEAP)?;
    for (position, opportunity) in catalogue.opportunities.values().enumerate() {
        let mut document = TantivyDocument::new();
        document.add_u64(number, position as u64);
        for ((part, lang), field) in &fields {
            document.add_pre_tokenized_text(
                *field,
                cut(&text_of(*part, *lang, opportunity, catalogue), *lang, reading),
            );
        }
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()
}

fn cut(text: &str, lang: Lang, reading: &Reading) -> PreTokenizedString {
    let tokens = tokens(text)
        .into_iter()
        .enumerate()
        .map(|(position, token)| {
            let word = match lang {
                Lang::En => en::key(&token.folded),
                Lang::Cy => reading.word(&token).cy,
            };
            IndexToken {
                offset_from: token.start,
                offset_to: token.end,
                position,
                text: word,
                position_length: 1,
            }
        })
        .collect();
    PreTokenizedString { text: String::new(), tokens }
}

fn text_of(part: Part, lang: Lang, opportunity: &Opportunity, catalogue: &Catalogue) -> String {
    let optional = |text: &Option<Text>| text.as_ref().map_or("", |text| text.get(lang)).to_owned();
    match part {
        Part::Title => {
            let mut title = opportunity.title.get(lang).to_owned();
            for name in &opportunity.also_known_as {
                title.push_str(" \n ");
                title.push_str(name);
            }
            title
        }
        Part::Summary => opportunity.summary.get(lang).to_owned(),
        Part::Names => names(lang, opportunity, catalogue),
        Part::Details => [
            opportunity.details.get(lang).to_owned(),
            opportunity.eligibility.who.get(lang).to_owned(),
            optional(&opportunity.offer.note),
            optional(&opportunity.timetable.note),
        ]
        .join("\n"),
    }
}

fn names(lang: Lang, opportunity: &Opportunity, catalogue: &Catalogue) -> String {
    let mut names = vec![catalogue.funder_name(&opportunity.funder, lang).to_owned()];
    if let Some(funder) = catalogue.funders.get(&opportunity.funder) {
        names.extend(funder.also_known_as.iter().cloned());
    }
    let label = |vocabulary: &str, id: &String| {
        catalogue.vocabularies.label(vocabulary, id, lang).to_owned()
    };
    names.push(label("kind", &opportunity.kind));
    names.extend(opportunity.offer.offers.iter().map(|id| label("offer", id)));
    names.extend(opportunity.topics.iter().map(|id| label("topic", id)));
    names.extend(opportunity.offer.education_stages.iter().map(|id| label("education_stage", id)));
    names.join("\n")
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
    /// Looks words up, each with its weight, in the texts of both languages.
    pub(crate) fn find(&self, words: &[(&Word, f32)], entries: usize) -> Found {
        let mut found =
            Found { scores: vec![0.0; entries], holders: vec![Bits::none(entries); words.len()] };
        let mut best = vec![(0.0, 0.0); entries];
        for ((word, weight), holders) in words.iter().zip(&mut found.holders) {
            // An index that cannot be read gives no text score; understanding and filters still answer.
            if self.look_up(word, &mut best, holders).is_err() {
                continue;
            }
            for number in holders.iter() {
                let (most, sum): (f32, f32) = std::mem::take(&mut best[number]);
                found.scores[number] += weight * (most + rank::TIE_BREAKER * (sum - most));
            }
        }
        found
    }

    /// In how many entries a word stands, about: in the field that has it most often.
    pub(crate) fn holders(&self, word: &Word) -> usize {
        let searcher = self.reader.searcher();
        let in_field = |((_, lang), field): (&(Part, Lang), &Field)| {
            let key = if *lang == Lang::En { &word.en } else { &word.cy };
            searcher.doc_freq(&Term::from_field_text(*field, key)).unwrap_or(0)
        };
        let most = self.fields.iter().map(in_field).max().unwrap_or(0);
        usize::try_from(most).unwrap_or(usize::MAX)
    }

    /// A word anywhere in an entry: for each entry the best and the sum of what its fields score (BM25).
    fn look_up(
        &self,
        word: &Word,
        best: &mut [(f32, f32)],
        holders: &mut Bits,
    ) -> tantivy::Result<()> {
        let searcher = self.reader.searcher();
        for ((part, lang), field) in &self.fields {
            let key = match lang {
                Lang::En => &word.en,
                Lang::Cy => &word.cy,
            };
            let term = Term::from_field_text(*field, key);
            let mut weight: Option<Bm25Weight> = None;
            for segment in searcher.segment_readers() {
                let postings = segment
                    .inverted_index(*field)?
                    .read_postings(&term, IndexRecordOption::WithFreqs)?;
                let Some(mut postings) = postings else { continue };
                let numbers = segment.fast_fields().u64(NUMBER)?;
                let lengths = segment.get_fieldnorms_reader(*field)?;
                let weight = match &weight {
                    Some(known) => known,
                    None => weight.insert(
                        Bm25Weight::for_terms(&searcher, std::slice::from_ref(&term))?
                            .boost_by(rank::part_boost(*part)),
                    ),
                };
                let mut document = postings.doc();
                while document != TERMINATED {
                    let number = numbers.first(document).and_then(|n| usize::try_from(n).ok());
                    if let Some((number, (most, sum))) =
                        number.and_then(|number| Some((number, best.get_mut(number)?)))
                    {
                        let score =
                            weight.score(lengths.fieldnorm_id(document), postings.term_freq());
                        *most = most.max(score);
                        *sum += score;
                        holders.insert(number);
                    }
                    document = postings.advance();
                }
            }
        }
        Ok(())
    }
}
