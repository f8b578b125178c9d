//! What an editor asks for: for whom, since when, how far ahead, what is left out or put first, in which languages.
//!
//! Like a question ([`Query`]), a brief is a plain value with one parameter form ([`Brief::pairs`]): the desk keeps it in its
//! address, the API and the command line read it, a profile's file holds it. The parameters that describe the audience are
//! those of a search; [`Brief::set`] takes all others.

use std::str::FromStr;

use cyfle_catalogue::moment::parse_day;
use cyfle_catalogue::{Lang, shortened};
use cyfle_search::Query;
use jiff::ToSpan;
use jiff::civil::Date;

// A profile's file is held against the same: what it may say is what a brief takes.
pub use cyfle_catalogue::profile::{LONGEST_WORDS, Languages, Layout, MOST_DAYS, MOST_PER_SECTION};

/// An editor's own words, in each language; empty where there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In Welsh.
    pub cy: String,
}

impl Words {
    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Cy => &self.cy,
        }
    }
}

/// What an editor asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// For whom: the filters (and perhaps the text) of a search.
    pub audience: Query,
    /// The first day of the period: that of the last issue.
    pub since: Date,
    /// How many days ahead a closing date counts as soon.
    pub closing_within: u16,
    /// At most so many entries in a section.
    pub per_section: usize,
    /// Ids that come first in their section, in this order.
    pub order: Vec<String>,
    /// Ids to have in the issue whatever the audience and the limit say.
    pub include: Vec<String>,
    /// Ids to leave out of this issue.
    pub leave_out: Vec<String>,
    /// Ids never to be shown to this audience again.
    pub dismissed: Vec<String>,
    /// Ids whose news of the day `since` stood in the last issue already.
    pub seen: Vec<String>,
    /// The languages.
    pub languages: Languages,
    /// The layout of an issue in both.
    pub layout: Layout,
    /// What stands above the entries.
    pub introduction: Words,
    /// What stands below them.
    pub sign_off: Words,
    /// The bulletin's name for `utm_source`; no such parameters where it is absent.
    pub campaign: Option<String>,
}

/// Days ahead for which a closing date counts as soon, unless the editor says otherwise: twice the month after which a bulletin
/// comes again, so that each end stands in an issue while there is time to apply. A feed ([`crate::feed::news::DAYS_AHEAD`]) need
/// not look so far.
pub const CLOSING_WITHIN: u16 = 60;

/// Entries in a section unless the editor says otherwise.
pub const PER_SECTION: usize = 15;

/// The most paragraphs in which an introduction or sign-off is laid out; what follows stays in the last of them. In a message
/// each is a row of a table, which weighs more than the words of a short one.
pub const MOST_PARAGRAPHS: usize = 20;

/// The longest name of a bulletin in links, in characters.
pub const LONGEST_CAMPAIGN: usize = 60;

/// The most ids in one list.
pub const MOST_IDS: usize = 200;

/// Every parameter of a brief beyond those of a search.
pub const PARAMETERS: &[&str] = &[
    "lang",
    "layout",
    "since",
    "closing_within",
    "per_section",
    "order",
    "include",
    "leave_out",
    "dismissed",
    "seen",
    "introduction_en",
    "introduction_cy",
    "sign_off_en",
    "sign_off_cy",
    "campaign",
];

/// Why a value cannot be used; the words for it stand elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not a day.
    Day(String),
    /// It is not a whole number from 1 to the most.
    Whole {
        /// What was given.
        value: String,
        /// The most.
        most: u16,
    },
    /// It is none of the values that there are.
    Unknown {
        /// What was given.
        value: String,
        /// What there is.
        known: &'static [&'static str],
    },
    /// It is not the id of an opportunity.
    Id(String),
    /// There are more ids than this.
    TooManyIds(usize),
    /// The text is too long, in characters.
    TooLong {
        /// How long it is.
        length: usize,
        /// The most.
        most: usize,
    },
    /// It cannot be the name of a bulletin in links.
    Campaign(String),
}

impl Brief {
    /// The usual brief on a day: everyone, the last month, two months ahead, both languages.
    pub fn on(today: Date) -> Self {
        Self {
            audience: Query { relax: false, ..Query::new("", Lang::En) },
            since: usual_since(today),
            closing_within: CLOSING_WITHIN,
            per_section: PER_SECTION,
            order: Vec::new(),
            include: Vec::new(),
            leave_out: Vec::new(),
            dismissed: Vec::new(),
            seen: Vec::new(),
            languages: Languages::default(),
            layout: Layout::default(),
            introduction: Words::default(),
            sign_off: Words::default(),
            campaign: None,
        }
    }

