//! HTML to blocks of text: what a reader of the page would read, without menus, banners, scripts and footers.
//!
//! Nothing of a page is ever executed; a script is one more element that is left out. The walk uses a list of its own instead
//! of recursion, because a hostile page can be nested thousands deep, and ends where no reader would read on.

use scraper::{ElementRef, Html, Node, Selector};

use super::fold;
use crate::fetch::cut;

/// A piece of text that stands by itself, and the short piece before it, which is often its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) text: String,
    pub(crate) label: String,
}

/// A label is no longer than this.
const LONGEST_LABEL: usize = 80;
/// No page needs more blocks; what follows is not read.
const MOST_BLOCKS: usize = 5_000;
/// Nor more text, in bytes.
pub(crate) const LONGEST_TEXT: usize = 300_000;

/// A part with less text than this, in bytes, has nothing to say: the page keeps its main text elsewhere.
const SHORTEST_MAIN: usize = 120;
/// An element of time with as much text as this, in bytes, holds more than the time that it marks.
const LONGEST_TIME: usize = 60;
/// A table with more text than this, in bytes, is the layout of a page and no table of data.
const LARGEST_TABLE: usize = 20_000;

/// What is struck out is no longer said; it does not end the sentence in which it stands.
const LEFT_OUT: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "svg", "iframe",
    "button", "select", "dialog", "head", "object", "canvas", "math", "audio", "video", "s", "del",
    "strike",
];

const BREAKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Words of a class or id that mark a part beside the text.
const BESIDE: &[&str] = &[
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "sidebar",
    "share",
    "sharing",
    "social",
    "related",
    "newsletter",
    "footer",
    "skip",
    "pagination",
    "counter",
    "views",
    "popular",
    "latest",
    "promo",
    "advert",
    "ads",
    "comments",
    "toolbar",
    "ticker",
];

const ROLES_BESIDE: &[&str] =
    &["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"];

/// Where the main text is looked for, in this order, where the source does not say.
const USUAL_MAINS: &[&str] = &[
    "main",
    "[role=main]",
    "article",
    "#main-content",
    "#content",
    "#main",
    ".main-content",
    ".entry-content",
    ".content",
    "body",
];

/// The blocks of the main text: of the part that a selector names, or of the first usual part that has something to say.
pub(crate) fn main_blocks(page: &Html, selector: Option<&Selector>) -> Vec<Block> {
    if let Some(selector) = selector {
        let mut gatherer = Gatherer::default();
        for part in outermost(page, selector) {
            gatherer.gather(part);
        }
        return gatherer.blocks;
    }
    let mut longest = Vec::new();
    for usual in USUAL_MAINS {
        let Ok(selector) = Selector::parse(usual) else { continue };
        let parts = outermost(page, &selector).into_iter().map(|part| {
            let mut gatherer = Gatherer::default();
            gatherer.gather(part);
            gatherer.blocks
        });
        let found = parts.max_by_key(|blocks| length(blocks)).unwrap_or_default();
        if length(&found) >= SHORTEST_MAIN {
            return found;
        }
        if length(&found) > length(&longest) {
            longest = found;
        }
    }
    longest
}

/// The elements that a selector names, without those inside another one: they are read with what is around them.
fn outermost<'a>(page: &'a Html, selector: &Selector) -> Vec<ElementRef<'a>> {
    let is_inside = |part: &ElementRef<'a>| {
        part.ancestors().filter_map(ElementRef::wrap).any(|around| selector.matches(&around))
    };
    page.select(selector).filter(|part| !is_inside(part)).collect()
}

/// The text of one element, on one line.
pub(crate) fn line_of(element: ElementRef<'_>) -> String {
    let mut gatherer = Gatherer::default();
    gatherer.gather(element);
    let texts: Vec<String> = gatherer.blocks.into_iter().map(|block| block.text).collect();
    texts.join(" ")
}

/// How long a text is.
pub(super) fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

#[derive(Default)]
struct Gatherer {
    blocks: Vec<Block>,
    /// The length of their texts.
    length: usize,
    buffer: String,
}

enum Task<N> {
    Enter(N),
    Break,
}

impl Gatherer {
    fn gather(&mut self, root: ElementRef<'_>) {
        let mut tasks = vec![Task::Break];
        tasks.extend(root.children().collect::<Vec<_>>().into_iter().rev().map(Task::Enter));
        while let Some(task) = tasks.pop() {
            if self.is_full() {
                break;
            }
            let Task::Enter(node) = task else {
                self.flush();
                continue;
            };
            match node.value() {
                Node::Text(text) => {
                    let room = LONGEST_TEXT.saturating_sub(self.buffer.len());
                    self.buffer.push_str(cut(text, room));
                }
                Node::Element(_) => {
                    let Some(element) = ElementRef::wrap(node) else { continue };
                    if is_beside(element) || self.special(element) {
                        continue;
                    }
                    let breaks = BREAKS.contains(&element.value().name());
                    if breaks {
                        self.flush();
                        tasks.push(Task::Break);
                    }
                    tasks.extend(
                        node.children().collect::<Vec<_>>().into_iter().rev().map(Task::Enter),
                    );
                }
                _ => {}
            }
        }
        self.flush();
    }

    fn is_full(&self) -> bool {
        self.blocks.len() >= MOST_BLOCKS || self.length >= LONGEST_TEXT
    }

    fn push(&mut self, text: String, label: String) {
        self.length += text.len();
        self.blocks.push(Block { text, label });
    }

    fn flush(&mut self) {
        let text = fold(&self.buffer);
        self.buffer.clear();
        if !text.is_empty() {
            let before = self.blocks.last().map(|block| block.text.as_str()).unwrap_or_default();
            // A sentence of its own is no label.
            let labels = before.len() <= LONGEST_LABEL && !before.ends_with(['.', '!']);
            let label = if labels { before.to_owned() } else { String::new() };
            self.push(text, label);
        }
    }

