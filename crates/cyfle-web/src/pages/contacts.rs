//! Whom to ask: health boards and trusts, and those who help with research and innovation.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::Lang;
use cyfle_catalogue::organisation::Organisation;

use super::layout::{Layout, mailto};
use super::{Page, reader, visit};
use crate::pages::visit::At;

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

/// The groups in their order: heading and what stands below it.
const GROUPS: [(&str, &str); 4] = [
    ("contacts-nhs", "contacts-nhs-lead"),
    ("contacts-support", "contacts-support-lead"),
    ("contacts-funders", "contacts-funders-lead"),
    ("contacts-other", "contacts-other-lead"),
];

/// The page of contacts; where the reader has said where they work, that comes first.
pub(crate) fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let (query, refused) = visit::asked(site, lang, query_string);
    let board = query.health_board.as_deref();
    let group = |(heading, lead): (&'static str, &'static str)| {
        let mut rows: Vec<Row<'_>> = catalogue
            .organisations
            .iter()
            .filter(|organisation| group_of(organisation) == heading)
            .map(|organisation| row(site, lang, organisation, board))
            .filter(|row| !row.mailboxes.is_empty() || row.website.is_some())
            .collect();
        rows.sort_by_key(|row| !row.own);
        (!rows.is_empty()).then(|| Group { heading: t.get(heading), lead: t.get(lead), rows })
    };
    let groups = GROUPS.into_iter().filter_map(group).collect();
    let layout = Layout::new(site, lang, t.get("contacts-heading"), "contacts")
        .described(t.get("contacts-lead"))
        .for_reader(reader::about(&query))
        .refusing(refused);
    Page::render(StatusCode::OK, lang, &Contacts { layout, groups })
}

/// The group in which an organisation stands, by its heading. What is of no kind that is named here stands in the last: whoever
/// can be reached is shown.
fn group_of(organisation: &Organisation) -> &'static str {
    match organisation.kind.as_str() {
        _ if organisation.employs_nhs_staff() => "contacts-nhs",
        "support-service" | "research-centre" => "contacts-support",
        "funder" => "contacts-funders",
        _ => "contacts-other",
    }
}

fn row<'a>(
    site: At<'a>,
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use cyfle_catalogue::{Files, Moment, load};
    use cyfle_search::Engine;

    use super::*;

    #[test]
    fn whoever_can_be_reached_is_shown_whatever_kind_of_body_it_is() {
        let mut catalogue = load(&Files::embedded()).catalogue;
        let umbrella = catalogue.organisations.iter_mut().find(|one| one.kind == "umbrella");
        let umbrella = umbrella.expect("one of the kind that no group names");
        umbrella.website = Some("https://www.nhs.wales".to_owned());
        let id = umbrella.id.clone();
        let reached: Vec<String> = catalogue
            .organisations
            .iter()
            .filter(|one| {
                one.website.is_some() || one.contact.is_some() || one.research_contact.is_some()
            })
            .map(|one| one.id.clone())
            .collect();
        let engine = Engine::in_memory(Arc::new(catalogue));
        let noon = "2026-11-22T12:00".parse::<Moment>().expect("a moment");
        let site = Site::new(engine, Arc::new(move || noon), "http://localhost");
        let page = page(&site, Lang::Cy, "").html;
        for one in &reached {
            assert_eq!(page.matches(&format!("<li id=\"{one}\"")).count(), 1, "{one}");
        }
        let last = page.rsplit("<h2>").next().expect("the last group");
        assert!(last.contains(&format!("<li id=\"{id}\"")), "{last}");
    }
}
