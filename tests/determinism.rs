//! The same catalogue gives the same bytes: what the index is built from, what is exported, what editors get.

use cyfle_catalogue::{Files, load};

use crate::support::{Server, cyfle};

#[test]
fn loading_twice_gives_the_index_the_same_input() {
    let read = || {
        let loaded = load(&Files::embedded());
        format!("{:?}", (loaded.catalogue, loaded.problems))
    };
    let (first, second) = (read(), read());
    assert!(first.len() > 1_000_000, "the whole catalogue is compared");
    assert!(first == second, "nothing depends on the order of a hash map");
}

#[test]
fn two_processes_export_the_same_bytes() {
    let servers = [(); 2].map(|()| Server::start(&["--today", "2026-11-22"]));
    for path in [
        "/api/v1/export.ndjson?q=research",
        "/api/v1/export.csv?career_level=advanced",
        "/api/v1/vocabulary",
        "/api/v1/openapi.json",
    ] {
        let [first, second] = [0, 1].map(|number: usize| {
            let answer = servers[number].get(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            // Each server has an address of its own.
            answer.body.replace(&servers[number].address, "")
        });
        assert!(first == second, "{path} differs");
        assert!(first.len() > 1_000, "{path}: {first}");
    }
}

#[test]
fn two_runs_print_the_same_bytes() {
    for command in [
        &["coverage", "--format", "csv", "--nation", "any"][..],
        &["coverage", "--format", "json", "--lang", "cy"],
        &["schema", "vocabulary"],
        &["check", "--advice", "--today", "2026-11-25"],
    ] {
        let (first, second) = (cyfle(command), cyfle(command));
        assert_eq!(first.code, 0, "{}", first.err);
        assert!(first.out == second.out && first.out.len() > 1_000, "{command:?}");
    }
}
