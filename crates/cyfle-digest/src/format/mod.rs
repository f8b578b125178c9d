//! An issue in every form that an editor pastes, sends or opens: one file a format, and the closed list of them.

mod csv;
mod docx;
mod fragment;
mod html;
mod json;
mod markdown;
mod social;
mod text;

pub use html::BUDGET;

use crate::edition::Document;

/// A form of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A whole message that mail programs show as meant.
    Html,
    /// HTML for a content management system or the clipboard, without page around it.
    Fragment,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Word.
    Docx,
    /// A table.
    Csv,
    /// For programs.
    Json,
    /// One line an entry, for social media.
    Social,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Html,
        Self::Fragment,
        Self::Text,
        Self::Markdown,
        Self::Docx,
        Self::Csv,
        Self::Json,
        Self::Social,
    ];

    /// The value of the parameter `format`, and the end of its phrase `digest-format-…`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Fragment => "fragment",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Social => "social",
        }
    }

    /// The ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html | Self::Fragment => "html",
            Self::Text | Self::Social => "txt",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Html | Self::Fragment => "text/html; charset=utf-8",
            Self::Text | Self::Social => "text/plain; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// The issue in this form: the same issue gives the same bytes.
    pub fn render(self, document: &Document<'_>) -> Vec<u8> {
        match self {
            Self::Html => html::render(document).into_bytes(),
            Self::Fragment => fragment::render(document).into_bytes(),
            Self::Text => text::render(document).into_bytes(),
            Self::Markdown => markdown::render(document).into_bytes(),
            Self::Docx => docx::render(document),
            Self::Csv => csv::render(document),
            Self::Json => json::render(document),
            Self::Social => social::render(document).into_bytes(),
        }
    }

    /// The name under which an issue in this form is saved.
    pub fn file_name(self, document: &Document<'_>) -> String {
        let part = match self {
            Self::Fragment => "-fragment",
            Self::Social => "-social",
            _ => "",
        };
        let langs: Vec<&str> = document.editions().map(|edition| edition.lang.code()).collect();
        format!("{}-{}{part}.{}", document.issue.id, langs.join("-"), self.ending())
    }
}

impl std::str::FromStr for Format {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|format| format.name() == text).ok_or(())
    }
}
