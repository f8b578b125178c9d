//! Pages to facts: main text, dates, money, whether one can apply, each with the sentence in which it stands.
//!
//! Reading never fails on content and never executes any: a page that says nothing gives nothing.

pub(crate) mod blocks;
pub mod dates;
mod doubt;
pub(crate) mod facts;
mod feed;
mod linked_data;
pub mod money;
pub(crate) mod onward;
mod selectors;
mod sentences;
pub(crate) mod tokens;
mod tree;
pub(crate) mod words;

use jiff::civil::Date;
use scraper::{ElementRef, Html, Selector};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::fetch::{Body, Media, cut};
use blocks::{Block, LONGEST_TEXT, line_of, main_blocks};
use cyfle_catalogue::source::Kind;
pub use doubt::Doubt;
use facts::{Ending, LONGEST_EVIDENCE, OwnWords, Part, Sentence, has_any, standing};
pub use facts::{Fact, Facts, Standing};
pub use selectors::{ReadPage, bad_selectors};
use sentences::{LONGEST_SENTENCE, sentences};
use tokens::tokens;
pub use tree::TooComplicated;

/// Why a page cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// It asks for too much work.
    #[error(transparent)]
    TooComplicated(#[from] TooComplicated),
    /// A source calls it a feed, and it is none.
    #[error("it cannot be read as a feed")]
    NoFeed,
}

/// What a page says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its title, as text.
    #[serde(default)]
    pub title: String,
    /// The hash of its main text without what changes by itself.
    #[serde(default)]
    pub print: String,
    /// Hashes of its sentences, by which a rewritten page is told from a mended one.
    #[serde(default)]
    pub sentences: Vec<u32>,
    /// What it states.
    #[serde(default)]
    pub facts: Facts,
    /// Of a listing or feed: what it lists.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Words by which it says that it is not there.
    #[serde(default)]
    pub missing: Option<String>,
    /// Words by which it keeps programs out.
    #[serde(default)]
    pub barred: Option<String>,
    /// Where it sends its readers on to by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
}

/// Something that a listing or feed lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Item {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
}

/// A listing with more items than this is cut.
const MOST_ITEMS: usize = 500;
/// More paragraphs of a plain text than this are not read: it is a log or a book, not a page.
const MOST_PARAGRAPHS: usize = 2_000;
/// So many sentences are remembered: enough to tell a rewritten page, in a line of the journal that stays short.
const MOST_SENTENCES: usize = 400;
/// A sentence with no more words than this, one of them the date of today, is a page's clock.
const LONGEST_CLOCK: usize = 8;
/// More elements of one field than this mean that its selector names a list.
const MOST_OF_A_FIELD: usize = 20;
/// A text of no more bytes than this may be nothing but the message that a page is not there.
const LONGEST_MESSAGE: usize = 600;
/// A link with no more letters than this leads on ("»", "1", "Top") and is no title.
const LONGEST_SIGN: usize = 3;
/// A title is cut after so many bytes.
const LONGEST_TITLE: usize = 200;

/// Reads a page as its source says.
///
/// # Errors
/// Where reading it would take longer than any page is worth.
pub fn read(body: &Body, page: &ReadPage<'_>, url: &Url, today: Date) -> Result<Reading, Unread> {
    if page.kind == Kind::Feed {
        return read_feed(body, page, url, today);
    }
    match body.media {
        Media::Other => Ok(Reading { print: body.print.clone(), ..Reading::default() }),
        Media::Plain => Ok(read_plain(&body.text, page, today)),
        Media::Html | Media::Xml => Ok(read_html(&body.text, page, url, today)?),
    }
}

/// Reads a feed, whatever it is sent as. A page in its place may say that nothing is there, or keep programs out.
fn read_feed(body: &Body, page: &ReadPage<'_>, url: &Url, today: Date) -> Result<Reading, Unread> {
    match feed::read(body, page.words, url) {
        Err(Unread::NoFeed) => {
            let reading = read_html(&body.text, page, url, today)?;
            let explains = reading.missing.is_some() || reading.barred.is_some();
            if explains { Ok(reading) } else { Err(Unread::NoFeed) }
        }
        read => read,
    }
}

