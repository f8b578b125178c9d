//! What happened to a page since it was last read: unchanged, cosmetic, or something that a person must see.
//!
//! Only what a reader of the catalogue would act on counts: dates, whether one can apply, money, who may apply, and whether the
//! page is there at all. Menus, counters and rewording do not.

mod answer;

use std::collections::BTreeSet;

use cyfle_catalogue::draft::{Field, Happening};
use cyfle_catalogue::opportunity::PageSaid;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fetch::cut;
use crate::read::dates::dates;
use crate::read::facts::LONGEST_EVIDENCE;
use crate::read::money::money;
use crate::read::{Fact, Facts, Reading, Standing};
pub use answer::{moved, read_answer};

/// One field that is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which one.
    pub field: Field,
    /// What it was, where it was something.
    pub old: Option<Fact>,
    /// What it is, where it is something.
    pub new: Option<Fact>,
}

/// Something that a person must see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What happened.
    pub kind: Happening,
    /// What is another.
    pub fields: Vec<Difference>,
    /// What else helps to understand it.
    pub note: String,
}

impl Finding {
    fn of(kind: Happening, note: impl Into<String>) -> Self {
        Self { kind, fields: Vec::new(), note: note.into() }
    }
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What a person must see; empty where nothing did happen.
    pub findings: Vec<Finding>,
    /// Whether something changed that no person must see.
    pub cosmetic: bool,
}

/// Judges what was read against what was read before.
pub fn compare(before: &Reading, after: &Reading, today: Date) -> Verdict {
    let mut findings = compare_facts(&before.facts, &after.facts, today);
    let known: BTreeSet<&str> = before.items.iter().map(|item| item.url.as_str()).collect();
    let listed = after.items.iter().filter(|item| !known.contains(item.url.as_str()));
    let fields: Vec<Difference> = listed
        .map(|item| {
            let new = Fact { value: item.url.clone(), text: item.title.clone(), ..Fact::default() };
            Difference { field: Field::Item, old: None, new: Some(new) }
        })
        .collect();
    if !fields.is_empty() {
        findings.push(Finding { kind: Happening::Listed, fields, note: String::new() });
    }
    let changed = before.print != after.print;
    let is_list = !before.items.is_empty() || !after.items.is_empty();
    if changed && findings.is_empty() && !is_list && is_rewritten(before, after) {
        findings.push(Finding::of(Happening::Rewritten, "most of the text is another"));
    }
    Verdict { cosmetic: changed && findings.is_empty(), findings }
}

fn compare_facts(before: &Facts, after: &Facts, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut moved = date_differences(Field::Closes, &before.closes, &after.closes, today);
    moved.extend(date_differences(Field::Opens, &before.opens, &after.opens, today));
    let turned = turned(before.standing.as_ref(), after.standing.as_ref());
    match turned {
        Some((kind, status)) => {
            let mut fields = vec![status];
            fields.append(&mut moved);
            findings.push(Finding { kind, fields, note: String::new() });
        }
        None if !moved.is_empty() => {
            findings.push(Finding {
                kind: Happening::DeadlineMoved,
                fields: moved,
                note: String::new(),
            });
        }
        None => {}
    }
    let (gone, come) =
        unmatched(&before.amounts, &after.amounts, |left, right| left.value == right.value);
    let amounts = paired(Field::Amount, gone, come);
    if !amounts.is_empty() {
        findings.push(Finding {
            kind: Happening::AmountChanged,
            fields: amounts,
            note: String::new(),
        });
    }
    let conditions = condition_differences(before, after);
    if !conditions.is_empty() {
        findings.push(Finding {
            kind: Happening::ConditionsChanged,
            fields: conditions,
            note: String::new(),
        });
    }
    findings
}

/// Whether the page now says something else about being open. A page that falls silent says nothing.
fn turned(before: Option<&Standing>, after: Option<&Standing>) -> Option<(Happening, Difference)> {
    let after = after?;
    if before.is_some_and(|before| before.value == after.value) {
        return None;
    }
    let (old, new) = (before.map(Standing::fact), Some(after.fact()));
    Some((now_says(after.value), Difference { field: Field::Status, old, new }))
}

/// What happened where a page says something else about being open than before.
pub(crate) const fn now_says(said: PageSaid) -> Happening {
    match said {
        PageSaid::Open => Happening::Opened,
        PageSaid::Closed => Happening::Closed,
        PageSaid::Upcoming => Happening::Announced,
    }
}

