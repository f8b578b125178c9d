//! The OpenAPI 3.1 document: published types and addresses from the code, parameters from the lists that the reader uses, and
//! what all addresses share (validators, refusals, limits) said once and put everywhere.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::State;
use cyfle_catalogue::{LONGEST_ID, Lang};
use cyfle_digest::brief::{LONGEST_CAMPAIGN, LONGEST_WORDS};
use cyfle_search::results::Tier;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::feeds::Format;
use super::{coverage, export, handlers, suggest};
use crate::error::Problem;
use crate::json;
use crate::params::{self, Accepted, Parameter, Takes, Whole};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Cyfle",
        description = "Opportunities for healthcare science professionals in NHS Wales. Keyless, read-only, English and Welsh.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    paths(
        handlers::search,
        handlers::opportunity,
        super::digest::digest,
        handlers::vocabulary,
        handlers::funders,
        coverage::coverage,
        suggest::suggest,
        handlers::health,
        handlers::ready,
        export::json,
        export::ndjson,
        export::table,
    ),
    components(schemas(Problem)),
    tags(
        (name = "opportunities", description = "Finding, and one opportunity whole"),
        (name = "vocabulary", description = "What parameters take"),
        (name = "digest", description = "The issue of a newsletter"),
        (name = "export", description = "The whole result of a search in one file"),
        (name = "feeds", description = "Any search as something to subscribe to"),
        (name = "operations", description = "For whoever runs the service"),
    )
)]
struct Document;

/// Which parameters each address takes. What is not listed here takes whatever it is given, and uses nothing.
const TAKEN: &[(&str, &Accepted)] = &[
    ("/api/v1/opportunities", &params::SEARCH),
    ("/api/v1/opportunities/{id}", &params::LANGUAGE),
    ("/api/v1/vocabulary", &params::NOTHING),
    ("/api/v1/funders", &params::LANGUAGE),
    ("/api/v1/digest", &crate::digest::TAKEN),
    ("/api/v1/coverage", &params::COVERAGE),
    ("/api/v1/suggest", &params::TYPING),
    ("/api/v1/export.json", &params::SEARCH),
    ("/api/v1/export.ndjson", &params::SEARCH),
    ("/api/v1/export.csv", &params::TABLE),
];

/// What the feeds hold, the parameters that they take, and where they are.
const FEEDS: &[(&str, &str, &Accepted)] = &[
    (
        "opportunities",
        "What was added, what changed and what has opened: the newest {items} items",
        &params::SEARCH,
    ),
    ("closing", "What closes soon, by its published end: at most {items} items", &params::CLOSING),
];

/// Addresses whose answers name others in their head.
const LINKED: [&str; 2] = ["/api/v1/opportunities", "/api/v1/opportunities/{id}"];

/// Addresses whose answers have every language in them.
const IN_EVERY_LANGUAGE: [&str; 1] = ["/api/v1/vocabulary"];

/// Fields that are left out of an answer where there is nothing to say. Every other is always written, as `null` if need be.
const LEFT_OUT: &[(&str, &str)] =
    &[("Problem", "field"), ("Problem", "help"), ("Problem", "see"), ("ValueWords", "group")];

/// The document of this service on this catalogue.
pub(crate) fn document(catalogue: &Catalogue, base_url: &str) -> Value {
    let mut document = json::value(&Document::openapi());
    document["servers"] = json!([{ "url": base_url }]);
    if let Some(paths) = document["paths"].as_object_mut() {
        paths.extend(feeds(catalogue));
        for (path, operations) in paths {
            let accepted =
                TAKEN.iter().find(|(known, _)| known == path).map(|(_, accepted)| *accepted);
            complete(&mut operations["get"], path, accepted, catalogue);
        }
    }
    tell_more(&mut document["components"]["schemas"]);
    document["components"]["headers"] = shared_headers();
    document["components"]["responses"] = shared_responses();
    document
}

