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
        let leads =
            |at: usize| clues.is_function_word(at) || clues.around(at, Cue::Within).is_some();
        let is_near = |place: usize| (behind..place).all(leads);
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
        // Of days that return each year, the last: those that come after the same day of last year.
        let a_year_ago = back(1.year())?.tomorrow().ok()?;
        let mut behind = clues.onwards(at + led, 3);
        let (place, own) = behind.find_map(|at| Some((at, period(clues, at, a_year_ago)?)))?;
        return (own.first <= today).then_some((own.first, place + own.length - at));
    }
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
