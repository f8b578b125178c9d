//! Words and phrases in a sentence, and what they tell of its dates.

use std::ops::Range;

use super::Part;
use super::sentence::Sentence;
use crate::read::tokens::{Token, tokens};
use crate::read::words;

/// A small word further than this behind a saying, in bytes, does not belong to it: "notified in writing by".
const WIDEST_GAP: usize = 12;

/// Where a sentence and its label tell what their dates are.
pub(super) struct Sayings {
    own: Vec<Hit>,
    labels: Vec<Hit>,
}

impl Sayings {
    pub(super) fn of(sentence: &Sentence<'_>) -> Self {
        let (words, labels) = (&sentence.words, tokens(sentence.label));
        let applying =
            [words, &labels].into_iter().any(|words| has_any(words, words::APPLYING, Ending::Any));
        let found = |words: &[Token]| match applying {
            true => [hits(words), small_hits(words)].concat(),
            false => hits(words),
        };
        Self { own: found(words), labels: found(&labels) }
    }

    /// What a date is: by the nearest words before it, else by its label, else by the words after it.
    pub(super) fn part_of(&self, date: &Range<usize>) -> Option<Part> {
        let before: Vec<Hit> =
            self.own.iter().filter(|hit| hit.end <= date.start).copied().collect();
        let after = self.own.iter().filter(|hit| hit.start >= date.end);
        nearest(&before)
            .or_else(|| nearest(&self.labels))
            .or_else(|| after.min_by_key(|hit| hit.start).map(|hit| hit.part))
    }
}

/// A saying that tells what a date is.
#[derive(Clone, Copy)]
struct Hit {
    part: Part,
    start: usize,
    end: usize,
    /// Whether it is one of the small words, which also stand after others: "notified by".
    small: bool,
}

/// The last saying decides, the longer of two at one place; a small word belongs to a saying right before it.
fn nearest(hits: &[Hit]) -> Option<Part> {
    let last = *hits.iter().max_by_key(|hit| (hit.end, hit.end - hit.start))?;
    let before = hits.iter().filter(|hit| last.small && !hit.small && hit.end <= last.start);
    let before = before.max_by_key(|hit| hit.end).filter(|hit| last.start - hit.end <= WIDEST_GAP);
    Some(before.filter(|hit| hit.part == Part::Neither).map_or(last.part, |hit| hit.part))
}

/// The sayings that tell by themselves what a date is.
fn hits(words: &[Token]) -> Vec<Hit> {
    let tables = [
        (Part::Closes, words::CLOSES),
        (Part::Opens, words::OPENS),
        (Part::Neither, words::NEITHER),
    ];
    let mut found = Vec::new();
    for (part, table) in tables {
        let places = table.iter().flat_map(|saying| places(words, saying, Ending::Whole));
        found.extend(places.map(|at| Hit { part, start: at.start, end: at.end, small: false }));
    }
    found
}

/// The small words that tell it where one speaks of applying.
fn small_hits(words: &[Token]) -> Vec<Hit> {
    // "Extended from" opens nothing.
    let is_moved_from = |at: &Range<usize>| {
        let mut before = words.iter().rev().skip_while(|token| token.at.end > at.start);
        before.next().is_some_and(|token| words::MOVED.contains(&token.word.as_str()))
    };
    let mut found = Vec::new();
    for (part, table) in [(Part::Closes, words::UNTIL), (Part::Opens, words::FROM)] {
        let places = table.iter().flat_map(|saying| places(words, saying, Ending::Whole));
        let places = places.filter(|at| part == Part::Closes || !is_moved_from(at));
        found.extend(places.map(|at| Hit { part, start: at.start, end: at.end, small: true }));
    }
    found
}

/// Whether the last word of a saying stands for every word that begins with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    Any,
}

/// Whether one of some sayings is there.
pub(crate) fn has_any(words: &[Token], sayings: &[&str], ending: Ending) -> bool {
    sayings.iter().any(|saying| places(words, saying, ending).next().is_some())
}

/// Where a saying of one or more words stands.
fn places<'a>(
    words: &'a [Token],
    saying: &'a str,
    ending: Ending,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let count = saying.split(' ').count();
    words.windows(count).filter_map(move |window| {
        let fits =
            window.iter().zip(saying.split(' ')).enumerate().all(|(index, (token, wanted))| {
                token.word == wanted
                    || (ending == Ending::Any
                        && index + 1 == count
                        && token.word.starts_with(wanted))
            });
        fits.then(|| window[0].at.start..window[count - 1].at.end)
    })
}
