//! "Without a PhD", "no HCPC", "not England", "heb PhD". A qualification or registration that someone does not have says who
//! they are; anything else that is negated is not wanted. Either way it is no wish.

use cyfle_catalogue::Facet;

use super::{Clues, NOT};
use crate::results::Concept;
use crate::understand::matches::Match;

/// Words that say, beside [`NOT`], that someone does not have a thing.
const LACKING: &[&str] = &["lacking", "unregistered"];

/// Words that say that a thing is not wanted.
const UNWANTED: &[&str] = &[
    "not",
    "except",
    "excluding",
    "besides",
    "nid",
    "heblaw",
    "non",
    "outside",
    // Whoever was refused looks elsewhere.
    "rejected",
    "refused",
    "unsuccessful",
    "gwrthod",
    "wrthod",
    "gwrthodwyd",
    "wrthodwyd",
    "gwrthododd",
    "wrthododd",
    "aflwyddiannus",
];

/// What a funder did that is named before it: "HCRW turned me down".
const REFUSED: &[&str] =
    &["turned", "rejected", "refused", "knocked", "declined", "gwrthod", "wrthod"];

/// Words that say so only together with the one behind them: "other researchers" are wanted.
const UNWANTED_PAIRS: &[(&[&str], &[&str])] = &[
    (&["other", "rather"], &["than"]),
    (&["instead"], &["of"]),
    (&["apart", "aside"], &["from"]),
    (&["turned"], &["down"]),
    (&["ar"], &["wahan"]),
];

/// Words of doing between a negation and a thing: who will not do it may well be able to.
const DOING: &[&str] = &[
    "doing", "do", "taking", "take", "wanting", "want", "gwneud", "wneud", "neud", "eisiau",
    "isio", "moyn",
];

/// Of these, the ones that say that a thing is not wanted, whatever it is; who does not "do" research may want to.
const WANTING: &[&str] = &["wanting", "want", "eisiau", "isio", "moyn"];

/// Words between things of which each is negated: "not a PhD or a fellowship".
const EITHER: &[&str] = &["or", "nor", "neu", "na", "nac"];

/// Other words that may stand between a negation and a thing.
const PASSED: &[&str] = &[
    "have",
    "having",
    "had",
    "got",
    "than",
    "down",
    "from",
    "by",
    "gan",
    "wahan",
    "in",
    "yn",
    "gen",
    "hold",
    "just",
    "only",
    "angen",
    // "Not registered with the HCPC" says one thing.
    "with",
    "gyda",
    "registered",
    "hcpc",
    "ahcs",
    "registration",
    "gofrestriad",
    "gofrestru",
    "cofrestru",
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
    let places: Vec<(usize, usize)> = found.iter().map(|one| (one.from, one.to)).collect();
    let others: Vec<(String, bool)> = found
        .iter()
        .filter(|one| one.concept == Concept::Facet(Facet::Theme))
        .map(|one| (one.value.clone(), is_programme(clues, one)))
        .collect();
    found.retain(|one| {
        let refusal = || is_refusing(clues, one).then_some((one.from, false));
        let Some((from, lacking)) = negation(clues, &places, one.from).or_else(refusal) else {
            return true;
        };
        match one.concept {
            // Who would register by another way still wants to register.
            Concept::Facet(Facet::Theme)
                if lacking && is_programme(clues, one) && clues.any(from..one.from, DOING) =>
            {
                let wanted = others.iter().any(|other| *other == (one.value.clone(), false));
                if !wanted {
                    let unwanted = Concept::Without(Facet::Theme);
                    changed.push(Match::new(from, one.to, unwanted, one.value.clone()));
                }
                wanted
            }
            Concept::Facet(Facet::EducationStage)
                if lacking && clues.any(from..one.from, DOING) =>
            {
                let unwanted = Concept::Without(Facet::EducationStage);
                changed.push(Match::new(from, one.to, unwanted, one.value.clone()));
                false
            }
            Concept::Facet(Facet::EducationStage) if lacking => {
                let most = BELOW.iter().find(|(stage, _)| *stage == one.value);
                if let Some((_, most)) = most {
                    changed.push(Match::new(from, one.to, Concept::Qualification, *most));
                }
                most.is_none()
            }
            // "Not registered" is said as often as "no registration".
            Concept::Facet(Facet::Theme)
                if names_a_register(clues, one) && (lacking || clues.is(from, &["not", "nid"])) =>
            {
                changed.push(Match::new(from, one.to, Concept::Registration, "none"));
                false
            }
            // "No deadline" and "no cost" are phrases of their own and begin with the word; nobody has or lacks a funder.
            Concept::Facet(facet)
                if (!lacking || facet == Facet::Funder || clues.any(from..one.from, WANTING))
                    && can_be_unwanted(facet) =>
            {
                changed.push(Match::new(from, one.to, Concept::Without(facet), one.value.clone()));
                false
            }
            _ => true,
        }
    });
    found.extend(changed);
}

/// Whether a funder is said to have refused something.
fn is_refusing(clues: &Clues<'_>, one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::Funder) && clues.any(clues.onwards(one.to, 3), REFUSED)
}

fn names_a_register(clues: &Clues<'_>, one: &Match) -> bool {
    clues.any(
        one.from..one.to,
        &["hcpc", "ahcs", "registration", "registered", "register", "cofrestru", "cofrestriad"],
    )
}

/// Whether a theme was read from the name of a training programme.
fn is_programme(clues: &Clues<'_>, one: &Match) -> bool {
    clues.any(one.from..one.to, &["stp", "hsst", "ptp", "programme"])
}

/// Where the word stands that negates what begins at a place, and whether it says that someone lacks it. Of things that were
/// understood, and between which there is no more than "or", the first is enough.
fn negation(clues: &Clues<'_>, understood: &[(usize, usize)], at: usize) -> Option<(usize, bool)> {
    let mut place = at;
    let mut either = false;
    for _ in 0..FURTHEST {
        if place == 0 || clues.stops[place] {
            return None;
        }
        place -= 1;
        if clues.is(place, NOT) || clues.is(place, LACKING) {
            return Some((place, true));
        }
        let is_pair = |(first, second): &(&[&str], &[&str])| {
            clues.is(place, first) && clues.is(place + 1, second)
        };
        if clues.is(place, UNWANTED) || UNWANTED_PAIRS.iter().any(is_pair) {
            return Some((place, false));
        }
        if clues.is(place, EITHER) {
            either = true;
            continue;
        }
        let is_understood = || understood.iter().any(|(from, to)| (*from..*to).contains(&place));
        let passes = clues.words[place].is_light()
            || clues.is(place, DOING)
            || clues.is(place, PASSED)
            || (either && is_understood());
        if !passes {
            return None;
        }
    }
    None
}

/// So many words a negation reaches: "don't want a PhD or a fellowship".
const FURTHEST: usize = 7;

const fn can_be_unwanted(facet: Facet) -> bool {
    !matches!(facet, Facet::Status | Facet::Fit)
}
