//! Whether a sentence says that one can apply.

use cyfle_catalogue::opportunity::PageSaid;

use super::OwnWords;
use super::sayings::{Ending, has_any};
use super::sentence::Sentence;
use crate::read::tokens::{Token, tokens};
use crate::read::words;

/// A label and what it says are each no longer than this, in bytes, where they are read as one saying.
const LONGEST_SAID: usize = 60;

/// Whether a sentence says that one can apply.
pub(crate) fn standing(sentence: &Sentence<'_>, own: OwnWords<'_>) -> Option<PageSaid> {
    let Sentence { text, words, label } = sentence;
    let lower = text.to_lowercase();
    let own_says =
        |sayings: &[String]| sayings.iter().any(|saying| lower.contains(&saying.to_lowercase()));
    if own_says(own.closed) {
        return Some(PageSaid::Closed);
    }
    if own_says(own.open) {
        return Some(PageSaid::Open);
    }
    // "Opportunity status" / "Open": the label belongs to what is said.
    let labelled = text.len().max(label.len()) <= LONGEST_SAID;
    let labelled = labelled.then(|| tokens(&format!("{label} {text}")));
    let says = |sayings: &[&str]| {
        has_any(words, sayings, Ending::Whole)
            || labelled.as_ref().is_some_and(|words| has_any(words, sayings, Ending::Whole))
    };
    let denies = has_any(words, words::NOT_SO, Ending::Whole);
    if says(words::CLOSED) || halted(words) == Some(Halted::Now) {
        Some(PageSaid::Closed)
    } else if says(words::UPCOMING) {
        Some(PageSaid::Upcoming)
    } else if says(words::OPEN) && !denies {
        Some(PageSaid::Open)
    } else {
        None
    }
}

/// How a sentence speaks of an end before its time: see [`words::HALTED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halted {
    /// One cannot apply.
    Now,
    /// It could come to that, which a person should know.
    Perhaps,
}

/// Whether a sentence speaks of an end before its time, and how.
pub(super) fn halted(words: &[Token]) -> Option<Halted> {
    let may = has_any(words, words::MAY_HALT, Ending::Whole);
    if !may && !has_any(words, words::HALTED, Ending::Whole) {
        return None;
    }
    let is_meant = has_any(words, words::HALTED_OF, Ending::Any)
        && !has_any(words, words::HALTED_ELSEWHERE, Ending::Whole);
    let is_unsure = may || has_any(words, words::HALTED_IF, Ending::Whole);
    is_meant.then_some(if is_unsure { Halted::Perhaps } else { Halted::Now })
}
