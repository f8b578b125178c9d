//! Findings to drafts: which values of an entry would follow from what its page says now.
//!
//! Values are proposed only where page and entry leave no doubt which one is meant: the page speaks for one entry, and one date
//! or amount became one other. Everywhere else the draft shows the evidence and leaves the rest to the person. A round that is
//! over is history and is never changed.

use std::io;

use cyfle_catalogue::draft::{Draft, Edit, Evidence, Field, Happening, NewRound};
use cyfle_catalogue::opportunity::{Opportunity, PageSaid, Round};
use cyfle_catalogue::source::Kind;
use jiff::civil::Date;

use crate::judge::{Difference, Finding, day_of, now_says};
use crate::read::{Doubt, Fact, Reading};
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

fn propose_timetable(draft: &mut Draft, entry: &Opportunity, finding: &Finding) {
    match timetable_of(entry, finding, draft.found) {
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

/// What would become of a timetable.
#[derive(Default)]
struct Proposal {
    edits: Vec<Edit>,
    round: Option<NewRound>,
}

/// What follows for a timetable from what its page says on a day, or why a person has to say.
fn timetable_of(
    entry: &Opportunity,
    finding: &Finding,
    today: Date,
) -> Result<Proposal, &'static str> {
    if let Some(doubt) = doubted(finding, today) {
        return Err(doubt.why());
    }
    let rounds = &entry.timetable.rounds;
    let opens = only_new(finding, Field::Opens);
    let said = said(finding);
    let mut proposal = Proposal::default();
    if let Some(said) = said {
        let before = entry.timetable.page_said.map(|before| before.code().to_owned());
        proposal.edits.extend(edit("timetable.page_said", before, said.code()));
    }
    let mut is_past = false;
    if let Some(closes) = only_new(finding, Field::Closes) {
        match meant(rounds, finding, closes, today) {
            Meant::Round(index) => {
                is_past = closes.day < today;
                proposal.edits.extend(round_edits(index, &rounds[index], closes, opens));
            }
            Meant::Unknown => {
                let seen_open =
                    (finding.kind == Happening::Opened && opens.is_none()).then_some(today);
                proposal.round = Some(NewRound {
                    opens: opens.map(|opens| opens.day),
                    seen_open,
                    closes: Some(closes.day),
                    closes_time: closes.time.map(str::to_owned),
                });
            }
            Meant::Known => {}
            Meant::Doubtful(why) => return Err(why),
        }
    } else if let Some(why) = unclear(rounds, finding) {
        return Err(why);
    }
    match said {
        Some(PageSaid::Closed) if !is_past => {
            if let Some(index) = shut(entry, finding, today)? {
                let path = format!("timetable.rounds.{index}.seen_closed");
                proposal.edits.extend(edit(path, None, today.to_string()));
            }
        }
        Some(PageSaid::Open)
            if proposal.round.is_none() && rounds.iter().any(is_shut_early(today)) =>
        {
            return Err(
                "the page says that one can apply, and the entry that its round was seen closed",
            );
        }
        _ => {}
    }
    Ok(proposal)
}

fn leave_to_a_person(draft: &mut Draft, why: &str) {
    let note = draft.note.take().map_or_else(|| why.to_owned(), |note| format!("{note}; {why}"));
    draft.note = Some(note);
}

/// A stated date as a day and a time.
#[derive(Clone, Copy)]
struct At<'a> {
    day: Date,
    time: Option<&'a str>,
}

/// The one new date of a field; none where there are several, or its year is not known.
fn only_new(finding: &Finding, field: Field) -> Option<At<'_>> {
    let mut new =
        finding.fields.iter().filter(|one| one.field == field).filter_map(|one| one.new.as_ref());
    let (Some(fact), None) = (new.next(), new.next()) else { return None };
    Some(At { day: day_of(fact)?, time: fact.value.split_once(' ').map(|(_, time)| time) })
}

/// What is doubtful about a new date. What is past may be read as it likes: nothing is made of it.
fn doubted(finding: &Finding, today: Date) -> Option<Doubt> {
    let new = finding.fields.iter().filter_map(|one| one.new.as_ref());
    new.filter(|fact| day_of(fact).is_none_or(|day| day >= today)).find_map(|fact| fact.doubt)
}

/// Why no one closing date is new, where the page gives some that the entry does not know.
fn unclear(rounds: &[Round], finding: &Finding) -> Option<&'static str> {
    let fields = finding.fields.iter().filter(|one| one.field == Field::Closes);
    let has = |day: Date| rounds.iter().any(|round| round.closes == Some(day));
    let unknown: Vec<Option<Date>> = fields
        .filter_map(|one| one.new.as_ref())
        .map(day_of)
        .filter(|day| !day.is_some_and(has))
        .collect();
    match unknown.as_slice() {
        [] => None,
        days if days.contains(&None) => Some("the page gives a new closing date without its year"),
        _ => Some("the page gives several new closing dates"),
    }
}

