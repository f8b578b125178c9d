//! A good guest, measured by the host: how often it is asked, what it forbade, what it did not have to send again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::desk::{Desk, kinds, page};
use super::web::{Asked, Reply, Web};

fn award(asked: &Asked) -> Reply {
    match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        _ => Reply::html(format!(
            "<main><h1>Award {}</h1><p>It is open for applications.</p></main>",
            asked.path
        )),
    }
}

/// A desk that watches some pages of some hosts.
fn desk(web: &Web, pages: &[(&str, usize)]) -> Desk {
    let desk = Desk::new(web);
    for (host, count) in pages {
        for number in 0..*count {
            let id = format!("fixture-{host}-{number}");
            let url = web.url(host, &format!("/award-{number}"));
            desk.entry(&id, &url, "");
            desk.source(&id, &url, "");
        }
    }
    desk
}

/// The shortest time between two requests to each host.
fn shortest_pause(asked: &[Asked], host: &str) -> Duration {
    let mut times: Vec<_> = asked
        .iter()
        .filter(|one| one.host == format!("{host}.localhost"))
        .map(|one| one.at)
        .collect();
    times.sort();
    times.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(Duration::MAX)
}

#[test]
fn no_host_is_asked_faster_than_the_pace_and_hosts_do_not_wait_for_each_other() {
    let web = Web::start(award);
    let desk = desk(&web, &[("a", 6), ("b", 6), ("c", 1)]);
    desk.harvest(&["--pace", "100"]);
    let asked = web.take();
    assert_eq!(asked.len(), 13 + 3, "each page and each robots.txt once");
    for host in ["a", "b"] {
        assert!(
            shortest_pause(&asked, host) >= Duration::from_millis(100),
            "{:?}",
            shortest_pause(&asked, host)
        );
    }
    assert!(
        asked.iter().all(|one| one.header("user-agent").contains("watch@example.org")),
        "it says who it is"
    );
    let first_of_b = asked.iter().position(|one| one.host == "b.localhost").expect("b was asked");
    assert!(first_of_b < 6, "b does not wait until a is done");
}

#[test]
fn robots_rules_are_obeyed_and_a_site_that_cannot_give_them_is_left_alone() {
    let web = Web::start(|asked| match (asked.host.as_str(), asked.path.as_str()) {
        ("a.localhost", "/robots.txt") => {
            let rules = "User-agent: *\nDisallow: /award-1\nUser-agent: cyfle\nDisallow: /award-0\nCrawl-delay: 0.15\n";
            Reply::Whole(200, vec![("Content-Type", "text/plain".to_owned())], rules.into())
        }
        ("b.localhost", "/robots.txt") => Reply::status(500),
        _ => award(asked),
    });
    let desk = desk(&web, &[("a", 4), ("b", 2)]);
    let (code, report) = desk.harvest(&[]);
    assert_eq!(code, 1);
    let asked = web.take();
    assert_eq!(kinds(&report, &web.url("a", "/award-0")), ["blocked"]);
    assert_eq!(kinds(&report, &web.url("a", "/award-1")), [""; 0]);
    assert_eq!(kinds(&report, &web.url("b", "/award-0")), ["unreachable"]);
    assert!(!asked.iter().any(|one| one.path == "/award-0"), "what is forbidden is not asked for");
    assert!(!asked.iter().any(|one| one.host == "b.localhost" && one.path != "/robots.txt"));
    assert_eq!(
        asked.iter().filter(|one| one.host == "a.localhost" && one.path == "/robots.txt").count(),
        1
    );
    let pages: Vec<Asked> =
        asked.into_iter().filter(|one| one.path.starts_with("/award")).collect();
    assert!(
        shortest_pause(&pages, "a") >= Duration::from_millis(150),
        "the site's own pace is kept"
    );
}

