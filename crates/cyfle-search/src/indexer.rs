//! The full-text index: every text of an entry, in the keys of its own language, in memory or as a folder.
//!
//! Words come ready-made from [`crate::analysis`] (tantivy accepts text that is already cut), so that an entry and a question
//! are always read by the same function.

use std::collections::BTreeMap;
use std::path::Path;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Text;
use cyfle_catalogue::{Lang, Opportunity};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token as IndexToken};
use tantivy::{
    DocId, Index, IndexReader, IndexWriter, ReloadPolicy, Score, SegmentReader, TantivyDocument,
    Term,
};

use crate::analysis::{en, tokens};
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

impl TextIndex {
    /// How well each entry's text answers some words, by entry number; entries without any of them are left out.
    pub(crate) fn scores(&self, words: &[Word], entries: usize) -> Vec<f32> {
        let mut scores = vec![0.0; entries];
        if words.is_empty() {
            return scores;
        }
        let per_word = words.iter().map(|word| (Occur::Should, self.word_query(word))).collect();
        // An index that cannot be read gives no text score; understanding and filters still answer.
        if let Ok(found) = self.reader.searcher().search(&BooleanQuery::new(per_word), &AllScores) {
            for (number, score) in found {
                if let Some(place) =
                    usize::try_from(number).ok().and_then(|number| scores.get_mut(number))
                {
                    *place = score;
                }
            }
        }
        scores
    }

    /// A word anywhere in an entry: the best of its fields counts, the others add a little (BM25, disjunction maximum).
    fn word_query(&self, word: &Word) -> Box<dyn tantivy::query::Query> {
        let fields = self.fields.iter().map(|((part, lang), field)| {
            let key = match lang {
                Lang::En => &word.en,
                Lang::Cy => &word.cy,
            };
            let term =
                TermQuery::new(Term::from_field_text(*field, key), IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(term), rank::part_boost(*part)))
                as Box<dyn tantivy::query::Query>
        });
        Box::new(DisjunctionMaxQuery::with_tie_breaker(fields.collect(), rank::TIE_BREAKER))
    }
}

/// Collects the score of every matching entry, with the entry's number.
struct AllScores;

struct SegmentScores {
    numbers: Column<u64>,
    found: Vec<(u64, Score)>,
}

impl Collector for AllScores {
    type Fruit = Vec<(u64, Score)>;
    type Child = SegmentScores;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<SegmentScores> {
        Ok(SegmentScores { numbers: segment.fast_fields().u64(NUMBER)?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<(u64, Score)>>) -> tantivy::Result<Vec<(u64, Score)>> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for SegmentScores {
    type Fruit = Vec<(u64, Score)>;

    fn collect(&mut self, document: DocId, score: Score) {
        if let Some(number) = self.numbers.first(document) {
            self.found.push((number, score));
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
