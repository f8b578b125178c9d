//! Every rule of the catalogue has a fixture that breaks it, and one run reports all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cyfle_catalogue::check::rules;

use crate::support::{copied_catalogue, cyfle, root};

fn fixtures() -> PathBuf {
    root().join("tests/fixtures/invalid")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Lays the files of a fixture over a catalogue; `absent.txt` lists those that it takes away. Answers what it touched.
fn lay_over(fixture: &Path, catalogue: &Path) -> BTreeSet<String> {
    fn lay(from: &Path, root: &Path, to: &Path, touched: &mut BTreeSet<String>) {
        for name in names(from) {
            let (source, target) = (from.join(&name), to.join(&name));
            let path = || target.strip_prefix(root).expect("inside").display().to_string();
            let data = fs::symlink_metadata(&source).expect("a file");
            if name == "absent.txt" {
                for path in fs::read_to_string(&source).expect("text").lines() {
                    fs::remove_file(root.join(path)).expect("removed");
                    touched.insert(path.to_owned());
                }
            } else if data.is_dir() {
                fs::create_dir_all(&target).expect("folder");
                lay(&source, root, &target, touched);
            } else if data.is_symlink() {
                touched.insert(path());
                #[cfg(unix)]
                std::os::unix::fs::symlink(fs::read_link(&source).expect("a link"), &target)
                    .expect("a link");
            } else {
                touched.insert(path());
                fs::copy(&source, &target).expect("copied");
            }
        }
    }
    let mut touched = BTreeSet::new();
    lay(fixture, catalogue, catalogue, &mut touched);
    touched
}

/// A problem as the program prints it.
struct Reported {
    rule: String,
    file: String,
    message: String,
    help: String,
}

/// One run over the real catalogue with every fault at once, and the files that each fixture touched.
fn every_fault_at_once() -> (Vec<Reported>, Vec<(String, BTreeSet<String>)>) {
    let folder = copied_catalogue();
    let touched = names(&fixtures())
        .into_iter()
        .map(|rule| (rule.clone(), lay_over(&fixtures().join(rule), folder.path())))
        .collect();
    let catalogue = folder.path().to_str().expect("a path");
    let checked = cyfle(&["check", catalogue, "--format", "json", "--today", "2026-11-25"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    let reported = checked.out.lines().map(|line| {
        let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let part = |key: &str| json[key].as_str().expect("text").to_owned();
        Reported {
            rule: part("rule"),
            file: part("file"),
            message: part("message"),
            help: part("help"),
        }
    });
    (reported.collect(), touched)
}

#[test]
fn every_rule_has_a_fixture_and_all_faults_are_reported_in_one_run() {
    let known: BTreeSet<String> = rules().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(rules().count(), known.len(), "each rule has a name of its own");
    assert_eq!(names(&fixtures()), known, "each rule has its folder in tests/fixtures/invalid");
    let (reported, touched) = every_fault_at_once();
    assert!(touched.len() >= 30);
    let silent: Vec<&str> = touched
        .iter()
        .filter(|(rule, files)| {
            !reported.iter().any(|one| one.rule == *rule && files.contains(&one.file))
        })
        .map(|(rule, _)| rule.as_str())
        .collect();
    assert!(silent.is_empty(), "nothing is reported for {silent:?}");
}

#[test]
fn every_problem_says_what_is_wrong_and_what_to_do() {
    let (reported, touched) = every_fault_at_once();
    let ours: BTreeSet<&String> = touched.iter().flat_map(|(_, files)| files).collect();
    for problem in reported.iter().filter(|problem| ours.contains(&problem.file)) {
        let said = format!("[{}] {}: {}", problem.rule, problem.message, problem.help);
        assert!(problem.message.chars().count() > 8, "{said}");
        assert!(!problem.help.is_empty(), "no way out is given: {said}");
        for jargon in
            ["null", "enum", "parse", "struct", "Option", "deserial", "scalar", "regex", "Error"]
        {
            assert!(!said.contains(jargon), "`{jargon}` says nothing to an editor: {said}");
        }
    }
}

#[test]
fn advice_is_counted_and_listed_and_fails_nothing() {
    let checked = cyfle(&["check", "--strict", "--today", "2026-11-25"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    let line = checked.out.lines().find(|line| line.starts_with("advice: never-checked ("));
    assert!(line.is_some_and(|line| line.contains("academi-wales")), "{}", checked.out);
    let json = cyfle(&["check", "--format", "json", "--today", "2026-11-25"]);
    assert!(json.out.lines().any(|line| line.contains("\"rule\":\"never-checked\"")));
    let github = cyfle(&["check", "--format", "github", "--today", "2026-11-25"]);
    assert!(github.out.contains("::notice title=never-checked::"), "{}", github.out);
}
