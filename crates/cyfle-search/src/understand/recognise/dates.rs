//! Closing dates: "closing this month", "apply by Friday", "deadlines in January or February", "closes after Easter", "cau y mis
//! hwn", "dyddiad cau erbyn dydd Gwener"; and openings ahead: "opens in the new year", "yn agor yn y gwanwyn".
//!
//! Only what a word of closing or opening goes with is read. Other days are of a conference, a course or the reader's own life:
//! they are no deadline, and say nothing of what is sought.

use std::ops::Range;

use cyfle_catalogue::status::State;
use cyfle_catalogue::{Cue, Facet};
use jiff::civil::Date;

use super::Clues;
use super::calendar::{Period, may_be_a_name, period};
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many words at most stand between "when does" and "open": the name of what is asked about.
const QUESTION: usize = 12;

/// So far behind a word of closing its days are named.
const BEHIND: usize = 6;

/// So far back it may be said whose it is: "I hold an HCRW Emerging Researcher Award and it ends soon".
const REACH: usize = 10;

/// So far before it: "this month's deadlines".
const BEFORE: usize = 3;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let today = clues.moment.day();
    openings(clues, found, today);
    for at in 0..clues.words.len() {
        if !is_deadline(clues, found, at) {
            continue;
        }
        let when = behind(clues, at, today).or_else(|| in_front(clues, at, today));
        let Some((place, period)) = when else { continue };
        let (first, last) = bounded(clues, at, place, &period, today);
        let end = place + period.length;
        let (from, to) = (at.min(place), (at + 1).max(end));
        // What stands between is of its own: "deadlines for fellowships in March".
        let is_read =
            |one: &Match| (one.from <= at && at < one.to) || (one.from < end && place < one.to);
        found.retain(|one| !is_read(one));
        found.push(Match::new(from, to, Concept::ClosesAfter, first.to_string()));
        if let Some(last) = last {
            found.push(Match::new(from, to, Concept::ClosesBefore, last.to_string()));
        }
    }
}

/// Where days are named that are no deadline: they say nothing of what is sought. When something is to begin may well stand in
/// the text of an entry.
pub(in crate::understand) fn bare(clues: &Clues<'_>) -> Vec<Range<usize>> {
    let today = clues.moment.day();
    let mut places = Vec::new();
    let mut at = 0;
    while at < clues.words.len() {
        let Some(period) = period(clues, at, today) else {
            at += 1;
            continue;
        };
        let end = at + period.length;
        let begins = clues.any(clues.backwards(at, 3), Cue::Beginning);
        let before = at.checked_sub(1);
        let is_led = before.is_some_and(|place| leads(clues, place));
        if !begins && (is_led || !may_be_a_name(clues, at, &period)) {
            // "Mis Mehefin".
            let from = before.filter(|place| clues.is(*place, Cue::Months)).unwrap_or(at);
            places.push(from..end);
        }
        at = end;
    }
    places
}

/// Where words only ask when something opens or closes that is named behind them or before: "when does the STP open", "pryd mae
/// ceisiadau'r STP yn cau".
pub(in crate::understand) fn asked_when(clues: &Clues<'_>) -> Vec<Range<usize>> {
    let Some(asks) = (0..clues.words.len()).find(|at| clues.is(*at, Cue::WhenIsIt)) else {
        return Vec::new();
    };
    let cues = [Cue::Closing, Cue::Opening, Cue::Beginning, Cue::Application, Cue::Happens];
    clues
        .onwards(asks + 1, QUESTION)
        .filter_map(|at| {
            let lengths = cues.into_iter().map(|cue| clues.length(at, cue));
            let length = lengths.max().filter(|length| *length > 0)?;
            Some(at..at + length)
        })
        .collect()
}

/// What opens in March is not open, neither is that of which someone asks when it opens, and least of all what is said not to be.
fn openings(clues: &Clues<'_>, found: &mut Vec<Match>, today: Date) {
    let denies = |place: usize| clues.is(place, Cue::Without) || clues.is(place, Cue::Unwanted);
    let leads = |place: usize| clues.is_function_word(place) || clues.is(place, Cue::Emphasis);
    found.retain(|one| {
        let in_a_month = || clues.onwards(one.to, 3).any(|place| clues.month(place).is_some());
        let is_ahead =
            || right_behind(clues, one.to, today).is_some_and(|(_, own)| own.first > today);
        let is_asked = || clues.any(clues.backwards(one.from, QUESTION), Cue::WhenIsIt);
        let is_denied = || {
            let mut before = clues.backwards(one.from, 3);
            before.find(|place| denies(*place) || !leads(*place)).is_some_and(denies)
        };
        !(one.is(Facet::Status, State::Open.code())
            && (in_a_month() || is_ahead() || is_asked() || is_denied()))
    });
    for at in 0..clues.words.len() {
        if !clues.is(at, Cue::Opening) {
            continue;
        }
        let ahead = right_behind(clues, at + clues.length(at, Cue::Opening), today);
        let Some((place, period)) = ahead.filter(|(_, own)| own.last > today) else { continue };
        let to = place + period.length;
        let soon = Match::new(at, to, Concept::Facet(Facet::Status), State::OpensSoon.code());
        found.retain(|one| !one.overlaps(&soon));
        found.push(soon);
    }
}

