//! Pages of prose: what this is, how accessible it is, and that nothing is collected. Their text is phrases: `about-1`, and
//! `about-2-heading` before `about-2` where a section begins.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::{Lang, wording};

use super::Page;
use super::layout::Layout;
use crate::state::Site;

#[derive(Template)]
#[template(path = "prose.html")]
struct Prose<'a> {
    layout: Layout<'a>,
    parts: Vec<(Option<String>, String)>,
    /// Figures of the catalogue, on the page that says what this is.
    figures: Vec<(String, String)>,
}

/// What the service is, what it is not, and how fresh it is.
pub(crate) fn about(site: &Site, lang: Lang) -> Page {
    prose(site, lang, "about", figures(site, lang))
}

/// The accessibility statement.
pub(crate) fn accessibility(site: &Site, lang: Lang) -> Page {
    prose(site, lang, "accessibility", Vec::new())
}

/// That nothing is collected.
pub(crate) fn privacy(site: &Site, lang: Lang) -> Page {
    prose(site, lang, "privacy", Vec::new())
}

fn prose(site: &Site, lang: Lang, name: &str, figures: Vec<(String, String)>) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let keys = (1..).map(|number| format!("{name}-{number}")).take_while(|key| t.has(key));
    let part = |key: String| {
        let heading = format!("{key}-heading");
        (t.has(&heading).then(|| t.get(&heading).to_owned()), t.get(&key).to_owned())
    };
    let parts = keys.map(part).collect();
    let layout = Layout::new(site, lang, t.get(&format!("{name}-heading")), name);
    Page::render(StatusCode::OK, lang, &Prose { layout, parts, figures })
}

/// How many entries there are and how old what they say is.
fn figures(site: &Site, lang: Lang) -> Vec<(String, String)> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let entries = catalogue.opportunities.values();
    let read = entries.clone().flat_map(|one| &one.provenance.sources).map(|source| source.read);
    let changed = entries.clone().map(cyfle_search::search::last_change).max();
    let checked = entries.clone().filter(|one| one.provenance.checked.is_some()).count();
    let day = |day: jiff::civil::Date| wording::day(day, t);
    [
        ("about-entries", Some(entries.len().to_string())),
        ("about-funders", Some(catalogue.funders.len().to_string())),
        ("about-oldest-reading", read.clone().min().map(day)),
        ("about-newest-reading", read.max().map(day)),
        ("about-last-change", changed.map(day)),
        ("about-checked", Some(checked.to_string())),
        ("about-build", Some(catalogue.build_id.chars().take(12).collect())),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((t.get(key).to_owned(), value?)))
    .collect()
}
