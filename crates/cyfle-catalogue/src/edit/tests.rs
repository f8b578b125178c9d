//! An edit changes what it is about and nothing else, whatever the layout.

use jiff::civil::date;

use super::*;
use crate::draft::{self, Draft};
use crate::language::Review;

const ENTRY: &str = "\
# A comment at the top, kept.
id: hcrw-example
title:
  en: Example   # a comment at the end of a line
  cy: >-
    Enghraifft

  review: pending
summary: {en: Short, cy: Byr}
links: {en: 'https://example.org/a', cy: 'https://example.org/b'}
provenance:
  sources:
    - {url: 'https://example.org', read: 2026-11-22} # where
  added:   2026-11-23   # spaces are kept

  inferred: [audience.professions]
# A comment at the end, kept.
";

fn edited(text: &str, change: impl FnOnce(&mut Document) -> Result<(), EditError>) -> String {
    let mut document = Document::parse(text).expect("YAML");
    change(&mut document).expect("an edit");
    document.text().to_owned()
}

/// The lines of the second text that are not in the first, after making sure that all of the first are kept in order.
fn added_lines<'a>(before: &str, after: &'a str) -> Vec<&'a str> {
    let mut kept = before.lines().peekable();
    let mut added = Vec::new();
    for line in after.lines() {
        if kept.peek() == Some(&line) {
            kept.next();
        } else {
            added.push(line);
        }
    }
    assert_eq!(kept.next(), None, "every line is kept:\n{after}");
    added
}

#[test]
fn confirming_puts_one_line_in_and_later_changes_that_line_only() {
    let set = |text: &str, day: &str| {
        edited(text, |document| document.set("provenance.checked", day, Some("added")))
    };
    let once = set(ENTRY, "2026-12-01");
    assert_eq!(added_lines(ENTRY, &once), ["  checked: 2026-12-01"]);
    assert!(once.contains("kept\n  checked: 2026-12-01\n\n  inferred"), "{once}");
    assert_eq!(set(&once, "2027-01-02"), once.replace("2026-12-01", "2027-01-02"));
}

#[test]
fn the_line_ends_of_windows_and_a_missing_last_one_are_kept() {
    let windows = ENTRY.replace('\n', "\r\n");
    let after = edited(&windows, |document| document.set("provenance.checked", "2026-12-01", None));
    assert_eq!(after.replace("\r\n", "").matches('\n').count(), 0, "{after:?}");
    let short = "provenance:\n  added: 2026-11-23";
    assert_eq!(
        edited(short, |document| document.set("provenance.checked", "2026-12-01", None)),
        "provenance:\n  added: 2026-11-23\n  checked: 2026-12-01\n"
    );
}

#[test]
fn a_value_in_quotation_marks_and_one_in_braces_are_replaced_whole() {
    let text = "rounds:\n  - {opens: '2026-01-01', closes: 2026-02-01} # note\n  - opens: \"2027-01-01\" # ŵ\n";
    let after = edited(text, |document| {
        document.set("rounds.0.opens", "2026-01-05", None)?;
        document.set("rounds.0.closes_time", "16:00", None)?;
        document.set("rounds.1.opens", "2027-01-05", None)
    });
    assert_eq!(
        after,
        "rounds:\n  - {opens: 2026-01-05, closes: 2026-02-01, closes_time: '16:00'} # note\n  - opens: 2027-01-05 # ŵ\n",
        "a time without quotation marks is a number to older readers of YAML"
    );
}

#[test]
fn approving_the_welsh_reaches_every_text_and_no_link() {
    let mut document = Document::parse(ENTRY).expect("YAML");
    let approve =
        |document: &mut Document| document.approve_welsh(&shapes::OPPORTUNITY).expect("approved");
    assert_eq!(approve(&mut document), Approved { texts: 2, unwritten: Vec::new() });
    let wanted = ENTRY
        .replace("review: pending", "review: reviewed")
        .replace("cy: Byr}", "cy: Byr, review: reviewed}");
    assert_eq!(document.text(), wanted);
    assert_eq!(approve(&mut document), Approved::default());
}

