//! How much there is for whom: career level × profession (and group), for any kind and nation.
//!
//! What *names* a profession or its group is kept apart from what is *open to all healthcare science*, because the second
//! is there for everybody and hides how little is made for a small profession. Each cell lists its entries, so every figure
//! can be followed to what stands behind it. Entries that leave healthcare science out count nowhere.

use crate::catalogue::Catalogue;
use crate::facet::{ALL_HEALTHCARE_SCIENCE, Facet, NOT_STATED};
use crate::opportunity::{Inclusion, Opportunity};

/// Fewer than so many entries that name a profession at a level are thin: with one or two, one missed deadline leaves nothing.
pub const THIN: usize = 3;

/// Which entries are counted. A value is one of its facet's, or [`NOT_STATED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope<'a> {
    /// Only entries of this kind.
    pub kind: Option<&'a str>,
    /// Only entries that accept applicants from this nation.
    pub nation: Option<&'a str>,
}

impl Scope<'_> {
    fn holds(&self, opportunity: &Opportunity, catalogue: &Catalogue) -> bool {
        let wanted = |facet: Facet, value: Option<&str>| {
            value.is_none_or(|value| {
                let values = facet.values(opportunity, catalogue);
                values.contains(value) || (value == NOT_STATED && values.is_empty())
            })
        };
        wanted(Facet::Kind, self.kind) && wanted(Facet::Nation, self.nation)
    }
}

/// The whole table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Which entries are counted.
    pub scope: Scope<'a>,
    /// The columns: each career level, and last (`None`) what states no level.
    pub levels: Vec<Option<&'a str>>,
    /// The groups with their professions, in the order of their vocabularies.
    pub groups: Vec<Group<'a>>,
    /// How many entries are in scope.
    pub entries: usize,
    /// How many of them leave healthcare science out and therefore count nowhere.
    pub excluded: usize,
    /// How many of them name no audience and therefore count nowhere.
    pub audience_not_stated: usize,
}

/// A group and its professions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'a> {
    /// The group as a whole.
    pub whole: Row<'a>,
    /// Each of its professions.
    pub professions: Vec<Row<'a>>,
}

/// A group's or a profession's figures, one cell a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// [`Facet::ProfessionGroup`] or [`Facet::Profession`].
    pub facet: Facet,
    /// The id of the group or profession.
    pub id: &'a str,
    /// The cells, in the order of [`Coverage::levels`].
    pub cells: Vec<Cell<'a>>,
}

/// What there is for one audience at one level: ids of entries, each in one list only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell<'a> {
    /// The career level; `None` is what states none.
    pub level: Option<&'a str>,
    /// Those that name this profession; of a group, those that name it or a profession in it.
    pub named: Vec<&'a str>,
    /// Of a profession: those that name its group only.
    pub group_named: Vec<&'a str>,
    /// Those that are open to all healthcare science.
    pub open_to_all: Vec<&'a str>,
}

/// What a cell lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing names this profession or its group at this level.
    Empty,
    /// Fewer than [`THIN`] entries do.
    Thin,
}

impl Gap {
    /// `empty` or `thin`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Thin => "thin",
        }
    }
}

impl Cell<'_> {
    /// How many name this profession or its group.
    pub fn naming(&self) -> usize {
        self.named.len() + self.group_named.len()
    }

    /// What is lacking here. A cell without a level is no place where somebody stands, and lacks nothing.
    pub fn gap(&self) -> Option<Gap> {
        self.level?;
        match self.naming() {
            0 => Some(Gap::Empty),
            naming if naming < THIN => Some(Gap::Thin),
            _ => None,
        }
    }
}

/// How an entry reaches an audience.
enum Reach {
    Named,
    ThroughGroup,
    OpenToAll,
}

