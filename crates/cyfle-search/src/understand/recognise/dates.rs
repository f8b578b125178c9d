//! Closing dates: "closing this month", "closing in March", "deadline soon", "cau y mis hwn", "yn cau ym mis Mawrth".
//!
//! A month that is over means the one of next year: nobody looks for a deadline that has passed.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

const CLOSING: &[&str] = &[
    "closing",
    "close",
    "closes",
    "deadline",
    "deadlines",
    "due",
    "ends",
    "cau",
    "gau",
    "nghau",
    "terfyn",
];

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let today = clues.moment.day();
    for at in 0..clues.words.len() {
        if !clues.is(at, CLOSING) {
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
    let two = |first: &[&str], second: &[&str]| clues.is(at, first) && clues.is(at + 1, second);
    let month_end = |day: Date| (day.first_of_month().max(today), day.last_of_month());
    let span = |days: i32| Some((today, today.checked_add(days.days()).ok()?));
    let (length, (first, last)) = if two(&["this"], &["month"]) || two(&["mis"], &["hwn", "yma"]) {
        (2, month_end(today))
    } else if two(&["next"], &["month"]) || two(&["mis"], &["nesaf"]) {
        (2, month_end(today.last_of_month().tomorrow().ok()?))
    } else if two(&["this"], &["week"]) || two(&["wythnos"], &["hon", "yma"]) {
        (2, span(7)?)
    } else if clues.is(at, &["soon", "buan", "fuan"]) {
        (1, span(clues.soon)?)
    } else if two(&["cyn", "gyn"], &["bo"]) {
        (3, span(clues.soon)?)
    } else {
        let month = month(&clues.word(at)?.folded)?;
        let year = if month < today.month() { today.year() + 1 } else { today.year() };
        (1, month_end(date(year, month, 1)))
    };
    Some((length, first, last))
}

/// The month that a word names, in either language.
fn month(folded: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "ionawr"],
        &["february", "feb", "chwefror"],
        &["march", "mawrth", "fawrth"],
        &["april", "apr", "ebrill"],
        &["may", "mai", "fai"],
        &["june", "mehefin", "fehefin"],
        &["july", "gorffennaf", "orffennaf"],
        &["august", "aug", "awst"],
        &["september", "sept", "sep", "medi", "fedi"],
        &["october", "oct", "hydref"],
        &["november", "nov", "tachwedd", "dachwedd"],
        &["december", "dec", "rhagfyr", "ragfyr"],
    ];
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&folded)).map(|(month, _)| month)
}
