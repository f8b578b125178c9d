//! How often one client may ask, what is counted, and in which form whoever asks too often is told.

use serde_json::Value;

use crate::support::Server;

#[test]
fn whoever_asks_too_often_is_told_when_to_come_back() {
    let server = Server::start(&["--today", "2026-11-22", "--rate-limit", "2", "--behind-proxy"]);
    let from = |client: &str, path: &str| {
        server.get_with(path, &[("X-Forwarded-For", client), ("Origin", "https://example.org")])
    };
    let path = "/api/v1/vocabulary?lang=cy";
    let first = from("198.51.100.7", path);
    assert_eq!(first.header("ratelimit-policy"), "\"client\";q=2;w=60");
    assert_eq!(first.header("ratelimit"), "\"client\";r=1;t=30");
    from("spoofed, 198.51.100.7", path);
    let third = from("198.51.100.7", path);
    assert_eq!((third.status, third.json()["code"].as_str()), (429, Some("too-many-requests")));
    let wait: u64 = third.header("retry-after").parse().expect("seconds");
    assert!((1..=30).contains(&wait), "{wait}");
    assert_eq!(third.header("access-control-allow-origin"), "*");
    assert!(
        third.json()["detail"].as_str().is_some_and(|text| text.starts_with("rydych yn gofyn"))
    );
    assert_ne!(from("198.51.100.8", path).status, 429, "another client is another client");
    assert_eq!(from("198.51.100.7", "/health").status, 200, "whoever watches is not locked out");
    assert_eq!(Server::shared().get(path).header("ratelimit"), "", "off unless asked for");
}

#[test]
fn a_page_with_everything_that_it_is_shown_with_is_counted_once() {
    let server = Server::start(&["--today", "2026-11-22", "--rate-limit", "2", "--behind-proxy"]);
    let get = |path: &str| server.get_with(path, &[("X-Forwarded-For", "198.51.100.9")]);
    let page = get("/en/opportunities");
    assert_eq!(page.header("ratelimit"), "\"client\";r=1;t=30");
    let files: Vec<&str> = page
        .body
        .split(['"', '\''])
        .filter(|address| address.starts_with("/assets/"))
        .chain(["/embed/v1/cyfle.js", "/embed/v1/frame.js", "/embed/v1/resize.js"])
        .collect();
    assert!(files.len() > 6, "{files:?}");
    for file in files {
        let answer = get(file);
        assert_eq!((answer.status, answer.header("ratelimit")), (200, ""), "{file}");
    }
    // What is no file of ours is asked like anything else.
    assert_eq!(get("/assets/0000/nothing.css").header("ratelimit"), "\"client\";r=0;t=60");
    assert_eq!(get("/en/opportunities").status, 429);
}

#[test]
fn a_refusal_has_the_form_that_whoever_asked_expects() {
    let server = Server::start(&["--today", "2026-11-22", "--rate-limit", "1", "--behind-proxy"]);
    let refused = |client: &str, path: &str| {
        let headers = [("X-Forwarded-For", client), ("Origin", "https://example.org")];
        server.get_with("/api/v1/vocabulary", &headers);
        let answer = server.get_with(path, &headers);
        assert_eq!(answer.status, 429, "{path}: {}", answer.body);
        assert!(answer.header("access-control-expose-headers").contains("ratelimit"), "{path}");
        answer
    };
    let protocol = refused("198.51.100.1", "/common-grants/opportunities").json();
    assert_eq!(protocol["status"], 429, "{protocol}");
    let message = protocol["message"].as_str().expect("a message");
    assert!(message.starts_with("you ask too often"), "{message}");
    assert_eq!(protocol["errors"], Value::Array(Vec::new()));
    let members = protocol.as_object().expect("an object").len();
    assert_eq!(members, 3, "the protocol allows no others: {protocol}");

    let frame = refused("198.51.100.2", "/cy/embed?kind=award");
    assert!(frame.header("content-security-policy").contains("frame-ancestors *"));
    assert!(frame.body.contains("Rhowch gynnig arall arni ymhen"), "{}", frame.body);
    for link in frame.body.split("<a ").skip(1) {
        assert!(link.contains("target=\"_top\""), "{link}");
    }
    let page = refused("198.51.100.3", "/cy/opportunities");
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[test]
fn a_browser_that_asks_whether_a_page_may_ask_is_neither_counted_nor_refused() {
    let server = Server::start(&["--today", "2026-11-22", "--rate-limit", "1", "--behind-proxy"]);
    let path = "/api/v1/vocabulary";
    let client = ("X-Forwarded-For", "198.51.100.7");
    let origin = ("Origin", "https://example.org");
    let preflight = || {
        let method = ("Access-Control-Request-Method", "GET");
        let answer = server.ask("OPTIONS", path, &[client, origin, method]);
        assert_eq!((answer.status, answer.header("ratelimit")), (200, ""));
    };
    (0..3).for_each(|_| preflight());
    assert_eq!(server.get_with(path, &[client, origin]).status, 200);
    preflight();
    assert_eq!(server.get_with(path, &[client, origin]).status, 429);
    preflight();
    assert_eq!(server.ask("OPTIONS", path, &[client]).status, 429, "no browser asks so");
}
