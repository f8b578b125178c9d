//! The catalogue's files as bytes: from inside the binary or from a folder.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../catalogue"]
struct Embedded;

/// No file of a catalogue needs to be larger; a larger one is reported instead of read.
pub const LARGEST_FILE: u64 = 1024 * 1024;

/// YAML files by their path inside the catalogue, `/` between folders.
#[derive(Debug, Clone, Default)]
pub struct Files {
    pub(crate) bytes: BTreeMap<String, Vec<u8>>,
    pub(crate) unreadable: Vec<(String, String)>,
}

/// Which files a folder has, how long each is and when it was last written, as a hash. Two equal stamps mean that nothing was
/// written in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(blake3::Hash);

/// Drafts are not part of the catalogue until a person has moved them.
fn belongs(path: &str) -> bool {
    (path.ends_with(".yaml") || path.ends_with(".yml")) && !path.starts_with("drafts/")
}

/// Visits every file of a catalogue with its path inside it. Hidden files are an editor's or a writer's own. A folder that
/// goes away on the way is as empty.
fn walk(folder: &Path, prefix: &str, visit: &mut impl FnMut(&Path, String)) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if name.starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            match walk(&entry.path(), &format!("{path}/"), visit) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                walked => walked?,
            }
        } else if belongs(&path) {
            visit(&entry.path(), path);
        }
    }
    Ok(())
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
            .filter(|path| belongs(path))
            .filter_map(|path| {
                Embedded::get(&path).map(|file| (path.to_string(), file.data.into_owned()))
            })
            .collect();
        Self { bytes, unreadable: Vec::new() }
    }

    /// The same files, and this one in the place of any of its path.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.bytes.insert(path.to_owned(), bytes);
        self
    }

    /// Every `.yaml` file below a folder, drafts excepted. A file that cannot be read becomes a problem, not an error.
    ///
    /// # Errors
    /// Where the folder itself cannot be listed.
    pub fn read(folder: &Path) -> Result<Self, ReadError> {
        let mut files = Self::default();
        walk(folder, "", &mut |file, path| files.read_file(file, path))
            .map_err(|source| ReadError { path: folder.to_owned(), source })?;
        Ok(files)
    }

    /// The stamp of what [`Self::read`] would read.
    ///
    /// # Errors
    /// Where the folder itself cannot be listed.
    pub fn stamp(folder: &Path) -> Result<Stamp, ReadError> {
        let mut found: Vec<(String, Option<SystemTime>, [u64; 2])> = Vec::new();
        walk(folder, "", &mut |file, path| {
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
        let size = std::fs::metadata(file).map(|data| data.len());
        match size {
            Ok(size) if size > LARGEST_FILE => {
                let reason = format!("the file has {size} bytes; at most {LARGEST_FILE} are read");
                self.unreadable.push((path, reason));
            }
            _ => match std::fs::read(file) {
                Ok(bytes) => {
                    self.bytes.insert(path, bytes);
                }
                Err(reason) => {
                    self.unreadable.push((path, format!("the file cannot be read ({reason})")))
                }
            },
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
