//! The API over real HTTP: the question of the first page, true answers, errors that help.

use serde_json::Value;

use crate::support::{Server, ids};

const QUESTION: &str = "advanced practitioner, laboratory sciences, salary-funded";
const CWESTIWN: &str = "ymarferydd uwch, gwyddorau labordy, cyflog wedi'i dalu";

fn understood(answer: &Value) -> Vec<(&str, &str)> {
    let pieces = answer["understood"].as_array().expect("understood");
    pieces
        .iter()
        .map(|piece| {
            (piece["facet"].as_str().expect("facet"), piece["value"].as_str().expect("value"))
        })
        .collect()
}

#[test]
fn the_question_is_understood_piece_by_piece() {
    let answer = Server::shared().search(&[("q", QUESTION)]);
    assert_eq!(
        understood(&answer),
        [
            ("career_level", "advanced"),
            ("profession_group", "laboratory-sciences-and-genomics"),
            ("offer", "salary-covered")
        ]
    );
    let first = &answer["understood"][0];
    assert_eq!(
        (first["text"].as_str(), first["start"].as_u64(), first["end"].as_u64()),
        (Some("advanced practitioner"), Some(0), Some(21))
    );
    assert_eq!(answer["query"]["remaining_text"], "");
    assert_eq!(answer["confident"], true);
}

#[test]
fn what_pays_salary_and_is_open_to_the_reader_comes_first() {
    let answer = Server::shared().search(&[("q", QUESTION), ("per_page", "100")]);
    let hits = answer["opportunities"].as_array().expect("hits");
    let pays = |hit: &Value| {
        hit["offers"].as_array().expect("offers").iter().any(|offer| offer == "salary-covered")
    };
    assert!(hits.iter().take(3).all(pays), "{:?}", ids(&answer));
    // What states no salary may still be what advisers tell people of, but most of the first ten do state one.
    assert!(hits.iter().take(10).filter(|hit| pays(hit)).count() >= 8, "{:?}", ids(&answer));
    let top: Vec<&str> = ids(&answer).into_iter().take(12).collect();
    assert!(
        top.contains(&"hcrw-emerging-researcher-award")
            && top.contains(&"hcrw-research-training-award"),
        "{top:?}"
    );
    let first_unstated = hits
        .iter()
        .position(|hit| hit["offers"].as_array().is_some_and(Vec::is_empty))
        .expect("some state no offer");
    assert_eq!(hits[first_unstated]["fit"]["verdict"], "check");
}

