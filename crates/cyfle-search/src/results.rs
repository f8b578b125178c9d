//! What an answer is made of, in the reader's terms but without words: ids, counts, places in the text.

use std::collections::BTreeMap;

use cyfle_catalogue::status::{State, Status};
use cyfle_catalogue::{Facet, Opportunity};
use serde::{Deserialize, Serialize};

use crate::fit::{self, Fit};
use crate::understand::Word;

/// What a piece of the question was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The piece as typed.
    pub text: String,
    /// Where it begins, in characters (Unicode code points) of the question.
    pub start: usize,
    /// Where it ends, the character behind its last.
    pub end: usize,
    /// What it says.
    pub concept: Concept,
    /// The id of the value.
    pub value: String,
    /// What was typed, where it was read as a misspelling.
    pub corrected_from: Option<String>,
    /// The words of the piece.
    pub words: Vec<Word>,
}

/// What a piece of a question can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Concept {
    /// A value of a facet.
    Facet(Facet),
    /// A value of a facet that is not wanted.
    Without(Facet),
    /// A profession outside healthcare science that the reader has.
    OtherProfession,
    /// Where the reader works.
    HealthBoard,
    /// What sort of employer the reader works for.
    Employer,
    /// The register that the reader is on, or `none`.
    Registration,
    /// The highest qualification that the reader holds.
    Qualification,
    /// The highest that they may hold: they have said only what they have not.
    AtMost,
    /// The least amount that would do, in pounds.
    AmountMin,
    /// The most that is sought, in pounds.
    AmountMax,
    /// The share of a working week, 0–1.
    WorkingTime,
    /// How long, in months.
    Duration,
    /// Closing on or after a day.
    ClosesAfter,
    /// Closing on or before a day.
    ClosesBefore,
    /// In the catalogue on a day or later.
    AddedSince,
}

impl Concept {
    /// The name in JSON, the same as the parameter's where there is one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facet(facet) => facet.name(),
            Self::Without(_) => "without",
            Self::OtherProfession => "other_profession",
            Self::HealthBoard => "health_board",
            Self::Employer => fit::EMPLOYER,
            Self::Registration => "registration",
            Self::Qualification | Self::AtMost => "qualification",
            Self::AmountMin => "amount_min",
            Self::AmountMax => "amount_max",
            Self::WorkingTime => "working_time",
            Self::Duration => "duration",
            Self::ClosesAfter => "closes_after",
            Self::ClosesBefore => "closes_before",
            Self::AddedSince => "added_since",
        }
    }

    /// The parameter that asks for a value of it, and what to give it; none where no parameter asks for the same.
    pub fn parameter(self, value: &str) -> Option<(&'static str, Vec<&str>)> {
        let values = match self {
            // As in a text: what is open takes in what one can apply for at any time.
            Self::Facet(Facet::Status) if value == State::Open.code() => {
                vec![value, State::Rolling.code()]
            }
            Self::Facet(_)
            | Self::OtherProfession
            | Self::HealthBoard
            | Self::Employer
            | Self::Registration
            | Self::Qualification
            | Self::AmountMin
            | Self::ClosesAfter
            | Self::ClosesBefore
            | Self::AddedSince => vec![value],
            Self::Without(_)
            | Self::AtMost
            | Self::AmountMax
            | Self::WorkingTime
            | Self::Duration => return None,
        };
        Some((self.name(), values))
    }
}

/// Something asked for that a hit has, lacks or leaves open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// What it is about.
    pub concept: Concept,
    /// The value that was asked for.
    pub value: String,
}

/// How a hit stands to the question, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// It fits; all of these are [`Answer::full_matches`]. Where money for a change is asked for, what carries it out fits
    /// too, and misses only the kind.
    Full,
    /// It contradicts something, or is set aside as [`Hit::aside`] has it.
    Near,
    /// It cannot be used from Wales, and nothing beyond was asked for.
    Unusable,
}

impl Tier {
    /// Every tier.
    pub const ALL: [Self; 3] = [Self::Full, Self::Near, Self::Unusable];

    /// The name in JSON and in tables.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Near => "near",
            Self::Unusable => "unusable",
        }
    }
}

/// One opportunity in an answer.
#[derive(Debug, Clone)]
pub struct Hit<'a> {
    /// The place of the entry among all in the order of their ids, from 0.
    pub number: usize,
    /// The entry.
    pub opportunity: &'a Opportunity,
    /// Its status at the moment of asking.
    pub status: Status,
    /// Whether this reader may apply.
    pub fit: Fit,
    /// What of the question it has.
    pub matched: Vec<Reason>,
    /// What of the question it does not have, although it states something else.
    pub missed: Vec<Reason>,
    /// What of the question it does not state.
    pub unstated: Vec<Reason>,
    /// Whether it stands among the near misses whatever it contradicts: it says nothing on most of what was asked, it is over and not
    /// known to come back, the reader has it already, or it is not open to them.
    pub aside: bool,
    /// How it stands to the question.
    pub tier: Tier,
    /// Words of the question, beyond what was understood, that stand in its text.
    pub words: Vec<String>,
}

impl Hit<'_> {
    /// Whether its page lists what one gets, or how one takes part, and nothing that was asked for. For whoever looks that is
    /// left open, and stands further down; what is sent to people unasked had better be certain.
    pub fn lists_something_else(&self) -> bool {
        let offer = &self.opportunity.offer;
        [(Facet::Offer, &offer.offers), (Facet::Mode, &offer.modes)].into_iter().any(
            |(facet, listed)| {
                !listed.is_empty()
                    && self.unstated.iter().any(|one| one.concept == Concept::Facet(facet))
            },
        )
    }
}

/// A value of a facet and how many hits it would keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount<'a> {
    /// The id, or `not-stated`.
    pub value: &'a str,
    /// How many entries of this answer have it, every filter but this facet's own applied.
    pub count: usize,
    /// Whether the question filters on it.
    pub selected: bool,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// What the text was read as.
    pub understood: Vec<Understood>,
    /// The words of the text that were not understood and are matched as text: as typed, or as read where that is another word.
    pub remaining_text: String,
    /// Every word of the text that means something, for marking it in a hit.
    pub words: Vec<Word>,
    /// Parameters that were dropped because nothing matched them all: name and value.
    pub relaxed: Vec<(&'static str, String)>,
    /// Whether the first hits really answer the question.
    pub confident: bool,
    /// How many entries are in the answer.
    pub total: usize,
    /// How many of them fit: they contradict nothing that was understood and are not silent on most of it, are not over, and are
    /// open to this reader and from Wales, as far as is known.
    pub full_matches: usize,
    /// The hits of the page that was asked for.
    pub hits: Vec<Hit<'a>>,
    /// Counts for every facet.
    pub facets: BTreeMap<Facet, Vec<ValueCount<'a>>>,
}
