//! `cyfle coverage`: who finds how much, as a table, as JSON or as lines for a spreadsheet.

use std::process::ExitCode;

use cyfle_catalogue::coverage::{Coverage, Gap, Scope, THIN};
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::{Catalogue, Facet, Lang, suggestion};

use super::sound_catalogue_in;
use crate::cli::{CoverageArguments, TableFormat};
use crate::out;

/// Asks for every nation.
const ANY: &str = "any";

/// Prints the table.
pub(crate) fn run(arguments: &CoverageArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue_in(arguments.catalogue.as_deref())?;
    let nation = (arguments.nation != ANY).then_some(arguments.nation.as_str());
    known(&catalogue, Facet::Nation, nation)?;
    known(&catalogue, Facet::Kind, arguments.kind.as_deref())?;
    let scope = Scope { kind: arguments.kind.as_deref(), nation };
    match arguments.format {
        TableFormat::Human => human(&catalogue, scope, arguments.lang)?,
        TableFormat::Json => {
            out::line(cyfle_web::coverage_json(&catalogue, scope, arguments.lang))?;
        }
        TableFormat::Csv => csv(&catalogue, scope)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn known(catalogue: &Catalogue, facet: Facet, value: Option<&str>) -> anyhow::Result<()> {
    let values = facet.vocabulary(catalogue);
    let Some(value) = value.filter(|value| *value != NOT_STATED && !values.contains(value)) else {
        return Ok(());
    };
    let help = suggestion(value, values.iter().copied()).unwrap_or_else(|| values.join(", "));
    anyhow::bail!("`{value}` is not a {facet}: {help}")
}

fn human(catalogue: &Catalogue, scope: Scope<'_>, lang: Lang) -> anyhow::Result<()> {
    let phrases = catalogue.phrases(lang);
    let coverage = Coverage::of(catalogue, scope);
    let part = |facet: Facet, value: Option<&str>, any: &str| match value {
        Some(value) => {
            format!("{}: {}", facet.title(catalogue, lang), facet.label(catalogue, value, lang))
        }
        None => phrases.get(any).to_owned(),
    };
    let counted = [
        part(Facet::Nation, scope.nation, "coverage-any-nation"),
        part(Facet::Kind, scope.kind, "coverage-any-kind"),
    ];
    out::line(phrases.fill(
        "coverage-heading",
        &[("entries", &coverage.entries.to_string()), ("scope", &counted.join("; "))],
    ))?;
    for (key, count) in [
        ("coverage-excluded", coverage.excluded),
        ("coverage-audience-not-stated", coverage.audience_not_stated),
    ] {
        out::line(phrases.fill(key, &[("n", &count.to_string())]))?;
    }
    out::line(format!("\n{}\n", phrases.get("coverage-how-to-read")))?;
    table(catalogue, &coverage, lang)?;
    for gap in [Gap::Empty, Gap::Thin] {
        let key = format!("coverage-gap-{}", gap.code());
        out::line(format!("\n{}", phrases.fill(&key, &[("n", &THIN.to_string())])))?;
        for level in coverage.levels.iter().flatten() {
            let names: Vec<&str> = coverage
                .gaps(gap)
                .filter(|(_, cell)| cell.level == Some(*level))
                .map(|(row, _)| row.facet.label(catalogue, row.id, lang))
                .collect();
            let level = Facet::CareerLevel.label(catalogue, level, lang);
            if !names.is_empty() {
                out::line(format!("  {level} ({}): {}", names.len(), names.join("; ")))?;
            }
        }
    }
    Ok(())
}

/// The figures: a heading for each column above, because labels of levels are long.
fn table(catalogue: &Catalogue, coverage: &Coverage<'_>, lang: Lang) -> anyhow::Result<()> {
    let phrases = catalogue.phrases(lang);
    for (number, level) in coverage.levels.iter().enumerate() {
        let label = Facet::CareerLevel.label(catalogue, level.unwrap_or(NOT_STATED), lang);
        out::line(format!("  ({}) {label}", number + 1))?;
    }
    let mut heading = format!("\n{:<52}", phrases.get("coverage-audience"));
    for number in 1..=coverage.levels.len() {
        heading.push_str(&format!("{:>9}", format!("({number})")));
    }
    out::line(heading)?;
    for row in coverage.rows() {
        let label = row.facet.label(catalogue, row.id, lang);
        let indent = if row.facet == Facet::Profession { "  " } else { "" };
        let label: String = format!("{indent}{label}").chars().take(50).collect();
        let mut line = format!("{label:<52}");
        for cell in &row.cells {
            line.push_str(&format!(
                "{:>9}",
                format!("{}+{}", cell.naming(), cell.open_to_all.len())
            ));
        }
        out::line(line)?;
    }
    Ok(())
}

/// Every audience, level, kind and nation in scope; ids need no quotation marks.
fn csv(catalogue: &Catalogue, scope: Scope<'_>) -> anyhow::Result<()> {
    out::line(
        "profession_group,profession,career_level,kind,nation,named,group_named,open_to_all",
    )?;
    let values = |facet: Facet, only: Option<&str>| -> Vec<String> {
        let all = facet.vocabulary(catalogue).into_iter().chain([NOT_STATED]);
        all.filter(|value| only.is_none_or(|only| only == *value)).map(str::to_owned).collect()
    };
    for nation in values(Facet::Nation, scope.nation) {
        for kind in values(Facet::Kind, scope.kind) {
            let scope = Scope { kind: Some(&kind), nation: Some(&nation) };
            for group in Coverage::of(catalogue, scope).groups {
                let rows = std::iter::once((&group.whole, ""))
                    .chain(group.professions.iter().map(|row| (row, row.id)));
                for (row, profession) in rows {
                    for cell in &row.cells {
                        out::line(format!(
                            "{},{profession},{},{kind},{nation},{},{},{}",
                            group.whole.id,
                            cell.level.unwrap_or(NOT_STATED),
                            cell.named.len(),
                            cell.group_named.len(),
                            cell.open_to_all.len()
                        ))?;
                    }
                }
            }
        }
    }
    Ok(())
}
