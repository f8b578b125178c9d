//! `cyfle schema`: JSON Schemas for editors.

use std::process::ExitCode;

use anyhow::Context;
use cyfle_catalogue::schema::{FileKind, schema};
use cyfle_catalogue::suggestion;

use super::sound_catalogue_in;
use crate::cli::SchemaArguments;
use crate::out;

/// Prints one schema, or writes one or all of them into a folder.
pub(crate) fn run(arguments: &SchemaArguments) -> anyhow::Result<ExitCode> {
    let asked = arguments.kind.as_deref().map(kind_named).transpose()?;
    let catalogue = sound_catalogue_in(arguments.catalogue.as_deref())?;
    let rendered = |kind| serde_json::to_string_pretty(&schema(kind, &catalogue));
    let Some(folder) = &arguments.out else {
        out::line(rendered(asked.unwrap_or(FileKind::Opportunity))?)?;
        return Ok(ExitCode::SUCCESS);
    };
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot create {}", folder.display()))?;
    for kind in FileKind::ALL.into_iter().filter(|kind| asked.is_none_or(|asked| asked == *kind)) {
        let path = folder.join(format!("{}.schema.json", kind.name()));
        std::fs::write(&path, rendered(kind)? + "\n")
            .with_context(|| format!("cannot write {}", path.display()))?;
        out::line(format!("{} is for {}", path.display(), kind.globs().join(", ")))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn kind_named(name: &str) -> anyhow::Result<FileKind> {
    let kind = FileKind::ALL.into_iter().find(|kind| kind.name() == name);
    kind.ok_or_else(|| {
        let names = FileKind::ALL.map(FileKind::name);
        let help = suggestion(name, names.into_iter()).unwrap_or_else(|| names.join(", "));
        anyhow::anyhow!("`{name}` is not a sort of file: {help}")
    })
}
