//! The Model Context Protocol: six tools that only read, answered without a session, refused with help, and closed to names
//! that are not the service's own.

use serde_json::{Value, json};

use crate::support::{Answer, Server};

fn send(server: &Server, host: Option<&str>, method: &str, parameters: Value) -> Answer {
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters });
    let mut headers = vec![
        ("Content-Type", "application/json"),
        ("Accept", "application/json, text/event-stream"),
        ("MCP-Protocol-Version", "2025-06-18"),
    ];
    headers.extend(host.map(|host| ("Host", host)));
    server.send("POST", "/mcp", &headers, &body.to_string())
}

fn call(tool: &str, arguments: Value) -> Value {
    call_on(&Server::shared(), tool, arguments)
}

fn call_on(server: &Server, tool: &str, arguments: Value) -> Value {
    let answer = send(server, None, "tools/call", json!({ "name": tool, "arguments": arguments }));
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["result"].clone()
}

#[test]
fn every_tool_only_reads_and_says_what_it_takes_and_gives() {
    let server = Server::shared();
    let tools = send(&server, None, "tools/list", json!({})).json()["result"]["tools"].clone();
    let tools = tools.as_array().expect("tools");
    let names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "search_opportunities",
            "get_opportunity",
            "check_eligibility",
            "upcoming_deadlines",
            "coverage",
            "list_vocabulary"
        ]
    );
    for tool in tools {
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        assert_eq!(tool["inputSchema"]["additionalProperties"], false, "{tool}");
        assert_eq!(tool["outputSchema"]["type"], "object", "{}", tool["name"]);
    }
}

#[test]
fn every_answer_says_when_it_is_true_and_that_the_funder_decides() {
    let id = json!({ "id": "hcrw-emerging-researcher-award", "lang": "cy" });
    for (tool, arguments) in [
        ("search_opportunities", json!({ "q": "cyflog", "lang": "cy" })),
        ("get_opportunity", id.clone()),
        ("check_eligibility", id),
        ("upcoming_deadlines", json!({ "days": 366, "lang": "cy" })),
        ("coverage", json!({ "lang": "cy" })),
        ("list_vocabulary", json!({ "parameter": "funder", "lang": "cy" })),
    ] {
        let result = call(tool, arguments);
        let given = &result["structuredContent"];
        assert_eq!(given["as_of"], "2026-11-22", "{tool}: {result}");
        assert!(
            given["confirm"].as_str().is_some_and(|text| text.starts_with("Cadarnhewch")),
            "{tool}"
        );
        for one in given["opportunities"].as_array().into_iter().flatten() {
            assert!(one["official_url"].is_string() || one["url"].is_string(), "{one}");
            assert!(one["read"].is_string(), "{one}");
        }
    }
}

#[test]
fn a_reader_who_may_not_apply_is_told_which_rule_says_so() {
    let likely = call("check_eligibility", json!({ "id": "hcrw-emerging-researcher-award" }));
    let rules = likely["structuredContent"]["opportunity"]["fit"]["rules"].as_array().cloned();
    assert!(rules.is_some_and(|rules| {
        rules.iter().any(|rule| rule["rule"] == "nation" && rule["answer"] == "yes")
    }));
    let england = Server::shared().search(&[("fit", "no"), ("per_page", "1")])["opportunities"][0]
        ["id"]
        .clone();
    let refused = call("check_eligibility", json!({ "id": england }));
    assert_eq!(refused["structuredContent"]["opportunity"]["fit"]["verdict"], "no");
}

#[test]
fn deadlines_are_published_ones_soonest_first() {
    // A day on which rounds were open.
    let server = Server::start(&["--today", "2026-01-05"]);
    let found = call_on(&server, "upcoming_deadlines", json!({ "days": 366 }));
    let found = &found["structuredContent"];
    let all = found["opportunities"].as_array().expect("opportunities");
    assert!(!all.is_empty());
    let next_end = |one: &Value| {
        let others = one["status"]["other_rounds"].as_array().expect("rounds").iter();
        let ends = others.chain([&one["status"]]).filter_map(|round| round["closes"].as_str());
        ends.map(|end| end[..10].to_owned()).min().expect("a published end")
    };
    let days: Vec<String> = all.iter().map(next_end).collect();
    assert!(days.is_sorted(), "{days:?}");
    let has = |state: &str| all.iter().any(|one| one["status"]["state"] == state);
    assert!(has("open") && has("unknown"), "also those of which nobody says when they open");
    assert!(!has("expected") && !has("closed"));
}

