//! The real catalogue keeps its promises: everything that the strategy names is there, and everything says where it is from.

use std::collections::BTreeSet;

use cyfle_catalogue::opportunity::Pattern;
use cyfle_catalogue::problem::Severity;
use cyfle_catalogue::status::State;
use cyfle_catalogue::vocabulary::{StandsFor, Track, Value};
use cyfle_catalogue::{Facet, Files, Freshness, Lang, Problem, load};
use cyfle_search::fit::Verdict;

use crate::support::{Server, root};

/// Every opportunity that the strategy names (its Appendix 2 and elsewhere), as ids: the list that the catalogue must answer.
const NAMED_BY_THE_STRATEGY: &str = include_str!("fixtures/named-by-the-strategy.txt");

#[test]
fn every_opportunity_that_the_strategy_names_answers() {
    let server = Server::shared();
    for id in NAMED_BY_THE_STRATEGY.lines() {
        let answer = server.get(&format!("/api/v1/opportunities/{id}"));
        match answer.status {
            200 => assert!(
                answer.json()["sources"].as_array().is_some_and(|sources| !sources.is_empty()),
                "{id} has no source"
            ),
            410 => assert!(
                answer.json()["detail"].as_str().is_some_and(|why| why.len() > 40),
                "{id} does not say why it ended"
            ),
            status => panic!("{id} answers {status}"),
        }
    }
}

#[test]
fn what_is_retired_answers_gone_with_its_successors() {
    let loaded = load(&Files::embedded());
    assert!(!loaded.catalogue.archive.is_empty());
    for (id, entry) in &loaded.catalogue.archive {
        let answer = Server::shared().get(&format!("/api/v1/opportunities/{id}"));
        assert_eq!(answer.status, 410, "{id}");
        let retired =
            entry.retired.as_ref().unwrap_or_else(|| panic!("{id} does not say why it ended"));
        assert_eq!(
            answer.json()["see"].as_array().map_or(0, Vec::len),
            retired.successors.len(),
            "{id}"
        );
    }
}

#[test]
fn no_entry_lacks_a_source_or_its_welsh() {
    let loaded = load(&Files::embedded());
    let advice = |problem: &Problem| problem.severity == Severity::Advice;
    assert!(loaded.problems.iter().all(advice), "{:#?}", loaded.problems);
    assert!(loaded.catalogue.opportunities.len() >= 280);
    for (id, entry) in &loaded.catalogue.opportunities {
        assert!(!entry.provenance.sources.is_empty(), "{id}");
        for text in [&entry.title, &entry.summary, &entry.details, &entry.eligibility.who] {
            assert!(!text.cy.trim().is_empty(), "{id}");
        }
        assert_ne!(entry.summary.en, entry.summary.cy, "{id}");
    }
}

#[test]
fn nothing_that_wales_cannot_use_is_called_likely() {
    let loaded = load(&Files::embedded());
    for (id, entry) in &loaded.catalogue.opportunities {
        let nations = &entry.eligibility.nations;
        if !nations.is_empty() && !nations.iter().any(|nation| nation == "wales") {
            let answer = Server::shared().get(&format!("/api/v1/opportunities/{id}")).json();
            assert_ne!(answer["fit"]["verdict"], "likely", "{id}");
        }
    }
}

#[test]
fn what_the_program_knows_by_name_is_what_the_vocabularies_have() {
    let catalogue = load(&Files::embedded()).catalogue;
    let has = |name: &str, known: &[&str]| {
        let vocabulary = catalogue.vocabularies.get(name).unwrap_or_else(|| panic!("{name}"));
        let ids: BTreeSet<&str> = vocabulary.values.iter().map(|value| value.id.as_str()).collect();
        let known: BTreeSet<&str> = known.iter().copied().collect();
        assert_eq!(ids, known, "{name}");
    };
    has("status", &State::ALL.map(State::code));
    has("freshness", &Freshness::ALL.map(Freshness::code));
    has("fit", &Verdict::ALL.map(Verdict::code));
    has("timetable_pattern", &Pattern::ALL.map(Pattern::code));
    for facet in Facet::ALL.into_iter().filter(|facet| *facet != Facet::Funder) {
        assert!(catalogue.vocabularies.get(facet.name()).is_some(), "{facet}");
    }
}