/// The ids of all that has everything that was asked, over all pages. What has not, and is a good answer all the same, depends on
/// the words of the question too.
fn all_with_everything(question: &str, lang: &str) -> std::collections::BTreeSet<String> {
    let server = Server::shared();
    let page = |page: &str| {
        server.search(&[("q", question), ("lang", lang), ("per_page", "100"), ("page", page)])
    };
    let hits = ["1", "2", "3"]
        .into_iter()
        .flat_map(|number| page(number)["opportunities"].as_array().expect("hits").clone());
    let has_all = |hit: &Value| {
        ["missed", "unstated"].iter().all(|of| hit[*of].as_array().is_some_and(Vec::is_empty))
    };
    hits.filter(has_all).map(|hit| hit["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_same_question_in_welsh_has_the_same_answers_in_welsh() {
    let english = Server::shared().search(&[("q", QUESTION), ("per_page", "100")]);
    let welsh = Server::shared().search(&[("q", CWESTIWN), ("lang", "cy"), ("per_page", "100")]);
    assert_eq!(understood(&welsh), understood(&english));
    assert_eq!(welsh["meta"]["total"], english["meta"]["total"]);
    assert_eq!(all_with_everything(CWESTIWN, "cy"), all_with_everything(QUESTION, "en"));
    assert_eq!(welsh["opportunities"][0]["lang"], "cy");
    assert_eq!(welsh["understood"][2]["label"], "Cyflog wedi'i dalu");
    let titles = |answer: &Value| -> Vec<String> {
        answer["opportunities"]
            .as_array()
            .expect("hits")
            .iter()
            .map(|hit| hit["title"].as_str().expect("title").to_owned())
            .collect()
    };
    assert_ne!(titles(&welsh)[..5], titles(&english)[..5]);
}

#[test]
fn what_is_matched_as_text_keeps_its_letters() {
    let remaining = |text: &str| {
        let answer = Server::shared().search(&[("q", text)]);
        answer["query"]["remaining_text"].as_str().expect("text").to_owned()
    };
    assert_eq!(remaining("mor glas llŷr"), "glas llŷr");
    assert_eq!(remaining("Glas, LLŶR!"), "Glas LLŶR");
}

#[test]
fn understanding_can_be_turned_off() {
    let answer = Server::shared().search(&[("q", QUESTION), ("interpret", "false")]);
    assert_eq!(understood(&answer), []);
    assert!(answer["query"]["remaining_text"].as_str().expect("text").contains("laboratory"));
}

#[test]
fn parameters_exclude_and_counts_keep_their_promise() {
    let server = Server::shared();
    let answer = server.search(&[("career_level", "associate"), ("relax", "false")]);
    for kind in answer["facets"]["kind"].as_array().expect("kinds") {
        let clicked = server.search(&[
            ("career_level", "associate"),
            ("kind", kind["value"].as_str().expect("id")),
            ("relax", "false"),
        ]);
        assert_eq!(clicked["meta"]["total"], kind["count"], "{kind}");
    }
    for hit in answer["opportunities"].as_array().expect("hits") {
        assert!(
            hit["career_levels"]
                .as_array()
                .expect("levels")
                .iter()
                .any(|level| level == "associate")
        );
    }
}

#[test]
fn nothing_found_relaxes_the_least_important_parameter_and_says_so() {
    let impossible = [
        ("career_level", "associate"),
        ("kind", "fellowship"),
        ("topic", "sustainability"),
        ("mode", "secondment"),
    ];
    let relaxed = Server::shared().search(&impossible);
    assert!(relaxed["meta"]["total"].as_u64() > Some(0));
    assert_eq!(relaxed["relaxed"][0]["parameter"], "mode");
    let strict: Vec<_> = impossible.into_iter().chain([("relax", "false")]).collect();
    let strict = Server::shared().search(&strict);
    assert_eq!(
        (strict["meta"]["total"].as_u64(), strict["relaxed"].as_array().map(Vec::len)),
        (Some(0), Some(0))
    );
}

#[test]
fn a_question_about_nothing_in_the_catalogue_says_so() {
    for question in ["flu jab booking", "zzzz qqqq", "tocynnau trên i Landudno"] {
        assert_eq!(Server::shared().search(&[("q", question)])["confident"], false, "{question}");
    }
}

#[test]
fn errors_are_problem_documents_that_help() {
    let server = Server::shared();
    for (query, code, help) in [
        ("carrer_level=advanced", "unknown-parameter", "did you mean `career_level`?"),
        ("career_level=advance", "unknown-value", "did you mean `advanced`?"),
        ("per_page=1000", "bad-value", "give a whole number from 1 to 100"),
        ("closes_before=soon", "bad-value", "write it as 2026-01-13"),
        ("q=a&q=b", "bad-value", "give it once"),
    ] {
        let answer = server.get(&format!("/api/v1/opportunities?{query}"));
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (400, "application/problem+json"),
            "{query}"
        );
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{query}");
        assert_eq!(problem["help"], help, "{problem}");
        assert!(problem["field"].is_string(), "{problem}");
    }
    let long = "x".repeat(5_000);
    let answer = server.get(&format!("/api/v1/opportunities?q={long}"));
    assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("too-long")));
    assert_eq!(server.get("/api/v1/nothing").json()["code"], "unknown-path");
}

