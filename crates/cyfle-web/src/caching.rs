//! For how long a copy of an answer is right, and how a client asks whether it still is.
//!
//! A copy must never say "open" when the round is over: it lives until the next moment at which any status changes, and at most
//! five minutes, or ten where a cache fetches another meanwhile. Validators are strong, so each coding of an answer has its own:
//! the inner half names the bytes, the outer half, beyond the compression, adds the coding to the name and answers 304.

use std::sync::{Arc, Mutex};

use axum::Extension;
use axum::body::{Body, HttpBody};
use axum::extract::{FromRef, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::moment::{Moment, ZONE};
use cyfle_catalogue::status::status;
use jiff::civil::DateTime;

use crate::state::{Live, Shared, Site};

/// Seconds for which a copy may be used without asking, where no status changes sooner.
const LONGEST_AGE: u64 = 300;

/// Seconds for which a copy may be used while another is fetched, where no status changes sooner: few, so that a correction is
/// seen soon.
const LONGEST_STALE: u64 = 300;

/// What the inner half needs.
#[derive(Clone)]
pub(crate) struct Validity {
    pub(crate) live: Live,
    known: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    span: Option<Span>,
    spans: u64,
    /// What was said last, and when: many requests come within one second.
    said: Option<(Moment, Holds)>,
}

/// For how long what is answered now stays right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holds {
    /// The span between two changes of any status, numbered in the order in which they were met.
    pub(crate) span: u64,
    /// What a client may do with a copy.
    pub(crate) lifetime: HeaderValue,
}

/// Marks an answer that can be kept, by how long it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// Until the next change of a status.
    UntilAChange,
    /// Whatever happens.
    Always,
}

/// A span in which no status changes: looking for its end means looking at every entry, so it is kept.
struct Span {
    catalogue: String,
    from: Moment,
    until: DateTime,
}

impl Validity {
    pub(crate) fn new(live: Live) -> Self {
        Self { live, known: Arc::default() }
    }

    /// The span in which an answer is made that is begun now.
    fn span(&self) -> u64 {
        self.holds(&Shared::from_ref(&self.live)).span
    }

    /// For how long an answer given now is right.
    pub(crate) fn holds(&self, site: &Site) -> Holds {
        let (now, catalogue) = (site.now(), site.engine.catalogue());
        let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let holds = |span: &&Span| {
            span.catalogue == catalogue.build_id
                && span.from <= now
                && now.wall_clock() < span.until
        };
        if let Some(span) = known.span.as_ref().filter(holds) {
            let until = span.until;
            return known.said_at(now).unwrap_or_else(|| known.say(now, until));
        }
        let today = now.day();
        let midnight = Moment::start_of(today.tomorrow().unwrap_or(today)).wall_clock();
        let changes = catalogue.opportunities.values().filter_map(|one| status(one, now).until);
        let until = changes.fold(midnight, |soonest, change| soonest.min(change));
        known.span = Some(Span { catalogue: catalogue.build_id.clone(), from: now, until });
        known.spans += 1;
        known.say(now, until)
    }
}

impl Known {
    /// What was said of the same span in the same second.
    fn said_at(&self, now: Moment) -> Option<Holds> {
        let (at, holds) = self.said.as_ref()?;
        let is_alike = *at == now || second(*at).is_some_and(|at| Some(at) == second(now));
        (is_alike && holds.span == self.spans).then(|| holds.clone())
    }

    fn say(&mut self, now: Moment, until: DateTime) -> Holds {
        let lifetime = lifetime(seconds_between(now, until));
        let holds = Holds { span: self.spans, lifetime };
        self.said = Some((now, holds.clone()));
        holds
    }
}

/// The second in which a moment lies; none for its very beginning, when more time is left than in the rest of it.
fn second(moment: Moment) -> Option<DateTime> {
    let time = moment.wall_clock();
    let whole = time.date().at(time.hour(), time.minute(), time.second(), 0);
    (whole != time).then_some(whole)
}

