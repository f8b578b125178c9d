//! The first version of an entry: what is known, and a mark where somebody has still to write.

use jiff::civil::Date;

use super::{EditError, scalar};

/// Stands where a text has still to be written; no catalogue with it is served.
pub const UNWRITTEN: &str = "…";

/// What is known of an entry that is about to be written.
#[derive(Debug, Clone)]
pub struct Scaffold<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of its funder.
    pub funder: &'a str,
    /// Its kind.
    pub kind: &'a str,
    /// Its title in English.
    pub title: &'a str,
    /// Its title in Welsh, where one is known.
    pub title_cy: Option<&'a str>,
    /// Its official page.
    pub page: &'a str,
    /// Today: when the page is read and the entry added.
    pub day: Date,
}

impl Scaffold<'_> {
    /// The path of its file in a catalogue.
    pub fn path(&self) -> String {
        format!("opportunities/{}/{}.yaml", self.funder, self.id)
    }

    /// Its file.
    ///
    /// # Errors
    /// Where one of the texts cannot stand in a line.
    pub fn text(&self) -> Result<String, EditError> {
        let page = scalar::line(self.page)?;
        let unwritten = |indent: &str| {
            format!("{indent}en: {UNWRITTEN}\n{indent}cy: {UNWRITTEN}\n{indent}review: pending\n")
        };
        Ok([
            format!("id: {}\ntitle:\n", scalar::line(self.id)?),
            format!("  en: {}\n", scalar::line(self.title)?),
            format!("  cy: {}\n  review: pending\n", scalar::line(self.title_cy.unwrap_or(UNWRITTEN))?),
            format!("funder: {}\nkind: {}\n", scalar::line(self.funder)?, scalar::line(self.kind)?),
            // A text that is missing has a mark; a mark among values would be one of them, so this list is left empty.
            "themes: [] # at least one of vocabulary/theme.yaml\n".to_owned(),
            format!("summary: # one or two sentences\n{}", unwritten("  ")),
            format!("details:\n{}", unwritten("  ")),
            "eligibility:\n  healthcare_science: unclear # explicit, implied, unclear or excluded\n".to_owned(),
            format!("  who: # the decisive condition first\n{}", unwritten("    ")),
            "timetable:\n  pattern: unknown # one-off, annual, several-a-year, rolling or unknown\n".to_owned(),
            format!("links:\n  en: {page}\nprovenance:\n  sources:\n    - url: {page}\n"),
            format!("      read: {day}\n  added: {day}\n", day = self.day),
        ]
        .concat())
    }
}
