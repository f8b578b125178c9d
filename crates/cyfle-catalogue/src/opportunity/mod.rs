//! What an entry holds. The types say what the YAML may say, and at most how to read what stands there; nothing here knows a
//! moment or a reader.
//!
//! A field that is absent is *not stated*: no default stands in for a fact that no source gives. Texts that few entries have
//! are boxed: their room would be a quarter of every entry.

mod timetable;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::language::{Lang, Review, Text};
use crate::moment::PartialDate;
use crate::rule::Rule;

pub use timetable::{PageSaid, Pattern, Round, Timetable};

/// One opportunity, as its file states it.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Opportunity {
    /// The file's name, and the identity in every address.
    pub id: String,
    /// The title; the Welsh is `official` where a public body publishes it.
    pub title: Text,
    /// Other names that people search for.
    #[serde(default)]
    pub also_known_as: Vec<String>,
    /// The id of a funder.
    pub funder: String,
    /// A value of the vocabulary `kind`.
    pub kind: String,
    /// Values of the vocabulary `theme`; empty until the author of a new entry has chosen.
    pub themes: Vec<String>,
    /// Values of the vocabulary `topic`; empty where no topic is named.
    #[serde(default)]
    pub topics: Vec<String>,
    /// What it is and what you get, in one or two sentences.
    pub summary: Text,
    /// Who, what, how and on which conditions, in short paragraphs divided by an empty line.
    pub details: Text,
    /// Whom it is for.
    #[serde(default)]
    pub audience: Audience,
    /// Who may apply.
    pub eligibility: Eligibility,
    /// What it gives.
    #[serde(default)]
    pub offer: Offer,
    /// When one can apply.
    pub timetable: Timetable,
    /// Official pages.
    #[serde(default)]
    pub links: Links,
    /// A role mailbox.
    #[serde(default)]
    pub contact: Option<String>,
    /// Other opportunities and what they are to this one.
    #[serde(default)]
    pub related: Vec<Related>,
    /// What is unclear, where sources disagree or leave a doubt.
    #[serde(default)]
    pub unclear: Option<Box<Text>>,
    /// Where the facts come from.
    pub provenance: Provenance,
    /// What has changed since it was added, newest last.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Why it ended: only for entries under `archive/`.
    #[serde(default)]
    pub retired: Option<Box<Retired>>,
}

impl Opportunity {
    /// Whether a translator has still to see the Welsh of any of its texts, be it only a note or a change. The one rule for
    /// saying so to readers: whoever asked one text only would call an entry reviewed that is not.
    pub fn welsh_is_pending(&self) -> bool {
        self.texts().any(|(_, text)| text.review == Review::Pending)
    }

    /// Whether a field, by its dotted path, is our reading and not the page's words. Whoever shows it says so, nobody is shut out
    /// by it, and no comparison with the page confirms it. What a path leads to counts as a whole: a reading of one round, or of one
    /// time, makes `timetable.rounds` our reading.
    pub fn is_our_reading(&self, field: &str) -> bool {
        self.provenance.inferred.iter().any(|known| known == field)
    }

    /// The same of what a rule asks. Where organisations are named, it is they that say for whom one has to work.
    pub fn rule_is_our_reading(&self, rule: Rule) -> bool {
        let names_organisations = !self.eligibility.organisations.is_empty();
        self.is_our_reading(match rule {
            Rule::Employer if names_organisations => "eligibility.organisations",
            _ => rule.field(),
        })
    }

    /// The same of the days and times of its rounds.
    pub fn dates_are_our_reading(&self) -> bool {
        self.is_our_reading("timetable.rounds")
    }

    /// Every text that is there in both languages, each with its path in the file.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (Cow<'static, str>, &Text)> {
        let single = [
            ("title", Some(&self.title)),
            ("summary", Some(&self.summary)),
            ("details", Some(&self.details)),
            ("audience.levels_note", self.audience.levels_note.as_deref()),
            ("eligibility.who", Some(&self.eligibility.who)),
            ("offer.note", self.offer.note.as_deref()),
            ("timetable.note", self.timetable.note.as_deref()),
            ("links.note", self.links.note.as_deref()),
            ("unclear", self.unclear.as_deref()),
            ("retired.reason", self.retired.as_deref().map(|retired| &retired.reason)),
        ];
        let single = single.into_iter().filter_map(|(at, text)| Some((Cow::Borrowed(at), text?)));
        let changes = self.changes.iter().enumerate().map(|(index, change)| {
            let at: Cow<'static, str> = Cow::Owned(format!("changes.{index}.what"));
            (at, &change.what)
        });
        single.chain(changes)
    }
}

/// Whom it is for.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Audience {
    /// Values of `career_level`; empty where none is stated.
    #[serde(default)]
    pub career_levels: Vec<String>,
    /// On what our reading of the levels rests.
    #[serde(default)]
    pub levels_note: Option<Box<Text>>,
    /// Professions, groups, or `all-healthcare-science`; empty where none is stated.
    #[serde(default)]
    pub professions: Vec<String>,
}

