//! Who tells of their situation before they ask: where they work, what they were given a place on, what they turn down, what is
//! over. Advisers found what stands here misread, with an answer that would have cost somebody a chance.

use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::fit::Verdict;
use cyfle_search::{Engine, Query};

use crate::understanding::are_read_with_one_and_not_the_other;

const DOCTORATE: &str = "qualification:doctorate";
const BETSI: &str = "health_board:betsi-cadwaladr-university-health-board";
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
        ("I work in a hospital in Glasgow, sonographer", nhs_wales, "employer:nhs-scotland"),
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

/// A length, a sum or a day that only comes near is no reason to say that it is there.
#[test]
fn nobody_is_told_that_an_entry_has_a_length_a_sum_or_a_day_that_it_does_not_state() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-28".parse().expect("a day");
    for (text, entry) in [
        ("12 months abroad, travel costs", "churchill-fellowship"),
        ("what closes in January?", "hcrw-advanced-fellowship-award"),
        ("grants under £1,000", "labmed-research-and-innovation-grant"),
    ] {
        let query = Query { per_page: 500, ..Query::new(text, Lang::En) };
        let answer = engine.search(&query, moment);
        let hit = answer.hits.iter().find(|hit| hit.opportunity.id == entry).expect("an answer");
        let measures = ["duration", "amount_max", "closes_after", "closes_before"];
        let said = hit.matched.iter().map(|reason| reason.concept.name());
        let said: Vec<&str> = said.filter(|name| measures.contains(name)).collect();
        assert!(said.is_empty(), "{text}: {said:?}");
    }
}

#[test]
fn a_register_that_ran_out_or_was_never_joined_is_none_that_somebody_is_on() {
    let none = "registration:none";
    are_read_with_one_and_not_the_other(&[
        ("no longer on the HCPC register, immunology, HSST", "registration:hcpc", none),
        ("HCPC registration expired in 2022, small grant", REGISTRATION, none),
        ("let my HCPC registration lapse, research grant", REGISTRATION, none),
        ("unregistered sonographer, phd fellowship", "registration:hcpc", none),
        ("not on any register, ODP, phd fellowship", REGISTRATION, none),
        ("not yet on the HCPC register, predoctoral fellowship", REGISTRATION, none),
        ("awaiting HCPC registration, research grant", REGISTRATION, none),
        // Its register is the AHCS's by now.
        ("I've got RCCP registration, PhD fellowship", none, "registration:ahcs"),
        // Who asks for nothing else asks for the way there.
        ("I'm not on any register, what are my options", "registration:hcpc", REGISTRATION),
        (
            "my degree isn't IBMS accredited, registration",
            "without:institute-of-biomedical-science",
            REGISTRATION,
        ),
        (
            "my BSc isn't accredited, band 4, HCPC",
            "education_stage:bachelors",
            "qualification:bachelors",
        ),
    ]);
}

#[test]
fn where_somebody_was_or_cannot_be_and_where_others_are_is_not_where_they_work() {
    let (cardiff, north) =
        ("health_board:cardiff-and-vale", "health_board:betsi-cadwaladr-university-health-board");
    are_read_with_one_and_not_the_other(&[
        ("moved from Cardiff and Vale to Betsi, equipment", cardiff, north),
        ("I used to work in Cardiff, now Wrexham, equipment", cardiff, north),
        ("live in Wrexham and can't get to Cardiff, course", cardiff, north),
        ("radiographer in Wrexham, can't travel to Cardiff", cardiff, north),
        ("course, ddim yng Nghaerdydd, dwi ym Mangor", cardiff, north),
        (
            "my wife works at Cardiff University, I'm in Bangor, research time",
            "funder:cardiff-university",
            north,
        ),
        (
            "used to be a radiographer, now a medical physicist",
            "profession:diagnostic-radiography",
            "profession:medical-physics",
        ),
        ("ODP, work in Liverpool, small grant", "employer:nhs-wales", "employer:nhs-england"),
        (
            "radiographer in an English trust, small grant",
            "employer:nhs-wales",
            "employer:nhs-england",
        ),
        ("I work for NHS Lothian, small grant", "employer:nhs-wales", "employer:nhs-scotland"),
        (
            "lecturer at Swansea University, small grant",
            "employer:nhs-wales",
            "employer:university-wales",
        ),
    ]);
}

