//! The reference, from the OpenAPI document that programs read: nothing is written twice, and nothing is loaded from elsewhere.

use serde_json::Value;

/// One address.
pub(super) struct Operation {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) summary: String,
    pub(super) parameters: Vec<Described>,
    pub(super) answers: Vec<(String, String)>,
}

/// One parameter.
pub(super) struct Described {
    pub(super) name: String,
    pub(super) takes: String,
    pub(super) about: String,
}

/// More values than these are not listed here: `/api/v1/vocabulary` has them with their labels.
const MOST_VALUES: usize = 12;

/// Every address of the API and of the feeds.
pub(super) fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, operations)| {
            let operations = operations.as_object().into_iter().flatten();
            operations.map(move |(method, operation)| (path, method, operation))
        })
        .map(|(path, method, operation)| Operation {
            method: method.to_uppercase(),
            path: path.clone(),
            summary: text(&operation["summary"]),
            parameters: parameters(operation),
            answers: answers(document, operation),
        })
        .collect()
}

fn parameters(operation: &Value) -> Vec<Described> {
    let listed = operation["parameters"].as_array().into_iter().flatten();
    listed
        .map(|parameter| Described {
            name: text(&parameter["name"]),
            takes: takes(&parameter["schema"]),
            about: text(&parameter["description"]),
        })
        .collect()
}

fn answers(document: &Value, operation: &Value) -> Vec<(String, String)> {
    let listed = operation["responses"].as_object().into_iter().flatten();
    listed
        .map(|(status, answer)| {
            let shared = answer["$ref"]
                .as_str()
                .and_then(|reference| document.pointer(reference.trim_start_matches('#')));
            (status.clone(), text(&shared.unwrap_or(answer)["description"]))
        })
        .collect()
}

/// What a parameter takes, in a line.
fn takes(schema: &Value) -> String {
    let own = if schema["items"].is_object() { &schema["items"] } else { schema };
    if let Some(values) = own["enum"].as_array() {
        let few: Vec<String> = values.iter().take(MOST_VALUES).map(text).collect();
        let more = if values.len() > MOST_VALUES { " …" } else { "" };
        return format!("{}{more}", few.join(" | "));
    }
    let format = own["format"].as_str().or(own["type"].as_str()).unwrap_or_default();
    match (own["minimum"].as_i64(), own["maximum"].as_i64()) {
        (Some(least), Some(most)) => format!("{format} {least}–{most}"),
        _ => format.to_owned(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
