//! What a reader holds, is on or has finished is told from what they seek, however it is said.

use cyfle_search::fit::Verdict;

use crate::understanding::{are_read_with_one_and_not_the_other, verdict_on};

const PHD: &str = "education_stage:phd";
const DOCTORATE: &str = "qualification:doctorate";
const MASTERS: &str = "qualification:masters";
const POSTDOC: &str = "education_stage:postdoctoral";

#[test]
fn what_stands_behind_with_is_held_and_what_is_denied_there_is_not() {
    are_read_with_one_and_not_the_other(&[
        ("audiologist with no masters", MASTERS, "qualification:bachelors"),
        (
            "ophthalmic imaging with no degree",
            "qualification:bachelors",
            "qualification:vocational",
        ),
        ("With no PhD, what can I apply for", DOCTORATE, MASTERS),
        ("audiologist with an interest in a PhD", DOCTORATE, PHD),
        ("audiologist with a funded PhD", DOCTORATE, PHD),
        ("audiologist with two PhD students", DOCTORATE, PHD),
        (
            "radiographer with a physics degree",
            "education_stage:bachelors",
            "qualification:bachelors",
        ),
        ("public health scientist at Public Health Wales with a PhD", PHD, DOCTORATE),
        (
            "ophthalmic scientist at Glangwili with a masters",
            "education_stage:taught-masters",
            MASTERS,
        ),
        ("radiographer for 11 years with a PhD", PHD, DOCTORATE),
        ("Medical physicist by background with a PhD", PHD, DOCTORATE),
        // The accent tells "with" from "and".
        ("awdiolegydd â PhD", PHD, DOCTORATE),
        ("awdiolegydd a PhD", DOCTORATE, PHD),
        ("With a PhD in tumour profiling behind me I want a fellowship", PHD, DOCTORATE),
    ]);
}

#[test]
fn a_holder_has_it_and_so_has_whoever_names_it_among_what_they_are() {
    are_read_with_one_and_not_the_other(&[
        ("biochemistry, PhD holder, secondment", PHD, DOCTORATE),
        ("not a PhD holder, fellowship", DOCTORATE, "without:phd"),
        ("I am a microbiologist, PhD, looking for a fellowship", PHD, DOCTORATE),
        ("Gwyddonydd iechyd cyhoeddus ydw i, PhD, yn chwilio am grant", PHD, DOCTORATE),
        ("microbiologist, PhD, salary", DOCTORATE, PHD),
        ("I've a PhD, what next", PHD, DOCTORATE),
        (
            "I've a chemistry degree, what next",
            "education_stage:bachelors",
            "qualification:bachelors",
        ),
        ("I've a place on an MSc", MASTERS, "education_stage:taught-masters"),
        // Who is after one seeks it; what comes after one is something else.
        ("cardiac physio band 6, after an MSc", MASTERS, "education_stage:taught-masters"),
        ("I'm after a PhD", DOCTORATE, PHD),
        ("what can I do after a PhD", PHD, DOCTORATE),
        ("what can I do after my MSc", "education_stage:taught-masters", MASTERS),
    ]);
}

#[test]
fn who_is_on_a_stage_and_asks_for_what_does_not_pay_for_it_does_not_look_for_the_stage() {
    are_read_with_one_and_not_the_other(&[
        ("neurophysiology, halfway through PhD, travel grant", PHD, MASTERS),
        ("neurophysiology, PhD student, travel", PHD, MASTERS),
        ("yng nghanol fy noethuriaeth, cynhadledd yn Ewrop", PHD, MASTERS),
        ("already a PhD student, travel", DOCTORATE, MASTERS),
        ("halfway through a PhD, salary", MASTERS, PHD),
        ("PhD student, fees", MASTERS, PHD),
        ("my PhD student, travel", MASTERS, PHD),
    ]);
}

#[test]
fn a_doctorate_that_is_said_to_be_past_is_held_however_that_is_put() {
    are_read_with_one_and_not_the_other(&[
        ("PhD in tinnitus handed in, now my own project and wages", PHD, DOCTORATE),
        ("viva passed in May, is there anything for the next bit", PHD, DOCTORATE),
        ("Four years on from my PhD I'd like to run a programme", PHD, DOCTORATE),
        ("registered, PhD in the bag, salary", PHD, DOCTORATE),
        ("My PhD was on carotid scans, fellowship", PHD, DOCTORATE),
        ("my doctorate was awarded in July, fellowship", PHD, DOCTORATE),
        ("Eight years past my PhD, research", PHD, DOCTORATE),
        ("My PhD was nine years ago, salary for research", PHD, DOCTORATE),
        ("gwyddonydd clyw, PhD wedi'i gwblhau, fy mhrosiect fy hun", PHD, DOCTORATE),
        ("cardioleg, PhD wedi gorffen, cymrodoriaeth", PHD, DOCTORATE),
        ("Ces i fy noethuriaeth llynedd, grant", PHD, DOCTORATE),
        ("vascular scientist, doctorate in hand, research grant", PHD, DOCTORATE),
        ("I hand in my PhD this spring, fellowship", PHD, DOCTORATE),
        ("I've the doctorate and the papers, fellowship", PHD, DOCTORATE),
        ("fellowship with a PhD at the end of it", DOCTORATE, PHD),
    ]);
}

