//! Killed at any moment: the journal is readable, no draft is half written, and the next run goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use cyfle_catalogue::draft::DraftFolder;
use cyfle_harvest::journal::Memory;

use super::desk::Desk;
use super::web::{Reply, Web};

const PAGES: usize = 24;
const HOSTS: usize = 6;
/// What a whole run asks for: each page, and the rules of each host.
const REQUESTS: usize = PAGES + HOSTS;

#[test]
fn fifty_kills_leave_nothing_half_done() {
    // Each run meets pages that have changed, so that there is always a draft to write.
    let round = Arc::new(AtomicUsize::new(0));
    let current = Arc::clone(&round);
    let (asks, asked_for) = channel();
    let web = Web::start(move |asked| {
        asks.send(()).expect("the test counts");
        match asked.path.as_str() {
            "/robots.txt" => Reply::status(404),
            path => {
                let day = 1 + current.load(Ordering::SeqCst) % 27;
                Reply::html(format!(
                    "<main><h1>Award {path}</h1><p>It is open for applications. The closing date is {day} March 2026.</p></main>"
                ))
            }
        }
    });
    let desk = Desk::new(&web);
    for number in 0..PAGES {
        let id = format!("fixture-{number}");
        let url = web.url(&format!("host{}", number % HOSTS), &format!("/award-{number}"));
        desk.entry(
            &id,
            &url,
            "timetable:\n  pattern: annual\n  rounds:\n    - closes: 2025-03-01\n",
        );
        desk.source(&id, &url, "");
    }
    let drafts = DraftFolder::of_catalogue(&desk.path("catalogue"));
    let mut remembered = 0;
    let mut written = 0;
    for kill in 0..50_u64 {
        round.store(usize::try_from(kill).expect("small"), Ordering::SeqCst);
        let mut run = desk.start(&["--since", "2030-01-01"]);
        // From before its first request to after its end; spread by a multiplier without a pattern.
        let moment = usize::try_from(kill * 37 % 50).expect("small") * (REQUESTS + 2) / 50;
        for _ in 0..moment.min(REQUESTS) {
            asked_for.recv_timeout(Duration::from_secs(120)).expect("it asks for every page");
        }
        if moment <= REQUESTS {
            run.kill().expect("a signal is sent");
        }
        run.wait().expect("an end");
        // Nothing asks any more: what is counted next is of the next run.
        asked_for.try_iter().for_each(drop);
        let memory = Memory::load(&desk.path("watch.journal")).expect("the journal is readable");
        assert!(memory.unreadable <= 1, "at most the last line is torn");
        assert!(memory.visits.len() >= remembered, "nothing that was remembered is forgotten");
        remembered = memory.visits.len();
        let (waiting, broken) = drafts.waiting().expect("a list");
        assert!(broken.is_empty(), "{broken:?}");
        written = written.max(waiting.len());
    }
    let (_, report) = desk.harvest(&[]);
    assert_eq!(report["pages"].as_array().map(Vec::len), Some(PAGES), "the next run goes on");
    let memory = Memory::load(&desk.path("watch.journal")).expect("readable");
    assert_eq!((memory.visits.len(), memory.unreadable), (PAGES, 0));
    eprintln!("50 kills: {remembered} pages remembered and {written} drafts written on the way");
    assert!(written > 0, "some kills came after a draft");
}
