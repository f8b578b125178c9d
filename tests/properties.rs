//! What must hold for any question: no panic, bounded, paging visits each hit once, filters only narrow, same in, same out.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use cyfle_catalogue::{Facet, Files, Lang, Moment, load};
use cyfle_search::fit::Verdict;
use cyfle_search::{Answer, Engine, Hit, Query, home};
use proptest::prelude::*;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue)))
}

fn moment() -> Moment {
    "2026-11-22".parse().expect("a day")
}

fn ids(answer: &Answer<'_>) -> Vec<String> {
    answer.hits.iter().map(|hit| hit.opportunity.id.clone()).collect()
}

fn is_unusable(hit: &Hit<'_>) -> bool {
    home::is_unusable(hit.opportunity, engine().catalogue())
}

/// Words that occur, words that do not, and things between words.
fn question() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("advanced practitioner"),
        Just("audiology"),
        Just("salary"),
        Just("grant"),
        Just("cymrodoriaeth"),
        Just("gyllid"),
        Just("NIHR"),
        Just("band 7"),
        Just("Wrexham"),
        Just("research"),
        Just("resaerch"),
        Just("zzz"),
        Just("PhD"),
        Just("ŵ"),
        Just("’"),
    ];
    proptest::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_up_to_four_kilobytes_is_answered(text in "\\PC{0,1000}") {
        let mut query = Query::new(text, Lang::Cy);
        query.per_page = 5;
        let answer = engine().search(&query, moment());
        prop_assert!(answer.hits.len() <= 5);
        for piece in &answer.understood {
            prop_assert!(piece.start < piece.end && piece.end <= query.text.chars().count());
        }
    }

    #[test]
    fn paging_visits_each_hit_once(text in question(), per_page in 1_usize..40) {
        let mut query = Query::new(text, Lang::En);
        query.per_page = per_page;
        let total = engine().search(&query, moment()).total;
        let mut seen = BTreeSet::new();
        for page in 1..=total.div_ceil(per_page) {
            query.page = page;
            for id in ids(&engine().search(&query, moment())) {
                prop_assert!(seen.insert(id.clone()), "{id} twice");
            }
        }
        prop_assert_eq!(seen.len(), total);
    }

    #[test]
    fn a_filter_only_narrows_and_its_count_is_what_a_click_shows(text in question(), pick in any::<prop::sample::Index>()) {
        let mut query = Query::new(text, Lang::En);
        query.relax = false;
        query.per_page = 100;
        let all = engine().search(&query, moment());
        let offered: Vec<(Facet, String, usize)> = all
            .facets
            .iter()
            .flat_map(|(facet, values)| values.iter().map(|value| (*facet, value.value.to_owned(), value.count)))
            .collect();
        let (facet, value, count) = offered[pick.index(offered.len())].clone();
        let narrowed = query.toggled(facet, &value);
        let fewer = engine().search(&narrowed, moment());
        prop_assert_eq!(fewer.total, count, "{} {}", facet, value);
        prop_assert!(fewer.total <= all.total);
        prop_assert_eq!(narrowed.toggled(facet, &value), query);
    }

    #[test]
    fn the_same_question_has_the_same_answer(text in question()) {
        let query = Query::new(text, Lang::Cy);
        prop_assert_eq!(ids(&engine().search(&query, moment())), ids(&engine().search(&query, moment())));
    }
}

#[test]
fn what_wales_cannot_use_comes_last_unless_it_is_named() {
    let mut query = Query::new("research fellowship salary", Lang::En);
    query.per_page = 100;
    let answer = engine().search(&query, moment());
    let usable: Vec<bool> = answer.hits.iter().map(|hit| !is_unusable(hit)).collect();
    assert!(usable.is_sorted_by(|left, right| left >= right), "usable first");
    let named = engine().search(&Query::new("NIHR Doctoral Award", Lang::En), moment());
    assert_eq!(ids(&named)[0], "nihr-doctoral-award");
}

#[test]
fn full_matches_come_before_near_misses_and_each_miss_is_said() {
    let answer = engine().search(&Query::new("audiology travel grant", Lang::En), moment());
    let misses: Vec<usize> =
        answer.hits.iter().filter(|hit| !is_unusable(hit)).map(|hit| hit.missed.len()).collect();
    assert!(misses.first() == Some(&0), "{misses:?}");
    let first_miss = misses.iter().position(|count| *count > 0).unwrap_or(misses.len());
    assert!(misses[first_miss..].iter().all(|count| *count > 0), "{misses:?}");
}

