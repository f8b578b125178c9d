//! What is only said by the way of people, places and courses, and changes what is sought or for whom.

use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::{Engine, Query};

use crate::understanding::are_read_with_one_and_not_the_other;

const CONSULTANT: &str = "career_level:consultant";
const STP: &str = "theme:clinical-registration";

#[test]
fn a_title_by_the_way_is_of_whoever_was_named_or_helps() {
    are_read_with_one_and_not_the_other(&[
        ("my mentor, a professor at Swansea, says try a fellowship", CONSULTANT, "kind:fellowship"),
        ("a professor at Bangor will supervise me, PhD funding", CONSULTANT, "kind:funding"),
        ("a consultant has offered to host me, salary", CONSULTANT, "offer:salary-covered"),
        ("I'm a consultant, my mentor agrees, fellowship", "career_level:none", CONSULTANT),
        ("a consultant in audiology, fellowship", "career_level:none", CONSULTANT),
    ]);
}

#[test]
fn a_funder_in_the_name_of_a_site_is_not_sought() {
    are_read_with_one_and_not_the_other(&[
        (
            "I work at the Churchill Hospital in Oxford, PhD",
            "funder:churchill-fellowship",
            "employer:nhs-england",
        ),
        ("our lab is in the Wellcome building, project money", "funder:wellcome", "kind:funding"),
        ("yn adeilad Wellcome, cyllid prosiect", "funder:wellcome", "kind:funding"),
        ("Wellcome funding for a building", "funder:none", "funder:wellcome"),
    ]);
}

#[test]
fn who_is_in_some_year_of_a_programme_does_not_look_for_it() {
    are_read_with_one_and_not_the_other(&[
        ("STP second year, research fellowship", STP, "qualification:bachelors"),
        ("second-year STP trainee, travel grant", STP, "qualification:bachelors"),
        ("year 2 of the STP, travel grant", STP, "qualification:bachelors"),
        ("HSST year three, travel grant", STP, "qualification:masters"),
        ("ail flwyddyn STP, cymrodoriaeth ymchwil", STP, "qualification:bachelors"),
        ("how many years is the STP", "qualification:bachelors", STP),
    ]);
}

#[test]
fn where_somebody_will_soon_work_counts_before_where_they_are() {
    const ENGLAND: &str = "employer:nhs-england";
    const SWANSEA: &str = "health_board:swansea-bay";
    are_read_with_one_and_not_the_other(&[
        ("I'm in the NHS in London but start at Singleton Hospital in May, PhD", ENGLAND, SWANSEA),
        ("I work in London but am moving to Swansea, PhD", ENGLAND, SWANSEA),
        ("Radiograffydd yn Llundain ydw i, ond dw i'n symud i Abertawe", ENGLAND, SWANSEA),
        ("I work in London, my mother lives in Swansea", SWANSEA, ENGLAND),
    ]);
}

#[test]
fn in_welsh_whom_somebody_works_for_may_stand_before_the_verb() {
    are_read_with_one_and_not_the_other(&[
        (
            "Gwyddonydd clinigol ym Mhrifysgol Abertawe ydw i, grant",
            "health_board:swansea-bay",
            "employer:university-wales",
        ),
        ("Radiograffydd yn Llundain ydw i, grant", "funder:none", "employer:nhs-england"),
    ]);
}

/// Where each of some entries stands among the answers to a question: the first at 0.
fn places(engine: &Engine, text: &str, lang: Lang, id: &str) -> Option<usize> {
    let answer = engine.search(&Query::new(text, lang), "2026-11-28".parse().expect("a day"));
    answer.hits.iter().position(|hit| hit.opportunity.id == id)
}

