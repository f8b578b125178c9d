//! The program killed at random moments of building, switching and reloading: afterwards there is a good generation, whole
//! answers, and nothing to mend by hand.
//!
//! Moments are steps that are logged and answers that are given, never times, and come from a fixed seed. `CYFLE_KILLS` says how many (6 without it), `CYFLE_SEED` begins elsewhere, `CYFLE_PROGRAM` is
//! the program to kill.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use serde_json::Value;

use crate::support::{Server, copied_catalogue, edit, path_of, program};

const ENTRY: &str = "opportunities/hcrw/hcrw-gcp-training.yaml";
const ADDRESS: &str = "/api/v1/opportunities/hcrw-gcp-training";

/// A server that reads an edit has done so before it has answered so often, however quick it is.
const MOST_ANSWERS: usize = 100_000;

/// Numbers that can be had again (xorshift).
struct Random(u64);

impl Random {
    /// A number, that one at most.
    fn up_to(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (most as u64 + 1)).expect("no more than the most")
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// A run of `cyfle index`, with what it logs: its steps, by which moments are chosen.
struct Indexing {
    child: Child,
    steps: Lines<BufReader<ChildStderr>>,
}

impl Indexing {
    fn begin(index: &Path, catalogue: &Path) -> Self {
        let mut child = Command::new(program())
            .args(["index", "--index", path_of(index), "--catalogue", path_of(catalogue)])
            .args(["--keep", "2", "--log", "debug"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let steps = BufReader::new(child.stderr.take().expect("what it logs")).lines();
        Self { child, steps }
    }

    /// Waits until it has taken so many steps, or has ended; how many it was.
    fn takes(&mut self, steps: usize) -> usize {
        self.steps.by_ref().take(steps).count()
    }

    /// Waits until another generation than these has its name, or the process has ended.
    fn names_another(&mut self, index: &Path, known: &BTreeSet<OsString>) {
        while generations(index) == *known && self.child.try_wait().expect("a state").is_none() {
            std::thread::yield_now();
        }
    }

    fn dies(mut self) {
        self.child.kill().expect("a signal is sent");
        self.child.wait().expect("it has ended");
    }

    /// How many steps were left until it had done.
    fn ends(mut self) -> usize {
        let left = self.steps.by_ref().count();
        assert!(self.child.wait().expect("an end").success());
        left
    }
}

/// The generations in a folder.
fn generations(index: &Path) -> BTreeSet<OsString> {
    let names = fs::read_dir(index).expect("folder").flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_string_lossy().starts_with("generation-")).collect()
}

/// What is served, from an index with which nothing is wrong: a whole catalogue with one of these titles, and which one.
fn check(server: &Server, titles: &[String], entries: &Value) -> String {
    let ready = server.get("/ready").json();
    assert_eq!(ready["degraded"], Value::Null, "{ready}");
    assert_eq!(&ready["entries"], entries, "{ready}");
    let title = server.get(ADDRESS).json()["title"].as_str().expect("a title").to_owned();
    assert!(titles.contains(&title), "{title} is none of {titles:?}");
    let all = server.search(&[("per_page", "1")]);
    assert_eq!(&all["meta"]["total"], entries, "all of it is found");
    title
}

/// Gives the entry another title.
fn retitle(catalogue: &Path, titles: &mut Vec<String>, next: String) {
    let now = titles.last().expect("a title");
    edit(&catalogue.join(ENTRY), &format!("en: {now}"), &format!("en: {next}"));
    titles.push(next);
}

/// The title that was written last.
fn last(titles: &[String]) -> &[String] {
    &titles[titles.len() - 1..]
}

#[test]
fn whenever_it_is_killed_a_good_generation_answers() {
    let kills = number("CYFLE_KILLS").unwrap_or(6);
    let mut random = Random(number("CYFLE_SEED").unwrap_or(20_261_122));
    let (index, catalogue) = (tempfile::tempdir().expect("folder"), copied_catalogue());
    let (index, catalogue) = (index.path(), catalogue.path());
    let alone = ["--index", path_of(index)];
    let both = ["--index", path_of(index), "--catalogue", path_of(catalogue)];

    let steps = Indexing::begin(index, catalogue).ends();
    assert!(steps > 10, "it logs too little to choose a moment by: {steps}");
    let server = Server::start(&alone);
    let entries = server.get("/ready").json()["entries"].clone();
    let first = server.get(ADDRESS).json()["title"].as_str().expect("a title").to_owned();
    drop(server);

    // What may be served: what was last, and what was on its way in.
    let mut titles = vec![first];
    let server = Server::start(&both);
    retitle(catalogue, &mut titles, "Edited".to_owned());
    let answers = (1..MOST_ANSWERS).find(|_| check(&server, &titles, &entries) == "Edited");
    let answers = answers.expect("an edit is read");
    drop(server);
    for kill in 0..kills {
        retitle(catalogue, &mut titles, format!("Title {kill}"));
        match kill % 3 {
            0 => {
                let known = generations(index);
                let mut builder = Indexing::begin(index, catalogue);
                // One step more than it takes: the moment in which the new generation is put in place.
                let moment = random.up_to(steps + 1);
                if builder.takes(moment) == steps && moment > steps {
                    builder.names_another(index, &known);
                }
                builder.dies();
            }
            1 => {
                // One that serves, while another switches.
                let server = Server::start(&alone);
                let mut builder = Indexing::begin(index, catalogue);
                check(&server, &titles, &entries);
                builder.takes(random.up_to(steps));
                drop(server);
                builder.ends();
            }
            _ => {
                // One that reads an edit, after it has answered so often.
                let server = Server::start(&both);
                retitle(catalogue, &mut titles, format!("Title {kill}, again"));
                for _ in 0..random.up_to(answers * 3 / 2) {
                    check(&server, &titles, &entries);
                }
                drop(server);
                check(&Server::start(&both), last(&titles), &entries);
            }
        }
        check(&Server::start(&alone), &titles, &entries);
    }
    // The next run needs no help and leaves nothing of the killed ones.
    Indexing::begin(index, catalogue).ends();
    check(&Server::start(&alone), last(&titles), &entries);
    let names = fs::read_dir(index).expect("folder").flatten().map(|entry| entry.file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with("generation-"));
    names.sort();
    assert_eq!(names, ["current", "lock"]);
}