/// Says of the published types what the types themselves do not tell: what is always written, and which texts are one of a few.
fn tell_more(schemas: &mut Value) {
    for (name, schema) in schemas.as_object_mut().into_iter().flatten() {
        require_written(name, schema);
        let parts = schema.get_mut("allOf").and_then(Value::as_array_mut);
        parts.into_iter().flatten().for_each(|part| require_written(name, part));
    }
    schemas["StatusJson"]["properties"]["state"]["enum"] = json!(State::ALL.map(State::code));
    let tiers = Tier::ALL.map(|tier| json!(tier.code()));
    schemas["OpportunityCard"]["properties"]["tier"]["enum"] =
        tiers.into_iter().chain([Value::Null]).collect();
}

fn require_written(name: &str, schema: &mut Value) {
    let Some(fields) = schema.get("properties").and_then(Value::as_object) else { return };
    let fields = fields.keys().filter(|field| !LEFT_OUT.contains(&(name, field.as_str())));
    let required: Value = fields.map(String::as_str).collect();
    schema["required"] = required;
}

/// Adds to an operation its parameters and what all operations share.
fn complete(operation: &mut Value, path: &str, accepted: Option<&Accepted>, catalogue: &Catalogue) {
    let Some(accepted) = accepted else { return };
    let mut parameters: Vec<Value> = accepted.iter().map(|one| describe(one, catalogue)).collect();
    if path.ends_with("/{id}") {
        parameters.insert(0, json!({
            "name": "id", "in": "path", "required": true, "description": "The id of an opportunity",
            "schema": { "type": "string", "minLength": 1, "maxLength": LONGEST_ID }, "example": "hcrw-emerging-researcher-award"
        }));
    }
    operation["parameters"] = Value::Array(parameters);
    let responses = &mut operation["responses"];
    let names = [
        ("ETag", true),
        ("Cache-Control", true),
        ("Content-Language", !IN_EVERY_LANGUAGE.contains(&path)),
        ("Link", LINKED.contains(&path)),
    ];
    for (name, _) in names.into_iter().filter(|(_, is_sent)| *is_sent) {
        responses["200"]["headers"][name] =
            json!({ "$ref": format!("#/components/headers/{name}") });
    }
    for (status, name) in [
        ("304", "Unchanged"),
        ("400", "Refused"),
        ("429", "TooMany"),
        ("500", "Failed"),
        ("503", "Busy"),
    ] {
        responses[status] = json!({ "$ref": format!("#/components/responses/{name}") });
    }
}

/// The feeds and the calendar: one handler writes many forms, so the code has no place of its own for each.
fn feeds(catalogue: &Catalogue) -> Vec<(String, Value)> {
    let feed = |path: String, about: &str, media_type: &str, accepted: &Accepted| {
        let media_type = media_type.split(';').next().unwrap_or(media_type);
        let schema = if media_type.ends_with("json") {
            json!({ "type": "object", "required": ["version", "title", "items"] })
        } else {
            json!({ "type": "string" })
        };
        let id = path.trim_start_matches("/feeds/").replace('.', "_");
        let mut operation = json!({
            "tags": ["feeds"], "summary": about, "operationId": format!("feed_{id}"),
            "responses": { "200": { "description": about, "content": { media_type: { "schema": schema } } } }
        });
        complete(&mut operation, &path, Some(accepted), catalogue);
        (path, json!({ "get": operation }))
    };
    let mut paths = Vec::new();
    for (name, about, accepted) in FEEDS {
        let about = params::with_items(about);
        for format in Format::ALL {
            let path = format!("/feeds/{name}.{}", format.ending());
            paths.push(feed(path, &about, format.media_type(), accepted));
        }
    }
    let calendar = cyfle_digest::feed::calendar::MEDIA_TYPE;
    let about = "The published deadlines that are ahead, one event each";
    paths.push(feed("/feeds/deadlines.ics".to_owned(), about, calendar, &params::SEARCH));
    paths
}

fn shared_headers() -> Value {
    let header =
        |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    json!({
        "ETag": header("Strong, of these very bytes. Send it back as `If-None-Match` and get 304 while nothing has changed."),
        "Cache-Control": header("For how long a copy is right: never beyond the next moment at which a status changes."),
        "Content-Language": header("The language of the texts."),
        "Link": header("Pages and other forms of the answer (RFC 8288). A search whose question is too long to be repeated has none; its `links` have all."),
        "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1 } }
    })
}

