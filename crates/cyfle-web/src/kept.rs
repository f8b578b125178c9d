//! Answers that are kept ready: named, compressed, and given again until anything about them can have changed.
//!
//! Many readers ask the same things. An answer is kept by its address and by the codings that its reader accepts, belongs to
//! one catalogue and to one span between two changes of any status, and is never given beyond either: what says "open" goes
//! with the deadline. Only what nothing can change, a style sheet under its hash, outlives both, so that it is packed once and not
//! for every reader who comes first. Memory is bounded by the bytes kept ([`MOST_BYTES`]), whatever is asked.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::caching::{Right, Validity};
use crate::metrics::{Outcome, Route};

/// Bytes of all answers that are kept.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// How many answers that much can hold at a guess: those to browsers, which are compressed, are small.
const ANSWERS: usize = 1_024;

/// The largest answer that is kept; whole exports are asked for too seldom.
pub(crate) const LARGEST: usize = 128 * 1024;

/// The longest address and list of codings that are kept, so that keys cannot outgrow answers.
const LONGEST_KEY: usize = 2_048;

/// What is kept.
#[derive(Clone)]
pub(crate) struct Kept {
    validity: Validity,
    answers: Arc<Cache<Key, Arc<Answer>, Weight>>,
}

struct Answer {
    /// None for what is always right.
    stamp: Option<Stamp>,
    headers: HeaderMap,
    bytes: Bytes,
    route: Route,
    outcome: Option<Outcome>,
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
        // Every line of the header counts where the coding is chosen, so every line is part of the key.
        let codings = request.headers().get_all(ACCEPT_ENCODING).iter();
        let codings: Result<Vec<&str>, _> = codings.map(HeaderValue::to_str).collect();
        let codings = codings.ok()?.join(",");
        let address = request.uri().path_and_query()?.as_str();
        let fits = codings.len() + address.len() < LONGEST_KEY;
        fits.then(|| Self([codings.as_str(), address].join(" ")))
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
    pub(crate) outcome: Option<Outcome>,
}

impl Kept {
    /// The answer that is right now, where it is kept.
    pub(crate) fn get(&self, key: &Key) -> Option<Given> {
        let answer = self.answers.get(key)?;
        let mut response = Response::new(Body::from(answer.bytes.clone()));
        *response.headers_mut() = answer.headers.clone();
        if let Some(stamp) = answer.stamp {
            let site = self.validity.live.site();
            let holds = self.validity.holds(&site);
            if stamp != (Stamp { site: site.number, span: holds.span }) {
                return None;
            }
            response.headers_mut().insert(CACHE_CONTROL, holds.lifetime);
        }
        Some(Given { response, route: answer.route.clone(), outcome: answer.outcome.clone() })
    }

    /// What an answer that is begun now will be right for: should either change meanwhile, it is kept for nothing.
    pub(crate) fn stamp(&self) -> Stamp {
        let site = self.validity.live.site();
        Stamp { site: site.number, span: self.validity.holds(&site).span }
    }

    /// Keeps an answer, where it is one that can be, and gives it back.
    pub(crate) async fn keep(&self, key: Key, stamp: Stamp, response: Response) -> Response {
        let right = response.extensions().get::<Right>().copied();
        let Some(right) = right.filter(|_| response.status() == StatusCode::OK) else {
            return response;
        };
        let too_large = |size: u64| size > LARGEST as u64;
        if response.body().size_hint().exact().is_some_and(too_large) {
            return response;
        }
        let (parts, body) = response.into_parts();
        let bytes = match Read::of(body).await {
            Ok(Read::Whole(bytes)) => bytes,
            Ok(Read::TooLarge(body)) => return Response::from_parts(parts, Body::new(body)),
            Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
        let outcome = parts.extensions.get::<Outcome>().cloned();
        let route = parts.extensions.get::<Route>().cloned().unwrap_or_default();
        let headers = parts.headers.clone();
        let stamp = (right == Right::UntilAChange).then_some(stamp);
        let answer = Answer { stamp, headers, bytes: bytes.clone(), route, outcome };
        self.answers.insert(key, Arc::new(answer));
        Response::from_parts(parts, Body::from(bytes))
    }
}

/// What became of reading a body that may be kept.
enum Read {
    /// All of it.
    Whole(Bytes),
    /// It is larger than what is kept: no more of it is held than showed that.
    TooLarge(Begun),
}

impl Read {
    async fn of(mut body: Body) -> Result<Self, axum::Error> {
        let (mut read, mut size) = (VecDeque::<Bytes>::new(), 0);
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            let Ok(bytes) = frame?.into_data() else { continue }; // no answer of ours has trailers
            size += bytes.len();
            read.push_back(bytes);
            if size > LARGEST {
                return Ok(Self::TooLarge(Begun { read, rest: body }));
            }
        }
        // One piece need not be copied.
        if read.len() < 2 {
            return Ok(Self::Whole(read.pop_front().unwrap_or_default()));
        }
        let mut whole = Vec::<u8>::with_capacity(size);
        read.iter().for_each(|bytes| whole.extend_from_slice(bytes));
        Ok(Self::Whole(whole.into()))
    }
}

/// A body of which the beginning has been read already.
struct Begun {
    read: VecDeque<Bytes>,
    rest: Body,
}

impl HttpBody for Begun {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match self.read.pop_front() {
            Some(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            None => Pin::new(&mut self.rest).poll_frame(context),
        }
    }
}

#[cfg(test)]
mod tests;
