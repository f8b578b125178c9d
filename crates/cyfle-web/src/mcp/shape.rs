//! What is no message, or not one of the shape that its method has, is answered with the codes of JSON-RPC 2.0 (5.1), so that
//! whoever writes a client sees the slip. The library that answers the rest knows it only as a media type that it does not
//! support, or as a method that does not exist.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rmcp::model::{
    CallToolRequestParams, ErrorCode, InitializeRequestParams, PaginatedRequestParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::LONGEST_CALL;

/// Passes on what is a message of the right shape, and answers the rest.
pub(super) async fn checked(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_json = kind.is_some_and(|kind| kind.starts_with("application/json"));
    if request.method() != Method::POST || !is_json {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_CALL).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    match fault(&bytes) {
        Some(fault) => fault.into_response(),
        None => next.run(Request::from_parts(parts, Body::from(bytes))).await,
    }
}

/// What is wrong with a message.
#[derive(Debug)]
struct Fault {
    code: ErrorCode,
    /// What it answers; `null` where that cannot be told.
    id: Value,
    message: String,
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        // Of a message that was read it is the answer; anything else is no request of this protocol.
        let status = match self.code {
            ErrorCode::INVALID_PARAMS => StatusCode::OK,
            _ => StatusCode::BAD_REQUEST,
        };
        let error = json!({ "code": self.code.0, "message": self.message });
        let body = json!({ "jsonrpc": "2.0", "id": self.id, "error": error });
        (status, axum::Json(body)).into_response()
    }
}

fn fault(bytes: &[u8]) -> Option<Fault> {
    let fault = |code, id: &Value, message: String| Some(Fault { code, id: id.clone(), message });
    let message: Value = match serde_json::from_slice(bytes) {
        Ok(message) => message,
        Err(error) => return fault(ErrorCode::PARSE_ERROR, &Value::Null, error.to_string()),
    };
    if let Some(wrong) = wrong_shape(&message) {
        return fault(ErrorCode::INVALID_REQUEST, &Value::Null, wrong.to_owned());
    }
    let (method, id) = (message["method"].as_str()?, message.get("id")?);
    let wrong = wrong_parameters(method, &message["params"])?;
    fault(ErrorCode::INVALID_PARAMS, id, wrong)
}

/// Why this is no message. Several in one are none since the protocol's version of June 2025.
fn wrong_shape(message: &Value) -> Option<&'static str> {
    let Some(members) = message.as_object() else {
        return Some("a message is one object; batches are not supported");
    };
    if message["jsonrpc"] != "2.0" {
        return Some("`jsonrpc` is \"2.0\"");
    }
    match members.get("method") {
        Some(method) if !method.is_string() => return Some("`method` is a string"),
        None if !members.contains_key("result") && !members.contains_key("error") => {
            return Some("`method` is required");
        }
        _ => {}
    }
    let is_id = |id: &Value| id.is_string() || id.is_i64() || id.is_u64();
    let has_bad_id = members.get("id").is_some_and(|id| !is_id(id));
    (has_bad_id && members.contains_key("method")).then_some("`id` is a string or a whole number")
}

/// Why a method of ours cannot take these.
fn wrong_parameters(method: &str, parameters: &Value) -> Option<String> {
    match method {
        "initialize" => misread::<InitializeRequestParams>(parameters),
        "tools/call" => misread::<CallToolRequestParams>(parameters),
        "tools/list" => misread::<Option<PaginatedRequestParams>>(parameters),
        _ => None,
    }
}

fn misread<T: DeserializeOwned>(parameters: &Value) -> Option<String> {
    serde_json::from_value::<T>(parameters.clone()).err().map(|error| error.to_string())
}
