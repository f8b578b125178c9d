//! What of a question is a wish, and what only stands beside one: what is not looked for, what others have, how the service
//! and the reader work; and wishes of more than one value.

use std::sync::Arc;

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::understand::Reading;
use cyfle_search::{Engine, Query};

use crate::understanding::{are_read_with_one_and_not_the_other, meanings};

#[test]
fn what_someone_does_not_look_for_is_not_wanted() {
    are_read_with_one_and_not_the_other(&[
        ("not looking for training, looking for money", "kind:training", "without:training"),
        ("I'm not after a course, I want a grant", "kind:training", "without:training"),
        ("I'm not after a PhD, leadership", "qualification:doctorate", "without:phd"),
        ("not really interested in research", "theme:research", "without:research"),
        ("not that keen on research", "theme:research", "without:research"),
        ("no interest in a PhD, leadership", "education_stage:phd", "without:phd"),
        ("no interest in a PhD, money", "qualification:masters", "without:phd"),
        ("no longer interested in mentoring", "kind:mentoring", "without:mentoring"),
        ("dim diddordeb mewn ymchwil", "theme:research", "without:research"),
        ("nid oes gen i ddiddordeb mewn ymchwil", "theme:research", "without:research"),
        ("ddim yn chwilio am hyfforddiant", "kind:training", "without:training"),
        ("ddim ar ôl cwrs, eisiau grant", "kind:training", "without:training"),
        ("dydw i ddim am wneud PhD", "education_stage:phd", "without:phd"),
        ("sa i moyn PhD", "education_stage:phd", "without:phd"),
        // What is looked for is, whatever somebody is not.
        ("not registered looking for funding", "without:funding", "kind:funding"),
        ("not training but looking for funding", "without:funding", "kind:funding"),
    ]);
}

#[test]
fn what_nobody_pays_or_is_alone_missing_is_looked_for() {
    are_read_with_one_and_not_the_other(&[
        ("the trust will not fund my MSc", "without:tuition-fees", "offer:tuition-fees"),
        ("my employer will not pay for my masters", "without:tuition-fees", "offer:tuition-fees"),
        ("the department will not pay the flight", "without:travel", "offer:travel"),
        (
            "my board will not cover my salary for a PhD",
            "without:salary-covered",
            "offer:salary-covered",
        ),
        ("they're not funding my PhD any more", "without:funding", "kind:funding"),
        (
            "fydd y bwrdd iechyd ddim yn talu fy ffioedd",
            "without:tuition-fees",
            "offer:tuition-fees",
        ),
        ("dyw'r bwrdd ddim yn ariannu cynadleddau", "without:funding", "kind:funding"),
        ("I can get leave but not the fees", "without:tuition-fees", "offer:tuition-fees"),
        ("we have the staff but not the money", "without:funding", "kind:funding"),
        ("mae gen i'r amser ond nid yr arian", "without:funding", "kind:funding"),
        // What a grant does not pay is not asked of it, and whoever wants one thing may turn down another.
        ("grants that do not cover salary", "offer:salary-covered", "without:salary-covered"),
        ("I want travel money but not fees", "offer:tuition-fees", "without:tuition-fees"),
        (
            "need a few thousand but not for my wages",
            "offer:salary-covered",
            "without:salary-covered",
        ),
        ("self-funded, not salary", "offer:salary-covered", "without:salary-covered"),
    ]);
}

