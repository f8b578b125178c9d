//! What a caller of the API sees when something is wrong: `application/problem+json` (RFC 9457) with a stable `code`, the
//! `field` in question and `help` that says what to do, in the caller's language. Internals are never shown.

use std::ops::RangeInclusive;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Lang, shortened};
use serde::Serialize;
use utoipa::ToSchema;

/// A phrase and what its places are filled with; the language is chosen by whoever says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) key: &'static str,
    pub(crate) values: Vec<(&'static str, String)>,
}

impl Said {
    /// A phrase without places.
    pub(crate) const fn plain(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// A phrase with its places filled.
    pub(crate) fn with<const N: usize>(
        key: &'static str,
        values: [(&'static str, &str); N],
    ) -> Self {
        Self { key, values: values.map(|(name, value)| (name, value.to_owned())).to_vec() }
    }

    /// What to do where something known is close to what was given.
    pub(crate) fn meant(near: &str) -> Self {
        Self::with("problem-did-you-mean", [("near", near)])
    }

    /// What to do where nothing is: these can be given.
    pub(crate) fn one_of(values: &[&str]) -> Self {
        Self::with("problem-use-one-of", [("values", &values.join(", "))])
    }

    /// The phrase in the language of these phrases.
    pub(crate) fn in_words(&self, phrases: &Phrases) -> String {
        let values: Vec<(&str, &str)> =
            self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        phrases.fill(self.key, &values)
    }
}

/// A parameter that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParameterError {
    /// A stable word: `unknown-parameter`, `unknown-value`, `bad-value`, `too-long`.
    pub(crate) code: &'static str,
    /// The parameter.
    pub(crate) field: String,
    /// What is wrong.
    pub(crate) what: Said,
    /// What to do; nobody is refused without it.
    pub(crate) help: Said,
}

impl ParameterError {
    pub(crate) fn new(code: &'static str, field: &str, what: Said, help: Said) -> Self {
        Self { code, field: field.to_owned(), what, help }
    }

    /// A parameter that is given more than once where one value counts: which one is meant, nobody can tell.
    pub(crate) fn repeated(name: &str) -> Self {
        let what = Said::with("problem-repeated", [("name", name)]);
        Self::new("bad-value", name, what, Said::plain("problem-give-it-once"))
    }

    /// Nothing where something is due.
    pub(crate) fn empty(name: &str) -> Self {
        let what = Said::with("problem-empty", [("name", name)]);
        Self::new("bad-value", name, what, Said::plain("problem-leave-it-out"))
    }

    /// A value that is none of those that there are.
    pub(crate) fn unknown_value(name: &str, value: &str, help: Said) -> Self {
        let value = shortened(value);
        let what = Said::with("problem-unknown-value", [("value", &value), ("name", name)]);
        Self::new("unknown-value", name, what, help)
    }

    /// A text that is no day.
    pub(crate) fn not_a_day(name: &str, value: &str) -> Self {
        let what = Said::with("problem-not-a-day", [("value", &shortened(value))]);
        Self::new("bad-value", name, what, Said::plain("problem-write-a-day"))
    }

    /// A number that is not whole or is beyond its ends.
    pub(crate) fn not_whole(name: &str, value: &str, ends: RangeInclusive<u64>) -> Self {
        let (least, most) = (ends.start().to_string(), ends.end().to_string());
        let ends = [("least", least.as_str()), ("most", most.as_str())];
        let help = Said::with("problem-give-whole", ends);
        let what =
            Said::with("problem-not-whole", [("value", value), ("least", &least), ("most", &most)]);
        Self::new("bad-value", name, what, help)
    }

    /// What is wrong and what to do, in one line.
    pub(crate) fn in_words(&self, phrases: &Phrases) -> String {
        format!("{}; {}", self.what.in_words(phrases), self.help.in_words(phrases))
    }
}

/// The only kind of problem: its title is that of the status (RFC 9457, 4.2.1).
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) enum ProblemType {
    /// Nothing more to say than the status does.
    #[serde(rename = "about:blank")]
    AboutBlank,
}

/// An error of the API.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`.
    #[serde(rename = "type")]
    pub(crate) kind: ProblemType,
    /// The name of the HTTP status.
    pub(crate) title: &'static str,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What is wrong with this request.
    #[schema(value_type = String)]
    pub(crate) detail: Box<str>,
    /// A stable word for programs.
    pub(crate) code: &'static str,
    /// The parameter in question.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(crate) field: Option<Box<str>>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(crate) help: Option<Box<str>>,
    /// Ids that were perhaps meant, or what has taken the place of a retired opportunity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) see: Vec<String>,
    /// The language of its words.
    #[serde(skip)]
    pub(crate) lang: Lang,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<Box<str>>) -> Self {
        Self {
            kind: ProblemType::AboutBlank,
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            code,
            field: None,
            help: None,
            see: Vec::new(),
            lang: Lang::En,
        }
    }

    /// A parameter that cannot be used, in words.
    pub(crate) fn refused(error: &ParameterError, phrases: &Phrases) -> Self {
        Self {
            field: Some(error.field.as_str().into()),
            help: Some(error.help.in_words(phrases).into()),
            ..Self::new(StatusCode::BAD_REQUEST, error.code, error.what.in_words(phrases))
        }
    }

    /// The same, in a language.
    pub(crate) fn in_language(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The same with what to do.
    pub(crate) fn help(self, help: &str) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let lang = self.lang;
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
        response
    }
}
