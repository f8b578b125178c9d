//! Pages for what is not there, or no longer: they say so and offer a way on.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::{Lang, nearest};

use super::layout::{Layout, Link, Way, pages, percent};
use super::{Page, visit};
use crate::chosen;
use crate::pages::visit::At;

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    layout: Layout<'a>,
    paragraphs: Vec<String>,
    lead_in: String,
    links: Vec<Link>,
    /// The search box; only where something was not found.
    text: Option<&'static str>,
    hidden: Vec<(&'static str, String)>,
}

/// The longest address, in bytes behind its language, that a page which finds nothing there repeats in its links. None of ours
/// is longer; what is longer leads to the front page in the other language.
const LONGEST_REPEATED: usize = 120;

/// A page of a title, paragraphs and links.
pub(super) struct Said {
    pub(super) status: StatusCode,
    pub(super) title: String,
    /// The path behind the language; the same in both.
    pub(super) rest: String,
    pub(super) paragraphs: Vec<String>,
    /// The key of the phrase before the links, or nothing.
    pub(super) lead_in: &'static str,
    pub(super) links: Vec<Link>,
}

/// A page that says something in a few paragraphs; one that is not simply there also offers the search box.
pub(super) fn message(site: At<'_>, lang: Lang, said: Said) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let mut layout = Layout::new(site, lang, said.title, &said.rest);
    layout.listed = said.status == StatusCode::OK;
    let template = Message {
        layout,
        paragraphs: said.paragraphs,
        lead_in: if said.lead_in.is_empty() {
            String::new()
        } else {
            t.get(said.lead_in).to_owned()
        },
        links: said.links,
        text: (said.status != StatusCode::OK).then_some(""),
        hidden: Vec::new(),
    };
    Page::render(said.status, lang, &template)
}

/// Nothing is at this address: a page says so in the language with which it begins, else in that of the browser.
pub(crate) fn nothing_at(site: At<'_>, headers: &HeaderMap, path: &str) -> Response {
    match visit::lang_of(path) {
        Some(lang) => nothing_in(site, lang, path).into_response(),
        None => chosen::by_browser(headers, |lang| not_found_with(site, lang, "", Vec::new())),
    }
}

/// Nothing is at this address, which begins with a language.
pub(super) fn nothing_in(site: At<'_>, lang: Lang, path: &str) -> Page {
    let rest = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    not_found_with(site, lang, rest, Vec::new())
}

/// The program failed while it made a page.
pub(crate) fn broken(site: At<'_>, lang: Lang) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let said = Said {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        title: t.get("broken-heading").to_owned(),
        rest: String::new(),
        paragraphs: vec![t.get("broken-text").to_owned()],
        lead_in: "",
        links: places(site, lang),
    };
    message(site, lang, said)
}

/// Whoever is turned away is told when to come back; the keys are those of the heading and of the text.
pub(crate) fn turned_away(
    site: At<'_>,
    lang: Lang,
    (status, [heading, text]): (StatusCode, [&'static str; 2]),
    seconds: &str,
) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let said = Said {
        status,
        title: t.get(heading).to_owned(),
        rest: String::new(),
        paragraphs: vec![t.fill(text, &[("seconds", seconds)])],
        lead_in: "",
        links: Vec::new(),
    };
    message(site, lang, said)
}

/// Where to go on from a page that has nothing.
fn places(site: At<'_>, lang: Lang) -> Vec<Link> {
    let t = site.engine.catalogue().phrases(lang);
    pages(Way::Header).map(|(page, key)| Link::new(format!("/{lang}/{page}"), t.get(key))).collect()
}

/// No opportunity has this id, but perhaps one of these was meant.
pub(super) fn unknown_opportunity(site: At<'_>, lang: Lang, id: &str) -> Page {
    let ids = site.engine.catalogue().opportunities.keys().map(String::as_str);
    let near = nearest(id, ids).and_then(|near| entry(site, lang, near));
    let rest = format!("opportunities/{}", percent(id));
    not_found_with(site, lang, &rest, near.into_iter().collect())
}

/// A link to an entry; nothing where there is none.
pub(super) fn entry(site: At<'_>, lang: Lang, id: &str) -> Option<Link> {
    let found = site.engine.catalogue().opportunities.get(id)?;
    Some(Link::new(format!("/{lang}/opportunities/{id}"), found.title.get(lang)))
}

fn not_found_with(site: At<'_>, lang: Lang, rest: &str, mut links: Vec<Link>) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    let lead_in = if links.is_empty() { "" } else { "not-found-near" };
    if links.is_empty() {
        links = places(site, lang);
    }
    let said = Said {
        status: StatusCode::NOT_FOUND,
        title: t.get("not-found-heading").to_owned(),
        rest: if rest.len() <= LONGEST_REPEATED { rest.to_owned() } else { String::new() },
        paragraphs: vec![t.get("not-found-text").to_owned()],
        lead_in,
        links,
    };
    message(site, lang, said)
}
