//! Hashes the sources that make and read an index generation, and the versions of what they stand on, so that one of another
//! version of the program is told from our own: see `generation`.

use std::path::Path;
use std::{fs, io};

/// The versions of all dependencies. A package that is built by itself has none.
const LOCK: &str = "../../Cargo.lock";

fn main() -> io::Result<()> {
    // FNV-1a: the same on every machine, and no dependency for eight bytes.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut files = Vec::new();
    for folder in ["src", "../cyfle-catalogue/src"] {
        println!("cargo:rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files)?;
    }
    files.sort();
    if Path::new(LOCK).exists() {
        println!("cargo:rerun-if-changed={LOCK}");
        files.push(LOCK.to_owned());
    }
    for file in files {
        for byte in file.bytes().chain(fs::read(&file)?) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=CYFLE_SEARCH_SOURCES={hash:016x}");
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
