//! What rules promise of every key. The fixtures in `tests/fixtures/invalid` break each rule in one place only.

use crate::problem::{Problem, Severity};
use crate::schema::{FileKind, schema};
use crate::{Files, load};

/// A sound entry with a date at every key that may have one; tests put their faults in.
const SOUND: &str = "\
id: hcrw-tested
title:
  en: Tested award
  cy: Dyfarniad profedig
  review: pending
funder: hcrw
kind: award
themes: [research]
summary:
  en: Pays for tests.
  cy: Mae'n talu am brofion.
  review: pending
details:
  en: Made for the tests.
  cy: Fe'i gwnaed ar gyfer profion.
  review: pending
eligibility:
  nations: [wales]
  healthcare_science: implied
  who:
    en: Nobody.
    cy: Neb.
    review: pending
timetable:
  pattern: annual
  rounds:
    - {seen_open: 2026-01, closes: 2026-02-01}
    - {opens: 2026-03-01, closes: 2026-04-01}
links:
  en: https://example.org/tested
provenance:
  sources:
    - {url: 'https://example.org/tested', read: 2026-11-01}
  as_of: 2026-11
  added: 2026-11-02
  checked: 2026-11-03
changes:
  - date: 2026-11-04
    what:
      en: The closing date has moved.
      cy: Mae'r dyddiad cau wedi symud.
      review: pending
    deadline: {from: 2026-01-13, to: 2026-02-01}
";

const RETIRED: &str = "\
retired:
  reason:
    en: It has ended.
    cy: Mae wedi dod i ben.
    review: pending
";

const LIVE: &str = "opportunities/hcrw/hcrw-tested.yaml";
const ARCHIVED: &str = "archive/hcrw-retired.yaml";

/// What is found in a live entry and in a retired one, among those of the real catalogue.
fn problems(live: &str, retired: &str) -> Vec<Problem> {
    let retired = retired.replace("hcrw-tested", "hcrw-retired").into_bytes();
    let files = Files::embedded().with(LIVE, live.as_bytes().to_vec()).with(ARCHIVED, retired);
    let problems = load(&files).problems.into_iter();
    problems.filter(|problem| [LIVE, ARCHIVED].contains(&problem.file.as_str())).collect()
}

/// The files and lines in which a rule is broken.
fn places<'a>(problems: &'a [Problem], rule: &str) -> Vec<(&'a str, &'a str)> {
    let broken = problems.iter().filter(|problem| problem.rule == rule);
    broken.map(|problem| (problem.file.as_str(), problem.excerpt.trim())).collect()
}

#[test]
fn no_date_of_an_entry_escapes_a_slip_of_a_digit() {
    let retired = format!("{SOUND}{RETIRED}");
    let sound = problems(SOUND, &retired);
    assert!(sound.iter().all(|problem| problem.severity != Severity::Error), "{sound:?}");
    let wrong = SOUND.replace("2026-", "2206-");
    let found = problems(&wrong, &retired);
    let places = places(&found, "impossible-date");
    assert_eq!(places.len(), wrong.matches("2206-").count(), "{places:?}");
}

#[test]
fn a_day_with_a_time_is_refused_instead_of_losing_it() {
    let wrong = SOUND
        .replace("added: 2026-11-02", "added: 2026-11-02T16:00")
        .replace("as_of: 2026-11", "as_of: 2026-11-01T16:00+00:00");
    let found = problems(&wrong, &format!("{SOUND}{RETIRED}"));
    assert_eq!(
        places(&found, "bad-date"),
        [(LIVE, "as_of: 2026-11-01T16:00+00:00"), (LIVE, "added: 2026-11-02T16:00")]
    );
}

#[test]
fn a_nation_that_is_made_up_of_others_is_refused_and_its_parts_are_named() {
    let wrong = SOUND.replace("[wales]", "[wales, uk-wide]");
    let found = problems(&wrong, &format!("{SOUND}{RETIRED}"));
    let refused: Vec<&Problem> =
        found.iter().filter(|problem| problem.rule == "unknown-value").collect();
    assert_eq!(refused.len(), 1, "{found:?}");
    assert!(refused[0].message.contains("`uk-wide` stands for several values"), "{}", refused[0]);
    assert_eq!(refused[0].help, "write wales, england, scotland, northern-ireland");

    let catalogue = load(&Files::embedded()).catalogue;
    let schema = schema(FileKind::Opportunity, &catalogue);
    let nations = schema["properties"]["eligibility"]["properties"]["nations"]["items"].to_string();
    assert!(nations.contains("wales") && !nations.contains("uk-wide"), "{nations}");
}

#[test]
fn the_welsh_of_changes_and_of_reasons_is_looked_at_too() {
    let live = SOUND.replace("Mae'r dyddiad cau wedi symud.", "The closing date has moved.");
    let retired = format!("{SOUND}{RETIRED}").replace("Mae wedi dod i ben.", "It has ended.");
    let found = problems(&live, &retired);
    assert_eq!(
        places(&found, "welsh-is-english"),
        [(ARCHIVED, "cy: It has ended."), (LIVE, "cy: The closing date has moved.")]
    );
    let live = SOUND.replace("The closing date has moved.", "…");
    let retired = format!("{SOUND}{RETIRED}").replace("Mae wedi dod i ben.", "…");
    let found = problems(&live.replace("[research]", "[]"), &retired);
    assert_eq!(
        places(&found, "unwritten-text"),
        [(ARCHIVED, "cy: …"), (LIVE, "themes: []"), (LIVE, "en: …")]
    );
}
