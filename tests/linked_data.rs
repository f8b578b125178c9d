//! schema.org on the pages: every page of an opportunity has one block that parses and says what the page says, no more.

use serde_json::Value;

use crate::support::{Server, copied_catalogue, root};

/// The block of a page: the page and the thing that it is about.
fn block(server: &Server, lang: &str, id: &str) -> (Value, Value) {
    let page = server.get(&format!("/{lang}/opportunities/{id}")).body;
    let blocks: Vec<&str> = page
        .split("<script type=\"application/ld+json\">")
        .skip(1)
        .filter_map(|rest| rest.split("</script>").next())
        .collect();
    assert_eq!(blocks.len(), 1, "{id}");
    let data: Value = serde_json::from_str(blocks[0]).unwrap_or_else(|e| panic!("{id}: {e}"));
    assert_eq!(data["@context"], "https://schema.org");
    (data["@graph"][0].clone(), data["@graph"][1].clone())
}

/// Every live opportunity as the API gives it.
fn all(server: &Server) -> Vec<Value> {
    let answer = server.get("/api/v1/export.json").json();
    answer["opportunities"].as_array().expect("opportunities").clone()
}

#[test]
fn every_page_has_a_block_of_the_type_that_its_kind_asks_for() {
    let server = Server::shared();
    for one in all(&server) {
        let id = one["id"].as_str().expect("an id");
        let (page, thing) = block(&server, "en", id);
        let expected = match one["kind"].as_str().expect("a kind") {
            "funding" | "award" => "MonetaryGrant",
            "fellowship" | "training" => "EducationalOccupationalProgram",
            "event" => "Event",
            _ => "Service",
        };
        assert_eq!(thing["@type"], expected, "{id}");
        assert_eq!(thing["name"], one["title"], "{id}");
        assert_eq!(page["mainEntity"]["@id"], thing["@id"], "{id}");
        assert_eq!(page["inLanguage"], "en-GB");
        let deadline = thing.get("applicationDeadline");
        match one["status"]["state"].as_str().expect("a state") {
            "open" | "opens-soon"
                if one["status"]["closes"].is_string()
                    && expected == "EducationalOccupationalProgram" =>
            {
                assert_eq!(deadline, Some(&one["status"]["closes"]), "{id}");
            }
            "expected" => assert_eq!(deadline, None, "{id}: an estimate is no deadline"),
            _ => {}
        }
    }
}

#[test]
fn a_deadline_that_is_our_reading_is_said_in_words() {
    let entry = root().join("tests/fixtures/invented-fellowship.yaml");
    let published = std::fs::read_to_string(entry).expect("the fixture");
    let said = |text: &str| {
        let folder = copied_catalogue();
        let place = folder.path().join("opportunities/hcrw/invented-fellowship.yaml");
        std::fs::write(place, text).expect("a copy");
        let path = folder.path().to_string_lossy().into_owned();
        let server = Server::start(&["--today", "2027-02-01", "--catalogue", &path]);
        let (_, thing) = block(&server, "en", "invented-fellowship");
        assert_eq!(thing["@type"], "EducationalOccupationalProgram");
        (thing.get("applicationStartDate").cloned(), thing["applicationDeadline"].clone())
    };
    let (opens, closes) = said(&published);
    assert_eq!((opens, closes), (Some("2027-01-10".into()), "2027-03-26T16:00:00+00:00".into()));
    let added = "  added: 2026-11-23\n";
    assert!(published.contains(added), "{published}");
    let noted = format!("{added}  inferred: [timetable.rounds]\n");
    let (opens, closes) = said(&published.replace(added, &noted));
    assert_eq!(opens, None, "only a date can stand there");
    let words = closes.as_str().expect("a text");
    assert!(words.contains("26 March 2027"), "{words}");
    assert!(words.ends_with("(dates partly our reading)"), "{words}");
}

#[test]
fn a_time_to_complete_is_said_only_where_it_is_fixed() {
    let server = Server::shared();
    let time = |id: &str| block(&server, "en", id).1.get("timeToComplete").cloned();
    assert_eq!(time("innovate-uk-icure-explore"), Some("P3M".into()));
    assert_eq!(time("ahcs-ptp-equivalence"), None, "six months at most");
    let between = "mrc-postdoctoral-clinical-research-training-fellowship";
    assert_eq!(time(between), None, "two to three years");
}

#[test]
fn the_welsh_page_speaks_welsh_and_both_know_each_other() {
    let server = Server::shared();
    let (english, _) = block(&server, "en", "hcrw-emerging-researcher-award");
    let (welsh, thing) = block(&server, "cy", "hcrw-emerging-researcher-award");
    assert_eq!(welsh["inLanguage"], "cy");
    assert_eq!(welsh["workTranslation"]["@id"], english["@id"]);
    assert_eq!(english["workTranslation"]["@id"], welsh["@id"]);
    assert_eq!(thing["name"], "Dyfarniad Ymchwilydd Newydd");
    assert_eq!(thing["funder"]["name"], "Ymchwil Iechyd a Gofal Cymru");
    assert_eq!(thing["amount"]["maxValue"], 5000);
    assert_eq!(thing["amount"]["currency"], "GBP");
}

#[test]
fn a_registry_entry_is_given_only_where_the_funder_has_one_and_hostile_text_stays_text() {
    let catalogue = copied_catalogue();
    let change = |path: &str, from: &str, to: &str| {
        let path = catalogue.path().join(path);
        let text = std::fs::read_to_string(&path).expect("text");
        assert!(text.contains(from), "{from}");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
    };
    change("funders/hcrw.yaml", "website:", "ror: https://ror.org/0example\nwebsite:");
    change(
        "opportunities/hcrw/hcrw-emerging-researcher-award.yaml",
        "en: Emerging Researcher Award",
        "en: \"Emerging </script><script>alert(1)</script> & <!-- Award\"",
    );
    let folder = catalogue.path().to_string_lossy().into_owned();
    let server = Server::start(&["--today", "2026-11-22", "--catalogue", &folder]);
    let (_, thing) = block(&server, "en", "hcrw-emerging-researcher-award");
    assert_eq!(thing["funder"]["sameAs"], "https://ror.org/0example");
    assert_eq!(thing["name"], "Emerging </script><script>alert(1)</script> & <!-- Award");
    let (_, other) = block(&server, "en", "wellcome-career-development-awards");
    assert!(other["provider"].get("sameAs").is_none() && other["funder"].get("sameAs").is_none());
}
