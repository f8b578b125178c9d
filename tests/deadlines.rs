//! A known deadline ahead is never hidden, whichever round it belongs to: walked over the real catalogue, and asked as readers ask.

use std::collections::BTreeSet;
use std::sync::Arc;

use cyfle_catalogue::status::{Closing, State, status};
use cyfle_catalogue::{Files, Lang, Moment, load, wording};
use cyfle_digest::closing_soon;
use cyfle_search::home::is_unusable;
use cyfle_search::results::Concept;
use cyfle_search::{Engine, Query};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::support::{Server, cyfle};

/// A deadline of a round whose opening is not stated, while the page also announced the next round.
const BLIND: &str = "mrc-postdoctoral-clinical-research-training-fellowship";

/// A deadline of such a round, while another round was seen open that ends later.
const BESIDE_AN_OPEN_ROUND: &str = "mrc-early-independence-clinician-scientist-fellowship";

/// An entry whose dates are our reading of what its page says of every year.
const OUR_READING: &str = "ibms-mary-macdonald-bursary";

/// As far ahead as the home page and a digest look.
const SOON: u16 = 60;

#[test]
fn a_table_of_rounds_says_that_its_dates_are_our_reading_where_they_are() {
    let caption = |lang: &str, id: &str| {
        let page = Server::shared().get(&format!("/{lang}/opportunities/{id}")).body;
        let captions = page.split("<caption class=\"nhsuk-table__caption\">").skip(1);
        let last = captions.last().expect("a table of rounds");
        last.split("</caption>").next().expect("its end").to_owned()
    };
    let plain = caption("en", "action-medical-research-training-fellowship");
    assert_eq!(caption("en", OUR_READING), format!("{plain} (dates partly our reading)"));
    let welsh = caption("cy", OUR_READING);
    assert!(welsh.ends_with("dyddiadau yn rhannol)"), "{welsh}");
}

#[test]
fn every_published_end_ahead_is_said_and_found_on_every_day() {
    let catalogue = load(&Files::embedded()).catalogue;
    let mut today = date(2025, 1, 1);
    let mut seen = BTreeSet::new();
    while today < date(2029, 1, 1) {
        let moment = Moment::start_of(today);
        let until = today.saturating_add(i64::from(SOON).days());
        let soon: BTreeSet<&str> = closing_soon(&catalogue, moment, SOON)
            .iter()
            .map(|one| one.opportunity.id.as_str())
            .collect();
        for (id, entry) in &catalogue.opportunities {
            let ahead = entry.timetable.rounds.iter().filter_map(Closing::of);
            for end in ahead.filter(|end| end.over_at() > moment.wall_clock()) {
                let status = status(entry, moment);
                for lang in Lang::ALL {
                    let said = wording::status_sentence(&status, &catalogue, lang);
                    let named = wording::closing_time(end, catalogue.phrases(lang));
                    assert!(said.contains(&named), "{id} on {today}: {named} is not in `{said}`");
                }
                assert!(status.end_within(end.day, end.day).is_some(), "{id} on {today}: {end:?}");
                let listed =
                    soon.contains(id.as_str()) || is_unusable(entry, &catalogue) || end.day > until;
                assert!(listed, "{id} on {today}: {end:?} closes soon and is not listed");
                seen.insert((id, end.day));
            }
        }
        today = today.tomorrow().expect("a day");
    }
    assert!(seen.len() >= 20, "{}", seen.len());
}

#[test]
fn a_deadline_whose_opening_is_unknown_is_shown_although_a_later_round_is_announced() {
    let server = Server::start(&["--today", "2026-01-05"]);
    let one = server.get(&format!("/api/v1/opportunities/{BLIND}")).json();
    assert_eq!(one["status"]["closes"], "2026-01-14", "{}", one["status"]);
    assert_eq!(one["status"]["other_rounds"][0]["opens"], "2026-06-10", "{}", one["status"]);
    assert_eq!(one["status"]["state"], "unknown", "nobody said that one can apply now");
    for (lang, day) in [("en", "14 January 2026"), ("cy", "14 Ionawr 2026")] {
        let page = server.get(&format!("/{lang}/opportunities/{BLIND}")).body;
        let now = page.split("class=\"state ").nth(1).expect("the status").split('<').next();
        assert!(now.is_some_and(|now| now.contains(day)), "{lang}: {now:?}");
        assert!(page.contains("deadline.ics"), "{lang}");
        let digest = cyfle(&["digest", "--today", "2026-01-05", "--lang", lang]).out;
        let entry = digest.split("\n\n").find(|part| part.contains(day));
        assert!(entry.is_some(), "{lang}: {digest}");
    }
    let found = |path: &str| server.get(path).body;
    let mark = format!("{BLIND}#closing-2026-01-14");
    assert!(found("/feeds/closing.json").contains(&mark));
    assert!(found("/feeds/closing.atom").contains(&mark));
    assert!(found("/feeds/deadlines.ics").contains(&format!("UID:{BLIND}-2026-01-14@")));
    let calendar = server.get(&format!("/en/opportunities/{BLIND}/deadline.ics"));
    assert!(calendar.body.contains("DTSTART;VALUE=DATE:20260114"), "{}", calendar.body);
    let window = "closes_after=2026-01-10&closes_before=2026-01-20&per_page=100";
    assert!(found(&format!("/api/v1/opportunities?{window}")).contains(BLIND));
}

