//! Whose it is that is told: of staff for whom somebody asks, of family and colleagues, of what was applied for or refused, of what is
//! held, won or been through.

use cyfle_search::fit::Verdict;

use crate::complaints::ids;
use crate::understanding::{are_read_with_one_and_not_the_other, verdict_on};

const BACHELORS: &str = "qualification:bachelors";
const DOCTORATE: &str = "qualification:doctorate";
const MASTERS: &str = "qualification:masters";
const DEGREE: &str = "education_stage:bachelors";
const MSC: &str = "education_stage:taught-masters";
const PHD: &str = "education_stage:phd";
const ADVANCED: &str = "career_level:advanced";
const FUNDING: &str = "kind:funding";
const LEADERSHIP: &str = "theme:leadership";
const RESEARCH: &str = "theme:research";
const STP: &str = "theme:clinical-registration";
const TRAINING: &str = "kind:training";

#[test]
fn whoever_asks_for_their_staff_tells_what_these_have() {
    are_read_with_one_and_not_the_other(&[
        ("One of my staff has a PhD, wants a fellowship", PHD, DOCTORATE),
        ("my trainee has her PhD, next step", PHD, DOCTORATE),
        ("my deputy has a PhD, wants a fellowship", PHD, DOCTORATE),
        ("she holds a doctorate, fellowship", PHD, DOCTORATE),
        ("one of my 8bs with a PhD, fellowship", PHD, DOCTORATE),
        ("a trainee of mine with a PhD, grant", PHD, DOCTORATE),
        ("One of my staff finished her STP in September, next step?", STP, MASTERS),
        ("my trainee finished the STP, funding", STP, MASTERS),
        ("my manager has a PhD, I want a fellowship", DOCTORATE, "kind:fellowship"),
        ("my department has PhD funding", DOCTORATE, PHD),
        ("I manage a team and my trainee wants a PhD", DOCTORATE, PHD),
    ]);
}

#[test]
fn bands_of_several_people_are_read_without_the_word() {
    are_read_with_one_and_not_the_other(&[
        ("two of my 8as, leadership programme", "career_level:associate", ADVANCED),
        ("research time for our 8bs", "career_level:associate", "career_level:consultant"),
    ]);
}

#[test]
fn what_family_and_colleagues_do_is_not_sought() {
    are_read_with_one_and_not_the_other(&[
        ("my sister is doing an MSc, I want a leadership course", MSC, LEADERSHIP),
        ("my husband works in research, I want an MSc", RESEARCH, MSC),
        ("my colleague is doing a PhD on stroke, I want a short course", PHD, TRAINING),
        ("My daughter is doing her STP in Cardiff, I am a band 4", STP, "career_level:associate"),
        ("Mae fy rheolwr yn athro, dw i isio MSc", "education_stage:professorial", MSC),
        ("my mentor is a professor of genetics and I want an MSc", "career_level:consultant", MSC),
        (
            "mae fy mab yn gweithio yng Nghaerdydd, dw i isio MSc",
            "health_board:cardiff-and-vale",
            MSC,
        ),
        (
            "Mae 'ngŵr i'n gweithio yn Lloegr, finnau'n BMS ym Mangor, isio MSc",
            "employer:nhs-england",
            MSC,
        ),
        ("My colleague is a radiographer, where can I nominate her", "kind:funding", "kind:award"),
        (
            "My colleague is a radiographer, where can I nominate her",
            "kind:training",
            "profession:diagnostic-radiography",
        ),
        ("my boss is doing a PhD and I want one too", "kind:funding", PHD),
        ("my friend has a fellowship and I want one", PHD, "kind:fellowship"),
        ("my wife is a band 5 radiographer looking for funding", PHD, "career_level:practitioner"),
        ("my husband and I are radiographers, MSc", PHD, "profession:diagnostic-radiography"),
    ]);
}

