//! The full-text index: every text of an entry, in the keys of its own language, in memory or as a folder.
//!
//! Words come ready-made from [`crate::analysis`], so that an entry and a question are always read by the same function; all that
//! is left to tantivy is to cut at the spaces between them. Places in the text are not kept: a hit is marked by reading its
//! text again.

use std::path::Path;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Lang, Opportunity};
use hashbrown::HashMap;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::analysis::tokens;
use crate::corpus::{Corpus, Prose, Spoken};
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
    corpus: &Corpus,
) -> tantivy::Result<TextIndex> {
    let index = Index::create_in_ram(schema());
    fill(&index, catalogue, reading, corpus)?;
    TextIndex::open(&index)
}

/// Builds the index of a catalogue into an empty folder.
pub(crate) fn build_in_folder(
    catalogue: &Catalogue,
    reading: &Reading,
    corpus: &Corpus,
    folder: &Path,
) -> tantivy::Result<()> {
    fill(&Index::create_in_dir(folder, schema())?, catalogue, reading, corpus)
}

/// One thread and one commit give one segment and the same bytes for the same catalogue.
fn fill(
    index: &Index,
    catalogue: &Catalogue,
    reading: &Reading,
    corpus: &Corpus,
) -> tantivy::Result<()> {
    // With a small heap a large catalogue would be written in many pieces, and merged again.
    const SMALLEST_HEAP: usize = 15_000_000;
    const LARGEST_HEAP: usize = 150_000_000;
    let heap = (catalogue.opportunities.len() * 4_000).clamp(SMALLEST_HEAP, LARGEST_HEAP);
    let number = index.schema().get_field(NUMBER)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, heap)?;
    let mut cutter = Cutter::new(reading, corpus);
    for (position, opportunity) in catalogue.opportunities.values().enumerate() {
        let mut document = TantivyDocument::new();
        document.add_u64(number, position as u64);
        let (mut kin, mut guesses) = (String::new(), String::new());
        for (part, lang, field) in fields() {
            let keys = match part {
                Part::Kin => std::mem::take(&mut kin),
                Part::Guess => std::mem::take(&mut guesses),
                _ => {
                    let cut = cutter.cut(part, lang, (position, opportunity), catalogue);
                    // Details are long: what is only akin to something in them is too far away.
                    if part != Part::Details {
                        kin.push_str(&cut.kin);
                        guesses.push_str(&cut.guesses);
                    }
                    cut.keys
                }
            };
            document.add_text(field, keys);
        }
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()
}

/// What a text is found by: words with a space behind each.
#[derive(Debug, Default, Clone)]
struct Cut {
    /// Its keys.
    keys: String,
    /// Words of the same stock.
    kin: String,
    /// Guesses at words that the lexicon does not know.
    guesses: String,
}

impl Cut {
    fn add(&mut self, other: &Self) {
        self.keys.push_str(&other.keys);
        self.kin.push_str(&other.kin);
        self.guesses.push_str(&other.guesses);
    }
}

/// Cuts texts into keys. What follows from a word is worked out once.
struct Cutter<'a> {
    reading: &'a Reading,
    corpus: &'a Corpus,
    /// By language and the number of a word.
    words: [Vec<Option<Cut>>; Lang::ALL.len()],
    /// By the number of a word, whether it may be the first half of one that is usually one.
    halves: Vec<bool>,
    /// Names and labels, which many entries share.
    names: [HashMap<String, Cut>; Lang::ALL.len()],
}

impl<'a> Cutter<'a> {
    fn new(reading: &'a Reading, corpus: &'a Corpus) -> Self {
        let words = || vec![None; corpus.words().len()];
        let halves = corpus.words().iter().map(|word| reading.compounds.begins(&word.folded));
        Self {
            reading,
            corpus,
            words: Lang::ALL.map(|_| words()),
            halves: halves.collect(),
            names: Lang::ALL.map(|_| HashMap::new()),
        }
    }