/// Which round of an entry a new closing date belongs to.
enum Meant {
    /// This one: the page has replaced its closing date.
    Round(usize),
    /// One that the entry does not know.
    Unknown,
    /// One that the entry has with this very date.
    Known,
    /// A person has to say, for this reason.
    Doubtful(&'static str),
}

/// Deadlines are moved by days or weeks. A date further away than so many days is more likely that of another round.
const FURTHEST_MOVE: i32 = 183;

/// A round that is over stays as it was: with another end it would have been on ever since, which nobody has published. What
/// opens after the page said that it was closed is a new one, too, and a round that its page called closed early is over.
fn meant(rounds: &[Round], finding: &Finding, closes: At<'_>, today: Date) -> Meant {
    let known = rounds.iter().any(|round| round.closes == Some(closes.day));
    let is_ahead = !known && closes.day >= today;
    if finding.kind == Happening::Closed && is_ahead && current(rounds, today).next().is_some() {
        return Meant::Doubtful(
            "the page says that one cannot apply, and gives a new closing date",
        );
    }
    let replaced = match finding.kind {
        Happening::Opened => Vec::new(),
        _ => replaced(rounds, finding, today),
    };
    match replaced.as_slice() {
        [index] if !known || rounds[*index].closes == Some(closes.day) => {
            match doubt(&rounds[*index], closes) {
                Some(why) => Meant::Doubtful(why),
                None => Meant::Round(*index),
            }
        }
        _ if known => Meant::Known,
        // Nobody opens a round to end it before the one that is on.
        [] if current(rounds, today).any(|(_, round)| round.closes > Some(closes.day)) => {
            Meant::Doubtful(
                "the new closing date is before that of the round that is on, so it may be that of something else",
            )
        }
        [] => Meant::Unknown,
        _ => Meant::Doubtful("one closing date stands where several rounds had theirs"),
    }
}

/// The rounds that are not over and whose closing dates the page no longer states; where it has dropped only dates that are
/// past, or none, a last round that has no closing date yet.
fn replaced(rounds: &[Round], finding: &Finding, today: Date) -> Vec<usize> {
    let fields = finding.fields.iter().filter(|one| one.field == Field::Closes);
    let gone: Vec<Date> = fields.filter_map(|one| one.old.as_ref()).filter_map(day_of).collect();
    let is_replaced = |(index, round): (usize, &Round)| {
        let is = match round.closes {
            Some(day) => day >= today && gone.contains(&day),
            None => index + 1 == rounds.len() && gone.iter().all(|day| *day < today),
        };
        (is && round.seen_closed.is_none()).then_some(index)
    };
    rounds.iter().enumerate().filter_map(is_replaced).collect()
}

/// The rounds that are not over and need not open first.
fn current(rounds: &[Round], today: Date) -> impl Iterator<Item = (usize, &Round)> {
    rounds.iter().enumerate().filter(move |(_, round)| {
        round.closes.is_some_and(|day| day >= today)
            && round.seen_closed.is_none()
            && round.opens.is_none_or(|day| day <= today)
    })
}

/// Whether a round was seen closed although its end is still ahead.
fn is_shut_early(today: Date) -> impl Fn(&Round) -> bool {
    move |round| round.seen_closed.is_some() && round.closes.is_some_and(|day| day >= today)
}

/// The round that a page ends which says that one cannot apply: the one that is on, or else the only one of which nobody said
/// when it opens, unless the page has not opened anything since it last said that it was closed.
fn shut(
    entry: &Opportunity,
    finding: &Finding,
    today: Date,
) -> Result<Option<usize>, &'static str> {
    let timetable = &entry.timetable;
    let has_begun =
        |(_, round): &(usize, &Round)| round.opens.is_some() || round.seen_open.is_some();
    let (on, blind): (Vec<_>, Vec<_>) = current(&timetable.rounds, today).partition(has_begun);
    let was_to_open = matches!(timetable.page_said, Some(PageSaid::Closed | PageSaid::Upcoming))
        || said_before(finding) == Some(PageSaid::Upcoming);
    let is_far = |round: &Round| round.closes.is_some_and(|day| is_further(today, day));
    match (on.as_slice(), blind.as_slice()) {
        ([(index, _)], _) => Ok(Some(*index)),
        ([], []) => Ok(None),
        ([], _) if was_to_open => Ok(None),
        ([], [(_, round)]) if is_far(round) => Err(
            "the page says that one cannot apply, but the entry's round may not have opened yet",
        ),
        ([], [(index, _)]) => Ok(Some(*index)),
        _ => {
            Err("the page says that one cannot apply, and several rounds of the entry are not over")
        }
    }
}

/// Whether two days are further apart than a deadline is moved.
fn is_further(one: Date, other: Date) -> bool {
    one.until(other).map_or(i32::MAX, |span| span.get_days().abs()) > FURTHEST_MOVE
}

/// Why a round cannot simply be given another closing date.
fn doubt(round: &Round, closes: At<'_>) -> Option<&'static str> {
    let began = round.opens.or(round.seen_open.map(|day| day.first_day()));
    if round.closes.or(began).is_some_and(|day| is_further(day, closes.day)) {
        Some("the new closing date is so far away that it may be another round's")
    } else if round.closes_time.is_some() && closes.time.is_none() {
        Some("the page gives no time with the new closing date, and the entry has one")
    } else {
        None
    }
}

fn round_edits(index: usize, round: &Round, closes: At<'_>, opens: Option<At<'_>>) -> Vec<Edit> {
    let path = |key: &str| format!("timetable.rounds.{index}.{key}");
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    let time =
        closes.time.and_then(|time| edit(path("closes_time"), round.closes_time.clone(), time));
    let opens =
        opens.and_then(|opens| edit(path("opens"), text(round.opens), opens.day.to_string()));
    [opens, edit(path("closes"), text(round.closes), closes.day.to_string()), time]
        .into_iter()
        .flatten()
        .collect()
}

fn said(finding: &Finding) -> Option<PageSaid> {
    status_of(finding)?.new.as_ref()?.value.parse().ok()
}

fn said_before(finding: &Finding) -> Option<PageSaid> {
    status_of(finding)?.old.as_ref()?.value.parse().ok()
}

fn status_of(finding: &Finding) -> Option<&Difference> {
    finding.fields.iter().find(|field| field.field == Field::Status)
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
