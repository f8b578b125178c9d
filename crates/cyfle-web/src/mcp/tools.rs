//! The tools: their names, what they are for (phrases), what they take (the parameters of the API, from the same table) and what
//! they give (the published types). An agent reads all of it before it asks anything, so nothing is said twice.

use std::collections::BTreeSet;
use std::sync::Arc;

use cyfle_catalogue::LONGEST_ID;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Phrases;
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::LANG;
use super::answers::{Checked, CoverageFound, Deadlines, One, SearchFound, VocabularyFound};
use crate::api::document;
use crate::json;
use crate::params::{self, Accepted, Parameter, Takes};

/// A tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Search.
    Search,
    /// One opportunity whole.
    Get,
    /// May this reader apply?
    Check,
    /// What closes soon.
    Deadlines,
    /// What there is for whom.
    Coverage,
    /// What an argument takes.
    Vocabulary,
}

/// More values than these of an argument are not listed with it.
const FEW: usize = 6;

/// So many of them are.
const EXAMPLES: usize = 3;

/// The parameters of the API that say who the reader is.
const READER: &[&str] = &[
    "q",
    "lang",
    "career_level",
    "profession_group",
    "profession",
    "health_board",
    "employer",
    "other_profession",
    "registration",
    "qualification",
];

/// The parameters of the API that make no sense to an agent.
const NOT_FOR_AGENTS: &[&str] = &["interpret", "relax"];

/// Those that the soonest deadlines fix by themselves.
const FIXED_BY_DEADLINES: &[&str] =
    &["status", "sort", "page", "per_page", "closes_before", "closes_after"];

impl Kind {
    const ALL: [Self; 6] =
        [Self::Search, Self::Get, Self::Check, Self::Deadlines, Self::Coverage, Self::Vocabulary];

    /// The tool with a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Search => "search_opportunities",
            Self::Get => "get_opportunity",
            Self::Check => "check_eligibility",
            Self::Deadlines => "upcoming_deadlines",
            Self::Coverage => "coverage",
            Self::Vocabulary => "list_vocabulary",
        }
    }

    /// The address of the API whose reader reads the arguments; it may take more than the tool does.
    pub(super) const fn accepted(self) -> &'static Accepted {
        match self {
            Self::Deadlines => &params::CLOSING,
            _ => &params::SEARCH,
        }
    }

    /// Whether the tool takes a parameter of the API.
    fn takes(self, name: &str) -> bool {
        match self {
            Self::Search => !NOT_FOR_AGENTS.contains(&name),
            Self::Get | Self::Vocabulary => name == "lang",
            Self::Check => READER.contains(&name),
            Self::Deadlines => {
                !NOT_FOR_AGENTS.contains(&name) && !FIXED_BY_DEADLINES.contains(&name)
            }
            Self::Coverage => matches!(name, "lang" | "kind" | "nation"),
        }
    }

    /// The argument without which the tool has nothing to answer; it is no parameter of the API.
    pub(super) const fn subject(self) -> Option<&'static str> {
        match self {
            Self::Get | Self::Check => Some("id"),
            Self::Vocabulary => Some("parameter"),
            Self::Search | Self::Deadlines | Self::Coverage => None,
        }
    }

    /// The parameters of the API that the tool takes, in the order of the documentation.
    fn parameters(self) -> impl Iterator<Item = &'static Parameter> + Clone {
        self.accepted().iter().filter(move |parameter| self.takes(parameter.name))
    }

    /// The names of everything that the tool takes.
    pub(super) fn arguments(self) -> impl Iterator<Item = &'static str> + Clone {
        self.subject().into_iter().chain(self.parameters().map(|parameter| parameter.name))
    }

    const fn gives(self) -> &'static str {
        match self {
            Self::Search => "SearchFound",
            Self::Get => "One",
            Self::Check => "Checked",
            Self::Deadlines => "Deadlines",
            Self::Coverage => "CoverageFound",
            Self::Vocabulary => "VocabularyFound",
        }
    }

    fn input(self, catalogue: &Catalogue) -> JsonObject {
        let t = catalogue.phrases(LANG);
        let mut properties = Map::new();
        for parameter in self.parameters() {
            properties.insert(parameter.name.to_owned(), argument(parameter, catalogue));
        }
        if let Some(subject) = self.subject() {
            let schema = match self {
                Self::Vocabulary => json!({
                    "type": "string",
                    "enum": listed().map(|one| one.name).collect::<Vec<_>>(),
                    "description": t.get("mcp-vocabulary-parameter"),
                }),
                _ => json!({
                    "type": "string", "maxLength": LONGEST_ID, "description": t.get("mcp-opportunity-id"),
                }),
            };
            properties.insert(subject.to_owned(), schema);
        }
        let required: Vec<&str> = self.subject().into_iter().collect();
        object(json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }))
    }

    /// What the tool gives, member by member. What lists and parts hold is described where it is published; saying it again for
    /// every tool would be most of what an agent has to read before it can ask.
    fn output(self, definitions: &Value, t: &Phrases) -> JsonObject {
        let mut members = Map::new();
        gather(&definitions[self.gives()], definitions, &mut members);
        let properties: Map<String, Value> =
            members.into_iter().map(|(name, schema)| (name, brief(schema, t))).collect();
        object(json!({ "type": "object", "properties": properties }))
    }
}

