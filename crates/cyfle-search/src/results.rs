//! What an answer is made of, in the reader's terms but without words: ids, counts, places in the text.

use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::Status;
use cyfle_catalogue::{Facet, Lang, Opportunity};

use crate::fit::Fit;
use crate::understand::Word;

/// What a piece of the question was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The piece as typed.
    pub text: String,
    /// Where it begins, in characters (Unicode code points) of the question.
    pub start: usize,
    /// Where it ends, the character behind its last.
    pub end: usize,
    /// What it says.
    pub concept: Concept,
    /// The id of the value.
    pub value: String,
    /// What was typed, where it was read as a misspelling.
    pub corrected_from: Option<String>,
}

/// What a piece of a question can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// A value of a facet.
    Facet(Facet),
    /// Where the reader works.
    HealthBoard,
}

impl Concept {
    /// The name in JSON, the same as the parameter's.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facet(facet) => facet.name(),
            Self::HealthBoard => "health_board",
        }
    }

    /// What it is called.
    pub fn title(self, catalogue: &Catalogue, lang: Lang) -> &str {
        match self {
            Self::Facet(facet) => facet.title(catalogue, lang),
            Self::HealthBoard => catalogue.phrases(lang).get("facet-health-board"),
        }
    }

    /// The label of a value.
    pub fn label<'a>(self, catalogue: &'a Catalogue, value: &'a str, lang: Lang) -> &'a str {
        match self {
            Self::Facet(facet) => facet.label(catalogue, value, lang),
            Self::HealthBoard => {
                catalogue.organisation(value).map_or(value, |own| own.name.get(lang))
            }
        }
    }
}

/// A facet value that a hit has, lacks or leaves open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// The facet.
    pub facet: Facet,
    /// The value that was asked for.
    pub value: String,
}

/// One opportunity in an answer.
#[derive(Debug, Clone)]
pub struct Hit<'a> {
    /// The entry.
    pub opportunity: &'a Opportunity,
    /// Its status at the moment of asking.
    pub status: Status,
    /// Whether this reader may apply.
    pub fit: Fit,
    /// What of the question it has.
    pub matched: Vec<Reason>,
    /// What of the question it does not have, although it states something else.
    pub missed: Vec<Reason>,
    /// What of the question it does not state.
    pub unstated: Vec<Reason>,
    /// Whether it says nothing on most of what was asked, so that it stands among the near misses.
    pub silent: bool,
    /// Words of the question, beyond what was understood, that stand in its text.
    pub words: Vec<String>,
}

/// A value of a facet and how many hits it would keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount {
    /// The id, or `not-stated`.
    pub value: String,
    /// How many entries of this answer have it, every filter but this facet's own applied.
    pub count: usize,
    /// Whether the question filters on it.
    pub selected: bool,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// What the text was read as.
    pub understood: Vec<Understood>,
    /// The words of the text that were not understood and are matched as text.
    pub remaining_text: String,
    /// Every word of the text that means something, for marking it in a hit.
    pub words: Vec<Word>,
    /// Parameters that were dropped because nothing matched them all: name and value.
    pub relaxed: Vec<(&'static str, String)>,
    /// Whether the first hits really answer the question.
    pub confident: bool,
    /// How many entries are in the answer.
    pub total: usize,
    /// How many of them contradict nothing that was understood.
    pub full_matches: usize,
    /// The hits of the page that was asked for.
    pub hits: Vec<Hit<'a>>,
    /// Counts for every facet.
    pub facets: BTreeMap<Facet, Vec<ValueCount>>,
}
