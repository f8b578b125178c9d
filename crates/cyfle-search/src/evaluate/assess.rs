//! What judged questions have in common: for which requests an entry is a better, or a poorer, answer than others.
//!
//! Each question is a list of what it asks for, one by one and two facts together, and each entry has the gain of its grade for
//! it, nothing where it has none. What asking for a thing is worth to an entry is then a weight for each, found in two ways:
//! [`ridge`] tells how good an answer is, whatever else there is; [`listwise`] which of all comes first, beside what the facts
//! say. Each errs in its own way, and together less than either. Small weights are left out.

use std::collections::{BTreeMap, BTreeSet};

use cyfle_catalogue::assessments::{Asked, Notes};
use cyfle_catalogue::questions::Question;
use cyfle_catalogue::{Assessments, Catalogue, Facet, Opportunity};

use super::gain;
use super::listwise::{self, List, Traits};
use super::ridge::{self, Row, Targets};
use crate::assessed::{self, Things};
use crate::rank::{self, Order};
use crate::strings::place_of;
use crate::understand::Understanding;

/// What misleads loses as much as a marginal answer gains.
const MISLEADS: f64 = 1.0;

/// The fewest questions that ask for two things together, from which anything is concluded of both.
const LEAST_TOGETHER: u32 = 2;

/// So much of what is concluded comes from lists, the rest from gains. In cross-validation half answers less well.
const BY_LISTS: f64 = 0.75;

/// The least gain that is written down.
const LEAST: f64 = 0.2;

/// By so many gains each thing that speaks against an entry sets it back, and the most that anything does: an entry behind
/// that is not reached by what assessors found.
const SET_BACK: f32 = 1.0 / 3.0;
const FAR_BEHIND: usize = 6;

/// Where an entry stands that is not shown.
const NOT_SHOWN: f32 = -1e4;

/// A set of questions: what each asks for, and what entries gained for it.
#[derive(Debug, Default)]
pub(super) struct Judged {
    questions: Vec<Answered>,
}

#[derive(Debug, Clone, Default)]
struct Answered {
    asked: BTreeSet<String>,
    gains: BTreeMap<String, f64>,
    /// Where the facts put entries, by their numbers, in gains.
    stands: Vec<(usize, f32)>,
}

impl Judged {
    /// Takes in one question, how it is read, and the order in which the facts put everything. A question that nothing answers
    /// says nothing of any entry.
    pub(super) fn add(
        &mut self,
        question: &Question,
        understanding: &Understanding,
        order: &[(usize, Order)],
        catalogue: &Catalogue,
    ) {
        if question.judgements.is_empty() {
            return;
        }
        let misled = question.not_top3.iter().map(|id| (id.clone(), -MISLEADS));
        let judged = question.judgements.iter().map(|(id, grade)| (id.clone(), gain(*grade)));
        let gains = misled.chain(judged).filter(|(_, gain)| *gain != 0.0).collect();
        let ids: Vec<&String> = catalogue.opportunities.keys().collect();
        let stands = standing(order);
        self.questions.push(Answered {
            asked: assessed::features(understanding, &catalogue.vocabularies),
            gains,
            stands: stands.filter(|(number, _)| !question.neutral.contains(ids[*number])).collect(),
        });
    }
}

/// Where an order puts entries, in gains. It begins with what nothing sets back further than it must.
fn standing(order: &[(usize, Order)]) -> impl Iterator<Item = (usize, f32)> {
    let first = order.first().map(|(_, order)| (order.naming, order.unusable));
    order.iter().map(move |(number, order)| {
        let is_behind = first != Some((order.naming, order.unusable));
        let against = order.missed.max(usize::from(order.aside)).min(FAR_BEHIND);
        let against = if is_behind { FAR_BEHIND } else { against };
        let back = f32::from(u8::try_from(against).unwrap_or(u8::MAX)) * SET_BACK;
        (*number, order.score / rank::ASSESSED - back)
    })
}

/// A catalogue's entries.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    ids: Vec<&'a str>,
    traits: Traits,
}

impl<'a> Entries<'a> {
    pub(super) fn of(catalogue: &'a Catalogue) -> Self {
        let ids = catalogue.opportunities.keys().map(String::as_str).collect();
        Self { ids, traits: traits(catalogue) }
    }
}

