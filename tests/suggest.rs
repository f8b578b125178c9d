//! What is offered while someone types.

use std::sync::{Arc, OnceLock};

use cyfle_catalogue::{Facet, Files, Lang, load};
use cyfle_search::Engine;
use cyfle_search::suggest::{MOST, Target};

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue)))
}

fn first(typed: &str, lang: Lang) -> Option<(String, Target)> {
    let best = engine().suggest(typed, lang, 8).found.into_iter().next();
    best.map(|found| (found.text, found.target))
}

fn value(facet: Facet, value: &str) -> Target {
    Target::Value { facet, value: value.to_owned() }
}

#[test]
fn the_beginning_of_a_name_offers_it() {
    for (typed, target) in [
        ("audiol", value(Facet::Profession, "audiology")),
        ("BMS", value(Facet::Profession, "biomedical-science")),
        ("advanced pract", value(Facet::CareerLevel, "advanced")),
        ("fellow", value(Facet::Kind, "fellowship")),
        ("hcrw emerging", Target::Opportunity("hcrw-emerging-researcher-award".to_owned())),
        ("health and care research wa", Target::Funder("hcrw".to_owned())),
    ] {
        let found = first(typed, Lang::En);
        assert_eq!(found.as_ref().map(|found| &found.1), Some(&target), "{typed}: {found:?}");
    }
}

#[test]
fn a_mutated_beginning_offers_the_name() {
    for typed in ["cymrod", "gymrod", "nghymrod", "chymrodor", "chymrodoriaethau"] {
        let found = first(typed, Lang::Cy);
        assert_eq!(
            found.as_ref().map(|found| &found.1),
            Some(&value(Facet::Kind, "fellowship")),
            "{typed}: {found:?}"
        );
    }
    let (text, _) = first("gymrod", Lang::Cy).expect("something");
    assert!(text.starts_with("Cymrodoriaeth"), "{text}");
}

#[test]
fn a_slip_is_forgiven_where_nothing_else_goes_on() {
    for (typed, target) in [
        ("audilo", value(Facet::Profession, "audiology")),
        ("adiology", value(Facet::Profession, "audiology")),
        ("felowsh", value(Facet::Kind, "fellowship")),
        ("felowhsip", value(Facet::Kind, "fellowship")),
    ] {
        let found = first(typed, Lang::En);
        assert_eq!(found.as_ref().map(|found| &found.1), Some(&target), "{typed}: {found:?}");
    }
    assert_eq!(first("qqqq", Lang::En), None);
}

#[test]
fn the_end_of_a_longer_text_is_completed_alone() {
    let found = first("zzzz audiol", Lang::En).map(|found| found.1);
    assert_eq!(found, Some(value(Facet::Profession, "audiology")));
}

#[test]
fn what_comes_before_the_end_that_is_completed_is_kept() {
    for (typed, kept) in [
        ("audiol", ""),
        (" audiol", ""),
        ("zzzz audiol", "zzzz "),
        ("band 6, audiol", "band 6, "),
        ("one two three four five six seven ŵyl audiol", "one two three four five six seven ŵyl "),
        ("qqqq", ""),
    ] {
        let begins = engine().suggest(typed, Lang::En, 8).begins;
        assert_eq!(&typed[..begins], kept, "{typed}");
    }
}

#[test]
fn each_is_offered_once_in_the_language_of_the_reader_and_never_too_many() {
    for lang in Lang::ALL {
        for typed in ["a", "c", "r", "re", "gwyddor gofal", "", " ", "'", "ŵ", "\u{0}"] {
            let found = engine().suggest(typed, lang, 1_000).found;
            assert!(found.len() <= MOST);
            let mut targets: Vec<&Target> = found.iter().map(|one| &one.target).collect();
            let all = targets.len();
            targets.sort();
            targets.dedup();
            assert_eq!(targets.len(), all, "{typed}");
        }
    }
    assert!(engine().suggest(&"ab ".repeat(1_400), Lang::En, 5).found.len() <= 5);
    let (english, target) = first("patholeg", Lang::En).expect("something");
    let (welsh, same) = first("patholeg", Lang::Cy).expect("something");
    assert!(english != welsh && target == same, "{english} {welsh}");
}
