//! Index generations on a real disk: built once, opened by a server, switched while it answers, refused where they do not
//! belong.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::Value;

use crate::support::{Server, copied_catalogue, cyfle, edit, heard, ids, path_of, root};

const ENTRY: &str = "opportunities/hcrw/hcrw-gcp-training.yaml";
const ADDRESS: &str = "/api/v1/opportunities/hcrw-gcp-training";

/// Builds an index; without a catalogue, of the one inside the program.
fn build(index: &Path, catalogue: Option<&Path>) {
    let mut arguments = vec!["index", "--index", path_of(index), "--keep", "2"];
    if let Some(catalogue) = catalogue {
        arguments.extend(["--catalogue", path_of(catalogue)]);
    }
    let built = cyfle(&arguments);
    assert_eq!(built.code, 0, "{}", built.err);
}

fn title(server: &Server) -> String {
    let answer = server.get(ADDRESS);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["title"].as_str().expect("a title").to_owned()
}

fn ready(server: &Server) -> Value {
    let answer = server.get("/ready");
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

fn current(index: &Path) -> String {
    fs::read_to_string(index.join("current")).expect("current")
}

#[test]
fn a_built_index_answers_like_the_one_in_the_program() {
    let index = tempfile::tempdir().expect("folder");
    build(index.path(), None);
    let server = Server::start(&["--index", path_of(index.path()), "--today", "2026-11-22"]);
    for question in ["audiology research grant", "cymrodoriaeth ymchwil", "salary-funded"] {
        let question = [("q", question)];
        let (here, there) = (server.search(&question), Server::shared().search(&question));
        assert_eq!(ids(&here), ids(&there));
    }
    let ready = ready(&server);
    assert_eq!(ready["origin"], "index");
    assert_eq!(ready["generation"], current(index.path()));
    assert_eq!(ready["degraded"], Value::Null);
}

#[test]
fn the_program_carries_an_index_that_answers_like_its_catalogue_read_anew() {
    for question in ["audiology research grant", "cymrodoriaeth ymchwil", "travel grnat band 6"] {
        let asked = ["search", question, "--json", "--today", "2026-11-22", "--log", "debug"];
        let folder = path_of(&root().join("catalogue")).to_owned();
        let carried = cyfle(&asked);
        let anew = cyfle(&[&asked[..], &["--catalogue", folder.as_str()]].concat());
        assert_eq!((carried.code, &carried.out), (0, &anew.out), "{}", carried.err);
        assert!(!carried.err.contains("of no use"), "{}", carried.err);
    }
    // What is wrong with its files is known of it too.
    let catalogue = root().join("catalogue");
    let anew = Server::start(&["--catalogue", path_of(&catalogue)]);
    assert_eq!(problems(&Server::shared()), problems(&anew));
}

/// How many problems the figures tell of.
fn problems(server: &Server) -> Vec<String> {
    let figures = server.get("/metrics").body;
    let told = figures.lines().filter(|line| line.starts_with("cyfle_catalogue_problems{"));
    let mut told: Vec<String> = told.map(ToOwned::to_owned).collect();
    told.sort();
    assert_eq!(told.len(), 2, "{figures}");
    told
}

#[test]
fn building_twice_gives_the_same_generation() {
    let index = tempfile::tempdir().expect("folder");
    build(index.path(), None);
    let first = current(index.path());
    build(index.path(), None);
    assert_eq!(current(index.path()), first);
    let generations = fs::read_dir(index.path())
        .expect("folder")
        .filter(|entry| entry.as_ref().expect("entry").path().is_dir());
    assert_eq!(generations.count(), 1);
}

#[test]
fn a_new_generation_is_served_as_soon_as_it_is_current_and_no_request_fails() {
    let (index, catalogue) = (tempfile::tempdir().expect("folder"), copied_catalogue());
    build(index.path(), Some(catalogue.path()));
    let (server, said) = Server::start_heard(&["--index", path_of(index.path())]);
    let before = title(&server);
    let (done, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let now = title(&server);
                assert!(now == before || now.starts_with("Edited "), "{now}");
                answered.fetch_add(1, Ordering::Relaxed);
            }
        });
        let mut from = before.clone();
        for number in ["one", "two", "three"] {
            let to = format!("Edited {number}");
            edit(&catalogue.path().join(ENTRY), &format!("en: {from}"), &format!("en: {to}"));
            // The broken folder of the catalogue is nothing to a server that has an index.
            build(index.path(), Some(catalogue.path()));
            heard(&said, "the catalogue was read again");
            from = to;
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(title(&server), "Edited three");
    assert_eq!(ready(&server)["generation"], current(index.path()));
    assert!(answered.load(Ordering::Relaxed) > 0);
    assert_eq!(
        fs::read_dir(index.path())
            .expect("folder")
            .flatten()
            .filter(|entry| entry.path().is_dir())
            .count(),
        2
    );
}

