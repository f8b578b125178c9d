//! What a run tells: a table for people, JSON for programs, Markdown for an issue.

use cyfle_catalogue::draft::Happening;
use jiff::civil::Date;
use serde::Serialize;

use crate::judge::{Difference, Finding};

/// What happened to one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageReport {
    /// The source.
    pub source: String,
    /// The page.
    pub url: String,
    /// The entries that rest on it.
    pub entries: Vec<String>,
    /// What happened.
    pub outcome: Outcome,
    /// How often in a row it could not be read.
    pub failures: u32,
}

/// What happened to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is as it was.
    Unchanged,
    /// It changed in nothing that matters.
    Cosmetic,
    /// A person must look.
    Findings(Vec<Finding>),
}

impl PageReport {
    /// What a person must see.
    pub fn findings(&self) -> &[Finding] {
        match &self.outcome {
            Outcome::Findings(findings) => findings,
            _ => &[],
        }
    }
}

/// What a run found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The day.
    pub day: Date,
    /// Every page that was asked for, in the order of addresses.
    pub pages: Vec<PageReport>,
}

impl Report {
    /// Whether a person must look at something.
    pub fn needs_a_person(&self) -> bool {
        self.pages.iter().any(|page| !page.findings().is_empty())
    }

    /// How many pages had which outcome, the urgent ones first.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let quiet =
            |wanted: &Outcome| self.pages.iter().filter(|page| page.outcome == *wanted).count();
        let with = |kind: Happening| {
            self.pages
                .iter()
                .filter(|page| page.findings().iter().any(|finding| finding.kind == kind))
                .count()
        };
        let mut counts: Vec<(&str, usize)> = Happening::ALL
            .iter()
            .map(|kind| (kind.code(), with(*kind)))
            .filter(|(_, count)| *count > 0)
            .collect();
        counts.push(("cosmetic", quiet(&Outcome::Cosmetic)));
        counts.push(("unchanged", quiet(&Outcome::Unchanged)));
        counts
    }

    /// As JSON.
    pub fn json(&self) -> String {
        let counts: serde_json::Map<String, serde_json::Value> = self
            .counts()
            .into_iter()
            .map(|(name, count)| (name.to_owned(), count.into()))
            .collect();
        let value = serde_json::json!({ "day": self.day, "counts": counts, "pages": self.pages });
        serde_json::to_string_pretty(&value).expect("its types are texts, numbers and lists")
    }

    /// For people at a terminal.
    pub fn human(&self) -> String {
        let mut lines = Vec::new();
        for (kind, page, finding) in self.by_urgency() {
            lines.push(format!("{kind:<18} {}", printable(&page.url)));
            lines.push(format!("{:<18} for {}", "", names(&page.entries)));
            let details = finding
                .fields
                .iter()
                .map(|field| format!("{}: {}", field.field.code(), change(field)));
            let note = (!finding.note.is_empty()).then(|| finding.note.clone());
            lines.extend(
                details.chain(note).map(|detail| format!("{:<18} {}", "", printable(&detail))),
            );
            lines.push(String::new());
        }
        let counts: Vec<String> = self
            .counts()
            .into_iter()
            .map(|(name, count)| format!("{name:<20}{count:>5}"))
            .collect();
        lines.extend(counts);
        lines.push(format!("{:<20}{:>5}", "pages", self.pages.len()));
        lines.join("\n")
    }

    /// For an issue or a change request.
    pub fn markdown(&self) -> String {
        let mut lines = vec![format!("## Watch of {}", self.day), String::new()];
        lines.push("| what | pages |".to_owned());
        lines.push("|---|--:|".to_owned());
        lines
            .extend(self.counts().into_iter().map(|(name, count)| format!("| {name} | {count} |")));
        for (kind, page, finding) in self.by_urgency() {
            lines.push(String::new());
            lines.push(format!("### {kind}: {}", code(&names(&page.entries))));
            lines.push(String::new());
            lines.push(format!("- page: <{}>", page.url.replace(['<', '>', ' '], "")));
            for field in &finding.fields {
                lines.push(format!("- {}: {}", field.field.code(), code(&change(field))));
                let texts = [("was", &field.old), ("is", &field.new)];
                for (when, fact) in texts {
                    if let Some(fact) = fact {
                        lines.push(format!("  - {when}: {}", code(&fact.text)));
                    }
                }
            }
            if !finding.note.is_empty() {
                lines.push(format!("- {}", code(&finding.note)));
            }
        }
        lines.join("\n")
    }

    fn by_urgency(&self) -> Vec<(&'static str, &PageReport, &Finding)> {
        let mut found = Vec::new();
        for kind in Happening::ALL {
            for page in &self.pages {
                let own = page.findings().iter().filter(|finding| finding.kind == kind);
                found.extend(own.map(|finding| (kind.code(), page, finding)));
            }
        }
        found
    }
}

fn change(field: &Difference) -> String {
    let value = |fact: &Option<crate::read::Fact>| {
        fact.as_ref().map_or("nothing", |fact| fact.value.as_str()).to_owned()
    };
    format!("{} -> {}", value(&field.old), value(&field.new))
}

fn names(entries: &[String]) -> String {
    if entries.is_empty() { "no entry".to_owned() } else { entries.join(", ") }
}

/// What a page says is not trusted by the terminal either: no escape sequence gets through.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text inside Markdown, as code, so that nothing in it becomes a link, a mention or markup. Its own backticks stay: more of
/// them than it has in a row stand around it.
pub fn code(text: &str) -> String {
    let quiet = printable(text);
    let longest = quiet.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 { " " } else { "" };
    format!("{fence}{blank}{quiet}{blank}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_backticks_of_a_text_stay_in_its_code() {
        assert_eq!(code("an award"), "`an award`");
        assert_eq!(code("`ftp://a` is no address"), "`` `ftp://a` is no address ``");
        assert_eq!(code("a``b"), "``` a``b ```");
    }
}
