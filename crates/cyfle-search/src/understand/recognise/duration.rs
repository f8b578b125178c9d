//! How long: "one year", "24 months", "2 flynedd", "am flwyddyn". Only what is wanted: "ends in 6 months" is not, and neither is
//! how long others wait.

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// No opportunity lasts longer, part time included: who speaks of ten years tells of their own.
const MOST: f64 = 84.0;

/// So many words around a length tell that somebody waits so long: "our waiting list for echo is 18 months".
const NEAR: usize = 5;

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
        if points_at_a_time || is_a_wait(clues, found, at) || !(1.0..=MOST).contains(&months) {
            continue;
        }
        found.push(Match::new(at, at + 2, Concept::Duration, format!("{months:.0}")));
    }
}

/// Whether the length at a place is that of a wait. "A 12 month fellowship on waiting lists" says of what it is the length.
fn is_a_wait(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let behind = at + 2;
    let is_of_a_kind =
        found.iter().any(|one| one.from == behind && one.concept == Concept::Facet(Facet::Kind));
    let mut near = clues.backwards(at, NEAR).chain(clues.onwards(behind, NEAR));
    !is_of_a_kind && near.any(|place| clues.is(place, Cue::Waiting))
}
