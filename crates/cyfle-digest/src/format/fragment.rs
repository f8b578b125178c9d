//! HTML without a page around it: for a content management system, or the clipboard of Word and Outlook. Headings, paragraphs
//! and links alone, so that it takes on the look of wherever it is put.

use askama::Template;

use super::html::{Block, blocks};
use crate::edition::Document;

#[derive(Template)]
#[template(path = "fragment.html", whitespace = "minimize")]
struct Fragment<'d> {
    blocks: Vec<Block<'d>>,
}

/// The issue as a fragment.
pub(super) fn render(document: &Document<'_>) -> String {
    Fragment { blocks: blocks(document) }.render().expect("a String takes everything")
}
