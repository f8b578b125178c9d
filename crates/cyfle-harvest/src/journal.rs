//! What the watch remembers, in one file: a line for each page visited and for each run that came to its end.
//!
//! A line is written whole and forced to the disk before the next page is judged, so a process that is killed at any moment
//! leaves at most half a last line, which reading passes over. At the start of a run the file is written afresh beside the old
//! one and takes its place in one step. That one run at a time does so is the work of a lock in a file of its own, which nobody
//! ever puts another one in the place of: whoever has opened it has opened the same one.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cyfle_catalogue::draft::Happening;
use cyfle_catalogue::place;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::fetch::Validators;
use crate::read::Reading;

/// What is known of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its address.
    pub url: String,
    /// When it was last asked for.
    pub asked: Timestamp,
    /// When it was last read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Timestamp>,
    /// How often in a row it could not be read.
    #[serde(default)]
    pub failures: u32,
    /// Why not, the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<Happening>,
    /// What it said when it was last read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
    /// How it was read: another way of reading gives another text, which is no change of the page.
    #[serde(default)]
    pub read_as: String,
    /// What that was known by.
    #[serde(default)]
    pub validators: Validators,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// When it ended.
    pub at: Timestamp,
    /// How many pages it asked for.
    pub pages: usize,
    /// How many of them it could read.
    pub read: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    Visit(Box<Visit>),
    Ran(Ran),
}

/// Everything that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// Pages by their address.
    pub visits: BTreeMap<String, Visit>,
    /// The last run that came to its end.
    pub last_run: Option<Ran>,
    /// How many lines could not be read; a process that was killed leaves one.
    pub unreadable: usize,
}

impl Memory {
    /// Reads a journal; a file that is not there remembers nothing.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn load(path: &Path) -> io::Result<Self> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        let mut memory = Self::default();
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            match serde_json::from_slice(line) {
                Ok(Line::Visit(visit)) => {
                    memory.visits.insert(visit.url.clone(), *visit);
                }
                Ok(Line::Ran(ran)) => memory.last_run = Some(ran),
                Err(_) => memory.unreadable += 1,
            }
        }
        Ok(memory)
    }
}

/// The journal of a run, open for writing. Only one run at a time can hold it.
#[derive(Debug)]
pub struct Journal {
    file: File,
    /// Open as long as the run may write.
    _lock: File,
}

/// Why a run cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A file cannot be read or written.
    #[error("cannot use {}", path.display())]
    File {
        /// The journal, or its lock.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// Another run holds it.
    #[error("another run of the watch holds the journal {}; wait until it ends", .0.display())]
    Busy(PathBuf),
    /// The file is something else, and would be lost.
    #[error("{} is no journal of the watch; name another file, or one that is not there yet", .0.display())]
    Foreign(PathBuf),
}

impl Journal {
    /// Opens the journal for a run and gives what it remembers.
    ///
    /// # Errors
    /// Where the file or its lock cannot be used, or another run uses it, or the file is no journal.
    pub fn open(path: &Path) -> Result<(Self, Memory), JournalError> {
        let failed = |source| JournalError::File { path: path.to_owned(), source };
        // Before the lock, which would stand beside somebody else's file.
        if !is_journal(path).map_err(failed)? {
            return Err(JournalError::Foreign(path.to_owned()));
        }
        let lock = hold(path)?;
        let memory = Memory::load(path).map_err(failed)?;
        place::put_in_place(path, &written(&memory)).map_err(failed)?;
        let file = OpenOptions::new().append(true).open(path).map_err(failed)?;
        Ok((Self { file, _lock: lock }, memory))
    }

    /// Remembers a visit.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn visited(&mut self, visit: Visit) -> io::Result<()> {
        self.append(&Line::Visit(Box::new(visit)))
    }

    /// Remembers that a run came to its end.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn ended(&mut self, ran: Ran) -> io::Result<()> {
        self.append(&Line::Ran(ran))
    }

    fn append(&mut self, line: &Line) -> io::Result<()> {
        self.file.write_all(&bytes_of(line))?;
        self.file.sync_data()
    }
}

