//! The public contract over HTTP: what every address of the API answers, refuses, links to and lets other origins do.

use cyfle_catalogue::profile::LONGEST_QUESTION;
use serde_json::{Value, json};

use crate::support::{Answer, Server};

/// Sends a request with any method.
fn ask(method: &str, path: &str) -> Answer {
    Server::shared().ask(method, path, &[])
}

#[test]
fn each_address_refuses_what_it_does_not_take_and_says_what_it_takes() {
    let server = Server::shared();
    for (path, help) in [
        ("/api/v1/opportunities?lnag=cy", "did you mean `lang`?"),
        ("/api/v1/opportunities/hcrw-gcp-training?q=x", "use one of: lang"),
        ("/api/v1/vocabulary?q=cy", "this address takes no parameters"),
        ("/api/v1/funders?page=2", "use one of: lang"),
        ("/api/v1/export.csv?column=full", "did you mean `columns`?"),
        ("/api/v1/openapi.json?q=x", "this address takes no parameters"),
    ] {
        let answer = server.get(path);
        let problem = answer.json();
        assert_eq!(
            (answer.status, problem["code"].as_str()),
            (400, Some("unknown-parameter")),
            "{path}"
        );
        assert_eq!(problem["help"], help, "{path}");
    }
}

#[test]
fn what_counts_once_is_refused_when_it_is_given_twice() {
    let server = Server::shared();
    for (path, field) in [
        ("/api/v1/opportunities?sort=title&sort=deadline", "sort"),
        ("/api/v1/digest?since=2026-10-01&since=2026-11-01", "since"),
        ("/api/v1/digest?order=a&order=b", "order"),
        ("/api/v1/digest?format=text&format=html", "format"),
        ("/api/v1/digest?lang=cy&kind=award&kind=event&lang=en", "lang"),
    ] {
        let answer = server.get(path);
        let problem = answer.json();
        assert_eq!((answer.status, problem["code"].as_str()), (400, Some("bad-value")), "{path}");
        assert_eq!(problem["field"], field, "{path}");
    }
    let alternatives = "/api/v1/digest?kind=award&kind=fellowship&lang=en";
    assert_eq!(server.get(alternatives).status, 200, "values of one filter are alternatives");
}

/// A question of so many letters, which take two bytes each, as a query string.
fn question_of(letters: usize) -> String {
    let question = "ŵ".repeat(letters);
    form_urlencoded::Serializer::new(String::new()).append_pair("q", &question).finish()
}

#[test]
fn a_question_that_is_too_long_is_refused_alike_wherever_one_is_asked() {
    let server = Server::shared();
    let (longest, longer) = (question_of(LONGEST_QUESTION), question_of(LONGEST_QUESTION + 1));
    let what = "the question has 1001 characters; at most 1000 are read";
    let help = "ask a shorter question";
    let document = server.get("/api/v1/openapi.json").json();
    let asks = |operations: &Value| {
        let parameters = operations["get"]["parameters"].as_array();
        parameters.into_iter().flatten().any(|one| one["name"] == "q")
    };
    let paths = document["paths"].as_object().expect("paths");
    let asked = paths.iter().filter(|(_, operations)| asks(operations)).map(|(path, _)| path);
    let asked: Vec<&String> = asked.collect();
    assert!(asked.len() >= 13, "search, suggestions, digest, exports and feeds: {asked:?}");
    for path in asked {
        let refused = server.get(&format!("{path}?{longer}"));
        assert_eq!(refused.status, 400, "{path}");
        assert_eq!(refused.header("content-type"), "application/problem+json", "{path}");
        let problem = refused.json();
        for (member, said) in
            [("code", "too-long"), ("field", "q"), ("detail", what), ("help", help)]
        {
            assert_eq!(problem[member], said, "{path}: {problem}");
        }
        assert_eq!(server.get(&format!("{path}?{longest}")).status, 200, "{path}");
    }
    let search = |letters: usize| {
        let body = json!({ "search": "ŵ".repeat(letters) }).to_string();
        server.post("/common-grants/opportunities/search", &body)
    };
    assert_eq!(search(LONGEST_QUESTION).status, 200);
    let refused = search(LONGEST_QUESTION + 1);
    assert_eq!((refused.status, &refused.json()["status"]), (400, &json!(400)));
    assert_eq!(refused.json()["message"], format!("{what}; {help}"));
    // A page is shown all the same, without the question, and says so.
    for page in ["opportunities", "can-i-apply", "pathway", "embed", "digest"] {
        let shown = server.get(&format!("/en/{page}?{longer}"));
        assert_eq!(shown.status, 200, "{page}");
        let said = "“Question” in the address cannot be used, so it was left out";
        assert!(shown.body.contains(said), "{page}");
    }
}

