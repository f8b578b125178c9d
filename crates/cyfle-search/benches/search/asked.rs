//! What is asked in a measurement.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use cyfle_catalogue::{Facet, Lang, questions};
use cyfle_search::Query;
use serde::Deserialize;

/// A question of one sort.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) class: String,
    pub(crate) query: Query,
    /// The entry from which it was made.
    pub(crate) target: Option<String>,
}

/// The judged questions; every third one also with parameters that few entries meet, so that some have to be given up.
pub(crate) fn from_judged_questions() -> Result<Vec<Asked>, Box<dyn Error>> {
    let mut asked = Vec::new();
    for file in [
        include_str!("../../../../tests/relevance/sample.yaml"),
        include_str!("../../../../tests/relevance/sets/first-en.yaml"),
        include_str!("../../../../tests/relevance/sets/first-cy.yaml"),
    ] {
        for (number, question) in questions::read(file)?.questions.into_iter().enumerate() {
            let query = Query { per_page: 10, ..Query::new(question.text, question.lang) };
            if number % 3 == 0 {
                let mut narrow = query.clone();
                narrow.filters.insert(Facet::CareerLevel, vec!["advanced".to_owned()]);
                narrow.filters.insert(Facet::Status, vec!["open".to_owned()]);
                narrow.filters.insert(Facet::Mode, vec!["blended".to_owned()]);
                asked.push(Asked {
                    class: "with parameters".to_owned(),
                    query: narrow,
                    target: None,
                });
            }
            asked.push(Asked { class: question.style, query, target: None });
        }
    }
    Ok(asked)
}

#[derive(Deserialize)]
struct Line {
    cls: String,
    q: String,
    filters: BTreeMap<String, Vec<String>>,
    target: Option<String>,
}

/// A query log, whose filters are labels.
pub(crate) fn from_log(path: &str) -> Result<Vec<Asked>, Box<dyn Error>> {
    let mut asked = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let mut query = Query::new(line.q, Lang::En);
        query.per_page = 10;
        for (field, labels) in line.filters {
            let facet = match field.as_str() {
                "career_levels" => Facet::CareerLevel,
                "groups" => Facet::ProfessionGroup,
                "offers" => Facet::Offer,
                "kind" => Facet::Kind,
                "nations" => Facet::Nation,
                "professions" => Facet::Profession,
                "funder" => Facet::Funder,
                other => return Err(format!("there is no facet for `{other}`").into()),
            };
            query.filters.insert(facet, labels.iter().map(|label| id(label)).collect());
        }
        asked.push(Asked { class: line.cls, query, target: line.target });
    }
    Ok(asked)
}

fn id(label: &str) -> String {
    let plain = label.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The sorts of questions, in order.
pub(crate) fn classes(asked: &[Asked]) -> BTreeSet<String> {
    asked.iter().map(|one| one.class.clone()).collect()
}

/// The questions with one slip in their longest word: by turns a letter left out, two swapped, one doubled.
pub(crate) fn misspelt(asked: &[Asked]) -> Vec<Asked> {
    let slip = |(number, one): (usize, &Asked)| {
        let word = one
            .query
            .text
            .split_whitespace()
            .filter(|word| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
            .max_by_key(|word| word.len())?;
        let middle = word.len() / 2;
        let (left, right) = word.split_at(middle);
        let wrong = match number % 3 {
            0 => format!("{left}{}", &right[1..]),
            1 => format!(
                "{}{}{}{}",
                &left[..middle - 1],
                &right[..1],
                &left[middle - 1..],
                &right[1..]
            ),
            _ => format!("{left}{}{right}", &right[..1]),
        };
        let query = Query { text: one.query.text.replacen(word, &wrong, 1), ..one.query.clone() };
        Some(Asked { query, ..one.clone() })
    };
    asked.iter().enumerate().filter_map(slip).collect()
}

/// Some questions as they are being typed, letter by letter.
pub(crate) fn being_typed(asked: &[Asked]) -> Vec<Asked> {
    let mut typed = Vec::new();
    for one in asked.iter().step_by(asked.len().div_ceil(100).max(1)) {
        for (end, letter) in one.query.text.char_indices() {
            let query = Query {
                text: one.query.text[..end + letter.len_utf8()].to_owned(),
                ..one.query.clone()
            };
            typed.push(Asked { query, ..one.clone() });
        }
    }
    typed
}