#[test]
fn a_range_takes_in_what_lies_between_and_a_list_does_not() {
    let reading = Reading::new(&load(&Files::embedded()).catalogue);
    let of = |text: &str, name: &str| {
        let read = meanings(&reading, text);
        let own: Vec<&str> = read.iter().filter_map(|one| one.strip_prefix(name)).collect();
        own.join(" ")
    };
    let mut wrong = Vec::new();
    for (text, levels) in [
        ("band 5 to 7", "advanced enhanced practitioner"),
        ("band 5 to band 7", "advanced enhanced practitioner"),
        ("between band 5 and 7", "advanced enhanced practitioner"),
        ("band 5 i 7", "advanced enhanced practitioner"),
        ("bandiau 5 hyd at 7", "advanced enhanced practitioner"),
        ("bands 5-7", "advanced enhanced practitioner"),
        ("band 5 – 7", "advanced enhanced practitioner"),
        ("band 2 to 8a", "advanced associate consultant enhanced practitioner"),
        ("bands 5 and 7", "advanced practitioner"),
        ("band 5, 7", "advanced practitioner"),
        ("band 5/7", "advanced practitioner"),
        ("my band 5s", "practitioner"),
        ("band 6s", "enhanced"),
    ] {
        let read = of(text, "career_level:");
        if read != levels {
            wrong.push(format!("{text}: {read}"));
        }
    }
    for (text, amounts) in [
        ("between £5,000 and £10,000", "max:10000 min:5000"),
        ("£5k to £10k", "max:10000 min:5000"),
        ("£5-10k", "max:10000 min:5000"),
        ("5-10k for a project", "max:10000 min:5000"),
        ("between 5 and 10 thousand pounds", "max:10000 min:5000"),
        ("£500 to £2k", "max:2000 min:500"),
        ("rhwng £5,000 a £10,000", "max:10000 min:5000"),
        ("500 quid for a course", "min:500"),
        ("£500 and £2,000", "min:2000 min:500"),
        ("band 7 to £5k", "min:5000"),
    ] {
        let read = of(text, "amount_");
        if read != amounts {
            wrong.push(format!("{text}: {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn how_the_service_and_the_reader_work_is_no_wish() {
    are_read_with_one_and_not_the_other(&[
        ("our waiting list for echo is 18 months", "duration:18", "profession:cardiac-physiology"),
        ("a 3 month backlog, research", "duration:3", "theme:research"),
        ("turnaround of 2 months, research", "duration:2", "theme:research"),
        ("rhestr aros o 6 mis, ymchwil", "duration:6", "theme:research"),
        ("a 12 month fellowship on waiting lists", "duration:1", "duration:12"),
        ("I work two days a week, fellowship", "working_time:0.4", "mode:part-time"),
        ("I work two days a week, fellowship", "offer:protected-time", "mode:part-time"),
        ("dw i'n gweithio dau ddiwrnod yr wythnos", "working_time:0.4", "mode:part-time"),
        ("I work in echo and want two days a week", "mode:part-time", "working_time:0.4"),
        ("dau ddiwrnod yr wythnos", "working_time:0.2", "working_time:0.4"),
        ("when does the HCRW research award open", "status:open", "theme:research"),
        ("when do applications open for a PhD", "status:open", "education_stage:phd"),
        ("what research awards are open", "education_stage:phd", "status:open"),
    ]);
}

#[test]
fn what_others_have_is_neither_held_nor_wanted() {
    let phd = "education_stage:phd";
    are_read_with_one_and_not_the_other(&[
        ("needs a mentor who has done a PhD", "qualification:doctorate", "kind:mentoring"),
        ("needs a mentor who has done a PhD", phd, "kind:mentoring"),
        ("my mentor has a PhD, funding", phd, "kind:funding"),
        ("my colleague has a PhD, funding", phd, "kind:funding"),
        ("my manager has a masters, funding", "education_stage:taught-masters", "kind:funding"),
        ("my mentor finished the STP, funding", "qualification:masters", "kind:funding"),
        ("mae gan fy rheolwr PhD, cyllid", phd, "kind:funding"),
        ("fy mentor wedi gwneud PhD, cyllid", phd, "kind:funding"),
        // What somebody is to do is wanted, and the reader is still the reader.
        ("my trainee wants to do a PhD", "qualification:doctorate", phd),
        ("my manager has agreed to a PhD", "qualification:doctorate", phd),
        ("a microbiologist who has a PhD", phd, "qualification:doctorate"),
        ("my manager and I have a PhD", phd, "qualification:doctorate"),
        ("my band 5 staff, leadership", phd, "career_level:practitioner"),
    ]);
}

#[test]
fn whoever_is_in_the_last_year_of_something_has_not_got_it_yet() {
    are_read_with_one_and_not_the_other(&[
        ("third year of my PhD", "qualification:doctorate", "education_stage:postdoctoral"),
        ("3rd year PhD", "qualification:doctorate", "education_stage:postdoctoral"),
        ("student on BSc year 3 what next", "qualification:bachelors", "qualification:vocational"),
        ("ail flwyddyn, drydedd flwyddyn fy PhD", "duration:12", "education_stage:postdoctoral"),
        ("final year BSc student, MSc", "qualification:bachelors", "qualification:vocational"),
        ("final year BSc student wants MSc", "qualification:bachelors", "qualification:vocational"),
        ("first year of my PhD", "education_stage:postdoctoral", "education_stage:phd"),
        // What follows is sought, and not the same again; so it is with a training programme.
        ("writing up my PhD, what next", "education_stage:phd", "education_stage:postdoctoral"),
        (
            "final year of the STP, what next",
            "theme:clinical-registration",
            "career_level:advanced",
        ),
        ("final year of the STP, travel grant", "career_level:advanced", "qualification:bachelors"),
        (
            "final year student applying for the STP",
            "qualification:bachelors",
            "theme:clinical-registration",
        ),
    ]);
}

#[test]
fn a_sum_to_be_had_is_a_wish_for_money_and_a_price_is_none() {
    are_read_with_one_and_not_the_other(&[
        ("£500 towards a course", "offer:tuition-fees", "kind:funding"),
        ("a course under £100", "kind:funding", "kind:training"),
        ("a £2,000 prize", "kind:funding", "kind:award"),
    ]);
}

#[test]
fn who_wants_help_with_asking_a_funder_looks_for_the_help() {
    are_read_with_one_and_not_the_other(&[
        ("who could look at my NIHR application", "funder:nihr", "kind:support"),
        ("help with my Wellcome bid", "funder:wellcome", "kind:support"),
        ("help from the NIHR", "kind:award", "funder:nihr"),
    ]);
}

#[test]
fn how_long_someone_has_done_something_is_no_length_that_they_seek() {
    are_read_with_one_and_not_the_other(&[
        ("I have worked in audiology for six years, funding", "duration:72", "kind:funding"),
        ("been a band 5 BMS for two years, research", "duration:24", "theme:research"),
        ("off sick two years, research", "duration:24", "theme:research"),
        ("three years as a lab assistant, research", "duration:36", "theme:research"),
        ("full member three years, travel grant", "duration:36", "offer:travel"),
        ("HCPC clinical scientist for 6 years, research", "duration:72", "theme:research"),
        ("pum mlynedd fel gwyddonydd, ymchwil", "duration:60", "theme:research"),
        ("wedi bod yn BMS am chwe blynedd, ymchwil", "duration:72", "theme:research"),
        ("swydd cyfarwyddwr ymhen rhyw ddwy flynedd", "duration:24", "theme:leadership"),
        // What is looked for may last so long.
        ("a fellowship for three years", "duration:12", "duration:36"),
        ("I have an idea and would like £5,000 for two years", "duration:12", "duration:24"),
        ("I had an idea for a six month study", "duration:12", "duration:6"),
        ("a placement of less than a year", "duration:1", "duration:12"),
        ("go abroad for half a year", "duration:12", "duration:6"),
        ("lleoliad am flwyddyn", "duration:1", "duration:12"),
        ("paid £500 a year, research", "duration:12", "theme:research"),
        ("lleoliad ym mis Mai, cau ddiwedd mis Ebrill", "duration:1", "mode:secondment"),
    ]);
}

#[test]
fn sums_are_read_however_they_are_said() {
    are_read_with_one_and_not_the_other(&[
        ("half a million for a study", "amount_min:1000000", "amount_min:500000"),
        ("a thousand pounds for a workshop", "amount_min:1", "amount_min:1000"),
        ("mil o bunnoedd i brosiect", "amount_min:1000000", "amount_min:1000"),
        ("hanner miliwn o bunnoedd", "amount_min:1000000", "amount_min:500000"),
        ("five thousand pounds", "amount_min:1000", "amount_min:5000"),
        ("a thousand patients, research", "amount_min:1000", "theme:research"),
    ]);
}

#[test]
fn what_is_refused_takes_too_long_or_is_waved_off_is_told_apart() {
    let registration = "theme:clinical-registration";
    let board = "health_board:cardiff-and-vale";
    are_read_with_one_and_not_the_other(&[
        // Who will not go through a long programme still wants what it leads to.
        ("consultant level, but not five years of HSST", "duration:60", registration),
        (
            "I don't want to sit through another five year programme, microbiology",
            "duration:60",
            "profession:microbiology",
        ),
        (
            "ymgynghorydd heb gychwyn rhaglen bum mlynedd arall",
            "duration:60",
            "career_level:consultant",
        ),
        // Who was turned down for a thing still wants it.
        ("turned down for an innovation fellowship", "without:fellowship", "kind:fellowship"),
        ("turned down for an innovation fellowship", "without:innovation", "theme:innovation"),
        // What is waved off is not lacked.
        ("no fellowship please, leadership", "kind:fellowship", "without:fellowship"),
        ("dim cymrodoriaeth plis, arweinyddiaeth", "kind:fellowship", "without:fellowship"),
        ("nid cymrodoriaeth, arweinyddiaeth", "kind:fellowship", "without:fellowship"),
        ("no research, just leadership training", "theme:research", "without:research"),
        ("no money, leadership training", "without:funding", "kind:funding"),
        ("no leadership training whatsoever", "without:leadership", "theme:leadership"),
        ("anything but a PhD, money", "education_stage:phd", "without:phd"),
        ("rather not do another degree, money", "qualification:vocational", "without:bachelors"),
        ("training that doesn't lead to a degree", "qualification:vocational", "without:bachelors"),
        ("no more degrees, leadership", "qualification:vocational", "without:bachelors"),
        (
            "perfusionist with no research degree",
            "theme:research",
            "profession:clinical-perfusion-science",
        ),
        // Where somebody does not want to go says nothing of where they work.
        ("a course, not in Cardiff", board, "kind:training"),
        ("I don't want to move to Cardiff, research", board, "theme:research"),
        ("nothing from Cardiff and Vale, research", "without:research", board),
    ]);
}

#[test]
fn a_programme_that_takes_too_long_is_not_offered() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    for (text, is_refused) in [
        ("recognised as a consultant but not five years of HSST", true),
        ("recognised as a consultant by HSST", false),
    ] {
        let query = Query { per_page: 500, ..Query::new(text, Lang::En) };
        let answer = engine.search(&query, moment);
        let programme = "nshcs-higher-specialist-scientist-training";
        let hit = answer.hits.iter().find(|hit| hit.opportunity.id == programme);
        assert_eq!(hit.expect("the programme").aside, is_refused, "{text}");
    }
}

#[test]
fn who_is_no_member_of_a_society_does_not_look_for_one() {
    are_read_with_one_and_not_the_other(&[
        ("grants that do not need membership of a society", "kind:network", "kind:funding"),
        ("travel grant without joining a society", "kind:network", "offer:travel"),
        ("not a member of any society, research", "kind:network", "without:network"),
        ("heb fod yn aelod o gymdeithas, grant", "kind:network", "kind:funding"),
        ("which society can I join, audiology", "without:network", "kind:network"),
    ]);
}

#[test]
fn a_word_in_an_expression_that_says_something_else_is_no_wish() {
    are_read_with_one_and_not_the_other(&[
        ("I have my eye on leadership", "topic:vision", "theme:leadership"),
        ("I feel like a fraud in every single meeting", "kind:event", "kind:mentoring"),
        ("an idea for a gadget, who do we talk to", "kind:event", "kind:support"),
        ("talk to other theatre people who do research", "kind:event", "kind:network"),
        ("run a reflux clinic on my own, training", "kind:network", "kind:training"),
        ("why communities avoid screening, research", "kind:network", "theme:research"),
        ("technolegydd dan hyfforddiant, arweinyddiaeth", "kind:training", "theme:leadership"),
        ("would Health Education England fund research", "kind:training", "theme:research"),
        ("idea for a dialysis machine", "offer:equipment", "theme:innovation"),
        ("internship, research", "mode:secondment", "theme:research"),
        // Where they say what they usually do, they count.
        ("eye disease research", "theme:innovation", "topic:vision"),
        ("a new dialysis machine", "theme:innovation", "offer:equipment"),
        ("giving a talk abroad", "kind:network", "kind:event"),
        // An acronym is what is written in capitals, also where it has the letters of a small word.
        ("hyfforddiant DA", "kind:network", "topic:ai-digital-data"),
    ]);
}
