//! One opportunity as schema.org JSON-LD, for crawlers and agents. It says what the page says: a published deadline as a date and
//! one that is our reading in words, never an estimate, an amount only where it is that of an award.
//!
//! Which type stands for which kind, the vocabulary says; an `EducationalOccupationalProgram` alone has a deadline.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::opportunity::Opportunity;
use cyfle_catalogue::status::{Closing, State, Status};
use cyfle_catalogue::vocabulary::SchemaOrg;
use cyfle_catalogue::{Facet, Lang, wording};
use cyfle_search::search::last_change;
use serde_json::{Map, Value, json};

/// The JSON of an opportunity's page, safe inside a `script` element.
pub(crate) fn block(
    catalogue: &Catalogue,
    base_url: &str,
    opportunity: &Opportunity,
    status: &Status,
    lang: Lang,
) -> String {
    let page = |lang: Lang| format!("{base_url}/{lang}/opportunities/{}", opportunity.id);
    let own = page(lang);
    let identity = format!("{own}#opportunity");
    let page = json!({
        "@type": "WebPage",
        "@id": own,
        "url": own,
        "name": opportunity.title.get(lang),
        "inLanguage": tag(lang),
        "datePublished": opportunity.provenance.added.to_string(),
        "dateModified": last_change(opportunity).to_string(),
        "workTranslation": { "@id": page(lang.other()) },
        "mainEntity": { "@id": identity },
    });
    let mut thing = thing(catalogue, opportunity, status, lang);
    thing.insert("@id".to_owned(), json!(identity));
    thing.insert("mainEntityOfPage".to_owned(), json!({ "@id": own }));
    escaped(&json!({ "@context": "https://schema.org", "@graph": [page, thing] }))
}

/// The language tag that pages of each language are read by in Wales.
const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-GB",
        Lang::Cy => "cy",
    }
}

fn thing(
    catalogue: &Catalogue,
    opportunity: &Opportunity,
    status: &Status,
    lang: Lang,
) -> Map<String, Value> {
    let funder = organisation(catalogue, &opportunity.funder, lang);
    let kind = catalogue.vocabularies.value(Facet::Kind.name(), &opportunity.kind);
    let own = match kind.and_then(|kind| kind.schema_org).unwrap_or(SchemaOrg::Service) {
        SchemaOrg::MonetaryGrant => json!({
            "@type": "MonetaryGrant",
            "funder": funder,
            "amount": amount(opportunity),
        }),
        SchemaOrg::EducationalOccupationalProgram => json!({
            "@type": "EducationalOccupationalProgram",
            "provider": funder,
            "applicationStartDate": opening(status),
            "applicationDeadline": deadline(catalogue, status, lang),
            "timeToComplete": duration(opportunity),
            "programPrerequisites": opportunity.eligibility.who.get(lang),
        }),
        SchemaOrg::Event => json!({ "@type": "Event", "organizer": funder }),
        SchemaOrg::Service => json!({
            "@type": "Service",
            "provider": funder,
            "serviceType": Facet::Kind.label(catalogue, &opportunity.kind, lang),
        }),
    };
    let links = [&opportunity.links.en, &opportunity.links.cy];
    let common = json!({
        "name": opportunity.title.get(lang),
        "alternateName": (!opportunity.also_known_as.is_empty()).then_some(&opportunity.also_known_as),
        "description": opportunity.summary.get(lang),
        "sameAs": links.into_iter().flatten().collect::<Vec<_>>(),
    });
    let members = [own, common].into_iter().filter_map(|part| match part {
        Value::Object(members) => Some(members),
        _ => None,
    });
    members.flatten().filter(|(_, value)| is_stated(value)).collect()
}

fn is_stated(value: &Value) -> bool {
    !value.is_null() && value.as_array().is_none_or(|values| !values.is_empty())
}

fn organisation(catalogue: &Catalogue, id: &str, lang: Lang) -> Value {
    let mut organisation =
        json!({ "@type": "Organization", "name": catalogue.funder_name(id, lang) });
    let Some(funder) = catalogue.funders.get(id) else { return organisation };
    if let Some(website) = &funder.website {
        organisation["url"] = json!(website);
    }
    if let Some(ror) = &funder.ror {
        organisation["sameAs"] = json!(ror);
    }
    organisation
}

/// What an award brings. An amount for a year is not one, and schema.org cannot say "a year" here.
fn amount(opportunity: &Opportunity) -> Option<Value> {
    let amount = opportunity.offer.amount.as_ref().filter(|amount| amount.per == "award")?;
    let mut value = json!({ "@type": "MonetaryAmount", "currency": amount.currency });
    if let Some(least) = amount.min {
        value["minValue"] = json!(least);
    }
    if let Some(most) = amount.max {
        value["maxValue"] = json!(most);
    }
    Some(value)
}

/// A published opening. Nothing but a date can stand here, and one that is our reading is no published date.
fn opening(status: &Status) -> Option<String> {
    status.opens.filter(|_| !status.dates_are_our_reading).map(|day| day.to_string())
}

/// A published end, with its time where it has one. What is always open says so in words, which may stand in the place of a date
/// here; so does a date that is our reading.
fn deadline(catalogue: &Catalogue, status: &Status, lang: Lang) -> Option<String> {
    let date = match status.state {
        State::Rolling => {
            return Some(wording::state_label(State::Rolling, catalogue, lang).to_owned());
        }
        State::Closed => status.last_closed.map(|day| day.to_string()),
        _ => status.closes.map(Closing::rfc_3339),
    };
    match status.dates_are_our_reading {
        true => date.map(|_| wording::status_sentence(status, catalogue, lang)),
        false => date,
    }
}

/// ISO 8601, which knows neither "up to" nor "at least": only where the time is fixed.
fn duration(opportunity: &Opportunity) -> Option<String> {
    let range = opportunity.offer.duration_months.as_ref()?;
    range.max.filter(|most| range.min == Some(*most)).map(|months| format!("P{months}M"))
}

/// JSON in which no character can end the `script` element or begin a comment there.
fn escaped(value: &Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_element_that_it_stands_in() {
        let hostile = json!({ "name": "</script><script>alert(1)</script><!--\u{2028}&" });
        let text = escaped(&hostile);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("still JSON"), hostile);
    }
}
