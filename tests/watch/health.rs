//! The watch shows in public how it is.

use super::desk::Desk;
use super::web::{Reply, Web};
use crate::support::Server;

fn served(desk: &Desk, today: &str) -> Server {
    let (catalogue, journal) = (desk.path("catalogue"), desk.path("watch.journal"));
    Server::start(&[
        "--catalogue",
        catalogue.to_str().expect("a path"),
        "--journal",
        journal.to_str().expect("a path"),
        "--today",
        today,
    ])
}

#[test]
fn the_about_page_and_ready_say_when_the_watch_ran_and_what_it_could_not_read() {
    let web = Web::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/broken" => Reply::status(403),
        _ => Reply::html("<main><h1>Award</h1><p>It pays for time and travel.</p></main>"),
    });
    let desk = Desk::new(&web);
    for (id, path) in [("fixture-a", "/award"), ("fixture-b", "/broken")] {
        let url = web.url("funder", path);
        desk.entry(id, &url, "");
        desk.source(id, &url, "");
    }
    let before = served(&desk, "2026-01-10");
    assert_eq!(before.get("/ready").json()["watch"]["overdue"], true, "it has never run");
    assert!(before.get("/en/about").body.contains("has not run when it should have"));
    desk.harvest(&[]);
    let after = before.get("/ready").json();
    assert_eq!(after["watch"]["overdue"], false, "the running service sees the run: {after}");
    assert_eq!(after["watch"]["last_run"], "2026-01-10T09:00:00");
    assert_eq!((&after["watch"]["pages"], &after["watch"]["read"]), (&2.into(), &1.into()));
    assert_eq!(after["watch"]["failing"]["fixture-b"], 1);
    assert_eq!(after["watch"]["oldest_entry"], "fixture-b");
    let english = before.get("/en/about").body;
    for part in [
        "last asked for on 10 January 2026. Pages read so far: 1 of 2.",
        "1 page could not be read",
        "Award fixture-b",
    ] {
        assert!(english.contains(part), "`{part}` is missing in {english}");
    }
    let welsh = before.get("/cy/about").body;
    assert!(welsh.contains("10 Ionawr 2026") && welsh.contains("Dyfarniad fixture-b"), "{welsh}");
    let metrics = before.get("/metrics").body;
    for line in [
        "cyfle_watch_overdue 0",
        "cyfle_watch_age_hours 0",
        "cyfle_watch_pages{read=\"never\"} 1",
        "cyfle_watch_failing_pages{source=\"fixture-b\"} 1",
    ] {
        assert!(metrics.contains(line), "`{line}` is missing in {metrics}");
    }
    let later = served(&desk, "2026-01-20");
    assert_eq!(
        later.get("/ready").json()["watch"]["overdue"],
        true,
        "a weekly watch that is ten days old"
    );
    assert!(
        later.get("/cy/about").body.contains("pan ddylid bod wedi gwneud hynny"),
        "{}",
        later.get("/cy/about").body
    );
}

#[test]
fn a_service_without_a_journal_says_that_it_knows_of_no_watch() {
    let server = Server::shared();
    assert!(server.get("/ready").json()["watch"].is_null());
    assert!(!server.get("/metrics").body.contains("cyfle_watch_overdue "));
    assert!(server.get("/en/about").body.contains("This server keeps no record of it"));
}
