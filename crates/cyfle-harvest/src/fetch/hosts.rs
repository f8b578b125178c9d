//! Whose turn it is: one request at a time to a host, and one robots.txt for a site.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::stream::{self, Stream, StreamExt};
use tokio::sync::OnceCell;
use tokio::time::Instant;
use url::Url;

use super::Failure;
use super::robots::Robots;

/// A host's queue: who holds the lock may ask when it says.
pub(crate) struct Turn {
    pub(crate) next: tokio::sync::Mutex<Next>,
}

/// When a host may be asked again.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Next {
    /// Once this moment has come.
    At(Instant),
    /// In another run: it has asked for more time than this one has.
    AnotherRun,
}

type Rules = Arc<OnceCell<Result<Robots, Failure>>>;

/// Every host of a run.
#[derive(Default)]
pub(crate) struct Hosts {
    turns: Mutex<BTreeMap<String, Arc<Turn>>>,
    robots: Mutex<BTreeMap<String, Rules>>,
}

impl Hosts {
    /// The queue of an address's host.
    pub(crate) fn turn(&self, url: &Url) -> Arc<Turn> {
        let host = host_of(url);
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || Arc::new(Turn { next: tokio::sync::Mutex::new(Next::At(Instant::now())) });
        Arc::clone(turns.entry(host).or_insert_with(fresh))
    }

    /// The rules of an address's site (scheme, host and port).
    pub(crate) fn robots(&self, url: &Url) -> Rules {
        let site = url.origin().ascii_serialization();
        let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(robots.entry(site).or_default())
    }
}

/// The name by which a host is known: with or without the dot at its end it is the same one.
fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// Asks about things host by host: hosts side by side, those of one host in the order in which they come. A host is asked about
/// its next thing only when whoever takes the answers asks for another one, and so has done with the one before: never is more
/// than one page of each held.
pub(crate) fn ask_host_by_host<T, F: Future>(
    things: impl IntoIterator<Item = T>,
    address: impl Fn(&T) -> &str,
    ask: impl Fn(T) -> F + Clone,
) -> impl Stream<Item = F::Output> {
    let mut hosts: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for thing in things {
        let host = Url::parse(address(&thing)).map(|url| host_of(&url));
        hosts.entry(host.unwrap_or_default()).or_default().push(thing);
    }
    let each = |things| Box::pin(stream::iter(things).then(ask.clone()));
    stream::select_all(hosts.into_values().map(each))
}
