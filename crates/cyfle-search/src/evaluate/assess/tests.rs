//! What questions say of entries, on answers made up for it.

use super::*;

/// A set whose questions all ask for research and find the same three entries in the same order, with these gains.
fn judged(gains: &[[f64; 3]]) -> Judged {
    let asked = |gains: &[f64; 3]| Asked {
        values: vec![(Facet::Theme, "research".to_owned())],
        gains: ["a", "b", "c"].map(str::to_owned).into_iter().zip(*gains).collect(),
    };
    Judged { questions: gains.iter().map(asked).collect(), ..Judged::default() }
}

fn tenths_of(assessments: &Assessments, id: &str) -> Option<i8> {
    let mut found = assessments.of(Facet::Theme, "research");
    found.find(|(known, _)| *known == id).map(|(_, tenths)| tenths)
}

#[test]
fn what_gains_more_than_its_place_is_found_better_and_what_misleads_poorer() {
    let found = conclude([judged(&[[0.0, 7.0, -MISLEADS]; 4])].iter());
    assert!(tenths_of(&found, "b").expect("found") > 0, "{found:?}");
    assert!(tenths_of(&found, "c").expect("found") < 0, "{found:?}");
}

#[test]
fn few_questions_conclude_nothing() {
    let found = conclude([judged(&[[0.0, 7.0, 0.0]; 2])].iter());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn more_questions_conclude_more_also_from_several_sets() {
    let one = judged(&[[0.0, 7.0, 0.0]; 3]);
    let few = conclude(std::iter::once(&one));
    let many = conclude([&one; 10].into_iter());
    assert!(tenths_of(&few, "b").expect("found") < tenths_of(&many, "b").expect("found"));
}
