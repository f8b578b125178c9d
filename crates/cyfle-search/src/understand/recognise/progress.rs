//! How far somebody is with a stage or a programme: on it, nearly through it, or done with it. What follows from it, `theirs` and
//! `next_step` say.

use cyfle_catalogue::Cue;

use super::Clues;
use crate::understand::matches::Match;
use crate::understand::words::Word;

/// Where it begins to be said that somebody is on a stage: "already on a PhD", "have been doing my doctorate", but "finished doing my PhD".
pub(super) fn is_underway(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    let said = clues.led_by(one.from, Cue::Underway)?;
    let is_done = |at: usize| clues.is(at, Cue::Held) && !clues.is(at, Cue::Reader);
    // "I mi wneud PhD" is yet to be.
    let word = &clues.words[said];
    let is_mutated = word.is_welsh && word.folded != word.cy;
    (!is_mutated && !clues.backwards(said, 2).any(is_done)).then_some(said)
}

/// Whether it is said behind it that it is past, and not that it will be: "my PhD is nearly finished".
pub(super) fn is_over(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    // "Wedi dod i ben": it has.
    let ends = |place: usize| {
        clues.is(place, Cue::Ending) && !clues.any(clues.backwards(place, 1), Cue::Held)
    };
    let is_ahead = clues.onwards(one.to, 3).any(ends) && is_nearly_over(clues, found, one);
    is_past(clues, one) && !is_ahead
}

/// "My doctoral fellowship ended two years ago", "PhD already", "PhD holder": what is said behind it tells that it is past. Who has
/// been doing it for so long is still on it.
fn is_past(clues: &Clues<'_>, one: &Match) -> bool {
    // Only right behind it is "done" what it is: "can a PhD be done".
    let is_over = |place: usize| {
        clues.is(place, Cue::Over) && (place == one.to || !clues.is(place, Cue::HeldBySomeone))
    };
    let denials = [Cue::Without, Cue::Unwanted, Cue::Doing, Cue::NotHeld, Cue::Wanting];
    // "Did the doctoral fellowship close already".
    if clues.backwards(one.from, LONGEST_LEAD).any(|at| clues.asks_what_happened(at)) {
        return false;
    }
    if is_turned_away(clues, one) {
        return false;
    }
    // "My PhD was never completed".
    if clues.any(clues.onwards(one.to, 2), Cue::NotNeeded) {
        return false;
    }
    // "Gave up my PhD in 2021".
    let gave_up = clues.backwards(one.from, 4).any(|place| clues.length(place, Cue::NotHeld) > 1);
    let is_denied = |cue: Cue| gave_up || clues.any(clues.backwards(one.from, 2), cue);
    // "My line manager is a PhD holder".
    let is_of_another = clues.any(clues.backwards(one.from, 4), Cue::OtherPerson);
    (clues.onwards(one.to, 3).any(is_over)
        || is_said_of_its_subject(clues, one, Cue::Over)
        || is_of_a_past_year(clues, one))
        && !is_of_another
        && !denials.into_iter().any(is_denied)
}

/// "Applied for a PhD last year", "didn't get onto the STP last year": whether it is said before it that somebody would have liked to be on it.
fn is_turned_away(clues: &Clues<'_>, one: &Match) -> bool {
    let leads_over = clues.led_by(one.from, Cue::LeadsOver);
    let is_sought = leads_over.is_some_and(|at| clues.around(at, Cue::IAm).is_none());
    let before = |cue: Cue| clues.any(clues.backwards(one.from, TURNED_AWAY), cue);
    let is_denied = || [Cue::Without, Cue::NotHeld, Cue::Refused].into_iter().any(before);
    // "Failed my PhD viva in 2019".
    let is_examined = || clues.any(one.from..one.to, Cue::Examined);
    (is_sought && !clues.is_owned(one.from))
        || ((clues.is_registration(one) || is_examined()) && is_denied())
}

