//! `cyfle check`: every problem of the catalogue in one run.

use std::process::ExitCode;

use cyfle_catalogue::problem::Severity;
use cyfle_catalogue::source::selector_problems;
use cyfle_catalogue::{Problem, check, load_on, suggestion};

use super::{counted, files, today};
use crate::cli::{CheckArguments, ProblemFormat};
use crate::out;

/// Checks a folder, or explains a rule.
pub(crate) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    if let Some(name) = &arguments.explain {
        return explain(name);
    }
    let day = today(arguments.today).day();
    let files = files(arguments.folder.as_deref())?;
    let mut loaded = load_on(&files, day);
    // The watch knows selectors, the catalogue knows the places of values: only here do both meet.
    let bad = cyfle_harvest::read::bad_selectors(&loaded.catalogue);
    loaded.problems.extend(selector_problems(&files, &bad));
    // Files are named as they are found from here: editors and code reviews follow the name.
    if let Some(folder) = &arguments.folder
        && arguments.format != ProblemFormat::Json
    {
        for problem in &mut loaded.problems {
            problem.file = folder.join(&problem.file).display().to_string();
        }
    }
    let (advice, failures): (Vec<&Problem>, Vec<&Problem>) =
        loaded.problems.iter().partition(|problem| problem.severity == Severity::Advice);
    let whole: &[&Problem] = if arguments.advice { &advice } else { &[] };
    for problem in failures.iter().chain(whole) {
        out::line(match arguments.format {
            ProblemFormat::Human => format!("{problem}\n"),
            ProblemFormat::Json => json(problem),
            ProblemFormat::Github => github(problem),
        })?;
    }
    if !arguments.advice {
        list(&advice, arguments.format)?;
    }
    let errors = failures.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = failures.len() - errors;
    if arguments.format == ProblemFormat::Human {
        out::line(format!(
            "{}: {} opportunities, {} retired, {} funders on {day}: {}, {}, {} advice",
            arguments.folder.as_deref().map_or_else(inside, |folder| folder.display().to_string()),
            loaded.catalogue.opportunities.len(),
            loaded.catalogue.archive.len(),
            loaded.catalogue.funders.len(),
            counted(errors, "error"),
            counted(warnings, "warning"),
            advice.len()
        ))?;
    }
    let failed = errors > 0 || (arguments.strict && warnings > 0);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What is checked where no folder is named.
fn inside() -> String {
    "the catalogue inside the program".to_owned()
}

/// So many entries are named after the count of a rule's advice; the rest is told by `--advice`.
const NAMED: usize = 12;

/// Advice, a line a rule: what to look at is there to be found, but does not bury what must be mended. As JSON each piece
/// has a line like any other problem.
fn list(advice: &[&Problem], format: ProblemFormat) -> anyhow::Result<()> {
    if format == ProblemFormat::Json {
        return advice.iter().try_for_each(|problem| out::line(json(problem)));
    }
    for rule in check::rules() {
        let found: Vec<&&Problem> =
            advice.iter().filter(|problem| problem.rule == rule.name).collect();
        let mut names: Vec<&str> = found.iter().map(|problem| stem(&problem.file)).collect();
        names.dedup();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let mut line = format!("{} ({}): {}", rule.name, found.len(), names.join(", "));
        if more > 0 {
            line.push_str(&format!(" and {more} more (--advice lists all)"));
        }
        match format {
            _ if found.is_empty() => {}
            ProblemFormat::Github => out::line(format!("::notice title={}::{line}", rule.name))?,
            _ => out::line(format!("advice: {line}\n"))?,
        }
    }
    Ok(())
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn explain(name: &str) -> anyhow::Result<ExitCode> {
    let Some(rule) = check::explain(name) else {
        let meant = suggestion(name, check::rules().map(|rule| rule.name));
        let names: Vec<&str> = check::rules().map(|rule| rule.name).collect();
        let help = meant.unwrap_or_else(|| format!("the rules are {}", names.join(", ")));
        anyhow::bail!("there is no rule `{name}`; {help}");
    };
    out::line(format!("{} ({})\n\n{}", rule.name, rule.severity.code(), rule.explain))?;
    Ok(ExitCode::SUCCESS)
}

fn json(problem: &Problem) -> String {
    serde_json::json!({
        "severity": problem.severity.code(), "rule": problem.rule, "file": problem.file, "line": problem.line,
        "column": problem.column, "message": problem.message, "help": problem.help, "excerpt": problem.excerpt,
        "excerpt_from": problem.excerpt_from,
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
