//! The program killed at random moments of building, switching and reloading: afterwards there is a good generation, whole
//! answers, and nothing to mend by hand.
//!
//! Moments come from a fixed seed. `CYFLE_KILLS` says how many (6 without it), `CYFLE_SEED` begins elsewhere, `CYFLE_PROGRAM` is
//! the program to kill.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Server, copied_catalogue, cyfle, edit, path_of, program};

const ENTRY: &str = "opportunities/hcrw/hcrw-gcp-training.yaml";
const ADDRESS: &str = "/api/v1/opportunities/hcrw-gcp-training";

/// Numbers that can be had again (xorshift).
struct Random(u64);

impl Random {
    /// A part of a time.
    fn part_of(&mut self, whole: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        whole.mul_f64((self.0 % 10_000) as f64 / 10_000.0)
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn indexing(index: &Path, catalogue: &Path) -> Child {
    Command::new(program())
        .args([
            "index",
            "--index",
            path_of(index),
            "--catalogue",
            path_of(catalogue),
            "--keep",
            "2",
        ])
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs")
}

/// Lets a process run for a while and kills it, unless it has ended by then.
fn killed_after(mut child: Child, while_: Duration) {
    std::thread::sleep(while_);
    child.kill().expect("a signal is sent");
    child.wait().expect("it has ended");
}

/// What is served: one of the titles, of a whole catalogue, from an index with which nothing is wrong.
fn check(server: &Server, titles: &[String], entries: &Value) {
    let ready = server.get("/ready").json();
    assert_eq!(ready["degraded"], Value::Null, "{ready}");
    assert_eq!(&ready["entries"], entries, "{ready}");
    let title = server.get(ADDRESS).json()["title"].as_str().expect("a title").to_owned();
    assert!(titles.contains(&title), "{title} is none of {titles:?}");
    let all = server.search(&[("per_page", "1")]);
    assert_eq!(&all["meta"]["total"], entries, "all of it is found");
}

#[test]
fn whenever_it_is_killed_a_good_generation_answers() {
    let kills = number("CYFLE_KILLS").unwrap_or(6);
    let mut random = Random(number("CYFLE_SEED").unwrap_or(20_261_122));
    let (index, catalogue) = (tempfile::tempdir().expect("folder"), copied_catalogue());
    let (index, catalogue) = (index.path(), catalogue.path());
    let alone = ["--index", path_of(index)];
    let both = ["--index", path_of(index), "--catalogue", path_of(catalogue)];

    let begun = Instant::now();
    assert_eq!(cyfle(&["index", "--index", both[1], "--catalogue", both[3]]).code, 0);
    let building = begun.elapsed().mul_f64(1.1);
    let server = Server::start(&alone);
    let entries = server.get("/ready").json()["entries"].clone();
    let first = server.get(ADDRESS).json()["title"].as_str().expect("a title").to_owned();
    drop(server);

    // What may be served: what was last, and what was on its way in.
    let mut titles = vec![first.clone()];
    let mut written = first;
    for kill in 0..kills {
        let next = format!("Title {kill}");
        edit(&catalogue.join(ENTRY), &format!("en: {written}"), &format!("en: {next}"));
        written.clone_from(&next);
        titles.push(next);
        match kill % 3 {
            0 => killed_after(indexing(index, catalogue), random.part_of(building)),
            1 => {
                // One that serves, while another switches.
                let server = Server::start(&alone);
                let mut builder = indexing(index, catalogue);
                check(&server, &titles, &entries);
                std::thread::sleep(random.part_of(building));
                drop(server);
                assert!(builder.wait().expect("an end").success());
            }
            _ => {
                // One that reads an edit.
                let server = Server::start(&both);
                edit(
                    &catalogue.join(ENTRY),
                    &format!("en: {written}"),
                    &format!("en: {written}, again"),
                );
                written.push_str(", again");
                titles.push(written.clone());
                std::thread::sleep(random.part_of(building + Duration::from_millis(500)));
                drop(server);
                check(&Server::start(&both), &[written.clone()], &entries);
            }
        }
        check(&Server::start(&alone), &titles, &entries);
    }
    // The next run needs no help and leaves nothing of the killed ones.
    assert!(indexing(index, catalogue).wait().expect("an end").success());
    check(&Server::start(&alone), &[written], &entries);
    let names = fs::read_dir(index).expect("folder").flatten().map(|entry| entry.file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with("generation-"));
    names.sort();
    assert_eq!(names, ["current", "lock"]);
}
