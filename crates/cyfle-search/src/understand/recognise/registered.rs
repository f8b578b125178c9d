//! "HCPC registered", "just got my HCPC", "on the AHCS register": who is on a register tells who they are. Who says that they
//! want to be ("get registered", "become", "towards HCPC registration") looks for the way there, as does a bare "HCPC".

use cyfle_catalogue::Cue;
use cyfle_catalogue::vocabulary::StandsFor;

use super::{Clues, theirs};
use crate::results::Concept;
use crate::understand::matches::{Match, is_within};

/// So many words before a register tell how it is meant.
const REACH: usize = 5;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    // Who is on one register and not on another is on one.
    let is_on_one = (0..clues.words.len())
        .any(|at| clues.register(at..at + 1).is_some() && is_the_only_one(clues, at));
    let none = (0..clues.words.len()).find_map(|at| on_none(clues, found, at));
    if let Some(none) = none.filter(|_| !is_on_one) {
        let is_wish =
            |one: &Match| one.is_a_wish() && !(clues.is_registration(one) && one.overlaps(&none));
        // "I'm not on any register, what are my options": who seeks nothing else seeks that.
        let seeks_more = found.iter().any(is_wish);
        let is_read = |one: &Match| {
            one.concept == Concept::Registration || (seeks_more && clues.is_registration(one))
        };
        found.retain(|one| !(is_read(one) && one.overlaps(&none)));
        found.push(none);
        return;
    }
    let mut on: Vec<Match> = Vec::new();
    for at in 0..clues.words.len() {
        let register = clues.register(at..at + 1).filter(|_| is_on(clues, found, at));
        let Some(register) = register else { continue };
        let said =
            |place: &usize| clues.is(*place, Cue::Register) || clues.is(*place, Cue::Registered);
        let to = at + 1 + clues.onwards(at + 1, 2).take_while(said).count();
        let with = clues.backwards(at, REACH).find(|place| clues.is(*place, Cue::RegisteredWith));
        on.push(Match::new(with.unwrap_or(at), to, Concept::Registration, register));
    }
    let sought = found.iter().filter(|one| !is_state(clues, one)).count();
    found.retain(|one| sought == 0 || !is_state(clues, one));
    for one in on {
        // The body that keeps the register runs schemes as well; nobody asks for them so.
        let is_read = |other: &Match| {
            let is_funder = other.is_a_funder();
            (is_funder || clues.is_registration(other)) && other.overlaps(&one)
        };
        found.retain(|other| !is_read(other));
        if !found.iter().any(|other| other.concept == Concept::Registration) {
            found.push(one);
        }
    }
}

/// Whether a register is named at a place, or being on one.
fn names_a_register(clues: &Clues<'_>, at: usize) -> bool {
    clues.is(at, Cue::Register) || clues.register(at..at + 1).is_some()
}

/// "I have no HCPC registration, only AHCS", "AHCS register only", "AHCS register, not HCPC".
fn is_the_only_one(clues: &Clues<'_>, at: usize) -> bool {
    let behind = at + 1 + usize::from(clues.is(at + 1, Cue::Register));
    clues.any(clues.backwards(at, 2), Cue::Only)
        || (behind > at + 1 && clues.any(clues.onwards(behind, 1), Cue::Only))
        || is_another_denied(clues, at, behind)
}

/// Whether another register is denied right behind the one that is named at a place: who would like to be on a register names
/// that one last.
fn is_another_denied(clues: &Clues<'_>, at: usize, behind: usize) -> bool {
    const NEAR: usize = 6;
    let denies = |place: usize| {
        let cues = [Cue::Without, Cue::Lacking, Cue::Unwanted];
        cues.iter().map(|cue| clues.length(place, *cue)).max().filter(|length| *length > 0)
    };
    let is_small = |place: &usize| clues.is_function_word(*place) || clues.is(*place, Cue::And);
    let mut near = behind..clues.words.len();
    let leads = near.find(|place| denies(*place).is_some() || !is_small(place));
    let Some((leads, length)) = leads.and_then(|place| Some((place, denies(place)?))) else {
        return false;
    };
    let from = leads + length;
    let mut named = (from..clues.words.len().min(leads + NEAR)).filter(|place| !is_small(place));
    let other = named.next().and_then(|place| clues.register(place..place + 1));
    other.is_some_and(|other| clues.register(at..at + 1).is_some_and(|own| own != other))
}

