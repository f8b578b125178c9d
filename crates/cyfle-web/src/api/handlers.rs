//! The handlers of the API: read the parameters, ask, convert.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::Moment;
use cyfle_catalogue::nearest;
use cyfle_catalogue::watch::WatchHealth;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::{Ask, link};
use super::detail::{self, Whole};
use super::funders::{self, FundersAnswer};
use super::publish::Answered;
use super::v1::{Links, SearchAnswer};
use super::vocabulary::{self, VocabularyAnswer};
use crate::error::Problem;
use crate::metrics::Outcome;
use crate::params;
use crate::state::Live;

/// Answers a search.
#[utoipa::path(
    get, path = "/api/v1/opportunities", tag = "opportunities", operation_id = "search",
    responses((status = 200, description = "The opportunities that answer, best first", body = SearchAnswer<'static>))
)]
pub(crate) async fn search(ask: Ask) -> Result<Response, Problem> {
    let query = ask.read(&params::SEARCH)?.query;
    let site = ask.site();
    let answer = site.engine.search(&query, ask.moment);
    let (json, links) = site.written.search(&Answered {
        engine: &site.engine,
        query: &query,
        answer: &answer,
        moment: ask.moment,
        base_url: &site.base_url,
    });
    let mut response = ask.written(json);
    Outcome::mark(&mut response, Outcome::of(&query, &answer));
    if params::is_repeatable(&query) {
        relate(&mut response, &links);
    }
    Ok(response)
}

/// Says in the head where the other pages and forms are; every address repeats the question.
fn relate(response: &mut Response, links: &Links) {
    let pages = [
        (Some(&links.own), "self"),
        (Some(&links.first), "first"),
        (links.prev.as_ref(), "prev"),
        (links.next.as_ref(), "next"),
        (Some(&links.last), "last"),
    ];
    let forms = [
        (&links.html, "text/html"),
        (&links.atom, "application/atom+xml"),
        (&links.ics, "text/calendar"),
        (&links.csv, "text/csv"),
    ];
    for (href, relation) in pages.into_iter().filter_map(|(href, relation)| Some((href?, relation)))
    {
        link(response, href, relation, None);
    }
    forms.into_iter().for_each(|(href, kind)| link(response, href, "alternate", Some(kind)));
}

/// Answers with one opportunity.
#[utoipa::path(
    get, path = "/api/v1/opportunities/{id}", tag = "opportunities", operation_id = "opportunity",
    responses(
        (status = 200, description = "The opportunity", body = Whole),
        (status = 404, description = "No such opportunity; `see` has ids that were perhaps meant", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Retired; `see` has what has taken its place", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn opportunity(ask: Ask, Path(id): Path<String>) -> Result<Response, Problem> {
    ask.read(&params::LANGUAGE)?;
    let (catalogue, base_url) = (ask.catalogue(), &ask.site().base_url);
    if let Some(opportunity) = catalogue.opportunities.get(&id) {
        let body = detail::plain(&ask.site().engine, &ask.setting(), opportunity);
        let mut response = ask.json(&body);
        link(&mut response, &body.found.url, "alternate", Some("text/html"));
        return Ok(response);
    }
    let Some(retired) = catalogue.archive.get(&id) else {
        return Err(unknown_opportunity(&ask, &id));
    };
    let reason = retired.retired.as_ref();
    let why = reason.map(|retired| retired.reason.get(ask.lang)).unwrap_or_default();
    let see = reason.map(|retired| retired.successors.clone()).unwrap_or_default();
    let title = retired.title.get(ask.lang);
    let successors: Vec<String> =
        see.iter().map(|id| format!("{base_url}/api/v1/opportunities/{id}")).collect();
    let problem = Problem::new(StatusCode::GONE, "retired", format!("{title}: {why}"));
    let mut response = ask.in_language(Problem { see, ..problem });
    successors.iter().for_each(|href| link(&mut response, href, "successor-version", None));
    Ok(response)
}

/// The ids most like one that does not exist, best first.
const NEAR_IDS: usize = 3;

fn unknown_opportunity(ask: &Ask, id: &str) -> Problem {
    let mut known: Vec<&str> = ask.catalogue().opportunities.keys().map(String::as_str).collect();
    let mut see = Vec::new();
    while see.len() < NEAR_IDS
        && let Some(near) = nearest(id, known.iter().copied())
    {
        see.push(near.to_owned());
        known.retain(|other| *other != near);
    }
    let problem =
        ask.problem(StatusCode::NOT_FOUND, "unknown-opportunity", "problem-unknown-opportunity");
    Problem { see, ..problem.help(&ask.phrase("problem-search-instead")) }
}

/// Answers with every value that a parameter takes.
#[utoipa::path(
    get, path = "/api/v1/vocabulary", tag = "vocabulary", operation_id = "vocabulary",
    responses((status = 200, description = "Parameters and their values", body = VocabularyAnswer))
)]
pub(crate) async fn vocabulary(ask: Ask) -> Result<Response, Problem> {
    ask.read(&params::NOTHING)?;
    Ok(Json(vocabulary::answer(ask.catalogue())).into_response())
}

