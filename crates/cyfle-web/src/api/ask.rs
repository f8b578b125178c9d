//! What a request of the API asks: the service that is current, the query string, and the language in which to answer, a refusal
//! included. Every handler of the API, of the feeds and of the exports begins here.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Lang, Moment};
use cyfle_digest::feed::Setting;
use serde::Serialize;

use crate::error::{ParameterError, Problem};
use crate::json;
use crate::params::{self, Accepted, Parameters};
use crate::state::{Shared, Site};

/// Bytes set aside for an answer: most of those with a page of opportunities need no more.
const USUAL_BYTES: usize = 48 * 1024;

/// A request.
pub(crate) struct Ask {
    /// The service.
    pub(crate) site: Shared,
    /// The language of the answer.
    pub(crate) lang: Lang,
    /// The moment at which it is asked.
    pub(crate) moment: Moment,
    query_string: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Ask
where
    Shared: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let site = Shared::from_ref(state);
        let query_string = parts.uri.query().unwrap_or_default().to_owned();
        Ok(Self { lang: params::lang_of(&query_string), moment: site.now(), query_string, site })
    }
}

impl Ask {
    /// Reads the parameters that this address takes.
    pub(crate) fn read(&self, accepted: &Accepted) -> Result<Parameters, Problem> {
        params::asked(&self.query_string, accepted, self.catalogue())
            .map_err(|error| self.refused(&error))
    }

    /// A parameter that cannot be used, in the language of the answer.
    pub(crate) fn refused(&self, error: &ParameterError) -> Problem {
        Problem::refused(error, self.catalogue().phrases(self.lang)).in_language(self.lang)
    }

    /// The catalogue.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        self.site.engine.catalogue()
    }

    /// The service and where it is reached.
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// In which language, where and when an answer is written.
    pub(crate) fn setting(&self) -> Setting<'_> {
        let (catalogue, base_url) = (self.catalogue(), self.site.base_url.as_str());
        Setting { catalogue, lang: self.lang, moment: self.moment, base_url }
    }

    /// An interface phrase in the language of the answer.
    pub(crate) fn phrase(&self, key: &str) -> String {
        self.catalogue().phrases(self.lang).get(key).to_owned()
    }

    /// A problem in the language of the answer.
    pub(crate) fn problem(&self, status: StatusCode, code: &'static str, key: &str) -> Problem {
        Problem::new(status, code, self.phrase(key)).in_language(self.lang)
    }

    /// An answer as JSON, marked with its language.
    pub(crate) fn json(&self, body: impl Serialize) -> Response {
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        json::write(&mut bytes, &body);
        self.written(bytes)
    }

    /// An answer that is JSON already, marked with its language.
    pub(crate) fn written(&self, mut json: Vec<u8>) -> Response {
        json.shrink_to_fit(); // it may be kept
        self.in_language(([(header::CONTENT_TYPE, "application/json")], json))
    }

    /// An answer, marked with its language.
    pub(crate) fn in_language(&self, body: impl IntoResponse) -> Response {
        let mut response = body.into_response();
        let lang = HeaderValue::from_static(self.lang.code());
        response.headers_mut().insert(header::CONTENT_LANGUAGE, lang);
        response
    }
}

/// One relation of a `Link` header (RFC 8288). Addresses come from the one writer of query strings, which escapes all that a
/// header or the brackets could not hold.
pub(crate) fn link(response: &mut Response, href: &str, relation: &str, kind: Option<&str>) {
    let kind = kind.map(|kind| format!("; type=\"{kind}\"")).unwrap_or_default();
    if let Ok(value) = HeaderValue::from_str(&format!("<{href}>; rel=\"{relation}\"{kind}")) {
        response.headers_mut().append(header::LINK, value);
    }
}
