//! Findings to drafts: which values of an entry would follow from what its page says now.
//!
//! Values are proposed only where page and entry leave no doubt which one is meant: the page speaks for one entry, and one date
//! or amount became one other. Everywhere else the draft shows the evidence and leaves the rest to the person.

mod timetable;

use std::io;

use cyfle_catalogue::draft::{Draft, Edit, Evidence, Field, Happening};
use cyfle_catalogue::opportunity::Opportunity;
use cyfle_catalogue::source::Kind;
use jiff::civil::Date;

use crate::judge::{Difference, Finding, day_of, now_says};
use crate::read::{Fact, Reading};
use crate::report::{Outcome, PageReport};
use crate::watch::{Watch, Watched};

/// Writes the drafts of a page's findings. What a person has rejected before is taken out of the report.
pub(crate) fn write(
    watch: &Watch<'_>,
    watched: Watched<'_>,
    report: &mut PageReport,
) -> io::Result<()> {
    let Outcome::Findings(findings) = &mut report.outcome else { return Ok(()) };
    let mut kept = Vec::new();
    for finding in std::mem::take(findings) {
        let drafts = drafts_of(watch, watched, &finding);
        let mut waiting = drafts.is_empty();
        for draft in drafts {
            waiting |= watch.drafts.write(&draft).map_err(io::Error::other)?;
        }
        if waiting {
            kept.push(finding);
        }
    }
    report.outcome = if kept.is_empty() { Outcome::Unchanged } else { Outcome::Findings(kept) };
    Ok(())
}

fn drafts_of(watch: &Watch<'_>, watched: Watched<'_>, finding: &Finding) -> Vec<Draft> {
    let today = watch.today();
    match finding.kind {
        // Nothing can be proposed where nothing was read; the report says so each time.
        Happening::Unreachable | Happening::Blocked => Vec::new(),
        Happening::Listed => {
            finding.fields.iter().map(|item| listed(watched, item, today)).collect()
        }
        _ => {
            let entries = &watched.page.entries;
            entries.iter().map(|id| draft(watch, watched, finding, id)).collect()
        }
    }
}

fn draft(watch: &Watch<'_>, watched: Watched<'_>, finding: &Finding, id: &str) -> Draft {
    let mut draft = Draft {
        id: format!("{id}-{}-{}", finding.kind.code(), short_print(&watched.page.url)),
        entry: Some(id.to_owned()),
        source: watched.source.id.clone(),
        url: watched.page.url.clone(),
        kind: finding.kind,
        found: watch.today(),
        note: (!finding.note.is_empty()).then(|| finding.note.clone()),
        evidence: finding.fields.iter().map(evidence).collect(),
        edits: Vec::new(),
        round: None,
    };
    if let Some(entry) = watch.catalogue.opportunities.get(id) {
        let alone = watched.page.entries.len() == 1 && is_link(entry, &watched.page.url);
        match finding.kind {
            Happening::PageMoved => draft.edits = address_edits(entry, finding),
            Happening::AmountChanged
            | Happening::Opened
            | Happening::Closed
            | Happening::Announced
            | Happening::DeadlineMoved
                if !alone =>
            {
                let why = "the page speaks for several entries, or is not the entry's own";
                leave_to_a_person(&mut draft, why);
            }
            Happening::AmountChanged => {
                draft.edits = amount_edits(entry, finding);
                if draft.edits.is_empty() {
                    leave_to_a_person(&mut draft, "no amount of the entry became one other");
                }
            }
            Happening::Opened
            | Happening::Closed
            | Happening::Announced
            | Happening::DeadlineMoved => propose_timetable(&mut draft, entry, finding),
            _ => {}
        }
    }
    draft
}

fn listed(watched: Watched<'_>, item: &Difference, today: Date) -> Draft {
    let url = item.new.as_ref().map_or(watched.page.url.as_str(), |new| new.value.as_str());
    Draft {
        id: format!("{}-listed-{}", watched.source.id, short_print(url)),
        entry: None,
        source: watched.source.id.clone(),
        url: url.to_owned(),
        kind: Happening::Listed,
        found: today,
        note: None,
        evidence: vec![evidence(item)],
        edits: Vec::new(),
        round: None,
    }
}

/// Tells apart the drafts of an entry that rests on several pages.
fn short_print(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..6].to_owned()
}

fn evidence(field: &Difference) -> Evidence {
    let value = |fact: &Option<Fact>| {
        fact.as_ref().map(|fact| fact.value.clone()).filter(|text| !text.trim().is_empty())
    };
    let text = |fact: &Option<Fact>| {
        fact.as_ref().map(|fact| fact.text.clone()).filter(|text| !text.trim().is_empty())
    };
    Evidence {
        field: field.field,
        old: value(&field.old),
        old_text: text(&field.old),
        new: value(&field.new),
        new_text: text(&field.new),
    }
}

/// Only an entry's official page speaks for it; a newspaper that it cites does not.
fn is_link(entry: &Opportunity, url: &str) -> bool {
    [&entry.links.en, &entry.links.cy].into_iter().flatten().any(|link| link == url)
}

fn edit(path: impl Into<String>, from: Option<String>, to: impl Into<String>) -> Option<Edit> {
    let edit = Edit { path: path.into(), from, to: to.into() };
    (edit.from.as_deref() != Some(edit.to.as_str())).then_some(edit)
}

