//! The catalogue's files as bytes: from inside the binary or from a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rust_embed::RustEmbed;

use crate::layout;

#[derive(RustEmbed)]
#[folder = "../../catalogue"]
struct Embedded;

/// No file of a catalogue needs to be larger; a larger one is reported instead of read. The largest is made of judged questions.
pub const LARGEST_FILE: u64 = 4 * 1024 * 1024;

/// YAML files by their path inside the catalogue, `/` between folders.
#[derive(Debug, Clone, Default)]
pub struct Files {
    pub(crate) bytes: BTreeMap<String, Vec<u8>>,
    pub(crate) unreadable: Vec<(String, String)>,
    pub(crate) strays: Vec<(String, Stray)>,
}

/// What stands in a catalogue's folder and is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stray {
    /// A folder in which no file belongs. What is in it is not looked at: it may lead back to where it stands.
    Folder,
    /// A file that is no YAML, beside those that are.
    File,
}

/// Which files a folder has, how long each is and when it was last written, as a hash. Two equal stamps mean that nothing was
/// written in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(blake3::Hash);

/// Drafts are not part of the catalogue until a person has moved them.
const DRAFTS: &str = "drafts";

/// How the names of YAML files end, in capitals or not.
const YAML: &[&str] = &[".yaml", ".yml"];

/// How the names of files end that editors leave beside those that they change.
const LEFT_BEHIND: &[&str] = &["~", "#", ".swp", ".swo", ".bak", ".orig", ".rej", ".tmp"];

/// What file managers leave.
const MANAGERS: &[&str] = &["thumbs.db", "desktop.ini"];

fn ends_with_any(name: &str, endings: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    endings.iter().any(|ending| name.ends_with(ending))
}

/// Whether a file is a program's own, and no business of those who keep the catalogue.
fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || ends_with_any(name, LEFT_BEHIND)
        || MANAGERS.iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Visits every file of a catalogue with its path inside it, and everything that should not be there. A folder that goes away
/// on the way is as empty.
fn walk(
    folder: &Path,
    prefix: &str,
    visit: &mut impl FnMut(&Path, String, Option<Stray>),
) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (place, path) = (entry.path(), format!("{prefix}{name}"));
        if is_passed_over(&name) || path == DRAFTS {
            continue;
        }
        if place.is_dir() {
            if !layout::is_folder(&path) {
                visit(&place, path, Some(Stray::Folder));
                continue;
            }
            match walk(&place, &format!("{path}/"), visit) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                walked => walked?,
            }
        } else if ends_with_any(&name, YAML) {
            visit(&place, path, None);
        } else if !prefix.is_empty() {
            visit(&place, path, Some(Stray::File));
        }
    }
    Ok(())
}

/// The bytes of an ordinary file, or why there are none. Nothing else is opened: a pipe would keep its reader waiting, and a
/// device may never end. A file can grow while it is read, so that its length is counted, not asked for.
fn read(file: &Path) -> Result<Vec<u8>, String> {
    let refused = |reason: io::Error| format!("the file cannot be read ({reason})");
    let data = std::fs::metadata(file).map_err(refused)?;
    if !data.is_file() {
        return Err("this is not an ordinary file".to_owned());
    }
    let length = usize::try_from(data.len().min(LARGEST_FILE)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(length);
    let opened = File::open(file).map_err(refused)?;
    opened.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(refused)?;
    match bytes.len() as u64 > LARGEST_FILE {
        true => Err(format!("the file has more than {LARGEST_FILE} bytes")),
        false => Ok(bytes),
    }
}

/// Tells a file from another that was renamed over it.
#[cfg(unix)]
fn identity(data: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> u64 {
    0
}

/// The folder of a catalogue cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the catalogue in {}", path.display())]
pub struct ReadError {
    path: PathBuf,
    source: io::Error,
}

impl Files {
    /// The catalogue that was compiled in.
    pub fn embedded() -> Self {
        let bytes = Embedded::iter()
            .filter(|path| ends_with_any(path, YAML))
            .filter(|path| path.split('/').next() != Some(DRAFTS))
            .filter_map(|path| {
                Embedded::get(&path).map(|file| (path.to_string(), file.data.into_owned()))
            })
            .collect();
        Self { bytes, ..Self::default() }
    }

    /// The same files, and this one in the place of any of its path.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.bytes.insert(path.to_owned(), bytes);
        self
    }

    /// Every YAML file of a catalogue's folder, drafts excepted. A file that cannot be read, and what does not belong there,
    /// becomes a problem, not an error.
    ///
    /// # Errors
    /// Where the folder itself cannot be listed.
    pub fn read(folder: &Path) -> Result<Self, ReadError> {
        let mut files = Self::default();
        walk(folder, "", &mut |file, path, stray| match stray {
            Some(stray) => files.strays.push((path, stray)),
            None => files.read_file(file, path),
        })
        .map_err(|source| ReadError { path: folder.to_owned(), source })?;
        Ok(files)
    }

    /// The paths of what [`Self::read`] would read, of which nothing is opened.
    ///
    /// # Errors
    /// Where the folder itself cannot be listed.
    pub fn paths(folder: &Path) -> Result<BTreeSet<String>, ReadError> {
        let mut paths = BTreeSet::new();
        walk(folder, "", &mut |_, path, stray| {
            if stray.is_none() {
                paths.insert(path);
            }
        })
        .map_err(|source| ReadError { path: folder.to_owned(), source })?;
        Ok(paths)
    }

    /// The stamp of what [`Self::read`] would read.
    ///
    /// # Errors
    /// Where the folder itself cannot be listed.
    pub fn stamp(folder: &Path) -> Result<Stamp, ReadError> {
        let mut found: Vec<(String, Option<SystemTime>, [u64; 2])> = Vec::new();
        walk(folder, "", &mut |file, path, _| {
            let data = std::fs::metadata(file).ok();
            let length = data.as_ref().map_or(0, std::fs::Metadata::len);
            let written = data.as_ref().and_then(|data| data.modified().ok());
            found.push((path, written, [length, data.as_ref().map_or(0, identity)]));
        })
        .map_err(|source| ReadError { path: folder.to_owned(), source })?;
        // Folders are listed in any order.
        found.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        for file in found {
            hasher.update(format!("{file:?}").as_bytes());
        }
        Ok(Stamp(hasher.finalize()))
    }

    fn read_file(&mut self, file: &Path, path: String) {
        match read(file) {
            Ok(bytes) => {
                self.bytes.insert(path, bytes);
            }
            Err(reason) => self.unreadable.push((path, reason)),
        }
    }

    /// The hash of every path and its bytes, as 16 hexadecimal digits: long enough to tell two catalogues apart.
    pub fn build_id(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (path, bytes) in &self.bytes {
            hasher.update(&(path.len() as u64).to_le_bytes());
            hasher.update(path.as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// Every file that can be read, by its path, in the order of paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.bytes.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}
