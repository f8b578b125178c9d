//! Whether the dates of an entry can be true together.

use jiff::civil::{Date, Time};

use super::{Entry, Find, Notes, Rule, rule};
use crate::moment::PartialDate;
use crate::opportunity::{Opportunity, PageSaid, Pattern, Round};
use crate::problem::Severity::{Error, Warning};
use crate::status::{months_between, parse_time};

pub(super) const RULES: &[Rule] = &[
    rule(
        "closes-before-opens",
        Error,
        Find::Entry(closes_before_opens),
        "A round closes, or is seen closed, on or after the day on which it opens, or was seen open.",
    ),
    rule(
        "impossible-date",
        Error,
        Find::Entry(impossible_date),
        "Every date lies between 1990 and 2100, and nothing was changed or compared before it was added or speaks for a day after it was read.\nA slip of a digit is the usual cause.",
    ),
    rule(
        "moved-to-no-round",
        Error,
        Find::Entry(moved_to_no_round),
        "The day to which a change moved a closing date is that of a round, unless a later change moved it on.\nDigests and calendars tell the day of the change, status and export that of the round: people are told two days.",
    ),
    rule(
        "empty-round",
        Warning,
        Find::Entry(empty_round),
        "A round has at least one date.\nOne that says nothing tells nobody when to apply. Where no date is published, leave the round out.",
    ),
    rule(
        "time-without-day",
        Error,
        Find::Entry(time_without_day),
        "A closing time belongs to a closing day.",
    ),
    rule(
        "midnight",
        Warning,
        Find::Entry(midnight),
        "No closing time is 00:00.\nThat is the beginning of the closing day, so that the round would be over before it. For midnight at its end leave `closes_time` out.",
    ),
    rule(
        "far-date",
        Warning,
        Find::Entry(far_date),
        "No round opens or closes more than three years after the day on which the check is made.\nNobody publishes such a date; a slip of a digit is the usual cause, and would call the round open for years.",
    ),
    rule(
        "long-round",
        Warning,
        Find::Entry(long_round),
        "A round is open for at most three years.\nOf two dates that are further apart one is nearly always a slip. What one can apply for at any time has the pattern `rolling`, and no rounds.",
    ),
    rule(
        "opening-twice",
        Warning,
        Find::Entry(opening_twice),
        "A round has a published opening, or the date since when it was seen open, not both.\n`seen_open` is only for rounds whose opening nobody publishes.",
    ),
    rule(
        "round-order",
        Warning,
        Find::Entry(round_order),
        "Rounds are listed oldest first, each once.\nSo that a reader of the file sees what came last.",
    ),
    rule(
        "rolling-round",
        Warning,
        Find::Entry(rolling_round),
        "What can be applied for at any time has no closing date ahead.\nOf the two, one is wrong; people trust the friendlier one.",
    ),
    rule(
        "closed-and-open",
        Warning,
        Find::Entry(closed_and_open),
        "A page that said `closed` has no round that is on by its dates.\nPeople are told that they can apply: give the round `seen_closed`, or read the page again.",
    ),
    rule(
        "future-date",
        Error,
        Find::Entry(future_date),
        "Nothing was read, seen, added, checked or changed after the day on which the check is made.",
    ),
];

fn at(index: usize, key: &str) -> String {
    format!("timetable.rounds.{index}.{key}")
}

fn closes_before_opens(entry: &Entry<'_>, notes: &mut Notes) {
    for (index, round) in entry.opportunity.timetable.rounds.iter().enumerate() {
        let starts =
            [("opens", round.opens), ("was seen open", round.seen_open.map(|day| day.first_day()))];
        for (what, start) in starts {
            let ends = [
                ("closes", "closes", round.closes),
                ("seen_closed", "was seen closed", round.seen_closed),
            ];
            for (key, ends_by, end) in ends {
                if let (Some(start), Some(end)) = (start, end)
                    && end < start
                {
                    notes.add(
                        at(index, key),
                        format!("the round {ends_by} on {end}, before it {what} on {start}"),
                        "compare both dates with the page",
                    );
                }
            }
        }
    }
}

