//! Shares of a working week: "0.4 WTE", "two days a week", "deuddydd yr wythnos". A day is a fifth of a week. "I work two days a
//! week" is no time that is sought: whoever works part time looks for what can be done so.

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut at = 0;
    while at < clues.words.len() {
        let said = share(clues, at).or_else(|| days_a_week(clues, at));
        let Some((share, to)) = said.filter(|(share, _)| *share > 0.0 && *share <= 1.0) else {
            at += 1;
            continue;
        };
        if is_own(clues, at) {
            found.retain(|one| {
                !(one.is(Facet::Offer, "protected-time") && one.from < to && at < one.to)
            });
            if share < 1.0 {
                found.push(Match::new(at, to, Concept::Facet(Facet::Mode), "part-time"));
            }
        } else {
            let value = format!("{share:.2}");
            let value = value.trim_end_matches('0').trim_end_matches('.');
            found.push(Match::new(at, to, Concept::WorkingTime, value));
        }
        at = to;
    }
}

/// Whether the words before a share of the week say that the reader works so long, and not that they want to or need it.
fn is_own(clues: &Clues<'_>, at: usize) -> bool {
    const REACH: usize = 4;
    let wants = |place: usize| {
        [Cue::Wanting, Cue::NotHeld, Cue::Seeking].into_iter().any(|cue| clues.is(place, cue))
    };
    let mut said = clues.backwards(at, REACH).take_while(|place| !wants(*place));
    let works = said.find(|place| {
        clues.is(*place, Cue::Works)
            || clues.is(*place, Cue::IAm)
            || clues.begins_with_a_post(*place)
    });
    works.is_some_and(|works| !clues.backwards(works, 3).any(wants))
}

fn share(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let folded = clues.word(at)?.folded.as_str();
    let (number, unit) = folded.split_at(folded.find(char::is_alphabetic).unwrap_or(folded.len()));
    let number = number.parse().ok()?;
    if clues.cues.is(unit, Cue::FullTimeShare) {
        return Some((number, at + 1));
    }
    if !unit.is_empty() {
        return None;
    }
    clues.is(at + 1, Cue::FullTimeShare).then_some((number, at + 2))
}

fn days_a_week(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let in_one_word = [(Cue::OneDay, 1.0), (Cue::TwoDays, 2.0), (Cue::ThreeDays, 3.0)];
    let (days, behind) = match in_one_word.into_iter().find(|(cue, _)| clues.is(at, *cue)) {
        Some((_, days)) => (days, at + 1),
        None => (clues.number(at)?, clues.is(at + 1, Cue::Days).then_some(at + 2)?),
    };
    let week = (behind..=behind + 1).find(|place| clues.is(*place, Cue::Week))?;
    (week == behind || clues.is(behind, Cue::Each)).then_some((days / 5.0, week + 1))
}
