//! `cyfle harvest`: the pages that the catalogue rests on, by host.

use std::process::ExitCode;

use super::sound_catalogue;
use crate::cli::HarvestArguments;
use crate::out;

/// Lists the pages.
pub(crate) fn run(arguments: &HarvestArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue(&arguments.source)?;
    for (host, pages) in cyfle_harvest::pages_by_host(&catalogue) {
        out::line(format!("{host} ({})", pages.len()))?;
        for page in pages {
            out::line(format!("  {} <- {}", page.url, page.entries.join(", ")))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
