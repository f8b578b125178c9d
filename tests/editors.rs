//! The commands of those who keep the catalogue: begin an entry, note a comparison, approve Welsh, complete while typing.

use std::fs;
use std::path::Path;

use crate::support::{copied_catalogue, cyfle, root};

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file")
}

#[test]
fn a_begun_entry_is_shown_to_nobody_until_it_is_written() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path");
    let begin_on = |id: &str, kind: &str, day: &str| {
        cyfle(&[
            "new",
            id,
            "--funder",
            "hcrw",
            "--kind",
            kind,
            "--title",
            "Begun: an award",
            "--page",
            "https://example.org/begun",
            "--catalogue",
            catalogue,
            "--today",
            day,
        ])
    };
    let begin = |id: &str, kind: &str| begin_on(id, kind, "2026-11-25");
    let begun = begin("hcrw-begun", "award");
    assert_eq!(begun.code, 0, "{}", begun.err);
    let entry = text(folder.path(), "opportunities/hcrw/hcrw-begun.yaml");
    assert!(
        entry.contains("en: 'Begun: an award'\n") && entry.contains("added: 2026-11-25"),
        "{entry}"
    );
    let checked = cyfle(&["check", catalogue, "--today", "2026-11-25"]);
    assert_eq!(checked.code, 0, "others can go on working: {}", checked.out);
    assert_eq!(cyfle(&["check", catalogue, "--strict", "--today", "2026-11-25"]).code, 1);
    assert!(checked.out.contains("[unwritten-text]"), "{}", checked.out);
    let asked = cyfle(&["search", "begun award", "--catalogue", catalogue]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    assert!(!asked.out.contains("Begun: an award"), "{}", asked.out);
    assert!(entry.contains("\nthemes: [] #"), "no fact stands there that no source gives: {entry}");
    assert!(checked.out.contains("the themes have still to be chosen"), "{}", checked.out);

    let again = begin("hcrw-begun", "award");
    assert!(again.code == 2 && again.err.contains("exists already"), "{}", again.err);
    let ahead = begin_on("hcrw-other", "award", "2999-01-01");
    assert!(ahead.code == 2 && ahead.err.contains("is still to come"), "{}", ahead.err);
    let wrong = begin("hcrw-other", "awrad");
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `award`?"), "{}", wrong.err);
    assert!(!folder.path().join("opportunities/hcrw/hcrw-other.yaml").exists());
}

#[test]
fn what_nobody_has_written_is_neither_confirmed_nor_reviewed() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path");
    let path = "opportunities/hcrw/hcrw-begun.yaml";
    let begin = ["new", "hcrw-begun", "--funder", "hcrw", "--kind", "award"];
    let known = ["--title", "Begun", "--page", "https://example.org/begun"];
    let begun = cyfle(&[&begin[..], &known, &["--catalogue", catalogue]].concat());
    assert_eq!(begun.code, 0, "{}", begun.err);
    let entry = text(folder.path(), path);
    let other = text(folder.path(), "opportunities/hcrw/hcrw-faculty.yaml");

    let day = ["--catalogue", catalogue, "--today", "2026-11-25"];
    let refused = cyfle(&[&["confirm", "hcrw-faculty", "hcrw-begun"][..], &day].concat());
    assert_eq!(refused.code, 1, "{}", refused.err);
    for field in ["themes", "title.cy", "summary.en", "details.cy", "eligibility.who.en"] {
        assert!(refused.err.contains(field), "{field}: {}", refused.err);
    }
    assert!(!refused.err.contains("title.en"), "{}", refused.err);
    assert_eq!(text(folder.path(), "opportunities/hcrw/hcrw-faculty.yaml"), other, "all or none");

    let skipped = cyfle(&["reviewed", "hcrw-begun", "--catalogue", catalogue]);
    assert_eq!(skipped.code, 1, "{}", skipped.err);
    assert!(skipped.out.contains("hcrw-begun: 0 Welsh texts are approved"), "{}", skipped.out);
    assert!(skipped.err.contains("title.cy, summary.en, summary.cy"), "{}", skipped.err);
    assert_eq!(text(folder.path(), path), entry, "nothing is certified");

    let title = entry.replacen("  cy: …", "  cy: Dechrau", 1);
    fs::write(folder.path().join(path), &title).expect("written");
    let part = cyfle(&["reviewed", "hcrw-begun", "--catalogue", catalogue]);
    assert_eq!(part.code, 1, "{}", part.err);
    assert!(part.out.contains("hcrw-begun: 1 Welsh texts are approved"), "{}", part.out);
    assert!(!part.err.contains("title"), "{}", part.err);
    assert_eq!(text(folder.path(), path).matches("review: reviewed").count(), 1);
}

