//! Whom "you may well be able to apply" is said to: a door that is shut to somebody, or that nobody knows to be open to them, is not
//! called open.

use cyfle_search::fit::Verdict;

use crate::understanding::{are_read_with_one_and_not_the_other, verdict_on};

const DOCTORATE: &str = "qualification:doctorate";
const FOR_DOCTORS: &str = "hcrw-advanced-fellowship-award";
const MASTERS: &str = "qualification:masters";
const MSC: &str = "education_stage:taught-masters";
const PHD: &str = "education_stage:phd";
const FELLOWSHIP: &str = "kind:fellowship";
const PRE_DOCTORAL: &str = "mrc-predoctoral-clinical-research-training-fellowship";
const POSTDOCTORAL: &str = "education_stage:postdoctoral";
const ADVANCED: &str = "career_level:advanced";
const PRACTITIONER: &str = "career_level:practitioner";
const NONE: &str = "registration:none";
const HCPC: &str = "registration:hcpc";

fn are(rows: &[(&str, &str, Verdict)]) {
    let wrong =
        |(text, id, verdict): &&(&str, &str, Verdict)| verdict_on(id, text) != Some(*verdict);
    let found: Vec<_> = rows.iter().filter(wrong).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_most_have_not_got_is_not_taken_for_granted() {
    are(&[
        ("band 7 BMS, HCRW advanced fellowship", FOR_DOCTORS, Verdict::Check),
        ("band 7 BMS with a PhD, HCRW advanced fellowship", FOR_DOCTORS, Verdict::Likely),
        ("biomedical scientist, MRC predoctoral fellowship", PRE_DOCTORAL, Verdict::Likely),
        ("student radiographer, MRC predoctoral fellowship", PRE_DOCTORAL, Verdict::Check),
        ("trainee biomedical scientist, MRC predoctoral fellowship", PRE_DOCTORAL, Verdict::Check),
        (
            "gwyddonydd biofeddygol dan hyfforddiant, cymrodoriaeth MRC",
            PRE_DOCTORAL,
            Verdict::Check,
        ),
        ("band 7 BMS, my trainee BMS, MRC predoctoral fellowship", PRE_DOCTORAL, Verdict::Likely),
    ]);
}

#[test]
fn whoever_says_what_they_have_not_is_told_to_hold_nothing_else() {
    are(&[
        ("no PhD, band 7 BMS, HCRW advanced fellowship", FOR_DOCTORS, Verdict::Check),
        ("no PhD, HCRW doctoral fellowship", "hcrw-doctoral-fellowship-award", Verdict::Likely),
    ]);
}

#[test]
fn degrees_behind_a_name_or_behind_and_are_held() {
    are_read_with_one_and_not_the_other(&[
        ("I am a band 7 BMS and have a PhD, fellowship", PHD, DOCTORATE),
        ("I work at Morriston and have a PhD, BMS, fellowship", PHD, DOCTORATE),
        ("can I get a mentor and have a PhD funded", DOCTORATE, PHD),
        ("Clinical scientist, PhD, HCPC, looking for fellowships", PHD, DOCTORATE),
        ("Clinical scientist, PhD, HCPC, looking for fellowships", PHD, HCPC),
        ("BMS band 7 BSc MSc PhD, what fellowships can I apply for", MSC, DOCTORATE),
        ("band 8a physicist PhD CSci, next fellowship", PHD, DOCTORATE),
        (
            "My PhD is in virology. I'm a band 7 clinical scientist. Any fellowships?",
            PHD,
            DOCTORATE,
        ),
        ("PhD-qualified BMS, research fellowship", PHD, DOCTORATE),
        ("researcher with a PhD, clinical scientist, fellowship", PHD, DOCTORATE),
        ("mae fy PhD mewn ffiseg, ffisegydd band 7, cymrodoriaeth", PHD, DOCTORATE),
        ("PhD gennyf, awdiolegydd, cymrodoriaeth", PHD, DOCTORATE),
        ("dim PhD gen i eto, cyllid", PHD, MASTERS),
        ("geneticist with MSc, PhD funding?", DOCTORATE, PHD),
        ("vascular scientist band 7 PhD funding", DOCTORATE, PHD),
        ("predoctoral doctoral postdoctoral fellowships", DOCTORATE, FELLOWSHIP),
    ]);
}

#[test]
fn what_somebody_with_something_wants_is_not_theirs_as_well() {
    are_read_with_one_and_not_the_other(&[
        ("band 7 clinical scientist with an MSc wants PhD funding", DOCTORATE, MASTERS),
        ("band 7 clinical scientist with an MSc wants PhD funding", DOCTORATE, PHD),
        ("radiographer with MRes wants PhD funding", DOCTORATE, PHD),
        ("cardiac physiologist with a degree wants MSc", MASTERS, MSC),
        ("cardiac physiologist with AHCS registration wants PhD", DOCTORATE, PHD),
        ("audiologist with a masters, wants a PhD", DOCTORATE, PHD),
        ("radiographer with a PhD wants fellowship", PHD, DOCTORATE),
    ]);
}

#[test]
fn what_is_unfinished_failed_or_everybody_elses_is_not_held() {
    are_read_with_one_and_not_the_other(&[
        ("I did a PhD but didn't finish, audiologist, fellowship", DOCTORATE, PHD),
        ("nearly finished my PhD, clinical scientist, fellowship", DOCTORATE, POSTDOCTORAL),
        ("I failed my PhD viva in 2019, clinical scientist, doctoral fellowship", DOCTORATE, PHD),
        ("everyone in my team has a PhD except me, doctoral fellowship", DOCTORATE, PHD),
        ("nobody in our department has a PhD, audiology, fellowship", DOCTORATE, FELLOWSHIP),
        ("none of us has a PhD, want research funding", DOCTORATE, "theme:research"),
        ("my supervisor has a PhD, I have an MSc", DOCTORATE, MASTERS),
    ]);
}

#[test]
fn of_several_bands_the_readers_own_counts() {
    are_read_with_one_and_not_the_other(&[
        ("do I need to be band 7? band 5 radiographer, fellowship", ADVANCED, PRACTITIONER),
        ("was a band 7 in London, now band 5 in Cardiff, audiologist", ADVANCED, PRACTITIONER),
        ("next step is band 7, I'm band 5, fellowship", ADVANCED, PRACTITIONER),
        ("roeddwn yn fand 7, nawr band 5, awdiolegydd", ADVANCED, PRACTITIONER),
        ("bands 5, 6 and 7 radiographers", "career_level:consultant", PRACTITIONER),
        ("bands 5, 6 and 7 radiographers", "career_level:consultant", ADVANCED),
        ("band 5-7 BMS", "career_level:consultant", PRACTITIONER),
    ]);
}

#[test]
fn a_register_that_is_lost_or_not_meant_is_told_apart() {
    are_read_with_one_and_not_the_other(&[
        ("oddi ar gofrestr yr HCPC ers 2021, radiograffydd", HCPC, NONE),
        ("my HCPC ran out, radiographer, fellowship", HCPC, NONE),
        ("collais fy nghofrestriad HCPC, radiograffydd", HCPC, NONE),
        ("not yet registered for a PhD, HCPC radiographer", NONE, HCPC),
        ("heb gofrestru ar PhD eto, radiograffydd", NONE, MASTERS),
        ("not yet registered, radiographer", HCPC, NONE),
    ]);
}

#[test]
fn whoever_works_no_more_is_not_in_the_health_service() {
    const NO_JOB: &str = "employer:not-employed";
    are_read_with_one_and_not_the_other(&[
        ("not working at the moment, audiologist, bevan exemplar", HCPC, NO_JOB),
        ("I quit my NHS job, radiographer, research award", HCPC, NO_JOB),
        ("collais fy swydd, gwyddonydd biofeddygol", HCPC, NO_JOB),
    ]);
}

#[test]
fn words_are_read_however_they_are_run_together_or_parted() {
    const BMS: &str = "profession:biomedical-science";
    are_read_with_one_and_not_the_other(&[
        ("M.Sc", PHD, MSC),
        ("B.Sc", MSC, "education_stage:bachelors"),
        ("biomedicalscientist", PHD, BMS),
        ("medicalphysics", BMS, "profession:medical-physics"),
        ("isio phd gen i msc", DOCTORATE, MASTERS),
        ("MSc. PhD funding", DOCTORATE, PHD),
    ]);
}
