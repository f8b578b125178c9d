//! From a page that changed to an entry that says so, through a person's hands.

use std::sync::{Arc, Mutex};

use cyfle_catalogue::status::{State, status};
use cyfle_catalogue::{Files, Moment, load};

use super::desk::{Desk, kinds};
use super::web::{Reply, Web};
use crate::support::cyfle;

/// A desk that watches one page whose text a test can change.
pub(super) struct Case {
    pub(super) desk: Desk,
    url: String,
    text: Arc<Mutex<String>>,
    _web: Web,
}

pub(super) const ENTRY: &str = "offer:\n  offers: [project-costs]\n  amount: {max: 5000, currency: GBP, per: award}\ntimetable:\n  pattern: annual # as the page says\n  rounds:\n    - opens: 2026-01-05\n      closes: 2026-02-13\n      closes_time: '16:00'\n  page_said: open\n";

pub(super) fn page(closes: &str, status: &str, amount: &str) -> String {
    format!(
        "<main><h1>Award</h1><p>The award is {status}.</p><p>Closing date: {closes}</p><p>Up to {amount} for each team.</p></main>"
    )
}

impl Case {
    pub(super) fn new() -> Self {
        Self::of(ENTRY, page("13 February 2026 at 4pm", "now open", "£5,000"))
    }

    /// An entry and its page, which say the same.
    pub(super) fn of(entry: &str, text: String) -> Self {
        let text = Arc::new(Mutex::new(text));
        let shown = Arc::clone(&text);
        let web = Web::start(move |asked| match asked.path.as_str() {
            "/robots.txt" => Reply::status(404),
            "/award" => Reply::html(shown.lock().expect("no test panics in it").clone()),
            "/moved" => Reply::redirect(301, "/award"),
            _ => Reply::status(404),
        });
        let desk = Desk::new(&web);
        let url = web.url("funder", "/award");
        desk.entry("fixture-a", &url, entry);
        desk.source("fixture-a", &url, "");
        let case = Self { desk, url, text, _web: web };
        assert_eq!(case.desk.harvest(&[]).0, 0);
        case
    }

    pub(super) fn shows(&self, text: String) {
        *self.text.lock().expect("no test panics in it") = text;
    }

    pub(super) fn entry(&self) -> String {
        self.desk.read("catalogue/opportunities/hcrw/fixture-a.yaml")
    }

    /// The one draft that waits.
    pub(super) fn draft(&self) -> String {
        let drafts = self.desk.drafts();
        assert_eq!(drafts.len(), 1, "{drafts:?}");
        drafts[0].clone()
    }

    pub(super) fn accepts(&self) {
        let done = self.desk.run("drafts", &["accept", &self.draft()]);
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(self.desk.drafts().is_empty());
        let folder = self.desk.path("catalogue");
        let checked = cyfle(&["check", folder.to_str().expect("a path")]);
        assert_eq!(checked.code, 0, "{}", checked.out);
    }
}

#[test]
fn a_moved_deadline_reaches_the_entry_when_a_person_accepts_it() {
    let case = Case::new();
    let before = case.entry();
    case.shows(page("Friday 27 February 2026 at noon", "now open", "£5,000"));
    let (code, report) = case.desk.harvest(&[]);
    assert_eq!((code, kinds(&report, &case.url)), (1, vec!["deadline-moved".to_owned()]));
    assert_eq!(case.entry(), before, "nothing reaches the catalogue by itself");
    let listed = case.desk.run("drafts", &[]);
    assert!(listed.out.ends_with("\n1 draft\n"), "{}", listed.out);
    assert_eq!(listed.code, 1, "a draft waits");
    assert!(
        listed.out.contains("deadline-moved on 2026-01-10, fixture-a, can be accepted"),
        "{}",
        listed.out
    );
    let ahead = case.desk.run("drafts", &["accept", &case.draft(), "--today", "2999-01-01"]);
    assert!(ahead.code == 2 && ahead.err.contains("2999-01-01 is still to come"), "{}", ahead.err);
    assert_eq!(case.entry(), before, "nobody has compared anything on a day to come");
    let shown = case.desk.run("drafts", &["show", &case.draft()]);
    for line in [
        "- Closing date: 13 February 2026 at 4pm",
        "+ Closing date: Friday 27 February 2026 at noon",
        "- 2026-02-13\n+ 2026-02-27",
        "- 16:00\n+ 12:00",
    ] {
        assert!(shown.out.contains(line), "{line}\n{}", shown.out);
    }
    case.accepts();
    let after = case.entry();
    for line in [
        "      closes: 2026-02-27\n",
        "      closes_time: '12:00'\n",
        "pattern: annual # as the page says",
        "  checked: 2026-01-10\n",
        "  as_of: 2026-01-10\n",
        "en: The closing date is now 27 February 2026 at 12:00.",
        "cy: Y dyddiad cau bellach yw 27 Chwefror 2026 am 12:00.",
        "review: pending",
        "deadline: {from: 2026-02-13, to: 2026-02-27}",
    ] {
        assert!(after.contains(line), "`{line}` is missing in\n{after}");
    }
    assert_eq!(case.desk.harvest(&[]).0, 0, "there is nothing left to report");
}

