//! A whole message that mail programs show as meant.
//!
//! Outlook on Windows lays out with Word's engine and Gmail drops what it does not know, so: tables, inline styles, 600 pixels,
//! padding on cells, no picture, no style sheet. Every text and ground has its own colour, dark on light with room to spare: the
//! head says so to programs that ask, and those that turn a message dark all the same turn both. Gmail cuts a message at about 102 KB; of an issue that would be longer than
//! [`BUDGET`] each section has only so many entries that it fits, and says how many more there are.

use askama::Template;
use cyfle_catalogue::Lang;

use crate::edition::{Document, Edition, Together, together};

/// The bytes to which entries may fill an issue, so that the sender's own frame and link wrappers still fit under Gmail's limit.
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

/// The issue as a message of at most [`BUDGET`] bytes: in each section as many entries as fit, but at least one. Its editor's
/// own words are never cut; they are limited, and only such as HTML has to spell out, or a very long question in every link,
/// can leave too little room for that one.
pub(super) fn render(document: &Document<'_>) -> String {
    let whole = message(document);
    if whole.len() <= BUDGET {
        return whole;
    }
    let lengths = document.issue.listings.iter().map(|listing| listing.entries.len());
    // Each cut is laid out anew, and a section may have hundreds of entries: what fits is looked for by halves.
    let (mut few, mut many) = (1, lengths.max().unwrap_or_default());
    let mut shortened = message(&document.cut(few));
    while many > few + 1 {
        let most = usize::midpoint(few, many);
        let mail = message(&document.cut(most));
        if mail.len() <= BUDGET {
            (few, shortened) = (most, mail);
        } else {
            many = most;
        }
    }
    shortened
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
