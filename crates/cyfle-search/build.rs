//! Hashes the sources that make and read an index generation, so that one of another version of the program is told from
//! our own: see `generation`.

use std::fs;
use std::path::Path;

fn main() {
    // FNV-1a: the same on every machine, and no dependency for eight bytes.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for folder in ["src", "../cyfle-catalogue/src"] {
        println!("cargo:rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(Path::new(folder), &mut files);
        files.sort();
        for file in files {
            let bytes = fs::read(&file).unwrap_or_default();
            for byte in file.bytes().chain(bytes) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    println!("cargo:rustc-env=CYFLE_SEARCH_SOURCES={hash:016x}");
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
}