fn address_edits(entry: &Opportunity, finding: &Finding) -> Vec<Edit> {
    let Some(Difference { old: Some(old), new: Some(new), .. }) = finding.fields.first() else {
        return Vec::new();
    };
    let is_old = |url: &str| url::Url::parse(url).is_ok_and(|url| url.as_str() == old.value);
    let links = [("links.en", &entry.links.en), ("links.cy", &entry.links.cy)]
        .map(|(path, url)| (path.to_owned(), url.clone()));
    let sources = entry.provenance.sources.iter().enumerate();
    let sources = sources
        .map(|(index, source)| (format!("provenance.sources.{index}.url"), source.url.clone()));
    links
        .into_iter()
        .chain(sources)
        .filter(|(_, url)| url.as_deref().is_some_and(is_old))
        .filter_map(|(path, url)| edit(path, url, new.value.clone()))
        .collect()
}

fn amount_edits(entry: &Opportunity, finding: &Finding) -> Vec<Edit> {
    let ([Difference { old: Some(old), new: Some(new), .. }], Some(amount)) =
        (finding.fields.as_slice(), &entry.offer.amount)
    else {
        return Vec::new();
    };
    let (old, new) = (old.value.split_once(' '), new.value.split_once(' '));
    let (Some((old_currency, old)), Some((new_currency, new))) = (old, new) else {
        return Vec::new();
    };
    if old_currency != new_currency || new_currency != amount.currency {
        return Vec::new();
    }
    let fits = |value: Option<u64>| value.is_some_and(|value| value.to_string() == old);
    let path = match (fits(amount.max), fits(amount.min)) {
        (true, false) => "offer.amount.max",
        (false, true) => "offer.amount.min",
        _ => return Vec::new(),
    };
    edit(path, Some(old.to_owned()), new).into_iter().collect()
}

fn leave_to_a_person(draft: &mut Draft, why: &str) {
    let note = draft.note.take().map_or_else(|| why.to_owned(), |note| format!("{note}; {why}"));
    draft.note = Some(note);
}

fn propose_timetable(draft: &mut Draft, entry: &Opportunity, finding: &Finding) {
    match timetable::proposed(entry, finding, draft.found) {
        Ok(proposal) => {
            draft.edits.extend(proposal.edits);
            draft.round = proposal.round;
        }
        // Half a proposal would be accepted for the whole.
        Err(why) => return leave_to_a_person(draft, why),
    }
    if draft.proposes_something() {
        let before = entry.provenance.as_of.map(|date| date.to_string());
        draft.edits.extend(edit("provenance.as_of", before, draft.found.to_string()));
    } else {
        leave_to_a_person(draft, "no value of the entry follows from it beyond doubt");
    }
}

/// What a page that is read for the first time says beyond its entry: a closing date ahead that the entry does not know, or
/// the opposite of what the page said when the entry was written.
pub(crate) fn against_entry(
    watch: &Watch<'_>,
    watched: Watched<'_>,
    reading: &Reading,
) -> Vec<Finding> {
    let [id] = watched.page.entries.as_slice() else { return Vec::new() };
    let Some(entry) = watch.catalogue.opportunities.get(id) else { return Vec::new() };
    if watched.source.kind != Kind::Page || !is_link(entry, &watched.page.url) {
        return Vec::new();
    }
    let today = watch.today();
    let known = |fact: &&Fact| {
        let day = day_of(fact);
        entry.timetable.rounds.iter().any(|round| round.closes.is_some() && round.closes == day)
    };
    // A date that the page still states has not become another one.
    let is_stated = |day: &Date| reading.facts.closes.iter().any(|fact| day_of(fact) == Some(*day));
    let last = entry.timetable.rounds.iter().rev().find_map(|round| round.closes);
    let last = last.filter(|day| !is_stated(day));
    let mut fields: Vec<Difference> = Vec::new();
    let status =
        reading.facts.standing.as_ref().filter(|standing| {
            entry.timetable.page_said.is_some_and(|said| said != standing.value)
        });
    if let Some(standing) = status {
        let old = entry.timetable.page_said.map(|said| entry_fact(said.code()));
        fields.push(Difference { field: Field::Status, old, new: Some(standing.fact()) });
    }
    let ahead = |fact: &&Fact| day_of(fact).is_some_and(|day| day >= today);
    let unknown: Vec<&Fact> =
        reading.facts.closes.iter().filter(ahead).filter(|fact| !known(fact)).collect();
    // More than a few dates are a calendar, not a deadline.
    if unknown.len() <= 3 {
        fields.extend(unknown.into_iter().map(|fact| Difference {
            field: Field::Closes,
            old: last.map(|day| entry_fact(&day.to_string())),
            new: Some(fact.clone()),
        }));
    }
    let kind = status.map_or(Happening::DeadlineMoved, |standing| now_says(standing.value));
    let note = "read for the first time and compared with the entry".to_owned();
    if fields.is_empty() { Vec::new() } else { vec![Finding { kind, fields, note }] }
}

fn entry_fact(value: &str) -> Fact {
    Fact { value: value.to_owned(), text: "as in the entry".to_owned(), ..Fact::default() }
}
