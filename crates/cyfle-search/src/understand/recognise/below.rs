//! Of two stages of which one is wanted, the lower is somebody's: nobody studies for a degree twice.

use cyfle_catalogue::Cue;

use super::Clues;
use crate::understand::matches::Match;

/// "MSc biomedical scientist, want a PhD", "2:1 in my MSc, want a PhD": who begins with one stage and wants a higher one has come through
/// the lower.
pub(super) fn is_below_what_is_wanted(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    const NEAR: usize = 4;
    let ladder = &clues.meanings.ladder;
    let height = |own: &Match| ladder.gives(&own.value).and_then(|gives| ladder.height(gives));
    let before: Vec<usize> = clues.backwards(one.from, NEAR).collect();
    let leads = |at: &usize| {
        clues.words[*at].is_light() || clues.is(*at, Cue::Workplace) || clues.number(*at).is_some()
    };
    let begins = before.iter().all(leads);
    let is_ended = || clues.stops.get(one.to) != Some(&false);
    let is_a_persons = || found.iter().any(|own| own.says_who() && own.from == one.to);
    let is_wanted = |other: &Match| {
        clues.is_led_by_a_wish(other.from) || clues.led_by(other.from, Cue::TheyWant).is_some()
    };
    let own = height(one);
    // "PhD, want a postdoctoral fellowship": what needs it gives nothing higher.
    let needs = |other: &Match| ladder.needed(&other.value).and_then(|least| ladder.height(least));
    // What is cheap is asked first: a text may be a row of stages.
    let is_higher = |other: &Match| {
        let is_other = other.is_a_stage() && other.value != one.value;
        let is_above = || height(other) > own || (own.is_some() && needs(other) >= own);
        is_other && is_wanted(other) && is_above()
    };
    begins && (is_ended() || is_a_persons()) && found.iter().any(is_higher)
}
