//! "I'm a Bevan Exemplar, what next", "BHF grant holder, travel money", "cymrawd RCBC ydw i": whoever bears the title of a scheme has
//! been given it, and looks for something else.

use std::ops::Range;

use cyfle_catalogue::Cue;
use cyfle_catalogue::vocabulary::StandsFor;

use super::Clues;
use crate::understand::matches::Match;

/// So many words at most name the scheme beside a title: "RCBC Wales fellow".
const NAME: usize = 3;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let own = titles(clues, found);
    let is_part = |one: &Match| {
        let is_there = own.iter().any(|title| title.start <= one.from && one.to <= title.end);
        is_there && (one.is_a_wish() || one.is_of_a_body_or_nation())
    };
    found.retain(|one| !is_part(one));
}

/// Where titles stand that somebody says to be theirs, with the names of what gave them.
pub(in crate::understand) fn titles(clues: &Clues<'_>, found: &[Match]) -> Vec<Range<usize>> {
    (0..clues.words.len()).filter_map(|at| borne(clues, found, at)).collect()
}

/// A title that begins at a place and is somebody's, with its name: before it in English, behind it in Welsh.
fn borne(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Range<usize>> {
    let end = at + clues.length(at, Cue::Title);
    if end == at {
        return None;
    }
    let says_more = [Cue::IAm, Cue::InTheRoleOf, Cue::Formerly, Cue::Reader, Cue::Emphasis];
    let is_name = |place: &usize| {
        !clues.words[*place].is_light() && !says_more.into_iter().any(|cue| clues.is(*place, cue))
    };
    let before = clues.backwards(at, NAME).take_while(is_name).last();
    let behind = clues.onwards(end, NAME).take_while(is_name).last();
    let names_a_body =
        |own: &Range<usize>| found.iter().any(|one| one.is_a_funder() && own.contains(&one.from));
    let in_welsh = behind.map(|last| at..last + 1).filter(|_| clues.words[at].is_welsh);
    let named = in_welsh.filter(names_a_body).or_else(|| before.map(|first| first..end));
    match named {
        Some(own) => {
            let is_named = || names_a_body(&own) && begins_with(clues, found, &own);
            let is_theirs = is_said(clues, &own) || is_named();
            (is_theirs && !is_yet_to_be(clues, at)).then_some(own)
        }
        None => is_their_role(clues, at).then_some(at..end),
    }
}

/// "I'm a mentor", "as a mentor, I need training": a role needs no name. Who would "act as a mentor" is none yet.
fn is_their_role(clues: &Clues<'_>, at: usize) -> bool {
    let begins = |said: usize| said == 0 || clues.stops[said];
    clues.led_by(at, Cue::IAm).is_some() || clues.led_by(at, Cue::InTheRoleOf).is_some_and(begins)
}

/// "Looking to join as a Bevan Fellow", "not a Churchill Fellow yet", "once I am an Exemplar".
fn is_yet_to_be(clues: &Clues<'_>, at: usize) -> bool {
    const NEAR: usize = 5;
    let cues = [
        Cue::Becoming,
        Cue::Member,
        Cue::Supposed,
        Cue::NotHeld,
        Cue::Without,
        Cue::Wanting,
        Cue::Seeking,
        Cue::WouldLike,
    ];
    clues.any_before(at, NEAR, &cues)
}

/// "I am a Churchill Fellow", "former Topol fellow", "Bevan Fellow here", "RCBC fellow already".
fn is_said(clues: &Clues<'_>, own: &Range<usize>) -> bool {
    let says = [Cue::IAm, Cue::InTheRoleOf, Cue::Formerly, Cue::Reader];
    let is_behind = |cue: Cue| clues.is(own.end, cue) && !clues.stops[own.end];
    // "Cymrawd Bevan ydw i" says so behind it.
    says.into_iter().any(|cue| clues.led_by(own.start, cue).is_some())
        || [Cue::Present, Cue::Over, Cue::IAm].into_iter().any(is_behind)
}

/// "IPEM fellow, travel grant", "Bevan Fellow with an idea for AI": whoever begins with it and asks for something else.
fn begins_with(clues: &Clues<'_>, found: &[Match], own: &Range<usize>) -> bool {
    let begins = own.start == 0 || clues.stops[own.start];
    let is_with = clues.is(own.end, Cue::With);
    let asks = |at: usize| clues.wants(at) || clues.is(at, Cue::TheyWant);
    let ends = clues.stops.get(own.end) == Some(&true) || is_with || asks(own.end);
    let says_so = || is_with || (own.end..clues.words.len()).any(asks);
    let is_else = |one: &Match| {
        let is_apart = one.to <= own.start || own.end <= one.from;
        is_apart && (one.is_given() || (one.is_a_wish() && says_so()))
    };
    // A body may well have a network for those to whom it has given something.
    let seeks_its_own = found.iter().any(|one| clues.means(one, StandsFor::Bodies));
    begins && ends && !seeks_its_own && found.iter().any(is_else)
}
