//! The published coverage: how much there is for whom, and where there is nothing or little.

use axum::response::Response;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::coverage::{Cell, Coverage, Gap, Row, Scope, THIN};
use cyfle_catalogue::{Facet, Lang};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use crate::error::Problem;
use crate::params;

/// How much there is for whom: group or profession by career level.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoverageAnswer {
    /// The build id of the catalogue.
    pub(crate) catalogue: String,
    /// Only entries that accept applicants from this nation are counted.
    pub(crate) nation: Option<String>,
    /// Only entries of this kind are counted.
    pub(crate) kind: Option<String>,
    /// How many entries are in scope.
    pub(crate) entries: usize,
    /// How many of them leave healthcare science out and count nowhere.
    pub(crate) excluded: usize,
    /// How many of them name no audience and count nowhere.
    pub(crate) audience_not_stated: usize,
    /// Fewer entries than this that name an audience at a level are `thin`.
    pub(crate) thin_below: usize,
    /// Each group, followed by its professions.
    pub(crate) rows: Vec<CoverageRow>,
    /// How many cells are empty: nothing names this audience at this level.
    pub(crate) empty: usize,
    /// How many cells are thin.
    pub(crate) thin: usize,
}

/// A group or a profession.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoverageRow {
    /// `profession_group` or `profession`.
    pub(crate) facet: &'static str,
    /// The value of that facet.
    pub(crate) id: String,
    /// Its label in the language of the answer.
    pub(crate) label: String,
    /// One cell a career level, and last what states none.
    pub(crate) cells: Vec<CoverageCell>,
}

/// What there is for one audience at one level: ids, each in one list only.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoverageCell {
    /// A value of `career_level`; `null` for what states none.
    pub(crate) career_level: Option<String>,
    /// Opportunities that name this profession; of a group, those that name it or a profession in it.
    pub(crate) named: Vec<String>,
    /// Of a profession: those that name its group only.
    pub(crate) group_named: Vec<String>,
    /// Those that are open to all healthcare science.
    pub(crate) open_to_all: Vec<String>,
    /// `empty`, `thin` or `null`.
    pub(crate) gap: Option<&'static str>,
}

/// Answers with how much there is for whom.
#[utoipa::path(
    get, path = "/api/v1/coverage", tag = "vocabulary", operation_id = "coverage",
    responses((status = 200, description = "How much there is for whom, and where there is little", body = CoverageAnswer))
)]
pub(crate) async fn coverage(ask: Ask) -> Result<Response, Problem> {
    let query = ask.read(&params::COVERAGE)?.query;
    let chosen = |facet: Facet| query.values(facet).first().map(String::as_str);
    let scope = Scope { kind: chosen(Facet::Kind), nation: chosen(Facet::Nation) };
    Ok(ask.json(answer(ask.catalogue(), scope, ask.lang)))
}

/// How much there is for whom in a scope.
pub(crate) fn answer(catalogue: &Catalogue, scope: Scope<'_>, lang: Lang) -> CoverageAnswer {
    let coverage = Coverage::of(catalogue, scope);
    CoverageAnswer {
        catalogue: catalogue.build_id.clone(),
        nation: scope.nation.map(str::to_owned),
        kind: scope.kind.map(str::to_owned),
        entries: coverage.entries,
        excluded: coverage.excluded,
        audience_not_stated: coverage.audience_not_stated,
        thin_below: THIN,
        rows: coverage.rows().map(|one| row(one, catalogue, lang)).collect(),
        empty: coverage.gaps(Gap::Empty).count(),
        thin: coverage.gaps(Gap::Thin).count(),
    }
}

fn row(row: &Row<'_>, catalogue: &Catalogue, lang: Lang) -> CoverageRow {
    CoverageRow {
        facet: row.facet.name(),
        id: row.id.to_owned(),
        label: row.facet.label(catalogue, row.id, lang).to_owned(),
        cells: row.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &Cell<'_>) -> CoverageCell {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    CoverageCell {
        career_level: cell.level.map(str::to_owned),
        named: owned(&cell.named),
        group_named: owned(&cell.group_named),
        open_to_all: owned(&cell.open_to_all),
        gap: cell.gap().map(Gap::code),
    }
}
