//! The only outward socket, with the manners of a good guest: it says who it is, obeys robots.txt, asks each host for one thing
//! at a time and at a pace, asks only for what is newer, waits when told to, and takes no more than a page may have.
//!
//! Redirects are followed here, not by the library, so that each step is checked, paced and recorded. A page that does nothing
//! but send its readers on is one of them.

pub(crate) mod address;
mod charset;
pub(crate) mod hosts;
pub mod resolve;
mod response;
pub(crate) mod robots;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use cyfle_catalogue::Lang;
use reqwest::header;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use url::Url;

use self::address::Reach;
use self::hosts::{Hosts, Next, Turn};
use self::resolve::{Guarded, Hidden, Lookup};
pub(crate) use self::response::LONGEST_ADDRESS;
pub use self::response::{Answer, Body, Hop, Media, Question, Response, Validators};
use self::response::{Reply, read_reply};
use self::robots::Robots;
use crate::read::onward::stands_in_for;

/// How a guest behaves.
#[derive(Debug, Clone)]
pub struct Manners {
    /// The User-Agent: who asks, and how to reach the people behind it.
    pub agent: String,
    /// The least time between two requests to one host.
    pub pace: Duration,
    /// The longest that one request may take, from its first byte to its last.
    pub timeout: Duration,
    /// The first pause before a request is tried again; each further one is twice as long.
    pub back_off: Duration,
    /// The longest pause; a host that asks for a longer one is left alone until the next run.
    pub longest_wait: Duration,
    /// How often a request is tried again.
    pub retries: u32,
    /// The most bytes that a page may have, decompressed.
    pub largest: usize,
    /// How many hosts may be asked at once.
    pub at_once: usize,
    /// How many redirects are followed.
    pub hops: usize,
    /// A loopback socket that may be reached, for tests; nothing else that is not public ever may.
    pub permitted: Option<SocketAddr>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            agent: "Cyfle/0.1 (robots: cyfle)".to_owned(),
            pace: Duration::from_secs(3),
            timeout: Duration::from_secs(30),
            back_off: Duration::from_secs(2),
            longest_wait: Duration::from_secs(60),
            retries: 2,
            largest: 3 * 1024 * 1024,
            at_once: 8,
            hops: 8,
            permitted: None,
        }
    }
}

/// What can be read.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5";

/// Why a page could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Its address, or one that it redirects to, is not on the public internet.
    #[error("`{0}` is not an address of the public web")]
    NotPublic(String),
    /// The site asks programs to stay away.
    #[error("robots.txt asks programs not to read it")]
    Robots,
    /// It took too long.
    #[error("it took longer than {} ms", .0.as_millis())]
    TimedOut(Duration),
    /// It has too many bytes.
    #[error("it has more than {0} bytes")]
    TooLarge(usize),
    /// Redirects lead in a circle, or too far.
    #[error("it redirects in a circle or more than {0} times")]
    Looped(usize),
    /// Its host has asked for more time than a run has, and nothing of it is asked for until the next one.
    #[error("its host asks for a longer pause, so it is left alone until the next run")]
    LeftAlone,
    /// No connection.
    #[error("no connection: {0}")]
    Connection(String),
    /// The answer could not be read.
    #[error("the answer is broken: {0}")]
    Broken(String),
    /// robots.txt itself was refused or failed.
    #[error("robots.txt answers {0}")]
    RobotsStatus(u16),
}

/// Asks for pages. Its copies are handles to the same one, so that each request can be a task of its own.
#[derive(Clone)]
pub struct Fetcher(Arc<Guest>);

struct Guest {
    client: reqwest::Client,
    manners: Manners,
    reach: Reach,
    hosts: Hosts,
    gate: Semaphore,
}