#[test]
fn who_nears_the_end_looks_past_it_unless_all_they_ask_for_is_money() {
    are_read_with_one_and_not_the_other(&[
        ("my doctorate ends in six months, is there bridging money", DOCTORATE, PHD),
        ("my doctorate ends in six months, fellowship", PHD, "education_stage:postdoctoral"),
        ("my PhD will be finished by Christmas, fellowship", PHD, "education_stage:postdoctoral"),
        ("my PhD is nearly finished, what next", DOCTORATE, POSTDOC),
        ("fy noethuriaeth wedi dod i ben", PHD, DOCTORATE),
    ]);
}

#[test]
fn what_is_held_by_its_number_or_from_school_is_no_degree() {
    are_read_with_one_and_not_the_other(&[
        ("APT with the level 3 diploma", "education_stage:vocational", "qualification:vocational"),
        ("APT with a level 3", "qualification:bachelors", "qualification:vocational"),
        ("APT with a level 3", "education_stage:vocational", "qualification:vocational"),
        (
            "I've held the level 3 for years",
            "education_stage:vocational",
            "qualification:vocational",
        ),
        ("got my level 3", "education_stage:vocational", "qualification:vocational"),
        ("APT level 3 diploma", "qualification:vocational", "education_stage:vocational"),
        ("I have done A levels, audiology", "qualification:bachelors", "qualification:vocational"),
        ("I have done A levels, audiology", "qualification:bachelors", "education_stage:bachelors"),
        ("wedi gorffen fy Lefel A", "qualification:bachelors", "education_stage:bachelors"),
    ]);
}

#[test]
fn a_small_word_of_welsh_is_no_acronym() {
    are_read_with_one_and_not_the_other(&[
        ("sut af i nôl ato, ymchwil", "career_level:associate", "theme:research"),
        ("ATO, ymchwil", "career_level:practitioner", "career_level:associate"),
    ]);
}

#[test]
fn who_asks_what_they_can_have_has_it_not_and_who_says_what_they_lack_has_the_rest() {
    let taught = "education_stage:taught-masters";
    are_read_with_one_and_not_the_other(&[
        ("Can I have PhD funding? I am an audiologist", DOCTORATE, PHD),
        ("Where can I have my PhD paid for?", DOCTORATE, PHD),
        ("did the doctoral fellowship close already", DOCTORATE, PHD),
        ("Clinical engineer, band 8a, PhD. I want a fellowship", PHD, DOCTORATE),
        ("Audiologist, band 7, MSc. I want a mentor", taught, MASTERS),
        ("Microbiologist, band 7, PhD but no FRCPath, fellowships", PHD, DOCTORATE),
        ("I have no FRCPath but I have a PhD, project grant", "qualification:bachelors", DOCTORATE),
        ("I have an MSc and a PhD, grant", MASTERS, DOCTORATE),
        ("HCPC registered with a PhD, which fellowships", PHD, DOCTORATE),
        ("Consultant clinical scientist (PhD) in Cardiff", PHD, DOCTORATE),
        ("I hold a PgCert, leadership", "education_stage:pgcert", "qualification:bachelors"),
        ("Ces i PhD o Gaerdydd, ymchwil", "health_board:cardiff-and-vale", DOCTORATE),
        ("microbiologist, PhD, salary", DOCTORATE, PHD),
    ]);
}

#[test]
fn a_register_beside_a_title_or_alone_is_held_and_a_body_that_somebody_belongs_to_is_not_sought() {
    let registration = "theme:clinical-registration";
    let (hcpc, ahcs) = ("registration:hcpc", "registration:ahcs");
    are_read_with_one_and_not_the_other(&[
        ("I am an HCPC clinical scientist and want funding", registration, hcpc),
        ("biomedical scientist (HCPC), small grant", registration, hcpc),
        ("I do not have HCPC registration, only AHCS", "registration:none", ahcs),
        ("physiologist, AHCS register only, paid PhD", "funder:ahcs", ahcs),
        ("AHCS register, not HCPC, which fellowships", "funder:ahcs", ahcs),
        ("on the Academy register and not with the HCPC, awards", "registration:none", ahcs),
        ("RCT register, no HCPC, research money", "registration:none", "registration:rct"),
        ("which fellowships take AHCS registrants", "funder:ahcs", ahcs),
        ("cofrestr yr AHCS, nid HCPC, doethuriaeth", "funder:ahcs", ahcs),
        ("no HCPC, how do I get on the AHCS register", ahcs, "funder:ahcs"),
        ("no HCPC, AHCS equivalence", ahcs, "funder:ahcs"),
        ("member of IPEM, leadership programme", "funder:ipem", "theme:leadership"),
        ("fellow of the IBMS, research grant", "kind:fellowship", "kind:funding"),
        (
            "my BSc is from Swansea University, research",
            "funder:swansea-university",
            "theme:research",
        ),
        ("our consultant got a BHF fellowship, travel grant", "kind:fellowship", "offer:travel"),
        (
            "Nyrs o'n i, ond nawr fi'n ODP",
            "other_profession:nurse",
            "profession:operating-department-practice",
        ),
        (
            "Nyrs yw fy ngwraig, radiograffydd ydw i",
            "other_profession:nurse",
            "profession:diagnostic-radiography",
        ),
        ("byth wedi gweithio yn y GIG", "employer:nhs-wales", "employer:outside-nhs"),
    ]);
}

