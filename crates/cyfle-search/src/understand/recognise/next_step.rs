//! What someone has is not what they want: "I have finished the STP", "after my MSc", "already have a PhD", "wedi gorffen fy
//! noethuriaeth". The qualification is told to the judge of fit, and its stage is no longer sought; what comes next is.

use cyfle_catalogue::Facet;

use super::{Clues, NOT};
use crate::results::Concept;
use crate::understand::matches::Match;

/// Words before a qualification that say that it is held.
const HELD: &[&str] = &[
    "finished",
    "completed",
    "complete",
    "finish",
    "after",
    "hold",
    "holding",
    "got",
    "gained",
    "passed",
    "have",
    "has",
    "having",
    "post",
    "following",
    "done",
    "finishing",
    "completing",
    "gorffen",
    "orffen",
    "cwblhau",
    "gwblhau",
    "ar",
    "ol",
    "gen",
    "gyda",
    "gennyf",
    "eisoes",
    "already",
    "ennill",
    "wedi",
    "did",
    "earned",
    "submitted",
    "submitting",
    "defended",
    "handed",
    "cyflwyno",
    "gyflwyno",
];

/// Of these, the ones that say so only together with another of them ("have", "gen i").
const WEAK: &[&str] =
    &["have", "has", "having", "got", "ar", "gen", "gyda", "done", "complete", "finish", "post"];

/// Words before a qualification that say that it is not held, beside [`NOT`], whatever else stands there: "never had a PhD".
const NOT_HELD: &[&str] = &[
    "not",
    "never",
    "didn't",
    "ddim",
    "need",
    "needs",
    "want",
    "funding",
    "do",
    "applied",
    "apply",
    "applying",
    "application",
    "cais",
    "gais",
    "start",
    "started",
    "starting",
    "dechrau",
    "ddechrau",
];

/// What is held, by the facet values that its name is read as: the qualification for the judge of fit, and the stage that
/// usually follows, where there is one for this workforce.
const STEPS: &[(&[&str], &str)] = &[
    (&["phd", "professional-doctorate"], "doctorate"),
    (&["taught-masters", "research-masters"], "masters"),
    (&["bachelors"], "bachelors"),
];

/// Whoever has finished a training programme has reached a level, and holds its degree.
const PROGRAMMES: &[(&str, &str, &str)] = &[
    ("stp", "advanced", "masters"),
    ("hsst", "consultant", "doctorate"),
    ("ptp", "practitioner", "bachelors"),
];

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut held: Vec<(Match, &str)> = Vec::new();
    for one in found.iter() {
        if one.concept == Concept::Facet(Facet::EducationStage)
            && let Some((_, qualification)) =
                STEPS.iter().find(|(stages, _)| stages.contains(&one.value.as_str()))
            && (is_held(clues, one.from)
                || is_with_someone(clues, found, one.from)
                || is_past(clues, one.to))
        {
            held.push((one.clone(), qualification));
        }
        if one.is(Facet::Theme, "clinical-registration")
            && let Some((programme, ..)) =
                PROGRAMMES.iter().find(|(name, ..)| clues.any(one.from..one.to, &[name]))
            && (is_held(clues, one.from) || is_past(clues, one.to))
        {
            held.push((one.clone(), programme));
        }
    }
    for (one, qualification) in held {
        found.retain(|other| {
            !(other.is_inside(&one)
                && matches!(other.concept, Concept::Facet(Facet::EducationStage | Facet::Theme)))
        });
        let (from, to) = (one.from, one.to);
        match qualification {
            "doctorate" => {
                let next = Concept::Facet(Facet::EducationStage);
                found.push(Match::new(from, to, next, "postdoctoral"));
                found.push(Match::new(from, to, Concept::Qualification, qualification));
            }
            _ => match PROGRAMMES.iter().find(|(name, ..)| *name == qualification) {
                Some((_, level, reached)) => {
                    let level = Match::new(from, to, Concept::Facet(Facet::CareerLevel), *level);
                    found.push(level);
                    found.push(Match::new(from, to, Concept::Qualification, *reached));
                }
                None => found.push(Match::new(from, to, Concept::Qualification, qualification)),
            },
        }
    }
}

/// Whether the words before a place say that what stands there is held. "Have" alone also asks ("can I have"), so it needs
/// "I" or "already" beside it.
fn is_held(clues: &Clues<'_>, at: usize) -> bool {
    let mut place = at;
    let mut weak = false;
    for _ in 0..4 {
        if place == 0 || clues.stops[place] {
            break;
        }
        place -= 1;
        if clues.is(place, NOT) || clues.is(place, NOT_HELD) {
            return false;
        }
        if clues.is(place, WEAK) {
            weak = true;
        } else if clues.is(place, HELD) {
            return true;
        }
        let says_who = ["i", "already", "just", "i've", "who", "fi", "ol", "eisoes"];
        if weak && clues.is(place, &says_who) {
            return true;
        }
    }
    weak && place > 0 && clues.is(place - 1, &["i", "already", "i've"])
}

/// "My doctoral fellowship ended two years ago": what is said behind it tells that it is past.
fn is_past(clues: &Clues<'_>, behind: usize) -> bool {
    const OVER: [&str; 4] = ["ended", "finished", "completed", "expired"];
    clues.any(clues.onwards(behind, 3), &OVER)
}

/// "A microbiologist with a PhD": what stands behind a person's title is theirs.
fn is_with_someone(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let with = (at.saturating_sub(2)..at).rev().find(|place| clues.is(*place, &["with", "gyda"]));
    with.is_some_and(|with| {
        !(with + 1..=at).any(|place| clues.stops[place])
            && found.iter().any(|one| {
                let is_title = matches!(
                    one.concept,
                    Concept::Facet(Facet::Profession | Facet::ProfessionGroup | Facet::CareerLevel)
                );
                is_title && one.to == with
            })
    })
}
