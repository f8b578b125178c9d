//! A run of the watch: which pages are due, asking for them host by host, judging each, and remembering it.

use std::pin::pin;
use std::sync::Arc;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::draft::DraftFolder;
use cyfle_catalogue::source::{Kind, Page, Source};
use cyfle_catalogue::{Lang, Moment};
use futures_util::stream::StreamExt;
use jiff::Timestamp;
use jiff::civil::Date;
use url::Url;

use crate::fetch::hosts::ask_host_by_host;
use crate::fetch::{Answer, Failure, Fetcher, Media, Question, Response, Validators};
use crate::journal::{Journal, Memory, Ran, Visit};
use crate::judge::{Finding, Verdict, compare, moved, read_answer};
use crate::propose;
use crate::read::{ReadPage, Reading};
use crate::report::{Outcome, PageReport, Report};

/// Tells the time. Given by the program, because nothing here reads the wall clock.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Which pages a run asks for.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Only these sources; all where there is none.
    pub sources: Vec<String>,
    /// Pages that were last asked for before this moment; where it is absent, those whose cadence says that they are due.
    pub since: Option<Timestamp>,
}

/// Raised with every change of the code that reads pages: what it reads otherwise is no change of the pages.
const READER: u32 = 5;

/// A page that is watched, with its source.
#[derive(Clone, Copy)]
pub struct Watched<'a> {
    /// The source.
    pub source: &'a Source,
    /// The page.
    pub page: &'a Page,
}

impl Watched<'_> {
    /// The language in which it is written.
    pub fn language(&self) -> Lang {
        self.page.language.unwrap_or(self.source.language)
    }

    /// A print of the way in which it is read.
    fn read_as(&self) -> String {
        let Page { main, items, fields, open_words, closed_words, .. } = self.page;
        let way = format!(
            "{:?}",
            (
                READER,
                self.source.kind,
                &self.source.words,
                main,
                items,
                fields,
                open_words,
                closed_words
            )
        );
        blake3::hash(way.as_bytes()).to_hex()[..8].to_owned()
    }
}

/// What a run works with.
pub struct Watch<'a> {
    /// What is watched, and what is known.
    pub catalogue: &'a Catalogue,
    /// Asks for pages.
    pub fetcher: &'a Fetcher,
    /// Where proposals go.
    pub drafts: &'a DraftFolder,
    /// The time.
    pub clock: Clock,
    /// Hears of every page that is done, and of how many there are.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// The pages that a run is to ask for, in the order of their addresses.
pub fn due<'a>(
    catalogue: &'a Catalogue,
    memory: &Memory,
    choice: &Choice,
    now: Timestamp,
) -> Vec<Watched<'a>> {
    let mut found: Vec<Watched<'a>> = Vec::new();
    for source in catalogue.sources.values() {
        if !choice.sources.is_empty() && !choice.sources.contains(&source.id) {
            continue;
        }
        for page in &source.pages {
            let asked = memory.visits.get(&page.url).map(|visit| visit.asked);
            // An hour's grace, so that a daily run finds what was asked for at the end of yesterday's.
            let rhythm = jiff::SignedDuration::from_hours(24 * i64::from(source.every_days) - 1);
            let is_due = match (asked, choice.since) {
                (None, _) => true,
                (Some(asked), Some(since)) => asked < since,
                (Some(asked), None) => now.duration_since(asked) >= rhythm,
            };
            if is_due {
                found.push(Watched { source, page });
            }
        }
    }
    found.sort_by(|left, right| left.page.url.cmp(&right.page.url));
    found
}

