//! The full-text index: every text of an entry, in the keys of its own language, in memory or as a folder.
//!
//! Words come ready-made from [`crate::analysis`], so that an entry and a question are always read by the same function; all that
//! is left to tantivy is to cut at the spaces between them. Places in the text are not kept: a hit is marked by reading its
//! text again.

use std::collections::HashMap;
use std::path::Path;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Text;
use cyfle_catalogue::{Lang, Opportunity};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::analysis::{Token, en, tokens};
use crate::lookup::TextIndex;
use crate::understand::Reading;

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
    /// Words of the same stock as those of the other texts.
    Kin,
    /// Guesses at words that the lexicon does not know.
    Guess,
}

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Names => "names",
            Self::Details => "details",
            Self::Kin => "kin",
            Self::Guess => "guess",
        }
    }
}

/// Between two keys: no key has one.
const SPACE: &str = " ";

pub(crate) const NUMBER: &str = "number";

/// The fields of the index, in order. Guesses and kin are kept apart from what a text certainly says, and not by part: they
/// weigh little anywhere.
pub(crate) fn fields() -> Vec<(Part, Lang, Field)> {
    let parts = [Part::Title, Part::Summary, Part::Names, Part::Details];
    let certain = parts.into_iter().flat_map(|part| Lang::ALL.map(|lang| (part, lang)));
    certain
        .chain([(Part::Kin, Lang::Cy), (Part::Guess, Lang::Cy)])
        .zip(0..)
        .map(|((part, lang), number)| (part, lang, Field::from_field_id(number)))
        .collect()
}

fn schema() -> Schema {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(indexing);
    for (part, lang, _) in fields() {
        builder.add_text_field(&format!("{}_{lang}", part.name()), text.clone());
    }
    builder.add_u64_field(NUMBER, NumericOptions::default().set_fast());
    builder.build()
}

/// Builds the index of a catalogue in memory.
pub(crate) fn build_in_memory(
    catalogue: &Catalogue,
    reading: &Reading,
) -> tantivy::Result<TextIndex> {
    let index = Index::create_in_ram(schema());
    fill(&index, catalogue, reading)?;
    TextIndex::open(&index)
}

/// Builds the index of a catalogue into an empty folder.
pub(crate) fn build_in_folder(
    catalogue: &Catalogue,
    reading: &Reading,
    folder: &Path,
) -> tantivy::Result<()> {
    fill(&Index::create_in_dir(folder, schema())?, catalogue, reading)
}

/// One thread and one commit give one segment and the same bytes for the same catalogue.
fn fill(index: &Index, catalogue: &Catalogue, reading: &Reading) -> tantivy::Result<()> {
    // With a small heap a large catalogue would be written in many pieces, and merged again.
    const SMALLEST_HEAP: usize = 15_000_000;
    const LARGEST_HEAP: usize = 150_000_000;
    let heap = (catalogue.opportunities.len() * 4_000).clamp(SMALLEST_HEAP, LARGEST_HEAP);
    let number = index.schema().get_field(NUMBER)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, heap)?;
    let mut cutter = Cutter { reading, stems: HashMap::new() };
    for (position, opportunity) in catalogue.opportunities.values().enumerate() {
        let mut document = TantivyDocument::new();
        document.add_u64(number, position as u64);
        let (mut kin, mut guesses) = (Vec::new(), Vec::new());
        for (part, lang, field) in fields() {
            let words = match part {
                Part::Kin => std::mem::take(&mut kin),
                Part::Guess => std::mem::take(&mut guesses),
                _ => cutter.cut(&text_of(part, lang, opportunity, catalogue), lang, |token| {
                    if lang == Lang::Cy && part != Part::Details && !token.exact {
                        let lexicon = &reading.lexicon;
                        kin.extend(lexicon.families(&token.folded).map(str::to_owned));
                        guesses.extend(lexicon.guess(&token.folded));
                    }
                }),
            };
            document.add_text(field, words.join(SPACE));
        }
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()
}

/// Cuts texts into keys. A stem is worked out once for each word.
struct Cutter<'a> {
    reading: &'a Reading,
    stems: HashMap<String, String>,
}

impl Cutter<'_> {
    /// Every key of a text: of each word all headwords, and of two that are usually one word that one too.
    fn cut(&mut self, text: &str, lang: Lang, mut seen: impl FnMut(&Token)) -> Vec<String> {
        let tokens = tokens(text);
        let mut keys = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            seen(token);
            self.add_keys(token, lang, &mut keys);
            let next = tokens.get(at + 1);
            if let Some(whole) = next.and_then(|next| self.reading.compounds.whole(token, next)) {
                let whole = Token { folded: whole.to_owned(), ..token.clone() };
                self.add_keys(&whole, lang, &mut keys);
            }
        }
        keys
    }

    fn add_keys(&mut self, token: &Token, lang: Lang, keys: &mut Vec<String>) {
        match lang {
            Lang::En => match self.stems.get(&token.folded) {
                Some(stem) => keys.push(stem.clone()),
                None => {
                    let stem = en::key(&token.folded);
                    self.stems.insert(token.folded.clone(), stem.clone());
                    keys.push(stem);
                }
            },
            Lang::Cy if token.exact => keys.push(token.folded.clone()),
            Lang::Cy => {
                let before = keys.len();
                keys.extend(self.reading.lexicon.headwords(&token.folded).map(str::to_owned));
                if keys.len() == before {
                    keys.push(self.reading.lexicon.key(&token.folded).to_owned());
                }
            }
        }
    }
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
        // Made from the words of the others.
        Part::Kin | Part::Guess => String::new(),
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
