//! Text to words: the same function for what is indexed and for what is asked, so that the two always meet.
//!
//! A word has one key in each language. English: the Snowball stem. Welsh: the headword of the lexicon (see [`cy`]), because
//! no engine has a Welsh analyser and mutation changes the first letter of one word in four.

pub mod alphabet;
mod british;
pub mod compounds;
pub mod cy;
pub mod en;
pub(crate) mod mutation;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of its first character in the text that was given.
    pub start: usize,
    /// Byte offset behind its last character.
    pub end: usize,
    /// Lower case, without accents.
    pub folded: String,
    /// Whether it is written like an acronym: digits, or capitals in a text that has small letters too.
    pub exact: bool,
}

/// A word as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surface<'t> {
    /// What is written.
    pub(crate) text: &'t str,
    /// Byte offset of its first character in the text that was given.
    start: usize,
    /// Whether the text that it stands in has no small letters.
    shouting: bool,
}

impl Surface<'_> {
    /// Whether it has so many capitals that it may be an acronym.
    pub(crate) fn has_capitals(self) -> bool {
        self.text.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
    }

    /// Folded, and whether it is written like an acronym; none where nothing is left of it.
    pub(crate) fn read(self) -> Option<(String, bool)> {
        let folded = folded_word(self.text);
        (!folded.is_empty()).then(|| (folded, self.is_exact()))
    }

    /// Digits are exact, and so are what an ampersand holds together ("r&d") and acronyms: capitals in a text that has small
    /// letters too, and short words where it has none.
    fn is_exact(self) -> bool {
        const LONGEST_ACRONYM: usize = 8;
        const LONGEST_SHOUTED: usize = 4;
        let longest = if self.shouting { LONGEST_SHOUTED } else { LONGEST_ACRONYM };
        self.text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'&')
            || (self.text.len() <= longest && self.has_capitals())
    }
}

/// Splits a text into words. Apostrophes, ampersands and decimal points inside a word stay ("R&D", "0.4", "master's"); hyphens
/// divide it. At most [`LONGEST_WORD`] characters of a word are kept.
pub fn tokens(text: &str) -> Vec<Token> {
    let token = |surface: Surface<'_>| {
        let (folded, exact) = surface.read()?;
        let (start, end) = (surface.start, surface.start + surface.text.len());
        Some(Token { start, end, folded, exact })
    };
    surfaces(text).filter_map(token).collect()
}

/// The words of a text as they are written.
pub(crate) fn surfaces(text: &str) -> impl Iterator<Item = Surface<'_>> {
    let shouting = !text.chars().any(char::is_lowercase);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let first = text[at..].chars().next()?;
            let start = at;
            at += first.len_utf8();
            if starts_word(first) {
                at = end_of_word(text, at, first);
                return Some(Surface { text: &text[start..at], start, shouting });
            }
        }
    })
}

/// Where a word ends that goes on at a place behind a character.
fn end_of_word(text: &str, mut at: usize, mut before: char) -> usize {
    loop {
        // Most letters are plain ones, and these go on without being looked at twice.
        let plain = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
        let end = at + plain.count();
        if end > at {
            before = char::from(text.as_bytes()[end - 1]);
            at = end;
        }
        match text[at..].chars().next() {
            Some(c) if continues_word(before, c, &text[at + c.len_utf8()..]) => {
                before = c;
                at += c.len_utf8();
            }
            _ => return at,
        }
    }
}

/// A word without the dots of an abbreviation ("Ph.D." is "phd"), and with a slip of text recognition put right: the small L
/// that public pages have for the capital of *Iechyd* (health).
fn folded_word(surface: &str) -> String {
    let mut folded = fold(surface);
    if folded.contains('.') && !folded.contains(|c: char| c.is_ascii_digit()) {
        folded.retain(|c| c != '.');
    }
    if folded == "lechyd" { "iechyd".to_owned() } else { folded }
}

/// Longer words are cut: no word of either language is as long, and hostile input can be.
pub const LONGEST_WORD: usize = 64;

fn starts_word(c: char) -> bool {
    c.is_alphanumeric() || c == '£'
}

/// Whether a word goes on with a character, given the one before it and what comes after.
fn continues_word(before: char, c: char, after: &str) -> bool {
    if starts_word(c) || is_combining_mark(c) {
        return true;
    }
    let mut after = after.chars();
    let next = after.next();
    let between =
        |left: fn(char) -> bool, right: fn(char) -> bool| left(before) && next.is_some_and(right);
    match c {
        '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '&' => {
            between(char::is_alphanumeric, char::is_alphanumeric)
        }
        '.' | ',' if between(|c| c.is_ascii_digit(), |c| c.is_ascii_digit()) => true,
        // "Ph.D", "U.K": a single letter follows.
        '.' => {
            between(char::is_alphabetic, char::is_alphabetic)
                && after.next().is_none_or(|c| !c.is_alphanumeric())
        }
        '\u{ad}' => true,
        // A circumflex that has come loose from its letter.
        '\u{2c6}' | '^' => before.is_alphabetic(),
        _ => false,
    }
}

/// Lower case without accents; all apostrophes become `'`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let letters = text.bytes().filter(|byte| *byte != b'^').take(LONGEST_WORD);
        return letters
            .map(|byte| if byte == b'`' { '\'' } else { char::from(byte.to_ascii_lowercase()) })
            .collect();
    }
    text.nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\u{ad}' | '\u{2c6}' | '^'))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '´' | '`') { '\'' } else { c })
        .take(LONGEST_WORD)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn what_belongs_together_stays_together() {
        assert_eq!(
            words("R&D, 0.4 WTE; a master's – band 8a"),
            ["r&d", "0.4", "wte", "a", "master's", "band", "8a"]
        );
        assert_eq!(words("rhan-amser ŵyr Tŷ"), ["rhan", "amser", "wyr", "ty"]);
        assert_eq!(words("a Ph.D. in the U.K."), ["a", "phd", "in", "the", "uk"]);
    }

    #[test]
    fn slips_of_public_pages_are_read_as_meant() {
        assert_eq!(words("lechyd Cyhoeddus"), ["iechyd", "cyhoeddus"]);
        assert_eq!(words("tyˆ ym\u{ad}chwil f’ymchwil"), ["ty", "ymchwil", "f'ymchwil"]);
    }

    #[test]
    fn acronyms_are_told_from_words() {
        let exact = |text: &str| -> Vec<bool> {
            tokens(text).into_iter().map(|token| token.exact).collect()
        };
        assert_eq!(exact("the NHS in Wales"), [false, true, false, false]);
        assert_eq!(exact("GIG"), [true]);
        assert_eq!(exact("YMCHWIL BAND 8A"), [false, true, true]);
    }

    #[test]
    fn offsets_point_into_the_text_as_given() {
        let text = "â’r Gŵyl";
        let found = tokens(text);
        assert_eq!(&text[found[1].start..found[1].end], "Gŵyl");
    }
}
