//! `cyfle digest`: an issue for a newsletter, in any form.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use cyfle_digest::{Document, Format, select};
use cyfle_search::Engine;

use super::{counted, engine, moment};
use crate::cli::base_url::BaseUrl;
use crate::cli::digest::{BriefArguments, DigestArguments};
use crate::out;

/// Writes the issue.
pub(crate) fn run(arguments: &DigestArguments) -> anyhow::Result<ExitCode> {
    let engine = engine(&arguments.source)?;
    let moment = moment(&arguments.source);
    let mut pairs = match &arguments.profile {
        Some(file) => profile(file, &engine)?,
        None => Vec::new(),
    };
    for (name, value) in given(&arguments.brief)? {
        pairs.retain(|(known, _)| *known != name);
        pairs.push((name, value));
    }
    let brief = cyfle_web::brief(&pairs, engine.catalogue(), moment.day())
        .map_err(|reason| anyhow::anyhow!("{reason}"))?;
    let issue = select(&engine, &brief, moment);
    let base_url = arguments.base_url.as_ref().map(BaseUrl::as_str);
    let document = Document::new(&issue, &brief, engine.catalogue(), base_url);
    let bytes = format(arguments)?.render(&document);
    match &arguments.output {
        Some(file) => std::fs::write(file, bytes)
            .with_context(|| format!("cannot write {}", file.display()))?,
        None => out::bytes(&bytes)?,
    }
    Ok(if issue.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What was asked for, or what the file's name says.
fn format(arguments: &DigestArguments) -> anyhow::Result<Format> {
    let asked = arguments.format.as_deref().and_then(|name| name.parse().ok());
    let Some(ending) = arguments.output.as_deref().and_then(Path::extension) else {
        return Ok(asked.unwrap_or(Format::Text));
    };
    let by_name = || Format::ALL.into_iter().find(|format| *format.ending() == *ending);
    asked.or_else(by_name).with_context(|| {
        format!("`.{}` does not say which form is meant; give --format", ending.display())
    })
}

/// The parameters that were given, by the names that the API has for them: those of the fields.
fn given(brief: &BriefArguments) -> anyhow::Result<Vec<(String, String)>> {
    let all: BTreeMap<String, Option<String>> =
        serde_json::from_value(serde_json::to_value(brief)?)?;
    Ok(all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

/// The parameters of a profile; where it has mistakes, prints them all and refuses.
fn profile(file: &Path, engine: &Engine) -> anyhow::Result<Vec<(String, String)>> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let name = file.display().to_string();
    cyfle_catalogue::profile::read(&name, &bytes, engine.catalogue()).map_err(|problems| {
        for problem in &problems {
            out::tell(&format!("{problem}\n"));
        }
        anyhow::anyhow!("{name} has {}", counted(problems.len(), "mistake"))
    })
}