/// How the lines of a journal begin.
const BEGINNINGS: [&[u8]; 2] = [br#"{"visit":"#, br#"{"ran":"#];

/// Whether a file may be written as a journal: it is one, or half a line of one, or nothing.
fn is_journal(path: &Path) -> io::Result<bool> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    let longest = BEGINNINGS.iter().map(|beginning| beginning.len()).max().unwrap_or_default();
    let mut start = Vec::new();
    file.take(longest as u64).read_to_end(&mut start)?;
    Ok(BEGINNINGS.iter().any(|beginning| {
        start.starts_with(beginning) || beginning.starts_with(start.trim_ascii_end())
    }))
}

/// Holds a journal until the file that this gives is closed, also by the end of a process that is killed.
fn hold(path: &Path) -> Result<File, JournalError> {
    let beside = lock_of(path);
    let failed = |source| JournalError::File { path: beside.clone(), source };
    let lock = File::create(&beside).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(JournalError::Busy(path.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// The whole name and an ending: journals whose names differ only in theirs have a lock each.
fn lock_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

fn bytes_of(line: &Line) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).expect("its types are texts, numbers and lists");
    bytes.push(b'\n');
    bytes
}

fn written(memory: &Memory) -> Vec<u8> {
    let visits = memory.visits.values().cloned().map(|visit| Line::Visit(Box::new(visit)));
    visits.chain(memory.last_run.clone().map(Line::Ran)).flat_map(|line| bytes_of(&line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(url: &str) -> Visit {
        Visit {
            url: url.to_owned(),
            asked: Timestamp::UNIX_EPOCH,
            read: None,
            failures: 1,
            obstacle: Some(Happening::Gone),
            reading: None,
            read_as: String::new(),
            validators: Validators::default(),
        }
    }

    #[test]
    fn half_a_line_is_passed_over_and_the_rest_remembered() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("watch.journal");
        let (mut journal, _) = Journal::open(&path).expect("a journal");
        journal.visited(visit("https://a.example/")).expect("written");
        journal.visited(visit("https://b.example/")).expect("written");
        drop(journal);
        let whole = std::fs::read(&path).expect("bytes");
        for end in 0..=whole.len() {
            std::fs::write(&path, &whole[..end]).expect("written");
            let memory = Memory::load(&path).expect("readable");
            assert!(memory.unreadable <= 1, "at {end}");
            let (mut journal, again) = Journal::open(&path).expect("a journal");
            assert_eq!(again.visits, memory.visits);
            journal.visited(visit("https://c.example/")).expect("written");
            drop(journal);
            assert_eq!(Memory::load(&path).expect("readable").unreadable, 0);
        }
    }

    #[test]
    fn what_is_no_journal_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("award.yaml");
        for text in ["id: award\n", "{\"day\": 1}", "{}"] {
            std::fs::write(&path, text).expect("written");
            assert!(matches!(Journal::open(&path), Err(JournalError::Foreign(_))), "{text}");
            assert_eq!(std::fs::read_to_string(&path).expect("text"), text);
            assert!(!lock_of(&path).exists(), "nothing is put beside it");
        }
        for text in ["", "\n", "{\"vis"] {
            std::fs::write(&path, text).expect("written");
            assert!(Journal::open(&path).is_ok(), "{text}");
        }
    }

    #[test]
    fn two_runs_cannot_write_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("watch.journal");
        let first = Journal::open(&path).expect("a journal");
        assert!(matches!(Journal::open(&path), Err(JournalError::Busy(_))));
        drop(first);
        assert!(Journal::open(&path).is_ok());
    }

    #[test]
    fn whoever_was_about_to_hold_it_finds_it_held_after_it_was_written_afresh() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("watch.journal");
        drop(Journal::open(&path).expect("a journal"));
        let late = File::create(lock_of(&path)).expect("a lock");
        let first = Journal::open(&path).expect("a journal");
        assert!(matches!(late.try_lock(), Err(TryLockError::WouldBlock)));
        drop(first);
        assert!(late.try_lock().is_ok());
        let names = std::fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(names.count(), 2, "the journal and its lock, and nothing of the writing");
    }
}
