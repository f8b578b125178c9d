//! What rules promise of every key. The fixtures in `tests/fixtures/invalid` break each rule in one place only.

use crate::problem::{Problem, Severity};
use crate::schema::{FileKind, schema};
use crate::{Files, load, load_on};

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
    - {opens: 2026-03-01, closes: 2026-04-01, seen_closed: 2026-03-20}
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

#[test]
fn of_a_line_full_of_faults_a_hundred_are_listed_and_the_others_counted() {
    let many = format!("[{}]", vec!["nonesuch"; 12_000].join(", "));
    let found = problems(&SOUND.replace("[research]", &many), &format!("{SOUND}{RETIRED}"));
    assert_eq!(places(&found, "unknown-value").len(), 100);
    let more: Vec<&Problem> =
        found.iter().filter(|problem| problem.rule == "too-many-problems").collect();
    assert_eq!(more.len(), 1);
    assert_eq!(more[0].message, "11900 more problems of this file are not listed");
    assert_eq!(more[0].severity, Severity::Error);
    assert!(found.iter().all(|problem| problem.excerpt.chars().count() <= 200));
    let line = SOUND.lines().position(|line| line.starts_with("themes:")).expect("themes") + 1;
    let column = "themes: [".len() + "nonesuch, ".len() * 99 + 1;
    let last = found.iter().rfind(|problem| problem.rule == "unknown-value").expect("one");
    let said = last.to_string();
    assert!(said.contains(&format!("--> {LIVE}:{line}:{column}\n")), "{said}");
    assert!(said.contains("nonesuch, nonesuch") && said.contains(" ^^^^^^^^\n"), "{said}");
}

#[test]
fn a_value_or_an_organisation_that_stands_twice_is_refused_at_its_second_place() {
    let files = Files::embedded();
    let label = "{en: Again, cy: Eto, review: pending}";
    for (path, again) in [
        ("vocabulary/mode.yaml", format!("  - id: full-time\n    label: {label}\n")),
        (
            "organisations.yaml",
            format!("  - id: aneurin-bevan\n    name: {label}\n    kind: trust\n"),
        ),
    ] {
        let mut text = String::from_utf8(files.bytes[path].clone()).expect("UTF-8");
        let line = text.lines().count() + 1;
        text.push_str(&again);
        let problems = load(&files.clone().with(path, text.into_bytes())).problems;
        let twice = problems.iter().filter(|problem| problem.rule == "duplicate-id");
        let found: Vec<(&str, usize)> =
            twice.map(|problem| (problem.file.as_str(), problem.line)).collect();
        assert_eq!(found, [(path, line)]);
    }
}

#[test]
fn what_one_value_says_is_missed_where_none_does_and_refused_where_another_does() {
    let files = Files::embedded();
    for (path, code) in [
        ("vocabulary/nation.yaml", "home"),
        ("vocabulary/employer.yaml", "home"),
        ("vocabulary/employer.yaml", "health-service"),
        ("vocabulary/kind.yaml", "any-money"),
    ] {
        let text = String::from_utf8(files.bytes[path].clone()).expect("UTF-8");
        let line = format!("    stands_for: {code}\n");
        assert_eq!(text.matches(&line).count(), 1, "{path}: {code}");
        let said = |text: String| {
            let problems =
                load(&Files::default().with(path, text.into_bytes())).problems.into_iter();
            let once = problems.filter(|problem| problem.rule == "said-once");
            once.map(|problem| (problem.file, problem.message)).collect::<Vec<_>>()
        };
        let is_said = |message: String| vec![(path.to_owned(), message)];
        let none = format!("no value of this vocabulary says `stands_for: {code}`");
        assert_eq!(said(text.replace(&line, "")), is_said(none));
        let label = "{en: Again, cy: Eto, review: pending}";
        let twice = format!("another value of this vocabulary stands for `{code}` too");
        assert_eq!(
            said(format!("{text}  - id: again\n    label: {label}\n{line}")),
            is_said(twice)
        );
    }
    // What only values of other vocabularies stand for is known by nothing.
    let path = "vocabulary/nation.yaml";
    let text = String::from_utf8(files.bytes[path].clone()).expect("UTF-8");
    let strange = text.replace("stands_for: home", "stands_for: any-money");
    let problems = load(&Files::default().with(path, strange.into_bytes())).problems;
    let said = problems.iter().filter(|problem| problem.rule == "said-once");
    let said: Vec<&str> = said.map(|problem| problem.message.as_str()).collect();
    assert!(said.contains(&"no value of this vocabulary can stand for `any-money`"), "{said:?}");
}

