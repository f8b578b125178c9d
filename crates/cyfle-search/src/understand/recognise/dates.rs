//! Closing dates: "closing this month", "closing in March", "deadline soon", "cau y mis hwn", "yn cau ym mis Mawrth".
//!
//! A month that is over means the one of next year: nobody looks for a deadline that has passed.

use cyfle_catalogue::Cue;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let today = clues.moment.day();
    for at in 0..clues.words.len() {
        // "My contract ends in June" is no deadline.
        let is_own =
            clues.is(at, Cue::Ending) && clues.any(clues.backwards(at, 7), Cue::Possessive);
        if !clues.is(at, Cue::Closing) || is_own {
            continue;
        }
        // What says when stands within a few words, before ("this month's deadlines") or behind.
        let near = at.saturating_sub(3)..(at + 6).min(clues.words.len());
        let when = near.clone().find_map(|place| Some((place, period(clues, place, today)?)));
        let Some((place, (length, first, last))) = when else { continue };
        let (from, to) = (at.min(place), (at + 1).max(place + length));
        found.retain(|one| one.to <= from || one.from >= to);
        found.push(Match::new(from, to, Concept::ClosesAfter, first.to_string()));
        found.push(Match::new(from, to, Concept::ClosesBefore, last.to_string()));
    }
}

/// How many words name a period, its first and its last day.
fn period(clues: &Clues<'_>, at: usize, today: Date) -> Option<(usize, Date, Date)> {
    let month_end = |day: Date| (day.first_of_month().max(today), day.last_of_month());
    let span = |days: i32| Some((today, today.checked_add(days.days()).ok()?));
    let (length, (first, last)) = if clues.is(at, Cue::ThisMonth) {
        (clues.length(at, Cue::ThisMonth), month_end(today))
    } else if clues.is(at, Cue::NextMonth) {
        let next = today.last_of_month().tomorrow().ok()?;
        (clues.length(at, Cue::NextMonth), month_end(next))
    } else if clues.is(at, Cue::ThisWeek) {
        (clues.length(at, Cue::ThisWeek), span(7)?)
    } else if clues.is(at, Cue::Soon) {
        (clues.length(at, Cue::Soon), span(clues.soon)?)
    } else {
        let month = clues.month(at)?;
        let year = if month < today.month() { today.year() + 1 } else { today.year() };
        (1, month_end(date(year, month, 1)))
    };
    Some((length, first, last))
}
