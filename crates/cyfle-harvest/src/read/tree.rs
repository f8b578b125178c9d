//! HTML to a tree, as long as that takes little. Pages are written by strangers, and the rules by which every browser mends
//! HTML let a few kilobytes ask for minutes: elements that are opened anew in each paragraph, nesting without end, a tag with a
//! hundred thousand attributes.
//!
//! So the work is counted with each token while the tree grows. A page that asks for too much is not read at all: a part of it
//! would pass for a page that says less than before.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink, Node};

/// No page that is worth watching has more elements, texts and comments.
const MOST_NODES: usize = 200_000;
/// For each token the parser, and later a selector, may look at every element around it and at their attributes. Large honest
/// pages come to some millions of such looks.
const MOST_LOOKS: usize = 50_000_000;
/// Every attribute of a tag is compared with those before it. A tag cannot be seen before it ends, but each attribute needs a
/// blank, a slash or a quotation mark before it, and where so many come without a token the page has gone wrong.
const MOST_MARKS: usize = 20_000;
/// So many bytes at once are given to the parser, between two looks at what it has made of them.
const PIECE: usize = 4_096;

/// A page, or feed, that asks for more work than any is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is too complicated: it has too many elements, or they are nested too deeply")]
pub struct TooComplicated;

/// The tree of a page.
pub(crate) fn parse(text: &str) -> Result<Html, TooComplicated> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let growing = Growing::of(TreeBuilder::new(sink, TreeBuilderOpts::default()));
    let tokenizer = Tokenizer::new(growing, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = text;
    let mut marks = 0;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        rest = after;
        let tokens = tokenizer.sink.tokens.get();
        input.push_back(StrTendril::from_slice(piece));
        // It stops at scripts and encodings, which mean nothing here.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if tokenizer.sink.tokens.get() != tokens {
            marks = 0;
        }
        marks += piece.bytes().filter(|byte| is_mark(*byte)).count();
        if marks > MOST_MARKS || tokenizer.sink.is_too_much() {
            return Err(TooComplicated);
        }
    }
    tokenizer.end();
    let growing = tokenizer.sink;
    if growing.is_too_much() { Err(TooComplicated) } else { Ok(growing.builder.sink.finish()) }
}

/// Whether an attribute may begin after a byte.
fn is_mark(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// A tree that grows, and what that has taken so far.
struct Growing {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    tokens: Cell<usize>,
    nodes: Cell<usize>,
    looks: Cell<usize>,
    newest: Cell<Option<Handle>>,
}

impl Growing {
    fn of(builder: TreeBuilder<Handle, HtmlTreeSink>) -> Self {
        let none = || Cell::new(0);
        Self { builder, tokens: none(), nodes: none(), looks: none(), newest: Cell::new(None) }
    }

    fn is_too_much(&self) -> bool {
        self.nodes.get() > MOST_NODES || self.looks.get() > MOST_LOOKS
    }

    /// Counts what the last token has taken: at most, what is around the newest element is still open. One token can make many
    /// nodes, and can give attributes to an element that is long there.
    fn count(&self) {
        let html = self.builder.sink.0.borrow();
        let nodes = html.tree.nodes();
        let made = nodes.len() - self.nodes.get();
        self.nodes.set(nodes.len());
        if let Some(newest) = nodes.rev().take(made).find(|node| node.value().is_element()) {
            self.newest.set(Some(newest.id()));
        }
        if let Some(newest) = self.newest.get().and_then(|id| html.tree.get(id)) {
            let around = std::iter::once(newest).chain(newest.ancestors());
            let looks: usize = around.map(|node| weight(node.value())).sum();
            self.looks.set(self.looks.get() + looks * (made + 1));
        }
    }
}

fn weight(node: &Node) -> usize {
    node.as_element().map_or(1, |element| 1 + element.attrs.len())
}

impl TokenSink for Growing {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        self.tokens.set(self.tokens.get() + 1);
        if self.is_too_much() {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line_number);
        self.count();
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(count: usize, text: impl Fn(usize) -> String) -> String {
        (0..count).map(text).collect()
    }

    #[test]
    fn what_would_keep_a_parser_busy_for_minutes_is_refused() {
        let attributes = |count: usize| numbered(count, |number| format!(" a{number}"));
        for (shape, text) in [
            ("nested blocks", "<div>".repeat(300_000)),
            ("unclosed bold type", "<b>".repeat(300_000)),
            ("lists in lists", "<ul><li>".repeat(200_000)),
            ("tables in tables", "<table><tr><td>".repeat(100_000)),
            ("pictures", format!("<svg>{}", "<g>".repeat(300_000))),
            ("a flat page without end", "<p>a".repeat(400_000)),
            (
                "ends of what never began",
                format!("{}{}", "<span>".repeat(5_000), "</x>".repeat(200_000)),
            ),
            (
                "bold type that each paragraph opens anew",
                format!("<p>{}", numbered(3_000, |number| format!("<b a{number}>")))
                    + &"<p>x".repeat(20_000),
            ),
            (
                "bold type with many attributes",
                format!("<b{}>", attributes(300)).repeat(400) + &"<b></b>".repeat(20_000),
            ),
            ("one tag with all attributes", format!("<div{}>", attributes(200_000))),
            ("a tag that never ends", format!("<div{}", attributes(200_000))),
            (
                "an element that is given one attribute after the other",
                numbered(100_000, |number| format!("<html a{number}>")),
            ),
        ] {
            assert_eq!(parse(&text).err(), Some(TooComplicated), "{shape}");
        }
    }

    #[test]
    fn a_large_honest_page_is_read_as_browsers_read_it() {
        let links = numbered(10_000, |number| {
            format!("<li class='card wide'><a href='/award/{number}'>Award &amp; {number}</a>\n")
        });
        let picture = format!("<img src='data:image/png;base64,{}'>", "iVBORw0KGgo/".repeat(9_000));
        let script = "if (a < b && c > d) { e('</p>'); }\n".repeat(5_000);
        let text = format!(
            "<!doctype html><html lang=en><body>{}<main>{picture}<ul>{links}</ul><script>{script}</script>",
            "<div class=a id=b>".repeat(40)
        );
        let html = parse(&text).expect("a page");
        assert!(html.tree == Html::parse_document(&text).tree, "another tree");
        assert!(parse("").expect("a page").tree == Html::parse_document("").tree, "another tree");
    }
}
