//! Names of wishes with a subject between their words: "short *genetics* course", "travel *audiology* grant". English puts what a thing
//! is about before it, wherever the name of the thing begins.

use std::collections::BTreeSet;

use cyfle_catalogue::{Facet, Lang};

use super::dictionary::Dictionary;
use super::matches::Match;
use super::words::Word;
use crate::analysis::en;
use crate::results::Concept;

/// So many words of a name may stand before what parts it.
const BEFORE: usize = 2;

/// So many words behind it are looked at: no name has as many.
const BEHIND: usize = 16;

/// Adds the wishes whose names are parted by a subject that was found. Parted names are of two words or more, and take the subject in,
/// which keeps its own meaning.
pub(super) fn add(dictionary: &Dictionary, words: &[Word], stops: &[bool], found: &mut Vec<Match>) {
    let named = found.iter().filter(|one| is_subject(one)).map(|one| (one.from, one.to));
    let subjects: BTreeSet<(usize, usize)> = named.collect();
    // "Level 3 mortuary diploma": what means something by itself is read as that.
    let mut is_read = vec![false; words.len()];
    for one in found.iter() {
        is_read[one.from..one.to].fill(true);
    }
    for (from, to) in subjects {
        // The words on both sides have to follow each other, and nothing may be left out where two subjects overlap.
        let is_parting = from > 0 && to < words.len() && !stops[from] && !stops[to];
        if !is_parting {
            continue;
        }
        let is_free = |at: &usize| !is_read[*at] && !en::is_stop_word(&words[*at].folded);
        let unread = (from.saturating_sub(BEFORE)..from).rev().take_while(is_free);
        let Some(begins) = unread.last() else { continue };
        let behind = to..words.len().min(to + BEHIND);
        let rest = [&words[begins..from], &words[behind.clone()]].concat();
        let pauses = [&stops[begins..from], &stops[behind]].concat();
        for at in 0..from - begins {
            let phrases = dictionary.phrases(&rest[at..], &pauses[at..]);
            let named: Vec<Match> = phrases
                .filter(|(length, lang, _)| at + length > from - begins && *lang == Lang::En)
                .map(|(length, _, meaning)| {
                    let end = begins + at + length + (to - from);
                    Match::new(begins + at, end, meaning.concept, meaning.value)
                })
                .collect();
            // A stage only where it is what a thing is as well: "after A level" is none, "short course" is.
            let is_a_thing = named.iter().any(Match::is_given);
            found.extend(named.into_iter().filter(|one| is_a_thing && is_wish(one)));
        }
    }
}

fn is_subject(one: &Match) -> bool {
    one.is_a_profession() || one.concept == Concept::Facet(Facet::Topic)
}

fn is_wish(one: &Match) -> bool {
    one.is_given() || one.is_a_stage()
}
