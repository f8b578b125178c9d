//! Pages of prose: what this is, how accessible it is, and that nothing is collected. Their text is phrases, `about-1` and so on.

use axum::http::StatusCode;
use cyfle_catalogue::Lang;

use super::{Page, failure};
use crate::state::Site;

/// What the service is, and what it is not.
pub(crate) fn about(site: &Site, lang: Lang) -> Page {
    prose(site, lang, "about")
}

/// The accessibility statement.
pub(crate) fn accessibility(site: &Site, lang: Lang) -> Page {
    prose(site, lang, "accessibility")
}

/// That nothing is collected.
pub(crate) fn privacy(site: &Site, lang: Lang) -> Page {
    prose(site, lang, "privacy")
}

fn prose(site: &Site, lang: Lang, name: &str) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let keys = (1..).map(|number| format!("{name}-{number}")).take_while(|key| t.has(key));
    let paragraphs = keys.map(|key| t.get(&key).to_owned()).collect();
    let title = t.get(&format!("{name}-heading")).to_owned();
    failure::message(site, lang, StatusCode::OK, (title, name), paragraphs, Vec::new())
}
