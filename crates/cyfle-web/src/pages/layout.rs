//! What every page shares: language, title, where it is, and its twin in the other language.

use cyfle_catalogue::Lang;
use cyfle_catalogue::language::Phrases;

use crate::assets;
use crate::state::Site;

/// The frame of a page.
pub(super) struct Layout<'a> {
    pub(super) lang: Lang,
    pub(super) t: &'a Phrases,
    pub(super) title: String,
    /// Path and query string of this page.
    pub(super) here: String,
    /// Path and query string of the same page in the other language.
    pub(super) twin: String,
    pub(super) base_url: &'a str,
    pub(super) stylesheet: String,
    pub(super) icon: String,
}

/// A link with its text; `note` may be empty.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) note: String,
}

impl Link {
    pub(super) fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), note: String::new() }
    }
}

impl<'a> Layout<'a> {
    /// The frame of the page at `/{lang}/{rest}`.
    pub(super) fn new(site: &'a Site, lang: Lang, title: impl Into<String>, rest: &str) -> Self {
        Self {
            lang,
            t: site.engine.catalogue().phrases(lang),
            title: title.into(),
            here: format!("/{lang}/{rest}"),
            twin: format!("/{}/{rest}", lang.other()),
            base_url: &site.base_url,
            stylesheet: assets::href("cyfle.css"),
            icon: assets::href("cyfle.svg"),
        }
    }

    /// The pages in the footer, with their names.
    pub(super) fn footer(&self) -> Vec<(&'static str, &str)> {
        [
            ("about", "about-heading"),
            ("contacts", "contacts-heading"),
            ("accessibility", "accessibility-heading"),
            ("privacy", "privacy-heading"),
        ]
        .map(|(page, key)| (page, self.t.get(key)))
        .to_vec()
    }
}

/// `path?query`, or the path alone.
pub(super) fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
