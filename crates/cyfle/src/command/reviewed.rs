//! `cyfle reviewed`: a translator has approved the Welsh of entries, singly or for a funder at a time.

use std::process::ExitCode;

use cyfle_catalogue::edit::{Approved, Editor};

use super::sound_catalogue_in;
use crate::cli::ReviewedArguments;
use crate::out;

/// Marks the texts.
pub(crate) fn run(arguments: &ReviewedArguments) -> anyhow::Result<ExitCode> {
    let editor = Editor::of(&arguments.catalogue)?;
    let mut ids = arguments.ids.clone();
    let mut whole = true;
    if let Some(funder) = &arguments.funder {
        let catalogue = sound_catalogue_in(Some(&arguments.catalogue))?;
        anyhow::ensure!(catalogue.funders.contains_key(funder), "there is no funder `{funder}`");
        let approved = editor.approve_welsh_of_funder(funder)?;
        whole &= tell(&format!("{funder} (the funder)"), &approved)?;
        let entries = catalogue.opportunities.values().chain(catalogue.archive.values());
        ids.extend(entries.filter(|entry| entry.funder == *funder).map(|entry| entry.id.clone()));
    }
    for entry in editor.entries(&ids)? {
        let approved = editor.approve_welsh(&entry)?;
        whole &= tell(&entry.id, &approved)?;
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says what was approved and what nobody has written yet; answers whether that is nothing.
fn tell(name: &str, approved: &Approved) -> anyhow::Result<bool> {
    out::line(format!("{name}: {} Welsh texts are approved", approved.texts))?;
    let whole = approved.unwritten.is_empty();
    if !whole {
        let unwritten = approved.unwritten.join(", ");
        out::tell(&format!("{name}: left as they were, not written yet: {unwritten}"));
    }
    Ok(whole)
}
