//! What a search asks for: the request body, read leniently where the protocol's prose and its schemas differ, and strictly
//! where a standard filter cannot be used.

use std::collections::BTreeMap;

use cyfle_catalogue::Moment;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::protocol::{Money, SortOrder};
use crate::error::{ParameterError, Said};
use crate::params;

/// A search. Every member is optional.
#[derive(Debug, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(super) struct SearchRequest {
    /// The question in plain words, English or Welsh. Only what answers all of it is kept.
    #[schema(nullable = false)]
    pub(super) search: Option<String>,
    /// Filters, all of which must hold.
    #[schema(nullable = false)]
    pub(super) filters: Option<OppFilters>,
    /// The order.
    #[schema(nullable = false)]
    pub(super) sorting: Option<OppSorting>,
    /// The page.
    #[schema(nullable = false)]
    pub(super) pagination: Option<PaginatedBodyParams>,
    /// Names that the protocol does not have where they stand.
    #[schema(ignore)]
    pub(super) unknown: Vec<String>,
}

/// The protocol's filters.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OppFilters {
    /// On `status.value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) status: Option<StringArrayFilter>,
    /// On `keyDates.closeDate`, where it is a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) close_date_range: Option<DateRangeFilter>,
    /// No entry states a total, so this leaves nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) total_funding_available_range: Option<MoneyRangeFilter>,
    /// On `funding.minAwardAmount`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) min_award_amount_range: Option<MoneyRangeFilter>,
    /// On `funding.maxAwardAmount`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) max_award_amount_range: Option<MoneyRangeFilter>,
    /// On our own facets: `kind`, `nation`, `careerLevel`, `profession` and so on, with `eq`, `neq`, `in` or `notIn`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) custom_filters: BTreeMap<String, DefaultFilter>,
}

/// Any of a list, or none of it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(super) struct StringArrayFilter {
    /// How.
    #[serde(alias = "operation")]
    pub(super) operator: ArrayOperators,
    /// The list.
    pub(super) value: Vec<String>,
}

/// How a list filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum ArrayOperators {
    /// Any of it.
    In,
    /// None of it.
    #[serde(alias = "not_in")]
    NotIn,
}

/// Inside a span of days, or outside it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(super) struct DateRangeFilter {
    /// How.
    #[serde(alias = "operation")]
    pub(super) operator: RangeOperators,
    /// The span, both ends included.
    pub(super) value: DateRange,
}

/// A span of days.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(super) struct DateRange {
    /// The first.
    #[schema(format = "date")]
    pub(super) min: String,
    /// The last.
    #[schema(format = "date")]
    pub(super) max: String,
}

/// Inside a span of money, or outside it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(super) struct MoneyRangeFilter {
    /// How.
    #[serde(alias = "operation")]
    pub(super) operator: RangeOperators,
    /// The span, both ends included.
    pub(super) value: MoneyRange,
}

/// A span of money.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(super) struct MoneyRange {
    /// The least.
    pub(super) min: Money,
    /// The most, in the same currency.
    pub(super) max: Money,
}

/// How a span filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum RangeOperators {
    /// Inside, ends included.
    Between,
    /// Outside.
    Outside,
}

/// A filter of ours. The operator is plain text, because the protocol's checker compares only the first of a union.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(super) struct DefaultFilter {
    /// How.
    #[serde(alias = "operation")]
    pub(super) operator: String,
    /// A value or a list of values.
    pub(super) value: Value,
}

/// An order.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OppSorting {
    /// The member by which items are ordered. Left out beside `customSortBy`, it is `custom`.
    #[serde(default)]
    pub(super) sort_by: OppSortBy,
    /// `relevance`.
    #[schema(nullable = false)]
    pub(super) custom_sort_by: Option<String>,
    /// The direction.
    #[schema(nullable = false)]
    pub(super) sort_order: Option<SortOrder>,
}

impl OppSorting {
    /// Whether an order is asked for that the protocol has no name for.
    pub(super) fn is_custom(&self, name: &str) -> bool {
        self.sort_by == OppSortBy::Custom && self.custom_sort_by.as_deref() == Some(name)
    }
}

