//! One line an entry, short enough for any social medium: the title, by when, and the address.

use crate::edition::{Document, Notice};

/// Media that count characters allow 280; an address counts as 23 of them wherever it is shortened, but not everywhere.
const LONGEST: usize = 280;

/// The issue as lines.
pub(super) fn render(document: &Document<'_>) -> String {
    let mut out = String::new();
    for edition in document.editions() {
        for notice in edition.parts.iter().flat_map(|part| &part.notices) {
            out.push_str(&line(notice));
            out.push('\n');
        }
    }
    out
}

/// The title gives way where it does not fit: date and address are what a reader needs.
fn line(notice: &Notice) -> String {
    let rest = format!(" – {} {}", notice.when, notice.title.href);
    let room = LONGEST.saturating_sub(rest.trim_end().chars().count());
    let title = &notice.title.text;
    let title = match title.chars().count() > room {
        true => format!("{}…", title.chars().take(room.saturating_sub(1)).collect::<String>()),
        false => title.clone(),
    };
    format!("{title}{}", rest.trim_end())
}
