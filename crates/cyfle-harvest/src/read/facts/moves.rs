//! What stands between the dates of one sentence: a range, a list, or that one was moved to the other.

use crate::read::dates::StatedDate;
use crate::read::tokens::{Token, tokens};
use crate::read::words::{self, calendar};

/// Two dates with more than this between them, in bytes, are no range and no list.
const WIDEST_JOIN: usize = 24;

/// Whether what stands between two dates makes them one range or list.
pub(super) fn is_joined(between: &str) -> bool {
    let words = tokens(between);
    between.len() <= WIDEST_JOIN
        && !between.contains(['.', ';', ':', '|'])
        && words
            .iter()
            .all(|token| calendar::JOINS.contains(&token.word.as_str()) || is_filler(&token.word))
}

/// The word by which a date is moved, where it and a small word stand right before a place, weekdays and times left aside.
pub(super) fn moved_by<'a>(words: &'a [Token], place: usize, small: &[&str]) -> Option<&'a Token> {
    let mut earlier =
        words.iter().rev().skip_while(|token| token.at.end > place || is_aside(&token.word));
    earlier.next().filter(|token| small.contains(&token.word.as_str()))?;
    earlier.next().filter(|token| words::MOVED.contains(&token.word.as_str()))
}

/// Whether the next date has taken the place of one: "the deadline of 13 February has been extended to 27 February".
pub(super) fn is_given_up(words: &[Token], date: &StatedDate, next: &StatedDate) -> bool {
    moved_by(words, next.at.start, words::MOVED_TO).is_some_and(|verb| verb.at.start >= date.at.end)
}

/// Whether what stands between two dates leads from the one to the other.
pub(super) fn is_onto(between: &str) -> bool {
    let leads = |token: &Token| words::MOVED_TO.contains(&token.word.as_str());
    let words = tokens(between);
    words.iter().any(leads) && words.iter().all(|token| leads(token) || is_aside(&token.word))
}

/// What may stand before a date and belongs to it.
fn is_aside(word: &str) -> bool {
    is_filler(word) || calendar::BEFORE_DATE.contains(&word)
}

/// Weekdays and times between the dates of a range.
fn is_filler(word: &str) -> bool {
    calendar::WEEKDAYS.iter().any(|forms| forms.contains(&word))
        || calendar::ASIDE.contains(&word)
        || word.bytes().all(|byte| byte.is_ascii_digit())
}
