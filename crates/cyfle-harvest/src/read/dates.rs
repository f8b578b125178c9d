//! Dates and times as pages write them, in English and Welsh: "13 February 2026 at 4pm", "Dydd Iau 13 Chwefror am 4yp",
//! "Feb 13th, 2026", "13/02/2026", "2026-02-13". A year that is not written stays unknown; nothing is guessed here.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::doubt::{Doubt, names_other_zone};
use super::tokens::{Token, tokens};
use super::words::calendar::{self, MONTHS, ORDINALS, WEEKDAYS};

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// The day of the month.
    pub day: i8,
    /// The month.
    pub month: i8,
    /// The year, where it is written.
    pub year: Option<i16>,
    /// The day of the week, where it is written.
    pub weekday: Option<Weekday>,
    /// The time, `16:00`, where it is written.
    pub time: Option<String>,
    /// Where it stands in the text, without weekday and time.
    pub at: Range<usize>,
    /// Why it may not be what it seems.
    pub doubt: Option<Doubt>,
}

impl StatedDate {
    /// The date, where its year is written.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The date where its year is written, or where its weekday falls on it in only one of the years around a day.
    pub fn date_near(&self, reference: Date) -> Option<Date> {
        if self.year.is_some() {
            return self.date();
        }
        let weekday = self.weekday?;
        let mut fitting = (reference.year() - 1..=reference.year() + 1)
            .filter_map(|year| Date::new(year, self.month, self.day).ok())
            .filter(|date| date.weekday() == weekday);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// As text: `2026-02-13`, or `--02-13` where the year is not written (ISO 8601), with the time after it.
    pub fn written(&self) -> String {
        let year = self.year.map_or_else(|| "-".to_owned(), |year| format!("{year:04}"));
        let time = self.time.as_deref().map(|time| format!(" {time}")).unwrap_or_default();
        format!("{year}-{:02}-{:02}{time}", self.month, self.day)
    }
}

const NOON: &str = "12:00";
/// The last minute of the day, because what closes at midnight closes at its end.
const MIDNIGHT: &str = "23:59";

/// Years in which a page can mean a round; a number outside is no year.
const YEARS: std::ops::Range<u32> = 1990..2100;

/// Which of the two comes first where both are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Day,
    Month,
}

impl Order {
    /// As a text says: "(mm/dd/yyyy)".
    pub(crate) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        match calendar::MONTH_FIRST.iter().any(|saying| lower.contains(saying)) {
            true => Self::Month,
            false => Self::Day,
        }
    }
}

/// Every date of a text, in order.
pub fn dates(text: &str) -> Vec<StatedDate> {
    dates_in(text, Order::of(text))
}

