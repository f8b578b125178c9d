//! An opportunity asked for by its name: typed to the end or not, over or not.

use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::{Engine, Query};

const TODAY: &str = "2026-11-22";

fn engine() -> Engine {
    Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue))
}

fn first_page(engine: &Engine, text: &str, lang: Lang) -> Vec<String> {
    let query = Query { per_page: 10, ..Query::new(text, lang) };
    let answer = engine.search(&query, TODAY.parse().expect("a day"));
    answer.hits.iter().map(|hit| hit.opportunity.id.clone()).collect()
}

/// The first words of a title, and the beginning of the next one.
fn typed_so_far(title: &str) -> Option<String> {
    let half = title.chars().count() * 3 / 5;
    let typed: String = title.chars().take(half).collect();
    (typed.split_whitespace().count() > 2).then_some(typed)
}

#[test]
fn a_title_that_is_being_typed_finds_its_opportunity() {
    let engine = engine();
    let (mut asked, mut lost) = (0, Vec::new());
    for lang in Lang::ALL {
        for one in engine.catalogue().opportunities.values() {
            let Some(typed) = typed_so_far(one.title.get(lang)) else { continue };
            asked += 1;
            if !first_page(&engine, &typed, lang).contains(&one.id) {
                lost.push(format!("{lang} {}: {typed}", one.id));
            }
        }
    }
    assert!(asked > 400, "most titles are long enough: {asked}");
    assert!(lost.len() * 50 <= asked, "{} of {asked}:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn what_is_over_is_found_by_words_of_its_own() {
    let engine = engine();
    for (text, id) in [
        ("peter horlock bursary", "mrf-peter-horlock-travel-bursary"),
        ("healthcare scientist ktp", "healthcare-scientist-ktp"),
        ("elizabeth garrett anderson", "nhs-leadership-academy-elizabeth-garrett-anderson"),
        // One word that hardly anything else says is enough, whatever stands around it.
        ("PET radiochemistry technician conference help", "mrf-peter-horlock-travel-bursary"),
        ("costau cynhadledd radiocemeg PET", "mrf-peter-horlock-travel-bursary"),
    ] {
        let found = first_page(&engine, text, Lang::En);
        assert!(found.iter().take(3).any(|one| one == id), "{text}: {found:?}");
    }
}

#[test]
fn what_everything_here_is_called_may_stand_beside_a_name_that_does_not_have_it() {
    let engine = engine();
    for text in ["NIHR INSIGHT", "NIHR INSIGHT programme", "INSIGHT scheme"] {
        let found = first_page(&engine, text, Lang::En);
        assert_eq!(found.first().map(String::as_str), Some("nihr-insight-programme"), "{text}");
    }
}
