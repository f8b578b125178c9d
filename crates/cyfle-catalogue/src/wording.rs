//! Facts into short phrases, in either language: what a status, an offer or a rule says on a card, in JSON, on a terminal
//! and in a digest. The words themselves stand in `languages/`; here is only which phrase is meant.

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::freshness::Freshness;
use crate::language::{Lang, Phrases};
use crate::moment::PartialDate;
use crate::opportunity::{Amount, Inclusion, Opportunity, Provenance, Range, SalaryCover};
use crate::rule::Rule;
use crate::status::{Ahead, Closing, State, Status};

/// The name of a status value ("Open now").
pub fn state_label(state: State, catalogue: &Catalogue, lang: Lang) -> &str {
    catalogue.vocabularies.label("status", state.code(), lang)
}

/// What a status says, with its dates: "Open: closes 13 January 2026 at 16:00", what is published of other rounds ahead, and
/// that the dates are our reading where they are.
pub fn status_sentence(status: &Status, catalogue: &Catalogue, lang: Lang) -> String {
    let sentence = sentence_of_all_rounds(status, catalogue, lang);
    let says_a_date = sentence != state_label(status.state, catalogue, lang);
    if status.dates_are_our_reading && says_a_date {
        return catalogue.phrases(lang).fill("status-our-reading", &[("status", &sentence)]);
    }
    sentence
}

fn sentence_of_all_rounds(status: &Status, catalogue: &Catalogue, lang: Lang) -> String {
    let sentence = sentence_of_one_round(status, catalogue, lang);
    if status.others.is_empty() {
        return sentence;
    }
    let phrases = catalogue.phrases(lang);
    let dates: Vec<String> =
        status.others.iter().map(|other| dates_of_round(*other, phrases)).collect();
    let many = u64::try_from(dates.len()).unwrap_or(u64::MAX);
    phrases
        .count(lang, "status-and-others", many)
        .replace("{status}", &sentence)
        .replace("{dates}", &dates.join("; "))
}

/// "opens 10 June 2026, closes 2 September 2026 at 16:00", or what of it is published and ahead.
fn dates_of_round(round: Ahead, phrases: &Phrases) -> String {
    let opens = round.opens.map(|on| phrases.fill("round-opens", &[("day", &day(on, phrases))]));
    let closes = round
        .closes
        .map(|end| phrases.fill("round-closes", &[("closing", &closing_time(end, phrases))]));
    opens.into_iter().chain(closes).collect::<Vec<_>>().join(", ")
}

fn sentence_of_one_round(status: &Status, catalogue: &Catalogue, lang: Lang) -> String {
    let phrases = catalogue.phrases(lang);
    let label = state_label(status.state, catalogue, lang);
    match (status.state, status.closes, status.opens) {
        (State::Open, Some(closing), _) => {
            phrases.fill("status-open-until", &[("closing", &closing_time(closing, phrases))])
        }
        (State::OpensSoon, Some(closing), Some(opens)) => phrases.fill(
            "status-opens-and-closes",
            &[("opens", &day(opens, phrases)), ("closing", &closing_time(closing, phrases))],
        ),
        (State::OpensSoon, None, Some(opens)) => {
            phrases.fill("status-opens", &[("opens", &day(opens, phrases))])
        }
        (State::Unknown, Some(closing), _) => phrases
            .fill("status-closes-opening-unknown", &[("closing", &closing_time(closing, phrases))]),
        (State::Expected, ..) => match &status.estimate {
            Some(estimate) => phrases.fill(
                "status-expected",
                &[
                    ("month", &partial_day(estimate.closes, phrases)),
                    ("last", &day(estimate.last, phrases)),
                ],
            ),
            None => label.to_owned(),
        },
        (State::Closed, ..) => match status.last_closed {
            Some(last) => phrases.fill("status-closed-on", &[("last", &day(last, phrases))]),
            None => label.to_owned(),
        },
        (State::Unknown, ..) => match status.last_closed {
            Some(last) => phrases.fill("status-unknown-last", &[("last", &day(last, phrases))]),
            None => label.to_owned(),
        },
        _ => label.to_owned(),
    }
}

