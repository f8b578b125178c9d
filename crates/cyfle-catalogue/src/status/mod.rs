//! What a timetable means at a moment. "Open" is computed here when asked, and stored nowhere.
//!
//! The rules, in order: a round that is on → `open`; a published opening ahead → `opens-soon`; applications at any time →
//! `rolling`; recurring with past rounds that support it → `expected` in an estimated month; a last known round that is
//! over → `closed`; otherwise `unknown`, which means "ask the funder".

use jiff::civil::{Date, DateTime, Time};

use crate::moment::{Moment, PartialDate, ZONE};
use crate::opportunity::{Opportunity, PageSaid, Pattern, Round};

mod estimate;

pub use estimate::{Basis, Confidence, Estimate};

/// Whether one can apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A round is on.
    Open,
    /// One can apply at any time.
    Rolling,
    /// The next round's opening date is published.
    OpensSoon,
    /// Recurring: the next round is estimated from past ones.
    Expected,
    /// The last known round is over.
    Closed,
    /// Not stated.
    Unknown,
}

impl State {
    /// Every state, those first in which one can apply.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Rolling, Self::OpensSoon, Self::Expected, Self::Closed, Self::Unknown];

    /// The id in the vocabulary `status`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Rolling => "rolling",
            Self::OpensSoon => "opens-soon",
            Self::Expected => "expected",
            Self::Closed => "closed",
            Self::Unknown => "unknown",
        }
    }
}

/// The last moment of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closing {
    /// The day.
    pub day: Date,
    /// The time, where one is published.
    pub time: Option<Time>,
}

impl Closing {
    /// The published end of a round.
    pub fn of(round: &Round) -> Option<Self> {
        let time = round.closes_time.as_deref().and_then(parse_time);
        round.closes.map(|day| Self { day, time })
    }

    /// The first minute at which it is too late. A published time is itself too late: nobody should aim for it.
    pub fn over_at(self) -> DateTime {
        match self.time {
            Some(time) => self.day.to_datetime(time),
            None => self.day.tomorrow().unwrap_or(self.day).to_datetime(Time::midnight()),
        }
    }

    /// As published: a day, or an RFC 3339 time with the offset that London has then.
    pub fn rfc_3339(self) -> String {
        let zoned = self.time.and_then(|time| self.day.to_datetime(time).in_tz(ZONE).ok());
        zoned.map_or_else(
            || self.day.to_string(),
            |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        )
    }
}

/// A timetable's meaning at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Whether one can apply.
    pub state: State,
    /// The published opening of the round in question.
    pub opens: Option<Date>,
    /// The published end of the round in question.
    pub closes: Option<Closing>,
    /// The estimate, for `expected` only.
    pub estimate: Option<Estimate>,
    /// The day on which the last known round closed, where that is past.
    pub last_closed: Option<Date>,
    /// Whole days from the moment to the closing day, for `open` only; 0 is today.
    pub days_left: Option<i32>,
    /// The first moment at which this status may be different.
    pub until: Option<DateTime>,
}

/// After so many months without a known round, the past says nothing about the next one.
pub const ROUND_MEMORY_MONTHS: i32 = 24;