#[test]
fn what_was_applied_for_or_refused_is_not_held() {
    are_read_with_one_and_not_the_other(&[
        ("I applied for a PhD last year without success", "education_stage:postdoctoral", PHD),
        ("I didn't get onto the STP last year, how do I reapply?", MASTERS, STP),
        ("Fe wnes i gais am yr STP llynedd ond heb lwyddo", MASTERS, STP),
        ("Ces fy ngwrthod ar gyfer yr STP y llynedd, a ga i geisio eto?", MASTERS, STP),
        ("Cefais gynnig PhD ym Mhrifysgol Abertawe; pwy all dalu'r ffioedd?", DOCTORATE, PHD),
        ("Mi ges i gynnig PhD ym Mangor ond does dim pres", DOCTORATE, PHD),
        ("gave up on FRCPath, want a masters", "education_stage:frcpath", MSC),
        (
            "failed my FRCPath twice, not doing it again, mentor",
            "education_stage:frcpath",
            "kind:mentoring",
        ),
        ("I finished the STP last year, research money", STP, MASTERS),
    ]);
}

#[test]
fn the_class_of_a_degree_tells_that_somebody_has_one() {
    are_read_with_one_and_not_the_other(&[
        ("I have a 2:1 in physics, how do I train", DEGREE, BACHELORS),
        ("2:2 degree, can I do the STP", DEGREE, BACHELORS),
        ("first class degree in biology, training", DEGREE, BACHELORS),
        ("upper second in chemistry, training", DEGREE, BACHELORS),
        ("a 2.1 in biomedical science, genetics", DEGREE, BACHELORS),
        ("gradd dosbarth cyntaf mewn ffiseg, hyfforddi", DEGREE, BACHELORS),
        ("mae gen i 2:1 mewn bioleg, hyfforddi", DEGREE, BACHELORS),
        ("does the STP need a 2:1", BACHELORS, STP),
        ("1:2:1 mentoring", BACHELORS, "kind:mentoring"),
        ("I got a 2:1 in my masters, phd next", BACHELORS, PHD),
        ("level 2.2 in the framework, leadership course", BACHELORS, LEADERSHIP),
        ("honours degree, part time", BACHELORS, DEGREE),
    ]);
}

/// A class that a source does not take is no reason to say that somebody may well apply.
#[test]
fn who_has_a_low_class_is_told_to_check() {
    let verdict = |text: &str| verdict_on("heiw-scientist-training-programme-wales", text);
    assert_eq!(verdict("can I do the STP with a 2:2"), Some(Verdict::Check));
    assert_eq!(verdict("lower second in physics, STP"), Some(Verdict::Check));
    assert_eq!(verdict("I don't have a 2:1, can I do the STP"), Some(Verdict::Check));
    assert_eq!(verdict("predicted a 2:1 this summer, STP"), Some(Verdict::Check));
    assert_eq!(verdict("can I do the STP with a 2:1"), Some(Verdict::Likely));
}

#[test]
fn what_somebody_has_won_or_been_through_is_not_sought_again() {
    are_read_with_one_and_not_the_other(&[
        ("I won an award last year, now I want a PhD", "kind:award", PHD),
        ("Cefais wobr yn 2024; dwi'n chwilio am PhD", "kind:award", PHD),
        ("completed a leadership programme, looking for innovation funding", LEADERSHIP, FUNDING),
        ("I did a leadership course, now research please", LEADERSHIP, RESEARCH),
        ("been on a leadership course, want a research grant", LEADERSHIP, FUNDING),
        ("Bues i ar gwrs arweinyddiaeth, dw i isio arian", LEADERSHIP, FUNDING),
        ("had enough of leadership courses, want a research grant", LEADERSHIP, FUNDING),
        ("tired of quality improvement courses, want a mentor", TRAINING, "kind:mentoring"),
        ("our staff have no time for research", "without:research", "offer:protected-time"),
        ("no more courses, need money for equipment", TRAINING, "offer:equipment"),
        ("we have £5,000 in our ward fund, want training", FUNDING, TRAINING),
        (
            "I got a grant from IPEM in 2022, now want a fellowship",
            "funder:ipem",
            "kind:fellowship",
        ),
        ("there's no more funding for an MSc here, who pays", "without:funding", MSC),
        ("I've not done enough research for a PhD", "without:research", PHD),
        ("our funding has run out, need a grant", TRAINING, FUNDING),
        ("I have done research and want a grant", LEADERSHIP, RESEARCH),
    ]);
}