/// On what the estimate of a status rests and how sure it is; nothing where there is none.
pub fn estimate_basis(status: &Status, phrases: &Phrases) -> Option<String> {
    let estimate = status.estimate?;
    let key = format!("estimate-basis-{}", estimate.basis.code());
    let confidence = format!("estimate-confidence-{}", estimate.confidence.code());
    Some(phrases.fill(
        &key,
        &[
            ("rounds", &estimate.rounds.to_string()),
            ("last", &day(estimate.last, phrases)),
            ("confidence", phrases.get(&confidence)),
        ],
    ))
}

/// How far the comparison with the page can be relied on, with its day: "Checked recently: 13 January 2026".
pub fn freshness(provenance: &Provenance, on: Date, catalogue: &Catalogue, lang: Lang) -> String {
    let code = Freshness::on(on, provenance).code();
    let label = catalogue.vocabularies.label("freshness", code, lang);
    let phrases = catalogue.phrases(lang);
    match provenance.checked {
        Some(checked) => {
            phrases.fill("freshness-on", &[("label", label), ("day", &day(checked, phrases))])
        }
        None => label.to_owned(),
    }
}

/// "13 January 2026".
pub fn day(day: Date, phrases: &Phrases) -> String {
    format!("{} {} {}", day.day(), month(day.month(), phrases), day.year())
}

/// "13 January 2026", "January 2026" or "2026".
pub fn partial_day(date: PartialDate, phrases: &Phrases) -> String {
    match date {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(year, number) => format!("{} {year}", month(number, phrases)),
        PartialDate::Day(full) => day(full, phrases),
    }
}

fn month(number: i8, phrases: &Phrases) -> String {
    phrases.get(&format!("month-{number}")).to_owned()
}

/// "13 January 2026 at 16:00", or the day alone.
pub fn closing_time(closing: Closing, phrases: &Phrases) -> String {
    let on = day(closing.day, phrases);
    match closing.time {
        Some(time) => phrases
            .fill("day-at-time", &[("day", &on), ("time", &time.strftime("%H:%M").to_string())]),
        None => on,
    }
}

/// What one gets, in a line that stands alone: "0.4 WTE salary for 24 months; up to £5,000". Where no figure is stated, the names of what is
/// offered; where nothing is stated, the phrase that says so.
pub fn offer_summary(opportunity: &Opportunity, catalogue: &Catalogue, lang: Lang) -> String {
    let phrases = catalogue.phrases(lang);
    let offer = &opportunity.offer;
    let mut parts = Vec::new();
    if let Some(salary) = &offer.salary {
        let key = match (salary.covered, salary.wte) {
            (SalaryCover::Full | SalaryCover::Partial, Some(_)) if salary.is_wte_at_most() => {
                "offer-salary-wte-up-to"
            }
            (SalaryCover::Full | SalaryCover::Partial, Some(_)) => "offer-salary-wte",
            (SalaryCover::Full, None) => "offer-salary-full",
            (SalaryCover::Partial, None) => "offer-salary-partial",
            (SalaryCover::Bursary, _) => "offer-bursary",
            (SalaryCover::None, _) => "offer-salary-none",
        };
        let wte = salary.wte.map(|wte| wte.to_string()).unwrap_or_default();
        let part = phrases.fill(key, &[("wte", &wte)]);
        parts.push(match salary.months {
            Some(months) => {
                let months = months_text(months, lang, phrases);
                let months = if salary.are_months_at_most() {
                    phrases.fill("up-to", &[("what", &months)])
                } else {
                    months
                };
                phrases.fill("offer-for-months", &[("what", &part), ("months", &months)])
            }
            None => part,
        });
    }
    if offer.fees_covered == Some(true) {
        parts.push(phrases.get("offer-fees").to_owned());
    }
    if let Some(amount) = &offer.amount {
        parts.push(amount_text(amount, phrases));
    }
    if parts.is_empty() {
        parts = offer
            .offers
            .iter()
            .map(|id| catalogue.vocabularies.label("offer", id, lang).to_owned())
            .collect();
    }
    match parts.is_empty() {
        true => phrases.get("offer-not-stated").to_owned(),
        false => capitalised(&parts.join("; ")),
    }
}

/// A text with a capital at its beginning: its parts are phrases that stand inside sentences too.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// "24 months" in the right plural.
pub fn months_text(months: u16, lang: Lang, phrases: &Phrases) -> String {
    phrases.count(lang, "months", u64::from(months))
}

