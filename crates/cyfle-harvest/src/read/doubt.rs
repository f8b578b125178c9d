//! What keeps a date from being taken at its word: a person has to look at the page before an entry says it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::blocks::Block;
use super::dates::{Order, StatedDate, dates_in};
use super::facts::{Ending, Sentence, has_any};
use super::tokens::{Token, tokens};
use super::words::{self, calendar};

/// Why a date that was read may not be what it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Its time is that of another part of the world.
    Zone,
    /// Its day of the week is another.
    Weekday,
    /// It is written in numbers, and the month may stand first.
    Order,
    /// Its sentence speaks of a webinar, a registration or a deadline inside an organisation, or asks.
    Elsewhere,
}

impl Doubt {
    /// What a person is told.
    pub(crate) const fn why(self) -> &'static str {
        match self {
            Self::Zone => "the page gives the time of another time zone",
            Self::Weekday => "the date falls on another day of the week than the page says",
            Self::Order => "the month may stand before the day in a date of the page",
            Self::Elsewhere => {
                "the date may be that of something else: an event, a registration, a deadline inside an organisation"
            }
        }
    }
}

/// How a page writes its dates.
#[derive(Clone, Copy)]
pub(crate) struct Calendar {
    pub(crate) today: Date,
    order: Order,
    /// What its times are called into doubt by, wherever it says so.
    times: Option<Doubt>,
}

impl Calendar {
    pub(crate) fn of(blocks: &[Block], today: Date) -> Self {
        let mut texts = blocks.iter().flat_map(|block| [block.text.as_str(), &block.label]);
        let is_turned = texts.clone().any(|text| Order::of(text) == Order::Month);
        let times = texts.any(sets_other_zone).then_some(Doubt::Zone);
        Self { today, order: if is_turned { Order::Month } else { Order::Day }, times }
    }

    /// The dates of a sentence with its label.
    pub(crate) fn dates(&self, sentence: &str, label: &str) -> Vec<StatedDate> {
        let mut found = dates_in(sentence, self.order);
        let is_elsewhere = !found.is_empty() && names_other_zone(label);
        for date in &mut found {
            let times = self.times.filter(|_| date.time.is_some());
            let zone = if is_elsewhere { Some(Doubt::Zone) } else { times };
            date.doubt = date.doubt.or(zone);
        }
        found
    }
}

/// Most names of a place or zone have no more words: "5pm Central European Time".
const LONGEST_ZONE: usize = 3;

/// Whether a text gives a time that is not that of the United Kingdom.
pub(crate) fn names_other_zone(text: &str) -> bool {
    let words = tokens(text);
    has_any(&words, calendar::ZONE_SAYINGS, Ending::Whole)
        || (0..words.len()).any(|index| {
            is_zone(text, &words, index)
                || is_offset(text, &words, index)
                || is_time_elsewhere(&words, index)
        })
}

/// Whether a text says of times in general that they are those of another zone: "all times are CET".
fn sets_other_zone(text: &str) -> bool {
    has_any(&tokens(text), calendar::TIMES, Ending::Whole) && names_other_zone(text)
}

/// "CET" wherever it stands; "ET", which has other meanings, only after a time.
fn is_zone(text: &str, words: &[Token], index: usize) -> bool {
    let token = &words[index];
    let is_name = text[token.at.clone()].starts_with(char::is_uppercase)
        && text[token.at.clone()].ends_with(char::is_uppercase);
    let word = token.word.as_str();
    is_name
        && (calendar::ZONES.contains(&word)
            || (calendar::ZONES_AFTER_TIME.contains(&word) && is_after_time(words, index)))
}

/// "GMT+1", "UTC-5", "17:00+01:00".
fn is_offset(text: &str, words: &[Token], index: usize) -> bool {
    let Some(next) = words.get(index + 1).filter(|next| next.number(4).is_some()) else {
        return false;
    };
    let gap = &text[words[index].at.end..next.at.start];
    let is_base = calendar::ZONE_BASES.contains(&words[index].word.as_str());
    let is_number = words[index].number(2).is_some();
    (is_base
        && matches!(gap.trim(), "+" | "-" | "−" | "–")
        && (gap.chars().count() < 3 || gap.contains('+')))
        || (is_number && gap == "+")
}

/// "5pm Brussels time": a time, and the name of a place that is none of ours.
fn is_time_elsewhere(words: &[Token], index: usize) -> bool {
    if !calendar::ZONE_ENDS.contains(&words[index].word.as_str()) {
        return false;
    }
    let start = (1..=LONGEST_ZONE)
        .filter_map(|back| index.checked_sub(back))
        .find(|start| is_after_time(words, *start));
    start.is_some_and(|start| {
        let mut name = words[start..index].iter();
        name.all(|token| {
            let word = token.word.as_str();
            !calendar::OUR_ZONES.contains(&word) && token.number(4).is_none()
        })
    })
}

fn is_after_time(words: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|before| words.get(before)) else {
        return false;
    };
    let ends = [calendar::NOON, calendar::MIDNIGHT, calendar::MORNING, calendar::AFTERNOON];
    let is_end = |saying: &&str| saying.rsplit(' ').next() == Some(before.word.as_str());
    before.word.bytes().all(|byte| byte.is_ascii_digit()) && before.word.len() <= 2
        || calendar::HOURS.contains(&before.word.as_str())
        || ends.iter().any(|sayings| sayings.iter().any(is_end))
}

/// Whether a sentence or its label speaks of something else than the end of a round, asks or denies.
pub(crate) fn speaks_of_something_else(sentence: &Sentence<'_>) -> bool {
    sentence.text.contains('?')
        || sentence.has_any(words::ELSEWHERE, Ending::Whole)
        || has_any(&tokens(sentence.label), words::ELSEWHERE, Ending::Whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_other_zones_are_told_from_ours() {
        for text in [
            "19 January 2027 at 17:00 CET",
            "by 17:00 CET on 19 January 2027",
            "19 January 2027, 17:00 (GMT+1)",
            "19 January 2027, 17:00 UTC +2",
            "19 January 2027 at 5pm ET",
            "19 January 2027 at 5 p.m. ET",
            "11:59pm AoE on 19 January 2027",
            "19 January 2027, 17:00 Brussels time",
            "19 January 2027, 17:00:00 Brussels time",
            "by noon Pacific Time on 19 January 2027",
            "19 January 2027 17:00+01:00",
            "23:59 anywhere on Earth, 19 January 2027",
            "19 Ionawr 2027 am 17:00 amser Brwsel",
        ] {
            assert!(names_other_zone(text), "{text}");
        }
        for text in [
            "19 January 2027 at 17:00 GMT",
            "5pm (UK time) on 19 January 2027",
            "4pm BST - 16 June 2026",
            "4pm British Summer Time on 16 June 2026",
            "17:00 London time",
            "Posts for CT trainees close on 13 February 2026 at 4pm",
            "19 Ionawr 2027 am 5yp amser y DU",
            "13 February 2026, time 16:00",
            "Est. 1998, part-time and full-time posts, 10 at a time",
        ] {
            assert!(!names_other_zone(text), "{text}");
        }
    }
}
