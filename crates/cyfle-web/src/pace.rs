//! How often one client may ask, where whoever runs the service wants a limit. Off unless asked for.
//!
//! A client is an address; of IPv6 its network, because one household or attacker has a whole one. Behind a proxy every request
//! comes from the proxy's address, so the last entry of `X-Forwarded-For` counts, the one that the proxy itself wrote; without
//! a proxy that header is anybody's invention and is not read.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

use crate::caching::set;
use crate::embed::SCRIPTS;
use crate::refusal::Refusal;
use crate::server::ALWAYS_ANSWERED;
use crate::state::Live;
use crate::{assets, layers};

/// How often one client may ask.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Requests a minute; as many may come at once.
    pub per_minute: NonZeroU32,
    /// How to tell clients apart.
    pub clients: Clients,
}

/// How to tell clients apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clients {
    /// They connect themselves.
    Direct,
    /// A proxy in front connects, and writes where each request came from behind `X-Forwarded-For`.
    BehindProxy,
}

/// So many clients are remembered before those that have been quiet are forgotten.
const REMEMBERED: usize = 10_000;

/// So many clients are remembered at most: some five megabytes, whoever comes.
const MOST_CLIENTS: usize = 100_000;

/// How often those that have been quiet are looked for: that means looking at everyone, while all others wait.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(1);

/// Who comes when there is no room for more is counted as one client, under an address that nobody has.
const CROWD: IpAddr = IpAddr::V6(Ipv6Addr::UNSPECIFIED);

/// Says how often a client may ask.
pub(crate) const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Says what is left of that.
pub(crate) const STATE: HeaderName = HeaderName::from_static("ratelimit");

/// The time in which a whole allowance comes back.
const MINUTE: Duration = Duration::from_secs(60);

/// Counts the requests of each client.
#[derive(Clone)]
pub(crate) struct Limiter {
    live: Live,
    pace: Pace,
    spent: Arc<Mutex<Spent>>,
}

/// When each client's whole allowance will be back: one moment a client says everything (the generic cell rate algorithm).
#[derive(Default)]
struct Spent {
    whole_again: HashMap<IpAddr, Instant>,
    /// When those that have been quiet were last forgotten.
    swept: Option<Instant>,
}

impl Spent {
    /// Takes one request off a client's allowance and says how many are left, or how long to wait for one.
    fn take(
        &mut self,
        client: IpAddr,
        per_minute: NonZeroU32,
        now: Instant,
    ) -> Result<u32, Duration> {
        let client = self.counted_as(client, now);
        let one = MINUTE / per_minute.get();
        let whole_again = self.whole_again.get(&client).copied().unwrap_or(now).max(now) + one;
        let missing = whole_again - now;
        if missing > MINUTE {
            return Err(missing - MINUTE);
        }
        self.whole_again.insert(client, whole_again);
        let left = (MINUTE - missing).as_nanos() / one.as_nanos().max(1);
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }

    /// As which client one is counted: itself while it is known or there is room for it.
    fn counted_as(&mut self, client: IpAddr, now: Instant) -> IpAddr {
        if self.whole_again.len() < REMEMBERED || self.whole_again.contains_key(&client) {
            return client;
        }
        if self.swept.is_none_or(|swept| now.duration_since(swept) >= BETWEEN_SWEEPS) {
            self.swept = Some(now);
            self.whole_again.retain(|_, whole_again| *whole_again > now);
        }
        if self.whole_again.len() < MOST_CLIENTS { client } else { CROWD }
    }
}

impl Limiter {
    pub(crate) fn new(live: Live, pace: Pace) -> Self {
        Self { live, pace, spent: Arc::default() }
    }

    /// Takes a request off its client's allowance; none where it is not counted.
    pub(crate) fn take(&self, request: &Request) -> Option<Passage> {
        // Whoever watches the service must not be locked out by whoever floods it; and what a page asks is counted once, not again
        // for each file that it is shown with.
        let path = request.uri().path();
        if ALWAYS_ANSWERED.contains(&path)
            || assets::is_one(path)
            || SCRIPTS.contains(&path)
            || layers::is_preflight(request.method(), request.headers())
        {
            return None;
        }
        let client = client(request, self.pace.clients)?;
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let most = self.pace.per_minute.get();
        Some(match spent.take(client, self.pace.per_minute, Instant::now()) {
            Ok(left) => Passage::Granted { most, left },
            Err(wait) => {
                let wait = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                Passage::Refused { most, wait }
            }
        })
    }
}

/// Whether a request may pass, and what its client has left.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Passage {
    /// It may; so many more may come at once, of so many at most.
    Granted { most: u32, left: u32 },
    /// Not before so many seconds have passed.
    Refused { most: u32, wait: u64 },
}