/// The days on which somebody did or saw something for the entry, each with its path; of a month or a year its first day.
fn deeds(opportunity: &Opportunity) -> Vec<(String, Date)> {
    let provenance = &opportunity.provenance;
    let mut days = vec![("provenance.added".to_owned(), provenance.added)];
    days.extend(provenance.checked.map(|day| ("provenance.checked".to_owned(), day)));
    for (index, source) in provenance.sources.iter().enumerate() {
        days.push((format!("provenance.sources.{index}.read"), source.read));
    }
    for (index, round) in opportunity.timetable.rounds.iter().enumerate() {
        let seen_open = round.seen_open.map(PartialDate::first_day);
        let seen = [("seen_open", seen_open), ("seen_closed", round.seen_closed)];
        days.extend(seen.into_iter().filter_map(|(key, day)| Some((at(index, key), day?))));
    }
    for (index, change) in opportunity.changes.iter().enumerate() {
        days.push((format!("changes.{index}.date"), change.date));
    }
    days
}

/// Every other date, each with its path; of a month or a year its first day.
fn other_dates(opportunity: &Opportunity) -> Vec<(String, Date)> {
    let mut days = Vec::new();
    for (index, round) in opportunity.timetable.rounds.iter().enumerate() {
        let keys = [("opens", round.opens), ("closes", round.closes)];
        days.extend(keys.into_iter().filter_map(|(key, day)| Some((at(index, key), day?))));
    }
    let as_of = opportunity.provenance.as_of.map(PartialDate::first_day);
    days.extend(as_of.map(|day| ("provenance.as_of".to_owned(), day)));
    for (index, change) in opportunity.changes.iter().enumerate() {
        if let Some(moved) = change.deadline {
            days.push((format!("changes.{index}.deadline.from"), moved.from));
            days.push((format!("changes.{index}.deadline.to"), moved.to));
        }
    }
    days
}

fn impossible_date(entry: &Entry<'_>, notes: &mut Notes) {
    let opportunity = entry.opportunity;
    for (at, day) in deeds(opportunity).into_iter().chain(other_dates(opportunity)) {
        if !(1990..2100).contains(&day.year()) {
            let message = format!("{} is no year for anything here", day.year());
            notes.add(at, message, "compare the year with the page, or with the day of the work");
        }
    }
    let provenance = &opportunity.provenance;
    let last_read = provenance.sources.iter().map(|source| source.read).max();
    if let (Some(as_of), Some(read)) = (provenance.as_of, last_read)
        && as_of.first_day() > read
    {
        let message = format!("the page speaks for {as_of}, but was last read on {read}");
        notes.add("provenance.as_of", message, "one of the two dates is wrong");
    }
    if let Some(checked) = provenance.checked.filter(|checked| *checked < provenance.added) {
        let message = format!("compared on {checked}, before it was added on {}", provenance.added);
        notes.add("provenance.checked", message, "one of the two dates is wrong");
    }
    for (index, change) in opportunity.changes.iter().enumerate() {
        if change.date < provenance.added {
            let message =
                format!("changed on {}, before it was added on {}", change.date, provenance.added);
            notes.add(format!("changes.{index}.date"), message, "one of the two dates is wrong");
        }
    }
}

fn moved_to_no_round(entry: &Entry<'_>, notes: &mut Notes) {
    let changes = &entry.opportunity.changes;
    let rounds = &entry.opportunity.timetable.rounds;
    for (index, change) in changes.iter().enumerate() {
        let Some(moved) = change.deadline else { continue };
        let is_moved_on = changes[index + 1..]
            .iter()
            .any(|later| later.deadline.is_some_and(|later| later.from == moved.to));
        if !is_moved_on && !rounds.iter().any(|round| round.closes == Some(moved.to)) {
            notes.add(
                format!("changes.{index}.deadline.to"),
                format!(
                    "no round closes on {}, to which this change moved the closing date",
                    moved.to
                ),
                "give the round this closing date, or mend the day here",
            );
        }
    }
}

fn empty_round(entry: &Entry<'_>, notes: &mut Notes) {
    for (index, round) in entry.opportunity.timetable.rounds.iter().enumerate() {
        let days = [round.opens, round.closes, round.seen_closed];
        // A time without a day has a rule of its own.
        let is_empty = days.iter().all(Option::is_none) && round.closes_time.is_none();
        if is_empty && round.seen_open.is_none() {
            let at = format!("timetable.rounds.{index}");
            notes.add(
                at,
                "the round says nothing",
                "give it a date that the page states, or delete it",
            );
        }
    }
}