#[test]
fn a_comparison_is_noted_in_one_line_and_the_next_ones_are_listed() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path");
    let path = "opportunities/hcrw/hcrw-faculty.yaml";
    let before = text(folder.path(), path);
    let listed = |day: &str| {
        cyfle(&["confirm", "--next", "293", "--catalogue", catalogue, "--today", day]).out
    };
    let first = listed("2026-11-25");
    assert!(first.contains("Not yet checked by a person"), "{first}");
    assert!(first.contains("is not recorded"), "what is not known is said: {first}");
    let noted =
        cyfle(&["confirm", "hcrw-faculty", "--catalogue", catalogue, "--today", "2026-11-25"]);
    assert_eq!(noted.code, 0, "{}", noted.err);
    let after = text(folder.path(), path);
    assert_eq!(after.replace("  checked: 2026-11-25\n", ""), before, "one line, and no other");
    let last = listed("2027-12-25");
    let end = last.lines().position(|line| line == "hcrw-faculty").expect("listed");
    assert!(last.lines().skip(end).nth(1).is_some_and(|line| line.contains("25 November 2026")));
    assert!(!last.lines().skip(end + 3).any(|line| line.starts_with("hcrw-")), "it comes last");
    let unknown = cyfle(&["confirm", "hcrw-facultie", "--catalogue", catalogue]);
    assert!(unknown.code == 2 && unknown.err.contains("`hcrw-faculty`?"), "{}", unknown.err);
}

#[test]
fn a_refusal_says_once_which_file_it_is_about_and_that_nothing_is_noted() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path");
    let faculty = folder.path().join("opportunities/hcrw/hcrw-faculty.yaml");
    let before = fs::read_to_string(&faculty).expect("text");
    let confirm = |other: &str| {
        let ids = ["confirm", "hcrw-faculty", other, "--catalogue", catalogue];
        cyfle(&[&ids[..], &["--today", "2026-11-25"]].concat())
    };
    let bulletin = "opportunities/hcrw/hcrw-bulletin.yaml";
    fs::write(folder.path().join(bulletin), "id: [").expect("written");
    for (other, why) in [
        ("nobody", "there is no entry `nobody`"),
        ("hcrw-bulletin", "hcrw-bulletin.yaml is not sound YAML"),
    ] {
        let refused = confirm(other);
        assert_eq!(refused.code, 2, "{}", refused.err);
        assert!(refused.err.contains("no comparison is noted: "), "{}", refused.err);
        assert_eq!(refused.err.matches(why).count(), 1, "{}", refused.err);
        assert_eq!(fs::read_to_string(&faculty).expect("text"), before, "all or none");
    }
    fs::remove_file(folder.path().join(bulletin)).expect("removed");
    std::os::unix::fs::symlink("nowhere", folder.path().join(bulletin)).expect("a link");
    let unread = confirm("hcrw-bulletin");
    assert_eq!(unread.err.matches(bulletin).count(), 1, "{}", unread.err);
    assert_eq!(unread.err.matches("No such file").count(), 1, "{}", unread.err);
}

