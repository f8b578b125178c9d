//! Ten ways to break a file, each answered by one clear message with file, line and column, all in one run.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{copied_catalogue, cyfle, edit, path_of, program, root};

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

/// What a check finds wrong in a folder; advice is not.
fn problems(folder: &Path) -> Vec<Value> {
    let checked = cyfle(&["check", path_of(folder), "--format", "json", "--today", "2026-11-25"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    let problems = checked.out.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    problems.filter(|problem: &Value| problem["severity"] != "advice").collect()
}

/// The file, the rule and the severity of each.
fn places<'a>(problems: &'a [Value]) -> Vec<[&'a str; 3]> {
    let keys = ["file", "rule", "severity"];
    let place = |problem: &'a Value| keys.map(|key| problem[key].as_str().expect("text"));
    problems.iter().map(place).collect()
}

fn of_file<'a>(problems: &'a [Value], file: &'a str) -> impl Iterator<Item = &'a Value> {
    problems.iter().filter(move |problem| problem["file"] == file)
}

#[test]
fn every_fault_is_reported_with_its_place_in_one_run() {
    let folder = broken();
    let problems = problems(folder.path());
    for fault in FAULTS {
        let found = problems
            .iter()
            .find(|problem| problem["file"] == fault.file && problem["rule"] == fault.rule);
        let found = found.unwrap_or_else(|| {
            panic!("{} in {} is not reported: {problems:?}", fault.rule, fault.file)
        });
        let words = format!("{} {}", found["message"], found["help"]);
        assert!(words.contains(fault.says), "{} says {words}", fault.file);
        assert!(
            found["line"].as_u64() >= Some(1) && found["column"].as_u64() >= Some(1),
            "{found}"
        );
    }
}

/// What people write who do not write YAML every day.
struct Slip {
    /// A part of the annotated example.
    sound: &'static str,
    /// What they write in its place.
    written: &'static str,
    rule: &'static str,
    says: &'static str,
}

const fn slip(
    sound: &'static str,
    written: &'static str,
    rule: &'static str,
    says: &'static str,
) -> Slip {
    Slip { sound, written, rule, says }
}

const DIGITS: &str = "write digits only, such as 5000";
const MERGE: &str = "<<<<<<< HEAD\nkind: award\n=======\nkind: training\n>>>>>>> theirs";

/// Each is reported at the line on which it begins.
const SLIPS: &[Slip] = &[
    slip("max: 5000,", "max: 5,000,", "unknown-field", "write 5000, without a comma"),
    slip("max: 5000,", "max: 1,000,000,", "duplicate-key", "written without commas"),
    slip("max: 5000,", "max: £5,000,", "wrong-type", DIGITS),
    slip("max: 5000,", "max: '5,000',", "wrong-type", DIGITS),
    slip("max: 5000,", "max: 5k,", "wrong-type", DIGITS),
    slip("wte: 0.5", "wte: half", "wrong-type", "such as 0.5"),
    slip("fees_covered: true", "fees_covered: yes", "wrong-type", "write true or false"),
    slip("en: Pays half", "en: Pays #half", "text-cut-short", "put the text in quotation marks"),
    slip("  inferred:", "  changes: []\n  inferred:", "unknown-field", "at the top level"),
    slip("links:\n", "closes: 2026-01-13\nlinks:\n", "unknown-field", "under `timetable.rounds`"),
    slip("who:", "note: x\n  who:", "unknown-field", "under `offer`, or under `timetable`"),
    slip("'16:00'", "'24:00'", "bad-time", "leave `closes_time` out"),
    slip("'16:00'", "'00:00'", "midnight", "leave `closes_time` out"),
    slip("closes: 2026-01-13", "closes: 2072-01-13", "far-date", "compare the year"),
    slip("closes: 2026-01-13", "closes: 2029-01-13", "long-round", "more than three years"),
    slip("kind: award", "kind:\u{a0}award", "yaml-syntax", "a no-break space (U+00A0)"),
    slip("kind: award", MERGE, "yaml-syntax", "a merge is unfinished"),
    slip("links:\n", "---\nlinks:\n", "yaml-limits", "a file holds one"),
    slip("en: You must", "en: 'You must", "yaml-syntax", "close the quotation mark of line"),
    slip("en: For people", "en: 'For people's", "yaml-syntax", "twice ('')"),
    slip("contact: ", "contact: \"", "yaml-syntax", "never closed"),
    slip("en: Pays half", "en: !Pays half", "text-cut-short", "the whole text in quotation marks"),
    slip("en: Pays half", "en: @Pays half", "yaml-syntax", "put the text in quotation marks"),
    slip("en: Pays half", "en: <b>Pays</b> half", "markup", "write the text alone"),
    slip("cy: I bobl", "cy: I boblâ€™", "misread-letters", "in a wrong encoding"),
    slip("themes: [research]", "themes: [research", "yaml-syntax", "write `]` at its end"),
    slip("themes: [research]", "themes: -research", "wrong-type", "with a hyphen and a blank"),
    slip("en: Example Award", "en: todo", "unwritten-text", "write it in place of the mark"),
    slip("funder: hcrw", "funder: HCRW", "unknown-funder", "did you mean `hcrw`?"),
    slip(
        "en: https://example.org/award",
        "en: https://me:secret@example.org/award",
        "bad-address",
        "what stands before the @",
    ),
];

#[test]
fn a_slip_is_answered_at_its_line_with_what_to_write_instead() {
    let page = fs::read_to_string(root().join("catalogue/README.md")).expect("the page");
    let example = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    let example = example.expect("the annotated example");
    let folder = copied_catalogue();
    let write = |id: &str, text: &str| {
        let file = format!("opportunities/hcrw/{id}.yaml");
        let text = text.replace("hcrw-example-award", id);
        fs::write(folder.path().join(&file), text).expect("written");
        file
    };
    let sound = write("slip-none", example);
    let written = SLIPS.iter().enumerate().map(|(number, slip)| {
        let at = example.find(slip.sound).expect("a part of the example");
        let text = example.replacen(slip.sound, slip.written, 1);
        let line = example[..at].matches('\n').count() + 1;
        (write(&format!("slip-{number}"), &text), line, slip)
    });
    let written: Vec<(String, usize, &Slip)> = written.collect();
    let problems = problems(folder.path());
    for one in of_file(&problems, &sound) {
        assert!(SLIPS.iter().all(|slip| one["rule"] != slip.rule), "no slip is one: {one}");
    }
    for (file, line, slip) in &written {
        let answers = |one: &Value| {
            format!("{} {}", one["message"], one["help"]).contains(slip.says)
                && one["rule"] == slip.rule
                && one["line"] == *line
        };
        let own: Vec<&Value> = of_file(&problems, file).collect();
        assert!(own.iter().any(|one| answers(one)), "{:?} at {line}: {own:#?}", slip.written);
    }
}

#[test]
fn a_person_sees_file_line_column_the_line_itself_and_the_way_out() {
    let folder = broken();
    let checked = cyfle(&["check", folder.path().to_str().expect("a path")]);
    for fault in FAULTS {
        // Named as it is found from where the command was typed.
        let file = folder.path().join(fault.file);
        let named = format!("--> {}:", file.display());
        let place = checked.out.lines().find(|line| line.contains(&named));
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

#[test]
fn what_is_no_ordinary_file_is_refused_and_never_waited_for() {
    let folder = copied_catalogue();
    let funders = folder.path().join("funders");
    symlink("/dev/zero", funders.join("endless.yaml")).expect("a link");
    let made = Command::new("mkfifo").arg(funders.join("waiting.yaml")).status();
    assert!(made.expect("mkfifo runs").success());
    fs::write(funders.join("heavy.yaml"), vec![b'#'; 4 * 1024 * 1024 + 1]).expect("written");
    let problems = problems(folder.path());
    let unreadable = |file: &'static str| [file, "unreadable-file", "error"];
    assert_eq!(
        places(&problems),
        ["funders/endless.yaml", "funders/heavy.yaml", "funders/waiting.yaml"].map(unreadable)
    );
    let said = |index: usize| problems[index]["message"].as_str().expect("text");
    assert!(said(0).contains("not an ordinary file"), "{}", said(0));
    assert!(said(1).contains("more than 4194304 bytes"), "{}", said(1));
    assert!(said(2).contains("not an ordinary file"), "{}", said(2));
}

#[test]
fn what_cannot_be_read_is_not_taken_for_absent() {
    let folder = copied_catalogue();
    let unreadable = [
        "funders/hcrw.yaml",
        "languages/words-cy.yaml",
        "opportunities/hcrw/hcrw-faculty.yaml",
        "organisations.yaml",
        "vocabulary/kind.yaml",
    ];
    for file in unreadable {
        let path = folder.path().join(file);
        fs::remove_file(&path).expect("removed");
        symlink("/dev/zero", path).expect("a link");
    }
    let problems = problems(folder.path());
    assert_eq!(places(&problems), unreadable.map(|file| [file, "unreadable-file", "error"]));
}

#[test]
fn nobody_is_told_to_move_a_file_to_a_funder_that_there_is_not() {
    let folder = copied_catalogue();
    edit(&folder.path().join(ENTRY), "funder: hcrw", "funder: HCRW");
    assert_eq!(places(&problems(folder.path())), [[ENTRY, "unknown-funder", "error"]]);
}

#[test]
fn languages_in_each_other_s_place_are_seen() {
    let folder = copied_catalogue();
    edit(
        &folder.path().join("opportunities/hcrw/hcrw-faculty.yaml"),
        "  en: Health and Care Research Wales Faculty\n  cy: Cyfadran Ymchwil Iechyd a Gofal Cymru\n",
        "  en: Cyfadran Ymchwil Iechyd a Gofal Cymru\n  cy: Health and Care Research Wales Faculty\n",
    );
    let checked = cyfle(&["check", path_of(folder.path()), "--strict", "--today", "2026-11-25"]);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("warning[languages-exchanged]"), "{}", checked.out);
}

/// A terminal that has gone, or a log on a disk that is full.
#[test]
fn where_nobody_can_be_told_the_exit_code_still_says_it() {
    for arguments in [&["check", "/nowhere"][..], &["confirm", "nobody", "--catalogue", "/nowhere"]]
    {
        let full = fs::File::options().write(true).open("/dev/full").expect("a full disk");
        let ended = Command::new(program()).args(arguments).stderr(full).status();
        assert_eq!(ended.expect("it runs").code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn what_stands_where_nothing_belongs_is_reported_once_and_what_programs_leave_is_not() {
    let folder = copied_catalogue();
    let write = |path: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "id: [").expect("written");
    };
    symlink(".", folder.path().join("again")).expect("a link to where it stands");
    for wrong in ["opportunities/hcrw/old/one.yaml", "opportunities/hcrw/old/two.yaml"] {
        write(wrong);
    }
    write("funders/LOUD.YAML");
    write("funders/saved.yaml.txt");
    // Beside the folders a README may stand, and editors and file managers leave what they like.
    for own in ["notes.txt", "funders/hcrw.yaml~", "funders/.hcrw.yaml.swp", "funders/Thumbs.db"] {
        write(own);
    }
    assert_eq!(
        places(&problems(folder.path())),
        [
            ["again", "misplaced-file", "error"],
            ["funders/LOUD.YAML", "yaml-syntax", "error"],
            ["funders/saved.yaml.txt", "misplaced-file", "warning"],
            ["opportunities/hcrw/old", "misplaced-file", "error"],
        ]
    );
}

#[test]
fn a_file_name_cannot_act_on_the_terminal() {
    let folder = copied_catalogue();
    let name = "funders/\u{1b}[31mred\u{202e}.yaml";
    fs::write(folder.path().join(name), "id: red\n").expect("written");
    let shown = "funders/\\u{1b}[31mred\\u{202e}.yaml";
    for format in ["human", "github"] {
        let checked = cyfle(&["check", path_of(folder.path()), "--format", format]);
        assert_eq!(checked.code, 1, "{}", checked.err);
        assert!(checked.out.contains(shown), "{}", checked.out);
        assert!(!checked.out.contains(['\u{1b}', '\u{202e}']), "{format}: {:?}", checked.out);
    }
}

#[test]
fn a_figure_is_quoted_as_it_stands_and_what_is_nested_is_called_so() {
    let folder = copied_catalogue();
    let source = folder.path().join("sources/academi-wales.yaml");
    let mut written = "every_days: 7".to_owned();
    for figure in ["0", "18446744073709551615"] {
        let next = format!("every_days: {figure}");
        edit(&source, &written, &next);
        written = next;
        let problems = problems(folder.path());
        assert_eq!(
            problems[0]["message"],
            format!("every_days: {figure} is not between 1 and 366")
        );
        assert!(!problems[0]["help"].as_str().expect("text").contains("month"), "{problems:?}");
    }
    let deep = format!("a: {}{}\n", "[".repeat(40), "]".repeat(40));
    fs::write(folder.path().join("funders/deep.yaml"), deep).expect("written");
    let problems = problems(folder.path());
    assert_eq!(problems[0]["rule"], "yaml-limits");
    assert_eq!(problems[0]["message"], "the values are nested too deeply");
}

#[test]
fn a_command_that_needs_a_folder_does_not_send_one_away_from_it() {
    let folder = broken();
    let journal = folder.path().join("watch.journal");
    let refused = cyfle(&[
        "harvest",
        "--contact",
        "watch@example.org",
        "--journal",
        path_of(&journal),
        "--catalogue",
        path_of(folder.path()),
    ]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("errors; mend them first"), "{}", refused.err);
    assert!(!refused.err.contains("without --catalogue"), "{}", refused.err);
}

#[test]
fn a_log_is_told_the_first_errors_and_how_many_more_there_are() {
    let folder = copied_catalogue();
    for number in 0..60 {
        let path = folder.path().join(format!("funders/broken-{number}.yaml"));
        fs::write(path, "id: [").expect("written");
    }
    let refused =
        cyfle(&["serve", "--listen", "127.0.0.1:0", "--catalogue", path_of(folder.path())]);
    assert_eq!(refused.code, 2);
    assert_eq!(refused.err.matches("error[").count(), 50, "{}", refused.err);
    assert!(refused.err.contains("and 10 more errors"), "{}", refused.err);
}
