//! What is written from kept pieces is, byte for byte, what the published types become.

use cyfle_catalogue::{Files, Moment, load};
use cyfle_search::{Engine, Query};

use super::*;
use crate::params;

const ASKED: [&str; 12] = [
    "q=travel+grant+for+an+audiology+conference",
    "q=advanced+practitioner,+laboratory+sciences,+salary-funded&lang=cy",
    "q=cyllid+ar+gyfer+gwaith+ymchwil&lang=cy&per_page=100",
    "q=%22opportunities%22:[],%22facets%22:{}+%3Cb%3E%00",
    "q=bursry+for+geneticst&career_level=advanced,consultant&sort=deadline",
    "career_level=associate&kind=fellowship&topic=sustainability",
    "kind=event&funder=wellcome&relax=false",
    "career_level=not-stated&page=2",
    "health_board=hywel-dda&registration=none&qualification=doctorate&per_page=50",
    "q=PhD&per_page=50&page=2&interpret=false",
    "q=without+a+PhD",
    "",
];

#[test]
fn pieces_make_the_answer_that_the_types_publish() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let written = Written::new();
    for today in ["2026-11-22", "2026-11-23", "2027-03-01T16:01", "2026-11-22"] {
        let moment: Moment = today.parse().expect("a moment");
        for asked in ASKED {
            let query = params::asked(asked, &params::SEARCH, engine.catalogue())
                .expect("a question")
                .query;
            let answer = engine.search(&query, moment);
            let (query, answer) = (&query, &answer);
            let base_url = "https://cyfle.example";
            let answered = Answered { engine: &engine, query, answer, moment, base_url };
            let (json, links) = written.search(&answered);
            let whole = answered.whole();
            assert_eq!(
                String::from_utf8(json).expect("UTF-8"),
                serde_json::to_string(&whole).expect("JSON"),
                "{asked} on {today}"
            );
            assert_eq!(links.own, whole.links.own);
        }
    }
}

#[test]
fn every_hole_of_every_card_is_known() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment: Moment = "2026-11-22".parse().expect("a moment");
    for lang in Lang::ALL {
        let query = Query { per_page: 500, ..Query::new("", lang) };
        for hit in engine.search(&query, moment).hits {
            let on = Setting { catalogue: engine.catalogue(), lang, moment, base_url: "" };
            let found = publish::card(&on, hit.opportunity, Judged::of(&hit));
            let card = Card::new(found, hit.status.clone());
            assert!(
                card.pieces.iter().all(|piece| !piece.is_empty() && !piece.contains("\\u0000"))
            );
        }
    }
}

#[test]
#[should_panic(expected = "a card has the holes that are filled")]
fn no_card_is_made_with_a_hole_too_many() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment: Moment = "2026-11-22".parse().expect("a moment");
    let answer = engine.search(&Query::new("", Lang::En), moment);
    let hit = &answer.hits[0];
    let on = Setting { catalogue: engine.catalogue(), lang: Lang::En, moment, base_url: "" };
    let card = publish::card(&on, hit.opportunity, Judged::of(hit));
    Card::new(Found { summary: HOLE.to_owned(), ..card }, hit.status.clone());
}
