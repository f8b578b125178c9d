//! Feeds and calendar over HTTP: what is news, under which id and date, in both languages, and never an estimate as a date.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Server, copied_catalogue, root};

const ENTRY: &str = "opportunities/hcrw/invented-fellowship.yaml";

/// A server on the real catalogue and the invented entry, which may be edited first.
fn serve(today: &str, edit: impl Fn(String) -> String) -> (tempfile::TempDir, Server) {
    let folder = copied_catalogue();
    let entry = root().join("tests/fixtures/invented-fellowship.yaml");
    let text = std::fs::read_to_string(entry).expect("the fixture");
    std::fs::write(folder.path().join(ENTRY), edit(text)).expect("a copy");
    let catalogue = folder.path().to_str().expect("UTF-8").to_owned();
    let server = Server::start(&["--catalogue", &catalogue, "--today", today]);
    (folder, server)
}

fn items(server: &Server, path: &str) -> Vec<Value> {
    let answer = server.get(path);
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/feed+json"),
        "{path}"
    );
    answer.json()["items"].as_array().expect("items").clone()
}

fn text<'a>(item: &'a Value, field: &str) -> &'a str {
    item[field].as_str().expect("a text")
}

/// The items of the invented entry: the part of the id behind `#`, with the date.
fn marks(items: &[Value]) -> Vec<(String, String)> {
    let own = items.iter().filter(|item| text(item, "id").contains("/invented-fellowship"));
    own.map(|item| {
        let mark = text(item, "id").split_once('#').map_or("", |(_, mark)| mark);
        (mark.to_owned(), text(item, "date_published")[..10].to_owned())
    })
    .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(mark, day)| ((*mark).to_owned(), (*day).to_owned())).collect()
}

#[test]
fn an_item_is_dated_when_it_became_news_and_each_change_is_an_item_of_its_own() {
    let (_folder, server) = serve("2027-02-01", |text| text);
    let found = items(&server, "/feeds/opportunities.json?funder=hcrw");
    let expected = [
        ("changed-2027-01-20", "2027-01-20"),
        ("opened-2027-01-10", "2027-01-10"),
        ("", "2026-11-23"),
    ];
    assert_eq!(marks(&found), pairs(&expected));
    let ids: BTreeSet<&str> = found.iter().map(|item| text(item, "id")).collect();
    assert_eq!(ids.len(), found.len(), "an id stands for one piece of news");
    let dates: Vec<&str> = found.iter().map(|item| text(item, "date_published")).collect();
    assert!(dates.iter().all(|date| *date <= "2027-02-02"), "nothing is news before its day");
    assert!(dates.is_sorted_by(|left, right| left >= right), "newest first");
}

#[test]
fn what_becomes_news_on_one_day_stands_by_its_end_and_its_title() {
    let server = Server::start(&["--today", "2026-01-05"]);
    for lang in ["en", "cy"] {
        let found = items(&server, &format!("/feeds/closing.json?days=366&lang={lang}"));
        let titles = found.iter().map(|item| {
            let title = text(item, "title").split_once(": ").map_or("", |(_, title)| title);
            let end = text(item, "id").rsplit("#closing-").next().expect("an end");
            (text(item, "date_published"), end, title.to_lowercase())
        });
        let titles: Vec<_> = titles.collect();
        let in_order = titles.is_sorted_by(|left, right| {
            left.0 > right.0 || (left.0 == right.0 && (left.1, &left.2) <= (right.1, &right.2))
        });
        assert!(in_order, "{titles:#?}");
        let ties = titles.windows(2).filter(|two| (two[0].0, two[0].1) == (two[1].0, two[1].1));
        assert!(ties.count() > 0, "two close on one day");
    }
}

#[test]
fn a_round_is_called_open_only_while_it_is() {
    let (_folder, server) = serve("2027-03-27", |text| text);
    let found = items(&server, "/feeds/opportunities.json?funder=hcrw");
    assert!(!marks(&found).iter().any(|(mark, _)| mark.starts_with("opened")), "{found:?}");
}

