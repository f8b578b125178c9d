//! `cyfle schema`: JSON Schemas for editors.

use std::process::ExitCode;

use anyhow::Context;
use cyfle_catalogue::schema::{FileKind, schema};
use cyfle_catalogue::suggestion;

use super::sound_catalogue_in;
use crate::cli::SchemaArguments;
use crate::out;

/// Prints one schema, or writes all of them into a folder.
pub(crate) fn run(arguments: &SchemaArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue_in(arguments.catalogue.as_deref())?;
    let rendered = |kind| serde_json::to_string_pretty(&schema(kind, &catalogue));
    if let Some(folder) = &arguments.out {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        for kind in FileKind::ALL {
            let path = folder.join(format!("{}.schema.json", kind.name()));
            std::fs::write(&path, rendered(kind)? + "\n")
                .with_context(|| format!("cannot write {}", path.display()))?;
            out::line(format!("{} is for {}", path.display(), kind.globs().join(", ")))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let kind = FileKind::ALL.into_iter().find(|kind| kind.name() == arguments.kind);
    let kind = kind.ok_or_else(|| {
        let names = FileKind::ALL.map(FileKind::name);
        let help =
            suggestion(&arguments.kind, names.into_iter()).unwrap_or_else(|| names.join(", "));
        anyhow::anyhow!("`{}` is not a sort of file: {help}", arguments.kind)
    })?;
    out::line(rendered(kind)?)?;
    Ok(ExitCode::SUCCESS)
}
