//! A checked catalogue as bytes: what an index generation carries, so that it can be served without its YAML files.
//!
//! These bytes are read by the program that wrote them and by no other: they are no promise to anybody, unlike the published
//! JSON, and nothing in them is checked again. That is what makes them quick to read. Assessments are not among them.

use crate::catalogue::Catalogue;

/// Bytes are not a packed catalogue of this program.
#[derive(Debug, thiserror::Error)]
#[error("these bytes are no catalogue of this program")]
pub struct PackedError(#[from] postcard::Error);

/// Packs a catalogue.
///
/// # Errors
/// Where something in it cannot be written; nothing that was loaded from files is of that sort.
pub fn pack(catalogue: &Catalogue) -> Result<Vec<u8>, PackedError> {
    Ok(postcard::to_allocvec(catalogue)?)
}

/// Unpacks what [`pack`] gave.
///
/// # Errors
/// Where the bytes are anything else.
pub fn unpack(bytes: &[u8]) -> Result<Catalogue, PackedError> {
    let catalogue: Catalogue = postcard::from_bytes(bytes)?;
    Ok(catalogue.in_full_trees())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, load};

    #[test]
    fn a_catalogue_comes_out_as_it_went_in() {
        let mut catalogue = load(&Files::embedded()).catalogue;
        let unpacked = unpack(&pack(&catalogue).expect("packed")).expect("unpacked");
        catalogue.assessments = crate::Assessments::default();
        assert_eq!(format!("{catalogue:?}"), format!("{unpacked:?}"));
    }

    #[test]
    fn other_bytes_are_refused() {
        let packed = pack(&load(&Files::embedded()).catalogue).expect("packed");
        assert!(unpack(&packed[..packed.len() / 2]).is_err());
        assert!(unpack(b"{}").is_err());
    }
}
