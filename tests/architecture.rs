//! The house keeps its shape: who may depend on whom, how long files may be, and that each says why it exists.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// DESIGN's table: our own packages that each may use.
const MAY_USE: [(&str, &[&str]); 6] = [
    ("cyfle-catalogue", &[]),
    ("cyfle-search", &["cyfle-catalogue"]),
    ("cyfle-digest", &["cyfle-catalogue", "cyfle-search"]),
    ("cyfle-web", &["cyfle-catalogue", "cyfle-digest", "cyfle-search"]),
    ("cyfle-harvest", &["cyfle-catalogue"]),
    ("cyfle", &["cyfle-catalogue", "cyfle-digest", "cyfle-harvest", "cyfle-search", "cyfle-web"]),
];

/// The heavy dependency that each package fences: nobody else may name it.
const FENCED: [(&str, &str); 6] = [
    ("serde-saphyr", "cyfle-catalogue"),
    ("tantivy", "cyfle-search"),
    ("axum", "cyfle-web"),
    ("reqwest", "cyfle-harvest"),
    ("scraper", "cyfle-harvest"),
    ("clap", "cyfle"),
];

fn dependencies() -> BTreeMap<String, Vec<String>> {
    let crates = fs::read_dir(root().join("crates")).expect("crates");
    crates
        .filter_map(|entry| {
            let folder = entry.expect("entry").path();
            let manifest: toml::Table =
                fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().expect("a manifest");
            let name = manifest["package"]["name"].as_str().expect("a name").to_owned();
            assert_eq!(
                folder.file_name().expect("a folder").to_string_lossy(),
                name,
                "folder and package have one name"
            );
            let listed = |key: &str| {
                manifest
                    .get(key)
                    .and_then(toml::Value::as_table)
                    .into_iter()
                    .flat_map(|table| table.keys().cloned())
            };
            Some((name, listed("dependencies").chain(listed("build-dependencies")).collect()))
        })
        .collect()
}

#[test]
fn packages_depend_only_on_those_that_the_design_allows() {
    let found = dependencies();
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        MAY_USE
            .map(|(name, _)| name.to_owned())
            .iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    for (name, allowed) in MAY_USE {
        for own in found[name].iter().filter(|dependency| dependency.starts_with("cyfle")) {
            assert!(allowed.contains(&own.as_str()), "{name} must not depend on {own}");
        }
    }
}

#[test]
fn heavy_dependencies_stay_behind_their_fences() {
    for (name, used) in dependencies() {
        for (heavy, owner) in FENCED {
            assert!(
                name == owner || !used.iter().any(|dependency| dependency == heavy),
                "{name} must not use {heavy}"
            );
        }
    }
    for (never, name) in
        [("tokio", "cyfle-catalogue"), ("tokio", "cyfle-search"), ("tokio", "cyfle-digest")]
    {
        assert!(
            !dependencies()[name].iter().any(|dependency| dependency == never),
            "{name} must not use {never}"
        );
    }
}

fn sources() -> Vec<PathBuf> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules") {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join("crates"), &mut found);
    collect(&root().join("tests"), &mut found);
    found
}

#[test]
fn every_file_says_why_it_exists_and_is_short_enough_to_read() {
    for path in sources() {
        let text = fs::read_to_string(&path).expect("text");
        assert!(text.starts_with("//! "), "{} has no module documentation", path.display());
        assert!(text.lines().count() <= 600, "{} is longer than 600 lines", path.display());
    }
}

#[test]
fn only_the_program_reads_clock_and_environment() {
    for path in sources()
        .into_iter()
        .filter(|path| path.components().any(|part| part.as_os_str() == "crates"))
    {
        let program = path.components().any(|part| part.as_os_str() == "cyfle");
        let text = fs::read_to_string(&path).expect("text");
        for banned in ["Timestamp::now(", "Zoned::now(", "SystemTime::now(", "std::env::var"] {
            assert!(program || !text.contains(banned), "{} reads {banned}", path.display());
        }
    }
}

#[test]
fn every_dependency_earns_a_reason() {
    for (name, _) in MAY_USE {
        let manifest = fs::read_to_string(root().join("crates").join(name).join("Cargo.toml"))
            .expect("a manifest");
        for line in manifest
            .lines()
            .filter(|line| line.contains(".workspace = true") && !line.starts_with("cyfle"))
        {
            let package_field = ["version", "edition", "rust-version", "license", "publish"]
                .iter()
                .any(|field| line.starts_with(field));
            assert!(package_field || line.contains(" # "), "{name}: `{line}` has no reason");
        }
    }
}