impl Passage {
    /// Tells the client.
    pub(crate) fn sign(self, headers: &mut HeaderMap) {
        let (most, left) = match self {
            Self::Granted { most, left } => (most, left),
            Self::Refused { most, .. } => (most, 0),
        };
        let full_again = (u64::from(most - left.min(most)) * 60).div_ceil(u64::from(most.max(1)));
        set(headers, POLICY, &format!("\"client\";q={most};w=60"));
        set(headers, STATE, &format!("\"client\";r={left};t={full_again}"));
    }
}

/// Says when to come back, to a request that may not pass.
pub(crate) async fn refused(
    State(limiter): State<Limiter>,
    request: Request,
    next: Next,
) -> Response {
    match request.extensions().get::<Passage>() {
        Some(Passage::Refused { wait, .. }) => {
            Refusal::TooMany(*wait).answer(&limiter.live.site(), request.uri())
        }
        _ => next.run(request).await,
    }
}

fn client(request: &Request, clients: Clients) -> Option<IpAddr> {
    let connected = || {
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>();
        address.map(|ConnectInfo(address)| address.ip())
    };
    let address = match clients {
        Clients::Direct => connected(),
        Clients::BehindProxy => forwarded(request.headers()).or_else(connected),
    };
    address.map(network)
}

/// The last address: those before it were written by whoever asked.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let written = headers.get_all("x-forwarded-for").iter().next_back()?;
    written.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut parts = address.segments();
            parts[4..].fill(0);
            IpAddr::V6(Ipv6Addr::from(parts))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_what_the_proxy_wrote_is_believed() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded(&headers), None);
        headers.append("x-forwarded-for", HeaderValue::from_static("203.0.113.9, 198.51.100.7"));
        assert_eq!(forwarded(&headers), "198.51.100.7".parse().ok());
        headers.append("x-forwarded-for", HeaderValue::from_static("192.0.2.1"));
        assert_eq!(forwarded(&headers), "192.0.2.1".parse().ok());
    }

    #[test]
    fn an_allowance_comes_back_bit_by_bit() {
        let (mut spent, start) = (Spent::default(), Instant::now());
        let client = IpAddr::from([192, 0, 2, 1]);
        let mut take = |seconds: u64| {
            let four = NonZeroU32::new(4).expect("not zero");
            spent.take(client, four, start + Duration::from_secs(seconds))
        };
        assert_eq!([take(0), take(0), take(0), take(0)], [Ok(3), Ok(2), Ok(1), Ok(0)]);
        assert_eq!(take(5), Err(Duration::from_secs(10)));
        assert_eq!(take(15), Ok(0));
        assert_eq!(take(200), Ok(3));
    }

    #[test]
    fn clients_that_have_been_quiet_are_forgotten() {
        let (mut spent, start) = (Spent::default(), Instant::now());
        let two = NonZeroU32::new(2).expect("not zero");
        for number in 0..u32::try_from(REMEMBERED).expect("a small number") {
            assert!(spent.take(IpAddr::from(number.to_be_bytes()), two, start).is_ok());
        }
        let later = start + MINUTE;
        assert_eq!(spent.take(IpAddr::from([203, 0, 113, 1]), two, later), Ok(1));
        assert_eq!(spent.whole_again.len(), 1);
    }

    #[test]
    fn a_flood_of_clients_takes_no_more_room_than_is_set_and_leaves_those_who_are_known_alone() {
        let (mut spent, start) = (Spent::default(), Instant::now());
        let two = NonZeroU32::new(2).expect("not zero");
        let many = u32::try_from(MOST_CLIENTS).expect("a small number");
        let client = |number: u32| IpAddr::from(number.to_be_bytes());
        for number in 0..many {
            assert_eq!(spent.take(client(number), two, start), Ok(1));
        }
        let newcomers = [many, many + 1, many + 2].map(|one| spent.take(client(one), two, start));
        assert_eq!(newcomers, [Ok(1), Ok(0), Err(MINUTE / 2)], "they share one allowance");
        assert_eq!(spent.take(client(7), two, start), Ok(0), "its own is not touched");
        assert_eq!(spent.whole_again.len(), MOST_CLIENTS + 1);
        // All but one have been quiet, and nobody looks again within a second of the last look.
        spent.swept = Some(start + MINUTE / 2);
        let soon = start + MINUTE / 2 + BETWEEN_SWEEPS / 2;
        assert!(spent.take(client(many + 3), two, soon).is_ok());
        assert_eq!(spent.whole_again.len(), MOST_CLIENTS + 1);
        assert_eq!(spent.take(client(many + 3), two, soon + BETWEEN_SWEEPS), Ok(1));
        assert!(spent.whole_again.len() <= 3, "{}", spent.whole_again.len());
    }

    #[test]
    fn one_network_is_one_client() {
        let network = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
