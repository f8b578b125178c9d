//! Whom to ask and where to go on: the funder's pages, the research office of the reader's health board, what belongs to
//! the opportunity, and where its facts come from.

use cyfle_catalogue::opportunity::{Related, Source};
use cyfle_catalogue::{Lang, Opportunity, is_mailbox, wording};
use cyfle_search::Query;

use crate::pages::layout::{Link, mailto, percent};
use crate::pages::reader::{Question, question};
use crate::pages::visit::At;

/// A page of the funder.
pub(super) struct PageLink {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) other_language: bool,
}

/// Who can help the reader: the research office of their board, or the question where they work.
pub(super) enum Help {
    /// The board's name and mailbox.
    Board { label: String, mailbox: String },
    /// The board is known, but no mailbox of its research office is.
    NoMailbox(String),
    /// Nobody has said where they work: the question, and the rest of what the address says.
    Ask(Question, Vec<(&'static str, String)>),
}

/// The funder's own pages, that in the reader's language first.
pub(super) fn pages(site: At<'_>, lang: Lang, opportunity: &Opportunity) -> Vec<PageLink> {
    let t = site.engine.catalogue().phrases(lang);
    let link = |of: Lang, href: &Option<String>| {
        let key = if of == lang { "official-page" } else { "official-page-other-language" };
        href.as_ref().map(|href| PageLink {
            href: href.clone(),
            label: t.get(key).to_owned(),
            other_language: of != lang,
        })
    };
    let (own, other) = match lang {
        Lang::En => (&opportunity.links.en, &opportunity.links.cy),
        Lang::Cy => (&opportunity.links.cy, &opportunity.links.en),
    };
    [link(lang, own), link(lang.other(), other)].into_iter().flatten().collect()
}

/// Where staff of the reader's health board ask about research.
pub(super) fn help(site: At<'_>, query: &Query, organisation: Option<&str>) -> Help {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(query.lang);
    let Some(own) = organisation.and_then(|id| catalogue.organisation(id)) else {
        let rest = query.pairs().into_iter().filter(|(name, _)| *name != "health_board").collect();
        return Help::Ask(question(catalogue, query, "health_board"), rest);
    };
    let name = own.name.get(query.lang);
    let parent = own.part_of.as_deref().and_then(|id| catalogue.organisation(id));
    let mailbox =
        own.research_contact.clone().or_else(|| parent.and_then(|of| of.research_contact.clone()));
    match mailbox {
        Some(mailbox) => Help::Board { label: t.fill("board-contact", &[("name", name)]), mailbox },
        None => Help::NoMailbox(t.fill("board-no-contact", &[("name", name)])),
    }
}

/// What leads on from it and what belongs to it, each with what it is.
pub(super) fn related(site: At<'_>, query: &Query, opportunity: &Opportunity) -> Vec<Link> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let link = |other: &Related| {
        let found =
            catalogue.opportunities.get(&other.id).or_else(|| catalogue.archive.get(&other.id))?;
        let note = catalogue.vocabularies.label("relation", &other.relation, lang).to_owned();
        Some(Link { note, ..Link::new(href(query, &other.id), found.title.get(lang)) })
    };
    opportunity.related.iter().filter_map(link).collect()
}

/// The address of an opportunity, with what the reader has said.
pub(in crate::pages) fn href(query: &Query, id: &str) -> String {
    let reader = crate::pages::reader::about(query);
    crate::pages::layout::with_query(&format!("/{}/opportunities/{id}", query.lang), &reader)
}

/// A place where facts were read.
pub(super) struct SourceRow {
    /// The address of a page; empty for a document.
    pub(super) href: String,
    pub(super) label: String,
    /// The language of the words in an address, where it is not that of the page: only an entry's own Welsh page is called in Welsh.
    pub(super) other_language: Option<&'static str>,
    /// The place in a document, in the document's own English.
    pub(super) section: Option<String>,
    pub(super) read: String,
}

/// Where the facts come from.
pub(super) fn sources(site: At<'_>, lang: Lang, opportunity: &Opportunity) -> Vec<SourceRow> {
    let t = site.engine.catalogue().phrases(lang);
    let row = |source: &Source| {
        let href = source.url.clone().unwrap_or_default();
        let document = source.document.as_ref().map(|_| t.get("source-strategy").to_owned());
        let is_welsh = source.url.is_some() && source.url == opportunity.links.cy;
        let of = if is_welsh { Lang::Cy } else { Lang::En };
        SourceRow {
            other_language: (of != lang).then(|| of.code()),
            label: document.unwrap_or_else(|| {
                href.trim_start_matches("https://").trim_end_matches('/').into()
            }),
            section: source.section.clone(),
            read: t.fill("source-read", &[("day", &wording::day(source.read, t))]),
            href,
        }
    };
    opportunity.provenance.sources.iter().map(row).collect()
}

/// The way to tell of a mistake: the page that takes reports, or a letter whose subject and first lines are written already, so
/// that whoever reads it knows which entry is meant. None where nobody would get it.
pub(super) fn report(site: At<'_>, lang: Lang, opportunity: &Opportunity) -> Option<Link> {
    let contact = site.contact.as_deref()?;
    let t = site.engine.catalogue().phrases(lang);
    if !is_mailbox(contact) {
        return Some(Link::new(contact, t.get("report-link-page")));
    }
    let title = opportunity.title.get(lang);
    let address = format!("{}/{lang}/opportunities/{}", site.base_url, opportunity.id);
    let subject = t.fill("report-subject", &[("title", title)]);
    let body = t.fill("report-body", &[("title", title), ("address", &address)]);
    let letter =
        format!("{}?subject={}&body={}", mailto(contact), percent(&subject), percent(&body));
    Some(Link::new(letter, t.get("report-link")))
}
