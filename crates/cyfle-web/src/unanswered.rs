//! What people look for and do not find, counted by word: the list that tells editors what the catalogue lacks.
//!
//! Only counts are kept, never a question, an address or a time, and a word is told only once several questions had it
//! ([`TOLD_FROM`]). They may all be one person's, who asks again or loads a page anew: what is never kept is who asked, and so
//! nobody can tell. A word that is told stands alone, without those beside which it was asked. Memory is bounded: when there is no room,
//! words that were seen once make way.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The fewest questions with a word before it is told.
pub const TOLD_FROM: u64 = 5;

/// The most words that are remembered.
const MOST_WORDS: usize = 5_000;

/// The longest word in characters; what is longer is not a word that anybody would add to the catalogue.
const LONGEST_WORD: usize = 40;

/// Counts by word.
#[derive(Debug, Default)]
pub(crate) struct Unanswered {
    counts: Mutex<BTreeMap<String, u64>>,
}

impl Unanswered {
    /// Counts the words of one question.
    pub(crate) fn note(&self, words: &[String]) {
        if words.is_empty() {
            return;
        }
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for word in words.iter().filter(|word| word.chars().count() <= LONGEST_WORD) {
            if let Some(count) = counts.get_mut(word) {
                *count += 1;
                continue;
            }
            if counts.len() >= MOST_WORDS {
                counts.retain(|_, count| *count > 1);
            }
            if counts.len() < MOST_WORDS {
                counts.insert(word.clone(), 1);
            }
        }
    }

    /// The words that may be told, most frequent first, which are forgotten here; rarer ones stay and go on counting.
    pub(crate) fn take(&self) -> Vec<(String, u64)> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let all = std::mem::take(&mut *counts);
        let (mut told, kept): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(_, count)| *count >= TOLD_FROM);
        counts.extend(kept);
        told.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(unanswered: &Unanswered, word: &str, times: u64) {
        (0..times).for_each(|_| unanswered.note(&[word.to_owned()]));
    }

    #[test]
    fn a_word_is_told_once_several_questions_had_it_and_then_forgotten() {
        let unanswered = Unanswered::default();
        ask(&unanswered, "proteomics", TOLD_FROM + 2);
        ask(&unanswered, "my-own-name", TOLD_FROM - 1);
        assert_eq!(unanswered.take(), [("proteomics".to_owned(), TOLD_FROM + 2)]);
        ask(&unanswered, "my-own-name", 1);
        assert_eq!(unanswered.take(), [("my-own-name".to_owned(), TOLD_FROM)]);
        assert!(unanswered.take().is_empty());
    }

    #[test]
    fn a_flood_of_different_words_takes_no_more_room_than_is_set() {
        let unanswered = Unanswered::default();
        ask(&unanswered, "proteomics", TOLD_FROM);
        for number in 0..3 * MOST_WORDS {
            unanswered.note(&[format!("word{number}")]);
        }
        assert!(unanswered.counts.lock().expect("no panic").len() <= MOST_WORDS);
        assert_eq!(unanswered.take()[0].0, "proteomics");
    }
}
