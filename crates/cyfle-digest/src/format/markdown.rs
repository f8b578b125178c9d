//! Markdown, for wikis, Teams and static sites. What could be read as markup is escaped.

use std::fmt::Write;

use crate::edition::{Document, Edition, Line, Notice, together};

/// The issue as Markdown.
pub(super) fn render(document: &Document<'_>) -> String {
    let blocks: Vec<String> = document.blocks.iter().map(|block| block_text(block)).collect();
    blocks.join("\n---\n\n")
}

fn block_text(block: &[Edition]) -> String {
    let titles: Vec<String> = block.iter().map(|edition| escape(&edition.title)).collect();
    let mut out = format!("# {}\n", titles.join(" / "));
    for paragraph in block.iter().flat_map(|edition| &edition.introduction) {
        paragraph_of(&mut out, &lines(paragraph));
    }
    for section in together(block) {
        let headings: Vec<String> =
            section.headings.iter().map(|(_, heading)| escape(heading)).collect();
        paragraph_of(&mut out, &format!("## {}", headings.join(" / ")));
        section.entries.iter().flatten().for_each(|(_, own)| notice(&mut out, own));
        section.more.iter().for_each(|(_, more)| paragraph_of(&mut out, &linked(more)));
    }
    for edition in block {
        let rolling = edition.rolling.as_ref().map(linked);
        let own = edition.empty.iter().chain(&edition.sign_off).map(|text| lines(text));
        rolling.into_iter().chain(own).for_each(|text| paragraph_of(&mut out, &text));
    }
    for text in block.iter().flat_map(|edition| &edition.footer) {
        paragraph_of(&mut out, &format!("*{}*", escape(text)));
    }
    out
}

fn notice(out: &mut String, notice: &Notice) {
    paragraph_of(out, &format!("### {}", linked(&notice.title)));
    let reasons = escape(&notice.reasons.join(" · "));
    let when = format!("**{}**", escape(&notice.when));
    let first = if reasons.is_empty() { when } else { format!("{reasons} · {when}") };
    paragraph_of(out, &first);
    paragraph_of(out, &escape(&notice.summary));
    paragraph_of(out, &format!("{} ({})", escape(&notice.offer), escape(&notice.funder)));
}

fn linked(line: &Line) -> String {
    match line.href.is_empty() {
        true => escape(&line.text),
        // Angle brackets take any address that has no bracket of its own, and ours are percent-encoded.
        false => format!(
            "[{}](<{}>)",
            escape(&line.text),
            line.href.replace('<', "%3C").replace('>', "%3E")
        ),
    }
}

fn paragraph_of(out: &mut String, text: &str) {
    write!(out, "\n{text}\n").expect("a String takes everything");
}

/// A paragraph with its line breaks: two spaces before each, which every reader of Markdown takes for one.
fn lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("  \n")
}

/// A backslash in front of what would be markup. Sentences keep their dots and hyphens.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        let at_start = index == 0 && matches!(c, '#' | '-' | '+' | '=' | '>');
        if at_start || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
