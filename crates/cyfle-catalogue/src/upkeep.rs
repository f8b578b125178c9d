//! What a person should compare with its page next.
//!
//! The oldest comparison first, and never compared before all others. Among equals what does most harm if it is wrong: an
//! entry whose round is on or ahead, the nearest end first; then the one to which most others point.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::freshness::Freshness;
use crate::moment::Moment;
use crate::opportunity::Opportunity;
use crate::status::status;

/// An entry that waits for a comparison.
#[derive(Debug, Clone)]
pub struct Due<'a> {
    /// The entry.
    pub opportunity: &'a Opportunity,
    /// How far its last comparison can be relied on.
    pub freshness: Freshness,
    /// The next published end ahead.
    pub closes: Option<Date>,
    /// How many entries point to it.
    pub linked_from: usize,
}

/// Every live entry, the one to compare first at the front.
pub fn due(catalogue: &Catalogue, moment: Moment) -> Vec<Due<'_>> {
    let mut links: BTreeMap<&str, usize> = BTreeMap::new();
    for related in catalogue.opportunities.values().flat_map(|entry| &entry.related) {
        *links.entry(related.id.as_str()).or_default() += 1;
    }
    let mut due: Vec<Due<'_>> = catalogue
        .opportunities
        .values()
        .map(|opportunity| Due {
            opportunity,
            freshness: Freshness::on(moment.day(), &opportunity.provenance),
            closes: status(opportunity, moment).next_end().map(|end| end.day),
            linked_from: links.get(opportunity.id.as_str()).copied().unwrap_or(0),
        })
        .collect();
    due.sort_by_key(|one| {
        (
            one.opportunity.provenance.checked,
            one.closes.is_none(),
            one.closes,
            Reverse(one.linked_from),
            one.opportunity.id.as_str(),
        )
    });
    due
}