/// Each thing of a list may be held because the one before it is: that must not double the work with every thing named.
#[test]
fn a_list_of_degrees_as_long_as_a_question_may_be_is_read() {
    let list = "PhD and MSc and ".repeat(60);
    are_read_with_one_and_not_the_other(&[(&list, DOCTORATE, PHD)]);
}

#[test]
fn what_a_doctorate_is_about_may_stand_before_what_is_said_of_it() {
    are_read_with_one_and_not_the_other(&[
        ("my PhD on balance in children was awarded two years ago, what next", PHD, DOCTORATE),
        ("My doctorate on perfusion after stroke was completed in July", PHD, DOCTORATE),
        ("a PhD in genomics has to be completed in how many years", DOCTORATE, PHD),
        ("engineer, PhD last spring, would like a fellowship", PHD, DOCTORATE),
        ("engineer, last year of my PhD, what next", DOCTORATE, POSTDOC),
        ("Deng mlynedd ers y PhD, cyllid ymchwil", PHD, DOCTORATE),
        ("ten years since the PhD, research funding", "duration:120", DOCTORATE),
        ("PhD physicist here, I would like a mentor", PHD, DOCTORATE),
        ("I'm a PhD physicist and would like a mentor", PHD, DOCTORATE),
        ("PhD physicist funding", DOCTORATE, PHD),
        ("senior scientist has PhD wants a fellowship", PHD, DOCTORATE),
        ("our manager has a PhD, fellowship", DOCTORATE, "kind:fellowship"),
    ]);
}

#[test]
fn who_is_on_a_doctorate_or_near_its_end_says_so_in_many_ways() {
    are_read_with_one_and_not_the_other(&[
        ("PhD finishes in March, what is the next step", PHD, POSTDOC),
        ("when does the PhD scheme finish", POSTDOC, PHD),
        ("my viva is next month, what could I do then", PHD, POSTDOC),
        ("My viva was in June, is there a prize for it", POSTDOC, DOCTORATE),
        ("last year of a charity-funded PhD with nothing lined up", PHD, POSTDOC),
        ("PhD mewn geneteg, blwyddyn ola, beth nesaf", PHD, POSTDOC),
        ("halfway through a part-time PhD, where can I meet others like me", PHD, MASTERS),
        ("in year two of a PhD and have a talk accepted for a conference", PHD, MASTERS),
        ("Doing a doctorate alongside my job and have a poster at a conference", PHD, MASTERS),
        ("awdioleg, wrthi'n gwneud PhD, cynhadledd", PHD, MASTERS),
        ("thinking of doing a PhD, conference", MASTERS, PHD),
        ("already registered on a PhD, help with the fees", DOCTORATE, PHD),
    ]);
}

#[test]
fn who_is_on_a_doctorate_already_has_none_yet() {
    are_read_with_one_and_not_the_other(&[
        ("already on a PhD, mentoring", DOCTORATE, MASTERS),
        ("already doing a doctorate, travel grant", DOCTORATE, MASTERS),
        ("I have been doing my PhD for four years, conference", DOCTORATE, MASTERS),
        ("two thirds of the way through a PhD, conference", PHD, MASTERS),
        ("a year into a doctorate, network", PHD, MASTERS),
        ("dwi'n gwneud PhD, cynhadledd", PHD, MASTERS),
        ("arian i mi wneud PhD, cynhadledd", MASTERS, PHD),
        ("Radiograffydd o Gaernarfon ydw i a hoffwn wneud PhD", DOCTORATE, PHD),
        ("finished doing my PhD, fellowship", PHD, DOCTORATE),
        ("on the last lap of my PhD, what comes after that", PHD, POSTDOC),
        ("still writing up my PhD, what next", DOCTORATE, POSTDOC),
    ]);
}

/// Whoever nears the end of a doctorate is neither shut out of what needs one nor told that they may well apply.
#[test]
fn who_will_have_it_before_long_is_told_to_check() {
    let verdict = |text: &str| verdict_on("wellcome-early-career-awards", text);
    assert_eq!(verdict("my viva is next month, Wellcome fellowship"), Some(Verdict::Check));
    assert_eq!(verdict("I have a PhD, Wellcome fellowship"), Some(Verdict::Likely));
}
