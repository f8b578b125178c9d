//! The one writer of entries. Comments and layout stay as they are: an edit touches the lines that it is about, and no
//! others.
//!
//! [`Document`] edits a text; [`Editor`] finds the file of an entry, edits it, and puts the result in place as a whole: it
//! is written beside the old one, flushed to the disk, and renamed over it, so that whoever reads meanwhile (a serving
//! process, a crash) finds the old file or the new one, never a part.

mod document;
mod proposal;
mod scaffold;
mod scalar;
mod unsettled;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use document::{Document, PublicChange};
pub use scaffold::{Scaffold, UNWRITTEN};

use crate::files::{Files, ReadError};
use crate::load::load;
use crate::problem::{Problem, Severity};
use crate::shape::Shape;
use crate::shapes;

/// Why an edit was not made. The file that it is about is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The catalogue cannot be listed.
    #[error(transparent)]
    Catalogue(#[from] ReadError),
    /// There is no such entry.
    #[error("there is no entry `{id}`{}", near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Missing {
        /// What was asked for.
        id: String,
        /// A known id that is close to it.
        near: Option<String>,
    },
    /// There is a file already.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// The text is not YAML.
    #[error("the file is not sound YAML ({0}); mend it first")]
    Syntax(String),
    /// The layout is one that this editor does not change safely.
    #[error("{0}; make this change by hand")]
    Layout(String),
    /// A comparison is noted already that is newer.
    #[error("`{id}` was compared with its page on {noted}, which is after {day}")]
    ComparedSince {
        /// The entry.
        id: String,
        /// The day that was to be noted.
        day: Date,
        /// The day that stands there.
        noted: Date,
    },
    /// A draft cannot be accepted.
    #[error("{0}")]
    Proposal(String),
    /// A draft that changes nothing by itself shows what its entry does not say yet.
    #[error(
        "the page says what the entry does not ({}); put the entry right and accept the draft then, or reject it where the page \
         means something else",
        .0.join(", ")
    )]
    Unsettled(Vec<String>),
    /// The result would not pass the check.
    #[error("the entry does not pass the check:\n\n{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))]
    Refused(Vec<Problem>),
}

/// Edits the files of one catalogue folder.
#[derive(Debug, Clone)]
pub struct Editor {
    root: PathBuf,
}

impl Editor {
    /// The editor of a catalogue's folder.
    pub fn of(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The file of an opportunity, live or retired.
    ///
    /// # Errors
    /// Where there is none.
    pub fn file_of(&self, id: &str) -> Result<PathBuf, EditError> {
        let files = self.entry_files()?;
        let named = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == id);
        files.iter().find(|path| named(path)).cloned().ok_or_else(|| {
            let stems = files.iter().filter_map(|path| path.file_stem()?.to_str());
            EditError::Missing {
                id: id.to_owned(),
                near: crate::shape::nearest(id, stems).map(str::to_owned),
            }
        })
    }

    fn entry_files(&self) -> Result<Vec<PathBuf>, EditError> {
        let files = Files::read(&self.root)?;
        let entries = files
            .bytes
            .keys()
            .filter(|path| path.starts_with("opportunities/") || path.starts_with("archive/"));
        Ok(entries.map(|path| self.root.join(path)).collect())
    }

    /// Notes that a person has compared an entry with its page on a day. Answers whether the file changed.
    ///
    /// # Errors
    /// Where the entry is missing, not sound, was compared later already, or cannot be written.
    pub fn confirm(&self, id: &str, day: Date) -> Result<bool, EditError> {
        self.edit(&self.file_of(id)?, |document| note_comparison(document, id, day))
    }

    /// Tries what [`Self::confirm`] does and writes nothing, so that of several entries all or none are noted.
    ///
    /// # Errors
    /// Where the entry is missing, not sound, or was compared later already.
    pub fn try_confirm(&self, id: &str, day: Date) -> Result<(), EditError> {
        let mut document = Document::parse(&read(&self.file_of(id)?)?)?;
        note_comparison(&mut document, id, day)
    }