#[test]
fn what_takes_longer_than_somebody_will_go_through_is_not_among_the_first() {
    const HSST: &str = "nshcs-higher-specialist-scientist-training";
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    for (text, lang, is_first) in [
        ("clinical scientist, can't face five more years, consultant register", Lang::En, false),
        ("clinical scientist, five years of training is too long, consultant", Lang::En, false),
        ("consultant clinical scientist without another five years of training", Lang::En, false),
        ("gwyddonydd clinigol, ymgynghorydd, dim pum mlynedd arall", Lang::Cy, false),
        ("HSST, paid for five years, without a doctorate", Lang::En, true),
    ] {
        let place = places(&engine, text, lang, HSST);
        assert_eq!(place.is_some_and(|place| place < 3), is_first, "{text}: {place:?}");
    }
}

#[test]
fn the_diploma_that_somebody_stands_there_with_is_not_offered_again() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    for (text, lang, first) in [
        ("BMS with the IBMS specialist diploma, what next", Lang::En, false),
        ("arholiad nesaf ar ôl y diploma arbenigol, microbioleg", Lang::Cy, false),
        ("BMS, IBMS specialist diploma", Lang::En, true),
    ] {
        let place = places(&engine, text, lang, "ibms-specialist-diploma");
        assert_eq!(place == Some(0), first, "{text}: {place:?}");
    }
}

#[test]
fn what_is_left_out_may_be_described_first() {
    are_read_with_one_and_not_the_other(&[
        ("nothing that has closed, cardiac fellowships", "status:closed", "status:open"),
        ("leave out closed ones: stroke research", "status:closed", "status:open"),
        ("excluding closed schemes, stroke", "status:closed", "status:open"),
        ("which schemes have closed", "status:open", "status:closed"),
        ("for ODPs, not professional networks", "kind:network", "without:network"),
        ("lab funding, not big fellowships", "kind:fellowship", "without:fellowship"),
        ("I have not found grants for audiology", "without:funding", "kind:funding"),
        ("awards but not those only for England", "nation:england", "without:england"),
        ("courses not restricted to England", "nation:england", "without:england"),
        (
            "anything that isn't an apprenticeship or registration",
            "registration:none",
            "without:clinical-registration",
        ),
        ("not HCPC, what can I apply for", "without:clinical-registration", "registration:none"),
    ]);
}

#[test]
fn what_is_sought_for_those_who_have_a_degree_is_not_the_degree() {
    are_read_with_one_and_not_the_other(&[
        ("fellowships requiring a PhD, genetics", "education_stage:phd", "qualification:doctorate"),
        ("fellowships for people with a PhD", "education_stage:phd", "qualification:doctorate"),
        ("a radiographer needing a PhD", "qualification:doctorate", "education_stage:phd"),
    ]);
}

#[test]
fn where_somebody_was_before_they_came_is_not_where_they_work() {
    are_read_with_one_and_not_the_other(&[
        (
            "I left my audiology post in Leeds and am now a band 6 in Wrexham",
            "employer:nhs-england",
            "health_board:betsi-cadwaladr-university-health-board",
        ),
        (
            "I moved to Wales with a PhD in chemistry",
            "education_stage:phd",
            "qualification:doctorate",
        ),
        ("joined us from a company with a PhD", "education_stage:phd", "qualification:doctorate"),
    ]);
}

#[test]
fn who_has_paid_and_for_whom_something_is_are_told_from_who_is_asked() {
    are_read_with_one_and_not_the_other(&[
        (
            "HEIW paid for my master's, what comes next in research",
            "funder:heiw",
            "qualification:masters",
        ),
        ("HEIW pays for a master's", "qualification:masters", "funder:heiw"),
        ("what funding is there for nurses", "employer:none", "other_profession:nurse"),
        ("arian i nyrsys", "employer:none", "other_profession:nurse"),
        ("I teach nurses, grant", "other_profession:nurse", "kind:funding"),
        ("a course for nurses on wounds", "other_profession:nurse", "kind:training"),
        (
            "Cofrestredig gyda'r HCPC ond ddim gyda'r AHCS, cywerthedd",
            "without:ahcs",
            "registration:hcpc",
        ),
        ("Dw i ddim yn gallu gwneud PhD", "education_stage:phd", "without:phd"),
        ("Mi ges i arian gan Wellcome llynedd, pwy arall", "funder:wellcome", "kind:funding"),
    ]);
}

