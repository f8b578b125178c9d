//! A clock that jumps: what was kept for one span is never given in another, forwards or backwards.

use std::sync::atomic::{AtomicUsize, Ordering};

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
