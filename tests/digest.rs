//! Digests, as an editor at a terminal makes them: every format and language of an issue on a small catalogue is a reviewed
//! snapshot, and the real catalogue gives an issue for each group of professions.

use std::io::Read;
use std::path::Path;

use cyfle_digest::Format;
use serde_json::Value;

use crate::support::{Output, Server, cyfle, edit, root};

/// The made-up entries of `fixtures/digest` with the words of the real catalogue.
fn fixture() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = |from: &Path, to: &str| {
        let target = folder.path().join(to);
        std::fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        std::fs::copy(from, target).expect("a copy");
    };
    let real = root().join("catalogue");
    copy(&real.join("organisations.yaml"), "organisations.yaml");
    let made_up = root().join("tests/fixtures/digest");
    for (from, to) in [
        (real.join("vocabulary"), "vocabulary"),
        (real.join("languages"), "languages"),
        (made_up.join("funders"), "funders"),
        (made_up.join("opportunities/example-trust"), "opportunities/example-trust"),
    ] {
        for entry in std::fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            copy(&path, &format!("{to}/{}", path.file_name().expect("a name").to_string_lossy()));
        }
    }
    folder
}

const BASE: [&str; 4] = ["--today", "2026-03-10", "--base-url", "https://cyfle.example"];

fn digest(folder: &Path, arguments: &[&str]) -> Output {
    let catalogue = folder.to_string_lossy();
    let all = [&["digest", "--catalogue", &catalogue][..], &BASE, arguments].concat();
    cyfle(&all)
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let made = digest(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&made.out).unwrap_or_else(|_| panic!("no JSON: {}", made.err))
}

/// Section and ids, in order.
fn sections(issue: &Value) -> Vec<(&str, Vec<&str>)> {
    let list =
        |value: &'_ Value| value.as_array().expect("a list").iter().collect::<Vec<_>>().len();
    assert!(list(&issue["sections"]) <= 4);
    issue["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .map(|section| {
            let entries = section["opportunities"].as_array().expect("entries").iter();
            (
                section["section"].as_str().expect("a name"),
                entries.map(|entry| entry["id"].as_str().expect("an id")).collect(),
            )
        })
        .collect()
}

