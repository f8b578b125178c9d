//! What can happen to a page: the one list of it, with the word that stands for each in drafts, in the journal and in reports.
//! The watch finds what happened; whoever accepts a draft must know it too.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::code::codes;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happening {
    /// One can apply now.
    Opened,
    /// One cannot apply any more.
    Closed,
    /// A round to come is announced.
    Announced,
    /// A closing or opening date is another.
    DeadlineMoved,
    /// Money is another.
    AmountChanged,
    /// Who may apply is said otherwise.
    ConditionsChanged,
    /// Most of the text is another.
    Rewritten,
    /// A listing or feed lists something more.
    Listed,
    /// The page has another address for good.
    PageMoved,
    /// The page is gone (404, 410).
    Gone,
    /// The page says that it is gone, with a status that says that it is there.
    SoftNotFound,
    /// Nothing answers, or nothing that can be read.
    Unreachable,
    /// The site keeps programs out.
    Blocked,
}

impl Happening {
    /// Every one, the most urgent first.
    pub const ALL: [Self; 13] = [
        Self::DeadlineMoved,
        Self::Closed,
        Self::Opened,
        Self::Announced,
        Self::AmountChanged,
        Self::ConditionsChanged,
        Self::Gone,
        Self::SoftNotFound,
        Self::PageMoved,
        Self::Rewritten,
        Self::Listed,
        Self::Unreachable,
        Self::Blocked,
    ];

    /// The words of all, in the same order.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The word in files and reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Closed => "closed",
            Self::Announced => "announced",
            Self::DeadlineMoved => "deadline-moved",
            Self::AmountChanged => "amount-changed",
            Self::ConditionsChanged => "conditions-changed",
            Self::Rewritten => "rewritten",
            Self::Listed => "listed",
            Self::PageMoved => "page-moved",
            Self::Gone => "gone",
            Self::SoftNotFound => "soft-404",
            Self::Unreachable => "unreachable",
            Self::Blocked => "blocked",
        }
    }
}

impl Serialize for Happening {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Happening {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        let known = Self::ALL.into_iter().find(|happening| happening.code() == word);
        known.ok_or_else(|| D::Error::unknown_variant(&word, &Self::CODES))
    }
}
