//! Pay bands in lists ("bands 6 and 7"), in ranges ("band 5 to 7", "5-7"), of several people ("our band 5s") and alone ("8a", "b7").
//! A band points to the career levels that the national job profiles give it; they stand in the vocabulary `band`, whose names
//! for one ("band 7", "grade 7", "band saith") are phrases like others.

use std::borrow::Cow;

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// Whether a band is written so that nothing else is: "8a", "b7", "my 8as". The letter alone is how people shorten the word.
fn is_alone(clues: &Clues<'_>, folded: &str) -> bool {
    let of_several = folded.strip_suffix('s').filter(|one| one.ends_with(char::is_alphabetic));
    folded.len() > 1 && levels(clues, of_several.unwrap_or(folded)).is_some()
}

/// The levels of the band that a word is, whatever is written before it.
pub(super) fn levels<'a>(clues: &Clues<'a>, folded: &str) -> Option<&'a [String]> {
    clues.cues.levels(unshortened(clues, folded))
}

/// A band without what is written before it: "b7", "band7".
fn unshortened<'a>(clues: &Clues<'_>, folded: &'a str) -> &'a str {
    let (word, band) = folded.split_at(folded.find(|one: char| one.is_ascii_digit()).unwrap_or(0));
    if word == "b" || clues.cues.is(word, Cue::Band) { band } else { folded }
}

/// The band that is written at a place behind the word, in digits or as a number is said, also of several people.
fn band<'a>(clues: &'a Clues<'_>, at: usize) -> Option<Cow<'a, str>> {
    let folded = clues.word(at)?.folded.as_str();
    let one = folded.strip_suffix('s').unwrap_or(folded);
    let short = unshortened(clues, folded);
    // "Band 5, 2 years in post".
    let counts = [Cue::Years, Cue::Months, Cue::Week, Cue::Days];
    if counts.into_iter().any(|cue| clues.is(at + 1, cue)) {
        return None;
    }
    let said = clues.number(at).map(|number| Cow::Owned(number.to_string()));
    let written = [folded, one, short].into_iter().map(Cow::Borrowed);
    written.chain(said).find(|band| clues.cues.levels(band).is_some())
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut from = 0;
    while from < clues.words.len() {
        let behind = if clues.is(from, Cue::Band) {
            list(clues, from, from + 1, found)
        } else if clues.word(from).is_some_and(|word| is_alone(clues, &word.folded)) {
            list(clues, from, from, found)
        } else {
            from
        };
        from = behind.max(from + 1);
    }
}

/// Adds the bands of a list that begins at a place, the first of them there or behind the word for one; gives the place behind it.
fn list(clues: &Clues<'_>, from: usize, first: usize, found: &mut Vec<Match>) -> usize {
    let is_between = clues.any(clues.backwards(from, 1), Cue::Between);
    let mut last: Option<Cow<'_, str>> = None;
    // Whether the last one leads on to the next.
    let mut goes_on = false;
    let mut at = first;
    while at < clues.words.len() {
        if let Some(band) = band(clues, at) {
            // Each band of a list counts, so it is no part of a longer match.
            let start = if at == first { from } else { at };
            let before = last.filter(|_| goes_on || clues.is_dashed(at));
            for level in clues.cues.levels_between(before.as_ref().unwrap_or(&band), &band) {
                let level = Match::new(start, at + 1, Concept::Facet(Facet::CareerLevel), level);
                found.push(level);
            }
            (last, goes_on) = (Some(band), false);
        } else if clues.is(at, Cue::Range) {
            goes_on = true;
            at += clues.length(at, Cue::Range) - 1;
        } else if clues.is(at, Cue::BandJoin) {
            goes_on |= is_between && clues.is(at, Cue::And);
        } else {
            break;
        }
        at += 1;
    }
    at
}

/// "Do I need to be band 7? band 5 radiographer", "was a band 7, now band 5": of several bands only those count that somebody says to
/// be theirs, where they say it of any.
pub(super) fn are_told_apart(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let bands: Vec<Match> = found.iter().filter(|one| is_band(clues, one)).cloned().collect();
    let says = [Cue::IAm, Cue::Now];
    let is_theirs = |one: &Match| {
        let is_led = says.into_iter().any(|cue| clues.led_by(one.from, cue).is_some());
        let is_now = clues.onwards(one.to, 1).any(|at| clues.is(at, Cue::Now));
        let is_title = |other: &Match| {
            let behind = other.from == one.to && clues.stops.get(one.to) == Some(&false);
            let before = other.to == one.from && !clues.stops[one.from];
            other.is_a_profession() && (behind || before)
        };
        is_led || is_now || found.iter().any(is_title)
    };
    let theirs: Vec<Match> = bands.iter().filter(|one| is_theirs(one)).cloned().collect();
    let is_another = |one: &Match| {
        // "Bands 5 and 6" are one answer.
        let is_joined = |own: &Match| {
            let (first, next) = (own.to.min(one.to), own.from.max(one.from));
            // "I'm" is no Welsh "to".
            let says = |at: usize| clues.is_the_reader(at);
            let is_one = |at: usize| bands.iter().any(|one| one.takes_in(at));
            let leads = |at: usize| clues.is(at, Cue::BandJoin) || clues.is(at, Cue::Range);
            let joins = |at: usize| is_one(at) || (leads(at) && !says(at));
            let goes_on = |at: usize| clues.stops.get(at) == Some(&false) || clues.is_listed(at);
            (first..next).all(joins) && (first..=next).all(goes_on)
        };
        !theirs.is_empty() && !theirs.contains(one) && !theirs.iter().any(is_joined)
    };
    found.retain(|one| !(bands.contains(one) && is_another(one)));
}

/// Whether a level is told by a band.
fn is_band(clues: &Clues<'_>, one: &Match) -> bool {
    let names_one = |at: usize| clues.is(at, Cue::Band) || band(clues, at).is_some();
    one.is_a_level() && (one.from..one.to).any(names_one)
}

/// "Band 6 sonographer", "clinical scientist, band 9": a band tells the level better than a title right beside it, which is borne at
/// several. "Band 6, to become a clinical scientist" tells what is sought.
pub(super) fn outrank_titles(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let bands: Vec<Match> = found.iter().filter(|one| is_band(clues, one)).cloned().collect();
    let is_told = |one: &Match| bands.iter().any(|own| own.value == one.value);
    let beside = |one: &Match, own: &Match| own.to == one.from || one.to == own.from;
    let is_outranked = |one: &Match| {
        let is_title = one.is_a_level() && !is_band(clues, one) && !is_told(one);
        is_title && bands.iter().any(|own| beside(one, own))
    };
    let mut titles: Vec<Match> = found.extract_if(.., |one| is_outranked(one)).collect();
    // The band takes in what tells nothing else, so that none of its words is left over.
    titles.retain(|title| !found.iter().any(|one| one.overlaps(title)));
    for one in found.iter_mut().filter(|one| bands.contains(one)) {
        for title in &titles {
            if beside(title, one) {
                (one.from, one.to) = (one.from.min(title.from), one.to.max(title.to));
            }
        }
    }
}
