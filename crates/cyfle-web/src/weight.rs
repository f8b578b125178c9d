//! How many bytes of large answers are held at once.
//!
//! An answer is made whole and held until its client has taken it, and a client may take its time. What small answers come to,
//! the limit on connections bounds; what large ones come to is bounded here. When [`MOST_BYTES`] are held, who asks for
//! another is told that the service is busy, while everything small is answered as before.

use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::kept;
use crate::refusal::Refusal;
use crate::server::ALWAYS_ANSWERED;
use crate::state::Live;

/// Bytes of all large answers that are held at once, before they are packed: some fifty exports of everything.
const MOST_BYTES: u32 = 64 * 1024 * 1024;

/// What large answers are weighed with.
#[derive(Clone)]
pub(crate) struct Scale {
    live: Live,
    left: Arc<Semaphore>,
}

impl Scale {
    pub(crate) fn new(live: Live) -> Self {
        Self { live, left: Arc::new(Semaphore::new(MOST_BYTES as usize)) }
    }
}

/// The bytes of an answer with their part of [`MOST_BYTES`], which is given back with the last of them: a body is done with as
/// soon as it has handed its bytes on, and they may wait for the client long after that.
struct Held {
    bytes: Bytes,
    _part: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Gives an answer out where there is room for its bytes. Those that may be kept ready are small enough not to be weighed, so
/// that nothing which is kept takes room from what is on its way.
pub(crate) async fn weighed(State(scale): State<Scale>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let response = next.run(request).await;
    let is_large = |size: u64| size > kept::LARGEST as u64;
    let must_be_weighed = response.body().size_hint().exact().is_some_and(is_large)
        && !ALWAYS_ANSWERED.contains(&uri.path());
    if !must_be_weighed {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // What is larger than all the room there is goes out alone.
    let size = u32::try_from(bytes.len()).unwrap_or(MOST_BYTES).min(MOST_BYTES);
    match Arc::clone(&scale.left).try_acquire_many_owned(size) {
        Ok(part) => {
            let held = Bytes::from_owner(Held { bytes, _part: part });
            Response::from_parts(parts, Body::from(held))
        }
        Err(_) => {
            scale.live.metrics().count_refused();
            Refusal::Busy.answer(&scale.live.site(), &uri)
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::header;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use cyfle_catalogue::{Files, Moment, load};
    use cyfle_search::Engine;
    use tower::ServiceExt;

    use super::*;
    use crate::state::Site;

    const LARGE: usize = kept::LARGEST + 1;

    /// Has room for one large answer.
    fn app() -> Router {
        let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
        let noon = "2026-11-22T12:00".parse::<Moment>().expect("a moment");
        let live = Live::new(Site::new(engine, Arc::new(move || noon), "http://localhost"));
        let scale = Scale { live, left: Arc::new(Semaphore::new(LARGE)) };
        Router::new()
            .route("/cy/large", get(|| async { "x".repeat(LARGE) }))
            .route("/cy/small", get(|| async { "x" }))
            .route("/metrics", get(|| async { "x".repeat(LARGE) }))
            .layer(from_fn_with_state(scale, weighed))
    }

    async fn asked(app: &Router, path: &str) -> Response {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        app.clone().oneshot(request).await.expect("an answer")
    }

    #[tokio::test]
    async fn a_large_answer_takes_room_until_the_last_of_its_bytes_is_gone() {
        let app = app();
        let first = asked(&app, "/cy/large").await;
        assert_eq!(first.status(), StatusCode::OK);
        let waiting = to_bytes(first.into_body(), usize::MAX).await.expect("its bytes");
        assert_eq!(waiting.len(), LARGE);

        let refused = asked(&app, "/cy/large").await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE, "its body alone is gone");
        assert_eq!(refused.headers()[header::RETRY_AFTER], "1");
        let page = to_bytes(refused.into_body(), usize::MAX).await.expect("a page");
        assert!(String::from_utf8_lossy(&page).contains("lang=\"cy\""));
        for path in ["/cy/small", "/metrics"] {
            assert_eq!(asked(&app, path).await.status(), StatusCode::OK, "{path}");
        }

        drop(waiting);
        assert_eq!(asked(&app, "/cy/large").await.status(), StatusCode::OK);
        let unread = asked(&app, "/cy/large").await;
        assert_eq!(unread.status(), StatusCode::OK, "who goes away takes no room");
    }
}
