//! What counts as a change.

use super::*;
use crate::fetch::{Hop, Media, Validators};

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

fn answered(asked: &str, url: &str, hops: &[bool]) -> (Url, Response) {
    let asked = Url::parse(asked).expect("an address");
    let hop = |permanent: &bool| Hop { is_permanent: *permanent, from: asked.to_string() };
    let hops = hops.iter().map(hop).collect();
    let response =
        Response { hops, url: Url::parse(url).expect("an address"), answer: Answer::NotModified };
    (asked, response)
}

#[test]
fn only_another_place_for_good_is_a_move() {
    let moved = |from: &str, to: &str, hops: &[bool]| {
        let (asked, response) = answered(from, to, hops);
        super::moved(&asked, &response).is_some()
    };
    assert!(moved("https://a.example/x", "https://a.example/y", &[true]));
    assert!(moved("https://a.example/x", "https://b.example/x", &[true]));
    assert!(!moved("https://a.example/x", "https://a.example/y", &[false]));
    assert!(!moved("http://a.example/x", "https://www.a.example/x/", &[true]));
    assert!(!moved("https://a.example/x", "https://a.example/x", &[]));
}

#[test]
fn a_page_that_is_too_complicated_counts_as_not_read_whatever_it_says() {
    let today = "2026-01-10".parse().expect("a day");
    let url = Url::parse("https://a.example/x").expect("an address");
    let read = |status: u16, text: String| {
        let (media, print) = (Media::Html, String::new());
        let body = Body { status, media, text, print, validators: Validators::default() };
        let response = Response { hops: Vec::new(), url: url.clone(), answer: Answer::Read(body) };
        read_answer(&url, &response, &ReadPage::unknown(), today)
    };
    let page = "<title>Award</title><main><p>It is open.</p>".to_owned();
    assert!(read(200, page.clone()).expect("a reading").is_some());
    let deep = page + &"<div>".repeat(100_000);
    let finding = read(200, deep.clone()).expect_err("no reading");
    assert_eq!(finding.kind, Happening::Unreachable);
    assert!(finding.note.contains("too complicated"), "{}", finding.note);
    assert_eq!(read(404, deep).expect_err("no reading").kind, Happening::Gone);
}
