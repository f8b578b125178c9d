//! What was kept for one span is never given in another, forwards or backwards; each reader gets a coding that they take; and
//! what is too large to be kept is not held either.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::header::CONTENT_ENCODING;

use cyfle_catalogue::{Files, Moment, load};
use cyfle_search::Engine;
use tower::ServiceExt;

use super::*;
use crate::state::{Live, Site};

const MOMENTS: [&str; 6] = [
    "2026-11-22",
    "2028-03-01T12:00",
    "2026-11-22",
    "1990-01-01",
    "2026-11-22T00:01",
    "2026-06-30T23:59",
];

async fn asked(app: &crate::App) -> Bytes {
    let request =
        Request::get("/api/v1/opportunities?status=open&per_page=100").body(Body::empty());
    let answer = app.clone().oneshot(request.expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body")
}

#[tokio::test]
async fn a_clock_that_jumps_gets_the_answers_of_its_moment() {
    let catalogue = Arc::new(load(&Files::embedded()).catalogue);
    let moments: Vec<Moment> = MOMENTS.iter().map(|text| text.parse().expect("a moment")).collect();
    let hand = Arc::new(AtomicUsize::new(0));
    let service = |moments: Vec<Moment>, hand: Arc<AtomicUsize>| {
        let engine = Engine::in_memory(Arc::clone(&catalogue));
        let clock = Arc::new(move || moments[hand.load(Ordering::Relaxed)]);
        let live = Live::new(Site::new(engine, clock, "http://127.0.0.1"));
        crate::App::new(live, None)
    };
    let jumping = service(moments.clone(), Arc::clone(&hand));
    let mut seen = Vec::new();
    for (at, moment) in moments.iter().enumerate() {
        hand.store(at, Ordering::Relaxed);
        let fresh = service(vec![*moment], Arc::default());
        for _ in 0..2 {
            let answer = asked(&jumping).await;
            assert!(answer == asked(&fresh).await, "as on {}", MOMENTS[at]);
            seen.push(answer);
        }
    }
    assert!(seen[0] == seen[4] && seen[0] != seen[2], "the moments tell answers apart");
}

/// The coding in which the service answers a reader who sends these lines of `Accept-Encoding`.
async fn coding(app: &crate::App, lines: &[&str]) -> Option<HeaderValue> {
    let mut request = Request::get("/api/v1/opportunities?q=audiology");
    for line in lines {
        request = request.header(ACCEPT_ENCODING, *line);
    }
    let request = request.body(Body::empty()).expect("a request");
    let answer = app.clone().oneshot(request).await.expect("an answer");
    answer.headers().get(CONTENT_ENCODING).cloned()
}

#[tokio::test]
async fn whoever_lists_codings_in_several_lines_does_not_choose_for_others() {
    let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
    let noon = "2026-11-22T12:00".parse::<Moment>().expect("a moment");
    let live = Live::new(Site::new(engine, Arc::new(move || noon), "http://127.0.0.1"));
    let app = crate::App::new(live, None);
    for _ in 0..2 {
        assert_eq!(coding(&app, &["identity", "br"]).await, Some(HeaderValue::from_static("br")));
        assert_eq!(coding(&app, &["identity"]).await, None, "nobody else is given what they took");
    }
}

#[tokio::test]
async fn a_style_sheet_is_packed_once_and_stays_whatever_the_catalogue_or_the_clock_does() {
    let site = |now: &str| {
        let now = now.parse::<Moment>().expect("a moment");
        Site::new(Engine::in_memory(Arc::default()), Arc::new(move || now), "http://127.0.0.1")
    };
    let live = Live::new(site("2026-11-22"));
    let kept = Kept::new(Validity::new(live.clone()));
    let request = || {
        let request = Request::get(crate::assets::href("cyfle.css")).header(ACCEPT_ENCODING, "br");
        request.body(Body::empty()).expect("a request")
    };
    let key = Key::of(&request()).expect("a key");
    let answer = crate::App::new(live.clone(), None).oneshot(request()).await.expect("an answer");
    let headers = answer.headers().clone();
    drop(kept.keep(key.clone(), kept.stamp(), answer).await);
    live.replace(site("2028-03-01"), crate::Standing::default());
    let given = kept.get(&key).expect("it is kept").response;
    assert_eq!(given.headers(), &headers);
    assert!(headers[CACHE_CONTROL].to_str().is_ok_and(|value| value.ends_with("immutable")));
    assert_eq!(headers[CONTENT_ENCODING], "br");
}

/// A body that comes in pieces of a kilobyte and counts those that were taken.
struct Pieces {
    left: usize,
    taken: Arc<AtomicUsize>,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let left = self.left.checked_sub(1);
        self.left = left.unwrap_or(0);
        Poll::Ready(left.map(|_| {
            self.taken.fetch_add(1, Ordering::Relaxed);
            Ok(Frame::data(Bytes::from_static(&[b'x'; 1_024])))
        }))
    }
}

#[tokio::test]
async fn what_is_too_large_to_be_kept_is_passed_on_as_soon_as_that_shows_and_stays_whole() {
    let taken = Arc::new(AtomicUsize::new(0));
    let body = Pieces { left: 1_000, taken: Arc::clone(&taken) };
    let Ok(Read::TooLarge(begun)) = Read::of(Body::new(body)).await else {
        panic!("a megabyte is not kept")
    };
    assert_eq!(taken.load(Ordering::Relaxed), LARGEST / 1_024 + 1);
    let whole = axum::body::to_bytes(Body::new(begun), usize::MAX).await.expect("a body");
    assert_eq!(whole.len(), 1_000 * 1_024);
    let small = Pieces { left: 3, taken };
    let Ok(Read::Whole(bytes)) = Read::of(Body::new(small)).await else {
        panic!("three kilobytes are kept")
    };
    assert_eq!(bytes.len(), 3 * 1_024);
}
