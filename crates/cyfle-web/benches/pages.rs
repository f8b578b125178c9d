//! How long the service takes for each page and each format, from request to compressed answer, without the network.
//!
//! `cargo bench -p cyfle-web` measures the real catalogue; a page is to take less than 10 ms at the 99th percentile. It prints
//! a table in Markdown. Arguments that are part of an address choose what is measured.

#![expect(clippy::print_stdout, reason = "the table is what a measurement is for")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use cyfle_catalogue::{Files, Moment, load};
use cyfle_search::Engine;
use cyfle_web::{App, Live, Site};
use tower::ServiceExt;

/// How often each address is asked for; the 99th percentile is then the third slowest.
const ROUNDS: usize = 300;

/// Answers that are thrown away first: caches of the processor and of the allocator fill.
const WARM: usize = 10;

/// What is asked for in both languages, behind `/en` and `/cy`.
const PAGES: &[&str] = &[
    "/",
    "/opportunities",
    "/opportunities?q=travel+grant+for+an+audiology+conference",
    "/opportunities?q=advanced+practitioner,+laboratory+sciences,+salary-funded",
    "/opportunities?career_level=advanced&offer=salary-covered&sort=deadline",
    "/opportunities?career_level=associate&kind=fellowship&topic=sustainability",
    "/opportunities?kind=event&funder=wellcome&relax=false",
    "/opportunities?per_page=100",
    "/opportunities/hcrw-emerging-researcher-award",
    "/opportunities/hcrw-emerging-researcher-award?career_level=advanced&health_board=hywel-dda",
    "/opportunities/no-such-thing",
    "/can-i-apply",
    "/pathway",
    "/pathway?profession=audiology&career_level=enhanced",
    "/digest",
    "/digest?closing_within=366",
    "/coverage",
    "/contacts",
    "/about",
    "/accessibility",
    "/privacy",
    "/developers",
    "/embed?career_level=advanced",
];

/// What programs ask for.
const FORMATS: &[&str] = &[
    "/api/v1/opportunities?q=travel+grant+for+an+audiology+conference",
    "/api/v1/opportunities?per_page=100",
    "/api/v1/opportunities/hcrw-emerging-researcher-award",
    "/api/v1/suggest?q=audio",
    "/api/v1/vocabulary",
    "/api/v1/funders",
    "/api/v1/coverage",
    "/api/v1/export.json",
    "/api/v1/export.ndjson",
    "/api/v1/export.csv?columns=full",
    "/api/v1/openapi.json",
    "/api/v1/digest?format=json",
    "/api/v1/digest?format=html",
    "/api/v1/digest?format=markdown",
    "/api/v1/digest?format=docx",
    "/feeds/opportunities.atom",
    "/feeds/opportunities.rss",
    "/feeds/opportunities.json",
    "/feeds/closing.atom?days=366",
    "/feeds/deadlines.ics",
    "/common-grants/opportunities",
    "/embed/v1/cyfle.js",
    "/sitemap.xml",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let chosen: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let is_chosen =
        |path: &str| chosen.is_empty() || chosen.iter().any(|part| path.contains(part.as_str()));
    let catalogue = Arc::new(load(&Files::embedded()).catalogue);
    let engine = Engine::in_memory(catalogue);
    let noon: Moment = "2026-11-22T12:00".parse()?;
    let site = Site::new(engine, Arc::new(move || noon), "https://cyfle.example");
    let service = App::new(Live::new(site), None);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let pages = PAGES.iter().flat_map(|page| ["/en", "/cy"].map(|lang| format!("{lang}{page}")));
    let all = pages.chain(FORMATS.iter().map(|path| (*path).to_owned()));
    println!("| address | bytes | median ms | p99 ms |\n|---|--:|--:|--:|");
    for path in all.filter(|path| is_chosen(path)) {
        let (bytes, mut times) = runtime.block_on(measured(&service, &path))?;
        times.sort_unstable();
        let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64();
        println!("| `{path}` | {bytes} | {:.2} | {:.2} |", at(50) * 1e3, at(99) * 1e3);
    }
    Ok(())
}

/// The size of an answer as it travels, and how long it took each time.
async fn measured(
    service: &App,
    path: &str,
) -> Result<(usize, Vec<Duration>), Box<dyn std::error::Error>> {
    // What browsers send, and so much more that the answer is not kept ready but made each time.
    let codings = format!("gzip, deflate, br, zstd{}", ", unknown;q=0".repeat(200));
    let mut times = Vec::with_capacity(ROUNDS);
    let mut bytes = 0;
    for round in 0..WARM + ROUNDS {
        let request =
            Request::get(path).header(header::ACCEPT_ENCODING, &codings).body(Body::empty())?;
        let started = Instant::now();
        let response = service.clone().oneshot(request).await?;
        let body = to_bytes(response.into_body(), usize::MAX).await?;
        if round >= WARM {
            times.push(started.elapsed());
        }
        bytes = body.len();
    }
    Ok((bytes, times))
}
