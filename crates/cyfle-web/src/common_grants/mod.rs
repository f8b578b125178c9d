//! The CommonGrants protocol, version 0.4.0: what pays money (funding, fellowships and awards) in the form that grant systems
//! share. Read-only and keyless.
//!
//! `protocol` holds the published shapes, `translate` turns an entry into them, `request` reads what is asked, `candidates` finds
//! and orders what answers, `document` describes it all. Optional members are absent, never `null`: the schemas of 0.4.0 know no `null`.

mod candidates;
mod document;
mod handlers;
mod protocol;
mod request;
mod translate;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use cyfle_catalogue::Lang;
use tower_http::cors::Any as AnyHeader;

use crate::layers;
use crate::state::Live;

/// The protocol has one language, as its schemas have.
const LANG: Lang = Lang::En;

/// No request that a person composes is longer.
const LONGEST_BODY: usize = 64 * 1024;

/// The routes below `/common-grants/`. Paths are compared as literal strings by the protocol's checker.
pub(crate) fn routes() -> Router<Live> {
    Router::new()
        .route("/common-grants/opportunities", get(handlers::list))
        .route("/common-grants/opportunities/search", post(handlers::search))
        .route("/common-grants/opportunities/{oppId}", get(handlers::detail))
        .route("/common-grants/openapi.json", get(handlers::document))
        .route("/common-grants/{*rest}", any(handlers::unknown))
        .method_not_allowed_fallback(handlers::wrong_method)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(
            // The protocol's clients send keys and other headers of their own, though nothing here asks for any.
            layers::readable_from_anywhere()
                .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::OPTIONS])
                .allow_headers(AnyHeader),
        )
}

/// Whether an address is one of the protocol's.
pub(crate) fn is_at(path: &str) -> bool {
    path.starts_with("/common-grants/")
}

/// A refusal as the protocol has it, whoever refuses.
pub(crate) fn refusal(status: StatusCode, message: String) -> Response {
    protocol::Error::new(status, message).into_response()
}
