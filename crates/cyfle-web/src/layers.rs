//! What stands around every address: who may read it, which headers guard it, and what happens when a handler panics.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::{CatchPanicLayer, ResponseForPanic};
use tower_http::classify::{ServerErrorsAsFailures, SharedClassifier};
use tower_http::cors::{Any as AnyOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::{DefaultMakeSpan, DefaultOnResponse, TraceLayer};

use crate::error::Problem;
use crate::pages::visit::At;
use crate::pages::{failure, visit};
use crate::state::Live;
use crate::{pace, policy};

/// For how long a browser need not ask again whether it may ask.
const PREFLIGHT_AGE: Duration = Duration::from_secs(86_400);

/// Any page of any site may read the answer, its validators, its links and how often it may still ask, because nothing here is
/// anybody's own.
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
            pace::POLICY,
            pace::STATE,
        ])
        .max_age(PREFLIGHT_AGE)
}

/// Whether a browser asks whether a page may ask. Whoever it refuses never learns why, so it is not refused for asking often.
pub(crate) fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    *method == Method::OPTIONS
        && headers.contains_key(header::ORIGIN)
        && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// A header that every answer has unless its handler gave it another value.
pub(crate) fn guarded(
    name: HeaderName,
    value: &'static str,
) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// The headers that guard every answer which has no others of its own.
pub(crate) fn guards() -> [(HeaderName, &'static str); 3] {
    [
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, policy::PAGE),
    ]
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

/// A fault of the program ends one request, not the service; what happened is counted and goes to the log, not to the caller.
pub(crate) fn caught_panics(live: Live) -> CatchPanicLayer<SayInternal> {
    CatchPanicLayer::custom(SayInternal(live))
}

/// What the caller of a request that panicked is told.
#[derive(Clone)]
pub(crate) struct SayInternal(Live);

impl ResponseForPanic for SayInternal {
    type ResponseBody = axum::body::Body;

    fn response_for_panic(&mut self, panic: Box<dyn Any + Send + 'static>) -> Response {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        self.0.metrics().count_panic();
        tracing::error!(message = message.unwrap_or("no message"), "a request ended in a panic");
        // In English, because whatever knows the phrases may be what failed.
        let problem = Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal-error",
            "something went wrong here; it has been logged",
        );
        ([(header::CACHE_CONTROL, "no-store")], Extension(Panicked), problem).into_response()
    }
}

/// Marks the answer to a request that panicked.
#[derive(Debug, Clone, Copy)]
struct Panicked;

/// Says to people on a page in their language that their request failed here; programs are told in a problem.
pub(crate) async fn told(State(live): State<Live>, request: Request, next: Next) -> Response {
    let lang = visit::told_in(request.uri().path());
    let response = next.run(request).await;
    let Some(lang) = lang.filter(|_| response.extensions().get::<Panicked>().is_some()) else {
        return response;
    };
    // What failed may fail again, here where nobody would catch it.
    let page = catch_unwind(AssertUnwindSafe(|| failure::broken(At::once(&live.site()), lang)));
    page.map_or(response, |page| ([(header::CACHE_CONTROL, "no-store")], page).into_response())
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::middleware::from_fn_with_state;
    use std::sync::Arc;

    use axum::routing::get;
    use cyfle_catalogue::{Files, Moment, load};
    use cyfle_search::Engine;
    use tower::ServiceExt;

    use super::*;
    use crate::state::Site;

    async fn fails() -> StatusCode {
        panic!("a fault")
    }

    fn app() -> Router {
        let catalogue = Arc::new(load(&Files::embedded()).catalogue);
        let engine = Engine::in_memory(catalogue);
        let noon = "2026-11-22T12:00".parse::<Moment>().expect("a moment");
        let live = Live::new(Site::new(engine, Arc::new(move || noon), "http://localhost"));
        Router::new()
            .route("/{lang}/opportunities", get(fails))
            .route("/api/v1/opportunities", get(fails))
            .layer(caught_panics(live.clone()))
            .layer(from_fn_with_state(live, told))
    }

    #[tokio::test]
    async fn people_are_told_of_a_fault_on_a_page_and_programs_in_a_problem() {
        let app = app();
        for (path, kind, said) in [
            ("/cy/opportunities", "text/html; charset=utf-8", "lang=\"cy\""),
            ("/en/opportunities", "text/html; charset=utf-8", "/en/contacts"),
            ("/api/v1/opportunities", "application/problem+json", "internal-error"),
        ] {
            let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
            let response = app.clone().oneshot(request).await.expect("an answer");
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            assert_eq!(response.headers()[header::CONTENT_TYPE], kind, "{path}");
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store", "{path}");
            let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            let body = String::from_utf8(body.to_vec()).expect("UTF-8");
            assert!(body.contains(said), "{path}: {body}");
            assert!(!body.contains("a fault"), "{path}: what happened is not for the caller");
        }
    }
}
