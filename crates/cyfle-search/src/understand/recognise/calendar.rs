//! Days that words name: "tomorrow", "by Friday", "31 March", "this summer", "the new year", "yr wythnos nesaf", "y Pasg"; and
//! those from the first to the last of several: "January or February", "rhwng y Nadolig a'r Pasg".
//!
//! A day or month that is over means the one of next year: nobody looks for a deadline that has passed. Whether the days are a
//! deadline is for `dates` to tell.

use cyfle_catalogue::Cue;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::Clues;
use super::numbers::{is_article, joins, number};
use crate::understand::words::Word;

/// So many more days are named in a list at most: "January, February, March or April".
const LISTED: usize = 4;

/// Some days, and how many words name them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    pub(super) length: usize,
    pub(super) first: Date,
    pub(super) last: Date,
}

/// The days that words at a place name; none where they are over, or only look like days.
pub(super) fn period(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    let mut found = named(clues, at, today).or_else(|| days_of_one_month(clues, at, today))?;
    for _ in 0..LISTED {
        let Some(longer) = gone_on(clues, at, found, today) else { break };
        found = longer;
    }
    let before = at.checked_sub(1);
    let mut beside = before.into_iter().chain(clues.onwards(at + found.length, 1));
    let is_past = beside.any(|place| clues.is(place, Cue::Past));
    (found.last >= today && !is_past).then_some(found)
}

/// The days that one name at a place stands for.
fn named(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    near(clues, at, today)
        .or_else(|| year(clues, at, today))
        .or_else(|| feast(clues, at, today))
        .or_else(|| weekday(clues, at, today))
        .or_else(|| season(clues, at, today))
        .or_else(|| stretch(clues, at, today))
        .or_else(|| in_digits(clues, at))
        .or_else(|| of_the_calendar(clues, at, today))
        .or_else(|| bare_year(clues, at, today))
}

/// Days and those that are named behind them, as one: "January or February", "between January and March", "Jan-Mar".
fn gone_on(clues: &Clues<'_>, at: usize, own: Period, today: Date) -> Option<Period> {
    let (place, next) = joined(clues, at + own.length, today, LISTED)?;
    let length = place + next.length - at;
    let is_yearly = feast(clues, at, today)
        .or_else(|| season(clues, at, today))
        .or_else(|| of_the_calendar(clues, at, today))
        .or_else(|| days_of_one_month(clues, at, today))
        .is_some();
    let names_year =
        || (at..at + own.length).any(|place| year_behind(clues, place, today).is_some());
    if is_yearly && !names_year() {
        let first = last_return(own.first, next.first)?;
        return Some(Period { length, first, last: next.last });
    }
    let last = own.last.max(next.last);
    (own.first <= next.first).then_some(Period { length, first: own.first, last })
}

/// Where days are named behind a word that joins them to what stands before it, and which: "or February", "neu ym mis
/// Chwefror". A comma joins where more days follow: "January, February or March".
fn joined(clues: &Clues<'_>, at: usize, today: Date, listed: usize) -> Option<(usize, Period)> {
    const APART: usize = 3;
    let joint = joint(clues, at);
    if joint == 0 && !clues.is_dashed(at) {
        let more = listed.checked_sub(1).filter(|_| clues.is_listed(at))?;
        let own = named(clues, at, today)?;
        return joined(clues, at + own.length, today, more).map(|_| (at, own));
    }
    for place in clues.onwards(at + joint, APART) {
        if let Some(own) = named(clues, place, today) {
            return Some((place, own));
        }
        let cues = [Cue::Months, Cue::When, Cue::EndOf];
        let leads =
            clues.is_function_word(place) || cues.into_iter().any(|cue| clues.is(place, cue));
        if !leads {
            return None;
        }
    }
    None
}

/// How many words stand at a place that join what is behind them to what is before.
fn joint(clues: &Clues<'_>, at: usize) -> usize {
    if clues.stops.get(at) != Some(&false) {
        return 0;
    }
    let joints = [Cue::Either, Cue::And, Cue::Range].into_iter();
    joints.map(|cue| clues.length(at, cue)).max().unwrap_or(0)
}

/// The last of the returns of a day of the year that is not after another day.
fn last_return(day: Date, latest: Date) -> Option<Date> {
    let years = i32::from(latest.year() - day.year());
    let same_year = day.checked_add(years.years()).ok()?;
    if same_year <= latest { Some(same_year) } else { same_year.checked_sub(1.year()).ok() }
}

