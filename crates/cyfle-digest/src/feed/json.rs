//! JSON Feed 1.1.

use serde_json::{Value, json};

use super::{Feed, Item, Setting, beginning};

/// The content type.
pub const MEDIA_TYPE: &str = "application/feed+json";

/// The feed as JSON.
pub fn write(on: &Setting<'_>, feed: &Feed) -> String {
    let lang = on.lang.code();
    let items: Vec<Value> = feed.items.iter().map(|one| item(one, lang)).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.html,
        "feed_url": feed.own,
        "language": lang,
        "authors": [{ "name": on.phrases().get("feed-author"), "url": on.base_url }],
        "items": items,
    });
    feed.to_string()
}

fn item(item: &Item, lang: &str) -> Value {
    json!({
        "id": item.id,
        "url": item.link,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": beginning(item.day).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        "tags": item.categories,
        "authors": [{ "name": item.author }],
        "language": lang,
    })
}
