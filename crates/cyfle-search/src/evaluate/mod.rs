//! How good are the answers? Judged questions ([`cyfle_catalogue::questions`]), scored.
//!
//! The measures, over questions that have an answer: nDCG@10 with gain 2^grade−1; success@3, a grade of 2 or 3 among the first
//! three; MRR of the first such; recall@10 of them; *misled*, something misleading among the first three; *nothing*, no
//! answer at all. Of what had to be understood: how much was (recall), and how much of what was understood is right
//! (precision). Questions that nothing answers are counted apart: right is no answer, or one that is not confident.

mod ask;
mod assess;
mod lbfgs;
mod listwise;
mod report;
mod ridge;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use cyfle_catalogue::Catalogue;
use cyfle_catalogue::questions::{OneOrMore, Question, QuestionSet};

use crate::query::Query;
use crate::results::Answer;

pub use ask::{apart, ask, assess};
pub use report::Report;

/// Facets whose understanding is measured, by their names.
const MEASURED: [&str; 11] = [
    "career_level",
    "profession",
    "profession_group",
    "kind",
    "theme",
    "offer",
    "funder",
    "nation",
    "education_stage",
    "topic",
    "status",
];

/// So many answers are looked at.
const DEPTH: usize = 10;

/// What one question was worth.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The question.
    pub question: Question,
    /// Discounted gain of the first ten, as a share of the best possible.
    pub ndcg: f64,
    /// Whether a good answer is among the first three.
    pub success: bool,
    /// One divided by the place of the first good answer; 0 without one.
    pub reciprocal_rank: f64,
    /// How many of the good answers are among the first ten.
    pub recall: f64,
    /// What would mislead among the first three.
    pub misleading: Vec<String>,
    /// The first ten answers, those left out of account removed.
    pub found: Vec<String>,
    /// Whether there was no answer at all.
    pub nothing: bool,
    /// Whether the answer was called confident.
    pub confident: bool,
    /// Values that were rightly understood, wrongly understood, and missed.
    pub understanding: Vec<(String, String, Understanding)>,
    /// How long the answer took.
    pub took: Duration,
}

/// What became of a value that was, or should have been, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Understanding {
    /// It had to be understood, and was.
    Right,
    /// It was understood, and should not have been.
    Wrong,
    /// It had to be understood, and was not.
    Missed,
}

/// The question as a reader would send it.
pub fn query(question: &Question) -> Query {
    Query { per_page: DEPTH, ..Query::new(question.text.clone(), question.lang) }
}

/// Scores the answer to a question.
pub fn score(
    set: &QuestionSet,
    question: &Question,
    answer: &Answer<'_>,
    catalogue: &Catalogue,
    took: Duration,
) -> Scored {
    let mut found: Vec<String> = Vec::new();
    for id in answer.hits.iter().map(|hit| &hit.opportunity.id) {
        if !question.neutral.contains(id) && !found.contains(id) {
            found.push(id.clone());
        }
    }
    found.truncate(DEPTH);
    let grade = |id: &String| question.judgements.get(id).copied().unwrap_or(0);
    let grades: Vec<u8> = found.iter().map(grade).collect();
    let mut best: Vec<u8> = question.judgements.values().copied().collect();
    best.sort_unstable_by(|left, right| right.cmp(left));
    let ideal = discounted_gain(&best);
    let good = best.iter().filter(|grade| **grade >= 2).count();
    let first = grades.iter().position(|grade| *grade >= 2);
    let misleads = |id: &&String| {
        question.not_top3.contains(*id)
            || (set.default_not_top3.contains(*id)
                && !question.judgements.contains_key(*id)
                && !question.neutral.contains(*id))
    };
    Scored {
        ndcg: if ideal > 0.0 { discounted_gain(&grades) / ideal } else { 0.0 },
        success: grades.iter().take(3).any(|grade| *grade >= 2),
        reciprocal_rank: first.map_or(0.0, |place| 1.0 / number(place + 1)),
        recall: match good {
            0 if best.is_empty() => 1.0,
            0 => 0.0,
            _ => {
                number(grades.iter().filter(|grade| **grade >= 2).count()) / number(good.min(DEPTH))
            }
        },
        misleading: found.iter().take(3).filter(misleads).cloned().collect(),
        nothing: answer.hits.is_empty(),
        confident: answer.confident,
        understanding: understanding(question, answer, catalogue),
        question: question.clone(),
        found,
        took,
    }
}

fn discounted_gain(grades: &[u8]) -> f64 {
    grades
        .iter()
        .take(DEPTH)
        .enumerate()
        .map(|(place, grade)| gain(*grade) / number(place + 2).log2())
        .sum()
}

/// What a grade is worth.
fn gain(grade: u8) -> f64 {
    2_f64.powi(i32::from(grade)) - 1.0
}

fn understanding(
    question: &Question,
    answer: &Answer<'_>,
    catalogue: &Catalogue,
) -> Vec<(String, String, Understanding)> {
    let wanted = pairs(&question.filters);
    let mut allowed = pairs(&question.filters_optional);
    // Whoever names a profession has named its group too.
    for (facet, value) in wanted.iter().chain(&allowed.clone()) {
        if facet == "profession"
            && let Some(group) = catalogue.vocabularies.group_of(value)
        {
            allowed.insert(("profession_group".to_owned(), group.to_owned()));
        }
    }
    let understood: BTreeSet<(String, String)> = answer
        .understood
        .iter()
        .map(|piece| (piece.concept.name().to_owned(), piece.value.clone()))
        .filter(|(facet, _)| MEASURED.contains(&facet.as_str()))
        .collect();
    let of = |(facet, value): &(String, String), what| (facet.clone(), value.clone(), what);
    let right_or_missed = wanted.iter().map(|pair| {
        of(
            pair,
            if understood.contains(pair) { Understanding::Right } else { Understanding::Missed },
        )
    });
    let wrong = understood
        .iter()
        .filter(|pair| !wanted.contains(*pair) && !allowed.contains(*pair))
        .map(|pair| of(pair, Understanding::Wrong));
    right_or_missed.chain(wrong).collect()
}

fn pairs(filters: &BTreeMap<String, OneOrMore>) -> BTreeSet<(String, String)> {
    filters
        .iter()
        .flat_map(|(facet, values)| {
            values.values().iter().map(|value| (facet.clone(), value.clone()))
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions and places")]
const fn number(count: usize) -> f64 {
    count as f64
}