/// How clearly healthcare science is included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inclusion {
    /// A source names healthcare science.
    Explicit,
    /// The wording includes it without naming it.
    Implied,
    /// No source says.
    Unclear,
    /// A source leaves it out.
    Excluded,
}

impl Inclusion {
    /// Every degree, the clearest yes first.
    pub const ALL: [Self; 4] = [Self::Explicit, Self::Implied, Self::Unclear, Self::Excluded];

    /// The words of all, in the same order.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The word used in the files, in phrases and in published JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Implied => "implied",
            Self::Unclear => "unclear",
            Self::Excluded => "excluded",
        }
    }
}

/// Who may apply. Every list means "any one of these is enough", unless it says otherwise; an empty list means *not stated*.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Eligibility {
    /// Nations whose applicants are accepted.
    #[serde(default)]
    pub nations: Vec<String>,
    /// Values of the vocabulary `employer`.
    #[serde(default)]
    pub employers: Vec<String>,
    /// Organisations to whose staff it is limited.
    #[serde(default)]
    pub organisations: Vec<String>,
    /// Values of the vocabulary `registration`.
    #[serde(default)]
    pub registration: Vec<String>,
    /// Whether all of them are needed, and not any one.
    #[serde(default)]
    pub registration_all: bool,
    /// The least qualification required, a value of the vocabulary `qualification`.
    #[serde(default)]
    pub qualification: Option<String>,
    /// A qualification that excludes those who hold it.
    #[serde(default)]
    pub qualification_bar: Option<String>,
    /// How clearly healthcare science is included.
    pub healthcare_science: Inclusion,
    /// Who may apply, in prose, the decisive condition first.
    pub who: Text,
}

/// What it gives.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Offer {
    /// Values of the vocabulary `offer`; empty where no source names what is given.
    #[serde(default)]
    pub offers: Vec<String>,
    /// How far salary is paid.
    #[serde(default)]
    pub salary: Option<Salary>,
    /// Whether fees are paid; absent where not stated.
    #[serde(default)]
    pub fees_covered: Option<bool>,
    /// Money.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// How long it lasts.
    #[serde(default)]
    pub duration_months: Option<Range>,
    /// Values of the vocabulary `mode`.
    #[serde(default)]
    pub modes: Vec<String>,
    /// Values of the vocabulary `education_stage`.
    #[serde(default)]
    pub education_stages: Vec<String>,
    /// What the figures cannot say.
    #[serde(default)]
    pub note: Option<Box<Text>>,
}

impl Offer {
    /// The most that is paid at once, in pounds; none where nothing is stated, or it is stated in another currency.
    pub fn most_in_pounds(&self) -> Option<u64> {
        let amount = self.amount.as_ref().filter(|amount| amount.currency == "GBP")?;
        amount.max.or(amount.min)
    }
}

/// How far salary is paid.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Salary {
    /// How much of it.
    pub covered: SalaryCover,
    /// Whole-time equivalent, above 0 and up to 1.
    #[serde(default)]
    pub wte: Option<f64>,
    /// For how many months.
    #[serde(default)]
    pub months: Option<u16>,
    /// Which of the two figures, `wte` or `months`, are the most that is paid, where less may be.
    #[serde(default)]
    pub up_to: Vec<String>,
}

impl Salary {
    /// Whether the share of a salary is the most that is paid.
    pub fn is_wte_at_most(&self) -> bool {
        self.up_to.iter().any(|figure| figure == "wte")
    }

    /// Whether the months are the most for which it is paid.
    pub fn are_months_at_most(&self) -> bool {
        self.up_to.iter().any(|figure| figure == "months")
    }
}

/// How much of a salary is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SalaryCover {
    /// All of it.
    Full,
    /// A share.
    Partial,
    /// A bursary or stipend instead.
    Bursary,
    /// None: a source says so.
    None,
}

impl SalaryCover {
    /// Every way in which it is paid or not.
    pub const ALL: [Self; 4] = [Self::Full, Self::Partial, Self::Bursary, Self::None];

    /// The words of all, in the same order.
    pub(crate) const CODES: [&'static str; Self::ALL.len()] = codes!(Self);

    /// The word used in the files, in phrases and in published JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Bursary => "bursary",
            Self::None => "none",
        }
    }
}

/// Money, in whole units of its currency.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Amount {
    /// The least.
    #[serde(default)]
    pub min: Option<u64>,
    /// The most.
    #[serde(default)]
    pub max: Option<u64>,
    /// ISO 4217 code.
    pub currency: String,
    /// `award` or `year`.
    pub per: String,
}

impl Amount {
    /// The largest that is believed of a page, and that can be asked for.
    pub const MOST: u32 = 1_000_000_000;
}

/// From–to, both ends included.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Range {
    /// The least.
    #[serde(default)]
    pub min: Option<u16>,
    /// The most.
    #[serde(default)]
    pub max: Option<u16>,
}

