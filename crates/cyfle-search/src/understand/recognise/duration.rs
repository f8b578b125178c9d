//! How long: "one year", "24 months", "half a year", "up to a year", "2 flynedd", "am flwyddyn". Only what is wanted: "ends in 6
//! months" is not, nor how long others wait, nor how long the reader has been or done something ("a BMS for six years").

use cyfle_catalogue::{Cue, Facet, Lang};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;
use crate::understand::words::Link;

/// No opportunity lasts longer, part time included: who speaks of ten years tells of their own.
const MOST: f64 = 84.0;

/// Weeks are told in whole months, and fewer than make up one not at all.
const WEEKS_A_YEAR: f64 = 52.0;

/// So many words around a length tell that somebody waits so long: "our waiting list for echo is 18 months".
const NEAR: usize = 5;

/// So many words before one tell by themselves that it is the reader's own: "off sick two years".
const OWN: usize = 4;

/// So many do where "for" stands between: "have worked in immunology at the Heath for six years".
const TOLD: usize = 12;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        let Some((months, to)) = length(clues, at) else { continue };
        let is_wished = (1.0..=MOST).contains(&months)
            && !points_at_a_time(clues, at, to)
            && !is_a_wait(clues, found, at, to)
            && !is_own(clues, found, at, to);
        if is_wished {
            found.push(Match::new(at, to, Concept::Duration, format!("{months:.0}")));
        }
    }
}

/// Whether a place is part of a length of time: "not *five years* of HSST".
pub(super) fn takes_in(clues: &Clues<'_>, place: usize) -> bool {
    const LONGEST: usize = 2;
    let mut begins = place.saturating_sub(LONGEST)..=place;
    begins.any(|at| length(clues, at).is_some_and(|(_, to)| place < to))
}

/// The months that are told at a place, and the place behind them.
fn length(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let (number, unit) = match clues.number(at) {
        Some(number) => {
            // "Half a year".
            let is_part = number < 1.0 && is_article(clues, at + 1);
            (number, at + 1 + usize::from(is_part))
        }
        None => (1.0, single(clues, at)?),
    };
    let months = if clues.is(unit, Cue::Years) {
        number * 12.0
    } else if clues.is(unit, Cue::Months) {
        number
    } else if clues.is(unit, Cue::Week) {
        number * 12.0 / WEEKS_A_YEAR
    } else {
        return None;
    };
    Some((months, unit + 1))
}

/// Where the unit stands of one that has no number, and is still said to be how long: "for a year", "less than a year", "am flwyddyn".
/// "Next year" and "£5,000 a year" are no length.
fn single(clues: &Clues<'_>, at: usize) -> Option<usize> {
    let is_welsh = clues.word(at)?.is_welsh;
    let unit = if is_article(clues, at) {
        at + 1
    } else if is_welsh {
        at
    } else {
        return None;
    };
    let measures = clues.backwards(at, 1).any(|place| {
        Lang::ALL.into_iter().any(|lang| clues.words[place].link(lang) == Some(Link::Joins))
    }) || clues.any(clues.backwards(at, 2), Cue::AtMost);
    let named = [
        Cue::ThisYear,
        Cue::NextYear,
        Cue::NewYear,
        Cue::FinancialYear,
        Cue::AcademicYear,
        Cue::ThisMonth,
        Cue::NextMonth,
        Cue::FinalYear,
    ];
    let is_named = named.into_iter().any(|cue| clues.is(unit, cue))
        || clues.is(unit + 1, Cue::Following)
        || clues.is(unit + 1, Cue::Past)
        || clues.month(unit + 1).is_some()
        || clues.number(unit + 1).is_some();
    (measures && !is_named).then_some(unit)
}

/// Whether an article stands at a place that makes one thing of many: "a year", but not "the year".
fn is_article(clues: &Clues<'_>, at: usize) -> bool {
    clues.is(at, Cue::There) && clues.words[at].link(Lang::En) == Some(Link::Points)
}

/// Whether a length only says when something is: "in two years", "two years ago", "a six year break".
fn points_at_a_time(clues: &Clues<'_>, at: usize, to: usize) -> bool {
    const REACH: usize = 3;
    let mut before = clues.backwards(at, REACH);
    let leads = before.find(|place| clues.is(*place, Cue::When) || !says_how_much(clues, *place));
    leads.is_some_and(|place| clues.is(place, Cue::When))
        || clues.is(to, Cue::Since)
        || clues.is(to, Cue::Break)
        // "Career break 5 years", "out of work for three years".
        || clues.any(clues.backwards(at, REACH), Cue::Break)
}

