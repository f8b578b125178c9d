//! The orders of a list that are no relevance, what is given up where nothing is found, and what an entry is said to have.

use crate::support::Server;
use serde_json::Value;

fn listed(query: &str) -> Value {
    Server::shared().get(&format!("/api/v1/opportunities?{query}")).json()
}

#[test]
fn by_deadline_what_has_none_follows_in_the_order_in_which_one_can_still_apply() {
    const ORDER: [&str; 6] = ["open", "rolling", "opens-soon", "expected", "unknown", "closed"];
    let pages: Vec<Value> =
        (1..=3).map(|page| listed(&format!("sort=deadline&per_page=100&page={page}"))).collect();
    let entries =
        || pages.iter().flat_map(|page| page["opportunities"].as_array().expect("entries"));
    let without_end = || entries().skip_while(|one| !one["status"]["closes"].is_null());
    assert!(
        without_end().all(|one| one["status"]["closes"].is_null()),
        "published ends come first"
    );
    let place = |one: &Value| ORDER.iter().position(|state| one["status"]["state"] == *state);
    let places: Vec<Option<usize>> = without_end().map(place).collect();
    assert!(places.is_sorted() && places.contains(&Some(5)), "{places:?}");
    let months: Vec<&str> =
        without_end().filter_map(|one| one["status"]["estimated"]["closes"].as_str()).collect();
    assert!(months.len() > 1 && months.is_sorted(), "{months:?}");
}

#[test]
fn welsh_titles_stand_in_the_order_of_the_welsh_alphabet() {
    let pages = (1..=3).map(|page| listed(&format!("lang=cy&sort=title&per_page=100&page={page}")));
    let pages: Vec<Value> = pages.collect();
    let entries = pages.iter().flat_map(|page| page["opportunities"].as_array().expect("entries"));
    let titles: Vec<&str> = entries.filter_map(|one| one["title"].as_str()).collect();
    let last = |start: &str| titles.iter().rposition(|title| title.starts_with(start));
    let first = |start: &str| titles.iter().position(|title| title.starts_with(start));
    for (before, behind) in [("Cy", "Ch"), ("Cr", "Ch"), ("Ch", "D")] {
        assert!(last(before).is_some() && last(before) < first(behind), "{before}, {behind}");
    }
}

#[test]
fn of_two_days_between_which_nothing_closes_one_is_given_up_first() {
    let relaxed = |query: &str| {
        let answer = listed(query);
        let own = answer["relaxed"].as_array().expect("what was given up");
        let names = own.iter().filter_map(|one| one["parameter"].as_str().map(str::to_owned));
        (names.collect::<Vec<_>>(), answer["confident"].as_bool())
    };
    let window = "closes_after=2026-12-01&closes_before=2026-12-31";
    assert_eq!(relaxed(window), (vec!["closes_before".to_owned()], Some(true)));
}

#[test]
fn where_everything_is_given_up_nothing_is_called_an_answer() {
    let answer = listed("closes_before=2026-12-01");
    assert_eq!(answer["relaxed"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer["confident"], false, "everything there is answers nothing");
    let answer = listed("kind=mentoring&status=open");
    assert_eq!(answer["confident"], true, "mentoring is what was asked for");
}

#[test]
fn nothing_is_said_to_have_what_it_only_serves_as_well_as() {
    for question in ["fellowship", "cymrodoriaeth"] {
        let answer = listed(&format!("q={question}&per_page=100"));
        let entries = answer["opportunities"].as_array().expect("entries").iter();
        let own = Value::from("kind:fellowship");
        let says = |one: &&Value| one["matched"].as_array().is_some_and(|all| all.contains(&own));
        let (named, others): (Vec<&Value>, Vec<&Value>) = entries.partition(says);
        assert!(named.iter().any(|one| one["kind"] == "fellowship"), "{question}");
        let serves = |one: &&&Value| one["tier"] == "full" && one["kind"] == "funding";
        assert!(others.iter().any(|one| serves(&one)), "{question}: a grant serves as well");
        for one in named.iter().filter(serves) {
            let title = one["title"].as_str().expect("a title").to_lowercase();
            assert!(title.contains("fellowship"), "{question}: {} is no fellowship", one["id"]);
        }
    }
}
