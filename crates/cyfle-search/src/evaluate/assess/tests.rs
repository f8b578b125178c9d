//! What questions say of entries, on answers made up for it.

use cyfle_catalogue::questions;

use super::*;

/// One set: each question asks for research and finds the same three entries in the same order.
fn judged(grades: &[&str]) -> Judged {
    let mut judged = Judged::default();
    for (number, judgements) in grades.iter().enumerate() {
        let text = format!(
            "meta: {{schema: 1}}\nquestions:\n- id: q{number}\n  lang: en\n  text: research\n  style: short\n  judgements: {{{judgements}}}\n  not_top3: [c]\n  filters: {{theme: research}}\n"
        );
        let set = questions::read(&text).expect("questions");
        let asked = &set.questions[0];
        let gains = ["a", "b", "c"].map(|id| {
            let known = asked.judgements.get(id).copied();
            (id.to_owned(), known.map_or(if id == "c" { -MISLEADS } else { 0.0 }, gain))
        });
        let values = vec![(Facet::Theme, "research".to_owned())];
        judged.questions.push(Asked { values, gains: gains.to_vec() });
    }
    judged
}

fn tenths_of(assessments: &Assessments, id: &str) -> Option<i8> {
    assessments
        .of(Facet::Theme, "research")
        .find(|(known, _)| *known == id)
        .map(|(_, tenths)| tenths)
}

#[test]
fn what_is_graded_higher_than_its_place_is_found_better_and_what_misleads_poorer() {
    let found = conclude([judged(&["b: 3", "b: 3", "b: 3", "a: 1, b: 3"])].iter());
    assert!(tenths_of(&found, "b").expect("found") > 0, "{found:?}");
    assert!(tenths_of(&found, "c").expect("found") < 0, "{found:?}");
}

#[test]
fn few_questions_conclude_nothing() {
    let found = conclude([judged(&["b: 3", "b: 3"])].iter());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn more_questions_conclude_more() {
    let few = conclude([judged(&["b: 3"; 3])].iter());
    let many = conclude([judged(&["b: 3"; 30])].iter());
    assert!(tenths_of(&few, "b").expect("found") < tenths_of(&many, "b").expect("found"));
}
