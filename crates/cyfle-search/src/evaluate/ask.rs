//! Asking sets of judged questions: to score the answers, or to conclude from them what entries are worth.

use std::sync::Arc;
use std::time::Instant;

use cyfle_catalogue::questions::QuestionSet;
use cyfle_catalogue::{Assessments, Catalogue, Moment};

use super::assess::{Judged, conclude};
use super::{Report, query, score};
use crate::search::Engine;

/// Asks a set and adds what its answers are worth to a report.
pub fn ask(engine: &Engine, set: &QuestionSet, moment: Moment, report: &mut Report) {
    for question in &set.questions {
        let started = Instant::now();
        let answer = engine.search(&query(question), moment);
        let took = started.elapsed();
        report.add(score(set, question, &answer, engine.catalogue(), took));
    }
}

/// What sets of questions say of entries, as they are answered without any such knowledge.
pub fn assess(catalogue: &Catalogue, sets: &[QuestionSet], moment: Moment) -> Assessments {
    conclude(judged(catalogue, sets, moment).iter())
}

/// Asks each set of an engine that knows what all other sets say of entries, and nothing of its own: how well questions are
/// answered that nobody has judged yet (cross-validation that leaves one set out).
pub fn apart(catalogue: &Catalogue, sets: &[QuestionSet], moment: Moment) -> Report {
    let judged = judged(catalogue, sets, moment);
    let mut report = Report::default();
    for (own, set) in sets.iter().enumerate() {
        let others = judged.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, set)| set);
        ask(&knowing(catalogue, conclude(others)), set, moment, &mut report);
    }
    report
}

fn judged(catalogue: &Catalogue, sets: &[QuestionSet], moment: Moment) -> Vec<Judged> {
    let engine = knowing(catalogue, Assessments::default());
    let judge = |set: &QuestionSet| {
        let mut judged = Judged::default();
        for question in &set.questions {
            let answer = engine.search(&Judged::query(question), moment);
            let understanding = engine.understand(&question.text, moment);
            judged.add(question, &understanding, &answer, &catalogue.vocabularies);
        }
        judged
    };
    sets.iter().map(judge).collect()
}

fn knowing(catalogue: &Catalogue, assessments: Assessments) -> Engine {
    Engine::in_memory(Arc::new(Catalogue { assessments, ..catalogue.clone() }))
}
