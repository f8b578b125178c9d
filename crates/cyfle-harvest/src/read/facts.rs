//! Blocks to facts: which date closes, which opens, how much, whether one can apply, who may. Each fact keeps the sentence in
//! which it was read.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::blocks::Block;
use super::dates::{StatedDate, dates};
use super::money::money;
use super::tokens::{Token, tokens};
use super::words;

/// A fact and the words in which the page states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The fact: `2026-02-13 16:00`, `--02-13` without a year, `GBP 5000`, `open`.
    pub value: String,
    /// The sentence, with its label.
    pub text: String,
    /// Of a date without a year: the day that its weekday leaves, near the day of reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked_out: Option<Date>,
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
    /// `open`, `closed` or `upcoming`.
    #[serde(default)]
    pub standing: Option<Fact>,
    /// Sentences that say who may apply.
    #[serde(default)]
    pub conditions: Vec<String>,
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
const LONGEST_EVIDENCE: usize = 300;
/// More facts of one sort than this are not kept: such a page is a list, not a statement.
const MOST: usize = 40;

impl Facts {
    /// Reads the facts of a page's blocks, as on a day.
    pub(crate) fn of(blocks: &[Block], own: OwnWords<'_>, today: Date) -> Self {
        let mut facts = Self::default();
        for block in blocks {
            for sentence in sentences(&block.text) {
                let words = tokens(sentence);
                if has_any(&words, words::NOISE, Ending::Whole) {
                    continue;
                }
                facts.read_dates(sentence, &words, &block.label, today);
                facts.read_money(sentence, &block.label);
                facts.read_standing(sentence, &words, &block.label, own);
                if has_any(&words, words::CONDITIONS, Ending::Any) && facts.conditions.len() < MOST
                {
                    facts.conditions.push(super::fold(sentence));
                }
            }
        }
        facts
    }

    fn read_dates(&mut self, sentence: &str, words: &[Token], label: &str, today: Date) {
        let found = dates(sentence);
        let mut before: Option<(Part, usize)> = None;
        for date in found {
            let joined = before.filter(|(_, end)| is_joined(&sentence[*end..date.at.start]));
            let part = match joined {
                Some((Part::Neither, _)) => Some(Part::Neither),
                Some((Part::Opens | Part::Closes, _)) => Some(Part::Closes),
                None => part_of(words, &date.at, label),
            };
            if let Some(part) = part {
                before = Some((part, date.at.end));
                self.add_date(part, &date, evidence(label, sentence), today);
            }
        }
    }

    /// Adds a date that is known to be of a part.
    pub(crate) fn add_date(&mut self, part: Part, date: &StatedDate, text: String, today: Date) {
        let worked_out = if date.year.is_none() { date.date_near(today) } else { None };
        let fact = Fact { value: date.written(), text, worked_out };
        match part {
            Part::Closes => add(&mut self.closes, fact),
            Part::Opens => add(&mut self.opens, fact),
            Part::Neither => {}
        }
    }

    fn read_money(&mut self, sentence: &str, label: &str) {
        for amount in money(sentence) {
            let value = format!("{} {}", amount.currency, amount.value);
            add(
                &mut self.amounts,
                Fact { value, text: evidence(label, sentence), worked_out: None },
            );
        }
    }

    /// The first statement wins: pages say it at the top, and speak of other rounds below.
    fn read_standing(&mut self, sentence: &str, words: &[Token], label: &str, own: OwnWords<'_>) {
        if self.standing.is_none()
            && let Some(value) = standing(sentence, words, label, own)
        {
            let text = evidence(label, sentence);
            self.standing = Some(Fact { value: value.to_owned(), text, worked_out: None });
        }
    }
}

/// Whether a sentence says that one can apply.
pub(crate) fn standing(
    sentence: &str,
    words: &[Token],
    label: &str,
    own: OwnWords<'_>,
) -> Option<&'static str> {
    let lower = sentence.to_lowercase();
    let own_says =
        |sayings: &[String]| sayings.iter().any(|saying| lower.contains(&saying.to_lowercase()));
    if own_says(own.closed) {
        return Some("closed");
    }
    if own_says(own.open) {
        return Some("open");
    }
    // "Opportunity status" / "Open": the label belongs to what is said.
    let labelled =
        (sentence.len() <= 60 && label.len() <= 60).then(|| tokens(&format!("{label} {sentence}")));
    let says = |sayings: &[&str]| {
        has_any(words, sayings, Ending::Whole)
            || labelled.as_ref().is_some_and(|words| has_any(words, sayings, Ending::Whole))
    };
    if says(words::CLOSED) {
        Some("closed")
    } else if says(words::UPCOMING) {
        Some("upcoming")
    } else if says(words::OPEN) {
        Some("open")
    } else {
        None
    }
}

fn add(facts: &mut Vec<Fact>, fact: Fact) {
    if facts.len() < MOST && !facts.iter().any(|known| known.value == fact.value) {
        facts.push(fact);
    }
}

