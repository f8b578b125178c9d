//! Styles and pictures that pages need, compiled in. Each address carries a hash of the bytes, so browsers may keep a copy
//! for ever and still get a new one after an upgrade.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

const ASSETS: &[(&str, &str, &[u8])] = &[
    ("cyfle.css", "text/css; charset=utf-8", include_bytes!("../assets/cyfle.css")),
    (
        "nhsuk-frontend.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/nhsuk/nhsuk-frontend.css"),
    ),
    ("cyfle.mjs", "text/javascript; charset=utf-8", include_bytes!("../assets/cyfle.mjs")),
    ("digest.css", "text/css; charset=utf-8", include_bytes!("../assets/digest.css")),
    ("digest.mjs", "text/javascript; charset=utf-8", include_bytes!("../assets/digest.mjs")),
    (
        "developers.mjs",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/developers.mjs"),
    ),
    ("embed.css", "text/css; charset=utf-8", include_bytes!("../assets/embed.css")),
    ("cyfle.svg", "image/svg+xml", include_bytes!("../assets/cyfle.svg")),
];

static HASHES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let hash = |bytes: &[u8]| {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    };
    ASSETS.iter().map(|(_, _, bytes)| hash(bytes)).collect()
});

/// The asset at `hash/name`, with its content type.
pub(crate) fn serve(path: &str) -> Option<(&'static str, &'static [u8])> {
    let (hash, name) = path.split_once('/')?;
    let index = ASSETS.iter().position(|(known, ..)| *known == name)?;
    (HASHES[index] == hash).then(|| (ASSETS[index].1, ASSETS[index].2))
}

/// The address of an asset; of one that does not exist, the bare name.
pub(crate) fn href(name: &str) -> String {
    match ASSETS.iter().position(|(known, ..)| *known == name) {
        Some(index) => format!("/assets/{}/{name}", HASHES[index]),
        None => name.to_owned(),
    }
}
