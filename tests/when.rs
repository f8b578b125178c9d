//! When something closes or opens, however it is said: on fixed days, at the edges of weeks, months and years, in both languages.
//! Days that go with neither change nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, Moment, load};
use cyfle_search::understand::{Reading, Understanding};
use cyfle_search::{Engine, Query};

/// A Sunday.
const SUNDAY: &str = "2026-11-22";

const SATURDAY: &str = "2026-11-28";

fn reading() -> Reading {
    Reading::new(&load(&Files::embedded()).catalogue)
}

fn moment(day: &str) -> Moment {
    day.parse().expect("a day")
}

fn meanings(read: &Understanding) -> BTreeSet<String> {
    read.understood.iter().map(|one| format!("{}:{}", one.concept.name(), one.value)).collect()
}

/// A day to ask on, a question, and the days between which what closes will do; "-" where there is no last one.
fn are_read(rows: &[(&str, &str, &str, &str)]) {
    let reading = reading();
    let mut wrong = Vec::new();
    for (today, text, after, before) in rows {
        let read = meanings(&reading.understand(text, moment(today), true));
        let days = |name: &str| {
            let own: Vec<&str> = read.iter().filter_map(|one| one.strip_prefix(name)).collect();
            if own.is_empty() { "-".to_owned() } else { own.join(" ") }
        };
        let own = (days("closes_after:"), days("closes_before:"));
        if own != ((*after).to_owned(), (*before).to_owned()) {
            wrong.push(format!("{today} {text}: {own:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whoever_types_only_that_things_close_sees_what_closes_soon() {
    are_read(&[
        (SUNDAY, "deadline", "2026-11-22", "2027-01-21"),
        (SUNDAY, "closing dates", "2026-11-22", "2027-01-21"),
        (SUNDAY, "dyddiadau cau", "2026-11-22", "2027-01-21"),
        (SUNDAY, "HSST deadline", "-", "-"),
    ]);
}

#[test]
fn days_weeks_and_months_are_read_from_the_day_that_is() {
    are_read(&[
        (SUNDAY, "nothing that closes this month, pathology", "2026-12-01", "-"),
        (SUNDAY, "no grants closing this month", "2026-12-01", "-"),
        (SUNDAY, "why is there nothing closing this month", "2026-11-22", "2026-11-30"),
        (SUNDAY, "are there no grants closing this month", "2026-11-22", "2026-11-30"),
        (SUNDAY, "nothing closing next month, grant", "2027-01-01", "-"),
        (SUNDAY, "closing today", "2026-11-22", "2026-11-22"),
        (SUNDAY, "closes tomorrow", "2026-11-23", "2026-11-23"),
        (SUNDAY, "deadline this week", "2026-11-22", "2026-11-29"),
        (SUNDAY, "closing next week", "2026-11-23", "2026-11-29"),
        ("2026-11-23", "closing next week", "2026-11-30", "2026-12-06"),
        (SUNDAY, "apply by Friday", "2026-11-22", "2026-11-27"),
        ("2026-11-27", "apply by Friday", "2026-11-27", "2026-11-27"),
        (SUNDAY, "applications due on Monday", "2026-11-23", "2026-11-23"),
        (SUNDAY, "closing next Friday", "2026-11-27", "2026-11-27"),
        ("2026-11-24", "closing next Friday", "2026-12-04", "2026-12-04"),
        (SUNDAY, "closing on Tuesday 31 March", "2027-03-31", "2027-03-31"),
        (SUNDAY, "this month's deadlines", "2026-11-22", "2026-11-30"),
        (SUNDAY, "closing by the end of the month", "2026-11-22", "2026-11-30"),
        (SUNDAY, "closing in the next three months", "2026-11-22", "2027-02-22"),
        (SUNDAY, "closing within a month", "2026-11-22", "2026-12-22"),
        (SUNDAY, "closing shortly", "2026-11-22", "2027-01-21"),
        (SUNDAY, "deadline: by 31 March", "2026-11-22", "2027-03-31"),
        (SUNDAY, "deadline on 29 February", "2028-02-29", "2028-02-29"),
        (SUNDAY, "deadline next September", "2027-09-01", "2027-09-30"),
        ("2026-09-15", "deadline next September", "2027-09-01", "2027-09-30"),
        (SUNDAY, "closing in March next year", "2027-03-01", "2027-03-31"),
        (SUNDAY, "closing in May", "2027-05-01", "2027-05-31"),
        (SUNDAY, "deadline 31/01/2027", "2027-01-31", "2027-01-31"),
        (SUNDAY, "deadline by 31/1/27", "2026-11-22", "2027-01-31"),
        (SUNDAY, "closing 2027-01-31", "2027-01-31", "2027-01-31"),
        (SUNDAY, "closing on or before 15 January", "2026-11-22", "2027-01-15"),
        (SUNDAY, "deadline not before March", "2027-03-01", "-"),
        (SUNDAY, "closing the day after tomorrow", "2026-11-24", "2026-11-24"),
        ("2026-11-26", "closing this weekend", "2026-11-28", "2026-11-29"),
        (SUNDAY, "closing at the weekend", "2026-11-22", "2026-11-22"),
        (SUNDAY, "cau dros y penwythnos", "2026-11-22", "2026-11-22"),
        (SUNDAY, "yn cau drennydd", "2026-11-24", "2026-11-24"),
    ]);
}

#[test]
fn years_seasons_and_feasts_are_read() {
    are_read(&[
        (SUNDAY, "closing this year", "2026-11-22", "2026-12-31"),
        (SUNDAY, "closing next year", "2027-01-01", "2027-12-31"),
        (SUNDAY, "closing in the next year", "2026-11-22", "2027-11-22"),
        ("2026-12-31", "closing this year", "2026-12-31", "2026-12-31"),
        ("2026-12-31", "closes tomorrow", "2027-01-01", "2027-01-01"),
        ("2026-12-31", "closing next week", "2027-01-04", "2027-01-10"),
        (SUNDAY, "apply by Christmas", "2026-11-22", "2026-12-25"),
        ("2026-12-25", "apply by Christmas", "2026-12-25", "2026-12-25"),
        ("2026-12-26", "apply by Christmas", "2026-12-26", "2027-12-25"),
        (SUNDAY, "closing after Christmas", "2026-12-26", "-"),
        (SUNDAY, "deadline before Easter", "2026-11-22", "2027-03-27"),
        (SUNDAY, "closes after Easter", "2027-03-29", "-"),
        ("2027-03-29", "deadline before Easter", "2027-03-29", "2028-04-15"),
        (SUNDAY, "apply before the new year", "2026-11-22", "2026-12-31"),
        (SUNDAY, "closing in the new year", "2027-01-01", "2027-03-31"),
        ("2027-01-01", "closing in the new year", "2027-01-01", "2027-03-31"),
        (SUNDAY, "deadline this summer", "2027-06-01", "2027-08-31"),
        (SUNDAY, "deadlines in the autumn", "2026-11-22", "2026-11-30"),
        (SUNDAY, "deadlines next autumn", "2027-09-01", "2027-11-30"),
        (SUNDAY, "closing in spring 2027", "2027-03-01", "2027-05-31"),
        ("2028-01-10", "closing this winter", "2028-01-10", "2028-02-29"),
        (SUNDAY, "closing before the end of the financial year", "2026-11-22", "2027-03-31"),
        ("2027-03-31", "closing this financial year", "2027-03-31", "2027-03-31"),
        ("2027-04-01", "closing this financial year", "2027-04-01", "2028-03-31"),
        (SUNDAY, "closing next financial year", "2027-04-01", "2028-03-31"),
        (SUNDAY, "deadlines this academic year", "2026-11-22", "2027-08-31"),
    ]);
}

#[test]
fn the_number_of_a_year_is_one_where_something_closes_in_it() {
    are_read(&[
        (SATURDAY, "funding closing in 2027", "2027-01-01", "2027-12-31"),
        (SATURDAY, "closing during 2027", "2027-01-01", "2027-12-31"),
        (SATURDAY, "deadline 2027", "2027-01-01", "2027-12-31"),
        (SATURDAY, "deadline in 2026", "2026-11-28", "2026-12-31"),
        (SATURDAY, "deadline before 2027", "2026-11-28", "2026-12-31"),
        (SATURDAY, "closing by the end of 2027", "2026-11-28", "2027-12-31"),
        (SATURDAY, "cyllid sy'n cau yn 2027", "2027-01-01", "2027-12-31"),
        (SATURDAY, "cyllid sy'n cau yn ystod 2027", "2027-01-01", "2027-12-31"),
        (SATURDAY, "closing 2027-01-31", "2027-01-31", "2027-01-31"),
        (SATURDAY, "closing in 2025", "-", "-"),
        (SATURDAY, "deadline for 2027 entry", "-", "-"),
        (SATURDAY, "travel grant for a conference in 2027", "-", "-"),
        (SATURDAY, "MSc starting in 2027", "-", "-"),
    ]);
}

#[test]
fn what_is_known_to_close_on_the_days_that_are_asked_comes_before_what_leaves_them_open() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    for text in ["funding closing in January", "bursaries closing before Easter"] {
        let query = Query { per_page: 500, ..Query::new(text, Lang::En) };
        let answer = engine.search(&query, moment(SATURDAY));
        let place = |id: &str| answer.hits.iter().position(|hit| hit.opportunity.id == id);
        let known = place("ibms-mary-macdonald-bursary").expect("an answer");
        let open = place("hcrw-emerging-researcher-award").expect("an answer");
        assert!(known < open, "{text}: {known} {open}");
    }
}

#[test]
fn a_deadline_that_falls_on_days_is_no_fall() {
    let reading = reading();
    let older = "topic:older-people";
    for (text, is_one) in [
        ("grants whose deadline falls before March", false),
        ("a fellowship that falls in January", false),
        ("falls prevention research, deadline January", true),
        ("grant for research on falls on wards", true),
    ] {
        let read = meanings(&reading.understand(text, moment(SATURDAY), true));
        let says = read.iter().any(|one| one.starts_with(older));
        assert_eq!(says, is_one, "{text}: {read:?}");
    }
}

#[test]
fn welsh_days_are_read_mutated_and_as_they_are_spoken() {
    are_read(&[
        (SUNDAY, "yn cau heddiw", "2026-11-22", "2026-11-22"),
        (SUNDAY, "yn cau yfory", "2026-11-23", "2026-11-23"),
        (SUNDAY, "cau'r wythnos nesaf", "2026-11-23", "2026-11-29"),
        (SUNDAY, "cau wsnos nesa", "2026-11-23", "2026-11-29"),
        (SUNDAY, "ymgeisio erbyn dydd Gwener", "2026-11-22", "2026-11-27"),
        (SUNDAY, "yn cau nos Wener", "2026-11-27", "2026-11-27"),
        (SUNDAY, "dyddiad cau dydd Iau", "2026-11-26", "2026-11-26"),
        (SUNDAY, "dyddiad cau ar ddydd Mawrth", "2026-11-24", "2026-11-24"),
        (SUNDAY, "dyddiad cau ar ddydd Mercher", "2026-11-25", "2026-11-25"),
        (SUNDAY, "cau eleni", "2026-11-22", "2026-12-31"),
        (SUNDAY, "cau y flwyddyn nesaf", "2027-01-01", "2027-12-31"),
        (SUNDAY, "cau flwyddyn nesa", "2027-01-01", "2027-12-31"),
        (SUNDAY, "gwneud cais cyn y Nadolig", "2026-11-22", "2026-12-24"),
        (SUNDAY, "dyddiad cau ar ôl y Pasg", "2027-03-29", "-"),
        (SUNDAY, "cau yr haf yma", "2027-06-01", "2027-08-31"),
        (SUNDAY, "cau yn yr hydref", "2026-11-22", "2026-11-30"),
        (SUNDAY, "cau ym mis Hydref", "2027-10-01", "2027-10-31"),
        (SUNDAY, "dyddiad cau y gwanwyn", "2027-03-01", "2027-05-31"),
        (SUNDAY, "yn cau cyn diwedd y flwyddyn ariannol", "2026-11-22", "2027-03-31"),
        (SUNDAY, "yn cau cyn diwedd y flwyddyn", "2026-11-22", "2026-12-31"),
        (SUNDAY, "cau yn y flwyddyn newydd", "2027-01-01", "2027-03-31"),
        (SUNDAY, "cau yn y tri mis nesaf", "2026-11-22", "2027-02-22"),
        (SUNDAY, "cau o fewn mis", "2026-11-22", "2026-12-22"),
        (SUNDAY, "cau mis nesa", "2026-12-01", "2026-12-31"),
        (SUNDAY, "cau cyn bo hir", "2026-11-22", "2027-01-21"),
    ]);
}

/// From the first day of the first to the last day of the last.
#[test]
fn days_that_are_named_together_are_one_span() {
    are_read(&[
        (SUNDAY, "closing in January or February", "2027-01-01", "2027-02-28"),
        (SUNDAY, "closing in January or in February", "2027-01-01", "2027-02-28"),
        (SUNDAY, "fellowships closing january or february 2027", "2027-01-01", "2027-02-28"),
        (SUNDAY, "closing between January and March", "2027-01-01", "2027-03-31"),
        (SUNDAY, "deadline Jan-Mar", "2027-01-01", "2027-03-31"),
        (SUNDAY, "deadline January to March", "2027-01-01", "2027-03-31"),
        (SUNDAY, "deadline in January, February or March", "2027-01-01", "2027-03-31"),
        (SUNDAY, "closing in april or may", "2027-04-01", "2027-05-31"),
        (SUNDAY, "closing between October and January", "2026-11-22", "2027-01-31"),
        (SUNDAY, "closing in March or April 2028", "2028-03-01", "2028-04-30"),
        (SUNDAY, "closing between 1 and 15 January", "2027-01-01", "2027-01-15"),
        (SUNDAY, "closing between 31 January and 7 February", "2027-01-31", "2027-02-07"),
        (SUNDAY, "deadlines in spring or summer", "2027-03-01", "2027-08-31"),
        (SUNDAY, "closing between Christmas and Easter", "2026-12-25", "2027-03-28"),
        (SUNDAY, "closing this month or next month", "2026-11-22", "2026-12-31"),
        (SUNDAY, "closing in the next two or three months", "2026-11-22", "2027-02-22"),
        (SUNDAY, "closing in the next 2-3 months", "2026-11-22", "2027-02-22"),
        (SUNDAY, "apply by January or February", "2026-11-22", "2027-02-28"),
        (SUNDAY, "yn cau ym mis Ionawr neu Chwefror", "2027-01-01", "2027-02-28"),
        (SUNDAY, "cau ym mis Ionawr neu ym mis Chwefror", "2027-01-01", "2027-02-28"),
        (SUNDAY, "yn cau rhwng Ionawr a Mawrth", "2027-01-01", "2027-03-31"),
        (SUNDAY, "cau rhwng y Nadolig a'r Pasg", "2026-12-25", "2027-03-28"),
        (SUNDAY, "cau yn y ddau neu dri mis nesaf", "2026-11-22", "2027-02-22"),
        // Only days are joined, and only to what closes.
        (SUNDAY, "closing in January and starting in March", "2027-01-01", "2027-01-31"),
        (SUNDAY, "deadline January, conference in March", "2027-01-01", "2027-01-31"),
        (SUNDAY, "funding for a conference in January or February", "-", "-"),
        (SUNDAY, "cynhadledd ym mis Ionawr neu Chwefror", "-", "-"),
        (SUNDAY, "yn cau ym mis Ionawr ac yn agor ym mis Medi", "2027-01-01", "2027-01-31"),
    ]);
}

/// Whoever says that a day is too early is not shown what closes before it.
#[test]
fn a_deadline_that_is_denied_is_behind_its_day() {
    are_read(&[
        (SATURDAY, "closing no earlier than 15 January 2027", "2027-01-15", "-"),
        (SATURDAY, "closing not earlier than March", "2027-03-01", "-"),
        (SATURDAY, "closing no sooner than 1 February", "2027-02-01", "-"),
        (SATURDAY, "grants not closing before Christmas", "2026-12-25", "-"),
        (SATURDAY, "a grant that doesn't close before Christmas", "2026-12-25", "-"),
        (SATURDAY, "fellowship that isn't closing before February", "2027-02-01", "-"),
        (SATURDAY, "nothing closing before February please", "2027-02-01", "-"),
        (SATURDAY, "I don't want anything closing before Christmas", "2026-12-25", "-"),
        (SATURDAY, "grants not closing until February", "2027-02-01", "-"),
        (SATURDAY, "grant that doesn't close until the new year", "2027-01-01", "-"),
        (SATURDAY, "grant ddim yn cau cyn y Nadolig", "2026-12-25", "-"),
        (SATURDAY, "grant ddim yn cau tan fis Chwefror", "2027-02-01", "-"),
        (SATURDAY, "yn cau heb fod yn gynharach na mis Chwefror", "2027-02-01", "-"),
        (SATURDAY, "not closing after Easter", "2026-11-28", "2027-03-28"),
        (SATURDAY, "closing no later than 20 January", "2026-11-28", "2027-01-20"),
        (SATURDAY, "closing earlier than March", "2026-11-28", "2027-02-28"),
        (SATURDAY, "closing later than March", "2027-04-01", "-"),
    ]);
}

#[test]
fn a_word_beside_days_says_in_which_direction_they_bound() {
    are_read(&[
        (SATURDAY, "closing this side of Christmas", "2026-11-28", "2026-12-24"),
        (SATURDAY, "closing between now and Easter", "2026-11-28", "2027-03-28"),
        (SATURDAY, "closing between now and the end of January", "2026-11-28", "2027-01-31"),
        (SATURDAY, "closing from now to the end of February", "2026-11-28", "2027-02-28"),
        (SATURDAY, "yn cau rhwng nawr a'r Nadolig", "2026-11-28", "2026-12-25"),
        (SATURDAY, "yn cau yr ochr yma i'r Nadolig", "2026-11-28", "2026-12-24"),
        (SATURDAY, "yn cau rhwng heddiw a diwedd Ionawr", "2026-11-28", "2027-01-31"),
        (SATURDAY, "closing 15/01/2027 or later", "2027-01-15", "-"),
        (SATURDAY, "closing in February or later", "2027-02-01", "-"),
        (SATURDAY, "closing from 15 January onwards", "2027-01-15", "-"),
        (SATURDAY, "closing on or after 15 January 2027", "2027-01-15", "-"),
        (SATURDAY, "cau o 15 Ionawr ymlaen", "2027-01-15", "-"),
        (SATURDAY, "closing 31 January at the latest", "2026-11-28", "2027-01-31"),
        (SATURDAY, "yn cau 31 Ionawr fan bellaf", "2026-11-28", "2027-01-31"),
        (SATURDAY, "yn cau cyn Gŵyl Dewi", "2026-11-28", "2027-02-28"),
    ]);
}

#[test]
fn short_horizons_are_as_short_as_they_are_said_to_be() {
    are_read(&[
        (SATURDAY, "closing in the next few days", "2026-11-28", "2026-12-05"),
        (SATURDAY, "closing in the next couple of weeks", "2026-11-28", "2026-12-12"),
        (SATURDAY, "closing in the next few weeks", "2026-11-28", "2026-12-26"),
        (SATURDAY, "yn cau yn yr ychydig wythnosau nesaf", "2026-11-28", "2026-12-26"),
        (SATURDAY, "closing within a fortnight", "2026-11-28", "2026-12-12"),
        (SATURDAY, "closing in the next fortnight", "2026-11-28", "2026-12-12"),
        (SATURDAY, "closing in under two weeks", "2026-11-28", "2026-12-12"),
        (SATURDAY, "closing in two to three weeks", "2026-11-28", "2026-12-19"),
        (SATURDAY, "closing in 10 days", "2026-11-28", "2026-12-08"),
        (SATURDAY, "closing within 48 hours", "2026-11-28", "2026-11-30"),
        (SATURDAY, "closing in less than a month", "2026-11-28", "2026-12-28"),
        (SATURDAY, "yn cau mewn pythefnos", "2026-11-28", "2026-12-12"),
        (SATURDAY, "yn cau o fewn deufis", "2026-11-28", "2027-01-28"),
        // Only so much, not a day in it.
        (SATURDAY, "closing in the week of 5 January", "2027-01-05", "2027-01-05"),
        (SATURDAY, "closing in the month of February", "2027-02-01", "2027-02-28"),
    ]);
}

/// Whoever wants money by a day has to apply for it before then.
#[test]
fn days_right_behind_money_bound_when_it_closes() {
    are_read(&[
        (SATURDAY, "funding before March", "2026-11-28", "2027-02-28"),
        (SATURDAY, "any grants left before Easter", "2026-11-28", "2027-03-27"),
        (SATURDAY, "grant by the end of January", "2026-11-28", "2027-01-31"),
        (SATURDAY, "cyllid cyn y Nadolig", "2026-11-28", "2026-12-24"),
        (SATURDAY, "grant cyn Gŵyl Dewi", "2026-11-28", "2027-02-28"),
        (SATURDAY, "fellowship in the next three months", "2026-11-28", "2027-02-28"),
        // How long it lasts, what it is for and what somebody has are other days.
        (SATURDAY, "funding until March", "-", "-"),
        (SATURDAY, "I got a grant before Christmas", "-", "-"),
        (SATURDAY, "funding to finish my PhD before March", "-", "-"),
        (SATURDAY, "travel grant before Easter for a conference", "-", "-"),
        (SATURDAY, "training before March", "-", "-"),
    ]);
}

#[test]
fn only_what_closes_is_bound_by_days() {
    are_read(&[
        (SUNDAY, "funding for a conference in June", "-", "-"),
        (SUNDAY, "conference next week", "-", "-"),
        (SUNDAY, "deadline for a conference in June", "-", "-"),
        (SUNDAY, "deadline for the June conference is 3 March", "2027-03-03", "2027-03-03"),
        (SUNDAY, "MSc starting next September", "-", "-"),
        (SUNDAY, "deadline for courses starting next September", "-", "-"),
        (SUNDAY, "starting next September, deadline January", "2027-01-01", "2027-01-31"),
        (SUNDAY, "opens in the new year and closes before Easter", "2026-11-22", "2027-03-27"),
        (SUNDAY, "PhD ends next summer, fellowship", "-", "-"),
        (SUNDAY, "I'm due to finish my PhD in June", "-", "-"),
        (SUNDAY, "close to retirement next year", "-", "-"),
        (SUNDAY, "I've missed every deadline this year", "-", "-"),
        (SUNDAY, "my baby is due in February, course", "-", "-"),
        (SUNDAY, "second child due in April, fellowship", "-", "-"),
        (SUNDAY, "my fixed-term contract as a research assistant ends in March", "-", "-"),
        (SUNDAY, "applications due in May", "2027-05-01", "2027-05-31"),
        (SUNDAY, "closing last March", "-", "-"),
        (SUNDAY, "anything closing that I may apply for", "-", "-"),
        (SUNDAY, "any deadlines? I go away next week", "-", "-"),
        (SUNDAY, "cynhadledd ym mis Mehefin", "-", "-"),
        (SUNDAY, "dyddiad cau cynhadledd ym mis Mehefin", "-", "-"),
        (SUNDAY, "wedi cau eleni", "-", "-"),
        (SUNDAY, "yn dechrau fis Medi nesaf", "-", "-"),
    ]);
}

#[test]
fn what_a_deadline_is_of_is_still_sought() {
    let read = reading().understand("deadlines for fellowships in January", moment(SUNDAY), true);
    let read = meanings(&read);
    for meaning in ["kind:fellowship", "closes_after:2027-01-01", "closes_before:2027-01-31"] {
        assert!(read.contains(meaning), "{meaning} is not in {read:?}");
    }
}

#[test]
fn what_opens_later_is_not_open() {
    let reading = reading();
    for text in [
        "anything opening in the new year",
        "what opens next spring",
        "grants opening after Easter",
        "opens between January and March",
        "which research awards open in spring",
        "grants that open in January",
        "when do applications open in the spring",
        "not open yet",
        "what isn't open yet",
        "about to open",
        "coming up",
        "beth sy'n agor yn y flwyddyn newydd",
        "yn agor yn y gwanwyn",
        "yn agor ym mis Ionawr neu Chwefror",
        "ar fin agor",
        "ddim ar agor eto",
    ] {
        let read = meanings(&reading.understand(text, moment(SUNDAY), true));
        assert!(read.contains("status:opens-soon"), "{text}: {read:?}");
        assert!(!read.contains("status:open"), "{text}: {read:?}");
        assert!(!read.iter().any(|one| one.starts_with("closes_")), "{text}: {read:?}");
    }
    for text in ["what is open today", "what's open this week"] {
        let read = meanings(&reading.understand(text, moment(SUNDAY), true));
        assert!(read.contains("status:open"), "{text}: {read:?}");
    }
    for text in ["grants that are not open", "nid yw ar agor"] {
        let read = meanings(&reading.understand(text, moment(SUNDAY), true));
        assert!(!read.contains("status:open"), "{text}: {read:?}");
    }
    // What closes before long is said in the same words.
    for text in ["upcoming deadlines", "deadlines coming up", "dyddiadau cau ar y gweill"] {
        let read = meanings(&reading.understand(text, moment(SUNDAY), true));
        assert!(read.contains("closes_before:2027-01-21"), "{text}: {read:?}");
        assert!(!read.contains("status:opens-soon"), "{text}: {read:?}");
    }
}

/// The day of an event is no part of what is sought.
#[test]
fn days_that_go_with_nothing_change_neither_meaning_nor_order() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let answer = |text: &str| {
        let query = Query { per_page: 20, ..Query::new(text, Lang::En) };
        let answer = engine.search(&query, moment(SUNDAY));
        let ids: Vec<String> = answer.hits.iter().map(|hit| hit.opportunity.id.clone()).collect();
        (meanings(&engine.understand(text, moment(SUNDAY))), ids)
    };
    for (with, without) in [
        ("funding for a conference in June", "funding for a conference"),
        ("funding for a conference next week", "funding for a conference"),
        ("travel grant for a meeting on Friday", "travel grant for a meeting"),
        ("travel grant for a meeting after Easter", "travel grant for a meeting"),
        ("money for a research course this summer", "money for a research course"),
        ("arian i fynd i gynhadledd ym mis Mehefin", "arian i fynd i gynhadledd"),
        ("arian i fynd i gynhadledd ar ddydd Iau", "arian i fynd i gynhadledd"),
    ] {
        assert_eq!(answer(with), answer(without), "{with}");
    }
    let read = engine.understand("clefyd yr iau", moment(SUNDAY));
    assert!(read.remaining.iter().any(|word| word.folded == "iau"), "the liver is no Thursday");
}

#[test]
fn what_is_new_is_told_from_what_is_only_called_new() {
    let reading = reading();
    let mut wrong = Vec::new();
    for (text, since) in [
        ("what's new this month", "2026-11-01"),
        ("new opportunities this week", "2026-11-23"),
        ("anything new for cardiac physiologists in Wales since October", "2026-10-01"),
        ("what's new in genomics", "2026-10-29"),
        ("anything added recently for radiographers", "2026-10-29"),
        ("added in the last two weeks", "2026-11-14"),
        ("new since 23 November 2026", "2026-11-23"),
        ("what's new today", "2026-11-28"),
        ("new this year", "2026-01-01"),
        ("beth sy'n newydd y mis yma", "2026-11-01"),
        ("unrhyw beth newydd ers mis Hydref", "2026-10-01"),
        ("newydd yn ystod y pythefnos diwethaf", "2026-11-14"),
        ("what's new since last week", "2026-11-21"),
        ("anything new since Monday", "2026-11-23"),
        ("added in November", "2026-11-01"),
        ("added since November", "2026-11-01"),
        ("beth sy wedi ei ychwanegu ers y 1af o Dachwedd i ffisegwyr meddygol", "2026-11-01"),
        ("wedi'i ychwanegu ers dechrau Tachwedd", "2026-11-01"),
        ("beth sydd wedi'i ychwanegu yr wythnos diwethaf", "2026-11-21"),
        ("ychwanegiadau ers wythnos diwethaf", "2026-11-21"),
        ("wedi dod i mewn ers dydd Llun", "2026-11-23"),
        ("gyfleoedd newydd ers i mi edrych fis diwethaf", "2026-10-28"),
        ("be sy'n newydd yn y pythefnos diwetha", "2026-11-14"),
        ("new in post in November", "-"),
        ("newydd i ymchwil", "-"),
        ("new equipment for my lab", "-"),
        ("I'm new to research", "-"),
        ("new grant", "-"),
        ("a new idea from October", "-"),
        ("newydd gymhwyso, grant", "-"),
        ("what's new since 1 January 2090", "2026-10-29"),
    ] {
        let read = meanings(&reading.understand(text, moment(SATURDAY), true));
        let days: Vec<&str> =
            read.iter().filter_map(|one| one.strip_prefix("added_since:")).collect();
        if days != if since == "-" { Vec::new() } else { vec![since] } {
            wrong.push(format!("{text}: {days:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_newest_comes_first_where_nothing_else_is_asked() {
    let mut catalogue = load(&Files::embedded()).catalogue;
    // Both may be applied for at any time.
    let (newest, old) = ("ukri-funding-finder", "hcrw-emerging-researcher-award");
    let days = [(newest, jiff::civil::date(2026, 11, 27)), (old, jiff::civil::date(2026, 3, 1))];
    for (id, day) in days {
        let entry = catalogue.opportunities.get_mut(id).expect("an entry");
        entry.provenance.added = day;
    }
    let engine = Engine::in_memory(Arc::new(catalogue));
    let query = Query::new("what's new this month".to_owned(), Lang::En);
    let answer = engine.search(&query, moment(SATURDAY));
    assert_eq!(answer.hits[0].opportunity.id, newest);
    let mut full = answer.hits.iter().take(answer.full_matches);
    assert!(full.all(|hit| hit.opportunity.id != old), "what was added in March is not new");
}
