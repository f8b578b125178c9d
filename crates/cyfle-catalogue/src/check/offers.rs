//! Whether what an entry gives adds up.

use super::{Entry, Find, Notes, Rule, rule};
use crate::opportunity::SalaryCover;
use crate::problem::Severity::{Error, Warning};

pub(super) const RULES: &[Rule] = &[
    rule(
        "salary-without-facts",
        Warning,
        Find::Entry(salary_without_facts),
        "Where `salary-covered` is offered, `offer.salary` says how far.\nWhere no source says, `offer.note` says that, and this becomes advice: \"salary\" alone lets people hope for all of it.",
    ),
    rule(
        "salary-contradiction",
        Error,
        Find::Entry(salary_contradiction),
        "What is offered and the facts about salary agree: `salary-covered` is not offered where `offer.salary` says none.",
    ),
    rule(
        "range-upside-down",
        Error,
        Find::Entry(range_upside_down),
        "The least of a range is not more than the most.",
    ),
    rule(
        "fees-contradiction",
        Error,
        Find::Entry(fees_contradiction),
        "What is offered and `fees_covered` agree.",
    ),
];

const SALARY: &str = "salary-covered";
const FEES: &str = "tuition-fees";

fn offers(entry: &Entry<'_>, offer: &str) -> bool {
    entry.opportunity.offer.offers.iter().any(|one| one == offer)
}

fn salary_without_facts(entry: &Entry<'_>, notes: &mut Notes) {
    let offer = &entry.opportunity.offer;
    if !offers(entry, SALARY) || offer.salary.is_some() {
        return;
    }
    let message = "salary is offered, but not how much of it";
    match offer.note.is_some() {
        true => notes.add_advice("offer.offers", message, "look whether the page says it by now"),
        false => notes.add(
            "offer.offers",
            message,
            "add `salary:` with what the page states, or say in `note` that it does not say",
        ),
    }
}

fn salary_contradiction(entry: &Entry<'_>, notes: &mut Notes) {
    let none = entry
        .opportunity
        .offer
        .salary
        .as_ref()
        .is_some_and(|salary| salary.covered == SalaryCover::None);
    if none && offers(entry, SALARY) {
        notes.add(
            "offer.salary",
            "salary is among the offers, and yet none of it is paid",
            "take `salary-covered` out of the offers, or mend `salary`",
        );
    }
}

fn fees_contradiction(entry: &Entry<'_>, notes: &mut Notes) {
    if entry.opportunity.offer.fees_covered == Some(false) && offers(entry, FEES) {
        notes.add(
            "offer.fees_covered",
            "fees are among the offers, and yet are not paid",
            "take `tuition-fees` out of the offers, or mend `fees_covered`",
        );
    }
}

fn range_upside_down(entry: &Entry<'_>, notes: &mut Notes) {
    let offer = &entry.opportunity.offer;
    let amount = offer.amount.as_ref().map(|amount| (amount.min, amount.max));
    let months = offer
        .duration_months
        .as_ref()
        .map(|range| (range.min.map(u64::from), range.max.map(u64::from)));
    for (at, range) in [("offer.amount", amount), ("offer.duration_months", months)] {
        if let Some((Some(least), Some(most))) = range
            && least > most
        {
            notes.add(
                at,
                format!("at least {least} is more than at most {most}"),
                "exchange the two, or mend one",
            );
        }
    }
}