#[test]
fn a_mistake_is_an_answer_that_helps() {
    for (tool, arguments, help) in [
        ("search_opportunities", json!({ "career_level": "advance" }), "advanced"),
        (
            "get_opportunity",
            json!({ "id": "hcrw-emerging-reseacher-award" }),
            "hcrw-emerging-researcher-award",
        ),
        (
            "get_opportunity",
            json!({ "id": "hcrw-nhs-research-time-award" }),
            "hcrw-emerging-researcher-award",
        ),
        ("coverage", json!({ "profession": "audiology" }), "`profession`"),
        ("coverage", json!({ "profession": "audiology" }), "use one of: lang, kind, nation"),
        ("search_opportunities", json!({ "carrer_level": "advanced" }), "`carrer_level`"),
        ("search_opportunities", json!({ "carrer_level": "advanced" }), "mean `career_level`?"),
        ("get_opportunity", json!({ "id": "hcrw-faculty", "lnag": "cy" }), "mean `lang`?"),
        ("check_eligibility", json!({ "idd": "hcrw-faculty" }), "mean `id`?"),
        ("get_opportunity", json!({}), "`id` is required"),
        ("check_eligibility", json!({ "id": null, "lang": "cy" }), "mae angen `id`"),
        ("list_vocabulary", json!({}), "`parameter` is required"),
        ("list_vocabulary", json!({ "parameter": "funders" }), "mean `funder`?"),
        ("search_opportunities", json!({ "funder": "HCRW" }), "mean `hcrw`?"),
        ("search_opportunities", json!({ "per_page": "three" }), "give a whole number from 1"),
        ("search_opportunities", json!({ "per_page": 2.5 }), "give a whole number from 1"),
        ("upcoming_deadlines", json!({ "dys": 14, "lang": "cy" }), "ai `days` oedd gennych"),
        ("search_opportunities", json!({ "q": "x".repeat(1_001) }), "at most 1000 are read"),
    ] {
        let result = call(tool, arguments);
        assert_eq!(result["isError"], true, "{tool}: {result}");
        let text = result["content"][0]["text"].as_str().expect("text");
        assert!(text.contains(help), "{tool}: {text}");
    }
}

#[test]
fn what_an_agent_reads_before_it_asks_is_short_and_leads_to_every_value() {
    let server = Server::shared();
    let listed = send(&server, None, "tools/list", json!({}));
    assert!(listed.body.len() < 14_500, "{} bytes", listed.body.len());
    let tools = listed.json()["result"]["tools"].clone();
    let find = |name: &str| {
        let tools = tools.as_array().expect("tools").iter();
        tools.clone().find(|tool| tool["name"] == name).expect("a tool").clone()
    };
    let search = find("search_opportunities");
    let about = &search["inputSchema"]["properties"]["funder"]["description"];
    assert!(about.as_str().is_some_and(|about| about.contains("list_vocabulary")), "{about}");
    let parameters =
        find("list_vocabulary")["inputSchema"]["properties"]["parameter"]["enum"].clone();
    let vocabulary = server.get("/api/v1/vocabulary").json()["facets"].clone();
    let parameters = parameters.as_array().expect("parameters").clone();
    assert_eq!(parameters.len(), vocabulary.as_object().expect("facets").len());
    for parameter in parameters {
        let name = parameter.as_str().expect("a name");
        let given = call("list_vocabulary", json!({ "parameter": name }));
        let values = given["structuredContent"]["values"].as_array().expect("values").clone();
        let published = vocabulary[name]["values"].as_array().expect("values");
        for value in published {
            let same = json!({ "id": value["id"], "name": value["label"]["en"] });
            assert!(values.contains(&same), "{name}: {same}");
        }
    }
}

#[test]
fn a_whole_number_may_be_a_number_or_text() {
    for three in [json!(3), json!(3.0), json!("3")] {
        let found = call("search_opportunities", json!({ "per_page": three }));
        let given = found["structuredContent"]["opportunities"].as_array().map(Vec::len);
        assert_eq!(given, Some(3), "{three}");
    }
}

