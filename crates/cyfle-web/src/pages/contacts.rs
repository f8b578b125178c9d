//! Whom to ask: health boards and trusts, and those who help with research and innovation.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::Lang;
use cyfle_catalogue::organisation::Organisation;
use cyfle_search::Query;

use super::layout::{Layout, mailto};
use super::{Page, reader};
use crate::params;
use crate::state::Site;

#[derive(Template)]
#[template(path = "contacts.html")]
struct Contacts<'a> {
    layout: Layout<'a>,
    groups: Vec<Group<'a>>,
}

struct Group<'a> {
    heading: &'a str,
    lead: &'a str,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    id: &'a str,
    name: &'a str,
    /// Whether the reader works there.
    own: bool,
    /// What the mailbox is for, and its address.
    mailboxes: Vec<(&'a str, &'a str)>,
    website: Option<&'a str>,
}

/// The page of contacts; where the reader has said where they work, that comes first.
pub(crate) fn page(site: &Site, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let query =
        params::read(query_string, Some(lang), catalogue).unwrap_or_else(|_| Query::new("", lang));
    let board = query.health_board.as_deref();
    let group = |heading, lead, belongs: &dyn Fn(&Organisation) -> bool| {
        let mut rows: Vec<Row<'_>> = catalogue
            .organisations
            .iter()
            .filter(|organisation| belongs(organisation))
            .map(|organisation| row(site, lang, organisation, board))
            .filter(|row| !row.mailboxes.is_empty() || row.website.is_some())
            .collect();
        rows.sort_by_key(|row| !row.own);
        Group { heading: t.get(heading), lead: t.get(lead), rows }
    };
    let groups = vec![
        group("contacts-nhs", "contacts-nhs-lead", &Organisation::employs_nhs_staff),
        group("contacts-support", "contacts-support-lead", &|organisation| {
            matches!(organisation.kind.as_str(), "support-service" | "research-centre")
        }),
        group("contacts-funders", "contacts-funders-lead", &|organisation| {
            organisation.kind == "funder"
        }),
    ];
    let layout = Layout::new(site, lang, t.get("contacts-heading"), "contacts")
        .described(t.get("contacts-lead"))
        .for_reader(reader::about(&query));
    Page::render(StatusCode::OK, lang, &Contacts { layout, groups })
}

fn row<'a>(
    site: &'a Site,
    lang: Lang,
    organisation: &'a Organisation,
    board: Option<&str>,
) -> Row<'a> {
    let t = site.engine.catalogue().phrases(lang);
    let research = organisation
        .research_contact
        .as_deref()
        .map(|mailbox| (t.get("contacts-research"), mailbox));
    let other = organisation.contact.as_deref().map(|mailbox| (t.get("contacts-general"), mailbox));
    Row {
        id: &organisation.id,
        name: organisation.name.get(lang),
        own: board == Some(&organisation.id),
        mailboxes: research.into_iter().chain(other).collect(),
        website: organisation.website.as_deref(),
    }
}
