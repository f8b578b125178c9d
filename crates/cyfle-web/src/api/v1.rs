//! The published JSON of version 1. These types are a promise: a field is never renamed or removed while the path says `v1`; new
//! ones may join. How results become it stands in [`super::publish`].

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

/// The answer to a search.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchAnswer<'a> {
    /// The question, as it was read.
    pub(crate) query: QueryEcho,
    /// What the text was understood as; remove a piece by leaving its characters out.
    pub(crate) understood: Vec<UnderstoodPiece>,
    /// Parameters that were dropped because nothing matched them all.
    pub(crate) relaxed: Vec<Dropped>,
    /// Whether the first opportunities really answer the question.
    pub(crate) confident: bool,
    /// Counts and the state of the catalogue.
    pub(crate) meta: Meta,
    /// The opportunities of this page, best first.
    pub(crate) opportunities: Vec<Found>,
    /// For each facet its values and how many opportunities each would keep, that facet's own selection left aside.
    pub(crate) facets: BTreeMap<&'static str, Vec<FacetValue<'a>>>,
    /// Other forms of this very search. A page that is `null` does not exist.
    pub(crate) links: Links,
}

/// The question.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueryEcho {
    /// The text.
    pub(crate) text: String,
    /// `en` or `cy`.
    pub(crate) lang: &'static str,
    /// The parameters that filter, by name.
    pub(crate) filters: BTreeMap<&'static str, Vec<String>>,
    /// The words that were not understood and are matched as text: as typed, or as read where that is another word.
    pub(crate) remaining_text: String,
}

/// A piece of the text and what it says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnderstoodPiece {
    /// The piece, as it was read.
    pub(crate) text: String,
    /// Its first character in the text (Unicode code points, from 0).
    pub(crate) start: usize,
    /// The character behind its last.
    pub(crate) end: usize,
    /// What was read: a facet (`career_level`, `profession_group`, `profession`, `kind`, `offer`, `theme`, `status`, `nation`,
    /// `funder`, `education_stage`, `mode` or `topic`), a value that is not wanted (`without`), something of the reader
    /// (`other_profession`, `health_board`, `employer`, `registration`, `qualification`), or a bound (`amount_min`,
    /// `amount_max`, `working_time`, `duration`, `closes_after`, `closes_before`, `added_since`). Not always the name of a parameter: see `parameters`.
    pub(crate) facet: &'static str,
    /// The value's id.
    pub(crate) value: String,
    /// The value's label.
    pub(crate) label: String,
    /// What was typed, where it was read as a misspelling.
    pub(crate) corrected_from: Option<String>,
    /// For `without`, the facet whose value is not wanted.
    pub(crate) of: Option<&'static str>,
    /// The parameter that asks for the same, with what to give it; `null` where no parameter does.
    pub(crate) parameters: Option<BTreeMap<&'static str, Vec<String>>>,
}

/// A parameter that was dropped.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Dropped {
    /// The parameter.
    pub(crate) parameter: &'static str,
    /// Its value.
    pub(crate) value: String,
    /// The value's label.
    pub(crate) label: String,
}

/// Counts, and which catalogue answered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Meta {
    /// How many opportunities answer.
    pub(crate) total: usize,
    /// How many of them, on all pages, have `full` as their `tier`: they contradict nothing that was understood and are not
    /// silent on most of it, are not over, and are open to this reader and from Wales, as far as is known.
    pub(crate) full_matches: usize,
    /// Both in words, as the page says it.
    pub(crate) label: String,
    /// This page, from 1.
    pub(crate) page: usize,
    /// Opportunities on a page.
    pub(crate) per_page: usize,
    /// How many pages there are; at least 1.
    pub(crate) pages: usize,
    /// The day of the answer, in London.
    pub(crate) today: String,
    /// The build id of the catalogue.
    pub(crate) catalogue: String,
    /// How many live opportunities it has.
    pub(crate) entries: usize,
}