/// The sentence with its label, as evidence.
fn evidence(label: &str, sentence: &str) -> String {
    let whole = match label.is_empty() || sentence.len() > 120 {
        true => sentence.to_owned(),
        false => format!("{} {sentence}", label.trim_end_matches(':').to_owned() + ":"),
    };
    crate::fetch::cut(&super::fold(&whole), LONGEST_EVIDENCE).to_owned()
}

/// Whether what stands between two dates makes them one range or list.
fn is_joined(between: &str) -> bool {
    const JOINS: [&str; 8] = ["to", "until", "and", "or", "a", "ac", "i", "hyd"];
    let words = tokens(between);
    between.len() <= 24
        && !between.contains(['.', ';', ':', '|'])
        && words.iter().all(|token| JOINS.contains(&token.word.as_str()) || is_filler(&token.word))
}

/// Weekdays and times between the dates of a range.
fn is_filler(word: &str) -> bool {
    words::WEEKDAYS.iter().any(|forms| forms.contains(&word))
        || matches!(word, "dydd" | "ddydd" | "the" | "at" | "am" | "pm" | "noon" | "yp" | "yb")
        || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a date is: by the nearest words before it, else by its label, else by the words after it.
fn part_of(words: &[Token], date: &Range<usize>, label: &str) -> Option<Part> {
    let labels = tokens(label);
    let applying =
        [words, &labels].into_iter().any(|words| has_any(words, words::APPLYING, Ending::Any));
    let own = hits(words, applying);
    let (before, after): (Vec<Hit>, Vec<Hit>) =
        own.into_iter().partition(|hit| hit.end <= date.start);
    let after = after.into_iter().filter(|hit| hit.start >= date.end);
    nearest(before)
        .or_else(|| nearest(hits(&labels, applying)))
        .or_else(|| after.min_by_key(|hit| hit.start).map(|hit| hit.part))
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
fn nearest(hits: Vec<Hit>) -> Option<Part> {
    let last = *hits.iter().max_by_key(|hit| (hit.end, hit.end - hit.start))?;
    let before = hits.iter().filter(|hit| last.small && !hit.small && hit.end <= last.start);
    let before = before.max_by_key(|hit| hit.end).filter(|hit| last.start - hit.end <= 12);
    Some(before.filter(|hit| hit.part == Part::Neither).map_or(last.part, |hit| hit.part))
}

fn hits(words: &[Token], applying: bool) -> Vec<Hit> {
    let mut tables = vec![
        (Part::Closes, words::CLOSES, false),
        (Part::Opens, words::OPENS, false),
        (Part::Neither, words::NEITHER, false),
    ];
    if applying {
        tables.extend([
            (Part::Closes, words::UNTIL, true),
            (Part::Opens, words::FROM, true),
            (Part::Opens, &["open"][..], true),
        ]);
    }
    let mut found = Vec::new();
    for (part, table, small) in tables {
        for saying in table {
            let places = places(words, saying, Ending::Whole);
            found.extend(places.map(|at| Hit { part, start: at.start, end: at.end, small }));
        }
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

/// Cuts a block into sentences: after `.`, `!`, `?` before a capital letter, but not inside "4.00 p.m. on".
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices() {
        if !matches!(mark, '.' | '!' | '?' | ';') {
            continue;
        }
        let after = &text[at + 1..];
        let abbreviated = text[..at]
            .rsplit(|c: char| c.is_whitespace() || c == '.')
            .next()
            .is_some_and(|word| word.chars().count() <= 1);
        let ends = after.starts_with(char::is_whitespace)
            && (mark == ';'
                || after.trim_start().starts_with(|c: char| c.is_uppercase() || c == '£'));
        if ends && !(mark == '.' && abbreviated) {
            found.push(text[start..=at].trim());
            start = at + 1;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
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
    fn whether_one_can_apply_is_read_from_sayings_and_labels() {
        let standing =
            |label: &str, text: &str| facts(&[(label, text)]).standing.map(|fact| fact.value);
        assert_eq!(standing("Opportunity status", "Open").as_deref(), Some("open"));
        assert_eq!(standing("Status:", "Closed").as_deref(), Some("closed"));
        assert_eq!(
            standing("", "This scheme is now closed and will open again in 2027.").as_deref(),
            Some("closed")
        );
        assert_eq!(standing("", "Applications are now open.").as_deref(), Some("open"));
        assert_eq!(standing("", "Mae'r alwad hon bellach ar gau.").as_deref(), Some("closed"));
        assert_eq!(standing("", "Mae'r cynllun ar agor i geisiadau.").as_deref(), Some("open"));
        assert_eq!(standing("", "The next round will open in May.").as_deref(), Some("upcoming"));
        assert_eq!(
            standing("", "We are not currently accepting applications.").as_deref(),
            Some("closed")
        );
        assert_eq!(standing("", "The library is a friendly place."), None);
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        assert_eq!(
            sentences("Closes at 4 p.m. on Friday. Apply now! See £5,000 more."),
            ["Closes at 4 p.m. on Friday.", "Apply now!", "See £5,000 more."]
        );
        assert_eq!(sentences("Dr. Jones e.g. Anna"), ["Dr.", "Jones e.g. Anna"]);
        assert_eq!(sentences(""), Vec::<&str>::new());
    }
}