/// "Unregistered", "not on any register", "my HCPC registration lapsed", "no longer on the HCPC register": who is on none, or no
/// more.
fn on_none(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    let names_one = |place: usize| names_a_register(clues, place);
    let none = |from: usize, to: usize| clues.meanings.told(StandsFor::NoRegister, from, to);
    let never = clues.length(at, Cue::Unregistered);
    if never > 0 {
        let behind = at + never;
        if is_for_a_stage(clues, found, behind) {
            return None;
        }
        let named = clues.onwards(behind, 3).filter(|place| names_one(*place)).last();
        return none(at, named.map_or(behind, |place| place + 1));
    }
    if !names_one(at) {
        return None;
    }
    // "Lapsed" says it on either side; "no longer" only of what stands behind.
    let runs_out = |place: &usize| clues.is(*place, Cue::RanOut);
    let said = clues.onwards(at + 1, REACH - 1).find(runs_out);
    let lapsed = said.map(|place| (at, place + clues.length(place, Cue::RanOut)));
    let leads = |place: usize| clues.words[place].is_light() || clues.is(place, Cue::PlacedOn);
    let before = clues.backwards(at, REACH).find(|place| clues.is(*place, Cue::Lapsed));
    let before = before.filter(|place| {
        let behind = place + clues.length(*place, Cue::Lapsed);
        (behind..at).all(|place| leads(place) || names_one(place))
    });
    let (from, to) = lapsed.or_else(|| before.map(|place| (place, at + 1)))?;
    none(from, to)
}

/// "Not yet registered for a PhD": whether what stands at a place is a course that one registers for, and not a register.
pub(super) fn is_for_a_stage(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let leads = |place: &usize| clues.is_function_word(*place) && !names_a_register(clues, *place);
    let named = clues.onwards(at, REACH).find(|place| !leads(place));
    named.is_some_and(|place| is_within(found, place, Match::is_a_stage))
}

/// "Registered, no PhD": a word for being on a register that says of someone that they are. Who would like to be says how.
fn is_state(clues: &Clues<'_>, one: &Match) -> bool {
    one.length() == 1
        && clues.is_registration(one)
        && clues.is(one.from, Cue::Registered)
        && !is_yet_to_come(clues, one.from)
}

/// Whether the reader says that they are on the register that is named at a place.
fn is_on(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let before = |cue: Cue| clues.any(clues.backwards(at, REACH), cue);
    let behind = |cue: Cue| clues.any(clues.onwards(at + 1, 1), cue);
    if is_yet_to_come(clues, at) {
        return false;
    }
    // "An HCPC clinical scientist", "biomedical scientist (HCPC)", "I'm HCPC".
    let goes_on = clues.stops.get(at + 1) == Some(&false);
    let is_of_a_title = goes_on && found.iter().any(|one| one.is_a_post() && one.from == at + 1);
    let is_said = at.checked_sub(1).is_some_and(|place| {
        let begins = clues.around(place, Cue::IAm);
        begins.is_some_and(|from| from + clues.length(from, Cue::IAm) == at)
    });
    // "Clinical scientist, PhD, HCPC": letters behind a name.
    let is_among_letters =
        found.iter().any(|one| one.concept == Concept::Qualification && one.to == at);
    is_of_a_title
        || is_said
        || is_among_letters
        || clues.is_bracketed(at..at + 1)
        || behind(Cue::Registered)
        || is_the_only_one(clues, at)
        || before(Cue::RegisteredWith)
        || (before(Cue::PlacedOn) && behind(Cue::Register))
        || clues.onwards(at + 1, 2).any(|place| clues.is(place, Cue::Over))
        || theirs::is_held(clues, found, at)
        || theirs::is_had_before_a_wish(clues, at, at + 1)
        || theirs::is_with_someone(clues, found, at)
}

/// Whether the words before a place say that someone is not there, or not yet.
fn is_yet_to_come(clues: &Clues<'_>, at: usize) -> bool {
    let not_yet = [Cue::Without, Cue::Lacking, Cue::Unwanted, Cue::NotHeld, Cue::Becoming];
    clues.any_before(at, REACH, &not_yet)
}
