//! What people see: one file a page, each a typed template filled with facts and phrases. No wording stands here; pages work
//! without JavaScript and exist in both languages.

pub(crate) mod about;
pub(crate) mod contacts;
pub(crate) mod coverage;
pub(crate) mod developers;
pub(crate) mod digest;
pub(crate) mod embed;
pub(crate) mod failure;
pub(crate) mod home;
mod layout;
pub(crate) mod opportunity;
pub(crate) mod pathway;
pub(crate) mod reader;
pub(crate) mod results;
pub(crate) mod sitemap;
mod unchecked;
mod verdict;
pub(crate) mod visit;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use cyfle_catalogue::Lang;
use cyfle_search::{Answer, Query};

use crate::metrics::Outcome;

/// A finished page.
pub(crate) struct Page {
    status: StatusCode,
    lang: Lang,
    html: String,
    outcome: Option<Outcome>,
}

impl Page {
    /// Renders a template. One that cannot be rendered becomes an empty page with status 500 and a line in the log.
    fn render(status: StatusCode, lang: Lang, template: &impl Template) -> Self {
        match template.render() {
            Ok(html) => Self { status, lang, html, outcome: None },
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered");
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                Self { status, lang, html: String::new(), outcome: None }
            }
        }
    }

    /// The page that answers a question.
    fn answering(self, query: &Query, answer: &Answer<'_>) -> Self {
        Self { outcome: Outcome::of(query, answer), ..self }
    }
}

impl Page {
    /// The page under a content security policy of its own.
    fn under(self, policy: &'static str) -> Response {
        let policy = HeaderValue::from_static(policy);
        ([(header::CONTENT_SECURITY_POLICY, policy)], self).into_response()
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = (self.status, Html(self.html)).into_response();
        Outcome::mark(&mut response, self.outcome);
        response
            .headers_mut()
            .insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.lang.code()));
        response
    }
}