impl Watch<'_> {
    /// Asks for the pages that are due and reports what happened.
    ///
    /// # Errors
    /// Where the journal or a draft cannot be written; what was found until then is remembered.
    pub async fn run(
        &self,
        journal: &mut Journal,
        memory: &Memory,
        choice: &Choice,
    ) -> std::io::Result<Report> {
        let due = due(self.catalogue, memory, choice, (self.clock)());
        let total = due.len();
        let mut reports = Vec::with_capacity(total);
        let mut read = 0;
        let responses = ask_host_by_host(
            due,
            |watched| &watched.page.url,
            async |watched| (watched, self.ask(watched, memory).await),
        );
        let mut responses = pin!(responses);
        while let Some((watched, response)) = responses.next().await {
            let (mut report, visit) =
                self.judge(watched, &response, memory.visits.get(&watched.page.url));
            // The draft first: what is remembered as seen must have been proposed.
            propose::write(self, watched, &mut report)?;
            if let Some(visit) = visit {
                read += usize::from(visit.failures == 0);
                journal.visited(visit)?;
            }
            reports.push(report);
            (self.progress)(reports.len(), total);
        }
        journal.ended(Ran { at: (self.clock)(), pages: total, read })?;
        reports.sort_by(|left: &PageReport, right| left.url.cmp(&right.url));
        Ok(Report { day: self.today(), pages: reports })
    }

    /// Asks for a page, as far as it is newer than what is known of it.
    async fn ask(&self, watched: Watched<'_>, memory: &Memory) -> Response {
        let known =
            memory.visits.get(&watched.page.url).filter(|visit| visit.read_as == watched.read_as());
        let question = Question {
            known: known.map(|visit| visit.validators.clone()).unwrap_or_default(),
            // Many servers do not know feeds, and send them as pages or plain text.
            media: (watched.source.kind == Kind::Feed).then_some(Media::Xml),
            ..Question::plain(watched.language())
        };
        match Url::parse(&watched.page.url) {
            Ok(url) => self.fetcher.fetch(&url, question).await,
            Err(_) => unreachable_address(&watched.page.url),
        }
    }

    pub(crate) fn today(&self) -> Date {
        Moment::of((self.clock)()).day()
    }

    /// What a response means, and what is remembered of it: nothing where the host was left alone, so that the page stays due.
    fn judge(
        &self,
        watched: Watched<'_>,
        response: &Response,
        before: Option<&Visit>,
    ) -> (PageReport, Option<Visit>) {
        let today = self.today();
        let asked = Url::parse(&watched.page.url).unwrap_or_else(|_| response.url.clone());
        let page = ReadPage::new(watched.source, watched.page);
        let mut visit = visit_of(watched, (self.clock)(), before);
        let is_left_alone = matches!(response.answer, Answer::Failed(Failure::LeftAlone));
        let outcome = match read_answer(&asked, response, &page, today) {
            Err(finding) if is_left_alone => Outcome::Findings(vec![finding]),
            Err(finding) => {
                visit.failures += 1;
                visit.obstacle = Some(finding.kind);
                Outcome::Findings(vec![finding])
            }
            Ok(reading) => {
                visit.failures = 0;
                visit.obstacle = None;
                visit.read = Some(visit.asked);
                let verdict = self.verdict(watched, reading.as_ref(), before);
                if let (Some(reading), Answer::Read(body)) = (reading, &response.answer) {
                    visit.reading = Some(reading);
                    visit.read_as = watched.read_as();
                    visit.validators = body.validators.clone();
                }
                outcome_of(verdict, moved(&asked, response))
            }
        };
        let report = PageReport {
            source: watched.source.id.clone(),
            url: watched.page.url.clone(),
            entries: watched.page.entries.clone(),
            outcome,
            failures: visit.failures,
        };
        (report, (!is_left_alone).then_some(visit))
    }

    fn verdict(
        &self,
        watched: Watched<'_>,
        reading: Option<&Reading>,
        before: Option<&Visit>,
    ) -> Verdict {
        let Some(reading) = reading else {
            return Verdict { findings: Vec::new(), cosmetic: false };
        };
        let before = before.filter(|visit| visit.read_as == watched.read_as());
        match before.and_then(|visit| visit.reading.as_ref()) {
            Some(known) => compare(known, reading, self.today()),
            None => Verdict {
                findings: propose::against_entry(self, watched, reading),
                cosmetic: false,
            },
        }
    }
}

fn outcome_of(verdict: Verdict, moved: Option<Finding>) -> Outcome {
    let mut findings = verdict.findings;
    findings.extend(moved);
    match (findings.is_empty(), verdict.cosmetic) {
        (false, _) => Outcome::Findings(findings),
        (true, true) => Outcome::Cosmetic,
        (true, false) => Outcome::Unchanged,
    }
}

fn visit_of(watched: Watched<'_>, now: Timestamp, before: Option<&Visit>) -> Visit {
    match before {
        Some(before) => Visit { asked: now, ..before.clone() },
        None => Visit {
            url: watched.page.url.clone(),
            asked: now,
            read: None,
            failures: 0,
            obstacle: None,
            reading: None,
            read_as: String::new(),
            validators: Validators::default(),
        },
    }
}

/// `cyfle check` refuses such an address, so this is for a catalogue that nobody checked.
fn unreachable_address(address: &str) -> Response {
    let url = Url::parse("about:blank").expect("a fixed address");
    let answer = Answer::Failed(Failure::NotPublic(address.to_owned()));
    Response { hops: Vec::new(), url, answer }
}
