//! Pages that send their readers on by themselves, with `<meta http-equiv="refresh">`.

use scraper::{Html, Selector};
use url::Url;

use super::blocks::{length, main_blocks};
use super::{first_line, says, tree, words};
use crate::fetch::{Body, LONGEST_ADDRESS, Media};

/// A page with more bytes than this has something to say of its own.
const LONGEST_STAND_IN: usize = 32 * 1_024;
/// So has one with more letters of text.
const MOST_WORDS_BY_THE_WAY: usize = 400;
/// Whoever is sent on later than after so many seconds was meant to read first.
const LONGEST_GLANCE: f64 = 10.0;

/// Where a page leads.
pub(super) struct Onward {
    /// The address.
    pub(super) to: Url,
    /// After how many seconds.
    after: f64,
}

/// Where a page leads. One that only loads itself again leads nowhere.
pub(super) fn leads(html: &Html, base: &Url) -> Option<Onward> {
    let selector = Selector::parse("meta[http-equiv='refresh' i][content]").ok()?;
    let content = html.select(&selector).next()?.value().attr("content")?;
    let (after, target) = content.split_once([';', ','])?;
    let (name, address) = target.split_once('=')?;
    let address = address.trim().trim_matches(['\'', '"']);
    let mut to = base.join(address).ok().filter(|_| name.trim().eq_ignore_ascii_case("url"))?;
    to.set_fragment(None);
    let after = after.trim().parse().ok()?;
    (to != *base && can_be_asked_for(&to)).then_some(Onward { to, after })
}

/// Where a page leads that only stands where another one was: it sends its readers on at once, and says little besides.
pub(crate) fn stands_in_for(body: &Body, url: &Url) -> Option<Url> {
    let is_short = body.text.len() <= LONGEST_STAND_IN;
    if body.media != Media::Html || !(200..300).contains(&body.status) || !is_short {
        return None;
    }
    let html = tree::parse(&body.text).ok()?;
    let onward = leads(&html, url).filter(|onward| onward.after <= LONGEST_GLANCE)?;
    let blocks = main_blocks(&html, None);
    // What is not there, or keeps programs out, says so itself, wherever it leads.
    let (title, heading) = (first_line(&html, "title"), first_line(&html, "h1"));
    let says = |words| says(&title, &heading, &blocks, words).is_some();
    let says_something = length(&blocks) > MOST_WORDS_BY_THE_WAY;
    (!says_something && !says(words::MISSING) && !says(words::BARRED)).then_some(onward.to)
}

/// Whether an address is one of the web that could be a page's.
pub(super) fn can_be_asked_for(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.as_str().len() <= LONGEST_ADDRESS
}
