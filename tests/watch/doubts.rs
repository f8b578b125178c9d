//! Dates that may not be what they seem: the watch leaves them to a person and says why.

use super::drafts::{Case, ENTRY, page};

/// The draft of a page that says something else than its entry, as it is shown; nothing of it can be accepted by itself.
fn left_to_a_person(text: String) -> String {
    let case = Case::new();
    case.shows(text.clone());
    assert_eq!(case.desk.harvest(&[]).0, 1, "{text}");
    let listed = case.desk.run("drafts", &[]).out;
    assert!(listed.contains("needs a hand"), "{text}\n{listed}");
    let shown = case.desk.run("drafts", &["show", &case.draft()]).out;
    assert!(!shown.contains("the entry, "), "nothing to accept by itself: {shown}");
    shown
}

#[test]
fn a_time_of_another_zone_is_left_to_a_person() {
    for closes in [
        "27 February 2026 at 17:00 CET",
        "27 February 2026, 17:00 (GMT+1)",
        "5pm ET on 27 February 2026",
        "27 February 2026, 11:59pm AoE",
        "27 February 2026, 17:00 Brussels time",
        "13 February 2026 at 4pm CET",
    ] {
        let shown = left_to_a_person(page(closes, "now open", "£5,000"));
        assert!(shown.contains("the time of another time zone"), "{closes}\n{shown}");
    }
}

#[test]
fn our_own_time_is_taken_at_its_word() {
    for closes in ["27 February 2026 at 5pm GMT", "27 February 2026 at 17:00 (UK time)"] {
        let case = Case::new();
        case.shows(page(closes, "now open", "£5,000"));
        case.desk.harvest(&[]);
        case.accepts();
        assert!(case.entry().contains("closes_time: '17:00'"), "{closes}\n{}", case.entry());
    }
}

#[test]
fn another_date_beside_the_deadline_makes_no_new_round() {
    for (other, why) in [
        ("Registration for the webinar closes on 20 February 2026 at 4pm.", "something else"),
        ("Internal deadline for Cardiff University applicants: 20 February 2026", "something else"),
        ("Q: Was the closing date 20 February 2026? A: No.", "something else"),
        ("Cofrestru ar gyfer y gweminar: dyddiad cau 20 Chwefror 2026", "something else"),
        ("Outline applications close on 30 January 2026 at 4pm.", "before that of the round"),
    ] {
        let text = page("13 February 2026 at 4pm", "now open", "£5,000");
        let shown = left_to_a_person(text.replace("</main>", &format!("<p>{other}</p></main>")));
        assert!(shown.contains(why), "{other}\n{shown}");
    }
}

#[test]
fn a_weekday_that_contradicts_its_date_is_left_to_a_person() {
    let shown = left_to_a_person(page("Monday 27 February 2026 at 4pm", "now open", "£5,000"));
    assert!(shown.contains("another day of the week"), "{shown}");
}

#[test]
fn the_order_in_which_a_page_says_it_writes_its_dates_is_kept() {
    let text = page("02/05/2026", "now open", "£5,000")
        .replace("Closing date:", "Closing date (mm/dd/yyyy):");
    let case = Case::of(
        &ENTRY.replace("2026-02-13", "2026-02-20"),
        page("20 February 2026 at 4pm", "now open", "£5,000"),
    );
    case.shows(text);
    case.desk.harvest(&[]);
    let shown = case.desk.run("drafts", &["show", &case.draft()]).out;
    assert!(shown.contains("the month may stand before the day"), "{shown}");
    assert!(!shown.contains("2026-05-02") && !shown.contains("the entry, "), "{shown}");
}
