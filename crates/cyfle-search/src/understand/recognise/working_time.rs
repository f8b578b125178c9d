//! Shares of a working week: "0.4 WTE", "two days a week", "deuddydd yr wythnos". A day is a fifth of a week.

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
    let joined = folded.strip_suffix("wte").or_else(|| folded.strip_suffix("fte"));
    if let Some(number) = joined.and_then(|number| number.parse().ok()) {
        return Some((number, at + 1));
    }
    let number = folded.parse().ok()?;
    clues.is(at + 1, &["wte", "fte", "call", "calla"]).then_some((number, at + 2))
}

fn days_a_week(clues: &Clues<'_>, at: usize) -> Option<(f64, usize)> {
    let (days, behind) = match clues.word(at)?.folded.as_str() {
        "deuddydd" | "ddeuddydd" => (2.0, at + 1),
        "tridiau" | "dridiau" => (3.0, at + 1),
        "diwrnod" | "ddiwrnod" | "day" => (1.0, at + 1),
        _ => {
            let number = clues.number(at)?;
            let unit = clues.is(at + 1, &["day", "days", "diwrnod", "ddiwrnod", "dydd"]);
            (number, unit.then_some(at + 2)?)
        }
    };
    let week =
        (behind..=behind + 1).find(|place| clues.is(*place, &["week", "wythnos", "weekly"]))?;
    (week == behind || clues.is(behind, &["a", "per", "yr", "each", "bob", "the", "mewn"]))
        .then_some((days / 5.0, week + 1))
}
