//! What judged questions have in common: for which requests an entry is a better, or a poorer, answer than others.
//!
//! Each question is a list of what it asks for, one by one and two facts together, and each entry has the gain of its grade for
//! it, nothing where it has none. What asking for a thing is worth to an entry is then a weight for each ([`ridge`]). Weights
//! below a tenth of a gain are left out.

use std::collections::{BTreeMap, BTreeSet};

use cyfle_catalogue::Assessments;
use cyfle_catalogue::assessments::{Asked, Notes};
use cyfle_catalogue::questions::Question;
use cyfle_catalogue::vocabulary::Vocabularies;

use super::gain;
use super::ridge::{self, Row, Targets};
use crate::assessed::{self, Things};
use crate::strings::place_of;
use crate::understand::Understanding;

/// What misleads loses as much as a marginal answer gains.
const MISLEADS: f64 = 1.0;

/// The fewest questions that ask for two things together, from which anything is concluded of both.
const LEAST_TOGETHER: u32 = 2;

/// A set of questions: what each asks for, and what entries gained for it.
#[derive(Debug, Default)]
pub(super) struct Judged {
    questions: Vec<(BTreeSet<String>, BTreeMap<String, f64>)>,
}

impl Judged {
    /// Takes in one question. One that nothing answers says nothing of any entry.
    pub(super) fn add(
        &mut self,
        question: &Question,
        understanding: &Understanding,
        groups: &Vocabularies,
    ) {
        if question.judgements.is_empty() {
            return;
        }
        let misled = question.not_top3.iter().map(|id| (id.clone(), -MISLEADS));
        let judged = question.judgements.iter().map(|(id, grade)| (id.clone(), gain(*grade)));
        let gains = misled.chain(judged).filter(|(_, gain)| *gain != 0.0).collect();
        self.questions.push((assessed::features(understanding, groups), gains));
    }
}

/// What sets of questions say together.
pub(super) fn conclude<'a>(sets: impl Iterator<Item = &'a Judged>) -> Assessments {
    let questions: Vec<_> = sets.flat_map(|set| &set.questions).collect();
    let asked = things(questions.iter().map(|(asked, _)| asked));
    let number = place_of(questions.len());
    let things = Things::new(number, asked.into_iter());
    let rows: Vec<Row> = questions.iter().map(|(asked, _)| things.asked_by(asked)).collect();
    let mut targets: BTreeMap<&str, Targets> = BTreeMap::new();
    for (at, (_, gains)) in questions.iter().enumerate() {
        for (id, gain) in gains {
            targets.entry(id).or_default().push((at, *gain));
        }
    }
    let (ids, targets): (Vec<&str>, Vec<Targets>) = targets.into_iter().unzip();
    let weights = ridge::weights(&rows, things.len(), &targets);
    let mut notes = Notes::of(number);
    for (place, asked) in things.iter().enumerate() {
        let worth = ids.iter().zip(&weights).map(|(id, weights)| (*id, tenths(weights[place])));
        let worth: Vec<(&str, i8)> = worth.filter(|(_, tenths)| *tenths != 0).collect();
        // What one question asks for is as rare as what none does, and what two things say together may be nothing.
        if !worth.is_empty() || matches!(asked, Asked::One(_, count) if count > 1) {
            notes.note(asked, worth);
        }
    }
    notes.into_assessments()
}

/// Everything that is asked for, and which facts are asked for together more than once.
fn things<'a>(questions: impl Iterator<Item = &'a BTreeSet<String>>) -> Vec<Asked<&'a str>> {
    let mut ones: BTreeMap<&str, u32> = BTreeMap::new();
    let mut both: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for asked in questions {
        asked.iter().for_each(|one| *ones.entry(one).or_default() += 1);
        let facts: Vec<&str> =
            asked.iter().map(String::as_str).filter(|one| assessed::is_fact(one)).collect();
        for (at, left) in facts.iter().enumerate() {
            facts[at + 1..].iter().for_each(|right| *both.entry((*left, *right)).or_default() += 1);
        }
    }
    let both = both.into_iter().filter(|(_, count)| *count >= LEAST_TOGETHER);
    let both = both.map(|((left, right), _)| Asked::Both(left, right));
    ones.into_iter().map(|(one, count)| Asked::One(one, count)).chain(both).collect()
}

/// Whole tenths of a gain, the fraction cut off.
#[expect(clippy::cast_possible_truncation, reason = "held between two small numbers")]
fn tenths(gain: f64) -> i8 {
    let most = f64::from(Assessments::MOST);
    (gain * 10.0).clamp(-most, most) as i8
}

#[cfg(test)]
mod tests;
