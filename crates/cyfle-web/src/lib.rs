//! The web service: pages in two languages and the public API.
//!
//! The only crate that names axum. It reads no wall clock and writes no file: the program gives it an engine and a clock, and it
//! measures with a monotonic one.
//! Reading order: `front` (what every request meets first), `routes` (every address), `params` (query strings), `api/` (published JSON), `pages/` (what people see).

mod api;
mod assets;
mod caching;
mod chosen;
mod common_grants;
mod digest;
mod embed;
mod error;
mod front;
mod json;
mod kept;
mod layers;
mod linked_data;
mod markup;
mod mcp;
mod metrics;
mod naming;
mod nearness;
mod pace;
mod pages;
mod params;
mod policy;
mod pulse;
mod refusal;
mod routes;
mod server;
mod standing;
mod state;
mod unanswered;
mod weight;

pub use api::export::{Export, export};
pub use front::App;
pub use pace::{Clients, Pace};
pub use server::{Limits, serve};
pub use standing::{Origin, Problems, Standing};
pub use state::{Clock, Live, Pulse, Site};
pub use unanswered::TOLD_FROM;

/// An editor's brief from parameters, for the command line; or what is wrong with them and what to do.
///
/// # Errors
/// Where a parameter cannot be used.
pub fn brief(
    pairs: &[(String, String)],
    catalogue: &cyfle_catalogue::Catalogue,
    today: jiff::civil::Date,
) -> Result<cyfle_digest::Brief, String> {
    let phrases = catalogue.phrases(cyfle_catalogue::Lang::En);
    digest::from_pairs(pairs, None, catalogue, today).map_err(|error| error.in_words(phrases))
}

/// A question for the command line, as it is asked everywhere; or what is wrong with it and what to do.
///
/// # Errors
/// Where it is longer than a question may be.
pub fn question(text: &str, catalogue: &cyfle_catalogue::Catalogue) -> Result<String, String> {
    let phrases = catalogue.phrases(cyfle_catalogue::Lang::En);
    params::question("q", text).map_err(|error| error.in_words(phrases))
}

/// The published JSON of a search, for the command line.
pub fn search_json(
    engine: &cyfle_search::Engine,
    query: &cyfle_search::Query,
    answer: &cyfle_search::Answer<'_>,
    moment: cyfle_catalogue::Moment,
) -> String {
    let answered = api::publish::Answered { engine, query, answer, moment, base_url: "" };
    json::readable(&answered.whole())
}

/// The published JSON of the coverage, for the command line.
pub fn coverage_json(
    catalogue: &cyfle_catalogue::Catalogue,
    scope: cyfle_catalogue::coverage::Scope<'_>,
    lang: cyfle_catalogue::Lang,
) -> String {
    json::readable(&api::coverage::answer(catalogue, scope, lang))
}

/// The OpenAPI document of a service that is reached under an address.
pub fn openapi(catalogue: &cyfle_catalogue::Catalogue, base_url: &str) -> String {
    json::readable(&api::document::document(catalogue, base_url))
}