impl<'a> Coverage<'a> {
    /// Counts the live entries.
    pub fn of(catalogue: &'a Catalogue, scope: Scope<'a>) -> Self {
        let in_scope: Vec<&Opportunity> = catalogue
            .opportunities
            .values()
            .filter(|opportunity| scope.holds(opportunity, catalogue))
            .collect();
        let (excluded, counted): (Vec<&Opportunity>, Vec<&Opportunity>) =
            in_scope.iter().partition(|opportunity| {
                opportunity.eligibility.healthcare_science == Inclusion::Excluded
            });
        let levels: Vec<Option<&str>> =
            Facet::CareerLevel.vocabulary(catalogue).into_iter().map(Some).chain([None]).collect();
        let audiences: Vec<Audience<'_>> = counted
            .iter()
            .map(|opportunity| Audience::of(opportunity, catalogue, &levels))
            .collect();
        let row = |facet: Facet, id: &'a str| Row {
            facet,
            id,
            cells: cells(&audiences, &levels, facet, catalogue, id),
        };
        let groups = Facet::ProfessionGroup
            .vocabulary(catalogue)
            .into_iter()
            // What is open to all is a figure of every row, not a row of its own.
            .filter(|group| *group != ALL_HEALTHCARE_SCIENCE)
            .map(|group| Group {
                whole: row(Facet::ProfessionGroup, group),
                professions: Facet::Profession
                    .vocabulary(catalogue)
                    .into_iter()
                    .filter(|id| catalogue.vocabularies.group_of(id) == Some(group))
                    .map(|id| row(Facet::Profession, id))
                    .collect(),
            })
            .collect();
        Self {
            scope,
            groups,
            entries: in_scope.len(),
            excluded: excluded.len(),
            audience_not_stated: counted
                .iter()
                .filter(|opportunity| opportunity.audience.professions.is_empty())
                .count(),
            levels,
        }
    }

    /// Every row: each group, followed by its professions.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.groups.iter().flat_map(|group| std::iter::once(&group.whole).chain(&group.professions))
    }

    /// The empty or the thin cells, in the order of the rows.
    pub fn gaps(&self, gap: Gap) -> impl Iterator<Item = (&Row<'a>, &Cell<'a>)> {
        self.rows()
            .flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
            .filter(move |(_, cell)| cell.gap() == Some(gap))
    }
}

/// An entry as the table sees it, worked out once for all rows.
struct Audience<'a> {
    id: &'a str,
    /// The columns in which it counts.
    columns: Vec<usize>,
    /// Each group or profession that it states.
    stated: Vec<Stated<'a>>,
    open_to_all: bool,
}

struct Stated<'a> {
    id: &'a str,
    group: Option<&'a str>,
    covers: &'a [String],
}

impl<'a> Audience<'a> {
    fn of(opportunity: &'a Opportunity, catalogue: &'a Catalogue, levels: &[Option<&str>]) -> Self {
        let stated = &opportunity.audience.professions;
        let own = &opportunity.audience.career_levels;
        let counts = |level: &Option<&str>| match level {
            Some(level) => own.iter().any(|stated| stated == level),
            None => own.is_empty(),
        };
        Self {
            id: &opportunity.id,
            columns: (0..levels.len()).filter(|column| counts(&levels[*column])).collect(),
            open_to_all: stated.iter().any(|one| one == ALL_HEALTHCARE_SCIENCE),
            stated: stated
                .iter()
                .map(|id| Stated {
                    id,
                    group: catalogue.vocabularies.group_of(id),
                    covers: covers(catalogue, id),
                })
                .collect(),
        }
    }

    /// The closest way in which it reaches a group or profession.
    fn reach(&self, facet: Facet, row: &Stated<'_>) -> Option<Reach> {
        let named = self.stated.iter().any(|one| match facet {
            Facet::ProfessionGroup => one.id == row.id || one.group == Some(row.id),
            _ => {
                one.id == row.id
                    || one.covers.iter().any(|covered| covered == row.id)
                    || row.covers.iter().any(|covered| covered == one.id)
            }
        });
        if named {
            Some(Reach::Named)
        } else if self.stated.iter().any(|one| Some(one.id) == row.group) {
            Some(Reach::ThroughGroup)
        } else if self.open_to_all {
            Some(Reach::OpenToAll)
        } else {
            None
        }
    }
}

/// The professions that a profession's name stands for as well.
fn covers<'a>(catalogue: &'a Catalogue, id: &str) -> &'a [String] {
    let profession = catalogue.vocabularies.value(Facet::Profession.name(), id);
    profession.map_or(&[], |value| value.covers.as_slice())
}

