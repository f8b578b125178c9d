//! RSS and Atom: what a feed lists.

use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

use super::onward::can_be_asked_for;
use super::{
    Item, LONGEST_TITLE, MOST_ITEMS, Reading, TooComplicated, Unread, fold, is_of_interest,
    without_campaign,
};
use crate::fetch::{Body, cut};

/// No feed nests its elements deeper. What reads feeds calls itself for some elements inside others, and has only so much room.
const DEEPEST: usize = 100;

/// Reads the items whose titles are of interest; one without a title may be of any.
pub(crate) fn read(body: &Body, wanted: &[String], base: &Url) -> Result<Reading, Unread> {
    // No XML holds this character, and with it a text could pass for another encoding's.
    let whole = body.text.replace('\0', "");
    let text = without_declaration(&whole);
    if is_too_deep(text) {
        return Err(TooComplicated.into());
    }
    let Ok(feed) = feed_rs::parser::parse(text.as_bytes()) else { return Err(Unread::NoFeed) };
    let mut items: Vec<Item> = feed
        .entries
        .into_iter()
        .take(MOST_ITEMS)
        .filter_map(|entry| item(entry, base))
        .filter(|item| item.title == item.url || is_of_interest(&item.title, wanted))
        .collect();
    items.sort();
    items.dedup_by(|left, right| left.url == right.url);
    let title = feed.title.map(|title| fold(&title.content)).unwrap_or_default();
    Ok(Reading {
        title: cut(&title, LONGEST_TITLE).to_owned(),
        print: body.print.clone(),
        items,
        ..Reading::default()
    })
}

/// An item by its link, which may be told from the address of the feed; one without a title is called by its address.
fn item(entry: feed_rs::model::Entry, base: &Url) -> Option<Item> {
    let url = match entry.links.into_iter().next() {
        Some(link) => base.join(link.href.trim()).ok()?,
        None => Url::parse(entry.id.trim()).ok()?,
    };
    if !can_be_asked_for(&url) {
        return None;
    }
    let url = without_campaign(url).to_string();
    let title = entry.title.map(|title| fold(&title.content)).unwrap_or_default();
    let title = if title.is_empty() { url.clone() } else { cut(&title, LONGEST_TITLE).to_owned() };
    Some(Item { url, title })
}

/// A feed without its XML declaration: the text is decoded, and the encoding that it was sent in would be taken off once more.
fn without_declaration(text: &str) -> &str {
    let mut text = text.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, rest)) = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        text = rest.trim_start();
    }
    text
}

fn is_too_deep(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    // Whether the names fit is left to what reads the feed, which ends where they do not.
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    while depth <= DEEPEST {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::{Media, Validators};

    fn feed(text: &str) -> Result<Reading, Unread> {
        let body = Body {
            status: 200,
            media: Media::Xml,
            text: text.to_owned(),
            print: String::new(),
            validators: Validators::default(),
        };
        read(&body, &[], &Url::parse("https://a.example/feeds/all").expect("an address"))
    }

    #[test]
    fn the_encoding_of_a_feed_is_taken_off_once() {
        let item = "<item><title>Café £5,000</title><link>https://a.example/b</link></item>";
        for declared in ["utf-8", "ISO-8859-1", "utf-16"] {
            let text = format!(
                "\u{feff}<?xml version='1.0' encoding='{declared}'?>\n<rss version='2.0'><channel>{item}</channel></rss>"
            );
            let read = feed(&text).expect("a feed");
            let titles: Vec<&str> = read.items.iter().map(|item| item.title.as_str()).collect();
            assert_eq!(titles, ["Café £5,000"], "{declared}");
        }
    }

    #[test]
    fn an_item_without_a_title_or_with_a_link_inside_the_site_is_an_item() {
        let items = "<item><title></title><link>https://a.example/b?utm_source=rss</link></item>\
                     <item><title>Award</title><link>/c</link></item>";
        let text = format!("<rss version='2.0'><channel>{items}</channel></rss>");
        let read = feed(&text).expect("a feed");
        let found: Vec<(&str, &str)> =
            read.items.iter().map(|item| (item.url.as_str(), item.title.as_str())).collect();
        let nameless = ("https://a.example/b", "https://a.example/b");
        assert_eq!(found, [nameless, ("https://a.example/c", "Award")]);
        assert_eq!(feed("<html><p>Hello</p></html>"), Err(Unread::NoFeed));
    }

    #[test]
    fn what_is_nested_without_end_is_refused_before_it_is_read() {
        let group = |depth: usize| {
            format!(
                "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><item><title>Award</title>\
                 <link>https://a.example/b</link>{}{}</item></channel></rss>",
                "<media:group>".repeat(depth),
                "</media:group>".repeat(depth)
            )
        };
        assert_eq!(feed(&group(20)).expect("a feed").items.len(), 1);
        assert_eq!(feed(&group(100_000)), Err(Unread::TooComplicated(TooComplicated)));
        let hidden =
            group(100_000).replace("<rss", "<?xml version='1.0'?><?xml encoding='utf-16'?><rss");
        assert_eq!(feed(&hidden), Err(Unread::TooComplicated(TooComplicated)));
    }
}
