//! Whether an answer is the page that was asked for: what stands in the way of reading it, and where it has gone.

use cyfle_catalogue::draft::{Field, Happening};
use jiff::civil::Date;
use url::Url;

use super::{Difference, Finding};
use crate::fetch::{Answer, Body, Failure, Response};
use crate::read::{Fact, ReadPage, Reading, read};

/// What an answer says; nothing where it is no newer than what is known.
///
/// # Errors
/// What stands in the way of reading it.
pub fn read_answer(
    asked: &Url,
    response: &Response,
    page: &ReadPage<'_>,
    today: Date,
) -> Result<Option<Reading>, Finding> {
    let body = match &response.answer {
        Answer::Read(body) => body,
        Answer::NotModified => return Ok(None),
        Answer::Failed(failure) => return Err(of_failure(failure)),
    };
    let reading = read(body, page, &response.url, today);
    if reading.as_ref().is_ok_and(|reading| reading.barred.is_some()) {
        let note = "the site asks for proof that a person is reading";
        return Err(Finding::of(Happening::Blocked, note));
    }
    if let Some(finding) = of_status(body) {
        return Err(finding);
    }
    let reading =
        reading.map_err(|error| Finding::of(Happening::Unreachable, error.to_string()))?;
    match disguised(asked, response, &reading) {
        Some(finding) => Err(finding),
        None => Ok(Some(reading)),
    }
}

fn of_failure(failure: &Failure) -> Finding {
    let kind = match failure {
        Failure::Robots | Failure::RobotsStatus(429) | Failure::LeftAlone => Happening::Blocked,
        _ => Happening::Unreachable,
    };
    Finding::of(kind, failure.to_string())
}

fn of_status(body: &Body) -> Option<Finding> {
    let kind = match body.status {
        200..300 => return None,
        404 | 410 => Happening::Gone,
        401 | 402 | 403 | 407 | 429 | 451 => Happening::Blocked,
        _ => Happening::Unreachable,
    };
    Some(Finding::of(kind, format!("it answers {}", body.status)))
}

/// A page that is not there although its status says so: an error page, the front page, a sign-in page in its place.
fn disguised(asked: &Url, response: &Response, reading: &Reading) -> Option<Finding> {
    if let Some(saying) = &reading.missing {
        return Some(Finding::of(
            Happening::SoftNotFound,
            format!("it answers 200 but says “{saying}”"),
        ));
    }
    if response.hops.is_empty() {
        return None;
    }
    let path = response.url.path().trim_end_matches('/').to_ascii_lowercase();
    let says = |words: &[&str]| path.split(['/', '.', '-', '_']).any(|part| words.contains(&part));
    if says(&["404", "notfound"]) || path.contains("not-found") || path.ends_with("/error") {
        return Some(Finding::of(
            Happening::SoftNotFound,
            format!("it redirects to {}", response.url),
        ));
    }
    if says(&["login", "signin", "logon"]) || path.ends_with("sign-in") {
        return Some(Finding::of(Happening::Blocked, format!("it redirects to {}", response.url)));
    }
    let front = matches!(path.as_str(), "" | "/en" | "/cy" | "/home" | "/index.html")
        && response.url.query().is_none();
    let deep = asked.path().trim_matches('/').len() > 2 || asked.query().is_some();
    (front && deep).then(|| Finding::of(Happening::SoftNotFound, "it redirects to the front page"))
}

/// Where a page has gone for good: only permanent redirects count, and only as far as they lead without a temporary one.
pub fn moved(asked: &Url, response: &Response) -> Option<Finding> {
    let permanent = response.hops.iter().take_while(|hop| hop.is_permanent).count();
    let to = match response.hops.get(permanent) {
        _ if permanent == 0 => return None,
        Some(hop) => Url::parse(&hop.from).ok()?,
        None => response.url.clone(),
    };
    if is_same_place(asked, &to) {
        return None;
    }
    let fact =
        |url: &Url| Some(Fact { value: url.to_string(), text: url.to_string(), ..Fact::default() });
    let address = Difference { field: Field::Address, old: fact(asked), new: fact(&to) };
    Some(Finding { kind: Happening::PageMoved, fields: vec![address], note: String::new() })
}

/// Encryption, `www.` and a slash at the end make no other page.
fn is_same_place(left: &Url, right: &Url) -> bool {
    let plain = |url: &Url| {
        let host = url
            .host_str()
            .unwrap_or_default()
            .trim_start_matches("www.")
            .trim_end_matches('.')
            .to_owned();
        (host, url.path().trim_end_matches('/').to_owned(), url.query().map(str::to_owned))
    };
    plain(left) == plain(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::{Hop, Media, Validators};

    fn answered(asked: &str, url: &str, hops: &[bool]) -> (Url, Response) {
        let asked = Url::parse(asked).expect("an address");
        let hop = |permanent: &bool| Hop { is_permanent: *permanent, from: asked.to_string() };
        let hops = hops.iter().map(hop).collect();
        let response = Response {
            hops,
            url: Url::parse(url).expect("an address"),
            answer: Answer::NotModified,
        };
        (asked, response)
    }

    #[test]
    fn only_another_place_for_good_is_a_move() {
        let moved = |from: &str, to: &str, hops: &[bool]| {
            let (asked, response) = answered(from, to, hops);
            moved(&asked, &response).is_some()
        };
        assert!(moved("https://a.example/x", "https://a.example/y", &[true]));
        assert!(moved("https://a.example/x", "https://b.example/x", &[true]));
        assert!(!moved("https://a.example/x", "https://a.example/y", &[false]));
        assert!(!moved("http://a.example/x", "https://www.a.example/x/", &[true]));
        assert!(!moved("https://a.example/x", "https://a.example/x", &[]));
    }

    #[test]
    fn a_page_that_is_too_complicated_counts_as_not_read_whatever_it_says() {
        let today = "2026-01-10".parse().expect("a day");
        let url = Url::parse("https://a.example/x").expect("an address");
        let read = |status: u16, text: String| {
            let (media, print) = (Media::Html, String::new());
            let body = Body { status, media, text, print, validators: Validators::default() };
            let response =
                Response { hops: Vec::new(), url: url.clone(), answer: Answer::Read(body) };
            read_answer(&url, &response, &ReadPage::unknown(), today)
        };
        let page = "<title>Award</title><main><p>It is open.</p>".to_owned();
        assert!(read(200, page.clone()).expect("a reading").is_some());
        let deep = page + &"<div>".repeat(100_000);
        let finding = read(200, deep.clone()).expect_err("no reading");
        assert_eq!(finding.kind, Happening::Unreachable);
        assert!(finding.note.contains("too complicated"), "{}", finding.note);
        assert_eq!(read(404, deep).expect_err("no reading").kind, Happening::Gone);
    }
}