/// "12 to 24 months"; one figure alone only where it is the least as well as the most.
pub fn duration_text(range: &Range, lang: Lang, phrases: &Phrases) -> Option<String> {
    match (range.min, range.max) {
        (Some(least), Some(most)) if least != most => Some(phrases.fill(
            "range",
            &[("least", &least.to_string()), ("most", &months_text(most, lang, phrases))],
        )),
        (Some(_), Some(most)) => Some(months_text(most, lang, phrases)),
        (None, Some(most)) => {
            Some(phrases.fill("up-to", &[("what", &months_text(most, lang, phrases))]))
        }
        (Some(least), None) => {
            Some(phrases.fill("at-least", &[("what", &months_text(least, lang, phrases))]))
        }
        (None, None) => None,
    }
}

/// "up to £5,000 a year".
pub fn amount_text(amount: &Amount, phrases: &Phrases) -> String {
    let money = |value: u64| money(value, &amount.currency);
    let text = match (amount.min, amount.max) {
        (Some(least), Some(most)) if least == most => money(most),
        (Some(least), Some(most)) => {
            phrases.fill("range", &[("least", &money(least)), ("most", &money(most))])
        }
        (None, Some(most)) => phrases.fill("up-to", &[("what", &money(most))]),
        (Some(least), None) => phrases.fill("at-least", &[("what", &money(least))]),
        (None, None) => phrases.get("not-stated").to_owned(),
    };
    match amount.per.as_str() {
        "year" => phrases.fill("a-year", &[("what", &text)]),
        _ => text,
    }
}

/// "£5,000". The grouping comma and the sign in front are usual in both languages.
pub fn money(value: u64, currency: &str) -> String {
    let digits = value.to_string();
    let grouped: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).expect("digits are ASCII"))
        .collect();
    let sign = match currency {
        "GBP" => "£",
        "EUR" => "€",
        "USD" => "$",
        other => return format!("{other} {}", grouped.join(",")),
    };
    format!("{sign}{}", grouped.join(","))
}

/// What an entry states for a rule; nothing where it states nothing.
pub fn rule_fact(
    rule: Rule,
    opportunity: &Opportunity,
    catalogue: &Catalogue,
    lang: Lang,
) -> Option<String> {
    let phrases = catalogue.phrases(lang);
    let eligibility = &opportunity.eligibility;
    let list = |vocabulary: &str, ids: &[String]| -> Option<String> {
        let labels: Vec<&str> =
            ids.iter().map(|id| catalogue.vocabularies.label(vocabulary, id, lang)).collect();
        (!labels.is_empty()).then(|| labels.join("; "))
    };
    let (key, values) = match rule {
        Rule::Nation => {
            let vocabulary = catalogue.vocabularies.get("nation");
            let whole = vocabulary.and_then(|nations| nations.whole_of(&eligibility.nations));
            let whole = whole.map(|whole| whole.label.get(lang).to_owned());
            ("fact-nation", whole.or_else(|| list("nation", &eligibility.nations)))
        }
        Rule::Employer if !eligibility.organisations.is_empty() => {
            let names =
                eligibility.organisations.iter().filter_map(|id| catalogue.organisation(id));
            (
                "fact-employer",
                Some(
                    names
                        .map(|organisation| organisation.name.get(lang))
                        .collect::<Vec<_>>()
                        .join("; "),
                ),
            )
        }
        Rule::Employer => ("fact-employer", list("employer", &eligibility.employers)),
        Rule::CareerLevel => {
            ("fact-career-level", list("career_level", &opportunity.audience.career_levels))
        }
        Rule::Profession if eligibility.healthcare_science == Inclusion::Excluded => {
            return Some(phrases.get("fact-profession-excluded").to_owned());
        }
        Rule::Profession => {
            let labels: Vec<&str> = opportunity
                .audience
                .professions
                .iter()
                .map(|id| profession_label(id, catalogue, lang))
                .collect();
            ("fact-profession", (!labels.is_empty()).then(|| labels.join("; ")))
        }
        Rule::Registration => {
            let key = if eligibility.registration_all {
                "fact-registration-all"
            } else {
                "fact-registration"
            };
            (key, list("registration", &eligibility.registration))
        }
        Rule::Qualification => return qualification_fact(opportunity, catalogue, lang),
    };
    values.map(|values| phrases.fill(key, &[("values", &values)]))
}

