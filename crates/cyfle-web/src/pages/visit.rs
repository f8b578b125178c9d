//! What a request for a page asks: the service that is current, the language, and what stands behind the `?`. Every page of a
//! language begins here; an address whose first part is no language is answered by the page that says so.

use std::ops::Deref;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::response::Response;
use cyfle_catalogue::{Catalogue, Lang, Moment};
use cyfle_search::Query;

use super::{Page, failure};
use crate::error::ParameterError;
use crate::state::{Shared, Site};
use crate::{naming, params};

/// The service at one moment. What a page says, all of it says of that moment: a deadline may pass while it is made.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    site: &'a Site,
    /// The moment.
    pub(crate) moment: Moment,
}

impl<'a> At<'a> {
    /// The service as it is now, for a page that nobody visited.
    pub(crate) fn once(site: &'a Site) -> Self {
        Self { site, moment: site.now() }
    }
}

impl<'a> Deref for At<'a> {
    type Target = &'a Site;

    fn deref(&self) -> &&'a Site {
        &self.site
    }
}

/// A request for a page.
pub(crate) struct Visit {
    site: Shared,
    moment: Moment,
    /// The language of the page.
    pub(crate) lang: Lang,
    /// The query string; empty where there is none.
    pub(crate) query: String,
    path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visit
where
    Shared: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let site = Shared::from_ref(state);
        let path = parts.uri.path().to_owned();
        let Some(lang) = lang_of(&path) else {
            return Err(failure::nothing_at(At::once(&site), &parts.headers, &path));
        };
        let moment = site.now();
        Ok(Self {
            moment,
            lang,
            query: parts.uri.query().unwrap_or_default().to_owned(),
            path,
            site,
        })
    }
}

impl Visit {
    /// The service at the moment of the visit.
    pub(crate) fn site(&self) -> At<'_> {
        At { site: &self.site, moment: self.moment }
    }

    /// The page that says that there is nothing at this address.
    pub(crate) fn not_found(&self) -> Page {
        failure::nothing_in(self.site(), self.lang, &self.path)
    }
}

/// The question in the address of a page, and a sentence for each parameter that was left out of it. Addresses are shared and
/// grow old: what can no longer be used takes nothing else with it.
pub(super) fn asked(site: At<'_>, lang: Lang, query_string: &str) -> (Query, Vec<String>) {
    asked_beside(&[], site, lang, query_string)
}

/// The same on a page that reads other parameters (`own`) besides those of a search.
pub(super) fn asked_beside(
    own: &[&'static str],
    site: At<'_>,
    lang: Lang,
    query_string: &str,
) -> (Query, Vec<String>) {
    let catalogue = site.engine.catalogue();
    let (query, left_out) = usable(query_string, lang, catalogue);
    let strangers = params::strangers(query_string, own);
    let errors = left_out.iter().chain(&strangers);
    (query, errors.map(|error| naming::refused(error, catalogue, lang)).collect())
}

/// The question without the parameters that cannot be used, and why each cannot.
fn usable(query_string: &str, lang: Lang, catalogue: &Catalogue) -> (Query, Vec<ParameterError>) {
    let mut rest = query_string.to_owned();
    let mut left_out = Vec::new();
    loop {
        let error = match params::read(&rest, Some(lang), catalogue) {
            Ok(query) => return (query, left_out),
            Err(error) => error,
        };
        let pairs = || form_urlencoded::parse(rest.as_bytes());
        let is_given = pairs().any(|(name, _)| name == error.field);
        let others = pairs().filter(|(name, _)| *name != error.field);
        let without = form_urlencoded::Serializer::new(String::new()).extend_pairs(others).finish();
        left_out.push(error);
        if !is_given {
            return (Query::new("", lang), left_out);
        }
        rest = without;
    }
}

/// The language of the pages under an address; none where it is not the address of a page.
pub(crate) fn lang_of(path: &str) -> Option<Lang> {
    path.trim_start_matches('/').split('/').next()?.parse().ok()
}

/// The language in which people are told on a page what went wrong at an address; none where programs ask. The front door is for
/// people and has no language of its own.
pub(crate) fn told_in(path: &str) -> Option<Lang> {
    if path == "/" { Some(Lang::En) } else { lang_of(path) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::body::Body;
    use axum::extract::Request;
    use axum::http::StatusCode;
    use cyfle_catalogue::{Files, load};
    use cyfle_search::Engine;
    use tower::ServiceExt;

    use super::*;
    use crate::state::Live;

    #[tokio::test]
    async fn no_page_asks_for_the_time_more_often_than_the_plainest() {
        let reads = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&reads);
        let noon: Moment = "2026-11-22T12:00".parse().expect("a moment");
        let clock = move || {
            counting.fetch_add(1, Ordering::Relaxed);
            noon
        };
        let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
        let live = Live::new(Site::new(engine, Arc::new(clock), "http://127.0.0.1"));
        let app = crate::App::new(live, None);
        let mut asked = Vec::new();
        for page in [
            "privacy",
            "",
            "opportunities?q=band+7+audiology&health_board=powys",
            "opportunities?kind=event&funder=wellcome&career_level=associate&relax=false",
            "opportunities/hcrw-doctoral-fellowship-award?q=phd&career_level=advanced",
            "can-i-apply?q=advanced+practitioner",
            "pathway?profession=audiology",
            "coverage",
            "contacts",
            "digest",
            "developers",
            "embed?q=phd",
        ] {
            let before = reads.load(Ordering::Relaxed);
            let request = Request::get(format!("/en/{page}")).body(Body::empty());
            let request = request.expect("a request");
            let answer = app.clone().oneshot(request).await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::OK, "{page}");
            asked.push((page, reads.load(Ordering::Relaxed) - before));
        }
        let plainest = asked[0].1;
        assert!(asked.iter().all(|(_, times)| *times == plainest), "{asked:?}");
    }

    fn fields(errors: &[ParameterError]) -> Vec<&str> {
        errors.iter().map(|error| error.field.as_str()).collect()
    }

    #[test]
    fn what_cannot_be_used_takes_nothing_else_with_it() {
        let catalogue = Catalogue::default();
        let given = "q=phd&page=many&closes_before=soon&sort=title&relax=false";
        let (query, left_out) = usable(given, Lang::Cy, &catalogue);
        let kept = "q=phd&sort=title&relax=false";
        assert_eq!(params::read(kept, Some(Lang::Cy), &catalogue), Ok(query));
        assert_eq!(fields(&left_out), ["page", "closes_before"]);
    }

    #[test]
    fn an_address_without_end_asks_nothing() {
        let endless = format!("x={}", "y".repeat(100_000));
        let (query, left_out) = usable(&endless, Lang::En, &Catalogue::default());
        assert_eq!((query, fields(&left_out)), (Query::new("", Lang::En), vec!["q"]));
    }

    #[test]
    fn the_first_part_of_an_address_says_the_language() {
        assert_eq!(lang_of("/cy/opportunities/x"), Some(Lang::Cy));
        assert_eq!(lang_of("/en"), Some(Lang::En));
        assert_eq!(lang_of("/api/v1/opportunities"), None);
        assert_eq!(lang_of("/"), None);
    }
}