#[test]
fn a_deadline_that_is_nearer_than_the_end_of_the_open_round_is_shown_beside_it() {
    let server = Server::start(&["--today", "2026-03-20"]);
    let status =
        &server.get(&format!("/api/v1/opportunities/{BESIDE_AN_OPEN_ROUND}")).json()["status"];
    assert_eq!(
        (&status["state"], &status["closes"]),
        (&"open".into(), &"2026-09-02T16:00:00+01:00".into())
    );
    assert_eq!(status["other_rounds"][0]["closes"], "2026-04-08", "{status}");
    let label = status["label"].as_str().expect("words");
    assert!(label.contains("2 September 2026") && label.contains("8 April 2026"), "{label}");
    let digest = cyfle(&["digest", "--today", "2026-03-20", "--format", "json"]).out;
    let issue: serde_json::Value = serde_json::from_str(&digest).expect("JSON");
    let closing = issue["sections"]
        .as_array()
        .and_then(|all| all.iter().find(|section| section["section"] == "closing"))
        .expect("what closes soon");
    let entry = closing["opportunities"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["id"] == BESIDE_AN_OPEN_ROUND))
        .expect("the entry");
    assert_eq!(entry["reasons"][0]["day"], "2026-04-08", "{entry}");
    assert_eq!(entry["reasons"][0]["days_left"], 19, "{entry}");
    let window = "closes_after=2026-04-01&closes_before=2026-04-30&per_page=100";
    assert!(
        server.get(&format!("/api/v1/opportunities?{window}")).body.contains(BESIDE_AN_OPEN_ROUND)
    );
    let tool = "/feeds/closing.json?days=30";
    assert!(server.get(tool).body.contains(&format!("{BESIDE_AN_OPEN_ROUND}#closing-2026-04-08")));
}

#[test]
fn a_search_for_a_later_window_finds_the_later_of_two_published_ends() {
    let server = Server::start(&["--today", "2026-03-20"]);
    let id = "mrc-early-independence-clinician-scientist-fellowship";
    for window in ["closes_after=2026-04-01&closes_before=2026-04-30", "closes_after=2026-09-01"] {
        let found = server.get(&format!("/api/v1/opportunities?{window}&per_page=100")).body;
        assert!(found.contains(id), "{window}");
    }
}

/// The days between which a date lies must not reach into a round that is over.
#[test]
fn what_is_over_is_not_found_as_ahead() {
    let catalogue = load(&Files::embedded()).catalogue;
    let entry = &catalogue.opportunities[BLIND];
    let status = status(entry, Moment::start_of(date(2026, 1, 15)));
    assert_eq!(status.end_within(Date::MIN, date(2026, 1, 31)), None);
    assert_eq!(status.ends().count(), 1);
}

/// What is over does not close before Christmas, and what may close again in some month is no more than likely to.
#[test]
fn what_is_closed_does_not_answer_a_question_for_what_closes() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let query =
        Query { per_page: 300, ..Query::new("anything closing before christmas", Lang::En) };
    let answer = engine.search(&query, Moment::start_of(date(2026, 11, 22)));
    let (first, last) = (date(2026, 11, 22), date(2026, 12, 24));
    let mut seen = BTreeSet::new();
    for hit in &answer.hits {
        let missed = hit
            .missed
            .iter()
            .any(|one| matches!(one.concept, Concept::ClosesAfter | Concept::ClosesBefore));
        let status = &hit.status;
        // What once closed at that time of the year may do so again, and of some nobody says when they closed.
        let at_that_time = |day: Date| (first..=last).contains(&date(2026, day.month(), day.day()));
        if status.state == State::Closed && status.last_closed.is_none_or(at_that_time) {
            continue;
        }
        let may_close = match status.estimate {
            Some(estimate) => {
                let month = estimate.closes.first_day();
                month <= last && first <= month.last_of_month()
            }
            None => status.state != State::Closed,
        };
        let closes = match status.ends().next() {
            Some(_) => status.end_within(first, last).is_some(),
            None => may_close,
        };
        assert_eq!(missed, !closes, "{}: {status:?}", hit.opportunity.id);
        seen.insert(status.state);
    }
    for state in [State::Closed, State::Expected, State::Rolling, State::Unknown] {
        assert!(seen.contains(&state), "{state:?}");
    }
}