/// Dates that are others. Past dates may come and go: pages tidy up their history.
fn date_differences(field: Field, before: &[Fact], after: &[Fact], today: Date) -> Vec<Difference> {
    let (gone, come) = unmatched(before, after, same_date);
    let ahead = |fact: &&Fact| day_of(fact).is_none_or(|day| day >= today);
    if !gone.iter().any(ahead) && !come.iter().any(ahead) {
        return Vec::new();
    }
    paired(field, gone, come)
}

/// Whether two dates are one: a year that only one of them states makes no difference, a time zone that comes or goes does.
fn same_date(left: &Fact, right: &Fact) -> bool {
    if left.doubt != right.doubt {
        return false;
    }
    let split = |fact: &Fact| -> Option<(String, String)> {
        let year = if fact.value.starts_with("--") { 1 } else { 4 };
        Some((fact.value.get(..year)?.to_owned(), fact.value.get(year..)?.to_owned()))
    };
    match (split(left), split(right)) {
        (Some((left_year, left_rest)), Some((right_year, right_rest))) => {
            left_rest == right_rest
                && (left_year == right_year || left_year == "-" || right_year == "-")
        }
        _ => left.value == right.value,
    }
}

/// The day of a date, where its year is stated or worked out.
pub(crate) fn day_of(fact: &Fact) -> Option<Date> {
    fact.value.get(..10).and_then(|day| day.parse().ok()).or(fact.worked_out)
}

fn unmatched<'a>(
    before: &'a [Fact],
    after: &'a [Fact],
    same: fn(&Fact, &Fact) -> bool,
) -> (Vec<&'a Fact>, Vec<&'a Fact>) {
    let gone = before.iter().filter(|old| !after.iter().any(|new| same(old, new))).collect();
    let come = after.iter().filter(|new| !before.iter().any(|old| same(old, new))).collect();
    (gone, come)
}

fn paired(field: Field, gone: Vec<&Fact>, come: Vec<&Fact>) -> Vec<Difference> {
    let count = gone.len().max(come.len());
    (0..count)
        .map(|index| Difference {
            field,
            old: gone.get(index).map(|fact| (*fact).clone()),
            new: come.get(index).map(|fact| (*fact).clone()),
        })
        .collect()
}

/// Sentences about who may apply that are others, apart from the dates and amounts in them, which are judged by themselves.
fn condition_differences(before: &Facts, after: &Facts) -> Vec<Difference> {
    let skeletons = |facts: &Facts| -> BTreeSet<String> {
        facts.conditions.iter().map(|text| skeleton(text)).collect()
    };
    let (old, new) = (skeletons(before), skeletons(after));
    let others = |facts: &Facts, known: &BTreeSet<String>| -> Vec<Fact> {
        let unknown = facts.conditions.iter().filter(|text| !known.contains(&skeleton(text)));
        unknown
            .map(|text| Fact {
                value: skeleton(text),
                text: cut(text, LONGEST_EVIDENCE).to_owned(),
                ..Fact::default()
            })
            .collect()
    };
    let (gone, come) = (others(before, &new), others(after, &old));
    paired(Field::Conditions, gone.iter().collect(), come.iter().collect())
}

/// A sentence without its dates, times and amounts.
fn skeleton(sentence: &str) -> String {
    let mut spans: Vec<std::ops::Range<usize>> =
        dates(sentence).into_iter().map(|date| date.at).collect();
    spans.extend(money(sentence).into_iter().map(|amount| amount.at));
    spans.sort_by_key(|span| span.start);
    let mut text = String::new();
    let mut from = 0;
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        if span.start >= from {
            text.push_str(&sentence[from..span.start]);
            from = span.end;
        }
    }
    text.push_str(&sentence[from..]);
    let words = crate::read::tokens::tokens(&text);
    let kept = words.iter().filter(|token| !token.word.bytes().all(|byte| byte.is_ascii_digit()));
    kept.map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ")
}

/// A document that is not read counts as rewritten when its bytes are others; a page when less than a third of it is left.
fn is_rewritten(before: &Reading, after: &Reading) -> bool {
    let (old, new): (BTreeSet<u32>, BTreeSet<u32>) =
        (before.sentences.iter().copied().collect(), after.sentences.iter().copied().collect());
    if old.is_empty() && new.is_empty() {
        return true;
    }
    let most = old.len().max(new.len());
    most >= 6 && old.intersection(&new).count() * 3 < most
}

#[cfg(test)]
mod tests;
