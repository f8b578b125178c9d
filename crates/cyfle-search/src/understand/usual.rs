//! Usual English words: whoever types one means it, whether the catalogue says it or not. "Constant" is no slip for "consultant".
//!
//! The list is SCOWL's (see usual-en.LICENSE). It is searched where it stands in the program and takes no memory of its own.

use std::cmp::Ordering;

/// One word a line, in the order of their bytes.
const WORDS: &str = include_str!("usual-en.txt");

/// Whether a folded word is one that English speakers use every day. Only words of four letters or more are known.
pub(crate) fn is_usual(folded: &str) -> bool {
    let (mut from, mut to) = (0, WORDS.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = WORDS[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = WORDS[middle..].find('\n').map_or(WORDS.len(), |at| middle + at);
        match folded.cmp(&WORDS[start..end]) {
            Ordering::Less => to = start,
            Ordering::Greater => from = end + 1,
            Ordering::Equal => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        assert!(WORDS.lines().all(is_usual));
        assert!(WORDS.lines().count() > 9_000);
        for other in ["", "a", "aaaa", "audiolgy", "zzzz", "constan", "constants\nabout", "ŵyn"] {
            assert!(!is_usual(other), "{other}");
        }
    }
}