#[test]
fn what_is_over_held_by_others_or_only_asked_about_is_no_wish() {
    let phd = "education_stage:phd";
    are_read_with_one_and_not_the_other(&[
        ("gave up my PhD in 2021, could I finish it", DOCTORATE, phd),
        ("stopped my PhD 2 years ago, sonographer", DOCTORATE, phd),
        ("already have a PhD supervisor, need fees paid", DOCTORATE, phd),
        ("I have a PhD in physics and want the STP", "education_stage:postdoctoral", DOCTORATE),
        (
            "graduate with a biochemistry degree, way into the NHS",
            "education_stage:bachelors",
            "qualification:bachelors",
        ),
        ("supervising a PhD student, need a grant", phd, "kind:funding"),
        ("do I need a degree to do the STP?", "education_stage:bachelors", REGISTRATION),
        ("oes angen gradd i wneud yr STP?", "education_stage:bachelors", REGISTRATION),
        ("mae gen i awydd gwneud PhD, ffisiolegydd", DOCTORATE, phd),
        ("does gen i mo'r PhD eto, grant", DOCTORATE, "kind:funding"),
        ("spoke at a conference in June, now want a secondment", "kind:event", "mode:secondment"),
        ("ma mentor da fi'n barod, angen arian", "kind:mentoring", "kind:funding"),
        ("I have a grant from IPEM, need statistics advice", "funder:ipem", "kind:support"),
        (
            "I have £4,000 left over from a donation, equipment",
            "amount_min:4000",
            "offer:equipment",
        ),
        ("career break 5 yrs, physicist, back into research", "duration:60", "theme:research"),
        ("work 3 days a week, nuclear medicine, research", "working_time:0.6", "mode:part-time"),
        (
            "I trained as a physicist in India, now in Cardiff",
            "offer:travel",
            "health_board:cardiff-and-vale",
        ),
        (
            "not a researcher yet, where do I start",
            "without:research",
            "education_stage:no-qualification-needed",
        ),
        (
            "advanced communication skills course, band 5 audiology",
            "career_level:advanced",
            "career_level:practitioner",
        ),
        (
            "HCRW Advanced Fellowship, band 5 BMS",
            "career_level:advanced",
            "career_level:practitioner",
        ),
        ("b5/6 course", "education_stage:phd", "career_level:enhanced"),
        (
            "I'm on a band 7 salary, want an MSc",
            "offer:salary-covered",
            "education_stage:taught-masters",
        ),
        (
            "dwi ar gyflog band 7, isio MSc",
            "offer:salary-covered",
            "education_stage:taught-masters",
        ),
    ]);
}

#[test]
fn a_denial_reaches_what_it_denies_and_nothing_that_is_free() {
    are_read_with_one_and_not_the_other(&[
        ("cardiac grants, no fellowships", "kind:fellowship", "without:fellowship"),
        ("haematology grants, no prizes", "offer:prize-or-recognition", "without:award"),
        ("leadership course, nothing residential", "mode:in-person", "without:in-person"),
        ("not a full PhD, part time research", "education_stage:phd", "without:phd"),
        ("I don't need money, just time", "without:funding", "offer:protected-time"),
        ("sa i isie PhD, jyst MSc", "education_stage:phd", "without:phd"),
        ("gwell gen i beidio gwneud PhD", DOCTORATE, "without:phd"),
        ("hyfforddiant ddim ar-lein", "mode:online", "without:online"),
        ("hyfforddiant am ddim ar-lein", "without:online", "mode:online"),
        ("so I need a course", "without:training", "kind:training"),
    ]);
}