#[test]
fn the_bare_doctorate_of_a_consultant_is_held() {
    are_read_with_one_and_not_the_other(&[
        ("8c, PhD, 12 papers, next step", PHD, DOCTORATE),
        ("consultant clinical scientist, PhD, large project grant", PHD, DOCTORATE),
        ("consultant clinical scientist, PhD, fees", DOCTORATE, PHD),
        ("band 6 radiographer, PhD, salary", DOCTORATE, PHD),
    ]);
}

#[test]
fn who_leaves_the_health_service_for_a_job_or_only_thinks_of_it_has_one() {
    const NONE: &str = "employer:not-employed";
    are_read_with_one_and_not_the_other(&[
        ("left the NHS to work for a company, fellowship", NONE, "employer:company"),
        ("I left my audiology post in Leeds, fellowship", "employer:company", "kind:fellowship"),
        ("Dwi'n meddwl gadael y GIG, isio MSc", NONE, MSC),
        ("Dw i'n ymddeol yn 2029, MSc", NONE, MSC),
        ("dwi wedi gadael y GIG, MSc", "employer:company", NONE),
        (
            "awdiolegydd mewn clinig preifat yn Aberystwyth, isio MSc",
            NONE,
            "employer:private-healthcare",
        ),
    ]);
}

#[test]
fn a_wish_may_be_parted_by_its_subject() {
    const SHORT: &str = "education_stage:cpd";
    are_read_with_one_and_not_the_other(&[
        ("want a short echo course", "kind:event", SHORT),
        ("a one day ultrasound course", "kind:event", SHORT),
        ("travel audiology grant", "kind:event", "offer:travel"),
        ("free genomics course", "kind:event", "offer:free-training"),
        ("after APT level 3 diploma", DEGREE, "qualification:vocational"),
        ("genetics course, short notice", SHORT, TRAINING),
    ]);
}

#[test]
fn hours_of_a_job_are_not_hours_of_study() {
    are_read_with_one_and_not_the_other(&[
        ("full time job so part time degree", "mode:full-time", "mode:part-time"),
        ("degree, evenings only, lab support worker", "mode:full-time", "mode:part-time"),
        ("full time masters", "mode:part-time", "mode:full-time"),
        ("a sonographer on my team invented a probe holder", "mode:online", "theme:innovation"),
        ("course on Teams", "mode:full-time", "mode:online"),
    ]);
}

#[test]
fn who_is_on_no_register_says_so_in_welsh_in_many_ways() {
    const NONE: &str = "registration:none";
    are_read_with_one_and_not_the_other(&[
        ("Sa i'n gofrestredig, isio MSc", STP, NONE),
        ("Dw i ddim yn gofrestredig, isio MSc", STP, NONE),
        ("Nid wyf yn gofrestredig gyda neb, MSc", STP, NONE),
        ("sut mae dod yn gofrestredig", NONE, STP),
    ]);
}

#[test]
fn a_university_where_somebody_studies_is_not_sought() {
    are_read_with_one_and_not_the_other(&[
        (
            "I'm doing a PhD at Cardiff University and need travel money",
            "funder:cardiff-university",
            "offer:travel",
        ),
        (
            "Cefais gynnig PhD ym Mhrifysgol Abertawe; pwy all dalu'r ffioedd?",
            "funder:swansea-university",
            "offer:tuition-fees",
        ),
        ("PhD at Cardiff University", "offer:travel", "funder:cardiff-university"),
    ]);
}

