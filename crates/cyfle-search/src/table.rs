//! The entries as columns: for each facet value the set of entries that a filter on it keeps.
//!
//! Built once for a catalogue. Filters and facet counts then never look at an entry again.

use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Facet, Opportunity};

use crate::bits::Bits;

/// The columns.
#[derive(Debug)]
pub(crate) struct Table {
    /// Ids in the order of entry numbers (the order of ids).
    pub(crate) ids: Vec<String>,
    columns: BTreeMap<Facet, Column>,
}

/// One facet.
#[derive(Debug)]
pub(crate) struct Column {
    /// Which entries have each value; only values that occur.
    values: BTreeMap<String, Bits>,
    /// Which entries state something.
    stated: Bits,
}

impl Table {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let size = catalogue.opportunities.len();
        let column = |facet: Facet| {
            let mut column = Column { values: BTreeMap::new(), stated: Bits::none(size) };
            for (number, opportunity) in catalogue.opportunities.values().enumerate() {
                for value in facet.values(opportunity, catalogue) {
                    column.stated.insert(number);
                    column.values.entry(value).or_insert_with(|| Bits::none(size)).insert(number);
                }
            }
            column
        };
        Self {
            ids: catalogue.opportunities.keys().cloned().collect(),
            columns: Facet::ALL
                .into_iter()
                .filter(|facet| !facet.is_computed())
                .map(|facet| (facet, column(facet)))
                .collect(),
        }
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The column of a facet that stands in the entries.
    pub(crate) fn column(&self, facet: Facet) -> Option<&Column> {
        self.columns.get(&facet)
    }

    /// The entry with a number.
    pub(crate) fn entry<'a>(&self, catalogue: &'a Catalogue, number: usize) -> &'a Opportunity {
        &catalogue.opportunities[&self.ids[number]]
    }
}

impl Column {
    /// The entries that have a value.
    pub(crate) fn with(&self, value: &str) -> Option<&Bits> {
        self.values.get(value)
    }

    /// The entries that state something.
    pub(crate) const fn stated(&self) -> &Bits {
        &self.stated
    }
}
