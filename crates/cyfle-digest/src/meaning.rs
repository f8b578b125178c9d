//! Whether a brief means anything in a catalogue on a day. Each of its values may be well formed and still ask for nothing:
//! [`Brief::set`] cannot tell, because it knows neither the catalogue nor the day.

use cyfle_catalogue::{Catalogue, nearest, shortened};
use jiff::civil::Date;

use crate::brief::Brief;

/// What of a brief means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaningless {
    /// The period begins behind the day of the issue, so that nothing can be in it.
    Ahead {
        /// Its first day.
        since: Date,
        /// The day of the issue.
        today: Date,
    },
    /// No opportunity has this id, and none that is retired had it.
    NoSuch {
        /// The parameter that names it.
        parameter: &'static str,
        /// The id.
        id: String,
        /// A known id that is close to it.
        near: Option<String>,
    },
}

/// Makes sure that a brief means something. What is dismissed or was seen may have gone since; what is chosen for this very
/// issue is there, or a slip.
///
/// # Errors
/// The first thing that means nothing.
pub fn check(brief: &Brief, catalogue: &Catalogue, today: Date) -> Result<(), Meaningless> {
    if brief.since > today {
        return Err(Meaningless::Ahead { since: brief.since, today });
    }
    let lists =
        [("include", &brief.include), ("order", &brief.order), ("leave_out", &brief.leave_out)];
    for (parameter, ids) in lists {
        for id in ids {
            let is_known =
                catalogue.opportunities.contains_key(id) || catalogue.archive.contains_key(id);
            if !is_known {
                let known = catalogue.opportunities.keys().map(String::as_str);
                let near = nearest(id, known).map(str::to_owned);
                return Err(Meaningless::NoSuch { parameter, id: shortened(id), near });
            }
        }
    }
    Ok(())
}