#[test]
fn the_title_of_a_scheme_that_somebody_bears_is_not_sought() {
    const RCBC: &str = "funder:rcbc-wales";
    const FELLOWSHIP: &str = "kind:fellowship";
    const TRAVEL: &str = "offer:travel";
    are_read_with_one_and_not_the_other(&[
        ("I am a Churchill fellow, looking for research money", FELLOWSHIP, RESEARCH),
        ("I am a Churchill fellow, research money", "funder:churchill-fellowship", RESEARCH),
        ("RCBC fellow, travel money", RCBC, TRAVEL),
        ("former Topol fellow, band 7, leadership", FELLOWSHIP, LEADERSHIP),
        ("BHF grant holder, travel money", "funder:british-heart-foundation", TRAVEL),
        ("Wellcome grant holder, want to hire a PhD student", "funder:wellcome", PHD),
        ("Bevan Fellow with an idea for AI", "funder:bevan-commission", "topic:ai-digital-data"),
        ("cymrawd Bevan ydw i, isio arian teithio", "funder:bevan-commission", TRAVEL),
        ("cymrawd Bevan, arian teithio", "funder:bevan-commission", TRAVEL),
        ("rwy'n gymrawd Topol, eisiau arian teithio", FELLOWSHIP, TRAVEL),
        ("I'm an NIHR award holder, mentoring", "kind:award", "kind:mentoring"),
        ("I'm a mentor, need training", "kind:mentoring", TRAINING),
        ("rydw i'n fentor, eisiau cyllid", "kind:mentoring", FUNDING),
        ("as a mentor I need funding for training", "kind:mentoring", TRAINING),
        // It is what they ask for.
        ("looking to join as a Bevan fellow, mentoring", FUNDING, "funder:bevan-commission"),
        ("once I am a Bevan exemplar, what support", FUNDING, "funder:bevan-commission"),
        ("RCBC fellow", FUNDING, RCBC),
        ("how do I become a Bevan exemplar", FUNDING, FELLOWSHIP),
        ("I want to be a Churchill fellow", FUNDING, "funder:churchill-fellowship"),
        ("I am looking for a mentor", FUNDING, "kind:mentoring"),
        ("would like to act as a mentor", FUNDING, "kind:mentoring"),
        ("dw i'n chwilio am fentor", FUNDING, "kind:mentoring"),
        ("embryolegydd ydw i a hoffwn i gael mentor", FUNDING, "kind:mentoring"),
        ("HCRW award holder, network", FUNDING, "funder:hcrw"),
    ]);
}

#[test]
fn what_somebody_is_a_fellow_of_is_no_answer_to_what_comes_next() {
    const EXEMPLAR: &str = "bevan-exemplar-programme";
    assert_ne!(ids("I am a Bevan Exemplar, what's next")[0], EXEMPLAR);
    assert_eq!(ids("how do I become a Bevan Exemplar")[0], EXEMPLAR);
}

#[test]
fn the_stage_below_the_one_that_is_wanted_is_held() {
    are_read_with_one_and_not_the_other(&[
        ("MSc biomedical scientist want a PhD", MSC, MASTERS),
        ("MSc, want a PhD", MSC, MASTERS),
        ("MSc, eisiau PhD", MSC, MASTERS),
        ("mae gen i BSc, isio cwblhau MSc", MASTERS, MSC),
        ("hoffwn orffen fy ngradd", BACHELORS, DEGREE),
        ("wedi gorffen fy MSc, isio PhD", MSC, MASTERS),
        ("BSc, looking for a masters", DEGREE, BACHELORS),
        ("2:1 in my MSc, want a PhD", MSC, MASTERS),
        ("PhD, want postdoc funding", PHD, DOCTORATE),
        ("PhD biomedical scientist wants postdoctoral fellowship", PHD, DOCTORATE),
        ("PhD holder looking for MSc in AI", "education_stage:postdoctoral", MSC),
        ("MSc or PhD, want salary", MASTERS, MSC),
        ("want an MSc and a PhD", MASTERS, MSC),
    ]);
}

