//! What every page shares: language, title, where it is, its twin in the other language, and the way to the other pages.

use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Lang, wording};

use crate::assets;
use crate::pages::visit::At;
use crate::params::LONGEST_QUESTION;

/// The frame of a page.
pub(super) struct Layout<'a> {
    pub(super) lang: Lang,
    pub(super) t: &'a Phrases,
    pub(super) title: String,
    /// What the page is about, for search engines and for those who are sent a link.
    pub(super) description: String,
    /// Path and query string of this page.
    pub(super) here: String,
    /// Path and query string of the same page in the other language.
    pub(super) twin: String,
    /// The address that stands for this page and its variants, behind the language.
    pub(super) canonical: String,
    /// Whether search engines should list it.
    pub(super) listed: bool,
    /// What the reader has said about themselves, as a query string that other pages carry on.
    pub(super) reader: String,
    /// For which day the page speaks, for those who read it on paper.
    pub(super) as_on: String,
    pub(super) base_url: &'a str,
    pub(super) stylesheets: [String; 2],
    pub(super) script: String,
    pub(super) icon: String,
    /// The same in forms that programs subscribe to.
    pub(super) alternates: Vec<Alternate>,
    /// What the address asks and cannot be used, in sentences.
    pub(super) refused: Vec<String>,
    /// How many characters a box for a question takes.
    pub(super) longest_question: usize,
}

/// A form of a page that programs find by the page.
pub(super) struct Alternate {
    /// The content type.
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) href: String,
}

/// A link with its text; `note` may be empty.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) note: String,
}

impl Link {
    pub(super) fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), note: String::new() }
    }
}

/// A page of the menu.
pub(super) struct MenuItem<'a> {
    pub(super) href: String,
    pub(super) label: &'a str,
    pub(super) current: bool,
}

/// From where every page leads to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the name of the service.
    Name,
    /// From the header, which carries on what the reader has said.
    Header,
    /// From the footer.
    Footer,
}

/// Every page that stands by itself: its path behind the language, the phrase that names it, and the way to it. What answers at
/// it stands in `routes`.
pub(super) const PAGES: [(&str, &str, Way); 11] = [
    ("", "home-heading", Way::Name),
    ("opportunities", "nav-all", Way::Header),
    ("can-i-apply", "nav-can-i-apply", Way::Header),
    ("pathway", "nav-pathway", Way::Header),
    ("contacts", "nav-contacts", Way::Header),
    ("digest", "desk-heading", Way::Footer),
    ("about", "about-heading", Way::Footer),
    ("coverage", "coverage-page-heading", Way::Footer),
    ("developers", "developers-heading", Way::Footer),
    ("accessibility", "accessibility-heading", Way::Footer),
    ("privacy", "privacy-heading", Way::Footer),
];

/// The pages to which one way leads, with the phrases that name them.
pub(super) fn pages(way: Way) -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.into_iter().filter(move |(_, _, own)| *own == way).map(|(page, key, _)| (page, key))
}

/// The pages that show what their address asks for.
const LISTS: [&str; 3] = ["opportunities", "pathway", "coverage"];

impl<'a> Layout<'a> {
    /// The frame of the page at `/{lang}/{rest}`.
    pub(super) fn new(site: At<'a>, lang: Lang, title: impl Into<String>, rest: &str) -> Self {
        let t = site.engine.catalogue().phrases(lang);
        Self {
            lang,
            t,
            title: title.into(),
            description: t.get("home-lead").to_owned(),
            here: format!("/{lang}/{rest}"),
            twin: format!("/{}/{rest}", lang.other()),
            canonical: rest.split('?').next().unwrap_or_default().to_owned(),
            listed: !rest.contains('?'),
            reader: String::new(),
            as_on: t.fill("printed-as-on", &[("day", &wording::day(site.moment.day(), t))]),
            base_url: &site.base_url,
            stylesheets: ["nhsuk-frontend.css", "cyfle.css"].map(assets::href),
            script: assets::href("cyfle.mjs"),
            icon: assets::href("cyfle.svg"),
            alternates: Vec::new(),
            refused: Vec::new(),
            longest_question: LONGEST_QUESTION,
        }
    }

    /// The same frame with a description of its own.
    pub(super) fn described(mut self, description: &str) -> Self {
        description.clone_into(&mut self.description);
        self
    }

    /// The same frame, whose menu carries on what the reader has said.
    pub(super) fn for_reader(mut self, reader: String) -> Self {
        self.reader = reader;
        self
    }

    /// The same frame, which says what could not be used of the address.
    pub(super) fn refusing(mut self, refused: Vec<String>) -> Self {
        self.refused = refused;
        self
    }

    /// The same frame, which names other forms of the page.
    pub(super) fn also_as(mut self, alternates: Vec<Alternate>) -> Self {
        self.alternates = alternates;
        self
    }

    /// The menu of the header.
    pub(super) fn menu(&self) -> Vec<MenuItem<'a>> {
        let first = self.canonical.split('/').next().unwrap_or_default();
        let item = |(page, key): (&'static str, &'static str)| MenuItem {
            href: with_query(&format!("/{}/{page}", self.lang), &self.reader),
            label: self.t.get(key),
            current: page == first,
        };
        pages(Way::Header).map(item).collect()
    }

    /// The pages in the footer.
    pub(super) fn footer(&self) -> Vec<MenuItem<'a>> {
        let item = |(page, key): (&'static str, &'static str)| MenuItem {
            href: format!("/{}/{page}", self.lang),
            label: self.t.get(key),
            current: page == self.canonical,
        };
        pages(Way::Footer).map(item).collect()
    }

    /// The front page, with what the reader has said.
    pub(super) fn front(&self) -> String {
        with_query(&format!("/{}/", self.lang), &self.reader)
    }

    /// The address that stands on paper: of a list that of the very list, of everything else the one without what the reader
    /// has said.
    pub(super) fn printed(&self) -> String {
        if LISTS.contains(&self.canonical.as_str()) {
            format!("{}{}", self.base_url, self.here)
        } else {
            format!("{}/{}/{}", self.base_url, self.lang, self.canonical)
        }
    }

    /// The locale in the form that link previews use.
    pub(super) fn locale(&self) -> String {
        format!("{}_GB", self.lang)
    }

    /// The locale of the twin.
    pub(super) fn other_locale(&self) -> String {
        format!("{}_GB", self.lang.other())
    }
}

/// `path?query`, or the path alone.
pub(super) fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// A text as part of an address. A `+` is a space in query strings alone, not in paths and not to mail programs (RFC 6068, 5).
pub(super) fn percent(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// The address that writes to a mailbox. Some mailboxes have an `&`, which would begin a header field (RFC 6068, 2).
pub(super) fn mailto(mailbox: &str) -> String {
    format!("mailto:{}", mailbox.replace('%', "%25").replace('&', "%26"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_with_an_ampersand_is_one_recipient() {
        assert_eq!(mailto("ABB.R&D@wales.nhs.uk"), "mailto:ABB.R%26D@wales.nhs.uk");
    }
}
