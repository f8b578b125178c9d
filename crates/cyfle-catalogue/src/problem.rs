//! A problem: what is wrong in which file, at which line and column, and the way out.
//!
//! Printed as rustc prints its own (file:line:column, the line itself, a caret, help), because that form is well known and
//! editors' terminals already link it. Problems are for the people who keep the catalogue and are in English only.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::yaml::Place;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The entry cannot be used: `check` fails, and `serve` does not serve it.
    Error,
    /// It can be used, but should not be published: `check --strict` fails.
    Warning,
    /// Worth a look; never fails a check.
    Advice,
}

impl Severity {
    /// `error`, `warning` or `advice`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the catalogue's folder; characters that nobody sees are written out.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters are meant; 0 where only the start is known.
    pub length: usize,
    /// How much it matters.
    pub severity: Severity,
    /// The name of the rule: `cyfle check --explain NAME` says more.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do; empty where the message says it.
    pub help: String,
    /// The line itself, or of a long one the part around the column.
    pub excerpt: String,
    /// The column at which the excerpt begins, from 1.
    pub excerpt_from: usize,
}

/// Of a line, no more characters are kept.
const EXCERPT: usize = 200;

/// And so many of them stand before the column.
const BEFORE: usize = 60;

/// Of a message or a help, no more characters are kept: both quote files, and those may hold anything.
const SENTENCE: usize = 2_000;

/// So many problems of a file are listed; of the others it is only said how many they are.
pub(crate) const MOST_LISTED: usize = 100;

impl Problem {
    /// A problem at a place of a file whose text is known.
    pub(crate) fn at(file: &str, text: &str, place: Place, finding: Finding) -> Self {
        let line = text.lines().nth(place.line.saturating_sub(1)).unwrap_or_default();
        let (before, excerpt) = excerpt(line, place.column);
        let rest = (before + excerpt.chars().count() + 1).saturating_sub(place.column);
        Self {
            file: shown(file),
            line: place.line,
            column: place.column,
            length: place.length.min(rest),
            severity: finding.severity(),
            rule: finding.rule,
            message: shown(&finding.message),
            help: shown(&finding.help),
            excerpt: excerpt.to_owned(),
            excerpt_from: before + 1,
        }
    }

    /// What is meant, in bytes of its line.
    fn span(&self, line: &str) -> std::ops::Range<usize> {
        let start = offset(line, self.column.saturating_sub(1));
        let end = offset(line, self.column.saturating_sub(1) + self.length.max(1));
        start..end.max(start)
    }
}

/// Where a character of a line begins, in bytes; the line's end where it has fewer.
fn offset(line: &str, characters: usize) -> usize {
    line.char_indices().nth(characters).map_or(line.len(), |(offset, _)| offset)
}

/// What is kept of a line, and how many characters of it stand before that.
fn excerpt(line: &str, column: usize) -> (usize, &str) {
    if offset(line, EXCERPT) == line.len() {
        return (0, line);
    }
    let before = column.saturating_sub(1 + BEFORE);
    let rest = &line[offset(line, before)..];
    (before, &rest[..offset(rest, EXCERPT)])
}

/// Whether nobody sees a character: it has no width, turns the direction of what is read, or is for machines only.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// A text for a terminal or a log: what would act there, or would not be seen, is written out.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(SENTENCE));
    for character in text.chars().take(SENTENCE) {
        match is_hidden(character) {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    shown
}

/// What is listed of the findings in a file: where they are very many, the first of those that matter most, and one that
/// says how many others there are.
pub(crate) fn limited(mut found: Vec<(Place, Finding)>) -> Vec<(Place, Finding)> {
    if found.len() <= MOST_LISTED {
        return found;
    }
    found.sort_by_cached_key(|(_, finding)| finding.severity());
    let rest = found.split_off(MOST_LISTED);
    if let Some((place, worst)) = rest.first() {
        let message = format!("{} more problems of this file are not listed", rest.len());
        let help = "mend those that are, and check again";
        let severity = Some(worst.severity());
        let more = Finding { severity, ..Finding::new("too-many-problems", message, help) };
        found.push((*place, more));
    }
    found
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Advice => Level::NOTE.with_name("advice"),
        };
        // An excerpt is put where it stands in its line, so that the column is counted right; blanks are not printed.
        let line = format!("{}{}", " ".repeat(self.excerpt_from.saturating_sub(1)), self.excerpt);
        let span = self.span(&line);
        let snippet = Snippet::source(line)
            .path(self.file.as_str())
            .line_start(self.line)
            .annotation(AnnotationKind::Primary.span(span));
        let mut group: Group<'_> =
            level.primary_title(self.message.as_str()).id(self.rule).element(snippet);
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(self.help.as_str()));
        }
        formatter.write_str(&Renderer::plain().render(&[group]))
    }
}

/// What a rule found, before it is given its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) rule: &'static str,
    pub(crate) message: String,
    pub(crate) help: String,
    /// Where it matters less than its rule says: the entry gives a reason, or nothing is lost.
    pub(crate) severity: Option<Severity>,
}

impl Finding {
    pub(crate) fn new(
        rule: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { rule, message: message.into(), help: help.into(), severity: None }
    }

    /// How much it matters: as much as its rule says, unless it says otherwise itself.
    pub(crate) fn severity(&self) -> Severity {
        self.severity.unwrap_or_else(|| crate::check::severity_of(self.rule))
    }

    pub(crate) fn into_advice(self) -> Self {
        Self { severity: Some(Severity::Advice), ..self }
    }
}
