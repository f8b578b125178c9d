//! What every handler shares: the engine, what time it is, and the address under which the service is reached.

use std::sync::Arc;

use cyfle_catalogue::Moment;
use cyfle_search::Engine;

/// Tells the moment at which a request is answered. Given by the program, because nothing here reads the clock.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The service.
pub struct Site {
    /// Answers questions.
    pub engine: Engine,
    /// The address under which people reach it, without a slash at the end.
    pub base_url: String,
    clock: Clock,
}

/// The service, as handlers get it.
pub(crate) type Shared = Arc<Site>;

impl Site {
    /// Puts the service together.
    pub fn new(engine: Engine, clock: Clock, base_url: &str) -> Self {
        Self { engine, clock, base_url: base_url.trim_end_matches('/').to_owned() }
    }

    /// The moment at which it is asked.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }
}
