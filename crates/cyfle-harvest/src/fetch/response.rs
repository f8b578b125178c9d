//! What comes back: the answer of a server, read within limits.

use std::time::Duration;

use cyfle_catalogue::Lang;
use reqwest::header::{self, HeaderMap};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Failure, charset};

/// What a page was known by, so that only a newer one is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// Its entity tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When it was last modified, as the server wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is known already.
    pub known: Validators,
    /// The language that is preferred, where a site offers both.
    pub language: Lang,
    /// How the answer is to be read; as its type says where nothing is given.
    pub media: Option<Media>,
}

impl Question {
    /// A question about a page of which nothing is known.
    pub fn plain(language: Lang) -> Self {
        Self { known: Validators::default(), language, media: None }
    }
}

/// One redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Whether the page has gone for good.
    pub is_permanent: bool,
    /// The address that redirected.
    pub from: String,
}

/// What became of a request.
#[derive(Debug, Clone)]
pub struct Response {
    /// The redirects on the way.
    pub hops: Vec<Hop>,
    /// The address that answered.
    pub url: Url,
    /// Its answer.
    pub answer: Answer,
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Something to read, whatever its status.
    Read(Body),
    /// Nothing newer.
    NotModified,
    /// Nothing.
    Failed(Failure),
}

/// How a body is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// HTML.
    Html,
    /// RSS, Atom or other XML.
    Xml,
    /// Plain text.
    Plain,
    /// A document that is not read: PDF, Word, a picture.
    Other,
}

/// Something to read.
#[derive(Debug, Clone)]
pub struct Body {
    /// The status.
    pub status: u16,
    /// How it is to be read.
    pub media: Media,
    /// The text; empty for other documents.
    pub text: String,
    /// The hash of the bytes.
    pub print: String,
    /// What it is known by.
    pub validators: Validators,
}

/// No page has a longer address, in bytes; what is longer is compared with the rules of its site, kept and reported for nothing.
pub(crate) const LONGEST_ADDRESS: usize = 4_096;

/// An answer or a way onward.
pub(crate) enum Reply {
    Redirect { is_permanent: bool, to: Url },
    Answer { answer: Answer, retry_after: Option<Duration> },
}

/// Reads an answer, counting decompressed bytes, so that a small bomb stays small. Where it is known how it is to be read, its
/// type says nothing.
pub(crate) async fn read_reply(
    mut response: reqwest::Response,
    largest: usize,
    media: Option<Media>,
) -> Result<Reply, Failure> {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    if let (301 | 302 | 303 | 307 | 308, Some(to)) = (status, location(&headers, response.url())) {
        return Ok(Reply::Redirect { is_permanent: matches!(status, 301 | 308), to });
    }
    let retry_after = retry_after(&headers);
    if status == 304 {
        return Ok(Reply::Answer { answer: Answer::NotModified, retry_after });
    }
    let mut bytes: Vec<u8> = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(&error))? {
        if bytes.len() + chunk.len() > largest {
            // Of a page that is not there its status says enough.
            if !(200..300).contains(&status) {
                break;
            }
            return Err(Failure::TooLarge(largest));
        }
        bytes.extend_from_slice(&chunk);
    }
    let content_type = text_of(&headers, header::CONTENT_TYPE).unwrap_or_default();
    let media = media.unwrap_or_else(|| media_of(&content_type, &bytes));
    let text = match media {
        Media::Other => String::new(),
        _ => charset::decode(&bytes, &content_type),
    };
    let validators = Validators {
        etag: text_of(&headers, header::ETAG),
        last_modified: text_of(&headers, header::LAST_MODIFIED),
    };
    let print = blake3::hash(&bytes).to_hex()[..16].to_owned();
    let body = Body { status, media, text, print, validators };
    Ok(Reply::Answer { answer: Answer::Read(body), retry_after })
}

fn broken(error: &reqwest::Error) -> Failure {
    let cause =
        std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    Failure::Broken(cause)
}

fn text_of(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (value.len() <= 512).then(|| value.to_owned())
}

fn location(headers: &HeaderMap, base: &Url) -> Option<Url> {
    let value = headers.get(header::LOCATION)?;
    let mut to = base.join(&String::from_utf8_lossy(value.as_bytes())).ok()?;
    to.set_fragment(None);
    (to.as_str().len() <= LONGEST_ADDRESS).then_some(to)
}

/// Seconds, or a date, which is compared with the date of the answer itself: the server's clock, not ours.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let asked = text_of(headers, header::RETRY_AFTER)?;
    if let Ok(seconds) = asked.trim().parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let instant = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let (then, now) = (instant(&asked)?, instant(&text_of(headers, header::DATE)?)?);
    Duration::try_from(then.duration_since(now)).ok()
}

fn media_of(content_type: &str, bytes: &[u8]) -> Media {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Media::Html,
        kind if kind.ends_with("/xml") || kind.ends_with("+xml") => Media::Xml,
        "text/plain" => Media::Plain,
        "" if bytes.trim_ascii_start().starts_with(b"<") => Media::Html,
        "" if !bytes.contains(&0) => Media::Plain,
        _ => Media::Other,
    }
}
