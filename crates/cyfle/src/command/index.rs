//! `cyfle index`: the search index as a folder that is built once and copied.

use std::process::ExitCode;

use anyhow::Context;
use cyfle_search::generation;
use cyfle_search::understand::Reading;

use super::sound_catalogue;
use crate::cli::IndexArguments;
use crate::out;

/// Builds the generation of a catalogue and makes it current.
pub(crate) fn run(arguments: &IndexArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue(&arguments.source)?;
    std::fs::create_dir_all(&arguments.index)
        .with_context(|| format!("cannot create {}", arguments.index.display()))?;
    let name = generation::write(&catalogue, &Reading::new(&catalogue), &arguments.index)?;
    out::line(format!(
        "{} opportunities are indexed in {}",
        catalogue.opportunities.len(),
        arguments.index.join(name).display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
