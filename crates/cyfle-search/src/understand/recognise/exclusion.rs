//! "Without a PhD", "no HCPC", "not England", "heb PhD". A qualification or registration that someone does not have says who
//! they are; anything else that is negated is not wanted. Either way it is no wish.

use std::ops::Range;

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::rank;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut changed: Vec<Match> = Vec::new();
    let places: Vec<(usize, usize)> = found.iter().map(|one| (one.from, one.to)).collect();
    let is_registered = found.iter().any(|one| one.concept == Concept::Registration);
    let others: Vec<(String, bool)> = found
        .iter()
        .filter(|one| one.concept == Concept::Facet(Facet::Theme))
        .map(|one| (one.value.clone(), is_programme(clues, one)))
        .collect();
    found.retain(|one| {
        let refusal = || is_refusing(clues, one).then_some((one.from, false));
        let unneeded = || is_not_needed(clues, one).then_some((one.from, true));
        let negated = negation(clues, &places, one.from).or_else(refusal).or_else(unneeded);
        let Some((from, lacking)) = negated else {
            return true;
        };
        match one.concept {
            // "They said not for Wales": these readers never want what is not for them.
            Concept::Facet(Facet::Nation) if !rank::is_elsewhere(&one.value) => false,
            // Who would register by another way still wants to register, and so does who was not taken.
            Concept::Facet(Facet::Theme)
                if is_programme(clues, one) && clues.is(from, Cue::Refused) =>
            {
                true
            }
            Concept::Facet(Facet::Theme)
                if lacking && is_programme(clues, one) && does_not(clues, from..one.from) =>
            {
                let wanted = others.iter().any(|other| *other == (one.value.clone(), false));
                if !wanted {
                    let unwanted = Concept::Without(Facet::Theme);
                    changed.push(Match::new(from, one.to, unwanted, one.value.clone()));
                }
                wanted
            }
            Concept::Facet(Facet::EducationStage)
                if lacking
                    && does_not(clues, from..one.from)
                    && !has_not_done(clues, from..one.from) =>
            {
                let unwanted = Concept::Without(Facet::EducationStage);
                changed.push(Match::new(from, one.to, unwanted, one.value.clone()));
                false
            }
            Concept::Facet(Facet::EducationStage) if lacking => {
                if is_refused_later(clues, one.to) {
                    let unwanted = Concept::Without(Facet::EducationStage);
                    changed.push(Match::new(from, one.to, unwanted, one.value.clone()));
                }
                let most = clues.meanings.ladder.below(&one.value);
                if let Some(most) = most {
                    changed.push(Match::new(from, one.to, Concept::Qualification, most));
                }
                most.is_none()
            }
            // "Not registered" is said as often as "no registration".
            Concept::Facet(Facet::Theme)
                if names_a_register(clues, one) && !wants(clues, from..one.from) =>
            {
                // Who is on one register and not on another is on one.
                if !is_registered {
                    changed.push(Match::new(from, one.to, Concept::Registration, "none"));
                }
                false
            }
            // Whoever was refused fees still wants them. "No deadline" and "no cost" are phrases of their own and begin with the
            // word; nobody has or lacks a funder or a nation.
            Concept::Facet(facet)
                if !(facet == Facet::Offer && clues.is(from, Cue::Refused))
                    && (!lacking || is_nobodys(facet) || wants(clues, from..one.from))
                    && can_be_unwanted(facet) =>
            {
                changed.push(Match::new(from, one.to, Concept::Without(facet), one.value.clone()));
                false
            }
            _ => true,
        }
    });
    // "Genomics for non geneticists" is about genomics.
    changed.retain(|one| match one.concept {
        Concept::Without(facet) => !found.iter().any(|other| other.is(facet, &one.value)),
        _ => true,
    });
    found.extend(changed);
}

/// "I don't have a PhD and don't want one": whether what stands before a place is said behind it not to be wanted.
fn is_refused_later(clues: &Clues<'_>, at: usize) -> bool {
    let denies = |place: &usize| clues.is(*place, Cue::Without) || clues.is(*place, Cue::Unwanted);
    (at..at + LATER).filter(denies).any(|place| {
        let wanting = (place + 1..place + 3).find(|next| clues.is(*next, Cue::Wanting));
        wanting.is_some_and(|wanting| clues.any(wanting + 1..wanting + 3, Cue::Pronoun))
    })
}