#[test]
fn the_welsh_of_a_text_that_is_not_written_in_both_languages_is_not_approved() {
    let begun = ENTRY.replace("en: Short", "en: …").replace("Enghraifft", "…");
    let mut document = Document::parse(&begun).expect("YAML");
    let approved = document.approve_welsh(&shapes::OPPORTUNITY).expect("done");
    assert_eq!(approved.texts, 0);
    assert_eq!(approved.unwritten, ["title.cy", "summary.en"]);
    assert_eq!(document.text(), begun);
}

fn change(day: i8) -> PublicChange {
    PublicChange {
        date: date(2026, 12, day),
        en: "The closing date is now 13 January: it was 'soon' before, and the page has said so since the beginning of December.".to_owned(),
        cy: "Newid # bach: y dyddiad".to_owned(),
        review: Review::Pending,
        deadline: None,
    }
}

#[test]
fn a_change_is_added_at_the_end_of_the_list_and_reads_back_as_it_was() {
    let once = edited(ENTRY, |document| document.add_change(&change(1)));
    let twice = edited(&once, |document| document.add_change(&change(2)));
    added_lines(ENTRY, &once);
    added_lines(&once, &twice);
    let document = Document::parse(&twice).expect("YAML");
    assert_eq!(document.text_at("changes.1.date"), Some("2026-12-02"));
    assert_eq!(document.text_at("changes.1.what.en"), Some(change(1).en.as_str()));
    assert_eq!(document.text_at("changes.0.what.cy"), Some(change(1).cy.as_str()));
}

#[test]
fn a_list_that_is_followed_by_another_key_grows_in_its_place() {
    let text = "changes:\n- date: 2026-01-01\n  what:\n    en: One\n    cy: Un\n    review: pending\n\n# next\ncontact: a@example.org\n";
    let after = edited(text, |document| document.add_change(&change(1)));
    added_lines(text, &after);
    assert!(after.find("2026-12-01") < after.find("# next"), "{after}");
}

#[test]
fn what_cannot_be_changed_safely_is_refused_and_nothing_is_written() {
    let mut document = Document::parse("a: [1]\nchanges: []\nb: |\n  text\n").expect("YAML");
    let before = document.text().to_owned();
    assert!(document.set("a", "x", None).is_err(), "a list is no single value");
    assert!(document.set("c.d", "x", None).is_err(), "there is no such map");
    assert!(document.set("b", "x", None).is_err(), "a text of several lines");
    assert!(document.set("c", "two\nlines", None).is_err());
    assert!(document.add_change(&change(1)).is_err());
    assert_eq!(document.text(), before);
    assert!(Document::parse("- a list").is_err());
    assert!(Document::parse("a: [").is_err());
}

#[test]
fn every_real_entry_can_be_confirmed_changed_and_approved() {
    let files = Files::embedded();
    let mut entries = 0;
    for (path, bytes) in files.bytes.iter().filter(|(path, _)| path.starts_with("opportunities/")) {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let mut document = Document::parse(text).expect("YAML");
        document
            .set("provenance.checked", "2026-12-01", Some("added"))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        document.add_change(&change(1)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let added = added_lines(text, document.text());
        assert!(added.len() <= 9 && added.contains(&"  checked: 2026-12-01"), "{path}: {added:?}");
        entries += 1;
        // Each approval reads the text anew; a tenth of the entries shows every layout.
        if entries % 10 == 0 {
            document
                .approve_welsh(&shapes::OPPORTUNITY)
                .unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(!document.text().contains("review: pending"), "{path}");
        }
    }
    assert!(entries > 280);
}

/// The real catalogue in a folder of its own.
fn copied() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    for (path, bytes) in &Files::embedded().bytes {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("folder");
        fs::write(target, bytes).expect("written");
    }
    folder
}

