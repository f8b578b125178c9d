//! What is said of a file that is no YAML, or more of it than is read.
//!
//! A reader of YAML stops where it cannot go on, often lines after the slip, and says so in its own terms. The usual slips are
//! looked for here, and the place and the way out are those of the slip.

use crate::problem::Finding;
use crate::yaml::{Place, SyntaxError};

/// What is wrong, and where.
pub(crate) fn finding(text: &str, error: &SyntaxError) -> (Place, Finding) {
    unfinished_merge(text)
        .or_else(|| Some((error.place, limits(&error.message)?)))
        .or_else(|| quotation(text, error))
        .or_else(|| tab(text, error))
        .or_else(|| other_space(text, error))
        .or_else(|| mark_at_the_beginning(text, error))
        .or_else(|| open_bracket(text, error))
        .unwrap_or_else(|| (error.place, usual(&error.message)))
}

/// What stands at the beginning of a line where two versions of a file could not be merged.
const MERGE_MARKS: [&str; 2] = ["<<<<<<<", ">>>>>>>"];

fn unfinished_merge(text: &str) -> Option<(Place, Finding)> {
    let is_mark = |line: &str| MERGE_MARKS.into_iter().any(|mark| line.starts_with(mark));
    let line = text.lines().position(is_mark)? + 1;
    let finding = Finding::new(
        "yaml-syntax",
        "a merge is unfinished: the file holds two versions, with marks around them",
        "keep what is right of both, and delete the lines that begin with <<<<<<<, ======= or >>>>>>>",
    );
    Some((Place { line, column: 1, length: MERGE_MARKS[0].len() }, finding))
}

/// What is said where more stands in a file than is read.
fn limits(message: &str) -> Option<Finding> {
    let breach = message.split_once("budget breached: ").map(|(_, breach)| breach)?;
    let (message, help) = if breach.starts_with("Depth") {
        (
            "the values are nested too deeply",
            "look for brackets or indentation that never end; an entry needs a few levels",
        )
    } else if breach.contains("Anchor") || breach.contains("Alias") {
        (
            "the file has anchors or aliases",
            "an entry is small and needs no anchors (&) and aliases (*); write the values out, or put a text that begins so in quotation marks",
        )
    } else if breach.starts_with("Documents") {
        (
            "a second document begins here, and a file holds one",
            "delete the line ---; what is another entry gets a file of its own",
        )
    } else {
        (
            "the file has more values than are read",
            "an entry is small; divide what is larger, or look for what was pasted twice",
        )
    };
    Some(Finding::new("yaml-limits", message, help))
}

/// What is said where quotation marks do not go in pairs. One that is never closed takes in all that follows up to the next of
/// its sort, so that the reader stops there.
fn quotation(text: &str, error: &SyntaxError) -> Option<(Place, Finding)> {
    if error.message.starts_with("unclosed quote") {
        let message = "the quotation mark that opens here is never closed";
        let finding = Finding::new("yaml-syntax", message, "close it where the text ends");
        return Some((error.place, finding));
    }
    let stops =
        |sort: &str| error.message.contains(&format!("trailing content after {sort}-quoted"));
    let (mark, within) = if stops("single") {
        ('\'', "write one that belongs to the text twice ('')")
    } else if stops("double") {
        ('"', "write one that belongs to the text as \\\"")
    } else {
        return None;
    };
    let begins = opening(before(text, error.place), mark).map(|byte| place_at(text, byte));
    Some(match begins {
        Some(begins) if begins.line < error.place.line => {
            let message = format!(
                "the text in quotation marks that begins here ends only on line {}, and something stands behind it",
                error.place.line
            );
            let help = format!("close the quotation mark of line {}, or {within}", begins.line);
            (begins, Finding::new("yaml-syntax", message, help))
        }
        _ => {
            let message = "the text in quotation marks has ended, and something stands behind it";
            (error.place, Finding::new("yaml-syntax", message, within))
        }
    })
}

/// Where the text in quotation marks begins that ends with what is given. Inside it every mark of its sort is written twice, or
/// has a backslash before it; the first, seen from the end, that has neither opens it.
fn opening(closed: &str, mark: char) -> Option<usize> {
    let mut rest = closed.trim_end().strip_suffix(mark)?;
    let odd = |text: &str, of: char| text.chars().rev().take_while(|c| *c == of).count() % 2 == 1;
    while let Some(at) = rest.rfind(mark) {
        let begin = rest[..=at].trim_end_matches(mark).len();
        match mark {
            '\'' if odd(&rest[..=at], mark) => return Some(begin),
            '\'' => rest = &rest[..begin],
            _ if odd(&rest[..at], '\\') => rest = &rest[..at],
            _ => return Some(at),
        }
    }
    None
}

/// What stands before a place.
fn before(text: &str, place: Place) -> &str {
    let lines: usize =
        text.split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
    let inside = text[lines..].char_indices().nth(place.column.saturating_sub(1));
    inside.map_or(text, |(offset, _)| &text[..lines + offset])
}

