//! How long: "one year", "24 months", "half a year", "a year and a half", "up to a year", "2 flynedd", "am flwyddyn"; of "one to
//! two years" the less, for that will do. Only what is wanted: "ends in 6 months" is not, nor how long others wait, nor how long
//! the reader has been or done something ("a BMS for six years", "two years into a PhD").

use cyfle_catalogue::{Cue, Facet, Lang};

use super::Clues;
use super::numbers::{and_a_part, is_article, joins, number};
use crate::results::Concept;
use crate::understand::matches::Match;
use crate::understand::words::Link;

/// No opportunity lasts longer, part time included: who speaks of ten years tells of their own.
const MOST: f64 = 84.0;

/// No year before this one is told of.
const EARLIEST: f64 = 1950.0;

/// Weeks are told in whole months, and fewer than make up one not at all.
const WEEKS_A_YEAR: f64 = 52.0;

/// So many words around a length tell that somebody waits so long: "our waiting list for echo is 18 months".
const NEAR: usize = 5;

/// So many words before one tell by themselves that it is the reader's own: "off sick two years".
const OWN: usize = 4;

/// So many do where "for" stands between: "have worked in immunology at the Heath for six years".
const TOLD: usize = 12;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut at = 0;
    while at < clues.words.len() {
        let Some((months, to)) = range(clues, at).or_else(|| length(clues, at)) else {
            at += 1;
            continue;
        };
        let is_wished = (1.0..=MOST).contains(&months)
            && !points_at_a_time(clues, at, to)
            && !is_a_wait(clues, found, at, to)
            && !is_own(clues, found, at, to)
            && !is_over(clues, at, to);
        if is_wished {
            found.push(Match::new(at, to, Concept::Duration, format!("{months:.0}")));
        }
        at = to;
    }
}

/// Whether a place is part of a length of time: "not *five years* of HSST".
pub(super) fn takes_in(clues: &Clues<'_>, place: usize) -> bool {
    const LONGEST: usize = 2;
    let mut begins = place.saturating_sub(LONGEST)..=place;
    begins.any(|at| length(clues, at).is_some_and(|(_, to)| place < to))
}

/// The shortest length that somebody says to be more than they will go through, in months: "I can't face five more years of study", "three
/// years is too long".
pub(in crate::understand) fn too_long(clues: &Clues<'_>, found: &[Match]) -> Option<f64> {
    const LEAST: f64 = 12.0;
    // "Without another five years", but "without a doctorate, wants three years paid", "live on nothing for three years".
    let leads = |at: usize| {
        let cues = [Cue::Further, Cue::Doing, Cue::Programme, Cue::Unwanted, Cue::Another];
        is_article(clues, at) || cues.into_iter().any(|cue| clues.is(at, cue))
    };
    let denies = |at: usize, length: usize| {
        let (unwanted, without) = (clues.length(at, Cue::Unwanted), clues.length(at, Cue::Without));
        let is_wished = |at: usize| clues.wants(at);
        let is_bound = clues.length(at, Cue::AtMost) > unwanted.max(without);
        let turns_down = unwanted > 0 && !(at + unwanted..length).any(is_wished);
        let lacks = without > 0 && (at + without..length).all(leads);
        !is_bound && (turns_down || lacks)
    };
    let lengths = (0..clues.words.len()).filter_map(|at| {
        let (months, to) = length(clues, at)?;
        let is_refused = || clues.backwards(at, NEAR + 2).any(|place| denies(place, at));
        let is_said = || clues.any(clues.onwards(to, NEAR), Cue::TooLong);
        let is_one = (LEAST..=MOST).contains(&months)
            && !is_own(clues, found, at, to)
            && !is_over(clues, at, to)
            && !points_at_a_time(clues, at, to);
        (is_one && (is_refused() || is_said())).then_some(months)
    });
    lengths.reduce(f64::min)
}

/// The months that are told at a place, and the place behind them.
fn length(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let (number, unit) = match number(clues, at) {
        Some((number, to)) => {
            // "Half a year".
            let is_part = number < 1.0 && is_article(clues, to);
            // "Five more years".
            (number, to + usize::from(is_part || clues.is(to, Cue::Further)))
        }
        None => (1.0, single(clues, at)?),
    };
    let months = months(clues, unit)?;
    let (more, to) = and_a_part(clues, unit + 1).unwrap_or((0.0, unit + 1));
    Some(((number + more) * months, to))
}

