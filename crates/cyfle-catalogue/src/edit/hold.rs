//! One writer at a time. Whoever edits a catalogue's folder holds it until all is written, so that of two changes made at once
//! neither is lost; and what killed writers left is cleared by the next one, who is then alone.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::place::PART;

/// The file that is locked. Its name begins like those of parts, which git and [`crate::Files`] pass over.
pub(super) const LOCK: &str = ".writing-lock";

/// Waits until nobody else writes in a catalogue's folder. The system takes the lock from a process that dies.
pub(super) fn hold(root: &Path) -> io::Result<File> {
    let path = root.join(LOCK);
    // Another person may have made the file: to lock it, it need not be written.
    let lock = File::create(&path).or_else(|refused| File::open(&path).map_err(|_| refused))?;
    match lock.lock() {
        Ok(()) => clear(root),
        // A disk without locks is no reason to write nothing: a folder on one mostly has a single keeper.
        Err(reason) if reason.kind() == io::ErrorKind::Unsupported => {}
        Err(reason) => return Err(reason),
    }
    Ok(lock)
}

/// Removes the parts of files that were never finished. Only folders are looked into that nobody writes to without the lock:
/// the watch puts its drafts in place by itself.
fn clear(root: &Path) {
    let mut folders: Vec<PathBuf> =
        ["archive", "funders", "sources", "drafts/rejected"].map(|name| root.join(name)).to_vec();
    folders.extend(listed(&root.join("opportunities")));
    for path in folders.iter().flat_map(|folder| listed(folder)) {
        let name = path.file_name().map(|name| name.to_string_lossy());
        if name.is_some_and(|name| name.starts_with(PART)) {
            // What cannot be removed is in nobody's way.
            drop(fs::remove_file(&path));
        }
    }
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