#[test]
fn a_refusal_speaks_the_language_that_was_asked_for() {
    let answer = Server::shared().get("/api/v1/opportunities?lang=cy&kind=fundign");
    assert_eq!((answer.status, answer.header("content-language")), (400, "cy"));
    assert_eq!(answer.json()["detail"], "nid yw `fundign` yn un o werthoedd `kind`");
    assert_eq!(answer.json()["help"], "ai `funding` oedd gennych mewn golwg?");
}

#[test]
fn what_is_retired_is_gone_and_names_its_successor() {
    let answer = Server::shared().get("/api/v1/opportunities/hcrw-nhs-research-time-award");
    assert_eq!(answer.status, 410);
    let problem = answer.json();
    let successor = problem["see"][0].as_str().expect("a successor");
    assert_eq!(Server::shared().get(&format!("/api/v1/opportunities/{successor}")).status, 200);
    assert!(answer.every("link").contains("rel=\"successor-version\""), "{}", answer.every("link"));
}

#[test]
fn links_lead_to_every_page_and_every_form_of_the_very_same_search() {
    let server = Server::shared();
    let answer = server.get("/api/v1/opportunities?q=audiology&lang=cy&per_page=5&page=2");
    let links = answer.json()["links"].clone();
    for name in ["self", "next", "prev", "first", "last", "html", "atom", "ics", "csv"] {
        let href = links[name].as_str().expect(name);
        assert!(answer.every("link").contains(href), "{name} is not in the `Link` header");
        let path = href.strip_prefix(&server.address).expect("our own address");
        assert_eq!(server.get(path).status, 200, "{href}");
    }
    let of = |name: &str| {
        let href = links[name].as_str().expect(name);
        server.get(href.strip_prefix(&server.address).expect("our own address")).json()
    };
    assert_eq!(of("self")["opportunities"], answer.json()["opportunities"]);
    assert_eq!(of("next")["meta"]["page"], 3);
    assert_eq!(of("prev")["meta"]["page"], 1);
}

#[test]
fn a_question_too_long_to_be_repeated_is_not_repeated_in_the_head() {
    let question = "%C5%B5".repeat(1_000);
    let answer = Server::shared().get(&format!("/api/v1/opportunities?lang=cy&q={question}"));
    assert_eq!((answer.status, answer.every("link").as_str()), (200, ""));
    let links = &answer.json()["links"];
    assert!(links["atom"].as_str().is_some_and(|href| href.contains(&question)), "{links}");
}

#[test]
fn other_origins_may_ask_with_a_validator_and_read_what_they_need() {
    let preflight = Server::shared().ask(
        "OPTIONS",
        "/api/v1/opportunities",
        &[
            ("Origin", "https://example.org"),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "if-none-match"),
        ],
    );
    assert_eq!(preflight.status, 200);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert!(preflight.header("access-control-allow-headers").contains("if-none-match"));
    assert_eq!(preflight.header("access-control-max-age"), "86400");
    let answer =
        Server::shared().get_with("/api/v1/opportunities", &[("Origin", "https://example.org")]);
    let grants = Server::shared()
        .get_with("/common-grants/opportunities", &[("Origin", "https://example.org")]);
    let names = ["etag", "link", "deprecation", "sunset", "retry-after"];
    for name in names.into_iter().chain(["ratelimit", "ratelimit-policy"]) {
        for answer in [&answer, &grants] {
            let exposed = answer.header("access-control-expose-headers");
            let mut each = exposed.split(',').map(str::trim);
            assert!(each.any(|one| one == name), "{name} is not in {exposed}");
        }
    }
}

