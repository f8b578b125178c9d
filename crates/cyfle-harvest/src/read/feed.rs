//! RSS and Atom: what a feed lists.

use super::{Item, MOST_ITEMS, Reading, fold, is_of_interest};
use crate::fetch::{Body, cut};

/// Reads the items whose titles are of interest. What is no feed lists nothing and says so by its words.
pub(crate) fn read(body: &Body, wanted: &[String]) -> Reading {
    let Ok(feed) = feed_rs::parser::parse(body.text.as_bytes()) else {
        return Reading {
            print: body.print.clone(),
            missing: Some("no feed".to_owned()),
            ..Reading::default()
        };
    };
    let mut items: Vec<Item> = feed
        .entries
        .into_iter()
        .take(MOST_ITEMS)
        .filter_map(|entry| {
            let title = fold(&entry.title?.content);
            let url = url::Url::parse(&entry.links.into_iter().next()?.href).ok()?;
            let usable = matches!(url.scheme(), "http" | "https") && is_of_interest(&title, wanted);
            usable.then(|| Item { url: url.to_string(), title: cut(&title, 200).to_owned() })
        })
        .collect();
    items.sort();
    items.dedup_by(|left, right| left.url == right.url);
    let title = feed.title.map(|title| fold(&title.content)).unwrap_or_default();
    Reading {
        title: cut(&title, 200).to_owned(),
        print: body.print.clone(),
        items,
        ..Reading::default()
    }
}
