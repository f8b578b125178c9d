//! Which opportunities an answer holds, and in which order: the facts of an entry that the protocol's filters and sort keys
//! name, read off before the entry is translated.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::status::{Closing, State, Status, parse_time, status};
use cyfle_catalogue::vocabulary::Serves;
use cyfle_catalogue::{Facet, Lang, Moment, Opportunity, nearest};
use cyfle_search::search::last_change;
use cyfle_search::{Hit, Query};
use serde_json::Value;

use super::LANG;
use super::protocol::{OppStatusOptions, SortInfo, SortOrder};
use super::request::{
    ArrayOperators, DefaultFilter, MoneyRangeFilter, OppFilters, OppSortBy, OppSorting,
};
use crate::error::{ParameterError, Said};
use crate::params::{self, Takes};
use crate::state::Site;

/// The one order that the protocol has no name for.
const RELEVANCE: &str = "relevance";

/// Whether a kind pays money. A reader of the protocol expects nothing else; training, mentoring and the rest are in our own API.
pub(super) fn pays(catalogue: &Catalogue, kind: &str) -> bool {
    let value = catalogue.vocabularies.value(Facet::Kind.name(), kind);
    value.is_some_and(|value| value.serves == Some(Serves::Money))
}

/// An opportunity that may be in an answer.
pub(super) struct Candidate<'a> {
    pub(super) opportunity: &'a Opportunity,
    pub(super) status: Status,
}

impl<'a> Candidate<'a> {
    pub(super) fn new(opportunity: &'a Opportunity, moment: Moment) -> Self {
        Self { opportunity, status: status(opportunity, moment) }
    }

    /// The protocol's word for the status.
    pub(super) fn value(&self) -> OppStatusOptions {
        match self.status.state {
            State::Open | State::Rolling => OppStatusOptions::Open,
            State::OpensSoon | State::Expected => OppStatusOptions::Forecasted,
            State::Closed => OppStatusOptions::Closed,
            State::Unknown => OppStatusOptions::Custom,
        }
    }

    /// The published end of the round in question; of what is over, the end of its last round. Never an estimate.
    pub(super) fn closing(&self) -> Option<Closing> {
        if self.status.closes.is_some() || self.status.state != State::Closed {
            return self.status.closes;
        }
        let day = self.status.last_closed?;
        let rounds = &self.opportunity.timetable.rounds;
        let round = rounds.iter().find(|round| round.closes == Some(day))?;
        Some(Closing { day, time: round.closes_time.as_deref().and_then(parse_time) })
    }

    /// The least and the most that an award brings. An amount for a year says nothing about the whole award.
    pub(super) fn award(&self) -> (Option<u64>, Option<u64>, &str) {
        match &self.opportunity.offer.amount {
            Some(amount) if amount.per == "award" => (amount.min, amount.max, &amount.currency),
            _ => (None, None, ""),
        }
    }
}

/// Every opportunity that pays money, newest change first.
pub(super) fn all(site: &Site) -> Vec<Candidate<'_>> {
    let moment = site.now();
    let catalogue = site.engine.catalogue();
    let entries = catalogue.opportunities.values();
    let mut found: Vec<Candidate<'_>> = entries
        .filter(|entry| pays(catalogue, &entry.kind))
        .map(|entry| Candidate::new(entry, moment))
        .collect();
    order(&mut found, OppSortBy::LastModifiedAt, SortOrder::Desc);
    found
}

/// Those that answer a text, best first. The protocol has no place to say what one misses, and most of its readers order by date:
/// what misses something, or is set aside, is no answer here.
pub(super) fn matching<'a>(site: &'a Site, text: &str, filters: &OppFilters) -> Vec<Candidate<'a>> {
    let catalogue = site.engine.catalogue();
    let kinds = Facet::Kind.vocabulary(catalogue).into_iter().filter(|kind| pays(catalogue, kind));
    let kinds: Vec<String> = kinds.map(str::to_owned).collect();
    // No value at all would filter nothing.
    if kinds.is_empty() {
        return Vec::new();
    }
    let mut query = Query {
        filters: BTreeMap::from([(Facet::Kind, kinds)]),
        per_page: usize::MAX,
        relax: false,
        ..Query::new(text.trim(), Lang::En)
    };
    // What is over is set aside unless a status is asked for: whoever filters by status or end may want it.
    if filters.status.is_some() || filters.close_date_range.is_some() {
        let every = State::ALL.map(|state| state.code().to_owned()).to_vec();
        query.filters.insert(Facet::Status, every);
    }
    let hits = site.engine.search(&query, site.now()).hits;
    hits.into_iter()
        .filter(|hit| answers(hit, &query.text))
        .map(|hit| Candidate { opportunity: hit.opportunity, status: hit.status })
        .collect()
}

