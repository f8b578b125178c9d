//! `cyfle export`: the whole result of a search as JSON, as JSON lines or as a table.

use std::process::ExitCode;

use cyfle_digest::feed::csv::Columns;
use cyfle_search::Query;
use cyfle_web::Export;

use super::{engine, moment, question};
use crate::cli::{ExportArguments, ExportFormat};
use crate::out;

/// Prints the result.
pub(crate) fn run(arguments: &ExportArguments) -> anyhow::Result<ExitCode> {
    let engine = engine(&arguments.source)?;
    let query = question(&arguments.question, arguments.lang, &engine)?;
    let form = match (arguments.format, arguments.full) {
        (ExportFormat::Json, _) => Export::Json,
        (ExportFormat::Ndjson, _) => Export::Ndjson,
        (ExportFormat::Csv, false) => Export::Csv(Columns::Short),
        (ExportFormat::Csv, true) => Export::Csv(Columns::Full),
    };
    let moment = moment(&arguments.source);
    let text = cyfle_web::export(&engine, &query, (moment, arguments.base_url.as_str()), form);
    // The lines of a table end as those of its file do.
    match text.ends_with('\n') {
        true => out::bytes(text.as_bytes())?,
        false => out::line(text)?,
    }
    // As in the file, nothing is relaxed.
    let answer = engine.search(&Query { relax: false, ..query }, moment);
    Ok(if answer.total == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
