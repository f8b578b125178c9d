//! Who tells of their situation before they ask: where they work, what they were given a place on, what they turn down, what is
//! over. Advisers found what stands here misread, with an answer that would have cost somebody a chance.

use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::fit::Verdict;
use cyfle_search::{Engine, Query};

use crate::understanding::are_read_with_one_and_not_the_other;

const DOCTORATE: &str = "qualification:doctorate";
const REGISTRATION: &str = "theme:clinical-registration";

#[test]
fn an_employer_outside_wales_or_the_nhs_is_told_by_where_it_is_or_what_it_is_called() {
    let (nhs_wales, england) = ("employer:nhs-wales", "employer:nhs-england");
    let private = "employer:private-healthcare";
    are_read_with_one_and_not_the_other(&[
        ("I am a cardiac physiologist in Manchester, MSc fees", nhs_wales, england),
        ("employed by Hereford hospital, BMS, PhD funding", nhs_wales, england),
        ("I work in a hospital in Bristol, audiologist", nhs_wales, england),
        ("I work for an NHS trust in Chester, live in Wales", nhs_wales, england),
        ("I work in a hospital in Glasgow, sonographer", nhs_wales, "employer:nhs-uk"),
        ("rwy'n gweithio mewn ysbyty yn Lerpwl", nhs_wales, england),
        ("I am a hearing aid dispenser working for Specsavers", nhs_wales, private),
        ("I work for a private sleep clinic in Cardiff", nhs_wales, private),
        ("private audiologist in Swansea, small grant", nhs_wales, private),
        ("labordy preifat, gwyddonydd biofeddygol", nhs_wales, private),
        ("I live in Cardiff and work at Bristol Royal Infirmary", nhs_wales, england),
        ("private pathology lab scientist, small grant", nhs_wales, private),
        // Where something takes place says nothing of who asks.
        ("travel grant for a conference in London", england, "offer:travel"),
        ("NHS biomedical scientist, small grant", nhs_wales, "profession:biomedical-science"),
        // Nor does what somebody left behind.
        (
            "moved from NHS England to Cardiff and Vale, PhD funding",
            "funder:nhs-england",
            "health_board:cardiff-and-vale",
        ),
        (
            "I did my PhD in Scotland, work in Wrexham now",
            "nation:scotland",
            "health_board:betsi-cadwaladr-university-health-board",
        ),
    ]);
}

#[test]
fn a_place_or_a_wish_is_no_qualification_and_one_that_is_behind_somebody_is() {
    let phd = "education_stage:phd";
    are_read_with_one_and_not_the_other(&[
        ("I got an STP place, start in September", "qualification:masters", REGISTRATION),
        ("just got an STP interview", "qualification:masters", REGISTRATION),
        ("we are after PhD funding for a scientist", DOCTORATE, phd),
        ("my band 7 is after a PhD", DOCTORATE, phd),
        ("I have missed the doctoral deadline", DOCTORATE, phd),
        ("what can I do after my PhD", phd, DOCTORATE),
        ("I passed FRCPath last year, research", "education_stage:frcpath-exam", "theme:research"),
        ("I am an STP graduate in genomics", REGISTRATION, "qualification:masters"),
        ("mae fy rheolwr wedi awgrymu PhD", DOCTORATE, phd),
        ("dwi wedi penderfynu gwneud PhD", DOCTORATE, phd),
        ("wedi gorffen fy PhD", phd, DOCTORATE),
        ("newydd gymhwyso o'r STP, grant", REGISTRATION, "qualification:masters"),
        ("done STP, next step", REGISTRATION, "qualification:masters"),
        (
            "second year STP trainee, on the STP, travel grant",
            REGISTRATION,
            "qualification:bachelors",
        ),
        ("I never got on the STP, how do I register", "qualification:bachelors", REGISTRATION),
        ("I abandoned my PhD in 2020, fellowship", DOCTORATE, "kind:fellowship"),
        ("wnes i MSc llynedd, grant", "education_stage:taught-masters", "qualification:masters"),
        ("I have a first class BSc, PhD", "education_stage:bachelors", phd),
    ]);
}

#[test]
fn what_is_turned_down_or_not_needed_is_not_sought_and_takes_nothing_else_with_it() {
    are_read_with_one_and_not_the_other(&[
        ("no salary needed, just project costs", "offer:salary-covered", "without:salary-covered"),
        ("I don't need funding, just advice", "kind:funding", "without:funding"),
        ("salary not required, consumables only", "offer:salary-covered", "offer:project-costs"),
        ("research funding w/out doing a PhD", "education_stage:phd", "without:phd"),
        ("I must not do another degree", "qualification:vocational", "without:bachelors"),
        ("not HSST but FRCPath", "without:clinical-registration", "education_stage:frcpath-exam"),
        ("leadership, no research", "theme:research", "without:research"),
        (
            "get to clinical scientist without the STP",
            "without:clinical-registration",
            "career_level:advanced",
        ),
        ("yn lle STP, grant", "without:clinical-registration", "kind:funding"),
        (
            "non registered postdoc fellowship",
            "without:postdoctoral",
            "education_stage:postdoctoral",
        ),
        ("ddim isho PhD, cwrs byr", "education_stage:phd", "without:phd"),
        ("I've got a mentor, I need project money", "kind:mentoring", "kind:funding"),
        ("already have funding, need a mentor", "kind:funding", "offer:mentoring-offered"),
        (
            "biomed degree not IBMS accredited",
            "without:institute-of-biomedical-science",
            REGISTRATION,
        ),
        // Whoever lacks money looks for it.
        ("no money for a conference", "without:funding", "kind:event"),
    ]);
}

