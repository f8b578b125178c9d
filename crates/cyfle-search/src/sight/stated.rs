//! What one entry says of a wish for which there is no column: sums, times and days, and what builds on a qualification.

use cyfle_catalogue::Opportunity;
use cyfle_catalogue::status::{State, Status};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::ladder::Ladder;
use crate::results::Concept;

/// What an entry says of a wish for which there is no column, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    Otherwise,
    Nothing,
    Nearly,
    So,
}

/// Whether someone with a highest qualification is not shut out, and is not offered what they have.
pub(super) fn suits(ladder: &Ladder, own: &str, one: &Opportunity) -> Stated {
    let height = |id: &str| ladder.height(id);
    let eligibility = &one.eligibility;
    let too_high =
        eligibility.qualification.as_ref().is_some_and(|least| height(least) > height(own));
    let barred =
        eligibility.qualification_bar.as_ref().is_some_and(|bar| height(own) >= height(bar));
    let own_height = height(own).unwrap_or(0);
    let stages = &one.offer.education_stages;
    let is_next = |stage: &String| ladder.is_step(stage, own_height);
    let no_step = !stages.is_empty() && !stages.iter().any(is_next);
    if too_high || barred || no_step { Stated::Otherwise } else { Stated::So }
}

/// What pays more than so many times what is wanted at most is something else altogether.
const FAR_MORE: u64 = 10;

/// Whether it gives as much as is wanted, or no more.
pub(super) fn amount(concept: Concept, value: &str, one: &Opportunity) -> Stated {
    let most = one.offer.most_in_pounds();
    match (most, value.parse::<u64>().ok()) {
        (Some(most), Some(asked)) if concept == Concept::AmountMin => {
            if most >= asked {
                Stated::So
            } else {
                Stated::Otherwise
            }
        }
        // What pays more pays this too, but is made for something else.
        (Some(most), Some(asked)) => {
            if most <= asked {
                Stated::So
            } else if most <= asked.saturating_mul(FAR_MORE) {
                Stated::Nearly
            } else {
                Stated::Otherwise
            }
        }
        _ => Stated::Nothing,
    }
}

/// What closed longer ago, in years, has no anniversary that would say anything.
const LONGEST_AGO: i32 = 5;

/// What a status says of an end between two days. What is over has none ahead, and what is expected has it in some month of
/// which nobody has said so; of what has closed, and may come back on some anniversary of that day, it is open.
pub(super) fn closes_within(
    status: &Status,
    is_over: bool,
    today: Date,
    (from, to): (Date, Date),
) -> Stated {
    if status.ends().next().is_some() {
        return if status.end_within(from, to).is_some() { Stated::So } else { Stated::Otherwise };
    }
    let may_be = match (status.estimate, status.last_closed) {
        _ if is_over => false,
        (Some(estimate), _) => {
            let first = estimate.closes.first_day();
            first <= to && from <= first.last_of_month()
        }
        (None, Some(closed)) if status.state == State::Closed => {
            let mut years = (1..=LONGEST_AGO).filter_map(|n| closed.checked_add(n.years()).ok());
            let next = years.find(|day| *day >= today);
            let may_return = next.is_some_and(|day| (from..=to).contains(&day));
            return if may_return { Stated::Nothing } else { Stated::Otherwise };
        }
        (None, _) => return Stated::Nothing,
    };
    if may_be { Stated::Nearly } else { Stated::Otherwise }
}

/// Shares that differ by less than a quarter of a day in a week are one: people round them.
const SAME_SHARE: f64 = 0.05;

/// Whether it is for a share of a working week.
pub(super) fn working_time(value: &str, one: &Opportunity) -> Stated {
    let stated = one.offer.salary.as_ref().and_then(|salary| salary.wte);
    match (stated, value.parse::<f64>().ok()) {
        (Some(share), Some(asked)) if (share - asked).abs() < SAME_SHARE => Stated::So,
        (Some(_), _) => Stated::Nearly,
        (None, _) => Stated::Nothing,
    }
}

/// Whether it takes so many months.
pub(super) fn duration(value: &str, one: &Opportunity) -> Stated {
    let Some(range) = &one.offer.duration_months else { return Stated::Nothing };
    let Ok(asked) = value.parse::<u16>() else { return Stated::Nothing };
    let least = range.min.or(range.max).unwrap_or(0);
    let most = range.max.unwrap_or(u16::MAX);
    if (least..=most).contains(&asked) { Stated::So } else { Stated::Nearly }
}
