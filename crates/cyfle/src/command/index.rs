//! `cyfle index`: the search index as a folder that is built once and copied, and served from the moment at which it is current.

use std::process::ExitCode;

use cyfle_search::generation;

use super::sound_catalogue;
use crate::cli::IndexArguments;
use crate::out;

/// Builds the generation of a catalogue and makes it current.
pub(crate) fn run(arguments: &IndexArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue(&arguments.source)?;
    let keep = usize::from(arguments.keep);
    let written = generation::write(&catalogue, &arguments.index, keep)?;
    out::line(format!(
        "{} opportunities are indexed in {}",
        catalogue.opportunities.len(),
        arguments.index.join(written.name).display()
    ))?;
    for name in written.pruned {
        out::line(format!("{name} was removed"))?;
    }
    Ok(ExitCode::SUCCESS)
}
