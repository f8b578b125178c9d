//! A generation in one piece: a program carries that of the catalogue inside it, and need not build it at every start.
//!
//! Such a piece is made when the program is, by the same sources, so nothing in it is held against a manifest again. Its files
//! are packed one by one: what is never looked at again should not stay in memory with what the program maps of itself.

use std::collections::BTreeMap;
use std::path::Path;

use cyfle_catalogue::catalogue::Catalogue;

use super::{Failure, GenerationError, read, write};
use crate::search::Engine;

/// Builds the generation of a catalogue below a folder, and gives it in one piece.
///
/// # Errors
/// Where the folder cannot be written.
pub fn bundle(catalogue: &Catalogue, folder: &Path) -> Result<Vec<u8>, GenerationError> {
    let name = write(catalogue, folder, 1)?.name;
    let files = read::whole(folder, &name)?;
    let packed: BTreeMap<&str, Vec<u8>> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), lz4_flex::compress_prepend_size(bytes)))
        .collect();
    postcard::to_allocvec(&packed).map_err(|reason| GenerationError::Unwritable {
        folder: folder.to_owned(),
        source: reason.into(),
    })
}

/// Makes of what [`bundle`] gave what can be asked.
///
/// # Errors
/// Where the bytes are anything else.
pub fn unbundle(bytes: &[u8]) -> Result<Engine, Failure> {
    let packed: BTreeMap<&str, &[u8]> = postcard::from_bytes(bytes)?;
    let unpack = |name: &str| -> Result<Vec<u8>, Failure> {
        let bytes = packed.get(name).ok_or_else(|| format!("{name} is missing"))?;
        Ok(lz4_flex::decompress_size_prepended(bytes)?)
    };
    read::assemble(packed.keys().copied(), &unpack)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_in_one_piece_answers_and_other_bytes_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let catalogue = Catalogue { build_id: "one".to_owned(), ..Catalogue::default() };
        let bytes = bundle(&catalogue, folder.path()).expect("a bundle");
        assert_eq!(unbundle(&bytes).expect("an engine").catalogue().build_id, "one");
        for wrong in [&[][..], b"{}", &bytes[..bytes.len() / 2]] {
            assert!(unbundle(wrong).is_err());
        }
    }
}