fn read_plain(text: &str, page: &ReadPage<'_>, today: Date) -> Reading {
    let blocks: Vec<Block> = cut(text, LONGEST_TEXT)
        .split("\n\n")
        .take(MOST_PARAGRAPHS)
        .map(|part| Block { text: fold(part), label: String::new() })
        .collect();
    let facts = Facts::of(&blocks, page.own_words(), today);
    summed_up(String::new(), &blocks, facts, today)
}

fn read_html(
    text: &str,
    page: &ReadPage<'_>,
    url: &Url,
    today: Date,
) -> Result<Reading, TooComplicated> {
    let html = tree::parse(text)?;
    let title = first_line(&html, "title");
    let heading = first_line(&html, "h1");
    let blocks = main_blocks(&html, page.main.as_ref());
    let mut facts = Facts::of(&blocks, page.own_words(), today);
    read_fields(&html, page, &mut facts, today);
    linked_data::read(&html, &mut facts, today);
    let mut reading = summed_up(title, &blocks, facts, today);
    reading.missing = says(&reading.title, &heading, &blocks, words::MISSING);
    reading.barred = says(&reading.title, &heading, &blocks, words::BARRED);
    reading.onward = onward::leads(&html, url).map(|onward| onward.to.to_string());
    if page.kind == Kind::Listing {
        reading.items = listed(&html, page, url);
    }
    Ok(reading)
}

