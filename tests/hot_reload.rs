//! A catalogue that changes while it is served: a good edit goes live, a bad one changes nothing, and nothing stops the
//! answers.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::support::{Server, copied_catalogue, edit, heard, path_of};

const ENTRY: &str = "opportunities/hcrw/hcrw-gcp-training.yaml";
const ADDRESS: &str = "/api/v1/opportunities/hcrw-gcp-training";

fn title(server: &Server) -> String {
    let answer = server.get(ADDRESS);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["title"].as_str().expect("a title").to_owned()
}

#[test]
fn a_good_edit_goes_live_and_no_request_goes_unanswered() {
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path").to_owned();
    let (server, said) = Server::start_heard(&["--catalogue", &catalogue]);
    let before = title(&server);
    let (done, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let now = title(&server);
                assert!(now == before || now == "Edited Title", "{now}");
                answered.fetch_add(1, Ordering::Relaxed);
            }
        });
        let path = folder.path().join(ENTRY);
        edit(&path, &format!("en: {before}"), "en: Edited Title");
        heard(&said, "the catalogue was read again");
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(title(&server), "Edited Title");
    assert!(answered.load(Ordering::Relaxed) > 0);
}

#[test]
fn whatever_happens_to_a_file_the_last_good_catalogue_answers_in_full() {
    type Harm = fn(&Path);
    let harms: [(&str, Harm, &str); 7] = [
        (ENTRY, |path| fs::write(path, "title: [").expect("written"), "yaml-syntax"),
        (ENTRY, |path| fs::write(path, "").expect("written"), "wrong-type"),
        (ENTRY, half_written, "missing-field"),
        (ENTRY, |path| fs::write(path, [0xff, 0xfe, 0x00]).expect("written"), "not-utf8"),
        ("funders/hcrw.yaml", |path| fs::remove_file(path).expect("deleted"), "unknown-funder"),
        ("vocabulary/nation.yaml", |path| fs::remove_file(path).expect("deleted"), "missing-file"),
        (ENTRY, swapped, "id-is-file-name"),
    ];
    let folder = copied_catalogue();
    let catalogue = folder.path().to_str().expect("a path").to_owned();
    let (server, said) = Server::start_heard(&["--catalogue", &catalogue]);
    let whole = server.get(ADDRESS).body;
    let entries = server.get("/ready").json()["entries"].clone();
    for (file, harm, rule) in harms {
        let path = folder.path().join(file);
        let sound = fs::read(&path).expect("a file");
        harm(&path);
        heard(&said, &format!("[{rule}]"));
        heard(&said, "last good goes on answering");
        assert_eq!(server.get(ADDRESS).body, whole, "{rule}");
        assert_eq!(server.get("/ready").json()["entries"], entries, "{rule}");
        fs::write(&path, sound).expect("mended");
        heard(&said, "the catalogue was read again");
    }
    // A file that cannot be read.
    let unreadable = folder.path().join("funders/nowhere.yaml");
    std::os::unix::fs::symlink("nowhere-at-all", &unreadable).expect("a link to nothing");
    heard(&said, "[unreadable-file]");
    heard(&said, "last good goes on answering");
    assert_eq!(server.get(ADDRESS).body, whole);
    fs::remove_file(&unreadable).expect("removed");
    heard(&said, "the catalogue was read again");
    // A pipe that nobody writes to.
    let pipe = folder.path().join("funders/pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    heard(&said, "[unreadable-file]");
    heard(&said, "last good goes on answering");
    fs::remove_file(&pipe).expect("removed");
    heard(&said, "the catalogue was read again");
    // The folder itself goes away and comes back.
    let aside = folder.path().with_extension("aside");
    fs::rename(folder.path(), &aside).expect("moved");
    heard(&said, "last good goes on answering");
    assert_eq!(server.get(ADDRESS).body, whole);
    assert_eq!(server.get("/ready").json()["degraded"], "catalogue-unreadable");
    fs::rename(&aside, folder.path()).expect("moved back");
    // It is as it was, to the last time stamp, and yet what is served is right again.
    heard(&said, "the catalogue was read again");
    assert!(server.get("/ready").json()["degraded"].is_null());
    assert_eq!(server.get(ADDRESS).body, whole);
    let path = folder.path().join(ENTRY);
    edit(&path, "title:\n  en: ", "title:\n  en: Again ");
    heard(&said, "the catalogue was read again");
    assert!(title(&server).starts_with("Again "));
}

#[test]
fn a_log_of_json_has_a_refused_edit_as_an_event_and_no_line_of_anything_else() {
    let folder = copied_catalogue();
    let (_server, said) = Server::start_heard(&[
        "--log",
        "info",
        "--log-json",
        "--catalogue",
        path_of(folder.path()),
    ]);
    let next = |wanted: &str| loop {
        let line = said.recv_timeout(Duration::from_secs(120)).expect("a line of the log");
        let event: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line}"));
        if event["fields"]["message"].as_str().is_some_and(|said| said.contains(wanted)) {
            return event;
        }
    };
    let serving = next("serving");
    assert_eq!(serving["fields"]["origin"], "folder");
    assert_eq!(serving["fields"]["errors"], 0);
    let path = folder.path().join(ENTRY);
    let sound = fs::read(&path).expect("a file");
    fs::write(&path, "title: [").expect("written");
    let refused = next("what is served is not what should be");
    assert_eq!(refused["level"], "ERROR");
    assert_eq!(refused["fields"]["reason"], "catalogue-broken");
    let complaint = refused["fields"]["complaint"].as_str().expect("the reason in full");
    assert!(complaint.contains("[yaml-syntax]"), "{complaint}");
    assert!(complaint.contains("last good goes on answering"), "{complaint}");
    fs::write(&path, sound).expect("mended");
    next("the catalogue was read again");
}

/// The first half of the file, as a full disk or a killed editor leaves it.
fn half_written(path: &Path) {
    let bytes = fs::read(path).expect("a file");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let end = text.find("\nprovenance:").expect("its provenance");
    fs::write(path, &text[..end + 1]).expect("written");
}

/// The content of another entry.
fn swapped(path: &Path) {
    let other = path.with_file_name("hcrw-faculty.yaml");
    fs::copy(other, path).expect("copied");
}
