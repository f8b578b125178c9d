//! Query strings to questions and back. One table ([`PARAMETERS`]) names every parameter of a search, and one list
//! ([`Accepted`]) for each address says which of them it takes: the reader ([`read`], [`asked`]), the suggestions for misspelt
//! names and the OpenAPI document all use them.

mod meant;
mod reading;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::opportunity::Amount;
use cyfle_catalogue::organisation::Organisation;
use cyfle_catalogue::profile::MOST_DAYS;
use cyfle_catalogue::{Facet, Lang};
use cyfle_digest::feed::news::{DAYS_AHEAD, MOST_ITEMS};
use cyfle_search::Query;
use cyfle_search::query::{DEFAULT_PER_PAGE, LONGEST_TEXT, MOST_PER_PAGE, Sort};
use jiff::civil::Date;

pub(crate) use cyfle_catalogue::profile::LONGEST_QUESTION;
pub(crate) use meant::{known, strangers, unknown};
pub(crate) use reading::{Parameters, asked, asking_for, lang_of, question, read};

// Whatever its letters, of which none takes more than four bytes, a question fits into what the search reads.
const _: () = assert!(4 * LONGEST_QUESTION <= LONGEST_TEXT);

/// A whole number that a parameter takes: both ends, and what it is unless given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    pub(crate) least: u64,
    pub(crate) most: u64,
    pub(crate) usual: Option<u64>,
}

impl Whole {
    /// From 1, and so much unless given.
    pub(crate) const fn up_to(most: u64, usual: u64) -> Self {
        Self { least: 1, most, usual: Some(usual) }
    }
}

/// An amount, in whole units of a currency.
const AMOUNT: Whole = Whole { least: 0, most: Amount::MOST as u64, usual: None };

/// The last page that can be asked for.
const LAST_PAGE: u64 = 100_000;

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
    Amount(Whole),
    Sort,
    Page(Whole),
    PerPage(Whole),
    Flag(Place<bool>),
    Days(Whole),
    One(Facet),
    /// One of [`COLUMNS`].
    Columns,
    /// One of these, the first unless given. This and what follows only digests take.
    OneOf(&'static [&'static str]),
    /// A day that is not ahead.
    PastDay,
    /// A whole number.
    Number(Whole),
    /// Ids of opportunities, divided by commas.
    Ids,
    /// A short name that may stand in addresses.
    Name,
    /// An editor's own words.
    Words,
}

impl Takes {
    /// What can be given, where that can be listed: the reader refuses everything else, and the documentation says it.
    pub(crate) fn values(self, catalogue: &Catalogue) -> Option<Vec<&str>> {
        Some(match self {
            Self::Lang => Lang::CODES.to_vec(),
            Self::Facet(facet) | Self::One(facet) => {
                let mut values = facet.vocabulary(catalogue);
                // What is computed is always stated.
                values.extend((!facet.is_computed()).then_some(NOT_STATED));
                values
            }
            Self::Organisation => {
                health_boards(catalogue).map(|organisation| organisation.id.as_str()).collect()
            }
            Self::ValueOf(name, _) => {
                let values = catalogue.vocabularies.values(name).iter();
                values.map(|value| value.id.as_str()).collect()
            }
            Self::Sort => Sort::ALL.map(Sort::name).to_vec(),
            Self::Flag(_) => vec!["true", "false"],
            Self::Columns => COLUMNS.to_vec(),
            Self::OneOf(values) => values.to_vec(),
            _ => return None,
        })
    }

    /// The whole number that is taken; none where it is something else.
    const fn whole(self) -> Option<Whole> {
        match self {
            Self::Amount(whole)
            | Self::Page(whole)
            | Self::PerPage(whole)
            | Self::Days(whole)
            | Self::Number(whole) => Some(whole),
            _ => None,
        }
    }
}

/// Where readers can say that they work: `health_board`.
pub(crate) fn health_boards(catalogue: &Catalogue) -> impl Iterator<Item = &Organisation> {
    catalogue.organisations.iter().filter(|one| one.employs_nhs_staff())
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    /// The phrase that says what it is for, with places for the numbers that are said elsewhere.
    about: &'static str,
}

impl Parameter {
    /// What it is for, with the ends of the number that it takes, and what that is unless given.
    pub(crate) fn about(&self, t: &Phrases) -> String {
        let about = with_items(t.get(self.about));
        let Some(Whole { least, most, usual }) = self.takes.whole() else { return about };
        let usual = usual.map(|usual| usual.to_string()).unwrap_or_default();
        let ends = [("{least}", least.to_string()), ("{most}", most.to_string())];
        let numbers = ends.into_iter().chain([("{usual}", usual)]);
        numbers.fold(about, |about, (place, number)| about.replace(place, &number))
    }
}

/// A sentence of the documentation with the number of items that a feed has at most in its place, `{items}`.
pub(crate) fn with_items(sentence: &str) -> String {
    sentence.replace("{items}", &MOST_ITEMS.to_string())
}

/// A parameter: its name, what it takes, and the phrase that says what it is for.
pub(crate) const fn parameter(name: &'static str, takes: Takes, about: &'static str) -> Parameter {
    Parameter { name, takes, about }
}

const fn facet(facet: Facet, about: &'static str) -> Parameter {
    parameter(facet.name(), Takes::Facet(facet), about)
}

