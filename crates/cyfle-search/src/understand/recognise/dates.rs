//! Closing dates: "closing this month", "apply by Friday", "deadlines in January or February", "closes after Easter", "cau y mis
//! hwn", "dyddiad cau erbyn dydd Gwener"; and openings ahead: "opens in the new year", "yn agor yn y gwanwyn".
//!
//! Only what a word of closing or opening goes with is read, and days right behind money that is sought: "funding before March".
//! Other days are of a conference, a course or the reader's own life: they are no deadline, and say nothing of what is sought.

use std::ops::Range;

use cyfle_catalogue::status::State;
use cyfle_catalogue::{Cue, Facet};
use jiff::ToSpan;
use jiff::civil::Date;

use super::Clues;
use super::calendar::{Period, may_be_a_name, period};
use super::numbers::joins;
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many words at most stand between "when does" and "open": the name of what is asked about.
const QUESTION: usize = 12;

/// So far behind a word of closing its days are named.
const BEHIND: usize = 8;

/// So far before it: "this month's deadlines".
const BEFORE: usize = 3;

/// So far before a word that something ends stands that it is of the reader: "my contract as a research assistant ends".
const OWN: usize = 14;

/// So far before what closes stands that it is not wanted.
const WANTED: usize = 5;

/// So far before a word that something ends, that the reader holds it: "I hold an award and it ends soon".
const HELD: usize = 10;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let today = clues.moment.day();
    openings(clues, found, today);
    // "Closing dates": whoever types nothing else would see those that are near.
    let all = clues.words.len();
    if all > 0 && clues.length(0, Cue::Deadlines) == all {
        let last = today.checked_add(clues.soon.days()).ok();
        found.clear();
        closes(clues, found, (0, all), (today, last));
        return;
    }
    let mut names_a_deadline = false;
    for at in 0..clues.words.len() {
        // "Gŵyl Dewi" is a day, and no festival that somebody goes to.
        if clues.is(at, Cue::StDavid) {
            let day = at..at + clues.length(at, Cue::StDavid);
            let is_kind = |one: &Match| one.concept == Concept::Facet(Facet::Kind);
            found.retain(|one| !(is_kind(one) && day.contains(&one.from)));
        }
        if !is_deadline(clues, found, at) {
            continue;
        }
        let when = behind(clues, at, today).or_else(|| in_front(clues, at, today));
        let Some((place, period)) = when else { continue };
        let bounds = bounded(clues, at, place, &period, today);
        // What stands between is of its own: "deadlines for fellowships in March".
        let end = place + period.length;
        let is_read = |one: &Match| (one.takes_in(at)) || (one.from < end && place < one.to);
        found.retain(|one| !is_read(one));
        closes(clues, found, (at.min(place), (at + 1).max(end)), bounds);
        names_a_deadline = true;
    }
    if !names_a_deadline {
        wanted_by(clues, found, today);
    }
}

/// Adds between which days what is sought closes; a word behind them that says so is read with them.
fn closes(
    clues: &Clues<'_>,
    found: &mut Vec<Match>,
    (from, to): (usize, usize),
    (first, last): (Date, Option<Date>),
) {
    let to = to + clues.length(to, Cue::Onwards).max(clues.length(to, Cue::AtLatest));
    found.push(Match::new(from, to, Concept::ClosesAfter, first.to_string()));
    if let Some(last) = last {
        found.push(Match::new(from, to, Concept::ClosesBefore, last.to_string()));
    }
}

