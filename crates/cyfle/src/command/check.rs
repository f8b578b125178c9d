//! `cyfle check`: every problem of the catalogue in one run.

use std::process::ExitCode;

use cyfle_catalogue::problem::Severity;
use cyfle_catalogue::{Problem, check, load, nearest};

use super::files;
use crate::cli::{CheckArguments, ProblemFormat};
use crate::out;

/// Checks a folder, or explains a rule.
pub(crate) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    if let Some(name) = &arguments.explain {
        return explain(name);
    }
    let loaded = load(&files(arguments.folder.as_deref())?);
    for problem in &loaded.problems {
        out::line(match arguments.format {
            ProblemFormat::Human => format!("{problem}\n"),
            ProblemFormat::Json => json(problem),
            ProblemFormat::Github => github(problem),
        })?;
    }
    let count =
        |severity| loaded.problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings, advice) =
        (count(Severity::Error), count(Severity::Warning), count(Severity::Advice));
    if arguments.format == ProblemFormat::Human {
        out::line(format!(
            "{} opportunities, {} retired, {} funders: {errors} errors, {warnings} warnings, {advice} advice",
            loaded.catalogue.opportunities.len(),
            loaded.catalogue.archive.len(),
            loaded.catalogue.funders.len()
        ))?;
    }
    let failed = errors > 0 || (arguments.strict && warnings > 0);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn explain(name: &str) -> anyhow::Result<ExitCode> {
    let Some(rule) = check::explain(name) else {
        let near = nearest(name, check::RULES.iter().map(|rule| rule.name));
        let help = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        anyhow::bail!("there is no rule `{name}`{help}");
    };
    out::line(format!("{} ({})\n\n{}", rule.name, rule.severity.code(), rule.explain))?;
    Ok(ExitCode::SUCCESS)
}

fn json(problem: &Problem) -> String {
    serde_json::json!({
        "severity": problem.severity.code(), "rule": problem.rule, "file": problem.file, "line": problem.line,
        "column": problem.column, "message": problem.message, "help": problem.help, "excerpt": problem.excerpt,
    })
    .to_string()
}

/// The workflow commands of GitHub Actions; `%`, line feeds and, in properties, `:` and `,` are escaped as it asks.
fn github(problem: &Problem) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let kind = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let help = if problem.help.is_empty() { String::new() } else { format!(" ({})", problem.help) };
    format!(
        "::{kind} file={},line={},col={},title={}::{}",
        property(&problem.file),
        problem.line,
        problem.column,
        property(problem.rule),
        data(&format!("{}{help}", problem.message))
    )
}