/// The library could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be set up")]
pub struct SetUpError(#[from] reqwest::Error);

enum Step {
    Redirect { is_permanent: bool, to: Url },
    Answer(Answer),
}

impl Fetcher {
    /// A guest with manners and a way to look names up.
    ///
    /// # Errors
    /// Where the system has no usable certificates.
    pub fn new(manners: Manners, lookup: Lookup) -> Result<Self, SetUpError> {
        // A second fetcher finds the provider installed; that is no failure.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let reach = Reach { permitted: manners.permitted };
        let client = reqwest::Client::builder()
            .user_agent(&manners.agent)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .pool_max_idle_per_host(1)
            .pool_idle_timeout(Duration::from_secs(20))
            .dns_resolver(Arc::new(Guarded { lookup, reach }))
            .build()?;
        let gate = Semaphore::new(manners.at_once.max(1));
        Ok(Self(Arc::new(Guest { client, manners, reach, hosts: Hosts::default(), gate })))
    }

    /// Asks for a page, following its redirects. The request runs by itself: its time does not run out while whoever asks is
    /// busy reading another page.
    pub async fn fetch(&self, url: &Url, question: Question) -> Response {
        let (guest, asked) = (Arc::clone(&self.0), url.clone());
        let task = tokio::spawn(async move { guest.fetch(&asked, &question).await });
        task.await.unwrap_or_else(|error| Response {
            hops: Vec::new(),
            url: url.clone(),
            answer: Answer::Failed(Failure::Broken(error.to_string())),
        })
    }
}

impl Guest {
    async fn fetch(&self, url: &Url, question: &Question) -> Response {
        let mut hops: Vec<Hop> = Vec::new();
        let mut seen = BTreeSet::from([without_fragment(url)]);
        let mut at = without_fragment(url);
        loop {
            // Only the page itself is known; what it redirects to is another one.
            let plain = Question::plain(question.language);
            let question = if hops.is_empty() { question } else { &plain };
            match self.step(&at, question).await {
                Step::Answer(mut answer) => {
                    // What the last page is known by says nothing of the first, which is asked for the next time.
                    if let (Answer::Read(body), false) = (&mut answer, hops.is_empty()) {
                        body.validators = Validators::default();
                    }
                    return Response { hops, url: at, answer };
                }
                Step::Redirect { is_permanent, to } => {
                    hops.push(Hop { is_permanent, from: at.to_string() });
                    if hops.len() > self.manners.hops || !seen.insert(to.clone()) {
                        let answer = Answer::Failed(Failure::Looped(self.manners.hops));
                        return Response { hops, url: to, answer };
                    }
                    at = to;
                }
            }
        }
    }

    async fn step(&self, url: &Url, question: &Question) -> Step {
        let delay = match self.permission(url).await {
            Ok(delay) => delay,
            Err(failure) => return Step::Answer(Answer::Failed(failure)),
        };
        let turn = self.hosts.turn(url);
        match self.ask_patiently(url, question, &turn, delay).await {
            Ok(Reply::Redirect { is_permanent, to }) => Step::Redirect { is_permanent, to },
            Ok(Reply::Answer { answer: Answer::Read(body), .. }) => match stands_in_for(&body, url)
            {
                // Whoever cannot say it by a status says it so when a page has another address.
                Some(to) => Step::Redirect { is_permanent: true, to },
                None => Step::Answer(Answer::Read(body)),
            },
            Ok(Reply::Answer { answer, .. }) => Step::Answer(answer),
            Err(failure) => Step::Answer(Answer::Failed(failure)),
        }
    }

    /// Whether an address may be asked for, and the pause that its site asks for.
    async fn permission(&self, url: &Url) -> Result<Option<Duration>, Failure> {
        self.is_reachable(url)?;
        // The rules of a site are asked for once a run.
        let rules = self.hosts.robots(url);
        let asked = rules.get_or_init(|| self.ask_for_robots(url)).await;
        let robots = asked.as_ref().map_err(Clone::clone)?;
        match robots.allows(&path_and_query(url)) {
            true => Ok(robots.delay()),
            false => Err(Failure::Robots),
        }
    }

    fn is_reachable(&self, url: &Url) -> Result<(), Failure> {
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(Failure::NotPublic(url.to_string()));
        };
        let web = matches!(url.scheme(), "http" | "https") && url.username().is_empty();
        match web && self.reach.allows_host(&host, port) {
            true => Ok(()),
            false => Err(Failure::NotPublic(url.to_string())),
        }
    }

    async fn ask_for_robots(&self, url: &Url) -> Result<Robots, Failure> {
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        at.set_fragment(None);
        // Servers that do not know the ending send it as anything; unread it would forbid nothing.
        let question = Question { media: Some(Media::Plain), ..Question::plain(Lang::En) };
        // RFC 9309: at least five redirects are followed, also to another host.
        for _ in 0..=5 {
            self.is_reachable(&at)?;
            let turn = self.hosts.turn(&at);
            match self.ask_patiently(&at, &question, &turn, None).await? {
                Reply::Redirect { to, .. } => at = to,
                Reply::Answer { answer: Answer::Read(body), .. } => {
                    return match body.status {
                        200..300 => Ok(Robots::parse(cut(&body.text, robots::LARGEST))),
                        429 | 500.. => Err(Failure::RobotsStatus(body.status)),
                        _ => Ok(Robots::Free),
                    };
                }
                Reply::Answer { answer: Answer::Failed(failure), .. } => return Err(failure),
                Reply::Answer { answer: Answer::NotModified, .. } => return Ok(Robots::Free),
            }
        }
        Ok(Robots::Free)
    }

    /// Asks when the host's turn has come, and again after a pause where the answer may be better then. The turn is kept
    /// meanwhile: a host that is overloaded is left alone.
    async fn ask_patiently(
        &self,
        url: &Url,
        question: &Question,
        turn: &Turn,
        delay: Option<Duration>,
    ) -> Result<Reply, Failure> {
        let mut next = turn.next.lock().await;
        let mut attempt = 0;
        loop {
            let Next::At(moment) = *next else { return Err(Failure::LeftAlone) };
            sleep_until(moment).await;
            let permit = self.gate.acquire().await;
            let reply = self.ask(url, question).await;
            drop(permit);
            // Counted from the end, so that a slow connection brings no two requests close together at the host.
            let pace = delay.unwrap_or_default().max(self.manners.pace);
            *next = Next::At(Instant::now() + pace);
            if !may_improve(&reply) {
                return reply;
            }
            let asked = pause_asked_for(&reply);
            if asked.is_some_and(|asked| asked > self.manners.longest_wait) {
                *next = Next::AnotherRun;
                return reply;
            }
            if attempt == self.manners.retries {
                return reply;
            }
            let pause = asked.unwrap_or_else(|| back_off(url, attempt, &self.manners));
            tracing::debug!(%url, attempt, pause = ?pause, "asking again after a pause");
            sleep(pause.min(self.manners.longest_wait)).await;
            attempt += 1;
        }
    }

    async fn ask(&self, url: &Url, question: &Question) -> Result<Reply, Failure> {
        let language = match question.language {
            Lang::En => "en-GB,en;q=0.9,cy;q=0.5",
            Lang::Cy => "cy,en;q=0.5",
        };
        let mut request = self
            .client
            .get(url.clone())
            .header(header::ACCEPT, ACCEPT)
            .header(header::ACCEPT_LANGUAGE, language);
        if let Some(etag) = &question.known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = &question.known.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        let limit = self.manners.timeout;
        let largest = self.manners.largest;
        let exchange = async {
            let response = request.send().await.map_err(|error| failure_of(&error, url))?;
            read_reply(response, largest, question.media).await
        };
        timeout(limit, exchange).await.unwrap_or(Err(Failure::TimedOut(limit)))
    }
}

