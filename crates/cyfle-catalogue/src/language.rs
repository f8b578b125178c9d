//! The two languages, texts that exist in both, and the interface phrases of `languages/{en,cy}.yaml`.
//!
//! No wording stands in Rust: a page asks [`Phrases`] for a key. Welsh has five plural forms besides the usual one
//! (Unicode CLDR, plural rules, `cy`: zero, one, two, few for 3, many for 6), and so may each phrase.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::cue::Cue;

/// A language of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// English.
    En,
    /// Welsh.
    Cy,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Cy];

    /// The codes of all, in the same order.
    pub const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The code in addresses and in `lang` attributes: `en` or `cy` (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cy => "cy",
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Cy,
            Self::Cy => Self::En,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == text)
            .ok_or_else(|| format!("`{text}` is not a language here; use `en` or `cy`"))
    }
}

/// How far a Welsh text can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// No translator has seen it yet.
    #[default]
    Pending,
    /// A translator has approved it.
    Reviewed,
    /// A public body publishes exactly this Welsh.
    Official,
}

impl Review {
    /// Every degree, the least first.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Reviewed, Self::Official];

    /// The words of all, in the same order.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The word used in the files and in published JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Reviewed => "reviewed",
            Self::Official => "official",
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
pub struct Text {
    /// English.
    pub en: String,
    /// Welsh; empty where it is missing, which the strict check refuses.
    #[serde(default)]
    pub cy: String,
    /// How far the Welsh can be relied on.
    #[serde(default)]
    pub review: Review,
}

impl Text {
    /// The text in one language; English where the Welsh is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Cy if !self.cy.trim().is_empty() => self.cy.trim(),
            Lang::En | Lang::Cy => self.en.trim(),
        }
    }
}

/// A phrase: one text, or one for each plural form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Phrase {
    One(String),
    Plural(BTreeMap<String, String>),
}

/// The names of the plural forms that a phrase may have.
pub(crate) const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The plural form of a count (CLDR plural rules 45: `en` and `cy`, cardinal).
pub const fn plural_form(lang: Lang, count: u64) -> &'static str {
    match (lang, count) {
        (_, 1) => "one",
        (Lang::Cy, 0) => "zero",
        (Lang::Cy, 2) => "two",
        (Lang::Cy, 3) => "few",
        (Lang::Cy, 6) => "many",
        _ => "other",
    }
}

/// The interface phrases of one language.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Phrases {
    pub(crate) entries: BTreeMap<String, Phrase>,
    pub(crate) noise_words: Vec<String>,
    pub(crate) small_words: Vec<String>,
    pub(crate) cues: BTreeMap<Cue, Vec<String>>,
    /// By the number, as it is written.
    pub(crate) numerals: BTreeMap<String, Vec<String>>,
    /// By the number of the month.
    pub(crate) months: BTreeMap<String, Vec<String>>,
}

impl Phrases {
    /// The phrase for a key. A key that no file has answers with the key itself, so that a gap is seen, not hidden;
    /// `cyfle check` fails on it.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.entries.get(key) {
            Some(Phrase::One(text)) => text,
            Some(Phrase::Plural(forms)) => forms.get("other").map_or(key, String::as_str),
            None => key,
        }
    }

    /// The phrase with its `{name}` places filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(key).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    /// The phrase in the plural form of a count, with `{n}` filled.
    pub fn count(&self, lang: Lang, key: &str, count: u64) -> String {
        let text = match self.entries.get(key) {
            Some(Phrase::Plural(forms)) => forms
                .get(plural_form(lang, count))
                .or_else(|| forms.get("other"))
                .map_or(key, String::as_str),
            Some(Phrase::One(text)) => text,
            None => key,
        };
        text.replace("{n}", &count.to_string())
    }

    /// Whether the language has the phrase.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Words of a question that say nothing about what is sought ("find", "am", "cyfleoedd").
    pub fn noise_words(&self) -> &[String] {
        &self.noise_words
    }

    /// Words by which a text is known to be in this language, and which mean nothing in the other one.
    pub(crate) fn small_words(&self) -> &[String] {
        &self.small_words
    }

    /// Words and phrases by which questions are read, each with what it tells.
    pub fn cues(&self) -> impl Iterator<Item = (Cue, &str)> {
        let each = self.cues.iter();
        each.flat_map(|(cue, words)| words.iter().map(|word| (*cue, word.as_str())))
    }

    /// Words that are numbers.
    pub fn numerals(&self) -> impl Iterator<Item = (f64, &str)> {
        numbered(&self.numerals)
    }

    /// Names of months as people type them, by the number of the month.
    pub fn months(&self) -> impl Iterator<Item = (i8, &str)> {
        numbered(&self.months)
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}

fn numbered<N: Copy + std::str::FromStr>(
    words: &BTreeMap<String, Vec<String>>,
) -> impl Iterator<Item = (N, &str)> {
    let each = words.iter().filter_map(|(number, words)| Some((number.parse::<N>().ok()?, words)));
    each.flat_map(|(number, words)| words.iter().map(move |word| (number, word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn welsh_counts_take_their_own_forms() {
        let forms = [
            (0, "zero"),
            (1, "one"),
            (2, "two"),
            (3, "few"),
            (4, "other"),
            (6, "many"),
            (7, "other"),
        ];
        for (count, form) in forms {
            assert_eq!(plural_form(Lang::Cy, count), form);
        }
        assert_eq!(plural_form(Lang::En, 0), "other");
    }
}
