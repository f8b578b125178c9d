//! What follows for a timetable from what its page says: which round is meant, and which of its dates would become others.
//!
//! A round that is over is history and is never changed. Wherever two rounds could be meant, a person has to say.

use cyfle_catalogue::draft::{Edit, Field, Happening, NewRound};
use cyfle_catalogue::opportunity::{Opportunity, PageSaid, Round};
use jiff::civil::Date;

use super::edit;
use crate::judge::{Difference, Finding, day_of};
use crate::read::Doubt;

/// What would become of a timetable.
#[derive(Default)]
pub(super) struct Proposal {
    pub(super) edits: Vec<Edit>,
    pub(super) round: Option<NewRound>,
}

/// What follows for a timetable from what its page says on a day, or why a person has to say.
pub(super) fn proposed(
    entry: &Opportunity,
    finding: &Finding,
    today: Date,
) -> Result<Proposal, &'static str> {
    if let Some(doubt) = doubted(finding, today) {
        return Err(doubt.why());
    }
    let rounds = &entry.timetable.rounds;
    let opens = only_new(finding, Field::Opens);
    let said = said(finding);
    let mut proposal = Proposal::default();
    if let Some(said) = said {
        let before = entry.timetable.page_said.map(|before| before.code().to_owned());
        proposal.edits.extend(edit("timetable.page_said", before, said.code()));
    }
    let mut is_past = false;
    if let Some(closes) = only_new(finding, Field::Closes) {
        match meant(rounds, finding, closes, today) {
            Meant::Round(index) => {
                is_past = closes.day < today;
                proposal.edits.extend(round_edits(index, &rounds[index], closes, opens));
            }
            Meant::Unknown => {
                let seen_open =
                    (finding.kind == Happening::Opened && opens.is_none()).then_some(today);
                proposal.round = Some(NewRound {
                    opens: opens.map(|opens| opens.day),
                    seen_open,
                    closes: Some(closes.day),
                    closes_time: closes.time.map(str::to_owned),
                });
            }
            Meant::Known => {}
            Meant::Doubtful(why) => return Err(why),
        }
    } else if let Some(why) = unclear(rounds, finding) {
        return Err(why);
    }
    match said {
        Some(PageSaid::Closed) if !is_past => {
            if let Some(index) = shut(entry, finding, today)? {
                let path = format!("timetable.rounds.{index}.seen_closed");
                proposal.edits.extend(edit(path, None, today.to_string()));
            }
        }
        Some(PageSaid::Open)
            if proposal.round.is_none() && rounds.iter().any(is_shut_early(today)) =>
        {
            return Err(
                "the page says that one can apply, and the entry that its round was seen closed",
            );
        }
        _ => {}
    }
    Ok(proposal)
}

/// A stated date as a day and a time.
#[derive(Clone, Copy)]
struct At<'a> {
    day: Date,
    time: Option<&'a str>,
}

/// The one new date of a field; none where there are several, or its year is not known.
fn only_new(finding: &Finding, field: Field) -> Option<At<'_>> {
    let mut new =
        finding.fields.iter().filter(|one| one.field == field).filter_map(|one| one.new.as_ref());
    let (Some(fact), None) = (new.next(), new.next()) else { return None };
    Some(At { day: day_of(fact)?, time: fact.value.split_once(' ').map(|(_, time)| time) })
}

/// What is doubtful about a new date. What is past may be read as it likes: nothing is made of it.
fn doubted(finding: &Finding, today: Date) -> Option<Doubt> {
    let new = finding.fields.iter().filter_map(|one| one.new.as_ref());
    new.filter(|fact| day_of(fact).is_none_or(|day| day >= today)).find_map(|fact| fact.doubt)
}

/// Why no one closing date is new, where the page gives some that the entry does not know.
fn unclear(rounds: &[Round], finding: &Finding) -> Option<&'static str> {
    let fields = finding.fields.iter().filter(|one| one.field == Field::Closes);
    let has = |day: Date| rounds.iter().any(|round| round.closes == Some(day));
    let unknown: Vec<Option<Date>> = fields
        .filter_map(|one| one.new.as_ref())
        .map(day_of)
        .filter(|day| !day.is_some_and(has))
        .collect();
    match unknown.as_slice() {
        [] => None,
        days if days.contains(&None) => Some("the page gives a new closing date without its year"),
        _ => Some("the page gives several new closing dates"),
    }
}

