//! Blocks to facts: which date closes, which opens, how much, whether one can apply, who may. Each fact keeps the sentence in
//! which it was read.

use std::ops::Range;

use cyfle_catalogue::opportunity::PageSaid;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::blocks::Block;
use super::dates::StatedDate;
use super::doubt::{Calendar, Doubt, speaks_of_something_else};
use super::money::money;
use super::sentences::sentences;
use super::tokens::{Token, tokens};
use super::words::{self, calendar};

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
/// A label and what it says are each no longer than this, in bytes, where they are read as one saying.
const LONGEST_SAID: usize = 60;
/// A sentence longer than this, in bytes, is quoted without its label.
const LONGEST_LABELLED: usize = 120;
/// Two dates with more than this between them, in bytes, are no range and no list.
const WIDEST_JOIN: usize = 24;
/// A small word further than this behind a saying, in bytes, does not belong to it: "notified in writing by".
const WIDEST_GAP: usize = 12;

impl Facts {
    /// Reads the facts of a page's blocks, as on a day.
    pub(crate) fn of(blocks: &[Block], own: OwnWords<'_>, today: Date) -> Self {
        let mut facts = Self::default();
        let calendar = Calendar::of(blocks, today);
        for block in blocks {
            for sentence in sentences(&block.text) {
                let words = tokens(sentence);
                if has_any(&words, words::NOISE, Ending::Whole) {
                    continue;
                }
                facts.read_dates(sentence, &words, &block.label, calendar);
                facts.read_money(sentence, &block.label);
                facts.read_standing(sentence, &words, &block.label, own);
                let is_condition = has_any(&words, words::CONDITIONS, Ending::Any)
                    || halted(&words) == Some(Halted::Perhaps);
                if is_condition && facts.conditions.len() < MOST {
                    facts.conditions.push(super::fold(sentence));
                }
            }
        }
        facts
    }