#[test]
fn every_format_in_every_language_is_as_reviewed() {
    let folder = fixture();
    let words = [
        "--introduction-en",
        "What is new this month.\n\nWrite to us with <questions> & ideas.",
        "--introduction-cy",
        "Beth sy'n newydd y mis hwn.\n\nYsgrifennwch atom gyda <chwestiynau> a syniadau.",
        "--sign-off-en",
        "The editors",
        "--sign-off-cy",
        "Y golygyddion, Tŷ Ŵyl",
        "--campaign",
        "example-bulletin",
    ];
    for format in Format::ALL {
        for lang in ["en", "cy", "both"] {
            let file = folder.path().join("issue");
            let path = file.to_string_lossy();
            let own = ["--format", format.name(), "--lang", lang, "--output", &path];
            let made = digest(folder.path(), &[&own[..], &words].concat());
            assert_eq!(made.code, 0, "{}", made.err);
            let bytes = std::fs::read(&file).expect("the issue");
            let text = if format == Format::Docx {
                part(&bytes, "word/document.xml")
            } else {
                utf8(bytes)
            };
            insta::with_settings!({ snapshot_path => root().join("tests/snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("digest-{}-{lang}", format.name()), text.trim_start_matches('\u{feff}'));
            });
        }
    }
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

/// A part of a Word file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn each_entry_stands_once_in_its_most_useful_section() {
    let folder = fixture();
    let issue = json(folder.path(), &[]);
    assert_eq!(
        sections(&issue),
        [
            ("new", vec!["opened-lately", "added-lately"]),
            ("changed", vec!["moved-deadline", "other-change"]),
            ("closing", vec!["last-day", "closes-soon", "stale-deadline"]),
        ]
    );
    let moved = &issue["sections"][1]["opportunities"][0]["reasons"][0];
    assert_eq!((&moved["from"], &moved["to"]), (&"2026-03-17".into(), &"2026-03-31".into()));
}

#[test]
fn the_same_issue_is_the_same_bytes_and_says_so_in_its_id() {
    let folder = fixture();
    for format in Format::ALL {
        let file = folder.path().join("issue");
        let path = file.to_string_lossy();
        let mut bytes = Vec::new();
        for _ in 0..2 {
            digest(folder.path(), &["--format", format.name(), "--output", &path]);
            bytes.push(std::fs::read(&file).expect("the issue"));
        }
        assert!(bytes[0] == bytes[1], "{}", format.name());
    }
    let id = |arguments: &[&str]| json(folder.path(), arguments)["id"].clone();
    assert_eq!(id(&["--lang", "cy"]), id(&["--lang", "en"]), "the language is not the content");
    assert_ne!(id(&[]), id(&["--leave-out", "last-day"]));
}

#[test]
fn an_editor_leaves_out_orders_and_adds() {
    let folder = fixture();
    let issue = json(
        folder.path(),
        &[
            "--leave-out",
            "last-day,other-change",
            "--dismissed",
            "added-lately",
            "--order",
            "stale-deadline",
            "--include",
            "estimated,england-only",
        ],
    );
    assert_eq!(
        sections(&issue),
        [
            ("new", vec!["opened-lately"]),
            ("changed", vec!["moved-deadline"]),
            ("closing", vec!["stale-deadline", "england-only", "closes-soon"]),
            ("chosen", vec!["estimated"]),
        ]
    );
    assert_eq!(issue["sections"][3]["opportunities"][0]["closes"], Value::Null, "only estimated");
}

#[test]
fn a_date_that_is_our_reading_is_not_called_confirmed() {
    let folder = fixture();
    let path = folder.path().join("opportunities/example-trust/last-day.yaml");
    let trust = || {
        let issue = json(folder.path(), &[]);
        let sections = issue["sections"].as_array().expect("sections");
        let mut all = sections.iter().flat_map(|one| one["opportunities"].as_array());
        let own = all.find_map(|list| list.iter().find(|entry| entry["id"] == "last-day"));
        own.expect("the entry")["trust"].clone()
    };
    assert_eq!(trust(), "confirmed");
    edit(&path, "  added:", "  inferred: [timetable.rounds]\n  added:");
    assert_eq!(trust(), "unconfirmed");
}

#[test]
fn what_wales_cannot_use_is_sent_to_those_who_name_the_other_nation() {
    let folder = fixture();
    let path = folder.path().join("opportunities/example-trust/england-only.yaml");
    // That it is for England alone is our reading, so that the verdict leaves the door open.
    edit(&path, "  added:", "  inferred: [eligibility.nations]\n  added:");
    let has = |arguments: &[&str]| {
        let issue = json(folder.path(), arguments);
        sections(&issue).iter().any(|(_, ids)| ids.contains(&"england-only"))
    };
    assert!(has(&["--q", "England"]));
    assert!(has(&["--nation", "england"]));
    assert!(!has(&[]));
    assert!(!has(&["--nation", "wales"]));
}

#[test]
fn what_is_too_much_is_one_line_that_leads_to_the_search() {
    let folder = fixture();
    let text = digest(folder.path(), &["--per-section", "1", "--lang", "en"]).out;
    let line = text.lines().find(|line| line.starts_with("and 2 more")).expect("a line");
    assert!(line.contains("/en/opportunities?closes_before=2026-05-09"), "{line}");
}

#[test]
fn an_empty_issue_says_what_would_help() {
    let folder = fixture();
    let empty = digest(
        folder.path(),
        &["--profession", "audiology", "--kind", "fellowship", "--lang", "en"],
    );
    assert_eq!(empty.code, 1);
    assert!(
        empty.out.contains("A longer period or a wider audience may show more."),
        "{}",
        empty.out
    );
}

#[test]
fn a_mistake_is_named_with_the_way_out() {
    let refused = cyfle(&["digest", "--profession", "audiolgy"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("did you mean `audiology`?"), "{}", refused.err);
    for no_day in ["last week", "2026-11-01T16:00", "20261101"] {
        let refused = cyfle(&["digest", "--since", no_day]);
        assert!(refused.err.contains("write it as 2026-01-13"), "{no_day}: {}", refused.err);
        let address = format!("/api/v1/digest?since={}", no_day.replace(' ', "+"));
        assert_eq!(Server::shared().get(&address).status, 400, "{no_day}");
    }
}

#[test]
fn the_terminal_takes_every_parameter_of_the_api() {
    let printed = cyfle(&["openapi"]).out;
    let document: Value = serde_json::from_str(&printed).expect("JSON");
    let parameters = document["paths"]["/api/v1/digest"]["get"]["parameters"].as_array();
    let help = cyfle(&["digest", "--help"]).out;
    for parameter in parameters.expect("parameters") {
        let option = parameter["name"].as_str().expect("a name").replace('_', "-");
        assert!(help.contains(&format!("--{option} <")), "--{option} is not in {help}");
    }
    let folder = fixture();
    let has = |arguments: &[&str]| {
        let issue = json(folder.path(), &[&["--since", "2026-02-28"][..], arguments].concat());
        sections(&issue).iter().any(|(_, ids)| ids.contains(&"other-change"))
    };
    assert!(has(&[]));
    assert!(!has(&["--seen", "other-change"]), "it stood in the last issue");
    assert!(!has(&["--amount-min", "100"]), "it states no amount");
}

#[test]
fn a_profile_holds_an_editors_choices_and_its_mistakes_are_all_named() {
    let folder = fixture();
    let profile = folder.path().join("profile.yml.txt");
    std::fs::write(
        &profile,
        "profession: [audiology]\nlang: cy\nsign_off:\n  en: The editors\n  cy: Y golygyddion\n",
    )
    .expect("a file");
    let path = profile.to_string_lossy();
    let issue = digest(folder.path(), &["--profile", &path]);
    assert!(
        issue.out.contains("Y golygyddion") && !issue.out.contains("Closing soon"),
        "{}",
        issue.out
    );
    let english = digest(folder.path(), &["--profile", &path, "--lang", "en"]);
    assert!(english.out.contains("The editors"), "an option wins over the profile");
    std::fs::write(&profile, "profesion: [audiology]\nlang: fr\n").expect("a file");
    let refused = digest(folder.path(), &["--profile", &path]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("`profesion` is not a key here"), "{}", refused.err);
    assert!(refused.err.contains("`fr` is not one of the words"), "{}", refused.err);
}

#[test]
fn the_real_catalogue_gives_every_group_an_issue_that_fits_a_mail() {
    for group in [
        "laboratory-sciences-and-genomics",
        "physiological-sciences",
        "physical-sciences-and-engineering",
        "clinical-computational-sciences",
        "radiographers-and-radiotherapists",
        "operating-department-practitioners",
    ] {
        let base = ["digest", "--today", "2026-01-05", "--profession-group", group];
        let html = cyfle(
            &[&base[..], &["--format", "html", "--base-url", "https://cyfle.example"]].concat(),
        );
        assert_eq!(html.code, 0, "{group}: {}", html.err);
        assert!(html.out.len() <= cyfle_digest::format::BUDGET, "{group}: {}", html.out.len());
        let text = cyfle(&[&base[..], &["--lang", "en"]].concat()).out;
        assert!(text.contains("Doctoral Fellowship Award"), "{group}: {text}");
        assert!(text.contains("13 January 2026 at 16:00 (not confirmed yet"), "{group}: {text}");
        assert!(!text.contains("estimate"), "{group}: {text}");
    }
}

#[test]
fn a_whole_catalogue_published_at_once_is_no_news_but_what_follows_is() {
    let first = cyfle(&["digest", "--today", "2026-11-25", "--lang", "en"]);
    assert!(!first.out.contains("In Cyfle since 23 November 2026"), "{}", first.out);
}

#[test]
fn a_full_issue_in_both_languages_fits_a_mail() {
    let base = ["digest", "--today", "2026-11-25", "--per-section", "40", "--format", "html"];
    // Everything that can be asked for by id, so that a section is as long as it can be.
    let ids: Vec<String> = cyfle_catalogue::load(&cyfle_catalogue::Files::embedded())
        .catalogue
        .opportunities
        .into_keys()
        .take(cyfle_digest::brief::MOST_IDS)
        .collect();
    let all = ids.join(",");
    let mail =
        cyfle(&[&base[..], &["--base-url", "https://cyfle.example", "--include", &all]].concat());
    assert_eq!(mail.code, 0, "{}", mail.err);
    assert!(mail.out.len() <= cyfle_digest::format::BUDGET, "{}", mail.out.len());
    assert!(mail.out.contains(" more</a>"), "what did not fit is counted");
}

#[test]
fn a_mail_stays_short_however_many_paragraphs_its_editor_writes() {
    let words = "x\n\n".repeat(cyfle_digest::brief::LONGEST_WORDS / 3);
    let base = ["digest", "--today", "2026-01-05", "--per-section", "40", "--format", "html"];
    let mut arguments = base.to_vec();
    for option in ["--introduction-en", "--introduction-cy", "--sign-off-en", "--sign-off-cy"] {
        arguments.extend([option, &words]);
    }
    let mail = cyfle(&arguments);
    assert_eq!(mail.code, 0, "{}", mail.err);
    assert!(mail.out.len() <= cyfle_digest::format::BUDGET, "{}", mail.out.len());
    let last = vec!["x"; cyfle_digest::brief::LONGEST_WORDS / 3 - 19].join(" ");
    assert_eq!(mail.out.matches(&last).count(), 4, "no word is lost");
}

/// A server on the made-up entries, each of which may have been edited.
fn serve(folder: &Path) -> Server {
    Server::start(&["--catalogue", &folder.to_string_lossy(), "--today", "2026-03-10"])
}

/// Adds lines to a made-up entry.
fn append(folder: &Path, id: &str, lines: &str) {
    let path = folder.join(format!("opportunities/example-trust/{id}.yaml"));
    let text = std::fs::read_to_string(&path).expect("text");
    std::fs::write(path, text + lines).expect("written");
}

#[test]
fn two_changes_of_one_day_are_two_pieces_of_news() {
    let folder = fixture();
    let second = "  - date: 2026-02-28\n    what:\n      en: It also pays for travel.\n      cy: Mae hefyd yn talu am deithio.\n      review: pending\n";
    append(folder.path(), "other-change", second);
    let feed = serve(folder.path()).get("/feeds/opportunities.json").json();
    let items = feed["items"].as_array().expect("items");
    let ids = items.iter().map(|item| item["id"].as_str().expect("an id"));
    let marks: Vec<&str> =
        ids.filter_map(|id| id.split_once("other-change#")).map(|(_, mark)| mark).collect();
    assert_eq!(marks, ["changed-2026-02-28", "changed-2026-02-28-2"]);
}

#[test]
fn a_deadline_that_moves_into_another_year_is_the_same_event() {
    let folder = fixture();
    let path = folder.path().join("opportunities/example-trust/moved-deadline.yaml");
    edit(&path, "closes: 2026-03-31", "closes: 2026-12-15");
    edit(&path, "    deadline: {from: 2026-03-17, to: 2026-03-31}\n", "");
    let event = || {
        let calendar = serve(folder.path()).get("/feeds/deadlines.ics").body;
        let event = calendar
            .split("BEGIN:VEVENT\r\n")
            .find(|event| event.starts_with("UID:moved-deadline"));
        let line = |name: &str| {
            let found = event.and_then(|event| event.lines().find(|line| line.starts_with(name)));
            found.expect("a line").to_owned()
        };
        let own = line("UID:").split('@').next().expect("an id").to_owned();
        (own, line("DTSTART"))
    };
    let (before, first) = event();
    edit(&path, "closes: 2026-12-15", "closes: 2027-01-15");
    append(folder.path(), "moved-deadline", "    deadline: {from: 2026-12-15, to: 2027-01-15}\n");
    let (after, second) = event();
    assert_eq!(
        (before.as_str(), after.as_str()),
        ("UID:moved-deadline-2026-12-15", before.as_str())
    );
    assert!(first.ends_with("20261215") && second.ends_with("20270115"), "{first}, {second}");
}

#[test]
fn an_empty_issue_of_the_first_days_says_with_what_the_catalogue_began() {
    let folder = fixture();
    let nothing = ["--kind", "fellowship", "--lang", "both"];
    let began = [
        "The catalogue began on 5 January 2026 with 9 opportunities. ",
        "Dechreuodd y catalog ar 5 Ionawr 2026 gyda 9 o gyfleoedd. ",
    ];
    for format in Format::ALL {
        if matches!(format, Format::Csv) {
            continue; // lines of entries, and there are none
        }
        let file = folder.path().join("issue");
        let path = file.to_string_lossy();
        let own = ["--since", "2026-01-05", "--format", format.name(), "--output", &path];
        assert_eq!(digest(folder.path(), &[&nothing[..], &own].concat()).code, 1);
        let bytes = std::fs::read(&file).expect("the issue");
        let text = match format {
            Format::Docx => part(&bytes, "word/document.xml"),
            _ => utf8(bytes),
        };
        for sentence in began {
            assert!(text.contains(sentence), "{}: {text}", format.name());
        }
    }
    let later = digest(folder.path(), &[&nothing[..], &["--since", "2026-01-06"]].concat()).out;
    assert!(!later.contains("The catalogue began on"), "{later}");
}

#[test]
fn how_many_days_are_left_is_told_to_the_editor_and_not_to_those_who_read_later() {
    let folder = fixture();
    let desk = serve(folder.path()).get("/en/digest").body;
    assert!(desk.contains("14 days left") && desk.contains("Last day"), "{desk}");
    for format in ["html", "fragment", "text", "markdown", "csv", "social"] {
        let issue = digest(folder.path(), &["--format", format, "--lang", "en"]).out;
        assert!(issue.contains("24 March 2026 at 16:00"), "{format}: {issue}");
        assert!(!issue.contains("days left") && !issue.contains("Last day"), "{format}: {issue}");
    }
    let closing = &json(folder.path(), &[])["sections"][2]["opportunities"][1];
    assert_eq!(closing["reasons"][0]["days_left"], 14, "{closing}");
}

#[test]
fn beside_the_link_to_a_search_stands_no_number_that_the_search_does_not_have() {
    let folder = fixture();
    let issue = |lang| digest(folder.path(), &["--format", "text", "--lang", lang]).out;
    assert!(issue("en").contains("\nOpportunities that take applications at any time: https://"));
    assert!(issue("cy").contains("\nCyfleoedd sy'n derbyn ceisiadau unrhyw bryd: https://"));
}

#[test]
fn lines_for_social_media_are_short_however_much_there_is_to_say() {
    let campaign = "a-bulletin-with-a-name-that-is-as-long-as-a-name-may-be-here";
    let base = ["digest", "--today", "2026-01-05", "--format", "social", "--campaign", campaign];
    for address in ["https://cyfle.example", "https://opportunities.somewhere.far.away.example"] {
        let lines = cyfle(&[&base[..], &["--base-url", address]].concat()).out;
        assert!(lines.lines().count() > 5, "{lines}");
        for line in lines.lines() {
            assert!(line.chars().count() <= 280, "{line}");
            assert!(!line.contains("ther round") && !line.starts_with(['…', ' ', '–']), "{line}");
        }
    }
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let folder = fixture();
    let later = digest(folder.path(), &["--since", "2026-03-11"]);
    assert_eq!(later.code, 2);
    assert!(later.err.contains("`2026-03-11` is after 2026-03-10"), "{}", later.err);
    for option in ["--include", "--order", "--leave-out"] {
        let slip = digest(folder.path(), &[option, "last-day,closes-sooon"]);
        assert_eq!(slip.code, 2, "{option}");
        assert!(slip.err.contains("did you mean `closes-soon`?"), "{}", slip.err);
    }
    assert_eq!(digest(folder.path(), &["--order", "last-day"]).code, 0);
    let retired =
        ["digest", "--today", "2026-11-25", "--leave-out", "hcrw-nhs-research-time-award"];
    assert_ne!(cyfle(&retired).code, 2, "what has been retired may stay in a draft");
}