fn shared_responses() -> Value {
    let problem = |description: &str| {
        json!({
            "description": description,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
        })
    };
    let mut refused = problem(
        "A parameter that is unknown or cannot be used: `field` names it, `help` says what to do",
    );
    refused["content"]["application/problem+json"]["example"] = refusal();
    let wait = |description: &str| {
        let mut told = problem(description);
        told["headers"]["Retry-After"] = json!({ "$ref": "#/components/headers/Retry-After" });
        told
    };
    json!({
        "Unchanged": { "description": "The copy that `If-None-Match` names is still right" },
        "Refused": refused,
        "TooMany": wait("This client asks too often; wait as long as `Retry-After` says"),
        "Busy": wait("Every place is taken; wait as long as `Retry-After` says"),
        "Failed": problem("A fault of the service; it has been logged")
    })
}

/// What `/api/v1/opportunities?carrer_level=advanced` answers.
fn refusal() -> Value {
    json!({
        "type": "about:blank", "title": "Bad Request", "status": 400, "code": "unknown-parameter",
        "detail": "`carrer_level` is not a parameter here", "field": "carrer_level", "help": "did you mean `career_level`?"
    })
}

fn describe(parameter: &Parameter, catalogue: &Catalogue) -> Value {
    let mut described = Map::new();
    described.insert("name".to_owned(), json!(parameter.name));
    described.insert("in".to_owned(), json!("query"));
    described.insert("required".to_owned(), json!(false));
    described.insert("description".to_owned(), json!(parameter.about(catalogue.phrases(Lang::En))));
    let schema = schema(parameter.takes, catalogue);
    if let Some(example) = example(parameter.takes, &schema) {
        described.insert("example".to_owned(), example);
    }
    described.insert("schema".to_owned(), schema);
    if matches!(parameter.takes, Takes::Facet(_)) {
        described.insert("style".to_owned(), json!("form"));
        described.insert("explode".to_owned(), json!(true));
    }
    Value::Object(described)
}

/// A value that can be asked for as it stands.
fn example(takes: Takes, schema: &Value) -> Option<Value> {
    match takes {
        Takes::Text => Some(json!("advanced practitioner, laboratory sciences, salary-funded")),
        Takes::Day(_) => Some(json!("2027-01-31")),
        Takes::PastDay => Some(json!("2026-11-01")),
        Takes::Amount(_) => Some(json!(5_000)),
        Takes::Name => Some(json!("bulletin-12")),
        Takes::Facet(_) => Some(json!([schema.pointer("/items/enum/0")?])),
        _ => schema.pointer("/enum/0").cloned(),
    }
}

/// The JSON Schema of what a parameter takes.
pub(crate) fn schema(takes: Takes, catalogue: &Catalogue) -> Value {
    let one_of = || json!({ "type": "string", "enum": takes.values(catalogue) });
    match takes {
        Takes::Text => json!({ "type": "string", "maxLength": params::LONGEST_QUESTION }),
        Takes::Facet(_) => json!({ "type": "array", "items": one_of() }),
        Takes::One(_) | Takes::Organisation | Takes::ValueOf(..) => one_of(),
        Takes::Lang | Takes::Sort | Takes::Columns | Takes::OneOf(_) => {
            let mut schema = one_of();
            schema["default"] = schema["enum"][0].clone();
            schema
        }
        Takes::Flag(_) => json!({ "type": "boolean", "default": true }),
        Takes::Day(_) | Takes::PastDay => json!({ "type": "string", "format": "date" }),
        Takes::Amount(whole)
        | Takes::Page(whole)
        | Takes::PerPage(whole)
        | Takes::Days(whole)
        | Takes::Number(whole) => number(whole),
        Takes::Ids => json!({ "type": "string", "pattern": "^[a-z0-9,-]*$" }),
        Takes::Name => json!({
            "type": "string", "pattern": "^[A-Za-z0-9._-]*$", "maxLength": LONGEST_CAMPAIGN
        }),
        Takes::Words => {
            json!({ "type": "string", "maxLength": LONGEST_WORDS })
        }
    }
}

fn number(Whole { least, most, usual }: Whole) -> Value {
    let mut schema = json!({ "type": "integer", "minimum": least, "maximum": most });
    if let Some(usual) = usual {
        schema["default"] = json!(usual);
    }
    schema
}
