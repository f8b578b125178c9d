//! The hand-written Welsh words of the search: `languages/words-cy.yaml`.
//!
//! Every form and mutation is made from them forwards, because one mutated form has two readings on average backwards.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Welsh words as a person lists them: unmutated, with their accents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct WelshWords {
    /// Headwords with their other forms: plurals, comparisons, irregular parts of verbs.
    pub words: BTreeMap<String, Vec<String>>,
    /// Verbs with the stem from which their regular parts are made.
    pub verbs: BTreeMap<String, String>,
    /// Headwords without other forms.
    pub plain: Vec<String>,
    /// Headwords of one stock, which find each other at less weight.
    pub families: Vec<Vec<String>>,
    /// Words whose first letter never changes.
    pub never_mutated: Vec<String>,
    /// Words that resist the soft mutation only.
    pub not_softened: Vec<String>,
}
