//! Copies of answers: how long they are right, and how a client learns that they still are.

use crate::support::{Answer, Server};

const SEARCH: &str = "/api/v1/opportunities?q=audiology";

fn head(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    server.ask("HEAD", path, headers)
}

#[test]
fn each_coding_has_a_strong_name_of_its_own_and_naming_it_answers_unchanged() {
    let server = Server::shared();
    for path in
        [SEARCH, "/en/opportunities?q=audiology", "/feeds/opportunities.atom", "/api/v1/export.csv"]
    {
        let mut names = Vec::new();
        for coding in ["identity", "gzip", "br"] {
            let first = head(&server, path, &[("Accept-Encoding", coding)]);
            let name = first.header("etag").to_owned();
            assert!(name.starts_with('"') && name.ends_with('"'), "{path} {coding}: {name}");
            assert!(first.header("vary").contains("accept-encoding"), "{path}");
            let asked = [
                ("Accept-Encoding", coding),
                ("If-None-Match", &name),
                ("Origin", "https://example.org"),
            ];
            let again = server.get_with(path, &asked);
            assert_eq!((again.status, again.body.as_str()), (304, ""), "{path} {coding}");
            assert_eq!(again.header("etag"), name);
            assert_eq!(again.header("cache-control"), first.header("cache-control"));
            assert_eq!(again.header("content-length"), "");
            names.push(name);
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(
            names.len(),
            3,
            "{path}: the bytes of each coding differ, and so must their names"
        );
    }
    let other = [("Accept-Encoding", "identity"), ("If-None-Match", "\"another\"")];
    assert_eq!(server.get_with(SEARCH, &other).status, 200);
}

#[test]
fn an_unchanged_answer_can_still_be_read_by_other_origins() {
    let server = Server::shared();
    let name = server.get(SEARCH).header("etag").to_owned();
    let headers = [("If-None-Match", name.as_str()), ("Origin", "https://example.org")];
    let again = server.get_with(SEARCH, &headers);
    assert_eq!((again.status, again.header("access-control-allow-origin")), (304, "*"));
}

#[test]
fn a_head_request_says_what_a_get_request_would() {
    let server = Server::shared();
    let (head, get) = (head(&server, SEARCH, &[]), server.get(SEARCH));
    for name in ["etag", "cache-control", "content-type", "content-language", "link"] {
        assert_eq!(head.every(name), get.every(name), "{name}");
    }
}

#[test]
fn no_copy_outlives_the_next_deadline() {
    // A round of the doctoral fellowship closes at 16:00 on this day.
    for (today, expected) in [
        ("2026-01-13T15:58:30", "public, max-age=90, stale-while-revalidate=0, stale-if-error=0"),
        ("2026-01-13T15:50", "public, max-age=300, stale-while-revalidate=300, stale-if-error=300"),
        // A correction is seen within ten minutes; what is older is only given where the service fails.
        (
            "2026-01-13T15:30",
            "public, max-age=300, stale-while-revalidate=300, stale-if-error=1500",
        ),
        ("2026-01-13T23:59", "public, max-age=60, stale-while-revalidate=0, stale-if-error=0"),
    ] {
        let server = Server::start(&["--today", today]);
        for path in [
            SEARCH,
            "/cy/opportunities",
            "/feeds/closing.rss",
            "/api/v1/opportunities/hcrw-gcp-training",
        ] {
            assert_eq!(server.get(path).header("cache-control"), expected, "{today} {path}");
        }
    }
}

#[test]
fn what_is_wrong_or_live_is_not_kept() {
    let server = Server::shared();
    for (path, expected) in [
        ("/health", "no-store"),
        ("/ready", "no-store"),
        ("/api/v1/opportunities?kind=x", "no-cache"),
        ("/api/v1/opportunities/nothing-like-it", "no-cache"),
        ("/en/nothing", "no-cache"),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.header("cache-control"), answer.header("etag")),
            (expected, ""),
            "{path}"
        );
    }
}

/// Directives of nginx that let it give a copy have no end; what a header allows has one.
#[test]
fn the_proxy_gives_no_copy_for_longer_than_its_answer_allows() {
    let example = std::fs::read_to_string(crate::support::root().join("deploy/nginx.conf"));
    let example = example.expect("the example");
    let directives = example.lines().map(str::trim_start).filter(|line| !line.starts_with('#'));
    for line in directives {
        for lengthens in ["proxy_cache_use_stale", "proxy_cache_valid", "proxy_ignore_headers"] {
            assert!(!line.starts_with(lengthens), "{line}");
        }
    }
}
