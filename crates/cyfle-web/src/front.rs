//! What every request meets first: whether its client may ask so often, and whether its answer is at hand.
//!
//! A kept answer is whole, headers and all, so it is given here, before any route is looked for; everything else goes through the
//! routes and their layers, and what comes of it is kept. Where nothing is at an address that is nearly one of ours, the answer
//! leads on to that: no address here ends in a slash but those that answer with one, and none has capitals. An address that is no
//! text is made one first, so that no route has to know of such, and each says in its own form that nothing is there.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::{
    CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, IF_NONE_MATCH, LOCATION,
};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use tower::{BoxError, Service};

use crate::caching::{self, Validity};
use crate::kept::{Given, Kept, Key};
use crate::metrics::{Outcome, Route};
use crate::pace::{Limiter, Pace, Passage};
use crate::routes;
use crate::state::Live;

/// The whole service. Its copies are handles to the same one.
#[derive(Clone)]
pub struct App {
    live: Live,
    kept: Kept,
    limiter: Option<Limiter>,
    routes: Router,
}

impl App {
    /// The service; with a pace, one that refuses who asks too often.
    pub fn new(live: Live, pace: Option<Pace>) -> Self {
        let validity = Validity::new(live.clone());
        let limiter = pace.map(|pace| Limiter::new(live.clone(), pace));
        let routes = routes::routes(live.clone(), validity.clone(), limiter.clone());
        Self { live, kept: Kept::new(validity), limiter, routes }
    }

    /// Answers a request.
    pub(crate) fn ask(&self, mut request: Request) -> Answering {
        let begun = Instant::now();
        if let Some(address) = legible(request.uri()) {
            *request.uri_mut() = address;
        }
        let passage = self.limiter.as_ref().and_then(|limiter| limiter.take(&request));
        let key = match &passage {
            Some(Passage::Refused { .. }) => None,
            _ => Key::of(&request),
        };
        let held = Held::take(&mut request);
        let kept = key.as_ref().and_then(|key| self.kept.get(key));
        if let Some(Given { response, route, outcome }) = kept {
            let response = held.answer(response);
            self.live.metrics().observe(
                (route, outcome.as_ref()),
                response.status(),
                begun.elapsed(),
            );
            return Answering::Now(Some(signed(response, passage)));
        }
        if let Some(passage) = passage {
            request.extensions_mut().insert(passage);
        }
        let Self { live, kept, mut routes, .. } = self.clone();
        let straight = straightened(&request);
        Answering::Later(Box::pin(async move {
            let place = key.map(|key| (key, kept.stamp()));
            let Ok(mut response) = routes.call(request).await;
            if response.status() == StatusCode::NOT_FOUND
                && let Some(address) = straight
            {
                response = led_on(&mut routes, response, &address).await;
            }
            caching::name_coding(response.headers_mut());
            let response = match place {
                Some((key, stamp)) => kept.keep(key, stamp, response).await,
                None => response,
            };
            let response = held.answer(response);
            let route = response.extensions().get::<Route>().cloned().unwrap_or_default();
            let outcome = response.extensions().get::<Outcome>();
            live.metrics().observe((route, outcome), response.status(), begun.elapsed());
            signed(response, passage)
        }))
    }
}

/// What a client holds already, by the names that it gives.
struct Held {
    reads: bool,
    names: Vec<HeaderValue>,
}

impl Held {
    /// Takes the names out of a request: whoever makes an answer makes it whole, so that it can be kept.
    fn take(request: &mut Request) -> Self {
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let names = request.headers().get_all(IF_NONE_MATCH).iter().cloned().collect();
        if reads {
            request.headers_mut().remove(IF_NONE_MATCH);
        }
        Self { reads, names }
    }

    fn answer(&self, response: Response) -> Response {
        caching::conditional(response, if self.reads { &self.names } else { &[] })
    }
}

/// What is read in the place of an address whose escapes spell no text: the same, with escapes that are none. Nothing is at either.
fn legible(uri: &Uri) -> Option<Uri> {
    let is_text = |part: &str| !part.contains(char::REPLACEMENT_CHARACTER);
    let mut read = form_urlencoded::parse(uri.path().as_bytes());
    if read.all(|(name, value)| is_text(&name) && is_text(&value)) {
        return None;
    }
    let target = target(uri.path().replace('%', "*"), uri.query());
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// The address that is perhaps meant by one with slashes at its end or capitals in it; none where it has neither, or where
/// a browser would read what is left as the address of another host.
fn straightened(request: &Request) -> Option<String> {
    let path = request.uri().path();
    let straight = path.trim_end_matches('/').to_ascii_lowercase();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let may_be_elsewhere = straight.starts_with("//") || straight.contains('\\');
    if !reads || straight == path || may_be_elsewhere || !straight.starts_with('/') {
        return None;
    }
    Some(target(straight, request.uri().query()))
}

/// A path with what stands behind its `?`.
fn target(path: String, query: Option<&str>) -> String {
    match query {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

/// Where something is at an address, an answer that leads there: what every answer of these routes has stays with it (a script
/// of another origin has to be able to follow), and what was said of the body goes.
async fn led_on(routes: &mut Router, nothing: Response, address: &str) -> Response {
    let asked = Request::head(address).body(Body::empty());
    let (Ok(asked), Ok(location)) = (asked, HeaderValue::from_str(address)) else {
        return nothing;
    };
    let Ok(there) = routes.call(asked).await;
    if there.status() == StatusCode::NOT_FOUND {
        return nothing;
    }
    let (mut parts, _) = nothing.into_parts();
    parts.status = StatusCode::PERMANENT_REDIRECT;
    for described in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_LANGUAGE] {
        parts.headers.remove(described);
    }
    parts.headers.insert(LOCATION, location);
    Response::from_parts(parts, Body::empty())
}

/// With what the client may still ask.
fn signed(mut response: Response, passage: Option<Passage>) -> Response {
    if let Some(passage) = passage {
        passage.sign(response.headers_mut());
    }
    response
}

impl<B> Service<axum::http::Request<B>> for App
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(())) // routes are always ready
    }

    fn call(&mut self, request: axum::http::Request<B>) -> Answering {
        self.ask(request.map(Body::new))
    }
}

