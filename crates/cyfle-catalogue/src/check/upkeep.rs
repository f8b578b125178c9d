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

/// Retired entries have no page that could be compared.
fn remind(entry: &Entry<'_>, notes: &mut Notes, freshness: Freshness, message: &str) {
    let Some(day) = entry.day.filter(|_| !entry.archived) else { return };
    if Freshness::on(day, &entry.opportunity.provenance) == freshness {
        let help = format!("compare it, then run `cyfle confirm {}`", entry.opportunity.id);
        notes.add("provenance", message, help);
    }
}
