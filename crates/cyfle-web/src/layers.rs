//! What stands around every address: who may read it, which headers guard it, and what happens when a handler panics.

use std::any::Any;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::{CatchPanicLayer, ResponseForPanic};
use tower_http::classify::{ServerErrorsAsFailures, SharedClassifier};
use tower_http::cors::{Any as AnyOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::{DefaultMakeSpan, DefaultOnResponse, TraceLayer};

use crate::error::Problem;

/// For how long a browser need not ask again whether it may ask.
const PREFLIGHT_AGE: Duration = Duration::from_secs(86_400);

/// Any page of any site may read the answer, its validators and its links, because nothing here is anybody's own.
pub(crate) fn readable_from_anywhere() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AnyOrigin)
        .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
        .allow_headers([header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([
            header::ETAG,
            header::LINK,
            HeaderName::from_static("deprecation"),
            HeaderName::from_static("sunset"),
            header::RETRY_AFTER,
        ])
        .max_age(PREFLIGHT_AGE)
}

/// A header that every answer has unless its handler gave it another value.
pub(crate) fn guarded(
    name: HeaderName,
    value: &'static str,
) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Whoever watches the service wants to know how it is now.
pub(crate) fn not_stored() -> SetResponseHeaderLayer<HeaderValue> {
    guarded(header::CACHE_CONTROL, "no-store")
}

/// One line a request, for those who look for it.
pub(crate) fn traced() -> TraceLayer<SharedClassifier<ServerErrorsAsFailures>> {
    TraceLayer::new_for_http()
        .make_span_with(DefaultMakeSpan::new().level(tracing::Level::DEBUG))
        .on_response(DefaultOnResponse::new().level(tracing::Level::DEBUG))
}

/// A fault of the program ends one request, not the service; what happened goes to the log, not to the caller.
pub(crate) fn caught_panics() -> CatchPanicLayer<SayInternal> {
    CatchPanicLayer::custom(SayInternal)
}

/// What the caller of a request that panicked is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SayInternal;

impl ResponseForPanic for SayInternal {
    type ResponseBody = axum::body::Body;

    fn response_for_panic(&mut self, panic: Box<dyn Any + Send + 'static>) -> Response {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        tracing::error!(message = message.unwrap_or("no message"), "a request ended in a panic");
        // In English, because whatever knows the phrases may be what failed.
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal-error",
            "something went wrong here; it has been logged",
        )
        .into_response()
    }
}
