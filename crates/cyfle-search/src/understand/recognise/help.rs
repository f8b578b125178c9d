//! "Help with statistics" and "anyone who could read my application" ask for support; "help with the costs of childcare" and
//! "can you help me find" do not. The word alone is too common to mean anything, so only what stands around it tells.

use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// Costs are named within so many words.
const COSTS: usize = 6;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        if let Some(does) = clues.someone_does(at, Cue::Helps)
            && !speaks_of_money(clues, does)
        {
            found.extend(clues.meanings.told(StandsFor::AnyHelp, at, does + 1));
        }
    }
    for at in 0..clues.words.len() {
        if !clues.is(at, Cue::Help) {
            continue;
        }
        let asks_with = clues.onwards(at + 1, 1).any(|place| clues.is(place, Cue::HelpWith));
        let is_money = speaks_of_money(clues, at)
            || found
                .iter()
                .any(|one| (at + 1..at + COSTS).contains(&one.from) && is_paid(clues, one))
            || at.checked_sub(1).is_some_and(|place| clues.is(place, Cue::Financial));
        if is_money {
            found.retain(|one| {
                !(one.from == at
                    && one.to == at + 1
                    && (clues.means(one, StandsFor::AnyHelp)
                        || clues.means(one, StandsFor::Advice)))
            });
        } else if asks_with {
            found.extend(clues.meanings.told(StandsFor::AnyHelp, at, at + 2));
        }
    }
    if found.iter().any(|one| clues.means(one, StandsFor::AnyHelp)) {
        found.retain(|one| !is_applied_for(clues, one));
    }
}

/// "Read my fellowship application", "my NIHR bid", "my application to the NIHR": who wants help with asking for something looks for
/// the help.
fn is_applied_for(clues: &Clues<'_>, one: &Match) -> bool {
    const NEAR: usize = 6;
    let is_whose = one.is_a_funder();
    let is_led = || clues.backwards(one.from, 1).any(|at| clues.is_function_word(at));
    let goes_there = || is_led() && clues.any(clues.backwards(one.from, NEAR), Cue::Application);
    (is_whose || one.concept == Concept::Facet(Facet::Kind))
        && !clues.means(one, StandsFor::AnyHelp)
        && (clues.any(clues.onwards(one.to, 1), Cue::Application) || (is_whose && goes_there()))
}

/// Whether one of the words behind a place is about costs.
fn speaks_of_money(clues: &Clues<'_>, at: usize) -> bool {
    clues.any(at + 1..at + COSTS, Cue::Costs)
}

/// Whether something is what money is given for.
fn is_paid(clues: &Clues<'_>, one: &Match) -> bool {
    matches!(one.concept, Concept::Facet(Facet::Offer)) && clues.is_for_money(one)
}
