//! The Model Context Protocol at `/mcp`: six tools that only read, for agents that answer people's questions. No session is
//! kept, so that any replica answers any request.
//!
//! `shape` answers what is no message, `tools` says what there is and what each takes and gives, `answers` holds what they give, `calls` answers a call. Every answer
//! names the official page and the day that it speaks for, and says that the funder decides.

mod answers;
mod calls;
mod shape;
mod tools;

use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::middleware;
use cyfle_catalogue::Lang;
use rmcp::handler::server::ServerHandler;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, ErrorData, Implementation, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::{RequestContext, RoleServer};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tower_http::cors::CorsLayer;

use crate::state::Live;

/// Tools are described, and messages refused, before a language can be asked for.
const LANG: Lang = Lang::En;

/// No call that an agent makes is longer.
const LONGEST_CALL: usize = 64 * 1024;

/// The route. Only requests that name this machine or the host of the service's own address are answered, so that a page
/// elsewhere cannot reach a private service through a name of its own.
pub(crate) fn routes(live: &Live) -> Router<Live> {
    let own = live.site().base_url.parse::<Uri>().ok();
    let host = own.as_ref().and_then(Uri::host).map(str::to_owned);
    let here = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(LONGEST_CALL)
        .with_allowed_hosts(here.into_iter().chain(host));
    let handle = live.clone();
    let service = StreamableHttpService::new(
        move || Ok(Agents { live: handle.clone() }),
        Arc::new(NeverSessionManager::default()),
        config,
    );
    Router::new()
        .route_service("/mcp", service)
        .layer(middleware::from_fn_with_state(live.clone(), shape::checked))
        .layer(CorsLayer::permissive())
}

/// Answers agents from the service that is current.
struct Agents {
    live: Live,
}

impl ServerHandler for Agents {
    fn get_info(&self) -> ServerConfig {
        let own = Implementation::new("cyfle", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(own)
            .with_instructions(
                self.live.site().engine.catalogue().phrases(LANG).get("mcp-instructions"),
            )
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::all(self.live.site().engine.catalogue())))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::all(self.live.site().engine.catalogue()).into_iter().find(|tool| tool.name == name)
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let site = self.live.site();
        let Some(kind) = tools::Kind::named(&request.name) else {
            let name = cyfle_catalogue::shortened(&request.name);
            let phrases = site.engine.catalogue().phrases(LANG);
            let message = phrases.fill("mcp-no-tool", &[("name", &name)]);
            return Err(ErrorData::invalid_params(message, None));
        };
        let arguments = request.arguments.unwrap_or_default();
        Ok(calls::answer(&site, kind, &arguments).into())
    }
}
