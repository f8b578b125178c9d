//! The issue of a newsletter over HTTP, in any form: what the editor's desk shows and offers, and what other programs can ask.

use axum::extract::RawQuery;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use cyfle_digest::{Document, Format, select};

use super::ask::Ask;
use crate::digest::{from_pairs, pairs};
use crate::error::{ParameterError, Problem, Said};
use crate::policy;

/// Answers with an issue.
#[utoipa::path(
    get, path = "/api/v1/digest", tag = "digest", operation_id = "digest",
    responses((status = 200, description = "The issue, in the form that was asked for", content(
        (serde_json::Value = "application/json"),
        (String = "text/html"),
        (String = "text/plain"),
        (String = "text/markdown"),
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    )))
)]
pub(crate) async fn digest(ask: Ask, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let catalogue = ask.catalogue();
    let refused = |error: ParameterError| ask.refused(&error);
    let mut given = pairs(query.as_deref().unwrap_or_default());
    let format = take_format(&mut given).map_err(refused)?;
    let brief = from_pairs(&given, None, catalogue, ask.moment.day()).map_err(refused)?;
    let issue = select(&ask.site().engine, &brief, ask.moment);
    let document = Document::new(&issue, &brief, catalogue, Some(&ask.site().base_url));
    let mut response = format.render(&document).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy::MESSAGE));
    let languages: Vec<&str> = brief.languages.list().iter().map(|lang| lang.code()).collect();
    let name = format!("inline; filename=\"{}\"", format.file_name(&document));
    for (header, value) in
        [(header::CONTENT_LANGUAGE, languages.join(", ")), (header::CONTENT_DISPOSITION, name)]
    {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header, value);
        }
    }
    Ok(response)
}

/// JSON unless something else is asked for.
fn take_format(given: &mut Vec<(String, String)>) -> Result<Format, ParameterError> {
    let Some(index) = given.iter().position(|(name, _)| name == "format") else {
        return Ok(Format::Json);
    };
    let (_, value) = given.remove(index);
    if given.iter().any(|(name, _)| name == "format") {
        return Err(ParameterError::repeated("format"));
    }
    value.parse().map_err(|()| {
        let help = Said::one_of(&Format::ALL.map(Format::name));
        ParameterError::unknown_value("format", &value, help)
    })
}
