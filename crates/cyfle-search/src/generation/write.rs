//! Building a generation, making it current, and letting go of old ones.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{packed, place};

use super::{
    CATALOGUE, CURRENT, FORMAT, Failure, GenerationError, LOCK, MANIFEST, Manifest, PROGRAM,
    REMEMBERED, WORDS, generations, name_of, read,
};
use crate::indexer;
use crate::search::{Learnt, Remembered};

/// What writing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name of the generation that is current now.
    pub name: String,
    /// The names of old ones that were removed.
    pub pruned: Vec<String>,
}

/// Builds the generation of a catalogue below a folder, makes it current, and keeps so many in all (at least the current
/// one). One that is already there and whole is only made current. Of several processes one builds and the others wait.
///
/// # Errors
/// Where the folder cannot be written; then what was current still is.
pub fn write(
    catalogue: &Catalogue,
    folder: &Path,
    keep: usize,
) -> Result<Written, GenerationError> {
    let name = name_of(catalogue);
    let written = || -> Result<Written, Failure> {
        fs::create_dir_all(folder)?;
        let _alone = alone(folder)?;
        remove_leftovers(folder)?;
        if read::check(&folder.join(&name)).is_err() {
            build(catalogue, folder, &name)?;
        }
        place::put_in_place(&folder.join(CURRENT), name.as_bytes())?;
        let pruned = prune(folder, &name, keep)?;
        Ok(Written { name, pruned })
    };
    written().map_err(|source| GenerationError::Unwritable { folder: folder.to_owned(), source })
}

/// Waits until nobody else writes here. The system takes the lock from a process that dies.
fn alone(folder: &Path) -> io::Result<File> {
    let lock = File::create(folder.join(LOCK))?;
    lock.lock().map_err(told)?;
    Ok(lock)
}

/// A disk without locks is refused: what one writer has half done is a leftover to another one, who would remove it.
fn told(reason: io::Error) -> io::Error {
    match reason.kind() {
        io::ErrorKind::Unsupported => io::Error::new(
            reason.kind(),
            "the disk has no file locks, without which two writers would harm each other; use a folder on one that has",
        ),
        _ => reason,
    }
}

/// What a killed process left on its way in or out: whoever holds the lock is the only one who could still need it.
fn remove_leftovers(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(".generation-") {
            fs::remove_dir_all(entry.path())?;
        } else if name.starts_with(place::PART) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn build(catalogue: &Catalogue, folder: &Path, name: &str) -> Result<(), Failure> {
    let aside = folder.join(format!(".{name}"));
    let home = folder.join(name);
    let built = || -> Result<(), Failure> {
        fs::create_dir(&aside)?;
        let (learnt, corpus) = Learnt::of(catalogue);
        indexer::build_in_folder(catalogue, &learnt.reading, &corpus, &aside)?;
        fs::write(aside.join(WORDS), postcard::to_allocvec(&learnt)?)?;
        let remembered = Remembered::of(catalogue);
        fs::write(aside.join(REMEMBERED), postcard::to_allocvec(&remembered)?)?;
        fs::write(aside.join(CATALOGUE), packed::pack(catalogue)?)?;
        let manifest = Manifest {
            format: FORMAT,
            program: PROGRAM.to_owned(),
            catalogue: catalogue.build_id.clone(),
            entries: catalogue.opportunities.len(),
            files: settle(&aside)?,
        };
        place::put_in_place(&aside.join(MANIFEST), &serde_json::to_vec_pretty(&manifest)?)?;
        if home.exists() {
            // Damaged, or it would not be built again. Whoever serves it has it in memory.
            fs::rename(&home, folder.join(format!(".{name}-damaged")))?;
        }
        fs::rename(&aside, &home)?;
        place::flush(folder)?;
        Ok(())
    };
    built().inspect_err(|_| {
        // What is half there is of no use, and on a full disk in the way; the next run tries to remove it again.
        let _ = fs::remove_dir_all(&aside);
    })
}

/// Flushes every file of a folder to the disk and gives their hashes. Locks of the index are not part of it.
fn settle(folder: &Path) -> io::Result<std::collections::BTreeMap<String, String>> {
    let mut hashes = std::collections::BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".lock") {
            fs::remove_file(entry.path())?;
            continue;
        }
        File::open(entry.path())?.sync_all()?;
        hashes.insert(name, read::hash(&fs::read(entry.path())?));
    }
    Ok(hashes)
}

/// Removes all but the newest generations and the current one. Each is hidden first, so that nobody opens half of it.
fn prune(folder: &Path, current: &str, keep: usize) -> io::Result<Vec<String>> {
    let others = generations(folder).into_iter().filter(|name| name != current);
    let pruned: Vec<String> = others.skip(keep.saturating_sub(1)).collect();
    for name in &pruned {
        let hidden = folder.join(format!(".{name}-pruned"));
        fs::rename(folder.join(name), &hidden)?;
        fs::remove_dir_all(&hidden)?;
    }
    Ok(pruned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_locks_is_refused_and_another_failure_is_said_as_it_is() {
        let refused = told(io::ErrorKind::Unsupported.into());
        assert_eq!(refused.kind(), io::ErrorKind::Unsupported);
        assert!(refused.to_string().contains("no file locks"), "{refused}");
        assert_eq!(told(io::Error::other("full")).to_string(), "full");
    }
}
