//! A sentence cut into words that know their place: what dates, times and money are recognised in.

use std::ops::Range;

/// A run of letters or of digits, in lower case, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) word: String,
    pub(crate) at: Range<usize>,
}

impl Token {
    /// Its value where it is a number of at most so many digits.
    pub(crate) fn number(&self, digits: usize) -> Option<u32> {
        let all = self.word.bytes().all(|byte| byte.is_ascii_digit());
        (all && self.word.len() <= digits).then(|| self.word.parse().ok()).flatten()
    }
}

/// Cuts a text where letters, digits and everything else meet; an apostrophe inside a word belongs to it, and is always `'`.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut last = Sort::Other;
    for (offset, character) in text.char_indices() {
        let sort = Sort::of(character);
        let end = offset + character.len_utf8();
        match (sort, found.last_mut()) {
            (Sort::Other, _) => {}
            (_, Some(token)) if sort == last && token.at.end == offset => {
                token.word.extend(plain(character));
                token.at.end = end;
            }
            _ => found.push(Token { word: plain(character).collect(), at: offset..end }),
        }
        last = sort;
    }
    found
}

/// In lower case, with one sort of apostrophe: pages set either in the same words.
fn plain(character: char) -> std::char::ToLowercase {
    let plain = if character == '’' { '\'' } else { character };
    plain.to_lowercase()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Digit,
    Letter,
    Other,
}

impl Sort {
    fn of(character: char) -> Self {
        match character {
            '0'..='9' => Self::Digit,
            '\'' | '’' => Self::Letter,
            _ if character.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }
}
