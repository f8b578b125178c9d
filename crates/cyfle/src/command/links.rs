//! `cyfle links`: every address of the catalogue, asked for once.

use std::process::ExitCode;

use cyfle_catalogue::draft::Happening;
use cyfle_harvest::links::{Link, addresses, check};
use cyfle_harvest::report::{code, printable};

use super::{moment, sound_catalogue};
use crate::cli::watch::{LinksArguments, ReportFormat};
use crate::guest::{fetcher, progress_bar, show_progress, wait_for};
use crate::out;

/// Checks the addresses.
pub(crate) fn run(arguments: &LinksArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue(&arguments.source)?;
    let fetcher = fetcher(&arguments.guest)?;
    let today = moment(&arguments.source).day();
    let bar = progress_bar();
    let progress = |done, total| show_progress(&bar, done, total);
    let links = wait_for(check(&fetcher, addresses(&catalogue), today, &progress), &bar)?;
    let broken: Vec<&Link> = links.iter().filter(|link| link.problem.is_some()).collect();
    out::line(match arguments.format {
        ReportFormat::Json => serde_json::to_string_pretty(&links)?,
        ReportFormat::Human => table(&broken, links.len(), "", printable),
        ReportFormat::Markdown => table(&broken, links.len(), "- ", code),
    })?;
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn table(broken: &[&Link], asked: usize, bullet: &str, shown: fn(&str) -> String) -> String {
    let mut lines: Vec<String> = broken
        .iter()
        .map(|link| {
            let problem = link.problem.map_or("", Happening::code);
            let used_by = link.used_by.join(", ");
            let (url, note) = (shown(&link.url), shown(&link.note));
            format!("{bullet}{problem:<12} {url} ({used_by}): {note}")
        })
        .collect();
    lines.push(format!("{asked} addresses, {} with a problem", broken.len()));
    lines.join("\n")
}