    /// Sets a parameter of [`PARAMETERS`].
    ///
    /// # Errors
    /// Where the value cannot be used: what is wrong with it.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        match name {
            "lang" => self.languages = one_of(value, &Languages::NAMES)?,
            "layout" => self.layout = one_of(value, &Layout::NAMES)?,
            "since" => {
                self.since = parse_day(value).ok_or_else(|| Refusal::Day(shortened(value)))?;
            }
            "closing_within" => self.closing_within = whole(value, MOST_DAYS)?,
            "per_section" => self.per_section = usize::from(whole(value, MOST_PER_SECTION)?),
            "order" => self.order = ids(value)?,
            "include" => self.include = ids(value)?,
            "leave_out" => self.leave_out = ids(value)?,
            "dismissed" => self.dismissed = ids(value)?,
            "seen" => self.seen = ids(value)?,
            "introduction_en" => self.introduction.en = words(value)?,
            "introduction_cy" => self.introduction.cy = words(value)?,
            "sign_off_en" => self.sign_off.en = words(value)?,
            "sign_off_cy" => self.sign_off.cy = words(value)?,
            "campaign" => self.campaign = campaign(value)?,
            _ => return Err(Refusal::Unknown { value: shortened(name), known: PARAMETERS }),
        }
        Ok(())
    }

    /// The parameters that say the same, those of the audience first; what has its usual value on that day is left out.
    pub fn pairs(&self, today: Date) -> Vec<(&'static str, String)> {
        let usual = Self::on(today);
        let own = ["page", "per_page", "relax", "sort"];
        let mut pairs = self.audience.pairs();
        pairs.retain(|(name, _)| !own.contains(name));
        let given = |name, value: String, usual: String| (value != usual).then_some((name, value));
        let text = |name, value: &str| given(name, value.to_owned(), String::new());
        let list = |name, ids: &[String]| given(name, ids.join(","), String::new());
        let optional = [
            given("lang", self.languages.name().to_owned(), usual.languages.name().to_owned()),
            given("layout", self.layout.name().to_owned(), usual.layout.name().to_owned()),
            given("since", self.since.to_string(), usual.since.to_string()),
            given(
                "closing_within",
                self.closing_within.to_string(),
                usual.closing_within.to_string(),
            ),
            given("per_section", self.per_section.to_string(), usual.per_section.to_string()),
            list("order", &self.order),
            list("include", &self.include),
            list("leave_out", &self.leave_out),
            list("dismissed", &self.dismissed),
            list("seen", &self.seen),
            text("introduction_en", &self.introduction.en),
            text("introduction_cy", &self.introduction.cy),
            text("sign_off_en", &self.sign_off.en),
            text("sign_off_cy", &self.sign_off.cy),
            text("campaign", self.campaign.as_deref().unwrap_or_default()),
        ];
        pairs.extend(optional.into_iter().flatten());
        pairs
    }
}

/// A month before.
fn usual_since(today: Date) -> Date {
    today.checked_sub(1.month()).unwrap_or(today)
}

fn one_of<T: FromStr>(value: &str, known: &'static [&'static str]) -> Result<T, Refusal> {
    value.parse::<T>().map_err(|_| Refusal::Unknown { value: shortened(value), known })
}

fn whole(value: &str, most: u16) -> Result<u16, Refusal> {
    match value.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(Refusal::Whole { value: shortened(value), most }),
    }
}

fn ids(value: &str) -> Result<Vec<String>, Refusal> {
    let mut ids: Vec<String> = Vec::new();
    for id in value.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return Err(Refusal::Id(shortened(id)));
        }
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    if ids.len() > MOST_IDS { Err(Refusal::TooManyIds(MOST_IDS)) } else { Ok(ids) }
}

/// Line ends become one kind, and characters that no text has (and that XML forbids) go.
fn words(value: &str) -> Result<String, Refusal> {
    let plain: String = value
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    let length = plain.trim().chars().count();
    match length > LONGEST_WORDS {
        true => Err(Refusal::TooLong { length, most: LONGEST_WORDS }),
        false => Ok(plain.trim().to_owned()),
    }
}

fn campaign(value: &str) -> Result<Option<String>, Refusal> {
    let fits = value.len() <= LONGEST_CAMPAIGN
        && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    match fits {
        true => Ok((!value.is_empty()).then(|| value.to_owned())),
        false => Err(Refusal::Campaign(shortened(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_written_is_read_again() {
        let today = date(2026, 1, 5);
        let mut brief = Brief::on(today);
        let values = [
            ("lang", "cy"),
            ("layout", "welsh-first"),
            ("since", "2025-10-01"),
            ("closing_within", "30"),
            ("per_section", "5"),
            ("order", "b-two,a-one"),
            ("leave_out", "c-three"),
            ("introduction_cy", "Croeso i’r rhifyn\nŵ ŷ"),
            ("campaign", "hcrw-bulletin"),
        ];
        for (name, value) in values {
            brief.set(name, value).expect("a usable value");
        }
        let mut again = Brief::on(today);
        for (name, value) in brief.pairs(today) {
            again.set(name, &value).expect("what was written");
        }
        assert_eq!(again, brief);
        assert!(Brief::on(today).pairs(today).is_empty(), "the usual brief has no parameters");
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let mut brief = Brief::on(date(2026, 1, 5));
        for (name, value) in [
            ("since", "yesterday"),
            ("since", "2025-11-01T16:00"),
            ("since", "20251101"),
            ("closing_within", "0"),
            ("closing_within", "367"),
            ("per_section", "41"),
            ("order", "../etc/passwd"),
            ("campaign", "a b&c"),
            ("lang", "fr"),
        ] {
            assert!(brief.set(name, value).is_err(), "{name}");
            assert_eq!(brief, Brief::on(date(2026, 1, 5)), "{name}");
        }
        assert!(brief.set("introduction_en", &"x".repeat(LONGEST_WORDS + 1)).is_err());
    }

    #[test]
    fn every_parameter_can_be_set() {
        for name in PARAMETERS {
            let refusal = Brief::on(date(2026, 1, 5)).set(name, "?").err();
            let unknown =
                matches!(refusal, Some(Refusal::Unknown { known, .. }) if known == PARAMETERS);
            assert!(!unknown, "{name}");
        }
    }
}
