//! Figures of the watch over the funders' pages, for whoever is woken when it dies. A service that knows of no watch has none.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::state::Site;

/// A figure that may be absent: a gauge by itself would say nought.
pub(crate) type Perhaps = Family<[(&'static str, &'static str); 0], Gauge>;

/// The figures.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    overdue: Perhaps,
    hours: Perhaps,
    pages: Family<PageLabels, Gauge>,
    failing: Family<SourceLabels, Gauge>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PageLabels {
    read: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SourceLabels {
    source: String,
}

impl Figures {
    /// Makes them known.
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register(
            "watch_overdue",
            "1 where the watch over the funders' pages has not run for longer than its rhythm allows",
            self.overdue.clone(),
        );
        registry.register("watch_age_hours", "Hours since the watch last ran", self.hours.clone());
        registry.register(
            "watch_pages",
            "Watched pages, read at least once or never",
            self.pages.clone(),
        );
        registry.register(
            "watch_failing_pages",
            "Watched pages that could not be read the last time",
            self.failing.clone(),
        );
    }

    /// Takes them from how the watch is now; nothing is left of the time before, nor of a service that knew of a watch.
    pub(crate) fn take(&self, site: &Site) {
        self.overdue.clear();
        self.hours.clear();
        self.pages.clear();
        self.failing.clear();
        let Some(health) = site.watch_health() else { return };
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let now = site.now();
        self.overdue.get_or_create(&[]).set(i64::from(health.is_overdue(now)));
        if let Some(last) = health.last_run {
            let age = now.wall_clock().duration_since(last.wall_clock());
            self.hours.get_or_create(&[]).set(age.as_hours().max(0));
        }
        self.pages.get_or_create(&PageLabels { read: "yes" }).set(count(health.read));
        let unread = health.pages.saturating_sub(health.read);
        self.pages.get_or_create(&PageLabels { read: "never" }).set(count(unread));
        for (source, pages) in health.failing {
            self.failing.get_or_create(&SourceLabels { source }).set(count(pages));
        }
    }
}
