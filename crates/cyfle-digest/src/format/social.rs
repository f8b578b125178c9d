//! One line an entry, short enough for any social medium: the title, by when, and the address. An empty issue is
//! the line that says so.

use crate::edition::{Document, Notice};

/// Media that count characters allow 280; an address counts as 23 of them wherever it is shortened, but not everywhere.
const LONGEST: usize = 280;

/// So many characters of a title are kept whatever else has to go: without them nobody can tell what a line is about.
const LEAST_TITLE: usize = 40;

/// The issue as lines.
pub(super) fn render(document: &Document<'_>) -> String {
    let mut out = String::new();
    for edition in document.editions() {
        let lines = edition.parts.iter().flat_map(|part| &part.notices).map(line);
        let empty = edition.empty.iter().map(|text| cut(text, LONGEST));
        for line in lines.chain(empty) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// The title gives way first, then what only counts visits, then the date as a whole: half of one, or one without its caveat,
/// would mislead. An address is there or not, since half of one leads nowhere.
fn line(notice: &Notice) -> String {
    let title = &notice.title.text;
    let when = format!(" – {}", notice.when_in_short);
    let address = format!(" {}", notice.title.href);
    let uncounted = address.split("?utm_source=").next().unwrap_or_default().to_owned();
    let rests = [
        format!("{when}{address}"),
        format!("{when}{uncounted}"),
        address,
        uncounted,
        when,
        String::new(),
    ];
    let needed = title.chars().count().min(LEAST_TITLE);
    let fits = |rest: &&str| rest.chars().count() + needed <= LONGEST;
    let rest = rests.iter().map(|rest| rest.trim_end()).find(fits).unwrap_or_default();
    format!("{}{rest}", cut(title, LONGEST - rest.chars().count()))
}

/// A text in at most so many characters.
fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Line;

    const DATE: &str =
        "Open: closes 24 March 2026 at 16:00 (not confirmed yet; check with the funder)";

    fn written(title: usize, address: usize) -> String {
        written_with(title, "/".repeat(address))
    }

    fn written_with(title: usize, address: String) -> String {
        let line_of = |text: String, href: String| Line { text, href };
        line(&Notice {
            title: line_of("T".repeat(title), address),
            reasons: Vec::new(),
            when: String::new(),
            when_in_short: DATE.to_owned(),
            summary: String::new(),
            offer: String::new(),
            funder: String::new(),
        })
    }

    #[test]
    fn no_line_is_too_long_and_each_keeps_enough_of_its_title() {
        for title in [1, 39, 40, 41, 100, 400] {
            for address in [0, 23, 100, 160, 161, 162, 230, 239, 240, 241, 400] {
                let line = written(title, address);
                let case = format!("{title}, {address}: {line}");
                assert!(line.chars().count() <= LONGEST, "{case}");
                let kept = line.chars().take_while(|c| matches!(c, 'T' | '…')).count();
                assert!(kept >= title.min(LEAST_TITLE), "{case}");
                let whole = line.ends_with(&"/".repeat(address));
                assert!(whole || !line.contains('/'), "no address is cut: {case}");
            }
        }
    }

    #[test]
    fn counting_visits_costs_nobody_the_date() {
        let address = "/".repeat(120);
        let line = written_with(100, format!("{address}?utm_source={}", "u".repeat(60)));
        assert_eq!(line, written_with(100, address));
        assert!(line.contains(DATE), "{line}");
        let counted = format!("{}?utm_source=bulletin", "/".repeat(30));
        assert!(written_with(10, counted.clone()).ends_with(&counted), "where there is room");
    }

    #[test]
    fn where_all_fits_all_is_there() {
        assert_eq!(written(10, 30), format!("TTTTTTTTTT – {DATE} {}", "/".repeat(30)));
        assert_eq!(written(10, 0), format!("TTTTTTTTTT – {DATE}"));
    }
}
