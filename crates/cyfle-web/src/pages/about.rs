//! Pages of prose: what this is, how accessible it is, and that nothing is collected. Their text is phrases: `about-1`, and
//! `about-2-heading` before `about-2` where a section begins; `about-2-no-contact` in its place where nobody can be written to.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::{Lang, wording};

use super::Page;
use super::layout::Layout;
use crate::pages::visit::At;

/// A heading, where there is one, and a paragraph.
type Part = (Option<String>, String);

#[derive(Template)]
#[template(path = "prose.html")]
struct Prose<'a> {
    layout: Layout<'a>,
    parts: Vec<Part>,
    /// Figures of the catalogue, on the page that says what this is.
    figures: Vec<(String, String)>,
}

/// What the service is, what it is not, and how fresh it is.
pub(crate) fn about(site: At<'_>, lang: Lang) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let mut said = watch(site, lang).into_iter();
    let first = said.next().map(|text| (Some(t.get("watch-heading").to_owned()), text));
    let more = first.into_iter().chain(said.map(|text| (None, text))).collect();
    prose(site, lang, "about", more, figures(site, lang))
}

/// How the watch over the funders' pages is, in public: a dead one makes every date less certain.
fn watch(site: At<'_>, lang: Lang) -> Vec<String> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let Some(health) = site.watch_health() else { return vec![t.get("watch-none").to_owned()] };
    let mut said = Vec::new();
    if health.is_overdue(site.moment) {
        said.push(t.get("watch-overdue").to_owned());
    }
    if let Some(last) = health.last_run {
        let day = wording::day(last.day(), t);
        let (read, pages) = (health.read.to_string(), health.pages.to_string());
        said.push(t.fill("watch-last-run", &[("day", &day), ("read", &read), ("pages", &pages)]));
    }
    let failing = health.failing_pages() as u64;
    if failing > 0 {
        said.push(t.count(lang, "watch-failing", failing));
    }
    if let Some((entry, day)) =
        health.oldest.and_then(|(id, day)| Some((catalogue.opportunities.get(&id)?, day)))
    {
        let day = wording::day(day, t);
        said.push(t.fill("watch-oldest", &[("title", entry.title.get(lang)), ("day", &day)]));
    }
    said
}

/// The accessibility statement.
pub(crate) fn accessibility(site: At<'_>, lang: Lang) -> Page {
    prose(site, lang, "accessibility", Vec::new(), Vec::new())
}

/// That nothing is collected.
pub(crate) fn privacy(site: At<'_>, lang: Lang) -> Page {
    prose(site, lang, "privacy", Vec::new(), Vec::new())
}

fn prose(
    site: At<'_>,
    lang: Lang,
    name: &str,
    more: Vec<Part>,
    figures: Vec<(String, String)>,
) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let keys = (1..).map(|number| format!("{name}-{number}")).take_while(|key| t.has(key));
    let part = |key: String| {
        let heading = format!("{key}-heading");
        let unreachable = format!("{key}-no-contact");
        let text = if site.contact.is_none() && t.has(&unreachable) { unreachable } else { key };
        (t.has(&heading).then(|| t.get(&heading).to_owned()), t.get(&text).to_owned())
    };
    let parts = keys.map(part).chain(more).collect();
    let layout = Layout::new(site, lang, t.get(&format!("{name}-heading")), name);
    Page::render(StatusCode::OK, lang, &Prose { layout, parts, figures })
}

/// How many entries there are and how old what they say is.
fn figures(site: At<'_>, lang: Lang) -> Vec<(String, String)> {
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
