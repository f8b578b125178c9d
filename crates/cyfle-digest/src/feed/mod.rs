//! A search in the forms that other programs subscribe to: Atom, RSS 2.0, JSON Feed, a calendar and a table.
//!
//! Pure: hits and a moment in, text out. Same catalogue, same day, same bytes. An estimate never becomes a date here.

pub mod csv;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Lang, Moment, Opportunity};

/// For whom, where and when a form is written.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The facts and the phrases.
    pub catalogue: &'a Catalogue,
    /// The language.
    pub lang: Lang,
    /// The moment of asking.
    pub moment: Moment,
    /// The address under which the service is reached, without a slash at the end.
    pub base_url: &'a str,
}

impl Setting<'_> {
    fn label(&self, vocabulary: &str, id: &str) -> String {
        self.catalogue.vocabularies.label(vocabulary, id, self.lang).to_owned()
    }
}

/// The page of an opportunity here.
fn our_page(on: &Setting<'_>, opportunity: &Opportunity) -> String {
    format!("{}/{}/opportunities/{}", on.base_url, on.lang, opportunity.id)
}

/// The funder's page, in the language where there is one.
fn official_page<'a>(on: &Setting<'_>, opportunity: &'a Opportunity) -> Option<&'a str> {
    let links = &opportunity.links;
    match on.lang {
        Lang::En => links.en.as_deref().or(links.cy.as_deref()),
        Lang::Cy => links.cy.as_deref().or(links.en.as_deref()),
    }
}
