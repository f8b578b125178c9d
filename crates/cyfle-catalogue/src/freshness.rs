//! How long ago a person compared an entry with its page, on a day. Computed when asked, never stored.
//!
//! *Changed* and *checked* are two things: an entry that nobody has touched for a year may have been checked yesterday, and
//! one that was edited yesterday may never have been. Only the date of the last comparison counts here.

use jiff::civil::Date;

use crate::opportunity::Provenance;

/// For so many days after a comparison an entry is fresh. Most rounds last longer than a quarter, so within one a page says
/// the same as it did.
pub const FRESH_DAYS: i32 = 90;

/// For so many days it is ageing, and stale afterwards: by then a yearly round has opened and closed unseen.
pub const AGEING_DAYS: i32 = 365;

/// How far the comparison of an entry with its page can still be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freshness {
    /// Compared at most [`FRESH_DAYS`] days ago.
    Fresh,
    /// Compared at most [`AGEING_DAYS`] days ago.
    Ageing,
    /// Compared longer ago.
    Stale,
    /// No person has compared it yet.
    NeverChecked,
}

impl Freshness {
    /// Every degree, the best first.
    pub const ALL: [Self; 4] = [Self::Fresh, Self::Ageing, Self::Stale, Self::NeverChecked];

    /// The id in the vocabulary `freshness`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Ageing => "ageing",
            Self::Stale => "stale",
            Self::NeverChecked => "never-checked",
        }
    }

    /// The freshness of an entry on a day. Seen from a day before the comparison, as `--today` allows, it is fresh.
    pub fn on(day: Date, provenance: &Provenance) -> Self {
        let Some(checked) = provenance.checked else { return Self::NeverChecked };
        match days_between(checked, day) {
            days if days <= FRESH_DAYS => Self::Fresh,
            days if days <= AGEING_DAYS => Self::Ageing,
            _ => Self::Stale,
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn checked(on: Option<Date>) -> Provenance {
        Provenance {
            sources: Vec::new(),
            as_of: None,
            added: date(2025, 1, 1),
            checked: on,
            inferred: Vec::new(),
        }
    }

    #[test]
    fn freshness_runs_out_on_the_day_after_each_limit() {
        let entry = checked(Some(date(2026, 1, 1)));
        let days = [
            (date(2026, 1, 1), Freshness::Fresh),
            (date(2026, 4, 1), Freshness::Fresh),
            (date(2026, 4, 2), Freshness::Ageing),
            (date(2027, 1, 1), Freshness::Ageing),
            (date(2027, 1, 2), Freshness::Stale),
            (date(2025, 6, 1), Freshness::Fresh),
        ];
        for (day, freshness) in days {
            assert_eq!(Freshness::on(day, &entry), freshness, "{day}");
        }
    }

    #[test]
    fn what_nobody_has_checked_is_never_called_fresh() {
        assert_eq!(Freshness::on(date(2025, 1, 1), &checked(None)), Freshness::NeverChecked);
    }
}