#[test]
fn other_origins_may_search_by_the_protocol_with_headers_of_their_own() {
    let preflight = Server::shared().ask(
        "OPTIONS",
        "/common-grants/opportunities/search",
        &[
            ("Origin", "https://example.org"),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type,x-api-key"),
        ],
    );
    assert_eq!(preflight.status, 200);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert_eq!(preflight.header("access-control-allow-headers"), "*");
    assert!(preflight.header("access-control-allow-methods").contains("POST"));
}

#[test]
fn the_api_only_reads() {
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let answer = ask(method, "/api/v1/opportunities");
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (405, Some("method-not-allowed"))
        );
        assert_eq!(answer.json()["help"], "use GET, HEAD or OPTIONS", "{method}");
        assert!(answer.header("allow").contains("GET"), "{method}");
    }
    let head = ask("HEAD", "/api/v1/opportunities");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-type"), "application/json");
}

#[test]
fn funders_say_how_much_of_theirs_is_here() {
    let server = Server::shared();
    let funders = server.get("/api/v1/funders?lang=cy").json();
    let hcrw = funders["funders"]
        .as_array()
        .expect("funders")
        .iter()
        .find(|funder| funder["id"] == "hcrw")
        .expect("a known funder");
    assert_eq!(hcrw["name"], "Ymchwil Iechyd a Gofal Cymru");
    let url = hcrw["url"].as_str().expect("an address");
    let found = server.get(url.strip_prefix(&server.address).expect("our own address")).json();
    assert_eq!(found["meta"]["total"], hcrw["opportunities"]);
}

#[test]
fn a_beginning_leads_to_values_funders_and_opportunities_in_either_language() {
    let server = Server::shared();
    let first = |path: &str| server.get(path).json()["suggestions"][0].clone();
    let value = first("/api/v1/suggest?q=audiol&lang=cy");
    assert_eq!(
        (value["facet"].as_str(), value["value"].as_str()),
        (Some("profession"), Some("audiology"))
    );
    assert_eq!(value["text"], "Awdioleg");
    for question in ["audiol", "welcome trust", "emerging research"] {
        let answer =
            server.get(&format!("/api/v1/suggest?q={}", question.replace(' ', "+"))).json();
        for one in answer["suggestions"].as_array().expect("suggestions") {
            let href = one["url"].as_str().expect("an address");
            assert_eq!(
                server.get(href.strip_prefix(&server.address).expect("ours")).status,
                200,
                "{one}"
            );
        }
    }
    let opportunity = first("/api/v1/suggest?q=emerging+research");
    assert_eq!(opportunity["opportunity"], "hcrw-emerging-researcher-award", "{opportunity}");
    assert_eq!(server.get("/api/v1/suggest").json()["suggestions"], Value::Array(Vec::new()));
}

#[test]
fn coverage_counts_what_each_cell_lists_and_can_be_narrowed() {
    let server = Server::shared();
    let all = server.get("/api/v1/coverage?lang=cy").json();
    assert_eq!(all["entries"], server.search(&[])["meta"]["total"]);
    let narrow = server.get("/api/v1/coverage?nation=wales&kind=fellowship").json();
    assert!(narrow["entries"].as_u64() < all["entries"].as_u64());
    assert!(narrow["empty"].as_u64() > all["empty"].as_u64());
    let rows = all["rows"].as_array().expect("rows");
    let audiology = rows.iter().find(|row| row["id"] == "audiology").expect("a known profession");
    assert_eq!(audiology["label"], "Awdioleg");
    for cell in audiology["cells"].as_array().expect("cells") {
        let named = cell["named"].as_array().map_or(0, Vec::len);
        let through_group = cell["group_named"].as_array().map_or(0, Vec::len);
        assert_eq!(
            cell["gap"] == "empty",
            named + through_group == 0 && !cell["career_level"].is_null()
        );
    }
    assert_eq!(server.get("/api/v1/coverage?nation=wales&nation=england").status, 400);
}