/// "Funding before March", "any grants left before Easter": whoever wants money by a day has to apply for it before then. Days of
/// what takes place or begins are others, and so are those of money that somebody has.
fn wanted_by(clues: &Clues<'_>, found: &mut Vec<Match>, today: Date) {
    let is_money = |one: &&Match| {
        matches!(one.concept, Concept::Facet(Facet::Kind | Facet::Offer) | Concept::AmountMin)
            && clues.is_for_money(one)
    };
    let is_had = |one: &&Match| {
        let cues = [Cue::Owned, Cue::Held, Cue::Finished, Cue::SoFar, Cue::Possessive];
        clues.any_before(one.from, BEFORE, &cues)
    };
    // "Funding until March", "funding for the next three years": how long it lasts.
    let bounds = |at: usize, end: usize| {
        let is_bound = [Cue::By, Cue::Before].into_iter().any(|cue| clues.is(at, cue));
        let is_within = || clues.is(at, Cue::Within) && !joins(clues, end);
        (is_bound && !clues.is(at, Cue::Until)) || is_within()
    };
    let when = found.iter().filter(is_money).find_map(|one| {
        let left =
            |at: usize| clues.length(at, Cue::Remaining).max(clues.length(at, Cue::Available));
        let mut near = clues.onwards(one.to, BEFORE);
        let more = near.find(|at| left(*at) > 0 || !clues.is_function_word(*at));
        let behind = more.filter(|at| left(*at) > 0).map_or(one.to, |at| at + left(at));
        let (place, period) = right_behind(clues, behind, today)?;
        let mut led = behind..=place;
        let is_led = led.any(|at| bounds(at, place + period.length)) && !joins(clues, behind);
        (is_led && !is_had(&one)).then_some((one.to, place, period))
    });
    let Some((from, place, period)) = when else { return };
    let takes_place = |at: usize| clues.is(at, Cue::Happening) || clues.is(at, Cue::Beginning);
    if !(0..clues.words.len()).any(takes_place) {
        let bounds = bounded(clues, from.saturating_sub(1), place, &period, today);
        closes(clues, found, (from, place + period.length), bounds);
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
    found.retain(|one| {
        let in_a_month = || clues.onwards(one.to, 3).any(|place| clues.month(place).is_some());
        let is_ahead =
            || right_behind(clues, one.to, today).is_some_and(|(_, own)| own.first > today);
        let is_asked = || clues.any(clues.backwards(one.from, QUESTION), Cue::WhenIsIt);
        !(one.is(Facet::Status, State::Open.code())
            && (in_a_month() || is_ahead() || is_asked() || is_denied(clues, one.from)))
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
    let said = |cue: Cue, most: usize| clues.any(clues.backwards(at, most), cue);
    // "My contract ends in June", "I hold an award and it ends soon", "PhD ends in June".
    let is_own = || {
        let of_a_stage = || found.iter().any(|one| one.to == at && one.is_a_stage());
        clues.is(at, Cue::Ending)
            && (said(Cue::Possessive, OWN) || said(Cue::Held, HELD) || of_a_stage())
    };
    // "Close to home", "I missed the deadline this year", "my baby is due in May".
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
    for place in clues.onwards(at, BEHIND) {
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

/// Whether what stands at a place is said not to be: "*not* before", "*doesn't* close", "*nothing* closing", "I *don't want*
/// anything closing".
fn is_denied(clues: &Clues<'_>, at: usize) -> bool {
    const ASKED: usize = 3;
    // "Why is there nothing closing this month", "are there no grants closing": whoever asks so would like some.
    let asks = |place: usize| {
        let is_there = |at: usize| clues.is(at, Cue::Asking) && clues.is(at + 1, Cue::There);
        clues.backwards(place, ASKED).any(is_there)
    };
    let denies = |place: usize| clues.denies(place) && !asks(place);
    let leads = |place: usize| clues.is_function_word(place) || clues.is(place, Cue::Emphasis);
    let mut near = clues.backwards(at, 3);
    // "I don't want to miss what closes before March" is another wish.
    let wants = |place: usize| clues.is(place, Cue::Wanting) && !joins(clues, place + 1);
    // "No grants closing this month".
    let is_of_none = || {
        at > 1
            && clues.is(at - 2, Cue::NoSuch)
            && !asks(at - 2)
            && !clues.stops[at]
            && !clues.stops[at - 1]
    };
    near.find(|place| denies(*place) || !leads(*place)).is_some_and(denies)
        || is_of_none()
        || clues.backwards(at, WANTED).any(|at| wants(at) && clues.backwards(at, 1).any(denies))
}

/// The first and the last day that will do, where there is a last: those of the period, all until it ends or begins, or all
/// behind it. "Before the end" is the end, and "not before" and "or later" are from the first day on.
fn bounded(
    clues: &Clues<'_>,
    closing: usize,
    at: usize,
    period: &Period,
    today: Date,
) -> (Date, Option<Date>) {
    let mut own = clues.backwards(at, 5).take_while(|place| *place != closing);
    // "On or before" is one phrase, and takes the day in.
    let bound = own.find_map(|place| {
        let bounds = [Cue::By, Cue::Onwards, Cue::Before, Cue::After].into_iter();
        let said = bounds.filter_map(|bound| Some((clues.around(place, bound)?, bound)));
        said.min_by_key(|(from, _)| *from)
    });
    // "Not before", "doesn't close until".
    let is_denied =
        |place: usize| is_denied(clues, place) || (closing < at && is_denied(clues, closing));
    let is_end = || {
        let begins = clues.is(at, Cue::EndOf) || clues.is(at, Cue::YearEnd);
        begins || clues.any(clues.backwards(at, 3), Cue::EndOf)
    };
    let behind = at + period.length;
    let from_then = (period.first.max(today), None);
    let until_then = (today, Some(period.last));
    match bound {
        _ if clues.is(behind, Cue::Onwards) => from_then,
        _ if clues.is(behind, Cue::AtLatest) => until_then,
        Some((_, Cue::Onwards)) => from_then,
        Some((place, Cue::By | Cue::Before)) if is_denied(place) => from_then,
        Some((place, Cue::After)) if is_denied(place) => until_then,
        // "Before the January deadline" is until then.
        Some((_, Cue::Before)) if !is_end() && closing < at => {
            (today, Some(period.first.yesterday().map_or(today, |day| day.max(today))))
        }
        Some((_, Cue::By | Cue::Before)) => until_then,
        Some((_, Cue::After)) => (period.last.tomorrow().unwrap_or(period.last), None),
        // "Nothing that closes this month".
        None if is_denied(at) => (period.last.tomorrow().unwrap_or(period.last), None),
        _ => (period.first.max(today), Some(period.last)),
    }
}
