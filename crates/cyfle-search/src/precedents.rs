//! What was answered to questions like this one, and judged.
//!
//! Facts say what an entry is; which of forty research grants people are best told of first is what advisers know. They have
//! judged many questions, and the entries that were good answers to the questions most like this one come before others that
//! fit as well (nearest neighbours, weighed by likeness). It only orders: what misses something stays behind what misses
//! nothing.

use std::collections::BTreeSet;

use cyfle_catalogue::vocabulary::Vocabularies;
use cyfle_catalogue::{Catalogue, Facet};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::rank;
use crate::results::Concept;
use crate::strings::{Lists, Numbered, Strings, place_of};
use crate::understand::{Understanding, Word};

/// So many questions that are most like one tell.
const MOST: usize = 20;

/// What is less like a question says nothing of it.
const LEAST_ALIKE: f32 = 0.1;

/// So much likeness of questions that say nothing is added, so that a few that are hardly alike tell little.
const SILENT: f32 = 0.05;

/// The judged questions of a catalogue.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Known {
    /// What is asked for, and how much each says by how few ask for it.
    features: Numbered,
    weights: Vec<f32>,
    /// Questions by what they ask for.
    asking: Lists,
    /// What all that each asks for says together.
    totals: Vec<f32>,
    /// The entries that each found, in gains.
    found: Lists<(u32, f32)>,
}

impl Known {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let entries: HashMap<&str, u32> =
            catalogue.opportunities.keys().map(String::as_str).zip(0..).collect();
        let known = &catalogue.assessments.precedents;
        // Of entries that have gone nothing is known any more.
        let live: Vec<Option<u32>> =
            known.entries().iter().map(|id| entries.get(&**id).copied()).collect();
        let features = Numbered::from(known.features().iter().collect::<Strings>());
        let (mut asking, mut found) = (Vec::new(), Vec::new());
        let questions = known.len();
        for (question, (asked, grades)) in (0_u32..).zip(known.iter()) {
            asking.extend(asked.iter().map(|feature| (u32::from(*feature), question)));
            found.extend(grades.iter().filter_map(|(entry, grade)| {
                Some((question, (live[usize::from(*entry)]?, gain(*grade))))
            }));
        }
        let mut holding = vec![0_usize; features.len()];
        asking.iter().for_each(|(feature, _)| holding[*feature as usize] += 1);
        let weigh = |(feature, holding): (usize, &usize)| {
            weight(features.get(place_of(feature)), *holding, questions)
        };
        let weights: Vec<f32> = holding.iter().enumerate().map(weigh).collect();
        let mut totals = vec![0.0; questions];
        for (feature, question) in &asking {
            totals[*question as usize] += weights[*feature as usize];
        }
        let asking = Lists::new(features.len(), &asking);
        let found = Lists::new(questions, &found);
        Self { features, weights, asking, totals, found }
    }

    /// Tells how much better an answer entries were found to questions like this one, in gains.
    pub(crate) fn tell(
        &self,
        understanding: &Understanding,
        groups: &Vocabularies,
        mut tell: impl FnMut(usize, f32),
    ) {
        if self.totals.is_empty() {
            return;
        }
        let mut shared = vec![0.0_f32; self.totals.len()];
        let mut all = 0.0;
        for feature in features(understanding, groups) {
            match self.features.number(&feature) {
                Some(number) => {
                    let own = self.weights[number as usize];
                    all += own;
                    self.asking.get(number).iter().for_each(|at| shared[*at as usize] += own);
                }
                None => all += weight(&feature, 0, self.totals.len()),
            }
        }
        let alike = self.most_alike(&shared, all);
        let told = |likeness: f32| likeness.powi(3);
        let together: f32 = SILENT + alike.iter().map(|(likeness, _)| told(*likeness)).sum::<f32>();
        for (likeness, at) in alike {
            for (entry, gain) in self.found.get(at) {
                tell(*entry as usize, gain * told(likeness) / together);
            }
        }
    }

    /// The questions that are most like one, by what each shares with it and what it asks for in all: the share of what either
    /// asks for that both do (Jaccard's index, weighed).
    fn most_alike(&self, shared: &[f32], all: f32) -> Vec<(f32, u32)> {
        let mut alike: Vec<(f32, u32)> = Vec::with_capacity(MOST + 1);
        let mut least = LEAST_ALIKE;
        for ((at, shared), total) in (0..).zip(shared).zip(&self.totals) {
            let either = all + total - shared;
            // Most are not, and need not be divided.
            if *shared > least * either {
                alike.push((shared / either, at));
                if alike.len() > MOST {
                    let places = alike.iter().enumerate();
                    let worst = places.min_by(|left, right| left.1.0.total_cmp(&right.1.0));
                    if let Some((place, _)) = worst {
                        alike.swap_remove(place);
                    }
                    least = alike.iter().fold(f32::INFINITY, |least, (own, _)| least.min(*own));
                }
            }
        }
        alike
    }
}