#[test]
fn a_new_round_and_a_new_amount_are_proposed() {
    let case = Case::new();
    case.shows(page("13 February 2026 at 4pm", "now closed", "£5,000"));
    case.desk.harvest(&[]);
    case.accepts();
    assert!(case.entry().contains("page_said: closed"), "{}", case.entry());
    case.shows(page("14 January 2027", "now open", "£5,000"));
    case.desk.harvest(&[]);
    case.accepts();
    let entry = case.entry();
    assert!(entry.contains("    - seen_open: 2026-01-10\n      closes: 2027-01-14\n"), "{entry}");
    assert!(entry.contains("closes: 2026-02-13"), "the round that is over stays: {entry}");
    case.shows(page("14 January 2027", "now open", "£7,500"));
    case.desk.harvest(&[]);
    case.accepts();
    assert!(case.entry().contains("{max: 7500, currency: GBP, per: award}"), "{}", case.entry());
    assert!(case.entry().contains("The amount is now £7,500."), "{}", case.entry());
}

#[test]
fn a_round_that_is_over_stays_as_it_was_and_the_next_date_is_a_new_round() {
    let over = ENTRY
        .replace("2026-01-05", "2025-01-06")
        .replace("2026-02-13", "2025-02-14")
        .replace("page_said: open", "page_said: closed");
    let case = Case::of(&over, page("14 February 2025 at 4pm", "for teams", "£5,000"));
    case.shows(page("13 February 2026", "for teams", "£5,000"));
    let (code, report) = case.desk.harvest(&[]);
    assert_eq!((code, kinds(&report, &case.url)), (1, vec!["deadline-moved".to_owned()]));
    case.accepts();
    let entry = case.entry();
    let first = "    - opens: 2025-01-06\n      closes: 2025-02-14\n      closes_time: '16:00'\n";
    assert!(entry.contains(&format!("{first}    - closes: 2026-02-13\n")), "{entry}");
    assert!(!entry.contains("deadline:"), "no deadline was moved: {entry}");
    let files = Files::read(&case.desk.path("catalogue")).expect("a folder");
    let catalogue = load(&files).catalogue;
    let today = Moment::start_of("2026-01-20".parse().expect("a day"));
    let state = status(&catalogue.opportunities["fixture-a"], today).state;
    assert_eq!(state, State::Unknown, "nobody said that one can apply");
}

#[test]
fn a_new_round_stands_before_those_that_end_later() {
    let later = ENTRY.replace(
        "  page_said: open\n",
        "    # The year after.\n    - opens: 2027-01-04\n      closes: 2027-02-12\n  page_said: open\n",
    );
    let case = Case::of(&later, page("13 February 2026 at 4pm", "now open", "£5,000"));
    let both = page("13 February 2026 at 4pm", "now open", "£5,000");
    case.shows(both.replace("</main>", "<p>Closing date: 11 September 2026</p></main>"));
    case.desk.harvest(&[]);
    case.accepts();
    let entry = case.entry();
    let between = "      closes_time: '16:00'\n    - closes: 2026-09-11\n    # The year after.\n    - opens: 2027-01-04\n";
    assert!(entry.contains(between), "{entry}");
}

