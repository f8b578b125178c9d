//! The pages for developers say what is true: each example is run, each address in the OpenAPI document exists and is described
//! as it is, and the document changes only on purpose.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Server, cyfle, root};

/// The addresses of the `curl` examples of a page.
fn examples(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(page)).expect(page);
    let lines = text.lines().filter_map(|line| line.strip_prefix("$ curl 'http://127.0.0.1:8080"));
    lines.map(|rest| rest.trim_end_matches('\'').to_owned()).collect()
}

#[test]
fn every_example_for_developers_answers() {
    let server = Server::shared();
    let examples: Vec<String> =
        ["README.md", "docs/api.md"].into_iter().flat_map(examples).collect();
    assert!(examples.len() >= 18, "the pages have examples: {examples:?}");
    for path in examples {
        let answer = server.get(&path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(answer.body.len() > 100, "{path} answers with nothing");
    }
}

/// What README shows of a search is what the program prints.
#[test]
fn the_search_in_the_readme_is_what_it_prints() {
    let page = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let begun = page.split_once("$ cargo run --release -- search \"").expect("an example").1;
    let (question, shown) = begun.split_once("\"\n").expect("a question");
    let shown = shown.split_once("```").expect("its end").0;
    let printed = cyfle(&["search", question]).out;
    assert!(printed.starts_with(shown), "README shows\n{shown}\nand the program prints\n{printed}");
}

#[test]
fn the_page_for_developers_names_every_address() {
    let page = std::fs::read_to_string(root().join("docs/api.md")).expect("the page");
    let document = Server::shared().get("/api/v1/openapi.json").json();
    for path in document["paths"].as_object().expect("paths").keys() {
        let named = match path.rsplit_once('.') {
            Some((before, ending)) => {
                page.contains(path.as_str())
                    || page.contains(before) && page.contains(&format!("`.{ending}`"))
            }
            None => page.contains(path.as_str()) || ["/health", "/ready"].contains(&path.as_str()),
        };
        assert!(named, "{path} is not on the page");
    }
}

/// Status and code of every problem in the table of a page, in order.
fn problems(page: &str) -> BTreeSet<(u16, String)> {
    let table = page.split_once("| status | `code` |").expect("the table").1;
    let rows = table.lines().skip(2).map_while(|line| line.strip_prefix("| "));
    rows.flat_map(|row| {
        let (status, said) = row.split_once(" | ").expect("two columns");
        let status: u16 = status.parse().expect("a status");
        // What explains a code stands in brackets behind it.
        let parts = said.split('(').map(|part| part.split_once(')').map_or(part, |(_, rest)| rest));
        let said: String = parts.collect();
        let codes = said.split('`').skip(1).step_by(2).map(|code| (status, code.to_owned()));
        codes.collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn the_page_for_developers_names_every_code_that_is_answered() {
    let page = std::fs::read_to_string(root().join("docs/api.md")).expect("the page");
    let server = Server::shared();
    let impatient = Server::start(&["--today", "2026-11-22", "--rate-limit", "1"]);
    impatient.get("/api/v1/funders");
    let long = "x".repeat(1_001);
    let answers = [
        server.get("/api/v1/opportunities?carrer_level=advanced"),
        server.get("/api/v1/opportunities?career_level=advnced"),
        server.get("/api/v1/opportunities?page=0"),
        server.get(&format!("/api/v1/opportunities?q={long}")),
        server.get("/api/v1/opportunities/hcrw-gcp-trainin"),
        server.get("/api/v1/nothing"),
        server.ask("DELETE", "/api/v1/opportunities", &[]),
        server.get("/api/v1/opportunities/hcrw-nhs-research-time-award"),
        impatient.get("/api/v1/funders"),
    ];
    let mut answered: BTreeSet<(u16, String)> = answers
        .iter()
        .map(|answer| (answer.status, answer.json()["code"].as_str().expect("a code").to_owned()))
        .collect();
    assert_eq!(answered.len(), answers.len(), "each shows another: {answered:?}");
    // A fault of the program, and more clients than there are places: no request by itself brings these about.
    answered.extend([(500, "internal-error".to_owned()), (503, "busy".to_owned())]);
    assert_eq!(problems(&page), answered);
}

/// The document without what the catalogue and the address bring into it. A parameter that a search has too is only named.
fn skeleton(mut document: Value) -> Value {
    document["servers"] = Value::Null;
    document["info"]["version"] = Value::Null;
    let paths = document["paths"].as_object_mut().expect("paths");
    let of_search = paths["/api/v1/opportunities"]["get"]["parameters"].clone();
    for (path, operations) in paths {
        for parameter in operations["get"]["parameters"].as_array_mut().into_iter().flatten() {
            let known = of_search.as_array().is_some_and(|all| all.contains(parameter));
            if known && path != "/api/v1/opportunities" {
                *parameter = parameter["name"].clone();
                continue;
            }
            for place in ["/schema", "/schema/items"] {
                let schema = parameter.pointer_mut(place);
                let values = schema.and_then(|schema| schema.get_mut("enum"));
                let many = |values: &&mut Value| values.as_array().is_some_and(|all| all.len() > 4);
                if let Some(values) = values.filter(many) {
                    *values = json!("values of the catalogue");
                    parameter["example"] = Value::Null;
                }
            }
        }
    }
    document
}

#[test]
fn the_openapi_document_changes_only_on_purpose() {
    let current = skeleton(Server::shared().get("/api/v1/openapi.json").json());
    let path = root().join("tests/fixtures/openapi.json");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let kept: Value = serde_json::from_str(&kept).unwrap_or_default();
    if kept != current {
        let changed = root().join("target/openapi.json");
        let text = serde_json::to_string_pretty(&current).expect("JSON");
        std::fs::write(&changed, text + "\n").expect("a place to write");
        panic!(
            "the document has changed: look at the difference, and if it is meant, copy {} to {}",
            changed.display(),
            path.display()
        );
    }
}

/// The fields that an object lacks although its schema requires them, and the texts that are none of those that it lists.
fn wrong(document: &Value, schema: &Value, value: &Value, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let own = document.pointer(name.trim_start_matches('#')).expect("what is referred to");
        wrong(document, own, value, found);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        wrong(document, part, value, found);
    }
    for part in schema["oneOf"].as_array().into_iter().flatten().filter(|_| !value.is_null()) {
        if part["$ref"].is_string() {
            wrong(document, part, value, found);
        }
    }
    if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
        found.push(format!("{value} is none of {}", schema["enum"]));
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !name.as_str().is_some_and(|name| fields.contains_key(name)) {
                found.push(format!("{name} is not in {value}"));
            }
        }
        for (name, value) in fields {
            let inner = schema["properties"].get(name).unwrap_or(&schema["additionalProperties"]);
            wrong(document, inner, value, found);
        }
    }
    for one in value.as_array().into_iter().flatten() {
        wrong(document, &schema["items"], one, found);
    }
}

#[test]
fn what_is_required_is_always_written_and_what_is_listed_is_all_there_is() {
    let server = Server::shared();
    let document = server.get("/api/v1/openapi.json").json();
    let mut missing = Vec::new();
    for (address, path) in [
        ("/api/v1/opportunities?q=MSc+fees,+closing+this+month,+without+a+PhD", ""),
        ("/api/v1/opportunities/hcrw-gcp-training", "/api/v1/opportunities/{id}"),
        ("/api/v1/export.json?q=salary", ""),
        ("/api/v1/vocabulary", ""),
        ("/api/v1/funders", ""),
        ("/api/v1/coverage", ""),
        ("/api/v1/suggest?q=audiol", ""),
        ("/health", ""),
        ("/ready", ""),
    ] {
        let path = if path.is_empty() { address.split('?').next().expect("a path") } else { path };
        let schema = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
            ["schema"];
        assert!(schema.is_object(), "{path}");
        wrong(&document, schema, &server.get(address).json(), &mut missing);
    }
    assert!(missing.is_empty(), "{missing:#?}");
    let required = |schema: &str, field: &str| {
        let required = document["components"]["schemas"][schema]["required"].as_array();
        required.is_some_and(|names| names.iter().any(|name| name == field))
    };
    assert!(required("StatusJson", "closes") && required("Links", "next"));
    assert!(required("OpportunityCard", "checked") && !required("Problem", "help"));
    let read = &document["components"]["schemas"]["UnderstoodPiece"]["properties"]["facet"];
    let read = read["description"].as_str().expect("a description");
    for facet in cyfle_catalogue::Facet::ALL {
        let is_named = read.contains(&format!("`{}`", facet.name()));
        assert_eq!(is_named, facet != cyfle_catalogue::Facet::Fit, "{}", facet.name());
    }
}

#[test]
fn each_operation_says_what_it_may_answer() {
    let server = Server::shared();
    let document = server.get("/api/v1/openapi.json").json();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        let operation = &operations["get"];
        assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{path}");
        if !path.starts_with("/api") && !path.starts_with("/feeds") {
            continue;
        }
        for status in ["200", "304", "400", "429", "500", "503"] {
            assert!(operation["responses"][status].is_object(), "{path} does not say {status}");
        }
        let answer = server.get(&path.replace("{id}", "hcrw-gcp-training"));
        assert_eq!(answer.status, 200, "{path}");
        let kinds = operation["responses"]["200"]["content"].as_object().expect("a content type");
        let kind = answer.header("content-type").split(';').next().expect("a content type");
        assert!(kinds.contains_key(kind), "{path} answers {kind}");
        let headers = operation["responses"]["200"]["headers"].as_object().expect("headers");
        for name in ["ETag", "Cache-Control", "Content-Language", "Link"] {
            let is_sent = !answer.every(&name.to_lowercase()).is_empty();
            assert_eq!(headers.contains_key(name), is_sent, "{path}: {name}");
        }
    }
    for name in ["TooMany", "Busy"] {
        let told = &document["components"]["responses"][name];
        assert!(told["headers"]["Retry-After"].is_object(), "{name} does not say how long to wait");
    }
}