/// What a grade is worth, as in [`crate::evaluate`]; what misleads loses what a marginal answer gains.
fn gain(grade: i8) -> f32 {
    if grade < 0 { -1.0 } else { 2_f32.powi(grade.into()) - 1.0 }
}

/// What it says of a question to ask for something that so many of all ask for.
fn weight(feature: &str, some: usize, all: usize) -> f32 {
    let kind = if feature.contains(IS) { 1.0 } else { rank::A_WORD_ALIKE };
    kind * rank::information(some.saturating_sub(1), all)
}

/// Between a facet and its value. No word that is typed has it in it.
const IS: char = '=';

/// What a question asks for: values, what is held or not wanted, and the words that it uses for it. Amounts and days are
/// never the same again.
pub(crate) fn features(understanding: &Understanding, groups: &Vocabularies) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for piece in &understanding.understood {
        let (concept, value) = (piece.concept, &piece.value);
        if matches!(
            concept,
            Concept::Facet(_)
                | Concept::Without(_)
                | Concept::Registration
                | Concept::Qualification
        ) {
            found.insert(format!("{}{IS}{value}", concept.name()));
        }
        if concept == Concept::Facet(Facet::Profession)
            && let Some(group) = groups.group_of(value)
        {
            found.insert(format!("{}{IS}{group}", Facet::ProfessionGroup.name()));
        }
    }
    let key = |word: &Word| if word.is_welsh { word.cy.clone() } else { word.en.clone() };
    found.extend(understanding.words.iter().map(key).filter(|key| !key.contains([IS, ' ', '/'])));
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use cyfle_catalogue::{Files, Moment, load};

    use super::*;
    use crate::{Engine, Query};

    fn first(engine: &Engine, text: &str) -> Vec<String> {
        let moment = "2026-11-22".parse::<Moment>().expect("a day");
        let query = Query::new(text.to_owned(), cyfle_catalogue::Lang::En);
        let answer = engine.search(&query, moment);
        answer.hits.iter().map(|hit| hit.opportunity.id.clone()).collect()
    }

    #[test]
    fn what_was_a_good_answer_to_a_question_like_it_comes_first_and_what_misled_does_not() {
        const TEXT: &str = "free genomics course";
        let mut catalogue = load(&Files::embedded()).catalogue;
        catalogue.assessments = cyfle_catalogue::Assessments::default();
        let plain = Engine::in_memory(Arc::new(catalogue.clone()));
        let before = first(&plain, TEXT);
        let [leader, .., last] = before.as_slice() else { panic!("{before:?}") };
        let moment = "2026-11-22".parse::<Moment>().expect("a day");
        let asked = features(&plain.understand(TEXT, moment), &catalogue.vocabularies);
        let second = &before[1];
        let found = [(second.as_str(), 3), (leader.as_str(), -1), (last.as_str(), 0)];
        let mut notes = cyfle_catalogue::precedents::Notes::default();
        notes.note(asked.iter().map(String::as_str), found);
        catalogue.assessments.precedents = notes.into_precedents();
        let knowing = Engine::in_memory(Arc::new(catalogue));
        let after = first(&knowing, TEXT);
        assert_eq!(&after[0], second, "{before:?} {after:?}");
        assert_eq!(first(&knowing, "audiologist"), first(&plain, "audiologist"));
    }
}
