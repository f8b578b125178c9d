//! Styles, scripts and pictures that pages need, compiled in. Each address carries a hash of the bytes, so browsers may keep a
//! copy for ever and still get a new one after an upgrade.
//!
//! While replicas are upgraded one after the other, a page of one asks another for what it needs. A known name under a hash that
//! is not ours is answered with what we have, and nobody keeps that.

use std::sync::LazyLock;

/// A file with its content type. What imports another stands behind it.
type File = (&'static str, &'static str, &'static str);

const FILES: &[File] = &[
    ("browser.mjs", "text/javascript; charset=utf-8", include_str!("../assets/browser.mjs")),
    ("cyfle.css", "text/css; charset=utf-8", include_str!("../assets/cyfle.css")),
    (
        "nhsuk-frontend.css",
        "text/css; charset=utf-8",
        include_str!("../assets/nhsuk/nhsuk-frontend.css"),
    ),
    ("cyfle.mjs", "text/javascript; charset=utf-8", include_str!("../assets/cyfle.mjs")),
    ("digest.css", "text/css; charset=utf-8", include_str!("../assets/digest.css")),
    ("digest.mjs", "text/javascript; charset=utf-8", include_str!("../assets/digest.mjs")),
    ("developers.mjs", "text/javascript; charset=utf-8", include_str!("../assets/developers.mjs")),
    ("embed.css", "text/css; charset=utf-8", include_str!("../assets/embed.css")),
    ("cyfle.svg", "image/svg+xml", include_str!("../assets/cyfle.svg")),
];

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    FILES.iter().fold(Vec::new(), |mut assets, file| {
        assets.push(Asset::of(file, &assets));
        assets
    })
});

/// A file as it is served.
struct Asset {
    name: &'static str,
    kind: &'static str,
    text: String,
    hash: String,
}

impl Asset {
    /// What stands before it is imported by its whole address. The hash is the same whichever compiler made the program: replicas
    /// of one version know each other's addresses.
    fn of((name, kind, text): &File, before: &[Self]) -> Self {
        let text = before.iter().fold((*text).to_owned(), |text, asset| {
            text.replace(&format!("'./{}'", asset.name), &format!("'{}'", asset.address()))
        });
        let hash = blake3::hash(text.as_bytes()).to_hex()[..16].to_owned();
        Self { name, kind, text, hash }
    }

    fn address(&self) -> String {
        format!("/assets/{}/{}", self.hash, self.name)
    }
}

/// What is at an address.
pub(crate) struct Served {
    /// Its content type.
    pub(crate) kind: &'static str,
    /// Its text.
    pub(crate) text: &'static str,
    /// Whether the address names these very bytes, and none but these will ever be there.
    pub(crate) is_named: bool,
}

/// Whether an asset is at this path.
pub(crate) fn is_one(path: &str) -> bool {
    serve(path).is_some()
}

/// The asset at `/assets/hash/name`.
pub(crate) fn serve(path: &str) -> Option<Served> {
    let (hash, name) = path.strip_prefix("/assets/")?.split_once('/')?;
    let asset = ASSETS.iter().find(|asset| asset.name == name)?;
    Some(Served { kind: asset.kind, text: &asset.text, is_named: asset.hash == hash })
}

/// The address of an asset; of one that does not exist, the bare name.
pub(crate) fn href(name: &str) -> String {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => asset.address(),
        None => name.to_owned(),
    }
}
