//! What judged questions have in common: for which requests an entry is a better, or a poorer, answer than the place that it
//! is given without knowing.
//!
//! For each question and each entry that was answered, the gain of its grade is compared with what entries in that place
//! gain on average. The mean of these differences, over all questions that ask for a value, says how good an answer the
//! entry is to whoever asks for it. Few questions prove little, so the mean is drawn towards nothing by so many questions
//! that say nothing ([`SILENT`]), as in ridge regression; no single question decides ([`LEAST`]).

use std::collections::{BTreeMap, BTreeSet};

use cyfle_catalogue::precedents::Notes;
use cyfle_catalogue::questions::{OneOrMore, Question};
use cyfle_catalogue::vocabulary::Vocabularies;
use cyfle_catalogue::{Assessments, Facet, Precedents};

use super::{gain, number};
use crate::precedents;
use crate::query::Query;
use crate::results::Answer;
use crate::understand::Understanding;

/// Entries further down are all alike.
const PLACES: usize = 61;

/// Places on either side with which a place's average is taken.
const BESIDE: usize = 2;

/// So many questions without a difference are added to those that were asked.
const SILENT: f64 = 5.0;

/// What misleads loses as much as a marginal answer gains.
const MISLEADS: f64 = 1.0;

/// The fewest questions from which anything is concluded.
const LEAST: usize = 3;

/// The least difference, in tenths of a gain, that is worth a line.
const WORTH_A_LINE: i8 = 3;

/// A set of questions and what was answered without any such knowledge.
#[derive(Debug, Default)]
pub(super) struct Judged {
    questions: Vec<Asked>,
    precedents: Vec<(BTreeSet<String>, BTreeMap<String, i8>)>,
}

#[derive(Debug)]
struct Asked {
    values: Vec<(Facet, String)>,
    /// Entries in the order of the answer, with the gain of their grade.
    gains: Vec<(String, f64)>,
}

impl Judged {
    /// A question as it has to be asked for this: for all that answers it.
    pub(super) fn query(question: &Question) -> Query {
        Query { per_page: usize::MAX, ..super::query(question) }
    }

    /// Takes in one question. One that nothing answers says nothing of any entry.
    pub(super) fn add(
        &mut self,
        question: &Question,
        understanding: &Understanding,
        answer: &Answer<'_>,
        groups: &Vocabularies,
    ) {
        if question.judgements.is_empty() {
            return;
        }
        let values = Assessments::FACETS.into_iter().flat_map(|facet| {
            let values = question.filters.get(facet.name()).map(OneOrMore::values);
            values.into_iter().flatten().map(move |value| (facet, value.clone()))
        });
        let mut values: Vec<(Facet, String)> = values.collect();
        // Who asks for a profession asks for its group too; that of a profession few ask for is known from its group.
        let own: Vec<String> = values
            .iter()
            .filter(|(facet, _)| *facet == Facet::Profession)
            .filter_map(|(_, value)| groups.group_of(value).map(str::to_owned))
            .collect();
        for group in own {
            let group = (Facet::ProfessionGroup, group);
            if !values.contains(&group) {
                values.push(group);
            }
        }
        let asked = precedents::features(understanding, groups);
        self.precedents.push((asked, grades(question)));
        let ids = answer.hits.iter().map(|hit| &hit.opportunity.id);
        let gains = ids.filter(|id| !question.neutral.contains(*id)).map(|id| {
            let gain = match question.judgements.get(id) {
                Some(grade) => gain(*grade),
                None if question.not_top3.contains(id) => -MISLEADS,
                None => 0.0,
            };
            (id.clone(), gain)
        });
        self.questions.push(Asked { values, gains: gains.collect() });
    }
}

/// The grades of what was judged, and of what would mislead.
fn grades(question: &Question) -> BTreeMap<String, i8> {
    let misleading = question.not_top3.iter().map(|id| (id.clone(), Precedents::MISLEADS));
    let judged = question.judgements.iter().filter_map(|(id, grade)| {
        let grade = i8::try_from(*grade).ok().filter(|grade| *grade > 0)?;
        Some((id.clone(), grade))
    });
    misleading.chain(judged).collect()
}

/// What sets of questions say together.
pub(super) fn conclude<'a>(sets: impl Iterator<Item = &'a Judged>) -> Assessments {
    let sets: Vec<&Judged> = sets.collect();
    let questions: Vec<&Asked> = sets.iter().flat_map(|set| &set.questions).collect();
    let usual = usual_gains(&questions);
    let mut found: BTreeMap<(Facet, &str, &str), (f64, usize)> = BTreeMap::new();
    for asked in questions {
        for (place, (id, gain)) in asked.gains.iter().enumerate() {
            let more = gain - usual[place.min(PLACES - 1)];
            for (facet, value) in &asked.values {
                let (sum, count) = found.entry((*facet, value, id)).or_default();
                *sum += more;
                *count += 1;
            }
        }
    }
    let mut assessments = Assessments::default();
    for ((facet, value, id), (sum, count)) in found {
        let tenths = tenths(sum / (number(count) + SILENT));
        if count >= LEAST && tenths.abs() >= WORTH_A_LINE {
            assessments.note(facet, value, id, tenths);
        }
    }
    let mut notes = Notes::default();
    for (asked, found) in sets.iter().flat_map(|set| &set.precedents) {
        let found = found.iter().map(|(id, grade)| (id.as_str(), *grade));
        notes.note(asked.iter().map(String::as_str), found);
    }
    assessments.precedents = notes.into_precedents();
    assessments
}

/// What an entry gains on average in each place.
fn usual_gains(questions: &[&Asked]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0_usize); PLACES];
    for asked in questions {
        for (place, (_, gain)) in asked.gains.iter().enumerate() {
            let (sum, count) = &mut sums[place.min(PLACES - 1)];
            *sum += gain;
            *count += 1;
        }
    }
    let means: Vec<f64> = sums.into_iter().map(|(sum, count)| sum / number(count.max(1))).collect();
    let around = |place: usize| {
        let near = &means[place.saturating_sub(BESIDE)..(place + BESIDE + 1).min(PLACES)];
        near.iter().sum::<f64>() / number(near.len())
    };
    (0..PLACES).map(around).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "held between two small numbers")]
fn tenths(gain: f64) -> i8 {
    let most = f64::from(Assessments::MOST);
    (gain * 10.0).round().clamp(-most, most) as i8
}

#[cfg(test)]
mod tests;
