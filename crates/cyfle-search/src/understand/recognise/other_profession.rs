//! "I am a nurse", "nurse, band 6", "nyrs ydw i": a profession outside healthcare science, where the text says that it is the
//! reader's. Nurses, doctors and the like are as often whom somebody teaches or works with: these say nothing of who asks.

use cyfle_catalogue::{Cue, Facet, Lang};

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
        let is_one = is_one_person(clues, lang, &own) && !is_part_of_a_name(found, &own);
        let is_reader = is_one && (is_said(clues, &own) || begins(clues, found, &own));
        is_reader.then_some(own)
    });
    found.extend(own);
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

/// Whether a title only stands in the name of something else: "doctor of clinical science".
fn is_part_of_a_name(found: &[Match], own: &Match) -> bool {
    found.iter().any(|one| own.is_inside(one) && one.length() > own.length())
}

/// Whether someone says before a title that it is theirs, with no more than how they are described between.
fn is_said(clues: &Clues<'_>, own: &Match) -> bool {
    let saying = clues.backwards(own.from, REACH).find(|place| clues.is(*place, Cue::IAm));
    let Some(saying) = saying else { return false };
    let mut described = 0;
    for place in saying + clues.length(saying, Cue::IAm)..own.from {
        if !clues.words[place].is_light() {
            described += 1;
        } else if described > 0 {
            // "I am not a nurse", "I'm training with a nurse".
            return false;
        }
    }
    described <= DESCRIBED
}

/// Whether a text, or a part of it, begins with a title, or with a level and a title: "band 6 nurse, MSc". What goes on as
/// "nurse-led" or "GP practice" is about something else.
fn begins(clues: &Clues<'_>, found: &[Match], own: &Match) -> bool {
    let is_level = |place: usize| {
        let mut levels =
            found.iter().filter(|one| one.concept == Concept::Facet(Facet::CareerLevel));
        levels.any(|one| one.from <= place && place < one.to)
    };
    let is_small =
        |place: usize| clues.words[place].is_light() && !clues.is(place, Cue::Possessive);
    let may_stand = |place: usize| is_small(place) || is_level(place);
    let goes_on = clues.stops.get(own.to) == Some(&false);
    clues.backwards(own.from, own.from).all(may_stand)
        && !(goes_on && clues.is(own.to, Cue::NoPerson))
}