#[test]
fn a_client_of_the_version_with_batches_may_send_several_messages_in_one() {
    let server = Server::shared();
    let ask = |version: Option<&str>, body: &Value| {
        let mut headers = vec![
            ("Content-Type", "application/json"),
            ("Accept", "application/json, text/event-stream"),
        ];
        headers.extend(version.map(|version| ("MCP-Protocol-Version", version)));
        server.send("POST", "/mcp", &headers, &body.to_string())
    };
    let list = |id: u64| json!({ "jsonrpc": "2.0", "id": id, "method": "tools/list" });
    let told = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    for version in [Some("2025-03-26"), None] {
        let answer = ask(version, &json!([list(1), told, { "id": 2 }, list(3)]));
        assert_eq!(answer.status, 200, "{}", answer.body);
        let answers = answer.json();
        let ids: Vec<&Value> =
            answers.as_array().expect("answers").iter().map(|one| &one["id"]).collect();
        assert_eq!(ids, [&json!(1), &Value::Null, &json!(3)]);
        assert!(answers[0]["result"]["tools"].is_array() && answers[1]["error"].is_object());
        assert_eq!(ask(version, &json!([told])).status, 202);
        let many: Vec<Value> = (0..11).map(list).collect();
        for refused in [json!([]), json!(many)] {
            assert_eq!(ask(version, &refused).json()["error"]["code"], -32600);
        }
    }
    let later = ask(Some("2025-06-18"), &json!([list(1)])).json();
    let message = later["error"]["message"].as_str().expect("a message");
    assert!(message.contains("2025-06-18"), "{message}");
}

#[test]
fn only_what_a_tool_takes_is_offered_for_what_it_does_not_take() {
    let result = call("search_opportunities", json!({ "interpet": false }));
    let text = result["content"][0]["text"].as_str().expect("text");
    assert!(text.contains("career_level") && !text.contains("interpret"), "{text}");
}

#[test]
fn deadlines_look_as_far_ahead_as_the_tool_says() {
    let server = Server::shared();
    let tools = send(&server, None, "tools/list", json!({})).json()["result"]["tools"].clone();
    let tools = tools.as_array().expect("tools");
    let tool = tools.iter().find(|tool| tool["name"] == "upcoming_deadlines").expect("a tool");
    let documented = &tool["inputSchema"]["properties"]["days"]["default"];
    let found = call("upcoming_deadlines", json!({}));
    assert_eq!((documented, &found["structuredContent"]["days"]), (&json!(30), &json!(30)));
}

#[test]
fn only_the_services_own_names_are_answered() {
    let server = Server::start(&["--today", "2026-11-22", "--base-url", "https://cyfle.example"]);
    let asked = |host: &str| send(&server, Some(host), "tools/list", json!({})).status;
    assert_eq!(asked("cyfle.example"), 200);
    assert_eq!(asked("attacker.example"), 403);
}

#[test]
fn an_argument_excludes_even_where_nothing_is_left() {
    let asked =
        json!({ "career_level": "associate", "kind": "fellowship", "topic": "sustainability" });
    let found = call("search_opportunities", asked);
    assert_eq!(found["structuredContent"]["total"], 0, "{found}");
}

#[test]
fn coverage_names_a_page_only_where_it_shows_the_same_figures() {
    let page_url = |arguments: Value| {
        let found = call("coverage", arguments)["structuredContent"].clone();
        (found["page_url"].as_str().map(str::to_owned), found["entries"].clone())
    };
    for nation in [json!({}), json!({ "nation": "england", "kind": "fellowship" })] {
        assert_eq!(page_url(nation).0, None);
    }
    let (page, entries) = page_url(json!({ "nation": "wales", "kind": "fellowship" }));
    let page = page.expect("a page");
    assert!(page.ends_with("/en/coverage?kind=fellowship"), "{page}");
    let path = &page[page.find("/en/").expect("a path")..];
    let shown = Server::shared().get(path).body;
    assert!(shown.contains(&format!("Opportunities counted: {entries}")), "{entries}");
}

#[test]
fn what_is_no_message_is_answered_as_json_rpc_has_it() {
    let server = Server::shared();
    let headers = [
        ("Content-Type", "application/json"),
        ("Accept", "application/json, text/event-stream"),
        ("MCP-Protocol-Version", "2025-06-18"),
    ];
    for (body, code, id) in [
        ("{\"jsonrpc\":", -32700, Value::Null),
        ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]", -32600, Value::Null),
        ("{\"jsonrpc\":\"2.0\",\"id\":1}", -32600, Value::Null),
        ("{\"id\":1,\"method\":\"tools/list\"}", -32600, Value::Null),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":5}}",
            -32602,
            json!(7),
        ),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":\"coverage\"}",
            -32602,
            json!("a"),
        ),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}", -32601, json!(1)),
    ] {
        let answer = server.send("POST", "/mcp", &headers, body).json();
        assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!(code), &id), "{body}");
    }
}