fn may_improve(reply: &Result<Reply, Failure>) -> bool {
    match reply {
        Ok(Reply::Answer { answer: Answer::Read(body), .. }) => {
            body.status == 429 || matches!(body.status, 500 | 502 | 503 | 504)
        }
        Err(Failure::Connection(_) | Failure::Broken(_)) => true,
        _ => false,
    }
}

/// The pause that the host asks for (`Retry-After`).
const fn pause_asked_for(reply: &Result<Reply, Failure>) -> Option<Duration> {
    match reply {
        Ok(Reply::Answer { retry_after, .. }) => *retry_after,
        _ => None,
    }
}

/// The pause before another attempt where the host asks for none. The spread keeps many watchers from coming back at once; it is
/// worked out from the address, so that a run can be repeated.
fn back_off(url: &Url, attempt: u32, manners: &Manners) -> Duration {
    let seed = blake3::hash(format!("{url}#{attempt}").as_bytes());
    let spread = f64::from(seed.as_bytes()[0]) / 255.0;
    manners.back_off.saturating_mul(1 << attempt.min(8)).mul_f64(0.75 + spread / 2.0)
}

fn failure_of(error: &reqwest::Error, url: &Url) -> Failure {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut last = error.to_string();
    while let Some(current) = cause {
        if current.is::<Hidden>() {
            return Failure::NotPublic(url.to_string());
        }
        last = current.to_string();
        cause = current.source();
    }
    Failure::Connection(last)
}

fn without_fragment(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}

fn path_and_query(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

/// The first bytes of a text, up to the border of a character.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}