    /// Elements that are read as a whole: `<time>`, whose attribute has the year that its text often lacks, and tables of data,
    /// whose cells mean something only with their headers.
    fn special(&mut self, element: ElementRef<'_>) -> bool {
        match element.value().name() {
            "time" => {
                let Some(machine) = element.value().attr("datetime").and_then(readable_time) else {
                    return false;
                };
                if element.text().map(str::len).sum::<usize>() >= LONGEST_TIME {
                    return false;
                }
                let text: String = element.text().collect();
                let has_year = super::dates::dates(&text).iter().any(|date| date.year.is_some());
                let replaced = !has_year && !text.trim().is_empty();
                if replaced {
                    self.buffer.push_str(&format!(" {machine} "));
                }
                replaced
            }
            "table" => self.data_table(element),
            _ => false,
        }
    }

    fn data_table(&mut self, table: ElementRef<'_>) -> bool {
        let (Ok(row), Ok(cell), Ok(inner)) =
            (Selector::parse("tr"), Selector::parse("th, td"), Selector::parse("table"))
        else {
            return false;
        };
        let size: usize = table.text().map(str::len).sum();
        let is_plain = table.select(&inner).next().is_none()
            && !has_nested(table, &row)
            && !has_nested(table, &cell);
        if size > LARGEST_TABLE || !is_plain {
            return false;
        }
        self.flush();
        let mut headers: Vec<String> = Vec::new();
        for row in table.select(&row) {
            if self.is_full() {
                break;
            }
            let cells: Vec<(bool, String)> = row
                .select(&cell)
                .map(|cell| (cell.value().name() == "th", line_of(cell)))
                .collect();
            if !cells.is_empty() && cells.iter().all(|(header, _)| *header) && cells.len() > 1 {
                headers = cells.into_iter().map(|(_, text)| text).collect();
                continue;
            }
            let name = cells.first().map(|(_, text)| text.clone()).unwrap_or_default();
            for (column, (_, text)) in
                cells.into_iter().enumerate().filter(|(_, (_, text))| !text.is_empty())
            {
                let header = headers.get(column).map(String::as_str).unwrap_or_default();
                let label = if column == 0 || name.len() > LONGEST_LABEL {
                    header.to_owned()
                } else {
                    format!("{name} {header}")
                };
                self.push(text, label.trim().to_owned());
            }
        }
        true
    }
}

/// Whether one of the elements that a selector names is inside another, below a table. Only inside a picture can cells be so
/// without a table of their own.
fn has_nested(table: ElementRef<'_>, selector: &Selector) -> bool {
    table.select(selector).any(|element| {
        let around = element.ancestors().take_while(|node| node.id() != table.id());
        around.filter_map(ElementRef::wrap).any(|outer| selector.matches(&outer))
    })
}

/// `2026-02-13T16:00` as `2026-02-13 16:00`, in front of what it stands for.
fn readable_time(attribute: &str) -> Option<String> {
    let date = attribute.get(..10)?;
    date.parse::<jiff::civil::Date>().ok()?;
    let time = attribute.get(11..16).filter(|time| time.parse::<jiff::civil::Time>().is_ok());
    Some(time.map_or_else(|| date.to_owned(), |time| format!("{date} {time}")))
}

fn is_beside(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let name = value.name();
    if LEFT_OUT.contains(&name) {
        return true;
    }
    if matches!(name, "main" | "article" | "body") {
        return false;
    }
    let role = value.attr("role").unwrap_or_default();
    let marks = |attribute: &str| {
        value
            .attr(attribute)
            .unwrap_or_default()
            .split(|c: char| !c.is_ascii_alphabetic())
            .any(|word| BESIDE.iter().any(|beside| word.eq_ignore_ascii_case(beside)))
    };
    let page_header = name == "header"
        && element
            .parent()
            .and_then(ElementRef::wrap)
            .is_some_and(|parent| parent.value().name() == "body");
    let struck_out = value.attr("style").is_some_and(|style| style.contains("line-through"));
    ROLES_BESIDE.contains(&role) || page_header || struck_out || marks("class") || marks("id")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str, selector: Option<&str>) -> Vec<String> {
        let selector = selector.map(|text| Selector::parse(text).expect("a selector"));
        let blocks = main_blocks(&Html::parse_document(html), selector.as_ref());
        blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn what_stands_inside_a_part_is_read_once() {
        let page = "<div class=part><p>An award</p><div class=part><p>closes in May</p></div></div><div class=part>Apply</div>";
        assert_eq!(texts(page, Some(".part")), ["An award", "closes in May", "Apply"]);
        let nested = "<article>".repeat(2_000) + &"<p>An award. ".repeat(2_000);
        assert_eq!(texts(&nested, None).len(), 2_000);
        assert_eq!(texts(&nested, Some("article")).len(), 2_000);
    }

    #[test]
    fn a_text_without_end_is_read_as_far_as_anyone_would() {
        let length = |html: &str| texts(html, None).iter().map(String::len).sum::<usize>();
        assert_eq!(length(&format!("<main><p>{}", "x".repeat(2_000_000))), LONGEST_TEXT);
        let cells = "<td>".repeat(300);
        let picture = format!("<main><table><tr><td>Award<td><svg>{cells}{}", "x".repeat(19_000));
        assert_eq!(texts(&picture, None), ["Award"], "cells in cells are no table of data");
        let times = "<time datetime=2026-02-13>".repeat(1_000) + &"1 May ".repeat(100_000);
        assert!(length(&format!("<main>{times}")) <= LONGEST_TEXT);
    }
}
