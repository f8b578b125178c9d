//! The house keeps its shape: who may depend on whom and do what, how long files may be, and that each says why it exists.

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

/// Something that only some may do: names without which it cannot be done, and the only places where they may stand.
struct Fence {
    what: &'static str,
    names: &'static [&'static str],
    places: &'static [&'static str],
}

/// The last column of the table in `crates/README.md`, as far as manifests do not keep it. Places are beginnings of paths; where
/// every package but one may, the others are listed, so that a new one may nothing.
const FENCES: [Fence; 7] = [
    Fence {
        what: "reading the wall clock, the environment and the arguments",
        names: &[
            "Timestamp::now(",
            "Zoned::now(",
            "SystemTime::now(",
            "env::var",
            "env::args",
            "env::current_dir",
        ],
        places: &["crates/cyfle/src/"],
    },
    // It tells no time of day, only how much has passed: between two requests, of an allowance, until an answer.
    Fence {
        what: "measuring time",
        names: &["Instant::now("],
        places: &[
            "crates/cyfle-harvest/src/fetch/hosts.rs",
            "crates/cyfle-harvest/src/fetch/mod.rs",
            "crates/cyfle-search/src/evaluate/ask.rs",
            "crates/cyfle-web/src/front.rs",
            "crates/cyfle-web/src/pace.rs",
            "crates/cyfle/src/reload.rs",
        ],
    },
    Fence {
        what: "naming the network",
        names: &["std::net::", "tokio::net::", "net::Tcp", "net::Udp"],
        places: &["crates/cyfle-web/src/", "crates/cyfle-harvest/src/fetch/", "crates/cyfle/src/"],
    },
    Fence {
        what: "reading or writing files",
        names: &["fs::", "File::open", "File::create", "OpenOptions", "tempfile", "put_in_place"],
        places: &[
            "crates/cyfle-catalogue/src/files.rs",
            "crates/cyfle-catalogue/src/place.rs",
            "crates/cyfle-catalogue/src/edit/",
            "crates/cyfle-catalogue/src/draft/folder.rs",
            "crates/cyfle-search/src/generation/",
            "crates/cyfle-harvest/src/journal.rs",
            "crates/cyfle/src/",
        ],
    },
    Fence {
        what: "changing entries",
        names: &["Editor::of("],
        places: &["crates/cyfle/src/command/"],
    },
    Fence {
        what: "speaking to the terminal or starting programs",
        names: &["stdin(", "stdout(", "stderr(", "println!(", "process::Command"],
        places: &["crates/cyfle/src/"],
    },
    Fence {
        what: "putting facts into words",
        names: &["wording::", "language::Phrases", "phrases.fill(", "phrases(lang).get("],
        places: &[
            "crates/cyfle-catalogue/src/",
            "crates/cyfle-digest/src/",
            "crates/cyfle-web/src/",
            "crates/cyfle/src/command/",
        ],
    },
];

/// What the program is made of: every source below a package's `src`, by its path, without its unit tests.
fn shipped() -> Vec<(String, String)> {
    let root = root();
    let sources = sources().into_iter().filter_map(|path| {
        let own = path.strip_prefix(&root).expect("below the root").to_str().expect("UTF-8");
        let own = own.replace('\\', "/");
        let is_shipped =
            own.starts_with("crates/") && own.contains("/src/") && !own.ends_with("/tests.rs");
        let text = is_shipped.then(|| fs::read_to_string(&path).expect("text"))?;
        let code = text.split("#[cfg(test)]\nmod tests").next().expect("a beginning").to_owned();
        Some((own, code))
    });
    sources.collect()
}

#[test]
fn what_only_some_may_do_is_done_by_them_and_nobody_else() {
    let shipped = shipped();
    for Fence { what, names, places } in FENCES {
        let doing = |code: &str| names.iter().find(|name| code.contains(**name));
        for (path, code) in &shipped {
            if let Some(name) = doing(code) {
                let may = places.iter().any(|place| path.starts_with(place));
                assert!(may, "{path} names `{name}`, which is {what}");
            }
        }
        // Where nothing was found, nothing was looked for, or the place need not be open.
        for place in places {
            let own = shipped.iter().filter(|(path, _)| path.starts_with(place));
            assert!(own.map(|(_, code)| code).any(|code| doing(code).is_some()), "{place}: {what}");
        }
    }
}

#[test]
fn every_dependency_is_locked_and_comes_from_one_place() {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock"))
        .expect("a lock file")
        .parse()
        .expect("a lock file");
    let packages = lock["package"].as_array().expect("packages");
    let source = |package: &toml::Value| package.get("source").map(ToString::to_string);
    let registry = packages.iter().find_map(source).filter(|own| own.contains("registry+"));
    assert!(registry.is_some(), "dependencies come from a registry");
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let own = MAY_USE.iter().any(|(own, _)| *own == name);
        assert_eq!(source(package), registry.clone().filter(|_| !own), "{name}");
        assert!(own || package.get("checksum").is_some(), "{name} has no checksum");
    }
}

#[test]
fn every_dependency_earns_a_reason() {
    for (name, _) in MAY_USE {
        let manifest = fs::read_to_string(root().join("crates").join(name).join("Cargo.toml"))
            .expect("a manifest");
        for line in manifest.lines().filter(|line| line.contains(".workspace = true")) {
            let package_field = ["version", "edition", "rust-version", "license", "publish"]
                .iter()
                .any(|field| line.starts_with(field));
            assert!(package_field || line.contains(" # "), "{name}: `{line}` has no reason");
        }
    }
}
