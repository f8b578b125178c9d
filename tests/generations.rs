//! Index generations on a real disk: built once, opened by a server, refused where they do not belong.

use std::fs;

use crate::support::{Server, copied_catalogue, cyfle, ids};

#[test]
fn a_built_index_answers_like_the_one_in_memory() {
    let folder = tempfile::tempdir().expect("folder");
    let index = folder.path().to_str().expect("a path");
    let built = cyfle(&["index", "--index", index]);
    assert_eq!(built.code, 0, "{}", built.err);
    let server = Server::start(&["--index", index, "--today", "2026-11-22"]);
    for question in ["audiology research grant", "cymrodoriaeth ymchwil", "salary-funded"] {
        let question = [("q", question)];
        let (here, there) = (server.search(&question), Server::shared().search(&question));
        assert_eq!(ids(&here), ids(&there));
    }
}

#[test]
fn building_twice_gives_the_same_generation() {
    let folder = tempfile::tempdir().expect("folder");
    let index = folder.path().to_str().expect("a path");
    cyfle(&["index", "--index", index]);
    let first = fs::read_to_string(folder.path().join("current")).expect("current");
    cyfle(&["index", "--index", index]);
    assert_eq!(fs::read_to_string(folder.path().join("current")).expect("current"), first);
    let generations = fs::read_dir(folder.path())
        .expect("folder")
        .filter(|entry| entry.as_ref().expect("entry").path().is_dir());
    assert_eq!(generations.count(), 1);
}

#[test]
fn an_index_of_another_catalogue_is_refused_with_the_command_that_rebuilds_it() {
    let folder = tempfile::tempdir().expect("folder");
    let index = folder.path().to_str().expect("a path");
    cyfle(&["index", "--index", index]);
    let other = copied_catalogue();
    let entry = other.path().join("opportunities/hcrw/hcrw-bulletin.yaml");
    let text = fs::read_to_string(&entry).expect("text");
    fs::write(&entry, format!("{text}# Read once more.\n")).expect("written");
    let refused = cyfle(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--index",
        index,
        "--catalogue",
        other.path().to_str().expect("a path"),
    ]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(
        refused.err.contains("another catalogue; rebuild it with `cyfle index"),
        "{}",
        refused.err
    );
}

#[test]
fn an_empty_or_damaged_folder_is_refused_with_the_command_that_builds() {
    let folder = tempfile::tempdir().expect("folder");
    let index = folder.path().to_str().expect("a path");
    let refused = cyfle(&["serve", "--listen", "127.0.0.1:0", "--index", index]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("build one with `cyfle index"), "{}", refused.err);

    cyfle(&["index", "--index", index]);
    let current = fs::read_to_string(folder.path().join("current")).expect("current");
    fs::write(folder.path().join(current).join("meta.json"), "{ half").expect("written");
    let refused = cyfle(&["serve", "--listen", "127.0.0.1:0", "--index", index]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("cannot be read; rebuild it with"), "{}", refused.err);
}
