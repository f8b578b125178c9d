//! Words that people write as one or as two: "healthcare" and "health care", "part-time", "part time" and "parttime".
//!
//! The catalogue's own names say which way is usual. What is written as one word there is read as one word however it is
//! typed; what is written as two, with a hyphen or without, is read as two.

use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::mutation::PLURAL_ENDINGS;
use super::{Token, cy, en, tokens};
use crate::ordered::in_order;
use crate::strings::Numbered;

/// The usual way of writing words that have more than one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Compounds {
    /// Words that are written as one and may be typed as two, in order.
    joined: Numbered,
    /// By its first part, the rest and the whole of each word that an ampersand holds together.
    #[serde(serialize_with = "in_order")]
    held: HashMap<String, Vec<(String, String)>>,
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
        whole.into_iter().for_each(|word| compounds.note(word));
        compounds.joined.shrink_to_fit();
        for (left, right) in pairs {
            let closed = format!("{left}{right}");
            if !written.contains(&closed) {
                compounds.divided.insert(closed, (left, right));
            }
        }
        compounds
    }

    /// Notes a word that is written as one where it can be typed as two.
    fn note(&mut self, word: &str) {
        if let Some((left, right)) = word.split_once('&') {
            let own = self.held.entry(left.to_owned()).or_default();
            own.push((right.to_owned(), word.to_owned()));
        } else if is_plain(word) {
            let mut divided = (1..word.len()).map(|at| word.split_at(at));
            if divided.any(|(left, right)| stands_alone(left) && stands_alone(right)) {
                self.joined.add(word);
            }
        }
    }

    /// The whole of two neighbouring words, where it is usually written as one.
    pub fn whole(&self, left: &str, right: &str) -> Option<&str> {
        let held = self.held.get(left).into_iter().flatten();
        if let Some((_, whole)) = held.into_iter().find(|(rest, _)| *rest == right) {
            return Some(whole);
        }
        if !stands_alone(left) || !stands_alone(right) {
            return None;
        }
        let number = self.joined.number(&[left, right].concat())?;
        Some(self.joined.get(number))
    }

    /// Whether a word may be the first of two that are usually one.
    pub(crate) fn begins(&self, word: &str) -> bool {
        let wholes = self.joined.texts();
        let rests = || {
            let first = wholes.first_from(word);
            wholes.iter_from(first).map_while(|whole| whole.strip_prefix(word))
        };
        self.held.contains_key(word) || (stands_alone(word) && rests().any(stands_alone))
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

/// Whether a word has plain letters only, so that it can be divided anywhere.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a part of a word may be typed apart from the rest: "dyddiau" are days, and "dydd Iau" is Thursday.
fn stands_alone(part: &str) -> bool {
    part.len() >= SHORTEST_PART && !is_function_word(part) && !PLURAL_ENDINGS.contains(&part)
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
            "Dyddiau astudio",
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
        assert_eq!(usual("dydd Iau"), "dydd iau");
        assert_eq!(usual("dyddiau"), "dyddiau");
    }
}
