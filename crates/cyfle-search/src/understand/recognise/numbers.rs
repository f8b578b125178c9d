//! Numbers that several words say: "twenty five", "dau ddeg pump", "fifteen hundred", "three quarters", "one and a half".

use cyfle_catalogue::{Cue, Lang};

use super::Clues;
use crate::understand::words::Link;

pub(super) const HUNDRED: f64 = 100.0;

/// The number that is told at a place, and the place behind it.
pub(super) fn number(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    Some(gone_on(clues, clues.number(at)?, at + 1))
}

/// A number with what words behind it make of it, and the place behind them.
pub(super) fn gone_on(clues: &Clues<'_>, number: f64, to: usize) -> (f64, usize) {
    // "Three quarters", "tri chwarter".
    if (1.0..10.0).contains(&number)
        && let Some(part) = spelt(clues, to).filter(|part| *part < 1.0)
    {
        return (number * part, to + 1);
    }
    let (number, to) = tens(clues, number, to);
    // "A couple of hundred".
    let hundred = to + usize::from(joins(clues, to));
    if !(1.0..HUNDRED).contains(&number) || spelt(clues, hundred) != Some(HUNDRED) {
        return and_a_part(clues, to).map_or((number, to), |(part, to)| (number + part, to));
    }
    let (number, to) = (number * HUNDRED, hundred + 1);
    // "Five hundred and fifty".
    let rest = to + usize::from(clues.is(to, Cue::And));
    match spelt(clues, rest).filter(|more| (1.0..HUNDRED).contains(more)) {
        Some(more) => {
            let (more, to) = tens(clues, more, rest + 1);
            (number + more, to)
        }
        None => (number, to),
    }
}

/// The half or the quarter that is added to what stands before a place, and the place behind it: "a year *and a half*", "mil *a
/// hanner*". "And half the fees" is none.
pub(super) fn and_a_part(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    if !clues.is(at, Cue::And) || clues.stops.get(at) == Some(&true) {
        return None;
    }
    let is_led = is_article(clues, at + 1);
    let place = at + 1 + usize::from(is_led);
    let part = spelt(clues, place).filter(|part| *part < 1.0)?;
    let is_welsh = clues.words[at].link(Lang::Cy) == Some(Link::Points);
    (is_led || is_welsh).then_some((part, place + 1))
}

/// Whether an article stands at a place that makes one thing of many: "a year", but not "the year".
pub(super) fn is_article(clues: &Clues<'_>, at: usize) -> bool {
    clues.is(at, Cue::There) && clues.words[at].link(Lang::En) == Some(Link::Points)
}

/// Whether a word only joins a number to what it counts: "a couple *of* weeks", "pum cant *o* bunnau".
pub(super) fn joins(clues: &Clues<'_>, at: usize) -> bool {
    let link = |lang: Lang| clues.words[at].link(lang) == Some(Link::Joins);
    clues.stops.get(at) == Some(&false) && Lang::ALL.into_iter().any(link)
}

/// "Twenty five", "dau ddeg pump": tens and what is added to them.
fn tens(clues: &Clues<'_>, number: f64, to: usize) -> (f64, usize) {
    let is_counted = (2.0..10.0).contains(&number) && spelt(clues, to) == Some(10.0);
    let (number, to) = if is_counted { (number * 10.0, to + 1) } else { (number, to) };
    let is_tens = (20.0..HUNDRED).contains(&number) && number % 10.0 == 0.0;
    // A part of the text may begin with the tens, so that it does not matter what stands before them.
    let last = to.checked_sub(1).and_then(|last| clues.word(last));
    let is_spelt = last.is_some_and(|last| clues.cues.number(&last.folded).is_some());
    match spelt(clues, to).filter(|more| (1.0..10.0).contains(more) && is_tens && is_spelt) {
        Some(more) => (number + more, to + 1),
        None => (number, to),
    }
}

/// The number that a word is which has no digits, where no stop stands before it.
pub(super) fn spelt(clues: &Clues<'_>, at: usize) -> Option<f64> {
    let word = clues.word(at).filter(|_| !clues.stops[at])?;
    clues.cues.number(&word.folded)
}