/// "1 to 15 January", "rhwng 1 a 15 Ionawr": from a day whose month is said behind a later one.
fn days_of_one_month(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    let first = day(clues, at)?;
    let joint = joint(clues, at + 1);
    let place = at + 1 + joint;
    if joint == 0 && !clues.is_dashed(place) {
        return None;
    }
    let last = of_the_calendar(clues, place, today).filter(|own| own.first == own.last)?;
    let first = Date::new(last.first.year(), last.first.month(), first).ok()?;
    let length = place + last.length - at;
    (first <= last.first).then_some(Period { length, first, last: last.last })
}

/// Whether one word names a time of the year, which may as well be part of a name: "ysgol haf" is a school.
pub(super) fn may_be_a_name(clues: &Clues<'_>, at: usize, period: &Period) -> bool {
    let feasts = [Cue::Christmas, Cue::Easter].into_iter();
    let mut times = feasts.chain(SEASONS.into_iter().map(|(cue, _)| cue));
    period.length == 1 && times.any(|cue| clues.is(at, cue))
}

/// Days by where they stand to the one that is.
fn near(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    const NEAR: [Cue; 12] = [
        Cue::Today,
        Cue::Tomorrow,
        Cue::InTwoDays,
        Cue::Weekend,
        Cue::ThisWeek,
        Cue::NextWeek,
        Cue::ThisMonth,
        Cue::NextMonth,
        Cue::ThisYear,
        Cue::NextYear,
        Cue::FewWeeks,
        Cue::Soon,
    ];
    let cue = NEAR.into_iter().find(|cue| clues.is(at, *cue))?;
    let in_days = |number: i32| today.checked_add(number.days()).ok();
    let (first, last) = match cue {
        Cue::Today => (today, today),
        Cue::Tomorrow => (in_days(1)?, in_days(1)?),
        Cue::InTwoDays => (in_days(2)?, in_days(2)?),
        Cue::Weekend => {
            let monday = next_monday(today)?;
            (monday.checked_sub(2.days()).ok()?, monday.yesterday().ok()?)
        }
        Cue::ThisWeek => (today, in_days(7)?),
        Cue::FewWeeks => (today, in_days(28)?),
        Cue::NextWeek => {
            let monday = next_monday(today)?;
            (monday, monday.checked_add(6.days()).ok()?)
        }
        Cue::ThisMonth => (today, today.last_of_month()),
        Cue::NextMonth => {
            let first = today.last_of_month().tomorrow().ok()?;
            (first, first.last_of_month())
        }
        Cue::ThisYear => (today, today.last_of_year()),
        Cue::NextYear => {
            let first = today.last_of_year().tomorrow().ok()?;
            (first, first.last_of_year())
        }
        _ => (today, in_days(clues.soon)?),
    };
    Some(Period { length: clues.length(at, cue), first, last })
}

/// Weeks begin on Monday: on a Sunday, next week is tomorrow.
fn next_monday(today: Date) -> Option<Date> {
    let days = 7 - i32::from(today.weekday().to_monday_zero_offset());
    today.checked_add(days.days()).ok()
}

/// Years that begin on a day of their own, and the end of the usual one.
fn year(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    const BEGIN: [(Cue, i8); 2] = [(Cue::FinancialYear, 4), (Cue::AcademicYear, 9)];
    if let Some((cue, month)) = BEGIN.into_iter().find(|(cue, _)| clues.is(at, *cue)) {
        let length = clues.length(at, cue);
        let start = |year: i16| Date::new(year, month, 1).ok();
        let begun = start(today.year())
            .filter(|day| *day <= today)
            .or_else(|| start(today.year().checked_sub(1)?))?;
        let next = begun.checked_add(1.year()).ok()?;
        return if is_following(clues, at, length) {
            let last = next.checked_add(1.year()).ok()?.yesterday().ok()?;
            Some(Period { length, first: next, last })
        } else {
            Some(Period { length, first: begun, last: next.yesterday().ok()? })
        };
    }
    let length = clues.length(at, Cue::YearEnd);
    // "Diwedd y flwyddyn" is also how the end of the financial year begins.
    let is_other = || {
        let last = (at + length).saturating_sub(1);
        BEGIN.into_iter().any(|(cue, _)| clues.is(last, cue))
    };
    (length > 0 && !is_other()).then(|| Period { length, first: today, last: today.last_of_year() })
}

