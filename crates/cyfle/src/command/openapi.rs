//! `cyfle openapi`: the document that describes the API.

use std::process::ExitCode;

use super::sound_catalogue_in;
use crate::cli::OpenapiArguments;
use crate::out;

/// Prints the document.
pub(crate) fn run(arguments: &OpenapiArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue_in(arguments.catalogue.as_deref())?;
    out::line(cyfle_web::openapi(&catalogue, arguments.base_url.as_str()))?;
    Ok(ExitCode::SUCCESS)
}
