//! What a timetable means at a moment. "Open" is computed here when asked, and stored nowhere.
//!
//! The rules, in order: a round that is on → `open`; a published opening ahead → `opens-soon`, unless a published end comes
//! before it of which nobody said when it opens (then that end is shown, as `unknown`); applications at any time →
//! `rolling`; a round that its page called closed before its published end, which is still ahead → `closed`; recurring with
//! past rounds that support it → `expected` in an estimated month; a last known round that is over → `closed`; otherwise
//! `unknown`, which means "ask the funder".
//!
//! A status speaks of one round. What is published of others that are ahead stands beside it: no known deadline is hidden.

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
    /// The published end of the round in question, never past.
    pub closes: Option<Closing>,
    /// What is published of other rounds that are on or ahead, the soonest first.
    pub others: Vec<Ahead>,
    /// The estimate, for `expected` only.
    pub estimate: Option<Estimate>,
    /// The day on which the last known round closed, where that is past; none where its page called it closed before its end
    /// and that end is still ahead, because nobody said since when.
    pub last_closed: Option<Date>,
    /// Whole days from the moment to the closing day, for `open` only; 0 is today.
    pub days_left: Option<i32>,
    /// Whether days or times of the rounds are our reading, and not the page's words.
    pub dates_are_our_reading: bool,
    /// The first moment at which anything of this status but [`Status::days_left`] may be different; that counts down at every
    /// midnight.
    pub until: Option<DateTime>,
}

/// A round that is on or ahead, beside the one that a status is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// Its published opening, where that is ahead.
    pub opens: Option<Date>,
    /// Its published end.
    pub closes: Option<Closing>,
}

impl Status {
    /// Every published end that is ahead, whichever round it belongs to; that of the round in question first.
    pub fn ends(&self) -> impl Iterator<Item = Closing> {
        self.closes.into_iter().chain(self.others.iter().filter_map(|other| other.closes))
    }

    /// The soonest published end ahead whose day lies between two days, both included.
    pub fn end_within(&self, from: Date, to: Date) -> Option<Closing> {
        self.ends().filter(|end| (from..=to).contains(&end.day)).min_by_key(|end| end.over_at())
    }

    /// The soonest published end ahead.
    pub fn next_end(&self) -> Option<Closing> {
        self.ends().min_by_key(|end| end.over_at())
    }
}

/// After so many months without a known round, the past says nothing about the next one.
pub const ROUND_MEMORY_MONTHS: i32 = 24;

/// The status of an opportunity at a moment.
pub fn status(opportunity: &Opportunity, moment: Moment) -> Status {
    let timetable = &opportunity.timetable;
    let now = moment.wall_clock();
    let rounds: Vec<Known> = timetable.rounds.iter().map(Known::of).collect();
    let last_closed = rounds.iter().filter(|round| round.is_over(now)).filter_map(Known::end).max();
    let until = until(timetable.pattern, &rounds, now);
    let about = |state, round: Option<&Known>| Status {
        state,
        opens: round.and_then(|round| round.opens),
        closes: round.and_then(|round| round.closes),
        others: others(&rounds, round, now),
        estimate: None,
        last_closed,
        days_left: None,
        dates_are_our_reading: opportunity.dates_are_our_reading(),
        until,
    };
    let plain = |state| about(state, None);

    let soonest = |wanted: &dyn Fn(&Known) -> bool| {
        rounds
            .iter()
            .filter(|round| wanted(round))
            .min_by_key(|round| (round.closes.map(Closing::over_at), round.opens))
    };
    if let Some(round) = soonest(&|round| round.is_on(now)) {
        let days_left = round.closes.and_then(|closing| days_between(moment.day(), closing.day));
        return Status { days_left, ..about(State::Open, Some(round)) };
    }
    let announced =
        rounds.iter().filter(|round| round.is_ahead(now)).min_by_key(|round| round.opens);
    // A closing date ahead without any word on the opening: show the date, claim nothing.
    let blind = soonest(&|round| round.is_blind(now));
    match (announced, blind) {
        (Some(round), Some(blind)) if blind.closes_before_opening_of(round) => {
            return about(State::Unknown, Some(blind));
        }
        (Some(round), _) => return about(State::OpensSoon, Some(round)),
        (None, _) => {}
    }
    let rolling = timetable.pattern == Pattern::Rolling;
    if rolling && matches!(timetable.page_said, Some(PageSaid::Open) | None) {
        return plain(State::Rolling);
    }
    if let Some(round) = blind {
        return about(State::Unknown, Some(round));
    }
    if rolling {
        let closed = timetable.page_said == Some(PageSaid::Closed);
        return plain(if closed { State::Closed } else { State::Unknown });
    }
    if rounds.iter().any(|round| round.is_shut_early(now)) {
        return Status { last_closed: None, ..plain(State::Closed) };
    }
    if let Some(estimate) = estimate::estimate(opportunity, &rounds, moment) {
        return Status { estimate: Some(estimate), ..plain(State::Expected) };
    }
    plain(without_a_round_ahead(timetable.pattern, timetable.page_said, last_closed, moment))
}

