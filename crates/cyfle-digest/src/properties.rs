//! What must hold of every issue, whatever the timetables and the changes: on generated ones.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use cyfle_catalogue::opportunity::{Change, MovedDeadline, Pattern, Round};
use cyfle_catalogue::status::{State, status};
use cyfle_catalogue::{Catalogue, Files, Moment, Opportunity, load};
use cyfle_search::Engine;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::brief::Brief;
use crate::issue::{Reason, Section};
use crate::select::{Period, reasons, select};

/// Read once: every case only changes days.
static BASE: LazyLock<Catalogue> = LazyLock::new(|| load(&Files::embedded()).catalogue);

const TODAY: Date = date(2026, 3, 10);

fn day(offset: i64) -> Date {
    TODAY.checked_add(offset.days()).expect("a near day")
}

/// What is generated of an entry: pattern, rounds, moves and other changes as days from today, and when it was added.
type Sketch = (usize, Vec<(i64, i64, bool)>, Vec<(i64, i64, i64)>, Vec<i64>, i64);

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let rounds = proptest::collection::vec((-700..120i64, 0..120i64, any::<bool>()), 0..4);
    let moves = proptest::collection::vec((-60..1i64, -30..60i64, -30..60i64), 0..3);
    let others = proptest::collection::vec(-60..1i64, 0..2);
    proptest::collection::vec((0..Pattern::ALL.len(), rounds, moves, others, -90..1i64), 1..7)
}

/// The embedded catalogue with as many entries as there are sketches, each given the sketched days.
fn catalogue(sketches: &[Sketch]) -> Catalogue {
    let mut made = BASE.clone();
    made.opportunities.clear();
    let usable = BASE.opportunities.values().filter(|one| {
        one.eligibility.nations == ["wales"]
            && one.audience.professions == ["all-healthcare-science"]
    });
    for (entry, sketch) in usable.zip(sketches) {
        made.opportunities.insert(entry.id.clone(), drawn(entry, sketch));
    }
    made
}

fn drawn(entry: &Opportunity, (pattern, rounds, moves, others, added): &Sketch) -> Opportunity {
    let mut drawn = entry.clone();
    drawn.provenance.added = day(*added);
    drawn.timetable.pattern = Pattern::ALL[*pattern];
    drawn.timetable.page_said = None;
    drawn.timetable.rounds = rounds
        .iter()
        .map(|(opens, length, published)| Round {
            opens: published.then(|| day(*opens)),
            seen_open: None,
            closes: Some(day(opens + length)),
            closes_time: None,
            seen_closed: None,
        })
        .collect();
    let change = |on: i64, deadline| Change { date: day(on), what: entry.title.clone(), deadline };
    drawn.changes = moves
        .iter()
        .map(|(on, from, to)| change(*on, Some(MovedDeadline { from: day(*from), to: day(*to) })))
        .chain(others.iter().map(|on| change(*on, None)))
        .collect();
    drawn
}

fn period(first_publication: Option<Date>) -> Period {
    Period { since: day(-28), today: TODAY, closes_by: day(60), first_publication }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn closing_has_the_next_published_end_ahead_and_nothing_else(sketch in sketches()) {
        for entry in catalogue(&sketch).opportunities.values() {
            let moment = Moment::start_of(TODAY);
            let now = status(entry, moment);
            let found = reasons(entry, &now, &period(None));
            let near = found.iter().find_map(|reason| match reason {
                Reason::Closing { end, .. } => Some(end.day),
                _ => None,
            });
            let ends = entry.timetable.rounds.iter().filter_map(|round| round.closes);
            let first = ends.filter(|end| (TODAY..=day(60)).contains(end)).min();
            prop_assert_eq!(near, first, "{:?}", now);
            prop_assert!(near.is_none() || !matches!(now.state, State::Closed | State::Expected));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn an_issue_has_each_entry_once_and_moved_dates_under_changed(sketch in sketches()) {
        let made = catalogue(&sketch);
        let engine = Engine::in_memory(Arc::new(made));
        let mut brief = Brief::on(TODAY);
        brief.since = day(-28);
        let issue = select(&engine, &brief, Moment::start_of(TODAY));
        let ids: Vec<&str> = issue.entries().map(|entry| entry.opportunity.id.as_str()).collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(ids.len(), once.len(), "an entry stands twice");
        for listing in &issue.listings {
            for entry in &listing.entries {
                prop_assert_eq!(entry.reasons[0].section(), listing.section);
            }
        }
        for entry in engine.catalogue().opportunities.values() {
            let mut moves: Vec<_> = entry
                .changes
                .iter()
                .filter(|change| change.date >= brief.since)
                .filter_map(|change| Some((change.date, change.deadline?)))
                .collect();
            moves.sort_by_key(|(on, _)| *on);
            let (Some(first), Some(last)) = (moves.first(), moves.last()) else { continue };
            let (old, new) = (first.1.from, last.1.to);
            if old == new {
                continue;
            }
            let own = issue.listings.iter().find_map(|listing| {
                let entry = listing.entries.iter().find(|one| one.opportunity.id == entry.id)?;
                Some((listing.section, &entry.reasons[0]))
            });
            let Some((section, Reason::Moved { from, to })) = own else {
                return Err(TestCaseError::fail(format!("{} is not there as moved", entry.id)));
            };
            prop_assert_eq!((section, *from, *to), (Section::Changed, old, new));
        }
    }
}

#[test]
fn what_came_with_the_first_publication_is_no_news() {
    let entry = BASE.opportunities.values().next().expect("an entry");
    let drawn = drawn(entry, &(4, Vec::new(), Vec::new(), Vec::new(), -3));
    let now = status(&drawn, Moment::start_of(TODAY));
    assert!(reasons(&drawn, &now, &period(Some(day(-3)))).is_empty());
    let later = reasons(&drawn, &now, &period(Some(day(-20))));
    assert!(matches!(later[..], [Reason::Added(_)]), "{later:?}");
}
