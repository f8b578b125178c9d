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
use cyfle_search::generation::{self, GenerationError, Opened};
use cyfle_web::{Origin, Problems, Standing};

use crate::command::{files, told};
use crate::watch::say;

/// Where to look.
#[derive(Debug, Clone)]
pub(crate) struct Supply {
    pub(crate) catalogue: Option<PathBuf>,
    pub(crate) index: Option<PathBuf>,
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

impl Supply {
    /// Whether there is anything that can change while it is served.
    pub(crate) const fn can_change(&self) -> bool {
        self.catalogue.is_some() || self.index.is_some()
    }

    /// What was asked for. Where a folder that is of no use may be replaced by an index, the last good one.
    pub(crate) fn find(&self, index_may_replace: bool) -> Result<Found, Wrong> {
        let Some(folder) = &self.catalogue else {
            return self.index.as_deref().map_or_else(embedded, from_index);
        };
        let wrong = match from_folder(folder, self.index.as_deref()) {
            Ok(found) => return Ok(found),
            Err(wrong) => wrong,
        };
        let replacement = self.index.as_deref().filter(|_| index_may_replace).map(from_index);
        match replacement {
            Some(Ok(found)) => Ok(found.instead_of(wrong, "the last good index answers")),
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
            (Some(folder), None) => build(files(Some(folder))?, Origin::Folder),
            _ => self.find(true),
        };
        match found {
            Ok(found) => Ok(found),
            Err(wrong) if self.index.is_some() => {
                let found = embedded().map_err(|wrong| anyhow::anyhow!(wrong.complaint))?;
                Ok(found.instead_of(wrong, INSTEAD))
            }
            Err(wrong) => {
                say(&wrong.complaint);
                let count = wrong.problems.map_or(1, |problems| problems.errors);
                anyhow::bail!(
                    "the catalogue has {count} errors; mend them, or run without --catalogue"
                )
            }
        }
    }
}

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
        return build(Files::embedded(), Origin::Embedded);
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
    let files = Files::read(folder).map_err(|reason| Wrong {
        code: "catalogue-unreadable",
        problems: None,
        complaint: reason.to_string(),
    })?;
    let Some(index) = index else { return build(files, Origin::Folder) };
    // Bytes from which a generation was built were sound then, so they are.
    match generation::open_for(&files.build_id(), index) {
        Ok(opened) => Ok(from_generation(opened)),
        Err(refused) => {
            let mut found = build(files, Origin::Folder)?;
            found.complaint = Some(format!("{refused}; until then it is built in memory"));
            Ok(found)
        }
    }
}

fn from_index(index: &Path) -> Result<Found, Wrong> {
    generation::open(index).map(from_generation).map_err(|refused| wrong_index(&refused))
}

fn wrong_index(refused: &GenerationError) -> Wrong {
    Wrong { code: refused.code(), problems: None, complaint: refused.to_string() }
}

fn from_generation(opened: Opened) -> Found {
    let standing = Standing { origin: Origin::Index(opened.name), degraded: None, problems: None };
    let found = Found { engine: opened.engine, standing, complaint: None };
    match opened.instead_of {
        Some(refused) => found.instead_of(wrong_index(&refused), "the last good index answers"),
        None => found,
    }
}

/// Loads a catalogue and builds its index in memory.
fn build(files: Files, origin: Origin) -> Result<Found, Wrong> {
    let loaded = load(&files);
    // Nothing else needs them, and building is when most memory is held.
    drop(files);
    let problems = Some(Problems {
        errors: loaded.count(Severity::Error),
        warnings: loaded.count(Severity::Warning),
    });
    if loaded.has_errors() {
        return Err(Wrong { code: "catalogue-broken", problems, complaint: told(&loaded) });
    }
    let engine = Engine::in_memory(Arc::new(loaded.catalogue));
    Ok(Found { engine, standing: Standing { origin, degraded: None, problems }, complaint: None })
}
