//! JSON-LD: the dates that a page states for machines.

use jiff::civil::Date;
use scraper::{Html, Selector};
use serde_json::Value;

use super::dates::dates;
use super::doubt::Doubt;
use super::facts::{Facts, Part};

/// The properties of schema.org that say when one can apply.
const PARTS: [(&str, Part); 3] = [
    ("applicationDeadline", Part::Closes),
    ("validThrough", Part::Closes),
    ("applicationStartDate", Part::Opens),
];

/// No block of data about a page needs to be longer.
const LONGEST: usize = 200_000;
/// No page needs more blocks.
const MOST: usize = 20;
/// What is longer than this, in bytes, is no date but a text about one.
const LONGEST_DATE: usize = 60;

/// Adds the dates of every block that can be read.
pub(crate) fn read(html: &Html, facts: &mut Facts, today: Date) {
    let Ok(selector) = Selector::parse("script[type='application/ld+json']") else { return };
    for block in html.select(&selector).take(MOST) {
        let text: String = block.text().collect();
        if text.len() > LONGEST {
            continue;
        }
        // The parser itself refuses what is nested more than 128 deep.
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        let mut open = vec![&value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items),
                Value::Object(entries) => {
                    for (key, value) in entries {
                        state(key, value, facts, today);
                        open.push(value);
                    }
                }
                _ => {}
            }
        }
    }
}

fn state(key: &str, value: &Value, facts: &mut Facts, today: Date) {
    let Some((_, part)) = PARTS.iter().find(|(name, _)| *name == key) else { return };
    let Some(text) = value.as_str().filter(|text| text.len() <= LONGEST_DATE) else { return };
    // "2026-02-13T16:00:00+00:00": the time is left to the text, which says it on the wall clock.
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    // Elsewhere it may be another day.
    let is_ours =
        !time.contains(['+', '-']) || time.ends_with("+00:00") || time.ends_with("+01:00");
    let known: Vec<String> = match part {
        Part::Closes => &facts.closes,
        _ => &facts.opens,
    }
    .iter()
    .map(|fact| fact.value.clone())
    .collect();
    for mut date in dates(day) {
        if !is_ours {
            date.doubt = Some(Doubt::Zone);
        }
        if !known.iter().any(|value| value.starts_with(&date.written())) {
            facts.add_date(*part, &date, format!("{key}: {text}"), today);
        }
    }
}
