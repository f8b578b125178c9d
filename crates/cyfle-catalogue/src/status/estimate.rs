//! When the next round of something that recurs may close: a guess with its basis and its confidence, never a date.
//!
//! It is made only where at least two past rounds, or one and a rhythm that the source itself states, support it.

use jiff::civil::Date;

use super::{Known, ROUND_MEMORY_MONTHS, months_between};
use crate::moment::{Moment, PartialDate};
use crate::opportunity::{Opportunity, Pattern};

/// A yearly round that is no longer than this ago is the last one; if it is, one has passed unseen.
const CYCLE_MONTHS: i32 = 13;

/// On what an estimate rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// At least two past rounds closed at that time of the year.
    PastRounds,
    /// The source states the rhythm, and at least one past round gives the month.
    StatedRhythm,
}

impl Basis {
    /// The end of the phrase key `estimate-basis-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PastRounds => "past-rounds",
            Self::StatedRhythm => "stated-rhythm",
        }
    }
}

/// How far an estimate can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Three or more past rounds closed within a month of each other's time of the year.
    High,
    /// Two did.
    Medium,
    /// One round and a stated rhythm, or rounds at different times, or a round that should have been seen since was not.
    Low,
}

impl Confidence {
    /// Every degree, the best first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// `high`, `medium` or `low`: also the end of the phrase key `estimate-confidence-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// A guess about the next round, always shown as one and never exported as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// The month in which it should close.
    pub closes: PartialDate,
    /// Why we think so.
    pub basis: Basis,
    /// How sure we are.
    pub confidence: Confidence,
    /// The last round that it is derived from.
    pub last: Date,
    /// How many past rounds support it.
    pub rounds: usize,
}

pub(super) fn estimate(
    opportunity: &Opportunity,
    rounds: &[Known],
    moment: Moment,
) -> Option<Estimate> {
    let timetable = &opportunity.timetable;
    if !timetable.pattern.recurs() {
        return None;
    }
    let today = moment.day();
    let mut past: Vec<Date> = rounds
        .iter()
        .filter(|round| round.is_over(moment.wall_clock()))
        .filter_map(Known::end)
        .collect();
    past.sort_unstable();
    past.dedup();
    let last = *past.last()?;
    let since = months_between(last, today);
    if since > ROUND_MEMORY_MONTHS {
        return None;
    }
    let recent: Vec<Date> =
        past.into_iter().filter(|day| months_between(*day, last) <= 36).collect();
    let support = match timetable.pattern {
        // Two dates in one year are two stages of one yearly round, or a date that was moved: they show no rhythm.
        Pattern::Annual => {
            let mut years: Vec<i16> = recent.iter().map(|day| day.year()).collect();
            years.dedup();
            years.len()
        }
        _ => recent.len(),
    };
    let stated = !opportunity.is_our_reading("timetable.pattern");
    let basis = match (stated, support) {
        (_, 2..) => Basis::PastRounds,
        (true, 1) => Basis::StatedRhythm,
        _ => return None,
    };
    let months: Vec<i8> = match timetable.pattern {
        Pattern::Annual => vec![last.month()],
        _ => recent.iter().map(|day| day.month()).collect(),
    };
    let closes = (0..24).filter_map(|ahead| month_after(today, ahead)).find(|(year, month)| {
        months.contains(month) && (*year, *month) > (last.year(), last.month())
    })?;
    let steady = timetable.pattern == Pattern::SeveralAYear
        || recent.iter().all(|day| months_apart(day.month(), last.month()) <= 1);
    let confidence = match support {
        _ if !steady || since > CYCLE_MONTHS => Confidence::Low,
        3.. => Confidence::High,
        2 => Confidence::Medium,
        _ => Confidence::Low,
    };
    Some(Estimate {
        closes: PartialDate::Month(closes.0, closes.1),
        basis,
        confidence,
        last,
        rounds: support,
    })
}

/// How far two months of the year are apart, over the turn of the year too.
const fn months_apart(one: i8, other: i8) -> i8 {
    let apart = (one - other).abs();
    if apart > 6 { 12 - apart } else { apart }
}

fn month_after(day: Date, ahead: i16) -> Option<(i16, i8)> {
    let months =
        day.year().checked_mul(12)?.checked_add(i16::from(day.month()) - 1)?.checked_add(ahead)?;
    Some((months / 12, i8::try_from(months % 12).ok()? + 1))
}