#[test]
fn whoever_is_refused_a_parameter_is_told_what_to_give() {
    let server = Server::shared();
    let ids: Vec<String> = (0..201).map(|number| format!("a{number}")).collect();
    let ids = format!("order={}", ids.join(","));
    let long = format!("sign_off_cy={}", "x".repeat(2_001));
    for (path, query, help) in [
        ("api/v1/opportunities", "page=0", "give a whole number from 1 to 100000"),
        ("api/v1/opportunities", "page=abc", "give a whole number from 1 to 100000"),
        ("api/v1/opportunities", "per_page=101", "give a whole number from 1 to 100"),
        ("api/v1/export.csv", "amount_min=-1", "give a whole number from 0 to 1000000000"),
        ("feeds/closing.atom", "days=0", "give a whole number from 1 to 366"),
        ("feeds/closing.atom", "days=0&lang=cy", "rhowch rif cyfan rhwng 1 a 366"),
        ("api/v1/digest", "per_section=41", "give a whole number from 1 to 40"),
        ("api/v1/digest", "closing_within=x", "give a whole number from 1 to 366"),
        (
            "api/v1/digest",
            "campaign=a+b",
            "use at most 60 letters, digits, hyphens, dots and underscores",
        ),
        (
            "api/v1/digest",
            "seen=A_B",
            "give ids of lower-case letters, digits and hyphens, with commas between them",
        ),
        ("api/v1/digest", ids.as_str(), "give fewer of them"),
        ("api/v1/digest", long.as_str(), "write less"),
        ("api/v1/digest", "since=", "leave it out, or give it a value"),
    ] {
        let answer = server.get(&format!("/{path}?{query}"));
        assert_eq!((answer.status, &answer.json()["help"]), (400, &help.into()), "{path}?{query}");
    }
    assert_eq!(server.get("/api/v1/opportunities?q=").status, 200, "it asks for everything");
}

#[test]
fn an_unknown_opportunity_is_answered_with_what_was_perhaps_meant() {
    let answer = Server::shared().get("/api/v1/opportunities/hcrw-emerging-reseacher-award");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.json()["see"][0], "hcrw-emerging-researcher-award");
}

#[test]
fn status_is_computed_for_the_moment_of_asking() {
    let id = "/api/v1/opportunities/hcrw-doctoral-fellowship-award";
    let before = Server::start(&["--today", "2026-01-10"]).get(id).json();
    assert_eq!(before["status"]["state"], "open");
    assert_eq!(before["status"]["closes"], "2026-01-13T16:00:00+00:00");
    assert_eq!(before["status"]["days_left"], 3);
    let after = Server::start(&["--today", "2026-01-13T16:01"]).get(id).json();
    let state = after["status"]["state"].as_str().expect("a state");
    assert!(
        state == "closed"
            || (state == "expected" && after["status"]["estimated"]["basis"].is_string()),
        "{}",
        after["status"]
    );
    let search = Server::start(&["--today", "2026-01-13T16:01"]).search(&[
        ("status", "open"),
        ("relax", "false"),
        ("per_page", "100"),
    ]);
    assert!(!ids(&search).contains(&"hcrw-doctoral-fellowship-award"));
}

#[test]
fn other_origins_may_read_the_api_and_every_answer_is_guarded() {
    let answer =
        Server::shared().get_with("/api/v1/opportunities", &[("Origin", "https://example.org")]);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("content-language"), "en");
    assert!(answer.header("set-cookie").is_empty());
}

#[test]
fn the_service_says_what_it_serves() {
    let server = Server::shared();
    assert_eq!(server.get("/health").json()["status"], "alive");
    let ready = server.get("/ready").json();
    assert!(ready["entries"].as_u64() >= Some(280), "{ready}");
    assert_eq!(ready["catalogue"], server.search(&[])["meta"]["catalogue"]);
}

#[test]
fn the_openapi_document_names_every_parameter_and_every_path_answers() {
    let server = Server::shared();
    let document = server.get("/api/v1/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    let names: Vec<&str> = document["paths"]["/api/v1/opportunities"]["get"]["parameters"]
        .as_array()
        .expect("parameters")
        .iter()
        .map(|parameter| parameter["name"].as_str().expect("a name"))
        .collect();
    for name in [
        "q",
        "lang",
        "career_level",
        "fit",
        "health_board",
        "closes_before",
        "amount_min",
        "sort",
        "interpret",
        "relax",
    ] {
        assert!(names.contains(&name), "{name} is not described");
    }
    for path in document["paths"].as_object().expect("paths").keys() {
        let path = path.replace("{id}", "hcrw-gcp-training");
        assert_eq!(server.get(&path).status, 200, "{path}");
    }
}

#[test]
fn vocabulary_has_both_languages_for_every_value() {
    let vocabulary = Server::shared().get("/api/v1/vocabulary").json();
    for (facet, words) in vocabulary["facets"].as_object().expect("facets") {
        let values = words["values"].as_array().expect("values");
        assert!(!values.is_empty(), "{facet}");
        for value in values {
            let label = &value["label"];
            assert!(label["en"].as_str().is_some_and(|text| !text.is_empty()), "{facet} {value}");
            assert!(label["cy"].as_str().is_some_and(|text| !text.is_empty()), "{facet} {value}");
        }
    }
}
