//! The folder of drafts. It is always `drafts/` of a catalogue: there is no way to name another one, so whoever is given this
//! can write proposals and nothing else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Draft;
use crate::edit::{self, EditError};
use crate::near::suggestion;
use crate::shape::is_id;

/// The drafts of a catalogue.
#[derive(Debug, Clone)]
pub struct DraftFolder {
    folder: PathBuf,
}

/// A draft could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The folder or a file refuses.
    #[error("cannot use {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// It cannot be put in place.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The name is no id.
    #[error("`{0}` is not the name of a draft; `cyfle drafts` lists them")]
    Name(String),
    /// There is none.
    #[error("there is no draft `{id}`; {}", near.clone().unwrap_or_else(|| "`cyfle drafts` lists them".to_owned()))]
    Unknown {
        /// What was asked for.
        id: String,
        /// A question whether a draft was meant that is called nearly so.
        near: Option<String>,
    },
    /// It is not a draft.
    #[error("{} is no draft: {reason}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// Where rejected drafts are remembered, inside the folder.
const REJECTED: &str = "rejected";

impl DraftFolder {
    /// The drafts of the catalogue in a folder.
    pub fn of_catalogue(catalogue: &Path) -> Self {
        Self { folder: catalogue.join("drafts") }
    }

    /// Writes a draft, whole or not at all: beside its place, forced to the disk, and then moved there. Does nothing where a
    /// person has rejected the same before. Answers whether a draft now stands there.
    ///
    /// # Errors
    /// Where its name is no id or the disk refuses, also to say what was rejected.
    pub fn write(&self, draft: &Draft) -> Result<bool, DraftError> {
        let path = self.file(&draft.id)?;
        if stands(&self.rejected(draft))? {
            return Ok(false);
        }
        edit::write(&path, draft.yaml().as_bytes())?;
        Ok(true)
    }

    /// Every draft that waits for a person, by name, and every file that is no draft.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn waiting(&self) -> Result<(Vec<Draft>, Vec<DraftError>), DraftError> {
        let mut drafts = Vec::new();
        let mut broken = Vec::new();
        for path in yaml_files(&self.folder)? {
            match read(&path) {
                Ok(draft) => drafts.push(draft),
                Err(error) => broken.push(error),
            }
        }
        Ok((drafts, broken))
    }

    /// One draft.
    ///
    /// # Errors
    /// Where there is none or it cannot be read.
    pub fn read(&self, id: &str) -> Result<Draft, DraftError> {
        let path = self.file(id)?;
        if !stands(&path)? {
            let known = yaml_files(&self.folder)?;
            let names = known.iter().filter_map(|path| path.file_stem()?.to_str());
            return Err(DraftError::Unknown { id: id.to_owned(), near: suggestion(id, names) });
        }
        read(&path)
    }

    /// Removes a draft that has been dealt with.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn remove(&self, id: &str) -> Result<(), DraftError> {
        let path = self.file(id)?;
        fs::remove_file(&path).map_err(|source| DraftError::File { path, source })
    }

    /// Puts a draft among the rejected ones, so that the same is not proposed again.
    ///
    /// # Errors
    /// Where there is none or the disk refuses.
    pub(crate) fn reject(&self, id: &str) -> Result<(), DraftError> {
        let draft = self.read(id)?;
        edit::write(&self.rejected(&draft), draft.yaml().as_bytes())?;
        self.remove(id)
    }

    /// Where the same stands once a person has rejected it.
    fn rejected(&self, draft: &Draft) -> PathBuf {
        self.folder.join(REJECTED).join(format!("{}-{}.yaml", draft.id, draft.print()))
    }

    fn file(&self, id: &str) -> Result<PathBuf, DraftError> {
        match is_id(id) {
            true => Ok(self.folder.join(format!("{id}.yaml"))),
            false => Err(DraftError::Name(id.to_owned())),
        }
    }
}

/// Whether a file stands there. What cannot be looked at may well stand there, so that is a failure and no "no".
fn stands(path: &Path) -> Result<bool, DraftError> {
    path.try_exists().map_err(|source| DraftError::File { path: path.to_owned(), source })
}

fn read(path: &Path) -> Result<Draft, DraftError> {
    let text = fs::read_to_string(path)
        .map_err(|source| DraftError::File { path: path.to_owned(), source })?;
    Draft::parse(&text).map_err(|reason| DraftError::Broken { path: path.to_owned(), reason })
}

fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, DraftError> {
    let failed = |source| DraftError::File { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
