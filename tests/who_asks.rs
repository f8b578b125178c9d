//! Who asks: for whom the reader works, and a profession outside healthcare science, read where a text says that it is the
//! reader's, and what either decides.

use std::sync::Arc;

use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::rule::Rule;
use cyfle_catalogue::{Facet, Files, Lang, load};
use cyfle_search::fit::{RuleAnswer, Verdict};
use cyfle_search::home::is_unusable;
use cyfle_search::results::Concept;
use cyfle_search::understand::Reading;
use cyfle_search::{Engine, Query};

use crate::support::{Server, ids};
use crate::understanding::are_read_with_one_and_not_the_other;

#[test]
fn an_employer_is_read_where_somebody_is_said_to_work_there() {
    are_read_with_one_and_not_the_other(&[
        ("I work for a university, can I apply", "employer:nhs-wales", "employer:university-uk"),
        (
            "I work as a clinical scientist at Cardiff University",
            "employer:university-uk",
            "employer:university-wales",
        ),
        ("employed by a private lab", "employer:company", "employer:private-healthcare"),
        // What such an employer gives, or is about, is not what they ask for.
        ("I work for a charity, MSc", "kind:funding", "employer:charity"),
        ("working in industry, MSc", "topic:commercialisation-and-ip", "employer:company"),
        ("self-employed locum biomedical scientist", "offer:backfill", "employer:self-employed"),
        ("I work for a social enterprise", "employer:company", "employer:outside-nhs"),
        ("I work for the NHS", "employer:outside-nhs", "employer:nhs-wales"),
        ("not employed by the NHS", "employer:nhs-wales", "employer:outside-nhs"),
        ("I don't work for the NHS", "employer:nhs-wales", "employer:outside-nhs"),
        ("I am not an NHS employee", "employer:nhs-wales", "employer:outside-nhs"),
        // A health board is no university, and organisations of NHS Wales have names of their own.
        (
            "a BMS employed by the university health board",
            "employer:university-uk",
            "employer:nhs-wales",
        ),
        (
            "employed by Public Health Wales",
            "employer:government",
            "health_board:public-health-wales",
        ),
        (
            "I work for Velindre University NHS Trust",
            "employer:university-uk",
            "health_board:velindre-university-nhs-trust",
        ),
        ("rwy'n gweithio i elusen", "kind:funding", "employer:charity"),
        ("dwi'n gweithio mewn labordy preifat", "employer:company", "employer:private-healthcare"),
        ("rwy'n cael fy nghyflogi gan brifysgol", "employer:nhs-wales", "employer:university-uk"),
        ("dwi ddim yn gweithio i'r GIG", "employer:nhs-wales", "employer:outside-nhs"),
        ("gweithio i brifysgol", "employer:nhs-wales", "employer:university-uk"),
    ]);
}

#[test]
fn an_employer_is_read_of_whoever_is_said_to_be_there_or_not() {
    are_read_with_one_and_not_the_other(&[
        ("MSc in genomics for NHS staff", "employer:outside-nhs", "employer:nhs-wales"),
        ("staff of the NHS, leadership", "employer:outside-nhs", "employer:nhs-wales"),
        ("NHS Wales employee, leadership", "employer:outside-nhs", "employer:nhs-wales"),
        ("I'm NHS, leadership", "employer:outside-nhs", "employer:nhs-wales"),
        ("I'm in the NHS and want a mentor", "employer:outside-nhs", "employer:nhs-wales"),
        ("cwrs i staff y GIG", "employer:outside-nhs", "employer:nhs-wales"),
        ("I'm in industry, leadership", "employer:nhs-wales", "employer:company"),
        ("I'm agency, leadership", "employer:nhs-wales", "employer:outside-nhs"),
        (
            "I am a biomedical scientist at Cardiff University",
            "employer:university-uk",
            "employer:university-wales",
        ),
        (
            "I work in Cardiff University Hospital",
            "employer:university-wales",
            "employer:nhs-wales",
        ),
        ("grants for university staff", "employer:nhs-wales", "employer:university-uk"),
        ("not NHS, leadership", "employer:nhs-wales", "employer:outside-nhs"),
        (
            "a software developer outside the NHS and new to research",
            "employer:nhs-wales",
            "employer:outside-nhs",
        ),
        ("y tu allan i'r GIG, arweinyddiaeth", "employer:nhs-wales", "employer:outside-nhs"),
    ]);
}

