//! The status of every entry at a moment, worked out once and kept until the first of them may change.
//!
//! A status changes when a round opens or closes, and says how many days are left; so what was worked out holds until the
//! next such time, and no longer than the day.

use std::sync::{Arc, Mutex, PoisonError};

use cyfle_catalogue::Moment;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::{Status, status};
use jiff::civil::DateTime;

/// What was last worked out.
#[derive(Debug, Default)]
pub(crate) struct States {
    last: Mutex<Option<Arc<Snapshot>>>,
}

/// Statuses by entry number, and for how long they hold.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) of: Vec<Status>,
    from: Moment,
    until: Option<DateTime>,
}

impl States {
    /// The statuses at a moment.
    pub(crate) fn at(&self, moment: Moment, catalogue: &Catalogue) -> Arc<Snapshot> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(snapshot) = last.as_ref().filter(|snapshot| snapshot.holds_at(moment)) {
            return Arc::clone(snapshot);
        }
        let of: Vec<Status> =
            catalogue.opportunities.values().map(|one| status(one, moment)).collect();
        let until = of.iter().filter_map(|status| status.until).min();
        let snapshot = Arc::new(Snapshot { of, from: moment, until });
        *last = Some(Arc::clone(&snapshot));
        snapshot
    }
}

impl Snapshot {
    fn holds_at(&self, moment: Moment) -> bool {
        self.from <= moment
            && self.from.day() == moment.day()
            && self.until.is_none_or(|until| moment.wall_clock() < until)
    }
}
