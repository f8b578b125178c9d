//! What is no message, or not one of the shape that its method has, is answered with the codes of JSON-RPC 2.0 (5.1), so that
//! whoever writes a client sees the slip. The library that answers the rest knows it only as a media type that it does not
//! support, or as a method that does not exist.
//!
//! It does not know batches either, which the protocol had in its version 2025-03-26 alone: of such a client the messages are
//! passed on one by one, and their answers given back together.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::language::Phrases;
use rmcp::model::{
    CallToolRequestParams, ErrorCode, InitializeRequestParams, PaginatedRequestParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{LANG, LONGEST_CALL};
use crate::error::Said;
use crate::state::Live;

/// The version of the protocol that has batches. Who names no version is taken for a client of it (its specification says so).
const WITH_BATCHES: &str = "2025-03-26";

/// The most messages in a batch: it is paced as one request.
const LONGEST_BATCH: usize = 10;

/// Passes on what is a message of the right shape, and answers the rest.
pub(super) async fn checked(State(live): State<Live>, request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_json = kind.is_some_and(|kind| kind.starts_with("application/json"));
    if request.method() != Method::POST || !is_json {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_CALL).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let site = live.site();
    let phrases = site.engine.catalogue().phrases(LANG);
    match read(&bytes, &parts.headers) {
        Ok(Asked::One) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Asked::Batch(messages)) => together(messages, &parts, &next, phrases).await,
        Err(fault) => fault.answer(phrases),
    }
}

/// What a body holds.
enum Asked {
    /// A message of the right shape.
    One,
    /// Several, whose shape has still to be looked at.
    Batch(Vec<Value>),
}

fn read(bytes: &[u8], headers: &HeaderMap) -> Result<Asked, Fault> {
    let message: Value = serde_json::from_slice(bytes)
        .map_err(|_| Fault::of(ErrorCode::PARSE_ERROR, "mcp-not-json"))?;
    match message {
        Value::Array(messages) if has_batches(headers) => match messages.len() {
            1..=LONGEST_BATCH => Ok(Asked::Batch(messages)),
            _ => {
                let most = LONGEST_BATCH.to_string();
                let said = Said::with("mcp-batch-length", [("most", &most)]);
                Err(Fault { code: ErrorCode::INVALID_REQUEST, id: Value::Null, said })
            }
        },
        message => fault(&message).map_or(Ok(Asked::One), Err),
    }
}

fn has_batches(headers: &HeaderMap) -> bool {
    headers.get("mcp-protocol-version").is_none_or(|version| version == WITH_BATCHES)
}

/// The answers to several messages in one; notifications have none, and if all are such there is nothing to say.
async fn together(messages: Vec<Value>, parts: &Parts, next: &Next, phrases: &Phrases) -> Response {
    let mut answers: Vec<Value> = Vec::new();
    for message in messages {
        let answer = match fault(&message) {
            Some(fault) => fault.answer(phrases),
            None => {
                let body = Body::from(message.to_string());
                let mut parts = parts.clone();
                parts.headers.remove(header::CONTENT_LENGTH);
                next.clone().run(Request::from_parts(parts, body)).await
            }
        };
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap_or_else(|_| Bytes::new());
        answers.extend(serde_json::from_slice::<Value>(&body).ok());
    }
    match answers.is_empty() {
        true => StatusCode::ACCEPTED.into_response(),
        false => axum::Json(answers).into_response(),
    }
}

/// What is wrong with a message.
#[derive(Debug)]
struct Fault {
    code: ErrorCode,
    /// What it answers; `null` where that cannot be told.
    id: Value,
    said: Said,
}

impl Fault {
    const fn of(code: ErrorCode, key: &'static str) -> Self {
        Self { code, id: Value::Null, said: Said::plain(key) }
    }

    fn answer(self, phrases: &Phrases) -> Response {
        // Of a message that was read it is the answer; anything else is no request of this protocol.
        let status = match self.code {
            ErrorCode::INVALID_PARAMS => StatusCode::OK,
            _ => StatusCode::BAD_REQUEST,
        };
        let error = json!({ "code": self.code.0, "message": self.said.in_words(phrases) });
        let body = json!({ "jsonrpc": "2.0", "id": self.id, "error": error });
        (status, axum::Json(body)).into_response()
    }
}

fn fault(message: &Value) -> Option<Fault> {
    if let Some(wrong) = wrong_shape(message) {
        return Some(Fault::of(ErrorCode::INVALID_REQUEST, wrong));
    }
    let (method, id) = (message["method"].as_str()?, message.get("id")?);
    let wrong = wrong_parameters(method, &message["params"])?;
    Some(Fault { id: id.clone(), ..Fault::of(ErrorCode::INVALID_PARAMS, wrong) })
}

/// Why this is no message.
fn wrong_shape(message: &Value) -> Option<&'static str> {
    let Some(members) = message.as_object() else { return Some("mcp-no-batch") };
    if message["jsonrpc"] != "2.0" {
        return Some("mcp-bad-version");
    }
    match members.get("method") {
        Some(method) if !method.is_string() => return Some("mcp-bad-method"),
        None if !members.contains_key("result") && !members.contains_key("error") => {
            return Some("mcp-no-method");
        }
        _ => {}
    }
    let is_id = |id: &Value| id.is_string() || id.is_i64() || id.is_u64();
    let has_bad_id = members.get("id").is_some_and(|id| !is_id(id));
    (has_bad_id && members.contains_key("method")).then_some("mcp-bad-id")
}

/// Why a method of ours cannot take these.
fn wrong_parameters(method: &str, parameters: &Value) -> Option<&'static str> {
    let (is_read, wrong) = match method {
        "initialize" => (reads::<InitializeRequestParams>(parameters), "mcp-bad-initialize"),
        "tools/call" => (reads::<CallToolRequestParams>(parameters), "mcp-bad-call"),
        "tools/list" => (reads::<Option<PaginatedRequestParams>>(parameters), "mcp-bad-list"),
        _ => return None,
    };
    (!is_read).then_some(wrong)
}

fn reads<T: DeserializeOwned>(parameters: &Value) -> bool {
    T::deserialize(parameters).is_ok()
}
