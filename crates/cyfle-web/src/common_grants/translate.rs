//! An entry in the protocol's terms. Only what a source states is said: an estimate becomes an event in words, never a day, a day
//! that is our reading says so where the protocol describes it, and what changed is never mixed up with what was checked.

use std::collections::BTreeMap;

use cyfle_catalogue::language::{Phrases, Review};
use cyfle_catalogue::status::{Closing, State};
use cyfle_catalogue::{Lang, Opportunity, wording};
use cyfle_search::fit::Reader;
use cyfle_search::search::last_change;
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::candidates::Candidate;
use super::protocol::{
    ApplicantType, ApplicantTypeOptions, CustomField, CustomFieldType, Event, Money, OppFunding,
    OppStatus, OppStatusOptions, OppTimeline, OpportunityBase, Other, OtherEvent, SingleDate,
    SingleDateEvent,
};
use crate::state::Site;

/// The namespace of our ids (RFC 9562, 5.5). It must never change: other systems keep the ids that follow from it.
const NAMESPACE: Uuid = Uuid::from_u128(0x6a4e_6f0c_51b2_4f7d_9a35_0c8e_2d71_b693);

/// The protocol's id of an opportunity.
pub(super) fn id(own: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, own.as_bytes())
}

/// An entry as the protocol has it. Its texts are English; Welsh stands in custom fields.
pub(super) fn opportunity(site: &Site, one: &Candidate<'_>) -> OpportunityBase {
    let entry = one.opportunity;
    let catalogue = site.engine.catalogue();
    let value = one.value();
    OpportunityBase {
        id: id(&entry.id),
        title: entry.title.get(Lang::En).to_owned(),
        status: OppStatus {
            value,
            custom_value: (value == OppStatusOptions::Custom).then(|| "unknown".to_owned()),
            description: wording::status_sentence(&one.status, catalogue, Lang::En),
        },
        description: format!("{}\n\n{}", entry.summary.get(Lang::En), entry.details.get(Lang::En)),
        funding: funding(site, one),
        key_dates: timeline(one, catalogue.phrases(Lang::En)),
        accepted_applicant_types: vec![ApplicantType {
            value: ApplicantTypeOptions::Individual,
            description: entry.eligibility.who.get(Lang::En).to_owned(),
        }],
        source: entry.links.page(Lang::En).map(str::to_owned),
        custom_fields: custom_fields(site, entry),
        created_at: midnight(entry.provenance.added),
        last_modified_at: midnight(last_change(entry)),
    }
}

/// The catalogue knows days; the protocol wants a time in UTC.
fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn funding(site: &Site, one: &Candidate<'_>) -> Option<OppFunding> {
    let offer = &one.opportunity.offer;
    let stated = !offer.offers.is_empty()
        || offer.salary.is_some()
        || offer.fees_covered.is_some()
        || offer.amount.is_some();
    let note = offer.note.as_ref().map(|note| note.get(Lang::En));
    let catalogue = site.engine.catalogue();
    let summary = wording::offer_summary(one.opportunity, catalogue, Lang::En);
    let (min, max, currency) = one.award();
    let money =
        |amount: u64| Money { amount: format!("{amount}.00"), currency: currency.to_owned() };
    (stated || note.is_some()).then(|| OppFunding {
        details: stated
            .then_some(summary.as_str())
            .into_iter()
            .chain(note)
            .collect::<Vec<_>>()
            .join(". "),
        min_award_amount: min.map(money),
        max_award_amount: max.map(money),
    })
}

fn timeline(one: &Candidate<'_>, phrases: &Phrases) -> Option<OppTimeline> {
    let name = |key: &str| phrases.get(&format!("common-grants-{key}")).to_owned();
    let is_ours = one.status.dates_are_our_reading;
    let caveat = is_ours.then(|| phrases.get("common-grants-our-reading"));
    let on = |key: &str, closing: Closing| {
        Event::Single(SingleDateEvent {
            name: name(key),
            event_type: SingleDate::SingleDate,
            date: closing.day.to_string(),
            time: closing.time.map(|time| time.strftime("%H:%M:%S").to_string()),
            description: about(closing, caveat, phrases),
        })
    };
    let day = |key: &str, day: Date| on(key, Closing { day, time: None });
    let words = |key: &str, details: String, description: Option<String>| {
        Event::Other(OtherEvent { name: name(key), event_type: Other::Other, details, description })
    };
    let mut other_dates = BTreeMap::new();
    if let Some(estimate) = one.status.estimate {
        let month = wording::partial_day(estimate.closes, phrases);
        let details = phrases.fill("common-grants-estimate", &[("month", &month)]);
        let basis = wording::estimate_basis(&one.status, phrases);
        other_dates.insert("nextRound", words("next-round", details, basis));
    }
    if let Some(last) = one.status.last_closed.filter(|_| one.status.state != State::Closed) {
        other_dates.insert("lastClose", day("last-close", last));
    }
    if let Some(note) = &one.opportunity.timetable.note {
        other_dates.insert("note", words("note", note.get(Lang::En).to_owned(), None));
    }
    let close_date = match one.closing() {
        Some(closing) => Some(on("closes", closing)),
        None if one.status.state == State::Rolling => {
            Some(words("closes", phrases.get("common-grants-rolling").to_owned(), None))
        }
        None => None,
    };
    let timeline = OppTimeline {
        post_date: one.status.opens.map(|opens| day("opens", opens)),
        close_date,
        other_dates,
    };
    let stated = timeline.post_date.is_some()
        || timeline.close_date.is_some()
        || !timeline.other_dates.is_empty();
    stated.then_some(timeline)
}