#[test]
fn certificates_universities_and_vivas_are_told_apart_from_wishes() {
    const CARDIFF: &str = "funder:cardiff-university";
    are_read_with_one_and_not_the_other(&[
        ("I have a leadership certificate, looking for mentoring", LEADERSHIP, "kind:mentoring"),
        ("I have a research idea, looking for mentoring", "offer:qualification", RESEARCH),
        ("honorary contract with Cardiff University, want research funding", CARDIFF, RESEARCH),
        ("honorary lecturer at Cardiff University, research funding", CARDIFF, RESEARCH),
        ("honorary contract with Cardiff University, research", "mode:secondment", RESEARCH),
        ("darlithydd ym Mhrifysgol Bangor, ymchwil", FUNDING, "employer:university-wales"),
        ("failed my PhD viva, want a fellowship", "education_stage:postdoctoral", MASTERS),
        ("my viva is next month, fellowship", FUNDING, "education_stage:postdoctoral"),
    ]);
}

#[test]
fn a_band_tells_the_level_better_than_the_title_beside_it() {
    const CONSULTANT: &str = "career_level:consultant";
    const ENHANCED: &str = "career_level:enhanced";
    are_read_with_one_and_not_the_other(&[
        ("band 6 sonographer, MSc", ADVANCED, ENHANCED),
        ("band 6 sonographer, MSc", ADVANCED, "profession:sonography"),
        ("sonograffydd band 6, MSc", ADVANCED, ENHANCED),
        ("band 9, clinical scientist, research", ADVANCED, CONSULTANT),
        ("band 5 senior radiographer, course", ENHANCED, "career_level:practitioner"),
        ("clinical scientist, research", ENHANCED, ADVANCED),
        ("band 8b clinical scientist", ENHANCED, CONSULTANT),
        ("My Advanced Fellowship ends next year, mentor", ADVANCED, "kind:mentoring"),
        ("my advanced practitioners, mentor", ENHANCED, ADVANCED),
    ]);
}

#[test]
fn the_level_of_those_whom_somebody_manages_is_not_theirs() {
    const PRACTITIONER: &str = "career_level:practitioner";
    const BMS: &str = "profession:biomedical-science";
    are_read_with_one_and_not_the_other(&[
        ("I manage band 5 biomedical scientists, need leadership training", PRACTITIONER, BMS),
        ("consultant clinical scientist managing band 7s, leadership", ADVANCED, LEADERSHIP),
        ("I manage band 5 radiographers who want an MSc", ADVANCED, PRACTITIONER),
        ("I am a band 5, managing director of nothing", ADVANCED, PRACTITIONER),
    ]);
}

#[test]
fn whoever_would_become_something_is_it_not_yet() {
    const BMS: &str = "profession:biomedical-science";
    const SONOGRAPHY: &str = "profession:sonography";
    are_read_with_one_and_not_the_other(&[
        ("want to be a biomedical scientist", "career_level:practitioner", STP),
        ("MLA wants to be a BMS", ADVANCED, STP),
        ("isio bod yn radiograffydd", ADVANCED, STP),
        ("hoffwn fod yn wyddonydd biofeddygol", ADVANCED, STP),
        ("gwyddonydd biofeddygol am fod yn wyddonydd clinigol", ADVANCED, STP),
        ("radiograffydd isio troi'n sonograffydd", ADVANCED, SONOGRAPHY),
        (
            "physio wanting to become advanced practitioner",
            ADVANCED,
            "other_profession:physiotherapist",
        ),
        ("I don't want to be a biomedical scientist", STP, "without:biomedical-science"),
        ("happy to be a research participant", STP, RESEARCH),
        ("do I need to be a biomedical scientist", STP, BMS),
    ]);
    let verdict = |question: &str, id: &str| verdict_on(id, question).expect("it is found");
    // The awards are for radiographers; what leads onto a register is for those who are none yet.
    let (awards, course) = ("sor-radiography-awards", "cardiff-met-bsc-healthcare-science");
    assert_eq!(verdict("radiographer, awards", awards), Verdict::Likely);
    assert_eq!(verdict("I want to be a radiographer, awards", awards), Verdict::Check);
    assert_eq!(verdict("radiographer wants to be a sonographer, awards", awards), Verdict::Likely);
    assert_eq!(verdict("I want to be a biomedical scientist", course), Verdict::Likely);
}
