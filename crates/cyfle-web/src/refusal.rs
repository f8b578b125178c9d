//! What those are told whom no handler hears: their client asks too often (429), every place is taken (503), or they ask with a
//! method that their address does not have (405).
//!
//! People who asked for a page get one in its language, clients of the grants protocol its error, all other programs a problem;
//! agents, too, whose protocol leaves such answers to HTTP. Whoever may come back is told when, in an answer that a script of any
//! origin can read and nobody stores: it is true of one moment and one client.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::Lang;

use crate::caching::set;
use crate::error::{Problem, Said};
use crate::pages::visit::At;
use crate::pages::{embed, failure, visit};
use crate::state::{Shared, Site};
use crate::{common_grants, layers, params};

/// Why a request is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Its client asks too often, and must wait so many seconds.
    TooMany(u64),
    /// Every place is taken.
    Busy,
    /// Its method is none that the address has.
    WrongMethod,
}

/// Answers a method that an address does not have. Which it has, says `Allow`, which the router adds.
pub(crate) async fn wrong_method(State(site): State<Shared>, uri: Uri) -> Response {
    Refusal::WrongMethod.said(&site, &uri, "")
}

impl Refusal {
    const fn status(self) -> StatusCode {
        match self {
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// The stable word for programs.
    const fn code(self) -> &'static str {
        match self {
            Self::TooMany(_) => "too-many-requests",
            Self::Busy => "busy",
            Self::WrongMethod => "method-not-allowed",
        }
    }

    /// How long to wait; never nothing, or a program would ask again at once.
    fn seconds(self) -> u64 {
        match self {
            Self::TooMany(seconds) => seconds.max(1),
            Self::Busy | Self::WrongMethod => 1,
        }
    }

    /// The phrase for programs, and the heading and the text of the page for people.
    const fn phrases(self) -> (&'static str, [&'static str; 2]) {
        match self {
            Self::TooMany(_) => ("problem-too-many", ["too-many-heading", "too-many-text"]),
            Self::Busy => ("problem-busy", ["busy-heading", "busy-text"]),
            Self::WrongMethod => ("problem-wrong-method", ["method-heading", "method-text"]),
        }
    }

    /// The answer to whoever asked for an address.
    pub(crate) fn answer(self, site: &Site, uri: &Uri) -> Response {
        let seconds = self.seconds().to_string();
        let mut response = self.said(site, uri, &seconds);
        let headers = response.headers_mut();
        // Not every refusal passes the layers around the routes.
        for (name, value) in layers::guards() {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        }
        set(headers, header::RETRY_AFTER, &seconds);
        // Whatever was asked, a script of another origin must be able to read that it is to wait, and how long.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        let waiting = HeaderValue::from_static("retry-after, ratelimit-policy, ratelimit");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, waiting);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// What is said, in the form that whoever asked expects: a page, the same in a frame, the protocol's error or a problem.
    fn said(self, site: &Site, uri: &Uri, seconds: &str) -> Response {
        let (key, keys) = self.phrases();
        let phrases = |lang: Lang| site.engine.catalogue().phrases(lang);
        let path = uri.path();
        if let Some(lang) = visit::told_in(path) {
            if embed::is_at(path) {
                let why = phrases(lang).fill(keys[1], &[("seconds", seconds)]);
                return embed::turned_away(At::once(site), lang, self.status(), why);
            }
            let page = failure::turned_away(At::once(site), lang, (self.status(), keys), seconds);
            return page.into_response();
        }
        let said = Said::with(key, [("seconds", seconds)]);
        if common_grants::is_at(path) {
            return common_grants::refusal(self.status(), said.in_words(phrases(Lang::En)));
        }
        let lang = params::lang_of(uri.query().unwrap_or_default());
        let mut problem = Problem::new(self.status(), self.code(), said.in_words(phrases(lang)));
        if self == Self::WrongMethod {
            problem = problem.help(phrases(lang).get("problem-use-get"));
        }
        problem.in_language(lang).into_response()
    }
}
