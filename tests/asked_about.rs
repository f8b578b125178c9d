//! Who asks about a scheme by its name: it is shown, whatever else the question says and whether or not it is for them. Who asks for
//! something and gets another thing instead has not been told that the first one is closed to them.

use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::{Engine, Query};

/// The first answers to a question.
fn first(engine: &Engine, text: &str, many: usize) -> Vec<String> {
    let moment = "2026-11-28".parse().expect("a day");
    let hits = engine.search(&Query::new(text, Lang::En), moment).hits;
    hits.iter().take(many).map(|hit| hit.opportunity.id.clone()).collect()
}

fn engine() -> Engine {
    Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue))
}

#[test]
fn a_scheme_that_is_asked_about_comes_first_whatever_is_asked_of_it() {
    let engine = engine();
    let (topol, doctoral) = ("topol-digital-fellowships", "nihr-doctoral-award");
    let hsst = "nshcs-higher-specialist-scientist-training";
    for (text, named) in [
        ("Is the Topol fellowship open to healthcare scientists?", topol),
        ("Topol fellowship open to radiographers", topol),
        ("Does the Topol fellowship accept radiographers?", topol),
        ("Can Welsh staff apply for the Topol fellowship?", topol),
        ("What does the Topol fellowship pay?", topol),
        ("Is the NIHR Doctoral Award open to me? I am a biomedical scientist.", doctoral),
        ("NIHR Doctoral Award salary", doctoral),
        ("Topol in Wales", topol),
        ("Topol deadline", topol),
        ("RfPB from Wales, can I lead?", "nihr-research-for-patient-benefit"),
        ("GW4-CAT for a clinical scientist with a PhD", "wellcome-gw4-cat-hp"),
        ("Is HSST open to band 5 physiologists?", hsst),
        ("Can a band 4 lab assistant apply for HSST?", hsst),
        (
            "Is First into Research open to consultant clinical scientists?",
            "rcbc-first-into-research",
        ),
        (
            "Is the WCLTF open to cardiac physiologists?",
            "heiw-welsh-clinical-leadership-training-fellowship",
        ),
    ] {
        assert_eq!(first(&engine, text, 1), [named], "{text}");
    }
    let both = first(
        &engine,
        "difference between the NIHR Doctoral Award and the HCRW Doctoral Fellowship Award",
        2,
    );
    assert!(both.contains(&doctoral.to_owned()), "{both:?}");
}

#[test]
fn what_is_over_or_nothing_for_somebody_is_neither_offered_nor_looked_for() {
    let engine = engine();
    for (text, over) in [
        ("I hold the IBMS Specialist Diploma, what next?", "ibms-specialist-diploma"),
        ("I used to be a Bevan Exemplar, what next for my innovation?", "bevan-exemplar-programme"),
        (
            "The Emerging Researcher Award is not for me. What else?",
            "hcrw-emerging-researcher-award",
        ),
        ("my colleague has a Bevan Exemplar, I just want to do a PhD", "bevan-exemplar-programme"),
        ("HSST is not for me; what else", "nshcs-higher-specialist-scientist-training"),
    ] {
        let shown = first(&engine, text, 3);
        assert!(!shown.iter().any(|id| id == over), "{text}: {shown:?}");
    }
    let moment = "2026-11-28".parse().expect("a day");
    let read = engine.understand("I already had a Q Exchange grant, who funds improvement", moment);
    assert!(read.remaining.iter().all(|word| word.folded != "exchange"), "{:?}", read.remaining);
}