/// The least of two lengths that are joined: "one to two years", "18-24 months".
fn range(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let (least, to) = number(clues, at)?;
    let joint = clues.length(to, Cue::Range);
    let place = to + joint;
    let is_joined = clues.stops.get(to) == Some(&false) && (joint > 0 || clues.is_dashed(place));
    let (most, unit) = number(clues, place).filter(|_| is_joined)?;
    Some((least * months(clues, unit).filter(|_| least < most)?, unit + 1))
}

/// The months of the unit that is named at a place.
fn months(clues: &Clues<'_>, at: usize) -> Option<f64> {
    let units = [(Cue::Years, 12.0), (Cue::Months, 1.0), (Cue::Week, 12.0 / WEEKS_A_YEAR)];
    units.into_iter().find(|(unit, _)| clues.is(at, *unit)).map(|(_, months)| months)
}

/// Where the unit stands of one that has no number, and is still said to be how long: "for a year", "less than a year", "am flwyddyn", "a
/// year and a half". "Next year" and "£5,000 a year" are no length.
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
    }) || clues.any(clues.backwards(at, 2), Cue::AtMost)
        || and_a_part(clues, unit + 1).is_some();
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

/// Whether a word only leads on to a length, or says how exact it is: "in *about* two years", "in *less than* a month".
fn says_how_much(clues: &Clues<'_>, at: usize) -> bool {
    clues.words[at].is_light()
        || clues.is(at, Cue::Emphasis)
        || clues.is(at, Cue::AtLeast)
        || clues.around(at, Cue::AtMost).is_some()
}

/// Whether it is how long something took that is over, or of which the reader has done a part: "I *did a* six-month secondment", "a
/// one-year MRes in *2024*", "two years into a *four-year* PhD".
fn is_over(clues: &Clues<'_>, at: usize, to: usize) -> bool {
    const REACH: usize = 3;
    let before = at - usize::from(clues.backwards(at, 1).any(|place| is_article(clues, place)));
    let leads_here = |cue: Cue| {
        let mut places = clues.backwards(at, REACH);
        places.any(|place| {
            (before..=at).contains(&(place + clues.length(place, cue).max(1)))
                && clues.is(place, cue)
        })
    };
    let is_past_year = |place: usize| {
        let this = f64::from(clues.moment.day().year());
        clues.number(place).is_some_and(|year| (EARLIEST..this).contains(&year))
    };
    let is_after_a_part = || {
        let mut places = clues.backwards(before, 1);
        before < at
            && places.any(|place| {
                let unit = place.checked_sub(1);
                clues.is(place, Cue::Since)
                    && unit.is_some_and(|unit| months(clues, unit).is_some())
            })
    };
    [Cue::Finished, Cue::Midway].into_iter().any(leads_here)
        || clues.onwards(to, REACH).any(is_past_year)
        || is_after_a_part()
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
    // "Two years in Australia where I was".
    if clues.any(clues.onwards(to, NEAR), Cue::WasThere) {
        return true;
    }
    // "I had an idea for a six month study": so long is a thing.
    if clues.backwards(at, 1).any(|place| is_article(clues, place)) {
        return false;
    }
    // "I have two years for a fellowship".
    let is_lasting = |place: usize| found.iter().any(|one| one.from == place && can_last(one));
    let is_for = clues.is(to, Cue::Workplace) && joins(clues, to);
    if is_for && clues.onwards(to, NEAR).any(is_lasting) {
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
    // "Three years as a lab assistant", "four years doing echo", "five years at DHCW".
    let is_at = |place: usize| {
        let is_there = |one: &Match| {
            let is_named =
                one.is_of_a_body_or_nation() || (clues.words[one.from].exact && !can_last(one));
            is_named && (place..=place + 2).contains(&one.from)
        };
        let lasts = || found.iter().any(|one| one.to == at && can_last(one));
        clues.is(place, Cue::At) && found.iter().any(is_there) && !lasts()
    };
    let does = |place: usize| {
        let cues = [Cue::IAm, Cue::InTheRoleOf, Cue::Doing];
        cues.into_iter().any(|cue| clues.is(place, cue)) || is_member(place) || is_at(place)
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
    let is_title = |one: &Match| one.to == lead && one.is_a_post();
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