#[test]
fn a_damaged_generation_gives_way_to_the_last_good_one_and_then_to_the_program() {
    let (index, catalogue) = (tempfile::tempdir().expect("folder"), copied_catalogue());
    build(index.path(), Some(catalogue.path()));
    let older = current(index.path());
    edit(&catalogue.path().join(ENTRY), "title:\n  en: ", "title:\n  en: Newer ");
    build(index.path(), Some(catalogue.path()));
    let packed = index.path().join(current(index.path())).join("catalogue.postcard");
    fs::write(packed, "{ half").expect("written");

    let (server, said) = Server::start_heard(&["--index", path_of(index.path())]);
    heard(&said, "cannot be read (catalogue.postcard is damaged); rebuild it with `cyfle index");
    assert!(!title(&server).starts_with("Newer "));
    let state = ready(&server);
    assert_eq!(
        (&state["generation"], &state["degraded"]),
        (&older.clone().into(), &"index-damaged".into())
    );
    assert!(server.get("/metrics").body.contains("cyfle_degraded{reason=\"index-damaged\"} 1"));
    // Built again, it is served at once.
    build(index.path(), Some(catalogue.path()));
    heard(&said, "the catalogue was read again");
    assert!(title(&server).starts_with("Newer "));
    assert_eq!(ready(&server)["degraded"], Value::Null);

    // Nothing is left of the index: what is served goes on, and a start falls back on the program.
    for entry in
        fs::read_dir(index.path()).expect("folder").flatten().filter(|entry| entry.path().is_dir())
    {
        fs::remove_dir_all(entry.path()).expect("removed");
    }
    assert!(title(&server).starts_with("Newer "));
    let (server, said) = Server::start_heard(&["--index", path_of(index.path())]);
    heard(&said, "build one with `cyfle index");
    heard(&said, "THE CATALOGUE INSIDE THE PROGRAM ANSWERS");
    let state = ready(&server);
    assert_eq!(
        (&state["origin"], &state["degraded"]),
        (&"embedded".into(), &"index-missing".into())
    );
}

#[test]
fn with_a_folder_the_folder_is_served_and_its_index_answers_when_it_is_broken() {
    let (index, catalogue) = (tempfile::tempdir().expect("folder"), copied_catalogue());
    build(index.path(), Some(catalogue.path()));
    let both = ["--index", path_of(index.path()), "--catalogue", path_of(catalogue.path())];
    let (server, said) = Server::start_heard(&both);
    assert_eq!(ready(&server)["origin"], "index", "the index belongs to the folder");
    let before = title(&server);

    // An edit goes live, though the index knows nothing of it.
    let path = catalogue.path().join(ENTRY);
    edit(&path, &format!("en: {before}"), "en: Edited Title");
    // The command builds what is served: without the folder it would be the catalogue inside the program.
    let (index_path, folder) = (path_of(index.path()), path_of(catalogue.path()));
    let command = format!("`cyfle index --index {index_path} --catalogue {folder}`");
    heard(&said, &format!("another catalogue; rebuild it with {command}"));
    heard(&said, "the catalogue was read again");
    assert_eq!(
        (title(&server).as_str(), &ready(&server)["origin"]),
        ("Edited Title", &"folder".into())
    );

    // A broken one does not, and the edit stays.
    let sound = fs::read(&path).expect("a file");
    fs::write(&path, "title: [").expect("written");
    heard(&said, "last good goes on answering");
    assert_eq!(title(&server), "Edited Title");
    assert_eq!(ready(&server)["degraded"], "catalogue-broken");
    assert!(server.get("/metrics").body.contains("cyfle_catalogue_problems{severity=\"error\"} 1"));

    // Started anew on the broken folder, the last good index answers until the folder is mended.
    let (second, heard_second) = Server::start_heard(&both);
    heard(&heard_second, "the last good index answers");
    assert_eq!((title(&second), &ready(&second)["degraded"]), (before, &"catalogue-broken".into()));
    fs::write(&path, sound).expect("mended");
    heard(&heard_second, "the catalogue was read again");
    assert_eq!(
        (title(&second).as_str(), &ready(&second)["degraded"]),
        ("Edited Title", &Value::Null)
    );
}

/// What a full disk does to the one who writes: the system gives an error in the middle of a file.
#[test]
fn a_full_disk_is_said_and_the_last_good_generation_is_as_it_was() {
    let (index, catalogue) = (tempfile::tempdir().expect("folder"), copied_catalogue());
    build(index.path(), Some(catalogue.path()));
    let before = current(index.path());
    edit(&catalogue.path().join(ENTRY), "title:\n  en: ", "title:\n  en: Newer ");
    for blocks in ["1", "64", "1024"] {
        let full = Command::new("sh")
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f $0; exec \"$@\"",
                blocks,
                env!("CARGO_BIN_EXE_cyfle"),
            ])
            .args([
                "index",
                "--index",
                path_of(index.path()),
                "--catalogue",
                path_of(catalogue.path()),
            ])
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&full.stderr);
        assert_eq!(full.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot write the index in"), "{said}");
        assert!(said.contains("what was there before is as it was"), "{said}");
        assert_eq!(current(index.path()), before);
        let left = fs::read_dir(index.path()).expect("folder").flatten();
        assert_eq!(left.filter(|entry| entry.path().is_dir()).count(), 1, "nothing half is left");
    }
    let server = Server::start(&["--index", path_of(index.path())]);
    assert_eq!(ready(&server)["degraded"], Value::Null);
}
