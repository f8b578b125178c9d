//! `cyfle completions`: what a shell needs to complete the arguments of this program.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::cli::{Cli, CompletionsArguments};
use crate::out;

/// Prints the script.
pub(crate) fn run(arguments: &CompletionsArguments) -> anyhow::Result<ExitCode> {
    // Into memory first: a reader that has gone is no failure, but would be one in there.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "cyfle", &mut script);
    out::bytes(&script)?;
    Ok(ExitCode::SUCCESS)
}
