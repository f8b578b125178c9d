//! "I want to become a radiographer", "isio bod yn awdiolegydd": whoever would be something is it not yet. They look for the way
//! there, and what is only for those who have arrived may be shut to them.

use std::ops::Range;

use cyfle_catalogue::Cue;
use cyfle_catalogue::vocabulary::StandsFor;

use super::Clues;
use crate::understand::matches::{Match, is_within};

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for own in hopes(clues, found) {
        let is_named = found.iter().any(|one| clues.is_registration(one) && overlaps(one, &own));
        if !is_of_a_level(found, &own) && !is_named {
            found.extend(clues.meanings.told(StandsFor::Registering, own.start, own.end));
        }
        // "Become an advanced practitioner": that is the level which is sought, and not the reader's.
        found.retain(|one| !(one.is_a_level() && is_in(one, &own)));
    }
}

/// The professions and their groups that somebody would belong to and says nowhere to belong to. Who would be a consultant radiographer is a
/// radiographer.
pub(in crate::understand) fn hoped_for(clues: &Clues<'_>, found: &[Match]) -> Vec<String> {
    let hopes = hopes(clues, found);
    let is_hoped =
        |one: &Match| hopes.iter().any(|own| is_in(one, own) && !is_of_a_level(found, own));
    let titles = || found.iter().filter(|one| one.is_a_profession());
    let is_theirs = |value: &str| titles().any(|one| one.value == value && !is_hoped(one));
    let hoped = titles().filter(|one| is_hoped(one) && !is_theirs(&one.value));
    hoped.map(|one| one.value.clone()).collect()
}

/// "Trainee biomedical scientist", "STP trainee", "radiograffydd dan hyfforddiant": whether somebody says to be in training for what they are.
/// "My trainee" is another.
pub(in crate::understand) fn is_in_training(clues: &Clues<'_>, found: &[Match]) -> bool {
    let is_named =
        |at: usize| clues.is(at, Cue::Programme) || is_within(found, at, Match::is_a_profession);
    let is_theirs = |at: &usize| {
        let end = at + clues.length(*at, Cue::InTraining);
        let before = clues.backwards(*at, 1).any(is_named);
        let behind = clues.onwards(end, 1).any(is_named);
        let owned = clues.backwards(*at, 3).any(|place| clues.is(place, Cue::Possessive));
        end > *at && !owned && (before || behind)
    };
    (0..clues.words.len()).any(|at| is_theirs(&at))
}

/// Where somebody says what they would be, from the word that leads there to the end of its name.
fn hopes(clues: &Clues<'_>, found: &[Match]) -> Vec<Range<usize>> {
    (0..clues.words.len()).filter_map(|at| hope(clues, found, at)).collect()
}

fn hope(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Range<usize>> {
    const NEAR: usize = 4;
    let wishing = [Cue::Wanting, Cue::Seeking, Cue::WouldLike, Cue::TheyWant];
    let wishes = || clues.any_before(at, NEAR, &wishing);
    let becomes = clues.length(at, Cue::ToBecome);
    let length = if becomes > 0 {
        becomes
    } else {
        Some(clues.length(at, Cue::ToBe)).filter(|length| *length > 0 && wishes())?
    };
    if clues.backwards(at, NEAR).any(|place| clues.denies(place)) {
        return None;
    }
    let names_it = |place: &usize| is_within(found, *place, Match::is_a_post);
    let behind = at + length;
    let begins = clues.onwards(behind, NEAR).find(|place| !clues.words[*place].is_light())?;
    let named = clues.onwards(begins, clues.words.len() - begins).take_while(names_it).count();
    (named > 0).then_some(at..begins + named)
}

/// Whether a level is named in some place: "senior biomedical scientist", but not by the name of a profession, as "sonographer" does.
fn is_of_a_level(found: &[Match], own: &Range<usize>) -> bool {
    let is_title =
        |one: &Match| found.iter().any(|other| other.is_a_profession() && one.is_inside(other));
    found.iter().any(|one| one.is_a_level() && is_in(one, own) && !is_title(one))
}

const fn is_in(one: &Match, own: &Range<usize>) -> bool {
    own.start <= one.from && one.to <= own.end
}

const fn overlaps(one: &Match, own: &Range<usize>) -> bool {
    one.from < own.end && own.start < one.to
}
