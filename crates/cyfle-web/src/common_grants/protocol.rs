//! The shapes of the protocol, as its OpenAPI document of version 0.4.0 has them. Their names and their members are the
//! protocol's, so "opportunity", "funder" and the like are not always the words that the rest of the project uses.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::openapi::schema::{AnyOfBuilder, Ref, Schema};
use utoipa::openapi::{RefOr, schema};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// A funding opportunity.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OpportunityBase {
    /// Derived from our own id, and as lasting.
    #[schema(value_type = String, format = "uuid")]
    pub(super) id: Uuid,
    /// The title in English.
    pub(super) title: String,
    /// Whether one can apply at the moment of the answer.
    pub(super) status: OppStatus,
    /// Summary and details in English.
    pub(super) description: String,
    /// What it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) funding: Option<OppFunding>,
    /// When one can apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) key_dates: Option<OppTimeline>,
    /// Who applies.
    pub(super) accepted_applicant_types: Vec<ApplicantType>,
    /// The funder's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "uri")]
    pub(super) source: Option<String>,
    /// Everything that the protocol has no place for.
    pub(super) custom_fields: BTreeMap<&'static str, CustomField>,
    /// When it was first published here.
    #[schema(format = "date-time")]
    pub(super) created_at: String,
    /// When its content last changed. Not when it was last checked.
    #[schema(format = "date-time")]
    pub(super) last_modified_at: String,
}

/// A status.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OppStatus {
    /// The status.
    pub(super) value: OppStatusOptions,
    /// `unknown` where no source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) custom_value: Option<String>,
    /// The same in words, with its dates.
    pub(super) description: String,
}

/// The values of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum OppStatusOptions {
    /// Not open yet.
    Forecasted,
    /// One can apply.
    Open,
    /// Over.
    Closed,
    /// Not stated.
    Custom,
}

impl OppStatusOptions {
    /// Every value.
    pub(super) const ALL: [Self; 4] = [Self::Forecasted, Self::Open, Self::Closed, Self::Custom];

    /// The word in JSON and in filters.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Forecasted => "forecasted",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Custom => "custom",
        }
    }
}

/// Money. What is not stated is absent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OppFunding {
    /// What figures cannot say.
    pub(super) details: String,
    /// The least that an award brings.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) min_award_amount: Option<Money>,
    /// The most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) max_award_amount: Option<Money>,
}

/// An amount and its currency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(super) struct Money {
    /// A decimal number as text.
    #[schema(pattern = r"^-?[0-9]+\.?[0-9]*$")]
    pub(super) amount: String,
    /// ISO 4217.
    pub(super) currency: String,
}

/// Dates.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OppTimeline {
    /// When applications open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) post_date: Option<Event>,
    /// When they close.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) close_date: Option<Event>,
    /// Anything else.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) other_dates: BTreeMap<&'static str, Event>,
}

/// A point in the timetable.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Event {
    /// A published day.
    Single(SingleDateEvent),
    /// No day: it is said in words.
    Other(OtherEvent),
}

/// The protocol's checker compares the first branch of an `anyOf` and does not know `oneOf`, which a derived schema would use.
impl PartialSchema for Event {
    fn schema() -> RefOr<Schema> {
        let names = ["SingleDateEvent", "DateRangeEvent", "OtherEvent"];
        let branches = names.into_iter().fold(AnyOfBuilder::new(), |union, name| {
            union.item(RefOr::<Schema>::Ref(Ref::from_schema_name(name)))
        });
        RefOr::T(Schema::AnyOf(branches.build()))
    }
}

impl ToSchema for Event {
    fn schemas(schemas: &mut Vec<(String, RefOr<schema::Schema>)>) {
        schemas.push(("SingleDateEvent".to_owned(), SingleDateEvent::schema()));
        schemas.push(("DateRangeEvent".to_owned(), DateRangeEvent::schema()));
        schemas.push(("OtherEvent".to_owned(), OtherEvent::schema()));
    }
}

/// The one value of a `singleDate` event's type.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum SingleDate {
    /// A day.
    SingleDate,
}

/// The one value of a `dateRange` event's type.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum DateRange {
    /// Several days.
    DateRange,
}

/// The one value of an `other` event's type.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum Other {
    /// In words.
    Other,
}