/// What is published of the rounds that are on or ahead, save the one that the status is about.
fn others(rounds: &[Known], shown: Option<&Known>, now: DateTime) -> Vec<Ahead> {
    let own = shown.map(|round| round.ahead(now));
    let mut others: Vec<Ahead> = rounds
        .iter()
        .map(|round| round.ahead(now))
        .filter(|one| (one.opens.is_some() || one.closes.is_some()) && Some(*one) != own)
        .collect();
    others.sort_by_key(|one| (one.closes.is_none(), one.closes.map(Closing::over_at), one.opens));
    others.dedup();
    others
}

/// The next opening or closing; of what recurs also the next month, when an estimate moves on or the last round is too long
/// ago for one.
fn until(pattern: Pattern, rounds: &[Known], now: DateTime) -> Option<DateTime> {
    let next_month = || {
        let first = now.date().last_of_month().tomorrow().ok()?;
        Some(first.to_datetime(Time::midnight()))
    };
    let months = (pattern.recurs() && rounds.iter().any(|round| round.is_over(now)))
        .then(next_month)
        .flatten();
    rounds.iter().flat_map(Known::boundaries).filter(|boundary| *boundary > now).chain(months).min()
}

fn without_a_round_ahead(
    pattern: Pattern,
    said: Option<PageSaid>,
    last: Option<Date>,
    moment: Moment,
) -> State {
    match last {
        Some(day)
            if pattern.recurs() && months_between(day, moment.day()) > ROUND_MEMORY_MONTHS =>
        {
            State::Unknown
        }
        Some(_) => State::Closed,
        None if said == Some(PageSaid::Closed) && !pattern.recurs() => State::Closed,
        None => State::Unknown,
    }
}

/// A round with its times worked out.
struct Known {
    opens: Option<Date>,
    seen_open: Option<Date>,
    closes: Option<Closing>,
    seen_closed: Option<Date>,
}

impl Known {
    fn of(round: &Round) -> Self {
        // A page that said so before this round opened spoke of another one.
        let has_opened = |day: &Date| round.opens.is_none_or(|opens| opens <= *day);
        Self {
            opens: round.opens,
            seen_open: round.seen_open.map(PartialDate::first_day),
            closes: Closing::of(round),
            seen_closed: round.seen_closed.filter(has_opened),
        }
    }

    /// Its last day: the published one, or an earlier one on which its page said that it was closed.
    fn end(&self) -> Option<Date> {
        self.closes.map(|closing| closing.day).into_iter().chain(self.seen_closed).min()
    }

    fn started(&self, now: DateTime) -> bool {
        self.opens.or(self.seen_open).is_some_and(|day| day.to_datetime(Time::midnight()) <= now)
    }

    fn is_over(&self, now: DateTime) -> bool {
        self.is_shut(now) || self.is_past_its_end(now)
    }

    fn is_past_its_end(&self, now: DateTime) -> bool {
        self.closes.is_some_and(|closing| closing.over_at() <= now)
    }

    fn is_shut(&self, now: DateTime) -> bool {
        self.seen_closed.is_some_and(|day| day.to_datetime(Time::midnight()) <= now)
    }

    /// Has a published end ahead, and its page said that one cannot apply any more.
    fn is_shut_early(&self, now: DateTime) -> bool {
        self.is_shut(now) && self.closes.is_some() && !self.is_past_its_end(now)
    }

    fn is_on(&self, now: DateTime) -> bool {
        self.started(now) && self.closes.is_some() && !self.is_over(now)
    }

    fn is_ahead(&self, now: DateTime) -> bool {
        self.opens.is_some_and(|day| day.to_datetime(Time::midnight()) > now)
    }

    /// Has a published end ahead, and nobody said that it is on or when it opens.
    fn is_blind(&self, now: DateTime) -> bool {
        self.closes.is_some() && !self.is_over(now) && !self.started(now) && !self.is_ahead(now)
    }

    fn closes_before_opening_of(&self, other: &Self) -> bool {
        self.closes.zip(other.opens).is_some_and(|(closing, opens)| closing.day <= opens)
    }

    /// What of it is ahead at a moment.
    fn ahead(&self, now: DateTime) -> Ahead {
        Ahead {
            opens: self.opens.filter(|_| self.is_ahead(now)),
            closes: self.closes.filter(|_| !self.is_over(now)),
        }
    }

    fn boundaries(&self) -> impl Iterator<Item = DateTime> {
        let days = [self.opens, self.seen_open, self.seen_closed]
            .into_iter()
            .flatten()
            .map(|day| day.to_datetime(Time::midnight()));
        days.chain(self.closes.map(Closing::over_at))
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
