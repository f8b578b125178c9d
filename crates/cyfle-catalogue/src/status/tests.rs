//! The promises about time: never "open" without a source, never past a deadline.

use super::*;
use crate::opportunity::Opportunity;

fn opportunity(timetable: &str, inferred: &str) -> Opportunity {
    let yaml = format!(
        "id: x\ntitle: {{en: X, cy: X}}\nfunder: f\nkind: funding\nthemes: [research]\nsummary: {{en: a, cy: b}}\ndetails: {{en: a, cy: b}}\n\
         audience: {{}}\neligibility: {{healthcare_science: implied, who: {{en: a, cy: b}}}}\ntimetable: {timetable}\n\
         provenance: {{added: 2026-01-01, sources: [], inferred: {inferred}}}\n"
    );
    crate::yaml::parse(&yaml).expect("YAML").read().expect("an opportunity")
}

fn state(timetable: &str, moment: &str) -> State {
    status(&opportunity(timetable, "[]"), moment.parse().expect("moment")).state
}

const JANUARY: &str =
    "{pattern: annual, rounds: [{seen_open: 2026-01, closes: 2026-01-13, closes_time: '16:00'}]}";

#[test]
fn a_round_is_open_until_its_published_minute_and_never_after() {
    assert_eq!(state(JANUARY, "2026-01-10"), State::Open);
    assert_eq!(state(JANUARY, "2026-01-13T15:59"), State::Open);
    assert_eq!(state(JANUARY, "2026-01-13T16:00"), State::Expected);
    assert_eq!(state(JANUARY, "2026-01-13T16:01"), State::Expected);
}

#[test]
fn a_round_is_not_open_before_its_page_said_so() {
    assert_eq!(state(JANUARY, "2025-12-31"), State::Unknown);
}

#[test]
fn an_inferred_rhythm_with_one_round_supports_no_estimate() {
    let entry = opportunity(JANUARY, "[timetable.pattern]");
    let status = status(&entry, "2026-01-13T16:01".parse().expect("moment"));
    assert_eq!((status.state, status.estimate), (State::Closed, None));
}

#[test]
fn two_past_rounds_support_an_estimate_of_the_next_month() {
    let timetable = "{pattern: annual, rounds: [{closes: 2025-02-10}, {closes: 2026-02-12}]}";
    let entry = opportunity(timetable, "[timetable.pattern]");
    let status = status(&entry, "2026-11-22".parse().expect("moment"));
    let estimate = status.estimate.expect("an estimate");
    assert_eq!((status.state, estimate.closes.to_string().as_str()), (State::Expected, "2027-02"));
    assert_eq!(
        (estimate.basis, status.closes),
        (Basis::PastRounds, None),
        "an estimate is no date"
    );
}

fn confidence(timetable: &str, moment: &str) -> Confidence {
    let entry = opportunity(timetable, "[]");
    status(&entry, moment.parse().expect("moment")).estimate.expect("an estimate").confidence
}

#[test]
fn an_estimate_says_how_sure_it_is() {
    let rounds = |days: &str| format!("{{pattern: annual, rounds: [{days}]}}");
    let (a, b, c) = ("{closes: 2024-01-30}", "{closes: 2025-02-10}", "{closes: 2026-02-12}");
    let three = rounds(&format!("{a}, {b}, {c}"));
    assert_eq!(confidence(&three, "2026-11-22"), Confidence::High);
    assert_eq!(confidence(&three, "2027-04-01"), Confidence::Low, "the round of 2027 was not seen");
    assert_eq!(confidence(&rounds(&format!("{b}, {c}")), "2026-11-22"), Confidence::Medium);
    assert_eq!(confidence(&rounds(c), "2026-11-22"), Confidence::Low);
    let apart = rounds(&format!("{{closes: 2025-07-10}}, {c}"));
    assert_eq!(confidence(&apart, "2026-11-22"), Confidence::Low, "at different times of the year");
}

#[test]
fn two_dates_in_one_year_are_no_yearly_rhythm() {
    let timetable = "{pattern: annual, rounds: [{closes: 2026-01-10}, {closes: 2026-03-12}]}";
    let entry = opportunity(timetable, "[timetable.pattern]");
    let status = status(&entry, "2026-11-22".parse().expect("moment"));
    assert_eq!((status.state, status.estimate), (State::Closed, None));
}

