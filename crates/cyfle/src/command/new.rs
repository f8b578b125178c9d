//! `cyfle new`: the first version of an entry.

use std::process::ExitCode;

use cyfle_catalogue::edit::{Editor, Scaffold};

use super::day_of_work;
use crate::cli::NewArguments;
use crate::out;

/// Writes the file and says what to do next.
pub(crate) fn run(arguments: &NewArguments) -> anyhow::Result<ExitCode> {
    let scaffold = Scaffold {
        id: &arguments.id,
        funder: &arguments.funder,
        kind: &arguments.kind,
        title: &arguments.title,
        title_cy: arguments.title_cy.as_deref(),
        page: &arguments.page,
        day: day_of_work(arguments.today, "entry")?,
    };
    let path = Editor::of(&arguments.catalogue)?.create(&scaffold.path(), &scaffold.text()?)?;
    out::line(format!(
        "{} is there. Write what stands as …, then run `cyfle check {} --strict`.",
        path.display(),
        arguments.catalogue.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
