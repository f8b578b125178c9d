//! `cyfle digest`: what closes soon, as text.

use std::process::ExitCode;

use cyfle_digest::{closing_soon, plain_text};

use super::{moment, sound_catalogue};
use crate::cli::DigestArguments;
use crate::out;

/// Prints the digest.
pub(crate) fn run(arguments: &DigestArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue(&arguments.source)?;
    let closing = closing_soon(&catalogue, moment(&arguments.source), arguments.closing_within);
    out::line(plain_text(&closing, &catalogue, arguments.lang))?;
    Ok(if closing.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
