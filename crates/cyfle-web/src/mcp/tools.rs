//! The tools: their names, what they are for, what they take (the parameters of the API, from the same table) and the schema of
//! what they give (the published types).

use std::sync::Arc;

use cyfle_catalogue::LONGEST_ID;
use cyfle_catalogue::catalogue::Catalogue;
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::answers::{Checked, CoverageFound, Deadlines, One, SearchFound};
use crate::api::document;
use crate::json;
use crate::params::{self, Accepted, Parameter};

/// What an agent is told before it calls anything.
pub(super) const INSTRUCTIONS: &str = "Cyfle points healthcare science professionals of NHS Wales to funding, training, \
fellowships, mentoring, support and networks. What is null or empty is not stated by any source: never fill it in. A status \
`expected` is an estimate, not a date. Always give the official_url, the as_of date and the sentence in `confirm`. Welsh and \
English are equal: pass lang=cy to be answered in Welsh.";

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
}

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
    const ALL: [Self; 5] = [Self::Search, Self::Get, Self::Check, Self::Deadlines, Self::Coverage];

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
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Search => "Search opportunities",
            Self::Get => "One opportunity",
            Self::Check => "May I apply?",
            Self::Deadlines => "Upcoming deadlines",
            Self::Coverage => "Coverage",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::Search => {
                "Finds funding, training, fellowships, mentoring, support and networks for a question in plain English or \
                 Welsh. `q` orders the answers and never excludes; every other argument excludes. `missed` says what an \
                 answer lacks."
            }
            Self::Get => {
                "Everything that is known of one opportunity, with its sources, rounds and what is unclear. Takes the id \
                 that a search gave."
            }
            Self::Check => {
                "Whether a reader may apply for one opportunity, rule by rule (nation, employer, career level, profession, \
                 registration, qualification), each yes, no or not-stated, with the fact and its source. Say in `q` who the \
                 reader is, or use the other arguments. The reader works in Wales, for the NHS unless they say otherwise."
            }
            Self::Deadlines => {
                "What has a published closing date within a number of days, soonest first, with whether it is open now, opens \
                 before then, or nobody says when it opens. Estimates are never among them."
            }
            Self::Coverage => {
                "How many opportunities there are for each profession at each career level, and where there is none. Use it \
                 to tell a gap from a failed search. With `nation` wales the same table is a page for people."
            }
        }
    }

    /// The address of the API whose reader reads the arguments; it may take more than the tool does.
    pub(super) const fn accepted(self) -> &'static Accepted {
        match self {
            Self::Search | Self::Get | Self::Check | Self::Coverage => &params::SEARCH,
            Self::Deadlines => &params::CLOSING,
        }
    }

    /// Whether the tool takes a parameter of the API.
    fn takes(self, name: &str) -> bool {
        match self {
            Self::Search => !NOT_FOR_AGENTS.contains(&name),
            Self::Get => name == "lang",
            Self::Check => READER.contains(&name),
            Self::Deadlines => {
                !NOT_FOR_AGENTS.contains(&name) && !FIXED_BY_DEADLINES.contains(&name)
            }
            Self::Coverage => matches!(name, "lang" | "kind" | "nation"),
        }
    }

    /// Whether the tool is about one opportunity, named by its `id`.
    pub(super) const fn takes_id(self) -> bool {
        matches!(self, Self::Get | Self::Check)
    }

    /// The parameters of the API that the tool takes, in the order of the documentation.
    fn parameters(self) -> impl Iterator<Item = &'static Parameter> + Clone {
        self.accepted().iter().filter(move |parameter| self.takes(parameter.name))
    }

    /// The names of everything that the tool takes.
    pub(super) fn arguments(self) -> impl Iterator<Item = &'static str> + Clone {
        let id = self.takes_id().then_some("id");
        id.into_iter().chain(self.parameters().map(|parameter| parameter.name))
    }

    const fn gives(self) -> &'static str {
        match self {
            Self::Search => "SearchFound",
            Self::Get => "One",
            Self::Check => "Checked",
            Self::Deadlines => "Deadlines",
            Self::Coverage => "CoverageFound",
        }
    }

    fn input(self, catalogue: &Catalogue) -> JsonObject {
        let mut properties = Map::new();
        if self.takes_id() {
            let id = json!({ "type": "string", "maxLength": LONGEST_ID });
            properties.insert("id".to_owned(), id);
        }
        for parameter in self.parameters() {
            let mut schema = document::schema(parameter.takes, catalogue);
            schema["description"] = json!(parameter.about());
            properties.insert(parameter.name.to_owned(), schema);
        }
        let required: &[&str] = if self.takes_id() { &["id"] } else { &[] };
        object(json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }))
    }
}

/// Every tool.
pub(super) fn all(catalogue: &Catalogue) -> Vec<Tool> {
    let definitions = definitions();
    let tool = |kind: Kind| {
        let name = kind.gives();
        let mut output = definitions[name].clone();
        output["$defs"] = definitions.clone();
        // Said at the root too, where the published type only refers to what it is made of: clients want to see it there.
        output["type"] = json!("object");
        Tool::new(kind.name(), kind.about(), kind.input(catalogue))
            .with_title(kind.title())
            .with_raw_output_schema(Arc::new(object(output)))
            .with_annotations(
                ToolAnnotations::with_title(kind.title())
                    .read_only(true)
                    .destructive(false)
                    .idempotent(true)
                    .open_world(false),
            )
    };
    Kind::ALL.map(tool).to_vec()
}

#[derive(OpenApi)]
#[openapi(components(schemas(SearchFound, One, Checked, Deadlines, CoverageFound)))]
struct Published;

/// The published types as definitions that a JSON Schema can refer to.
fn definitions() -> Value {
    let document = json::text(&Published::openapi());
    let document = document.replace("#/components/schemas/", "#/$defs/");
    let mut document: Value = serde_json::from_str(&document).unwrap_or_default();
    document["components"]["schemas"].take()
}

fn object(value: Value) -> JsonObject {
    match value {
        Value::Object(members) => members,
        _ => JsonObject::new(),
    }
}
