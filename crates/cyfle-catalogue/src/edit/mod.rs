//! The one writer of entries. Comments and layout stay as they are: an edit touches the lines that it is about, and no
//! others.
//!
//! [`Document`] edits a text; [`Editor`] finds the file of an entry, edits it, and puts the result in place as a whole (see
//! [`crate::place`]). An editor holds its folder: there is one at a time, and others wait for it.

mod document;
mod hold;
mod proposal;
mod scaffold;
mod scalar;
mod unsettled;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use document::{Approved, Document, PublicChange};
pub use scaffold::{Scaffold, UNWRITTEN};

use crate::draft::{Draft, DraftError, DraftFolder};
use crate::files::{Files, ReadError};
use crate::load::load;
use crate::near::nearest;
use crate::opportunity::Opportunity;
use crate::problem::{Problem, Severity};
use crate::shape::Shape;
use crate::{place, shapes};

/// Why an edit was not made. The file that it is about is as it was, unless only its folder could not be flushed (see
/// [`place::put_in_place`]).
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// A file could not be read or written.
    #[error("cannot use {}", path.display())]
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
    /// A file of the catalogue is not YAML.
    #[error("{} is not sound YAML ({reason}); mend it first", path.display())]
    Unsound {
        /// The file.
        path: PathBuf,
        /// What is wrong, and in which line.
        reason: String,
    },
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
    /// A day is too early for a comparison of what stands in the entry now.
    #[error("`{id}` cannot have been compared with its page on {day}: {reason}")]
    ComparedBefore {
        /// The entry.
        id: String,
        /// The day that was to be noted.
        day: Date,
        /// What was done only later.
        reason: String,
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
    /// The drafts of the catalogue cannot be listed.
    #[error(transparent)]
    Drafts(#[from] Box<DraftError>),
    /// An entry cannot be compared with its page before it is written.
    #[error("`{id}` is not written yet ({}); write it, then note the comparison", fields.join(", "))]
    Unwritten {
        /// The entry.
        id: String,
        /// What has still to be written or chosen, as dotted paths.
        fields: Vec<String>,
    },
    /// Drafts that wait show that an entry does not say what its page says.
    #[error(
        "`{id}` does not say what its page says, as drafts that wait show: {}; accept or reject them first",
        drafts.join(", ")
    )]
    DraftsWait {
        /// The entry.
        id: String,
        /// The drafts, each with what it shows.
        drafts: Vec<String>,
    },
    /// The file of an entry is YAML, but no entry.
    #[error("`{id}` cannot be read ({reason}); `cyfle check` says what to mend")]
    NoEntry {
        /// What was asked for.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// The result would not pass the check.
    #[error("the entry does not pass the check:\n\n{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))]
    Refused(Vec<Problem>),
}

/// An entry and where its file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFile {
    /// The id.
    pub id: String,
    /// The file.
    pub path: PathBuf,
}

/// Edits the files of one catalogue folder, and holds it as long as it is there.
#[derive(Debug)]
pub struct Editor {
    root: PathBuf,
    _lock: File,
}

impl Editor {
    /// The editor of a catalogue's folder. Waits until there is no other one, in this process or elsewhere.
    ///
    /// # Errors
    /// Where there is no such folder, or nothing can be written there.
    pub fn of(root: impl Into<PathBuf>) -> Result<Self, EditError> {
        let root = root.into();
        if !root.is_dir() {
            // Says why it cannot be listed.
            Files::paths(&root)?;
        }
        match hold::hold(&root) {
            Ok(lock) => Ok(Self { root, _lock: lock }),
            Err(source) => Err(EditError::File { path: root.join(hold::LOCK), source }),
        }
    }

    /// The entry with an id, live or retired.
    ///
    /// # Errors
    /// Where there is none.
    pub fn entry(&self, id: &str) -> Result<EntryFile, EditError> {
        entry_of(&self.entry_files()?, id)
    }

