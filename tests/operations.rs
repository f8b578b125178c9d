//! The service as those who run it see it: its figures, what was asked in vain, and answers that are kept ready.

use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::support::Server;

#[test]
fn figures_tell_routes_questions_and_the_catalogue_apart() {
    let server = Server::start(&["--today", "2026-11-22"]);
    server.search(&[("q", "audiology travel")]);
    server.search(&[("q", "audiology travel")]);
    server.search(&[("q", "zzyzx qwrtpl")]);
    let figures = server.get("/metrics");
    assert!(figures.header("content-type").starts_with("application/openmetrics-text"));
    assert!(figures.body.ends_with("# EOF\n"));
    let value = |name: &str| -> f64 {
        let line = figures.body.lines().find(|line| line.starts_with(name));
        let line = line.unwrap_or_else(|| panic!("{name} is in\n{}", figures.body));
        line.rsplit(' ').next().and_then(|value| value.parse().ok()).expect("a number")
    };
    let route = "cyfle_request_seconds_count{route=\"/api/v1/opportunities\",status=\"200\"}";
    assert!((value(route) - 3.0).abs() < f64::EPSILON);
    // The second answer came ready, and counts all the same.
    assert!((value("cyfle_questions_total{outcome=\"answered\"}") - 2.0).abs() < f64::EPSILON);
    assert!(value("cyfle_catalogue_entries{") > 280.0);
    assert!(value("cyfle_catalogue_age_days") >= 0.0);
    assert!(!figures.body.contains("audiology"), "no question stands among the figures");
}

#[test]
fn an_answer_that_is_kept_is_the_same_in_every_coding() {
    let server = Server::start(&["--today", "2026-11-22"]);
    let path = "/api/v1/opportunities?q=radiographer";
    let ask = |coding: &str| server.get_with(path, &[("accept-encoding", coding)]);
    for coding in ["identity", "gzip"] {
        let (first, second) = (ask(coding), ask(coding));
        assert_eq!(first.status, 200);
        assert_eq!(first.body, second.body, "{coding}");
        for header in ["etag", "content-type", "content-encoding", "link", "cache-control", "vary"]
        {
            assert_eq!(first.header(header), second.header(header), "{header} of {coding}");
        }
        let tag = second.header("etag").to_owned();
        let again = server.get_with(path, &[("accept-encoding", coding), ("if-none-match", &tag)]);
        assert_eq!(again.status, 304, "{coding}");
    }
    assert_ne!(ask("identity").header("etag"), ask("gzip").header("etag"));
}

#[test]
fn what_was_asked_in_vain_is_added_up_from_the_log() {
    let log = r#"{"timestamp":"2026-11-22T10:00:00Z","level":"INFO","fields":{"message":"unanswered","word":"proteomics","count":7},"target":"cyfle"}
not a line of the log
{"timestamp":"2026-11-22T11:00:00Z","level":"INFO","fields":{"message":"serving","entries":293},"target":"cyfle"}
{"timestamp":"2026-11-22T12:00:00Z","level":"INFO","fields":{"message":"unanswered","word":"veterinary","count":9},"target":"cyfle"}
{"timestamp":"2026-11-22T13:00:00Z","level":"INFO","fields":{"message":"unanswered","word":"proteomics","count":5},"target":"cyfle"}
"#;
    let sum = "     12  proteomics\n      9  veterinary\n";
    let done = unanswered(log.as_bytes());
    assert!(done.status.success());
    assert_eq!(String::from_utf8(done.stdout).expect("UTF-8"), sum);

    // As `journalctl -u` prints it, beside the bytes of a program that writes no text.
    let mut journal = b"Nov 22 10:00:00 host other[2]: \xff\xfe\n".to_vec();
    for line in log.lines() {
        journal.extend(format!("Nov 22 10:00:00 host cyfle[1]: {line}\n").bytes());
    }
    let done = unanswered(&journal);
    assert!(done.status.success());
    assert_eq!(String::from_utf8(done.stdout).expect("UTF-8"), sum);
}

#[test]
fn a_log_of_something_else_is_not_taken_for_one_in_which_nothing_is_missing() {
    let done = unanswered(b"Nov 22 10:00:00 host cyfle[1]: INFO cyfle: serving\n");
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).expect("UTF-8");
    assert!(said.contains("journalctl -u 'cyfle@*' -o cat"), "{said}");
    assert_eq!(unanswered(b"").status.code(), Some(1), "nothing was looked for in vain");
}

fn unanswered(log: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cyfle"))
        .arg("unanswered")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("its input");
    std::io::Write::write_all(&mut input, log).expect("written");
    drop(input);
    child.wait_with_output().expect("an end")
}

#[test]
fn a_log_that_no_terminal_shows_has_no_colours() {
    let (_server, said) = Server::start_heard(&["--log", "info"]);
    let serving = said.recv_timeout(Duration::from_secs(120)).expect("a line of the log");
    assert!(serving.contains("serving"), "{serving}");
    assert!(serving.contains("origin=\"embedded\""), "{serving}");
    assert!(!serving.contains('\u{1b}'), "{serving}");
}
