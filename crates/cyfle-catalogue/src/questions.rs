//! Questions whose right answers people have judged: what the search is measured by.
//!
//! They are YAML like the rest, so they are read here; what they are worth is worked out by whoever asks them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::Lang;
use crate::yaml;

/// One file of judged questions.
#[derive(Debug, Clone, Deserialize)]
pub struct QuestionSet {
    /// Entries that would mislead anyone who did not ask for them by name.
    #[serde(default)]
    pub default_not_top3: Vec<String>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// One question and what a person who asks it wants.
#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    /// Its name.
    pub id: String,
    /// The language of the reader.
    pub lang: Lang,
    /// What is typed.
    pub text: String,
    /// How it is put: short, keywords, sentence and so on.
    pub style: String,
    /// What is special about it.
    #[serde(default)]
    pub tags: Vec<String>,
    /// `no-confident-match` where the catalogue has nothing for it.
    #[serde(default)]
    pub expect: Option<String>,
    /// Entries by what they are worth to this person: 3 exactly right, 2 good, 1 marginal.
    #[serde(default)]
    pub judgements: BTreeMap<String, u8>,
    /// Entries that would mislead this person in the first three places.
    #[serde(default)]
    pub not_top3: Vec<String>,
    /// Entries that are left out of account.
    #[serde(default)]
    pub neutral: Vec<String>,
    /// What the text has to be understood as.
    #[serde(default)]
    pub filters: BTreeMap<String, OneOrMore>,
    /// What it may be understood as in addition.
    #[serde(default)]
    pub filters_optional: BTreeMap<String, OneOrMore>,
}

impl Question {
    /// Whether nothing in the catalogue answers it.
    pub fn has_no_answer(&self) -> bool {
        self.expect.as_deref() == Some("no-confident-match")
    }
}

/// A value, or a list of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    More(Vec<String>),
}

impl OneOrMore {
    /// The values.
    pub fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::More(values) => values,
        }
    }
}

/// Reads a file of questions.
///
/// # Errors
/// What is wrong with the text, with its line where it is not YAML.
pub fn read(text: &str) -> Result<QuestionSet, String> {
    let tree = yaml::parse(text)
        .map_err(|error| format!("line {}: {}", error.place.line, error.message))?;
    tree.read()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_with_single_and_several_values() {
        let text = "questions:\n- id: en-1\n  lang: cy\n  text: ymchwil\n  style: short\n  judgements: {a: 3}\n  filters:\n    theme: research\n    kind: [award, funding]\n";
        let set = read(text).expect("questions");
        let question = &set.questions[0];
        assert_eq!(question.lang, Lang::Cy);
        assert_eq!(question.filters["theme"].values(), ["research"]);
        assert_eq!(question.filters["kind"].values(), ["award", "funding"]);
        assert!(!question.has_no_answer());
    }

    #[test]
    fn a_broken_file_says_where() {
        assert!(read("questions: [").expect_err("broken").starts_with("line "));
    }
}
