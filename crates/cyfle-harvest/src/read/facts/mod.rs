//! Blocks to facts: which date closes, which opens, how much, whether one can apply, who may. Each fact keeps the sentence in
//! which it was read.

mod moves;
mod sayings;
mod sentence;
mod standing;

use cyfle_catalogue::opportunity::PageSaid;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::blocks::Block;
use super::dates::StatedDate;
use super::doubt::{Calendar, Doubt, speaks_of_something_else};
use super::money::money;
use super::sentences::sentences;
use super::{fold, words};
use moves::{is_given_up, is_joined, is_onto, moved_by};
use sayings::Sayings;
pub(crate) use sayings::{Ending, has_any};
pub(crate) use sentence::Sentence;
pub(crate) use standing::standing;
use standing::{Halted, halted};

/// A fact and the words in which the page states it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The fact: `2026-02-13 16:00`, `--02-13` without a year, `GBP 5000`.
    pub value: String,
    /// The sentence, with its label.
    pub text: String,
    /// Of a date without a year: the day that its weekday leaves, near the day of reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked_out: Option<Date>,
    /// Of a date: why it may not be what it seems.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
}

/// What a page states.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Closing dates.
    #[serde(default)]
    pub closes: Vec<Fact>,
    /// Opening dates.
    #[serde(default)]
    pub opens: Vec<Fact>,
    /// Amounts.
    #[serde(default)]
    pub amounts: Vec<Fact>,
    /// Whether one can apply.
    #[serde(default)]
    pub standing: Option<Standing>,
    /// Sentences that say who may apply.
    #[serde(default)]
    pub conditions: Vec<String>,
}

/// Whether one can apply, and the words in which the page says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What it says.
    pub value: PageSaid,
    /// The sentence, with its label.
    pub text: String,
}

impl Standing {
    /// The same as a fact among others.
    pub(crate) fn fact(&self) -> Fact {
        let value = self.value.code().to_owned();
        Fact { value, text: self.text.clone(), ..Fact::default() }
    }
}

/// What a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Closes,
    Opens,
    Neither,
}

/// Further words of one page.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OwnWords<'a> {
    pub(crate) open: &'a [String],
    pub(crate) closed: &'a [String],
}

/// A sentence longer than this is shortened where it is kept.
pub(crate) const LONGEST_EVIDENCE: usize = 300;
/// More facts of one sort than this are not kept: such a page is a list, not a statement.
const MOST: usize = 40;

impl Facts {
    /// Reads the facts of a page's blocks, as on a day.
    pub(crate) fn of(blocks: &[Block], own: OwnWords<'_>, today: Date) -> Self {
        let mut facts = Self::default();
        let calendar = Calendar::of(blocks, today);
        for block in blocks {
            for sentence in sentences(&block.text) {
                facts.read_sentence(&Sentence::new(sentence, &block.label), own, calendar);
            }
        }
        facts
    }

    fn read_sentence(&mut self, sentence: &Sentence<'_>, own: OwnWords<'_>, calendar: Calendar) {
        if sentence.has_any(words::NOISE, Ending::Whole) {
            return;
        }
        self.read_dates(sentence, calendar);
        self.read_money(sentence);
        self.read_standing(sentence, own);
        let is_condition = sentence.has_any(words::CONDITIONS, Ending::Any)
            || halted(&sentence.words) == Some(Halted::Perhaps);
        if is_condition && self.conditions.len() < MOST {
            self.conditions.push(fold(sentence.text));
        }
    }

    fn read_dates(&mut self, sentence: &Sentence<'_>, calendar: Calendar) {
        let mut found = calendar.dates(sentence.text, sentence.label);
        if found.is_empty() {
            return;
        }
        if speaks_of_something_else(sentence) {
            for date in &mut found {
                date.doubt = date.doubt.or(Some(Doubt::Elsewhere));
            }
        }
        let Sentence { text, words, .. } = sentence;
        let sayings = Sayings::of(sentence);
        let evidence = sentence.evidence();
        let mut before: Option<(Part, usize)> = None;
        let mut given_up: Option<usize> = None;
        for (index, date) in found.iter().enumerate() {
            if moved_by(words, date.at.start, words::MOVED_FROM).is_some() {
                (before, given_up) = (None, Some(date.at.end));
                continue;
            }
            let joined = before.filter(|(_, end)| is_joined(&text[*end..date.at.start]));
            let part = match joined {
                Some((Part::Neither, _)) => Some(Part::Neither),
                Some((Part::Opens | Part::Closes, _)) => Some(Part::Closes),
                None => sayings.part_of(&date.at).or_else(|| {
                    // "The call has been extended from … to …" says no more than that.
                    let end = given_up.take()?;
                    let is_new = is_onto(&text[end..date.at.start]);
                    (is_new && has_any(words, words::APPLYING, Ending::Any)).then_some(Part::Closes)
                }),
            };
            if let Some(part) = part {
                before = Some((part, date.at.end));
                let next = found.get(index + 1);
                let next = next.filter(|next| sayings.part_of(&next.at) == Some(part));
                if !next.is_some_and(|next| is_given_up(words, date, next)) {
                    self.add_date(part, date, evidence.clone(), calendar.today);
                }
            }
        }
    }