/// An answer, at hand or to come.
pub enum Answering {
    /// It was kept; nothing once it was taken.
    Now(Option<Response>),
    /// It is being made.
    Later(Pin<Box<dyn Future<Output = Response> + Send>>),
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Now(response) => {
                response.take().map_or(Poll::Pending, |one| Poll::Ready(Ok(one)))
            }
            Self::Later(making) => making.as_mut().poll(context).map(Ok),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::num::NonZeroU32;
    use std::sync::Arc;

    use axum::extract::ConnectInfo;
    use axum::http::{StatusCode, header};
    use cyfle_catalogue::{Files, Moment, load};
    use cyfle_search::Engine;
    use tower::ServiceExt;

    use super::*;
    use crate::pace::Clients;
    use crate::state::Site;

    #[test]
    fn an_address_is_left_alone_unless_it_is_no_text() {
        let read = |address: &str| {
            let uri = address.parse::<Uri>().expect("an address");
            legible(&uri).map(|uri| uri.to_string())
        };
        for text in ["/", "/en/opportunities?q=%ff", "/cy/t%C5%B7/a%2Fb", "/en/100%", "/en/a+b=c&d"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        for (no_text, instead) in [
            ("/en/%ff", "/en/*ff"),
            (
                "/api/v1/opportunities/%2F%C3/%B7?lang=cy",
                "/api/v1/opportunities/*2F*C3/*B7?lang=cy",
            ),
        ] {
            assert_eq!(read(no_text).as_deref(), Some(instead));
        }
    }

    async fn asked(app: &App, path: &str, held: Option<&HeaderValue>) -> (Response, String) {
        let mut request = Request::get(path);
        if let Some(held) = held {
            request = request.header(IF_NONE_MATCH, held);
        }
        let mut request = request.body(Body::empty()).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 9))));
        let answer = app.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8(body.to_vec()).expect("UTF-8");
        (Response::from_parts(parts, Body::empty()), body)
    }

    #[tokio::test]
    async fn a_kept_answer_has_the_headers_of_the_first_and_counts_like_it() {
        const PATH: &str = "/api/v1/opportunities?q=audiology";
        let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
        let noon = "2026-11-22T12:00".parse::<Moment>().expect("a moment");
        let live = Live::new(Site::new(engine, Arc::new(move || noon), "http://localhost"));
        let per_minute = NonZeroU32::new(3).expect("a number");
        let app = App::new(live, Some(Pace { per_minute, clients: Clients::Direct }));

        let (first, body) = asked(&app, PATH, None).await;
        let (kept, same) = asked(&app, PATH, None).await;
        assert_eq!(body, same);
        for (name, value) in first.headers() {
            let is_allowance = name.as_str().starts_with("ratelimit");
            let by_the_connection = *name == header::CONTENT_LENGTH;
            assert!(
                is_allowance
                    || by_the_connection
                    || kept.headers().get_all(name).iter().any(|other| other == value),
                "{name}"
            );
        }
        let allowance = |answer: &Response| answer.headers()["ratelimit"].clone();
        assert_ne!(allowance(&first), allowance(&kept), "a kept answer is taken off, too");

        let (unchanged, nothing) = asked(&app, PATH, first.headers().get(header::ETAG)).await;
        assert_eq!((unchanged.status(), nothing.as_str()), (StatusCode::NOT_MODIFIED, ""));
        let (refused, _) = asked(&app, PATH, None).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);

        let (_, figures) = asked(&app, "/metrics", None).await;
        for (status, times) in [(200, 2), (304, 1), (429, 1)] {
            let labels = format!("{{route=\"/api/v1/opportunities\",status=\"{status}\"}}");
            let line = format!("cyfle_request_seconds_count{labels} {times}");
            assert!(figures.contains(&line), "{line}\n{figures}");
        }
        assert!(figures.contains("cyfle_questions_total{outcome=\"answered\"} 3"), "{figures}");
    }
}
