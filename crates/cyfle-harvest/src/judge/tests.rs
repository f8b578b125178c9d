//! What counts as a change.

use super::*;

fn fact(value: &str) -> Fact {
    Fact { value: value.to_owned(), text: format!("it says {value}"), ..Fact::default() }
}

fn said(value: PageSaid) -> Standing {
    Standing { value, text: format!("it says {}", value.code()) }
}

fn reading(closes: &[&str], standing: Option<PageSaid>, amounts: &[&str]) -> Reading {
    let facts = Facts {
        closes: closes.iter().copied().map(fact).collect(),
        amounts: amounts.iter().copied().map(fact).collect(),
        standing: standing.map(said),
        ..Facts::default()
    };
    Reading { print: format!("{facts:?}"), sentences: vec![1], facts, ..Reading::default() }
}

fn kinds(before: &Reading, after: &Reading) -> Vec<Happening> {
    let today = "2026-01-10".parse().expect("a day");
    compare(before, after, today).findings.into_iter().map(|finding| finding.kind).collect()
}

#[test]
fn a_moved_deadline_is_seen_and_a_past_one_may_go() {
    let before = reading(&["2026-02-13 16:00"], Some(PageSaid::Open), &[]);
    assert_eq!(
        kinds(&before, &reading(&["2026-02-27 16:00"], Some(PageSaid::Open), &[])),
        [Happening::DeadlineMoved]
    );
    assert_eq!(
        kinds(&before, &reading(&["2026-02-13 12:00"], Some(PageSaid::Open), &[])),
        [Happening::DeadlineMoved]
    );
    assert_eq!(
        kinds(&before, &reading(&[], Some(PageSaid::Open), &[])),
        [Happening::DeadlineMoved]
    );
    let past = reading(&["2025-02-13"], Some(PageSaid::Closed), &[]);
    assert_eq!(kinds(&past, &reading(&[], Some(PageSaid::Closed), &[])), []);
}

#[test]
fn a_year_that_is_added_moves_nothing() {
    let before = reading(&["--02-13 16:00"], None, &[]);
    assert_eq!(kinds(&before, &reading(&["2026-02-13 16:00"], None, &[])), []);
}

#[test]
fn opening_carries_its_dates_and_money_is_judged_by_itself() {
    let before = reading(&["2025-02-13"], Some(PageSaid::Closed), &["GBP 5000"]);
    let after = reading(&["2026-02-13"], Some(PageSaid::Open), &["GBP 7500"]);
    let verdict = compare(&before, &after, "2026-01-10".parse().expect("a day"));
    let fields: Vec<Vec<Field>> = verdict
        .findings
        .iter()
        .map(|finding| finding.fields.iter().map(|field| field.field).collect())
        .collect();
    assert_eq!(fields, [vec![Field::Status, Field::Closes], vec![Field::Amount]]);
    assert_eq!(verdict.findings[0].kind, Happening::Opened);
    assert_eq!(verdict.findings[1].kind, Happening::AmountChanged);
}

#[test]
fn conditions_differ_by_their_words_not_by_the_dates_in_them() {
    let with = |text: &str| {
        let facts = Facts { conditions: vec![text.to_owned()], ..Facts::default() };
        Reading { print: text.to_owned(), sentences: vec![1], facts, ..Reading::default() }
    };
    let before = with("Forms must be submitted by 13 February 2026.");
    assert_eq!(kinds(&before, &with("Forms must be submitted by 27 February 2026.")), []);
    assert_eq!(
        kinds(&with("Open only to staff in Wales."), &with("Open only to staff in England.")),
        [Happening::ConditionsChanged]
    );
}