#[test]
fn no_state_changes_before_the_next_change_and_every_change_is_foretold() {
    let timetables = [
        JANUARY,
        "{pattern: annual, rounds: [{opens: 2025-12-20, closes: 2026-01-31}, {closes: 2025-01-30}]}",
        "{pattern: several-a-year, rounds: [{closes: 2025-05-01}, {closes: 2025-10-01}]}",
        "{pattern: one-off, rounds: [{opens: 2026-02-01}]}",
        "{pattern: one-off, rounds: [{opens: 2026-03-01, closes: 2026-05-01, seen_closed: 2026-04-10}]}",
        "{pattern: rolling}",
    ];
    let entries: Vec<Opportunity> = timetables.map(|one| opportunity(one, "[]")).into();
    let states = |moment: Moment| -> Vec<(State, Option<PartialDate>)> {
        entries
            .iter()
            .map(|entry| status(entry, moment))
            .map(|status| (status.state, status.estimate.map(|estimate| estimate.closes)))
            .collect()
    };
    let mut hour = "2025-12-01".parse::<Moment>().expect("moment");
    let next_change = |moment: Moment| {
        entries.iter().filter_map(|entry| status(entry, moment).until).min().expect("a change")
    };
    let mut foretold = next_change(hour);
    let mut changes = 0;
    for _ in 0..24 * 900 {
        let later = hour.wall_clock().saturating_add(jiff::Span::new().hours(1));
        let next: Moment = later.to_string().parse().expect("moment");
        if states(hour) != states(next) {
            changes += 1;
            assert!(
                foretold > hour.wall_clock() && foretold <= later,
                "{hour} to {next}: {foretold}"
            );
        }
        if later >= foretold {
            foretold = next_change(next);
        }
        hour = next;
    }
    assert!(changes >= 8, "{changes}");
}

#[test]
fn an_old_round_says_nothing_about_the_next() {
    assert_eq!(
        state(
            "{pattern: annual, rounds: [{closes: 2019-05-01}, {closes: 2018-05-01}]}",
            "2026-11-22"
        ),
        State::Unknown
    );
    assert_eq!(
        state("{pattern: one-off, rounds: [{closes: 2019-05-01}]}", "2026-11-22"),
        State::Closed
    );
}

#[test]
fn a_published_opening_ahead_opens_soon() {
    let timetable = "{pattern: annual, rounds: [{opens: 2026-12-01, closes: 2027-01-31}]}";
    assert_eq!(state(timetable, "2026-11-22"), State::OpensSoon);
    assert_eq!(state(timetable, "2026-12-01"), State::Open);
    assert_eq!(
        state(timetable, "2027-01-31T23:59"),
        State::Open,
        "no time means the end of the day"
    );
    assert_eq!(state(timetable, "2027-02-01"), State::Expected);
}

#[test]
fn a_closing_date_without_an_opening_claims_nothing() {
    assert_eq!(
        state("{pattern: unknown, rounds: [{closes: 2027-01-31}]}", "2026-11-22"),
        State::Unknown
    );
}

#[test]
fn what_a_page_once_said_is_not_todays_status() {
    assert_eq!(state("{pattern: unknown, page_said: open}", "2026-11-22"), State::Unknown);
    assert_eq!(state("{pattern: rolling, page_said: open}", "2026-11-22"), State::Rolling);
    assert_eq!(state("{pattern: rolling, page_said: closed}", "2026-11-22"), State::Closed);
}

/// A round that its page called closed a fortnight before its published end, and the next one.
const CUT_SHORT: &str = "{pattern: several-a-year, page_said: closed, rounds: [{opens: 2026-11-01, closes: 2026-12-13, seen_closed: 2026-11-27}, {opens: 2027-02-01, closes: 2027-03-10}]}";

#[test]
fn a_round_is_closed_from_the_day_on_which_its_page_said_so() {
    let alone = "{pattern: annual, page_said: closed, rounds: [{closes: 2025-12-10}, {opens: 2026-11-01, closes: 2026-12-13, closes_time: '16:00', seen_closed: 2026-11-27}]}";
    assert_eq!(state(alone, "2026-11-26"), State::Open);
    let closed = at(alone, "2026-11-27");
    assert_eq!((closed.state, closed.ends().count(), closed.days_left), (State::Closed, 0, None));
    assert_eq!(closed.last_closed, None, "nobody said since when");
    let later = at(alone, "2026-12-14");
    assert_eq!(later.state, State::Expected);
    assert_eq!(later.last_closed.expect("a day").to_string(), "2026-11-27");
    assert_eq!(later.estimate.expect("an estimate").closes.to_string(), "2027-11");
    let blind = "{pattern: unknown, rounds: [{closes: 2026-12-13, seen_closed: 2026-11-27}]}";
    assert_eq!(state(blind, "2026-11-26"), State::Unknown);
    assert_eq!(at(blind, "2026-11-27").state, State::Closed);
    assert_eq!(state(blind, "2026-12-20"), State::Closed);
}

#[test]
fn a_later_round_and_one_that_has_not_opened_are_not_closed_with_it() {
    let soon = at(CUT_SHORT, "2026-11-28");
    assert_eq!(soon.state, State::OpensSoon);
    let ends: Vec<String> = soon.ends().map(|end| end.day.to_string()).collect();
    assert_eq!(ends, ["2027-03-10"]);
    assert_eq!(state(CUT_SHORT, "2027-02-01"), State::Open);
    let before = "{pattern: annual, rounds: [{opens: 2026-12-01, closes: 2027-01-31, seen_closed: 2026-11-20}]}";
    assert_eq!(state(before, "2026-11-22"), State::OpensSoon, "its page spoke of another round");
    assert_eq!(state(before, "2026-12-01"), State::Open);
}

