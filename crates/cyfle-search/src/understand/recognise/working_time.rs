//! Shares of a working week: "0.4 WTE", "two days a week", "deuddydd yr wythnos", "20% protected time", "7.5 hours a week", "one
//! afternoon a week". A day is a fifth of a week. "I work two days a week" is no time that is sought: whoever works part time
//! looks for what can be done so.

use cyfle_catalogue::Cue;
use cyfle_catalogue::vocabulary::StandsFor;

use super::Clues;
use super::numbers::{is_article, number};
use crate::results::Concept;
use crate::understand::matches::Match;

/// A full week of the NHS, in hours and in days.
const HOURS: f64 = 37.5;
const DAYS: f64 = 5.0;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut at = 0;
    while at < clues.words.len() {
        let said = share(clues, at)
            .or_else(|| percentage(clues, found, at))
            .or_else(|| some_a_week(clues, at));
        let Some((share, to)) = said.filter(|(share, _)| *share > 0.0 && *share <= 1.0) else {
            at += 1;
            continue;
        };
        if is_own(clues, found, at) {
            found
                .retain(|one| !(clues.means(one, StandsFor::Time) && one.from < to && at < one.to));
            if share < 1.0 {
                found.extend(clues.meanings.told(StandsFor::PartTime, at, to));
            }
        } else {
            let value = format!("{share:.2}");
            let value = value.trim_end_matches('0').trim_end_matches('.');
            found.push(Match::new(at, to, Concept::WorkingTime, value));
        }
        at = to;
    }
}

/// Whether the words before a share of the week say that the reader works so long, and not that they want to or need it: "I work two
/// days a week", "I work part-time, two days a week".
fn is_own(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    const REACH: usize = 4;
    let is_part = |one: &&Match| one.to == at && clues.means(one, StandsFor::PartTime);
    if let Some(part) = found.iter().find(is_part).filter(|_| clues.stops[at]) {
        return is_own(clues, found, part.from);
    }
    // "I do" works, though what somebody is to do is not done yet.
    let wants = |place: usize| {
        let cues = [Cue::Wanting, Cue::NotHeld, Cue::Seeking];
        cues.into_iter().any(|cue| clues.is(place, cue))
            && clues.around(place, Cue::Works).is_none()
    };
    let mut said = clues.backwards(at, REACH).take_while(|place| !wants(*place));
    let works = said.find(|place| {
        clues.is(*place, Cue::Works)
            || clues.is(*place, Cue::IAm)
            || clues.begins_with_a_post(*place)
    });
    works.is_some_and(|works| !clues.backwards(works, 3).any(wants))
}

fn share(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let folded = clues.word(at)?.folded.as_str();
    let (number, unit) = folded.split_at(folded.find(char::is_alphabetic).unwrap_or(folded.len()));
    let number = number.parse().ok()?;
    if clues.cues.is(unit, Cue::FullTimeShare) {
        return Some((number, at + 1));
    }
    if !unit.is_empty() {
        return None;
    }
    clues.is(at + 1, Cue::FullTimeShare).then_some((number, at + 2))
}

/// "20% protected time", "10% of my week", "20% o'm hamser": so many per cent of somebody's time, and of nothing else.
fn percentage(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<(f64, usize)> {
    const REACH: usize = 3;
    let share = clues.number(at)?;
    let behind = clues.text.get(clues.words[at].place.1..)?;
    if !behind.trim_start().starts_with('%') {
        return None;
    }
    let is_time = |place: usize| {
        clues.is(place, Cue::WorkingTime)
            || found.iter().any(|one| one.from == place && clues.means(one, StandsFor::Time))
    };
    let mut onwards = clues.onwards(at + 1, REACH);
    let place = onwards.find(|place| is_time(*place) || !clues.is_function_word(*place))?;
    is_time(place).then_some((share / 100.0, at + 1))
}

/// "Two days a week", "7.5 hours a week", "an afternoon a week", "prynhawn yr wythnos".
fn some_a_week(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let in_one_word = [(Cue::OneDay, 1.0), (Cue::TwoDays, 2.0), (Cue::ThreeDays, 3.0)];
    let (share, behind) = match in_one_word.into_iter().find(|(cue, _)| clues.is(at, *cue)) {
        Some((_, days)) => (days / DAYS, at + 1),
        None if clues.is(at, Cue::HalfDay) => (0.5 / DAYS, at + clues.length(at, Cue::HalfDay)),
        None => {
            let (number, to) = number(clues, at)?;
            // "Half a day".
            let unit = to + usize::from(number < 1.0 && is_article(clues, to));
            let units = [(Cue::Days, DAYS), (Cue::Hours, HOURS), (Cue::HalfDay, 2.0 * DAYS)];
            let (cue, week) = units.into_iter().find(|(cue, _)| clues.is(unit, *cue))?;
            (number / week, unit + clues.length(unit, cue))
        }
    };
    let week = (behind..=behind + 1).find(|place| clues.is(*place, Cue::Week))?;
    (week == behind || clues.is(behind, Cue::Each)).then_some((share, week + 1))
}