#[test]
fn what_closes_soon_has_ids_of_its_own_and_enters_when_the_window_reaches_it() {
    let (_folder, server) = serve("2027-03-01", |text| text);
    let found =
        |query: &str| marks(&items(&server, &format!("/feeds/closing.json?funder=hcrw{query}")));
    assert_eq!(found(""), pairs(&[("closing-2027-03-26", "2027-02-24")]));
    assert_eq!(found("&days=14"), []);
    // The round that is on, and the one that is announced: each with the day on which it came into view.
    let both = [("closing-2027-04-13", "2027-02-12"), ("closing-2027-03-26", "2027-01-25")];
    assert_eq!(found("&days=60"), pairs(&both));
    assert_eq!(found("&closes_before=2027-03-31"), pairs(&[("closing-2027-03-26", "2027-01-10")]));
    assert_eq!(found("&closes_before=2027-03-25"), []);
}

#[test]
fn a_feed_holds_only_what_fits_the_question_and_can_be_used_from_wales() {
    let server = Server::shared();
    for item in items(&server, "/feeds/opportunities.json?q=travel+grant+for+audiologists") {
        let id = text(&item, "url").rsplit('/').next().expect("an id").to_owned();
        let one = server.get(&format!("/api/v1/opportunities/{id}")).json();
        assert!(
            one["nations"]
                .as_array()
                .is_some_and(|all| all.is_empty() || all.iter().any(|n| n == "wales"))
        );
        assert!(
            one["offers"]
                .as_array()
                .is_some_and(|all| all.is_empty() || all.iter().any(|o| o == "travel")),
            "{id}"
        );
    }
    let english = items(&server, "/feeds/opportunities.json?nation=england&relax=false");
    assert!(!english.is_empty(), "what is asked for is not hidden");
}

#[test]
fn feeds_say_in_both_languages_what_they_are_and_where() {
    let (_folder, server) = serve("2027-02-01", |text| text);
    let welsh = server.get("/feeds/opportunities.atom?lang=cy&funder=hcrw");
    assert_eq!(
        (welsh.header("content-type"), welsh.header("content-language")),
        ("application/atom+xml; charset=utf-8", "cy")
    );
    for part in [
        "xml:lang=\"cy\"",
        "<title>Cyfle: cyfleoedd newydd a rhai sydd wedi newid (Ymchwil Iechyd a Gofal Cymru)</title>",
        "<title>Wedi newid: Cymrodoriaeth Ddyfeisiedig, &quot;dyfyniad&quot; &amp; &lt;nod&gt;; â choma, ŵ ac ŷ</title>",
        "/cy/opportunities/invented-fellowship#changed-2027-01-20",
        "lang=cy&amp;funder=hcrw",
    ] {
        assert!(welsh.body.contains(part), "{part} is not in {}", &welsh.body[..2_000]);
    }
    let english = server.get("/feeds/closing.rss?q=%01%3Cb%3E");
    assert_eq!(
        (english.status, english.header("content-type")),
        (200, "application/rss+xml; charset=utf-8")
    );
    assert!(
        english.body.contains("<title>Cyfle: closing soon (&lt;b&gt;)</title>"),
        "{}",
        english.body
    );
}

/// The events of the invented entry, each as its unfolded lines.
fn events(server: &Server, query: &str) -> Vec<Vec<String>> {
    let answer = server.get(&format!("/feeds/deadlines.ics{query}"));
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    let unfolded = answer.body.replace("\r\n ", "");
    let events = unfolded.split("BEGIN:VEVENT\r\n").skip(1);
    events
        .map(|event| event.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|event| event[0].starts_with("UID:invented-fellowship"))
        .collect()
}

fn line<'a>(event: &'a [String], name: &str) -> &'a str {
    let found = event.iter().find(|line| line.starts_with(name));
    found.unwrap_or_else(|| panic!("no {name} in {event:?}"))
}

