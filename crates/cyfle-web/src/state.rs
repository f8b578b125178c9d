//! What every handler shares: the engine, what time it is, and the address under which the service is reached.
//!
//! A catalogue that changes while the service runs becomes another [`Site`], put in place as a whole: no request sees half
//! of each.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwap;
use axum::extract::FromRef;
use cyfle_catalogue::watch::WatchHealth;
use cyfle_catalogue::{Catalogue, Moment};
use cyfle_search::Engine;

use crate::api::document;
use crate::api::written::Written;
use crate::metrics::{Metrics, Reload};
use crate::standing::{Problems, Standing};

/// Tells the moment at which a request is answered. Given by the program, because nothing here reads the clock.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// Tells how the watch over the funders' pages of a catalogue is. Given by the program, because nothing here reads files.
pub type Pulse = Arc<dyn Fn(&Catalogue) -> WatchHealth + Send + Sync>;

/// The service.
pub struct Site {
    /// Answers questions.
    pub engine: Engine,
    /// The address under which people reach it, without a slash at the end.
    pub base_url: String,
    /// The mailbox to which readers write about mistakes; without one no page offers to.
    pub contact: Option<String>,
    /// What its answers are written from.
    pub(crate) written: Written,
    document: OnceLock<serde_json::Value>,
    pulse: Option<Pulse>,
    /// Tells this service from every other in the process.
    pub(crate) number: u64,
    clock: Clock,
}

/// The service, as handlers get it: the one that was current when the request came, to its end.
pub(crate) type Shared = Arc<Site>;

/// The service that is current. Its copies are handles to the same one, so that the program can put another in its place
/// while requests are answered.
#[derive(Clone)]
pub struct Live(Arc<Running>);

/// What lasts while services come and go.
struct Running {
    site: ArcSwap<Site>,
    standing: ArcSwap<Standing>,
    metrics: Metrics,
}

impl Live {
    /// Begins with a service of the catalogue inside the program.
    pub fn new(site: Site) -> Self {
        Self::on(site, Standing::default())
    }

    /// Begins with a service and what it stands on.
    pub fn on(site: Site, standing: Standing) -> Self {
        Self(Arc::new(Running {
            site: ArcSwap::from_pointee(site),
            standing: ArcSwap::from_pointee(standing),
            metrics: Metrics::default(),
        }))
    }

    /// Every request from now on gets this service; those that run keep theirs.
    pub fn replace(&self, site: Site, standing: Standing) {
        self.0.site.store(Arc::new(site));
        self.0.standing.store(Arc::new(standing));
        self.0.metrics.count_reload(Reload::Served);
    }

    /// Goes on with the same service, which is not the one that should be served: why, and what was found in its files.
    pub fn keep(&self, degraded: &'static str, problems: Option<Problems>) {
        let origin = self.0.standing.load().origin.clone();
        let standing = Standing { origin, degraded: Some(degraded), problems };
        self.0.standing.store(Arc::new(standing));
        self.0.metrics.count_reload(Reload::Refused);
    }

    /// What the service stands on.
    pub(crate) fn standing(&self) -> Arc<Standing> {
        self.0.standing.load_full()
    }

    /// The current service.
    pub fn site(&self) -> Arc<Site> {
        self.0.site.load_full()
    }

    /// What is counted.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// The words of questions to which nothing was found, with how often they were asked, most frequent first. Those that
    /// few asked are kept back, see [`crate::TOLD_FROM`]; those that are told are forgotten.
    pub fn take_unanswered(&self) -> Vec<(String, u64)> {
        self.0.metrics.unanswered.take()
    }
}

impl FromRef<Live> for Shared {
    fn from_ref(live: &Live) -> Self {
        live.site()
    }
}

impl Site {
    /// Puts the service together.
    pub fn new(engine: Engine, clock: Clock, base_url: &str) -> Self {
        static BUILT: AtomicU64 = AtomicU64::new(0);
        let base_url = base_url.trim_end_matches('/').to_owned();
        let number = BUILT.fetch_add(1, Ordering::Relaxed);
        Self {
            engine,
            clock,
            base_url,
            contact: None,
            written: Written::new(),
            document: OnceLock::new(),
            pulse: None,
            number,
        }
    }

    /// The same service, which shows how the watch over the funders' pages is.
    #[must_use]
    pub fn with_pulse(mut self, pulse: Option<Pulse>) -> Self {
        self.pulse = pulse;
        self
    }

    /// How the watch over the funders' pages is; none where the service knows of no watch.
    pub(crate) fn watch_health(&self) -> Option<WatchHealth> {
        self.pulse.as_ref().map(|pulse| pulse(self.engine.catalogue()))
    }

    /// The same service, whose readers write to this mailbox about mistakes.
    #[must_use]
    pub fn with_contact(mut self, mailbox: Option<&str>) -> Self {
        self.contact = mailbox.map(str::to_owned);
        self
    }

    /// The OpenAPI document, put together when it is first asked for.
    pub(crate) fn document(&self) -> &serde_json::Value {
        self.document.get_or_init(|| document::document(self.engine.catalogue(), &self.base_url))
    }

    /// The moment at which it is asked.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }
}
