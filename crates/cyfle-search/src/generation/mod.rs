//! Index generations: immutable folders, each named by what is in it, and one small file that says which is current.
//!
//! ```text
//! index/
//!   current                     the name of the generation that is served
//!   generation-12-0f8a…/        the texts' index, the catalogue it was built from, what was learnt of its words, what is
//!     manifest.json             remembered of names and judged questions, and the hash of every file of it
//!   lock                        held while a generation is built; the system lets go of it when a process dies
//! ```
//!
//! A generation carries its catalogue, so that it can be served whatever has become of the YAML since. It is written aside,
//! flushed to the disk and renamed into place, and so is `current`: a process that is killed leaves either the old state or
//! the new one. Reading checks every byte against the manifest and keeps nothing of the folder open, so that a generation
//! may be pruned, and a disk may fail, while it is served. What belongs to another version of the program is refused, never
//! guessed at.
//!
//! Reading order: `write`, `read`, `bundle`.

mod bundle;
mod read;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cyfle_catalogue::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

pub use bundle::{bundle, unbundle};
pub use read::{Opened, current, open, open_for, stamp};
pub use write::{Written, write};

/// What went wrong below, as whoever met it says.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Raised whenever the layout of the folder changes.
pub const FORMAT: u32 = 13;

/// The sources that make and read a generation, hashed: what another version of the program wrote may mean something else,
/// and nobody has to remember to say so.
const PROGRAM: &str = env!("CYFLE_SEARCH_SOURCES");

const CURRENT: &str = "current";
const MANIFEST: &str = "manifest.json";
const CATALOGUE: &str = "catalogue.postcard";
const WORDS: &str = "words.postcard";
const REMEMBERED: &str = "remembered.postcard";
const LOCK: &str = "lock";

/// What a generation says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The build id of the catalogue.
    pub catalogue: String,
    /// How many entries are in it.
    pub entries: usize,
    /// The hash of every other file, by its name.
    pub files: BTreeMap<String, String>,
}

/// What any version of a manifest says.
#[derive(Deserialize)]
struct AnyManifest {
    format: u32,
}

/// Why a generation cannot be written or used. Which command mends it knows who asked for it, and where the catalogue is.
#[derive(Debug, thiserror::Error)]
pub enum GenerationError {
    /// The folder holds no generation yet.
    #[error("there is no index in {}", .0.display())]
    None(PathBuf),
    /// The generation belongs to another program or catalogue.
    #[error("the index in {} was built for another {what}", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// What differs.
        what: &'static str,
    },
    /// The generation is damaged.
    #[error("the index in {} cannot be read ({source})", folder.display())]
    Damaged {
        /// The folder.
        folder: PathBuf,
        /// What the reader said.
        source: Failure,
    },
    /// The folder cannot be written.
    #[error("cannot write the index in {}; what was there before is as it was", folder.display())]
    Unwritable {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: Failure,
    },
}

impl GenerationError {
    /// A short name for programs: `index-missing`, `index-foreign`, `index-damaged` or `index-unwritable`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::None(_) => "index-missing",
            Self::Foreign { .. } => "index-foreign",
            Self::Damaged { .. } => "index-damaged",
            Self::Unwritable { .. } => "index-unwritable",
        }
    }
}

/// The name of the generation of a catalogue.
pub fn name_of(catalogue: &Catalogue) -> String {
    name_for(&catalogue.build_id)
}

/// The name of the generation of a catalogue with a build id.
pub fn name_for(build_id: &str) -> String {
    let hash = blake3::hash(format!("{FORMAT} {PROGRAM} {build_id}").as_bytes());
    format!("generation-{FORMAT}-{}", &hash.to_hex()[..16])
}

/// Generations below a folder: their names, newest first. What is hidden is on its way in or out.
fn generations(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let data = entry.metadata().ok()?;
            (name.starts_with("generation-") && data.is_dir()).then(|| (data.modified().ok(), name))
        })
        .collect();
    found.sort_by(|left, right| right.cmp(left));
    found.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests;