/// Whether a hit answers all of a text. What is called so is never hidden, whatever else speaks against it.
fn answers(hit: &Hit<'_>, text: &str) -> bool {
    let wanted = text.to_lowercase();
    let mut names = Lang::ALL.into_iter().map(|lang| hit.opportunity.title.get(lang));
    (hit.missed.is_empty() && !hit.aside) || names.any(|name| name.to_lowercase() == wanted)
}

/// Keeps what passes every filter, and says which filters and which values could not be used.
pub(super) fn filter(
    found: &mut Vec<Candidate<'_>>,
    filters: &OppFilters,
    catalogue: &Catalogue,
) -> Result<Vec<String>, Said> {
    let t = catalogue.phrases(LANG);
    let mut unused = Vec::new();
    if let Some(wanted) = &filters.status {
        let keep = wanted.operator == ArrayOperators::In;
        found.retain(|one| wanted.value.iter().any(|value| value == one.value().code()) == keep);
        let strange = wanted.value.iter().filter_map(|value| no_status(value));
        unused.extend(strange.map(|error| error.in_words(t)));
    }
    if let Some(range) = &filters.close_date_range {
        let (first, last) = range.days()?;
        found.retain(|one| {
            one.closing().is_some_and(|closing| range.operator.passes(&closing.day, &first, &last))
        });
    }
    by_money(found, filters.min_award_amount_range.as_ref(), |one| one.award().0)?;
    by_money(found, filters.max_award_amount_range.as_ref(), |one| one.award().1)?;
    by_money(found, filters.total_funding_available_range.as_ref(), |_| None)?;
    for (name, custom) in &filters.custom_filters {
        unused.extend(by_facet(found, name, custom, catalogue));
    }
    Ok(unused)
}

/// What is said of a status that the protocol does not have.
fn no_status(value: &str) -> Option<ParameterError> {
    let known = OppStatusOptions::ALL.map(OppStatusOptions::code);
    if known.contains(&value) {
        return None;
    }
    let help = nearest(value, known.into_iter()).map_or_else(|| Said::one_of(&known), Said::meant);
    Some(ParameterError::unknown_value("status", value, help))
}

