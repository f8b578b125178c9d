//! The handlers of the API: read the parameters, ask, convert.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::Lang;
use serde::Serialize;
use utoipa::ToSchema;

use super::detail::{self, Whole};
use super::v1::{self, SearchAnswer};
use super::vocabulary::{self, VocabularyAnswer};
use crate::error::{ParameterError, Problem};
use crate::params;
use crate::state::Shared;

/// Answers a search.
#[utoipa::path(
    get, path = "/api/v1/opportunities", tag = "opportunities", operation_id = "search",
    responses(
        (status = 200, description = "The opportunities that answer, best first", body = SearchAnswer),
        (status = 400, description = "A parameter that cannot be used", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn search(
    State(site): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = params::read(query.as_deref().unwrap_or_default(), None, site.engine.catalogue())?;
    let moment = site.now();
    let answer = site.engine.search(&query, moment);
    Ok(in_language(
        Json(v1::search_answer(&site.engine, &query, &answer, moment, &site.base_url)),
        query.lang,
    ))
}

/// Answers with one opportunity.
#[utoipa::path(
    get, path = "/api/v1/opportunities/{id}", tag = "opportunities", operation_id = "opportunity",
    params(("id" = String, Path, description = "The id of an opportunity"), ("lang" = Option<String>, Query, description = "`en` (default) or `cy`")),
    responses(
        (status = 200, description = "The opportunity", body = Whole),
        (status = 400, description = "A parameter that cannot be used", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such opportunity; `see` has ids that were perhaps meant", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Retired; `see` has what has taken its place", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn opportunity(
    State(site): State<Shared>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let lang = only_lang(query.as_deref().unwrap_or_default())?;
    let catalogue = site.engine.catalogue();
    if let Some(opportunity) = catalogue.opportunities.get(&id) {
        return Ok(in_language(Json(detail::whole(&site, opportunity, lang)), lang));
    }
    if let Some(retired) = catalogue.archive.get(&id) {
        let (reason, see) = match &retired.retired {
            Some(retired) => (retired.reason.get(lang).to_owned(), retired.successors.clone()),
            None => (String::new(), Vec::new()),
        };
        let title = retired.title.get(lang);
        return Err(Problem {
            see,
            ..Problem::new(StatusCode::GONE, "retired", format!("{title}: {reason}"))
        });
    }
    let near = cyfle_catalogue::nearest(&id, catalogue.opportunities.keys().map(String::as_str));
    let see: Vec<String> = near.map(str::to_owned).into_iter().collect();
    let help = Some("search with `/api/v1/opportunities?q=`".to_owned());
    Err(Problem {
        see,
        help,
        ..Problem::new(
            StatusCode::NOT_FOUND,
            "unknown-opportunity",
            "there is no opportunity with this id",
        )
    })
}

fn only_lang(query_string: &str) -> Result<Lang, ParameterError> {
    let mut lang = Lang::En;
    for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
        if name != "lang" {
            let help = "the only parameter here is `lang`".to_owned();
            return Err(ParameterError { help, ..params::unknown_parameter(&name) });
        }
        lang = value.parse().map_err(|message: String| ParameterError {
            code: "unknown-value",
            field: "lang".to_owned(),
            message,
            help: String::new(),
        })?;
    }
    Ok(lang)
}

/// Answers with every value that a parameter takes.
#[utoipa::path(
    get, path = "/api/v1/vocabulary", tag = "vocabulary", operation_id = "vocabulary",
    responses((status = 200, description = "Parameters and their values", body = VocabularyAnswer))
)]
pub(crate) async fn vocabulary(State(site): State<Shared>) -> Json<VocabularyAnswer> {
    Json(vocabulary::answer(site.engine.catalogue()))
}

/// Whether the process lives.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    status: &'static str,
}

/// Says that the process lives.
#[utoipa::path(get, path = "/health", tag = "operations", operation_id = "health", responses((status = 200, description = "Alive", body = Health)))]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "alive" })
}

/// What is being served.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ready {
    status: &'static str,
    /// The build id of the catalogue.
    catalogue: String,
    /// How many live opportunities it has.
    entries: usize,
    /// How many retired ones.
    archived: usize,
    /// How many entries a person has compared with their page.
    checked: usize,
    /// The newest day on which anything was added or changed.
    newest: Option<String>,
    /// The day on which a source was last read, over all entries the earliest.
    oldest_read: Option<String>,
}

/// Says what is being served.
#[utoipa::path(get, path = "/ready", tag = "operations", operation_id = "ready", responses((status = 200, description = "Ready to answer", body = Ready)))]
pub(crate) async fn ready(State(site): State<Shared>) -> Json<Ready> {
    let catalogue = site.engine.catalogue();
    let entries = || catalogue.opportunities.values();
    Json(Ready {
        status: "ready",
        catalogue: catalogue.build_id.clone(),
        entries: catalogue.opportunities.len(),
        archived: catalogue.archive.len(),
        checked: entries().filter(|entry| entry.provenance.checked.is_some()).count(),
        newest: entries().map(cyfle_search::search::last_change).max().map(|day| day.to_string()),
        oldest_read: entries()
            .flat_map(|entry| &entry.provenance.sources)
            .map(|source| source.read)
            .min()
            .map(|day| day.to_string()),
    })
}

/// Answers with the OpenAPI document.
pub(crate) async fn document(State(site): State<Shared>) -> Response {
    Json(super::document::document(site.engine.catalogue(), &site.base_url)).into_response()
}

/// Answers what is below `/api/` and does not exist.
pub(crate) async fn unknown() -> Problem {
    Problem {
        help: Some("see /api/v1/openapi.json for what there is".to_owned()),
        ..Problem::new(StatusCode::NOT_FOUND, "unknown-path", "there is nothing at this address")
    }
}

/// Answers a method that the API does not have.
pub(crate) async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "the API only answers GET, HEAD and OPTIONS",
    )
}

fn in_language(body: impl IntoResponse, lang: Lang) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    response
}