/// The arguments whose values have labels.
pub(super) fn listed() -> impl Iterator<Item = &'static Parameter> + Clone {
    params::SEARCH.iter().filter(|one| {
        matches!(one.takes, Takes::Facet(_) | Takes::ValueOf(..) | Takes::Organisation)
    })
}

/// The schema of an argument. Of more than a few values some are named, with the tool that gives all.
fn argument(parameter: &Parameter, catalogue: &Catalogue) -> Value {
    let mut schema = document::schema(parameter.takes, catalogue);
    let t = catalogue.phrases(LANG);
    let mut about = parameter.about(t);
    if let Some(values) = parameter.takes.values(catalogue).filter(|values| values.len() > FEW) {
        let own = if schema["items"].is_object() { &mut schema["items"] } else { &mut schema };
        if let Some(own) = own.as_object_mut() {
            own.remove("enum");
        }
        let (count, some) = (values.len().to_string(), values[..EXAMPLES].join(", "));
        let told = [("about", about.as_str()), ("count", &count), ("values", &some)];
        about = t.fill("mcp-values-listed", &told);
    }
    schema["description"] = json!(about);
    schema
}

/// The members of a published type, those of the types that it is made of first.
fn gather(schema: &Value, definitions: &Value, members: &mut Map<String, Value>) {
    if let Some(name) = referred(schema) {
        gather(&definitions[name], definitions, members);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        gather(part, definitions, members);
    }
    let own = schema["properties"].as_object().into_iter().flatten();
    members.extend(own.map(|(name, schema)| (name.clone(), schema.clone())));
}

/// The name of the type to which a schema refers.
fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

/// The schema of a member without what its parts hold.
fn brief(mut schema: Value, t: &Phrases) -> Value {
    let part = |name: &str| json!({ "type": "object", "description": t.fill("mcp-published", &[("name", name)]) });
    if let Some(name) = referred(&schema) {
        return part(name);
    }
    if let Some(name) = referred(&schema["items"]).map(str::to_owned) {
        schema["items"] = part(&name);
    }
    schema
}

/// Every tool.
pub(super) fn all(catalogue: &Catalogue) -> Vec<Tool> {
    let t = catalogue.phrases(LANG);
    let definitions = json::value(&Published::openapi())["components"]["schemas"].take();
    let (mut taken, mut given) = (Told::default(), Told::default());
    let tool = |kind: Kind| {
        let about = format!("mcp-{}", kind.name());
        let title = t.get(&format!("{about}-title")).to_owned();
        let input = taken.once(kind.input(catalogue));
        let output = given.once(kind.output(&definitions, t));
        Tool::new(kind.name(), t.get(&about).to_owned(), input)
            .with_title(title)
            .with_raw_output_schema(Arc::new(output))
            .with_annotations(
                ToolAnnotations::new()
                    .read_only(true)
                    .destructive(false)
                    .idempotent(true)
                    .open_world(false),
            )
    };
    Kind::ALL.map(tool).to_vec()
}

/// What has been told of arguments, or of what is given: it means the same in every tool.
#[derive(Default)]
struct Told(BTreeSet<(String, String)>);

impl Told {
    /// The schema without the descriptions that an earlier one has.
    fn once(&mut self, mut schema: JsonObject) -> JsonObject {
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, own) in properties.into_iter().flatten() {
            let Some(about) = own["description"].as_str().map(str::to_owned) else { continue };
            if !self.0.insert((name.clone(), about))
                && let Some(own) = own.as_object_mut()
            {
                own.remove("description");
            }
        }
        schema
    }
}

#[derive(OpenApi)]
#[openapi(components(schemas(
    SearchFound,
    One,
    Checked,
    Deadlines,
    CoverageFound,
    VocabularyFound
)))]
struct Published;

fn object(value: Value) -> JsonObject {
    match value {
        Value::Object(members) => members,
        _ => JsonObject::new(),
    }
}
