//! The OpenAPI 3.1 document, from the published types and the one table of parameters.

use cyfle_catalogue::catalogue::Catalogue;
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::handlers;
use crate::params::{PARAMETERS, Parameter, Takes};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Cyfle",
        description = "Opportunities for healthcare science professionals in NHS Wales. Keyless, read-only, English and Welsh.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        handlers::search,
        handlers::opportunity,
        handlers::vocabulary,
        handlers::health,
        handlers::ready
    )
)]
struct Document;

/// The document, with the parameters of a search and where the service is reached.
pub(crate) fn document(catalogue: &Catalogue, base_url: &str) -> Value {
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    let parameters: Vec<Value> =
        PARAMETERS.iter().map(|parameter| describe(parameter, catalogue)).collect();
    document["paths"]["/api/v1/opportunities"]["get"]["parameters"] = Value::Array(parameters);
    document["servers"] = json!([{ "url": base_url }]);
    document
}

fn describe(parameter: &Parameter, catalogue: &Catalogue) -> Value {
    let values = |name: &str| -> Vec<&str> {
        catalogue.vocabularies.get(name).map_or_else(Vec::new, |found| {
            found.values.iter().map(|value| value.id.as_str()).collect()
        })
    };
    let schema = match parameter.takes {
        Takes::Text => json!({ "type": "string", "maxLength": cyfle_search::query::LONGEST_TEXT }),
        Takes::Lang => json!({ "type": "string", "enum": ["en", "cy"], "default": "en" }),
        Takes::Facet(facet) => {
            let mut known = facet.vocabulary(catalogue);
            if !facet.is_computed() {
                known.push(cyfle_catalogue::facet::NOT_STATED);
            }
            json!({ "type": "array", "items": { "type": "string", "enum": known } })
        }
        Takes::Organisation => {
            let own = catalogue
                .organisations
                .iter()
                .filter(|organisation| organisation.employs_nhs_staff());
            json!({ "type": "string", "enum": own.map(|organisation| organisation.id.as_str()).collect::<Vec<_>>() })
        }
        Takes::ValueOf(name) => json!({ "type": "string", "enum": values(name) }),
        Takes::Day => json!({ "type": "string", "format": "date" }),
        Takes::Amount => json!({ "type": "integer", "minimum": 0 }),
        Takes::Sort => {
            let names: Vec<&str> = cyfle_search::query::Sort::ALL
                .into_iter()
                .map(cyfle_search::query::Sort::name)
                .collect();
            json!({ "type": "string", "enum": names, "default": "relevance" })
        }
        Takes::Page => json!({ "type": "integer", "minimum": 1, "maximum": 100_000, "default": 1 }),
        Takes::PerPage => json!({
            "type": "integer", "minimum": 1, "maximum": cyfle_search::query::MOST_PER_PAGE, "default": cyfle_search::query::DEFAULT_PER_PAGE
        }),
        Takes::Flag => json!({ "type": "boolean", "default": true }),
    };
    json!({ "name": parameter.name, "in": "query", "required": false, "description": parameter.about, "schema": schema, "explode": true, "style": "form" })
}