#[test]
fn a_character_that_nobody_sees_is_refused_by_its_number() {
    let retired = format!("{SOUND}{RETIRED}");
    for code in ["200B", "2060", "FEFF", "202A", "202E", "2066", "2069", "001B"] {
        let text = format!("en: \"Pays for\\u{code} tests.\"");
        let found = problems(&SOUND.replace("en: Pays for tests.", &text), &retired);
        let hidden = found.iter().filter(|problem| problem.rule == "hidden-character");
        let said: Vec<&str> = hidden.map(|problem| problem.message.as_str()).collect();
        assert_eq!(said.len(), 1, "{code}: {found:?}");
        assert!(said[0].contains(&format!("U+{code}")), "{}", said[0]);
    }
    let text = "en: \"\\u200B \\u2060\"";
    let found = problems(&SOUND.replace("en: Pays for tests.", text), &retired);
    assert_eq!(places(&found, "empty-text"), [(LIVE, text)]);
}

#[test]
fn a_closing_date_that_moved_is_that_of_a_round_unless_it_moved_on() {
    let retired = format!("{SOUND}{RETIRED}");
    let moved = SOUND.replace("to: 2026-02-01}", "to: 2026-05-01}");
    let found = problems(&moved, &retired);
    let line = "deadline: {from: 2026-01-13, to: 2026-05-01}";
    assert_eq!(places(&found, "moved-to-no-round"), [(LIVE, line)]);
    let what = "what: {en: It has moved on., cy: Mae wedi symud eto., review: pending}";
    let onward = "deadline: {from: 2026-05-01, to: 2026-04-01}";
    let moved_on = format!("{moved}  - date: 2026-11-05\n    {what}\n    {onward}\n");
    assert_eq!(places(&problems(&moved_on, &retired), "moved-to-no-round"), []);
}

#[test]
fn what_has_ended_is_no_successor() {
    let retired = |successor: &str| {
        let retired = format!("{SOUND}{RETIRED}  successors: [{successor}]\n");
        problems(SOUND, &retired)
    };
    for (ended, said) in [
        ("hcrw-retired", "the entry is its own successor"),
        ("hcrw-rfppb-wales", "`hcrw-rfppb-wales` has ended too"),
    ] {
        let found = retired(ended);
        let broken = found.iter().filter(|problem| problem.rule == "retired-successor");
        let said_of: Vec<(&str, &str)> =
            broken.map(|problem| (problem.file.as_str(), problem.message.as_str())).collect();
        assert_eq!(said_of, [(ARCHIVED, said)]);
    }
    assert_eq!(places(&retired("hcrw-faculty"), "retired-successor"), []);
}

#[test]
fn nothing_is_compared_before_it_is_added_nor_seen_open_before_today_has_come() {
    let retired = format!("{SOUND}{RETIRED}");
    let early = SOUND.replace("checked: 2026-11-03", "checked: 2026-11-01");
    let found = problems(&early, &retired);
    assert_eq!(places(&found, "impossible-date"), [(LIVE, "checked: 2026-11-01")]);
    let ahead = SOUND.replace("seen_open: 2026-01,", "seen_open: 2027-01,");
    let files = Files::embedded().with(LIVE, ahead.into_bytes());
    let found = load_on(&files, jiff::civil::date(2026, 11, 25)).problems;
    let line = "- {seen_open: 2027-01, closes: 2026-02-01}";
    assert!(places(&found, "future-date").contains(&(LIVE, line)), "{found:?}");
}

#[test]
fn what_was_read_after_the_comparison_is_advice_until_somebody_compares_it() {
    let read_on = |day: &str| {
        let read = "read: 2026-11-01";
        let text = SOUND.replace(read, &format!("read: {day}"));
        let found = problems(&text, &format!("{SOUND}{RETIRED}").replace(read, "read: 2026-11-20"));
        let broken = found.into_iter().filter(|problem| problem.rule == "read-after-check");
        broken.map(|problem| (problem.file, problem.severity)).collect::<Vec<_>>()
    };
    assert_eq!(read_on("2026-11-03"), [], "on the same day, and of what is retired");
    assert_eq!(read_on("2026-11-04"), [(LIVE.to_owned(), Severity::Advice)]);
}