/// What entries have of every value that several have, the rarer the more; all together as much for each entry.
fn traits(catalogue: &Catalogue) -> Traits {
    let has = |opportunity: &Opportunity| -> BTreeSet<(Facet, String)> {
        let facets = Facet::ALL.into_iter().filter(|facet| !facet.is_computed());
        let of = |facet: Facet| {
            facet.values(opportunity, catalogue).into_iter().map(move |value| (facet, value))
        };
        facets.flat_map(of).collect()
    };
    let entries: Vec<_> = catalogue.opportunities.values().map(has).collect();
    let mut counts: BTreeMap<&(Facet, String), usize> = BTreeMap::new();
    entries.iter().flatten().for_each(|value| *counts.entry(value).or_default() += 1);
    counts.retain(|_, count| *count > 1);
    let places: BTreeMap<_, usize> = counts.keys().copied().zip(0..).collect();
    let of = |values: &BTreeSet<(Facet, String)>| {
        let known = values.iter().filter_map(|value| {
            Some((*places.get(value)?, rank::information(counts[value], entries.len())))
        });
        let known: Vec<(usize, f32)> = known.collect();
        let length = known.iter().map(|(_, own)| own * own).sum::<f32>().sqrt();
        known.into_iter().map(|(at, own)| (at, own / length)).collect()
    };
    Traits { count: places.len(), of: entries.iter().map(of).collect() }
}

/// What sets of questions say of entries together.
pub(super) fn conclude<'a>(
    entries: &Entries<'_>,
    sets: impl Iterator<Item = &'a Judged>,
) -> Assessments {
    let questions: Vec<&Answered> = sets.flat_map(|set| &set.questions).collect();
    let asked = things(questions.iter().map(|question| &question.asked));
    let number = place_of(questions.len());
    let things = Things::new(number, asked.into_iter());
    let rows: Vec<Row> =
        questions.iter().map(|question| things.asked_by(&question.asked)).collect();
    let gains = by_gains(&questions, &rows, things.len(), &entries.ids);
    let lists = by_lists(&questions, rows, things.len(), entries);
    let mut notes = Notes::of(number);
    for (place, asked) in things.iter().enumerate() {
        let both = gains.iter().zip(&lists);
        let both = both.map(|(gain, list)| gain[place] * (1.0 - BY_LISTS) + list[place] * BY_LISTS);
        let worth = entries.ids.iter().zip(both).map(|(id, gain)| (*id, tenths(gain)));
        let worth: Vec<(&str, i8)> = worth.filter(|(_, tenths)| *tenths != 0).collect();
        // What one question asks for is as rare as what none does, and what two things say together may be nothing.
        if !worth.is_empty() || matches!(asked, Asked::One(_, count) if count > 1) {
            notes.note(asked, worth);
        }
    }
    notes.into_assessments()
}

fn by_gains(questions: &[&Answered], rows: &[Row], things: usize, ids: &[&str]) -> Vec<Vec<f64>> {
    let of = |id: &&str| -> Targets {
        let gains = questions.iter().enumerate();
        gains.filter_map(|(at, question)| Some((at, *question.gains.get(*id)?))).collect()
    };
    let targets: Vec<Targets> = ids.iter().map(of).collect();
    ridge::weights(rows, things, &targets)
}

fn by_lists(
    questions: &[&Answered],
    rows: Vec<Row>,
    things: usize,
    Entries { ids, traits }: &Entries<'_>,
) -> Vec<Vec<f64>> {
    let lists = questions.iter().zip(rows).filter_map(|(question, asked)| {
        let (mut stands, mut shares) = (vec![NOT_SHOWN; ids.len()], vec![0.0; ids.len()]);
        for (number, stand) in &question.stands {
            stands[*number] = *stand;
            let gain = question.gains.get(ids[*number]).copied().unwrap_or_default();
            shares[*number] = short(gain.max(0.0));
        }
        let all: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|own| *own /= all);
        (all > 0.0).then_some(List { asked, stands, shares })
    });
    let lists: Vec<List> = lists.collect();
    listwise::weights(&lists, things, traits)
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

/// Whole tenths of a gain, the nearest; none of what is too little.
#[expect(clippy::cast_possible_truncation, reason = "held between two small numbers")]
fn tenths(gain: f64) -> i8 {
    if gain.abs() < LEAST {
        return 0;
    }
    let most = f64::from(Assessments::MOST);
    (gain * 10.0).round().clamp(-most, most) as i8
}

#[expect(clippy::cast_possible_truncation, reason = "a gain is a small whole number")]
const fn short(gain: f64) -> f32 {
    gain as f32
}

#[cfg(test)]
mod tests;
