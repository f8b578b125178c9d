//! The program: arguments, clock and environment in, exit code out. Everything else is in the libraries.
//!
//! Exit codes: 0 done, 1 problems in the data or nothing found, 2 could not run.

mod cli;
mod command;
mod guest;
mod memory;
mod out;
mod reload;
mod signals;
mod supply;
mod unanswered;
mod voice;

use std::io::IsTerminal;
use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

use crate::cli::{Cli, Command};
use crate::voice::Voice;

/// Answers are made of many small pieces, which the C library's allocator, above all that of a static build, gives out slowly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::read();
    log_to_standard_error(&cli);
    let voice = if cli.log_json { Voice::Log } else { Voice::Words };
    let done = match cli.command {
        Command::Serve(arguments) => command::serve::run(&arguments, voice),
        Command::Search(arguments) => command::search::run(&arguments),
        Command::Check(arguments) => command::check::run(&arguments),
        Command::Schema(arguments) => command::schema::run(&arguments),
        Command::New(arguments) => command::new::run(&arguments),
        Command::Confirm(arguments) => command::confirm::run(&arguments),
        Command::Reviewed(arguments) => command::reviewed::run(&arguments),
        Command::Coverage(arguments) => command::coverage::run(&arguments),
        Command::Export(arguments) => command::export::run(&arguments),
        Command::Openapi(arguments) => command::openapi::run(&arguments),
        Command::Index(arguments) => command::index::run(&arguments),
        Command::Digest(arguments) => command::digest::run(&arguments),
        Command::Harvest(arguments) => command::harvest::run(&arguments),
        Command::Unanswered(arguments) => command::unanswered::run(&arguments),
        Command::Evaluate(arguments) => command::evaluate::run(&arguments),
        Command::Links(arguments) => command::links::run(&arguments),
        Command::Drafts(arguments) => command::drafts::run(&arguments),
        Command::Completions(arguments) => command::completions::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(error) if out::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            out::tell(&format!("cyfle: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn log_to_standard_error(cli: &Cli) {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(&cli.log))
        .with_writer(std::io::stderr)
        // Where the log cannot be written, that cannot be said either, and trying would end whoever wanted to log.
        .log_internal_errors(false);
    // Colours are for terminals, and there for who has not said NO_COLOR.
    let builder = if std::io::stderr().is_terminal() { builder } else { builder.with_ansi(false) };
    if cli.log_json { builder.json().init() } else { builder.init() }
}