/// Under "what fits" stands as much as is said to fit, and nothing that the reader may not apply for.
#[test]
fn what_fits_is_what_is_counted_and_comes_first() {
    for text in ["sonographer prize", "radiopharmacy", "audiology travel grant", "band 7, PhD"] {
        let mut query = Query { per_page: 100, ..Query::new(text, Lang::En) };
        let (mut fits, mut counted) = (Vec::new(), 0);
        loop {
            let answer = engine().search(&query, moment());
            counted = answer.full_matches.max(counted);
            fits.extend(answer.hits.iter().map(|hit| {
                let fits = hit.missed.is_empty() && !hit.aside && !is_unusable(hit);
                assert!(!fits || hit.fit.verdict != Verdict::No, "{text}: {}", hit.opportunity.id);
                fits
            }));
            if answer.hits.len() < query.per_page {
                break;
            }
            query.page += 1;
        }
        assert!(fits.is_sorted_by(|left, right| left >= right), "{text}");
        assert_eq!(fits.iter().filter(|fits| **fits).count(), counted, "{text}");
        assert!(counted > 0, "{text}");
    }
}

/// A first degree is for whoever has none yet, unless it is asked for.
#[test]
fn a_first_degree_is_set_aside_for_those_who_have_one() {
    let mut catalogue = load(&Files::embedded()).catalogue;
    let degree = "swansea-bsc-healthcare-science-cardiac-physiology";
    let entry = catalogue.opportunities.get_mut(degree).expect("a degree");
    entry.offer.education_stages = vec!["bachelors".to_owned()];
    let engine = Engine::in_memory(Arc::new(catalogue));
    for (reader, aside) in [
        ("band 6", true),
        ("HCPC registered", true),
        ("band 6, BSc", false),
        ("band 3", false),
        ("", false),
    ] {
        let text = format!("cardiac physiology, training, {reader}");
        let query = Query { per_page: 500, ..Query::new(&text, Lang::En) };
        let answer = engine.search(&query, moment());
        let hit = answer.hits.iter().find(|hit| hit.opportunity.id == degree).expect("the degree");
        assert_eq!(hit.aside, aside, "{text}");
    }
}

/// Levels that are our own reading leave both neighbours in doubt, but nobody goes back.
#[test]
fn what_is_below_a_reader_comes_after_what_is_above_them() {
    let mut catalogue = load(&Files::embedded()).catalogue;
    let model = catalogue.opportunities["hcrw-gcp-training"].clone();
    catalogue.opportunities.clear();
    // By their ids alone the lower one would come first.
    for (id, level) in [("a-lower", "enhanced"), ("b-higher", "consultant"), ("c-own", "advanced")]
    {
        let mut entry = model.clone();
        entry.id = id.to_owned();
        entry.audience.career_levels = vec![level.to_owned()];
        entry.provenance.inferred.push("audience.career_levels".to_owned());
        catalogue.opportunities.insert(entry.id.clone(), entry);
    }
    let engine = Engine::in_memory(Arc::new(catalogue));
    let answer = engine.search(&Query::new("band 7, research", Lang::En), moment());
    assert_eq!(ids(&answer), ["c-own", "b-higher", "a-lower"]);
}

#[test]
fn misspelt_words_are_corrected_and_the_correction_is_shown() {
    let answer = engine().search(&Query::new("audiolgy fellowshp", Lang::En), moment());
    let mut corrected: Vec<Option<&str>> =
        answer.understood.iter().map(|piece| piece.corrected_from.as_deref()).collect();
    corrected.dedup();
    assert_eq!(corrected, [Some("audiolgy"), Some("fellowshp")]);
}

#[test]
fn mutated_welsh_finds_what_the_plain_word_finds() {
    let understood = |text: &str| -> Vec<String> {
        let answer = engine().search(&Query::new(text, Lang::Cy), moment());
        answer
            .understood
            .iter()
            .map(|piece| format!("{}:{}", piece.concept.name(), piece.value))
            .collect()
    };
    for (mutated, plain) in [
        ("gymrodoriaeth", "cymrodoriaeth"),
        ("chyflog", "cyflog"),
        ("nghyllid", "cyllid"),
        ("hymchwil", "ymchwil"),
    ] {
        assert_eq!(understood(mutated), understood(plain), "{mutated}");
        assert!(!understood(plain).is_empty(), "{plain}");
    }
}
