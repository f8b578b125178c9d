//! A question as a plain value. Its parameter form ([`Query::pairs`]) is the form in addresses, links and the API.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use cyfle_catalogue::{Facet, Lang};
use jiff::civil::Date;

/// In which order answers come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What answers the question best.
    #[default]
    Relevance,
    /// Soonest published closing date first; without one last.
    Deadline,
    /// By title, in the reader's language.
    Title,
    /// Newest change first.
    Changed,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Deadline, Self::Title, Self::Changed];

    /// The name in parameters.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Deadline => "deadline",
            Self::Title => "title",
            Self::Changed => "changed",
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Sort {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|sort| sort.name() == text).ok_or(())
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// The language of the reader.
    pub lang: Lang,
    /// Facet values given as parameters: values of one facet are OR, facets are AND.
    pub filters: BTreeMap<Facet, Vec<String>>,
    /// Where the reader works: keeps what its staff can use.
    pub health_board: Option<String>,
    /// What sort of employer the reader works for.
    pub employer: Option<String>,
    /// The reader's profession, where it is none of healthcare science.
    pub other_profession: Option<String>,
    /// The reader's registration.
    pub registration: Option<String>,
    /// The reader's highest qualification.
    pub qualification: Option<String>,
    /// Only rounds with a published end on or before this day.
    pub closes_before: Option<Date>,
    /// Only rounds with a published end on or after this day.
    pub closes_after: Option<Date>,
    /// Only entries added on or after this day.
    pub added_since: Option<Date>,
    /// Only entries added or changed on or after this day.
    pub changed_since: Option<Date>,
    /// Only entries that state at least this amount.
    pub amount_min: Option<u64>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
    /// Hits on a page, at least 1. The engine sets no limit, so that whoever wants all asks for `usize::MAX`; how many one may
    /// ask for over the network is [`MOST_PER_PAGE`].
    pub per_page: usize,
    /// Whether the text is understood, or only matched word by word.
    pub interpret: bool,
    /// Whether a parameter may be dropped when nothing matches all.
    pub relax: bool,
}

impl Query {
    /// A question with nothing but its text.
    pub fn new(text: impl Into<String>, lang: Lang) -> Self {
        Self {
            text: text.into(),
            lang,
            filters: BTreeMap::new(),
            health_board: None,
            employer: None,
            other_profession: None,
            registration: None,
            qualification: None,
            closes_before: None,
            closes_after: None,
            added_since: None,
            changed_since: None,
            amount_min: None,
            sort: Sort::default(),
            page: 1,
            per_page: DEFAULT_PER_PAGE,
            interpret: true,
            relax: true,
        }
    }

    /// The filter values of a facet.
    pub fn values(&self, facet: Facet) -> &[String] {
        self.filters.get(&facet).map_or(&[], Vec::as_slice)
    }

    /// The parameters that say the same, in a fixed order; what has its usual value is left out, and so is the language,
    /// which pages carry in their path.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        for facet in Facet::ALL {
            pairs.extend(self.values(facet).iter().map(|value| (facet.name(), value.clone())));
        }
        let day = |value: Option<Date>| value.map(|day| day.to_string());
        let optional = [
            ("health_board", self.health_board.clone()),
            ("employer", self.employer.clone()),
            ("other_profession", self.other_profession.clone()),
            ("registration", self.registration.clone()),
            ("qualification", self.qualification.clone()),
            ("closes_before", day(self.closes_before)),
            ("closes_after", day(self.closes_after)),
            ("added_since", day(self.added_since)),
            ("changed_since", day(self.changed_since)),
            ("amount_min", self.amount_min.map(|amount| amount.to_string())),
            ("sort", (self.sort != Sort::default()).then(|| self.sort.to_string())),
            ("page", (self.page != 1).then(|| self.page.to_string())),
            ("per_page", (self.per_page != DEFAULT_PER_PAGE).then(|| self.per_page.to_string())),
            ("interpret", (!self.interpret).then(|| "false".to_owned())),
            ("relax", (!self.relax).then(|| "false".to_owned())),
        ];
        pairs.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
        pairs
    }

    /// Whether it asks for nothing in particular: what it says of the reader is no wish.
    pub(crate) fn asks_nothing(&self) -> bool {
        let days = [self.closes_before, self.closes_after, self.added_since, self.changed_since];
        self.text.trim().is_empty()
            && self.filters.is_empty()
            && days.iter().all(Option::is_none)
            && self.amount_min.is_none()
    }

    /// The same question with one filter value more, or without it where it is set; back on the first page.
    pub fn toggled(&self, facet: Facet, value: &str) -> Self {
        let mut query = Self { page: 1, ..self.clone() };
        let values = query.filters.entry(facet).or_default();
        match values.iter().position(|known| known == value) {
            Some(index) => {
                values.remove(index);
            }
            None => values.push(value.to_owned()),
        }
        if values.is_empty() {
            query.filters.remove(&facet);
        }
        query
    }
}

/// Hits on a page unless the question says otherwise.
pub const DEFAULT_PER_PAGE: usize = 20;

/// The most hits on a page that is asked for over the network. The engine answers for more; whoever reads a parameter refuses it.
pub const MOST_PER_PAGE: usize = 100;

/// The longest question in bytes that is passed on to the engine. The engine refuses nothing, but it takes time with the length
/// of the text: whoever takes a question from outside refuses a longer one.
pub const LONGEST_TEXT: usize = 4096;

/// "Closing soon" is within so many days: time enough to write a form, and so the span that a digest covers.
pub const SOON_DAYS: i32 = 60;
