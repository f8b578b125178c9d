//! "Without a PhD", "no HCPC", "not England", "heb PhD". A qualification or registration that someone does not have says who
//! they are; anything else that is negated is not wanted. Either way it is no wish.

use cyfle_catalogue::Facet;

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// Words that say that someone does not have a thing.
const LACKING: &[&str] =
    &["without", "no", "heb", "dim", "don't", "dont", "haven't", "lacking", "unregistered"];

/// Words that say that a thing is not wanted.
const UNWANTED: &[&str] = &[
    "not",
    "except",
    "excluding",
    "other",
    "rather",
    "instead",
    "nid",
    "ac eithrio",
    "non",
    "outside",
];

/// Stages that stand for a qualification, with the most that someone without it can have.
const BELOW: &[(&str, &str)] = &[
    ("phd", "masters"),
    ("professional-doctorate", "masters"),
    ("taught-masters", "bachelors"),
    ("research-masters", "bachelors"),
    ("bachelors", "vocational"),
];

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut changed: Vec<Match> = Vec::new();
    found.retain(|one| {
        let Some((from, lacking)) = negation(clues, one.from) else { return true };
        match one.concept {
            Concept::Facet(Facet::EducationStage) if lacking => {
                let most = BELOW.iter().find(|(stage, _)| *stage == one.value);
                if let Some((_, most)) = most {
                    changed.push(Match::new(from, one.to, Concept::Qualification, *most));
                }
                most.is_none()
            }
            Concept::Facet(Facet::Theme) if lacking && names_a_register(clues, one) => {
                changed.push(Match::new(from, one.to, Concept::Registration, "none"));
                false
            }
            // "No deadline" and "no cost" are phrases of their own and begin with the word.
            Concept::Facet(facet) if !lacking && can_be_unwanted(facet) => {
                changed.push(Match::new(from, one.to, Concept::Without(facet), one.value.clone()));
                false
            }
            _ => true,
        }
    });
    found.extend(changed);
}

fn names_a_register(clues: &Clues<'_>, one: &Match) -> bool {
    (one.from..one.to).any(|at| {
        clues.is(
            at,
            &["hcpc", "ahcs", "registration", "registered", "register", "cofrestru", "cofrestriad"],
        )
    })
}

/// Where the word stands that negates what begins at a place, and whether it says that someone lacks it.
fn negation(clues: &Clues<'_>, at: usize) -> Option<(usize, bool)> {
    let mut place = at;
    for _ in 0..3 {
        if place == 0 || clues.stops[place] {
            return None;
        }
        place -= 1;
        if clues.is(place, LACKING) {
            return Some((place, true));
        }
        if clues.is(place, UNWANTED) {
            return Some((place, false));
        }
        let passes = clues.words[place].is_light()
            || clues.is(
                place,
                &["have", "having", "than", "in", "yn", "gen", "hold", "just", "only", "angen"],
            );
        if !passes {
            return None;
        }
    }
    None
}

const fn can_be_unwanted(facet: Facet) -> bool {
    !matches!(facet, Facet::Status | Facet::Fit)
}
