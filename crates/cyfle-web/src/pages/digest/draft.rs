//! A draft as the desk shows it: its entries, the editor's words, how it will look, and the forms in which it is taken away.

use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Catalogue, Lang, Opportunity};
use cyfle_digest::brief::{Languages, Words};
use cyfle_digest::format::BUDGET;
use cyfle_digest::issue::{Entry, Issue, Section};
use cyfle_digest::{Brief, Document, Format};

use super::kept;
use crate::digest::write;
use crate::pages::layout::with_query;
use crate::pages::visit::At;

/// The entries of a section.
pub(super) struct DeskSection {
    pub(super) heading: String,
    pub(super) entries: Vec<Shown>,
    pub(super) more: String,
}

/// An entry on the desk.
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) why: String,
    pub(super) ticked: bool,
    pub(super) first: bool,
    pub(super) last: bool,
}

/// The editor's fields in one language.
pub(super) struct EditorsWords {
    pub(super) lang: Lang,
    pub(super) name: String,
    pub(super) introduction: String,
    pub(super) sign_off: String,
}

/// The issue as its readers will see it.
pub(super) struct Preview {
    pub(super) src: String,
    pub(super) title: String,
}

/// How large the message is.
pub(super) struct Size {
    pub(super) bytes: usize,
    pub(super) most: usize,
    pub(super) text: String,
}

/// A form in which the issue can be taken away.
pub(super) struct Download {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) href: String,
    pub(super) file: String,
}

/// A brief at the desk, in the language of the page.
#[derive(Clone, Copy)]
pub(super) struct Draft<'a> {
    pub(super) site: At<'a>,
    pub(super) lang: Lang,
    pub(super) brief: &'a Brief,
}

impl<'a> Draft<'a> {
    fn catalogue(&self) -> &'a Catalogue {
        self.site.engine.catalogue()
    }

    fn t(&self) -> &'a Phrases {
        self.catalogue().phrases(self.lang)
    }

    /// What is in the issue, ticked and in its order, and below it what the editor has unticked of everything.
    pub(super) fn sections(&self, issue: &Issue<'_>, everything: &Issue<'_>) -> Vec<DeskSection> {
        let section = |section: Section| {
            let ticked = entries(issue, section);
            let count = ticked.len();
            let ticked = ticked.iter().enumerate().map(|(index, entry)| Shown {
                first: index == 0,
                last: index + 1 == count,
                ..self.entry(entry)
            });
            let left_out = &self.brief.leave_out;
            let unticked = entries(everything, section)
                .iter()
                .filter(|entry| left_out.contains(&entry.opportunity.id))
                .map(|entry| Shown { ticked: false, ..self.entry(entry) });
            let entries: Vec<Shown> = ticked.chain(unticked).collect();
            (!entries.is_empty()).then(|| DeskSection {
                heading: self.t().get(&format!("digest-section-{}", section.name())).to_owned(),
                more: self.more(issue, section),
                entries,
            })
        };
        Section::ALL.into_iter().filter_map(section).collect()
    }

    /// How many more a section has than it shows; nothing where it shows all.
    fn more(&self, issue: &Issue<'_>, section: Section) -> String {
        let listing = issue.listings.iter().find(|listing| listing.section == section);
        match listing.map_or(0, |listing| listing.more) {
            0 => String::new(),
            more => self.t().count(self.lang, "digest-more", more as u64),
        }
    }

    fn entry(&self, entry: &Entry<'_>) -> Shown {
        let why = cyfle_digest::edition::why(entry, self.catalogue(), self.lang);
        Shown { why, ticked: true, ..self.shown(entry.opportunity) }
    }

    fn shown(&self, opportunity: &Opportunity) -> Shown {
        Shown {
            id: opportunity.id.clone(),
            title: opportunity.title.get(self.lang).to_owned(),
            href: format!("/{}/opportunities/{}", self.lang, opportunity.id),
            why: String::new(),
            ticked: false,
            first: true,
            last: true,
        }
    }

    /// What is never to be shown to this audience again.
    pub(super) fn dismissed(&self) -> Vec<Shown> {
        let known = |id: &String| self.catalogue().opportunities.get(id);
        let dismissed = self.brief.dismissed.iter().filter_map(known);
        dismissed.map(|opportunity| self.shown(opportunity)).collect()
    }

    /// The editor's own words in one language.
    pub(super) fn words(&self, own: Lang) -> EditorsWords {
        EditorsWords {
            lang: own,
            name: self.t().get(&format!("desk-in-{own}")).to_owned(),
            introduction: self.brief.introduction.get(own).to_owned(),
            sign_off: self.brief.sign_off.get(own).to_owned(),
        }
    }

    /// The editor's words that stand in one language of an issue that has two.
    pub(super) fn missing(&self) -> Vec<String> {
        let (t, brief) = (self.t(), self.brief);
        let texts =
            [("desk-introduction", &brief.introduction), ("desk-sign-off", &brief.sign_off)];
        let is_missing = |text: &Words, own: Lang| {
            text.get(own).trim().is_empty() && !text.get(own.other()).trim().is_empty()
        };
        let mut said = Vec::new();
        for (key, text) in texts.into_iter().filter(|_| brief.languages == Languages::Both) {
            for own in Lang::ALL.into_iter().filter(|own| is_missing(text, *own)) {
                let language = format!("desk-in-{own}");
                let values = [("field", t.get(key)), ("language", t.get(&language))];
                said.push(t.fill("desk-missing", &values));
            }
        }
        said
    }

    /// Welsh beside English, then the message that has both; of an issue in one language that one alone.
    pub(super) fn previews(&self) -> Vec<Preview> {
        let preview = |languages: Languages| {
            let shown = Brief { languages, ..self.brief.clone() };
            Preview {
                src: Draft { site: self.site, lang: self.lang, brief: &shown }.href(Format::Html),
                title: self.t().get(&format!("desk-preview-{}", languages.name())).to_owned(),
            }
        };
        let alone = self.brief.languages.list().iter().map(|own| Languages::from(*own));
        let whole = (self.brief.languages == Languages::Both).then_some(Languages::Both);
        alone.chain(whole).map(preview).collect()
    }

    /// How large the message is.
    pub(super) fn size(&self, document: &Document<'_>) -> Size {
        let bytes = Format::Html.render(document).len();
        let figures = [
            ("bytes", bytes.to_string()),
            ("most", BUDGET.to_string()),
            ("entries", document.issue.len().to_string()),
        ];
        let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
        Size { bytes, most: BUDGET, text: self.t().fill("desk-size", &figures) }
    }

    /// The forms in which the issue can be taken away.
    pub(super) fn downloads(&self, document: &Document<'_>) -> Vec<Download> {
        let download = |format: Format| Download {
            name: format.name(),
            label: self.t().get(&format!("digest-format-{}", format.name())).to_owned(),
            href: self.href(format),
            file: format.file_name(document),
        };
        Format::ALL.into_iter().map(download).collect()
    }

    /// Where the issue is had in a form.
    fn href(&self, format: Format) -> String {
        let mut pairs = kept(self.brief, self.site.moment.day());
        pairs.push(("format", format.name().to_owned()));
        with_query("/api/v1/digest", &write(&pairs))
    }
}

/// The entries of a section of an issue.
fn entries<'i, 'a>(issue: &'i Issue<'a>, section: Section) -> &'i [Entry<'a>] {
    let listing = issue.listings.iter().find(|listing| listing.section == section);
    listing.map_or(&[], |listing| &listing.entries)
}