fn place_at(text: &str, byte: usize) -> Place {
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Place { line, column, length: 1 }
}

/// What is said where a line near the place begins with a tab: the reader may stop a line before it.
fn tab(text: &str, error: &SyntaxError) -> Option<(Place, Finding)> {
    let near = [error.place.line, error.place.line + 1, error.place.line.saturating_sub(1)];
    let tab_in = |line: usize| {
        let line = text.lines().nth(line.checked_sub(1)?)?;
        let indent = &line[..line.len() - line.trim_start().len()];
        indent.chars().position(|c| c == '\t')
    };
    let (line, before) = near.into_iter().find_map(|line| Some((line, tab_in(line)?)))?;
    let place = Place { line, column: before + 1, length: 1 };
    Some((place, a_tab()))
}

fn a_tab() -> Finding {
    Finding::new(
        "yaml-syntax",
        "a tab stands where spaces belong",
        "YAML is indented with spaces; replace the tab by two spaces",
    )
}

/// What is said where a space stands that is none to YAML, as it comes with what is copied from pages: on the line where the
/// reader stopped, or on the one before.
fn other_space(text: &str, error: &SyntaxError) -> Option<(Place, Finding)> {
    let near = [error.place.line, error.place.line.saturating_sub(1)];
    let (line, column, space) = near.into_iter().filter(|line| *line > 0).find_map(|line| {
        let (column, space) = space_of_another_sort(text.lines().nth(line - 1)?)?;
        Some((line, column, space))
    })?;
    let name = if space == '\u{a0}' { "a no-break space" } else { "a space of another sort" };
    let message = format!("{name} (U+{:04X}) stands where a plain one belongs", u32::from(space));
    let help = "delete it, and type a space in its place";
    let place = Place { line, column, length: 1 };
    Some((place, Finding::new("yaml-syntax", message, help)))
}

/// The first character of a line that looks like a space or like nothing, with its column, where it stands before the first
/// key or behind it. Inside a text it is no slip.
fn space_of_another_sort(line: &str) -> Option<(usize, char)> {
    let is_other = |c: char| {
        matches!(c, '\u{200b}' | '\u{2060}') || (c.is_whitespace() && !c.is_ascii_whitespace())
    };
    let (byte, space) = line.char_indices().find(|(_, c)| is_other(*c))?;
    let before = line[..byte].trim().trim_start_matches(['-', ' ']);
    let behind_key = before.ends_with(':') && before.matches(':').count() == 1;
    (before.is_empty() || behind_key).then(|| (line[..byte].chars().count() + 1, space))
}

/// What no text may begin with that stands without quotation marks.
const MARKS: &str = "@`%&*>|?-,]}";

/// What is said where the reader stopped at the beginning of a value, because of its first character.
fn mark_at_the_beginning(text: &str, error: &SyntaxError) -> Option<(Place, Finding)> {
    let line = text.lines().nth(error.place.line.checked_sub(1)?)?;
    let (before, value) =
        line.split_at(line.char_indices().nth(error.place.column.checked_sub(1)?)?.0);
    let is_value = before.ends_with(": ") || before.ends_with("- ");
    let mark = value.chars().next().filter(|mark| is_value && MARKS.contains(*mark))?;
    let message = format!("a text without quotation marks cannot begin with `{mark}`");
    let help = match mark {
        '-' => "put the text in quotation marks ('…'), or begin a list on the next line",
        _ => "put the text in quotation marks ('…')",
    };
    Some((error.place, Finding::new("yaml-syntax", message, help)))
}

/// What is said where a bracket is never closed. The reader stops at the next key, or at the next comma that it misses.
fn open_bracket(text: &str, error: &SyntaxError) -> Option<(Place, Finding)> {
    let is_lost = error.message.contains("illegal placement of ':'")
        || error.message.contains("parsing a flow ");
    let lines: Vec<&str> = text.lines().take(error.place.line).collect();
    let (index, (column, bracket)) = lines
        .iter()
        .enumerate()
        .rev()
        .filter(|_| is_lost)
        .find_map(|(index, line)| Some((index, unclosed(line)?)))?;
    let closing = if bracket == '[' { ']' } else { '}' };
    let message = format!("the bracket `{bracket}` that opens here is never closed");
    let help = format!(
        "write `{closing}` at its end, or put a text that begins with it in quotation marks"
    );
    let place = Place { line: index + 1, column, length: 1 };
    Some((place, Finding::new("yaml-syntax", message, help)))
}

/// The column of a bracket with which a value begins, and which its line does not close.
fn unclosed(line: &str) -> Option<(usize, char)> {
    let (at, bracket) = line.char_indices().find(|(at, c)| {
        let before = &line[..*at];
        ['[', '{'].contains(c) && (before.ends_with(": ") || before.ends_with("- "))
    })?;
    let opened = line[at..].matches(['[', '{']).count();
    let closed = line[at..].matches([']', '}']).count();
    (opened > closed).then(|| (line[..at].chars().count() + 1, bracket))
}

