//! What is served, and from where: the catalogue's folder, an index generation, or the catalogue inside the program.
//!
//! An index without a folder is its own catalogue. With both, the folder says what is served, and an index that was built
//! from it saves the building. What cannot be used is said, and the next best answers: the last good generation, and at the
//! very start the embedded catalogue; but a folder without an index is served or refused.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cyfle_catalogue::problem::Severity;
use cyfle_catalogue::{Files, load};
use cyfle_search::Engine;
use cyfle_search::generation::{self, GenerationError};
use cyfle_web::{Origin, Problems, Standing};

use crate::command::{files, told};

/// Where to look.
#[derive(Debug, Clone)]
pub(crate) struct Supply {
    pub(crate) catalogue: Option<PathBuf>,
    pub(crate) index: Option<PathBuf>,
}

/// What may answer in place of a catalogue's folder that is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replacement {
    /// The last good index.
    Index,
    /// Nothing: what answers now goes on answering.
    Nothing,
}

/// What can be served.
pub(crate) struct Found {
    pub(crate) engine: Engine,
    pub(crate) standing: Standing,
    /// For the maintainer: what could not be used on the way.
    pub(crate) complaint: Option<String>,
}

/// Why nothing can be served.
pub(crate) struct Wrong {
    /// A short name for programs.
    pub(crate) code: &'static str,
    /// Of a catalogue that was read.
    pub(crate) problems: Option<Problems>,
    /// For the maintainer.
    pub(crate) complaint: String,
}

impl Wrong {
    /// What is wrong before any catalogue was read.
    pub(crate) const fn new(code: &'static str, complaint: String) -> Self {
        Self { code, problems: None, complaint }
    }
}

impl Supply {
    /// Whether there is anything that can change while it is served.
    pub(crate) const fn can_change(&self) -> bool {
        self.catalogue.is_some() || self.index.is_some()
    }

    /// What was asked for, or what may answer in its place.
    pub(crate) fn find(&self, replacement: Replacement) -> Result<Found, Wrong> {
        let Some(folder) = &self.catalogue else {
            return self.index.as_deref().map_or_else(embedded, |index| from_index(index, None));
        };
        let wrong = match from_folder(folder, self.index.as_deref()) {
            Ok(found) => return Ok(found),
            Err(wrong) => wrong,
        };
        let index = self.index.as_deref().filter(|_| replacement == Replacement::Index);
        match index.map(|index| from_index(index, Some(folder))) {
            Some(Ok(found)) => Ok(found.instead_of(wrong, LAST_GOOD)),
            Some(Err(_)) | None => Err(wrong),
        }
    }

    /// The same at the start, when nothing answers yet. Whoever gives an index wants answers whatever happens: in need, those
    /// of the catalogue inside the program.
    ///
    /// # Errors
    /// Without an index: where the catalogue's folder cannot be served. Whoever starts on a folder is there to mend it.
    pub(crate) fn find_at_start(&self) -> anyhow::Result<Found> {
        let found = match (&self.catalogue, &self.index) {
            (Some(folder), None) => build(files(Some(folder))?, Some(folder)),
            _ => self.find(Replacement::Index),
        };
        match found {
            Ok(found) => Ok(found),
            Err(wrong) if self.index.is_some() => {
                let found = embedded().map_err(|wrong| anyhow::anyhow!(wrong.complaint))?;
                Ok(found.instead_of(wrong, INSTEAD))
            }
            Err(Wrong { problems, complaint, .. }) => {
                let count = problems.map_or(1, |problems| problems.errors);
                anyhow::bail!(
                    "{complaint}\n\nthe catalogue has {count} errors; mend them, or run without \
                     --catalogue"
                )
            }
        }
    }
}

const LAST_GOOD: &str = "the last good index answers";

const INSTEAD: &str = "THE CATALOGUE INSIDE THE PROGRAM ANSWERS, not the one that was asked for, until that is mended";

impl Found {
    fn instead_of(mut self, wrong: Wrong, what: &str) -> Self {
        self.standing.degraded = Some(wrong.code);
        self.standing.problems = wrong.problems;
        self.complaint = Some(format!("{}\n\n{what}", wrong.complaint));
        self
    }
}

fn embedded() -> Result<Found, Wrong> {
    let Some(engine) = embedded_engine() else {
        return build(Files::embedded(), None);
    };
    let warnings = env!("CYFLE_EMBEDDED_WARNINGS").parse().unwrap_or(0);
    let problems = Some(Problems { errors: 0, warnings });
    let standing = Standing { origin: Origin::Embedded, degraded: None, problems };
    Ok(Found { engine, standing, complaint: None })
}

