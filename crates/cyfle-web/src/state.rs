//! What every handler shares: the engine, what time it is, and the address under which the service is reached.
//!
//! A catalogue that changes while the service runs becomes another [`Site`], put in place as a whole with what it stands on: no
//! request sees half of each.

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
    /// The mailbox to which readers write about mistakes, or the address of the page that takes reports; without one no page
    /// offers to.
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
    serving: ArcSwap<Serving>,
    metrics: Metrics,
}

/// A service and what it stands on, which are read together and replaced together.
pub(crate) struct Serving {
    /// The service.
    pub(crate) site: Arc<Site>,
    /// What it stands on.
    pub(crate) standing: Standing,
}

impl Live {
    /// Begins with a service of the catalogue inside the program.
    pub fn new(site: Site) -> Self {
        Self::on(site, Standing::default())
    }

    /// Begins with a service and what it stands on.
    pub fn on(site: Site, standing: Standing) -> Self {
        let serving = Serving { site: Arc::new(site), standing };
        Self(Arc::new(Running {
            serving: ArcSwap::from_pointee(serving),
            metrics: Metrics::default(),
        }))
    }

    /// Every request from now on gets this service; those that run keep theirs.
    pub fn replace(&self, site: Site, standing: Standing) {
        self.0.serving.store(Arc::new(Serving { site: Arc::new(site), standing }));
        self.0.metrics.count_reload(Reload::Served);
    }

    /// Goes on with the same service, which is not the one that should be served: why, and what was found in its files.
    pub fn keep(&self, degraded: &'static str, problems: Option<Problems>) {
        self.0.serving.rcu(|serving| {
            let origin = serving.standing.origin.clone();
            let standing = Standing { origin, degraded: Some(degraded), problems };
            Serving { site: Arc::clone(&serving.site), standing }
        });
        self.0.metrics.count_reload(Reload::Refused);
    }

    /// The current service with what it stands on.
    pub(crate) fn serving(&self) -> Arc<Serving> {
        self.0.serving.load_full()
    }

    /// The current service.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.0.serving.load().site)
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

    /// The same service, whose readers tell of mistakes here.
    #[must_use]
    pub fn with_contact(mut self, contact: Option<&str>) -> Self {
        self.contact = contact.map(str::to_owned);
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

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::standing::Origin;

    fn site(base_url: &str) -> Site {
        let noon: Moment = "2026-11-22T12:00".parse().expect("a moment");
        Site::new(Engine::in_memory(Arc::default()), Arc::new(move || noon), base_url)
    }

    fn standing(generation: &str) -> Standing {
        Standing { origin: Origin::Index(generation.to_owned()), ..Standing::default() }
    }

    #[test]
    fn a_service_and_what_it_stands_on_are_never_those_of_two() {
        let live = Live::on(site("0"), standing("0"));
        thread::scope(|scope| {
            let replacing = scope.spawn(|| {
                for number in 1..100_u32 {
                    let name = number.to_string();
                    live.replace(site(&name), standing(&name));
                }
            });
            while !replacing.is_finished() {
                let serving = live.serving();
                let generation = serving.standing.origin.generation();
                assert_eq!(generation, Some(serving.site.base_url.as_str()));
            }
        });
        assert_eq!(live.site().base_url, "99");
    }

    #[test]
    fn what_goes_on_is_the_same_service_and_stands_where_it_stood() {
        let live = Live::on(site("0"), standing("0"));
        let before = live.site();
        live.keep("unsound", Some(Problems { errors: 2, warnings: 1 }));
        let serving = live.serving();
        assert!(Arc::ptr_eq(&before, &serving.site));
        let problems = Some(Problems { errors: 2, warnings: 1 });
        let kept = Standing { degraded: Some("unsound"), problems, ..standing("0") };
        assert_eq!(serving.standing, kept);
    }
}