/// Which round of an entry a new closing date belongs to.
enum Meant {
    /// This one: the page has replaced its closing date.
    Round(usize),
    /// One that the entry does not know.
    Unknown,
    /// One that the entry has with this very date.
    Known,
    /// A person has to say, for this reason.
    Doubtful(&'static str),
}

/// Deadlines are moved by days or weeks. A date further away than so many days is more likely that of another round.
const FURTHEST_MOVE: i32 = 183;

/// A round that is over stays as it was: with another end it would have been on ever since, which nobody has published. What
/// opens after the page said that it was closed is a new one, too, and a round that its page called closed early is over.
fn meant(rounds: &[Round], finding: &Finding, closes: At<'_>, today: Date) -> Meant {
    let known = rounds.iter().any(|round| round.closes == Some(closes.day));
    let is_ahead = !known && closes.day >= today;
    if finding.kind == Happening::Closed && is_ahead && current(rounds, today).next().is_some() {
        return Meant::Doubtful(
            "the page says that one cannot apply, and gives a new closing date",
        );
    }
    let replaced = match finding.kind {
        Happening::Opened => Vec::new(),
        _ => replaced(rounds, finding, today),
    };
    match replaced.as_slice() {
        [index] if !known || rounds[*index].closes == Some(closes.day) => {
            match doubt(&rounds[*index], closes) {
                Some(why) => Meant::Doubtful(why),
                None => Meant::Round(*index),
            }
        }
        _ if known => Meant::Known,
        // Nobody opens a round to end it before the one that is on.
        [] if current(rounds, today).any(|(_, round)| round.closes > Some(closes.day)) => {
            Meant::Doubtful(
                "the new closing date is before that of the round that is on, so it may be that of something else",
            )
        }
        [] => Meant::Unknown,
        _ => Meant::Doubtful("one closing date stands where several rounds had theirs"),
    }
}

/// The rounds that are not over and whose closing dates the page no longer states; where it has dropped only dates that are
/// past, or none, a last round that has no closing date yet.
fn replaced(rounds: &[Round], finding: &Finding, today: Date) -> Vec<usize> {
    let fields = finding.fields.iter().filter(|one| one.field == Field::Closes);
    let gone: Vec<Date> = fields.filter_map(|one| one.old.as_ref()).filter_map(day_of).collect();
    let is_replaced = |(index, round): (usize, &Round)| {
        let is = match round.closes {
            Some(day) => day >= today && gone.contains(&day),
            None => index + 1 == rounds.len() && gone.iter().all(|day| *day < today),
        };
        (is && round.seen_closed.is_none()).then_some(index)
    };
    rounds.iter().enumerate().filter_map(is_replaced).collect()
}

/// The rounds that are not over and need not open first.
fn current(rounds: &[Round], today: Date) -> impl Iterator<Item = (usize, &Round)> {
    rounds.iter().enumerate().filter(move |(_, round)| {
        round.closes.is_some_and(|day| day >= today)
            && round.seen_closed.is_none()
            && round.opens.is_none_or(|day| day <= today)
    })
}

/// Whether a round was seen closed although its end is still ahead.
fn is_shut_early(today: Date) -> impl Fn(&Round) -> bool {
    move |round| round.seen_closed.is_some() && round.closes.is_some_and(|day| day >= today)
}

/// The round that a page ends which says that one cannot apply: the one that is on, or else the only one of which nobody said
/// when it opens, unless the page has not opened anything since it last said that it was closed.
fn shut(
    entry: &Opportunity,
    finding: &Finding,
    today: Date,
) -> Result<Option<usize>, &'static str> {
    let timetable = &entry.timetable;
    let has_begun = |(_, round): &(usize, &Round)| round.begins().is_some();
    let (on, blind): (Vec<_>, Vec<_>) = current(&timetable.rounds, today).partition(has_begun);
    let was_to_open = matches!(timetable.page_said, Some(PageSaid::Closed | PageSaid::Upcoming))
        || said_before(finding) == Some(PageSaid::Upcoming);
    let is_far = |round: &Round| round.closes.is_some_and(|day| is_further(today, day));
    match (on.as_slice(), blind.as_slice()) {
        ([(index, _)], _) => Ok(Some(*index)),
        ([], []) => Ok(None),
        ([], _) if was_to_open => Ok(None),
        ([], [(_, round)]) if is_far(round) => Err(
            "the page says that one cannot apply, but the entry's round may not have opened yet",
        ),
        ([], [(index, _)]) => Ok(Some(*index)),
        _ => {
            Err("the page says that one cannot apply, and several rounds of the entry are not over")
        }
    }
}

/// Whether two days are further apart than a deadline is moved.
fn is_further(one: Date, other: Date) -> bool {
    one.until(other).map_or(i32::MAX, |span| span.get_days().abs()) > FURTHEST_MOVE
}

/// Why a round cannot simply be given another closing date.
fn doubt(round: &Round, closes: At<'_>) -> Option<&'static str> {
    if round.ordered_by().is_some_and(|day| is_further(day, closes.day)) {
        Some("the new closing date is so far away that it may be another round's")
    } else if round.closes_time.is_some() && closes.time.is_none() {
        Some("the page gives no time with the new closing date, and the entry has one")
    } else {
        None
    }
}

fn round_edits(index: usize, round: &Round, closes: At<'_>, opens: Option<At<'_>>) -> Vec<Edit> {
    let path = |key: &str| format!("timetable.rounds.{index}.{key}");
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    let time =
        closes.time.and_then(|time| edit(path("closes_time"), round.closes_time.clone(), time));
    let opens =
        opens.and_then(|opens| edit(path("opens"), text(round.opens), opens.day.to_string()));
    [opens, edit(path("closes"), text(round.closes), closes.day.to_string()), time]
        .into_iter()
        .flatten()
        .collect()
}

fn said(finding: &Finding) -> Option<PageSaid> {
    status_of(finding)?.new.as_ref()?.value.parse().ok()
}

fn said_before(finding: &Finding) -> Option<PageSaid> {
    status_of(finding)?.old.as_ref()?.value.parse().ok()
}

fn status_of(finding: &Finding) -> Option<&Difference> {
    finding.fields.iter().find(|field| field.field == Field::Status)
}
