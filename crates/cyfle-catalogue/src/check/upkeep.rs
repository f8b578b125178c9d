//! What a person has yet to do. Advice: it is counted and listed, and fails nothing.

use super::{Entry, Find, Notes, Rule, rule};
use crate::freshness::Freshness;
use crate::problem::Severity::Advice;

pub(super) const RULES: &[Rule] = &[
    rule(
        "never-checked",
        Advice,
        Find::Entry(never_checked),
        "A person has compared every entry with its page.\n`cyfle confirm --next` lists what to compare next, `cyfle confirm ID` notes that it was done.",
    ),
    rule(
        "stale",
        Advice,
        Find::Entry(stale),
        "No entry was last compared with its page more than a year ago.\n`cyfle confirm --next` lists what to compare next, `cyfle confirm ID` notes that it was done.",
    ),
    rule(
        "read-after-check",
        Advice,
        Find::Entry(read_after_check),
        "No source of an entry was read after a person last compared the entry with its page.\nWhat was taken from a later reading nobody has compared yet, and readers are told that the entry was checked. `cyfle confirm ID` notes that it was.",
    ),
];

fn never_checked(entry: &Entry<'_>, notes: &mut Notes) {
    remind(
        entry,
        notes,
        Freshness::NeverChecked,
        "no person has compared this entry with its page yet",
    );
}

fn stale(entry: &Entry<'_>, notes: &mut Notes) {
    remind(
        entry,
        notes,
        Freshness::Stale,
        "the last comparison with the page is more than a year ago",
    );
}

fn read_after_check(entry: &Entry<'_>, notes: &mut Notes) {
    let provenance = &entry.opportunity.provenance;
    let Some(checked) = provenance.checked.filter(|_| !entry.archived) else { return };
    let read = provenance.sources.iter().map(|source| source.read).enumerate();
    // One of them is enough: whoever compares the entry compares it with all.
    if let Some((index, read)) = read.max_by_key(|(_, read)| *read).filter(|(_, on)| *on > checked)
    {
        let message = format!("read on {read}, after the entry was last compared on {checked}");
        notes.add(format!("provenance.sources.{index}.read"), message, way_out(entry));
    }
}

/// Retired entries have no page that could be compared.
fn remind(entry: &Entry<'_>, notes: &mut Notes, freshness: Freshness, message: &str) {
    let Some(day) = entry.day.filter(|_| !entry.archived) else { return };
    if Freshness::on(day, &entry.opportunity.provenance) == freshness {
        notes.add("provenance", message, way_out(entry));
    }
}

fn way_out(entry: &Entry<'_>) -> String {
    format!("compare it, then run `cyfle confirm {}`", entry.opportunity.id)
}