/// "Closing in 2027", "deadline 2027": the number of a year, this one or a later one, right behind a word that leads on to it.
/// Other numbers are of other things.
fn bare_year(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    const LATEST: i32 = 2_100;
    const DIGITS: usize = 4;
    let is_written = clues.word(at)?.folded.len() == DIGITS;
    let year = i16::try_from(whole(clues.number(at)?, LATEST)?).ok()?;
    let mut before = clues.backwards(at, 3);
    let is_led = before.any(|place| {
        let cues = [Cue::InYear, Cue::Closing];
        cues.into_iter().any(|cue| place + clues.length(place, cue) == at && clues.is(place, cue))
    });
    let is_counted = clues.is(at + 1, Cue::Pounds) || clues.is(at + 1, Cue::Hours);
    if !is_written || !is_led || is_counted || year < today.year() {
        return None;
    }
    let first = Date::new(year, 1, 1).ok()?;
    Some(Period { length: 1, first, last: first.last_of_year() })
}

/// Christmas, Easter, St David's Day and the new year.
fn feast(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    let cue = [Cue::Christmas, Cue::Easter, Cue::StDavid, Cue::NewYear]
        .into_iter()
        .find(|cue| clues.is(at, *cue))?;
    let of = |year| match cue {
        Cue::Christmas => Date::new(year, 12, 25).ok(),
        Cue::Easter => easter(year),
        Cue::StDavid => Date::new(year, 3, 1).ok(),
        _ => Date::new(year, 1, 1).ok(),
    };
    let length = clues.length(at, cue);
    if let Some((year, more)) = year_behind(clues, at + length, today) {
        let day = of(year)?;
        return Some(Period { length: length + more, first: day, last: day });
    }
    let own = of(today.year());
    let to_come = || own.filter(|day| *day >= today).or_else(|| of(today.year().checked_add(1)?));
    // "Before the new year" it is a day; "in the new year" it is the first months.
    let is_bound = [Cue::By, Cue::Before, Cue::After]
        .into_iter()
        .any(|bound| clues.any(clues.backwards(at, 4), bound));
    if cue != Cue::NewYear || is_bound {
        let day = to_come()?;
        return Some(Period { length, first: day, last: day });
    }
    let first = own.filter(|_| today.month() == 1).or_else(to_come)?;
    let last = first.checked_add(2.months()).ok()?.last_of_month();
    Some(Period { length, first, last })
}

/// Easter Sunday, by the rule that Nature printed without its author's name on 20 April 1876 (volume 13, page 487); Meeus gives
/// it in *Astronomical Algorithms*, chapter 8.
fn easter(year: i16) -> Option<Date> {
    let own = i32::from(year);
    let (golden, century, rest) = (own % 19, own / 100, own % 100);
    let corrected = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - corrected + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

/// "Friday": the next one, today's too. "Next Friday" is that of next week.
fn weekday(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    const WEEKDAYS: [(Cue, Weekday); 7] = [
        (Cue::Monday, Weekday::Monday),
        (Cue::Tuesday, Weekday::Tuesday),
        (Cue::Wednesday, Weekday::Wednesday),
        (Cue::Thursday, Weekday::Thursday),
        (Cue::Friday, Weekday::Friday),
        (Cue::Saturday, Weekday::Saturday),
        (Cue::Sunday, Weekday::Sunday),
    ];
    let (cue, weekday) = WEEKDAYS.into_iter().find(|(cue, _)| clues.is(at, *cue))?;
    let length = clues.length(at, cue);
    // "Tuesday 31 March", "Tuesday the 31st of March": the date says which Tuesday.
    let behind = at + length;
    let dated =
        (behind..behind + 2).find_map(|from| Some((from, of_the_calendar(clues, from, today)?)));
    if let Some((from, date)) = dated {
        return Some(Period { length: from + date.length - at, ..date });
    }
    let is_following = is_following(clues, at, length);
    let from = if is_following { next_monday(today)? } else { today };
    let offset = Weekday::to_monday_zero_offset;
    let days = (offset(weekday) - offset(from.weekday())).rem_euclid(7);
    let day = from.checked_add(days.days()).ok()?;
    Some(Period { length, first: day, last: day })
}

/// The seasons by their first month, each of three months.
const SEASONS: [(Cue, i8); 4] =
    [(Cue::Spring, 3), (Cue::Summer, 6), (Cue::Autumn, 9), (Cue::Winter, 12)];

fn season(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    let (cue, month) = SEASONS.into_iter().find(|(cue, _)| clues.is(at, *cue))?;
    let length = clues.length(at, cue);
    let of = |year: i16, more: usize| {
        let first = Date::new(year, month, 1).ok()?;
        let last = first.checked_add(2.months()).ok()?.last_of_month();
        Some(Period { length: length + more, first, last })
    };
    if let Some((year, more)) = year_behind(clues, at + length, today) {
        return of(year, more);
    }
    let is_following = is_following(clues, at, length);
    // The winter that is may have begun last year.
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| of(year, 0))
        .find(|own| if is_following { own.first > today } else { own.last >= today })
}

