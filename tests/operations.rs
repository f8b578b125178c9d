//! The service as those who run it see it: its figures, what was asked in vain, and answers that are kept ready.

use std::process::{Command, Stdio};

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
    let mut child = Command::new(env!("CARGO_BIN_EXE_cyfle"))
        .arg("unanswered")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("its input");
    std::io::Write::write_all(&mut input, log.as_bytes()).expect("written");
    drop(input);
    let done = child.wait_with_output().expect("an end");
    assert!(done.status.success());
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    assert_eq!(text, "     12  proteomics\n      9  veterinary\n");
}
