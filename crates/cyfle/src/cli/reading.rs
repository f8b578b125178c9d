//! How what the program was started with becomes what it is asked to do.
//!
//! Where no command is named, the arguments are those of `serve`. A setting in the environment that is empty is none: files of
//! settings have lines that nobody has filled in.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, CommandFactory, FromArgMatches};

use super::Cli;
use super::examples::with_examples;

impl Cli {
    /// Reads what the program was started with; says what cannot be read, and ends.
    pub(crate) fn read() -> Self {
        Self::read_from(std::env::args_os().collect()).unwrap_or_else(|error| error.exit())
    }

    fn read_from(given: Vec<OsString>) -> Result<Self, clap::Error> {
        let program = without_settings(with_examples(Self::command()), &is_empty)
            .subcommand_required(false)
            .arg_required_else_help(false);
        read_with(&program, given.clone()).map_err(|fault| {
            name_setting(fault, &program, |program| read_with(program, given.clone()))
        })
    }
}

fn read_with(program: &clap::Command, mut given: Vec<OsString>) -> Result<Cli, clap::Error> {
    let read = |given: &[OsString]| {
        let mut matches = program.clone().try_get_matches_from(given)?;
        Cli::from_arg_matches_mut(&mut matches)
    };
    let names_command = || given.iter().skip(1).any(|word| program.find_subcommand(word).is_some());
    match read(&given) {
        Err(error) if lacks_command(error.kind(), names_command) => {
            given.insert(given.len().min(1), "serve".into());
            read(&given)
        }
        done => done,
    }
}

/// The same fault, told of the setting in the environment whose value it is; the library names the option in either case.
fn name_setting(
    mut fault: clap::Error,
    program: &clap::Command,
    read: impl Fn(&clap::Command) -> Result<Cli, clap::Error>,
) -> clap::Error {
    let Some(ContextValue::String(value)) = fault.get(ContextKind::InvalidValue).cloned() else {
        return fault;
    };
    let has_value =
        |setting: &&OsString| std::env::var_os(setting).is_some_and(|own| own == *value);
    // Whether a value came from there shows in what is said without it.
    let is_cause = |setting: &OsString| {
        let without = without_settings(program.clone(), &|other| other == setting);
        read(&without).err().is_none_or(|other| other.to_string() != fault.to_string())
    };
    if let Some(setting) = settings(program).iter().filter(has_value).find(|own| is_cause(own)) {
        let name = format!("{} (in the environment)", setting.to_string_lossy());
        fault.insert(ContextKind::InvalidArg, ContextValue::String(name));
    }
    fault
}

/// The names of all settings in the environment, each once.
fn settings(command: &clap::Command) -> BTreeSet<OsString> {
    let own = command.get_arguments().filter_map(Arg::get_env).map(OsStr::to_owned);
    own.chain(command.get_subcommands().flat_map(settings)).collect()
}

/// Whether arguments could not be read because they name no command: there is none, or an option is meant for one.
fn lacks_command(fault: ErrorKind, names_command: impl Fn() -> bool) -> bool {
    match fault {
        ErrorKind::MissingSubcommand => true,
        ErrorKind::UnknownArgument => !names_command(),
        _ => false,
    }
}

fn without_settings(command: clap::Command, unwanted: &dyn Fn(&OsStr) -> bool) -> clap::Command {
    let without = |argument: Arg| {
        let is_unwanted = argument.get_env().is_some_and(unwanted);
        if is_unwanted { argument.env(None::<&str>) } else { argument }
    };
    command.mut_args(without).mut_subcommands(|command| without_settings(command, unwanted))
}

fn is_empty(setting: &OsStr) -> bool {
    std::env::var_os(setting).is_some_and(|value| value.to_string_lossy().trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Command;

    fn read(arguments: &[&str]) -> Result<Cli, ErrorKind> {
        let given = std::iter::once("cyfle").chain(arguments.iter().copied());
        Cli::read_from(given.map(OsString::from).collect()).map_err(|error| error.kind())
    }

    #[test]
    fn what_names_no_command_is_for_the_service() {
        for arguments in [
            &["--log", "info"][..],
            &[],
            &["--listen", "127.0.0.1:1"],
            &["--log", "info", "--listen", "127.0.0.1:1"],
            &["serve", "--listen", "127.0.0.1:1"],
        ] {
            let read = read(arguments).map(|cli| cli.command);
            assert!(matches!(read, Ok(Command::Serve(_))), "{arguments:?}: {read:?}");
        }
    }

    #[test]
    fn a_word_that_is_no_command_and_an_option_before_one_are_refused() {
        for (arguments, fault) in [
            (&["nonsense"][..], ErrorKind::InvalidSubcommand),
            (&["--nonsense"], ErrorKind::UnknownArgument),
            (&["--listen", "nowhere"], ErrorKind::ValueValidation),
            (&["--limit", "3", "search", "audiology"], ErrorKind::UnknownArgument),
            (&["--catalogue", "x", "search", "audiology"], ErrorKind::UnknownArgument),
            (&["--help"], ErrorKind::DisplayHelp),
        ] {
            assert_eq!(read(arguments).err(), Some(fault), "{arguments:?}");
        }
    }
}
