//! How much there is for whom, as a table that a person can read: levels across, professions down, with words where there is
//! little or nothing.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::coverage::{Coverage, Gap, Row, Scope};
use cyfle_catalogue::{Facet, Lang};
use cyfle_search::Query;

use super::home::results_href;
use super::layout::{Layout, with_query};
use super::reader::Choice;
use super::{Page, verdict, visit};
use crate::pages::visit::At;

/// Whose applicants an opportunity has to accept to be counted on the page.
pub(crate) const NATION: &str = "wales";

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage<'a> {
    layout: Layout<'a>,
    kinds: Vec<Choice>,
    levels: Vec<Column<'a>>,
    /// What is open to everyone, at each level.
    for_all: Vec<usize>,
    groups: Vec<Group<'a>>,
    figures: Vec<String>,
}

struct Column<'a> {
    name: &'a str,
    short: &'a str,
}

struct Group<'a> {
    id: &'a str,
    name: &'a str,
    whole: Line<'a>,
    professions: Vec<Line<'a>>,
}

struct Line<'a> {
    name: &'a str,
    cells: Vec<Cell<'a>>,
}

struct Cell<'a> {
    naming: usize,
    href: String,
    /// What is lacking: `empty` or `thin`, and the word for it.
    gap: Option<(&'static str, &'a str)>,
}

/// The table for one kind of opportunity, or for all kinds; always of what accepts applicants in Wales.
pub(crate) fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let (query, refused) = visit::asked(site, lang, query_string);
    let kind = query.values(Facet::Kind).first();
    let scope = Scope { kind: kind.map(String::as_str), nation: Some(NATION) };
    let coverage = Coverage::of(catalogue, scope);
    let shown: Vec<&str> = coverage.levels.iter().copied().flatten().collect();
    let rest = match kind {
        Some(kind) => with_query("coverage", &format!("kind={kind}")),
        None => "coverage".to_owned(),
    };
    let template = CoveragePage {
        layout: Layout::new(site, lang, t.get("coverage-page-heading"), &rest)
            .described(t.get("coverage-page-lead"))
            .refusing(refused),
        kinds: kinds(site, lang, kind),
        levels: shown.iter().map(|level| column(site, lang, level)).collect(),
        for_all: for_all(&coverage),
        groups: groups(site, lang, scope, &coverage),
        figures: figures(site, lang, &coverage),
    };
    Page::render(StatusCode::OK, lang, &template)
}

fn kinds(site: At<'_>, lang: Lang, chosen: Option<&String>) -> Vec<Choice> {
    let catalogue = site.engine.catalogue();
    let choice = |id: &str| Choice {
        value: id.to_owned(),
        label: Facet::Kind.label(catalogue, id, lang).to_owned(),
        selected: chosen.is_some_and(|kind| kind == id),
    };
    Facet::Kind.vocabulary(catalogue).into_iter().map(choice).collect()
}

fn column<'a>(site: At<'a>, lang: Lang, level: &'a str) -> Column<'a> {
    let catalogue = site.engine.catalogue();
    let name = Facet::CareerLevel.label(catalogue, level, lang);
    let short = catalogue
        .vocabularies
        .get(Facet::CareerLevel.name())
        .and_then(|levels| levels.value(level)?.short.as_ref());
    Column { name, short: short.map_or(name, |short| short.get(lang)) }
}

/// What is open to all healthcare science is the same in every row of a level.
fn for_all(coverage: &Coverage<'_>) -> Vec<usize> {
    let largest = |index: usize| {
        coverage.rows().map(|row| row.cells[index].open_to_all.len()).max().unwrap_or_default()
    };
    (0..coverage.levels.iter().flatten().count()).map(largest).collect()
}

fn groups<'a>(
    site: At<'a>,
    lang: Lang,
    scope: Scope<'_>,
    coverage: &Coverage<'a>,
) -> Vec<Group<'a>> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let word = |gap: Gap| match gap {
        Gap::Empty => t.get("coverage-page-word-empty"),
        Gap::Thin => t.get("coverage-page-word-thin"),
    };
    let line = |row: &Row<'a>| Line {
        name: row.facet.label(catalogue, row.id, lang),
        cells: row
            .cells
            .iter()
            .filter(|cell| cell.level.is_some())
            .map(|cell| {
                let mut query = Query::new("", lang);
                query.filters.insert(row.facet, vec![row.id.to_owned()]);
                let level = cell.level.unwrap_or_default();
                query.filters.insert(Facet::CareerLevel, vec![level.to_owned()]);
                // What shuts healthcare science out is not counted either.
                query.filters.insert(Facet::Fit, verdict::open());
                for (facet, only) in [(Facet::Nation, scope.nation), (Facet::Kind, scope.kind)] {
                    if let Some(value) = only {
                        query.filters.insert(facet, vec![value.to_owned()]);
                    }
                }
                Cell {
                    naming: cell.naming(),
                    href: results_href(lang, &query),
                    gap: cell.gap().map(|gap| (gap.code(), word(gap))),
                }
            })
            .collect(),
    };
    coverage
        .groups
        .iter()
        .map(|group| Group {
            id: group.whole.id,
            name: Facet::ProfessionGroup.label(catalogue, group.whole.id, lang),
            whole: line(&group.whole),
            professions: group.professions.iter().map(line).collect(),
        })
        .collect()
}

/// The whole in figures: entries, what is empty and what is thin. What there is none of needs no line.
fn figures(site: At<'_>, lang: Lang, coverage: &Coverage<'_>) -> Vec<String> {
    let t = site.engine.catalogue().phrases(lang);
    [
        ("coverage-page-entries", coverage.entries),
        ("coverage-page-excluded", coverage.excluded),
        ("coverage-page-silent", coverage.audience_not_stated),
        ("coverage-page-empty", coverage.gaps(Gap::Empty).count()),
        ("coverage-page-thin", coverage.gaps(Gap::Thin).count()),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| t.fill(key, &[("n", &count.to_string())]))
    .collect()
}
