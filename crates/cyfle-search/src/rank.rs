//! Every weight, in one place, each with its reason. Hits are ordered by `Order`, part by part; the numbers below only
//! decide among hits that are equal in everything before them.

use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::opportunity::{Inclusion, Pattern};
use cyfle_catalogue::status::State;
use cyfle_catalogue::{Facet, Opportunity};

use crate::indexer::Part;
use crate::results::Reason;

/// The order of a hit, best first. The first difference decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Order {
    /// It was asked for by its name.
    pub(crate) named: bool,
    /// What an applicant in Wales cannot use comes after everything usable, unless it was asked for.
    pub(crate) unusable: bool,
    /// How many things asked for it contradicts.
    pub(crate) missed: usize,
    /// It says nothing on most of what was asked: then it is no better than one that misses one thing.
    pub(crate) silent: bool,
    /// How many things asked for it does not state.
    pub(crate) unstated: usize,
    /// Everything else, larger is better.
    pub(crate) score: f32,
}

impl Order {
    /// Compares so that the better hit comes first; entry numbers break ties, so that the order is always the same.
    pub(crate) fn compare(left: (Self, usize), right: (Self, usize)) -> std::cmp::Ordering {
        let key = |order: Self| {
            let short = order.missed.max(usize::from(order.silent));
            (!order.named, order.unusable, short, order.missed + order.unstated)
        };
        key(left.0)
            .cmp(&key(right.0))
            .then(right.0.score.total_cmp(&left.0.score))
            .then(left.1.cmp(&right.1))
    }
}

/// How much a word counts where it stands. People name an opportunity by its title; a summary says what it is; labels are
/// shared by many entries; prose mentions much that is beside the point.
pub(crate) const fn part_boost(part: Part) -> f32 {
    match part {
        Part::Title => 4.0,
        Part::Summary => 1.5,
        Part::Names => 1.5,
        Part::Details => 0.7,
    }
}

/// A word in several fields is a little better than in one, not several times better (the usual value for a disjunction maximum).
pub(crate) const TIE_BREAKER: f32 = 0.1;

/// Text scores are shares of the best one (0–1). Words that nothing else explains are what makes this question different
/// from the next, so they weigh more than any one fact; words that were understood already count as facts, and in the text
/// they only help to tell equals apart.
pub(crate) fn text(unexplained: f32, all: f32) -> f32 {
    6.0 * unexplained + 2.0 * all
}

/// A kind that people use for another ("funding" for a fellowship), or a thing that an entry says in its own words without
/// carrying the value, is right, only not as plainly.
pub(crate) const NEARLY: f32 = 0.4;

/// Of entries that all have a value, how plainly each has it.
pub fn closeness(reason: &Reason, opportunity: &Opportunity) -> f32 {
    let named = &opportunity.audience.professions;
    match reason.facet {
        // Someone's own profession is named; then its group; then everyone.
        Facet::Profession if named.contains(&reason.value) => 3.0,
        Facet::Profession | Facet::ProfessionGroup
            if named.iter().any(|id| id == ALL_HEALTHCARE_SCIENCE) =>
        {
            1.0
        }
        Facet::Profession | Facet::ProfessionGroup => 2.0,
        // What is for one level is more to the point than what is for all five.
        Facet::CareerLevel => 2.0 - 0.25 * count(opportunity.audience.career_levels.len()),
        Facet::Theme => 1.5 - 0.15 * count(opportunity.themes.len()),
        Facet::Kind | Facet::Topic | Facet::EducationStage => 1.5,
        Facet::Funder => 3.0,
        _ => 1.0,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of values")]
fn count(values: usize) -> f32 {
    values as f32
}

/// What speaks for an entry whatever was asked.
pub(crate) fn standing_by_itself(opportunity: &Opportunity, state: State) -> f32 {
    // What is made for Wales alone is made for these readers; what does not say where it is open has to be asked first.
    let nations = &opportunity.eligibility.nations;
    let at_home = match nations.as_slice() {
        [only] if only == "wales" => 0.8,
        [] => -0.4,
        _ => 0.0,
    };
    timeliness(opportunity, state) + clarity(opportunity.eligibility.healthcare_science) + at_home
}

/// What can be used now or has a known next date is worth more than what is over. A round that comes back can be prepared
/// for; a call that was made once cannot be answered any more.
fn timeliness(opportunity: &Opportunity, state: State) -> f32 {
    let comes_back =
        matches!(opportunity.timetable.pattern, Pattern::Annual | Pattern::SeveralAYear);
    match state {
        State::Open => 2.0,
        State::OpensSoon => 1.8,
        State::Rolling => 1.5,
        State::Expected => 1.4,
        State::Unknown => 1.0,
        State::Closed if comes_back => 0.9,
        State::Closed => -1.0,
    }
}

/// A source that names healthcare science spares the reader a call.
const fn clarity(inclusion: Inclusion) -> f32 {
    match inclusion {
        Inclusion::Explicit => 1.5,
        Inclusion::Implied => 1.2,
        Inclusion::Unclear => 0.3,
        Inclusion::Excluded => 0.0,
    }
}

/// Whether an applicant in Wales can use it at all: nations are stated and Wales is not among them, or healthcare science is
/// excluded.
pub fn is_unusable(opportunity: &Opportunity) -> bool {
    let nations = &opportunity.eligibility.nations;
    opportunity.eligibility.healthcare_science == Inclusion::Excluded
        || (!nations.is_empty() && !nations.iter().any(|nation| nation == "wales"))
}
