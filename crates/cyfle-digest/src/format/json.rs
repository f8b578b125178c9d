//! The issue for programs: ids, days in ISO form and the words of each language. A published form: fields join, none goes.

use std::collections::BTreeMap;

use cyfle_catalogue::status::State;
use serde::Serialize;

use crate::edition::{Document, Edition};
use crate::issue::{Entry, Reason, Trust};

#[derive(Serialize)]
struct PublishedIssue<'a> {
    id: &'a str,
    day: String,
    since: String,
    closes_by: String,
    sections: Vec<PublishedSection<'a>>,
    rolling: usize,
    editions: BTreeMap<&'static str, Words<'a>>,
}

/// What is said once in each language.
#[derive(Serialize)]
struct Words<'a> {
    title: &'a str,
    preheader: &'a str,
    introduction: &'a [String],
    sign_off: &'a [String],
    empty: Option<&'a str>,
    footer: &'a [String],
}

#[derive(Serialize)]
struct PublishedSection<'a> {
    section: &'static str,
    headings: BTreeMap<&'static str, &'a str>,
    more: usize,
    opportunities: Vec<PublishedEntry<'a>>,
}

#[derive(Serialize)]
struct PublishedEntry<'a> {
    id: &'a str,
    reasons: Vec<PublishedReason>,
    state: &'static str,
    opens: Option<String>,
    closes: Option<String>,
    closes_time: Option<String>,
    /// `confirmed`, `unconfirmed` or `stale`.
    trust: &'static str,
    texts: BTreeMap<&'static str, Texts<'a>>,
}

#[derive(Serialize)]
struct PublishedReason {
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_left: Option<i32>,
}

#[derive(Serialize)]
struct Texts<'a> {
    title: &'a str,
    url: &'a str,
    reasons: &'a [String],
    when: &'a str,
    summary: &'a str,
    offer: &'a str,
    funder: &'a str,
}

/// The issue as JSON.
pub(super) fn render(document: &Document<'_>) -> Vec<u8> {
    let issue = &document.issue;
    let sections = issue.listings.iter().enumerate().map(|(part, listing)| PublishedSection {
        section: listing.section.name(),
        headings: by_lang(document, |edition| edition.parts[part].heading.as_str()),
        more: listing.more,
        opportunities: listing
            .entries
            .iter()
            .enumerate()
            .map(|(number, entry)| published(document, part, number, entry))
            .collect(),
    });
    let published = PublishedIssue {
        id: &issue.id,
        day: issue.day.to_string(),
        since: issue.since.to_string(),
        closes_by: issue.closes_by.to_string(),
        sections: sections.collect(),
        rolling: issue.rolling,
        editions: by_lang(document, |edition| Words {
            title: &edition.title,
            preheader: &edition.preheader,
            introduction: &edition.introduction,
            sign_off: &edition.sign_off,
            empty: edition.empty.as_deref(),
            footer: &edition.footer,
        }),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&published).expect("texts, numbers and lists are JSON");
    bytes.push(b'\n');
    bytes
}

fn by_lang<'d, T>(
    document: &'d Document<'_>,
    of: impl Fn(&'d Edition) -> T,
) -> BTreeMap<&'static str, T> {
    document.editions().map(|edition| (edition.lang.code(), of(edition))).collect()
}

fn published<'d>(
    document: &'d Document<'_>,
    part: usize,
    number: usize,
    entry: &'d Entry<'_>,
) -> PublishedEntry<'d> {
    // What is estimated has no date here.
    let status = &entry.status;
    let firm = status.closes.filter(|_| status.state != State::Expected);
    PublishedEntry {
        id: &entry.opportunity.id,
        reasons: entry.reasons.iter().map(reason).collect(),
        state: status.state.code(),
        opens: status.opens.map(|day| day.to_string()),
        closes: firm.map(|closing| closing.day.to_string()),
        closes_time: firm
            .and_then(|closing| closing.time)
            .map(|time| time.strftime("%H:%M").to_string()),
        trust: trust_name(entry.trust),
        texts: by_lang(document, |edition| {
            let notice = &edition.parts[part].notices[number];
            Texts {
                title: &notice.title.text,
                url: &notice.title.href,
                reasons: &notice.reasons,
                when: &notice.when,
                summary: &notice.summary,
                offer: &notice.offer,
                funder: &notice.funder,
            }
        }),
    }
}

/// The word for how far a date can be relied on.
pub(super) const fn trust_name(trust: Trust) -> &'static str {
    match trust {
        Trust::Confirmed => "confirmed",
        Trust::Unconfirmed => "unconfirmed",
        Trust::Stale(_) => "stale",
    }
}

fn reason(reason: &Reason<'_>) -> PublishedReason {
    let none =
        PublishedReason { reason: reason.name(), day: None, from: None, to: None, days_left: None };
    match reason {
        Reason::Moved { from, to } => {
            PublishedReason { from: Some(from.to_string()), to: Some(to.to_string()), ..none }
        }
        Reason::Added(day) | Reason::Opened(day) => {
            PublishedReason { day: Some(day.to_string()), ..none }
        }
        Reason::Changed(change) => PublishedReason { day: Some(change.date.to_string()), ..none },
        Reason::Closing { end, left } => {
            PublishedReason { day: Some(end.day.to_string()), days_left: Some(*left), ..none }
        }
        Reason::Chosen => none,
    }
}