#[test]
fn what_was_never_finished_or_granted_is_not_held() {
    let phd = "education_stage:phd";
    let (masters, none) = ("qualification:masters", "registration:none");
    are_read_with_one_and_not_the_other(&[
        ("I never finished my PhD because I became ill", phd, masters),
        ("My PhD was never completed. What fellowships", DOCTORATE, masters),
        ("dropped out of my PhD, postdoctoral award", phd, masters),
        ("gave up my PhD in 2021, radiographer", phd, masters),
        ("My HCPC application is still pending, fellowship", REGISTRATION, none),
        ("staff nad ydynt ar gofrestr yr HCPC, hyfforddiant", "registration:hcpc", none),
        ("nto registered radiographer", REGISTRATION, none),
        ("dnt want phd", phd, "without:phd"),
        ("A PhD is not for me, audiologist", phd, "without:phd"),
        ("Nid wyf yn dymuno gwneud doethuriaeth; cyllid", phd, "without:phd"),
        ("Hyfforddiant nad yw ar-lein", "mode:online", "without:online"),
        ("training that doesn't need me to be in person", "mode:in-person", "without:in-person"),
        ("no course just grant", "kind:training", "without:training"),
    ]);
}

#[test]
fn what_somebody_has_is_told_without_a_comma_from_what_they_want() {
    let (phd, masters) = ("education_stage:phd", "qualification:masters");
    are_read_with_one_and_not_the_other(&[
        ("got msc want phd", "education_stage:taught-masters", masters),
        ("gen i msc isio phd", DOCTORATE, phd),
        ("isio phd gen i msc", DOCTORATE, masters),
        ("got hcpc want phd", REGISTRATION, "registration:hcpc"),
        ("PhD sydd gennyf; grant", phd, DOCTORATE),
        ("I'm a Bevan Fellow with a PhD, what next in research?", phd, DOCTORATE),
        ("As a scientist with a PhD, which fellowship", phd, DOCTORATE),
        ("I have an MSc, FRCPath and a mentor, research funding", "kind:mentoring", masters),
        ("biomedical scientist, MSc and PhD funding", DOCTORATE, phd),
        ("Cefais wobr llynedd, pa gyllid nesaf?", "kind:award", "kind:funding"),
        ("I supervise two HSST trainees, leadership", masters, "theme:leadership"),
    ]);
}

#[test]
fn who_says_what_they_are_not_or_where_they_live_still_is_what_they_are() {
    let (wales, england) =
        ("health_board:aneurin-bevan-university-health-board", "employer:nhs-england");
    let technologist = "profession:nuclear-medicine";
    are_read_with_one_and_not_the_other(&[
        (
            "I am a nuclear medicine technologist, not a medical physicist",
            "without:medical-physics",
            technologist,
        ),
        ("i live in newport but work in bristol, bms", wales, england),
        ("Dwi'n byw yng Nghasnewydd ac yn gweithio yn Lerpwl", wales, england),
        ("im in england not wales", "nation:wales", england),
        ("in scotland not wales, bms", "nation:wales", "employer:nhs-scotland"),
        ("wales not england bms", "nation:england", "nation:wales"),
        (
            "I was a band 8a, now I'm back at band 6",
            "career_level:advanced",
            "career_level:enhanced",
        ),
        (
            "former social worker, now an audiologist",
            "other_profession:social-worker",
            "profession:audiology",
        ),
        (
            "Getting to Cardiff is impossible, radiographer in Bangor",
            "health_board:cardiff-and-vale",
            BETSI,
        ),
    ]);
}

#[test]
fn an_illness_of_somebodys_own_is_no_subject() {
    are_read_with_one_and_not_the_other(&[
        ("I've had breast cancer and want a mentor", "topic:cancer", "kind:mentoring"),
        ("I have Parkinson's, medical physicist", "topic:neurology", "profession:medical-physics"),
        ("my mother has dementia, evening course", "topic:dementia", "kind:training"),
        ("I have a stroke project", "topic:cancer", "topic:stroke"),
    ]);
}

#[test]
fn a_whole_name_is_named_wherever_it_stands_and_one_that_is_denied_is_not_offered() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-28".parse().expect("a day");
    let first = |text: &str| {
        engine.search(&Query::new(text, Lang::En), moment).hits[0].opportunity.id.clone()
    };
    for (text, named) in [
        ("when does the STP open?", "heiw-scientist-training-programme-wales"),
        ("Do I need a degree to do the STP?", "heiw-scientist-training-programme-wales"),
        ("higher specialist diploma fees", "ibms-higher-specialist-diploma"),
        ("future leaders fellowship physiologist", "ukri-future-leaders-fellowships"),
        ("Echocardiography Training Programme", "nshcs-echocardiography-training-programme"),
    ] {
        assert_eq!(first(text), named, "{text}");
    }
    for (text, denied) in [
        ("consultant leadership programme other than Climb", "dragons-heart-climb"),
        ("leadership course, not Gwella", "heiw-gwella-leadership-portal"),
        ("did the Climb programme, want next leadership step", "dragons-heart-climb"),
        ("not the Emerging Researcher Award", "hcrw-emerging-researcher-award"),
    ] {
        assert_ne!(first(text), denied, "{text}");
    }
    // Neither research nor awards are denied with it.
    let understood = engine.understand("besides the Research Training Award, band 6", moment);
    assert!(understood.understood.iter().all(|one| !one.concept.name().starts_with("without")));
}