/// Every date of a text whose numbers stand in an order.
pub(crate) fn dates_in(text: &str, order: Order) -> Vec<StatedDate> {
    let tokens = tokens(text);
    let reader = Reader { text, tokens: &tokens, order };
    let mut found = reader.dates();
    if !found.is_empty() && names_other_zone(text) {
        for date in &mut found {
            date.doubt = Some(Doubt::Zone);
        }
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    order: Order,
}

/// Hour and minutes as written, and the token after them.
#[derive(Clone, Copy)]
struct Clock {
    hour: u32,
    minutes: Option<u32>,
    next: usize,
}

/// A date by the tokens that make it: first, one past the last, and its parts.
struct Parts {
    first: usize,
    next: usize,
    day: u32,
    month: i8,
    year: Option<u32>,
    doubt: Option<Doubt>,
}

impl Reader<'_> {
    fn dates(&self) -> Vec<StatedDate> {
        let mut found: Vec<StatedDate> = Vec::new();
        let mut index = 0;
        while index < self.tokens.len() {
            match self.date_at(index) {
                Some((dates, next)) => {
                    found.extend(dates);
                    index = next.max(index + 1);
                }
                None => index += 1,
            }
        }
        for date in &mut found {
            let day = date.date().map(Date::weekday);
            if date.weekday.is_some() && day.is_some() && date.weekday != day {
                date.doubt = date.doubt.or(Some(Doubt::Weekday));
            }
        }
        found
    }

    fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.word.as_str())
    }

    fn number(&self, index: usize, digits: usize) -> Option<u32> {
        self.tokens.get(index)?.number(digits)
    }

    /// What stands between a token and the one before it.
    fn gap(&self, index: usize) -> &str {
        match (
            index.checked_sub(1).and_then(|before| self.tokens.get(before)),
            self.tokens.get(index),
        ) {
            (Some(before), Some(token)) => &self.text[before.at.end..token.at.start],
            _ => "\n",
        }
    }

    /// Whether a token follows the one before it with nothing but blanks and commas between.
    fn follows(&self, index: usize) -> bool {
        let gap = self.gap(index);
        gap.len() <= 4 && gap.chars().all(|c| c.is_whitespace() || c == ',' || c == '.')
    }

    fn date_at(&self, index: usize) -> Option<(Vec<StatedDate>, usize)> {
        let parts = self
            .numeric(index)
            .or_else(|| self.day_first(index))
            .or_else(|| self.month_first(index))?;
        let mut next = parts.next;
        let mut dates = vec![self.stated(&parts)?];
        // "1 January to 28 February 2026" and "1-28 February 2026": the year, and the month, stand once for both.
        if parts.year.is_none()
            && let Some(last) = self.end_of_range(parts.next)
            && let Some(mut end) = self.stated(&last)
        {
            dates[0].year = end.year;
            end.time = end.time.or_else(|| self.time_after(last.next).map(|(time, _)| time));
            dates.push(end);
            next = last.next;
        }
        Some((dates, next))
    }

    fn end_of_range(&self, index: usize) -> Option<Parts> {
        if calendar::JOINS.contains(&self.word(index)) {
            let index = index + usize::from(self.is_weekday(index + 1));
            return self.day_first(index + 1);
        }
        let gap = self.gap(index).trim();
        matches!(gap, "-" | "–" | "—").then(|| self.day_first(index)).flatten()
    }

    /// 2026-02-13, 13/02/2026, 13.02.2026, 13-02-26.
    fn numeric(&self, index: usize) -> Option<Parts> {
        let (mark, second) = (self.gap(index + 1), self.gap(index + 2));
        if mark != second || !matches!(mark, "-" | "/" | ".") {
            return None;
        }
        let parts =
            [self.number(index, 4)?, self.number(index + 1, 2)?, self.number(index + 2, 4)?];
        let (day, month, year) = if self.tokens[index].word.len() == 4 {
            (parts[2], parts[1], parts[0])
        } else if parts[2] < 100 && self.tokens[index + 2].word.len() == 2 {
            (parts[0], parts[1], parts[2] + 2000)
        } else {
            (parts[0], parts[1], parts[2])
        };
        let year_first = self.tokens[index].word.len() == 4;
        // "02/13/2026" leaves no choice, and a page that says "mm/dd" may still write some dates in the other order.
        let turns = match self.order {
            Order::Month => day <= 12,
            Order::Day => mark != "." && month > 12 && day <= 12,
        };
        let (day, month, doubt) = match !year_first && turns {
            true => (month, day, Some(Doubt::Order)),
            false if year_first || self.order == Order::Day => (day, month, None),
            false => (day, month, Some(Doubt::Order)),
        };
        let month = i8::try_from(month).ok().filter(|_| YEARS.contains(&year))?;
        Some(Parts { first: index, next: index + 3, day, month, year: Some(year), doubt })
    }

    /// 13 February 2026, 13th of February, 13eg o Chwefror 2026, and "1-28 February" from its first number.
    fn day_first(&self, index: usize) -> Option<Parts> {
        let day = self.number(index, 2)?;
        let mut next = index + 1;
        if ORDINALS.contains(&self.word(next)) && self.gap(next).is_empty() {
            next += 1;
        }
        if calendar::OF.contains(&self.word(next)) && self.follows(next) {
            next += 1;
        }
        if let Some(month) = self.month(next).filter(|_| self.follows(next)) {
            let year = self.year(next + 1);
            return Some(Parts {
                first: index,
                next: next + 1 + usize::from(year.is_some()),
                day,
                month,
                year,
                doubt: None,
            });
        }
        // The first day of a range whose month stands after the last one.
        let last =
            self.number(next, 2).filter(|_| matches!(self.gap(next).trim(), "-" | "–" | "—"))?;
        let month = self.month(next + 1).filter(|_| last > day && self.follows(next + 1))?;
        Some(Parts { first: index, next, day, month, year: None, doubt: None })
    }

    /// February 13, 2026.
    fn month_first(&self, index: usize) -> Option<Parts> {
        let month = self.month(index)?;
        let day = self.number(index + 1, 2).filter(|_| self.follows(index + 1))?;
        let mut next = index + 2;
        if ORDINALS.contains(&self.word(next)) && self.gap(next).is_empty() {
            next += 1;
        }
        let year = self.year(next)?;
        Some(Parts { first: index, next: next + 1, day, month, year: Some(year), doubt: None })
    }

    fn month(&self, index: usize) -> Option<i8> {
        let word = self.word(index);
        let position = MONTHS.iter().position(|forms| forms.contains(&word))?;
        i8::try_from(position + 1).ok()
    }

    fn year(&self, index: usize) -> Option<u32> {
        let year = self.number(index, 4).filter(|year| YEARS.contains(year))?;
        (self.follows(index) && !self.is_hours(index + 1)).then_some(year)
    }

    fn is_weekday(&self, index: usize) -> bool {
        WEEKDAYS.iter().any(|forms| forms.contains(&self.word(index)))
    }

    fn stated(&self, parts: &Parts) -> Option<StatedDate> {
        let day = i8::try_from(parts.day).ok().filter(|day| *day >= 1)?;
        let year = parts.year.and_then(|year| i16::try_from(year).ok());
        // 29 February without a year is a date; 31 June is not.
        Date::new(year.unwrap_or(2024), parts.month, day).ok()?;
        let last = parts.next - 1;
        Some(StatedDate {
            day,
            month: parts.month,
            year,
            weekday: self.weekday_before(parts.first).or_else(|| self.weekday_behind(parts.next)),
            time: self
                .time_after(parts.next)
                .map(|(time, _)| time)
                .or_else(|| self.time_before(parts.first)),
            at: self.tokens[parts.first].at.start..self.tokens[last].at.end,
            doubt: parts.doubt,
        })
    }

    fn weekday_before(&self, first: usize) -> Option<Weekday> {
        let mut index = first.checked_sub(1).filter(|_| self.follows(first))?;
        if self.word(index) == "the" {
            index = index.checked_sub(1)?;
        }
        self.weekday(index)
    }

    /// "13 February 2026 (Friday)".
    fn weekday_behind(&self, next: usize) -> Option<Weekday> {
        (self.gap(next).trim() == "(").then(|| self.weekday(next)).flatten()
    }

    fn weekday(&self, index: usize) -> Option<Weekday> {
        const MONDAY_FIRST: [Weekday; 7] = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        let word = self.word(index);
        let position = WEEKDAYS.iter().position(|forms| forms.contains(&word))?;
        Some(MONDAY_FIRST[position])
    }

    /// "at 4pm", "(4pm)", "am 4yp", "16:00", "noon", after the date.
    fn time_after(&self, mut index: usize) -> Option<(String, usize)> {
        for _ in 0..2 {
            if !self.near(index) {
                return None;
            }
            if let Some(found) = self.time(index) {
                return Some(found);
            }
            let word = self.word(index);
            if !calendar::TIME_FOLLOWS.contains(&word) && !calendar::TIME_NAMED.contains(&word) {
                return None;
            }
            index += 1;
        }
        self.near(index).then(|| self.time(index)).flatten()
    }

    /// "4pm on Friday 13 February", "by 16:00, 13 February", before the date.
    fn time_before(&self, first: usize) -> Option<String> {
        (1..=8).filter_map(|back| first.checked_sub(back)).find_map(|index| {
            let (time, next) = self.time(index)?;
            let between = (next..first)
                .all(|at| calendar::TIME_TO_DATE.contains(&self.word(at)) || self.is_weekday(at));
            (next <= first && between && self.near(first)).then_some(time)
        })
    }

    fn near(&self, index: usize) -> bool {
        let gap = self.gap(index);
        gap.len() <= 5 && gap.chars().all(|c| c.is_whitespace() || ",(|–-@:".contains(c))
    }

    /// A time of day and the token after it.
    fn time(&self, index: usize) -> Option<(String, usize)> {
        if let Some((time, next)) = self.named_time(index) {
            return Some((time.to_owned(), next));
        }
        let clock = self.on_the_clock(index)?;
        let Clock { hour, minutes, next } = clock;
        // "12 noon" says it twice.
        if hour == 12
            && minutes.unwrap_or(0) == 0
            && let Some((time, after)) = self.named_time(next).filter(|_| self.is_beside(next))
        {
            return Some((time.to_owned(), after));
        }
        let (hour, next) = match self.half_of_day(next) {
            Some((true, after)) => (if hour < 12 { hour + 12 } else { hour }, after),
            Some((false, after)) => (if hour == 12 { 0 } else { hour }, after),
            None => (hour, self.end_of_full_time(index, &clock)?),
        };
        let minutes = minutes.unwrap_or(0);
        (hour < 24 && minutes < 60).then(|| (format!("{hour:02}:{minutes:02}"), next))
    }

    /// "noon", "midday", "hanner nos".
    fn named_time(&self, index: usize) -> Option<(&'static str, usize)> {
        let noon = self.after(calendar::NOON, index).map(|next| (NOON, next));
        noon.or_else(|| self.after(calendar::MIDNIGHT, index).map(|next| (MIDNIGHT, next)))
    }

    /// The token after a saying, where one of these begins here.
    fn after(&self, sayings: &[&str], index: usize) -> Option<usize> {
        sayings.iter().find_map(|saying| {
            let mut next = index;
            for word in saying.split(' ') {
                if self.word(next) != word {
                    return None;
                }
                next += 1;
            }
            Some(next)
        })
    }

    /// "4", "16:00", "16.00", "4 o'r gloch", and "1700" before "hours".
    fn on_the_clock(&self, index: usize) -> Option<Clock> {
        if let Some(both) = self.number(index, 4).filter(|_| self.tokens[index].word.len() == 4) {
            let clock = Clock { hour: both / 100, minutes: Some(both % 100), next: index + 1 };
            return self.is_hours(index + 1).then_some(clock);
        }
        let hour = self.number(index, 2)?;
        let minutes = self.number(index + 1, 2).filter(|_| {
            matches!(self.gap(index + 1), ":" | ".") && self.tokens[index + 1].word.len() == 2
        });
        let after = index + 1 + usize::from(minutes.is_some());
        let next = self.after(calendar::O_CLOCK, after).unwrap_or(after);
        Some(Clock { hour, minutes, next })
    }

    /// The token after a time that names no half of the day. A bare number is one only where it is written as one.
    fn end_of_full_time(&self, index: usize, clock: &Clock) -> Option<usize> {
        let Clock { hour, minutes, next } = *clock;
        if minutes.is_none() {
            return (next > index + 1 && hour > 12).then_some(next);
        }
        if self.is_hours(next) {
            return Some(next + 1);
        }
        (self.gap(index + 1) == ":" || self.is_pointed_time(index, next)).then_some(next)
    }

    /// Whether a number with a point is a time and no amount: "at 16.00", "16.00 o'r gloch".
    fn is_pointed_time(&self, index: usize, next: usize) -> bool {
        let is_version = self.gap(next) == "." && self.number(next, 4).is_some();
        let is_share = self.text[self.tokens[index + 1].at.end..].starts_with('%');
        let is_named = next > index + 2;
        self.tokens[index].word.len() == 2
            && !is_version
            && !is_share
            && (is_named || self.is_after_time_word(index))
    }

    fn is_after_time_word(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map_or("", |before| self.word(before));
        calendar::TIME_FOLLOWS.contains(&before) && self.gap(index).chars().all(char::is_whitespace)
    }

    fn is_hours(&self, index: usize) -> bool {
        calendar::HOURS.contains(&self.word(index)) && self.is_beside(index)
    }

    /// Whether hardly anything stands between a token and the one before it.
    fn is_beside(&self, index: usize) -> bool {
        self.gap(index).trim().len() <= 1
    }

    /// Whether a time is after noon: "pm", "p.m.", "yp", "y.p.", "o'r prynhawn".
    fn half_of_day(&self, index: usize) -> Option<(bool, usize)> {
        if !self.is_beside(index) {
            return None;
        }
        let afternoon = self.after(calendar::AFTERNOON, index).map(|next| (true, next));
        afternoon.or_else(|| self.after(calendar::MORNING, index).map(|next| (false, next)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = dates(text).iter().map(StatedDate::written).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn english_dates() {
        check("Closing date: 13 February 2026 at 4pm", &["2026-02-13 16:00"]);
        check("Friday 13th February 2026, 4.00 p.m.", &["2026-02-13 16:00"]);
        check("by 16:00 on Friday 13 February 2026", &["2026-02-13 16:00"]);
        check("noon, Thursday 5 March 2026", &["2026-03-05 12:00"]);
        check("the 1st of May 2026", &["2026-05-01"]);
        check("February 13, 2026 (midday)", &["2026-02-13 12:00"]);
        check("Feb 13th, 2026", &["2026-02-13"]);
        check("13/02/2026 23:59", &["2026-02-13 23:59"]);
        check("2026-02-13T16:00", &["2026-02-13"]);
        check("13.02.26", &["2026-02-13"]);
        check("20 December 2026 at 12 noon", &["2026-12-20 12:00"]);
        check("at 12 midday on 20 December 2026", &["2026-12-20 12:00"]);
        check("20 December 2026, 12.00 noon", &["2026-12-20 12:00"]);
        check("12 midnight on 20 December 2026", &["2026-12-20 23:59"]);
        check("20 December 2026 at 16.00.", &["2026-12-20 16:00"]);
        check("by 16.00 on Sunday 20 December 2026", &["2026-12-20 16:00"]);
        check("20 December 2026, 1700 hours", &["2026-12-20 17:00"]);
        check("by 1700hrs on 20 December 2026", &["2026-12-20 17:00"]);
        check("20 December at 0930 hours", &["--12-20 09:30"]);
        check("20 December 2000 hours", &["--12-20 20:00"]);
        check("20 December 2026 at 17.30 hrs", &["2026-12-20 17:30"]);
        check("20 December 2026 at 4 o'clock pm", &["2026-12-20 16:00"]);
        check("Sept 9 2026 and 9 Sep 2027", &["2026-09-09", "2027-09-09"]);
    }

    #[test]
    fn welsh_dates() {
        check("Dydd Iau 13 Chwefror am 4yp", &["--02-13 16:00"]);
        check("13eg o Chwefror 2026 am 4.00yp", &["2026-02-13 16:00"]);
        check("hanner dydd ddydd Mawrth 3 Mawrth 2026", &["2026-03-03 12:00"]);
        check("1af o Fai 2026", &["2026-05-01"]);
        check("rhwng 1 Ionawr a 28 Chwefror 2026", &["2026-01-01", "2026-02-28"]);
        check("1 Ionawr i 28 Chwefror 2026", &["2026-01-01", "2026-02-28"]);
        check("erbyn 10yb ar ddydd Gwener 12 Mehefin 2026", &["2026-06-12 10:00"]);
        check("20 Rhagfyr 2026, 12 hanner dydd", &["2026-12-20 12:00"]);
        check("am 12 hanner dydd ddydd Sul 20 Rhagfyr 2026", &["2026-12-20 12:00"]);
        check("erbyn 16.00 ar 20 Rhagfyr 2026", &["2026-12-20 16:00"]);
        check("16.00 o’r gloch ar ddydd Sul 20 Rhagfyr 2026", &["2026-12-20 16:00"]);
        check("20 Rhagfyr 2026 am 4 o'r gloch y prynhawn", &["2026-12-20 16:00"]);
    }

    #[test]
    fn amounts_and_spans_of_hours_are_no_times() {
        for text in [
            "20 December 2026 16.00",
            "20 December 2026, £16.00",
            "20 December 2026 by £16.50",
            "20 December 2026 by 10.25%",
            "20 December 2026 at 4.50",
            "20 December 2026, 24 hours",
            "20 December 2026 by 99.00",
            "20 December 2026 at 12",
        ] {
            check(text, &["2026-12-20"]);
        }
        check("5 January 2026, by 13.02.2026", &["2026-01-05", "2026-02-13"]);
    }

    #[test]
    fn ranges_share_their_year_and_month() {
        check("from 1 January to 28 February 2026 at noon", &["2026-01-01", "2026-02-28 12:00"]);
        check("31 March or 30 September 2026", &["2026-03-31", "2026-09-30"]);
        check("31 Mawrth neu 30 Medi 2026", &["2026-03-31", "2026-09-30"]);
        check("1-28 February 2026", &["2026-02-01", "2026-02-28"]);
        check("1 – 28 February 2026", &["2026-02-01", "2026-02-28"]);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "31 June 2026",
            "0 May 2026",
            "version 1.2.3",
            "1.5.10000",
            "May 2026",
            "in 24 months",
            "99/99/2026",
            "",
            "13",
        ] {
            check(text, &[]);
        }
        check("grant of 12 March", &["--03-12"]);
    }

    #[test]
    fn a_date_that_may_be_another_is_doubted() {
        for (text, written, doubt) in [
            ("Friday 19 January 2027", "2027-01-19", Some(Doubt::Weekday)),
            ("19 January 2027 (Friday)", "2027-01-19", Some(Doubt::Weekday)),
            ("Tuesday 19 January 2027 at 5pm", "2027-01-19 17:00", None),
            ("Deadline (mm/dd/yyyy): 02/05/2027", "2027-02-05", Some(Doubt::Order)),
            ("02/13/2027", "2027-02-13", Some(Doubt::Order)),
            ("02/05/2027", "2027-05-02", None),
            ("19 January 2027 at 17:00 CET", "2027-01-19 17:00", Some(Doubt::Zone)),
        ] {
            let date = dates(text).remove(0);
            assert_eq!((date.written().as_str(), date.doubt), (written, doubt), "{text}");
        }
    }

    #[test]
    fn a_weekday_can_tell_the_year() {
        let reference = "2025-11-22".parse().expect("a day");
        let stated = dates("Dydd Iau 13 Chwefror am 4yp").remove(0);
        assert_eq!(stated.date(), None);
        assert_eq!(
            stated.date_near(reference).map(|date| date.to_string()).as_deref(),
            Some("2025-02-13")
        );
        assert_eq!(dates("13 February").remove(0).date_near(reference), None);
    }
}