fn by_money(
    found: &mut Vec<Candidate<'_>>,
    filter: Option<&MoneyRangeFilter>,
    amount: impl Fn(&Candidate<'_>) -> Option<u64>,
) -> Result<(), Said> {
    let Some(filter) = filter else { return Ok(()) };
    let (least, most, currency) = filter.amounts()?;
    found.retain(|one| {
        let amount = amount(one).filter(|_| one.award().2 == currency);
        #[expect(clippy::cast_precision_loss, reason = "no award is worth 2^53")]
        amount.is_some_and(|amount| filter.operator.passes(&(amount as f64), &least, &most))
    });
    Ok(())
}

/// Keeps what has, or has not, any of the values of a facet; what could not be used of the filter is given back.
fn by_facet(
    found: &mut Vec<Candidate<'_>>,
    name: &str,
    filter: &DefaultFilter,
    catalogue: &Catalogue,
) -> Vec<String> {
    let t = catalogue.phrases(LANG);
    let unused = |key| vec![t.fill(key, &[("name", &cyfle_catalogue::shortened(name))])];
    let facets = Facet::ALL.into_iter().filter(|facet| !facet.is_computed());
    let named = facets.filter_map(params::of_facet).find(|one| one.name == snake_case(name));
    let Some((parameter, Takes::Facet(facet))) = named.map(|one| (one, one.takes)) else {
        return unused("common-grants-no-filter");
    };
    let keep = match filter.operator.as_str() {
        "eq" | "in" => true,
        "neq" | "notIn" | "not_in" => false,
        _ => return unused("common-grants-no-operator"),
    };
    let wanted: Option<Vec<&str>> = match &filter.value {
        Value::String(value) => Some(vec![value]),
        Value::Array(values) => values.iter().map(Value::as_str).collect(),
        _ => None,
    };
    let Some(wanted) = wanted else { return unused("common-grants-no-value") };
    found.retain(|one| {
        let own = facet.values(one.opportunity, catalogue);
        let has = |value: &&str| {
            if *value == NOT_STATED { own.is_empty() } else { own.contains(*value) }
        };
        wanted.iter().any(has) == keep
    });
    let refused = |value: &&str| params::known(parameter, value, catalogue).err();
    wanted.iter().filter_map(refused).map(|error| error.in_words(t)).collect()
}

/// `careerLevel` as `career_level`, so that either form of a facet's name is understood.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// Puts an answer in the order that was asked for, and says what could not be done. Without a wish, answers to a text stand by
/// relevance, the rest by newest change.
pub(super) fn sort(
    found: &mut Vec<Candidate<'_>>,
    wish: Option<&OppSorting>,
    has_text: bool,
) -> (SortInfo, Option<Said>) {
    let info = |by: OppSortBy, sort_order: SortOrder| SortInfo {
        sort_by: by.name().to_owned(),
        custom_sort_by: (by == OppSortBy::Custom).then(|| RELEVANCE.to_owned()),
        sort_order,
        errors: Vec::new(),
    };
    let is_by_relevance = match wish {
        None => has_text,
        Some(wish) => has_text && wish.is_custom(RELEVANCE),
    };
    if is_by_relevance {
        let direction = wish.and_then(|wish| wish.sort_order).unwrap_or(SortOrder::Desc);
        if direction == SortOrder::Asc {
            found.reverse();
        }
        return (info(OppSortBy::Custom, direction), None);
    }
    let asked = wish.map_or(OppSortBy::LastModifiedAt, |wish| wish.sort_by);
    let (by, unused) = match asked {
        OppSortBy::Custom => {
            let asked = wish.and_then(|wish| wish.custom_sort_by.as_deref()).unwrap_or_default();
            let name = cyfle_catalogue::shortened(asked);
            let unused = Said::with("common-grants-no-sort", [("name", name.as_str())]);
            (OppSortBy::LastModifiedAt, Some(unused))
        }
        OppSortBy::TotalAmountAvailable | OppSortBy::EstimatedAwardCount => {
            let unused = Said::with("common-grants-never-stated", [("name", asked.name())]);
            (OppSortBy::LastModifiedAt, Some(unused))
        }
        by => (by, None),
    };
    let usual = match by {
        OppSortBy::LastModifiedAt | OppSortBy::CreatedAt => SortOrder::Desc,
        _ => SortOrder::Asc,
    };
    let direction = wish.and_then(|wish| wish.sort_order).unwrap_or(usual);
    order(found, by, direction);
    (info(by, direction), unused)
}

/// What states no value stands last in either direction; equals stand by id.
fn order(found: &mut [Candidate<'_>], by: OppSortBy, direction: SortOrder) {
    let directed = |ordering: Ordering| match direction {
        SortOrder::Asc => ordering,
        SortOrder::Desc => ordering.reverse(),
    };
    let stated = |left: Option<(bool, u64)>, right: Option<(bool, u64)>| match (left, right) {
        (Some(left), Some(right)) => directed(left.cmp(&right)),
        (left, right) => right.is_some().cmp(&left.is_some()),
    };
    let pounds_first = |one: &Candidate<'_>, amount: Option<u64>| {
        amount.map(|amount| (one.award().2 == "GBP", amount))
    };
    found.sort_by(|left, right| {
        let (left_entry, right_entry) = (left.opportunity, right.opportunity);
        let ordering = match by {
            OppSortBy::CreatedAt => {
                directed(left_entry.provenance.added.cmp(&right_entry.provenance.added))
            }
            OppSortBy::Title => directed(
                left_entry.title.en.to_lowercase().cmp(&right_entry.title.en.to_lowercase()),
            ),
            OppSortBy::Status => directed(left.value().cmp(&right.value())),
            OppSortBy::CloseDate => match (left.closing(), right.closing()) {
                (Some(left), Some(right)) => directed(left.cmp(&right)),
                (left, right) => right.is_some().cmp(&left.is_some()),
            },
            OppSortBy::MaxAwardAmount => {
                stated(pounds_first(left, left.award().1), pounds_first(right, right.award().1))
            }
            OppSortBy::MinAwardAmount => {
                stated(pounds_first(left, left.award().0), pounds_first(right, right.award().0))
            }
            OppSortBy::LastModifiedAt
            | OppSortBy::TotalAmountAvailable
            | OppSortBy::EstimatedAwardCount
            | OppSortBy::Custom => directed(last_change(left_entry).cmp(&last_change(right_entry))),
        };
        ordering.then_with(|| left_entry.id.cmp(&right_entry.id))
    });
}