/// What items can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
pub(super) enum OppSortBy {
    /// The newest change.
    #[serde(rename = "lastModifiedAt")]
    LastModifiedAt,
    /// Arrival.
    #[serde(rename = "createdAt")]
    CreatedAt,
    /// The title.
    #[serde(rename = "title")]
    Title,
    /// The status.
    #[serde(rename = "status.value")]
    Status,
    /// The closing day.
    #[serde(rename = "keyDates.closeDate")]
    CloseDate,
    /// The most that an award brings.
    #[serde(rename = "funding.maxAwardAmount")]
    MaxAwardAmount,
    /// The least.
    #[serde(rename = "funding.minAwardAmount")]
    MinAwardAmount,
    /// Stated by no entry.
    #[serde(rename = "funding.totalAmountAvailable")]
    TotalAmountAvailable,
    /// Stated by no entry.
    #[serde(rename = "funding.estimatedAwardCount")]
    EstimatedAwardCount,
    /// What `customSortBy` says.
    #[default]
    #[serde(rename = "custom")]
    Custom,
}

impl OppSortBy {
    /// The name in JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::LastModifiedAt => "lastModifiedAt",
            Self::CreatedAt => "createdAt",
            Self::Title => "title",
            Self::Status => "status.value",
            Self::CloseDate => "keyDates.closeDate",
            Self::MaxAwardAmount => "funding.maxAwardAmount",
            Self::MinAwardAmount => "funding.minAwardAmount",
            Self::TotalAmountAvailable => "funding.totalAmountAvailable",
            Self::EstimatedAwardCount => "funding.estimatedAwardCount",
            Self::Custom => "custom",
        }
    }
}

/// A page.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PaginatedBodyParams {
    /// From 1.
    #[schema(nullable = false, minimum = 1)]
    pub(super) page: Option<i32>,
    /// 1 to 100; more is read as 100.
    #[schema(nullable = false, minimum = 1)]
    pub(super) page_size: Option<i32>,
}

/// The most on a page; who asks for more is told the real number.
const MOST_ON_A_PAGE: i32 = 100;

/// A page that can be given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// From 1.
    pub(super) number: i32,
    /// The most on it, from 1.
    pub(super) size: i32,
}

impl PaginatedBodyParams {
    /// The page that is asked for, made usable.
    pub(super) fn checked(self) -> Result<Page, Said> {
        let (number, size) = (self.page.unwrap_or(1), self.page_size.unwrap_or(MOST_ON_A_PAGE));
        if number < 1 || size < 1 {
            return Err(Said::plain("common-grants-bad-page"));
        }
        Ok(Page { number, size: size.min(MOST_ON_A_PAGE) })
    }

    /// Reads a query string. What is not known is refused: a list has no place to say that it was passed over.
    pub(super) fn of_query(query_string: &str) -> Result<Self, ParameterError> {
        let mut found = Self::default();
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
            let place = match name.as_ref() {
                "page" => &mut found.page,
                "pageSize" => &mut found.page_size,
                _ => return Err(params::unknown(&name, PAGES.into_iter())),
            };
            if place.is_some() {
                return Err(ParameterError::repeated(&name));
            }
            let number = value.parse().map_err(|_| {
                let what = Said::with("common-grants-bad-number", [("name", &name)]);
                let help = Said::plain("common-grants-bad-page");
                ParameterError::new("bad-value", &name, what, help)
            })?;
            *place = Some(number);
        }
        Ok(found)
    }
}

/// The members of a page, which are the parameters of a list.
const PAGES: [&str; 2] = ["page", "pageSize"];

/// The members of a request.
const MEMBERS: [&str; 4] = ["search", "filters", "sorting", "pagination"];

/// The members of an order.
const ORDERS: [&str; 3] = ["sortBy", "customSortBy", "sortOrder"];

/// The protocol's filters.
const FILTERS: [&str; 6] = [
    "status",
    "closeDateRange",
    "totalFundingAvailableRange",
    "minAwardAmountRange",
    "maxAwardAmountRange",
    "customFilters",
];

