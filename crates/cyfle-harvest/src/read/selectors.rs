//! The selectors of a source, ready to use.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::source::{BadSelector, Kind, Page, Source};
use scraper::Selector;

use super::facts::OwnWords;

/// How one page is to be read.
pub struct ReadPage<'a> {
    pub(crate) kind: Kind,
    pub(crate) words: &'a [String],
    pub(crate) main: Option<Selector>,
    pub(crate) items: Option<Selector>,
    pub(crate) closes: Option<Selector>,
    pub(crate) opens: Option<Selector>,
    pub(crate) amount: Option<Selector>,
    pub(crate) status: Option<Selector>,
    open_words: &'a [String],
    closed_words: &'a [String],
}

impl<'a> ReadPage<'a> {
    /// Prepares a page; a selector that cannot be read counts as absent (`cyfle check` reports it).
    pub fn new(source: &'a Source, page: &'a Page) -> Self {
        let selector =
            |text: &Option<String>| text.as_deref().and_then(|text| Selector::parse(text).ok());
        Self {
            kind: source.kind,
            words: &source.words,
            main: selector(&page.main),
            items: selector(&page.items),
            closes: selector(&page.fields.closes),
            opens: selector(&page.fields.opens),
            amount: selector(&page.fields.amount),
            status: selector(&page.fields.status),
            open_words: &page.open_words,
            closed_words: &page.closed_words,
        }
    }

    /// A page of which no source says anything.
    pub fn unknown() -> Self {
        Self {
            kind: Kind::Page,
            words: &[],
            main: None,
            items: None,
            closes: None,
            opens: None,
            amount: None,
            status: None,
            open_words: &[],
            closed_words: &[],
        }
    }

    pub(crate) fn own_words(&self) -> OwnWords<'a> {
        OwnWords { open: self.open_words, closed: self.closed_words }
    }
}

/// Every selector of a catalogue's sources that cannot be read.
pub fn bad_selectors(catalogue: &Catalogue) -> Vec<BadSelector> {
    let mut found = Vec::new();
    for source in catalogue.sources.values() {
        for (at, selector) in source.selectors() {
            if let Err(error) = Selector::parse(selector) {
                let reason = format!("`{selector}` is not a CSS selector ({error})");
                found.push(BadSelector { source: source.id.clone(), at, reason });
            }
        }
    }
    found
}
