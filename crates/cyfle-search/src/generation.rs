//! Index generations: immutable folders, each named by what is in it, and one small file that says which is current.
//!
//! A generation is written aside and renamed into place, so a process that is killed leaves either the old state or the new
//! one. A generation of another format or another catalogue is refused, never guessed at.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use cyfle_catalogue::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

use crate::indexer;
use crate::lookup::TextIndex;
use crate::understand::Reading;

/// Raised whenever fields, keys or texts of the index change.
pub const FORMAT: u32 = 2;

const CURRENT: &str = "current";
const MANIFEST: &str = "manifest.json";

/// What a generation says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The build id of the catalogue.
    pub catalogue: String,
    /// How many entries are in it.
    pub entries: usize,
}

/// Why a generation cannot be written or used. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum GenerationError {
    /// The folder holds no generation yet.
    #[error("there is no index in {}; build one with `cyfle index --index {}`", .0.display(), .0.display())]
    None(PathBuf),
    /// The generation belongs to another program or catalogue.
    #[error("the index in {} was built for another {what}; rebuild it with `cyfle index --index {}`", folder.display(), folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// What differs.
        what: &'static str,
    },
    /// The generation is damaged.
    #[error("the index in {} cannot be read; rebuild it with `cyfle index --index {}`", folder.display(), folder.display())]
    Damaged {
        /// The folder.
        folder: PathBuf,
        /// What the reader said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The folder cannot be written.
    #[error("cannot write the index in {}", folder.display())]
    Unwritable {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The name of the generation of a catalogue.
pub fn name_of(catalogue: &Catalogue) -> String {
    let hash = blake3::hash(format!("{FORMAT} {}", catalogue.build_id).as_bytes());
    format!("generation-{}", &hash.to_hex()[..16])
}

/// Builds the generation of a catalogue below a folder and makes it current. Returns its name; one that is already there is
/// only made current.
///
/// # Errors
/// Where the folder cannot be written.
pub fn write(
    catalogue: &Catalogue,
    reading: &Reading,
    folder: &Path,
) -> Result<String, GenerationError> {
    let unwritable = |source: Box<dyn std::error::Error + Send + Sync>| {
        GenerationError::Unwritable { folder: folder.to_owned(), source }
    };
    let name = name_of(catalogue);
    let place = folder.join(&name);
    if read_manifest(&place).is_none() {
        let aside = folder.join(format!(".{name}-{}", std::process::id()));
        let built = build_aside(catalogue, reading, &aside);
        if let Err(reason) = built {
            // What is half there is of no use; if it cannot be removed either, the first reason is the one to report.
            let _ = fs::remove_dir_all(&aside);
            return Err(unwritable(reason));
        }
        if let Err(reason) = fs::rename(&aside, &place) {
            let _ = fs::remove_dir_all(&aside);
            // Another process may have built the same generation meanwhile: then it is there, and equal.
            if read_manifest(&place).is_none() {
                return Err(unwritable(reason.into()));
            }
        }
    }
    replace_file(&folder.join(CURRENT), name.as_bytes())
        .map_err(|reason| unwritable(reason.into()))?;
    Ok(name)
}

fn build_aside(
    catalogue: &Catalogue,
    reading: &Reading,
    aside: &Path,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    if aside.exists() {
        fs::remove_dir_all(aside)?;
    }
    fs::create_dir_all(aside)?;
    indexer::build_in_folder(catalogue, reading, aside)?;
    let manifest = Manifest {
        format: FORMAT,
        catalogue: catalogue.build_id.clone(),
        entries: catalogue.opportunities.len(),
    };
    replace_file(&aside.join(MANIFEST), &serde_json::to_vec_pretty(&manifest)?)?;
    fs::File::open(aside)?.sync_all()?;
    Ok(())
}

/// Writes a file whole or not at all: aside, flushed to the disk, renamed.
fn replace_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = fs::File::create(&aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&aside, path)
}

fn read_manifest(generation: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(generation.join(MANIFEST)).ok()?).ok()
}

/// Opens the current generation, if it belongs to this program and this catalogue.
///
/// # Errors
/// Where there is none, it is foreign, or it cannot be read.
pub(crate) fn open(catalogue: &Catalogue, folder: &Path) -> Result<TextIndex, GenerationError> {
    let Ok(current) = fs::read_to_string(folder.join(CURRENT)) else {
        return Err(GenerationError::None(folder.to_owned()));
    };
    let place = folder.join(current.trim());
    let Some(manifest) = read_manifest(&place) else {
        return Err(GenerationError::None(folder.to_owned()));
    };
    let foreign = |what| GenerationError::Foreign { folder: folder.to_owned(), what };
    if manifest.format != FORMAT {
        return Err(foreign("version of the program"));
    }
    if manifest.catalogue != catalogue.build_id {
        return Err(foreign("catalogue"));
    }
    indexer::open_folder(&place).map_err(|source| GenerationError::Damaged {
        folder: folder.to_owned(),
        source: source.into(),
    })
}
