//! Drafts keep what they are given, whatever a page says, and stay in their folder.

use super::*;

fn draft() -> Draft {
    Draft {
        id: "hcrw-x--deadline-moved".replace("--", "-"),
        entry: Some("hcrw-x".to_owned()),
        source: "hcrw".to_owned(),
        url: "https://a.example/x?a=1#b".to_owned(),
        kind: Happening::DeadlineMoved,
        found: jiff::civil::date(2026, 1, 10),
        note: Some("look: \"here\"".to_owned()),
        evidence: vec![Evidence {
            field: Field::Closes,
            old: Some("2026-02-13 16:00".to_owned()),
            old_text: Some("Closing date: 13 February 2026".to_owned()),
            new: None,
            new_text: Some("</script>\n- id: evil # \\ ' \" \u{2028}: *x".to_owned()),
        }],
        edits: vec![Edit {
            path: "timetable.rounds.0.closes".to_owned(),
            from: None,
            to: "2026-02-27".to_owned(),
        }],
        round: Some(NewRound {
            closes: Some(jiff::civil::date(2026, 2, 27)),
            closes_time: Some("16:00".to_owned()),
            ..NewRound::default()
        }),
    }
}

#[test]
fn what_is_written_is_what_is_read() {
    let draft = draft();
    let read = Draft::parse(&draft.yaml()).expect("a draft");
    let mut wanted = draft;
    wanted.evidence[0].new_text = Some("</script> - id: evil # \\ ' \"  : *x".to_owned());
    assert_eq!(read, wanted);
}

#[test]
fn what_evidence_is_about_is_one_of_the_words_that_the_watch_writes() {
    for field in Field::ALL {
        let mut wanted = draft();
        wanted.evidence[0].field = field;
        let text = wanted.yaml();
        assert!(text.contains(&format!("field: \"{}\"\n", field.code())), "{text}");
        assert_eq!(Draft::parse(&text).expect("a draft").evidence[0].field, field);
    }
    let unknown = draft().yaml().replace("field: \"closes\"", "field: \"clozes\"");
    assert!(Draft::parse(&unknown).is_err_and(|said| said.contains("clozes")));
}

#[test]
fn a_rejected_draft_is_not_written_again_but_a_different_one_is() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = DraftFolder::of_catalogue(root.path());
    assert_eq!(folder.waiting().expect("a list").0, []);
    assert!(folder.write(&draft()).expect("written"));
    folder.reject(&draft().id).expect("rejected");
    let later = Draft { found: jiff::civil::date(2026, 2, 1), ..draft() };
    assert!(!folder.write(&later).expect("no failure"));
    assert_eq!(folder.waiting().expect("a list").0, []);
    let mut other = draft();
    other.edits[0].to = "2026-03-01".to_owned();
    assert!(folder.write(&other).expect("written"));
    assert_eq!(folder.waiting().expect("a list").0.len(), 1);
}

#[cfg(unix)]
#[test]
fn where_it_cannot_be_seen_what_was_rejected_nothing_is_proposed() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = DraftFolder::of_catalogue(root.path());
    std::fs::create_dir(root.path().join("drafts")).expect("a folder");
    std::fs::write(root.path().join("drafts/rejected"), "").expect("written");
    assert!(matches!(folder.write(&draft()), Err(DraftError::File { .. })));
    assert_eq!(folder.waiting().expect("a list").0, []);
}

#[test]
fn a_draft_cannot_leave_its_folder_and_half_a_file_is_none() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = DraftFolder::of_catalogue(root.path());
    let outside = Draft { id: "../opportunities/hcrw/hcrw-x".to_owned(), ..draft() };
    assert!(matches!(folder.write(&outside), Err(DraftError::Name(_))));
    folder.write(&draft()).expect("written");
    std::fs::write(root.path().join("drafts/.x.yaml.part"), "id: ").expect("written");
    std::fs::write(root.path().join("drafts/y.yaml"), "id: 1\n").expect("written");
    let (drafts, broken) = folder.waiting().expect("a list");
    assert_eq!((drafts.len(), broken.len()), (1, 1));
    assert!(matches!(folder.read("nothing"), Err(DraftError::Unknown { .. })));
}

#[test]
fn a_day_with_a_time_is_no_day_of_a_draft() {
    let written = draft().yaml();
    for day in ["2026-01-10", "2026-02-27"] {
        let wrong = written.replace(&format!("\"{day}\""), &format!("\"{day}T16:00\""));
        let refused = Draft::parse(&wrong).expect_err("a time");
        assert!(refused.contains("T16:00"), "{refused}");
    }
}

#[test]
fn whatever_can_happen_is_written_and_read_by_one_word() {
    for kind in Happening::ALL {
        let draft = Draft { kind, ..draft() };
        let written = draft.yaml();
        assert!(written.contains(&format!("\nkind: \"{}\"\n", kind.code())), "{written}");
        assert_eq!(Draft::parse(&written).expect("a draft").kind, kind);
        let json = serde_json::to_string(&kind).expect("a word");
        assert_eq!(serde_json::from_str::<Happening>(&json).expect("a word"), kind);
        assert_eq!(json, format!("\"{}\"", kind.code()));
    }
    let wrong = draft().yaml().replace("deadline-moved\"\nfound", "deadline-move\"\nfound");
    let refused = Draft::parse(&wrong).expect_err("no such word");
    assert!(refused.contains("deadline-move"), "{refused}");
}
