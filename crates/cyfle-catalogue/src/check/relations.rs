//! Whether what entries say about each other can be followed.

use std::collections::BTreeMap;

use super::{Entry, Find, Notes, Rule, Together, rule};
use crate::problem::Severity::{Advice, Error, Warning};

pub(super) const RULES: &[Rule] = &[
    rule(
        "relation-to-itself",
        Warning,
        Find::Entry(relation_to_itself),
        "An entry is not related to itself, and to another in one way only.",
    ),
    rule(
        "relation-circle",
        Error,
        Find::Together(relation_circle),
        "`leads-to`, `needs-first` and `replaced-by` do not run in circles.\nOf two steps that each come before the other, nobody can take the first.",
    ),
    rule(
        "one-sided-relation",
        Advice,
        Find::Together(one_sided_relation),
        "What cannot be held together says so on both sides.\nPeople read one of the two pages only.",
    ),
    rule(
        "leads-to-retired",
        Warning,
        Find::Together(leads_to_retired),
        "A live entry does not lead to, or need, one that has ended.\nName its successor instead.",
    ),
    rule(
        "retired-successor",
        Error,
        Find::Together(retired_successor),
        "A successor of a retired entry is a live one.\nOld links answer with it: whoever follows one would be sent to what has ended too, or in a circle.",
    ),
    rule(
        "retired-without-reason",
        Error,
        Find::Entry(retired_without_reason),
        "An entry in archive/ says under `retired` why it ended, and a live one has no such key.\nOld links answer with that reason.",
    ),
];

fn relation_to_itself(entry: &Entry<'_>, notes: &mut Notes) {
    let related = &entry.opportunity.related;
    for (index, one) in related.iter().enumerate() {
        if one.id == entry.opportunity.id {
            notes.add(
                format!("related.{index}.id"),
                "the entry is related to itself",
                "take it out",
            );
        } else if related[..index].iter().any(|earlier| earlier.id == one.id) {
            let message = format!("`{}` is related twice", one.id);
            notes.add(format!("related.{index}.id"), message, "keep the more telling relation");
        }
    }
}

/// The steps of one kind of way: from what comes first to what follows, with the place that says so.
type Steps<'a> = BTreeMap<&'a str, Vec<(&'a str, String, String)>>;

fn steps<'a>(all: &Together<'a>, forward: &str, backward: &str) -> Steps<'a> {
    let mut steps = Steps::new();
    for (entry, file) in all.entries() {
        for (index, one) in entry.related.iter().enumerate() {
            let (from, to) = match one.relation.as_str() {
                relation if relation == forward => (entry.id.as_str(), one.id.as_str()),
                relation if relation == backward => (one.id.as_str(), entry.id.as_str()),
                _ => continue,
            };
            if from != to {
                let place = (to, file.to_owned(), format!("related.{index}"));
                steps.entry(from).or_default().push(place);
            }
        }
    }
    steps
}

fn relation_circle(all: &Together<'_>, notes: &mut Notes) {
    for (forward, backward) in [("leads-to", "needs-first"), ("replaced-by", "")] {
        let steps = steps(all, forward, backward);
        for (from, onward) in &steps {
            for (to, file, at) in onward {
                // Each circle is reported once, at its step from the first id in the alphabet.
                if let Some(way) = way_back(&steps, to, from)
                    && way.iter().all(|id| from <= id)
                {
                    notes.turn_to(file);
                    let circle = [&[*from][..], &way[..], &[*from][..]].concat().join(" → ");
                    notes.add(
                        at.as_str(),
                        format!("the relations run in a circle: {circle}"),
                        "take one of the steps out",
                    );
                }
            }
        }
    }
}

/// The shortest way from one entry to another, both ends included but the last.
fn way_back<'a>(steps: &Steps<'a>, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = std::collections::VecDeque::from([from]);
    while let Some(here) = waiting.pop_front() {
        for (next, ..) in steps.get(here).into_iter().flatten() {
            if *next == to {
                let mut way = vec![here];
                let mut step = here;
                while let Some(earlier) = before.get(step) {
                    way.push(earlier);
                    step = earlier;
                }
                way.reverse();
                return Some(way);
            }
            if *next != from && !before.contains_key(next) {
                before.insert(next, here);
                waiting.push_back(next);
            }
        }
    }
    None
}

fn one_sided_relation(all: &Together<'_>, notes: &mut Notes) {
    const RELATION: &str = "cannot-be-held-with";
    for (entry, file) in all.live() {
        for (index, one) in entry.related.iter().enumerate() {
            let Some(other) = all.catalogue.opportunities.get(&one.id) else { continue };
            let back =
                other.related.iter().any(|back| back.id == entry.id && back.relation == RELATION);
            if one.relation == RELATION && !back {
                notes.turn_to(file);
                let message =
                    format!("`{}` does not say that the two cannot be held together", one.id);
                notes.add(format!("related.{index}"), message, "say it there too");
            }
        }
    }
}

fn leads_to_retired(all: &Together<'_>, notes: &mut Notes) {
    for (entry, file) in all.live() {
        for (index, one) in entry.related.iter().enumerate() {
            if ["leads-to", "needs-first"].contains(&one.relation.as_str())
                && all.catalogue.archive.contains_key(&one.id)
            {
                notes.turn_to(file);
                let message = format!("`{}` has ended", one.id);
                notes.add(
                    format!("related.{index}.id"),
                    message,
                    "name what took its place, or take it out",
                );
            }
        }
    }
}

fn retired_successor(all: &Together<'_>, notes: &mut Notes) {
    for (entry, file) in all.entries() {
        let successors = entry.retired.iter().flat_map(|retired| &retired.successors);
        for (index, id) in successors.enumerate() {
            let message = match all.catalogue.archive.contains_key(id) {
                true if *id == entry.id => "the entry is its own successor".to_owned(),
                true => format!("`{id}` has ended too"),
                false => continue,
            };
            notes.turn_to(file);
            notes.add(
                format!("retired.successors.{index}"),
                message,
                "name what can be had today, or take it out",
            );
        }
    }
}

fn retired_without_reason(entry: &Entry<'_>, notes: &mut Notes) {
    match (entry.archived, entry.opportunity.retired.is_some()) {
        (true, false) => {
            notes.add("", "the entry does not say why it ended", "add `retired:` with a `reason`")
        }
        (false, true) => notes.add(
            "retired",
            "a live entry has not ended",
            "move the file to archive/, or take the key out",
        ),
        _ => {}
    }
}
