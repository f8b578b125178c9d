//! "The trust will not fund my MSc", "I can find leave but not the fare": what nobody pays, or somebody could not come by, is no thing
//! that they turn down. It is what they look for.

use cyfle_catalogue::Cue;
use cyfle_catalogue::vocabulary::StandsFor;

use super::Clues;
use crate::understand::matches::Match;

/// Whether something behind a word of denial is wanted all the same.
pub(super) fn is_still_wanted(
    clues: &Clues<'_>,
    known: &[Match],
    one: &Match,
    denied: usize,
) -> bool {
    is_unpaid(clues, known, one, denied) || is_only_missing(clues, one, denied)
}

/// "My employer will not pay for my masters": whether it is paying that is denied. "Grants that do not cover salary" are sought for
/// something else.
fn is_unpaid(clues: &Clues<'_>, known: &[Match], one: &Match, denied: usize) -> bool {
    const NEAR: usize = 4;
    // "No cover needed" is about what pays, and "not funding my PhD" is about paying.
    let pays = |at: usize| {
        let is_verb = |next: usize| {
            if clues.is(at, Cue::Pays) {
                !clues.wants(next) && !clues.is(next, Cue::Needed)
            } else {
                names_money(clues, known, at) && clues.is(next, Cue::Possessive)
            }
        };
        clues.onwards(at + 1, 1).any(is_verb)
    };
    let is_of_what_pays = || {
        let mut given = known.iter().filter(|other| other.is_given() && other.to <= denied);
        given.any(|other| {
            other.to + NEAR >= denied && !clues.stops[other.to..=denied].contains(&true)
        })
    };
    one.is_a_wish() && (denied..one.to).any(pays) && !is_of_what_pays()
}

/// Whether "funding" or the like is said at a place.
fn names_money(clues: &Clues<'_>, known: &[Match], at: usize) -> bool {
    known.iter().any(|one| one.takes_in(at) && clues.means(one, StandsFor::AnyMoney))
}

/// "We have the staff but not the money": whether something else was said to be there, and this alone is not.
fn is_only_missing(clues: &Clues<'_>, one: &Match, denied: usize) -> bool {
    let Some(but) = denied.checked_sub(1).filter(|at| clues.is(*at, Cue::But)) else {
        return false;
    };
    let said = || clues.backwards(but, but);
    let any = |cues: &[Cue]| said().any(|at| cues.iter().any(|cue| clues.is(at, *cue)));
    // "Need a few thousand but not for my wages" says what it is not for.
    let asks = || any(&[Cue::Wanting, Cue::Seeking, Cue::Needed, Cue::WouldLike]);
    let has = || any(&[Cue::HeldBySomeone, Cue::Held, Cue::Obtains]);
    one.is_given() && clues.is_for_money(one) && has() && !asks()
}
