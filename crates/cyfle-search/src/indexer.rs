//! The full-text index as a folder: every text of an entry, in the keys of its own language.
//!
//! Words come ready-made from [`crate::keys`]; all that is left to tantivy is to cut at the spaces between them. Places in the
//! text are not kept: a hit is marked by reading its text again.

use std::path::Path;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::corpus::Corpus;
use crate::keys::{Keys, Part, TextKeys};
use crate::understand::Reading;

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
    let certain = Part::CERTAIN.into_iter().flat_map(|part| Lang::ALL.map(|lang| (part, lang)));
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

/// Builds the index of a catalogue into an empty folder. One thread and one commit give one segment, and so the same bytes for
/// the same catalogue, where that fits the heap: thousands of entries do.
pub(crate) fn build_in_folder(
    catalogue: &Catalogue,
    reading: &Reading,
    corpus: &Corpus,
    folder: &Path,
) -> tantivy::Result<()> {
    // With a small heap a large catalogue would be written in many pieces, and merged again.
    const SMALLEST_HEAP: usize = 60_000_000;
    const LARGEST_HEAP: usize = 240_000_000;
    let index = Index::create_in_dir(folder, schema())?;
    let heap = (catalogue.opportunities.len() * 20_000).clamp(SMALLEST_HEAP, LARGEST_HEAP);
    let number = index.schema().get_field(NUMBER)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, heap)?;
    let mut keys = Lang::ALL.map(|lang| Keys::new(catalogue, reading, corpus, lang));
    for entry in 0..catalogue.opportunities.len() {
        let mut document = TantivyDocument::new();
        document.add_u64(number, entry as u64);
        let mut said: [TextKeys; Lang::ALL.len()] = Default::default();
        for (part, lang, field) in fields() {
            let (keys, said) = (&mut keys[lang as usize], &mut said[lang as usize]);
            let sort = part.sort();
            keys.say(part, entry, said);
            document.add_text(field, spelt(keys, sort, &said.keys[sort]));
            said.keys[sort].clear();
        }
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()
}

/// Keys of a sort with a space behind each.
fn spelt(keys: &Keys<'_>, sort: usize, numbers: &[u32]) -> String {
    let mut text = String::new();
    for number in numbers {
        text.push_str(keys.key(sort, *number));
        text.push_str(SPACE);
    }
    text
}