#[test]
fn the_three_exports_hold_the_same_whole_result() {
    let server = Server::shared();
    let total =
        server.search(&[("theme", "innovation")])["meta"]["total"].as_u64().expect("a total");
    assert!(total > 20, "more than one page");
    let json = server.get("/api/v1/export.json?theme=innovation").json();
    let whole: Vec<&Value> =
        json["opportunities"].as_array().expect("opportunities").iter().collect();
    assert_eq!(whole.len() as u64, total);
    assert!(whole.iter().all(|one| one["details"].as_str().is_some_and(|text| !text.is_empty())));
    let lines = server.get("/api/v1/export.ndjson?theme=innovation");
    assert_eq!(lines.header("content-type"), "application/x-ndjson");
    let lines: Vec<Value> =
        lines.body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.iter().collect::<Vec<_>>(), whole);
    let table = server.get("/api/v1/export.csv?theme=innovation&columns=full&lang=cy");
    assert!(table.body.starts_with("\u{feff}id,title,"), "a spreadsheet must see that it is UTF-8");
    assert!(table.header("content-disposition").contains("cyfle.csv"));
    for one in whole {
        assert!(table.body.contains(one["id"].as_str().expect("an id")));
    }
}

#[test]
fn an_export_is_never_relaxed() {
    let impossible = "kind=fellowship&mode=secondment&topic=sustainability&career_level=associate";
    let json = Server::shared().get(&format!("/api/v1/export.json?{impossible}")).json();
    assert_eq!(json["meta"]["total"], 0);
}

#[test]
fn an_issue_that_could_hold_nothing_is_refused_with_what_was_perhaps_meant() {
    let server = Server::shared();
    for (query, code, field, help) in [
        ("since=2026-11-23", "bad-value", "since", "give the day of the last issue"),
        ("include=hcrw-gcp-trainig", "unknown-value", "include", "mean `hcrw-gcp-training`?"),
        ("order=hcrw-gcp-trainig", "unknown-value", "order", "mean `hcrw-gcp-training`?"),
        ("leave_out=hcrw-facultie", "unknown-value", "leave_out", "mean `hcrw-faculty`?"),
        ("include=q", "unknown-value", "include", "search with `/api/v1/opportunities?q=`"),
    ] {
        let answer = server.get(&format!("/api/v1/digest?{query}"));
        let problem = answer.json();
        assert_eq!((answer.status, problem["code"].as_str()), (400, Some(code)), "{query}");
        assert_eq!(problem["field"], field, "{query}");
        assert!(problem["help"].as_str().is_some_and(|text| text.ends_with(help)), "{problem}");
    }
    let retired = "/api/v1/digest?since=2026-11-22&leave_out=hcrw-nhs-research-time-award";
    assert_eq!(server.get(retired).status, 200, "what was retired may stay in a draft");
    // At the desk a slip takes nothing of the editor's work with it.
    // What is mistyped is named, and the entries that are there stay.
    let mistyped = "/en/digest?include=hcrw-faculty,hcrw-emerging-reseacher-award";
    let desk = server.get(mistyped).body;
    assert!(desk.contains("hcrw-emerging-researcher-award”"), "what was perhaps meant");
    assert!(desk.contains("name=\"include\" value=\"hcrw-faculty\""), "what was included stays");
    let desk = server.get("/en/digest?since=2027-01-05&introduction_en=Dear+all&kind=award").body;
    let said = "“Your last issue appeared on” in the address cannot be used, so it was left out: “2027-01-05” is after";
    assert!(desk.contains(said) && desk.contains(">Dear all</textarea>"), "{desk}");
    assert!(desk.contains("name=\"kind\" value=\"award\" checked"));
}

#[test]
fn a_draft_that_is_kept_keeps_its_period() {
    // The usual period of this day, and of no other.
    let since = "since=2026-10-22";
    let server = Server::shared();
    let sent = server.get(&format!("/en/digest?kind=award&{since}&do=entries"));
    assert_eq!(sent.status, 303);
    let kept = sent.header("location").split('#').next().expect("an address").to_owned();
    assert!(kept.starts_with("/en/digest?kind=award") && kept.contains(since), "{kept}");
    for path in [kept.as_str(), "/en/digest"] {
        let desk = server.get(path).body;
        let links: Vec<&str> = desk.split('"').filter(|text| text.contains("/digest?")).collect();
        assert!(links.len() > 10, "{path}: downloads, previews, the draft and the next issue");
        let next = "since=2026-11-22";
        for link in &links {
            assert!(link.contains(since) || link.contains(next), "{path}: {link}");
        }
        let mut drafts = links.iter().filter(|link| link.starts_with(&server.address));
        assert!(drafts.any(|link| link.contains(since)), "{path}: {links:?}");
    }
}

