//! What an issue is made of, before it is put into words: sections of entries, each with the reasons for which it is there.

use cyfle_catalogue::Opportunity;
use cyfle_catalogue::opportunity::Change;
use cyfle_catalogue::status::{Closing, Status};
use cyfle_search::Query;
use jiff::civil::{Date, DateTime};

/// A section of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Added to the catalogue, or opened, since the last issue.
    New,
    /// Something that matters is different from the last issue.
    Changed,
    /// A published closing date is near.
    Closing,
    /// The editor wants it in, although it is none of the above.
    Chosen,
}

impl Section {
    /// Every section, in the order of an issue.
    pub const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Closing, Self::Chosen];

    /// The name in JSON and CSV, and the end of the phrase key `digest-section-…`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Closing => "closing",
            Self::Chosen => "chosen",
        }
    }
}

/// Why an entry is in an issue.
#[derive(Debug, Clone, Copy)]
pub enum Reason<'a> {
    /// Its closing date was moved since the last issue.
    Moved {
        /// What the date was.
        from: Date,
        /// What it is.
        to: Date,
    },
    /// It was added to the catalogue on this day.
    Added(Date),
    /// A round opened on this published day.
    Opened(Date),
    /// A published closing date is near.
    Closing {
        /// The end, which may be that of another round than the one that the status is about.
        end: Closing,
        /// So many days ahead; 0 is today.
        left: i32,
    },
    /// Something else changed.
    Changed(&'a Change),
    /// The editor chose it.
    Chosen,
}

impl Reason<'_> {
    /// The section in which an entry stands whose first reason this is.
    pub const fn section(&self) -> Section {
        match self {
            Self::Added(_) | Self::Opened(_) => Section::New,
            Self::Moved { .. } | Self::Changed(_) => Section::Changed,
            Self::Closing { .. } => Section::Closing,
            Self::Chosen => Section::Chosen,
        }
    }

    /// Of a near closing date the first minute at which it is too late.
    pub fn end_over_at(&self) -> Option<DateTime> {
        match self {
            Self::Closing { end, .. } => Some(end.over_at()),
            _ => None,
        }
    }

    /// The name in JSON, CSV and of its phrase.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Moved { .. } => "moved",
            Self::Added(_) => "added",
            Self::Opened(_) => "opened",
            Self::Closing { .. } => "closing",
            Self::Changed(_) => "changed",
            Self::Chosen => "chosen",
        }
    }
}

/// How far the dates of an entry can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// A person compared entry and page not long ago.
    Confirmed,
    /// Read from its page not long ago; no person has compared the two since, or the date is our reading.
    Unconfirmed,
    /// Nobody has looked at its page since this day, which is long ago.
    Stale(Date),
}

/// One opportunity in an issue.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The facts.
    pub opportunity: &'a Opportunity,
    /// Whether one can apply, at the moment of the issue.
    pub status: Status,
    /// Why it is here, the most useful first.
    pub reasons: Vec<Reason<'a>>,
    /// How far its dates can be relied on.
    pub trust: Trust,
}

/// A section and what is in it.
#[derive(Debug, Clone)]
pub struct Listing<'a> {
    /// Which section.
    pub section: Section,
    /// The entries, in the order in which they are read.
    pub entries: Vec<Entry<'a>>,
    /// How many more belong here and were cut.
    pub more: usize,
    /// The search that finds them all.
    pub search: Query,
}

/// The first publication of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// Its day.
    pub day: Date,
    /// How many entries there were.
    pub entries: usize,
}

/// An issue.
#[derive(Debug, Clone)]
pub struct Issue<'a> {
    /// The same for the same content: day and hash of what is in it, in any language and format.
    pub id: String,
    /// The day on which it speaks.
    pub day: Date,
    /// The first day of its period.
    pub since: Date,
    /// Closing dates up to this day count as soon.
    pub closes_by: Date,
    /// What the catalogue began with, where that was in the period: it is no news, but not nothing either.
    pub began: Option<Beginning>,
    /// Sections that have entries, in order.
    pub listings: Vec<Listing<'a>>,
    /// How many opportunities of this audience can be applied for at any time.
    pub rolling: usize,
    /// The search that finds those.
    pub rolling_search: Query,
}

impl<'a> Issue<'a> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.listings.iter().map(|listing| listing.entries.len()).sum()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.listings.is_empty()
    }

    /// The same issue with at most so many entries in a section.
    pub fn cut(&self, per_section: usize) -> Self {
        let mut issue = self.clone();
        for listing in &mut issue.listings {
            listing.more += listing.entries.len().saturating_sub(per_section);
            listing.entries.truncate(per_section);
        }
        issue
    }

    /// Every entry, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.listings.iter().flat_map(|listing| &listing.entries)
    }
}
