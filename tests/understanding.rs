//! What people say every day, read as what it means: each need in both languages, and what only looks like one.

use std::collections::BTreeSet;
use std::sync::Arc;

use cyfle_catalogue::{Files, load};
use cyfle_search::understand::Reading;

fn meanings(reading: &Reading, text: &str) -> BTreeSet<String> {
    let read = reading.understand(text, "2026-11-22".parse().expect("a day"), true);
    let of = |(name, value): (&str, &str)| format!("{name}:{value}");
    read.understood.iter().map(|piece| of((piece.concept.name(), &piece.value))).collect()
}

#[test]
fn an_everyday_need_is_understood_in_both_languages() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let mut wrong = Vec::new();
    for (meaning, texts) in [
        ("offer:protected-time", ["time away from clinical work", "amser i ffwrdd o'r gwaith"]),
        ("offer:backfill", ["someone to do my job while I study", "rhywun i wneud fy ngwaith"]),
        ("offer:tuition-fees", ["is there money for a course", "oes arian am gwrs"]),
        ("offer:travel", ["I want to spend a year abroad", "hoffwn dreulio blwyddyn dramor"]),
        ("offer:travel", ["an international conference", "cynhadledd ryngwladol"]),
        ("offer:project-costs", ["can someone fund my project", "pwy all ariannu fy mhrosiect"]),
        ("offer:equipment", ["new equipment for the clinic", "cyfarpar newydd i'r clinig"]),
        ("offer:advice", ["check my application please", "edrych dros fy nghais"]),
        ("theme:innovation", ["get my idea to patients", "datblygu fy syniad"]),
        ("theme:research", ["help to write a paper", "help i ysgrifennu papur"]),
        ("theme:quality-improvement", ["improve care on my ward", "gwella gofal ar fy ward"]),
        ("theme:leadership", ["I want to lead a team", "eisiau bod yn arweinydd tîm"]),
        ("theme:clinical-registration", ["become a consultant", "dod yn ymgynghorydd"]),
        ("kind:support", ["help with statistics", "help gydag ystadegau"]),
        ("topic:research-methods", ["a literature review", "adolygiad llenyddiaeth"]),
        ("topic:cancer", ["money for cancer research", "arian i ymchwil canser"]),
        ("theme:research", ["money for cancer research", "arian i ymchwil canser"]),
        ("profession:respiratory-physiology", ["respiratory physiologist", "ffisiolegydd anadlol"]),
        ("profession:clinical-photography", ["clinical photographers", "ffotograffwyr clinigol"]),
        (
            "profession_group:operating-department-practitioners",
            ["operating department practitioners", "ymarferwyr adran lawdriniaethau"],
        ),
        ("career_level:consultant", ["research, 8c", "ymchwil, 8c"]),
        ("funder:medical-research-council", ["MRC fellowships", "cymrodoriaethau'r MRC"]),
        ("funder:life-sciences-hub-wales", ["Life Sciences Hub", "hwb gwyddorau bywyd"]),
    ] {
        for text in texts {
            let read = meanings(&reading, text);
            if !read.contains(meaning) {
                wrong.push(format!("{text}: {meaning} is not in {read:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_only_looks_like_a_need_is_not_read_as_one() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    for (text, meaning) in [
        // Who someone is, not that advice is wanted.
        ("consultant embryologist", "offer:advice"),
        ("embryolegydd ymgynghorol", "offer:advice"),
        // Where people work, not what they want to learn.
        ("spread it to other health boards", "theme:leadership"),
        // To try something out is not to diagnose.
        ("arian i brofi syniad", "topic:diagnostics"),
        // A name, not a journey.
        ("Q Exchange", "offer:travel"),
    ] {
        let read = meanings(&reading, text);
        assert!(!read.contains(meaning), "{text}: {read:?}");
    }
}

#[test]
fn what_is_said_twice_is_shown_once_and_not_left_over() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let read = reading.understand(
        "consultant radiographer, band 8c",
        "2026-11-22".parse().expect("a day"),
        true,
    );
    let levels =
        read.understood.iter().filter(|piece| piece.concept.name() == "career_level").count();
    assert_eq!(levels, 1, "{:?}", read.understood);
    assert!(read.remaining.is_empty(), "{:?}", read.remaining);
}