fn qualification_fact(
    opportunity: &Opportunity,
    catalogue: &Catalogue,
    lang: Lang,
) -> Option<String> {
    let phrases = catalogue.phrases(lang);
    let label = |id: &String| catalogue.vocabularies.label("qualification", id, lang).to_owned();
    let least = opportunity.eligibility.qualification.as_ref().map(|id| match id.as_str() {
        "none" => phrases.get("fact-qualification-none").to_owned(),
        _ => phrases.fill("fact-qualification", &[("values", &label(id))]),
    });
    let bar = opportunity
        .eligibility
        .qualification_bar
        .as_ref()
        .map(|id| phrases.fill("fact-qualification-bar", &[("values", &label(id))]));
    let parts: Vec<String> = least.into_iter().chain(bar).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The name of a profession or of a group.
pub fn profession_label<'a>(id: &'a str, catalogue: &'a Catalogue, lang: Lang) -> &'a str {
    match catalogue.vocabularies.value("profession", id) {
        Some(value) => value.label.get(lang),
        None => catalogue.vocabularies.label("profession_group", id, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;
    use crate::status::status;
    use crate::{Files, load};

    #[test]
    fn money_is_grouped_by_thousands() {
        assert_eq!(money(5_000, "GBP"), "£5,000");
        assert_eq!(money(1_234_567, "EUR"), "€1,234,567");
        assert_eq!(money(250, "USD"), "$250");
    }

    #[test]
    fn a_duration_is_called_fixed_only_where_least_and_most_are_the_same() {
        let catalogue = load(&Files::embedded()).catalogue;
        let said = |min: Option<u16>, max: Option<u16>, lang: Lang| {
            duration_text(&Range { min, max }, lang, catalogue.phrases(lang)).expect("a duration")
        };
        assert_eq!(said(None, Some(12), Lang::En), "up to 12 months");
        assert_eq!(said(None, Some(12), Lang::Cy), "hyd at 12 mis");
        assert_eq!(said(Some(12), Some(12), Lang::En), "12 months");
        assert_eq!(said(Some(3), Some(12), Lang::En), "3 to 12 months");
        assert_eq!(said(Some(6), None, Lang::En), "at least 6 months");
    }

    #[test]
    fn a_date_that_is_our_reading_is_called_so_and_a_status_without_a_date_is_not() {
        const ENTRY: &str = include_str!("../../../tests/fixtures/invented-fellowship.yaml");
        let catalogue = load(&Files::embedded()).catalogue;
        let tree = crate::yaml::parse(ENTRY).expect("YAML");
        let page: Opportunity = tree.read().expect("an entry");
        let mut reading = page.clone();
        reading.provenance.inferred = vec!["timetable.rounds".to_owned()];
        let mut without_a_date = reading.clone();
        without_a_date.timetable.rounds.clear();
        let moment: Moment = "2027-02-01".parse().expect("a moment");
        for lang in Lang::ALL {
            let phrases = catalogue.phrases(lang);
            let said =
                |entry: &Opportunity| status_sentence(&status(entry, moment), &catalogue, lang);
            let plain = said(&page);
            let closes = page.timetable.rounds[0].closes.expect("a closing day");
            assert!(plain.contains(&day(closes, phrases)), "{plain}");
            let called_so = phrases.fill("status-our-reading", &[("status", &plain)]);
            assert_eq!(said(&reading), called_so);
            assert_ne!(called_so, plain);
            assert_eq!(said(&without_a_date), state_label(State::Unknown, &catalogue, lang));
        }
    }

    #[test]
    fn four_nations_are_called_uk_wide_only_where_they_are_those_of_the_uk() {
        let catalogue = load(&Files::embedded()).catalogue;
        let mut entry = catalogue.opportunities.values().next().expect("an entry").clone();
        let mut said = |nations: &[&str]| {
            entry.eligibility.nations = nations.iter().map(|&one| one.to_owned()).collect();
            rule_fact(Rule::Nation, &entry, &catalogue, Lang::En).expect("a fact")
        };
        assert!(said(&["northern-ireland", "england", "scotland", "wales"]).contains("UK-wide"));
        let others = said(&["wales", "england", "scotland", "ireland"]);
        assert!(!others.contains("UK-wide") && others.contains("Wales; England"), "{others}");
        assert!(!said(&["wales", "england", "scotland"]).contains("UK-wide"));
    }
}
