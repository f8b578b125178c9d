//! Points in time as this domain knows them: a day, a time of day in London, or only a month or a year.
//!
//! Funders in the United Kingdom publish times on the wall clock, so every comparison is made there (Europe/London, the
//! zone of GOV.UK and of all sources used). Nothing here reads the clock.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time on the wall clock in London, at which a question is asked: as fine as whoever asks has it, down to nanoseconds of a
/// clock. Dates and times in the catalogue are whole days and minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime);

/// The name of the zone in which every date of the catalogue is meant.
pub const ZONE: &str = "Europe/London";

impl Moment {
    /// The start of a day.
    pub fn start_of(day: Date) -> Self {
        Self(DateTime::from_parts(day, Time::midnight()))
    }

    /// An instant, as the wall clock in London shows it.
    pub fn of(instant: jiff::Timestamp) -> Self {
        match instant.in_tz(ZONE) {
            Ok(zoned) => Self(zoned.datetime()),
            // The zone is compiled in, so this is for a build without it: universal time is at most an hour off.
            Err(_) => Self(instant.to_zoned(jiff::tz::TimeZone::UTC).datetime()),
        }
    }

    /// The day.
    pub fn day(self) -> Date {
        self.0.date()
    }

    /// Day and time of day.
    pub fn wall_clock(self) -> DateTime {
        self.0
    }
}

impl FromStr for Moment {
    type Err = String;

    /// Reads `2026-01-13` (the start of that day), `2026-01-13T16:01` or an RFC 3339 time with its offset.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(Self::of(instant));
        }
        if text.len() > 10 {
            return text.parse::<DateTime>().map(Self).map_err(|_| explain(text));
        }
        text.parse::<Date>().map(Self::start_of).map_err(|_| explain(text))
    }
}

fn explain(text: &str) -> String {
    format!("`{text}` is not a day or a time; write 2026-01-13 or 2026-01-13T16:01")
}

/// Reads a day that is written `2026-01-13`, and no other way. The library also takes a day with a time, an offset or none of
/// the hyphens; whoever writes a time with a day would lose it without a word.
pub fn parse_day(text: &str) -> Option<Date> {
    let hyphens = [4, 7];
    let as_wanted = |(index, byte): (usize, u8)| match hyphens.contains(&index) {
        true => byte == b'-',
        false => byte.is_ascii_digit(),
    };
    let plain = text.len() == 10 && text.bytes().enumerate().all(as_wanted);
    if plain { text.parse().ok() } else { None }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A day, a month or a year: a source that says "February 2025" is not made to say a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month.
    Month(i16, i8),
    /// The full day.
    Day(Date),
}

impl PartialDate {
    /// The first day that it covers.
    pub const fn first_day(self) -> Date {
        match self {
            Self::Year(year) => date(year, 1, 1),
            Self::Month(year, month) => date(year, month, 1),
            Self::Day(day) => day,
        }
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a date; write 2026, 2026-01 or 2026-01-13");
        // As much as is missing of a day is put there, so that each part is written as it is in a day.
        let day = match text.len() {
            4 => parse_day(&format!("{text}-01-01")),
            7 => parse_day(&format!("{text}-01")),
            _ => parse_day(text),
        };
        let day = day.ok_or_else(wrong)?;
        Ok(match text.len() {
            4 => Self::Year(day.year()),
            7 => Self::Month(day.year(), day.month()),
            _ => Self::Day(day),
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(formatter),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_from_a_day_a_time_or_an_instant() {
        let at = |text: &str| text.parse::<Moment>().expect("valid").to_string();
        assert_eq!(at("2026-01-13"), "2026-01-13T00:00:00");
        assert_eq!(at("2026-01-13T16:01"), "2026-01-13T16:01:00");
        assert_eq!(at("2026-07-01T12:00:00Z"), "2026-07-01T13:00:00", "British Summer Time");
        assert!("2026-02-30".parse::<Moment>().is_err());
        assert!("soon".parse::<Moment>().is_err());
    }

    #[test]
    fn a_partial_date_says_as_much_as_is_written() {
        let of = |text: &str| text.parse::<PartialDate>().expect("valid");
        for (text, first) in [
            ("2025", date(2025, 1, 1)),
            ("2025-02", date(2025, 2, 1)),
            ("2025-02-03", date(2025, 2, 3)),
        ] {
            assert_eq!((of(text).first_day(), of(text).to_string().as_str()), (first, text));
        }
        for wrong in ["2025-13", "25-01-01", "2025-1", "+202", "+202-01", "2025-+1", "2025-02-30"] {
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_with_a_time_is_no_day_and_loses_nothing_unseen() {
        assert_eq!(parse_day("2026-01-13"), Some(date(2026, 1, 13)));
        for wrong in [
            "2026-01-13T16:00",
            "2026-01-13 16:00",
            "2026-01-13T16:00:00Z",
            "2026-01-13T16:00+01:00[Europe/London]",
            "20260113",
            "2026-02-30",
            "+002026-01-13",
            " 2026-01-13",
            "2026-1-13",
        ] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong}");
        }
    }
}
