//! What a text that is being typed may become: values, funders and opportunities.

use axum::response::Response;
use cyfle_catalogue::{Facet, Lang};
use cyfle_search::suggest::Target;
use cyfle_search::{Query, Suggestion};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use crate::error::Problem;
use crate::params;

/// So many are offered; a person reads no more.
const MOST: usize = 8;

/// What a text may become, the best first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuggestAnswer {
    /// The text, as it was read.
    pub(crate) query: String,
    /// The beginning of the text that stays: a suggestion takes the place of the rest. Empty where it takes the place of all.
    pub(crate) kept: String,
    /// At most eight.
    pub(crate) suggestions: Vec<SuggestionJson>,
}

/// Something that a text may become.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuggestionJson {
    /// What to show, in the language of the answer.
    pub(crate) text: String,
    /// The parameter that asks for it; `null` for an opportunity.
    pub(crate) facet: Option<&'static str>,
    /// The value of that parameter; `null` for an opportunity.
    pub(crate) value: Option<String>,
    /// The id of an opportunity; `null` for a value.
    pub(crate) opportunity: Option<String>,
    /// The page for people.
    pub(crate) url: String,
}

/// Answers with what a text that is being typed may become.
#[utoipa::path(
    get, path = "/api/v1/suggest", tag = "opportunities", operation_id = "suggest",
    responses((status = 200, description = "What the text may become, the best first", body = SuggestAnswer))
)]
pub(crate) async fn suggest(ask: Ask) -> Result<Response, Problem> {
    let query = ask.read(&params::TYPING)?.query;
    let may_become = ask.site().engine.suggest(&query.text, ask.lang, MOST);
    let kept = query.text[..may_become.begins].trim().to_owned();
    let suggestions = may_become.found.into_iter().map(|one| published(&ask, one)).collect();
    Ok(ask.json(SuggestAnswer { query: query.text, kept, suggestions }))
}

fn published(ask: &Ask, suggestion: Suggestion) -> SuggestionJson {
    let (facet, value, opportunity) = match suggestion.target {
        Target::Value { facet, value } => (Some(facet), Some(value), None),
        Target::Funder(id) => (Some(Facet::Funder), Some(id), None),
        Target::Opportunity(id) => (None, None, Some(id)),
    };
    let mut path = format!("/{}/opportunities", ask.lang);
    let mut query = Query::new("", Lang::En); // the path of a page says its language
    match (&opportunity, facet, &value) {
        (Some(id), ..) => path.push_str(&format!("/{id}")),
        (None, Some(facet), Some(value)) => {
            query.filters.insert(facet, vec![value.clone()]);
        }
        _ => {}
    }
    let url = params::address(&ask.site().base_url, &path, &query);
    SuggestionJson { text: suggestion.text, facet: facet.map(Facet::name), value, opportunity, url }
}