#[test]
fn each_firm_deadline_is_one_event_on_the_clock_of_london() {
    let (_folder, server) = serve("2027-02-01", |text| text);
    let found = events(&server, "?funder=hcrw");
    let starts: Vec<&str> = found.iter().map(|event| line(event, "DTSTART")).collect();
    assert_eq!(
        starts,
        [
            "DTSTART;TZID=Europe/London:20270326T160000",
            "DTSTART;TZID=Europe/London:20270413T160000",
            "DTSTART;VALUE=DATE:20271201"
        ]
    );
    assert_eq!(line(&found[2], "DTEND"), "DTEND;VALUE=DATE:20271202");
    assert_eq!(line(&found[0], "TRANSP"), "TRANSP:TRANSPARENT");
    let welsh = events(&server, "?lang=cy");
    assert!(
        line(&welsh[0], "SUMMARY").contains("Yn cau: Cymrodoriaeth Ddyfeisiedig\\, \"dyfyniad\"")
    );
}

#[test]
fn a_deadline_that_moves_keeps_its_identity_and_raises_its_sequence() {
    let (_before, server) = serve("2027-01-15", |text| {
        text.replace("closes: 2027-03-26", "closes: 2027-03-12")
            .split("changes:")
            .next()
            .expect("a text")
            .to_owned()
    });
    let before = events(&server, "").remove(0);
    let (_after, server) =
        serve("2027-02-01", |text| text + "    deadline: {from: 2027-03-12, to: 2027-03-26}\n");
    let after = events(&server, "").remove(0);
    let identity =
        |event: &[String]| line(event, "UID").split('@').next().expect("an id").to_owned();
    assert_eq!(identity(&before), identity(&after));
    assert_ne!(line(&before, "DTSTART"), line(&after, "DTSTART"));
    assert_eq!((line(&before, "SEQUENCE"), line(&after, "SEQUENCE")), ("SEQUENCE:0", "SEQUENCE:1"));
}

#[test]
fn a_round_that_is_added_renames_no_deadline() {
    let names = |edit: &dyn Fn(String) -> String| -> BTreeSet<String> {
        let (_folder, server) = serve("2027-02-01", edit);
        let found = events(&server, "");
        found.iter().map(|event| line(event, "UID:").to_owned()).collect()
    };
    let before = names(&|text| text);
    let after = names(&|text| {
        let rounds = "  rounds:\n";
        assert!(text.contains(rounds), "{text}");
        let earlier = "    - opens: 2027-01-05\n      closes: 2027-02-20\n";
        text.replacen(rounds, &format!("{rounds}{earlier}"), 1)
    });
    let added: Vec<&String> = after.difference(&before).collect();
    assert_eq!(added, ["UID:invented-fellowship-2027-02-20@cyfle"], "and no host is in a name");
    assert!(before.is_subset(&after), "{before:?} {after:?}");
}

#[test]
fn the_deadline_of_a_round_that_its_page_calls_closed_is_withdrawn() {
    let (_folder, server) = serve("2027-03-01", |entry| {
        let end = "closes: 2027-03-26\n";
        assert!(entry.contains(end), "{entry}");
        entry.replace(end, &format!("{end}      seen_closed: 2027-02-20\n"))
    });
    let found = events(&server, "?funder=hcrw");
    let standing: Vec<(&str, &str)> =
        found.iter().map(|event| (line(event, "DTSTART"), line(event, "STATUS"))).collect();
    assert_eq!(
        standing[0],
        ("DTSTART;TZID=Europe/London:20270326T160000", "STATUS:CANCELLED"),
        "{standing:?}"
    );
    assert!(standing[1..].iter().all(|(_, status)| *status == "STATUS:TENTATIVE"), "{standing:?}");
    let closing = marks(&items(&server, "/feeds/closing.json?funder=hcrw&days=90"));
    assert!(closing.iter().any(|(mark, _)| mark == "closing-2027-04-13"), "{closing:?}");
    assert!(closing.iter().all(|(mark, _)| mark != "closing-2027-03-26"), "{closing:?}");
    let one = server.get("/api/v1/opportunities/invented-fellowship").json();
    let days = one["status"].to_string();
    assert!(!days.contains("2027-03-26"), "{days}");
    assert_eq!(one["timetable"]["rounds"][0]["seen_closed"], "2027-02-20", "{}", one["timetable"]);
}