#[test]
fn what_is_said_of_others_or_of_the_day_is_no_wish() {
    let (closed, consultant) = ("status:closed", "career_level:consultant");
    are_read_with_one_and_not_the_other(&[
        ("our clinic is closed on Fridays, small grant", closed, "kind:funding"),
        ("closed fellowships", "status:open", closed),
        ("our professor suggested a small grant", consultant, "kind:funding"),
        ("my head of department says a small grant", consultant, "kind:funding"),
        ("mae fy mhennaeth adran yn gefnogol, grant", consultant, "kind:funding"),
        ("my manager is a consultant, I'm band 5, course", consultant, "career_level:practitioner"),
        (
            "my husband is a biomedical scientist and I am a nuclear medicine technologist",
            "profession:biomedical-science",
            "profession:nuclear-medicine",
        ),
        (
            "I finished my MSc at Cardiff Met, small grant",
            "funder:cardiff-metropolitan-university",
            "kind:funding",
        ),
        ("an MSc at Swansea University", "qualification:masters", "funder:swansea-university"),
        ("grants that haven't closed yet", closed, "status:open"),
        ("cymrodoriaethau sydd ddim wedi cau eto", closed, "status:open"),
        ("eight months pregnant, online course", "duration:8", "mode:online"),
        ("small grant, micro, band 7", "kind:training", "profession:microbiology"),
        ("med lab asst, course", "education_stage:taught-masters", "career_level:associate"),
        (
            "gwyddonydd biofeddygol, ymchwil calon",
            "profession:cardiac-physiology",
            "theme:research",
        ),
        ("cofrestredig HCPC, ffisegydd, grant", REGISTRATION, "registration:hcpc"),
    ]);
}

#[test]
fn what_is_named_comes_first_whatever_is_said_of_who_asks() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    for (text, lang, named) in [
        ("STP", Lang::En, "heiw-scientist-training-programme-wales"),
        ("is the STP open", Lang::En, "heiw-scientist-training-programme-wales"),
        ("BMS, want to do the STP in Cardiff", Lang::En, "heiw-scientist-training-programme-wales"),
        ("dwi isio gwneud yr STP", Lang::Cy, "heiw-scientist-training-programme-wales"),
        ("NIHR doctoral award Swansea", Lang::En, "nihr-doctoral-award"),
        ("RfPB Wales", Lang::En, "nihr-research-for-patient-benefit"),
        // A day that is published says more than a bulletin about deadlines.
        ("deadlines in January", Lang::En, "ibms-mary-macdonald-bursary"),
    ] {
        let answer = engine.search(&Query::new(text, lang), moment);
        assert_eq!(answer.hits[0].opportunity.id, named, "{text}");
    }
    let hits = engine.search(&Query::new("NIHR doctoral award Swansea", Lang::En), moment).hits;
    assert_eq!(hits[0].fit.verdict, Verdict::No, "it is not open to Wales");
}

/// What somebody has had is not offered again, nor is all that its funder gives.
#[test]
fn what_is_past_does_not_narrow_what_is_sought() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    let text = "I had a Bevan Exemplar two years ago, now I want to spread it";
    let answer = engine.search(&Query::new(text, Lang::En), moment);
    assert_eq!(answer.hits[0].opportunity.id, "dragons-heart-spread-and-scale-academy");
}

/// A length or a day that only comes near is no reason to say that it is there.
#[test]
fn nobody_is_told_that_an_entry_has_a_length_or_a_day_that_it_does_not_state() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-28".parse().expect("a day");
    for (text, entry) in [
        ("12 months abroad, travel costs", "churchill-fellowship"),
        ("what closes in January?", "hcrw-advanced-fellowship-award"),
    ] {
        let query = Query { per_page: 500, ..Query::new(text, Lang::En) };
        let answer = engine.search(&query, moment);
        let hit = answer.hits.iter().find(|hit| hit.opportunity.id == entry).expect("an answer");
        let measures = ["duration", "closes_after", "closes_before"];
        let said = hit.matched.iter().map(|reason| reason.concept.name());
        let said: Vec<&str> = said.filter(|name| measures.contains(name)).collect();
        assert!(said.is_empty(), "{text}: {said:?}");
    }
}
