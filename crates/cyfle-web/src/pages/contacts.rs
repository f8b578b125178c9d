//! Whom to ask: health boards and trusts, and those who help with research and innovation.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::Lang;

use super::Page;
use super::layout::Layout;
use crate::state::Site;

#[derive(Template)]
#[template(path = "contacts.html")]
struct Contacts<'a> {
    layout: Layout<'a>,
    groups: Vec<Group<'a>>,
}

struct Group<'a> {
    heading: String,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    name: &'a str,
    mailboxes: Vec<&'a str>,
    website: Option<&'a str>,
}

/// The page of contacts.
pub(crate) fn page(site: &Site, lang: Lang) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let group = |key: &str, employs: bool| {
        let rows = catalogue
            .organisations
            .iter()
            .filter(|organisation| {
                organisation.employs_nhs_staff() == employs && organisation.kind != "umbrella"
            })
            .map(|organisation| Row {
                name: organisation.name.get(lang),
                mailboxes: [&organisation.research_contact, &organisation.contact]
                    .into_iter()
                    .filter_map(|mailbox| mailbox.as_deref())
                    .collect(),
                website: organisation.website.as_deref(),
            })
            .filter(|row| !row.mailboxes.is_empty() || row.website.is_some());
        Group { heading: t.get(key).to_owned(), rows: rows.collect() }
    };
    let groups = vec![group("contacts-nhs", true), group("contacts-support", false)];
    let layout = Layout::new(site, lang, t.get("contacts-heading"), "contacts");
    Page::render(StatusCode::OK, lang, &Contacts { layout, groups })
}
