//! When one can apply: how often, every round that is known, and what the page said.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::language::Text;
use crate::moment::PartialDate;

/// How often one can apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// Once.
    OneOff,
    /// Once a year.
    Annual,
    /// Several times a year.
    SeveralAYear,
    /// At any time.
    Rolling,
    /// Not stated.
    Unknown,
}

impl Pattern {
    /// Every pattern.
    pub const ALL: [Self; 5] =
        [Self::OneOff, Self::Annual, Self::SeveralAYear, Self::Rolling, Self::Unknown];

    /// Whether rounds come back after one another.
    pub const fn recurs(self) -> bool {
        matches!(self, Self::Annual | Self::SeveralAYear)
    }

    /// The id in the vocabulary `timetable_pattern`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneOff => "one-off",
            Self::Annual => "annual",
            Self::SeveralAYear => "several-a-year",
            Self::Rolling => "rolling",
            Self::Unknown => "unknown",
        }
    }
}

/// What a page itself said about being open on the day it speaks for. History, never today's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageSaid {
    /// It said that one could apply.
    Open,
    /// It said that one could not.
    Closed,
    /// It announced a round to come.
    Upcoming,
}

impl PageSaid {
    /// Everything that a page can say of it.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Upcoming];

    /// The words of all, in the same order.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The word used in the files, in drafts and by the watch.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Upcoming => "upcoming",
        }
    }
}

impl FromStr for PageSaid {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|said| said.code() == text).ok_or(())
    }
}

/// When one can apply.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Timetable {
    /// How often.
    pub pattern: Pattern,
    /// Every round known, past ones too, oldest first.
    #[serde(default)]
    pub rounds: Vec<Round>,
    /// What the page said when it was read.
    #[serde(default)]
    pub page_said: Option<PageSaid>,
    /// Whether more than one round is known to have been held, where nothing says how often.
    #[serde(default)]
    pub repeated: bool,
    /// What dates cannot say.
    #[serde(default)]
    pub note: Option<Box<Text>>,
}

/// One round of applications. Times are the wall clock in London.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Round {
    /// The first day on which one could apply, where published.
    #[serde(default)]
    pub opens: Option<Date>,
    /// Where no opening was published: since when the page said that this round was open.
    #[serde(default)]
    pub seen_open: Option<PartialDate>,
    /// The last day.
    #[serde(default)]
    pub closes: Option<Date>,
    /// The time on that day, `HH:MM`; absent means the end of the day.
    #[serde(default)]
    pub closes_time: Option<String>,
    /// Where it ended before its published end: the day on which the page said that one could no longer apply.
    #[serde(default)]
    pub seen_closed: Option<Date>,
}

impl Round {
    /// The day by which rounds are put in order: that of its end, or else of its beginning. A round without dates has none.
    pub fn ordered_by(&self) -> Option<Date> {
        self.closes.or_else(|| self.begins())
    }

    /// The first day on which one could apply, as far as anybody knows.
    pub fn begins(&self) -> Option<Date> {
        self.opens.or(self.seen_open.map(PartialDate::first_day))
    }
}
