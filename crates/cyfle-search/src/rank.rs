//! Every weight, in one place, each with its reason. Hits are ordered by `Order`, part by part; the numbers below only
//! decide among hits that are equal in everything before them.
//!
//! There is one currency: how much a thing narrows the catalogue down (`information`). "Research" is what half of it is
//! about, and says little; "spirometry" leaves three entries, and says much. An entry earns what it has of the question.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::status::State;
use cyfle_catalogue::{Facet, Opportunity};

use crate::indexer::Part;
use crate::results::{Concept, Reason};
use crate::titles::Naming;
use crate::understand::Word;

/// The order of a hit, best first. The first difference decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Order {
    /// How fully it was asked for by its name.
    pub(crate) naming: Naming,
    /// What an applicant in Wales cannot use comes after everything usable, unless it was asked for.
    pub(crate) unusable: bool,
    /// How many things asked for it contradicts.
    pub(crate) missed: usize,
    /// It says nothing on most of what was asked, or is over: then it is no better than one that misses one thing.
    pub(crate) aside: bool,
    /// Everything else, larger is better.
    pub(crate) score: f32,
}

impl Order {
    /// Compares so that the better hit comes first; entry numbers break ties, so that the order is always the same.
    pub(crate) fn compare(left: (Self, usize), right: (Self, usize)) -> std::cmp::Ordering {
        let key = |order: Self| {
            let short = order.missed.max(usize::from(order.aside));
            (std::cmp::Reverse(order.naming), order.unusable, short)
        };
        key(left.0)
            .cmp(&key(right.0))
            .then(right.0.score.total_cmp(&left.0.score))
            .then(left.1.cmp(&right.1))
    }
}

/// How much it says of an entry to be one of `some` among `all`.
pub(crate) fn information(some: usize, all: usize) -> f32 {
    (1.0 + number(all) / (number(some) + 1.0)).ln()
}

#[expect(clippy::cast_precision_loss, reason = "a number of entries")]
const fn number(count: usize) -> f32 {
    count as f32
}

/// How much a wish counts beside how rare its value is. What someone wants to do, and the level at which they do it, is what
/// the whole answer has to be about, although many entries have it; a group of professions is often only the context.
pub(crate) const fn importance(concept: Concept) -> f32 {
    match concept {
        Concept::Facet(Facet::Theme) => 1.8,
        Concept::Facet(Facet::CareerLevel) => 1.5,
        Concept::Facet(Facet::Offer) => 1.3,
        Concept::Facet(Facet::ProfessionGroup) => 0.7,
        _ => 1.0,
    }
}

/// How much a word counts where it stands. People name an opportunity by its title; a summary says what it is; labels are
/// shared by many entries; prose mentions much that is beside the point.
pub(crate) const fn part_boost(part: Part) -> f32 {
    match part {
        Part::Title => 1.0,
        Part::Summary => 0.6,
        Part::Names => 0.5,
        Part::Details => 0.35,
        // A word of the same stock is another word; a guess may be wrong.
        Part::Kin => 0.2,
        Part::Guess => 0.1,
    }
}

/// A word in several fields is a little better than in one, not several times better (the usual value for a disjunction maximum).
pub(crate) const TIE_BREAKER: f32 = 0.1;

/// Words that were understood already count as facts; an entry that uses the very words, in its title above all, is still
/// more to the point than one that only carries the value.
pub(crate) const UNDERSTOOD_WORD: f32 = 0.6;

/// A kind that people use for another ("funding" for a fellowship), or a thing that an entry says in its own words without
/// carrying the value, is right, only not as plainly.
pub(crate) const NEARLY: f32 = 0.5;

/// What an entry leaves open may yet be there, but has to be asked first, however well the rest suits.
pub(crate) const UNSTATED: f32 = -0.2;

/// What is for one level or one theme is more to the point than what is for all five.
pub(crate) fn to_the_point(listed: u8) -> f32 {
    1.1 - 0.1 * f32::from(listed)
}

