//! The OpenAPI document of the protocol's routes. Kept apart from our own API's: the protocol's checker compares it, path by
//! path and member by member, with the protocol's, and takes any more for a mistake.

use serde_json::Value;
use utoipa::OpenApi;

use super::{handlers, protocol};
use crate::json;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Cyfle through CommonGrants",
        description = "Funding, fellowships and awards for healthcare science professionals in NHS Wales, by the CommonGrants protocol 0.4.0. Keyless and read-only.",
        version = "0.4.0",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(handlers::list, handlers::detail, handlers::search),
    components(schemas(
        protocol::SingleDateEvent,
        protocol::DateRangeEvent,
        protocol::OtherEvent
    ))
)]
struct Document;

/// The document, with where the service is reached.
pub(super) fn document(base_url: &str) -> Value {
    let mut document = json::value(&Document::openapi());
    document["servers"] = serde_json::json!([{ "url": base_url }]);
    document
}