#[test]
fn every_example_in_the_openapi_document_is_true() {
    let server = Server::shared();
    let document = server.get("/api/v1/openapi.json").json();
    let mut run = 0;
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for parameter in operations["get"]["parameters"].as_array().into_iter().flatten() {
            let example = &parameter["example"];
            let value = example.as_array().map_or(example, |values| &values[0]);
            let (name, value) = match (parameter["name"].as_str(), value) {
                (Some(name), Value::String(text)) => (name, text.clone()),
                (Some(name), Value::Number(number)) => (name, number.to_string()),
                _ => continue,
            };
            let query =
                form_urlencoded::Serializer::new(String::new()).append_pair(name, &value).finish();
            let address = match parameter["in"].as_str() {
                Some("path") => path.replace(&format!("{{{name}}}"), &value),
                _ => format!("{}?{query}", path.replace("{id}", "hcrw-gcp-training")),
            };
            assert_eq!(server.ask("HEAD", &address, &[]).status, 200, "{address}");
            run += 1;
        }
    }
    assert!(run > 150, "every parameter of every address has an example: {run}");
    let refused = &document["components"]["responses"]["Refused"]["content"]["application/problem+json"]
        ["example"];
    assert_eq!(&server.get("/api/v1/opportunities?carrer_level=advanced").json(), refused);
}