/// Whether the words from a negation on say that something is not done, or not wanted.
fn does_not(clues: &Clues<'_>, between: Range<usize>) -> bool {
    clues.any(between.clone(), Cue::Doing) || wants(clues, between)
}

/// Whether they are about wanting it, or looking for it.
fn wants(clues: &Clues<'_>, between: Range<usize>) -> bool {
    clues.any(between.clone(), Cue::Wanting) || clues.any(between, Cue::Seeking)
}

/// Whether they say that it was not done so far, which is no refusal to do it: "haven't done", "heb wneud".
fn has_not_done(clues: &Clues<'_>, between: Range<usize>) -> bool {
    let (from, said) = (between.start, clues.length(between.start, Cue::Without));
    let is_said = clues.any(from + 1..from + said, Cue::Doing);
    (is_said || clues.any(between.clone(), Cue::Held)) && !wants(clues, between)
}

/// "PhD not required": whether it is said behind a stage or a register that it is not asked for.
fn is_not_needed(clues: &Clues<'_>, one: &Match) -> bool {
    matches!(one.concept, Concept::Facet(Facet::EducationStage | Facet::Theme))
        && clues.any(clues.onwards(one.to, 2), Cue::NotNeeded)
}

/// Whether a funder is said to have refused something.
fn is_refusing(clues: &Clues<'_>, one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::Funder)
        && clues.any(clues.onwards(one.to, 3), Cue::Refuses)
}

fn names_a_register(clues: &Clues<'_>, one: &Match) -> bool {
    clues.any(one.from..one.to, Cue::Register)
}

/// Whether a theme was read from the name of a training programme.
fn is_programme(clues: &Clues<'_>, one: &Match) -> bool {
    clues.any(one.from..one.to, Cue::Programme)
}

/// Where the word stands that negates what begins at a place, and whether it says that someone lacks it. Of things that were
/// understood, and between which there is no more than "or", the first is enough.
fn negation(clues: &Clues<'_>, understood: &[(usize, usize)], at: usize) -> Option<(usize, bool)> {
    let (mut either, mut seeks) = (false, false);
    for place in clues.backwards(at, FURTHEST) {
        // "Do not have" says more than "not", and "doesn't have to be" more than "doesn't have".
        let lacks = clues.length(place, Cue::Without);
        if (lacks > 0 && lacks >= clues.length(place, Cue::Unwanted))
            || clues.is(place, Cue::Lacking)
        {
            return Some((place, true));
        }
        if clues.is(place, Cue::Unwanted) || clues.is(place, Cue::Refused) {
            return Some((place, false));
        }
        if clues.is(place, Cue::Either) {
            either = true;
            continue;
        }
        if is_seeking(clues, place) {
            seeks = true;
            continue;
        }
        let is_understood = || understood.iter().any(|(from, to)| (*from..*to).contains(&place));
        let passes = clues.words[place].is_light()
            || clues.is(place, Cue::Doing)
            || clues.is(place, Cue::Wanting)
            // Who is "not registered looking for" something does look for it.
            || (clues.is(place, Cue::PassedOver) && !(seeks && clues.is(place, Cue::Register)))
            || (seeks && clues.is(place, Cue::Emphasis))
            || (either && is_understood());
        if !passes {
            return None;
        }
    }
    None
}

/// Whether a word is one of those that say that something is looked for: "keen on", "ar ôl".
fn is_seeking(clues: &Clues<'_>, at: usize) -> bool {
    (at.saturating_sub(1)..=at).any(|from| from + clues.length(from, Cue::Seeking) > at)
}

/// So many words a negation reaches: "don't want a PhD or a fellowship".
const FURTHEST: usize = 7;

/// So many words later it may be said that what somebody lacks is not wanted either.
const LATER: usize = 6;

/// Whether nobody has or lacks what a facet names.
const fn is_nobodys(facet: Facet) -> bool {
    matches!(facet, Facet::Funder | Facet::Nation)
}

const fn can_be_unwanted(facet: Facet) -> bool {
    !matches!(facet, Facet::Status | Facet::Fit)
}
