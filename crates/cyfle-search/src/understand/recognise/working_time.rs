//! Shares of a working week: "0.4 WTE", "two days a week", "deuddydd yr wythnos". A day is a fifth of a week.

use cyfle_catalogue::Cue;

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        if let Some((share, to)) = share(clues, at).or_else(|| days_a_week(clues, at))
            && share > 0.0
            && share <= 1.0
        {
            let value = format!("{share:.2}");
            let value = value.trim_end_matches('0').trim_end_matches('.');
            found.push(Match::new(at, to, Concept::WorkingTime, value));
        }
    }
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