/// Every parameter of a search.
pub(crate) const PARAMETERS: &[Parameter] = &[
    parameter("q", Takes::Text, "takes-q"),
    parameter("lang", Takes::Lang, "takes-lang"),
    facet(Facet::CareerLevel, "takes-career_level"),
    facet(Facet::ProfessionGroup, "takes-profession_group"),
    facet(Facet::Profession, "takes-profession"),
    facet(Facet::Funder, "takes-funder"),
    facet(Facet::Kind, "takes-kind"),
    facet(Facet::Theme, "takes-theme"),
    facet(Facet::Offer, "takes-offer"),
    facet(Facet::Nation, "takes-nation"),
    facet(Facet::Topic, "takes-topic"),
    facet(Facet::EducationStage, "takes-education_stage"),
    facet(Facet::Status, "takes-status"),
    facet(Facet::Mode, "takes-mode"),
    facet(Facet::Fit, "takes-fit"),
    parameter("health_board", Takes::Organisation, "takes-health_board"),
    parameter(
        "employer",
        Takes::ValueOf("employer", |query| &mut query.employer),
        "takes-employer",
    ),
    parameter(
        "other_profession",
        Takes::ValueOf("other_profession", |query| &mut query.other_profession),
        "takes-other_profession",
    ),
    parameter(
        "registration",
        Takes::ValueOf("registration", |query| &mut query.registration),
        "takes-registration",
    ),
    parameter(
        "qualification",
        Takes::ValueOf("qualification", |query| &mut query.qualification),
        "takes-qualification",
    ),
    parameter("closes_before", Takes::Day(|query| &mut query.closes_before), "takes-closes_before"),
    parameter("closes_after", Takes::Day(|query| &mut query.closes_after), "takes-closes_after"),
    parameter("added_since", Takes::Day(|query| &mut query.added_since), "takes-added_since"),
    parameter("changed_since", Takes::Day(|query| &mut query.changed_since), "takes-changed_since"),
    parameter("amount_min", Takes::Amount(AMOUNT), "takes-amount_min"),
    parameter("sort", Takes::Sort, "takes-sort"),
    parameter("page", Takes::Page(Whole::up_to(LAST_PAGE, 1)), "takes-page"),
    parameter(
        "per_page",
        Takes::PerPage(Whole::up_to(MOST_PER_PAGE as u64, DEFAULT_PER_PAGE as u64)),
        "takes-per_page",
    ),
    parameter("interpret", Takes::Flag(|query| &mut query.interpret), "takes-interpret"),
    parameter("relax", Takes::Flag(|query| &mut query.relax), "takes-relax"),
];

/// The parameter that filters by a facet.
pub(crate) fn of_facet(facet: Facet) -> Option<&'static Parameter> {
    PARAMETERS.iter().find(|one| matches!(one.takes, Takes::Facet(own) if own == facet))
}

/// Which columns a table may have, first those that it has unless asked.
pub(crate) const COLUMNS: [&str; 2] = ["short", "full"];

/// Which columns a table has.
const WITH_COLUMNS: Parameter = parameter("columns", Takes::Columns, "takes-columns");

/// How far ahead the feed of what closes soon looks.
const DAYS: Parameter =
    parameter("days", Takes::Days(Whole::up_to(MOST_DAYS as u64, DAYS_AHEAD as u64)), "takes-days");

/// Which entries the coverage counts.
const COUNTED: &[Parameter] = &[
    parameter("kind", Takes::One(Facet::Kind), "takes-counted-kind"),
    parameter("nation", Takes::One(Facet::Nation), "takes-counted-nation"),
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

/// The longest question, in bytes as written, that every choice and every card of a page repeats in its link, and every relation
/// of an answer to a program in its head: a thousand characters of English or Welsh with some dozens of choices. A page has
/// hundreds of such links, so its length is some hundreds of times this; a head has nine.
const LONGEST_REPEATED: usize = 2_048;

/// Whether a question is short enough to be repeated in many links.
pub(crate) fn is_repeatable(query: &Query) -> bool {
    write(query).len() <= LONGEST_REPEATED
}

/// The query string of a question as a whole: order and pages are left out.
pub(crate) fn write_whole(query: &Query) -> String {
    let whole =
        Query { page: 1, per_page: DEFAULT_PER_PAGE, sort: Sort::default(), ..query.clone() };
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
    use cyfle_catalogue::{Files, load};

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
    fn every_number_that_is_said_elsewhere_is_in_its_place() {
        let catalogue = load(&Files::embedded()).catalogue;
        let addresses = [&SEARCH, &TABLE, &CLOSING, &COVERAGE, &crate::digest::TAKEN];
        for parameter in addresses.into_iter().flat_map(Accepted::iter) {
            for lang in Lang::ALL {
                let t = catalogue.phrases(lang);
                assert!(t.has(parameter.about), "{}", parameter.about);
                let about = parameter.about(t);
                assert!(!about.contains(['{', '}']), "{}: {about}", parameter.name);
            }
        }
        let about = |name: &str| {
            let found = CLOSING.iter().find(|parameter| parameter.name == name);
            found.expect("a parameter").about(catalogue.phrases(Lang::En))
        };
        assert_eq!(about("per_page"), "Opportunities on a page, 1 to 100; 20 unless given.");
        assert!(
            about("days").starts_with("How many days ahead to look, 1 to 366; 30 unless given.")
        );
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