#[test]
fn the_name_of_an_employer_alone_says_nothing_of_who_asks() {
    are_read_with_one_and_not_the_other(&[
        (
            "a university course in genomics",
            "employer:university-uk",
            "profession:clinical-genomics",
        ),
        ("charity funding for audiology", "employer:charity", "profession:audiology"),
        (
            "I want to be employed by a university, audiology",
            "employer:university-uk",
            "profession:audiology",
        ),
        ("my manager works for a charity, audiology", "employer:charity", "profession:audiology"),
        ("no PhD and I work for a charity", "employer:outside-nhs", "employer:charity"),
        ("I work with a university, audiology", "employer:university-uk", "profession:audiology"),
        ("I'm working with industry, audiology", "employer:company", "profession:audiology"),
        (
            "honorary contract with Cardiff University, audiology",
            "employer:university-wales",
            "profession:audiology",
        ),
        (
            "I'm an audiologist doing an MSc at a university",
            "employer:university-uk",
            "profession:audiology",
        ),
        ("I'm at university studying audiology", "employer:university-uk", "profession:audiology"),
        ("courses by university staff, research", "employer:university-uk", "theme:research"),
        ("health charity staff lottery, research", "employer:charity", "theme:research"),
        ("no NHS funding for research", "employer:outside-nhs", "theme:research"),
        ("it is not for the NHS, research", "employer:outside-nhs", "theme:research"),
        ("I don't work for NHS England, research", "employer:outside-nhs", "theme:research"),
        ("cyfle i weithio mewn prifysgol, ymchwil", "employer:university-uk", "theme:research"),
        ("I'm a locum BMS", "offer:backfill", "profession:biomedical-science"),
    ]);
}

#[test]
fn a_profession_outside_healthcare_science_is_read_of_the_reader_only() {
    are_read_with_one_and_not_the_other(&[
        ("I am a nurse, MSc", "profession_group:all-healthcare-science", "other_profession:nurse"),
        ("nurse band 6 salary", "other_profession:doctor", "other_profession:nurse"),
        ("band 6 nurse, research", "other_profession:doctor", "other_profession:nurse"),
        ("I'm a GP in Cardiff", "other_profession:nurse", "other_profession:doctor"),
        ("nyrs ydw i, ymchwil", "other_profession:doctor", "other_profession:nurse"),
        ("rwy'n ffisiotherapydd", "other_profession:nurse", "other_profession:physiotherapist"),
        ("mentoring nurses", "other_profession:nurse", "kind:mentoring"),
        ("a research paper with a doctor", "other_profession:doctor", "theme:research"),
        ("I'm an engineer, not a nurse, research", "other_profession:nurse", "theme:research"),
        ("GP practice, innovation", "other_profession:doctor", "theme:innovation"),
        ("as a nurse, research", "other_profession:doctor", "other_profession:nurse"),
        ("physio here, research", "other_profession:nurse", "other_profession:physiotherapist"),
        ("fel nyrs, ymchwil", "other_profession:doctor", "other_profession:nurse"),
        ("gweithio fel ffisio", "other_profession:nurse", "other_profession:physiotherapist"),
        ("working with nurses, research", "other_profession:nurse", "theme:research"),
        ("nurse-led clinic, research", "other_profession:nurse", "theme:research"),
        ("research for doctors only", "other_profession:doctor", "theme:research"),
        ("not as a nurse, research", "other_profession:nurse", "theme:research"),
        ("nyrs dw i ddim, ymchwil", "other_profession:nurse", "theme:research"),
        ("dwi ddim yn feddyg, ymchwil", "other_profession:doctor", "theme:research"),
        (
            "I'm not a doctor but a physio, research",
            "other_profession:doctor",
            "other_profession:physiotherapist",
        ),
        ("can I train as a nurse, research", "other_profession:nurse", "theme:research"),
        ("eisiau ymchwil, nid fel meddyg", "other_profession:doctor", "theme:research"),
        ("a doctor of philosophy in research", "other_profession:doctor", "theme:research"),
        (
            "I'm a cardiac physio, MSc",
            "other_profession:physiotherapist",
            "profession:cardiac-physiology",
        ),
    ]);
}