    /// The same for several, in the order of their ids. The folder is listed once for all.
    ///
    /// # Errors
    /// Where one of them is missing.
    pub fn entries(&self, ids: &[impl AsRef<str>]) -> Result<Vec<EntryFile>, EditError> {
        let files = self.entry_files()?;
        ids.iter().map(|id| entry_of(&files, id.as_ref())).collect()
    }

    /// The files of all entries by their ids, which are their names.
    fn entry_files(&self) -> Result<BTreeMap<String, PathBuf>, EditError> {
        let mut files = BTreeMap::new();
        for path in Files::paths(&self.root)? {
            if !path.starts_with("opportunities/") && !path.starts_with("archive/") {
                continue;
            }
            if let Some(id) = Path::new(&path).file_stem().and_then(|stem| stem.to_str()) {
                files.entry(id.to_owned()).or_insert_with(|| self.root.join(&path));
            }
        }
        Ok(files)
    }

    /// Notes that a person has compared an entry with its page on a day, while these drafts wait (see [`Self::waiting_drafts`]).
    /// Answers whether the file changed.
    ///
    /// # Errors
    /// Where the entry is not sound or not written yet, was compared later already, a draft that waits shows that it does not
    /// say what its page says, or it cannot be read or written.
    pub fn confirm(
        &self,
        entry: &EntryFile,
        day: Date,
        waiting: &[Draft],
    ) -> Result<bool, EditError> {
        self.edit(&entry.path, |document| {
            note_comparison(document, (entry.id.as_str(), day), waiting)
        })
    }

    /// Tries what [`Self::confirm`] does and writes nothing, so that of several entries all or none are noted.
    ///
    /// # Errors
    /// As for [`Self::confirm`].
    pub fn try_confirm(
        &self,
        entry: &EntryFile,
        day: Date,
        waiting: &[Draft],
    ) -> Result<(), EditError> {
        let mut document = document_in(&entry.path)?;
        note_comparison(&mut document, (entry.id.as_str(), day), waiting)
    }

    /// The drafts that wait for a person.
    ///
    /// # Errors
    /// Where the drafts of the catalogue cannot be listed, or one of them cannot be read: it may speak against any entry.
    pub fn waiting_drafts(&self) -> Result<Vec<Draft>, EditError> {
        let (waiting, broken) =
            DraftFolder::of_catalogue(&self.root).waiting().map_err(Box::new)?;
        match broken.into_iter().next() {
            Some(error) => Err(Box::new(error).into()),
            None => Ok(waiting),
        }
    }

    /// Notes that a translator has approved every Welsh text of an entry that is written.
    ///
    /// # Errors
    /// Where the entry is not sound, or cannot be read or written.
    pub fn approve_welsh(&self, entry: &EntryFile) -> Result<Approved, EditError> {
        self.approve_welsh_in(&entry.path, &shapes::OPPORTUNITY)
    }

    /// The same for a funder's own file.
    ///
    /// # Errors
    /// Where there is no such file, it is not sound, or cannot be written.
    pub fn approve_welsh_of_funder(&self, funder: &str) -> Result<Approved, EditError> {
        let path = self.root.join("funders").join(format!("{funder}.yaml"));
        self.approve_welsh_in(&path, &shapes::FUNDER)
    }

    fn approve_welsh_in(&self, path: &Path, shape: &Shape) -> Result<Approved, EditError> {
        let mut approved = Approved::default();
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
        match place::put_anew(&target, text.as_bytes()) {
            Ok(()) => Ok(target),
            // Somebody may have saved one meanwhile with another program.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(EditError::Exists(target))
            }
            Err(source) => Err(EditError::File { path: target, source }),
        }
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
        let mut document = document_in(path)?;
        let before = document.text().to_owned();
        change(&mut document).map_err(|error| match error {
            EditError::Layout(reason) => EditError::Layout(format!("{}: {reason}", path.display())),
            other => other,
        })?;
        let changed = document.text() != before;
        if changed {
            overwrite(path, document.text().as_bytes())?;
        }
        Ok(changed)
    }
}

