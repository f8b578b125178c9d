//! Whether every fact can be traced to where it was read.

use super::{Entry, Find, Notes, Rule, rule};
use crate::problem::Severity::{Error, Warning};
use crate::shape::Shape;
use crate::shapes;

pub(super) const RULES: &[Rule] = &[
    rule(
        "no-source",
        Error,
        Find::Entry(no_source),
        "Every entry has at least one source, and every source is an address or a document.\nA fact without a source is a guess.",
    ),
    rule(
        "deadline-without-source",
        Error,
        Find::Entry(deadline_without_source),
        "An entry with a closing date has at least one page among its sources.\nDates are published on pages; a document that was written once cannot vouch for a round.",
    ),
    rule(
        "unknown-inferred",
        Warning,
        Find::Entry(unknown_inferred),
        "`provenance.inferred` lists keys that exist, such as audience.career_levels.\nA misspelt one would show our reading as the page's words.",
    ),
];

fn no_source(entry: &Entry<'_>, notes: &mut Notes) {
    let sources = &entry.opportunity.provenance.sources;
    if sources.is_empty() {
        notes.add(
            "provenance.sources",
            "the entry has no source",
            "add the page or document in which its facts were read",
        );
    }
    for (index, source) in sources.iter().enumerate() {
        if source.url.is_some() == source.document.is_some() {
            notes.add(
                format!("provenance.sources.{index}"),
                "a source is either a `url` or a `document`",
                "give one of the two",
            );
        }
    }
}

fn deadline_without_source(entry: &Entry<'_>, notes: &mut Notes) {
    let paged = entry.opportunity.provenance.sources.iter().any(|source| source.url.is_some());
    let dated = entry.opportunity.timetable.rounds.iter().position(|round| round.closes.is_some());
    if let (false, Some(index)) = (paged, dated) {
        notes.add(
            format!("timetable.rounds.{index}.closes"),
            "the closing date has no page as its source",
            "add the page under `provenance.sources`, or take the date out",
        );
    }
}

fn unknown_inferred(entry: &Entry<'_>, notes: &mut Notes) {
    for (index, path) in entry.opportunity.provenance.inferred.iter().enumerate() {
        let mut shape = Some(&shapes::OPPORTUNITY);
        for step in path.split('.') {
            shape = match shape {
                Some(Shape::Map(fields)) => {
                    fields.iter().find(|field| field.name == step).map(|field| &field.shape)
                }
                _ => None,
            };
        }
        if shape.is_none() {
            notes.add(
                format!("provenance.inferred.{index}"),
                format!("an entry has no key `{path}`"),
                "write the key with those above it, such as eligibility.nations",
            );
        }
    }
}
