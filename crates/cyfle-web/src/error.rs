//! What a caller of the API sees when something is wrong: `application/problem+json` (RFC 9457) with a stable `code`, the
//! `field` in question and `help` that says what to do. Internals are never shown.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A parameter that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParameterError {
    /// A stable word: `unknown-parameter`, `unknown-value`, `bad-value`, `too-long`.
    pub(crate) code: &'static str,
    /// The parameter.
    pub(crate) field: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// An error of the API.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the title is that of the status (RFC 9457, 4.2.1).
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// The name of the HTTP status.
    pub(crate) title: &'static str,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What is wrong with this request.
    pub(crate) detail: String,
    /// A stable word for programs.
    pub(crate) code: &'static str,
    /// The parameter in question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) field: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<String>,
    /// Ids that were perhaps meant, or what has taken the place of a retired opportunity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) see: Vec<String>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            code,
            field: None,
            help: None,
            see: Vec::new(),
        }
    }
}

impl From<ParameterError> for Problem {
    fn from(error: ParameterError) -> Self {
        let help = (!error.help.is_empty()).then_some(error.help);
        Self {
            field: Some(error.field),
            help,
            ..Self::new(StatusCode::BAD_REQUEST, error.code, error.message)
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}
