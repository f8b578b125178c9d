//! A sentence as facts are read in it: its text, its words, and the label that it stands under.

use super::sayings::{Ending, has_any};
use super::{LONGEST_EVIDENCE, fold};
use crate::fetch::cut;
use crate::read::tokens::{Token, tokens};

/// A sentence longer than this, in bytes, is quoted without its label.
const LONGEST_LABELLED: usize = 120;

/// A sentence.
pub(crate) struct Sentence<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: Vec<Token>,
    /// The heading or term before it; empty where there is none.
    pub(crate) label: &'a str,
}

impl<'a> Sentence<'a> {
    pub(crate) fn new(text: &'a str, label: &'a str) -> Self {
        Self { text, words: tokens(text), label }
    }

    /// Whether one of some sayings is in it, its label left aside.
    pub(crate) fn has_any(&self, sayings: &[&str], ending: Ending) -> bool {
        has_any(&self.words, sayings, ending)
    }

    /// It with its label, as evidence.
    pub(super) fn evidence(&self) -> String {
        let whole = match self.label.is_empty() || self.text.len() > LONGEST_LABELLED {
            true => self.text.to_owned(),
            false => format!("{}: {}", self.label.trim_end_matches(':'), self.text),
        };
        cut(&fold(&whole), LONGEST_EVIDENCE).to_owned()
    }
}