/// The catalogue inside the program with the index that was built with it; none where the catalogue has errors.
pub(crate) fn embedded_engine() -> Option<Engine> {
    const BUNDLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.generation"));
    let found = generation::unbundle(BUNDLE);
    found
        .inspect_err(|error| tracing::debug!(%error, "the index inside the program is of no use"))
        .ok()
}

fn from_folder(folder: &Path, index: Option<&Path>) -> Result<Found, Wrong> {
    let files = Files::read(folder)
        .map_err(|reason| Wrong::new("catalogue-unreadable", reason.to_string()))?;
    let Some(index) = index else { return build(files, Some(folder)) };
    // Bytes from which a generation was built were sound then, so they are.
    match generation::open_for(&files.build_id(), index) {
        Ok(opened) => Ok(from_generation(opened.name, opened.engine)),
        Err(refused) => {
            let mut found = build(files, Some(folder))?;
            let complaint = explain(&refused, index, Some(folder));
            found.complaint = Some(format!("{complaint}; until then it is built in memory"));
            Ok(found)
        }
    }
}

/// What an index holds; `folder` is what it should be an index of, where that is known.
fn from_index(index: &Path, folder: Option<&Path>) -> Result<Found, Wrong> {
    let wrong =
        |refused: GenerationError| Wrong::new(refused.code(), explain(&refused, index, folder));
    let opened = generation::open(index).map_err(wrong)?;
    let found = from_generation(opened.name, opened.engine);
    Ok(match opened.instead_of {
        Some(refused) => found.instead_of(wrong(refused), LAST_GOOD),
        None => found,
    })
}

/// Why an index cannot be used, and the command that mends it. Whoever only types that must get the index of what is served, and
/// not that of the catalogue inside the program.
fn explain(refused: &GenerationError, index: &Path, folder: Option<&Path>) -> String {
    let build =
        if matches!(refused, GenerationError::None(_)) { "build one" } else { "rebuild it" };
    let index = quoted(index);
    match folder.map(quoted) {
        Some(folder) => {
            format!("{refused}; {build} with `cyfle index --index {index} --catalogue {folder}`")
        }
        None => format!(
            "{refused}; {build} with `cyfle index --index {index}`, and --catalogue where it is that \
             of a folder"
        ),
    }
}

/// A path as it is typed into a shell.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+=:,@%".contains(letter);
    if !path.is_empty() && path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

fn from_generation(name: String, engine: Engine) -> Found {
    let standing = Standing { origin: Origin::Index(name), degraded: None, problems: None };
    Found { engine, standing, complaint: None }
}

/// Loads a catalogue, of a folder or of the program, and builds its index in memory.
fn build(files: Files, folder: Option<&Path>) -> Result<Found, Wrong> {
    let loaded = load(&files);
    // Nothing else needs them, and building is when most memory is held.
    drop(files);
    let problems = Some(Problems {
        errors: loaded.count(Severity::Error),
        warnings: loaded.count(Severity::Warning),
    });
    if loaded.has_errors() {
        return Err(Wrong { code: "catalogue-broken", problems, complaint: told(&loaded, folder) });
    }
    let origin = folder.map_or(Origin::Embedded, |_| Origin::Folder);
    let engine = Engine::in_memory(Arc::new(loaded.catalogue));
    Ok(Found { engine, standing: Standing { origin, degraded: None, problems }, complaint: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_that_mends_an_index_builds_what_is_served() {
        let refused = GenerationError::None(PathBuf::from("ix"));
        let said = explain(&refused, Path::new("ix"), Some(Path::new("our entries")));
        assert!(said.contains("`cyfle index --index ix --catalogue 'our entries'`"), "{said}");
        let said = explain(&refused, Path::new("ix"), None);
        assert!(said.contains("`cyfle index --index ix`, and --catalogue where"), "{said}");
    }

    #[test]
    fn a_path_is_quoted_where_a_shell_would_read_it_as_something_else() {
        for (path, typed) in [
            ("/srv/cyfle/catalogue-2.1", "/srv/cyfle/catalogue-2.1"),
            ("cyfleoedd/tŷ", "cyfleoedd/tŷ"),
            ("our entries", "'our entries'"),
            ("a;b", "'a;b'"),
            ("Sian's", r"'Sian'\''s'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(Path::new(path)), typed);
        }
    }
}
