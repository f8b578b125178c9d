//! What the tools give. Each holds the moment it speaks for and the sentence that sends the reader to the funder.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::detail::Whole;
use crate::api::v1::{Found, NamedId, UnderstoodPiece};

/// What every answer says.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Said {
    /// The day of the answer, in London: statuses are those of this day.
    pub(super) as_of: String,
    /// Say this to the reader.
    pub(super) confirm: String,
    /// The language of the texts.
    pub(super) lang: &'static str,
}

/// An opportunity with the day that its facts speak for.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Stated {
    #[serde(flatten)]
    pub(super) found: Found,
    /// The day, month or year that the official page speaks for; `null` where it does not say.
    pub(super) page_as_of: Option<String>,
    /// The newest day on which a source was read.
    pub(super) read: Option<String>,
}

/// Opportunities that answer a question, best first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SearchFound {
    #[serde(flatten)]
    pub(super) said: Said,
    /// How many opportunities answer.
    pub(super) total: usize,
    /// How many of them fit: they contradict nothing that was understood and are not silent on most of it, are not over, and are
    /// open to this reader, as far as is known.
    pub(super) full_matches: usize,
    /// This page, from 1.
    pub(super) page: usize,
    /// How many pages there are.
    pub(super) pages: usize,
    /// Whether the first opportunities really answer the question.
    pub(super) confident: bool,
    /// What the text was understood as.
    pub(super) understood: Vec<UnderstoodPiece>,
    /// The same search as a page for people.
    pub(super) page_url: String,
    /// The opportunities of this page.
    pub(super) opportunities: Vec<Stated>,
}

/// One opportunity.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct One {
    #[serde(flatten)]
    pub(super) said: Said,
    /// Everything that is known; `as_of` in it is the day that the official page speaks for.
    pub(super) opportunity: Whole,
}

/// Whether a reader may apply.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Checked {
    #[serde(flatten)]
    pub(super) said: Said,
    /// The verdict in words.
    pub(super) verdict: String,
    /// Who may apply, in the words of the entry.
    pub(super) who: String,
    /// What is unclear, where sources disagree or leave a doubt.
    pub(super) unclear: Option<String>,
    /// A role mailbox of the funder.
    pub(super) contact: Option<String>,
    /// The opportunity; `fit` in it has the verdict rule by rule.
    pub(super) opportunity: Stated,
}

/// What is open and closes soon, soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Deadlines {
    #[serde(flatten)]
    pub(super) said: Said,
    /// How many days ahead were looked at.
    pub(super) days: u16,
    /// How many close in that time.
    pub(super) total: usize,
    /// They, at most a hundred.
    pub(super) opportunities: Vec<Stated>,
}

/// What there is for whom.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CoverageFound {
    #[serde(flatten)]
    pub(super) said: Said,
    /// How many opportunities were counted.
    pub(super) entries: usize,
    /// How many leave healthcare science out and therefore count nowhere.
    pub(super) excluded: usize,
    /// How many name no audience and therefore count nowhere.
    pub(super) audience_not_stated: usize,
    /// The table of the same figures as a page for people, which counts what accepts applicants in Wales; `null` unless `nation`
    /// asks for that alone.
    pub(super) page_url: Option<String>,
    /// Each group of professions and each profession.
    pub(super) rows: Vec<CoverageRow>,
}

/// The figures of a group or a profession.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CoverageRow {
    /// `profession_group` or `profession`.
    pub(super) facet: &'static str,
    /// The id.
    pub(super) value: String,
    /// The label.
    pub(super) label: String,
    /// One cell for each career level, and one for what states none.
    pub(super) cells: Vec<CoverageCell>,
}

/// What there is at one career level.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CoverageCell {
    /// The career level; `null` for what states none.
    pub(super) career_level: Option<String>,
    /// How many name the profession or its group.
    pub(super) naming: usize,
    /// How many more are open to all healthcare science.
    pub(super) open_to_all: usize,
    /// `empty` or `thin` where something is lacking.
    pub(super) gap: Option<&'static str>,
}

/// What an argument takes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VocabularyFound {
    #[serde(flatten)]
    pub(super) said: Said,
    /// The argument.
    pub(super) parameter: String,
    /// Every id that it takes, with its label.
    pub(super) values: Vec<NamedId>,
}