#[test]
fn a_table_says_of_each_row_what_it_misses_and_whether_it_fits() {
    let question = "q=advanced+practitioner,+laboratory+sciences,+salary-funded";
    let server = Server::shared();
    let json = server.get(&format!("/api/v1/export.json?{question}")).json();
    let table = server.get(&format!("/api/v1/export.csv?{question}")).body;
    let mut near_misses = 0;
    for one in json["opportunities"].as_array().expect("opportunities") {
        let missed = one["missed"].as_array().expect("a list");
        let missed: Vec<&str> = missed.iter().map(|name| name.as_str().expect("a name")).collect();
        let begin = format!("{},", one["id"].as_str().expect("an id"));
        let row = table.lines().find(|row| row.starts_with(&begin)).expect("a row");
        let tier = one["tier"].as_str().expect("a tier");
        assert!(row.ends_with(&format!(",{},{tier}", missed.join(" "))), "{missed:?}: {row}");
        near_misses += usize::from(!missed.is_empty());
    }
    assert!(near_misses > 0, "there are rows that miss something");
    let full = server.get(&format!("/api/v1/export.csv?{question}&columns=full")).body;
    assert!(full.lines().next().is_some_and(|names| names.contains(",missed,tier,")), "in both");
}

#[test]
fn what_is_counted_as_fitting_is_told_from_what_is_not() {
    let server = Server::shared();
    for question in ["q=salary", "q=NIHR+doctoral+award", "q=audiology&sort=title", "kind=award"] {
        let json = server.get(&format!("/api/v1/export.json?{question}")).json();
        let all = json["opportunities"].as_array().expect("opportunities");
        let count = |tier: &str| all.iter().filter(|one| one["tier"] == tier).count();
        let counted = json["meta"]["full_matches"].as_u64().expect("a number");
        assert_eq!(count("full") as u64, counted, "{question}");
        assert_eq!(count("full") + count("near") + count("unusable"), all.len(), "{question}");
        assert!(counted > 0, "{question}");
        let lines = server.get(&format!("/api/v1/export.ndjson?{question}")).body;
        assert_eq!(lines.matches("\"tier\":\"full\"").count(), count("full"), "{question}");
    }
    let salary = server.search(&[("q", "salary"), ("per_page", "100")]);
    let hits = salary["opportunities"].as_array().expect("hits");
    let unsaid = serde_json::json!(["offer:salary-covered"]);
    let mut silent = hits.iter().filter(|hit| hit["unstated"] == unsaid).peekable();
    assert!(silent.peek().is_some(), "some say nothing");
    assert!(
        silent.clone().all(|hit| hit["missed"] == serde_json::json!([])),
        "contradicts nothing"
    );
    // Unless assessors found it a good one.
    assert!(silent.any(|hit| hit["tier"] == "near"), "and yet it is no answer: {salary}");
    let alone = server.get("/api/v1/opportunities/hcrw-gcp-training").json();
    assert!(alone.as_object().is_some_and(|one| one["tier"].is_null()), "{alone}");
}

#[test]
fn what_was_understood_can_be_asked_for_by_the_parameters_that_it_names() {
    let server = Server::shared();
    let read = |text: &str| -> Vec<Value> {
        let answer = server.search(&[("q", text)]);
        answer["understood"].as_array().expect("pieces").clone()
    };
    let about = |text: &str, facet: &str| {
        let pieces = read(text);
        let own = pieces.iter().find(|piece| piece["facet"] == facet);
        own.unwrap_or_else(|| panic!("{facet} in {text}: {pieces:?}")).clone()
    };
    for (text, facet, parameters) in [
        ("open now", "status", serde_json::json!({ "status": ["open", "rolling"] })),
        ("band 7", "career_level", serde_json::json!({ "career_level": ["advanced"] })),
        ("over £5,000", "amount_min", serde_json::json!({ "amount_min": ["5000"] })),
        ("over £5,000,000,000", "amount_min", Value::Null),
        ("up to £5,000", "amount_max", Value::Null),
        ("0.4 WTE", "working_time", Value::Null),
        ("6 months", "duration", Value::Null),
    ] {
        let piece = about(text, facet);
        assert_eq!(piece["parameters"], parameters, "{text}");
        assert_eq!(piece["of"], Value::Null, "{text}");
    }
    let unwanted = about("not in England", "without");
    assert_eq!((&unwanted["value"], &unwanted["of"]), (&"england".into(), &"nation".into()));
    assert_eq!(unwanted["parameters"], Value::Null);
    for text in ["band 7 BMS in Wrexham wanting MSc fees paid, closing this month", "open now"] {
        for piece in read(text) {
            for (name, values) in piece["parameters"].as_object().into_iter().flatten() {
                for value in values.as_array().expect("values") {
                    let value = value.as_str().expect("a value");
                    server.search(&[(name.as_str(), value)]);
                }
            }
        }
    }
}