/// The inner half: names the bytes of an answer and says for how long a copy is right.
pub(crate) async fn named(
    State(validity): State<Validity>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    // Asked before it is made: what is made just before a deadline must not be given the time that follows it.
    let begun_in = validity.span();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let keep_out = headers.get(CACHE_CONTROL).is_some_and(|value| value == "no-store");
    if !reads || response.status() != StatusCode::OK || keep_out {
        response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
        return response;
    }
    if response.body().size_hint().exact().is_none() {
        return response; // a stream has no bytes to name yet
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let name = blake3::hash(&bytes).to_hex();
    set(&mut parts.headers, ETAG, &format!("\"{}\"", &name[..32]));
    if !parts.headers.contains_key(CACHE_CONTROL) {
        let holds = validity.holds(&Shared::from_ref(&validity.live));
        if holds.span == begun_in {
            parts.headers.insert(CACHE_CONTROL, holds.lifetime);
            parts.extensions.insert(Right::UntilAChange);
        } else {
            // A status changed while it was made, and nobody can tell which one it shows.
            parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// An answer that nothing will ever change.
pub(crate) fn good_for_ever(answer: impl IntoResponse) -> Response {
    let lifetime = [(CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (Extension(Right::Always), lifetime, answer).into_response()
}

/// An answer that shows what changes without the catalogue, such as how the watch is: a copy is asked about each time.
pub(crate) fn asked_each_time(answer: impl IntoResponse) -> Response {
    ([(CACHE_CONTROL, "no-cache")], answer).into_response()
}

/// On a night when the clocks change, the wall clock and the time that passes disagree: the shorter is safe.
fn seconds_between(now: Moment, until: DateTime) -> u64 {
    let now = now.wall_clock();
    let on_the_clock = now.duration_until(until).as_secs();
    let passing = match (now.in_tz(ZONE), until.in_tz(ZONE)) {
        (Ok(now), Ok(until)) => now.duration_until(&until).as_secs(),
        _ => on_the_clock,
    };
    u64::try_from(on_the_clock.min(passing)).unwrap_or(0)
}

fn lifetime(seconds: u64) -> HeaderValue {
    let fresh = seconds.min(LONGEST_AGE);
    // Where the service fails there is nothing newer to be had, so a copy is good to the end of the span.
    let left = seconds - fresh;
    let stale = left.min(LONGEST_STALE);
    let text =
        format!("public, max-age={fresh}, stale-while-revalidate={stale}, stale-if-error={left}");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("no-cache"))
}

/// The outer half, of an answer as it is made: each coding has its own name.
pub(crate) fn name_coding(headers: &mut HeaderMap) {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let (Some(name), Some(coding)) = (text(ETAG), text(CONTENT_ENCODING)) {
        let name = format!("{}-{coding}\"", name.trim_end_matches('"'));
        set(headers, ETAG, &name);
    }
}

/// The outer half, of an answer as it is given: whoever names the right one is told that nothing has changed.
pub(crate) fn conditional(response: Response, held: &[HeaderValue]) -> Response {
    let name = response.headers().get(ETAG).and_then(|name| name.to_str().ok());
    let holds = name.is_some_and(|name| {
        held.iter().filter_map(|held| held.to_str().ok()).any(|held| names(held, name))
    });
    if !holds || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    for described in [CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_TYPE] {
        parts.headers.remove(described);
    }
    Response::from_parts(parts, Body::empty())
}

/// RFC 9110, 13.1.2: a list of names, or any; compared weakly.
fn names(held: &str, name: &str) -> bool {
    held.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == name)
}

pub(crate) fn set(headers: &mut HeaderMap, header: axum::http::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(header, value);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use cyfle_catalogue::{Files, load};
    use cyfle_search::Engine;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn an_answer_that_is_made_while_a_round_closes_is_asked_about_each_time() {
        // A round of the invented fellowship closes at 16:00 on this day.
        const ENTRY: &[u8] = include_bytes!("../../../tests/fixtures/invented-fellowship.yaml");
        let files =
            Files::embedded().with("opportunities/hcrw/invented-fellowship.yaml", ENTRY.to_vec());
        let times = ["2027-03-26T15:59:59", "2027-03-26T16:00:01"];
        let [before, after] = times.map(|time| time.parse::<Moment>().expect("a moment"));
        let closed = Arc::new(AtomicBool::new(false));
        let hand = Arc::clone(&closed);
        let clock = move || if hand.load(Ordering::Relaxed) { after } else { before };
        let engine = Engine::in_memory(Arc::new(load(&files).catalogue));
        let live = Live::new(Site::new(engine, Arc::new(clock), "http://127.0.0.1"));
        let closing = move || {
            closed.store(true, Ordering::Relaxed);
            std::future::ready("it was open when this was made")
        };
        let app: Router = Router::new()
            .route("/", get(closing))
            .layer(from_fn_with_state(Validity::new(live), named));
        let mut said = Vec::new();
        for _ in 0..2 {
            let request = Request::get("/").body(Body::empty()).expect("a request");
            let answer = app.clone().oneshot(request).await.expect("an answer");
            let dated = answer.extensions().get::<Right>().is_some();
            said.push((answer.headers()[CACHE_CONTROL].clone(), dated));
        }
        assert_eq!(said[0], (HeaderValue::from_static("no-cache"), false), "made across the end");
        assert!(said[1].0.to_str().expect("text").starts_with("public, max-age=300"), "{said:?}");
    }

    #[test]
    fn a_copy_never_outlives_the_next_change_of_a_status() {
        assert_eq!(lifetime(40), "public, max-age=40, stale-while-revalidate=0, stale-if-error=0");
        assert_eq!(
            lifetime(1_000),
            "public, max-age=300, stale-while-revalidate=300, stale-if-error=700"
        );
    }

    #[test]
    fn on_the_night_of_a_clock_change_the_shorter_time_counts() {
        let seconds = |now: &str, until: &str| {
            let now = now.parse().expect("a moment");
            seconds_between(now, until.parse().expect("a time"))
        };
        assert_eq!(seconds("2027-01-13T15:59", "2027-01-13T16:00"), 60);
        assert_eq!(seconds("2027-03-28T00:30", "2027-03-28T02:00"), 1_800, "an hour is left out");
        assert_eq!(seconds("2027-10-31T01:30", "2027-10-31T02:00"), 1_800, "an hour comes twice");
        assert_eq!(seconds("2027-01-13T16:00", "2027-01-13T15:00"), 0);
    }

    #[test]
    fn names_are_found_in_lists_weak_or_strong() {
        assert!(names("\"a\", W/\"b-gzip\"", "\"b-gzip\""));
        assert!(names("*", "\"b\""));
        assert!(!names("\"b\"", "\"b-gzip\""));
    }
}
