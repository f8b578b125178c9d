//! What people say every day, read as what it means: each need in both languages, and what only looks like one.

use std::collections::BTreeSet;
use std::sync::Arc;

use cyfle_catalogue::{Facet, Files, Lang, load};
use cyfle_search::fit::Verdict;
use cyfle_search::results::Concept;
use cyfle_search::understand::Reading;
use cyfle_search::{Engine, Query};

pub(crate) fn meanings(reading: &Reading, text: &str) -> BTreeSet<String> {
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
        // Other words, not slips.
        ("the wards at Singleton", "kind:award"),
        ("our studio lights", "offer:travel"),
        ("an infusion pump", "topic:edi-and-widening-access"),
        // Until, and no body of another nation.
        ("nes ei bod hi'n rhy hwyr", "nation:scotland"),
        ("two years paid up with AfPP", "offer:salary-covered"),
        ("ODP with my evenings free", "offer:free-training"),
        // A name, not a journey.
        ("Q Exchange", "offer:travel"),
    ] {
        let read = meanings(&reading, text);
        assert!(!read.contains(meaning), "{text}: {read:?}");
    }
}

#[test]
fn what_english_speakers_say_of_their_days_is_understood() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let mut wrong = Vec::new();
    for (text, meaning) in [
        ("someone to see my patients while I study", "offer:backfill"),
        ("replacement costs while I study", "offer:backfill"),
        ("page charges for my article", "offer:project-costs"),
        ("PPIE costs", "topic:public-involvement"),
        ("I look after my disabled mum", "topic:edi-and-widening-access"),
        ("online learning after night shifts", "mode:online"),
        ("shadow a consultant scientist", "mode:secondment"),
        ("I'd like to pass on what I know", "kind:mentoring"),
        ("our bid was rejected", "kind:support"),
        ("evaluate our new service", "theme:quality-improvement"),
        ("school leaver", "education_stage:vocational"),
        ("dental technologist", "profession:reconstructive-science"),
        ("ocular science PhD", "profession:ophthalmic-and-vision-science"),
        ("sterile services manager", "profession_group:all-healthcare-science"),
        ("ENT", "topic:hearing-and-balance"),
    ] {
        let read = meanings(&reading, text);
        if !read.contains(meaning) {
            wrong.push(format!("{text}: {meaning} is not in {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_longer_expression_takes_the_place_of_what_a_word_of_it_would_mean() {
    are_read_with_one_and_not_the_other(&[
        ("I don't want to move to England, PhD", "nation:england", "nation:wales"),
        ("PhD without moving to England", "nation:england", "nation:wales"),
        ("radiographer qualified in India", "offer:travel", "theme:clinical-registration"),
        ("can't travel, course", "offer:travel", "mode:online"),
        ("nuclear med physicist", "education_stage:taught-masters", "profession:nuclear-medicine"),
        ("physician associate, research", "career_level:associate", "theme:research"),
        ("involve patients in service redesign", "mode:part-time", "topic:public-involvement"),
        ("lay members on a steering group", "kind:network", "topic:public-involvement"),
        // The same words said of something else.
        ("insurance cover for a trial", "offer:backfill", "theme:research"),
        ("replacement costs of our scanner, research", "offer:backfill", "theme:research"),
        ("looking after children, audiology", "topic:edi-and-widening-access", "topic:children"),
        ("spend time in another country", "mode:secondment", "offer:travel"),
    ]);
}

/// Texts, each with what must not be read in it and what must.
/// The verdict on an entry for whoever asks a question; nothing where it is not among the first answers.
pub(crate) fn verdict_on(id: &str, text: &str) -> Option<Verdict> {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-28".parse().expect("a day");
    let answer = engine.search(&Query::new(text, Lang::En), moment);
    let mut hits = answer.hits.into_iter();
    hits.find(|hit| hit.opportunity.id == id).map(|hit| hit.fit.verdict)
}

pub(crate) fn are_read_with_one_and_not_the_other(rows: &[(&str, &str, &str)]) {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let mut wrong = Vec::new();
    for (text, without, with) in rows {
        let read = meanings(&reading, text);
        if read.contains(*without) || !read.contains(*with) {
            wrong.push(format!("{text}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_someone_has_or_lacks_or_was_refused_is_told_from_what_they_want() {
    are_read_with_one_and_not_the_other(&[
        ("a microbiologist with a PhD", "education_stage:phd", "qualification:doctorate"),
        ("handed in my PhD thesis", "education_stage:phd", "qualification:doctorate"),
        ("my doctoral fellowship ended", "education_stage:phd", "qualification:doctorate"),
        ("audiologist, PhD already", "education_stage:phd", "qualification:doctorate"),
        ("just passed my viva", "education_stage:phd", "qualification:doctorate"),
        ("mae gen i PhD mewn firoleg", "education_stage:phd", "qualification:doctorate"),
        ("does gen i ddim PhD", "qualification:doctorate", "qualification:masters"),
        ("dwi'n gwneud PhD ers blwyddyn", "qualification:doctorate", "education_stage:phd"),
        ("fellowships open to audiologists", "status:open", "kind:fellowship"),
        // What one has applied for, or begun, one does not have.
        ("I have applied for a PhD", "qualification:doctorate", "education_stage:phd"),
        ("wedi gwneud cais am PhD", "qualification:doctorate", "education_stage:phd"),
        ("PhD fees over £5000", "qualification:doctorate", "education_stage:phd"),
        ("I haven't got a PhD", "education_stage:postdoctoral", "qualification:masters"),
        ("not registered with the HCPC", "theme:clinical-registration", "registration:none"),
        ("I've not got HCPC registration", "theme:clinical-registration", "registration:none"),
        // Who is on a register does not look for the way there; who wants to be, does.
        ("HCPC registered BMS, research", "theme:clinical-registration", "registration:hcpc"),
        ("just got my HCPC, what next", "theme:clinical-registration", "registration:hcpc"),
        ("AHCS registered, PhD", "funder:ahcs", "registration:ahcs"),
        ("registered with the RCT, money", "theme:clinical-registration", "registration:rct"),
        ("registered with the NMC, money", "theme:clinical-registration", "registration:nmc"),
        ("how to become HCPC registered", "registration:hcpc", "theme:clinical-registration"),
        ("ddim wedi fy nghofrestru gyda'r HCPC", "registration:hcpc", "registration:none"),
        // Who is on a programme and asks for something else does not look for the programme.
        ("STP trainee, travel grant", "theme:clinical-registration", "qualification:bachelors"),
        ("trainee on the STP", "qualification:bachelors", "theme:clinical-registration"),
        ("got my phd, fellowship?", "education_stage:phd", "qualification:doctorate"),
        (
            "I came through HSST, leadership",
            "theme:clinical-registration",
            "career_level:consultant",
        ),
        (
            "who would pay if I did a masters",
            "qualification:masters",
            "education_stage:taught-masters",
        ),
        (
            "turned down for the STP twice",
            "without:clinical-registration",
            "theme:clinical-registration",
        ),
        // Who is at the end of one looks for what follows.
        ("my HCRW doctorate ends in six months", "duration:6", "education_stage:postdoctoral"),
        ("my MSc ends in June, research", "closes_before:2027-06-30", "qualification:bachelors"),
        ("fy noethuriaeth yn dod i ben", "duration:6", "education_stage:postdoctoral"),
        // Fees that a department refused are sought elsewhere.
        ("my department refused the fees", "without:tuition-fees", "offer:tuition-fees"),
        ("don't send me to another fellowship", "kind:fellowship", "without:fellowship"),
        ("dim byd gan yr NIHR", "funder:nihr", "without:nihr"),
        ("don't want a PhD or a fellowship", "kind:fellowship", "without:fellowship"),
        ("HCRW turned me down", "funder:hcrw", "without:hcrw"),
        ("doethuriaeth, dim NIHR", "funder:nihr", "without:nihr"),
        ("a Welsh version, or only England?", "nation:england", "nation:wales"),
        // Not doing a thing is not lacking it.
        ("MSc without doing a PhD", "education_stage:phd", "without:phd"),
        ("funding without doing the STP", "theme:clinical-registration", "kind:funding"),
        ("cyllid heb wneud yr STP", "theme:clinical-registration", "kind:funding"),
        (
            "register without doing the STP",
            "without:clinical-registration",
            "theme:clinical-registration",
        ),
    ]);
}

#[test]
fn what_people_tell_of_themselves_in_passing_is_no_wish() {
    are_read_with_one_and_not_the_other(&[
        ("have PhD, echo, Swansea", "education_stage:phd", "qualification:doctorate"),
        ("cardiac physiologist, PhD done, grant", "education_stage:phd", "qualification:doctorate"),
        ("PhD ten years ago, research", "education_stage:phd", "qualification:doctorate"),
        ("can a PhD be done in Wales", "qualification:doctorate", "education_stage:phd"),
        ("to consultant, with a doctorate", "qualification:doctorate", "education_stage:phd"),
        ("no PhD and don't want one", "education_stage:phd", "without:phd"),
        ("PhD gen i'n barod, grant", "education_stage:phd", "qualification:doctorate"),
        ("sdim doethuriaeth gen i", "qualification:doctorate", "qualification:masters"),
        ("not state registered, a PhD", "theme:clinical-registration", "registration:none"),
        ("final year of my PhD", "duration:12", "education_stage:postdoctoral"),
        ("ym mlwyddyn olaf fy PhD", "duration:12", "education_stage:postdoctoral"),
        ("8 months left on my doctoral award", "duration:8", "education_stage:postdoctoral"),
        ("my STP project, is it research?", "theme:clinical-registration", "theme:research"),
        ("registered, no PhD, research", "theme:clinical-registration", "qualification:masters"),
        ("how do I get registered", "registration:hcpc", "theme:clinical-registration"),
        ("a BMS with AHCS, a PhD", "funder:ahcs", "registration:ahcs"),
        ("not a member of any society, a grant", "kind:network", "kind:funding"),
        ("it isn't research, just an audit", "theme:research", "theme:quality-improvement"),
        ("they said not for Wales, NIHR", "without:wales", "funder:nihr"),
        // What someone did for so long is no length that they seek.
        ("ten years in audiology", "duration:120", "profession:audiology"),
        // Help with what costs money, or with asking for it.
        ("who'd help with the flights", "kind:support", "offer:travel"),
        ("anyone to read my fellowship application", "kind:fellowship", "kind:support"),
        ("help, I need a grant", "kind:support", "kind:funding"),
        ("rhywun i ddarllen fy nghais am gymrodoriaeth", "kind:funding", "kind:support"),
        ("would anybody pay", "kind:support", "kind:funding"),
        ("pwy fasai'n talu", "kind:support", "kind:funding"),
    ]);
}

#[test]
fn each_word_of_a_question_keeps_its_meaning() {
    are_read_with_one_and_not_the_other(&[
        // A preposition turns a phrase round.
        ("support for workers", "career_level:associate", "kind:support"),
        ("support worker", "kind:support", "career_level:associate"),
        // The longest reading wins: none of these is a level, a status, a way of studying.
        ("principal investigator", "career_level:consultant", "theme:research"),
        ("become a consultant", "career_level:consultant", "theme:clinical-registration"),
        ("open day", "status:open", "kind:event"),
        ("part-time PhD", "mode:online", "mode:part-time"),
        // No word is another one that begins alike.
        ("second year of training", "offer:protected-time", "kind:training"),
        ("training in consultation", "career_level:consultant", "kind:training"),
        ("research assistance", "theme:innovation", "theme:research"),
        ("public engagement", "theme:research", "topic:public-involvement"),
        ("research waste", "health_board:welsh-ambulance", "theme:research"),
        // An acronym is what is written so.
        ("WAST research", "theme:innovation", "health_board:welsh-ambulance"),
        ("odps and research", "theme:innovation", "profession:operating-department-practice"),
        // Who belongs to the reader is not the reader.
        ("my manager says no to research", "theme:leadership", "theme:research"),
        ("ein rheolwr, ymchwil", "theme:leadership", "theme:research"),
        ("our consultant wants research", "career_level:consultant", "theme:research"),
        // Time away from research is no length of an award, and three grand are no number.
        ("had a six year break to bring up kids", "duration:72", "topic:edi-and-widening-access"),
        ("three grand for reagents", "duration:3", "amount_min:3000"),
        // Someone is asked for, not the grant that they are to read.
        ("anyone who could read my grant", "theme:leadership", "kind:support"),
        // Others are company, not what is unwanted.
        ("meet other researchers", "without:research", "theme:research"),
        ("anything other than research", "theme:research", "without:research"),
        // Whoever was refused looks elsewhere.
        ("turned down by HCRW", "funder:hcrw", "without:hcrw"),
        ("what is there apart from research", "theme:research", "without:research"),
        ("cyllid ar wahân i ymchwil", "theme:research", "without:research"),
        // Who only says that it be funded wishes for funding.
        ("something funded", "offer:salary-covered", "kind:funding"),
        ("salary-funded", "kind:funding", "offer:salary-covered"),
        ("Glan Clwyd", "theme:research", "health_board:betsi-cadwaladr-university-health-board"),
    ]);
}

#[test]
fn a_word_of_its_own_is_no_slip() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    let corrected = |text: &str| -> Vec<String> {
        let read = reading.understand(text, moment, true);
        let words = read.typed.into_iter().filter(|word| word.corrected_from.is_some());
        words.map(|word| word.folded).collect()
    };
    for text in ["plane tickets", "staff retention now", "planet earth", "an injection today"] {
        assert!(corrected(text).is_empty(), "{text}: {:?}", corrected(text));
    }
    for (typed, meant) in [
        ("labratory", "laboratory"),
        ("conferance", "conference"),
        ("grnat", "grant"),
        ("fellowhsip", "fellowship"),
        ("cymrodoriath", "cymrodoriaeth"),
    ] {
        assert_eq!(corrected(&format!("{typed} please")), [meant], "{typed}");
    }
}

#[test]
fn small_words_of_welsh_say_nothing_whatever_their_first_letter() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let left = |text: &str| -> Vec<String> {
        let read = reading.understand(text, "2026-11-22".parse().expect("a day"), true);
        read.remaining.into_iter().map(|word| word.folded).collect()
    };
    for text in ["cynllun ymchwil", "nghynllun ymchwil", "chynllun ymchwil", "phwy ymchwil"] {
        assert!(left(text).is_empty(), "{text}: {:?}", left(text));
    }
}

#[test]
fn what_is_about_the_very_field_comes_before_what_is_for_everyone() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    for (text, lang, topic) in [
        ("health informatics", Lang::En, "ai-digital-data"),
        ("gwybodeg iechyd", Lang::Cy, "ai-digital-data"),
        ("AMR", Lang::En, "infection-and-amr"),
        ("spirometry", Lang::En, "respiratory-and-sleep"),
        ("bioinformatics", Lang::En, "genomics-and-precision-medicine"),
    ] {
        let answer = engine.search(&Query::new(text, lang), "2026-11-22".parse().expect("a day"));
        let first = answer.hits[0].opportunity;
        assert!(first.topics.iter().any(|own| own == topic), "{text}: {}", first.id);
    }
}

/// Where someone works is no funder that they seek, a list of what one gets or how one takes part denies nothing, and what was
/// held more than once may come back.
#[test]
fn what_is_not_said_is_not_held_against_an_entry() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let asked = |text: &str| {
        let query = Query { per_page: 300, ..Query::new(text, Lang::En) };
        engine.search(&query, "2026-11-22".parse().expect("a day"))
    };
    for (text, facet) in [
        ("I work at Velindre, is there money for a project", Facet::Funder),
        ("travel grant for an audiologist", Facet::Offer),
        ("online statistics course", Facet::Mode),
    ] {
        let answer = asked(text);
        let missed = answer.hits.iter().flat_map(|hit| &hit.missed);
        let held_against = missed.filter(|one| one.concept == Concept::Facet(facet)).count();
        assert_eq!(held_against, 0, "{text}");
    }
    let answer = asked("award for quality improvement");
    let awards = answer.hits.iter().find(|hit| hit.opportunity.id == "nhs-wales-awards");
    assert!(awards.is_some_and(|hit| !hit.aside));
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

#[test]
fn whoever_lacks_a_doctorate_is_never_taken_to_have_one() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let mut wrong = Vec::new();
    for text in [
        "I'm a BMS who doesn't have a PhD, fellowships",
        "I never did a PhD, research fellowship",
        "fellowship, I do not have a PhD",
        "fellowship that doesn't require a PhD",
        "PhD not required fellowship",
        "a fellowship where you do not need a doctorate",
        "nid oes gennyf ddoethuriaeth, pa gymrodoriaeth",
        "dwi ddim wedi gwneud PhD, cymrodoriaeth",
        "cymrodoriaeth nad oes angen PhD arni",
    ] {
        let read = meanings(&reading, text);
        let is_right = read.contains("qualification:masters")
            && !read.contains("qualification:doctorate")
            && !read.contains("education_stage:phd");
        if !is_right {
            wrong.push(format!("{text}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_that_will_do_are_read_however_they_are_said() {
    let reading = Reading::new(&Arc::new(load(&Files::embedded()).catalogue));
    let mut wrong = Vec::new();
    for (text, after, before) in [
        ("what closes by the end of January", "2026-11-22", "2027-01-31"),
        ("grantiau sy'n cau erbyn diwedd Ionawr", "2026-11-22", "2027-01-31"),
        ("funding closing by 31 January", "2026-11-22", "2027-01-31"),
        ("grants closing before February", "2026-11-22", "2027-01-31"),
        ("deadline before 3 March 2028", "2026-11-22", "2028-03-02"),
        ("deadlines in the next six weeks", "2026-11-22", "2027-01-03"),
        ("closing within 30 days", "2026-11-22", "2026-12-22"),
        ("closing before Christmas", "2026-11-22", "2026-12-24"),
        ("yn cau cyn y Nadolig", "2026-11-22", "2026-12-24"),
        ("what closes before the end of the year", "2026-11-22", "2026-12-31"),
        ("deadline on 1st December", "2026-12-01", "2026-12-01"),
    ] {
        let read = meanings(&reading, text);
        let wanted = [format!("closes_after:{after}"), format!("closes_before:{before}")];
        if !wanted.iter().all(|one| read.contains(one)) {
            wrong.push(format!("{text}: {read:?}"));
        }
    }
    for (text, not) in [
        ("fellowships that open in March", "status:open"),
        ("funding available at this time of the year", "offer:prize-or-recognition"),
        ("mass spectrometry grant", "funder:maumss"),
        ("grant o bum mil o bunnoedd", "amount_min:5000000000"),
        ("hyfforddiant am ddim i radiograffwyr", "without:diagnostic-radiography"),
    ] {
        let read = meanings(&reading, text);
        if read.contains(not) {
            wrong.push(format!("{text}: {read:?}"));
        }
    }
    for (text, meaning) in [
        ("grant o bum mil o bunnoedd", "amount_min:5000"),
        ("grade 7 physiologist", "career_level:advanced"),
        ("band seven", "career_level:advanced"),
        ("band saith", "career_level:advanced"),
        ("dwi ddim yn awdiolegydd, mentora", "without:audiology"),
    ] {
        let read = meanings(&reading, text);
        if !read.contains(meaning) {
            wrong.push(format!("{text}: {meaning} is not in {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_someone_has_come_through_is_not_offered_again_and_what_they_ask_about_is_shown() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    let first = |text: &str| {
        let answer = engine.search(&Query::new(text, Lang::En), moment);
        answer.hits.first().map(|hit| hit.opportunity.id.clone()).unwrap_or_default()
    };
    for (text, own) in [
        ("I've done the Associate PI scheme, what next", "nihr-associate-principal-investigator"),
        ("done my GCP training, what next", "hcrw-gcp-training"),
        ("I have my IBMS specialist diploma, what comes next", "ibms-specialist-diploma"),
    ] {
        assert_ne!(first(text), own, "{text}");
    }
    for (text, named) in [
        ("is the Topol Digital Fellowship available in Wales", "topol-digital-fellowships"),
        ("NIHR Doctoral Award Wales", "nihr-doctoral-award"),
        ("please topol digital fellowship", "topol-digital-fellowships"),
        // A year is that of a round, and how an entry is sorted speaks against no name.
        ("Topol 2027", "topol-digital-fellowships"),
        ("HSST funding", "nshcs-higher-specialist-scientist-training"),
        ("HSST funding 2027", "nshcs-higher-specialist-scientist-training"),
        ("stp training", "heiw-scientist-training-programme-wales"),
        ("hyfforddiant stp", "heiw-scientist-training-programme-wales"),
        ("ptp course", "nshcs-practitioner-training-programme"),
        ("cep training", "nhs-clinical-entrepreneur-programme"),
        ("gw4 phd", "wellcome-gw4-cat-hp"),
        ("alberti fellowship", "diabetes-uk-sir-george-alberti-fellowship"),
        ("exemplar", "bevan-exemplar-programme"),
        ("hearts and minds", "awyr-las-alaw-hearts-and-minds"),
        ("arfer clinigol da", "hcrw-gcp-training"),
    ] {
        assert_eq!(first(text), named, "{text}");
    }
}

/// What is like it, and can be used from Wales, comes first; what is only compared with is still there.
#[test]
fn what_is_only_compared_with_is_not_what_is_sought() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    let hits = |text: &str, lang: Lang| {
        engine.search(&Query { per_page: 500, ..Query::new(text, lang) }, moment).hits
    };
    let named = "topol-digital-fellowships";
    for (text, lang) in [
        ("the Welsh equivalent of Topol", Lang::En),
        ("alternative to Topol", Lang::En),
        ("instead of the Topol fellowship", Lang::En),
        ("is there a Topol equivalent", Lang::En),
        ("something like Topol for Wales", Lang::En),
        ("rhywbeth tebyg i Topol", Lang::Cy),
        ("beth sy'n cyfateb i'r Topol yng Nghymru", Lang::Cy),
        ("yn lle Topol", Lang::Cy),
    ] {
        let hits = hits(text, lang);
        assert_ne!(hits[0].fit.verdict, Verdict::No, "{text}: {}", hits[0].opportunity.id);
        let is_alike = hits.iter().take(3).any(|hit| hit.opportunity.kind == "fellowship");
        assert!(is_alike, "{text}: {}", hits[0].opportunity.id);
        assert!(hits.iter().any(|hit| hit.opportunity.id == named), "{text}");
    }
    for text in ["Topol England only", "Topol fellowship", "is Topol available in Wales"] {
        assert_eq!(hits(text, Lang::En)[0].opportunity.id, named, "{text}");
    }
    are_read_with_one_and_not_the_other(&[
        ("alternative to NIHR", "funder:nihr", "without:nihr"),
        ("NIHR equivalent in Wales", "funder:nihr", "without:nihr"),
        ("Welsh version of the NIHR doctoral award", "funder:nihr", "education_stage:phd"),
        ("rhywbeth yn lle NIHR", "funder:nihr", "without:nihr"),
        ("dewis arall yn lle'r NIHR", "funder:nihr", "without:nihr"),
        ("y tu allan i Loegr", "nation:england", "without:england"),
        ("NIHR awards for an alternative test", "without:nihr", "funder:nihr"),
    ]);
}

/// Whoever says why one door is shut asks for another, and whoever knocks at one asks for help with that.
#[test]
fn where_something_else_is_sought_or_help_with_asking_there_it_is_not_sought_from_whoever_is_named()
{
    let (nihr, phd) = ("funder:nihr", "education_stage:phd");
    are_read_with_one_and_not_the_other(&[
        ("NIHR turned me down, what else would pay for a PhD", nihr, phd),
        (
            "I was after the NIHR doctoral award and moved to Cardiff, what takes its place",
            nihr,
            phd,
        ),
        ("NIHR says England only, where else is there PhD funding", "nation:england", phd),
        ("A friend has an NIHR PhD. Do we have one over here?", nihr, phd),
        ("someone in England has a free course, do we have one", "nation:england", "kind:training"),
        ("an NIHR doctorate, or is there something like it here", nihr, phd),
        ("gwrthododd NIHR fy nghais am ddoethuriaeth, ble arall galla i drio", nihr, phd),
        ("doethuriaeth NIHR i Loegr, beth sydd yn ei le", nihr, phd),
        ("an NIHR doctorate or anything else", "without:nihr", nihr),
        ("what else does the NIHR have for a PhD", "without:nihr", nihr),
        ("the NIHR pays for a PhD, what else do they have", "without:nihr", nihr),
        ("need a statistician before my application goes to the NIHR", nihr, "kind:support"),
        ("who could read a bid to the BHF", "funder:british-heart-foundation", "kind:support"),
        ("mae angen ystadegydd cyn anfon cais at yr NIHR", nihr, "kind:support"),
        ("apply to the NIHR for a doctoral award", "kind:support", nihr),
    ]);
}

#[test]
fn the_verdict_of_an_entry_is_that_of_its_card() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    for text in ["band 6 biomedical scientist MSc fees", "audiology travel", "PhD, 8a, HCPC"] {
        let query = Query { per_page: 100, ..Query::new(text, Lang::En) };
        let understanding = engine.understand(text, moment);
        let hits = engine.search(&query, moment).hits;
        assert!(hits.len() > 50, "{text}");
        for hit in hits {
            let fit = engine.judge_for(hit.opportunity, &query, &understanding, moment);
            assert_eq!(fit.verdict, hit.fit.verdict, "{text}: {}", hit.opportunity.id);
        }
    }
}