    /// Every key of a text: of each word all headwords, and of two that are usually one word that one too.
    fn cut(
        &mut self,
        part: Part,
        lang: Lang,
        (entry, opportunity): (usize, &Opportunity),
        catalogue: &Catalogue,
    ) -> Cut {
        let mut cut = Cut::default();
        let corpus = self.corpus;
        match part {
            Part::Title => {
                self.add(corpus.prose(entry, Prose::Title, lang), lang, &mut cut);
                corpus.other_names(entry).for_each(|name| self.add(name, lang, &mut cut));
            }
            Part::Summary => self.add(corpus.prose(entry, Prose::Summary, lang), lang, &mut cut),
            Part::Details => self.add(corpus.prose(entry, Prose::Details, lang), lang, &mut cut),
            Part::Names => names(lang, opportunity, catalogue)
                .into_iter()
                .for_each(|name| self.add_name(name, lang, &mut cut)),
            // Made from the words of the others.
            Part::Kin | Part::Guess => (),
        }
        cut
    }

    fn add(&mut self, words: &[u32], lang: Lang, cut: &mut Cut) {
        for (at, number) in words.iter().enumerate() {
            let place = *number as usize;
            let known = &mut self.words[lang as usize][place];
            let own = known.get_or_insert_with(|| {
                let Spoken { folded, exact } = self.corpus.word(*number);
                cut_word(folded, *exact, lang, self.reading)
            });
            cut.add(own);
            if self.halves[place]
                && let Some(next) = words.get(at + 1)
                && let Some(whole) = self
                    .reading
                    .compounds
                    .whole(&self.corpus.word(*number).folded, &self.corpus.word(*next).folded)
            {
                let exact = self.corpus.word(*number).exact;
                cut.keys.push_str(&cut_word(whole, exact, lang, self.reading).keys);
            }
        }
    }

    fn add_name(&mut self, name: &str, lang: Lang, cut: &mut Cut) {
        let known = &mut self.names[lang as usize];
        if !known.contains_key(name) {
            let words = tokens(name);
            let mut own = Cut::default();
            for (at, token) in words.iter().enumerate() {
                own.add(&cut_word(&token.folded, token.exact, lang, self.reading));
                let next = words.get(at + 1);
                let whole =
                    next.and_then(|next| self.reading.compounds.whole(&token.folded, &next.folded));
                if let Some(whole) = whole {
                    own.keys.push_str(&cut_word(whole, token.exact, lang, self.reading).keys);
                }
            }
            known.insert(name.to_owned(), own);
        }
        known.get(name).into_iter().for_each(|own| cut.add(own));
    }
}

fn cut_word(folded: &str, exact: bool, lang: Lang, reading: &Reading) -> Cut {
    let mut cut = Cut::default();
    let add = |into: &mut String, key: &str| {
        into.push_str(key);
        into.push_str(SPACE);
    };
    match lang {
        Lang::En => add(&mut cut.keys, &reading.stem(folded)),
        Lang::Cy if exact => add(&mut cut.keys, folded),
        Lang::Cy => {
            let lexicon = &reading.lexicon;
            lexicon.headwords(folded).for_each(|headword| add(&mut cut.keys, headword));
            if cut.keys.is_empty() {
                add(&mut cut.keys, lexicon.key(folded));
            }
            lexicon.families(folded).for_each(|kin| add(&mut cut.kin, kin));
            lexicon.guess(folded).into_iter().for_each(|guess| add(&mut cut.guesses, &guess));
        }
    }
    cut
}

/// The names and labels by which an entry is found.
fn names<'c>(lang: Lang, opportunity: &'c Opportunity, catalogue: &'c Catalogue) -> Vec<&'c str> {
    let mut names = vec![catalogue.funder_name(&opportunity.funder, lang)];
    if let Some(funder) = catalogue.funders.get(&opportunity.funder) {
        names.extend(funder.also_known_as.iter().map(String::as_str));
    }
    let label =
        |vocabulary: &str, id: &'c String| catalogue.vocabularies.label(vocabulary, id, lang);
    names.push(label("kind", &opportunity.kind));
    names.extend(opportunity.offer.offers.iter().map(|id| label("offer", id)));
    names.extend(opportunity.topics.iter().map(|id| label("topic", id)));
    names.extend(opportunity.offer.education_stages.iter().map(|id| label("education_stage", id)));
    names
}
