//! A search in the forms that other programs subscribe to: Atom, RSS 2.0, JSON Feed, a calendar and a table.
//!
//! Pure: hits and a moment in, text out. Same catalogue, same day, same bytes. An estimate never becomes a date here.
//! Reading order: [`news`] (what is an item), then the formats.

pub mod atom;
pub mod calendar;
pub mod csv;
pub mod json;
pub mod news;
pub mod rss;
mod xml;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::moment::ZONE;
use cyfle_catalogue::{Lang, Moment, Opportunity};
use jiff::Zoned;
use jiff::civil::Date;

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

impl<'a> Setting<'a> {
    fn label(&self, vocabulary: &str, id: &str) -> String {
        self.catalogue.vocabularies.label(vocabulary, id, self.lang).to_owned()
    }

    fn phrases(&self) -> &'a Phrases {
        self.catalogue.phrases(self.lang)
    }

    /// What stands beside a date of an entry that no person has compared with its page, and beside one that the page does
    /// not say.
    fn unconfirmed(&self, opportunity: &Opportunity) -> Option<&'a str> {
        let is_confirmed =
            opportunity.provenance.checked.is_some() && !opportunity.dates_are_our_reading();
        (!is_confirmed).then(|| self.phrases().get("digest-unconfirmed"))
    }
}

/// A feed: what it is called, where it is, and its items.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Its name.
    pub title: String,
    /// What stands in it.
    pub about: String,
    /// Its own address, which is also its identity.
    pub own: String,
    /// The page for people.
    pub html: String,
    /// The items, newest first.
    pub items: Vec<Item>,
}

impl Feed {
    /// The day of the newest item; of an empty feed the day of asking.
    fn updated(&self, on: &Setting<'_>) -> Date {
        self.items.iter().map(|item| item.day).max().unwrap_or_else(|| on.moment.day())
    }
}

/// A piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// An address that no other piece of news ever has.
    pub id: String,
    /// What happened to what.
    pub title: String,
    /// The page for people.
    pub link: String,
    /// The day on which it became news.
    pub day: Date,
    /// In a sentence or two.
    pub summary: String,
    /// Everything one needs to choose, as HTML.
    pub html: String,
    /// The kind and the funder, in words.
    pub categories: Vec<String>,
    /// Who runs it.
    pub author: String,
}

/// The page of an opportunity here.
fn our_page(on: &Setting<'_>, opportunity: &Opportunity) -> String {
    format!("{}/{}/opportunities/{}", on.base_url, on.lang, opportunity.id)
}

/// The beginning of a day in London.
fn beginning(day: Date) -> Zoned {
    let begins = day.in_tz(ZONE).or_else(|_| day.in_tz("UTC"));
    begins.expect("universal time needs no data and knows every day")
}