/// How the members of a request and of its filters are written.
const FORMS: [(&str, &str); 10] = [
    ("search", r#""phd""#),
    ("filters", r#"{"status": {"operator": "in", "value": ["open"]}}"#),
    ("sorting", r#"{"sortBy": "title", "sortOrder": "asc"}"#),
    ("pagination", r#"{"page": 1, "pageSize": 20}"#),
    ("status", r#"{"operator": "in", "value": ["open"]}"#),
    (
        "closeDateRange",
        r#"{"operator": "between", "value": {"min": "2026-11-22", "max": "2027-01-31"}}"#,
    ),
    ("totalFundingAvailableRange", A_RANGE_OF_MONEY),
    ("minAwardAmountRange", A_RANGE_OF_MONEY),
    ("maxAwardAmountRange", A_RANGE_OF_MONEY),
    ("customFilters", r#"{"careerLevel": {"operator": "in", "value": ["advanced"]}}"#),
];

const A_RANGE_OF_MONEY: &str = r#"{"operator": "between", "value": {"min": {"amount": "0", "currency": "GBP"}, "max": {"amount": "5000", "currency": "GBP"}}}"#;

/// Reads a request body; an empty one asks for everything. What is wrong is said of the member that cannot be read, with how it is
/// written.
pub(super) fn read(body: &[u8]) -> Result<SearchRequest, Said> {
    if body.trim_ascii().is_empty() {
        return Ok(SearchRequest::default());
    }
    let request = serde_json::from_slice(body);
    let request: Value = request.map_err(|_| Said::plain("common-grants-not-json"))?;
    let Value::Object(members) = &request else {
        return Err(Said::plain("common-grants-not-json"));
    };
    let filters: Map<String, Value> = member(members, "filters")?.unwrap_or_default();
    Ok(SearchRequest {
        search: member(members, "search")?,
        filters: Some(OppFilters {
            status: member(&filters, "status")?,
            close_date_range: member(&filters, "closeDateRange")?,
            total_funding_available_range: member(&filters, "totalFundingAvailableRange")?,
            min_award_amount_range: member(&filters, "minAwardAmountRange")?,
            max_award_amount_range: member(&filters, "maxAwardAmountRange")?,
            custom_filters: member(&filters, "customFilters")?.unwrap_or_default(),
        }),
        sorting: member(members, "sorting")?,
        pagination: member(members, "pagination")?,
        unknown: unknown_names(&request),
    })
}

/// A member of a request; none where it is absent or `null`.
fn member<T: DeserializeOwned>(of: &Map<String, Value>, name: &str) -> Result<Option<T>, Said> {
    let Some(value) = of.get(name).filter(|value| !value.is_null()) else { return Ok(None) };
    T::deserialize(value).map(Some).map_err(|_| {
        let form = FORMS.iter().find(|(known, _)| *known == name);
        let example = form.map(|(_, example)| *example).unwrap_or_default();
        Said::with("common-grants-bad-member", [("name", name), ("example", example)])
    })
}

/// The names in a request that the protocol does not have: a slip would change nothing, and nobody would know.
fn unknown_names(request: &Value) -> Vec<String> {
    let strange = |part: &Value, known: &[&str]| -> Vec<String> {
        let names = part.as_object().into_iter().flat_map(Map::keys);
        names.filter(|name| !known.contains(&name.as_str())).cloned().collect()
    };
    let below = |member: &str, known: &[&str]| {
        let names = strange(&request[member], known).into_iter();
        names.map(|name| format!("{member}.{name}")).collect::<Vec<_>>()
    };
    [
        strange(request, &MEMBERS),
        strange(&request["filters"], &FILTERS),
        below("sorting", &ORDERS),
        below("pagination", &PAGES),
    ]
    .concat()
}

impl DateRangeFilter {
    /// Both ends as days in London.
    pub(super) fn days(&self) -> Result<(Date, Date), Said> {
        let day = |text: &str| {
            text.parse::<Moment>()
                .map(Moment::day)
                .map_err(|_| Said::plain("common-grants-bad-date"))
        };
        Ok((day(&self.value.min)?, day(&self.value.max)?))
    }
}

impl MoneyRangeFilter {
    /// Both ends as numbers, and their currency.
    pub(super) fn amounts(&self) -> Result<(f64, f64, &str), Said> {
        let (min, max) = (&self.value.min, &self.value.max);
        let number = |money: &Money| {
            money
                .amount
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
                .ok_or_else(|| Said::plain("common-grants-bad-amount"))
        };
        if min.currency != max.currency {
            return Err(Said::plain("common-grants-two-currencies"));
        }
        Ok((number(min)?, number(max)?, &min.currency))
    }
}

impl RangeOperators {
    /// Whether a value passes.
    pub(super) fn passes<T: PartialOrd>(self, value: &T, least: &T, most: &T) -> bool {
        let inside = value >= least && value <= most;
        match self {
            Self::Between => inside,
            Self::Outside => !inside,
        }
    }
}