/// What is said of all else.
fn usual(message: &str) -> Finding {
    // The place is printed by the problem itself.
    let message = match message.rsplit_once(" at line ") {
        Some((message, place)) if place.contains(", column ") => message,
        _ => message,
    };
    let digits = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    let (rule, message, help) = if message.contains("duplicate mapping key") {
        let help = match message.rsplit_once(": ") {
            Some((_, key)) if digits(key) => {
                "a key may stand once in a map; a number is written without commas, such as 1000000"
            }
            _ => "a key may stand once in a map; delete or rename one of the two",
        };
        ("duplicate-key", message, help)
    } else if message.contains("tabs disallowed") {
        return a_tab();
    } else if message.contains("mapping values are not allowed") {
        (
            "yaml-syntax",
            "a colon with a space behind it stands inside a text",
            "put the text in quotation marks ('…'), or write >- behind its key and the text on the next line, indented",
        )
    } else if message.contains("simple key expected") {
        (
            "yaml-syntax",
            "a line without a key stands here",
            "where it goes on with the text above, put more blanks before it than that one's key has; or else write its key and a colon",
        )
    } else if message.contains("cannot deserialize null into string") {
        (
            "yaml-syntax",
            "a colon has no key before it",
            "write the key before the colon, or delete the line",
        )
    } else {
        (
            "yaml-syntax",
            message,
            "look at this line and the one before: a quotation mark, a colon or the indentation",
        )
    };
    Finding::new(rule, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    /// Line and column, and what is said.
    fn told(text: &str) -> (usize, usize, String) {
        let (place, finding) = finding(text, &yaml::parse(text).expect_err("no YAML"));
        (place.line, place.column, format!("{}; {}", finding.message, finding.help))
    }

    #[test]
    fn tabs_colons_and_missing_keys_are_named_as_what_they_are() {
        let (line, column, said) = told("title:\n  en: A\n\tcy: B\n");
        assert_eq!((line, column), (3, 1), "{said}");
        assert!(said.starts_with("a tab stands"), "{said}");
        let (line, _, said) = told("title:\n  en: Costs: five pounds\n");
        assert_eq!(line, 2, "{said}");
        assert!(said.contains("a colon") && said.contains(">-"), "{said}");
        let (.., said) = told(": : :\n");
        assert!(said.starts_with("a colon has no key"), "{said}");
    }

    #[test]
    fn what_a_text_cannot_begin_with_is_answered_by_quotation_marks() {
        for mark in ["@", "%", "& ", "*", ">", "|", "? ", "- ", ", ", "`", "]", "}"] {
            let (line, column, said) = told(&format!("title:\n  en: {mark}Award\n  cy: B\n"));
            assert_eq!((line, column), (2, 7), "{mark}: {said}");
            assert!(said.contains("in quotation marks"), "{mark}: {said}");
        }
    }

    #[test]
    fn a_bracket_that_is_never_closed_is_named_where_it_opens() {
        for (text, line, column) in [
            ("a: 1\nthemes: [research\nkind: award\n", 2, 9),
            ("title:\n  en: [New Award\n  cy: B\n", 2, 7),
            ("title: {en: A, cy: B\nkind: award\n", 1, 8),
        ] {
            let (at_line, at_column, said) = told(text);
            assert!(said.contains("never closed"), "{text}: {said}");
            assert_eq!((at_line, at_column), (line, column), "{said}");
        }
    }

    #[test]
    fn a_line_that_should_go_on_with_a_text_is_called_so() {
        for blanks in ["", "  "] {
            let (line, _, said) = told(&format!("title:\n  en: Some words\n{blanks}go on\n"));
            assert_eq!(line, 3, "{said}");
            assert!(said.contains("goes on with the text above"), "{said}");
        }
    }

    #[test]
    fn a_quotation_mark_is_looked_for_from_the_one_that_ends_its_text() {
        assert_eq!(opening("a: 'it''s'", '\''), Some(3));
        assert_eq!(opening("a: '''it' ", '\''), Some(3));
        assert_eq!(opening("a: ''", '\''), Some(3));
        assert_eq!(opening("a: ['b', 'c'''", '\''), Some(9));
        assert_eq!(opening(r#"a: "b\"c\\""#, '"'), Some(3));
        assert_eq!(opening("a: b'", '"'), None);
    }

    #[test]
    fn a_text_that_ends_lines_later_is_reported_where_it_begins() {
        let (line, column, said) = told("a: ŵ\nb: {c: 'one}\nd: two\ne: it's\n");
        assert_eq!((line, column), (2, 8), "{said}");
        assert!(said.contains("line 4") && said.contains("line 2"), "{said}");
    }

    #[test]
    fn a_space_of_another_sort_is_named_where_it_is_a_slip_and_nowhere_else() {
        let (line, column, slip) = told("a: 1\nb:\u{a0}2\nc: 3\n");
        assert_eq!((line, column), (2, 3), "{slip}");
        assert!(slip.contains("U+00A0"), "{slip}");
        let (_, _, other) = told("a: 5\u{a0}000: x\n");
        assert!(!other.contains("U+00A0"), "{other}");
    }
}
