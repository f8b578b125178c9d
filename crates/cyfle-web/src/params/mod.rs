//! Query strings to questions and back. One table ([`PARAMETERS`]) names every parameter of a search, and one list
//! ([`Accepted`]) for each address says which of them it takes: the reader ([`read`], [`asked`]), the suggestions for misspelt
//! names and the OpenAPI document all use them.

mod reading;

use cyfle_catalogue::{Facet, Lang};
use cyfle_search::Query;
use jiff::civil::Date;

pub(crate) use reading::{Parameters, asked, asking_for, lang_of, read, unknown};

/// The longest question, in characters: whatever the letters, it fits into the bytes that the search reads.
pub(crate) const LONGEST_QUESTION: usize = 1_000;

/// The largest amount that can be asked for, in whole units of a currency.
pub(crate) const MOST_AMOUNT: u64 = 1_000_000_000;

/// The last page that can be asked for.
pub(crate) const LAST_PAGE: u64 = 100_000;

/// The most days ahead that the feed of what closes soon looks.
pub(crate) const MOST_DAYS: u64 = 366;

/// Where in a question a value goes.
type Place<T> = fn(&mut Query) -> &mut T;

/// What a parameter takes, and where it goes where several take the same.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Takes {
    Text,
    Lang,
    Facet(Facet),
    Organisation,
    /// A value of a vocabulary that is no facet.
    ValueOf(&'static str, Place<Option<String>>),
    Day(Place<Option<Date>>),
    Amount,
    Sort,
    Page,
    PerPage,
    Flag(Place<bool>),
    Days,
    One(Facet),
    /// One of [`COLUMNS`].
    Columns,
    /// One of these. This and what follows only digests take.
    OneOf(&'static [&'static str]),
    /// A day that is not ahead.
    PastDay,
    /// A whole number, at least 1.
    UpTo(u64),
    /// Ids of opportunities, divided by commas.
    Ids,
    /// A short name that may stand in addresses.
    Name,
    /// An editor's own words.
    Words,
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    pub(crate) about: &'static str,
}

const fn parameter(name: &'static str, takes: Takes, about: &'static str) -> Parameter {
    Parameter { name, takes, about }
}

const fn facet(facet: Facet, about: &'static str) -> Parameter {
    parameter(facet.name(), Takes::Facet(facet), about)
}

/// Every parameter of a search.
pub(crate) const PARAMETERS: &[Parameter] = &[
    parameter(
        "q",
        Takes::Text,
        "The question in plain words, English or Welsh. What is understood orders the answers; it never excludes.",
    ),
    parameter("lang", Takes::Lang, "The language of labels and texts: `en` (default) or `cy`."),
    facet(Facet::CareerLevel, "Career levels (any of them)."),
    facet(Facet::ProfessionGroup, "Groups of professions; what is open to all matches too."),
    facet(Facet::Profession, "Professions; what is open to the whole group or to all matches too."),
    facet(Facet::Funder, "Funders."),
    facet(Facet::Kind, "Kinds of opportunity."),
    facet(Facet::Theme, "Themes."),
    facet(Facet::Offer, "What the person gets."),
    facet(Facet::Nation, "Nations whose applicants are accepted; `uk-wide` means all four."),
    facet(Facet::Topic, "Topics."),
    facet(Facet::EducationStage, "Stages of education."),
    facet(Facet::Status, "Whether one can apply at the moment of asking."),
    facet(Facet::Mode, "How one takes part."),
    facet(Facet::Fit, "The verdict for the reader."),
    parameter(
        "health_board",
        Takes::Organisation,
        "Where the reader works: leaves out what is limited to the staff of others.",
    ),
    parameter(
        "employer",
        Takes::ValueOf("employer", |query| &mut query.employer),
        "What sort of employer the reader works for; NHS Wales unless given.",
    ),
    parameter(
        "other_profession",
        Takes::ValueOf("other_profession", |query| &mut query.other_profession),
        "The reader's profession, where it is none of healthcare science.",
    ),
    parameter(
        "registration",
        Takes::ValueOf("registration", |query| &mut query.registration),
        "The register on which the reader is.",
    ),
    parameter(
        "qualification",
        Takes::ValueOf("qualification", |query| &mut query.qualification),
        "The reader's highest qualification.",
    ),
    parameter(
        "closes_before",
        Takes::Day(|query| &mut query.closes_before),
        "Only rounds with a published end on or before this day.",
    ),
    parameter(
        "closes_after",
        Takes::Day(|query| &mut query.closes_after),
        "Only rounds with a published end on or after this day.",
    ),
    parameter(
        "added_since",
        Takes::Day(|query| &mut query.added_since),
        "Only opportunities added on or after this day.",
    ),
    parameter(
        "changed_since",
        Takes::Day(|query| &mut query.changed_since),
        "Only opportunities added or changed on or after this day.",
    ),
    parameter(
        "amount_min",
        Takes::Amount,
        "Only opportunities that state at least this amount, in whole units of their currency.",
    ),
    parameter("sort", Takes::Sort, "`relevance` (default), `deadline`, `title` or `changed`."),
    parameter(
        "page",
        Takes::Page,
        "The page, from 1. Calendar and exports are whole and a feed has its newest 100 items: they pass over it.",
    ),
    parameter("per_page", Takes::PerPage, "Opportunities on a page, 1 to 100; 20 unless given."),
    parameter(
        "interpret",
        Takes::Flag(|query| &mut query.interpret),
        "`false` matches the text word by word instead of understanding it.",
    ),
    parameter(
        "relax",
        Takes::Flag(|query| &mut query.relax),
        "`false` answers nothing instead of dropping a parameter when nothing matches all.",
    ),
];