    /// Adds a date that is known to be of a part.
    pub(crate) fn add_date(&mut self, part: Part, date: &StatedDate, text: String, today: Date) {
        let worked_out = if date.year.is_none() { date.date_near(today) } else { None };
        let fact = Fact { value: date.written(), text, worked_out, doubt: date.doubt };
        match part {
            Part::Closes => add(&mut self.closes, fact),
            Part::Opens => add(&mut self.opens, fact),
            Part::Neither => {}
        }
    }

    fn read_money(&mut self, sentence: &Sentence<'_>) {
        let found = money(sentence.text);
        if found.is_empty() {
            return;
        }
        let text = sentence.evidence();
        for amount in found {
            let value = format!("{} {}", amount.currency, amount.value);
            add(&mut self.amounts, Fact { value, text: text.clone(), ..Fact::default() });
        }
    }

    /// The first statement wins: pages say it at the top, and speak of other rounds below.
    fn read_standing(&mut self, sentence: &Sentence<'_>, own: OwnWords<'_>) {
        if self.standing.is_none()
            && let Some(value) = standing(sentence, own)
        {
            self.standing = Some(Standing { value, text: sentence.evidence() });
        }
    }
}

/// Adds what is not known yet. What is doubtful in one place is so in all.
fn add(facts: &mut Vec<Fact>, fact: Fact) {
    if let Some(known) = facts.iter_mut().find(|known| known.value == fact.value) {
        known.doubt = known.doubt.or(fact.doubt);
    } else if facts.len() < MOST {
        facts.push(fact);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(blocks: &[(&str, &str)]) -> Facts {
        let blocks: Vec<Block> = blocks
            .iter()
            .map(|(label, text)| Block { label: (*label).to_owned(), text: (*text).to_owned() })
            .collect();
        Facts::of(&blocks, OwnWords::default(), "2026-01-10".parse().expect("a day"))
    }

    fn check(label: &str, text: &str, opens: &[&str], closes: &[&str]) {
        let read = facts(&[(label, text)]);
        let values =
            |facts: &[Fact]| facts.iter().map(|fact| fact.value.clone()).collect::<Vec<_>>();
        assert_eq!(values(&read.closes), closes, "closes: {label} | {text}");
        assert_eq!(values(&read.opens), opens, "opens: {label} | {text}");
    }

    #[test]
    fn dates_are_told_apart_by_the_words_around_them() {
        check(
            "",
            "Applications open on 5 January 2026 and close at 4pm on 13 February 2026.",
            &["2026-01-05"],
            &["2026-02-13 16:00"],
        );
        check("Closing date", "13 February 2026 at 4pm", &[], &["2026-02-13 16:00"]);
        check(
            "",
            "Interviews will be held on 3 March 2026. The deadline is 13 February 2026.",
            &[],
            &["2026-02-13"],
        );
        check("", "Closing date: 13 February 2026, interviews 3 March 2026", &[], &["2026-02-13"]);
        check("", "Apply between 1 January and 28 February 2026", &["2026-01-01"], &["2026-02-28"]);
        check(
            "",
            "The scheme is open from 1 January 2026 to 28 February 2026",
            &["2026-01-01"],
            &["2026-02-28"],
        );
        check(
            "",
            "Applications must be submitted by noon on 5 March 2026.",
            &[],
            &["2026-03-05 12:00"],
        );
        check("", "13 February 2026 is the closing date.", &[], &["2026-02-13"]);
        check("", "The award was announced on 3 May 2025.", &[], &[]);
        check("", "Awards start by 1 October 2026", &[], &[]);
        check("Dyddiad cau", "Dydd Iau 13 Chwefror 2026 am 4yp", &[], &["2026-02-13 16:00"]);
        check(
            "",
            "Mae'r cynllun yn agor ar 5 Ionawr 2026 ac yn cau am hanner dydd ar 13 Chwefror 2026.",
            &["2026-01-05"],
            &["2026-02-13 12:00"],
        );
        check("", "Rhaid cyflwyno ceisiadau erbyn 13 Chwefror 2026.", &[], &["2026-02-13"]);
        check("Opening date", "5 January 2026", &["2026-01-05"], &[]);
        check("", "Open until 13 February 2026", &[], &["2026-02-13"]);
        check("", "Last updated: 3 January 2026", &[], &[]);
        check("", "Applicants are notified by 30 March 2026.", &[], &[]);
        check("", "Forms must reach us by noon on 13 February 2026.", &[], &["2026-02-13 12:00"]);
        check("", "Applications open 5 January 2026", &["2026-01-05"], &[]);
    }

    #[test]
    fn of_a_date_that_was_moved_only_the_new_one_counts() {
        let new = &["2026-02-27 16:00"];
        for text in [
            "The deadline has been extended from 13 February 2026 to 27 February 2026 at 4pm.",
            "The application deadline was moved from 4pm on Friday 13 February to 4pm on 27 February 2026.",
            "This call has been extended from 13 February 2026 until 4pm on 27 February 2026.",
            "The deadline of 13 February 2026 has been extended to 27 February 2026 at 4pm.",
            "The closing date is 27 February 2026 at 4pm (changed from 13 February 2026).",
            "Mae'r dyddiad cau wedi'i ymestyn o 13 Chwefror 2026 i 27 Chwefror 2026 am 4yp.",
            "Mae’r dyddiad cau wedi’i symud o ddydd Gwener 13 Chwefror 2026 i 4yp ar 27 Chwefror 2026.",
        ] {
            check("", text, &[], new);
        }
        check("Closing date", "Extended from 13 February 2026 to 27 February 2026, 4pm", &[], new);
        check("", "Interviews are postponed from 3 March 2026 to 10 March 2026.", &[], &[]);
        check(
            "",
            "The opening date has been moved from 5 January 2026 to 12 January 2026.",
            &["2026-01-12"],
            &[],
        );
        check(
            "",
            "Applications opened on 5 January 2026 and the deadline has been extended to 27 February 2026 at 4pm.",
            &["2026-01-05"],
            new,
        );
    }

    #[test]
    fn an_early_end_is_read_and_a_possible_one_is_a_condition() {
        let read = |text: &str| {
            let facts = facts(&[("", text)]);
            (facts.standing.map(|standing| standing.value), facts.conditions.len())
        };
        for text in [
            "This scheme is fully subscribed and no more applications can be taken.",
            "Due to high demand we are fully subscribed.",
            "No further applications will be accepted.",
            "We are not accepting applications at present.",
            "The call has closed early.",
            "We have paused this scheme until further notice.",
            "The programme has been suspended.",
            "Mae'r cynllun yn llawn.",
            "Mae’r rownd hon bellach yn llawn.",
            "Dim rhagor o geisiadau.",
            "Nid ydym ddim yn derbyn ceisiadau.",
            "Mae'r alwad wedi cau'n gynnar.",
            "Mae'r rhaglen wedi'i hoedi.",
        ] {
            assert_eq!(read(text), (Some(PageSaid::Closed), 0), "{text}");
        }
        for text in [
            "The scheme will close early if it is fully subscribed.",
            "This call may be closed early.",
            "No further applications will be accepted after this date.",
            "Gallai'r cynllun gau'n gynnar.",
            "Os bydd y cynllun wedi'i oedi, byddwn yn dweud yma.",
        ] {
            assert_eq!(read(text), (None, 1), "{text}");
        }
        for text in [
            "The webinar about the scheme is fully subscribed.",
            "The library closed early on Friday.",
            "We are not accepting applications by post.",
            "Last year's scheme closed early.",
            "Mae'r cwrs wedi'i ariannu'n llawn.",
            "Cwblhewch y ffurflen gais yn llawn.",
        ] {
            assert_eq!(read(text), (None, 0), "{text}");
        }
        let open = "Applications are now open and the call may close early.";
        assert_eq!(read(open), (Some(PageSaid::Open), 1));
    }

    #[test]
    fn whether_one_can_apply_is_read_from_sayings_and_labels() {
        let standing =
            |label: &str, text: &str| facts(&[(label, text)]).standing.map(|said| said.value);
        let open = Some(PageSaid::Open);
        let closed = Some(PageSaid::Closed);
        assert_eq!(standing("Opportunity status", "Open"), open);
        assert_eq!(standing("Status:", "Closed"), closed);
        assert_eq!(standing("", "This scheme is now closed and will open again in 2027."), closed);
        assert_eq!(standing("", "Applications are now open."), open);
        assert_eq!(standing("", "Mae'r alwad hon bellach ar gau."), closed);
        assert_eq!(standing("", "Mae'r cynllun ar agor i geisiadau."), open);
        assert_eq!(standing("", "The next round will open in May."), Some(PageSaid::Upcoming));
        assert_eq!(standing("", "We are not currently accepting applications."), closed);
        assert_eq!(standing("", "The library is a friendly place."), None);
    }

    #[test]
    fn whether_one_can_apply_is_remembered_as_any_other_fact_is() {
        for value in PageSaid::ALL {
            let standing = Standing { value, text: "Status: as it is".to_owned() };
            let written = serde_json::to_string(&standing).expect("JSON");
            assert_eq!(written, serde_json::to_string(&standing.fact()).expect("JSON"));
            assert_eq!(serde_json::from_str::<Standing>(&written).expect("a standing"), standing);
            assert_eq!(value.code().parse::<PageSaid>(), Ok(value));
        }
    }
}
