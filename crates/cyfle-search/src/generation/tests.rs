//! Generations that are broken byte by byte, pruned, and built by several at once.

use std::fs;
use std::path::Path;

use super::*;

/// A catalogue that is told from others by its build id alone.
fn catalogue(build_id: &str) -> Catalogue {
    Catalogue { build_id: build_id.to_owned(), ..Catalogue::default() }
}

fn build(folder: &Path, build_id: &str, keep: usize) -> Written {
    let catalogue = catalogue(build_id);
    write(&catalogue, folder, keep).expect("written")
}

fn opened(folder: &Path) -> Opened {
    open(folder).expect("a generation")
}

fn served(folder: &Path) -> String {
    opened(folder).engine.catalogue().build_id.clone()
}

#[test]
fn whatever_byte_is_lost_the_last_good_generation_answers() {
    type Harm = fn(&Path);
    let harms: [Harm; 4] = [
        |file| {
            let mut bytes = fs::read(file).expect("bytes");
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(file, bytes).expect("written");
        },
        |file| {
            let bytes = fs::read(file).expect("bytes");
            fs::write(file, &bytes[..bytes.len() / 2]).expect("written");
        },
        |file| fs::write(file, "").expect("written"),
        |file| fs::remove_file(file).expect("removed"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), "good", 2);
    let name = build(folder.path(), "newer", 2).name;
    let place = folder.path().join(&name);
    let files: Vec<_> =
        fs::read_dir(&place).expect("files").flatten().map(|file| file.path()).collect();
    assert!(files.len() > 3, "{files:?}");
    for file in &files {
        let sound = fs::read(file).expect("bytes");
        for harm in harms.iter().filter(|_| !sound.is_empty()) {
            harm(file);
            let instead = opened(folder.path());
            assert_eq!(instead.engine.catalogue().build_id, "good", "{}", file.display());
            let reason = instead.instead_of.expect("a reason");
            assert!(reason.to_string().starts_with("the index in "), "{reason}");
            fs::write(file, &sound).expect("mended");
        }
        assert_eq!(served(folder.path()), "newer");
    }
    // Building again mends it under the same name.
    fs::write(&files[0], "").expect("written");
    assert_eq!(build(folder.path(), "newer", 2).name, name);
    assert_eq!(served(folder.path()), "newer");
}

#[test]
fn another_version_of_the_program_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = build(folder.path(), "one", 1).name;
    let path = folder.path().join(name).join(MANIFEST);
    let sound = fs::read_to_string(&path).expect("a manifest");
    for (from, to) in [
        (format!("\"format\": {FORMAT}"), format!("\"format\": {}", FORMAT + 1)),
        (PROGRAM.to_owned(), "0123456789abcdef".to_owned()),
    ] {
        fs::write(&path, sound.replace(&from, &to)).expect("written");
        let refused = open(folder.path()).expect_err("refused");
        assert_eq!(refused.code(), "index-foreign");
        assert!(refused.to_string().ends_with("another version of the program"));
    }
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = build(folder.path(), "one", 1).name;
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("a folder");
    fs::write(inner.join(CURRENT), format!("../{name}")).expect("written");
    assert_eq!(open(&inner).expect_err("refused").code(), "index-missing");
}

#[test]
fn so_many_are_kept_and_the_current_one_among_them() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..5 {
        build(folder.path(), &format!("number {number}"), 3);
    }
    assert_eq!(generations(folder.path()).len(), 3);
    assert_eq!(served(folder.path()), "number 4");
    // Going back is building what is still there: nothing is built, and it is never the one that goes.
    let back = build(folder.path(), "number 2", 1);
    assert_eq!(back.pruned.len(), 2);
    assert_eq!((served(folder.path()).as_str(), generations(folder.path()).len()), ("number 2", 1));
}

#[test]
fn what_a_killed_process_left_is_cleared_away_and_never_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = build(folder.path(), "one", 2).name;
    let half = folder.path().join(format!(".{}", name_for("two")));
    fs::create_dir(&half).expect("a folder");
    fs::write(half.join("half.term"), "half").expect("written");
    let part = folder.path().join(format!("{}a", cyfle_catalogue::place::PART));
    fs::write(&part, "generation-").expect("written");
    assert_eq!(
        (opened(folder.path()).name, opened(folder.path()).instead_of.is_none()),
        (name, true)
    );
    build(folder.path(), "two", 2);
    assert!(!half.exists() && !part.exists());
    assert_eq!(served(folder.path()), "two");
}

#[test]
fn several_that_build_at_once_do_each_other_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    std::thread::scope(|scope| {
        for number in 0..8 {
            let folder = folder.path();
            scope.spawn(move || build(folder, &format!("number {}", number % 4), 2));
        }
        for _ in 0..20 {
            // Before the first is done there is none; after that there always is.
            if let Ok(opened) = open(folder.path()) {
                assert!(opened.engine.catalogue().build_id.starts_with("number "));
            }
        }
    });
    assert!(opened(folder.path()).instead_of.is_none());
    assert_eq!(generations(folder.path()).len(), 2);
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), "one", 1);
    let file = folder.path().join("a-file");
    fs::write(&file, "").expect("written");
    let catalogue = catalogue("two");
    let refused = write(&catalogue, &file, 1).expect_err("refused");
    assert_eq!(refused.code(), "index-unwritable");
    assert_eq!(served(folder.path()), "one");
}
