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
    /// The file, relative to the catalogue's folder.
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
    /// The line itself.
    pub excerpt: String,
}

impl Problem {
    /// A problem at a place of a file whose text is known.
    pub(crate) fn at(file: &str, text: &str, place: Place, finding: Finding) -> Self {
        let excerpt = text.lines().nth(place.line.saturating_sub(1)).unwrap_or_default().to_owned();
        let rest = (excerpt.chars().count() + 1).saturating_sub(place.column);
        Self {
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            length: place.length.min(rest),
            severity: finding.severity.unwrap_or_else(|| crate::check::severity_of(finding.rule)),
            rule: finding.rule,
            message: finding.message,
            help: finding.help,
            excerpt,
        }
    }

    fn span(&self) -> std::ops::Range<usize> {
        let byte = |characters: usize| {
            self.excerpt
                .char_indices()
                .nth(characters)
                .map_or(self.excerpt.len(), |(offset, _)| offset)
        };
        let start = byte(self.column.saturating_sub(1));
        start..byte(self.column.saturating_sub(1) + self.length.max(1)).max(start)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Advice => Level::NOTE.with_name("advice"),
        };
        let snippet = Snippet::source(self.excerpt.as_str())
            .path(self.file.as_str())
            .line_start(self.line)
            .annotation(AnnotationKind::Primary.span(self.span()));
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
    /// Where it matters less than its rule says, because the entry gives a reason.
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

    pub(crate) fn into_advice(self) -> Self {
        Self { severity: Some(Severity::Advice), ..self }
    }
}
