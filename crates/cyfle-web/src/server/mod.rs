//! Listening, with limits: how many connections, how long a client may take, how much it may send before it is understood.
//!
//! `axum::serve` has none of these, and a service in other people's front pages needs them all. Over the limit, a request is
//! answered 503 with `Retry-After` on a connection that then closes, except for [`ALWAYS_ANSWERED`], because whoever watches
//! the service must be able to tell busy from dead, and for preflights, because a script whose preflight fails is told nothing.
//! A signal to stop drains: what has arrived is answered, nothing more is read ([`stopping`]).

mod stopping;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{Response, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::stopping::{Answer, Busy, Incoming};
use crate::front::{Answering, App};
use crate::layers;
use crate::pace::Pace;
use crate::refusal::Refusal;
use crate::state::Live;

/// Answered even when everything else is refused.
pub(crate) const ALWAYS_ANSWERED: [&str; 3] = ["/health", "/ready", "/metrics"];

/// The largest head of a request in bytes: an address with a question of 4 KB, escaped, and its headers.
const LARGEST_HEAD: usize = 64 * 1024;

/// The most headers of a request.
const MOST_HEADERS: usize = 64;

/// What clients may take up.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections that are served at once; as many again are told that the service is busy, the rest wait in the
    /// system's queue.
    pub connections: usize,
    /// How long the head of a request may take, from the moment at which one is awaited.
    pub head: Duration,
    /// How long a connection may live; then the request that runs is answered and it is closed.
    pub connection: Duration,
    /// How often one client may ask.
    pub pace: Option<Pace>,
    /// How long running requests may go on after a signal to stop, or after their connection's time.
    pub drain: Duration,
}

impl Default for Limits {
    /// Generous for people and proxies, and still bounded: a connection holds at most 64 KB of a request and 128 KB of an
    /// answer, and what is larger of all answers together is bounded by `weight`.
    fn default() -> Self {
        Self {
            connections: 1024,
            head: Duration::from_secs(30),
            connection: Duration::from_secs(300),
            pace: None,
            drain: Duration::from_secs(20),
        }
    }
}

/// Serves until a shutdown is asked for, then lets running requests finish.
pub async fn serve(
    live: Live,
    listener: TcpListener,
    limits: Limits,
    shutdown: impl Future<Output = ()> + Send + 'static,
) {
    let server = Server {
        app: App::new(live.clone(), limits.pace),
        live,
        limits,
        stop: CancellationToken::new(),
        served: Arc::new(Semaphore::new(limits.connections)),
        refused: Arc::new(Semaphore::new(limits.connections)),
    };
    let running = TaskTracker::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = server.accept(&listener) => accepted,
            () = &mut shutdown => break,
        };
        if let Some((stream, peer, place)) = accepted {
            running.spawn(server.clone().connection(stream, peer, place));
        }
    }
    drop(listener);
    server.stop.cancel();
    running.close();
    if timeout(limits.drain, running.wait()).await.is_err() {
        tracing::warn!("some requests were still running when the time to finish them was over");
    }
}

/// What every connection shares.
#[derive(Clone)]
struct Server {
    app: App,
    live: Live,
    limits: Limits,
    stop: CancellationToken,
    served: Arc<Semaphore>,
    refused: Arc<Semaphore>,
}

/// What a connection holds while it lives.
struct Place {
    refused: bool,
    _permit: OwnedSemaphorePermit,
}

impl Server {
    /// The next connection, once there is a place for it or for refusing it.
    async fn accept(&self, listener: &TcpListener) -> Option<(TcpStream, SocketAddr, Place)> {
        let refusal = Arc::clone(&self.refused).acquire_owned().await.ok()?;
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(reason) => {
                // Too many open files, or a client that went away: neither ends the service, and a breath lets files close.
                tracing::warn!(%reason, "a connection could not be accepted");
                sleep(Duration::from_millis(50)).await;
                return None;
            }
        };
        let place = match Arc::clone(&self.served).try_acquire_owned() {
            Ok(permit) => Place { refused: false, _permit: permit },
            Err(_) => Place { refused: true, _permit: refusal },
        };
        Some((stream, peer, place))
    }

    async fn connection(self, stream: TcpStream, peer: SocketAddr, place: Place) {
        // Answers are written whole, so waiting to fill a packet only delays them; a socket that refuses is merely slower.
        let _ = stream.set_nodelay(true);
        let mut builder = hyper::server::conn::http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.head)
            .max_headers(MOST_HEADERS)
            .max_buf_size(LARGEST_HEAD)
            .keep_alive(!place.refused);
        let busy = Busy::default();
        let service = hyper::service::service_fn(|mut request: Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            let until_written = busy.begin();
            let answer = self.answer(request, place.refused);
            async {
                let answer = answer.await?;
                Ok::<_, Infallible>(answer.map(|body| Answer::new(body, until_written)))
            }
        });
        let (from, to) = stream.into_split();
        let from = Incoming::new(from, busy.clone(), self.stop.clone());
        let stream = TokioIo::new(tokio::io::join(from, to));
        let mut connection = pin!(builder.serve_connection(stream, service));
        let ended = tokio::select! {
            ended = connection.as_mut() => Some(ended),
            () = sleep(self.limits.connection) => None,
            () = self.stop.cancelled() => None,
        };
        let ended = match ended {
            Some(ended) => ended,
            None => {
                connection.as_mut().graceful_shutdown();
                timeout(self.limits.drain, connection).await.unwrap_or(Ok(()))
            }
        };
        if let Err(reason) = ended {
            // Clients go away and send nonsense all day; nobody has to look at that.
            tracing::debug!(%reason, "a connection ended early");
        }
    }

    fn answer(&self, request: Request<hyper::body::Incoming>, refused: bool) -> Answering {
        let is_answered = ALWAYS_ANSWERED.contains(&request.uri().path())
            || layers::is_preflight(request.method(), request.headers());
        if refused && !is_answered {
            return Answering::Now(Some(busy(&self.live, request.uri())));
        }
        self.app.ask(request.map(Body::new))
    }
}

/// What is answered when everything is taken.
fn busy(live: &Live, uri: &Uri) -> Response<Body> {
    live.metrics().count_refused();
    Refusal::Busy.answer(&live.site(), uri)
}

#[cfg(test)]
mod tests;