/// Whether a word only leads on to a length, or says how exact it is: "in *about* two years".
fn says_how_much(clues: &Clues<'_>, at: usize) -> bool {
    clues.words[at].is_light() || clues.is(at, Cue::Emphasis) || clues.is(at, Cue::AtLeast)
}

/// Whether a length is that of a wait. "A 12 month fellowship on waiting lists" says of what it is the length.
fn is_a_wait(clues: &Clues<'_>, found: &[Match], at: usize, to: usize) -> bool {
    let is_of_a_kind =
        found.iter().any(|one| one.from == to && one.concept == Concept::Facet(Facet::Kind));
    let mut near = clues.backwards(at, NEAR).chain(clues.onwards(to, NEAR));
    !is_of_a_kind && near.any(|place| clues.is(place, Cue::Waiting))
}

/// Whether it is how long the reader has been or done something, and not how long what they look for should last.
fn is_own(clues: &Clues<'_>, found: &[Match], at: usize, to: usize) -> bool {
    // "I had an idea for a six month study": so long is a thing.
    if clues.backwards(at, 1).any(|place| is_article(clues, place)) {
        return false;
    }
    // "I have two years for a fellowship".
    let is_lasting = |place: usize| found.iter().any(|one| one.from == place && can_last(one));
    if clues.is(to, Cue::Workplace) && clues.onwards(to, NEAR).any(is_lasting) {
        return false;
    }
    let is_sought = |place: usize| {
        let wanting = [Cue::Wanting, Cue::NotHeld, Cue::Seeking];
        wanting.into_iter().any(|cue| clues.is(place, cue))
    };
    let tells = |place: usize| {
        // "Can I have": only asked for.
        clues.is(place, Cue::SoFar) && !clues.any(clues.backwards(place, 1), Cue::Asking)
    };
    let is_member = |place: usize| clues.is(place, Cue::Member);
    let mut near = clues.backwards(at, OWN).take_while(|place| !is_sought(*place));
    if near.any(|place| tells(place) || is_member(place)) {
        return true;
    }
    // "Three years as a lab assistant", "four years doing echo".
    let does = |place: usize| {
        let cues = [Cue::IAm, Cue::InTheRoleOf, Cue::Doing];
        cues.into_iter().any(|cue| clues.is(place, cue)) || is_member(place)
    };
    if clues.onwards(to, 1).any(does) && !clues.backwards(at, NEAR).any(is_sought) {
        return true;
    }
    let Some(lead) = lead(clues, at) else { return false };
    // "I have an idea and would like a fellowship for two years".
    if found.iter().any(|one| one.to == lead && can_last(one)) {
        return false;
    }
    let mut told = clues.backwards(lead, TOLD).take_while(|place| !is_sought(*place));
    told.any(tells) || is_behind_a_title(clues, found, lead)
}

/// Where the "for" stands before a length: "for about six years", "am chwe blynedd".
fn lead(clues: &Clues<'_>, at: usize) -> Option<usize> {
    const REACH: usize = 3;
    let leads = |place: usize| {
        let joins = |lang: Lang| clues.words[place].link(lang) == Some(Link::Joins);
        joins(Lang::Cy) || (joins(Lang::En) && clues.is(place, Cue::Workplace))
    };
    let mut before = clues.backwards(at, REACH);
    let place = before.find(|place| leads(*place) || !says_how_much(clues, *place))?;
    leads(place).then_some(place)
}

/// Whether a title stands right before a place, and nothing that would last so long: "HCPC clinical scientist for eight years".
fn is_behind_a_title(clues: &Clues<'_>, found: &[Match], lead: usize) -> bool {
    let is_title = |one: &Match| {
        let titles = [Facet::Profession, Facet::ProfessionGroup, Facet::CareerLevel];
        one.to == lead && titles.into_iter().any(|facet| one.concept == Concept::Facet(facet))
    };
    let lasts = |place: usize| found.iter().any(|one| one.from == place && can_last(one));
    found.iter().any(is_title) && !clues.backwards(lead, TOLD).any(lasts)
}

/// Whether a match is of what lasts for some time, or of what is paid for it.
const fn can_last(one: &Match) -> bool {
    matches!(
        one.concept,
        Concept::AmountMin
            | Concept::AmountMax
            | Concept::Facet(Facet::Kind | Facet::Offer | Facet::EducationStage)
    )
}
