//! Answers that are kept ready: named, compressed, and given again until anything about them can have changed.
//!
//! Many readers ask the same things. An answer is kept by its address and by the codings that its reader accepts, belongs to
//! one catalogue and to one span between two changes of any status, and is never given beyond either: what says "open" goes
//! with the deadline. Memory is bounded by the bytes kept ([`MOST_BYTES`]), whatever is asked.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::caching::{Dated, Validity};
use crate::metrics::Asked;

/// Bytes of all answers that are kept.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// How many answers that much can hold at a guess: those to browsers, which are compressed, are small.
const ANSWERS: usize = 1_024;

/// The largest answer that is kept; whole exports are asked for too seldom.
const LARGEST: usize = 128 * 1024;

/// The longest address and list of codings that are kept, so that keys cannot outgrow answers.
const LONGEST_KEY: usize = 2_048;

/// What is kept.
#[derive(Clone)]
pub(crate) struct Kept {
    validity: Validity,
    answers: Arc<Cache<String, Arc<Answer>, Weight>>,
}

struct Answer {
    site: u64,
    span: u64,
    headers: HeaderMap,
    bytes: Bytes,
    asked: Option<Asked>,
}

impl Kept {
    pub(crate) fn new(validity: Validity) -> Self {
        let answers = Cache::with_weighter(ANSWERS, MOST_BYTES, Weight);
        Self { validity, answers: Arc::new(answers) }
    }
}

/// An answer weighs what it and its key hold, and what its headers may take.
#[derive(Debug, Clone)]
struct Weight;

impl Weighter<String, Arc<Answer>> for Weight {
    fn weight(&self, key: &String, answer: &Arc<Answer>) -> u64 {
        (key.len() + answer.bytes.len() + 1_024) as u64
    }
}

/// Gives what is kept, and keeps what is new.
pub(crate) async fn ready(State(kept): State<Kept>, request: Request, next: Next) -> Response {
    let Some(key) = key(&request) else { return next.run(request).await };
    // The service and the span are read before the answer is made: should either change meanwhile, it is kept for nothing.
    let site = kept.validity.live.site();
    let holds = kept.validity.holds(&site);
    if let Some(answer) = kept.answers.get(&key)
        && (answer.site, answer.span) == (site.number, holds.span)
    {
        let mut response = Response::new(Body::from(answer.bytes.clone()));
        *response.headers_mut() = answer.headers.clone();
        response.headers_mut().insert(CACHE_CONTROL, holds.lifetime);
        if let Some(asked) = &answer.asked {
            kept.validity.live.metrics().count(asked);
        }
        return response;
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || response.extensions().get::<Dated>().is_none() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        let mut failed = Response::new(Body::empty());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return failed;
    };
    if bytes.len() <= LARGEST {
        let asked = parts.extensions.get::<Asked>().cloned();
        let headers = parts.headers.clone();
        let (site, span) = (site.number, holds.span);
        let answer = Answer { site, span, headers, bytes: bytes.clone(), asked };
        kept.answers.insert(key, Arc::new(answer));
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// What tells one answer from another; none where the request is not one whose answer is kept.
fn key(request: &Request) -> Option<String> {
    if request.method() != Method::GET {
        return None;
    }
    let codings =
        request.headers().get(ACCEPT_ENCODING).map_or(Some(""), |value| value.to_str().ok())?;
    let address = request.uri().path_and_query()?.as_str();
    (codings.len() + address.len() < LONGEST_KEY).then(|| [codings, address].join(" "))
}

#[cfg(test)]
mod tests;
