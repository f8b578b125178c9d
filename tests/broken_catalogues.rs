//! Ten ways to break a file, each answered by one clear message with file, line and column, all in one run.

use std::fs;

use crate::support::{copied_catalogue, cyfle};

const ENTRY: &str = "opportunities/hcrw/hcrw-gcp-training.yaml";

/// Where a fault is made, how, and what the message must say.
struct Fault {
    file: &'static str,
    change: fn(&str) -> Vec<u8>,
    rule: &'static str,
    says: &'static str,
}

fn bytes(text: String) -> Vec<u8> {
    text.into_bytes()
}

const FAULTS: &[Fault] = &[
    Fault {
        file: "opportunities/hcrw/hcrw-advanced-fellowship-award.yaml",
        change: |text| bytes(text.replace("kind: fellowship", "kind: felowship")),
        rule: "unknown-value",
        says: "did you mean `fellowship`?",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-doctoral-fellowship-award.yaml",
        change: |text| bytes(text.replace("kind: fellowship\n", "")),
        rule: "missing-field",
        says: "`kind` is missing",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-emerging-researcher-award.yaml",
        change: |text| bytes(text.replace("months: 24", "months: two years")),
        rule: "wrong-type",
        says: "expected a whole number, found the text `two years`",
    },
    Fault {
        file: ENTRY,
        change: |text| bytes(text.replace("kind: training\n", "kind: training\nkind: training\n")),
        rule: "duplicate-key",
        says: "duplicate mapping key: kind",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-faculty.yaml",
        change: |text| bytes(text.replace("title:\n  en:", "title:\n\ten:")),
        rule: "yaml-syntax",
        says: "indented with spaces",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-bulletin.yaml",
        change: |_| {
            bytes("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n".to_owned())
        },
        rule: "yaml-limits",
        says: "needs no anchors",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-next-steps-award.yaml",
        change: |text| bytes(text.replace("added: 2026-11-23", "added: 2026-02-30")),
        rule: "bad-date",
        says: "a day is written 2026-01-13",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-priority-project.yaml",
        change: |text| bytes(text.replace("funder: hcrw", "funder: hcwr")),
        rule: "unknown-funder",
        says: "did you mean `hcrw`?",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-research-awards.yaml",
        change: |text| {
            bytes(text.replace("id: hcrw-research-awards", "id: hcrw-annual-conference"))
        },
        rule: "duplicate-id",
        says: "hcrw-annual-conference",
    },
    Fault {
        file: "opportunities/hcrw/hcrw-evidence-centre.yaml",
        change: |text| [text.as_bytes(), b"contact: caf\xe9@example.org\n"].concat(),
        rule: "not-utf8",
        says: "the file is not UTF-8 here",
    },
];

fn broken() -> tempfile::TempDir {
    let folder = copied_catalogue();
    for fault in FAULTS {
        let path = folder.path().join(fault.file);
        let text = fs::read_to_string(&path).expect("an entry");
        let changed = (fault.change)(&text);
        assert_ne!(changed, text.as_bytes(), "the fault in {} changes something", fault.file);
        fs::write(&path, changed).expect("written");
    }
    folder
}

#[test]
fn every_fault_is_reported_with_its_place_in_one_run() {
    let folder = broken();
    let checked = cyfle(&["check", folder.path().to_str().expect("a path"), "--format", "json"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    let problems: Vec<serde_json::Value> =
        checked.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for fault in FAULTS {
        let found = problems
            .iter()
            .find(|problem| problem["file"] == fault.file && problem["rule"] == fault.rule);
        let found = found.unwrap_or_else(|| {
            panic!("{} in {} is not reported: {}", fault.rule, fault.file, checked.out)
        });
        let words = format!("{} {}", found["message"], found["help"]);
        assert!(words.contains(fault.says), "{} says {words}", fault.file);
        assert!(
            found["line"].as_u64() >= Some(1) && found["column"].as_u64() >= Some(1),
            "{found}"
        );
    }
}

#[test]
fn a_person_sees_file_line_column_the_line_itself_and_the_way_out() {
    let folder = broken();
    let checked = cyfle(&["check", folder.path().to_str().expect("a path")]);
    for fault in FAULTS {
        let place = checked.out.lines().find(|line| line.contains(&format!("--> {}:", fault.file)));
        let place = place.unwrap_or_else(|| panic!("{} has no place", fault.file));
        let numbers: Vec<&str> = place.rsplit(':').take(2).collect();
        assert!(numbers.iter().all(|number| number.parse::<usize>().is_ok()), "{place}");
    }
    assert!(checked.out.contains("kind: felowship"), "the line itself");
    assert!(
        checked.out.contains("^^^^^^^^^ ") || checked.out.contains("^^^^^^^^^\n"),
        "a caret under the whole word: {}",
        checked.out
    );
    assert!(!checked.err.contains("panicked"), "{}", checked.err);
}

#[test]
fn a_broken_catalogue_is_not_served_and_the_reason_is_said() {
    let folder = broken();
    let refused = cyfle(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--catalogue",
        folder.path().to_str().expect("a path"),
    ]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("did you mean `fellowship`?"), "{}", refused.err);
    assert!(refused.err.contains("errors; mend them"), "{}", refused.err);
}

#[test]
fn a_folder_that_is_no_catalogue_is_named() {
    let empty = tempfile::tempdir().expect("folder");
    let refused = cyfle(&["check", empty.path().to_str().expect("a path")]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("there is no YAML file in"), "{}", refused.err);
}

#[test]
fn a_missing_welsh_text_fails_the_strict_check_only() {
    let folder = copied_catalogue();
    let path = folder.path().join("funders/hcrw.yaml");
    let text = fs::read_to_string(&path).expect("a funder");
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("  cy:")).collect();
    assert!(without.len() < text.lines().count(), "a Welsh name was taken away");
    fs::write(&path, without.join("\n")).expect("written");
    let folder = folder.path().to_str().expect("a path");
    assert_eq!(cyfle(&["check", folder]).code, 0);
    let strict = cyfle(&["check", folder, "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.out.contains("missing-welsh"), "{}", strict.out);
}