/// Which columns a table may have, first those that it has unless asked.
pub(crate) const COLUMNS: [&str; 2] = ["short", "full"];

/// Which columns a table has.
const WITH_COLUMNS: Parameter = parameter(
    "columns",
    Takes::Columns,
    "`short` (default): what one needs to choose; `full`: everything that is known.",
);

/// How far ahead the feed of what closes soon looks.
const DAYS: Parameter = parameter(
    "days",
    Takes::Days,
    "How many days ahead to look, 1 to 366; 30 unless given. With `closes_before` alone, that day counts instead.",
);

/// Which entries the coverage counts.
const COUNTED: &[Parameter] = &[
    parameter("kind", Takes::One(Facet::Kind), "Only this kind of opportunity is counted."),
    parameter(
        "nation",
        Takes::One(Facet::Nation),
        "Only what accepts applicants from this nation is counted.",
    ),
];

/// Which of a search's parameters an address takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OfSearch {
    All,
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

impl OfSearch {
    fn has(self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(&name),
            Self::AllBut(names) => !names.contains(&name),
        }
    }
}

/// The parameters that an address takes.
#[derive(Debug)]
pub(crate) struct Accepted {
    /// Those of a search.
    pub(crate) of_search: OfSearch,
    /// Those that only this address has.
    pub(crate) own: &'static [Parameter],
}

/// A search, a feed, the calendar or an export as JSON.
pub(crate) const SEARCH: Accepted = Accepted { of_search: OfSearch::All, own: &[] };

/// An export as a table.
pub(crate) const TABLE: Accepted = Accepted { of_search: OfSearch::All, own: &[WITH_COLUMNS] };

/// The feeds of what closes soon.
pub(crate) const CLOSING: Accepted = Accepted { of_search: OfSearch::All, own: &[DAYS] };

/// Whatever only needs to know in which language to answer.
pub(crate) const LANGUAGE: Accepted = Accepted { of_search: OfSearch::Only(&["lang"]), own: &[] };

/// What a text that is being typed may become.
pub(crate) const TYPING: Accepted =
    Accepted { of_search: OfSearch::Only(&["q", "lang"]), own: &[] };

/// The coverage.
pub(crate) const COVERAGE: Accepted =
    Accepted { of_search: OfSearch::Only(&["lang"]), own: COUNTED };

/// Whatever answers the same to everyone.
pub(crate) const NOTHING: Accepted = Accepted { of_search: OfSearch::Only(&[]), own: &[] };

impl Accepted {
    /// The parameters, in the order of the documentation.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static Parameter> + Clone {
        let taken = self.of_search;
        PARAMETERS.iter().filter(move |parameter| taken.has(parameter.name)).chain(self.own)
    }
}

/// The query string of a question, without `?`; empty for a question that asks nothing.
pub(crate) fn write(query: &Query) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(query.pairs()).finish()
}

/// The query string of a question as a whole: order and pages are left out.
pub(crate) fn write_whole(query: &Query) -> String {
    let whole = Query {
        page: 1,
        per_page: cyfle_search::query::DEFAULT_PER_PAGE,
        sort: cyfle_search::query::Sort::default(),
        ..query.clone()
    };
    write(&whole)
}

/// The address of another form of a search: `path` with the question in its own language. Order and pages are left out where
/// the form is whole.
pub(crate) fn whole_address(base_url: &str, path: &str, query: &Query) -> String {
    place(base_url, path, said(query.lang), &write_whole(query))
}

/// The address of a question below the API or the feeds.
pub(crate) fn address(base_url: &str, path: &str, query: &Query) -> String {
    place(base_url, path, said(query.lang), &write(query))
}

/// English is the language that need not be said.
pub(crate) fn said(lang: Lang) -> Option<Lang> {
    (lang != Lang::En).then_some(lang)
}

/// An address made of a path, a language where it is not in the path, and a query string.
pub(crate) fn place(base_url: &str, path: &str, lang: Option<Lang>, own: &str) -> String {
    match lang {
        None if own.is_empty() => format!("{base_url}{path}"),
        None => format!("{base_url}{path}?{own}"),
        Some(lang) if own.is_empty() => format!("{base_url}{path}?lang={lang}"),
        Some(lang) => format!("{base_url}{path}?lang={lang}&{own}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_can_be_asked_for() {
        for facet in Facet::ALL {
            let asks = |one: &&Parameter| {
                matches!(one.takes, Takes::Facet(own) if own == facet) && one.name == facet.name()
            };
            let asking = PARAMETERS.iter().filter(asks).count();
            assert_eq!(asking, 1, "`{facet}` needs one line in PARAMETERS of params/mod.rs");
        }
    }

    #[test]
    fn what_an_address_takes_or_leaves_is_a_parameter_of_a_search() {
        for accepted in [&LANGUAGE, &TYPING, &COVERAGE, &NOTHING, &crate::digest::TAKEN] {
            let (OfSearch::Only(names) | OfSearch::AllBut(names)) = accepted.of_search else {
                panic!("{accepted:?} names some")
            };
            for name in names {
                assert!(PARAMETERS.iter().any(|known| known.name == *name), "{name}");
            }
        }
    }
}
