//! Words that people write as one or as two: "healthcare" and "health care", "part-time", "part time" and "parttime".
//!
//! The catalogue's own names say which way is usual. What is written as one word there is read as one word however it is
//! typed; what is written as two, with a hyphen or without, is read as two.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Token, cy, en, tokens};
use crate::ordered::in_order;

/// The usual way of writing words that have more than one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Compounds {
    /// By its first part, the rest and the whole of each word that is written as one.
    #[serde(serialize_with = "in_order")]
    joined: HashMap<String, Vec<(String, String)>>,
    /// The parts of words that are written as two, by the whole.
    #[serde(serialize_with = "in_order")]
    divided: HashMap<String, (String, String)>,
}

/// A part of a word that may be written apart has at least so many letters: shorter ones ("in form") join by chance.
const SHORTEST_PART: usize = 3;

impl Compounds {
    /// Learns from the catalogue's names.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut compounds = Self::default();
        let (mut written, mut pairs) = (HashSet::new(), Vec::new());
        for name in names {
            let own = tokens(name);
            for (left, right) in own.iter().zip(own.iter().skip(1)) {
                if name.get(left.end..right.start) == Some("-") && is_part(left) && is_part(right) {
                    pairs.push((left.folded.clone(), right.folded.clone()));
                }
            }
            written.extend(own.into_iter().map(|token| token.folded));
        }
        let mut whole: Vec<&String> = written.iter().collect();
        whole.sort_unstable();
        for word in whole {
            compounds.divide(word);
        }
        for (left, right) in pairs {
            let closed = format!("{left}{right}");
            if !written.contains(&closed) {
                compounds.divided.insert(closed, (left, right));
            }
        }
        compounds
    }

    /// Notes every way in which a word that is written as one can be typed as two.
    fn divide(&mut self, word: &str) {
        if let Some((left, right)) = word.split_once('&') {
            self.joined
                .entry(left.to_owned())
                .or_default()
                .push((right.to_owned(), word.to_owned()));
            return;
        }
        if !word.is_ascii() || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return;
        }
        for at in SHORTEST_PART..=word.len().saturating_sub(SHORTEST_PART) {
            let (left, right) = word.split_at(at);
            if !is_function_word(left) && !is_function_word(right) {
                self.joined
                    .entry(left.to_owned())
                    .or_default()
                    .push((right.to_owned(), word.to_owned()));
            }
        }
    }

    /// The whole of two neighbouring words, where it is usually written as one.
    pub fn whole(&self, left: &str, right: &str) -> Option<&str> {
        let found = self.joined.get(left)?;
        found.iter().find(|(rest, _)| *rest == right).map(|(_, whole)| whole.as_str())
    }

    /// Whether a word may be the first of two that are usually one.
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.joined.contains_key(word)
    }

    /// Whether a word is usually written as two.
    pub(crate) fn divides(&self, word: &str) -> bool {
        self.divided.contains_key(word)
    }

    /// Words in their usual way of writing. A joined word stands where its parts stood; the parts of a divided one share
    /// its place.
    pub fn usual(&self, words: Vec<Token>) -> Vec<Token> {
        let mut usual: Vec<Token> = Vec::with_capacity(words.len());
        let mut left = words.into_iter().peekable();
        while let Some(word) = left.next() {
            if let Some(whole) = left.peek().and_then(|next| self.whole(&word.folded, &next.folded))
            {
                let whole = whole.to_owned();
                let end = left.next().map_or(word.end, |next| next.end);
                let exact = word.exact || whole.contains('&');
                usual.push(Token { end, folded: whole, exact, ..word });
            } else if let Some((first, second)) = self.divided.get(&word.folded) {
                usual.push(Token { folded: first.clone(), ..word.clone() });
                usual.push(Token { folded: second.clone(), ..word });
            } else {
                usual.push(word);
            }
        }
        usual
    }
}

fn is_part(token: &Token) -> bool {
    !token.exact && token.folded.len() >= 2 && token.folded.chars().all(char::is_alphabetic)
}

fn is_function_word(word: &str) -> bool {
    en::is_stop_word(word) || cy::is_stop_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(text: &str) -> String {
        let names = [
            "Healthcare science",
            "Part-time study",
            "R&D office",
            "Health and care",
            "Rhan-amser",
        ];
        let words = Compounds::new(names.into_iter()).usual(tokens(text));
        words.into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_word_or_two_is_one_thing() {
        for text in ["healthcare science", "health care science", "health-care science"] {
            assert_eq!(usual(text), "healthcare science", "{text}");
        }
        for text in ["part-time", "part time", "parttime"] {
            assert_eq!(usual(text), "part time", "{text}");
        }
        assert_eq!(usual("rhan amser"), usual("rhan-amser"));
        assert_eq!(usual("R & D"), "r&d");
    }

    #[test]
    fn neighbours_do_not_join_by_chance() {
        assert_eq!(usual("health and care"), "health and care");
        assert_eq!(usual("part of the time"), "part of the time");
    }
}