#[test]
fn a_job_that_is_lost_gives_way_to_the_one_that_followed() {
    const NONE: &str = "employer:not-employed";
    are_read_with_one_and_not_the_other(&[
        (
            "I was made redundant in 2020 and now I work for Cardiff and Vale",
            NONE,
            "health_board:cardiff-and-vale",
        ),
        (
            "made redundant but I've since started as a band 6 in Bangor",
            NONE,
            "health_board:betsi-cadwaladr-university-health-board",
        ),
        ("I worked in Cardiff and was made redundant", "employer:company", NONE),
        ("made redundant from Cardiff, research grant", "employer:company", NONE),
        ("haven't found a job yet, research grant", "employer:company", NONE),
    ]);
}

#[test]
fn a_student_says_so_at_the_beginning_or_as_one() {
    const STUDENT: &str = "employer:student";
    are_read_with_one_and_not_the_other(&[
        ("PhD student at Bangor, travel", "employer:university-wales", STUDENT),
        ("Fel myfyriwr PhD, grant", "employer:none", STUDENT),
        ("I'm a second year radiography student wanting a mentor", "employer:none", STUDENT),
        ("mentoring students, grant", STUDENT, "kind:funding"),
        ("student bursary, radiography", STUDENT, "profession:diagnostic-radiography"),
    ]);
}

#[test]
fn a_secondment_that_somebody_is_on_or_was_on_is_not_sought() {
    const SECONDMENT: &str = "mode:secondment";
    are_read_with_one_and_not_the_other(&[
        (
            "I've been seconded to the Welsh Government, policy fellowship",
            SECONDMENT,
            "kind:fellowship",
        ),
        ("finished my secondment to Public Health Wales, grant", SECONDMENT, "kind:funding"),
        ("My secondment ends in March, fellowship", SECONDMENT, "kind:fellowship"),
        ("I want a secondment to the Welsh Government", "kind:none", SECONDMENT),
        ("secondment to a university", "kind:none", SECONDMENT),
    ]);
}

#[test]
fn what_somebody_else_is_in_or_what_may_be_as_it_will_is_neither_the_readers_nor_a_wish() {
    let phd = "education_stage:phd";
    are_read_with_one_and_not_the_other(&[
        ("my neighbour retired and I want a PhD", "employer:not-employed", phd),
        ("my husband is self-employed and I want a PhD", "employer:self-employed", phd),
        ("I am retired, mentor", "employer:nhs-wales", "employer:not-employed"),
        (
            "I want a travel grant as a midwife.",
            "career_level:practitioner",
            "other_profession:midwife",
        ),
        ("retrain as a nurse, funding", "other_profession:nurse", "kind:funding"),
        (
            "I don't care about the salary, I want a mentor",
            "offer:salary-covered",
            "kind:mentoring",
        ),
        ("salary doesn't matter, mentor", "offer:salary-covered", "kind:mentoring"),
        ("dim ots gen i am y cyflog, mentor", "offer:salary-covered", "kind:mentoring"),
        ("mae gen i syniad ar gyfer PhD", "qualification:doctorate", phd),
        (
            "mae fy rheolwr ar fand 8a a finnau ar fand 5",
            "career_level:consultant",
            "career_level:practitioner",
        ),
        (
            "fues i'n gweithio yn Lloegr, nawr yn Hywel Dda",
            "employer:nhs-england",
            "health_board:hywel-dda",
        ),
        ("rydw i yn nyrs yn Felindre", "profession_group:all", "other_profession:nurse"),
        ("no time for a PhD but want a mentor", phd, "kind:mentoring"),
        (
            "my physics degree is from 1998, grant",
            "education_stage:bachelors",
            "qualification:bachelors",
        ),
        ("gradd PhD mewn geneteg", "education_stage:bachelors", phd),
    ]);
}
