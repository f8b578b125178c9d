//! What stands last in the help of every command: two examples that can be run as they are, and what it exits with.

use clap::Command;

/// Ends of commands that only work or do not.
const PLAIN: &str = "Exit codes: 0 done, 2 could not run";

/// Examples by command, and its exit codes.
const EXAMPLES: [(&str, [&str; 2], &str); 14] = [
    ("serve", ["cyfle serve", "cyfle serve --catalogue catalogue --listen 0.0.0.0:8080"], PLAIN),
    (
        "search",
        ["cyfle search band 7 BMS wanting MSc fees paid", "cyfle search --lang cy cyllid teithio"],
        "Exit codes: 0 something was found, 1 nothing was, 2 could not run",
    ),
    (
        "check",
        ["cyfle check catalogue --strict", "cyfle check --explain unknown-field"],
        "Exit codes: 0 sound, 1 problems in the data, 2 could not run",
    ),
    ("schema", ["cyfle schema opportunity", "cyfle schema --out schemas"], PLAIN),
    (
        "new",
        [
            "cyfle new some-award --funder hcrw --kind award --title Award --page https://example.org/",
            "cyfle new some-course --funder heiw --kind training --title Course --page https://example.org/",
        ],
        PLAIN,
    ),
    (
        "confirm",
        ["cyfle confirm --next 10", "cyfle confirm hcrw-emerging-researcher-award"],
        "Exit codes: 0 done, 1 not every entry could be noted, 2 could not run",
    ),
    (
        "reviewed",
        ["cyfle reviewed hcrw-emerging-researcher-award", "cyfle reviewed --funder hcrw"],
        "Exit codes: 0 done, 1 not every entry could be noted, 2 could not run",
    ),
    ("coverage", ["cyfle coverage", "cyfle coverage --lang cy"], PLAIN),
    (
        "export",
        ["cyfle export --format csv", "cyfle export --format json audiology"],
        "Exit codes: 0 something was found, 1 nothing was, 2 could not run",
    ),
    ("openapi", ["cyfle openapi", "cyfle openapi --catalogue catalogue"], PLAIN),
    ("index", ["cyfle index --index ix", "cyfle index --index ix --catalogue catalogue"], PLAIN),
    (
        "evaluate",
        [
            "cyfle evaluate tests/relevance/sample.yaml",
            "cyfle evaluate --worst 5 tests/relevance/sample.yaml",
        ],
        PLAIN,
    ),
    (
        "unanswered",
        ["cyfle unanswered cyfle.log", "cyfle unanswered < cyfle.log"],
        "Exit codes: 0 listed, 1 nothing was unanswered, 2 could not run",
    ),
    ("completions", ["cyfle completions bash", "cyfle completions zsh"], PLAIN),
];

/// Gives every command that says nothing of its own at its end the examples above, and puts options into the order of the alphabet.
pub(super) fn with_examples(command: Command) -> Command {
    let in_order = command.mut_args(|argument| argument.display_order(0));
    in_order.mut_subcommands(|own| {
        let own = own.mut_args(|argument| argument.display_order(0));
        let known = EXAMPLES.iter().find(|(name, ..)| *name == own.get_name());
        match known.filter(|_| own.get_after_help().is_none()) {
            Some((_, [first, second], codes)) => {
                own.after_help(format!("Examples:\n  {first}\n  {second}\n\n{codes}"))
            }
            None => own,
        }
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn the_help_of_every_command_ends_with_examples_and_exit_codes() {
        for own in with_examples(Cli::command()).get_subcommands() {
            let help = own.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with("Examples:\n  cyfle "), "{}: {help}", own.get_name());
            assert!(help.contains("\nExit codes: 0 "), "{}: {help}", own.get_name());
        }
    }

    #[test]
    fn every_example_can_be_run() {
        for (name, examples, _) in EXAMPLES {
            for example in examples {
                let typed = example.split(" < ").next().unwrap_or(example).split_whitespace();
                let read = Cli::command().try_get_matches_from(typed);
                assert!(read.is_ok_and(|read| read.subcommand_name() == Some(name)), "{example}");
            }
        }
    }
}
