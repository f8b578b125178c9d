//! What is watched: the pages, listings and feeds of `catalogue/sources/`, as their files state it.
//!
//! A new site is a new file, never new code: which part of a page matters and where its dates stand is said here with CSS
//! selectors, and where nothing is said the watch finds the main text by itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::files::Files;
use crate::language::Lang;
use crate::load::parse;
use crate::near::shortened;
use crate::opportunity::Opportunity;
use crate::problem::{Finding, Problem};
use crate::yaml::Node;

/// Some pages that are watched in the same way.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Source {
    /// The file's name.
    pub id: String,
    /// How its pages are read.
    pub kind: Kind,
    /// The language of its pages, unless one says otherwise.
    pub language: Lang,
    /// After how many days a page is due again.
    pub every_days: u16,
    /// Of a listing or feed: only items whose title has one of these words are of interest; all where there is none.
    #[serde(default)]
    pub words: Vec<String>,
    /// What is watched.
    pub pages: Vec<Page>,
}

/// How a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Text about one opportunity or a few.
    Page,
    /// A page of links, of which new ones matter.
    Listing,
    /// RSS or Atom, of which new items matter.
    Feed,
}

impl Kind {
    /// Every way in which a page is read.
    pub const ALL: [Self; 3] = [Self::Page, Self::Listing, Self::Feed];

    /// The words of all, in the same order.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The word in the files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Listing => "listing",
            Self::Feed => "feed",
        }
    }
}

/// One address and how to read it.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Page {
    /// The address.
    pub url: String,
    /// The entries that rest on it.
    #[serde(default)]
    pub entries: Vec<String>,
    /// Its language where it is not that of the source.
    #[serde(default)]
    pub language: Option<Lang>,
    /// A CSS selector of the part that matters.
    #[serde(default)]
    pub main: Option<String>,
    /// Of a listing: a CSS selector of the links that are its items.
    #[serde(default)]
    pub items: Option<String>,
    /// Where single facts stand.
    #[serde(default)]
    pub fields: Fields,
    /// Further words by which this page says that one can apply.
    #[serde(default)]
    pub open_words: Vec<String>,
    /// Further words by which this page says that one cannot.
    #[serde(default)]
    pub closed_words: Vec<String>,
}

/// CSS selectors of single facts.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Fields {
    /// The opening date.
    #[serde(default)]
    pub opens: Option<String>,
    /// The closing date.
    #[serde(default)]
    pub closes: Option<String>,
    /// Money.
    #[serde(default)]
    pub amount: Option<String>,
    /// Whether one can apply.
    #[serde(default)]
    pub status: Option<String>,
}

impl Source {
    /// Every CSS selector of the file, with its dotted path in it.
    pub fn selectors(&self) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        for (index, page) in self.pages.iter().enumerate() {
            let fields = &page.fields;
            let listed = [
                ("main", &page.main),
                ("items", &page.items),
                ("fields.opens", &fields.opens),
                ("fields.closes", &fields.closes),
                ("fields.amount", &fields.amount),
                ("fields.status", &fields.status),
            ];
            for (name, selector) in listed {
                if let Some(selector) = selector {
                    found.push((format!("pages.{index}.{name}"), selector.as_str()));
                }
            }
        }
        found
    }
}

/// The addresses that an entry cites as link or source, each once.
pub fn cited(opportunity: &Opportunity) -> BTreeSet<&str> {
    let links = [opportunity.links.en.as_deref(), opportunity.links.cy.as_deref()];
    let sources = opportunity.provenance.sources.iter().map(|source| source.url.as_deref());
    links.into_iter().chain(sources).flatten().collect()
}

/// A selector that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSelector {
    /// The source.
    pub source: String,
    /// Its dotted path in the file.
    pub at: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Selectors that cannot be read, those of a source one after the other, as problems at their places. The watch knows
/// selectors; this crate knows places.
pub fn selector_problems(files: &Files, found: &[BadSelector]) -> Vec<Problem> {
    let by_source = found.chunk_by(|left, right| left.source == right.source);
    by_source.flat_map(|of_source| problems_of_source(files, of_source)).collect()
}

fn problems_of_source(files: &Files, found: &[BadSelector]) -> Vec<Problem> {
    let file = found.first().and_then(|first| {
        let name = format!("sources/{}.yaml", first.source);
        let (path, bytes) = files.bytes.get_key_value(&name)?;
        parse(path, bytes).ok()
    });
    let Some(file) = file else { return Vec::new() };
    let help =
        "write a CSS selector such as `main .deadline`; try it in the browser's developer tools";
    let problem = |bad: &BadSelector| {
        // The reason is that of a library, in words for those who program it.
        let selector = file.tree.at(&bad.at).and_then(Node::text).unwrap_or_default();
        let message = format!("{}: `{}` is not a CSS selector", bad.at, shortened(selector));
        file.problem(&bad.at, Finding::new("bad-selector", message, help))
    };
    found.iter().map(problem).collect()
}
