//! The handlers of the protocol: whatever goes wrong, the answer has the protocol's own error body.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::candidates::{self, Candidate};
use super::protocol::{
    DetailAnswer, Error, FilterInfo, ListAnswer, OpportunityBase, PaginationInfo, SearchAnswer,
};
use super::request::{self, Page, PaginatedBodyParams, SearchRequest};
use super::{LANG, LONGEST_BODY, translate};
use crate::error::{ParameterError, Said};
use crate::params;
use crate::state::{Shared, Site};

const SUCCESS: &str = "Success";

/// Lists every opportunity that pays money, newest change first.
#[utoipa::path(
    get, path = "/common-grants/opportunities", tag = "Opportunities", operation_id = "Opportunities_list",
    params(
        ("page" = inline(Option<i32>), Query, description = "The page, from 1", minimum = 1, nullable = false),
        ("pageSize" = inline(Option<i32>), Query, description = "1 to 100; more is read as 100", minimum = 1, nullable = false),
    ),
    responses(
        (status = 200, description = "A page of opportunities", body = ListAnswer),
        (status = 400, description = "A page that cannot be", body = Error),
    )
)]
pub(super) async fn list(
    State(site): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Json<ListAnswer>, Error> {
    let page = PaginatedBodyParams::of_query(query.as_deref().unwrap_or_default())
        .map_err(|error| refused(&site, &error))?;
    let page = page.checked().map_err(|said| bad(&site, &said))?;
    let (items, pagination_info) = cut(&site, &candidates::all(&site), page);
    Ok(Json(ListAnswer { status: 200, message: SUCCESS, items, pagination_info }))
}

/// Answers with one opportunity.
#[utoipa::path(
    get, path = "/common-grants/opportunities/{oppId}", tag = "Opportunities", operation_id = "Opportunities_read",
    params(("oppId" = String, Path, description = "The id of an opportunity", format = "uuid")),
    responses(
        (status = 200, description = "The opportunity", body = DetailAnswer),
        (status = 400, description = "A parameter, of which there is none here", body = Error),
        (status = 404, description = "No such opportunity", body = Error),
        (status = 410, description = "Retired; `errors` names what has taken its place", body = Error),
    )
)]
pub(super) async fn detail(
    State(site): State<Shared>,
    Path(asked): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<DetailAnswer>, Error> {
    if let Some(name) = names(query.as_deref()).first() {
        return Err(refused(&site, &params::unknown(name, std::iter::empty())));
    }
    let missing = |said: Said| Error::new(StatusCode::NOT_FOUND, words(&site, &said));
    let asked =
        asked.parse::<uuid::Uuid>().map_err(|_| missing(Said::plain("common-grants-bad-id")))?;
    let catalogue = site.engine.catalogue();
    if let Some(entry) =
        catalogue.opportunities.values().find(|entry| translate::id(&entry.id) == asked)
    {
        if !candidates::pays(catalogue, &entry.kind) {
            return Err(missing(Said::with("common-grants-elsewhere", [("id", &entry.id)])));
        }
        let data = translate::opportunity(&site, &Candidate::new(entry, site.now()));
        return Ok(Json(DetailAnswer { status: 200, message: SUCCESS, data }));
    }
    let Some(retired) = catalogue.archive.values().find(|entry| translate::id(&entry.id) == asked)
    else {
        return Err(missing(Said::plain("problem-unknown-opportunity")));
    };
    let successors = retired.retired.iter().flat_map(|retired| &retired.successors);
    let errors: Vec<Value> = successors
        .map(|own| json!({ "successor": translate::id(own).to_string(), "slug": own }))
        .collect();
    let gone = words(&site, &Said::plain("common-grants-retired"));
    Err(Error { errors, ..Error::new(StatusCode::GONE, gone) })
}

/// Searches and filters what pays money.
#[utoipa::path(
    post, path = "/common-grants/opportunities/search", tag = "Opportunities", operation_id = "Opportunities_search",
    request_body(content = SearchRequest, content_type = "application/json"),
    responses(
        (status = 200, description = "A page of opportunities", body = SearchAnswer),
        (status = 400, description = "A request that cannot be read", body = Error),
        (status = 413, description = "A request that is too long", body = Error),
    )
)]
pub(super) async fn search(
    State(site): State<Shared>,
    RawQuery(query): RawQuery,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<SearchAnswer>, Error> {
    let body = body.map_err(|rejection| not_received(&site, &rejection))?;
    let request = request::read(&body).map_err(|said| bad(&site, &said))?;
    let page = request.pagination.unwrap_or_default();
    let page = page.checked().map_err(|said| bad(&site, &said))?;
    let text = params::question("search", request.search.as_deref().unwrap_or_default())
        .map_err(|error| refused(&site, &error))?;
    let has_text = !text.is_empty();
    let filters = request.filters.unwrap_or_default();
    let mut found = match has_text {
        true => candidates::matching(&site, &text, &filters),
        false => candidates::all(&site),
    };
    let unknown = request.unknown.into_iter().chain(names(query.as_deref()));
    let no_filter = |name: String| {
        let name = cyfle_catalogue::shortened(&name);
        words(&site, &Said::with("common-grants-no-filter", [("name", name.as_str())]))
    };
    let mut errors: Vec<String> = unknown.map(no_filter).collect();
    let unused = candidates::filter(&mut found, &filters, site.engine.catalogue());
    errors.extend(unused.map_err(|said| bad(&site, &said))?);
    let (mut sort_info, unused) = candidates::sort(&mut found, request.sorting.as_ref(), has_text);
    sort_info.errors.extend(unused.map(|said| words(&site, &said)));
    let (items, pagination_info) = cut(&site, &found, page);
    Ok(Json(SearchAnswer {
        status: 200,
        message: SUCCESS,
        items,
        pagination_info,
        sort_info,
        filter_info: FilterInfo { filters, errors },
    }))
}

/// One page of an answer. A page behind the last is empty.
fn cut(site: &Site, found: &[Candidate<'_>], page: Page) -> (Vec<OpportunityBase>, PaginationInfo) {
    let size = usize::try_from(page.size).unwrap_or(1).max(1);
    let before = usize::try_from(page.number - 1).unwrap_or(0).saturating_mul(size);
    let items = found.iter().skip(before).take(size);
    let total = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let information = PaginationInfo {
        page: page.number,
        page_size: page.size,
        total_items: total(found.len()),
        total_pages: total(found.len().div_ceil(size)),
    };
    (items.map(|one| translate::opportunity(site, one)).collect(), information)
}

/// Answers with the OpenAPI document of these routes.
pub(super) async fn document(State(site): State<Shared>) -> Json<Value> {
    Json(super::document::document(&site.base_url))
}

/// Answers what is below `/common-grants/` and does not exist.
pub(super) async fn unknown(State(site): State<Shared>) -> Error {
    let said = Said::plain("common-grants-no-address");
    Error::new(StatusCode::NOT_FOUND, words(&site, &said))
}

/// Answers a method that a route does not have.
pub(super) async fn wrong_method(State(site): State<Shared>) -> Error {
    let said = Said::plain("common-grants-no-method");
    Error::new(StatusCode::METHOD_NOT_ALLOWED, words(&site, &said))
}

/// The names of the parameters in an address.
fn names(query_string: Option<&str>) -> Vec<String> {
    let pairs = form_urlencoded::parse(query_string.unwrap_or_default().as_bytes());
    pairs.map(|(name, _)| name.into_owned()).collect()
}

fn words(site: &Site, said: &Said) -> String {
    said.in_words(site.engine.catalogue().phrases(LANG))
}

/// Why a body was not read: it is too long, or it broke off.
fn not_received(site: &Site, rejection: &BytesRejection) -> Error {
    let most = LONGEST_BODY.to_string();
    let said = match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Said::with("common-grants-too-long", [("most", &most)]),
        _ => Said::plain("common-grants-not-received"),
    };
    Error::new(rejection.status(), words(site, &said))
}

fn bad(site: &Site, said: &Said) -> Error {
    Error::new(StatusCode::BAD_REQUEST, words(site, said))
}

fn refused(site: &Site, error: &ParameterError) -> Error {
    let said = error.in_words(site.engine.catalogue().phrases(LANG));
    Error::new(StatusCode::BAD_REQUEST, said)
}
