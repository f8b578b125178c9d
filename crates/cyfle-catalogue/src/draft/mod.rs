//! Drafts: what the watch proposes and a person decides.
//!
//! A draft says what a page said before and says now, and which values of an entry would follow. It stands in
//! `catalogue/drafts/`, which is no part of the catalogue: nothing in it reaches the public before a person has accepted it.

mod field;
mod folder;
mod happening;
mod write;

use jiff::civil::Date;
use serde::Deserialize;

use crate::moment::PartialDate;
use crate::opportunity::Round;
use crate::shape::{self, Names};
use crate::{shapes, yaml};

pub use field::Field;
pub use folder::{DraftError, DraftFolder};
pub use happening::Happening;

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Draft {
    /// Its name, and that of its file: the entry and what happened.
    pub id: String,
    /// The entry that it is about; absent where a listing names something that has no entry.
    #[serde(default)]
    pub entry: Option<String>,
    /// The source that watches the page.
    pub source: String,
    /// The page.
    pub url: String,
    /// What happened.
    pub kind: Happening,
    /// The day on which it was seen.
    pub found: Date,
    /// What else helps to understand it.
    #[serde(default)]
    pub note: Option<String>,
    /// What the page said and says.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Values of the entry that would become others.
    #[serde(default)]
    pub edits: Vec<Edit>,
    /// A round that would be added.
    #[serde(default)]
    pub round: Option<NewRound>,
}

/// What a page said about one thing, and says now.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Evidence {
    /// What it is about.
    pub field: Field,
    /// What it was.
    #[serde(default)]
    pub old: Option<String>,
    /// The words of the page then.
    #[serde(default)]
    pub old_text: Option<String>,
    /// What it is.
    #[serde(default)]
    pub new: Option<String>,
    /// The words of the page now.
    #[serde(default)]
    pub new_text: Option<String>,
}

/// A value of an entry that would become another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Edit {
    /// The dotted path in the entry, such as `timetable.rounds.0.closes`.
    pub path: String,
    /// What the entry has there; absent where it has nothing.
    #[serde(default)]
    pub from: Option<String>,
    /// What it would have.
    pub to: String,
}

/// A round that would be added to an entry's rounds, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct NewRound {
    /// The first day.
    #[serde(default)]
    pub opens: Option<Date>,
    /// Where no opening is stated: the day on which the page said that it was open.
    #[serde(default)]
    pub seen_open: Option<Date>,
    /// The last day.
    #[serde(default)]
    pub closes: Option<Date>,
    /// The time on that day.
    #[serde(default)]
    pub closes_time: Option<String>,
}

impl NewRound {
    /// What it says, by the keys that a round has in the files of entries and drafts, in their order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let all = [
            ("opens", day(self.opens)),
            ("seen_open", day(self.seen_open)),
            ("closes", day(self.closes)),
            ("closes_time", self.closes_time.clone()),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

impl From<&NewRound> for Round {
    fn from(new: &NewRound) -> Self {
        Self {
            opens: new.opens,
            seen_open: new.seen_open.map(PartialDate::Day),
            closes: new.closes,
            closes_time: new.closes_time.clone(),
            seen_closed: None,
        }
    }
}

impl Draft {
    /// Reads a draft.
    ///
    /// # Errors
    /// Where it is not YAML, or not a draft: what is wrong, with its line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let tree = yaml::parse(text)
            .map_err(|error| format!("line {}: {}", error.place.line, error.message))?;
        let found = shape::differences(&tree, &shapes::DRAFT, &Names::default());
        match found.into_iter().next() {
            Some((place, finding)) => Err(format!("line {}: {}", place.line, finding.message)),
            None => tree.read(),
        }
    }

    /// Whether accepting it would change the entry by itself.
    pub fn proposes_something(&self) -> bool {
        !self.edits.is_empty() || self.round.is_some()
    }

    /// What it says happened, without the day on which it was seen: two drafts with one print say the same.
    pub fn print(&self) -> String {
        let same_day = Self { found: Date::ZERO, note: None, ..self.clone() };
        blake3::hash(same_day.yaml().as_bytes()).to_hex()[..16].to_owned()
    }
}

#[cfg(test)]
mod tests;
