//! A whole message that mail programs show as meant.
//!
//! Outlook on Windows lays out with Word's engine and Gmail drops what it does not know, so: tables, inline styles, 600 pixels,
//! padding on cells, no picture, no style sheet. Every text and ground has its own colour, dark on light with room to spare, so
//! that programs that turn a message dark turn both. Gmail cuts a message at about 102 KB; an issue that would be longer than
//! [`BUDGET`] is shortened, section by section, to what fits.

use askama::Template;
use cyfle_catalogue::Lang;

use crate::edition::{Document, Edition, Together, together};

/// The most bytes of an issue, so that the sender's own frame and link wrappers still fit under Gmail's limit.
pub const BUDGET: usize = 60 * 1024;

#[derive(Template)]
#[template(path = "mail.html", whitespace = "minimize")]
struct Mail<'d> {
    title: String,
    lang: Lang,
    preheader: Vec<(Lang, &'d str)>,
    blocks: Vec<Block<'d>>,
}

/// A block, for templates.
pub(super) struct Block<'d> {
    pub(super) editions: &'d [Edition],
    pub(super) sections: Vec<Together<'d>>,
}

/// The blocks of a document, for templates.
pub(super) fn blocks<'d>(document: &'d Document<'_>) -> Vec<Block<'d>> {
    let block = |editions: &'d Vec<Edition>| Block { editions, sections: together(editions) };
    document.blocks.iter().map(block).collect()
}

/// The issue as a message of at most [`BUDGET`] bytes.
pub(super) fn render(document: &Document<'_>) -> String {
    let whole = message(document);
    let longest = document.issue.listings.iter().map(|listing| listing.entries.len()).max();
    let shorter = (1..longest.unwrap_or_default()).rev().map(|most| message(&document.cut(most)));
    std::iter::once(whole).chain(shorter).find(|mail| mail.len() <= BUDGET).unwrap_or_else(|| {
        // Only an editor's own words can be that long, and they are limited too.
        message(&document.cut(1))
    })
}

fn message(document: &Document<'_>) -> String {
    let preheader = document.editions().map(|edition| (edition.lang, edition.preheader.as_str()));
    let mail = Mail {
        title: document.title(),
        lang: document.first_lang(),
        preheader: preheader.collect(),
        blocks: blocks(document),
    };
    mail.render().expect("a String takes everything")
}