#[test]
fn no_estimate_is_ever_a_date() {
    let server = Server::shared();
    let expected =
        server.search(&[("status", "expected"), ("per_page", "100"), ("relax", "false")]);
    assert!(expected["meta"]["total"].as_u64() > Some(0), "there are estimates to be kept out");
    let calendar = server.get("/feeds/deadlines.ics?status=expected").body;
    assert!(!calendar.contains("BEGIN:VEVENT"));
    assert_eq!(items(&server, "/feeds/closing.json?status=expected"), [] as [Value; 0]);
}

#[test]
fn a_date_that_nobody_has_compared_with_its_page_is_tentative_and_says_so() {
    let seen = |checked: &str| {
        let (_folder, server) = serve("2027-03-01", |entry| {
            entry.replace("  added: 2026-11-23\n", &format!("  added: 2026-11-23\n{checked}"))
        });
        let event = events(&server, "?funder=hcrw").remove(0);
        let items = items(&server, "/feeds/closing.json?funder=hcrw");
        let own = items.iter().find(|item| text(item, "id").contains("/invented-fellowship"));
        let content = text(own.expect("an item"), "content_html").to_owned();
        (event, content)
    };
    let (event, content) = seen("");
    assert_eq!(line(&event, "STATUS"), "STATUS:TENTATIVE");
    let doubt = "26 March 2027 at 16:00 (not confirmed yet\\; check with the funder)";
    assert!(line(&event, "DESCRIPTION").contains(doubt), "{event:?}");
    assert!(content.contains("(not confirmed yet; check with the funder)"), "{content}");
    let (event, content) = seen("  checked: 2027-02-20\n");
    assert_eq!(line(&event, "STATUS"), "STATUS:CONFIRMED");
    assert_eq!(line(&event, "LAST-MODIFIED"), "LAST-MODIFIED:20270220T000000Z");
    assert!(!line(&event, "DESCRIPTION").contains("not confirmed"), "{event:?}");
    assert!(!content.contains("not confirmed"), "{content}");
}

#[test]
fn a_date_that_is_our_reading_stays_tentative_when_the_entry_has_been_compared() {
    let (_folder, server) = serve("2027-03-01", |entry| {
        let noted = "  checked: 2027-02-20\n  inferred: [timetable.rounds]\n";
        entry.replace("  added: 2026-11-23\n", &format!("  added: 2026-11-23\n{noted}"))
    });
    let event = events(&server, "?funder=hcrw").remove(0);
    assert_eq!(line(&event, "STATUS"), "STATUS:TENTATIVE");
    assert!(line(&event, "DESCRIPTION").contains("(not confirmed yet"), "{event:?}");
    let items = items(&server, "/feeds/closing.json?funder=hcrw");
    let own = items.iter().find(|item| text(item, "id").contains("/invented-fellowship"));
    let content = text(own.expect("an item"), "content_html");
    for caveat in ["(dates partly our reading)", "(not confirmed yet; check with the funder)"] {
        assert!(content.contains(caveat), "{content}");
    }
}

#[test]
fn a_deadline_that_was_moved_near_is_news_of_the_day_on_which_it_was_moved() {
    let moved = "    deadline: {from: 2027-04-30, to: 2027-03-26}\n";
    let (_folder, server) = serve("2027-03-01", |entry| {
        entry.replace("  - date: 2027-01-20", "  - date: 2027-02-27") + moved
    });
    let found = marks(&items(&server, "/feeds/closing.json?funder=hcrw"));
    assert_eq!(found, pairs(&[("closing-2027-03-26", "2027-02-27")]));
}

#[test]
fn no_address_in_a_feed_says_what_goes_without_saying() {
    let server = Server::shared();
    for ending in ["atom", "rss", "json"] {
        for name in ["opportunities", "closing"] {
            let body = server.get(&format!("/feeds/{name}.{ending}?kind=fellowship")).body;
            assert!(body.contains("kind=fellowship"), "{name}.{ending}");
            assert!(!body.contains("relax="), "{name}.{ending}");
        }
    }
}
