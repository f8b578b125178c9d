//! What someone has is not what they want: "I have finished the STP", "after my MSc", "already have a PhD", "wedi gorffen fy
//! noethuriaeth". The qualification is told to the judge of fit, and its stage is no longer sought; what comes next is.

use cyfle_catalogue::{Cue, Facet};

use super::{Clues, ambiguity};
use crate::results::Concept;
use crate::understand::matches::Match;
use crate::understand::words::Word;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let (ladder, programmes) = (&clues.meanings.ladder, &clues.meanings.programmes);
    // What is held: the qualification for the judge of fit, and the level that was reached with it where that is told.
    let mut held: Vec<(Match, &str, Option<&str>)> = Vec::new();
    for one in found.iter() {
        if one.concept == Concept::Facet(Facet::EducationStage)
            && let Some(qualification) = ladder.gives(&one.value)
            && (is_held(clues, one.from)
                || is_with_someone(clues, found, one.from)
                || is_listed(clues, one)
                || begins_with_it(clues, one)
                || is_past(clues, one))
        {
            held.push((one.clone(), qualification, None));
        }
        if one.is(Facet::Theme, "clinical-registration")
            && let Some(programme) =
                programmes.iter().find(|other| clues.writes(one.from..one.to, &other.name))
        {
            if is_held(clues, one.from) || is_past(clues, one) {
                let (reached, level) = (programme.reached.as_str(), programme.level.as_str());
                held.push((one.clone(), reached, Some(level)));
            } else if let Some(needed) = &programme.needed
                && is_on(clues, found, one)
            {
                held.push((one.clone(), needed.as_str(), None));
            }
        }
    }
    let next = Concept::Facet(Facet::EducationStage);
    let known = found.as_slice();
    let ending: Vec<Match> =
        known.iter().filter(|one| is_ending(clues, known, one)).cloned().collect();
    for one in ending {
        if held.iter().any(|(other, _, _)| other.overlaps(&one)) {
            continue;
        }
        if let Some(most) = ladder.below(&one.value) {
            found.push(Match::new(one.from, one.to, Concept::Qualification, most));
        }
        for stage in ladder.gives(&one.value).into_iter().flat_map(|own| ladder.beyond(own)) {
            found.push(Match::new(one.from, one.to, next, stage));
        }
    }
    for (one, qualification, level) in held {
        found.retain(|other| {
            !(other.is_inside(&one)
                && matches!(other.concept, Concept::Facet(Facet::EducationStage | Facet::Theme)))
        });
        let (from, to) = (one.from, one.to);
        match level {
            Some(level) => {
                found.push(Match::new(from, to, Concept::Facet(Facet::CareerLevel), level));
            }
            None => {
                let stages = ladder.beyond(qualification);
                found.extend(stages.map(|stage| Match::new(from, to, next, stage)));
            }
        }
        found.push(Match::new(from, to, Concept::Qualification, qualification));
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
            // "Not after a PhD", but "not long finished".
            let is_denied = clues.any(clues.backwards(place, 1), Cue::Unwanted);
            return !before(Cue::Supposed) && !before(Cue::Without) && !is_denied;
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
    .filter(|own| !own.is_empty() && !ambiguity::is_held_by_another(clues, own.start))
    .collect()
}

/// "My doctoral fellowship ended two years ago", "PhD already": what is said behind it tells that it is past. Who has been doing
/// it for so long is still on it.
fn is_past(clues: &Clues<'_>, one: &Match) -> bool {
    // Only right behind it is "done" what it is: "can a PhD be done".
    let is_over = |place: usize| {
        clues.is(place, Cue::Over) && (place == one.to || !clues.is(place, Cue::HeldBySomeone))
    };
    (clues.onwards(one.to, 3).any(is_over) || is_of_a_past_year(clues, one))
        && !clues.any(clues.backwards(one.from, 2), Cue::Without)
        && !clues.any(clues.backwards(one.from, 2), Cue::Doing)
}

/// "PhD in 2019", "MSc (2015)".
fn is_of_a_past_year(clues: &Clues<'_>, one: &Match) -> bool {
    let this_year = f64::from(clues.moment.day().year());
    let mut near = one.to..one.to + 2;
    near.any(|place| clues.number(place).is_some_and(|year| (1950.0..=this_year).contains(&year)))
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
fn is_ending(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let is_ending = || {
        clues.any(clues.onwards(one.to, 6), Cue::Ending)
            && clues.any(clues.backwards(one.from, 7), Cue::Possessive)
    };
    is_stage(one)
        && (is_ending() || final_year(clues, one).is_some() || is_nearing(clues, found, one))
}

/// "Final year of my PhD". What is said of one stage is not said of the next one: "final year BSc student, wants an MSc".
fn is_nearing(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let is_of_another = |place: usize| {
        found.iter().filter(|other| is_stage(other) && !other.overlaps(one)).any(|other| {
            (other.from..other.to).contains(&place) || final_year(clues, other) == Some(place)
        })
    };
    let mut near = clues.backwards(one.from, 7).take_while(|place| !is_of_another(*place));
    near.any(|place| clues.is(place, Cue::Nearing))
}

/// Where it is said behind a stage that it is in its last year, and of no other: "BSc healthcare science year 3".
fn final_year(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    clues.onwards(one.to, 3).find(|place| {
        let behind = clues.word(place + clues.length(*place, Cue::FinalYear));
        clues.is(*place, Cue::FinalYear) && !behind.is_some_and(Word::is_light)
    })
}

fn is_stage(one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::EducationStage)
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
