//! Does a search put first what a person wants? The sample questions with their judgements, scored as their measures say
//! (nDCG@10 with gain 2^grade−1; success@3 is a grade of 2 or 3 among the first three; a violation is something misleading there).

use std::collections::BTreeMap;
use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::{Engine, Query};
use serde_json::Value;

/// What the last change reached, rounded down. A drop below it fails; raise it when it has been exceeded.
const FLOORS: Floors = Floors { ndcg: 0.70, success: 0.87, violations: 3 };

struct Floors {
    ndcg: f64,
    success: f64,
    violations: usize,
}

struct Scores {
    ndcg: f64,
    success: bool,
    violates: bool,
}

fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .map_or_else(Vec::new, |values| values.iter().filter_map(Value::as_str).collect())
}

fn ask(engine: &Engine, question: &Value) -> Vec<String> {
    let lang: Lang = question["lang"].as_str().expect("lang").parse().expect("a language");
    let mut query = Query::new(question["text"].as_str().expect("text"), lang);
    query.per_page = 10;
    let answer = engine.search(&query, "2026-11-22".parse().expect("a day"));
    let neutral = strings(&question["neutral"]);
    answer
        .hits
        .iter()
        .map(|hit| hit.opportunity.id.clone())
        .filter(|id| !neutral.contains(&id.as_str()))
        .collect()
}

fn score(question: &Value, misleading: &[&str], found: &[String]) -> Scores {
    let grades: BTreeMap<&str, i32> = question["judgements"]
        .as_object()
        .expect("judgements")
        .iter()
        .map(|(id, grade)| {
            (id.as_str(), i32::try_from(grade.as_i64().expect("a grade")).expect("a small number"))
        })
        .collect();
    let grade = |id: &String| grades.get(id.as_str()).copied().unwrap_or(0);
    let gain = |grades: &mut dyn Iterator<Item = i32>| -> f64 {
        let mut place = 1.0;
        grades.take(10).fold(0.0, |sum, grade| {
            place += 1.0;
            sum + (2_f64.powi(grade) - 1.0) / f64::log2(place)
        })
    };
    let mut ideal: Vec<i32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|left, right| right.cmp(left));
    let own = strings(&question["not_top3"]);
    let neutral = strings(&question["neutral"]);
    let misleads = |id: &str| {
        own.contains(&id)
            || (misleading.contains(&id) && !grades.contains_key(id) && !neutral.contains(&id))
    };
    Scores {
        ndcg: gain(&mut found.iter().map(grade)) / gain(&mut ideal.into_iter()),
        success: found.iter().take(3).any(|id| grade(id) >= 2),
        violates: found.iter().take(3).any(|id| misleads(id)),
    }
}

#[test]
fn the_sample_questions_are_answered_at_least_as_well_as_before() {
    let file: Value =
        serde_saphyr::from_str(include_str!("relevance/sample.yaml")).expect("the sample");
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue)).expect("an index");
    let misleading = strings(&file["default_not_top3"]);
    let answerable = file["questions"].as_array().expect("questions").iter().filter(|question| {
        question["judgements"]
            .as_object()
            .is_some_and(|grades| grades.values().any(|grade| grade.as_i64() >= Some(2)))
    });
    let scores: Vec<Scores> =
        answerable.map(|question| score(question, &misleading, &ask(&engine, question))).collect();
    let count = f64::from(u32::try_from(scores.len()).expect("a small number"));
    let ndcg = scores.iter().map(|score| score.ndcg).sum::<f64>() / count;
    let success = f64::from(
        u32::try_from(scores.iter().filter(|score| score.success).count()).expect("a small number"),
    ) / count;
    let violations = scores.iter().filter(|score| score.violates).count();
    let table = format!(
        "questions {count}, nDCG@10 {ndcg:.3}, success@3 {success:.3}, violations {violations}"
    );
    assert!(ndcg >= FLOORS.ndcg, "nDCG@10 fell: {table}");
    assert!(success >= FLOORS.success, "success@3 fell: {table}");
    assert!(violations <= FLOORS.violations, "more is misleading: {table}");
}
