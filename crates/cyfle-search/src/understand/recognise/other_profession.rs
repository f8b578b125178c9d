//! "I am a nurse", "as a physio", "nurse, band 6", "nyrs ydw i": a profession outside healthcare science, where the text says that it is the
//! reader's. Nurses, doctors and the like are as often whom somebody teaches or works with: these say nothing of who asks.

use std::ops::Range;

use cyfle_catalogue::{Cue, Lang};

use super::Clues;
use crate::analysis::mutation::{Mutability, mutations};
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many words back somebody may have begun to say what they are.
const REACH: usize = 8;

/// So many words may describe them: "I am a newly qualified community nurse".
const DESCRIBED: usize = 3;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let own = (0..clues.words.len()).find_map(|at| {
        let (lang, own) = clues.of_readers(at, Concept::OtherProfession)?;
        let is_named = !is_part_of_a_name(found, &own)
            && !is_of_a_thing(clues, &own)
            && !is_denied(clues, &own);
        let is_reader = || {
            is_one_person(clues, lang, &own)
                && (is_said(clues, &own) || begins(clues, found, &own) || is_said_last(clues, &own))
        };
        (is_named && (are_served(clues, found, &own) || is_reader())).then_some(own)
    });
    found.extend(own);
}

/// Where a profession is named that somebody says not to have: "not a nurse". Nobody looks for what is for nurses by saying so.
pub(in crate::understand) fn denied(clues: &Clues<'_>, found: &[Match]) -> Vec<Range<usize>> {
    let named = (0..clues.words.len())
        .filter_map(|at| clues.of_readers(at, Concept::OtherProfession))
        .map(|(_, own)| own);
    let denied = named.filter(|own| {
        !is_part_of_a_name(found, own) && !is_of_a_thing(clues, own) && is_denied(clues, own)
    });
    denied.map(|own| own.from..own.to).collect()
}

/// Whether it is said that a title is not somebody's, or no longer: "not a nurse", "ddim yn feddyg", "nyrs dw i ddim", "ex-nurse".
fn is_denied(clues: &Clues<'_>, own: &Match) -> bool {
    const NEAR: usize = 3;
    let denies = |place: usize| {
        clues.is(place, Cue::Without) || clues.around(place, Cue::Unwanted).is_some()
    };
    let before = clues
        .backwards(own.from, NEAR)
        .find(|place| denies(*place) || !clues.is_function_word(*place));
    // "A nurse without a degree" is one.
    let ends = |place: usize| clues.stops.get(place + 1).is_none_or(|stop| *stop);
    // "A former social worker".
    clues.led_by(own.from, Cue::Formerly).is_some()
        || clues.is_of_another_in_welsh(own)
        || clues.is_past_in_welsh(own)
        || before.is_some_and(denies)
        || clues.onwards(own.to, NEAR).any(|place| denies(place) && ends(place))
}

/// Whether a title is written of one person: several are somebody else.
fn is_one_person(clues: &Clues<'_>, lang: Lang, own: &Match) -> bool {
    let words = &clues.words[own.from..own.to];
    match lang {
        Lang::En => words.last().is_some_and(|person| person.folded == person.phrase),
        // In Welsh the person stands first, and its first letter may change.
        Lang::Cy => words.first().is_some_and(|person| {
            let mutated = mutations(&person.cy, Mutability::Every);
            person.folded == person.cy || mutated.contains(&person.folded)
        }),
    }
}

/// "Funding for nurses", "what is there for midwives": those for whom something is sought, where that is all that is said of them.
fn are_served(clues: &Clues<'_>, found: &[Match], own: &Match) -> bool {
    const NEAR: usize = 4;
    let Some(led) = own.from.checked_sub(1).filter(|at| clues.is(*at, Cue::Serving)) else {
        return false;
    };
    let is_sought = |at: usize| {
        clues.is(at, Cue::There) || found.iter().any(|one| one.is_a_wish() && one.to == at + 1)
    };
    let ends = clues.stops.get(own.to).is_none_or(|stop| *stop)
        || clues.words[own.to].is_light()
        || clues.is(own.to, Cue::Workplace);
    ends && clues.backwards(led, NEAR).any(is_sought)
}

/// Whether a title only stands in the name of something else: "doctor of clinical science".
fn is_part_of_a_name(found: &[Match], own: &Match) -> bool {
    found.iter().any(|one| own.is_inside(one) && one.length() > own.length())
}

/// Whether a title only tells of a thing: "nurse-led clinic", "GP practice".
fn is_of_a_thing(clues: &Clues<'_>, own: &Match) -> bool {
    clues.any(clues.onwards(own.to, 1), Cue::NoPerson)
}

/// Whether someone says before a title that it is theirs, with no more than how they are described between. Who trains as a nurse
/// is none yet, and who works "not as a nurse" is none.
fn is_said(clues: &Clues<'_>, own: &Match) -> bool {
    let saying = clues.backwards(own.from, REACH).find(|place| clues.is(*place, Cue::IAm));
    let Some(saying) = saying else { return false };
    let denies = |place: usize| clues.denies(place);
    if clues.any(clues.backwards(saying, 1), Cue::Becoming)
        || clues.backwards(saying, 2).any(denies)
    {
        return false;
    }
    let behind = saying + clues.length(saying, Cue::IAm);
    // "I'm not a doctor but a physio": what is said goes on behind what is denied, and one word that leads over.
    let others = (behind..own.from)
        .filter_map(|at| clues.of_readers(at, Concept::OtherProfession))
        .filter(|(_, other)| is_denied(clues, other));
    let begins = others.map(|(_, other)| other.to + 1).max().unwrap_or(behind);
    let mut described = 0;
    for place in begins..own.from {
        if !clues.words[place].is_light() {
            described += 1;
        } else if described > 0 {
            // "I am not a nurse", "I'm training with a nurse".
            return false;
        }
    }
    described <= DESCRIBED
}

/// "I want a travel grant as a midwife": who ends with it says who they are. Who would become one is none yet.
fn is_said_last(clues: &Clues<'_>, own: &Match) -> bool {
    let ends = clues.stops.get(own.to).is_none_or(|stop| *stop) || clues.is(own.to, Cue::Workplace);
    let role = clues.led_by(own.from, Cue::InTheRoleOf).filter(|_| ends);
    role.is_some_and(|role| {
        let others = [Cue::Becoming, Cue::OtherPerson, Cue::Others, Cue::Unwanted, Cue::Without];
        let is_other = |place: usize| others.into_iter().any(|cue| clues.is(place, cue));
        !clues.backwards(role, DESCRIBED).any(is_other)
    })
}

/// Whether a text, or a part of it, begins with a title, or with a level and a title: "band 6 nurse, MSc".
fn begins(clues: &Clues<'_>, found: &[Match], own: &Match) -> bool {
    let is_level = |place: usize| {
        let mut levels = found.iter().filter(|one| one.is_a_level());
        levels.any(|one| one.takes_in(place))
    };
    let is_small =
        |place: usize| clues.words[place].is_light() && !clues.is(place, Cue::Possessive);
    let may_stand =
        |place: usize| is_small(place) || is_level(place) || clues.is(place, Cue::InTheRoleOf);
    clues.backwards(own.from, own.from).all(may_stand)
}
