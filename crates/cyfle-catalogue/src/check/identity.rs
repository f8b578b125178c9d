//! Whether each entry is itself and no other: ids, files, addresses, titles, funders.

use std::collections::{BTreeMap, BTreeSet};

use super::{Find, Notes, Rule, Together, rule};
use crate::load::{Parsed, Role};
use crate::near::shortened;
use crate::opportunity::Opportunity;
use crate::problem::Severity::{Error, Warning};
use crate::yaml::Node;

pub(super) const RULES: &[Rule] = &[
    rule(
        "duplicate-id",
        Error,
        Find::Together(duplicate_id),
        "An id names one entry only, or one value of a vocabulary, or one organisation.\nTwo entries with one id would share one address; of two values one would never be shown.",
    ),
    rule(
        "id-is-file-name",
        Error,
        Find::File(id_is_file_name),
        "The id is the file's name without its ending.\nSo a person who knows the address finds the file.",
    ),
    rule(
        "folder-is-funder",
        Error,
        Find::File(folder_is_funder),
        "An opportunity stands in the folder of its funder.",
    ),
    rule(
        "same-address",
        Warning,
        Find::Together(same_address),
        "Two live entries do not share one official page.\nThey are one opportunity, or the page is a listing of several: then say so in `links.note`, and this becomes advice.",
    ),
    rule(
        "similar-title",
        Warning,
        Find::Together(similar_title),
        "Two live entries of one funder do not have nearly the same title.\nUsually one of them is a copy. Where both are real, say in the titles what tells them apart.",
    ),
    rule(
        "orphan-funder",
        Warning,
        Find::Together(orphan_funder),
        "Every funder runs at least one entry, live or retired.\nOne that runs none would be offered as a filter that finds nothing.",
    ),
];

fn duplicate_id(all: &Together<'_>, notes: &mut Notes) {
    let mut first: BTreeMap<(Role, &str), &str> = BTreeMap::new();
    for file in all.filed {
        notes.turn_to(file.path);
        if let (Some(key), Some(id)) = (file.role.own_key(), file.id.as_deref()) {
            // Retired entries have the same addresses as live ones.
            let sort = if file.role.is_entry() { Role::Opportunity } else { file.role };
            let other = *first.entry((sort, id)).or_insert(file.path);
            if other != file.path {
                notes.add(
                    key,
                    format!("the {key} `{id}` is also that of {other}"),
                    format!("give one of the two another {key} and file name"),
                );
            }
        }
        let mut listed: BTreeSet<&str> = BTreeSet::new();
        for (at, id) in &file.listed {
            if !listed.insert(id) {
                notes.add(
                    at.as_str(),
                    format!("the id `{}` stands in this file already", shortened(id)),
                    "give one of the two another id, or delete it",
                );
            }
        }
    }
}

fn id_is_file_name(file: &Parsed<'_>, notes: &mut Notes) {
    let Some(key) = file.role.own_key() else { return };
    if let Some(id) = file.tree.get(key).and_then(Node::text)
        && id != file.stem()
    {
        let message = format!("the {key} is `{id}`, the file is named `{}`", file.stem());
        notes.add(key, message, "make them the same");
    }
}

fn folder_is_funder(file: &Parsed<'_>, notes: &mut Notes) {
    if file.role == Role::Opportunity
        && let Some(funder) = file.tree.get("funder").and_then(Node::text)
        && file.path.split('/').nth(1) != Some(funder)
    {
        let help = format!("move the file to opportunities/{funder}/");
        notes.add("funder", format!("the funder is `{funder}`"), help);
    }
}

/// An address as far as it tells pages apart.
fn page(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or(address);
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/')
}

fn same_address(all: &Together<'_>, notes: &mut Notes) {
    let mut first: BTreeMap<&str, &Opportunity> = BTreeMap::new();
    for (entry, file) in all.live() {
        let links = [("links.en", &entry.links.en), ("links.cy", &entry.links.cy)];
        for (at, link) in links.into_iter().filter_map(|(at, link)| Some((at, link.as_ref()?))) {
            let other = *first.entry(page(link)).or_insert(entry);
            if other.id == entry.id {
                continue;
            }
            notes.turn_to(file);
            let message = format!("`{}` has the same page", other.id);
            let explained = [entry, other].iter().any(|one| one.links.note.is_some());
            match explained {
                true => notes.add_advice(at, message, "look whether each has a page of its own by now"),
                false => notes.add(
                    at,
                    message,
                    "merge the two, find the page of each, or say in `links.note` that it is shared",
                ),
            }
        }
    }
}

/// The words of a title without those that tell nothing, in order; figures count as words, so that two rounds differ.
fn words(title: &str) -> Vec<String> {
    let letters: String =
        title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words: Vec<String> = letters
        .split_whitespace()
        .filter(|word| !["the", "a", "an", "of", "for", "in", "and", "to"].contains(word))
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words
}

/// Titles that differ by so little are the same title with a slip.
const NEARLY: f64 = 0.94;

/// How many neighbours in the alphabet each title is compared with: comparing all with all would take hours at 100,000.
const NEIGHBOURS: usize = 6;

fn similar_title(all: &Together<'_>, notes: &mut Notes) {
    let mut titles: Vec<(&str, String, &Opportunity, &str)> = all
        .live()
        .map(|(entry, file)| (entry.funder.as_str(), words(&entry.title.en).join(" "), entry, file))
        .collect();
    titles.sort_by(|left, right| {
        (left.0, &left.1, &left.2.id).cmp(&(right.0, &right.1, &right.2.id))
    });
    let figures = |title: &str| -> String { title.chars().filter(char::is_ascii_digit).collect() };
    for (index, (funder, title, entry, file)) in titles.iter().enumerate() {
        let near =
            titles[..index].iter().rev().take(NEIGHBOURS).find(|(other_funder, other, ..)| {
                other_funder == funder
                    && figures(other) == figures(title)
                    && (other == title || strsim::normalized_levenshtein(other, title) >= NEARLY)
            });
        if let Some((_, _, other, _)) = near {
            notes.turn_to(file);
            let message = format!("`{}` is called nearly the same: {}", other.id, other.title.en);
            notes.add(
                if entry.title.en.is_empty() { "title" } else { "title.en" },
                message,
                "retire one of the two, or say in the titles what tells them apart",
            );
        }
    }
}

fn orphan_funder(all: &Together<'_>, notes: &mut Notes) {
    let used: BTreeSet<&str> = all.entries().map(|(entry, _)| entry.funder.as_str()).collect();
    // An entry that is not sound, or cannot even be read, still keeps its folder's funder from being called an orphan.
    let below = all.paths.iter().filter_map(|path| path.strip_prefix("opportunities/"));
    let folders: BTreeSet<&str> = below.filter_map(|path| path.split('/').next()).collect();
    for file in all.filed.iter().filter(|file| file.role == Role::Funder) {
        let Some(id) = file.id.as_deref() else { continue };
        if !used.contains(id) && !folders.contains(id) {
            notes.turn_to(file.path);
            notes.add(
                "id",
                format!("no entry has the funder `{id}`"),
                "delete the file, or add what it funds",
            );
        }
    }
}
