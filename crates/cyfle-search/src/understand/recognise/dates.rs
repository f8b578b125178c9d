//! Closing dates: "closing this month", "closing in March", "by the end of January", "before 31 March 2027", "in the next six
//! weeks", "before Christmas", "cau y mis hwn", "yn cau ym mis Mawrth", "cyn y Nadolig".
//!
//! A day or month that is over means the one of next year: nobody looks for a deadline that has passed.

use cyfle_catalogue::status::State;
use cyfle_catalogue::{Cue, Facet};
use jiff::ToSpan;
use jiff::civil::Date;

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;
use crate::understand::words::Word;

/// So many words at most stand between "when does" and "open": the name of what is asked about.
const QUESTION: usize = 12;

/// Some days, and how many words name them.
struct Period {
    length: usize,
    first: Date,
    last: Date,
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let today = clues.moment.day();
    // What opens in March is not open, and neither is that of which someone asks when it opens.
    found.retain(|one| {
        let opens_then = || clues.onwards(one.to, 3).any(|place| clues.month(place).is_some());
        let is_asked = || clues.any(clues.backwards(one.from, QUESTION), Cue::WhenIsIt);
        !(one.is(Facet::Status, State::Open.code()) && (opens_then() || is_asked()))
    });
    for at in 0..clues.words.len() {
        // "My contract ends in June", "I hold an award and it ends soon": that is no deadline.
        let said = |cue: Cue| clues.any(clues.backwards(at, 7), cue);
        let is_own = clues.is(at, Cue::Ending) && (said(Cue::Possessive) || said(Cue::Held));
        if !clues.is(at, Cue::Closing) || is_own {
            continue;
        }
        // What says when stands within a few words, before ("this month's deadlines") or behind.
        let mut near = at.saturating_sub(3)..(at + 7).min(clues.words.len());
        let when = near.find_map(|place| Some((place, period(clues, place, today)?)));
        let Some((place, period)) = when else { continue };
        let (first, last) = bounded(clues, place, &period, today);
        let (from, to) = (at.min(place), (at + 1).max(place + period.length));
        found.retain(|one| one.to <= from || one.from >= to);
        found.push(Match::new(from, to, Concept::ClosesAfter, first.to_string()));
        found.push(Match::new(from, to, Concept::ClosesBefore, last.to_string()));
    }
}

/// The first and the last day that will do: those of the period, or all until it ends or begins. "Before the end" is the end.
fn bounded(clues: &Clues<'_>, at: usize, period: &Period, today: Date) -> (Date, Date) {
    let said = |cue: Cue| clues.any(clues.backwards(at, 5), cue);
    let is_end = || clues.any(clues.backwards(at, 3), Cue::EndOf) || clues.is(at, Cue::YearEnd);
    if said(Cue::Before) && !is_end() {
        (today, period.first.yesterday().map_or(today, |day| day.max(today)))
    } else if said(Cue::By) || said(Cue::Before) {
        (today, period.last)
    } else {
        (period.first.max(today), period.last)
    }
}

/// The days that words at a place name.
fn period(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    let until =
        |cue: Cue, last: Date| Some(Period { length: clues.length(at, cue), first: today, last });
    if clues.is(at, Cue::ThisMonth) {
        until(Cue::ThisMonth, today.last_of_month())
    } else if clues.is(at, Cue::NextMonth) {
        let first = today.last_of_month().tomorrow().ok()?;
        let length = clues.length(at, Cue::NextMonth);
        Some(Period { length, first, last: first.last_of_month() })
    } else if clues.is(at, Cue::ThisWeek) {
        until(Cue::ThisWeek, today.checked_add(7.days()).ok()?)
    } else if clues.is(at, Cue::Soon) {
        until(Cue::Soon, today.checked_add(clues.soon.days()).ok()?)
    } else if clues.is(at, Cue::YearEnd) {
        until(Cue::YearEnd, Date::new(today.year(), 12, 31).ok()?)
    } else if clues.is(at, Cue::Christmas) {
        let day = to_come(Date::new(today.year(), 12, 25).ok()?, today)?;
        Some(Period { length: clues.length(at, Cue::Christmas), first: day, last: day })
    } else {
        stretch(clues, at, today).or_else(|| of_the_calendar(clues, at, today))
    }
}

/// "In the next six weeks", "within 30 days", "o fewn tri mis".
fn stretch(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    const LONGEST: i32 = 400;
    if !clues.any(clues.backwards(at, 3), Cue::Within) {
        return None;
    }
    let number = whole(clues.number(at)?, LONGEST)?;
    let units =
        [(Cue::Days, number.days()), (Cue::Week, number.weeks()), (Cue::Months, number.months())];
    let (_, span) = units.into_iter().find(|(unit, _)| clues.is(at + 1, *unit))?;
    let last = today.checked_add(span).ok()?;
    Some(Period { length: 2, first: today, last })
}

/// "January", "31 January", "January 31st", each with a year behind it or without.
fn of_the_calendar(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    // "The 15th of January".
    let behind = if clues.word(at + 1).is_some_and(Word::is_light) { at + 2 } else { at + 1 };
    let day_before = day(clues, at).filter(|_| clues.month(behind).is_some());
    let month_at = if day_before.is_some() { behind } else { at };
    let month = clues.month(month_at)?;
    let day_behind = day(clues, month_at + 1).filter(|_| day_before.is_none());
    let named = day_before.or(day_behind);
    let mut end = month_at + 1 + usize::from(day_behind.is_some());
    let year = clues.number(end).and_then(|number| whole(number, 2_100)).filter(|n| *n >= 2_000);
    end += usize::from(year.is_some());
    let of = |year: i16| {
        let first = Date::new(year, month, named.unwrap_or(1)).ok()?;
        Some(Period {
            length: end - at,
            first,
            last: if named.is_some() { first } else { first.last_of_month() },
        })
    };
    match year {
        Some(year) => of(i16::try_from(year).ok()?),
        None => of(today.year())
            .filter(|period| period.last >= today)
            .or_else(|| of(today.year().checked_add(1)?)),
    }
}

/// The day of a month that is written at a place, "31st" and "31ain" too.
fn day(clues: &Clues<'_>, at: usize) -> Option<i8> {
    let folded = clues.word(at)?.folded.as_str();
    let digits = folded.trim_end_matches(char::is_alphabetic);
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

fn to_come(day: Date, today: Date) -> Option<Date> {
    if day >= today { Some(day) } else { day.checked_add(1.year()).ok() }
}

/// A number from 1 on without a fraction.
fn whole(number: f64, most: i32) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "between one and the most")]
    let whole = number as i32;
    ((1.0..=f64::from(most)).contains(&number) && f64::from(whole) == number).then_some(whole)
}