/// An event on a day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SingleDateEvent {
    /// What happens.
    pub(super) name: String,
    /// Always `singleDate`.
    #[schema(inline)]
    pub(super) event_type: SingleDate,
    /// The day.
    #[schema(format = "date")]
    pub(super) date: String,
    /// The time on the wall clock in London.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "time")]
    pub(super) time: Option<String>,
    /// In words: whose clock is meant, and that the day is our reading where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) description: Option<String>,
}

/// An event of several days. Described because the protocol has it; no entry states one.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct DateRangeEvent {
    /// What happens.
    name: String,
    /// Always `dateRange`.
    #[schema(inline)]
    event_type: DateRange,
    /// The first day.
    #[schema(format = "date")]
    start_date: String,
    /// The last day.
    #[schema(format = "date")]
    end_date: String,
    /// In words.
    #[schema(nullable = false)]
    description: Option<String>,
}

/// An event without a day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OtherEvent {
    /// What happens.
    pub(super) name: String,
    /// Always `other`.
    #[schema(inline)]
    pub(super) event_type: Other,
    /// When, in words.
    pub(super) details: String,
    /// On what that rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) description: Option<String>,
}

/// Who applies.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApplicantType {
    /// Always `individual`: everything here is for a person.
    #[schema(inline)]
    pub(super) value: ApplicantTypeOptions,
    /// Who may apply, in prose.
    pub(super) description: String,
}

/// The one sort of applicant.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum ApplicantTypeOptions {
    /// A person.
    Individual,
}

/// A fact that the protocol has no member for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomField {
    /// The same as its key.
    pub(super) name: String,
    /// The type of `value`.
    pub(super) field_type: CustomFieldType,
    /// The fact.
    pub(super) value: Value,
}

/// Types of a value.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum CustomFieldType {
    /// Text.
    String,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// Named values.
    Object,
    /// A list.
    Array,
}

/// A page of opportunities.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListAnswer {
    /// 200.
    pub(super) status: i32,
    /// `Success`.
    pub(super) message: &'static str,
    /// The opportunities of this page.
    pub(super) items: Vec<OpportunityBase>,
    /// Where this page stands.
    pub(super) pagination_info: PaginationInfo,
}

/// One opportunity.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DetailAnswer {
    /// 200.
    pub(super) status: i32,
    /// `Success`.
    pub(super) message: &'static str,
    /// The opportunity.
    pub(super) data: OpportunityBase,
}

/// A page of opportunities that answer a search.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SearchAnswer {
    /// 200.
    pub(super) status: i32,
    /// `Success`.
    pub(super) message: &'static str,
    /// The opportunities of this page.
    pub(super) items: Vec<OpportunityBase>,
    /// Where this page stands.
    pub(super) pagination_info: PaginationInfo,
    /// The order.
    pub(super) sort_info: SortInfo,
    /// The filters.
    pub(super) filter_info: FilterInfo,
}

/// Where a page stands. The totals are always sent: clients rely on them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PaginationInfo {
    /// This page, from 1.
    #[schema(minimum = 1)]
    pub(super) page: i32,
    /// The most that stands on a page.
    #[schema(minimum = 1)]
    pub(super) page_size: i32,
    /// How many opportunities there are on all pages.
    pub(super) total_items: i32,
    /// How many pages there are.
    pub(super) total_pages: i32,
}

/// An order.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SortInfo {
    /// The member by which items are ordered, or `custom`.
    pub(super) sort_by: String,
    /// `relevance`, where `sortBy` is `custom`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) custom_sort_by: Option<String>,
    /// The direction.
    pub(super) sort_order: SortOrder,
    /// What could not be done.
    pub(super) errors: Vec<String>,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum SortOrder {
    /// The least first.
    Asc,
    /// The greatest first.
    Desc,
}

/// Filters, as they were read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FilterInfo {
    /// Those that could be used or, under `customFilters`, were well formed.
    pub(super) filters: super::request::OppFilters,
    /// What could not be done.
    pub(super) errors: Vec<String>,
}

/// Anything but success.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Error {
    /// The HTTP status.
    pub(super) status: i32,
    /// What is wrong, and what to do.
    pub(super) message: String,
    /// Details; may be empty.
    pub(super) errors: Vec<Value>,
}

impl Error {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status: i32::from(status.as_u16()), message: message.into(), errors: Vec::new() }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = u16::try_from(self.status)
            .ok()
            .and_then(|code| StatusCode::from_u16(code).ok())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, axum::Json(self)).into_response()
    }
}