/// What a day and its time cannot say: the protocol's times have no zone, so it is said whose clock is meant, and then what makes
/// the day less certain.
fn about(closing: Closing, caveat: Option<&str>, phrases: &Phrases) -> Option<String> {
    let time = closing.time.map(|time| {
        let time = time.strftime("%H:%M").to_string();
        phrases.fill("common-grants-uk-time", &[("time", &time)])
    });
    match (time, caveat) {
        (Some(time), Some(caveat)) => Some(format!("{time}. {caveat}")),
        (time, caveat) => time.or(caveat.map(str::to_owned)),
    }
}

fn custom_fields(site: &Site, entry: &Opportunity) -> BTreeMap<&'static str, CustomField> {
    let eligibility = &entry.eligibility;
    let offer = &entry.offer;
    let provenance = &entry.provenance;
    let fit = site.engine.judge(entry, &Reader::default());
    let salary = offer.salary.as_ref().map(|salary| {
        stated_members(
            json!({ "covered": salary.covered.code(), "wte": salary.wte, "months": salary.months, "upTo": salary.up_to }),
        )
    });
    let duration = offer
        .duration_months
        .as_ref()
        .map(|range| stated_members(json!({ "min": range.min, "max": range.max })));
    let amount = offer.amount.as_ref().map(|amount| {
        stated_members(json!({ "min": amount.min, "max": amount.max, "currency": amount.currency, "per": amount.per }))
    });
    let fields = [
        ("slug", json!(entry.id)),
        ("pageUrl", json!(format!("{}/en/opportunities/{}", site.base_url, entry.id))),
        ("pageUrlCy", json!(format!("{}/cy/opportunities/{}", site.base_url, entry.id))),
        ("titleCy", json!(entry.title.get(Lang::Cy))),
        ("summaryCy", json!(entry.summary.get(Lang::Cy))),
        ("detailsCy", json!(entry.details.get(Lang::Cy))),
        ("welshReview", json!(welsh_review(entry).code())),
        ("kind", json!(entry.kind)),
        ("funder", funder(site, entry)),
        (
            "contactInfo",
            entry.contact.as_ref().map_or(Value::Null, |mailbox| json!({ "email": mailbox })),
        ),
        ("eligibilityCriteria", json!({ "details": eligibility.who.get(Lang::En) })),
        ("eligibilityCriteriaCy", json!({ "details": eligibility.who.get(Lang::Cy) })),
        ("nations", json!(eligibility.nations)),
        ("employers", json!(eligibility.employers)),
        ("registration", json!(eligibility.registration)),
        ("registrationAll", json!(eligibility.registration_all)),
        ("qualification", json!(eligibility.qualification)),
        ("healthcareScience", json!(eligibility.healthcare_science.code())),
        ("fitForWales", json!(fit.verdict.code())),
        ("careerLevels", json!(entry.audience.career_levels)),
        ("professions", json!(entry.audience.professions)),
        ("themes", json!(entry.themes)),
        ("topics", json!(entry.topics)),
        ("offers", json!(offer.offers)),
        ("salary", salary.unwrap_or_default()),
        ("amount", amount.unwrap_or_default()),
        ("durationMonths", duration.unwrap_or_default()),
        ("feesCovered", json!(offer.fees_covered)),
        ("modes", json!(offer.modes)),
        ("educationStages", json!(offer.education_stages)),
        ("timetablePattern", json!(entry.timetable.pattern.code())),
        ("unclear", json!(entry.unclear.as_ref().map(|text| text.get(Lang::En)))),
        ("asOf", json!(provenance.as_of.map(|date| date.to_string()))),
        ("lastCheckedAt", json!(provenance.checked.map(midnight))),
        ("inferred", json!(provenance.inferred)),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, field(name, value)?))).collect()
}

/// How far the Welsh can be relied on: as far as the text of it that can be relied on least.
fn welsh_review(entry: &Opportunity) -> Review {
    if entry.welsh_is_pending() { Review::Pending } else { entry.summary.review }
}

fn funder(site: &Site, entry: &Opportunity) -> Value {
    let catalogue = site.engine.catalogue();
    let website = catalogue.funders.get(&entry.funder).and_then(|funder| funder.website.as_ref());
    stated_members(json!({
        "id": entry.funder,
        "name": catalogue.funder_name(&entry.funder, Lang::En),
        "nameCy": catalogue.funder_name(&entry.funder, Lang::Cy),
        "website": website,
    }))
}

/// An object without the members that are not stated.
fn stated_members(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            members.into_iter().filter(|(_, value)| !value.is_null()).collect()
        }
        other => other,
    }
}

/// A custom field; none where nothing is stated.
fn field(name: &str, value: Value) -> Option<CustomField> {
    let field_type = match &value {
        Value::Null => return None,
        Value::Array(values) if values.is_empty() => return None,
        Value::Bool(_) => CustomFieldType::Boolean,
        Value::Number(number) if number.is_f64() => CustomFieldType::Number,
        Value::Number(_) => CustomFieldType::Integer,
        Value::String(_) => CustomFieldType::String,
        Value::Array(_) => CustomFieldType::Array,
        Value::Object(_) => CustomFieldType::Object,
    };
    Some(CustomField { name: name.to_owned(), field_type, value })
}
