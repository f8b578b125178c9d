//! Pages for what is not there, or no longer: they say so and offer a way on.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::Lang;

use super::Page;
use super::layout::{Layout, Link};
use crate::state::Site;

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    layout: Layout<'a>,
    paragraphs: Vec<String>,
    links: Vec<Link>,
}

/// A page of a title, paragraphs and links. `head` is the title and the rest of the path.
pub(super) fn message(
    site: &Site,
    lang: Lang,
    status: StatusCode,
    head: (String, &str),
    paragraphs: Vec<String>,
    links: Vec<Link>,
) -> Page {
    let layout = Layout::new(site, lang, head.0, head.1);
    Page::render(status, lang, &Message { layout, paragraphs, links })
}

/// Nothing is at this address.
pub(crate) fn not_found(site: &Site, lang: Lang) -> Page {
    not_found_with(site, lang, Vec::new())
}

/// Nothing is at this address, but perhaps one of these was meant.
pub(super) fn not_found_with(site: &Site, lang: Lang, mut near: Vec<Link>) -> Page {
    let t = site.engine.catalogue().phrases(lang);
    near.push(Link::new(format!("/{lang}/"), t.get("home-heading")));
    near.push(Link::new(format!("/{lang}/opportunities"), t.get("nav-all")));
    let paragraphs = vec![t.get("not-found-text").to_owned()];
    message(
        site,
        lang,
        StatusCode::NOT_FOUND,
        (t.get("not-found-heading").to_owned(), ""),
        paragraphs,
        near,
    )
}
