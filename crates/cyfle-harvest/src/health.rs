//! How the watch is, worked out from what it remembers.

use std::collections::BTreeMap;

use cyfle_catalogue::Moment;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::watch::WatchHealth;
use jiff::SignedDuration;
use jiff::civil::Date;

use crate::journal::Memory;

/// A run may be late by this much before it counts as missing.
const GRACE: SignedDuration = SignedDuration::from_hours(36);

/// The health of the watch over a catalogue.
pub fn health(catalogue: &Catalogue, memory: &Memory) -> WatchHealth {
    let mut read_on: BTreeMap<&str, Date> = BTreeMap::new();
    let mut failing: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut pages, mut read) = (0, 0);
    for source in catalogue.sources.values() {
        for page in &source.pages {
            pages += 1;
            let visit = memory.visits.get(&page.url);
            if visit.is_some_and(|visit| visit.failures > 0) {
                *failing.entry(&source.id).or_default() += 1;
            }
            let Some(at) = visit.and_then(|visit| visit.read) else { continue };
            read += 1;
            let day = Moment::of(at).day();
            for id in &page.entries {
                let known = read_on.entry(id).or_insert(day);
                *known = (*known).max(day);
            }
        }
    }
    let rhythm = catalogue.sources.values().map(|source| source.every_days).min();
    let ended = memory.last_run.as_ref().map(|run| run.at);
    let due_by = ended.zip(rhythm).and_then(|(at, days)| {
        let due = at.checked_add(SignedDuration::from_hours(24 * i64::from(days)) + GRACE).ok()?;
        Some(Moment::of(due))
    });
    let oldest = catalogue.opportunities.values().filter_map(|entry| {
        // An entry that the watch has not read yet was read when it was written.
        let written = entry.provenance.sources.iter().map(|source| source.read).max();
        let day = read_on.get(entry.id.as_str()).copied().or(written)?;
        Some((day, entry.id.clone()))
    });
    WatchHealth {
        last_run: ended.map(Moment::of),
        due_by,
        pages,
        read,
        oldest: oldest.min().map(|(day, id)| (id, day)),
        failing: failing.into_iter().map(|(id, count)| (id.to_owned(), count)).collect(),
    }
}