#[test]
fn robots_rules_are_obeyed_whatever_they_are_sent_as() {
    for kind in ["binary/octet-stream", "text/robots", "application/json", ""] {
        let web = Web::start(move |asked| match asked.path.as_str() {
            "/robots.txt" => {
                let rules = "User-agent: *\nDisallow: /award-0\n";
                Reply::Whole(200, vec![("Content-Type", kind.to_owned())], rules.into())
            }
            _ => award(asked),
        });
        let desk = desk(&web, &[("a", 2)]);
        let (_, report) = desk.harvest(&[]);
        assert_eq!(kinds(&report, &web.url("a", "/award-0")), ["blocked"], "{kind}");
        assert_eq!(kinds(&report, &web.url("a", "/award-1")), [""; 0], "{kind}");
    }
}

#[test]
fn the_second_run_is_answered_with_not_modified() {
    let web = Web::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        _ if asked.header("if-none-match") == "\"v1\"" => Reply::Whole(304, Vec::new(), Vec::new()),
        _ => {
            let headers =
                vec![("Content-Type", "text/html".to_owned()), ("ETag", "\"v1\"".to_owned())];
            Reply::Whole(
                200,
                headers,
                b"<main><h1>Award</h1><p>It is open for applications.</p></main>".to_vec(),
            )
        }
    });
    let desk = desk(&web, &[("a", 5)]);
    desk.harvest(&[]);
    web.take();
    let (code, report) = desk.harvest(&[]);
    assert_eq!(code, 0);
    assert_eq!(report["counts"]["unchanged"], 5);
    let asked = web.take();
    let conditional = asked.iter().filter(|one| one.header("if-none-match") == "\"v1\"").count();
    assert_eq!(conditional, 5, "every page was asked for only if it is newer");
}

#[test]
fn a_host_that_asks_for_time_is_given_it() {
    let web = Web::start(|asked| match (asked.path.as_str(), asked.times) {
        ("/robots.txt", _) => Reply::status(404),
        ("/award-0", 0) => Reply::Whole(503, vec![("Retry-After", "1".to_owned())], Vec::new()),
        ("/award-1", 0) => Reply::Nothing,
        _ => award(asked),
    });
    let desk = desk(&web, &[("a", 2)]);
    let (_, report) = desk.harvest(&[]);
    let asked = web.take();
    assert_eq!(kinds(&report, &web.url("a", "/award-0")), [""; 0], "it answered the second time");
    assert_eq!(kinds(&report, &web.url("a", "/award-1")), [""; 0]);
    let times: Vec<_> =
        asked.iter().filter(|one| one.path == "/award-0").map(|one| one.at).collect();
    assert!(times[1] - times[0] >= Duration::from_millis(990), "the second that it asked for");
}

#[test]
fn a_host_that_asks_for_more_time_than_a_run_has_is_left_alone_until_the_next() {
    let web = Web::start(|asked| match (asked.host.as_str(), asked.path.as_str(), asked.times) {
        (_, "/robots.txt", _) => Reply::status(404),
        ("a.localhost", "/award-1", 0) => {
            Reply::Whole(429, vec![("Retry-After", "3600".to_owned())], Vec::new())
        }
        _ => award(asked),
    });
    let desk = desk(&web, &[("a", 4), ("b", 2)]);
    let pages_of = |host: &str| -> Vec<String> {
        let own = web.take().into_iter().filter(|one| one.path != "/robots.txt");
        own.filter(|one| one.host == host).map(|one| one.path).collect()
    };
    let (code, report) = desk.harvest(&["--retries", "3"]);
    assert_eq!(code, 1, "a person hears of it");
    assert_eq!(
        pages_of("a.localhost"),
        ["/award-0", "/award-1"],
        "nothing more of it is asked for"
    );
    assert_eq!(kinds(&report, &web.url("a", "/award-0")), [""; 0]);
    for left in ["/award-1", "/award-2", "/award-3"] {
        assert_eq!(kinds(&report, &web.url("a", left)), ["blocked"], "{left}");
    }
    let why = &page(&report, &web.url("a", "/award-2"))["outcome"]["findings"][0]["note"];
    assert!(why.as_str().is_some_and(|why| why.contains("left alone until the next run")), "{why}");
    for other in ["/award-0", "/award-1"] {
        assert_eq!(kinds(&report, &web.url("b", other)), [""; 0], "other hosts are asked");
    }
    // What was not asked for is still due, and what was is not.
    let next = desk.run("harvest", &["--format", "json"]);
    assert_eq!(next.code, 0, "{}", next.err);
    assert_eq!(pages_of("a.localhost"), ["/award-2", "/award-3"]);
}