/// The cells of a row: how an entry reaches it is asked once, whatever the number of levels.
fn cells<'a>(
    audiences: &[Audience<'a>],
    levels: &[Option<&'a str>],
    facet: Facet,
    catalogue: &'a Catalogue,
    id: &'a str,
) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> =
        levels.iter().map(|level| Cell { level: *level, ..Cell::default() }).collect();
    let row =
        Stated { id, group: catalogue.vocabularies.group_of(id), covers: covers(catalogue, id) };
    for audience in audiences {
        let Some(reach) = audience.reach(facet, &row) else { continue };
        for column in &audience.columns {
            let cell = &mut cells[*column];
            let list = match reach {
                Reach::Named => &mut cell.named,
                Reach::ThroughGroup => &mut cell.group_named,
                Reach::OpenToAll => &mut cell.open_to_all,
            };
            list.push(audience.id);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::load::load;

    #[test]
    fn each_entry_of_a_cell_is_there_for_one_reason_and_passes_the_filters_that_the_cell_stands_for()
     {
        let catalogue = load(&Files::embedded()).catalogue;
        let scope = Scope { kind: Some("funding"), nation: Some("wales") };
        let coverage = Coverage::of(&catalogue, scope);
        assert_eq!(coverage.levels.len(), 6, "five levels and what states none");
        let mut seen = 0;
        for row in coverage.rows() {
            for cell in &row.cells {
                let mut ids: Vec<&str> =
                    [&cell.named[..], &cell.group_named, &cell.open_to_all].concat();
                let listed = ids.len();
                seen += listed;
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), listed, "{}", row.id);
                for id in ids {
                    let entry = &catalogue.opportunities[id];
                    assert!(row.facet.values(entry, &catalogue).contains(row.id), "{id}");
                    assert!(Facet::Nation.values(entry, &catalogue).contains("wales"), "{id}");
                    assert_eq!(entry.kind, "funding");
                }
            }
        }
        assert!(seen > 100, "{seen}");
    }

    #[test]
    fn what_is_open_to_all_does_not_fill_an_empty_cell() {
        let catalogue = load(&Files::embedded()).catalogue;
        let coverage = Coverage::of(&catalogue, Scope::default());
        // Counted anew, as filters would: the values of each entry without its being open to all.
        let entries = catalogue.opportunities.values();
        let named: Vec<_> = entries
            .filter(|entry| entry.eligibility.healthcare_science != Inclusion::Excluded)
            .map(|entry| {
                let mut entry = entry.clone();
                entry.audience.professions.retain(|id| id != ALL_HEALTHCARE_SCIENCE);
                let groups = Facet::ProfessionGroup.values(&entry, &catalogue);
                (
                    entry.audience.career_levels.clone(),
                    groups,
                    Facet::Profession.values(&entry, &catalogue),
                )
            })
            .collect();
        let count = |row: &Row<'_>, level: &str| {
            let at_level =
                named.iter().filter(|(levels, ..)| levels.iter().any(|own| own == level));
            at_level
                .filter(|(_, groups, professions)| match row.facet {
                    Facet::ProfessionGroup => groups.contains(row.id),
                    _ => professions.contains(row.id),
                })
                .count()
        };
        for (gap, counts) in [(Gap::Empty, 0..=0), (Gap::Thin, 1..=2)] {
            let listed: Vec<_> =
                coverage.gaps(gap).map(|(row, cell)| (row.id, cell.level)).collect();
            let mut wanted = Vec::new();
            for row in coverage.rows() {
                let levels = coverage.levels.iter().copied().flatten();
                let lacking = levels.filter(|&level| counts.contains(&count(row, level)));
                wanted.extend(lacking.map(|level| (row.id, Some(level))));
            }
            assert_eq!(listed, wanted, "{}", gap.code());
            assert!(!wanted.is_empty(), "{}", gap.code());
        }
        assert!(coverage.gaps(Gap::Empty).any(|(_, cell)| !cell.open_to_all.is_empty()));
    }
}