#[test]
fn the_next_change_of_status_is_known() {
    let status = status(&opportunity(JANUARY, "[]"), "2026-01-10".parse().expect("moment"));
    assert_eq!(status.until.expect("a boundary").to_string(), "2026-01-13T16:00:00");
    assert_eq!(status.days_left, Some(3));
}

fn at(timetable: &str, moment: &str) -> Status {
    status(&opportunity(timetable, "[]"), moment.parse().expect("moment"))
}

/// A round that closes without a stated opening, before another that is announced.
const BLIND_THEN_ANNOUNCED: &str = "{pattern: several-a-year, rounds: [{closes: 2026-01-14}, {opens: 2026-06-10, closes: 2026-09-02}]}";

#[test]
fn a_nearer_end_is_shown_before_a_later_opening() {
    let before = at(BLIND_THEN_ANNOUNCED, "2026-01-05");
    assert_eq!(before.state, State::Unknown, "nobody said when that round opens");
    assert_eq!(before.closes.expect("an end").day.to_string(), "2026-01-14");
    assert_eq!(before.others.len(), 1, "and the later round is not hidden either");
    assert_eq!(before.others[0].opens.expect("an opening").to_string(), "2026-06-10");
    let after = at(BLIND_THEN_ANNOUNCED, "2026-01-15");
    assert_eq!((after.state, after.others.len()), (State::OpensSoon, 0));
    assert_eq!(before.until.expect("a change").to_string(), "2026-01-15T00:00:00");
}

#[test]
fn an_opening_that_comes_first_is_shown_with_the_later_end_of_another_round_beside_it() {
    let timetable = "{pattern: annual, rounds: [{opens: 2026-02-02, closes: 2026-06-16}, {closes: 2026-11-04}]}";
    for (moment, state) in [("2026-01-05", State::OpensSoon), ("2026-03-01", State::Open)] {
        let found = at(timetable, moment);
        let ends: Vec<String> = found.ends().map(|end| end.day.to_string()).collect();
        assert_eq!((found.state, ends.join(" ").as_str()), (state, "2026-06-16 2026-11-04"));
    }
}

#[test]
fn an_end_that_comes_before_that_of_the_open_round_stands_beside_it() {
    let timetable = "{pattern: several-a-year, rounds: [{closes: 2026-04-08}, {seen_open: 2026-01, closes: 2026-09-02}]}";
    let found = at(timetable, "2026-03-20");
    assert_eq!(found.state, State::Open);
    assert_eq!(found.closes.expect("its own end").day.to_string(), "2026-09-02");
    assert_eq!(found.next_end().expect("the nearest").day.to_string(), "2026-04-08");
}

#[test]
fn what_can_be_applied_for_at_any_time_hides_no_end() {
    let rolling = at("{pattern: rolling, rounds: [{closes: 2026-04-08}]}", "2026-03-20");
    assert_eq!((rolling.state, rolling.ends().count()), (State::Rolling, 1));
    let closed =
        at("{pattern: rolling, page_said: closed, rounds: [{closes: 2026-04-08}]}", "2026-03-20");
    assert_eq!((closed.state, closed.ends().count()), (State::Unknown, 1));
}

#[test]
fn every_published_end_ahead_is_in_the_status_whatever_the_timetable() {
    let round = |days: &[&str; 2]| match days {
        ["", closes] => format!("{{closes: {closes}}}"),
        [opens, ""] => format!("{{opens: {opens}}}"),
        [opens, closes] => format!("{{opens: {opens}, closes: {closes}}}"),
    };
    let rounds = [
        ["", "2026-02-10"],
        ["2026-01-20", "2026-03-01"],
        ["2026-02-15", ""],
        ["2026-03-05", "2026-03-20"],
    ];
    for pattern in Pattern::ALL.map(Pattern::code) {
        for chosen in 0..1_usize << rounds.len() {
            let own = rounds.iter().enumerate().filter(|(place, _)| chosen >> place & 1 == 1);
            let own: Vec<&[&str; 2]> = own.map(|(_, days)| days).collect();
            let list: Vec<String> = own.iter().map(|days| round(days)).collect();
            let timetable = format!("{{pattern: {pattern}, rounds: [{}]}}", list.join(", "));
            for today in ["2026-01-05", "2026-01-25", "2026-02-12", "2026-03-03", "2026-04-01"] {
                let mut expected: Vec<&str> =
                    own.iter().map(|days| days[1]).filter(|end| *end >= today).collect();
                expected.sort_unstable();
                let mut ends: Vec<String> =
                    at(&timetable, today).ends().map(|end| end.day.to_string()).collect();
                ends.sort_unstable();
                assert_eq!(ends, expected, "{timetable} on {today}");
            }
        }
    }
}