#[test]
fn every_theme_is_in_a_track_of_the_pathway_and_every_kind_is_known_to_search_engines() {
    let catalogue = load(&Files::embedded()).catalogue;
    let values = |name: &str| &catalogue.vocabularies.get(name).expect("a vocabulary").values;
    for theme in values("theme") {
        assert!(theme.track.is_some(), "{}", theme.id);
    }
    for track in Track::ALL {
        assert!(values("theme").iter().any(|theme| theme.track == Some(track)), "{track:?}");
        let key = format!("pathway-track-{}", track.code());
        assert!(Lang::ALL.iter().all(|lang| catalogue.phrases(*lang).has(&key)), "{key}");
    }
    for kind in values("kind") {
        assert!(kind.schema_org.is_some(), "{}", kind.id);
    }
    // What the ranking tells apart by these words is told apart by the vocabulary.
    let ids = |name: &str, is: fn(&Value) -> bool| {
        let found = values(name).iter().filter(|value| is(value));
        found.map(|value| value.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(ids("kind", |kind| kind.gathers), ["network", "event"]);
    let alone = ids("offer", |offer| offer.stands_alone);
    assert_eq!(alone, ["salary-covered", "backfill", "protected-time"]);
    let first = ids("education_stage", |stage| stage.begins);
    assert_eq!(first, ["research-masters", "level-7-module", "cpd", "no-qualification-needed"]);
    let early = ids("career_level", |level| level.begins);
    assert_eq!(early, ["associate", "practitioner", "enhanced"]);
    assert_eq!(ids("offer", |offer| offer.prize.is_some()), ["prize-or-recognition"]);
    assert_eq!(ids("kind", |kind| kind.prize.is_some()), ["award", "event"]);
    assert_eq!(ids("theme", |theme| theme.prize.is_some()), ["quality-improvement"]);
    let for_study = ids("offer", |offer| offer.for_study);
    assert_eq!(for_study, ["tuition-fees", "bursary-or-stipend"]);
    // Each of these is one value of its vocabulary.
    for (name, what, id) in [
        ("education_stage", StandsFor::AskingNothing, "no-qualification-needed"),
        ("profession_group", StandsFor::LeftOver, "other-or-cross-cutting"),
        ("qualification", StandsFor::FirstDegree, "bachelors"),
        ("nation", StandsFor::Home, "wales"),
        ("employer", StandsFor::Home, "nhs-wales"),
        ("employer", StandsFor::HealthService, "nhs-uk"),
        ("employer", StandsFor::Outside, "outside-nhs"),
        ("employer", StandsFor::InTraining, "student"),
        ("kind", StandsFor::AnyMoney, "funding"),
        ("kind", StandsFor::AnyHelp, "support"),
        ("kind", StandsFor::Bodies, "network"),
        ("kind", StandsFor::Award, "award"),
        ("offer", StandsFor::Advice, "advice"),
        ("offer", StandsFor::Certificate, "qualification"),
        ("offer", StandsFor::Time, "protected-time"),
        ("mode", StandsFor::PartTime, "part-time"),
        ("theme", StandsFor::Registering, "clinical-registration"),
        ("registration", StandsFor::Membership, "membership"),
        ("registration", StandsFor::AnyRegister, "any-health-register"),
        ("registration", StandsFor::NoRegister, "none"),
    ] {
        let standing = values(name).iter().filter(|value| value.stands_for == Some(what));
        assert_eq!(standing.map(|value| value.id.as_str()).collect::<Vec<_>>(), [id], "{what:?}");
    }
}

#[test]
fn loading_twice_gives_the_same_build() {
    let folder = Files::read(&root().join("catalogue")).expect("the folder");
    assert_eq!(folder.build_id(), Files::embedded().build_id());
}

#[test]
fn the_annotated_example_for_editors_is_a_valid_entry() {
    let page = std::fs::read_to_string(root().join("catalogue/README.md")).expect("the page");
    let example = page
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("an example");
    let folder = crate::support::copied_catalogue();
    let place = folder.path().join("opportunities/hcrw/hcrw-example-award.yaml");
    std::fs::write(place, example).expect("written");
    let checked =
        crate::support::cyfle(&["check", folder.path().to_str().expect("a path"), "--strict"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
}
