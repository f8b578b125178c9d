//! Plain text, written from the facts and not by stripping HTML: what a mail's text part and a screen without styles show.

use std::fmt::Write;

use crate::edition::{Document, Edition, Line, Notice, Together, together};

/// The issue as plain text.
pub(super) fn render(document: &Document<'_>) -> String {
    let blocks: Vec<String> = document.blocks.iter().map(|block| block_text(block)).collect();
    let between = format!("\n{}\n\n", "=".repeat(60));
    blocks.join(&between)
}

fn block_text(block: &[Edition]) -> String {
    let mut out = String::new();
    for edition in block {
        line(&mut out, &edition.title.to_uppercase());
    }
    for edition in block {
        for paragraph in &edition.introduction {
            line(&mut out, "");
            line(&mut out, paragraph);
        }
    }
    together(block).iter().for_each(|section| part(&mut out, section));
    for edition in block {
        let rolling = edition.rolling.as_ref().map(linked);
        let after = edition.empty.iter().cloned().chain(rolling).chain(edition.sign_off.clone());
        for text in after {
            line(&mut out, "");
            line(&mut out, &text);
        }
    }
    line(&mut out, "");
    line(&mut out, "--");
    block.iter().flat_map(|edition| &edition.footer).for_each(|text| line(&mut out, text));
    out
}

fn part(out: &mut String, section: &Together<'_>) {
    let headings: Vec<&str> = section.headings.iter().map(|(_, heading)| *heading).collect();
    let heading = headings.join(" / ");
    line(out, "");
    line(out, "");
    line(out, &heading);
    line(out, &"-".repeat(heading.chars().count()));
    for (_, own) in section.entries.iter().flatten() {
        line(out, "");
        notice(out, own);
    }
    for (_, more) in &section.more {
        line(out, "");
        line(out, &linked(more));
    }
}

fn notice(out: &mut String, notice: &Notice) {
    line(out, &format!("* {}", notice.title.text));
    let facts = [notice.reasons.join(" | "), notice.when.clone(), notice.summary.clone()];
    let funder = format!("{} ({})", notice.offer, notice.funder);
    for fact in facts.iter().chain([&funder, &notice.title.href]).filter(|fact| !fact.is_empty()) {
        line(out, &format!("  {fact}"));
    }
}

fn linked(line: &Line) -> String {
    match line.href.is_empty() {
        true => line.text.clone(),
        false => format!("{}: {}", line.text, line.href),
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a String takes everything");
}
