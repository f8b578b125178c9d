//! How the watch over the funders' pages is: a plain value that the program works out and the pages show. A catalogue whose
//! watch has died looks like one whose pages do not change; saying so in public is the remedy.

use jiff::civil::Date;

use crate::moment::Moment;

/// How the watch is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WatchHealth {
    /// When a run last came to its end.
    pub last_run: Option<Moment>,
    /// By when the next one should have come to its end.
    pub due_by: Option<Moment>,
    /// How many pages are watched.
    pub pages: usize,
    /// How many of them have been read at least once.
    pub read: usize,
    /// The entry whose pages were read longest ago, and the day of that reading.
    pub oldest: Option<(String, Date)>,
    /// Sources with pages that could not be read the last time, and how many of each.
    pub failing: Vec<(String, usize)>,
}

impl WatchHealth {
    /// Whether the watch has not run for longer than its rhythm allows, or never has.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.due_by.is_none_or(|due| now > due)
    }

    /// How many pages could not be read the last time.
    pub fn failing_pages(&self) -> usize {
        self.failing.iter().map(|(_, pages)| pages).sum()
    }
}