#[test]
fn an_earlier_time_on_the_same_day_is_told_to_the_public() {
    let case = Case::new();
    case.shows(page("13 February 2026 at noon", "now open", "£5,000"));
    case.desk.harvest(&[]);
    case.accepts();
    let entry = case.entry();
    for line in ["closes_time: '12:00'", "changes:", "en: It now closes at 12:00."] {
        assert!(entry.contains(line), "{line}\n{entry}");
    }
    let folder = case.desk.path("catalogue");
    let folder = folder.to_str().expect("a path");
    let issue = cyfle(&["digest", "--catalogue", folder, "--today", "2026-01-12"]);
    assert!(issue.out.contains("It now closes at 12:00."), "{}\n{}", issue.out, issue.err);
}

#[test]
fn a_new_date_that_leaves_a_doubt_is_left_to_a_person() {
    for (date, why) in [
        ("27 February 2026", "the page gives no time with the new closing date"),
        ("14 January 2027 at 4pm", "it may be another round's"),
    ] {
        let case = Case::new();
        case.shows(page(date, "now open", "£5,000"));
        assert_eq!(case.desk.harvest(&[]).0, 1, "{date}");
        let listed = case.desk.run("drafts", &[]).out;
        assert!(
            listed.contains("deadline-moved on 2026-01-10, fixture-a, needs a hand"),
            "{listed}"
        );
        let shown = case.desk.run("drafts", &["show", &case.draft()]).out;
        assert!(shown.contains(why) && shown.contains(date), "{shown}");
        assert!(!shown.contains("the entry, "), "nothing to accept by itself: {shown}");
    }
}

