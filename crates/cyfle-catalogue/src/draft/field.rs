//! What of a page evidence is about: the one list of it, with the word that stands for each in drafts and in reports. The watch
//! finds the evidence; whoever accepts a draft holds it against the entry.

use serde::{Deserialize, Serialize};

use crate::code::codes;

/// What of a page evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// A closing date.
    Closes,
    /// An opening date.
    Opens,
    /// Whether one can apply: a word of [`PageSaid`](crate::opportunity::PageSaid).
    Status,
    /// Money.
    Amount,
    /// Who may apply.
    Conditions,
    /// The page's own address.
    Address,
    /// Something that a listing or feed lists.
    Item,
}

impl Field {
    /// Everything that evidence can be about.
    pub const ALL: [Self; 7] = [
        Self::Closes,
        Self::Opens,
        Self::Status,
        Self::Amount,
        Self::Conditions,
        Self::Address,
        Self::Item,
    ];

    /// The words of all, in the same order.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The word in files and reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closes => "closes",
            Self::Opens => "opens",
            Self::Status => "status",
            Self::Amount => "amount",
            Self::Conditions => "conditions",
            Self::Address => "address",
            Self::Item => "item",
        }
    }
}
