//! What came into the catalogue lately: "what's new", "anything new for radiographers this week", "added since October", "beth sy'n
//! newydd y mis yma". Where no time is said, the last weeks are meant.

use cyfle_catalogue::Cue;
use jiff::ToSpan;
use jiff::civil::Date;

use super::Clues;
use super::calendar::{last_number, period, span, whole};
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many days back "recently" reaches.
const LATELY: i32 = 30;

/// So many words may stand between what is new and since when: "anything new for cardiac physiologists in Wales this week".
const APART: usize = 8;

/// So many of anything at most are looked back over.
const LONGEST: i32 = 400;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let today = clues.moment.day();
    for at in 0..clues.words.len() {
        let said = clues.length(at, Cue::Fresh);
        if said == 0 {
            continue;
        }
        let behind = at + said;
        let when = clues.onwards(behind, APART).find_map(|at| Some((at, since(clues, at, today)?)));
        // "New this week", "added since October": a word that alone says little.
        let is_alone = clues.is(at, Cue::Fresher) && said == clues.length(at, Cue::Fresher);
        let leads = |at: usize| {
            let cues = [Cue::Within, Cue::FromThen, Cue::InTime, Cue::Months];
            clues.is_function_word(at)
                || cues.into_iter().any(|cue| clues.around(at, cue).is_some())
        };
        let is_near = |place: usize| (behind..place).all(leads);
        let when = when.or_else(|| {
            let place =
                clues.onwards(behind, APART).find(|at| !leads(*at) || is_a_day(clues, *at))?;
            // "Added in November", but not "what's new in genomics in May".
            let own = last(clues, place, today).filter(|_| place > behind)?;
            Some((place, own))
        });
        let (first, to) = match when {
            Some((place, (first, length))) if is_near(place) => (first, place + length),
            Some((_, (first, _))) if !is_alone => (first, behind),
            _ if is_alone => continue,
            _ => (today.checked_sub(LATELY.days()).unwrap_or(today), behind),
        };
        let own = Match::new(at, to, Concept::AddedSince, first.to_string());
        found.retain(|other| !other.overlaps(&own));
        found.push(own);
        return;
    }
}

/// The day from which on something is meant by the words at a place, and how many they are: "this month", "since October", "in the last
/// two weeks".
fn since(clues: &Clues<'_>, at: usize, today: Date) -> Option<(Date, usize)> {
    let back = |span: jiff::Span| today.checked_sub(span).ok();
    let weekday = i32::from(today.weekday().to_monday_zero_offset());
    let named = [
        (Cue::Today, Some(today)),
        (Cue::ThisWeek, back(weekday.days())),
        (Cue::ThisMonth, Some(today.first_of_month())),
        (Cue::ThisYear, Some(today.first_of_year())),
    ];
    if let Some((cue, first)) = named.into_iter().find(|(cue, _)| clues.is(at, *cue)) {
        return Some((first?, clues.length(at, cue)));
    }
    let led = clues.length(at, Cue::FromThen);
    if led > 0 {
        let behind = || clues.onwards(at + led, 3);
        let day = behind().find_map(|at| Some((at, last(clues, at, today)?)));
        // "Since last week".
        let own = day.or_else(|| behind().find_map(|at| Some((at, stretch(clues, at, today)?))));
        let (place, (first, length)) = own?;
        return Some((first, place + length - at));
    }
    stretch(clues, at, today)
}

/// Whether days of the calendar are named at a place.
fn is_a_day(clues: &Clues<'_>, at: usize) -> bool {
    period(clues, at, clues.moment.day()).is_some()
}

/// The last of the days of one name that has come, and how many words name it: of those that return each week, that of the last
/// seven days; of those that return each year, what came after the same day of last year.
fn last(clues: &Clues<'_>, at: usize, today: Date) -> Option<(Date, usize)> {
    const WEEK: i32 = 6;
    let a_year_ago = today.checked_sub(1.year()).ok()?.tomorrow().ok()?;
    [today.checked_sub(WEEK.days()).ok()?, a_year_ago]
        .into_iter()
        .filter_map(|from| period(clues, at, from))
        .find(|own| own.first <= today)
        .map(|own| (own.first, own.length))
}

/// The day on which a stretch of time began that is over now: "last week", "the last two weeks", "y pythefnos diwethaf".
fn stretch(clues: &Clues<'_>, at: usize, today: Date) -> Option<(Date, usize)> {
    let back = |span: jiff::Span| today.checked_sub(span).ok();
    let is_past = |place: usize| clues.is(place, Cue::Past);
    let from = at + usize::from(is_past(at));
    let (number, unit) = match last_number(clues, from) {
        Some((number, unit)) => (whole(number, LONGEST)?, unit),
        None => (1, from),
    };
    let length = unit + 1 - at;
    let is_meant = is_past(at) || is_past(unit + 1);
    let first = back(span(clues, unit, number)?).filter(|_| is_meant)?;
    Some((first, length + usize::from(is_past(unit + 1))))
}
