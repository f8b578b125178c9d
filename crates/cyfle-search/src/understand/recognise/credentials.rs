//! Degrees that are named among what somebody has, and not as what they want: "BSc MSc PhD", "PhD, HCPC", "my PhD is in virology",
//! "and have a PhD".

use cyfle_catalogue::Cue;

use super::Clues;
use crate::understand::matches::{Match, is_within};

/// Whether a stage is told as a credential.
pub(super) fn is_credential(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    is_among_letters(clues, found, one)
        || is_said_of_its_field(clues, one)
        || is_qualified(clues, found, one)
        || is_had_besides(clues, found, one)
        || is_of_a_learned_person(clues, one)
}

/// "BMS, BSc MSc PhD", "physicist PhD CSci", "PhD, HCPC": letters behind a name, three degrees or one and a register. "MSc, PhD funding" is
/// no such row.
fn is_among_letters(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    const FEWEST: usize = 3;
    const LONGEST: usize = 4;
    let mut are_letters = vec![false; clues.words.len() + 1];
    for own in found.iter().filter(|own| own.is_a_stage() && own.length() == 1) {
        are_letters[own.from] = clues.words[own.from].folded.len() <= LONGEST;
    }
    let goes_on = |at: usize| clues.stops.get(at) == Some(&false) || clues.is_listed(at);
    let mut from = one.from;
    while from > 0 && are_letters[from - 1] && goes_on(from) {
        from -= 1;
    }
    let mut at = from;
    while are_letters[at] && (at == from || goes_on(at)) {
        at += 1;
    }
    let length = at - from;
    let is_title_before = || found.iter().any(|own| own.says_who() && own.from < from);
    let ends = |place: usize| clues.stops.get(place).is_none_or(|stop| *stop);
    let is_register = clues.is(at, Cue::PostNominal)
        && (!ends(at) || clues.is_listed(at))
        && (ends(at + 1) || clues.is(at + 1, Cue::Seeking) || clues.is(at + 1, Cue::Registered));
    is_title_before() && ((length >= FEWEST && ends(at)) || (length > 0 && is_register))
}

/// "My PhD is in virology", "mae fy PhD mewn ffiseg".
fn is_said_of_its_field(clues: &Clues<'_>, one: &Match) -> bool {
    let is_of = |at: usize| clues.is(at, Cue::IsInAField);
    let is_before = || clues.backwards(one.from, 2).any(is_of) && clues.is(one.to, Cue::Workplace);
    clues.is_owned(one.from) && (clues.onwards(one.to, 1).any(is_of) || is_before())
}

/// "PhD-qualified", "PhD gennyf", but "dim PhD gen i".
fn is_qualified(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    const NEAR: usize = 3;
    let lacks = |at: usize| {
        [Cue::Without, Cue::NotHeld, Cue::Lacking].into_iter().any(|cue| clues.is(at, cue))
    };
    let is_lacked = || clues.backwards(one.from, NEAR).any(lacks);
    // "Isio PhD, gen i MSc", the comma left out.
    let is_of_the_next = |behind: usize| {
        let goes_on = clues.stops.get(behind) == Some(&false);
        goes_on && found.iter().any(|other| other.is_a_stage() && other.from == behind)
    };
    let is_said = |at: usize| {
        let behind = at + clues.length(at, Cue::SaysHeld);
        behind > at && !is_of_the_next(behind)
    };
    clues.onwards(one.to, 1).any(is_said) && !is_lacked()
}

/// "I work at Morriston and have a PhD": what somebody says of themselves goes on behind "and", the one who says so unnamed.
fn is_had_besides(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    const NEAR: usize = 3;
    let mut before = clues.backwards(one.from, NEAR);
    let Some(had) = before.find(|at| !clues.words[*at].is_light()) else { return false };
    let joined = had
        .checked_sub(1)
        .filter(|at| clues.is(had, Cue::HeldBySomeone) && clues.is(*at, Cue::And));
    let Some(joined) = joined else { return false };
    let asks =
        [Cue::Asking, Cue::Wanting, Cue::WouldLike, Cue::TheyWant, Cue::Supposed, Cue::OtherPerson];
    let says = |at: usize| clues.is_the_reader(at) || is_within(found, at, Match::says_who);
    let whole = || clues.backwards(joined, joined);
    whole().any(says) && !whole().any(|at| asks.into_iter().any(|cue| clues.is(at, cue)))
}

/// "Researcher with a PhD", "ymchwilydd gyda PhD".
fn is_of_a_learned_person(clues: &Clues<'_>, one: &Match) -> bool {
    let with = clues.led_by(one.from, Cue::With);
    with.is_some_and(|with| clues.any(clues.backwards(with, 1), Cue::Scholar))
}