/// The status of an opportunity at a moment.
pub fn status(opportunity: &Opportunity, moment: Moment) -> Status {
    let timetable = &opportunity.timetable;
    let now = moment.wall_clock();
    let rounds: Vec<Known> = timetable.rounds.iter().map(Known::of).collect();
    let last_closed = rounds
        .iter()
        .filter(|round| round.is_over(now))
        .filter_map(|round| round.closes)
        .map(|c| c.day)
        .max();
    let until = until(timetable.pattern, &rounds, now);
    let plain = |state| Status {
        state,
        opens: None,
        closes: None,
        estimate: None,
        last_closed,
        days_left: None,
        until,
    };
    let of_round =
        |state, round: &Known| Status { opens: round.opens, closes: round.closes, ..plain(state) };

    let soonest = |wanted: &dyn Fn(&Known) -> bool| {
        rounds
            .iter()
            .filter(|round| wanted(round))
            .min_by_key(|round| (round.closes.map(Closing::over_at), round.opens))
    };
    if let Some(round) = soonest(&|round| round.is_on(now)) {
        let days_left = round.closes.and_then(|closing| days_between(moment.day(), closing.day));
        return Status { days_left, ..of_round(State::Open, round) };
    }
    if let Some(round) =
        rounds.iter().filter(|round| round.is_ahead(now)).min_by_key(|round| round.opens)
    {
        return of_round(State::OpensSoon, round);
    }
    if timetable.pattern == Pattern::Rolling {
        return plain(match timetable.page_said {
            Some(PageSaid::Closed) => State::Closed,
            Some(PageSaid::Upcoming) => State::Unknown,
            Some(PageSaid::Open) | None => State::Rolling,
        });
    }
    // A closing date ahead without any word on the opening: show the date, claim nothing.
    if let Some(round) = soonest(&|round| !round.is_over(now) && round.closes.is_some()) {
        return of_round(State::Unknown, round);
    }
    if let Some(estimate) = estimate::estimate(opportunity, &rounds, moment) {
        return Status { estimate: Some(estimate), ..plain(State::Expected) };
    }
    plain(without_a_round_ahead(timetable.pattern, timetable.page_said, last_closed, moment))
}

/// The next opening or closing; of what recurs also the next month, when an estimate moves on or the last round is too long
/// ago for one.
fn until(pattern: Pattern, rounds: &[Known], now: DateTime) -> Option<DateTime> {
    let next_month = || {
        let first = now.date().last_of_month().tomorrow().ok()?;
        Some(first.to_datetime(Time::midnight()))
    };
    let recurs = matches!(pattern, Pattern::Annual | Pattern::SeveralAYear);
    let months =
        (recurs && rounds.iter().any(|round| round.is_over(now))).then(next_month).flatten();
    rounds.iter().flat_map(Known::boundaries).filter(|boundary| *boundary > now).chain(months).min()
}

fn without_a_round_ahead(
    pattern: Pattern,
    said: Option<PageSaid>,
    last: Option<Date>,
    moment: Moment,
) -> State {
    let recurring = matches!(pattern, Pattern::Annual | Pattern::SeveralAYear);
    match last {
        Some(day) if recurring && months_between(day, moment.day()) > ROUND_MEMORY_MONTHS => {
            State::Unknown
        }
        Some(_) => State::Closed,
        None if said == Some(PageSaid::Closed) && !recurring => State::Closed,
        None => State::Unknown,
    }
}

/// A round with its times worked out.
struct Known {
    opens: Option<Date>,
    seen_open: Option<Date>,
    closes: Option<Closing>,
}

impl Known {
    fn of(round: &Round) -> Self {
        Self {
            opens: round.opens,
            seen_open: round.seen_open.map(PartialDate::first_day),
            closes: Closing::of(round),
        }
    }

    fn started(&self, now: DateTime) -> bool {
        self.opens.or(self.seen_open).is_some_and(|day| day.to_datetime(Time::midnight()) <= now)
    }

    fn is_over(&self, now: DateTime) -> bool {
        self.closes.is_some_and(|closing| closing.over_at() <= now)
    }

    fn is_on(&self, now: DateTime) -> bool {
        self.started(now) && self.closes.is_some() && !self.is_over(now)
    }

    fn is_ahead(&self, now: DateTime) -> bool {
        self.opens.is_some_and(|day| day.to_datetime(Time::midnight()) > now)
    }

    fn boundaries(&self) -> impl Iterator<Item = DateTime> {
        let starts = [self.opens, self.seen_open]
            .into_iter()
            .flatten()
            .map(|day| day.to_datetime(Time::midnight()));
        starts.chain(self.closes.map(Closing::over_at))
    }
}

/// Reads `HH:MM`.
pub fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// Whole months from one day's month to another's.
pub fn months_between(from: Date, to: Date) -> i32 {
    (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month())
}

fn days_between(from: Date, to: Date) -> Option<i32> {
    from.until(to).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests;
