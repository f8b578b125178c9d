//! A draft that a person has accepted, put into its entry: its values, a line for the public in both languages, and the day of
//! the comparison.
//!
//! Two files may change, and only one is put in place at a time. So both are made ready before either is written, and whatever
//! an earlier try has done already is passed over: to accept once more ends what was cut short.

use std::path::PathBuf;

use jiff::civil::{Date, Time};

use super::unsettled::unsettled;
use super::{
    Document, EditError, Editor, PublicChange, document_in, overwrite, refuse_unwritten,
    unsettled_drafts,
};
use crate::catalogue::Catalogue;
use crate::draft::{Draft, DraftError, DraftFolder, Field, Happening};
use crate::language::{Lang, Phrases, Review};
use crate::moment::parse_day;
use crate::opportunity::{PageSaid, Round};
use crate::status::{Closing, parse_time};
use crate::wording;

impl Editor {
    /// Puts what a draft proposes into its entry, stamps `checked`, and adds to `changes`. A draft without proposals only
    /// stamps: whoever accepts it has put right by hand what it shows.
    ///
    /// `checked` is about the whole entry. So it stays as it was while other drafts wait that show what the entry does not say;
    /// these are answered, each with what it shows.
    ///
    /// # Errors
    /// Where there is nothing to accept, the entry is not written yet, has changed since the draft was written, or has not
    /// where the draft leaves that to a person, a file is not sound or cannot be written, or the result would not pass the
    /// check. The entry is as it was then.
    pub fn accept_proposal(
        &self,
        draft: &Draft,
        catalogue: &Catalogue,
        day: Date,
    ) -> Result<Vec<String>, EditError> {
        let id = draft.entry.as_deref().ok_or_else(|| {
            EditError::Proposal("it is about no entry; write one, then reject the draft".to_owned())
        })?;
        if matches!(draft.kind, Happening::Gone | Happening::SoftNotFound) {
            let help = "its page is not there, so nothing can be compared; give the entry another page or move it to archive/, then reject the draft";
            return Err(EditError::Proposal(help.to_owned()));
        }
        if let Some(entry) = catalogue.opportunities.get(id)
            && !draft.proposes_something()
        {
            let open = unsettled(draft, entry, day);
            if !open.is_empty() {
                return Err(EditError::Unsettled(open));
            }
        }
        let file = self.entry(id)?.path;
        let mut document = document_in(&file)?;
        refuse_unwritten(&document, id)?;
        set_values(&mut document, draft, id)?;
        add_round(&mut document, draft)?;
        let others = match document.opportunity() {
            Ok(entry) => {
                let waiting = self.waiting_drafts()?;
                unsettled_drafts(&entry, waiting.iter().filter(|other| other.id != draft.id), day)
            }
            // What is no entry is refused below, with its place.
            Err(_) => Vec::new(),
        };
        if others.is_empty() {
            document.set("provenance.checked", &day.to_string(), Some("added"))?;
        }
        for (index, source) in sources_of(draft, catalogue, id) {
            if source == draft.url {
                document.set(
                    &format!("provenance.sources.{index}.read"),
                    &day.to_string(),
                    Some("url"),
                )?;
            }
        }
        if let Some(change) = change_of(draft, catalogue, day) {
            let known = [("date", change.date.to_string()), ("what.en", change.en.clone())];
            if !document.has_item("changes", &known) {
                document.add_change(&change)?;
            }
        }
        let path =
            file.strip_prefix(&self.root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        self.refuse_unsound(&path, document.text())?;
        // The entry comes last: once it says what the draft proposes, nothing is left to do but to remove the draft.
        if let Some((source, followed)) = self.source_at_new_address(draft)? {
            overwrite(&source, followed.text().as_bytes())?;
        }
        overwrite(&file, document.text().as_bytes())?;
        Ok(others)
    }

    /// Puts a draft among the rejected ones, so that the same is not proposed again. Nobody can accept it meanwhile.
    ///
    /// # Errors
    /// Where there is none or the disk refuses.
    pub fn reject(&self, id: &str) -> Result<(), DraftError> {
        DraftFolder::of_catalogue(&self.root).reject(id)
    }

    /// The source of a page that moved, which watches it at its new address from now on; nothing where none has to change.
    fn source_at_new_address(
        &self,
        draft: &Draft,
    ) -> Result<Option<(PathBuf, Document)>, EditError> {
        let Some(to) = new_address(draft) else { return Ok(None) };
        let path = format!("sources/{}.yaml", draft.source);
        let file = self.root.join(&path);
        if !file.exists() {
            return Ok(None);
        }
        let mut document = document_in(&file)?;
        let address = |index: usize| format!("pages.{index}.url");
        let mut pages = (0..).map_while(|index| document.text_at(&address(index)));
        let Some(index) = pages.position(|url| url == draft.url) else { return Ok(None) };
        document.set(&address(index), to, None)?;
        match self.refuse_unsound(&path, document.text()) {
            Ok(()) => Ok(Some((file, document))),
            // Where the new address is watched already, the old one stays for a person to take out.
            Err(EditError::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Puts the values in that a draft proposes.
fn set_values(document: &mut Document, draft: &Draft, id: &str) -> Result<(), EditError> {
    for edit in &draft.edits {
        let now = document.scalar_at(&edit.path);
        if now.as_ref() == Some(&edit.to) {
            continue;
        }
        if now != edit.from {
            let message =
                format!("`{}` of `{id}` has changed since; look at the page again", edit.path);
            return Err(EditError::Proposal(message));
        }
        match edit.to.parse::<i64>() {
            Ok(number) if edit.path.starts_with("offer.amount.") => {
                document.set_number(&edit.path, number)?;
            }
            _ => document.set(&edit.path, &edit.to, beside(&edit.path))?,
        }
    }
    Ok(())
}

/// After which key a new one reads best.
fn beside(path: &str) -> Option<&'static str> {
    match path.rsplit('.').next() {
        Some("closes_time") => Some("closes"),
        Some("page_said") => Some("rounds"),
        Some("as_of") => Some("sources"),
        _ => None,
    }
}

/// Puts the new round where it belongs: rounds stand in the order in which they end.
fn add_round(document: &mut Document, draft: &Draft) -> Result<(), EditError> {
    let Some(round) = &draft.round else { return Ok(()) };
    let pairs = round.pairs();
    if document.has_item("timetable.rounds", &pairs) {
        return Ok(());
    }
    let day = Round::from(round).ordered_by();
    // What is no entry is refused later, with its place.
    let entry = document.opportunity().ok();
    let rounds = entry.map(|entry| entry.timetable.rounds).unwrap_or_default();
    match rounds.iter().position(|known| day.is_some() && known.ordered_by() > day) {
        Some(index) => document.insert_item("timetable.rounds", index, &pairs),
        None => document.add_item("timetable.rounds", &pairs),
    }
}

fn sources_of<'a>(draft: &Draft, catalogue: &'a Catalogue, id: &str) -> Vec<(usize, &'a str)> {
    // A page that moved has no longer the address by which its source is found.
    if new_address(draft).is_some() {
        return Vec::new();
    }
    let entry = catalogue.opportunities.get(id);
    let sources = entry.map(|entry| entry.provenance.sources.as_slice()).unwrap_or_default();
    sources
        .iter()
        .enumerate()
        .filter_map(|(index, source)| Some((index, source.url.as_deref()?)))
        .collect()
}

fn new_address(draft: &Draft) -> Option<&str> {
    let address = draft.evidence.iter().find(|one| one.field == Field::Address)?;
    address.new.as_deref()
}

/// What the public is told, in both languages; nothing where nothing of the entry has changed.
fn change_of(draft: &Draft, catalogue: &Catalogue, day: Date) -> Option<PublicChange> {
    if !draft.proposes_something() {
        return None;
    }
    let text = |lang: Lang| sentences(draft, catalogue.phrases(lang));
    let (en, cy) = (text(Lang::En), text(Lang::Cy));
    let deadline = draft
        .edits
        .iter()
        .find(|edit| edit.path.ends_with(".closes"))
        .and_then(|edit| Some((parse_day(edit.from.as_deref()?)?, parse_day(&edit.to)?)));
    let change = PublicChange { date: day, en, cy, review: Review::Pending, deadline };
    (!change.en.is_empty()).then_some(change)
}

fn sentences(draft: &Draft, phrases: &Phrases) -> String {
    let to = |end: &str| {
        draft.edits.iter().find(|edit| edit.path.ends_with(end)).map(|edit| edit.to.as_str())
    };
    let mut said: Vec<String> = Vec::new();
    if let Some(page) = to("timetable.page_said").and_then(|word| word.parse::<PageSaid>().ok()) {
        let key = match page {
            PageSaid::Open => "change-opened",
            PageSaid::Closed => "change-closed",
            PageSaid::Upcoming => "change-announced",
        };
        said.push(phrases.get(key).to_owned());
    }
    let closing = |day: &str, time: Option<&str>| {
        let time: Option<Time> = time.and_then(parse_time);
        parse_day(day).map(|day| wording::closing_time(Closing { day, time }, phrases))
    };
    let round = draft.round.as_ref();
    let new =
        round.and_then(|round| closing(&round.closes?.to_string(), round.closes_time.as_deref()));
    if let Some(closing) = new {
        said.push(phrases.fill("change-new-round", &[("closing", &closing)]));
    } else if let Some(closing) = to(".closes").and_then(|day| closing(day, to(".closes_time"))) {
        said.push(phrases.fill("change-closing-date", &[("closing", &closing)]));
    } else if let Some(time) = to(".closes_time") {
        said.push(phrases.fill("change-closing-time", &[("time", time)]));
    }
    if let Some(opens) = to(".opens").and_then(parse_day) {
        said.push(phrases.fill("change-opening-date", &[("day", &wording::day(opens, phrases))]));
    }
    let amount = |value: &str| {
        let currency = draft.evidence.iter().find(|one| one.field == Field::Amount)?.new.clone()?;
        Some(wording::money(value.parse().ok()?, currency.split(' ').next()?))
    };
    if let Some(amount) = to("amount.max").or(to("amount.min")).and_then(amount) {
        said.push(phrases.fill("change-amount", &[("amount", &amount)]));
    }
    if new_address(draft).is_some() {
        said.push(phrases.get("change-address").to_owned());
    }
    said.join(" ")
}