/// Who works in England may apply there, and is not told that what is for Wales is theirs.
#[test]
fn where_an_employer_is_tells_where_somebody_may_apply() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-28".parse().expect("a day");
    let verdict = |text: &str, entry: &str| {
        let query = Query { per_page: 500, ..Query::new(text, Lang::En) };
        let hits = engine.search(&query, moment).hits;
        let hit = hits.iter().find(|hit| hit.opportunity.id == entry).expect("an answer");
        hit.fit.verdict
    };
    let (topol, first) = ("topol-digital-fellowships", "rcbc-first-into-research");
    assert_eq!(verdict("Topol, I work in London, band 7 audiologist", topol), Verdict::Likely);
    assert_eq!(verdict("Topol, band 7 audiologist", topol), Verdict::No);
    assert_ne!(verdict("First into Research, I work in Bristol", first), Verdict::Likely);
    // What is for students alone is likely for nobody who has not said to be one.
    assert_ne!(verdict("radiographer bursary", "nhs-wales-bursary-scheme"), Verdict::Likely);
}

#[test]
fn a_sum_that_somebody_earns_has_spends_or_can_pay_is_none_that_is_wanted() {
    let funding = "kind:funding";
    are_read_with_one_and_not_the_other(&[
        ("I earn £45,000, grant", "amount_min:45000", funding),
        ("my salary is £38k, grant", "amount_min:38000", funding),
        ("rwy'n ennill £45,000, grant", "amount_min:45000", funding),
        ("can't afford more than £200, short course", "amount_min:200", "kind:training"),
        ("can't pay more than £50, course", "amount_min:50", "kind:training"),
        ("my budget is £500, course", "amount_min:500", "kind:training"),
        ("I've got £500, course", "amount_min:500", "kind:training"),
        ("budget of £3,000 left to spend, course", "amount_min:3000", "kind:training"),
        ("our department spends £30,000 a year, grant", "amount_min:30000", funding),
        ("I earn £30k to £40k, grant", "amount_min:30000", funding),
        ("I've been given £3,000 and need another £2,000", "amount_min:3000", "amount_min:2000"),
    ]);
}

#[test]
fn a_sum_in_words_is_as_much_as_they_say() {
    are_read_with_one_and_not_the_other(&[
        ("three-quarters of a million pounds", "amount_min:1000000", "amount_min:750000"),
        ("a quarter of a million", "amount_min:1000000", "amount_min:250000"),
        ("chwarter miliwn o bunnau", "amount_min:1000000", "amount_min:250000"),
        ("one and a half thousand pounds", "amount_min:500", "amount_min:1500"),
        ("fifteen hundred pounds", "amount_min:100", "amount_min:1500"),
        ("five hundred and fifty pounds", "amount_min:50", "amount_min:550"),
        ("twenty five thousand pounds", "amount_min:5000", "amount_min:25000"),
        ("two to three hundred thousand", "amount_min:2000", "amount_min:200000"),
        ("a couple of hundred pounds", "amount_min:100", "amount_min:200"),
        ("a grand for a course", "amount_min:1", "amount_min:1000"),
        ("a grand idea for research", "amount_min:1000", "theme:research"),
        ("mil a hanner o bunnau", "amount_min:1000", "amount_min:1500"),
        ("pum cant o bunnau", "amount_min:5", "amount_min:500"),
        ("pymtheg cant o bunnau", "amount_min:100", "amount_min:1500"),
        ("can mil o bunnau", "amount_min:1000", "amount_min:100000"),
        ("dau gan mil o bunnau", "amount_min:1000", "amount_min:200000"),
        ("hanner can mil o bunnau", "amount_min:1000", "amount_min:50000"),
        ("can I have a thousand pounds", "amount_min:100000", "amount_min:1000"),
        ("grant o ganpunt", "amount_min:1", "amount_min:100"),
    ]);
}

