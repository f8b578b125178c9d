//! Every address of the service, in one list, and the layers around them.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower::ServiceBuilder;
use tower::util::option_layer;
use tower_http::compression::CompressionLayer;

use crate::api::feeds::{self, Format};
use crate::api::{coverage, export, handlers, suggest};
use crate::caching::Validity;
use crate::pace::Limiter;
use crate::pages::Page;
use crate::pages::visit::{At, Visit};
use crate::state::{Live, Shared};
use crate::weight::{self, Scale};
use crate::{assets, caching, chosen, layers, metrics, pace, pages, refusal};

/// Everything that makes an answer.
pub(crate) fn routes(live: Live, validity: Validity, limiter: Option<Limiter>) -> Router {
    let refused = limiter.map(|limiter| from_fn_with_state(limiter, pace::refused));
    let [referrer, types, policy] =
        layers::guards().map(|(name, value)| layers::guarded(name, value));
    // One stack and not a layer at a time: of those, each keeps all that is below it in a box of its own.
    let around = ServiceBuilder::new()
        .layer(layers::traced())
        .layer(referrer)
        .layer(types)
        .layer(policy)
        .layer(from_fn(metrics::routed))
        .layer(from_fn_with_state(live.clone(), layers::told))
        .layer(layers::caught_panics(live.clone()))
        .layer(option_layer(refused));
    addresses(live, validity).layer(around)
}

/// Every address, with what its answers are named and packed by.
fn addresses(live: Live, validity: Validity) -> Router {
    let scale = Scale::new(live.clone());
    let api = Router::new()
        .route("/api/v1/opportunities", get(handlers::search))
        .route("/api/v1/opportunities/{id}", get(handlers::opportunity))
        .route("/api/v1/digest", get(crate::api::digest::digest))
        .route("/api/v1/vocabulary", get(handlers::vocabulary))
        .route("/api/v1/funders", get(handlers::funders))
        .route("/api/v1/coverage", get(coverage::coverage))
        .route("/api/v1/suggest", get(suggest::suggest))
        .route("/api/v1/export.json", get(export::json))
        .route("/api/v1/export.ndjson", get(export::ndjson))
        .route("/api/v1/export.csv", get(export::table))
        .route("/api/v1/openapi.json", get(handlers::document))
        .route("/api", get(handlers::unknown))
        .route("/api/", get(handlers::unknown))
        .route("/api/{*rest}", get(handlers::unknown))
        .route("/feeds/opportunities.atom", get(|ask| feeds::news(ask, Format::Atom)))
        .route("/feeds/opportunities.rss", get(|ask| feeds::news(ask, Format::Rss)))
        .route("/feeds/opportunities.json", get(|ask| feeds::news(ask, Format::Json)))
        .route("/feeds/closing.atom", get(|ask| feeds::closing(ask, Format::Atom)))
        .route("/feeds/closing.rss", get(|ask| feeds::closing(ask, Format::Rss)))
        .route("/feeds/closing.json", get(|ask| feeds::closing(ask, Format::Json)))
        .route("/feeds/deadlines.ics", get(feeds::deadlines))
        .route("/feeds", get(handlers::unknown))
        .route("/feeds/", get(handlers::unknown))
        .route("/feeds/{*rest}", get(handlers::unknown))
        .method_not_allowed_fallback(handlers::wrong_method)
        .layer(layers::readable_from_anywhere());
    Router::new()
        .route("/", get(choose_language))
        .route("/{lang}/", get(home))
        .route("/{lang}", get(home))
        .route("/{lang}/opportunities", get(results))
        .route("/{lang}/opportunities/{id}", get(opportunity))
        .route("/{lang}/digest", get(digest))
        .route("/{lang}/opportunities/{id}/deadline.ics", get(deadline))
        .route("/{lang}/developers", get(pages::developers::answer))
        .route("/{lang}/{page}", get(plain_page))
        .route("/assets/{*path}", get(asset))
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
        .route("/health", get(handlers::health).layer(layers::not_stored()))
        .route("/ready", get(handlers::ready).layer(layers::not_stored()))
        .route("/metrics", get(metrics::show).layer(layers::not_stored()))
        .fallback(not_found)
        .merge(api)
        .merge(crate::common_grants::routes())
        .merge(crate::embed::routes())
        .merge(crate::mcp::routes(&live))
        .method_not_allowed_fallback(refusal::wrong_method)
        .with_state(live)
        .layer(from_fn_with_state(validity, caching::named))
        .layer(from_fn_with_state(scale, weight::weighed))
        .layer(CompressionLayer::new())
}

/// The language that a browser asks for first among ours; English where it asks for neither.
async fn choose_language(headers: HeaderMap) -> Response {
    chosen::by_browser(&headers, |lang| Redirect::temporary(&format!("/{lang}/")))
}

/// What an address names behind its language, which [`Visit`] reads.
type InLanguage = Path<(String, String)>;

async fn home(visit: Visit) -> Page {
    pages::home::page(visit.site(), visit.lang, &visit.query)
}

async fn results(visit: Visit) -> Page {
    pages::results::page(visit.site(), visit.lang, &visit.query)
}

async fn opportunity(visit: Visit, Path((_, id)): InLanguage) -> Page {
    pages::opportunity::page(visit.site(), visit.lang, &id, &visit.query)
}

async fn digest(visit: Visit) -> Response {
    pages::digest::page(visit.site(), visit.lang, &visit.query)
}

async fn deadline(visit: Visit, Path((_, id)): InLanguage) -> Response {
    pages::opportunity::calendar(visit.site(), visit.lang, &id)
        .unwrap_or_else(|| visit.not_found().into_response())
}

async fn robots(State(site): State<Shared>) -> Response {
    pages::sitemap::robots(&site)
}

async fn sitemap(State(site): State<Shared>) -> Response {
    pages::sitemap::sitemap(&site)
}

async fn plain_page(visit: Visit, Path((_, page)): InLanguage) -> Response {
    let (site, lang, query) = (visit.site(), visit.lang, visit.query.as_str());
    let page = match page.as_str() {
        "can-i-apply" => pages::reader::page(site, lang, query),
        "contacts" => pages::contacts::page(site, lang, query),
        "coverage" => pages::coverage::page(site, lang, query),
        "pathway" => pages::pathway::page(site, lang, query),
        "about" => return caching::asked_each_time(pages::about::about(site, lang)),
        "accessibility" => pages::about::accessibility(site, lang),
        "privacy" => pages::about::privacy(site, lang),
        _ => visit.not_found(),
    };
    page.into_response()
}

/// Assets carry a hash of their bytes in their address, so a copy is good for ever; one under another hash is a stopgap.
async fn asset(State(site): State<Shared>, headers: HeaderMap, uri: Uri) -> Response {
    let Some(served) = assets::serve(uri.path()) else {
        return not_found(State(site), headers, uri).await;
    };
    let typed = ([(header::CONTENT_TYPE, served.kind)], served.text);
    if served.is_named { caching::good_for_ever(typed) } else { caching::asked_each_time(typed) }
}

async fn not_found(State(site): State<Shared>, headers: HeaderMap, uri: Uri) -> Response {
    pages::failure::nothing_at(At::once(&site), &headers, uri.path())
}
