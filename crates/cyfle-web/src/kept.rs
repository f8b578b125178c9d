//! Answers that are kept ready: named, compressed, and given again until anything about them can have changed.
//!
//! Many readers ask the same things. An answer is kept by its address and by the codings that its reader accepts, belongs to
//! one catalogue and to one span between two changes of any status, and is never given beyond either: what says "open" goes
//! with the deadline. Memory is bounded by the bytes kept ([`MOST_BYTES`]), whatever is asked.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::caching::{Dated, Validity};
use crate::metrics::{Asked, Route};

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
    answers: Arc<Cache<Key, Arc<Answer>, Weight>>,
}

struct Answer {
    stamp: Stamp,
    headers: HeaderMap,
    bytes: Bytes,
    route: Route,
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

impl Weighter<Key, Arc<Answer>> for Weight {
    fn weight(&self, key: &Key, answer: &Arc<Answer>) -> u64 {
        (key.0.len() + answer.bytes.len() + 1_024) as u64
    }
}

/// What tells one answer from another: its address, and the codings that its reader accepts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key(String);

impl Key {
    /// None where the request is not one whose answer is kept.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        if request.method() != Method::GET {
            return None;
        }
        let codings = request.headers().get(ACCEPT_ENCODING);
        let codings = codings.map_or(Some(""), |value| value.to_str().ok())?;
        let address = request.uri().path_and_query()?.as_str();
        let fits = codings.len() + address.len() < LONGEST_KEY;
        fits.then(|| Self([codings, address].join(" ")))
    }
}

/// For which service and span an answer is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    site: u64,
    span: u64,
}

/// A kept answer, as it is given.
pub(crate) struct Given {
    pub(crate) response: Response,
    /// Where it came from when it was made.
    pub(crate) route: Route,
    /// What came of the question.
    pub(crate) asked: Option<Asked>,
}

impl Kept {
    /// The answer that is right now, where it is kept.
    pub(crate) fn get(&self, key: &Key) -> Option<Given> {
        let answer = self.answers.get(key)?;
        let site = self.validity.live.site();
        let holds = self.validity.holds(&site);
        if answer.stamp != (Stamp { site: site.number, span: holds.span }) {
            return None;
        }
        let mut response = Response::new(Body::from(answer.bytes.clone()));
        *response.headers_mut() = answer.headers.clone();
        response.headers_mut().insert(CACHE_CONTROL, holds.lifetime);
        Some(Given { response, route: answer.route.clone(), asked: answer.asked.clone() })
    }

    /// What an answer that is begun now will be right for: should either change meanwhile, it is kept for nothing.
    pub(crate) fn stamp(&self) -> Stamp {
        let site = self.validity.live.site();
        Stamp { site: site.number, span: self.validity.holds(&site).span }
    }

    /// Keeps an answer, where it is one that can be, and gives it back.
    pub(crate) async fn keep(&self, key: Key, stamp: Stamp, response: Response) -> Response {
        if response.status() != StatusCode::OK || response.extensions().get::<Dated>().is_none() {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if bytes.len() <= LARGEST {
            let asked = parts.extensions.get::<Asked>().cloned();
            let route = parts.extensions.get::<Route>().cloned().unwrap_or_default();
            let headers = parts.headers.clone();
            let answer = Answer { stamp, headers, bytes: bytes.clone(), route, asked };
            self.answers.insert(key, Arc::new(answer));
        }
        Response::from_parts(parts, Body::from(bytes))
    }
}

#[cfg(test)]
mod tests;
