//! The whole result of a search in one file: JSON, one JSON object a line, or a table. What a search would relax is not relaxed
//! here: a file in which nothing says so must hold what its parameters ask for.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use cyfle_digest::feed::{Setting, csv};
use cyfle_search::{Answer, Query};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::detail::{Whole, whole};
use super::v1::{self, QueryEcho};
use crate::error::Problem;
use crate::params;

/// The whole result of a search.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportAnswer {
    /// The question, as it was read.
    pub(crate) query: QueryEcho,
    /// Which catalogue answered, and when.
    pub(crate) meta: ExportMeta,
    /// Every opportunity that answers, best first.
    pub(crate) opportunities: Vec<Whole>,
}

/// Which catalogue answered, and when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportMeta {
    /// How many opportunities answer.
    pub(crate) total: usize,
    /// How many of them contradict nothing that was understood.
    pub(crate) full_matches: usize,
    /// The day of the answer, in London.
    pub(crate) today: String,
    /// The build id of the catalogue.
    pub(crate) catalogue: String,
}

/// Answers with the whole result as JSON.
#[utoipa::path(
    get, path = "/api/v1/export.json", tag = "export", operation_id = "export_json",
    responses((status = 200, description = "Every opportunity that answers, whole", body = ExportAnswer))
)]
pub(crate) async fn json(ask: Ask) -> Result<Response, Problem> {
    let query = whole_query(&ask, ask.read(&params::SEARCH)?.query);
    let answer = ask.site().engine.search(&query, ask.moment);
    let body = ExportAnswer {
        query: v1::echo(&query, &answer),
        meta: ExportMeta {
            total: answer.total,
            full_matches: answer.full_matches,
            today: ask.moment.day().to_string(),
            catalogue: ask.catalogue().build_id.clone(),
        },
        opportunities: every(&ask, &query, &answer).collect(),
    };
    let mut response = ask.json(body);
    offer_as_file(&mut response, "json");
    Ok(response)
}

/// Answers with the whole result as JSON objects, one a line.
#[utoipa::path(
    get, path = "/api/v1/export.ndjson", tag = "export", operation_id = "export_ndjson",
    responses((status = 200, description = "Every opportunity that answers, one a line", body = String, content_type = "application/x-ndjson"))
)]
pub(crate) async fn ndjson(ask: Ask) -> Result<Response, Problem> {
    let query = whole_query(&ask, ask.read(&params::SEARCH)?.query);
    let answer = ask.site().engine.search(&query, ask.moment);
    let mut lines = Vec::new();
    for one in every(&ask, &query, &answer) {
        serde_json::to_writer(&mut lines, &one).expect("memory takes every line");
        lines.push(b'\n');
    }
    Ok(file(&ask, lines, "application/x-ndjson", "ndjson"))
}

/// Answers with the whole result as a table.
#[utoipa::path(
    get, path = "/api/v1/export.csv", tag = "export", operation_id = "export_csv",
    responses((status = 200, description = "Every opportunity that answers, one a row", body = String, content_type = "text/csv"))
)]
pub(crate) async fn table(ask: Ask) -> Result<Response, Problem> {
    let asked = ask.read(&params::TABLE)?;
    let query = whole_query(&ask, asked.query);
    let answer = ask.site().engine.search(&query, ask.moment);
    let columns = if asked.all_columns { csv::Columns::Full } else { csv::Columns::Short };
    let table = csv::write(&setting(&ask), &answer.hits, columns);
    Ok(file(&ask, table, "text/csv; charset=utf-8; header=present", "csv"))
}

/// The same question on one page, and without giving up a parameter.
pub(crate) fn whole_query(ask: &Ask, query: Query) -> Query {
    let per_page = ask.catalogue().opportunities.len().max(1);
    Query { page: 1, per_page, relax: false, ..query }
}

/// For whom, where and when a form is written.
pub(crate) fn setting(ask: &Ask) -> Setting<'_> {
    let (catalogue, base_url) = (ask.catalogue(), ask.site().base_url.as_str());
    Setting { catalogue, lang: ask.lang, moment: ask.moment, base_url }
}

fn every<'a>(
    ask: &'a Ask,
    query: &'a Query,
    answer: &'a Answer<'a>,
) -> impl Iterator<Item = Whole> + 'a {
    let site = ask.site();
    answer.hits.iter().map(move |hit| {
        let found = v1::found(&site.engine, &site.base_url, query, answer, hit);
        whole(ask.catalogue(), found, hit.opportunity, ask.lang)
    })
}

fn file(ask: &Ask, body: impl IntoResponse, kind: &'static str, ending: &str) -> Response {
    let mut response = ask.in_language(([(header::CONTENT_TYPE, kind)], body));
    offer_as_file(&mut response, ending);
    response
}

fn offer_as_file(response: &mut Response, ending: &str) {
    let name = format!("attachment; filename=\"cyfle.{ending}\"");
    if let Ok(name) = name.parse() {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
}
