//! Builds the index of the catalogue inside the program when the program is built, so that no start has to.
//!
//! A catalogue with errors has none: the program says at its start what is wrong, and checks the folder that is being mended.

use std::error::Error;
use std::path::PathBuf;

use cyfle_catalogue::problem::Severity;
use cyfle_catalogue::{Files, load};
use cyfle_search::generation;

fn main() -> Result<(), Box<dyn Error>> {
    // The catalogue and the sources that read it are part of what is compiled in here.
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let loaded = load(&Files::embedded());
    let bundle = if loaded.has_errors() {
        Vec::new()
    } else {
        generation::bundle(&loaded.catalogue, &out.join("index"))?
    };
    std::fs::write(out.join("catalogue.generation"), bundle)?;
    println!("cargo:rustc-env=CYFLE_EMBEDDED_WARNINGS={}", loaded.count(Severity::Warning));
    Ok(())
}
