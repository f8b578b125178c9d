//! Asking sets of judged questions: to score the answers, or to conclude from them what entries are worth.

use std::sync::Arc;
use std::time::Instant;

use cyfle_catalogue::questions::QuestionSet;
use cyfle_catalogue::{Assessments, Catalogue, Moment};

use super::assess::{Entries, Judged, conclude};
use super::{Report, query, score};
use crate::assessed::Assessed;
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

/// What sets of questions say of entries.
pub fn assess(catalogue: &Catalogue, sets: &[QuestionSet], moment: Moment) -> Assessments {
    conclude(&Entries::of(catalogue), judged(catalogue, sets, moment).iter())
}

/// Of so many parts of the sets each is asked of a search that knows the others.
const PARTS: usize = 5;

/// Asks each set of an engine that knows what four fifths of the sets say of entries, and nothing of its own: how well
/// questions are answered that nobody has judged yet (cross-validation, in which a set is never divided).
pub fn apart(catalogue: &Catalogue, sets: &[QuestionSet], moment: Moment) -> Report {
    let judged = judged(catalogue, sets, moment);
    let entries = Entries::of(catalogue);
    let mut report = Report::default();
    for part in 0..PARTS.min(sets.len()) {
        let others = judged.iter().enumerate().filter(|(at, _)| at % PARTS != part);
        let engine = knowing(catalogue, conclude(&entries, others.map(|(_, set)| set)));
        let own = sets.iter().skip(part).step_by(PARTS);
        own.for_each(|set| ask(&engine, set, moment, &mut report));
    }
    report
}

fn judged(catalogue: &Catalogue, sets: &[QuestionSet], moment: Moment) -> Vec<Judged> {
    let mut engine = knowing(catalogue, Assessments::default());
    engine.assessed = Assessed::trusting();
    let judge = |set: &QuestionSet| {
        let mut judged = Judged::default();
        for question in &set.questions {
            let understanding = engine.understand(&question.text, moment);
            let order = engine.all(&query(question), moment);
            judged.add(question, &understanding, &order, catalogue);
        }
        judged
    };
    sets.iter().map(judge).collect()
}

fn knowing(catalogue: &Catalogue, assessments: Assessments) -> Engine {
    Engine::in_memory(Arc::new(Catalogue { assessments, ..catalogue.clone() }))
}