#[test]
fn what_changes_nothing_by_itself_is_accepted_once_a_person_has_put_the_entry_right() {
    let case = Case::new();
    case.shows(page("27 February 2026", "now open", "£5,000"));
    case.desk.harvest(&[]);
    let stale = case.entry();
    let refused = case.desk.run("drafts", &["accept", &case.draft()]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    for words in ["closes: 2026-02-27", "put the entry right", "reject"] {
        assert!(refused.err.contains(words), "{words}: {}", refused.err);
    }
    assert_eq!(
        (case.entry(), case.desk.drafts().len()),
        (stale.clone(), 1),
        "nothing is certified"
    );
    let by_hand = stale.replace("closes: 2026-02-13", "closes: 2026-02-27");
    case.desk.write("catalogue/opportunities/hcrw/fixture-a.yaml", &by_hand);
    case.accepts();
    assert!(case.entry().contains("checked: 2026-01-10"), "{}", case.entry());
}

#[test]
fn an_entry_is_called_compared_only_once_every_draft_of_it_is_settled() {
    let case = Case::new();
    case.shows(page("27 February 2026 at 4pm", "now open", "£7,500"));
    assert_eq!(case.desk.harvest(&[]).0, 1);
    let drafts = case.desk.drafts();
    let [amount, deadline] = drafts.as_slice() else { panic!("{drafts:?}") };
    let folder = case.desk.path("catalogue");
    let catalogue = folder.to_str().expect("a path");
    let confirm =
        || cyfle(&["confirm", "fixture-a", "--catalogue", catalogue, "--today", "2026-01-10"]);
    let stale = case.entry();
    let refused = confirm();
    assert_eq!(refused.code, 1, "{}", refused.err);
    for words in [amount.as_str(), deadline, "amount: GBP 7500", "closes: 2026-02-27"] {
        assert!(refused.err.contains(words), "{words}: {}", refused.err);
    }
    assert_eq!(case.entry(), stale);

    let first = case.desk.run("drafts", &["accept", deadline]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.contains(amount.as_str()), "what waits is named: {}", first.out);
    let half = case.entry();
    assert!(half.contains("closes: 2026-02-27") && half.contains("max: 5000"), "{half}");
    assert!(!half.contains("checked:"), "its amount is not what the page says: {half}");
    assert_eq!(confirm().code, 1);

    case.accepts();
    let whole = case.entry();
    assert!(whole.contains("max: 7500") && whole.contains("checked: 2026-01-10"), "{whole}");
    assert_eq!(confirm().code, 0);
}

#[test]
fn a_rejected_draft_keeps_nobody_from_calling_an_entry_compared() {
    let case = Case::new();
    case.shows(page("13 February 2026 at 4pm", "now open", "£7,500"));
    assert_eq!(case.desk.harvest(&[]).0, 1);
    let folder = case.desk.path("catalogue");
    let catalogue = folder.to_str().expect("a path");
    let confirm =
        || cyfle(&["confirm", "fixture-a", "--catalogue", catalogue, "--today", "2026-01-10"]);
    assert_eq!(confirm().code, 1);
    assert_eq!(case.desk.run("drafts", &["reject", &case.draft()]).code, 0);
    assert_eq!(confirm().code, 0);
    assert!(case.entry().contains("checked: 2026-01-10"), "{}", case.entry());
}

#[test]
fn several_new_dates_at_once_are_left_to_a_person_with_the_reason() {
    let case = Case::new();
    let both = "20 February 2026 at 4pm</p><p>Closing date: 10 June 2026 at 4pm";
    case.shows(page(both, "now open", "£5,000"));
    assert_eq!(case.desk.harvest(&[]).0, 1);
    let shown = case.desk.run("drafts", &["show", &case.draft()]).out;
    assert!(shown.contains("the page gives several new closing dates"), "{shown}");
    assert!(!shown.contains("the entry, "), "{shown}");
}

#[test]
fn a_date_that_was_struck_out_or_moved_from_is_no_deadline() {
    for (closes, from, to) in [
        ("<s>13 February 2026 at 4pm</s> 27 February 2026 at 4pm", "2026-02-13", "2026-02-27"),
        (
            "<del>13 February 2026 at 4pm</del> <ins>27 February 2026 at 4pm</ins>",
            "2026-02-13",
            "2026-02-27",
        ),
        ("extended from 13 February 2026 to 27 February 2026 at 4pm", "2026-02-13", "2026-02-27"),
    ] {
        let case = Case::new();
        case.shows(page(closes, "now open", "£5,000"));
        assert_eq!(case.desk.harvest(&[]).0, 1, "{closes}");
        let shown = case.desk.run("drafts", &["show", &case.draft()]).out;
        assert!(shown.contains(&format!("- {from}\n+ {to}")), "{closes}: {shown}");
        case.accepts();
        assert!(case.entry().contains(&format!("closes: {to}\n")), "{}", case.entry());
    }
}

/// What the entry means at a moment.
fn state(case: &Case, day: &str) -> State {
    let files = Files::read(&case.desk.path("catalogue")).expect("a folder");
    let catalogue = load(&files).catalogue;
    status(&catalogue.opportunities["fixture-a"], day.parse().expect("a moment")).state
}

#[test]
fn a_round_that_its_page_calls_closed_is_closed_everywhere_before_its_published_end() {
    let case = Case::new();
    case.shows(page("13 February 2026 at 4pm", "fully subscribed", "£5,000"));
    let (code, report) = case.desk.harvest(&[]);
    assert_eq!((code, kinds(&report, &case.url)), (1, vec!["closed".to_owned()]));
    let folder = case.desk.path("catalogue");
    let digest = || {
        let asked = ["digest", "--catalogue", folder.to_str().expect("a path")];
        cyfle(&[&asked[..], &["--today", "2026-01-12", "--format", "text"]].concat()).out
    };
    assert_eq!(state(&case, "2026-01-12"), State::Open, "until a person has accepted it");
    assert!(digest().contains("13 February 2026"), "{}", digest());
    case.accepts();
    let entry = case.entry();
    assert!(entry.contains("seen_closed: 2026-01-10\n"), "{entry}");
    assert!(entry.contains("closes: 2026-02-13\n"), "what was published stays: {entry}");
    assert_eq!(state(&case, "2026-01-12"), State::Closed);
    assert_eq!(state(&case, "2026-01-09"), State::Open);
    assert!(!digest().contains("13 February 2026"), "{}", digest());
    assert_eq!(case.desk.harvest(&[]).0, 0, "there is nothing left to report");
}

#[test]
fn a_round_that_was_closed_early_is_opened_again_by_a_person_only() {
    let case = Case::new();
    case.shows(page("13 February 2026 at 4pm", "now closed", "£5,000"));
    case.desk.harvest(&[]);
    case.accepts();
    case.shows(page("13 February 2026 at 4pm", "now open", "£5,000"));
    case.desk.harvest(&[]);
    let shown = case.desk.run("drafts", &["show", &case.draft()]).out;
    assert!(shown.contains("was seen closed"), "{shown}");
    assert_eq!(case.desk.run("drafts", &["accept", &case.draft()]).code, 1);
    let again = case.entry().replace("      seen_closed: 2026-01-10\n", "");
    let again = again.replace("page_said: closed", "page_said: open");
    case.desk.write("catalogue/opportunities/hcrw/fixture-a.yaml", &again);
    case.accepts();
    assert_eq!(state(&case, "2026-01-12"), State::Open);
}

#[test]
fn a_round_that_has_not_opened_is_not_closed_by_a_page_that_says_closed() {
    let later =
        ENTRY.replace("2026-01-05", "2026-02-01").replace("page_said: open", "page_said: upcoming");
    let case = Case::of(&later, page("13 February 2026 at 4pm", "for teams", "£5,000"));
    case.shows(page("13 February 2026 at 4pm", "now closed", "£5,000"));
    case.desk.harvest(&[]);
    case.accepts();
    assert!(!case.entry().contains("seen_closed"), "{}", case.entry());
    assert_eq!(state(&case, "2026-01-12"), State::OpensSoon);
    assert_eq!(state(&case, "2026-02-02"), State::Open);
}

#[test]
fn a_second_date_on_a_page_leaves_the_round_of_the_first_alone() {
    let case = Case::new();
    let both = "13 February 2026 at 4pm</p><p>Closing date: 10 June 2026 at 4pm";
    case.shows(page(both, "now open", "£5,000"));
    std::fs::remove_file(case.desk.path("watch.journal")).expect("removed");
    let (code, report) = case.desk.harvest(&[]);
    assert_eq!((code, kinds(&report, &case.url)), (1, vec!["deadline-moved".to_owned()]));
    case.accepts();
    let entry = case.entry();
    assert!(entry.contains("closes: 2026-02-13\n"), "{entry}");
    assert!(entry.contains("    - closes: 2026-06-10\n      closes_time: '16:00'\n"), "{entry}");
}

#[test]
fn what_is_rejected_is_not_proposed_again_until_the_page_says_something_else() {
    let case = Case::new();
    case.shows("<title>Page not found</title><main><h1>Page not found</h1></main>".to_owned());
    let (code, report) = case.desk.harvest(&[]);
    assert_eq!((code, kinds(&report, &case.url)), (1, vec!["soft-404".to_owned()]));
    let refused = case.desk.run("drafts", &["accept", &case.draft()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("archive/"), "{}", refused.err);
    assert_eq!(case.desk.run("drafts", &["reject", &case.draft()]).code, 0);
    assert_eq!(case.desk.harvest(&[]).0, 0, "a person has seen it");
    assert!(case.desk.drafts().is_empty());
    case.shows(page("20 February 2026 at 4pm", "now open", "£5,000"));
    let (_, report) = case.desk.harvest(&[]);
    assert_eq!(
        kinds(&report, &case.url),
        ["deadline-moved"],
        "the page is back and says something else"
    );
}

#[test]
fn an_entry_that_changed_meanwhile_is_not_overwritten() {
    let case = Case::new();
    case.shows(page("27 February 2026 at 4pm", "now open", "£5,000"));
    case.desk.harvest(&[]);
    let by_hand = case.entry().replace("closes: 2026-02-13", "closes: 2026-02-26");
    case.desk.write("catalogue/opportunities/hcrw/fixture-a.yaml", &by_hand);
    let refused = case.desk.run("drafts", &["accept", &case.draft()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("has changed since"), "{}", refused.err);
    assert_eq!(case.entry(), by_hand);
    assert_eq!(case.desk.drafts().len(), 1);
}

#[test]
fn a_page_that_moved_is_cited_and_watched_at_its_new_address() {
    let case = Case::new();
    let old = case.url.replace("/award", "/moved");
    case.desk.entry("fixture-a", &old, ENTRY);
    case.desk.source("fixture-a", &old, "");
    let (code, report) = case.desk.harvest(&[]);
    assert_eq!((code, kinds(&report, &old)), (1, vec!["page-moved".to_owned()]));
    case.accepts();
    assert!(!case.entry().contains("/moved"), "{}", case.entry());
    assert_eq!(case.entry().matches(&case.url).count(), 2, "link and source");
    assert!(case.desk.read("catalogue/sources/fixture-a.yaml").contains(&case.url));
    assert_eq!(case.desk.harvest(&[]).0, 0);
}

#[test]
fn a_page_read_for_the_first_time_is_compared_with_its_entry() {
    let case = Case::new();
    case.desk.entry(
        "fixture-a",
        &case.url,
        &ENTRY.replace("2026-02-13", "2025-02-13").replace("2026-01-05", "2025-01-05"),
    );
    std::fs::remove_file(case.desk.path("watch.journal")).expect("removed");
    let (code, report) = case.desk.harvest(&[]);
    assert_eq!((code, kinds(&report, &case.url)), (1, vec!["deadline-moved".to_owned()]));
    assert!(
        report["pages"][0]["outcome"]["findings"][0]["note"]
            .as_str()
            .is_some_and(|note| note.contains("first time"))
    );
}

#[test]
fn a_listing_and_a_feed_tell_of_what_is_new_on_them() {
    let feed = |titles: &[&str]| {
        let items: String = titles
            .iter()
            .map(|title| {
                format!(
                    "<item><title>{title}</title><link>/{}</link></item>",
                    title.replace(' ', "-")
                )
            })
            .collect();
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Calls</title>{items}</channel></rss>"
        )
    };
    let later = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let now = Arc::clone(&later);
    let web = Web::start(move |asked| {
        let later = now.load(std::sync::atomic::Ordering::SeqCst);
        match (asked.path.as_str(), later) {
            ("/robots.txt", _) => Reply::status(404),
            ("/feed", _) => {
                let titles: &[&str] = if later {
                    &["Health data", "Deep sea", "Clinical tools"]
                } else {
                    &["Health data"]
                };
                Reply::Whole(
                    200,
                    // Whatever it is sent as, a source says that it is a feed.
                    vec![(
                        "Content-Type",
                        if later { "text/html" } else { "text/plain" }.to_owned(),
                    )],
                    feed(titles).into_bytes(),
                )
            }
            (_, false) => Reply::html(
                "<main><h1>Schemes</h1><ul><li><a href='/a'>First award</a></li></ul></main>",
            ),
            _ => Reply::html(
                "<main><h1>Schemes</h1><ul><li><a href='/a'>First award</a></li><li><a href='/b'>Second award</a></li><li><a href='/b?utm_source=x'>Second award of all</a></li></ul></main>",
            ),
        }
    });
    let desk = Desk::new(&web);
    desk.entry("fixture-a", "https://council.example/award", "");
    let (list, rss) = (web.url("funder", "/schemes"), web.url("council", "/feed"));
    let head = |id: &str, kind: &str, url: &str| {
        format!(
            "id: {id}\nkind: {kind}\nlanguage: en\nevery_days: 2\nwords: [health, clinical, award]\npages:\n  - url: {url}\n"
        )
    };
    desk.write("catalogue/sources/schemes.yaml", &head("schemes", "listing", &list));
    desk.write("catalogue/sources/calls.yaml", &head("calls", "feed", &rss));
    assert_eq!(desk.harvest(&[]).0, 0, "what stands there already is no news");
    later.store(true, std::sync::atomic::Ordering::SeqCst);
    let (code, report) = desk.harvest(&[]);
    assert_eq!(code, 1);
    assert_eq!(kinds(&report, &list), ["listed"]);
    assert_eq!(kinds(&report, &rss), ["listed"]);
    let text = report.to_string();
    assert!(text.contains("Clinical tools") && text.contains("Second award"), "{text}");
    assert!(!text.contains("Deep sea"), "not of interest: {text}");
    assert_eq!(desk.drafts().len(), 2);
    assert_eq!(desk.harvest(&[]).0, 0, "told once");
}