#[test]
fn an_entry_is_put_in_place_only_when_it_is_sound() {
    let folder = copied();
    let editor = Editor::of(folder.path()).expect("an editor");
    let entry = editor.entry("hcrw-gcp-training").expect("an entry").path;
    let sound = fs::read_to_string(&entry).expect("text").replace("hcrw-gcp-training", "hcrw-new");
    let path = "opportunities/hcrw/hcrw-new.yaml";
    let place = folder.path().join(path);

    let unsound = sound.replace("kind: training", "kind: trainning");
    let refused = editor.create(path, &unsound).expect_err("a wrong kind");
    assert!(refused.to_string().contains("did you mean `training`?"), "{refused}");
    assert!(!place.exists());

    assert_eq!(editor.create(path, &sound).expect("created"), place);
    assert_eq!(fs::read_to_string(&place).expect("text"), sound);
    assert!(matches!(editor.create(path, &sound), Err(EditError::Exists(_))));

    let missing = editor.entry("hcrw-newer").expect_err("no such entry");
    assert!(missing.to_string().contains("did you mean `hcrw-new`?"), "{missing}");
    let new = editor.entry("hcrw-new").expect("the new entry");
    assert_eq!(new.path, place);
    assert!(editor.confirm(&new, date(2026, 12, 1), &[]).expect("confirmed"));
    assert!(!editor.confirm(&new, date(2026, 12, 1), &[]).expect("nothing to do"));
    let older = editor.confirm(&new, date(2026, 11, 30), &[]).expect_err("an older comparison");
    assert!(older.to_string().contains("on 2026-12-01, which is after 2026-11-30"), "{older}");
    assert!(editor.try_confirm(&new, date(2026, 12, 2), &[]).is_ok());
    let noted = fs::read_to_string(&place).expect("text");
    assert!(noted.contains("  checked: 2026-12-01\n"), "neither wrote anything: {noted}");
    let left = fs::read_dir(place.parent().expect("a parent")).expect("folder");
    let hidden = left.filter(|entry| {
        entry.as_ref().expect("entry").file_name().to_string_lossy().starts_with('.')
    });
    assert_eq!(hidden.count(), 0, "no part is left behind");
}

#[test]
fn entries_are_found_by_the_names_of_their_files_of_which_none_is_read() {
    let folder = tempfile::tempdir().expect("folder");
    // Reading refuses these: one has more bytes than any file of a catalogue may, the other is no text.
    let longest = usize::try_from(crate::files::LARGEST_FILE).expect("a length");
    for (path, bytes) in [
        ("opportunities/hcrw/live.yaml", vec![b'#'; longest + 1]),
        ("archive/retired.yml", vec![0xff]),
        ("funders/funder.yaml", Vec::new()),
    ] {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("folder");
        fs::write(target, bytes).expect("written");
    }
    let editor = Editor::of(folder.path()).expect("an editor");
    let found = editor.entries(&["retired", "live"]).expect("both");
    assert_eq!(
        found.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(),
        ["retired", "live"]
    );
    assert_eq!(found[1].path, folder.path().join("opportunities/hcrw/live.yaml"));
    let missing = editor.entries(&["live", "funder"]).expect_err("a funder is no entry");
    assert!(matches!(missing, EditError::Missing { id, near: None } if id == "funder"));
}

/// A page that moved, from the first address of a real entry.
fn moved(to: &str) -> Draft {
    let catalogue = load(&Files::embedded()).catalogue;
    let from = catalogue.opportunities["hcrw-gcp-training"].links.en.clone().expect("a page");
    let edit = |path: &str| draft::Edit {
        path: path.to_owned(),
        from: Some(from.clone()),
        to: to.to_owned(),
    };
    Draft {
        id: "hcrw-gcp-training-page-moved".to_owned(),
        entry: Some("hcrw-gcp-training".to_owned()),
        source: "hcrw".to_owned(),
        url: from.clone(),
        kind: draft::Happening::PageMoved,
        found: date(2026, 12, 1),
        note: None,
        evidence: vec![draft::Evidence {
            field: draft::Field::Address,
            old: Some(from.clone()),
            old_text: None,
            new: Some(to.to_owned()),
            new_text: None,
        }],
        edits: vec![edit("links.en"), edit("provenance.sources.0.url")],
        round: Some(draft::NewRound {
            closes: Some(date(2027, 1, 14)),
            ..draft::NewRound::default()
        }),
    }
}

