//! `cyfle links`: every address of the catalogue, asked for once.

use std::collections::BTreeMap;
use std::pin::pin;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::draft::Happening;
use cyfle_catalogue::source::cited;
use futures_util::stream::StreamExt;
use serde::Serialize;
use url::Url;

use crate::fetch::hosts::ask_host_by_host;
use crate::fetch::{Answer, Failure, Fetcher, Media, Question, Response};
use crate::judge::{moved, read_answer};
use crate::read::{ReadPage, Reading};

/// What became of one address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The files that have it: ids of entries, `funder:…` and `organisation:…`.
    pub used_by: Vec<String>,
    /// What is wrong with it; absent where nothing is.
    pub problem: Option<Happening>,
    /// In words.
    pub note: String,
}

/// Every address of a catalogue with those that use it: entries, live and retired, funders and organisations.
pub fn addresses(catalogue: &Catalogue) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |url: &str, by: String| found.entry(url.to_owned()).or_default().push(by);
    for entry in catalogue.opportunities.values().chain(catalogue.archive.values()) {
        for url in cited(entry) {
            add(url, entry.id.clone());
        }
    }
    for funder in catalogue.funders.values() {
        if let Some(url) = &funder.website {
            add(url, format!("funder:{}", funder.id));
        }
    }
    for organisation in &catalogue.organisations {
        if let Some(url) = &organisation.website {
            add(url, format!("organisation:{}", organisation.id));
        }
    }
    found
}

/// Asks for every address, hosts side by side, and says which are broken or have moved.
pub async fn check(
    fetcher: &Fetcher,
    addresses: BTreeMap<String, Vec<String>>,
    today: jiff::civil::Date,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Link> {
    let total = addresses.len();
    let mut links = Vec::with_capacity(total);
    let answers = ask_host_by_host(
        addresses,
        |(url, _)| url,
        async |(url, used_by)| {
            let answer = ask(fetcher, &url).await;
            (url, used_by, answer)
        },
    );
    let mut answers = pin!(answers);
    while let Some((url, used_by, answer)) = answers.next().await {
        let (problem, note) = match answer {
            Some((asked, response)) => judge(&asked, &response, today),
            None => (Some(Happening::Unreachable), "it is no address".to_owned()),
        };
        links.push(Link { url, used_by, problem, note });
        progress(links.len(), total);
    }
    links.sort_by(|left, right| left.url.cmp(&right.url));
    links
}

/// Asks for an address, as it was read; nothing where it is none.
async fn ask(fetcher: &Fetcher, address: &str) -> Option<(Url, Response)> {
    let url = Url::parse(address).ok()?;
    let response = fetcher.fetch(&url, Question::plain(Lang::En)).await;
    Some((url, response))
}

fn judge(
    asked: &Url,
    response: &Response,
    today: jiff::civil::Date,
) -> (Option<Happening>, String) {
    match read_answer(asked, response, &ReadPage::unknown(), today) {
        // What is too long to read is there.
        Err(_) if matches!(response.answer, Answer::Failed(Failure::TooLarge(_))) => {}
        Err(finding) => return (Some(finding.kind), finding.note),
        Ok(_) if is_empty(response) => {
            return (Some(Happening::SoftNotFound), "it answers with nothing".to_owned());
        }
        Ok(Some(Reading { onward: Some(to), .. })) => {
            return (Some(Happening::PageMoved), format!("it sends its readers on to {to}"));
        }
        Ok(_) => {}
    }
    match moved(asked, response) {
        Some(finding) => (Some(finding.kind), format!("it is now at {}", response.url)),
        None => (None, String::new()),
    }
}

fn is_empty(response: &Response) -> bool {
    let Answer::Read(body) = &response.answer else { return false };
    match body.media {
        // Nothing but the print of its bytes is known of a document.
        Media::Other => blake3::hash(b"").to_hex().starts_with(&body.print),
        _ => body.status == 204 || body.text.trim().is_empty(),
    }
}
