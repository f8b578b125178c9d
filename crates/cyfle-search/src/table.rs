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
    shown: Vec<Shown>,
    counters: usize,
    /// The counters of each entry, one behind the other, and where those of each begin.
    counted: Vec<u16>,
    begins: Vec<u32>,
}

/// The values of a facet in the order in which they are shown.
#[derive(Debug)]
struct Shown {
    facet: Facet,
    values: Vec<String>,
    /// Where each stands in the column, if it occurs.
    places: Vec<Option<usize>>,
    /// The number of the first one's counter among those of all facets.
    first: usize,
}

/// One property: which entries have which value.
#[derive(Debug)]
pub(crate) struct Column {
    /// Which entries have each value, in the order of values; only those that occur.
    values: Vec<(String, Bits)>,
    /// Which entries state something.
    stated: Bits,
}

impl Table {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let entries = || catalogue.opportunities.values();
        let stored = || Facet::ALL.into_iter().filter(|facet| !facet.is_computed());
        let columns: BTreeMap<Facet, Column> = stored()
            .map(|facet| (facet, Column::new(entries().map(|one| facet.values(one, catalogue)))))
            .collect();
        let (mut shown, mut counters) = (Vec::new(), 0);
        for facet in Facet::ALL {
            let values: Vec<String> =
                facet.vocabulary(catalogue).into_iter().map(str::to_owned).collect();
            let column = columns.get(&facet);
            let place = |value: &String| column.and_then(|column| column.place(value));
            let places = values.iter().map(place).collect();
            let first = counters;
            counters += values.len();
            shown.push(Shown { facet, values, places, first });
        }
        let mut of_entries: Vec<Vec<u16>> = vec![Vec::new(); catalogue.opportunities.len()];
        for own in &shown {
            for (place, counter) in own.places.iter().zip(own.first..) {
                let has = place.map(|place| columns[&own.facet].at(place));
                for number in has.into_iter().flat_map(Bits::iter) {
                    of_entries[number].push(u16::try_from(counter).unwrap_or(u16::MAX));
                }
            }
        }
        let mut begins = vec![0];
        let mut counted = Vec::new();
        for own in of_entries {
            counted.extend(own);
            begins.push(u32::try_from(counted.len()).unwrap_or(u32::MAX));
        }
        let ids = catalogue.opportunities.keys().cloned().collect();
        Self { ids, columns, shown, counters, counted, begins }
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

    /// The values of a facet in the order in which they are shown.
    pub(crate) fn values(&self, facet: Facet) -> &[String] {
        self.shown(facet).map_or(&[], |own| &own.values)
    }

    fn shown(&self, facet: Facet) -> Option<&Shown> {
        self.shown.iter().find(|shown| shown.facet == facet)
    }

    /// Each value of a facet in the order in which it is shown, with how many of some entries have it. A tally of the same
    /// entries answers without looking again.
    pub(crate) fn counts<'t, 'w>(
        &'t self,
        facet: Facet,
        within: &'w Bits,
        tally: Option<&'w Tally>,
    ) -> impl Iterator<Item = (&'t str, usize)> + use<'t, 'w> {
        let column = self.columns.get(&facet);
        self.shown(facet).into_iter().flat_map(move |own| {
            let counters = own.first..;
            own.values.iter().zip(&own.places).zip(counters).map(
                move |((value, place), counter)| {
                    let count = match (tally, place.zip(column)) {
                        (Some(tally), _) => tally.counts[counter] as usize,
                        (None, Some((place, column))) => within.count_both(column.at(place)),
                        (None, None) => 0,
                    };
                    (value.as_str(), count)
                },
            )
        })
    }

    /// Counts all values of some entries one entry at a time, where that is cheaper than one value at a time: a set costs as
    /// much for a handful of entries as for all.
    pub(crate) fn tally(&self, within: &Bits) -> Option<Tally> {
        let each = self.counted.len() / self.len().max(1);
        if within.count() * each >= self.counters * within.cost() {
            return None;
        }
        let mut counts = vec![0; self.counters];
        for number in within.iter() {
            let own = self.begins[number] as usize..self.begins[number + 1] as usize;
            for counter in &self.counted[own] {
                counts[usize::from(*counter)] += 1;
            }
        }
        Some(Tally { counts })
    }
}

/// The counts of all values of all facets.
#[derive(Debug)]
pub(crate) struct Tally {
    counts: Vec<u32>,
}

impl Column {
    /// A column of the values of every entry, in order.
    pub(crate) fn new<I>(entries: impl ExactSizeIterator<Item = I>) -> Self
    where
        I: IntoIterator<Item: Into<String>>,
    {
        let size = entries.len();
        let (mut found, mut stated) = (BTreeMap::new(), Bits::none(size));
        for (number, values) in entries.enumerate() {
            for value in values {
                stated.insert(number);
                found.entry(value.into()).or_insert_with(|| Bits::none(size)).insert(number);
            }
        }
        Self { values: found.into_iter().collect(), stated }
    }

    fn place(&self, value: &str) -> Option<usize> {
        self.values.binary_search_by(|(known, _)| known.as_str().cmp(value)).ok()
    }

    fn at(&self, place: usize) -> &Bits {
        &self.values[place].1
    }

    /// The entries that have a value.
    pub(crate) fn with(&self, value: &str) -> Option<&Bits> {
        self.place(value).map(|place| self.at(place))
    }

    /// The entries that have any of some values.
    pub(crate) fn with_any<'a>(&self, values: impl IntoIterator<Item = &'a str>) -> Bits {
        let mut found = self.stated.without(&self.stated);
        values.into_iter().filter_map(|value| self.with(value)).for_each(|bits| found.add(bits));
        found
    }

    /// Each value that occurs, with its entries.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Bits)> {
        self.values.iter().map(|(value, bits)| (value.as_str(), bits))
    }

    /// The entries that state something.
    pub(crate) const fn stated(&self) -> &Bits {
        &self.stated
    }
}