    fn read_dates(&mut self, sentence: &str, words: &[Token], label: &str, calendar: Calendar) {
        let mut found = calendar.dates(sentence, label);
        if found.is_empty() {
            return;
        }
        if speaks_of_something_else(sentence, words, label) {
            for date in &mut found {
                date.doubt = date.doubt.or(Some(Doubt::Elsewhere));
            }
        }
        let sayings = Sayings::of(words, label);
        let text = evidence(label, sentence);
        let mut before: Option<(Part, usize)> = None;
        let mut given_up: Option<usize> = None;
        for (index, date) in found.iter().enumerate() {
            if moved_by(words, date.at.start, words::MOVED_FROM).is_some() {
                (before, given_up) = (None, Some(date.at.end));
                continue;
            }
            let joined = before.filter(|(_, end)| is_joined(&sentence[*end..date.at.start]));
            let part = match joined {
                Some((Part::Neither, _)) => Some(Part::Neither),
                Some((Part::Opens | Part::Closes, _)) => Some(Part::Closes),
                None => sayings.part_of(&date.at).or_else(|| {
                    // "The call has been extended from … to …" says no more than that.
                    let end = given_up.take()?;
                    let is_new = is_onto(&sentence[end..date.at.start]);
                    (is_new && has_any(words, words::APPLYING, Ending::Any)).then_some(Part::Closes)
                }),
            };
            if let Some(part) = part {
                before = Some((part, date.at.end));
                if !is_given_up(words, date, found.get(index + 1), part, &sayings) {
                    self.add_date(part, date, text.clone(), calendar.today);
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

    fn read_money(&mut self, sentence: &str, label: &str) {
        let found = money(sentence);
        if found.is_empty() {
            return;
        }
        let text = evidence(label, sentence);
        for amount in found {
            let value = format!("{} {}", amount.currency, amount.value);
            add(&mut self.amounts, Fact { value, text: text.clone(), ..Fact::default() });
        }
    }

    /// The first statement wins: pages say it at the top, and speak of other rounds below.
    fn read_standing(&mut self, sentence: &str, words: &[Token], label: &str, own: OwnWords<'_>) {
        if self.standing.is_none()
            && let Some(value) = standing(sentence, words, label, own)
        {
            self.standing = Some(Standing { value, text: evidence(label, sentence) });
        }
    }
}

/// Whether a sentence says that one can apply.
pub(crate) fn standing(
    sentence: &str,
    words: &[Token],
    label: &str,
    own: OwnWords<'_>,
) -> Option<PageSaid> {
    let lower = sentence.to_lowercase();
    let own_says =
        |sayings: &[String]| sayings.iter().any(|saying| lower.contains(&saying.to_lowercase()));
    if own_says(own.closed) {
        return Some(PageSaid::Closed);
    }
    if own_says(own.open) {
        return Some(PageSaid::Open);
    }
    // "Opportunity status" / "Open": the label belongs to what is said.
    let labelled = sentence.len().max(label.len()) <= LONGEST_SAID;
    let labelled = labelled.then(|| tokens(&format!("{label} {sentence}")));
    let says = |sayings: &[&str]| {
        has_any(words, sayings, Ending::Whole)
            || labelled.as_ref().is_some_and(|words| has_any(words, sayings, Ending::Whole))
    };
    let denies = has_any(words, words::NOT_SO, Ending::Whole);
    if says(words::CLOSED) || halted(words) == Some(Halted::Now) {
        Some(PageSaid::Closed)
    } else if says(words::UPCOMING) {
        Some(PageSaid::Upcoming)
    } else if says(words::OPEN) && !denies {
        Some(PageSaid::Open)
    } else {
        None
    }
}

/// How a sentence speaks of an end before its time: see [`words::HALTED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Halted {
    /// One cannot apply.
    Now,
    /// It could come to that, which a person should know.
    Perhaps,
}

fn halted(words: &[Token]) -> Option<Halted> {
    let may = has_any(words, words::MAY_HALT, Ending::Whole);
    if !may && !has_any(words, words::HALTED, Ending::Whole) {
        return None;
    }
    let is_meant = has_any(words, words::HALTED_OF, Ending::Any)
        && !has_any(words, words::HALTED_ELSEWHERE, Ending::Whole);
    let is_unsure = may || has_any(words, words::HALTED_IF, Ending::Whole);
    is_meant.then_some(if is_unsure { Halted::Perhaps } else { Halted::Now })
}

/// Adds what is not known yet. What is doubtful in one place is so in all.
fn add(facts: &mut Vec<Fact>, fact: Fact) {
    if let Some(known) = facts.iter_mut().find(|known| known.value == fact.value) {
        known.doubt = known.doubt.or(fact.doubt);
    } else if facts.len() < MOST {
        facts.push(fact);
    }
}

/// The sentence with its label, as evidence.
fn evidence(label: &str, sentence: &str) -> String {
    let whole = match label.is_empty() || sentence.len() > LONGEST_LABELLED {
        true => sentence.to_owned(),
        false => format!("{} {sentence}", label.trim_end_matches(':').to_owned() + ":"),
    };
    crate::fetch::cut(&super::fold(&whole), LONGEST_EVIDENCE).to_owned()
}

/// Whether what stands between two dates makes them one range or list.
fn is_joined(between: &str) -> bool {
    let words = tokens(between);
    between.len() <= WIDEST_JOIN
        && !between.contains(['.', ';', ':', '|'])
        && words
            .iter()
            .all(|token| calendar::JOINS.contains(&token.word.as_str()) || is_filler(&token.word))
}

/// The word by which a date is moved, where it and a small word stand right before a place, weekdays and times left aside.
fn moved_by<'a>(words: &'a [Token], place: usize, small: &[&str]) -> Option<&'a Token> {
    let mut earlier =
        words.iter().rev().skip_while(|token| token.at.end > place || is_aside(&token.word));
    earlier.next().filter(|token| small.contains(&token.word.as_str()))?;
    earlier.next().filter(|token| words::MOVED.contains(&token.word.as_str()))
}

/// Whether the next date has taken the place of one: "the deadline of 13 February has been extended to 27 February".
fn is_given_up(
    words: &[Token],
    date: &StatedDate,
    next: Option<&StatedDate>,
    part: Part,
    sayings: &Sayings,
) -> bool {
    next.is_some_and(|next| {
        moved_by(words, next.at.start, words::MOVED_TO)
            .is_some_and(|verb| verb.at.start >= date.at.end)
            && sayings.part_of(&next.at) == Some(part)
    })
}

/// Whether what stands between two dates leads from the one to the other.
fn is_onto(between: &str) -> bool {
    let leads = |token: &Token| words::MOVED_TO.contains(&token.word.as_str());
    let words = tokens(between);
    words.iter().any(leads) && words.iter().all(|token| leads(token) || is_aside(&token.word))
}

/// What may stand before a date and belongs to it.
fn is_aside(word: &str) -> bool {
    is_filler(word) || calendar::BEFORE_DATE.contains(&word)
}

/// Weekdays and times between the dates of a range.
fn is_filler(word: &str) -> bool {
    calendar::WEEKDAYS.iter().any(|forms| forms.contains(&word))
        || calendar::ASIDE.contains(&word)
        || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where a sentence and its label tell what their dates are.
struct Sayings {
    own: Vec<Hit>,
    labels: Vec<Hit>,
}

impl Sayings {
    fn of(words: &[Token], label: &str) -> Self {
        let labels = tokens(label);
        let applying =
            [words, &labels].into_iter().any(|words| has_any(words, words::APPLYING, Ending::Any));
        let found = |words: &[Token]| match applying {
            true => [hits(words), small_hits(words)].concat(),
            false => hits(words),
        };
        Self { own: found(words), labels: found(&labels) }
    }

    /// What a date is: by the nearest words before it, else by its label, else by the words after it.
    fn part_of(&self, date: &Range<usize>) -> Option<Part> {
        let before: Vec<Hit> =
            self.own.iter().filter(|hit| hit.end <= date.start).copied().collect();
        let after = self.own.iter().filter(|hit| hit.start >= date.end);
        nearest(&before)
            .or_else(|| nearest(&self.labels))
            .or_else(|| after.min_by_key(|hit| hit.start).map(|hit| hit.part))
    }
}

/// A saying that tells what a date is.
#[derive(Clone, Copy)]
struct Hit {
    part: Part,
    start: usize,
    end: usize,
    /// Whether it is one of the small words, which also stand after others: "notified by".
    small: bool,
}

/// The last saying decides, the longer of two at one place; a small word belongs to a saying right before it.
fn nearest(hits: &[Hit]) -> Option<Part> {
    let last = *hits.iter().max_by_key(|hit| (hit.end, hit.end - hit.start))?;
    let before = hits.iter().filter(|hit| last.small && !hit.small && hit.end <= last.start);
    let before = before.max_by_key(|hit| hit.end).filter(|hit| last.start - hit.end <= WIDEST_GAP);
    Some(before.filter(|hit| hit.part == Part::Neither).map_or(last.part, |hit| hit.part))
}

/// The sayings that tell by themselves what a date is.
fn hits(words: &[Token]) -> Vec<Hit> {
    let tables = [
        (Part::Closes, words::CLOSES),
        (Part::Opens, words::OPENS),
        (Part::Neither, words::NEITHER),
    ];
    let mut found = Vec::new();
    for (part, table) in tables {
        let places = table.iter().flat_map(|saying| places(words, saying, Ending::Whole));
        found.extend(places.map(|at| Hit { part, start: at.start, end: at.end, small: false }));
    }
    found
}

/// The small words that tell it where one speaks of applying.
fn small_hits(words: &[Token]) -> Vec<Hit> {
    // "Extended from" opens nothing.
    let is_moved_from = |at: &Range<usize>| {
        let mut before = words.iter().rev().skip_while(|token| token.at.end > at.start);
        before.next().is_some_and(|token| words::MOVED.contains(&token.word.as_str()))
    };
    let mut found = Vec::new();
    for (part, table) in [(Part::Closes, words::UNTIL), (Part::Opens, words::FROM)] {
        let places = table.iter().flat_map(|saying| places(words, saying, Ending::Whole));
        let places = places.filter(|at| part == Part::Closes || !is_moved_from(at));
        found.extend(places.map(|at| Hit { part, start: at.start, end: at.end, small: true }));
    }
    found
}

/// Whether the last word of a saying stands for every word that begins with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    Any,
}

/// Whether one of some sayings is there.
pub(crate) fn has_any(words: &[Token], sayings: &[&str], ending: Ending) -> bool {
    sayings.iter().any(|saying| places(words, saying, ending).next().is_some())
}

/// Where a saying of one or more words stands.
fn places<'a>(
    words: &'a [Token],
    saying: &'a str,
    ending: Ending,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let count = saying.split(' ').count();
    words.windows(count).filter_map(move |window| {
        let fits =
            window.iter().zip(saying.split(' ')).enumerate().all(|(index, (token, wanted))| {
                token.word == wanted
                    || (ending == Ending::Any
                        && index + 1 == count
                        && token.word.starts_with(wanted))
            });
        fits.then(|| window[0].at.start..window[count - 1].at.end)
    })
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
