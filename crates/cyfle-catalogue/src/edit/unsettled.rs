//! What a draft shows that its entry does not say. To accept a draft certifies the entry, so one that changes nothing by itself
//! may be accepted only once a person has put the entry right.

use jiff::civil::Date;

use crate::draft::{Draft, Evidence, Field};
use crate::moment::Moment;
use crate::opportunity::{Opportunity, PageSaid, Round};
use crate::status::{State, status};

/// The fields in which an entry still contradicts what a draft shows, each with what the page says now. Sentences about who may
/// apply, and rewritten pages, are for a person to judge: nothing in them can be compared.
pub(super) fn unsettled(draft: &Draft, entry: &Opportunity, day: Date) -> Vec<String> {
    let contradicts = |one: &&Evidence| match one.field {
        Field::Closes => is_other_date(one, draft.found, |stated| has_closing(entry, stated)),
        Field::Opens => is_other_date(one, draft.found, |stated| has_opening(entry, stated)),
        Field::Status => is_other_standing(one, entry, day),
        Field::Amount => is_other_amount(one, entry),
        Field::Conditions | Field::Address | Field::Item => false,
    };
    let said = |one: &Evidence| {
        let now = one.new.as_deref().unwrap_or("no longer stated");
        format!("{}: {now}", one.field.code())
    };
    draft.evidence.iter().filter(contradicts).map(said).collect()
}

/// Whether an entry lacks the date that a page states now, or still has one ahead that it states no longer. What is past may
/// come and go.
fn is_other_date(one: &Evidence, found: Date, has: impl Fn(&Stated<'_>) -> bool) -> bool {
    let ahead = |stated: &Stated<'_>| stated.is_ahead(found);
    let new = one.new.as_deref().map(Stated::of).filter(ahead);
    let old = one.old.as_deref().map(Stated::of).filter(ahead);
    match (new, old) {
        (Some(new), _) => !has(&new),
        (None, Some(old)) if one.new.is_none() => has(&old),
        _ => false,
    }
}

/// A date as evidence gives it: `2026-02-13 16:00`, or `--02-13` where the page gives no year.
struct Stated<'a> {
    day: &'a str,
    time: Option<&'a str>,
}

impl<'a> Stated<'a> {
    fn of(text: &'a str) -> Self {
        match text.split_once(' ') {
            Some((day, time)) => Self { day, time: Some(time) },
            None => Self { day: text, time: None },
        }
    }

    fn is_ahead(&self, found: Date) -> bool {
        self.day.parse::<Date>().ok().is_none_or(|day| day >= found)
    }

    fn is(&self, day: Date) -> bool {
        match self.day.strip_prefix("--") {
            Some(rest) => day.to_string().ends_with(&format!("-{rest}")),
            None => day.to_string() == self.day,
        }
    }
}

fn has_closing(entry: &Opportunity, stated: &Stated<'_>) -> bool {
    let is_it = |round: &Round| {
        round.closes.is_some_and(|day| stated.is(day))
            && stated.time.is_none_or(|time| round.closes_time.as_deref() == Some(time))
    };
    entry.timetable.rounds.iter().any(is_it)
}

fn has_opening(entry: &Opportunity, stated: &Stated<'_>) -> bool {
    entry.timetable.rounds.iter().any(|round| round.opens.is_some_and(|day| stated.is(day)))
}

fn is_other_standing(one: &Evidence, entry: &Opportunity, day: Date) -> bool {
    let Some(said) = one.new.as_deref().and_then(|word| word.parse::<PageSaid>().ok()) else {
        return false;
    };
    let is_on =
        || matches!(status(entry, Moment::start_of(day)).state, State::Open | State::Rolling);
    entry.timetable.page_said != Some(said) || (said == PageSaid::Closed && is_on())
}

/// Whether an entry has the amount that the page has replaced, and not the new one.
fn is_other_amount(one: &Evidence, entry: &Opportunity) -> bool {
    let Some(amount) = &entry.offer.amount else { return false };
    let has = |text: &Option<String>| {
        let stated = text.as_deref().and_then(|text| text.split_once(' '));
        stated.is_some_and(|(currency, value)| {
            let bounds = [amount.min, amount.max].into_iter().flatten();
            currency == amount.currency
                && bounds.map(|bound| bound.to_string()).any(|bound| bound == value)
        })
    };
    has(&one.old) && !has(&one.new)
}
