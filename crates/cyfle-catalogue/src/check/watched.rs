//! Whether the pages on which entries rest are watched, each once.

use std::collections::BTreeMap;

use super::{Find, Notes, Rule, Together, rule};
use crate::problem::Severity::{Advice, Error};
use crate::source::{Kind, Source, cited};

pub(super) const RULES: &[Rule] = &[
    rule(
        "watched-twice",
        Error,
        Find::Together(watched_twice),
        "A page stands in one file of sources/ only.\nWatched twice it would be asked for twice and reported twice.",
    ),
    rule(
        "source-without-page",
        Error,
        Find::Together(source_without_page),
        "A source names at least one page, and a page at least one entry that rests on it.\nA source that watches nothing promises what it does not do.",
    ),
    rule(
        "bad-selector",
        Error,
        Find::Reading,
        "A CSS selector in a source can be read.\nWith a selector that means nothing the watch would read nothing and see no change.",
    ),
    rule(
        "unwatched-page",
        Advice,
        Find::Together(unwatched_page),
        "Every page that a live entry cites is watched by a file in sources/.\nA page that nobody watches changes unseen, and its entry goes stale.",
    ),
];

fn file_of(source: &Source) -> String {
    format!("sources/{}.yaml", source.id)
}

fn watched_twice(all: &Together<'_>, notes: &mut Notes) {
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    for source in all.catalogue.sources.values() {
        notes.turn_to(&file_of(source));
        for (index, page) in source.pages.iter().enumerate() {
            if let Some(first) = first.insert(&page.url, file_of(source)) {
                notes.add(
                    format!("pages.{index}.url"),
                    format!("this page is also watched in {first}"),
                    "keep one of the two, with the entries of both",
                );
            }
        }
    }
}

fn source_without_page(all: &Together<'_>, notes: &mut Notes) {
    for source in all.catalogue.sources.values() {
        notes.turn_to(&file_of(source));
        if source.pages.is_empty() {
            let help = "add the address of a page, or delete the file";
            notes.add("pages", "the source names no page", help);
        }
        for (index, page) in source.pages.iter().enumerate() {
            if source.kind == Kind::Page && page.entries.is_empty() {
                let help = "name the `entries` that rest on the page, or make it a listing";
                notes.add(format!("pages.{index}"), "the page speaks for no entry", help);
            }
        }
    }
}

fn unwatched_page(all: &Together<'_>, notes: &mut Notes) {
    let sources = all.catalogue.sources.values();
    let watched: std::collections::BTreeSet<&str> =
        sources.flat_map(|source| &source.pages).map(|page| page.url.as_str()).collect();
    // A catalogue without any source is one that is not watched at all; a piece of advice for each entry would be noise.
    if watched.is_empty() {
        return;
    }
    for (entry, file) in all.live() {
        notes.turn_to(file);
        for url in cited(entry).into_iter().filter(|url| !watched.contains(url)) {
            let help = format!("add it to the pages of sources/{}.yaml", entry.funder);
            notes.add("links", format!("no source watches {url}"), help);
        }
    }
}