/// An opportunity in an answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpportunityCard)]
pub(crate) struct Found {
    /// Its id.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// What it is and what one gets.
    pub(crate) summary: String,
    /// A value of the facet `kind`.
    pub(crate) kind: String,
    /// Who runs it.
    pub(crate) funder: NamedId,
    /// Whether one can apply at the moment of the answer.
    pub(crate) status: StatusJson,
    /// Values of the facet `offer`; empty where no source names what is given.
    pub(crate) offers: Vec<String>,
    /// What one gets, in a line.
    pub(crate) offer_summary: String,
    /// Values of the facet `career_level`; empty where none is stated.
    pub(crate) career_levels: Vec<String>,
    /// Professions, groups or `all-healthcare-science`; empty where none is stated.
    pub(crate) professions: Vec<String>,
    /// Nations whose applicants are accepted; empty where none is stated.
    pub(crate) nations: Vec<String>,
    /// Whether this reader may apply.
    pub(crate) fit: FitJson,
    /// What of the question it has, as `facet:value`, or `text:word`.
    pub(crate) matched: Vec<String>,
    /// What of the question it contradicts, as `facet:value`. Readings of one piece of the text (`profession_group:…` and
    /// `profession:…` of one word) and values that are alternatives are one thing that it lacks.
    pub(crate) missed: Vec<String>,
    /// What of the question it says nothing on, in the same form.
    pub(crate) unstated: Vec<String>,
    /// How it stands to the question: `full` where it fits; `near` where it contradicts something, says nothing on most of what
    /// was understood, is over or is not open to this reader; `unusable` where it cannot be used from Wales and nothing beyond
    /// was asked for. `null` outside a search.
    pub(crate) tier: Option<&'static str>,
    /// What marks it in a list where it only comes near: what it lacks, or why it is set apart, in words; `null` where it fits.
    pub(crate) near: Option<String>,
    /// Title and summary as HTML, the words of the question in `<mark>`.
    pub(crate) highlights: Highlights,
    /// Our page.
    pub(crate) url: String,
    /// The funder's page.
    pub(crate) official_url: Option<String>,
    /// The day on which a person last compared entry and page; `null` until someone has.
    pub(crate) checked: Option<String>,
    /// The language of the texts.
    pub(crate) lang: &'static str,
}

/// An id with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct NamedId {
    /// The id.
    pub(crate) id: String,
    /// The name.
    pub(crate) name: String,
}

/// A status at the moment of the answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct StatusJson {
    /// `open`, `rolling`, `opens-soon`, `expected`, `closed` or `unknown`.
    pub(crate) state: &'static str,
    /// The same in words, with its dates.
    pub(crate) label: String,
    /// The published opening of the round in question (a day).
    pub(crate) opens: Option<String>,
    /// Its published end: a day, or an RFC 3339 time where the funder gives one.
    pub(crate) closes: Option<String>,
    /// What is published of other rounds that are on or ahead, the soonest first.
    pub(crate) other_rounds: Vec<OtherRound>,
    /// A guess, for `expected` only. Never a date to rely on.
    pub(crate) estimated: Option<Estimated>,
    /// Whole days to the last day, for `open` only.
    pub(crate) days_left: Option<i32>,
}

/// A round that is on or ahead, beside the one in question.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct OtherRound {
    /// The published opening, where it is ahead (a day).
    pub(crate) opens: Option<String>,
    /// The published end: a day, or an RFC 3339 time where the funder gives one.
    pub(crate) closes: Option<String>,
}

/// A guess about the next round.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Estimated {
    /// The month in which it should close.
    pub(crate) closes: String,
    /// Why we think so.
    pub(crate) basis: String,
}

/// A verdict and its reasons.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FitJson {
    /// `likely`, `check` or `no`.
    pub(crate) verdict: &'static str,
    /// The same in words; of what is closed, that it has to open again first.
    pub(crate) label: String,
    /// Rule by rule.
    pub(crate) rules: Vec<RuleJson>,
}

/// What one rule says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct RuleJson {
    /// `nation`, `employer`, `career_level`, `profession`, `registration` or `qualification`.
    pub(crate) rule: &'static str,
    /// `yes`, `no` or `not-stated`.
    pub(crate) answer: &'static str,
    /// What the entry states; `null` where it states nothing.
    pub(crate) fact: Option<String>,
    /// Whether that is our reading of the page instead of its words.
    pub(crate) inferred: bool,
    /// The first of the entry's sources, an address or the name of a document. All of them speak for the whole entry, and
    /// `/api/v1/opportunities/{id}` has them all; which of them states this fact is not recorded.
    pub(crate) source: Option<String>,
}

/// Marked texts.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Highlights {
    /// The title, as HTML.
    pub(crate) title: String,
    /// The summary, as HTML.
    pub(crate) summary: String,
}

/// A value of a facet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FacetValue<'a> {
    /// The id, or `not-stated`.
    pub(crate) value: &'a str,
    /// The label.
    pub(crate) label: &'a str,
    /// How many opportunities it would keep.
    pub(crate) count: usize,
    /// Whether the question filters on it.
    pub(crate) selected: bool,
}

/// Other forms of a search.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Links {
    /// This answer.
    #[serde(rename = "self")]
    pub(crate) own: String,
    /// The next page.
    pub(crate) next: Option<String>,
    /// The page before.
    pub(crate) prev: Option<String>,
    /// The first page.
    pub(crate) first: String,
    /// The last page.
    pub(crate) last: String,
    /// The page for people.
    pub(crate) html: String,
    /// What is new and what changed in the whole search, as a feed: the newest items, without pages.
    pub(crate) atom: String,
    /// Its published deadlines, as a calendar.
    pub(crate) ics: String,
    /// The whole search, as a table.
    pub(crate) csv: String,
}