fn entry_of(files: &BTreeMap<String, PathBuf>, id: &str) -> Result<EntryFile, EditError> {
    match files.get(id) {
        Some(path) => Ok(EntryFile { id: id.to_owned(), path: path.clone() }),
        None => {
            let near = nearest(id, files.keys().map(String::as_str)).map(str::to_owned);
            Err(EditError::Missing { id: id.to_owned(), near })
        }
    }
}

/// The newest comparison is what counts: an older one takes nothing from it.
fn note_comparison(
    document: &mut Document,
    (id, day): (&str, Date),
    waiting: &[Draft],
) -> Result<(), EditError> {
    let noted = document.text_at("provenance.checked").and_then(|text| text.parse::<Date>().ok());
    if let Some(noted) = noted.filter(|noted| *noted > day) {
        return Err(EditError::ComparedSince { id: id.to_owned(), day, noted });
    }
    refuse_unwritten(document, id)?;
    let entry = document
        .opportunity()
        .map_err(|reason| EditError::NoEntry { id: id.to_owned(), reason })?;
    refuse_too_early(&entry, day)?;
    let drafts = unsettled_drafts(&entry, waiting, day);
    if !drafts.is_empty() {
        return Err(EditError::DraftsWait { id: id.to_owned(), drafts });
    }
    document.set("provenance.checked", &day.to_string(), Some("added"))
}

/// What stands in an entry now cannot have been compared before the entry was there, or before its pages were last read for it.
fn refuse_too_early(entry: &Opportunity, day: Date) -> Result<(), EditError> {
    let added = entry.provenance.added;
    let read = entry.provenance.sources.iter().map(|source| source.read).max();
    let reason = match read {
        _ if added > day => format!("it was added on {added}"),
        Some(read) if read > day => format!("a source of it was read anew on {read}"),
        _ => return Ok(()),
    };
    Err(EditError::ComparedBefore { id: entry.id.clone(), day, reason })
}

/// Those of some drafts that show that an entry does not say what its page says, each with what it shows.
fn unsettled_drafts<'a>(
    entry: &Opportunity,
    waiting: impl IntoIterator<Item = &'a Draft>,
    day: Date,
) -> Vec<String> {
    let shows = |draft: &Draft| {
        let open = unsettled::unsettled(draft, entry, day);
        (!open.is_empty()).then(|| format!("{} ({})", draft.id, open.join(", ")))
    };
    let own = waiting.into_iter().filter(|draft| draft.entry.as_deref() == Some(entry.id.as_str()));
    own.filter_map(shows).collect()
}

/// Nothing is certified that nobody has written.
fn refuse_unwritten(document: &Document, id: &str) -> Result<(), EditError> {
    let fields = document.unwritten();
    match fields.is_empty() {
        true => Ok(()),
        false => Err(EditError::Unwritten { id: id.to_owned(), fields }),
    }
}

fn read(path: &Path) -> Result<String, EditError> {
    fs::read_to_string(path).map_err(|source| EditError::File { path: path.to_owned(), source })
}

/// The text of a file, to be edited.
fn document_in(path: &Path) -> Result<Document, EditError> {
    Document::parse(&read(path)?).map_err(|error| match error {
        EditError::Syntax(reason) => EditError::Unsound { path: path.to_owned(), reason },
        other => other,
    })
}

/// Puts a changed file in place of what it was read from. Where that is a link, it stays one: the file that it leads to changes.
fn overwrite(path: &Path, bytes: &[u8]) -> Result<(), EditError> {
    let target = fs::canonicalize(path)
        .map_err(|source| EditError::File { path: path.to_owned(), source })?;
    write(&target, bytes)
}

/// Puts a file in its place, whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), EditError> {
    place::put_in_place(path, bytes)
        .map_err(|source| EditError::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests;
