//! A text to its words: misspelt ones corrected, two run together divided ("phdfunding"), and the last one taken for the beginning of
//! a word where it is none yet.

use super::{Reading, Word};
use crate::analysis::Token;

/// So many unheard-of words of a text are looked up as misspelt: one with more is not a question with slips in it but a text in
/// another language, or none.
const MOST_CORRECTED: usize = 24;

impl Reading {
    /// The words of a text, put right.
    pub(super) fn words(&self, text: &str, correct: bool) -> Vec<Word> {
        let tokens = self.tokens(text);
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut tried = 0;
        for token in &tokens {
            let mut word = self.word(token);
            if correct && tried < MOST_CORRECTED && self.is_unheard_of(words.last(), &word) {
                tried += 1;
                // The last word may not be finished yet: then it is no mistake.
                let is_typing = token.end == text.len() && !self.spelling.is_known(&word.folded);
                if is_typing {
                    word.begins = self.keys_of(self.spelling.going_on(&word.folded));
                }
                if word.begins.is_empty() {
                    word = self.corrected(token, word);
                }
                if word.begins.is_empty()
                    && word.corrected_from.is_none()
                    && let Some(both) = self.divided(token)
                {
                    words.extend(both);
                    continue;
                }
                // Or it is both: the beginning of a word, with a slip in it.
                if is_typing && word.begins.is_empty() && word.corrected_from.is_none() {
                    let nearly = self.spelling.going_on_nearly(&word.folded);
                    word.begins = self.keys_of(nearly.into_iter());
                }
            }
            words.push(word);
        }
        words
    }

    /// The English and Welsh keys of some words.
    fn keys_of<'a>(&self, words: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
        let mut keys: Vec<(String, String)> =
            words.map(|word| (self.stem(word), self.lexicon.key(word).to_owned())).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The nearest known word, or the word itself.
    fn corrected(&self, token: &Token, word: Word) -> Word {
        match self.spelling.correct(&token.folded) {
            Some(right) => {
                let token = Token { folded: right.to_owned(), ..token.clone() };
                Word { corrected_from: Some(word.folded), ..self.word(&token) }
            }
            None => word,
        }
    }

    /// "Phdfunding": two words of names that a space was left out between, as telephones do.
    fn divided(&self, token: &Token) -> Option<[Word; 2]> {
        const SHORTEST: usize = 3;
        let folded = token.folded.as_str();
        let is_one = self.spelling.is_known(folded) || self.cues.is_known(folded);
        let is_plain = folded.is_ascii() && folded.len() == token.end - token.start && !is_one;
        let part = |from: usize, to: usize| {
            let (start, end) = (token.start + from, token.start + to);
            self.word(&Token { folded: folded[from..to].to_owned(), start, end, ..token.clone() })
        };
        let last = folded.len().checked_sub(SHORTEST).filter(|_| is_plain)?;
        let mut halves = (SHORTEST..=last).map(|at| [part(0, at), part(at, folded.len())]);
        let means_something = |half: &Word| {
            self.dictionary.phrases(std::slice::from_ref(half), &[false]).next().is_some()
        };
        // So short a word is one only where it is an acronym: "rol" is none.
        let is_word = |half: &Word| {
            let is_long = half.folded.len() > SHORTEST || self.dictionary.is_acronym(half);
            is_long && means_something(half)
        };
        // "Biomedicalscientist" means something as a whole, and "biomedical" nothing.
        let is_phrase = |both: &[Word; 2]| {
            let mut phrases = self.dictionary.phrases(both, &[false, false]);
            phrases.any(|(length, ..)| length == both.len())
        };
        halves.find(|both| both.iter().all(is_word) || is_phrase(both))
    }

    fn is_unheard_of(&self, before: Option<&Word>, word: &Word) -> bool {
        let is_in_a_name = || {
            self.dictionary.knows(word)
                || self.readers.knows(word)
                || before.is_some_and(|before| self.dictionary.knows_behind(before, word))
        };
        !(word.exact || word.is_welsh || is_in_a_name() || self.is_noise(word))
    }
}