/// "In the next six weeks", "within 30 days", "in 10 days", "o fewn tri mis", "y tri mis nesaf", "within a month", "mewn
/// pythefnos", "in the next 2-3 months".
fn stretch(clues: &Clues<'_>, at: usize, today: Date) -> Option<Period> {
    const LONGEST: i32 = 400;
    let (unit, number) = match last_number(clues, at) {
        Some((number, to)) => {
            let unit = to + usize::from(joins(clues, to));
            let passes = |at: usize| clues.is(at, Cue::Emphasis) || is_article(clues, at);
            let before = clues.backwards(at, 3).find(|place| !passes(*place));
            let is_ahead = clues.any(clues.backwards(at, 3), Cue::Within)
                || before.is_some_and(|place| clues.around(place, Cue::InTime).is_some())
                || clues.any(clues.onwards(unit + 1, 1), Cue::Following);
            (unit, whole(number, LONGEST).filter(|_| is_ahead)?)
        }
        None => (single(clues, at)?, 1),
    };
    let last = today.checked_add(span(clues, unit, number)?).ok()?;
    Some(Period { length: unit + 1 - at, first: today, last })
}

/// So many of the units that are named at a place.
pub(super) fn span(clues: &Clues<'_>, at: usize, number: i32) -> Option<Span> {
    const DAY: i32 = 24;
    let units = [
        (Cue::Hours, ((number + DAY - 1) / DAY).days()),
        (Cue::Days, number.days()),
        (Cue::Week, number.weeks()),
        (Cue::Fortnight, (2 * number).weeks()),
        (Cue::Months, number.months()),
        (Cue::TwoMonths, (2 * number).months()),
        (Cue::Years, number.years()),
    ];
    units.into_iter().find(|(unit, _)| clues.is(at, *unit)).map(|(_, span)| span)
}

/// The number at a place and the place behind it, or the last of two that are joined: "two or three".
pub(super) fn last_number(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let first = number(clues, at)?;
    let joint = joint(clues, first.1);
    let place = first.1 + joint;
    let is_joined = joint > 0 || clues.is_dashed(place);
    Some(number(clues, place).filter(|_| is_joined).unwrap_or(first))
}

/// Where the unit stands of a stretch that begins at a place and has no number: "within a month", "in a fortnight".
fn single(clues: &Clues<'_>, at: usize) -> Option<usize> {
    let is_plain = !clues.is(at, Cue::Within);
    let cue = if is_plain { Cue::InTime } else { Cue::Within };
    let length = clues.length(at, cue);
    if length == 0 {
        return None;
    }
    let behind = at + length;
    let is_light = clues.word(behind).is_some_and(Word::is_light);
    // "In the week of the conference" is another.
    if is_plain && is_light && !is_article(clues, behind) {
        return None;
    }
    let unit = behind + usize::from(is_light);
    // "Yn ystod y flwyddyn nesaf" is next year.
    let is_named = [Cue::ThisWeek, Cue::NextWeek, Cue::ThisMonth, Cue::NextMonth]
        .into_iter()
        .chain([Cue::ThisYear, Cue::NextYear, Cue::FinancialYear, Cue::AcademicYear])
        .any(|named| clues.is(unit, named));
    (!is_named).then_some(unit)
}

/// "31/01/2027", "31-01-2027", "2027-01-31". Without a year, two numbers are as often something else: "24/7".
fn in_digits(clues: &Clues<'_>, at: usize) -> Option<Period> {
    let part = |place: usize| clues.number(place).and_then(|number| whole(number, 2_100));
    let is_apart = |mark: &str| (at + 1..=at + 2).all(|place| clues.is_apart_by(place, &[mark]));
    let (is_slashed, is_dashed) = (is_apart("/"), is_apart("-"));
    if !is_slashed && !is_dashed {
        return None;
    }
    let (first, month, last) = (part(at)?, part(at + 1)?, part(at + 2)?);
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let year = if is_slashed && year < 100 { year + 2_000 } else { year };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let day = Date::new(i16::try_from(year).ok()?, month, day).ok()?;
    (year >= 2_000).then_some(Period { length: 3, first: day, last: day })
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
    let end = month_at + 1 + usize::from(day_behind.is_some());
    let year = year_behind(clues, end, today);
    if named.is_none() && year.is_none() && !is_meant(clues, at) {
        return None;
    }
    let length = end + year.map_or(0, |(_, more)| more) - at;
    let of = |year: i16| {
        let first = Date::new(year, month, named.unwrap_or(1)).ok()?;
        let last = if named.is_some() { first } else { first.last_of_month() };
        Some(Period { length, first, last })
    };
    if let Some((year, _)) = year {
        return of(year);
    }
    let is_following = is_following(clues, at, length);
    let is_ahead = |own: &Period| if is_following { own.first > today } else { own.last >= today };
    // From this year on: the 29th of February is in one of four, or eight, only.
    (today.year()..=today.year().checked_add(8)?).filter_map(of).find(is_ahead)
}