#[test]
fn only_pages_that_are_due_are_asked_for() {
    let web = Web::start(award);
    let desk = desk(&web, &[("a", 2)]);
    let due = |today: &str| {
        let done = desk.run("harvest", &["--format", "json", "--today", today]);
        assert!(done.code < 2, "{}", done.err);
        web.take().iter().filter(|one| one.path != "/robots.txt").count()
    };
    assert_eq!(due("2026-01-10T09:00"), 2, "never asked for");
    assert_eq!(due("2026-01-12T09:00"), 0, "asked for two days ago");
    assert_eq!(due("2026-01-17T08:30"), 2, "a week has gone");
    let one = desk.run("harvest", &["--source", "fixture-a-0", "--since", "2030-01-01"]);
    assert_eq!(one.code, 0, "{}", one.err);
    assert_eq!(web.take().iter().filter(|one| one.path != "/robots.txt").count(), 1);
    let unknown = desk.run("harvest", &["--source", "fixture-a-9"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `fixture-a-"), "{}", unknown.err);
}

#[test]
fn a_page_that_only_sends_its_readers_on_is_followed_and_said_to_have_moved() {
    let has_moved = Arc::new(AtomicBool::new(false));
    let moved = Arc::clone(&has_moved);
    let award = |day: &str| {
        format!("<main><h1>Award</h1><p>Closing date: {day} February 2026 at 4pm</p></main>")
    };
    let web = Web::start(move |asked| match (asked.path.as_str(), moved.load(Ordering::SeqCst)) {
        ("/robots.txt", _) => Reply::status(404),
        // It has not changed since its readers are sent on.
        ("/award", true) if !asked.header("if-none-match").is_empty() => Reply::status(304),
        ("/award", true) => Reply::refresh("/awards/2026"),
        ("/awards/2026", _) => Reply::Whole(
            200,
            vec![("Content-Type", "text/html".to_owned()), ("ETag", "\"new\"".to_owned())],
            award("27").into_bytes(),
        ),
        // These say something of their own, whatever they lead to.
        ("/gone", _) => Reply::html(
            "<title>Page not found</title><meta http-equiv=refresh content='5; url=/awards/2026'>",
        ),
        ("/long", _) => Reply::html(
            award("13")
                + &"<p>Another sentence.</p>".repeat(50)
                + "<meta http-equiv=refresh content='0; url=/awards/2026'>",
        ),
        _ => Reply::html(award("13")),
    });
    let desk = Desk::new(&web);
    let timetable = "timetable:\n  pattern: annual\n  rounds:\n    - closes: 2026-02-13\n";
    let url = |name: &str| web.url("funder", &format!("/{name}"));
    for name in ["award", "gone", "long"] {
        desk.entry(&format!("fixture-{name}"), &url(name), timetable);
        desk.source(&format!("fixture-{name}"), &url(name), "");
    }
    let (_, report) = desk.harvest(&[]);
    assert_eq!(kinds(&report, &url("award")), [""; 0]);
    assert_eq!(kinds(&report, &url("gone")), ["soft-404"]);
    assert_eq!(kinds(&report, &url("long")), [""; 0]);
    web.take();
    has_moved.store(true, Ordering::SeqCst);
    let (_, report) = desk.harvest(&[]);
    assert_eq!(kinds(&report, &url("award")), ["deadline-moved", "page-moved"]);
    let findings = &page(&report, &url("award"))["outcome"]["findings"];
    assert_eq!(findings[1]["fields"][0]["new"]["value"], url("awards/2026").as_str());
    // It is asked for as if nothing were known, and so never passes for the page that it leads to.
    let (_, report) = desk.harvest(&[]);
    assert_eq!(kinds(&report, &url("award")), ["page-moved"]);
    let asked = web.take();
    let count = |path: &str| asked.iter().filter(|one| one.path == path).count();
    assert_eq!((count("/award"), count("/awards/2026")), (2, 2));
}