    /// Notes that a translator has approved every Welsh text of an entry. Answers how many were pending.
    ///
    /// # Errors
    /// Where the entry is missing, not sound, or cannot be written.
    pub fn approve_welsh(&self, id: &str) -> Result<usize, EditError> {
        self.approve_welsh_in(&self.file_of(id)?, &shapes::OPPORTUNITY)
    }

    /// The same for a funder's own file.
    ///
    /// # Errors
    /// Where there is no such file, it is not sound, or cannot be written.
    pub fn approve_welsh_of_funder(&self, funder: &str) -> Result<usize, EditError> {
        let path = self.root.join("funders").join(format!("{funder}.yaml"));
        self.approve_welsh_in(&path, &shapes::FUNDER)
    }

    fn approve_welsh_in(&self, path: &Path, shape: &Shape) -> Result<usize, EditError> {
        let mut approved = 0;
        self.edit(path, |document| {
            approved = document.approve_welsh(shape)?;
            Ok(())
        })?;
        Ok(approved)
    }

    /// Makes a file of a text. Its path is relative to the catalogue.
    ///
    /// # Errors
    /// Where there is a file already, the result would not pass the check, or it cannot be written.
    pub fn create(&self, path: &str, text: &str) -> Result<PathBuf, EditError> {
        let target = self.root.join(path);
        if target.exists() {
            return Err(EditError::Exists(target));
        }
        self.refuse_unsound(path, text)?;
        put_in_place(&target, text.as_bytes())?;
        Ok(target)
    }

    /// Checks a text as if it stood in the catalogue already.
    fn refuse_unsound(&self, path: &str, text: &str) -> Result<(), EditError> {
        let mut files = Files::read(&self.root)?;
        files.bytes.insert(path.to_owned(), text.as_bytes().to_vec());
        let problems: Vec<Problem> = load(&files)
            .problems
            .into_iter()
            .filter(|problem| problem.file == path && problem.severity == Severity::Error)
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(EditError::Refused(problems)) }
    }

    fn edit(
        &self,
        path: &Path,
        change: impl FnOnce(&mut Document) -> Result<(), EditError>,
    ) -> Result<bool, EditError> {
        let before = read(path)?;
        let mut document = Document::parse(&before)?;
        change(&mut document)?;
        let changed = document.text() != before;
        if changed {
            put_in_place(path, document.text().as_bytes())?;
        }
        Ok(changed)
    }
}

/// The newest comparison is what counts: an older one takes nothing from it.
fn note_comparison(document: &mut Document, id: &str, day: Date) -> Result<(), EditError> {
    let noted = document.text_at("provenance.checked").and_then(|text| text.parse::<Date>().ok());
    if let Some(noted) = noted.filter(|noted| *noted > day) {
        return Err(EditError::ComparedSince { id: id.to_owned(), day, noted });
    }
    document.set("provenance.checked", &day.to_string(), Some("added"))
}

fn read(path: &Path) -> Result<String, EditError> {
    fs::read_to_string(path).map_err(|source| EditError::File { path: path.to_owned(), source })
}

/// Writes beside, flushes, renames. The name of the part begins with a dot, which [`Files`] does not read.
pub(crate) fn put_in_place(path: &Path, bytes: &[u8]) -> Result<(), EditError> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let permissions = fs::metadata(path).map(|data| data.permissions()).ok();
        let mut builder = tempfile::Builder::new();
        builder.prefix(".writing-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(permissions.unwrap_or_else(|| fs::Permissions::from_mode(0o644)));
        }
        #[cfg(not(unix))]
        drop(permissions);
        let mut part = builder.tempfile_in(folder)?;
        part.write_all(bytes)?;
        part.as_file().sync_all()?;
        part.persist(path).map_err(|error| error.error)?;
        // The rename itself must reach the disk too; where folders cannot be flushed, the file at least has been.
        if let Ok(folder) = fs::File::open(folder) {
            drop(folder.sync_all());
        }
        Ok(())
    };
    write().map_err(|source| EditError::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests;