/// Nobody looks for what is for nurses by saying that they are none.
#[test]
fn a_profession_that_somebody_has_not_got_is_not_searched_for() {
    let reading = Reading::new(&load(&Files::embedded()).catalogue);
    let left = |text: &str| -> Vec<String> {
        let read = reading.understand(text, "2026-11-22".parse().expect("a day"), true);
        read.remaining.into_iter().map(|word| word.folded).collect()
    };
    for (text, title) in [
        ("I'm not a nurse, research", "nurse"),
        ("fellowship, not doctor yet", "doctor"),
        ("dwi ddim yn feddyg, ymchwil", "feddyg"),
        ("nyrs dw i ddim, ymchwil", "nyrs"),
    ] {
        assert!(!left(text).contains(&title.to_owned()), "{text}: {:?}", left(text));
    }
    assert!(left("research with nurses").contains(&"nurses".to_owned()));
}

#[test]
fn who_asks_decides_what_is_open_to_them() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let moment = "2026-11-22".parse().expect("a day");
    // Only for NHS Wales; for a university in Wales or the NHS there; for audiologists; for all staff of NHS Wales.
    let nhs_wales = "heiw-professional-registration-funding";
    let university = "hcrw-doctoral-fellowship-award";
    let audiologists = "welsh-audiology-research-network";
    let all_staff = "nhs-wales-awards";
    for (text, entry, wanted) in [
        ("I work for the NHS", nhs_wales, Verdict::Likely),
        ("I work for a university", nhs_wales, Verdict::No),
        ("I work for a university in Cardiff", nhs_wales, Verdict::No),
        ("not employed by the NHS", nhs_wales, Verdict::No),
        // It may be one in England.
        ("I work for a university", university, Verdict::Check),
        ("I work for Cardiff University", university, Verdict::Likely),
        ("I am a nurse", audiologists, Verdict::Check),
        ("I am a nurse", all_staff, Verdict::Likely),
    ] {
        let query = Query::new(text, Lang::En);
        let understanding = engine.understand(text, moment);
        let opportunity = &engine.catalogue().opportunities[entry];
        let fit = engine.judge_for(opportunity, &query, &understanding, moment);
        assert_eq!(fit.verdict, wanted, "{text}: {entry}");
    }
}

/// The vocabularies of other people need not say where their readers are, nor what these have behind them.
#[test]
fn of_a_catalogue_that_marks_none_of_it_nothing_is_taken_for_granted() {
    let marks = ["stands_for: ", "for_study: ", "needs: ", "begins: ", "prize: "];
    let embedded = Files::embedded();
    let mut files = embedded.clone();
    for (path, bytes) in embedded.iter().filter(|(path, _)| path.starts_with("vocabulary/")) {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let is_mark = |line: &&str| marks.iter().any(|mark| line.trim_start().starts_with(mark));
        let plain: Vec<&str> = text.lines().filter(|line| !is_mark(line)).collect();
        files = files.with(path, plain.join("\n").into_bytes());
    }
    let loaded = load(&files);
    assert!(!loaded.has_errors());
    let engine = Engine::in_memory(Arc::new(loaded.catalogue));
    let asked = "I don't work for the NHS, band 6, prize, not England";
    let query = Query { per_page: 500, ..Query::new(asked, Lang::En) };
    let answer = engine.search(&query, "2026-11-22".parse().expect("a day"));
    let read: Vec<(Concept, &str)> =
        answer.understood.iter().map(|piece| (piece.concept, piece.value.as_str())).collect();
    assert!(read.contains(&(Concept::Without(Facet::Nation), "england")), "{read:?}");
    assert!(read.iter().all(|(concept, _)| *concept != Concept::Employer), "{read:?}");
    assert!(!answer.hits.is_empty());
    for hit in &answer.hits {
        let id = &hit.opportunity.id;
        assert!(hit.fit.rules.contains(&(Rule::Nation, RuleAnswer::NotStated)), "{id}");
        let is_excluded = hit.opportunity.eligibility.healthcare_science == Inclusion::Excluded;
        assert_eq!(is_unusable(hit.opportunity, engine.catalogue()), is_excluded, "{id}");
    }
}