/// Answers with every funder.
#[utoipa::path(
    get, path = "/api/v1/funders", tag = "vocabulary", operation_id = "funders",
    responses((status = 200, description = "Funders and how much of theirs is here", body = FundersAnswer))
)]
pub(crate) async fn funders(ask: Ask) -> Result<Response, Problem> {
    ask.read(&params::LANGUAGE)?;
    Ok(ask.json(funders::answer(&ask)))
}

/// Whether the process lives.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// `alive`; a process that is not does not answer.
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
    /// `ready`; it is answered only once a catalogue is served, and `degraded` says whether it is the one that should be.
    status: &'static str,
    /// The build id of the catalogue.
    catalogue: String,
    /// Where it comes from: `embedded` in the program, a `folder` of files, or an `index`.
    origin: &'static str,
    /// The name of the generation, of an index.
    generation: Option<String>,
    /// Why it is not the catalogue that should be served, as a short name; null where it is.
    degraded: Option<&'static str>,
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
    /// The watch over the funders' pages; null where the service knows of none.
    watch: Option<WatchState>,
}

/// How the watch over the funders' pages is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WatchState {
    /// Whether it has not run for longer than its rhythm allows.
    overdue: bool,
    /// When a run last came to its end, on the wall clock in London.
    last_run: Option<String>,
    /// How many pages are watched.
    pages: usize,
    /// How many of them have been read at least once.
    read: usize,
    /// How many could not be read the last time, by source.
    failing: BTreeMap<String, usize>,
    /// The entry whose pages were read longest ago.
    oldest_entry: Option<String>,
    /// The day of that reading.
    oldest_day: Option<String>,
}

impl WatchState {
    fn of(health: WatchHealth, now: Moment) -> Self {
        Self {
            overdue: health.is_overdue(now),
            last_run: health.last_run.map(|moment| moment.to_string()),
            pages: health.pages,
            read: health.read,
            failing: health.failing.into_iter().collect(),
            oldest_entry: health.oldest.as_ref().map(|(id, _)| id.clone()),
            oldest_day: health.oldest.map(|(_, day)| day.to_string()),
        }
    }
}

/// Says what is being served.
#[utoipa::path(get, path = "/ready", tag = "operations", operation_id = "ready", responses((status = 200, description = "Ready to answer", body = Ready)))]
pub(crate) async fn ready(State(live): State<Live>) -> Json<Ready> {
    let serving = live.serving();
    let (site, standing) = (&serving.site, &serving.standing);
    let catalogue = site.engine.catalogue();
    let entries = || catalogue.opportunities.values();
    Json(Ready {
        status: "ready",
        catalogue: catalogue.build_id.clone(),
        origin: standing.origin.code(),
        generation: standing.origin.generation().map(str::to_owned),
        degraded: standing.degraded,
        entries: catalogue.opportunities.len(),
        archived: catalogue.archive.len(),
        checked: entries().filter(|entry| entry.provenance.checked.is_some()).count(),
        newest: entries().map(cyfle_search::search::last_change).max().map(|day| day.to_string()),
        oldest_read: entries()
            .flat_map(|entry| &entry.provenance.sources)
            .map(|source| source.read)
            .min()
            .map(|day| day.to_string()),
        watch: site.watch_health().map(|health| WatchState::of(health, site.now())),
    })
}

/// Answers with the OpenAPI document.
pub(crate) async fn document(ask: Ask) -> Result<Response, Problem> {
    ask.read(&params::NOTHING)?;
    Ok(Json(ask.site().document()).into_response())
}

/// Answers what is at or below `/api` or `/feeds` and does not exist.
pub(crate) async fn unknown(ask: Ask) -> Problem {
    ask.problem(StatusCode::NOT_FOUND, "unknown-path", "problem-unknown-path")
        .help(&ask.phrase("problem-see-the-document"))
}

/// Answers a method that the API does not have.
pub(crate) async fn wrong_method(ask: Ask) -> Problem {
    ask.problem(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "problem-wrong-method")
        .help(&ask.phrase("problem-use-a-method"))
}
