//! The rules of the catalogue, in one ordered registry. Each has a name, a weight and an explanation that
//! `cyfle check --explain NAME` prints; a test demands a failing fixture for each (`tests/fixtures/invalid/NAME/`).
//!
//! One file a family. Rules of `files` and `values` are found while files are read and held against their shape; the
//! others look at one file, at one entry, or at all entries together. What they find is a path inside a file, never a place:
//! places are looked up afterwards, so that no tree has to stay in memory.

mod addresses;
mod dates;
mod files;
mod identity;
mod offers;
mod relations;
mod sources;
mod upkeep;
mod values;
mod watched;
mod welsh;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::load::{Parsed, Role};
use crate::opportunity::Opportunity;
use crate::problem::{Finding, Severity};

pub(crate) use welsh::{is_mark, is_unwritten};

/// A rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// How much a breach matters, unless the entry itself gives a reason.
    pub severity: Severity,
    /// What it wants, why, and what to do instead.
    pub explain: &'static str,
    find: Find,
}

/// How breaches of a rule are found.
#[derive(Debug, Clone, Copy)]
enum Find {
    /// While files are read.
    Reading,
    /// While a tree is held against its shape.
    Shape,
    /// In a file that is YAML, sound or not.
    File(fn(&Parsed<'_>, &mut Notes)),
    /// In an entry, live or retired.
    Entry(fn(&Entry<'_>, &mut Notes)),
    /// In all together.
    Together(fn(&Together<'_>, &mut Notes)),
}

const fn rule(name: &'static str, severity: Severity, find: Find, explain: &'static str) -> Rule {
    Rule { name, severity, explain, find }
}

/// The families, in the order in which they are documented.
const FAMILIES: [&[Rule]; 11] = [
    files::RULES,
    values::RULES,
    identity::RULES,
    sources::RULES,
    dates::RULES,
    offers::RULES,
    addresses::RULES,
    welsh::RULES,
    relations::RULES,
    upkeep::RULES,
    watched::RULES,
];

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.into_iter().flatten()
}

/// The rule with a name.
pub fn explain(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

/// How much a breach of a rule matters. A rule that is not in the registry is a fault of the program and counts as an error.
pub(crate) fn severity_of(name: &str) -> Severity {
    explain(name).map_or(Severity::Error, |rule| rule.severity)
}

/// An entry, as its rules see it.
pub(crate) struct Entry<'a> {
    pub(crate) opportunity: &'a Opportunity,
    pub(crate) archived: bool,
    /// The day on which the check is made, where one is given.
    pub(crate) day: Option<Date>,
}

/// A file that is YAML, after its tree has gone.
pub(crate) struct Filed<'a> {
    pub(crate) path: &'a str,
    pub(crate) role: Role,
    pub(crate) id: Option<String>,
    /// The ids of the values that it lists, each with its dotted path.
    pub(crate) listed: Vec<(String, String)>,
}

/// Everything, as rules that compare see it.
pub(crate) struct Together<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) filed: &'a [Filed<'a>],
    /// The path of every file, also of those that cannot be read.
    pub(crate) paths: BTreeSet<&'a str>,
    /// The file of each entry, by id; the first of two with one id.
    pub(crate) entry_files: BTreeMap<&'a str, &'a str>,
}

impl<'a> Together<'a> {
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        filed: &'a [Filed<'a>],
        paths: BTreeSet<&'a str>,
    ) -> Self {
        let mut entry_files = BTreeMap::new();
        for file in filed.iter().filter(|file| file.role.is_entry()) {
            if let Some(id) = &file.id {
                entry_files.entry(id.as_str()).or_insert(file.path);
            }
        }
        Self { catalogue, filed, paths, entry_files }
    }

    /// Every sound entry with its file: live ones, then retired ones.
    fn entries(&self) -> impl Iterator<Item = (&'a Opportunity, &'a str)> {
        let all = self.catalogue.opportunities.values().chain(self.catalogue.archive.values());
        all.filter_map(|entry| Some((entry, *self.entry_files.get(entry.id.as_str())?)))
    }

    /// Every live entry with its file.
    fn live(&self) -> impl Iterator<Item = (&'a Opportunity, &'a str)> {
        let all = self.catalogue.opportunities.values();
        all.filter_map(|entry| Some((entry, *self.entry_files.get(entry.id.as_str())?)))
    }
}

/// What was found: in which file, at which dotted path, what.
pub(crate) struct Note {
    pub(crate) file: String,
    pub(crate) at: String,
    pub(crate) finding: Finding,
}

/// What rules have found so far, in the file that is looked at.
pub(crate) struct Notes {
    file: String,
    rule: &'static str,
    pub(crate) found: Vec<Note>,
}

impl Notes {
    pub(crate) fn of(file: &str) -> Self {
        Self { file: file.to_owned(), rule: "", found: Vec::new() }
    }

    /// A breach of the rule that is looking.
    fn add(&mut self, at: impl Into<String>, message: impl Into<String>, help: impl Into<String>) {
        let finding = Finding::new(self.rule, message, help);
        self.found.push(Note { file: self.file.clone(), at: at.into(), finding });
    }

    /// The same where the entry gives a reason: worth a look, no failure.
    fn add_advice(
        &mut self,
        at: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Finding::new(self.rule, message, help).into_advice();
        self.found.push(Note { file: self.file.clone(), at: at.into(), finding });
    }

    /// Looks at another file from now on.
    fn turn_to(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }
}

/// Rules about one file.
pub(crate) fn file(parsed: &Parsed<'_>, notes: &mut Notes) {
    for rule in rules() {
        if let Find::File(find) = rule.find {
            notes.rule = rule.name;
            find(parsed, notes);
        }
    }
}

/// Rules about one entry.
pub(crate) fn entry(entry: &Entry<'_>, notes: &mut Notes) {
    for rule in rules() {
        if let Find::Entry(find) = rule.find {
            notes.rule = rule.name;
            find(entry, notes);
        }
    }
}

/// Rules about all entries together.
pub(crate) fn together(together: &Together<'_>, notes: &mut Notes) {
    for rule in rules() {
        if let Find::Together(find) = rule.find {
            notes.rule = rule.name;
            find(together, notes);
        }
    }
}

#[cfg(test)]
mod tests;
