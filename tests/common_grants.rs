//! CommonGrants 0.4.0: what the protocol's specification check enforces, point by point, and that no fact is bent on the way.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Server, copied_catalogue, root};

const ROOT: &str = "/common-grants/opportunities";

fn document() -> Value {
    Server::shared().get("/common-grants/openapi.json").json()
}

fn list() -> Vec<Value> {
    let server = Server::shared();
    let mut items = Vec::new();
    for page in 1.. {
        let answer = server.get(&format!("{ROOT}?page={page}&pageSize=100")).json();
        let found = answer["items"].as_array().expect("items").clone();
        if found.is_empty() {
            break;
        }
        items.extend(found);
    }
    items
}

fn search(body: &Value) -> Value {
    let answer = Server::shared().post(&format!("{ROOT}/search"), &body.to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

fn own(id: &str) -> Value {
    list()
        .into_iter()
        .find(|item| item["customFields"]["slug"]["value"] == id)
        .unwrap_or_else(|| panic!("{id} is not listed"))
}

/// Every schema of the document, wherever it stands.
fn every_node(node: &Value, see: &mut impl FnMut(&Value)) {
    see(node);
    match node {
        Value::Object(members) => members.values().for_each(|member| every_node(member, see)),
        Value::Array(members) => members.iter().for_each(|member| every_node(member, see)),
        _ => {}
    }
}

#[test]
fn the_document_has_the_three_routes_and_no_other() {
    let document = document();
    let paths = document["paths"].as_object().expect("paths");
    let found: Vec<(&str, Vec<&str>)> = paths
        .iter()
        .map(|(path, methods)| {
            let methods = methods.as_object().expect("methods").keys().map(String::as_str);
            (path.as_str(), methods.collect())
        })
        .collect();
    assert_eq!(
        found,
        [
            (ROOT, vec!["get"]),
            ("/common-grants/opportunities/search", vec!["post"]),
            ("/common-grants/opportunities/{oppId}", vec!["get"]),
        ]
    );
}

#[test]
fn the_document_declares_the_404_and_both_page_parameters() {
    let document = document();
    let detail = &document["paths"]["/common-grants/opportunities/{oppId}"]["get"];
    assert!(detail["responses"]["404"].is_object(), "{detail}");
    let names: BTreeSet<&str> = document["paths"][ROOT]["get"]["parameters"]
        .as_array()
        .expect("parameters")
        .iter()
        .filter_map(|parameter| parameter["name"].as_str())
        .collect();
    assert_eq!(names, BTreeSet::from(["page", "pageSize"]));
}

#[test]
fn the_document_has_no_nullable_type_and_no_union_but_that_of_events() {
    let mut unions = Vec::new();
    every_node(&document(), &mut |node| {
        assert!(node.get("oneOf").is_none(), "{node}");
        assert!(!node["type"].is_array(), "{node}");
        if let Some(union) = node.get("anyOf") {
            unions.push(union.clone());
        }
    });
    let first = "#/components/schemas/SingleDateEvent";
    assert!(!unions.is_empty());
    assert!(unions.iter().all(|union| union[0]["$ref"] == first), "{unions:?}");
}

#[test]
fn the_operator_of_a_custom_filter_is_plain_text() {
    let document = document();
    let operator = &document["components"]["schemas"]["DefaultFilter"]["properties"]["operator"];
    assert_eq!(operator["type"], "string");
    assert!(operator.get("enum").is_none() && operator.get("anyOf").is_none(), "{operator}");
}

#[test]
fn members_and_values_are_those_of_the_protocol() {
    // What the protocol's document lists for a schema, read off its lines: member names stand eight spaces deep.
    let path = root().join("tests/conformance/data/commongrants-openapi-0.4.0.yaml");
    let protocol = std::fs::read_to_string(path).expect("the protocol's document");
    let members = |schema: &str| -> BTreeSet<String> {
        let block = protocol
            .split_once(&format!("\n    {schema}:\n"))
            .unwrap_or_else(|| panic!("{schema} is in the protocol"))
            .1;
        let lines = block.lines().take_while(|line| line.is_empty() || line.starts_with("     "));
        lines
            .filter_map(|line| line.strip_prefix("        "))
            .filter(|line| !line.starts_with([' ', '-']))
            .filter_map(|line| line.strip_suffix(':'))
            .map(str::to_owned)
            .collect()
    };
    let document = document();
    for (name, theirs) in [
        ("OpportunityBase", "CommonGrants.Models.OpportunityBase"),
        ("OppStatus", "CommonGrants.Models.OppStatus"),
        ("OppFunding", "CommonGrants.Models.OppFunding"),
        ("OppTimeline", "CommonGrants.Models.OppTimeline"),
        ("OppFilters", "CommonGrants.Models.OppFilters"),
        ("PaginationInfo", "CommonGrants.Pagination.PaginatedResultsInfo"),
        ("SortInfo", "CommonGrants.Sorting.SortedResultsInfo"),
        ("Error", "CommonGrants.Responses.Error"),
    ] {
        let known = members(theirs);
        let ours = document["components"]["schemas"][name]["properties"].as_object();
        for member in ours.unwrap_or_else(|| panic!("{name} is described")).keys() {
            assert!(known.contains(member), "{name}.{member} is not in {known:?}");
        }
    }
    let statuses = &document["components"]["schemas"]["OppStatusOptions"]["enum"];
    assert_eq!(*statuses, json!(["forecasted", "open", "closed", "custom"]));
}

#[test]
fn only_what_pays_money_is_listed_and_each_id_is_lasting() {
    let items = list();
    assert!(items.len() > 100, "{}", items.len());
    for item in &items {
        let kind = item["customFields"]["kind"]["value"].as_str().expect("a kind");
        assert!(["funding", "fellowship", "award"].contains(&kind), "{item}");
    }
    // Other systems have stored this id: it must never change.
    assert_eq!(own("hcrw-emerging-researcher-award")["id"], "e95738a7-5175-53be-a3ea-613105383d10");
    let changed: Vec<&str> =
        items.iter().filter_map(|item| item["lastModifiedAt"].as_str()).collect();
    assert!(changed.is_sorted_by(|left, right| left >= right), "newest change first");
}

#[test]
fn a_detail_says_the_same_as_the_list() {
    let server = Server::shared();
    for item in list() {
        let id = item["id"].as_str().expect("an id");
        let detail = server.get(&format!("{ROOT}/{id}")).json();
        assert_eq!(detail["status"], 200);
        assert_eq!(detail["data"], item);
    }
}

#[test]
fn an_estimate_is_an_event_in_words_and_never_a_day() {
    let expected: Vec<Value> = list()
        .into_iter()
        .filter(|item| item["keyDates"]["otherDates"]["nextRound"].is_object())
        .collect();
    assert!(!expected.is_empty());
    for item in expected {
        assert_eq!(item["status"]["value"], "forecasted", "{item}");
        assert_eq!(item["keyDates"]["otherDates"]["nextRound"]["eventType"], "other");
        assert!(item["keyDates"]["closeDate"].is_null(), "{item}");
        assert!(
            item["keyDates"]["otherDates"]["nextRound"]["details"]
                .as_str()
                .is_some_and(|text| text.contains("our estimate")),
            "{item}"
        );
    }
}

#[test]
fn what_is_not_stated_is_custom_and_what_is_rolling_is_open() {
    for item in list() {
        let custom = item["status"]["value"] == "custom";
        assert_eq!(custom, item["status"]["customValue"] == "unknown", "{item}");
        if item["keyDates"]["closeDate"]["eventType"] == "other" {
            assert_eq!(item["status"]["value"], "open", "{item}");
        }
    }
}

#[test]
fn a_closing_time_has_no_zone_and_says_whose_clock_it_is() {
    let timed: Vec<Value> = list()
        .into_iter()
        .map(|item| item["keyDates"]["closeDate"].clone())
        .filter(|event| event["time"].is_string())
        .collect();
    assert!(!timed.is_empty());
    for event in timed {
        assert_eq!(event["time"].as_str().map(str::len), Some(8), "{event}");
        assert!(event["description"].as_str().is_some_and(|text| text.contains("UK time")));
    }
}

#[test]
fn a_day_that_is_our_reading_says_so_behind_whose_clock_is_meant() {
    let folder = copied_catalogue();
    let entry = root().join("tests/fixtures/invented-fellowship.yaml");
    let text = std::fs::read_to_string(entry).expect("the fixture");
    let added = "  added: 2026-11-23\n";
    assert!(text.contains(added), "{text}");
    let text = text.replace(added, &format!("{added}  inferred: [timetable.rounds]\n"));
    let place = folder.path().join("opportunities/hcrw/invented-fellowship.yaml");
    std::fs::write(place, text).expect("a copy");
    let catalogue = folder.path().to_string_lossy().into_owned();
    let server = Server::start(&["--today", "2027-02-01", "--catalogue", &catalogue]);
    let answer = server.get(&format!("{ROOT}?pageSize=100")).json();
    let mut items = answer["items"].as_array().expect("items").iter();
    let found = items.find(|item| item["customFields"]["slug"]["value"] == "invented-fellowship");
    let dates = &found.expect("what changed last stands first")["keyDates"];
    let caveat = "Partly our reading: check with the funder";
    assert_eq!(dates["postDate"]["description"], caveat);
    assert_eq!(dates["closeDate"]["description"], format!("16:00 UK time. {caveat}"));
    // What the funder has published needs no caveat.
    let published = own("hcrw-emerging-researcher-award");
    assert!(!published["keyDates"].to_string().contains(caveat), "{published}");
}

/// The slugs of every page of a search.
fn found(body: &Value) -> BTreeSet<String> {
    let mut slugs = BTreeSet::new();
    for page in 1.. {
        let mut asked = body.clone();
        asked["pagination"] = json!({"page": page, "pageSize": 100});
        let answer = search(&asked);
        let items = answer["items"].as_array().expect("items");
        if items.is_empty() {
            assert_eq!(answer["paginationInfo"]["totalItems"], slugs.len());
            break;
        }
        let own = items.iter().map(|item| &item["customFields"]["slug"]["value"]);
        slugs.extend(own.map(|slug| slug.as_str().expect("a slug").to_owned()));
    }
    slugs
}

#[test]
fn a_search_keeps_only_what_answers_the_text_in_whichever_order() {
    // As the protocol's own client always sends it.
    let newest = json!({"sortBy": "lastModifiedAt", "sortOrder": "desc"});
    let by_date = found(&json!({"search": "genomics", "sorting": newest}));
    assert_eq!(by_date, found(&json!({"search": "genomics"})), "the order keeps the same");
    assert!(!by_date.is_empty() && by_date.len() < list().len(), "{}", by_date.len());

    let (mut full, mut near_misses) = (BTreeSet::new(), BTreeSet::new());
    for page in ["1", "2"] {
        let kinds = ("kind", "funding,fellowship,award");
        let asked = [("q", "genomics"), kinds, ("per_page", "100"), ("page", page)];
        for hit in Server::shared().search(&asked)["opportunities"].as_array().expect("hits") {
            let is_full = hit["missed"].as_array().is_some_and(Vec::is_empty);
            let id = hit["id"].as_str().expect("an id").to_owned();
            let tier = if is_full { &mut full } else { &mut near_misses };
            tier.insert(id);
        }
    }
    assert!(!near_misses.is_empty());
    assert!(by_date.is_subset(&full), "{:?}", by_date.difference(&full));

    assert!(found(&json!({"search": "flu jab booking"})).is_empty());
    // What is called so is there, although nobody in Wales can have it.
    assert!(found(&json!({"search": "NIHR Doctoral Award"})).contains("nihr-doctoral-award"));
    // What is over is no answer, unless that is asked for.
    let closed = json!({"status": {"operator": "in", "value": ["closed"]}});
    let over = found(&json!({"search": "research", "filters": closed}));
    let usual = found(&json!({"search": "research"}));
    assert!(over.difference(&usual).next().is_some(), "{over:?}");
}

#[test]
fn a_slip_in_a_name_is_told() {
    let told = search(&json!({
        "filter": {}, "serach": "genomics", "pagination": {"pagesize": 5}, "sorting": {"sortBy": "title", "order": "asc"},
    }));
    let names = ["filter", "serach", "sorting.order", "pagination.pagesize"];
    let expected = names.map(|name| format!("Unsupported filter: {name}"));
    assert_eq!(told["filterInfo"]["errors"], json!(expected));
    let server = Server::shared();
    let behind = server.post(&format!("{ROOT}/search?pagesize=5"), "{}").json();
    assert_eq!(behind["filterInfo"]["errors"], json!(["Unsupported filter: pagesize"]));
    // A list and a detail have no place for it, so they refuse.
    let slug = own("hcrw-emerging-researcher-award")["id"].as_str().expect("an id").to_owned();
    for (path, help) in [
        (format!("{ROOT}?pagesize=5"), "did you mean `pageSize`?"),
        (format!("{ROOT}?page=1&page=2"), "give it once"),
        (format!("{ROOT}/{slug}?lang=cy"), "this address takes no parameters"),
    ] {
        let refused = server.get(&path);
        assert_eq!(refused.status, 400, "{path}: {}", refused.body);
        let body = refused.json();
        assert_eq!(body["status"], 400, "{path}");
        assert!(body["message"].as_str().is_some_and(|text| text.ends_with(help)), "{body}");
    }
}

#[test]
fn filters_keep_what_they_say_and_tell_what_they_cannot() {
    let open = search(&json!({"filters": {"status": {"operator": "in", "value": ["open"]}}}));
    let items = open["items"].as_array().expect("items");
    assert!(!items.is_empty());
    assert!(items.iter().all(|item| item["status"]["value"] == "open"));
    let rest = search(&json!({"filters": {"status": {"operation": "not_in", "value": ["open"]}}}));
    assert_eq!(rest["filterInfo"]["filters"]["status"]["operator"], "notIn");
    let total = |answer: &Value| answer["paginationInfo"]["totalItems"].as_u64().expect("a total");
    assert_eq!(total(&open) + total(&rest), list().len() as u64);

    let custom = search(&json!({"filters": {
        "customFilters": {"careerLevel": {"operator": "in", "value": ["advanced"]}, "agency": {"operator": "eq", "value": "x"}},
        "colour": {"operator": "eq", "value": "red"},
    }}));
    assert_eq!(
        custom["filterInfo"]["errors"],
        json!(["Unsupported filter: colour", "Unsupported filter: agency"])
    );
    let items = custom["items"].as_array().expect("items");
    assert!(!items.is_empty());
    for item in items {
        let levels = item["customFields"]["careerLevels"]["value"].as_array().expect("levels");
        assert!(levels.contains(&json!("advanced")), "{item}");
    }
}

#[test]
fn a_value_that_a_filter_does_not_have_is_told_with_what_was_perhaps_meant() {
    let told = search(&json!({"filters": {
        "status": {"operator": "in", "value": ["open", "opne"]},
        "customFilters": {
            "careerLevel": {"operator": "in", "value": ["advance"]},
            "funder": {"operator": "eq", "value": "HCRW"},
            "kind": {"operator": "like", "value": "award"},
            "nation": {"operator": "in", "value": [7]},
        },
    }}));
    let errors = told["filterInfo"]["errors"].as_array().expect("errors").clone();
    for said in [
        "`opne` is not a value of `status`; did you mean `open`?",
        "`advance` is not a value of `career_level`; did you mean `advanced`?",
        "`HCRW` is not a value of `funder`; did you mean `hcrw`?",
        "Unsupported filter: kind (operator); use eq, neq, in or notIn",
        "Unsupported filter: nation (value); give a text or a list of texts",
    ] {
        assert!(errors.contains(&json!(said)), "{said}: {errors:?}");
    }
    assert_eq!(errors.len(), 5, "{errors:?}");
    let silent = json!({"filters": {"customFilters": {"careerLevel": {"operator": "eq", "value": "not-stated"}}}});
    let items = search(&silent)["items"].clone();
    let items = items.as_array().expect("items");
    assert!(
        !items.is_empty()
            && items.iter().all(|item| item["customFields"]["careerLevels"].is_null())
    );
}

#[test]
fn a_request_that_cannot_be_read_is_told_how_it_is_written() {
    let server = Server::shared();
    for (body, said) in [
        ("{\"search\":", "the body is not JSON"),
        ("[]", "the body is not JSON"),
        ("{\"search\":5}", "“search” cannot be read; write it as \"phd\""),
        ("{\"pagination\":{\"page\":\"two\"}}", "“pagination” cannot be read; write it as {"),
        ("{\"sorting\":{\"sortBy\":\"name\"}}", "“sorting” cannot be read; write it as {"),
        ("{\"filters\":{\"status\":\"open\"}}", "“status” cannot be read; write it as {"),
        ("{\"filters\":{\"customFilters\":[]}}", "“customFilters” cannot be read; write it as {"),
    ] {
        let refused = server.post(&format!("{ROOT}/search"), body);
        let answer = refused.json();
        let message = answer["message"].as_str().expect("a message");
        assert!(refused.status == 400 && message.contains(said), "{body}: {message}");
        for inner in ["line ", "column ", "expected", "variant"] {
            assert!(!message.contains(inner), "{body}: {message}");
        }
    }
}

#[test]
fn amounts_are_compared_in_one_currency_only() {
    let range = |currency: &str| {
        search(&json!({"filters": {"maxAwardAmountRange": {"operator": "between", "value": {
            "min": {"amount": "1", "currency": currency}, "max": {"amount": "75000", "currency": currency},
        }}}}))
    };
    let pounds = range("GBP");
    for item in pounds["items"].as_array().expect("items") {
        let most = &item["funding"]["maxAwardAmount"];
        assert_eq!(most["currency"], "GBP", "{item}");
        let amount: f64 = most["amount"].as_str().and_then(|text| text.parse().ok()).expect("text");
        assert!((1.0..=75_000.0).contains(&amount), "{item}");
    }
    assert!(pounds["paginationInfo"]["totalItems"].as_u64() > Some(5));
    assert_eq!(range("JPY")["items"], json!([]));
}

#[test]
fn orders_are_obeyed_and_an_unknown_one_falls_back() {
    let by_close = search(
        &json!({"sorting": {"sortBy": "keyDates.closeDate", "sortOrder": "asc"}, "pagination": {"pageSize": 500}}),
    );
    assert_eq!(by_close["paginationInfo"]["pageSize"], 100);
    let days: Vec<Option<String>> = by_close["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["keyDates"]["closeDate"]["date"].as_str().map(str::to_owned))
        .collect();
    let stated: Vec<&String> = days.iter().flatten().collect();
    assert!(!stated.is_empty() && stated.is_sorted());
    assert!(days[stated.len()..].iter().all(Option::is_none), "what states no day stands last");

    let unknown = search(&json!({"sorting": {"sortBy": "custom", "customSortBy": "nearness"}}));
    assert_eq!(unknown["sortInfo"]["sortBy"], "lastModifiedAt");
    assert_eq!(unknown["sortInfo"]["errors"], json!(["Unsupported sort: nearness"]));
    let text = search(&json!({"search": "Emerging Researcher Award"}));
    assert_eq!(text["sortInfo"]["customSortBy"], "relevance");
    assert_eq!(text["items"][0]["customFields"]["slug"]["value"], "hcrw-emerging-researcher-award");
}

#[test]
fn whatever_goes_wrong_has_the_protocols_own_error_body() {
    let server = Server::shared();
    let nobody = "00000000-0000-4000-8000-000000000000";
    let asked = [
        (server.get(&format!("{ROOT}?page=0")), 400),
        (server.get(&format!("{ROOT}?pageSize=ten")), 400),
        (server.get(&format!("{ROOT}/not-a-uuid")), 404),
        (server.get(&format!("{ROOT}/%ff")), 404),
        (server.get(&format!("{ROOT}/{nobody}")), 404),
        (server.get("/common-grants/forms"), 404),
        (server.post(ROOT, "{}"), 405),
        (server.post(&format!("{ROOT}/search"), "{"), 400),
        (server.post(&format!("{ROOT}/search"), "{\"pagination\":{\"page\":0}}"), 400),
        (server.post(&format!("{ROOT}/search"), &" ".repeat(70_000)), 413),
    ];
    for (answer, status) in asked {
        assert_eq!(answer.status, status, "{}", answer.body);
        let body = answer.json();
        assert_eq!(body["status"], status, "{body}");
        assert!(body["message"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
        assert!(body["errors"].is_array(), "{body}");
    }
}

#[test]
fn a_retired_opportunity_names_what_took_its_place() {
    // The id of `hcrw-nhs-research-time-award`.
    let answer = Server::shared().get(&format!("{ROOT}/b3cb119c-e8cc-5ae3-95ab-f22462286f9b"));
    assert_eq!(answer.status, 410, "{}", answer.body);
    let successor = own("hcrw-emerging-researcher-award");
    assert_eq!(answer.json()["errors"][0]["successor"], successor["id"]);
}
