//! Whether every fact can be traced to where it was read.

use super::{Entry, Find, Notes, Rule, rule};
use crate::load::Parsed;
use crate::near::shortened;
use crate::problem::Severity::{Error, Warning};
use crate::shape::Shape;
use crate::shapes;
use crate::yaml::Value;

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
        Find::File(unknown_inferred),
        "`provenance.inferred` lists keys that exist, such as audience.career_levels.\nA misspelt one would show our reading as the page's words. Of what the entry does not have nothing was read: this is advice.",
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

fn unknown_inferred(file: &Parsed<'_>, notes: &mut Notes) {
    let inferred = file.tree.at("provenance.inferred").map(|node| &node.value);
    let Some(Value::List(paths)) = inferred.filter(|_| file.role.is_entry()) else { return };
    let paths = paths.iter().enumerate().filter_map(|(index, path)| Some((index, path.text()?)));
    for (index, path) in paths {
        let at = format!("provenance.inferred.{index}");
        if !is_key(path) {
            let message = format!("an entry has no key `{}`", shortened(path));
            let help = "write the key with those above it, such as eligibility.nations";
            notes.add(at, message, help);
        } else if file.tree.at(path).is_none() {
            let message = format!("this entry has no `{path}`");
            notes.add_advice(at, message, "add what was read, or take the key out of this list");
        }
    }
}

/// Whether an entry may have a key, by its dotted path.
fn is_key(path: &str) -> bool {
    let mut shape = Some(&shapes::OPPORTUNITY);
    for step in path.split('.') {
        shape = match shape {
            Some(Shape::Map(fields)) => {
                fields.iter().find(|field| field.name == step).map(|field| &field.shape)
            }
            _ => None,
        };
    }
    shape.is_some()
}
