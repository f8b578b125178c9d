//! A web that means harm: the run ends in time with a report, asks for nothing that it must not ask for, and executes nothing.

use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::desk::{Desk, kinds, page};
use super::web::{Reply, Web};

/// Ten megabytes of one letter, compressed to ten kilobytes.
fn bomb() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![b'a'; 64 * 1024];
    for _ in 0..160 {
        encoder.write_all(&block).expect("compressed");
    }
    encoder.finish().expect("compressed")
}

/// Drips a byte at a time until the client has had enough.
fn drip(stream: &mut TcpStream) {
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    for _ in 0..600 {
        if stream.write_all(b"<").is_err() {
            return;
        }
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

/// Never stops sending.
fn flood(stream: &mut TcpStream) {
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<main>");
    let block = vec![b'x'; 64 * 1024];
    while stream.write_all(&block).is_ok() {}
}

const NESTED: usize = 20_000;

/// Pages that few bytes make costly to read.
fn costly(host: &str) -> Option<String> {
    let numbered =
        |count: usize, text: fn(usize) -> String| (0..count).map(text).collect::<String>();
    Some(match host {
        "nested" => {
            format!("{}deep{}", "<div><b>".repeat(NESTED), "</b></div>".repeat(NESTED))
        }
        "reopened" => {
            let bold = numbered(3_000, |number| format!("<b a{number}>"));
            format!("<p>{bold}{}", "<p>x".repeat(5_000))
        }
        "attributes" => {
            format!("<div {}>", numbered(100_000, |number| format!("a{number} ")))
        }
        "cells" => {
            let cells = "<tr><td>".repeat(250);
            format!("<table><tr><td>Award<td><svg>{cells}{}", "x".repeat(19_000))
        }
        "articles" => {
            let articles = "<article>".repeat(400);
            format!("{articles}{}", "<p>An award for teams. ".repeat(5_000))
        }
        "times" => {
            let times = "<time datetime=2026-02-13>".repeat(400);
            format!("{times}{}", "1 May ".repeat(20_000))
        }
        "dates" => format!("<p>{}", "closing date 3 March 2020 ".repeat(5_000)),
        "amounts" => format!("<p>{}", "£5,000 ".repeat(20_000)),
        "marks" => format!("<p>{}", "!".repeat(200_000)),
        _ => return None,
    })
}

fn script(host: &str, asked_path: &str, canary: &str) -> Reply {
    if asked_path == "/robots.txt" {
        return Reply::status(404);
    }
    if let Some(page) = costly(host) {
        return Reply::html(format!("<main>{page}</main>"));
    }
    match host {
        "loris" => Reply::Raw(Box::new(drip)),
        "endless" => Reply::Raw(Box::new(flood)),
        "circle" => Reply::redirect(302, if asked_path == "/award" { "/b" } else { "/award" }),
        "corridor" => Reply::redirect(302, format!("{asked_path}x")),
        "distance" => Reply::redirect(302, format!("/{}", "x".repeat(10_000))),
        "refreshed" => Reply::refresh(if asked_path == "/award" { "/b" } else { "/award" }),
        "sent" => Reply::refresh(canary),
        "inward" => Reply::redirect(302, canary),
        "named" => Reply::redirect(301, canary.replace("127.0.0.1", "localhost")),
        "mapped" => Reply::redirect(302, canary.replace("127.0.0.1", "[::ffff:127.0.0.1]")),
        "metadata" => Reply::redirect(302, "http://169.254.169.254/latest/meta-data/"),
        "decimal" => Reply::redirect(302, "http://2852039166/latest/meta-data/"),
        "file" => Reply::redirect(302, "file:///etc/passwd"),
        "bomb" => Reply::Whole(
            200,
            vec![("Content-Type", "text/html".to_owned()), ("Content-Encoding", "gzip".to_owned())],
            bomb(),
        ),
        "torn" => Reply::Whole(
            200,
            vec![("Content-Type", "text/html".to_owned()), ("Content-Encoding", "gzip".to_owned())],
            b"no gzip".to_vec(),
        ),
        "links" => {
            let links: String = (0..10_000)
                .map(|number| format!("<a href='/l{number}'>Link {number}</a>"))
                .collect();
            Reply::html(format!("<main><h1>Links</h1>{links}</main>"))
        }
        "encoding" => Reply::Whole(
            200,
            vec![("Content-Type", "text/html; charset=utf-16le".to_owned())],
            vec![0xd8, 0x00, 0xff, 0xc3, 0x28],
        ),
        "title" => Reply::html(
            "<title><script>alert(1)</script>\u{1b}]0;owned\u{7}`rm`</title><main><h1>Award</h1><p>It is open: \u{1b}[31mred\u{202e}</p><script>while(1);</script></main>",
        ),
        "header" => Reply::Whole(
            200,
            vec![("ETag", "x".repeat(5_000))],
            b"<main>An award with a long header that says nothing else at all</main>".to_vec(),
        ),
        _ => Reply::html(
            "<main><h1>Honest award</h1><p>It is open for applications until 13 February 2026.</p></main>",
        ),
    }
}

const HOSTS: &[(&str, &[&str])] = &[
    ("loris", &["unreachable"]),
    ("endless", &["unreachable"]),
    ("circle", &["unreachable"]),
    ("corridor", &["unreachable"]),
    ("distance", &["unreachable"]),
    ("refreshed", &["unreachable"]),
    ("sent", &["unreachable"]),
    ("inward", &["unreachable"]),
    ("named", &["unreachable"]),
    ("mapped", &["unreachable"]),
    ("metadata", &["unreachable"]),
    ("decimal", &["unreachable"]),
    ("file", &["unreachable"]),
    ("bomb", &["unreachable"]),
    ("torn", &["unreachable"]),
    ("links", &[]),
    ("nested", &["unreachable"]),
    ("reopened", &["unreachable"]),
    ("attributes", &["unreachable"]),
    ("cells", &[]),
    ("articles", &[]),
    ("times", &[]),
    ("dates", &[]),
    ("amounts", &[]),
    ("marks", &[]),
    ("encoding", &[]),
    ("title", &[]),
    ("header", &[]),
    ("honest", &[]),
];

#[test]
fn a_hostile_web_costs_little_and_reaches_nothing() {
    // Another service of this machine, which no page may make the watch ask.
    let touched = Arc::new(AtomicBool::new(false));
    let touch = Arc::clone(&touched);
    let canary = Web::start(move |_| {
        touch.store(true, Ordering::SeqCst);
        Reply::html("secret")
    });
    let inward = format!("http://{}/admin", canary.address);
    let web = Web::start(move |asked| {
        script(asked.host.trim_end_matches(".localhost"), &asked.path, &inward)
    });
    let desk = Desk::new(&web);
    for (host, _) in HOSTS {
        let url = web.url(host, "/award");
        desk.entry(
            &format!("fixture-{host}"),
            &url,
            "timetable:\n  pattern: annual\n  rounds:\n    - closes: 2026-02-13\n",
        );
        desk.source(&format!("fixture-{host}"), &url, "");
    }
    let started = Instant::now();
    let (code, report) =
        desk.harvest(&["--timeout", "1500", "--largest", "1000000", "--retries", "0"]);
    // Each of these pages alone could take longer, before what a page may cost was counted; a busy machine takes a minute.
    assert!(started.elapsed() < Duration::from_secs(300), "the run is bounded");
    assert_eq!(code, 1);
    for (host, expected) in HOSTS {
        let url = web.url(host, "/award");
        assert_eq!(kinds(&report, &url), *expected, "{host}: {:#}", page(&report, &url));
    }
    assert!(!touched.load(Ordering::SeqCst), "nothing but the permitted socket was asked");
    let human = desk.run(
        "harvest",
        &["--since", "2030-01-01", "--timeout", "1500", "--largest", "1000000", "--retries", "0"],
    );
    assert!(
        !human.out.chars().any(|c| c.is_control() && c != '\n'),
        "no escape sequence reaches the terminal"
    );
}

#[test]
fn a_page_that_was_too_complicated_for_a_while_is_compared_with_what_it_said_before() {
    let text = Arc::new(Mutex::new(String::new()));
    let shown = Arc::clone(&text);
    let web = Web::start(move |asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        _ => Reply::html(shown.lock().expect("no test panics in it").clone()),
    });
    let desk = Desk::new(&web);
    let url = web.url("funder", "/award");
    let timetable = "timetable:\n  pattern: annual\n  rounds:\n    - closes: 2026-02-13\n";
    desk.entry("fixture-a", &url, timetable);
    desk.source("fixture-a", &url, "");
    let closes = |day: &str| {
        format!("<main><h1>Award</h1><p>Closing date: {day} February 2026 at 4pm</p></main>")
    };
    let report_of = |shown: String| {
        *text.lock().expect("no test panics in it") = shown;
        desk.harvest(&[]).1
    };
    assert_eq!(kinds(&report_of(closes("13")), &url), [""; 0]);
    let report = report_of(closes("13") + &"<div>".repeat(300_000));
    assert_eq!(kinds(&report, &url), ["unreachable"]);
    assert_eq!(page(&report, &url)["failures"], 1);
    let note = &page(&report, &url)["outcome"]["findings"][0]["note"];
    assert!(note.as_str().expect("a note").contains("too complicated"), "{note}");
    let report = report_of(closes("27"));
    assert_eq!(kinds(&report, &url), ["deadline-moved"]);
    assert_eq!(page(&report, &url)["failures"], 0);
    let field = &page(&report, &url)["outcome"]["findings"][0]["fields"][0];
    assert_eq!(field["old"]["value"], "2026-02-13 16:00", "as the page said it, not the entry");
}

#[test]
fn a_name_that_changes_where_it_points_is_refused_at_the_connection() {
    use cyfle_harvest::fetch::{Answer, Failure, Fetcher, Manners, Question};
    let web = Web::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        _ => Reply::html("<main>An award</main>"),
    });
    // The first answers are honest; from the third question on the name points at the machine's own metadata service.
    let questions = Mutex::new(0);
    let lookup = Arc::new(move |_: &str| {
        let mut asked = questions.lock().expect("no test panics in it");
        *asked += 1;
        Ok(vec![if *asked <= 2 { [127, 0, 0, 1].into() } else { [169, 254, 169, 254].into() }])
    });
    let manners = Manners {
        pace: Duration::ZERO,
        retries: 0,
        timeout: Duration::from_secs(2),
        permitted: Some(web.address),
        ..Manners::default()
    };
    let fetcher = Fetcher::new(manners, lookup).expect("a fetcher");
    let url = web.url("turncoat", "/award").parse().expect("an address");
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let first = runtime.block_on(fetcher.fetch(&url, Question::plain(cyfle_catalogue::Lang::Cy)));
    assert!(matches!(first.answer, Answer::Read(_)), "{first:?}");
    let second = runtime.block_on(fetcher.fetch(&url, Question::plain(cyfle_catalogue::Lang::Cy)));
    assert!(matches!(second.answer, Answer::Failed(Failure::NotPublic(_))), "{second:?}");
}

#[test]
fn without_a_permit_the_machine_itself_is_never_asked() {
    let web = Web::start(|_| Reply::html("<main>secret</main>"));
    let desk = Desk::new(&web);
    let url = format!("http://{}/award", web.address);
    desk.entry("fixture-own", &url, "");
    desk.source("fixture-own", &url, "");
    let (_, report) = desk.harvest(&["--permit-loopback", "127.0.0.1:1"]);
    assert_eq!(kinds(&report, &url), ["unreachable"]);
    assert_eq!(web.take().len(), 0);
}
