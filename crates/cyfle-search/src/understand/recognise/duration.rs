//! How long: "one year", "24 months", "2 flynedd", "am flwyddyn". Only what is wanted: "ends in 6 months" is not.

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        let Some(number) = clues.number(at) else { continue };
        let months = if clues
            .is(at + 1, &["year", "years", "blwyddyn", "flwyddyn", "flynedd", "blynedd", "mlynedd"])
        {
            number * 12.0
        } else if clues.is(at + 1, &["month", "months", "mis", "misoedd", "fis"]) {
            number
        } else {
            continue;
        };
        let points_at_a_time = clues.before(at).is_some_and(|before| clues.is(before, TIMES))
            || at.checked_sub(1).is_some_and(|before| clues.is(before, TIMES))
            || clues.is(at + 2, &["ago", "yn", "experience", "old", "oed", "profiad"])
            || clues.is(at + 2, &["break", "gap", "out", "off", "away", "saib", "bwlch"]);
        if points_at_a_time || !(1.0..=120.0).contains(&months) {
            continue;
        }
        found.push(Match::new(at, at + 2, Concept::Duration, format!("{months:.0}")));
    }
}

/// Words after which a stretch of time says when, or since when.
const TIMES: &[&str] = &[
    "in", "within", "after", "last", "next", "every", "past", "mewn", "ers", "ymhen", "bob", "cyn",
    "age", "aged", "band", "year", "level",
];