#[test]
fn what_costs_no_fee_is_free_and_free_of_something_else_is_not() {
    let (free, fees) = ("offer:free-training", "offer:tuition-fees");
    are_read_with_one_and_not_the_other(&[
        ("cwrs dim ffi", fees, free),
        ("cwrs, does dim ffi i'w thalu", fees, free),
        ("dim ffioedd, cwrs", fees, free),
        ("cwrs heb ffi", fees, free),
        ("course without fees", fees, free),
        ("two days, free, cardiac", fees, free),
        ("gluten-free diets research grant", free, "kind:funding"),
        ("free time for research", free, "theme:research"),
    ]);
}

#[test]
fn how_long_something_took_that_is_over_is_no_length_that_is_sought() {
    are_read_with_one_and_not_the_other(&[
        (
            "I did a six-month secondment last year, now want a two-year fellowship",
            "duration:6",
            "duration:24",
        ),
        ("I'm two years into a four-year PhD", "duration:48", "education_stage:phd"),
        ("did a one-year MRes in 2024, research", "duration:12", "theme:research"),
        ("24 months into HSST, fellowship", "duration:24", "kind:fellowship"),
        ("five years at DHCW, fellowship", "duration:60", "kind:fellowship"),
        ("three years at AWMGS, PhD", "duration:36", "education_stage:phd"),
        ("unemployed for two years before this job, course", "duration:24", "kind:training"),
        ("seibiant o ddwy flynedd, ymchwil", "duration:24", "theme:research"),
        ("seibiant gyrfa o dair blynedd, ymchwil", "duration:36", "theme:research"),
        ("o'r gwaith am dair blynedd, ymchwil", "duration:36", "theme:research"),
        ("Gadewais ymchwil am bum mlynedd", "duration:60", "theme:research"),
        ("a grant in less than a month", "duration:1", "kind:funding"),
        ("I spent three years in Germany, fellowship", "duration:36", "kind:fellowship"),
        ("two years in Australia where I was a BMS, course", "duration:24", "kind:training"),
        ("I have been writing up for two years, funding", "duration:24", "kind:funding"),
        ("thirty-one years in the lab, funding", "duration:12", "kind:funding"),
        ("treuliais dair blynedd yn yr Almaen, cymrodoriaeth", "duration:36", "kind:fellowship"),
        ("I have two years for a fellowship", "duration:12", "duration:24"),
        ("three years in Germany on a fellowship", "duration:12", "duration:36"),
        // Of two lengths the less will do, and a half counts.
        ("fellowship of one to two years", "duration:24", "duration:12"),
        ("18 to 24 months fellowship", "duration:24", "duration:18"),
        ("a year and a half fellowship", "duration:12", "duration:18"),
        ("cymrodoriaeth blwyddyn a hanner", "duration:12", "duration:18"),
    ]);
}

#[test]
fn a_share_of_the_week_may_be_told_in_hundredths_hours_and_half_days() {
    let (part, protected) = ("mode:part-time", "offer:protected-time");
    are_read_with_one_and_not_the_other(&[
        ("20% protected time", part, "working_time:0.2"),
        ("20% protected time", part, protected),
        ("10% of my week for research", part, "working_time:0.1"),
        ("20% o'm hamser i ymchwil", part, "working_time:0.2"),
        ("7.5 hours a week protected time", part, "working_time:0.2"),
        ("one afternoon a week for research", part, "working_time:0.1"),
        ("prynhawn yr wythnos i ymchwil", part, "working_time:0.1"),
        ("half a day a week for research", part, "working_time:0.1"),
        ("50% of fees", "working_time:0.5", "offer:tuition-fees"),
        ("came back to work two days a week as a radiographer", "working_time:0.4", part),
        ("I do two days a week in the lab", "working_time:0.4", part),
        ("I work part-time, two days a week", "working_time:0.4", part),
        ("my hours are three days a week", "working_time:0.6", part),
        ("I want to do two days a week of research", part, "working_time:0.4"),
    ]);
}
