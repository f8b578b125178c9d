//! What someone has is not what they want: "I have finished the STP", "after my MSc", "already have a PhD", "wedi gorffen fy
//! noethuriaeth". The qualification is told to the judge of fit, and its stage is no longer sought; what comes next is.

use cyfle_catalogue::{Cue, Facet};

use super::{Clues, exclusion};
use crate::results::Concept;
use crate::understand::matches::Match;

/// What is held, by the facet values that its name is read as: the qualification for the judge of fit, and the stage that
/// usually follows, where there is one for this workforce.
const STEPS: &[(&[&str], &str)] = &[
    (&["phd", "professional-doctorate"], "doctorate"),
    (&["taught-masters", "research-masters"], "masters"),
    (&["bachelors"], "bachelors"),
];

/// A training programme.
struct Programme {
    name: &'static str,
    /// The level and the degree that whoever has finished it has reached.
    level: &'static str,
    reached: &'static str,
    /// The degree that whoever is on it holds, where one is needed for that.
    needed: Option<&'static str>,
}

const PROGRAMMES: &[Programme] = &[
    Programme { name: "stp", level: "advanced", reached: "masters", needed: Some("bachelors") },
    Programme { name: "hsst", level: "consultant", reached: "doctorate", needed: Some("masters") },
    Programme { name: "ptp", level: "practitioner", reached: "bachelors", needed: None },
];

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut held: Vec<(Match, &str)> = Vec::new();
    for one in found.iter() {
        if one.concept == Concept::Facet(Facet::EducationStage)
            && let Some((_, qualification)) =
                STEPS.iter().find(|(stages, _)| stages.contains(&one.value.as_str()))
            && (is_held(clues, one.from)
                || is_with_someone(clues, found, one.from)
                || is_listed(clues, one)
                || begins_with_it(clues, one)
                || is_past(clues, one))
        {
            held.push((one.clone(), qualification));
        }
        if one.is(Facet::Theme, "clinical-registration")
            && let Some(programme) =
                PROGRAMMES.iter().find(|other| clues.writes(one.from..one.to, other.name))
        {
            if is_held(clues, one.from) || is_past(clues, one) {
                held.push((one.clone(), programme.name));
            } else if let Some(needed) = programme.needed.filter(|_| is_on(clues, found, one)) {
                held.push((one.clone(), needed));
            }
        }
    }
    let ending: Vec<Match> = found.iter().filter(|one| is_ending(clues, one)).cloned().collect();
    for one in ending {
        if held.iter().any(|(other, _)| other.overlaps(&one)) {
            continue;
        }
        if let Some(most) = exclusion::below(&one.value) {
            found.push(Match::new(one.from, one.to, Concept::Qualification, most));
        }
        if is_doctorate(&one.value) {
            let next = Concept::Facet(Facet::EducationStage);
            found.push(Match::new(one.from, one.to, next, "postdoctoral"));
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
            _ => match PROGRAMMES.iter().find(|other| other.name == qualification) {
                Some(programme) => {
                    let level = Concept::Facet(Facet::CareerLevel);
                    found.push(Match::new(from, to, level, programme.level));
                    found.push(Match::new(from, to, Concept::Qualification, programme.reached));
                }
                None => found.push(Match::new(from, to, Concept::Qualification, qualification)),
            },
        }
    }
}

/// Whether the words before a place say that what stands there is held. "Have" alone also asks ("can I have"), so it needs
/// "I" or "already" beside it.
pub(super) fn is_held(clues: &Clues<'_>, at: usize) -> bool {
    let mut furthest = at;
    let mut weak = false;
    for place in clues.backwards(at, 4) {
        furthest = place;
        // "Dim ond gradd", nothing but a degree, is one.
        let lacks = clues.length(place, Cue::Without).max(clues.length(place, Cue::NotHeld));
        if lacks > 0 && lacks >= clues.length(place, Cue::Held) {
            return false;
        }
        // "Got my PhD" says more than "got".
        if clues.is(place, Cue::Held) {
            let before = |cue: Cue| clues.any(clues.backwards(place, 2), cue);
            return !before(Cue::Supposed) && !before(Cue::Without);
        }
        weak |= clues.is(place, Cue::HeldBySomeone);
        if weak && clues.is(place, Cue::Holder) {
            return true;
        }
    }
    weak && furthest > 0 && clues.is(furthest - 1, Cue::Reader)
}