/// "My PhD on balance in children was awarded in July": what somebody's stage is about stands before what is said of it.
fn is_said_of_its_subject(clues: &Clues<'_>, one: &Match, cue: Cue) -> bool {
    let is_owned = clues.is_owned(one.from);
    let begins = one.from == 0 || clues.stops[one.from];
    let has_one = clues.is_function_word(one.to) && !clues.is(one.to, Cue::Asking);
    let asks = [Cue::Asking, Cue::Wanting, Cue::Reader];
    let goes_on =
        |at: &usize| clues.is(*at, cue) || !asks.into_iter().any(|cue| clues.is(*at, cue));
    let mut behind = clues.onwards(one.to, TOLD_OF).take_while(goes_on);
    (is_owned || begins) && has_one && behind.any(|at| clues.length(at, cue) > 1)
}

/// So many words before a programme may tell that somebody did not get in.
const TURNED_AWAY: usize = 5;

/// So many words may stand between a question and what it asks of.
const LONGEST_LEAD: usize = 8;

/// So many words may stand between what somebody says to be with and what tells that it is over.
pub(super) const TOLD_OF: usize = 6;

/// "PhD in 2019", "MSc (2015)".
fn is_of_a_past_year(clues: &Clues<'_>, one: &Match) -> bool {
    let this_year = f64::from(clues.moment.day().year());
    // "My degree is from 1998".
    let mut near = one.to..one.to + 3;
    near.any(|place| clues.number(place).is_some_and(|year| (1950.0..=this_year).contains(&year)))
}

/// Whether it is said of a stage or a programme that somebody is nearly through it.
pub(super) fn is_nearly_over(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let is_ending = clues.any(clues.onwards(one.to, 6), Cue::Ending)
        && clues.any(clues.backwards(one.from, 7), Cue::Possessive);
    // "PhD finishes in March".
    let begins = one.from == 0 || clues.stops[one.from];
    let ends = begins && clues.is(one.to, Cue::Ending) && !clues.stops[one.to];
    // "My viva is next month".
    let is_owned = clues.is_owned(one.from);
    // "Failed my PhD viva".
    let is_failed = || {
        let failed = [Cue::Refused, Cue::NotHeld];
        clues.any_before(one.from, 3, &failed)
    };
    let is_viva = is_owned && clues.any(one.from..one.to, Cue::Examined);
    let is_ahead = is_viva && !is_past(clues, one) && !is_failed();
    let is_last = || final_year(clues, one).is_some() && !is_turned_away(clues, one);
    is_ending || ends || is_ahead || is_last() || is_nearing(clues, found, one)
}

/// "Final year of my PhD". What is said of one stage is not said of the next one: "final year BSc student, wants an MSc"; nor of
/// what is yet to come: "final year, applying for the STP".
fn is_nearing(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let is_of_another = |place: usize| {
        found
            .iter()
            .filter(|other| other.is_a_stage() && !other.overlaps(one))
            .any(|other| other.takes_in(place) || final_year(clues, other) == Some(place))
    };
    let mut near = clues
        .backwards(one.from, 7)
        .take_while(|place| !is_of_another(*place) && !clues.is(*place, Cue::NotHeld));
    near.any(|place| clues.is(place, Cue::Nearing))
}

/// Where it is said behind a stage that it is in its last year, and of no other: "BSc healthcare science year 3".
fn final_year(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    // "PhD in genetics, final year, what next": as the next part of a list.
    let ends = |place: &usize| clues.stops.get(*place) != Some(&false);
    let next = (one.to..one.to + TOLD_OF).find(ends).filter(|place| clues.is_listed(*place));
    let is_all = |place: &usize| {
        let length = clues.length(*place, Cue::FinalYear);
        length > 0 && ends(&(place + length))
    };
    let mut near = clues.onwards(one.to, 3);
    near.find(|place| {
        let behind = clues.word(place + clues.length(*place, Cue::FinalYear));
        clues.is(*place, Cue::FinalYear) && !behind.is_some_and(Word::is_light)
    })
    .or_else(|| next.filter(is_all))
}
