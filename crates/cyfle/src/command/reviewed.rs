//! `cyfle reviewed`: a translator has approved the Welsh of entries, singly or for a funder at a time.

use std::process::ExitCode;

use cyfle_catalogue::edit::Editor;

use super::sound_catalogue_in;
use crate::cli::ReviewedArguments;
use crate::out;

/// Marks the texts.
pub(crate) fn run(arguments: &ReviewedArguments) -> anyhow::Result<ExitCode> {
    let editor = Editor::of(&arguments.catalogue);
    let mut ids = arguments.ids.clone();
    if let Some(funder) = &arguments.funder {
        let catalogue = sound_catalogue_in(Some(&arguments.catalogue))?;
        anyhow::ensure!(catalogue.funders.contains_key(funder), "there is no funder `{funder}`");
        let approved = editor.approve_welsh_of_funder(funder)?;
        out::line(format!("{funder} (the funder): {approved} Welsh texts are approved"))?;
        let entries = catalogue.opportunities.values().chain(catalogue.archive.values());
        ids.extend(entries.filter(|entry| entry.funder == *funder).map(|entry| entry.id.clone()));
    }
    for id in &ids {
        editor.file_of(id)?;
    }
    for id in &ids {
        let approved = editor.approve_welsh(id)?;
        out::line(format!("{id}: {approved} Welsh texts are approved"))?;
    }
    Ok(ExitCode::SUCCESS)
}
