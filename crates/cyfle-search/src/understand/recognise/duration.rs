//! How long: "one year", "24 months", "2 flynedd", "am flwyddyn". Only what is wanted: "ends in 6 months" is not.

use cyfle_catalogue::Cue;

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// No opportunity lasts longer, part time included: who speaks of ten years tells of their own.
const MOST: f64 = 84.0;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        let Some(number) = clues.number(at) else { continue };
        let months = if clues.is(at + 1, Cue::Years) {
            number * 12.0
        } else if clues.is(at + 1, Cue::Months) {
            number
        } else {
            continue;
        };
        let before = clues.before(at).into_iter().chain(at.checked_sub(1));
        let points_at_a_time = clues.any(before, Cue::When)
            || clues.is(at + 2, Cue::Since)
            || clues.is(at + 2, Cue::Break);
        if points_at_a_time || !(1.0..=MOST).contains(&months) {
            continue;
        }
        found.push(Match::new(at, at + 2, Concept::Duration, format!("{months:.0}")));
    }
}