#[test]
fn a_draft_that_cannot_be_followed_everywhere_changes_no_entry_and_is_accepted_later() {
    let folder = copied();
    let editor = Editor::of(folder.path()).expect("an editor");
    let catalogue = load(&Files::embedded()).catalogue;
    let draft = moved("https://example.org/moved");
    let accept = || editor.accept_proposal(&draft, &catalogue, date(2026, 12, 1));
    let entry = editor.entry("hcrw-gcp-training").expect("an entry").path;
    let source = folder.path().join("sources/hcrw.yaml");
    let text = |path: &Path| fs::read_to_string(path).expect("text");
    let before = (text(&entry), text(&source));

    fs::write(&source, "pages: [").expect("written");
    let refused = accept().expect_err("a broken source");
    assert!(refused.to_string().contains("sources/hcrw.yaml is not sound YAML"), "{refused}");
    assert_eq!(text(&entry), before.0, "the entry is as it was");

    fs::write(&source, &before.1).expect("written");
    accept().expect("accepted");
    let after = (text(&entry), text(&source));
    assert!(after.1.contains("  - url: https://example.org/moved\n"), "{}", after.1);
    assert_eq!(after.1.lines().count(), before.1.lines().count());
    assert_eq!(after.0.matches("https://example.org/moved").count(), 2, "{}", after.0);

    // As after a run that was cut short before it could remove the draft, and one before it could write the entry.
    accept().expect("accepted again");
    assert_eq!((text(&entry), text(&source)), after, "nothing is done twice");
    fs::write(&entry, &before.0).expect("written");
    accept().expect("accepted once more");
    assert_eq!((text(&entry), text(&source)), after);
}

#[test]
fn of_two_who_write_at_once_the_second_waits_and_neither_loses_a_change() {
    let folder = copied();
    let first = Editor::of(folder.path()).expect("an editor");
    let lock = File::open(folder.path().join(hold::LOCK)).expect("a lock");
    assert!(lock.try_lock().is_err(), "it is held");
    drop(lock);
    let entry = first.entry("hcrw-faculty").expect("an entry");
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let second = Editor::of(folder.path()).expect("an editor");
            second.approve_welsh(&entry).expect("approved")
        });
        assert!(first.confirm(&entry, date(2026, 12, 1), &[]).expect("confirmed"));
        drop(first);
        assert!(second.join().expect("no panic").texts > 0);
    });
    let text = fs::read_to_string(&entry.path).expect("text");
    assert!(text.contains("checked: 2026-12-01") && text.contains("review: reviewed"), "{text}");
}

#[test]
fn what_killed_writers_left_is_cleared_where_nobody_else_writes() {
    let folder = copied();
    let left = |path: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::write(&path, "id: ").expect("written");
        path
    };
    let dead = ["opportunities/hcrw/.writing-abc", "archive/.writing-abc"].map(left);
    // The watch may be about to put this one in place.
    let alive = left("drafts/.writing-abc");
    drop(Editor::of(folder.path()).expect("an editor"));
    assert!(dead.iter().all(|path| !path.exists()) && alive.exists());
}

#[cfg(unix)]
#[test]
fn an_entry_that_is_a_link_stays_one_and_the_file_that_it_leads_to_changes() {
    let folder = copied();
    let editor = Editor::of(folder.path()).expect("an editor");
    let entry = editor.entry("hcrw-faculty").expect("an entry");
    let own = folder.path().join("faculty.text");
    fs::rename(&entry.path, &own).expect("moved");
    std::os::unix::fs::symlink(&own, &entry.path).expect("a link");
    assert!(editor.confirm(&entry, date(2026, 12, 1), &[]).expect("confirmed"));
    assert!(fs::symlink_metadata(&entry.path).expect("data").is_symlink());
    assert!(fs::read_to_string(&own).expect("text").contains("checked: 2026-12-01"));
}

#[test]
fn nothing_is_compared_before_it_was_there_or_before_it_was_last_read() {
    let folder = copied();
    let editor = Editor::of(folder.path()).expect("an editor");
    let entry = editor.entry("hcrw-faculty").expect("an entry");
    let text = fs::read_to_string(&entry.path).expect("text");
    assert!(text.contains("added: 2026-11-23"), "{text}");
    let early = editor.confirm(&entry, date(2026, 11, 1), &[]).expect_err("too early");
    assert!(early.to_string().contains("it was added on 2026-11-23"), "{early}");
    fs::write(&entry.path, text.replacen("read: 2026-11-22", "read: 2026-11-26", 1))
        .expect("written");
    let early = editor.confirm(&entry, date(2026, 11, 25), &[]).expect_err("too early");
    assert!(early.to_string().contains("read anew on 2026-11-26"), "{early}");
    assert!(editor.confirm(&entry, date(2026, 11, 26), &[]).expect("confirmed"));
}