/// Whether a word speaks of a deadline: not of how close something is, nor of what ends for the reader.
fn is_deadline(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let said = |cue: Cue| clues.any(clues.backwards(at, REACH), cue);
    // "My contract ends in June", "I hold an award and it ends soon", "PhD ends in June".
    let is_own = || {
        let is_stage = |one: &Match| one.concept == Concept::Facet(Facet::EducationStage);
        let of_a_stage = || found.iter().any(|one| one.to == at && is_stage(one));
        clues.is(at, Cue::Ending) && (said(Cue::Possessive) || said(Cue::Held) || of_a_stage())
    };
    // "Close to home", "I missed the deadline this year".
    let is_other =
        || clues.is(at, Cue::NotClosing) || clues.any(clues.backwards(at, 3), Cue::NotClosing);
    clues.is(at, Cue::Closing) && !is_own() && !is_other()
}

/// The days that are named behind a word of closing, before anything is said to begin.
fn behind(clues: &Clues<'_>, at: usize, today: Date) -> Option<(usize, Period)> {
    let mut place = at + 1;
    let mut is_stopped = false;
    while place <= at + BEHIND && place < clues.words.len() {
        let is_another = clues.is(place, Cue::Closing) && !clues.is(place, Cue::NotClosing);
        if is_another || clues.is(place, Cue::Beginning) {
            return None;
        }
        is_stopped |= clues.stops[place];
        match period(clues, place, today) {
            Some(own) if is_of_an_event(clues, place, &own) => place += own.length,
            Some(own) => return Some((place, own)),
            // "Deadline: by 31 March", but not "any deadlines? I go away next week".
            None if is_stopped && !leads(clues, place) => return None,
            None => place += 1,
        }
    }
    None
}

/// The days that are named just before a word of closing: "this month's deadlines", "a January deadline".
fn in_front(clues: &Clues<'_>, at: usize, today: Date) -> Option<(usize, Period)> {
    let nearest = clues.backwards(at, BEFORE).last()?;
    (nearest..at).find_map(|place| {
        let own = period(clues, place, today)?;
        let end = place + own.length;
        let begins = clues.any(clues.backwards(place, 3), Cue::Beginning);
        let is_free = end <= at
            && !begins
            && !is_of_an_event(clues, place, &own)
            && !clues.any(end..at, Cue::Happening);
        is_free.then_some((place, own))
    })
}

/// The days that are named right behind a place, with nothing but small words between.
fn right_behind(clues: &Clues<'_>, at: usize, today: Date) -> Option<(usize, Period)> {
    for place in clues.onwards(at, 4) {
        if let Some(own) = period(clues, place, today) {
            return Some((place, own));
        }
        if !leads(clues, place) {
            return None;
        }
    }
    None
}

/// Whether a word only leads on to days: "by the end of", "ym mis".
fn leads(clues: &Clues<'_>, at: usize) -> bool {
    let bounds =
        [Cue::By, Cue::Before, Cue::After, Cue::Between, Cue::Within, Cue::EndOf, Cue::Months];
    clues.is_function_word(at) || bounds.into_iter().any(|cue| clues.is(at, cue))
}

/// Whether days are those on which something takes place: "a conference in June", "the June conference", "cynhadledd ym mis
/// Mehefin". A deadline may be said of it too: "the conference by Friday", "the course is Friday".
fn is_of_an_event(clues: &Clues<'_>, at: usize, period: &Period) -> bool {
    let passes = |place: usize| {
        let is_small = clues.is_function_word(place) || clues.is(place, Cue::Months);
        is_small && !clues.is(place, Cue::By) && !clues.is(place, Cue::Asking)
    };
    let before = clues.backwards(at, 4).find(|place| !passes(*place));
    before.is_some_and(|place| clues.is(place, Cue::Happening))
        || clues.any(clues.onwards(at + period.length, 1), Cue::Happening)
}

/// The first and the last day that will do, where there is a last: those of the period, all until it ends or begins, or all
/// behind it. "Before the end" is the end, and "not before" is from the first day on.
fn bounded(
    clues: &Clues<'_>,
    closing: usize,
    at: usize,
    period: &Period,
    today: Date,
) -> (Date, Option<Date>) {
    let mut own = clues.backwards(at, 5).take_while(|place| *place != closing);
    // "On or before" is one phrase, and takes the day in.
    let says = |place: usize, cue: Cue| match cue {
        Cue::By => clues.around(place, cue).is_some(),
        _ => clues.is(place, cue),
    };
    let bound = own.find_map(|place| {
        let bounds = [Cue::By, Cue::Before, Cue::After].into_iter();
        bounds.map(|bound| (place, bound)).find(|(place, bound)| says(*place, *bound))
    });
    let is_denied = |place: usize| {
        let before = clues.backwards(place, 1).next();
        before.is_some_and(|place| clues.is(place, Cue::Without) || clues.is(place, Cue::Unwanted))
    };
    let is_end = || {
        let begins = clues.is(at, Cue::EndOf) || clues.is(at, Cue::YearEnd);
        begins || clues.any(clues.backwards(at, 3), Cue::EndOf)
    };
    match bound {
        Some((place, Cue::Before)) if is_denied(place) => (period.first.max(today), None),
        // "Before the January deadline" is until then.
        Some((_, Cue::Before)) if !is_end() && closing < at => {
            (today, Some(period.first.yesterday().map_or(today, |day| day.max(today))))
        }
        Some((_, Cue::By | Cue::Before)) => (today, Some(period.last)),
        Some((_, Cue::After)) => (period.last.tomorrow().unwrap_or(period.last), None),
        _ => (period.first.max(today), Some(period.last)),
    }
}