/// So many words at most are what someone says to have come through.
const LONGEST_NAME: usize = 8;

/// Where the words stand that someone says to have come through: "I finished the Associate PI scheme, what next".
pub(in crate::understand) fn finished(clues: &Clues<'_>) -> Vec<std::ops::Range<usize>> {
    let said = (0..clues.words.len()).filter(|at| {
        let denied = [Cue::Without, Cue::Unwanted, Cue::NotHeld, Cue::Supposed];
        clues.is(*at, Cue::Finished)
            && !denied.into_iter().any(|cue| clues.any(clues.backwards(*at, 2), cue))
    });
    said.map(|at| {
        let from = at + clues.length(at, Cue::Finished);
        from..from + clues.onwards(from, LONGEST_NAME).count()
    })
    .filter(|own| !own.is_empty())
    .collect()
}

/// "My doctoral fellowship ended two years ago", "PhD already": what is said behind it tells that it is past. Who has been doing
/// it for so long is still on it.
fn is_past(clues: &Clues<'_>, one: &Match) -> bool {
    // Only right behind it is "done" what it is: "can a PhD be done".
    let is_over = |place: usize| {
        clues.is(place, Cue::Over) && (place == one.to || !clues.is(place, Cue::HeldBySomeone))
    };
    clues.onwards(one.to, 3).any(is_over)
        && !clues.any(clues.backwards(one.from, 2), Cue::Without)
        && !clues.any(clues.backwards(one.from, 2), Cue::Doing)
}

/// "With a BSc, what can I apply for?": who begins so speaks of themselves.
fn begins_with_it(clues: &Clues<'_>, one: &Match) -> bool {
    let begins = clues.is(0, Cue::With) && clues.backwards(one.from, 3).last() == Some(0);
    begins && clues.stops.get(one.to) == Some(&true)
}

/// "Have PhD, echo, Swansea": a part of a list that says nothing else.
fn is_listed(clues: &Clues<'_>, one: &Match) -> bool {
    let ends = clues.stops.get(one.to).is_none_or(|stop| *stop);
    let before: Vec<usize> = clues.backwards(one.from, 3).collect();
    let begins = before.last().is_some_and(|first| *first == 0 || clues.stops[*first]);
    let says_only = before.iter().all(|place| {
        clues.is(*place, Cue::HeldBySomeone)
            || clues.is(*place, Cue::Holder)
            || clues.words[*place].is_light()
    });
    ends && begins && says_only && clues.any(before.into_iter(), Cue::HeldBySomeone)
}

/// "STP trainee": who is on a programme and asks for something else does not look for the programme.
fn is_on(clues: &Clues<'_>, found: &[Match], programme: &Match) -> bool {
    let near = clues.backwards(programme.from, 3).chain(clues.onwards(programme.to, 1));
    let sought = |one: &&Match| {
        let is_wish = matches!(
            one.concept,
            Concept::Facet(Facet::Kind | Facet::Offer | Facet::Theme | Facet::EducationStage)
        );
        is_wish && !one.overlaps(programme)
    };
    clues.any(near, Cue::Trainee) && found.iter().any(|one| sought(&one))
}

/// "My doctorate ends in six months": who is on it looks for what follows, and not for the same again.
fn is_ending(clues: &Clues<'_>, one: &Match) -> bool {
    let is_ending = || {
        clues.any(clues.onwards(one.to, 6), Cue::Ending)
            && clues.any(clues.backwards(one.from, 7), Cue::Possessive)
    };
    one.concept == Concept::Facet(Facet::EducationStage)
        && (is_ending() || clues.any(clues.backwards(one.from, 7), Cue::Nearing))
}

fn is_doctorate(stage: &str) -> bool {
    STEPS.iter().any(|(stages, reached)| *reached == "doctorate" && stages.contains(&stage))
}

/// "A microbiologist with a PhD": what stands behind a person's title is theirs.
pub(super) fn is_with_someone(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let with = clues.backwards(at, 2).find(|place| clues.is(*place, Cue::With));
    with.filter(|with| !clues.stops[*with]).is_some_and(|with| {
        found.iter().any(|one| {
            let is_title = matches!(
                one.concept,
                Concept::Facet(Facet::Profession | Facet::ProfessionGroup | Facet::CareerLevel)
            );
            is_title && one.to == with
        })
    })
}