#[test]
fn nearly_an_address_leads_to_it_and_nowhere_else() {
    let server = Server::shared();
    for (path, location) in [
        ("/en/opportunities/", "/en/opportunities"),
        ("/cy/digest/?kind=award&q=A%2F", "/cy/digest?kind=award&q=A%2F"),
        ("/en/opportunities/hcrw-gcp-training//", "/en/opportunities/hcrw-gcp-training"),
        ("/en/opportunities/HCRW-GCP-Training", "/en/opportunities/hcrw-gcp-training"),
        ("/api/v1/opportunities/?q=PhD", "/api/v1/opportunities?q=PhD"),
        ("/api/v1/opportunities/HCRW-gcp-training", "/api/v1/opportunities/hcrw-gcp-training"),
        ("/feeds/closing.atom/", "/feeds/closing.atom"),
        ("/common-grants/opportunities/", "/common-grants/opportunities"),
    ] {
        let answer = server.get_with(path, &[("Origin", "https://example.org")]);
        assert_eq!((answer.status, answer.header("location")), (308, location), "{path}");
        assert_eq!(answer.body, "", "{path}");
        let is_page = path.starts_with("/en/") || path.starts_with("/cy/");
        assert_eq!(answer.header("access-control-allow-origin") == "*", !is_page, "{path}");
    }
    for path in ["/nothing/", "/en/nothing/", "/en/opportunities/NO-SUCH-ID", "/api/v1/nothing/"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    for path in ["//evil.example/", "//evil.example/en/", "///en/", "/en//evil.example//"] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("location")), (404, ""), "{path}");
    }
    assert_eq!(ask("POST", "/api/v1/opportunities/").status, 405, "only reading is led on");
}

#[test]
fn a_suggestion_takes_the_place_of_the_end_of_a_text_and_the_rest_is_kept() {
    let server = Server::shared();
    for (question, kept) in
        [("audiol", ""), ("band+6+audiol", "band 6"), ("band+6,+audiol", "band 6,")]
    {
        let answer = server.get(&format!("/api/v1/suggest?q={question}")).json();
        assert_eq!(answer["kept"], kept, "{question}");
        assert_eq!(answer["suggestions"][0]["text"], "Audiology", "{question}");
    }
}

#[test]
fn nobody_is_told_that_they_may_apply_for_what_is_closed() {
    let server = Server::shared();
    let closed = server.search(&[("status", "closed"), ("per_page", "100")]);
    let closed = closed["opportunities"].as_array().expect("opportunities");
    assert!(!closed.is_empty());
    for one in closed {
        let says_so = one["fit"]["label"].as_str().is_some_and(|said| said.starts_with("Not now"));
        assert_eq!(says_so, one["fit"]["verdict"] != "no", "{one}");
    }
    for form in ["/api/v1/export.csv", "/feeds/opportunities.json"] {
        let body = server.get(&format!("{form}?status=closed")).body;
        assert!(body.contains("Not now, as it is closed."), "{form}");
        assert!(!body.contains("You may well be able to apply"), "{form}");
    }
}

#[test]
fn what_one_gets_begins_with_a_capital_wherever_it_stands_alone() {
    for lang in ["en", "cy"] {
        let all = Server::shared().get(&format!("/api/v1/export.json?lang={lang}")).json();
        for one in all["opportunities"].as_array().expect("opportunities") {
            let summary = one["offer_summary"].as_str().expect("a line");
            assert!(!summary.starts_with(char::is_lowercase), "{summary}");
        }
    }
}