#[test]
fn a_town_or_a_hospital_says_where_the_reader_works() {
    let cardiff = "health_board:cardiff-and-vale";
    let betsi = "health_board:betsi-cadwaladr-university-health-board";
    are_read_with_one_and_not_the_other(&[
        ("audiology at the Heath", betsi, cardiff),
        ("ymchwil yn yr Heath", betsi, cardiff),
        ("gwaith yn y Mynydd Bychan", betsi, cardiff),
        ("o'r Barri, ymchwil", betsi, cardiff),
        // Without an article it is a slip.
        ("mental heath research", cardiff, "topic:mental-health-and-wellbeing"),
        ("at the Heath, mental health", "theme:research", "topic:mental-health-and-wellbeing"),
        ("research at Royal Glam", cardiff, "health_board:cwm-taf-morgannwg"),
        ("POW theatres", cardiff, "health_board:cwm-taf-morgannwg"),
        ("yn Ysbyty Maelor, ymchwil", cardiff, betsi),
        ("gweithio ym Mae Colwyn", cardiff, betsi),
        ("labordy yn Llanelwy", cardiff, betsi),
        ("yn y Drenewydd, ymchwil", cardiff, "health_board:powys"),
        ("o Benfro, ymchwil", cardiff, "health_board:hywel-dda"),
        ("o'r Fenni, ymchwil", cardiff, "health_board:aneurin-bevan"),
    ]);
}

#[test]
fn what_is_for_another_health_boards_staff_comes_behind_what_fits_and_shuts_no_door() {
    let server = Server::shared();
    let of_maumss = |text: &str| {
        let answer = server.search(&[("q", text), ("per_page", "100")]);
        let all = answer["opportunities"].as_array().expect("opportunities").clone();
        all.into_iter().find(|one| one["id"] == "maumss").unwrap_or_else(|| panic!("{answer}"))
    };
    let own = of_maumss("equipment for research, I work in Wrexham");
    assert_eq!(own["tier"], "full", "{own}");
    assert_eq!(own["fit"]["verdict"], "likely", "{own}");
    // Its source says "mainly": that it takes nobody else is our reading.
    let another = of_maumss("equipment for research, I work in Powys");
    assert_eq!(another["tier"], "near", "{another}");
    assert_eq!(another["fit"]["verdict"], "check", "{another}");
    let rules = another["fit"]["rules"].as_array().expect("rules");
    let employer = rules.iter().find(|rule| rule["rule"] == "employer").expect("the rule");
    assert_eq!(employer["inferred"], true, "{employer}");
}

#[test]
fn what_is_for_the_staff_of_the_readers_own_organisation_is_shown_to_them_though_its_round_is_over()
{
    let server = Server::shared();
    let place = |text: &str| {
        let answer = server.search(&[("q", text)]);
        let all = answer["opportunities"].as_array().expect("opportunities").clone();
        all.iter().position(|one| one["id"] == "phw-improvement-innovation-fund")
    };
    assert!(place("Public Health Wales, small grant for a new idea").is_some_and(|at| at < 3));
    assert!(place("Iechyd Cyhoeddus Cymru, grant bach, syniad newydd").is_some_and(|at| at < 3));
    assert_eq!(place("Hywel Dda, small grant for a new idea"), None);
}

#[test]
fn an_employer_is_said_in_words_or_as_a_parameter_and_can_be_taken_back() {
    let server = Server::shared();
    let text = [("q", "I work for a university")];
    let piece = server.search(&text)["understood"][0].clone();
    assert_eq!(piece["facet"], "employer");
    assert_eq!(piece["value"], "university-uk");
    assert_eq!(piece["parameters"]["employer"][0], "university-uk");
    let plain = server.search(&[text[0], ("interpret", "false")]);
    assert!(plain["understood"].as_array().is_some_and(Vec::is_empty), "{plain}");
    let closed = [("employer", "university-uk"), ("fit", "no"), ("per_page", "100")];
    let closed = server.search(&closed);
    assert!(ids(&closed).contains(&"heiw-professional-registration-funding"), "{closed}");
    let page =
        server.get("/en/opportunities?q=research&employer=charity&other_profession=nurse").body;
    for without in ["q=research&#38;other_profession=nurse", "q=research&#38;employer=charity"] {
        assert!(page.contains(&format!("href=\"/en/opportunities?{without}\"")), "{page}");
    }
}
