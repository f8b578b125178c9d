//! The whole result of a search in one file: JSON, one JSON object a line, or a table. What a search would relax is not relaxed
//! here: a file in which nothing says so must hold what its parameters ask for.

use axum::http::header;
use axum::response::Response;
use cyfle_catalogue::Moment;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_digest::feed::csv::Columns;
use cyfle_digest::feed::{Setting, csv};
use cyfle_search::{Engine, Query};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::detail::{Whole, whole};
use super::publish;
use super::v1::QueryEcho;
use crate::error::Problem;
use crate::{json, params};

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
    /// How many of them have `full` as their `tier`: they contradict nothing that was understood and are not silent on most of
    /// it, are not over, and are open to this reader and from Wales, as far as is known.
    pub(crate) full_matches: usize,
    /// The day of the answer, in London.
    pub(crate) today: String,
    /// The build id of the catalogue.
    pub(crate) catalogue: String,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// One JSON object with everything in it.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A table.
    Csv(Columns),
}

impl Export {
    const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv(_) => "csv",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Csv(_) => "text/csv; charset=utf-8; header=present",
        }
    }
}

/// Answers with the whole result as JSON.
#[utoipa::path(
    get, path = "/api/v1/export.json", tag = "export", operation_id = "export_json",
    responses((status = 200, description = "Every opportunity that answers, whole", body = ExportAnswer))
)]
pub(crate) async fn json(ask: Ask) -> Result<Response, Problem> {
    let query = ask.read(&params::SEARCH)?.query;
    Ok(file(&ask, query, Export::Json))
}

/// Answers with the whole result as JSON objects, one a line.
#[utoipa::path(
    get, path = "/api/v1/export.ndjson", tag = "export", operation_id = "export_ndjson",
    responses((status = 200, description = "Every opportunity that answers, one a line", body = String, content_type = "application/x-ndjson"))
)]
pub(crate) async fn ndjson(ask: Ask) -> Result<Response, Problem> {
    let query = ask.read(&params::SEARCH)?.query;
    Ok(file(&ask, query, Export::Ndjson))
}

/// Answers with the whole result as a table.
#[utoipa::path(
    get, path = "/api/v1/export.csv", tag = "export", operation_id = "export_csv",
    responses((status = 200, description = "Every opportunity that answers, one a row", body = String, content_type = "text/csv"))
)]
pub(crate) async fn table(ask: Ask) -> Result<Response, Problem> {
    let asked = ask.read(&params::TABLE)?;
    let columns = if asked.all_columns { Columns::Full } else { Columns::Short };
    Ok(file(&ask, asked.query, Export::Csv(columns)))
}

/// The whole result of a search, written.
pub fn export(
    engine: &Engine,
    query: &Query,
    (moment, base_url): (Moment, &str),
    form: Export,
) -> String {
    let catalogue = engine.catalogue();
    let query = whole_query(catalogue, query.clone());
    let answer = engine.search(&query, moment);
    let marker = engine.marker(query.lang, &answer.words);
    let on = Setting { catalogue, lang: query.lang, moment, base_url };
    let every = answer.hits.iter().map(|hit| {
        let found = publish::found(&on, &marker, hit);
        whole(&on, found, hit.opportunity)
    });
    match form {
        Export::Csv(columns) => csv::write(&on, &answer.hits, columns),
        Export::Ndjson => every.map(|one| json::text(&one) + "\n").collect(),
        Export::Json => json::text(&ExportAnswer {
            query: publish::echo(&query, &answer),
            meta: ExportMeta {
                total: answer.total,
                full_matches: answer.full_matches,
                today: moment.day().to_string(),
                catalogue: catalogue.build_id.clone(),
            },
            opportunities: every.collect(),
        }),
    }
}

/// The same question on one page, and without giving up a parameter.
pub(crate) fn whole_query(catalogue: &Catalogue, query: Query) -> Query {
    let per_page = catalogue.opportunities.len().max(1);
    Query { page: 1, per_page, relax: false, ..query }
}

fn file(ask: &Ask, query: Query, form: Export) -> Response {
    let site = ask.site();
    let body = export(&site.engine, &query, (ask.moment, &site.base_url), form);
    let name = format!("attachment; filename=\"cyfle.{}\"", form.ending());
    let headers =
        [(header::CONTENT_TYPE, form.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    ask.in_language((headers, body))
}