fn time_without_day(entry: &Entry<'_>, notes: &mut Notes) {
    for (index, round) in entry.opportunity.timetable.rounds.iter().enumerate() {
        if round.closes_time.is_some() && round.closes.is_none() {
            notes.add(
                at(index, "closes_time"),
                "the round has a closing time, but no closing day",
                "add `closes`, or take the time out",
            );
        }
    }
}

fn midnight(entry: &Entry<'_>, notes: &mut Notes) {
    for (index, round) in entry.opportunity.timetable.rounds.iter().enumerate() {
        if round.closes_time.as_deref().and_then(parse_time) == Some(Time::midnight()) {
            notes.add(
                at(index, "closes_time"),
                "00:00 is the beginning of the day on which the round closes",
                "for midnight at its end leave `closes_time` out",
            );
        }
    }
}

/// Beyond so many months a date of a round is a slip, not a plan.
const FAR: i32 = 36;

fn far_date(entry: &Entry<'_>, notes: &mut Notes) {
    let Some(today) = entry.day else { return };
    for (index, round) in entry.opportunity.timetable.rounds.iter().enumerate() {
        for (key, day) in [("opens", round.opens), ("closes", round.closes)] {
            if let Some(day) = day.filter(|day| months_between(today, *day) > FAR) {
                notes.add(
                    at(index, key),
                    format!("{day} is more than three years ahead"),
                    "compare the year with the page",
                );
            }
        }
    }
}

fn long_round(entry: &Entry<'_>, notes: &mut Notes) {
    for (index, round) in entry.opportunity.timetable.rounds.iter().enumerate() {
        if let (Some(start), Some(end)) = (round.begins(), round.closes)
            && months_between(start, end) > FAR
        {
            notes.add(
                at(index, "closes"),
                format!("from {start} to {end} the round would be open for more than three years"),
                "compare both years with the page",
            );
        }
    }
}

fn opening_twice(entry: &Entry<'_>, notes: &mut Notes) {
    for (index, round) in entry.opportunity.timetable.rounds.iter().enumerate() {
        if round.opens.is_some() && round.seen_open.is_some() {
            notes.add(
                at(index, "seen_open"),
                "the round has a published opening and a date on which it was seen open",
                "keep `opens`, which the page states",
            );
        }
    }
}

fn round_order(entry: &Entry<'_>, notes: &mut Notes) {
    let rounds = entry.opportunity.timetable.rounds.iter();
    let days: Vec<_> = rounds.map(Round::ordered_by).collect();
    for (index, pair) in days.windows(2).enumerate() {
        let message = match (pair[0], pair[1]) {
            (Some(earlier), Some(later)) if later < earlier => {
                "the round is older than the one before it"
            }
            (Some(earlier), Some(later)) if later == earlier => "the round is there twice",
            _ => continue,
        };
        notes.add(
            format!("timetable.rounds.{}", index + 1),
            message,
            "list rounds oldest first, each once",
        );
    }
}

fn rolling_round(entry: &Entry<'_>, notes: &mut Notes) {
    let timetable = &entry.opportunity.timetable;
    let Some(day) = entry.day.filter(|_| timetable.pattern == Pattern::Rolling) else { return };
    if let Some(index) =
        timetable.rounds.iter().position(|round| round.closes.is_some_and(|closes| closes >= day))
    {
        notes.add(
            at(index, "closes"),
            "one can apply at any time, and yet there is a closing date ahead",
            "give the pattern that the page states",
        );
    }
}

fn closed_and_open(entry: &Entry<'_>, notes: &mut Notes) {
    let timetable = &entry.opportunity.timetable;
    let Some(day) = entry.day.filter(|_| timetable.page_said == Some(PageSaid::Closed)) else {
        return;
    };
    let is_on = |round: &Round| {
        round.begins().is_some_and(|start| start <= day)
            && round.closes.is_some_and(|closes| closes >= day)
            && round.seen_closed.is_none()
    };
    if let Some(index) = timetable.rounds.iter().position(is_on) {
        notes.add(
            at(index, "closes"),
            "the page said that one cannot apply, and yet this round is on by its dates",
            "give the round `seen_closed`, or `page_said` what the page says now",
        );
    }
}

fn future_date(entry: &Entry<'_>, notes: &mut Notes) {
    let Some(today) = entry.day else { return };
    for (at, day) in deeds(entry.opportunity) {
        if day > today {
            notes.add(at, format!("{day} is still to come"), "write the day on which it was done");
        }
    }
}