#[test]
fn a_comparison_is_not_noted_for_a_day_to_come_nor_over_a_newer_one() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path");
    let paths = ["opportunities/hcrw/hcrw-bulletin.yaml", "opportunities/hcrw/hcrw-faculty.yaml"];
    let texts = || paths.map(|path| text(folder.path(), path));
    let confirm = |ids: &[&str], day: &str| {
        let mut arguments = vec!["confirm", "--catalogue", catalogue, "--today", day];
        arguments.extend(ids);
        cyfle(&arguments)
    };
    let before = texts();
    let ahead = confirm(&["hcrw-faculty"], "2999-01-01");
    assert!(ahead.code == 2 && ahead.err.contains("2999-01-01 is still to come"), "{}", ahead.err);
    assert_eq!(texts(), before, "nothing is written");

    assert_eq!(confirm(&["hcrw-faculty"], "2026-11-25").code, 0);
    let noted = texts();
    let older = confirm(&["hcrw-bulletin", "hcrw-faculty"], "2026-11-24");
    assert_eq!(older.code, 2, "{}", older.err);
    assert!(older.err.contains("on 2026-11-25, which is after 2026-11-24"), "{}", older.err);
    assert_eq!(texts(), noted, "neither of the two is noted");
    assert_eq!(confirm(&["hcrw-bulletin", "hcrw-faculty"], "2026-11-25").code, 0);
}

#[test]
fn welsh_is_approved_for_one_entry_or_for_a_funder_and_nothing_else_changes() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path");
    let one = "opportunities/hcrw/hcrw-faculty.yaml";
    let other = "opportunities/hcrw/hcrw-bulletin.yaml";
    let before = (text(folder.path(), one), text(folder.path(), other));
    let done = cyfle(&["reviewed", "hcrw-faculty", "--catalogue", catalogue]);
    assert_eq!(done.code, 0, "{}", done.err);
    let approved = before.0.replace("review: pending", "review: reviewed");
    assert_eq!(text(folder.path(), one), approved);
    assert_eq!(text(folder.path(), other), before.1);
    let all = cyfle(&["reviewed", "--funder", "hcrw", "--catalogue", catalogue]);
    assert_eq!(all.code, 0, "{}", all.err);
    assert!(!text(folder.path(), other).contains("review: pending"));
    assert_eq!(cyfle(&["check", catalogue, "--strict", "--today", "2026-11-25"]).code, 0);
}

#[test]
fn schemas_offer_the_values_of_the_catalogue_and_are_the_same_every_time() {
    let folder = tempfile::tempdir().expect("folder");
    let out = folder.path().join("schemas");
    let written = cyfle(&["schema", "--out", out.to_str().expect("a path")]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(fs::read_dir(&out).expect("folder").count(), 9);
    let schema = fs::read_to_string(out.join("opportunity.schema.json")).expect("a schema");
    let alone = folder.path().join("alone");
    assert_eq!(cyfle(&["schema", "funder", "--out", alone.to_str().expect("a path")]).code, 0);
    let names = fs::read_dir(&alone).expect("folder").map(|file| file.expect("a file").file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["funder.schema.json"]);
    assert_eq!(cyfle(&["schema"]).out, schema, "a second run gives the same bytes");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let kinds = schema["properties"]["kind"]["enum"].as_array().expect("choices");
    assert!(kinds.iter().any(|kind| kind == "fellowship"));
    let funders = schema["properties"]["funder"]["enum"].as_array().expect("choices");
    assert!(funders.iter().any(|funder| funder == "hcrw"));
}

#[test]
fn the_settings_for_editors_name_every_schema() {
    let page = fs::read_to_string(root().join("catalogue/README.md")).expect("the page");
    let settings = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    let settings: serde_json::Value =
        serde_json::from_str(settings.expect("settings")).expect("JSON");
    let schemas = settings["yaml.schemas"].as_object().expect("schemas");
    for kind in cyfle_catalogue::schema::FileKind::ALL {
        let globs = &schemas[&format!(".schemas/{}.schema.json", kind.name())];
        let wanted: Vec<String> =
            kind.globs().iter().map(|glob| format!("catalogue/{glob}")).collect();
        assert_eq!(*globs, serde_json::json!(wanted), "{}", kind.name());
    }
}