/// Whether a month is meant by a word that also asks: "closing in May", and not "deadlines that may change".
fn is_meant(clues: &Clues<'_>, at: usize) -> bool {
    if !clues.is(at, Cue::Asking) {
        return true;
    }
    let is_led = at.checked_sub(1).is_some_and(|before| {
        let is_joined = || {
            let other = before.checked_sub(1).filter(|_| joint(clues, before) > 0);
            other.is_some_and(|other| clues.month(other).is_some())
        };
        [Cue::By, Cue::Before, Cue::After, Cue::When, Cue::Following, Cue::EndOf, Cue::Between]
            .into_iter()
            .any(|cue| clues.is(before, cue))
            || is_joined()
    });
    let written = clues.word(at).and_then(|word| clues.text.get(word.place.0..));
    let is_capital = written.is_some_and(|text| text.starts_with(char::is_uppercase));
    let is_inside = at > 0 && clues.stops.get(at) == Some(&false);
    is_led || (is_capital && is_inside)
}

/// Whether "next" stands before some words, or behind them as in Welsh.
fn is_following(clues: &Clues<'_>, at: usize, length: usize) -> bool {
    let mut beside = at.checked_sub(1).into_iter().chain(clues.onwards(at + length, 1));
    beside.any(|place| clues.is(place, Cue::Following))
}

/// The year that is said at a place, and how many words say it: "2027", "next year", "of this year".
fn year_behind(clues: &Clues<'_>, at: usize, today: Date) -> Option<(i16, usize)> {
    let skipped = usize::from(clues.word(at).is_some_and(Word::is_light));
    let place = at + skipped;
    let number = clues.number(place).and_then(|number| whole(number, 2_100));
    if let Some(year) = number.filter(|year| *year >= 2_000) {
        return Some((i16::try_from(year).ok()?, skipped + 1));
    }
    let (cue, ahead) = [(Cue::ThisYear, 0), (Cue::NextYear, 1)]
        .into_iter()
        .find(|(cue, _)| clues.is(place, *cue))?;
    Some((today.year().checked_add(ahead)?, skipped + clues.length(place, cue)))
}

/// The day of a month that is written at a place, "31st" and "31ain" too.
fn day(clues: &Clues<'_>, at: usize) -> Option<i8> {
    let folded = clues.word(at)?.folded.as_str();
    let digits = folded.trim_end_matches(char::is_alphabetic);
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

/// A number from 1 on without a fraction.
pub(super) fn whole(number: f64, most: i32) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "between one and the most")]
    let whole = number as i32;
    ((1.0..=f64::from(most)).contains(&number) && f64::from(whole) == number).then_some(whole)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_is_on_its_sunday() {
        for day in [
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2024, 3, 31),
            date(2026, 4, 5),
            date(2027, 3, 28),
            date(2028, 4, 16),
            date(2038, 4, 25),
            date(2285, 3, 22),
        ] {
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn a_day_of_the_year_returns_before_another() {
        for (day, latest, returned) in [
            (date(2027, 1, 1), date(2027, 3, 1), date(2027, 1, 1)),
            (date(2027, 10, 1), date(2027, 1, 1), date(2026, 10, 1)),
            (date(2027, 3, 1), date(2029, 4, 1), date(2029, 3, 1)),
            (date(2027, 3, 1), date(2029, 2, 1), date(2028, 3, 1)),
        ] {
            assert_eq!(last_return(day, latest), Some(returned), "{day} {latest}");
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        for (today, monday) in [
            (date(2026, 11, 22), date(2026, 11, 23)),
            (date(2026, 11, 23), date(2026, 11, 30)),
            (date(2026, 12, 31), date(2027, 1, 4)),
        ] {
            assert_eq!(next_monday(today), Some(monday));
        }
    }
}
