//! The status of every entry at a moment, worked out once and kept until the first of them may change.
//!
//! A status changes when a round opens or closes, and says how many days are left; so what was worked out holds until the
//! next such time, and no longer than the day.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use cyfle_catalogue::Moment;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::{Status, status};
use jiff::civil::{Date, DateTime};

use crate::bits::Bits;
use crate::rank;
use crate::traits::Traits;

/// What was last worked out.
#[derive(Debug, Default)]
pub(crate) struct States {
    last: Mutex<Option<Arc<Snapshot>>>,
}

/// Statuses by entry number with what follows from them, and for how long they hold.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) of: Vec<Status>,
    /// The entries in each state, by its code.
    by_code: BTreeMap<&'static str, Bits>,
    /// Entries that are over and not known to come back.
    pub(crate) over: Bits,
    /// What speaks for each entry whatever is asked, its timetable included.
    pub(crate) standing: Vec<f32>,
    from: Moment,
    until: Option<DateTime>,
}

impl States {
    /// The statuses at a moment.
    pub(crate) fn at(
        &self,
        moment: Moment,
        catalogue: &Catalogue,
        traits: &Traits,
    ) -> Arc<Snapshot> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(snapshot) = last.as_ref().filter(|snapshot| snapshot.holds_at(moment)) {
            return Arc::clone(snapshot);
        }
        let snapshot = Arc::new(Snapshot::new(moment, catalogue, traits));
        *last = Some(Arc::clone(&snapshot));
        snapshot
    }
}

impl Snapshot {
    /// The day for which it is.
    pub(crate) fn day(&self) -> Date {
        self.from.day()
    }

    fn new(moment: Moment, catalogue: &Catalogue, traits: &Traits) -> Self {
        let of: Vec<Status> =
            catalogue.opportunities.values().map(|one| status(one, moment)).collect();
        let mut by_code: BTreeMap<&'static str, Bits> = BTreeMap::new();
        let mut over = Bits::none(of.len());
        let mut standing = Vec::with_capacity(of.len());
        for (number, status) in of.iter().enumerate() {
            let own = by_code.entry(status.state.code());
            own.or_insert_with(|| Bits::none(of.len())).insert(number);
            if traits.is_over(number, status.state) {
                over.insert(number);
            }
            let (comes_back, page_closed) =
                (traits.comes_back.contains(number), traits.page_closed.contains(number));
            let timely = rank::timeliness(status.state, comes_back, page_closed);
            standing.push(traits.standing[number] + timely);
        }
        let until = of.iter().filter_map(|status| status.until).min();
        Self { of, by_code, over, standing, from: moment, until }
    }

    /// The entries whose state has a code.
    pub(crate) fn with(&self, code: &str) -> Option<&Bits> {
        self.by_code.get(code)
    }

    fn holds_at(&self, moment: Moment) -> bool {
        self.from <= moment
            && self.from.day() == moment.day()
            && self.until.is_none_or(|until| moment.wall_clock() < until)
    }
}
