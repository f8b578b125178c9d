//! Putting a file in its place whole: whoever reads meanwhile, and whoever reads after a crash, finds the old file or the new
//! one, never a part.
//!
//! Entries, drafts, the index and the watch's journal stand on this promise, so it is kept in one way: the new file is written beside the old
//! one, flushed to the disk and renamed over it, and then the folder is flushed, without which a rename may be lost.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// How the name of a part begins, until it is whole. The dot hides it from [`crate::Files`]; a process that is killed may leave
/// one behind, which is of no use to anybody.
pub const PART: &str = ".writing-";

/// Puts a file in its place, with the permissions of the one that stood there. Its folder is made where there is none.
///
/// # Errors
/// Where the disk refuses. What stood there does so still, unless it was the folder that could not be flushed: then the new file
/// is in place, and may be lost to a crash.
pub fn put_in_place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let permissions = fs::metadata(path).map(|data| data.permissions()).ok();
    part(path, bytes, permissions)?.persist(path).map_err(|error| error.error)?;
    flush(folder_of(path))
}

/// The same for a file that is not there yet. One that is stays, also where it came only a moment before.
///
/// # Errors
/// Where something stands there, or the disk refuses.
pub fn put_anew(path: &Path, bytes: &[u8]) -> io::Result<()> {
    part(path, bytes, None)?.persist_noclobber(path).map_err(|error| error.error)?;
    flush(folder_of(path))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file as it shall stand at a path, written and flushed beside it.
fn part(
    path: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(PART);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(permissions.unwrap_or_else(|| fs::Permissions::from_mode(0o644)));
    }
    #[cfg(not(unix))]
    drop(permissions);
    let mut part = builder.tempfile_in(folder).map_err(without_path)?;
    part.as_file_mut().write_all(bytes)?;
    part.as_file().sync_all()?;
    Ok(part)
}

/// The system's own error: the library adds the name of a part, which says nothing to anybody.
fn without_path(error: io::Error) -> io::Error {
    let cause = error.get_ref().and_then(|inner| inner.source());
    let code = cause.and_then(|cause| cause.downcast_ref::<io::Error>()?.raw_os_error());
    code.map_or(error, io::Error::from_raw_os_error)
}

/// Flushes the names in a folder to the disk. Systems that cannot open a folder flush them by themselves, and so do disks that
/// have no such call; any other refusal means that a name may be lost.
///
/// # Errors
/// Where the disk refuses.
pub fn flush(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(reason) if has_no_such_call(&reason) => Ok(()),
        flushed => flushed,
    }
}

/// What the systems of disks across a network answer that flush only files.
fn has_no_such_call(reason: &io::Error) -> bool {
    matches!(reason.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_file_takes_the_place_of_another_and_nothing_else_is_left() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("new/below");
        let path = folder.join("a.yaml");
        put_in_place(&path, b"one").expect("written");
        put_in_place(&path, b"two").expect("written over");
        assert_eq!(fs::read(&path).expect("bytes"), b"two");
        assert_eq!(names(&folder), ["a.yaml"]);
    }

    #[test]
    fn a_file_that_shall_be_the_first_takes_the_place_of_none() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("new/a.yaml");
        put_anew(&path, b"one").expect("written");
        let refused = put_anew(&path, b"two").expect_err("one is there");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("bytes"), b"one");
        assert_eq!(names(&root.path().join("new")), ["a.yaml"]);
    }

    #[test]
    fn where_a_file_cannot_stand_it_is_said_and_no_part_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let taken = root.path().join("taken");
        fs::create_dir_all(taken.join("below")).expect("a folder");
        assert!(put_in_place(&taken, b"one").is_err(), "a folder stands there");
        assert_eq!(names(root.path()), ["taken"]);
        assert!(flush(&root.path().join("nowhere")).is_err(), "there is nothing to flush");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_not_read_stays_so() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("a.yaml");
        let mode = || fs::metadata(&path).expect("data").permissions().mode() & 0o777;
        put_in_place(&path, b"one").expect("written");
        assert_eq!(mode() & 0o600, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("closed");
        put_in_place(&path, b"two").expect("written over");
        assert_eq!(mode(), 0o600);
    }

    #[test]
    fn only_a_disk_that_has_no_such_call_is_excused() {
        assert!(has_no_such_call(&io::ErrorKind::InvalidInput.into()));
        assert!(has_no_such_call(&io::ErrorKind::Unsupported.into()));
        assert!(!has_no_such_call(&io::Error::other("the disk is broken")));
    }
}
