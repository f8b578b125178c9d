//! What parameters keep, and how many entries each value would keep. Sets of entries, so that a count is what a click shows.

use std::collections::BTreeMap;

use cyfle_catalogue::Facet;
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::status::{Closing, Status};
use jiff::civil::Date;

use super::Sight;
use crate::bits::Bits;
use crate::fit::{Reader, RuleAnswer, Verdict};
use crate::query::Query;
use crate::results::ValueCount;
use crate::search::Engine;
use crate::table::Table;

impl<'a> Sight<'a, '_> {
    /// The entries that the parameters keep; one facet may be left out, for its own counts.
    pub(super) fn kept(&self, except: Option<Facet>) -> Bits {
        let mut kept = self.base.clone();
        for (facet, values) in &self.query.filters {
            if Some(*facet) == except {
                continue;
            }
            let mut either = Bits::none(self.engine.table.len());
            for value in values {
                match self.with(*facet, value) {
                    Some(bits) => either.add(bits),
                    None if value == NOT_STATED => either.add(&self.unstated(*facet)),
                    None => {}
                }
            }
            kept.keep(&either);
        }
        if asks_more_than_facets(self.query) {
            let mut plain = Bits::none(self.engine.table.len());
            for number in kept.iter() {
                if passes(self.query, self.engine, number, &self.states.of[number]) {
                    plain.insert(number);
                }
            }
            return plain;
        }
        kept
    }

    /// The entries that have a value.
    fn with(&self, facet: Facet, value: &str) -> Option<&Bits> {
        match facet {
            Facet::Status => self.states.with(value),
            Facet::Fit => {
                let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.code() == value)?;
                Some(self.verdicts.with(verdict))
            }
            _ => self.engine.table.column(facet)?.with(value),
        }
    }

    /// The entries that state no value.
    fn unstated(&self, facet: Facet) -> Bits {
        match self.engine.table.column(facet) {
            Some(column) => self.base.without(column.stated()),
            None => Bits::none(self.engine.table.len()),
        }
    }

    /// Counts for every facet, each without its own selection.
    pub(super) fn counts(&self) -> BTreeMap<Facet, Vec<ValueCount<'a>>> {
        let table: &'a Table = &self.engine.table;
        let all = table.tally(&self.kept);
        let count = |facet: Facet| -> Vec<ValueCount<'a>> {
            let selected = self.query.values(facet);
            let own = (!selected.is_empty()).then(|| self.kept(Some(facet)));
            let within = own.as_ref().unwrap_or(&self.kept);
            let counted = |value: &'a str, count: usize| ValueCount {
                value,
                count,
                selected: selected.iter().any(|chosen| chosen == value),
            };
            let Some(column) = table.column(facet) else {
                let with = |value: &String| {
                    self.with(facet, value).map_or(0, |bits| within.count_both(bits))
                };
                let values = table.values(facet).iter();
                return values.map(|value| counted(value, with(value))).collect();
            };
            let anew = own.as_ref().and_then(|own| table.tally(own));
            let tally = if own.is_some() { &anew } else { &all };
            let stated = within.count_both(column.stated());
            table
                .counts(facet, within, tally.as_ref())
                .chain([(NOT_STATED, within.count() - stated)])
                .map(|(value, count)| counted(value, count))
                .collect()
        };
        Facet::ALL.into_iter().map(|facet| (facet, count(facet))).collect()
    }
}

const fn asks_more_than_facets(query: &Query) -> bool {
    query.closes_before.is_some()
        || query.closes_after.is_some()
        || query.added_since.is_some()
        || query.changed_since.is_some()
        || query.amount_min.is_some()
        || query.health_board.is_some()
}

/// The days between which a published end is asked for.
pub(super) struct Window {
    from: Date,
    to: Date,
}

impl Window {
    pub(super) fn of(query: &Query) -> Self {
        Self {
            from: query.closes_after.unwrap_or(Date::MIN),
            to: query.closes_before.unwrap_or(Date::MAX),
        }
    }

    /// The soonest published end in it, whichever round it belongs to.
    pub(super) fn end_of(&self, status: &Status) -> Option<Closing> {
        status.end_within(self.from, self.to)
    }
}

/// Whether the parameters that are not facets keep an entry.
fn passes(query: &Query, engine: &Engine, number: usize, status: &Status) -> bool {
    if (query.closes_before.is_some() || query.closes_after.is_some())
        && Window::of(query).end_of(status).is_none()
    {
        return false;
    }
    let traits = &engine.traits;
    if query.added_since.is_some_and(|day| traits.added[number] < day)
        || query.changed_since.is_some_and(|day| traits.changed[number] < day)
    {
        return false;
    }
    let opportunity = || engine.table.entry(&engine.catalogue, number);
    if let Some(least) = query.amount_min
        && opportunity().offer.most_in_pounds().is_none_or(|most| most < least)
    {
        return false;
    }
    query.health_board.as_ref().is_none_or(|own| {
        let opportunity = opportunity();
        let rule = cyfle_catalogue::rule::Rule::Employer;
        if opportunity.eligibility.organisations.is_empty() || opportunity.rule_is_our_reading(rule)
        {
            return true;
        }
        let reader = Reader { organisation: Some(own.clone()), ..Reader::default() };
        let rules = engine.judge(opportunity, &reader).rules;
        !rules.contains(&(rule, RuleAnswer::No))
    })
}