/// How plainly an entry is for someone: their own profession is named; then its group; then everyone.
pub fn closeness(reason: &Reason, opportunity: &Opportunity) -> f32 {
    let named = &opportunity.audience.professions;
    match reason.concept {
        Concept::Facet(Facet::Profession) if named.contains(&reason.value) => 3.0,
        Concept::Facet(Facet::Profession | Facet::ProfessionGroup)
            if named.iter().any(|id| id == ALL_HEALTHCARE_SCIENCE) =>
        {
            1.0
        }
        Concept::Facet(Facet::Profession | Facet::ProfessionGroup) => 2.0,
        Concept::Facet(Facet::CareerLevel) => {
            let levels = opportunity.audience.career_levels.len();
            2.0 * to_the_point(u8::try_from(levels).unwrap_or(u8::MAX))
        }
        _ => 1.0,
    }
}

/// What speaks for an entry whatever was asked, its timetable left aside.
pub(crate) fn standing(opportunity: &Opportunity, catalogue: &Catalogue) -> f32 {
    // What is made for Wales alone is made for these readers; what does not say where it is open has to be asked first.
    let nations = &opportunity.eligibility.nations;
    let at_home = match nations.as_slice() {
        [only] if only == "wales" => 0.7,
        [] => -0.4,
        _ => 0.0,
    };
    // Where only universities or companies may apply, a reader in the NHS needs one of them first.
    let employer = if opportunity.eligibility.employers.iter().any(|id| id == "nhs-wales") {
        0.4
    } else if excludes_nhs_wales(opportunity, catalogue) {
        -0.6
    } else {
        0.0
    };
    // What the strategy for this workforce names was chosen for it.
    let strategy = opportunity.provenance.sources.iter().any(|source| source.document.is_some());
    let chosen = if strategy { 0.4 } else { 0.0 };
    clarity(opportunity.eligibility.healthcare_science) + at_home + employer + chosen
}

/// What is made for some readers only, and the question does not say that this one is among them, is of no use to most.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unasked {
    /// It is for some professions, and none was named.
    pub(crate) specific: bool,
    /// It is about a topic, and none was named.
    pub(crate) topical: bool,
    /// It is a network or an event, and no kind was named: people look for what gives them something.
    pub(crate) gathering: bool,
    /// It is for the staff of some organisations, and no place was named.
    pub(crate) local: bool,
}

impl Unasked {
    pub(crate) fn weight(self) -> f32 {
        let cost = |holds: bool, cost: f32| if holds { -cost } else { 0.0 };
        cost(self.specific, 0.5)
            + cost(self.topical, 0.8)
            + cost(self.gathering, 1.0)
            + cost(self.local, 1.0)
    }
}

fn excludes_nhs_wales(opportunity: &Opportunity, catalogue: &Catalogue) -> bool {
    let employers = &opportunity.eligibility.employers;
    let own = catalogue.vocabularies.get("employer").and_then(|found| found.value("nhs-wales"));
    !employers.is_empty()
        && own.is_some_and(|own| {
            !employers.iter().any(|id| *id == own.id || own.counts_as.contains(id))
        })
}

/// What can be used now or has a known next date is worth more than what is over. A round that comes back can be prepared
/// for; a call that was made once cannot be answered any more.
pub(crate) const fn timeliness(state: State, comes_back: bool) -> f32 {
    match state {
        State::Open => 0.6,
        State::OpensSoon => 0.55,
        State::Rolling => 0.45,
        State::Expected => 0.3,
        State::Unknown => 0.15,
        State::Closed if comes_back => 0.15,
        State::Closed => -1.0,
    }
}

/// A source that names healthcare science spares the reader a call.
const fn clarity(inclusion: Inclusion) -> f32 {
    match inclusion {
        Inclusion::Explicit => 0.5,
        Inclusion::Implied => 0.45,
        Inclusion::Unclear => -0.3,
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

/// So much of what a question says must be explained by one of the first answers before they are called answers.
pub(crate) const EXPLAINED: f32 = 0.5;

/// A word that had to be corrected may have been another one.
pub(crate) const fn certainty(word: &Word) -> f32 {
    if word.corrected_from.is_some() { 0.5 } else { 1.0 }
}