fn summed_up(title: String, blocks: &[Block], facts: Facts, today: Date) -> Reading {
    let mut hasher = blake3::Hasher::new();
    let mut hashes = Vec::new();
    for sentence in blocks
        .iter()
        .flat_map(|block| sentences(&block.text))
        .filter(|text| is_lasting(text, today))
    {
        let sentence = sentence.to_lowercase();
        hasher.update(sentence.as_bytes());
        hasher.update(b"\n");
        let hash = blake3::hash(sentence.as_bytes());
        let [a, b, c, d, ..] = *hash.as_bytes();
        if hashes.len() < MOST_SENTENCES {
            hashes.push(u32::from_le_bytes([a, b, c, d]));
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    let print = hasher.finalize().to_hex()[..16].to_owned();
    Reading { title, print, sentences: hashes, facts, ..Reading::default() }
}

/// Whether a sentence stays as it is when nobody edits the page: counters, cookies and today's date do not.
fn is_lasting(sentence: &str, today: Date) -> bool {
    let words = tokens(sentence);
    let only_numbers =
        words.iter().all(|token| token.word.bytes().all(|byte| byte.is_ascii_digit()));
    let of_today = || {
        let near = |date: Date| (date - today).get_days().abs() <= 1;
        words.len() <= LONGEST_CLOCK
            && dates::dates(sentence).iter().any(|date| date.date().is_some_and(near))
    };
    !only_numbers && !has_any(&words, words::NOISE, Ending::Whole) && !of_today()
}

/// What the source's selectors name replaces what was found by words.
fn read_fields(html: &Html, page: &ReadPage<'_>, facts: &mut Facts, today: Date) {
    let texts = |selector: &Option<Selector>| -> Vec<String> {
        let named =
            selector.iter().flat_map(|selector| html.select(selector)).take(MOST_OF_A_FIELD);
        named.map(|element| cut(&line_of(element), LONGEST_SENTENCE).to_owned()).collect()
    };
    for (selector, part) in [(&page.closes, Part::Closes), (&page.opens, Part::Opens)] {
        let found = texts(selector);
        if found.is_empty() {
            continue;
        }
        match part {
            Part::Closes => facts.closes.clear(),
            _ => facts.opens.clear(),
        }
        for text in &found {
            for date in dates::dates(text) {
                facts.add_date(part, &date, cut(text, LONGEST_EVIDENCE).to_owned(), today);
            }
        }
    }
    let amounts = texts(&page.amount);
    if !amounts.is_empty() {
        let blocks: Vec<Block> =
            amounts.into_iter().map(|text| Block { text, label: String::new() }).collect();
        facts.amounts = Facts::of(&blocks, OwnWords::default(), today).amounts;
    }
    for text in texts(&page.status) {
        if let Some(value) = standing(&Sentence::new(&text, "status"), page.own_words()) {
            let text = cut(&text, LONGEST_EVIDENCE).to_owned();
            facts.standing = Some(Standing { value, text });
            break;
        }
    }
}

/// A saying in title or first heading, or in the text where there is hardly any.
fn says(title: &str, heading: &str, blocks: &[Block], sayings: &[&str]) -> Option<String> {
    let start: String = if blocks::length(blocks) <= LONGEST_MESSAGE {
        blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
    } else {
        String::new()
    };
    [title, heading, &start].into_iter().find_map(|text| {
        let lower = text.to_lowercase();
        let saying = sayings.iter().find(|saying| contains_saying(&lower, saying))?;
        Some((*saying).to_owned())
    })
}

/// A number such as 404 must stand by itself: "£404" and "Room 404B" are no missing pages.
fn contains_saying(text: &str, saying: &str) -> bool {
    if saying.bytes().all(|byte| byte.is_ascii_digit()) {
        return text
            .split(|c: char| c.is_whitespace() || ":|-–—,.!".contains(c))
            .next()
            .is_some_and(|word| word == saying)
            || text.contains(&format!("error {saying}"));
    }
    text.contains(saying)
}

fn first_line(html: &Html, tag: &str) -> String {
    let selector = Selector::parse(tag).ok();
    let element = selector.and_then(|selector| html.select(&selector).next());
    element.map(title_of).unwrap_or_default()
}

/// The text of one element, on one line that is no longer than a title.
fn title_of(element: ElementRef<'_>) -> String {
    let mut title = String::new();
    for part in element.text() {
        let part = fold(cut(part.trim_start(), LONGEST_SENTENCE));
        if !title.is_empty() && !part.is_empty() {
            title.push(' ');
        }
        title.push_str(&part);
        if title.len() > LONGEST_TITLE {
            break;
        }
    }
    cut(&title, LONGEST_TITLE).trim_end().to_owned()
}

/// The links of a listing: those that the source names, or those of its main text that stay on the site.
fn listed(html: &Html, page: &ReadPage<'_>, base: &Url) -> Vec<Item> {
    let usual =
        Selector::parse("main a[href], [role=main] a[href], article a[href], #content a[href]")
            .ok();
    let Some(selector) = page.items.as_ref().or(usual.as_ref()) else { return Vec::new() };
    let mut items: Vec<Item> = html
        .select(selector)
        .take(MOST_ITEMS)
        .filter_map(|element| item(element, base))
        .filter(|item| {
            page.items.is_some()
                || Url::parse(&item.url).is_ok_and(|url| url.host_str() == base.host_str())
        })
        .filter(|item| is_of_interest(&item.title, page.words))
        .collect();
    items.sort();
    items.dedup_by(|left, right| left.url == right.url);
    items
}

fn item(element: ElementRef<'_>, base: &Url) -> Option<Item> {
    let mut url = base.join(element.value().attr("href")?).ok()?;
    url.set_fragment(None);
    let url = without_campaign(url);
    let title = title_of(element);
    let usable =
        onward::can_be_asked_for(&url) && url != *base && title.chars().count() > LONGEST_SIGN;
    usable.then(|| Item { url: url.to_string(), title })
}

/// An address without what only tells from where somebody came.
fn without_campaign(mut url: Url) -> Url {
    let is_campaign =
        |pair: &str| pair.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("utm_"));
    let Some(query) = url.query().map(str::to_owned) else { return url };
    if query.split('&').any(is_campaign) {
        let kept: Vec<&str> = query.split('&').filter(|pair| !is_campaign(pair)).collect();
        url.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
    }
    url
}

/// Whether a title has one of the words that a source asks for.
pub(crate) fn is_of_interest(title: &str, wanted: &[String]) -> bool {
    let words = tokens(title);
    wanted.is_empty()
        || wanted.iter().any(|wanted| {
            let wanted = wanted.to_lowercase();
            words.iter().any(|token| token.word.starts_with(&wanted))
        })
}

/// A text on one line, its blanks single, its invisible characters gone.
pub(crate) fn fold(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