/// Official pages.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Links {
    /// The page in English.
    #[serde(default)]
    pub en: Option<String>,
    /// The page in Welsh, where there is one.
    #[serde(default)]
    pub cy: Option<String>,
    /// What one should know about the page: a listing, no page of its own, an address without encryption.
    #[serde(default)]
    pub note: Option<Box<Text>>,
}

impl Links {
    /// The page for a reader of one language: in that language, or else in the other.
    pub fn page(&self, lang: Lang) -> Option<&str> {
        let (own, other) = match lang {
            Lang::En => (&self.en, &self.cy),
            Lang::Cy => (&self.cy, &self.en),
        };
        own.as_deref().or(other.as_deref())
    }
}

/// What another opportunity is to this one.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Related {
    /// Its id.
    pub id: String,
    /// A value of the vocabulary `relation`.
    pub relation: String,
}

/// Where the facts come from.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Provenance {
    /// At least one.
    pub sources: Vec<Source>,
    /// The day, month or year that the page speaks for; absent where it does not say.
    #[serde(default)]
    pub as_of: Option<PartialDate>,
    /// When the entry was first published here.
    pub added: jiff::civil::Date,
    /// The day on which a person last compared entry and page; absent until someone has.
    #[serde(default)]
    pub checked: Option<jiff::civil::Date>,
    /// Fields that are our reading, not the page's words.
    #[serde(default)]
    pub inferred: Vec<String>,
}

/// A place where facts were read: an address or a document.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Source {
    /// The address of a page.
    #[serde(default)]
    pub url: Option<String>,
    /// Or the id of a document (`strategy`).
    #[serde(default)]
    pub document: Option<String>,
    /// The place in the document.
    #[serde(default)]
    pub section: Option<String>,
    /// The day on which it was read.
    pub read: jiff::civil::Date,
}

/// A public change of an entry.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Change {
    /// When it was published.
    pub date: jiff::civil::Date,
    /// What changed, in a sentence.
    pub what: Text,
    /// Where a closing date was moved: the old and the new one.
    #[serde(default)]
    pub deadline: Option<MovedDeadline>,
}

/// A closing date that was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub struct MovedDeadline {
    /// What it was.
    pub from: jiff::civil::Date,
    /// What it is since then.
    pub to: jiff::civil::Date,
}

/// Why an archived entry ended.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Retired {
    /// Why, and how sure we are.
    pub reason: Text,
    /// What to look at instead.
    #[serde(default)]
    pub successors: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Document;
    use crate::shape::Shape;
    use crate::{shapes, yaml};

    /// An entry with every text that there can be, none of them seen by a translator.
    fn full() -> String {
        "id: x\ntitle: TEXT\nfunder: f\nkind: funding\nthemes: [research]\nsummary: TEXT\ndetails: TEXT\n\
         audience: {levels_note: TEXT}\neligibility: {healthcare_science: implied, who: TEXT}\noffer: {note: TEXT}\n\
         timetable: {pattern: unknown, note: TEXT}\nlinks: {note: TEXT}\nunclear: TEXT\n\
         provenance: {added: 2026-01-01, sources: []}\nchanges:\n  - date: 2026-02-01\n    what: TEXT\n\
         retired: {reason: TEXT}\n"
            .replace("TEXT", "{en: One, cy: Un}")
    }

    /// How many texts in both languages a shape has, with one item in each list.
    fn bilingual(shape: &Shape) -> usize {
        match shape {
            Shape::Bilingual(_) => 1,
            Shape::List(inner) => bilingual(inner),
            Shape::Map(fields) => fields.iter().map(|field| bilingual(&field.shape)).sum(),
            _ => 0,
        }
    }

    #[test]
    fn a_reader_is_led_to_the_page_in_their_language_or_else_to_the_other() {
        let mut links = Links { en: Some("en".to_owned()), cy: Some("cy".to_owned()), note: None };
        assert_eq!(Lang::ALL.map(|lang| links.page(lang)), [Some("en"), Some("cy")]);
        links.en = None;
        assert_eq!(Lang::ALL.map(|lang| links.page(lang)), [Some("cy"), Some("cy")]);
    }

    #[test]
    fn the_welsh_is_pending_until_a_translator_has_seen_every_text() {
        let entry = |text: &str| -> Opportunity {
            yaml::parse(text).expect("YAML").read().expect("an entry")
        };
        let mut document = Document::parse(&full()).expect("YAML");
        let texts = entry(document.text()).texts().count();
        assert_eq!(texts, bilingual(&shapes::OPPORTUNITY), "a text of the table is not listed");
        assert_eq!(document.approve_welsh(&shapes::OPPORTUNITY).expect("approved").texts, texts);
        let (approved, reviewed) = (document.text(), "review: reviewed");
        assert!(!entry(approved).welsh_is_pending(), "{approved}");
        assert_eq!(approved.matches(reviewed).count(), texts);
        for (at, _) in approved.match_indices(reviewed) {
            let mut all_but_one = approved.to_owned();
            all_but_one.replace_range(at..at + reviewed.len(), "review: pending");
            assert!(entry(&all_but_one).welsh_is_pending(), "{all_but_one}");
        }
    }
}
