//! Atom (RFC 4287), the master of the feeds.

use super::xml::Document;
use super::{Feed, Item, Setting, beginning};

/// The content type.
pub const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// The feed as Atom.
pub fn write(on: &Setting<'_>, feed: &Feed) -> String {
    let mut xml = Document::new();
    let lang = on.lang.code();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang)]);
    xml.text("id", &[], &feed.own);
    xml.text("title", &[], &feed.title);
    xml.text("subtitle", &[], &feed.about);
    xml.text("updated", &[], &time(feed.updated(on)));
    xml.open("author", &[]);
    xml.text("name", &[], on.phrases().get("feed-author"));
    xml.text("uri", &[], on.base_url);
    xml.close("author");
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.html)]);
    feed.items.iter().for_each(|item| entry(&mut xml, item));
    xml.close("feed");
    xml.finish()
}

fn entry(xml: &mut Document, item: &Item) {
    xml.open("entry", &[]);
    xml.text("id", &[], &item.id);
    xml.text("title", &[], &item.title);
    xml.text("published", &[], &time(item.day));
    xml.text("updated", &[], &time(item.day));
    xml.open("author", &[]);
    xml.text("name", &[], &item.author);
    xml.close("author");
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.link)]);
    for category in &item.categories {
        xml.empty("category", &[("term", category)]);
    }
    xml.text("summary", &[], &item.summary);
    xml.text("content", &[("type", "html")], &item.html);
    xml.close("entry");
}

fn time(day: jiff::civil::Date) -> String {
    beginning(day).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
