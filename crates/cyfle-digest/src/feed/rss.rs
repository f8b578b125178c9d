//! RSS 2.0, for mail tools. Every element that their merge tags ask for is filled: title, link, description, date, category and
//! the whole content.

use super::xml::Document;
use super::{Feed, Item, Setting, beginning};

/// The content type.
pub const MEDIA_TYPE: &str = "application/rss+xml; charset=utf-8";

const SPACES: &[(&str, &str)] = &[
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

/// Minutes for which a reader need not ask again.
const MINUTES_TO_LIVE: &str = "60";

/// The feed as RSS.
pub fn write(on: &Setting<'_>, feed: &Feed) -> String {
    let mut xml = Document::new();
    xml.open("rss", SPACES);
    xml.open("channel", &[]);
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.html);
    xml.text("description", &[], &feed.about);
    xml.text("language", &[], on.lang.code());
    xml.text("lastBuildDate", &[], &time(feed.updated(on)));
    xml.text("ttl", &[], MINUTES_TO_LIVE);
    let own = [("rel", "self"), ("type", "application/rss+xml"), ("href", feed.own.as_str())];
    xml.empty("atom:link", &own);
    feed.items.iter().for_each(|one| item(&mut xml, one));
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

fn item(xml: &mut Document, item: &Item) {
    xml.open("item", &[]);
    xml.text("title", &[], &item.title);
    xml.text("link", &[], &item.link);
    xml.text("description", &[], &item.summary);
    xml.text("content:encoded", &[], &item.html);
    xml.text("guid", &[("isPermaLink", "false")], &item.id);
    xml.text("pubDate", &[], &time(item.day));
    xml.text("dc:creator", &[], &item.author);
    for category in &item.categories {
        xml.text("category", &[], category);
    }
    xml.close("item");
}

/// As RFC 822 writes it, with four digits for the year.
fn time(day: jiff::civil::Date) -> String {
    beginning(day).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}
