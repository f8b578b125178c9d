//! "I had a Bevan Exemplar two years ago", "my colleague has one": what somebody has come through is named, and neither it nor whoever
//! gave it is sought.

use std::ops::Range;

use cyfle_catalogue::{Cue, Facet};

use super::clues::LONGEST_NAME;
use super::theirs::is_behind_a_title;
use super::{Clues, somebody_else};
use crate::results::Concept;
use crate::understand::matches::Match;

/// "I had a Bevan Exemplar two years ago": a funder that only names what somebody has come through, and what it is.
pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let said = finished(clues, found);
    let funders = found.iter().filter(|one| one.is_a_funder());
    let named: Vec<Range<usize>> = funders
        .filter(|one| said.iter().any(|own| (own.start..own.start + 2).contains(&one.from)))
        .map(|one| one.from..one.to + 1)
        .collect();
    // What stands right behind it is what it gave.
    let is_past = |one: &Match| named.iter().any(|own| own.contains(&one.from));
    found
        .retain(|one| !(is_past(one) && (one.is_a_funder() || one.is_given() || one.is_a_stage())));
}

/// Where the words stand that someone says to have come through: "I finished the Associate PI scheme, what next"; or that somebody
/// else has: "my colleague has a Bevan Exemplar, I just want a PhD".
pub(in crate::understand) fn finished(clues: &Clues<'_>, found: &[Match]) -> Vec<Range<usize>> {
    let denied = [Cue::Without, Cue::Unwanted, Cue::NotHeld, Cue::Supposed];
    let name = |at: usize, cue: Cue| {
        let from = at + clues.length(at, cue);
        let own = from..from + clues.onwards(from, LONGEST_NAME).count();
        (from > at && !own.is_empty()).then_some(own)
    };
    let is_of_another = |at: usize| somebody_else::is_held_by_another(clues, at);
    let own = |at: usize| {
        let is_denied = || clues.any_before(at, 2, &denied);
        let name = name(at, Cue::Finished).filter(|own| !is_of_another(own.start));
        name.filter(|_| !clues.asks_what_happened(at) && !is_denied())
    };
    let of_another = |at: usize| {
        let mut name = name(at, Cue::HeldBySomeone)?;
        let begins = name.find(|place| !clues.words[*place].is_light())?;
        is_of_another(begins).then_some(begins..name.end)
    };
    // "BMS with the specialist diploma".
    let with_them = |at: usize| {
        let name = name(at, Cue::With)?;
        let is_theirs = clues.words[name.start].is_light() && is_behind_a_title(clues, found, at);
        is_theirs.then_some(name.start + 1..name.end).filter(|name| !name.is_empty())
    };
    let places = 0..clues.words.len();
    let told = |at: usize| own(at).or_else(|| of_another(at)).or_else(|| with_them(at));
    places.filter_map(told).collect()
}

/// "My RCBC fellowship finished in May": where the words stand that name what is over. Whoever gave it may well give what comes next.
pub(in crate::understand) fn over(clues: &Clues<'_>, found: &[Match]) -> Vec<Range<usize>> {
    let is_over = |at: usize| clues.is(at, Cue::Over) && !clues.is(at, Cue::HeldBySomeone);
    let mine_once = |at: usize| {
        let from = at + clues.length(at, Cue::Possessive);
        if from == at {
            return None;
        }
        let over = clues.onwards(from, LONGEST_NAME).find(|place| is_over(*place))?;
        let holds = |one: &Match| {
            one.concept == Concept::Facet(Facet::Kind) && from <= one.from && one.to <= over
        };
        found.iter().any(holds).then_some(from..over)
    };
    (0..clues.words.len()).filter_map(mine_once).collect()
}
