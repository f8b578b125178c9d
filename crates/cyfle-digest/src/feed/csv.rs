//! Opportunities as a table that a spreadsheet opens cleanly: a byte order mark, so that Welsh letters stay whole, and no cell
//! that the spreadsheet would take for a formula.

use cyfle_catalogue::opportunity::{Opportunity, Range, Salary, Source};
use cyfle_catalogue::wording;
use cyfle_search::Hit;
use cyfle_search::results::Reason;

use super::{Setting, our_page};
use crate::in_words;

/// Tells a spreadsheet that the file is UTF-8.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Which columns a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// What one needs to choose.
    Short,
    /// Everything that is known.
    Full,
}

/// A column: its name, the same as the field's in JSON, and its cell.
type Column = (&'static str, fn(&Setting<'_>, &Hit<'_>) -> String);

const SHORT: &[Column] = &[
    ("id", |_, hit| hit.opportunity.id.clone()),
    ("title", |on, hit| hit.opportunity.title.get(on.lang).to_owned()),
    ("funder", |on, hit| on.catalogue.funder_name(&hit.opportunity.funder, on.lang).to_owned()),
    ("kind", |on, hit| on.label("kind", &hit.opportunity.kind)),
    ("status", |_, hit| hit.status.state.code().to_owned()),
    ("opens", |_, hit| hit.status.opens.map(|day| day.to_string()).unwrap_or_default()),
    ("closes", |_, hit| hit.status.closes.map(|end| end.rfc_3339()).unwrap_or_default()),
    ("status_label", |on, hit| wording::status_sentence(&hit.status, on.catalogue, on.lang)),
    ("offer", |on, hit| wording::offer_summary(hit.opportunity, on.catalogue, on.lang)),
    ("fit", |on, hit| {
        in_words::verdict(&hit.fit, hit.status.state, on.catalogue, on.lang).to_owned()
    }),
    ("url", |on, hit| our_page(on, hit.opportunity)),
    ("official_url", |on, hit| hit.opportunity.links.page(on.lang).unwrap_or_default().to_owned()),
    ("checked", |_, hit| {
        hit.opportunity.provenance.checked.map(|day| day.to_string()).unwrap_or_default()
    }),
    ("missed", |_, hit| named(&hit.missed)),
    ("tier", |_, hit| hit.tier.code().to_owned()),
];

const REST: &[Column] = &[
    ("summary", |on, hit| hit.opportunity.summary.get(on.lang).to_owned()),
    ("who", |on, hit| hit.opportunity.eligibility.who.get(on.lang).to_owned()),
    ("unclear", |on, hit| {
        hit.opportunity
            .unclear
            .as_ref()
            .map(|text| text.get(on.lang))
            .unwrap_or_default()
            .to_owned()
    }),
    ("funder_id", |_, hit| hit.opportunity.funder.clone()),
    ("kind_id", |_, hit| hit.opportunity.kind.clone()),
    ("fit_id", |_, hit| hit.fit.verdict.code().to_owned()),
    ("estimated_closes", |_, hit| {
        hit.status.estimate.map(|estimate| estimate.closes.to_string()).unwrap_or_default()
    }),
    ("pattern", |_, hit| hit.opportunity.timetable.pattern.code().to_owned()),
    ("themes", |_, hit| hit.opportunity.themes.join(" ")),
    ("topics", |_, hit| hit.opportunity.topics.join(" ")),
    ("career_levels", |_, hit| hit.opportunity.audience.career_levels.join(" ")),
    ("professions", |_, hit| hit.opportunity.audience.professions.join(" ")),
    ("nations", |_, hit| hit.opportunity.eligibility.nations.join(" ")),
    ("healthcare_science", |_, hit| {
        hit.opportunity.eligibility.healthcare_science.code().to_owned()
    }),
    ("offers", |_, hit| hit.opportunity.offer.offers.join(" ")),
    ("modes", |_, hit| hit.opportunity.offer.modes.join(" ")),
    ("education_stages", |_, hit| hit.opportunity.offer.education_stages.join(" ")),
    ("amount_min", |_, hit| amount(hit.opportunity, |amount| amount.min)),
    ("amount_max", |_, hit| amount(hit.opportunity, |amount| amount.max)),
    ("currency", |_, hit| {
        hit.opportunity.offer.amount.as_ref().map(|own| own.currency.clone()).unwrap_or_default()
    }),
    ("contact", |_, hit| hit.opportunity.contact.clone().unwrap_or_default()),
    ("details", |on, hit| hit.opportunity.details.get(on.lang).to_owned()),
    ("sources", |_, hit| {
        let named = hit.opportunity.provenance.sources.iter().filter_map(source);
        named.collect::<Vec<_>>().join(" ")
    }),
    ("as_of", |_, hit| {
        hit.opportunity.provenance.as_of.map(|date| date.to_string()).unwrap_or_default()
    }),
    ("added", |_, hit| hit.opportunity.provenance.added.to_string()),
    ("changed", |_, hit| cyfle_search::search::last_change(hit.opportunity).to_string()),
    ("lang", |on, _| on.lang.code().to_owned()),
    ("inferred", |_, hit| hit.opportunity.provenance.inferred.join(" ")),
    ("also_known_as", |_, hit| hit.opportunity.also_known_as.join("; ")),
    ("unstated", |_, hit| named(&hit.unstated)),
    ("days_left", |_, hit| stated(hit.status.days_left)),
    ("estimated_basis", |on, hit| stated(wording::estimate_basis(&hit.status, on.phrases()))),
    ("salary", |_, hit| stated(salary(hit).map(|salary| salary.covered.code()))),
    ("salary_wte", |_, hit| stated(salary(hit).and_then(|salary| salary.wte))),
    ("salary_months", |_, hit| stated(salary(hit).and_then(|salary| salary.months))),
    ("salary_up_to", |_, hit| stated(salary(hit).map(|salary| salary.up_to.join(" ")))),
    ("fees_covered", |_, hit| stated(hit.opportunity.offer.fees_covered)),
    ("per", |_, hit| stated(hit.opportunity.offer.amount.as_ref().map(|own| &own.per))),
    ("months_min", |_, hit| stated(duration(hit).and_then(|months| months.min))),
    ("months_max", |_, hit| stated(duration(hit).and_then(|months| months.max))),
    ("offer_note", |on, hit| {
        stated(hit.opportunity.offer.note.as_ref().map(|note| note.get(on.lang)))
    }),
    ("timetable_note", |on, hit| {
        stated(hit.opportunity.timetable.note.as_ref().map(|note| note.get(on.lang)))
    }),
    ("official_url_en", |_, hit| stated(hit.opportunity.links.en.as_ref())),
    ("official_url_cy", |_, hit| stated(hit.opportunity.links.cy.as_ref())),
    ("related", |_, hit| {
        let related = hit.opportunity.related.iter();
        let named = related.map(|one| format!("{}:{}", one.relation, one.id));
        named.collect::<Vec<_>>().join(" ")
    }),
    ("welsh_title", |_, hit| hit.opportunity.title.review.code().to_owned()),
    ("welsh_summary", |_, hit| hit.opportunity.summary.review.code().to_owned()),
    ("welsh_details", |_, hit| hit.opportunity.details.review.code().to_owned()),
];

/// The table, a line of names first.
pub fn write(on: &Setting<'_>, hits: &[Hit<'_>], columns: Columns) -> String {
    let rest = if columns == Columns::Full { REST } else { &[] };
    let columns: Vec<&Column> = SHORT.iter().chain(rest).collect();
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let names = columns.iter().map(|(name, _)| (*name).to_owned());
    let rows =
        hits.iter().map(|hit| columns.iter().map(|(_, cell)| harmless(cell(on, hit))).collect());
    for row in std::iter::once(names.collect::<Vec<String>>()).chain(rows) {
        table.write_record(&row).expect("memory takes every row, and rows are of one length");
    }
    let bytes = table.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("cells are text")
}

/// A cell that no spreadsheet calculates: what begins like a formula gets an apostrophe in front (OWASP, CSV injection).
pub(crate) fn harmless(cell: String) -> String {
    let dangerous = |first: char| {
        matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    };
    let visible = cell.trim_start_matches([' ', '\u{a0}']);
    if visible.starts_with(dangerous) { format!("'{cell}") } else { cell }
}

fn amount(
    opportunity: &Opportunity,
    end: fn(&cyfle_catalogue::opportunity::Amount) -> Option<u64>,
) -> String {
    let amount = opportunity.offer.amount.as_ref().and_then(end);
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

/// A cell of what may not be stated.
fn stated(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn salary<'a>(hit: &Hit<'a>) -> Option<&'a Salary> {
    hit.opportunity.offer.salary.as_ref()
}

fn duration<'a>(hit: &Hit<'a>) -> Option<&'a Range> {
    hit.opportunity.offer.duration_months.as_ref()
}

/// What of the question an entry does not have, or says nothing on; as in the API, name and value of each.
fn named(reasons: &[Reason]) -> String {
    let named = reasons.iter().map(|one| format!("{}:{}", one.concept.name(), one.value));
    named.collect::<Vec<_>>().join(" ")
}

fn source(source: &Source) -> Option<&str> {
    source.url.as_deref().or(source.document.as_deref())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use cyfle_catalogue::{Files, Lang, Moment, load};
    use cyfle_search::{Engine, Query};

    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"] {
            assert!(harmless(formula.to_owned()).starts_with('\''), "{formula}");
        }
        for text in ["", "Ŵyl Gŵyl", "£5,000", "0.4 WTE", "2026-01-13"] {
            assert_eq!(harmless(text.to_owned()), text);
        }
    }

    #[test]
    fn a_full_table_says_which_facts_are_our_reading() {
        let catalogue = Arc::new(load(&Files::embedded()).catalogue);
        let engine = Engine::in_memory(Arc::clone(&catalogue));
        let moment: Moment = "2026-11-22".parse().expect("a moment");
        let query = Query { per_page: usize::MAX, ..Query::new("", Lang::En) };
        let answer = engine.search(&query, moment);
        let on = Setting { catalogue: &catalogue, lang: Lang::En, moment, base_url: "" };
        let table = write(&on, &answer.hits, Columns::Full);
        let table = table.strip_prefix(BYTE_ORDER_MARK).expect("a byte order mark");
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let names = rows.headers().expect("names").clone();
        let place = names.iter().position(|name| name == "inferred").expect("a column");
        let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), catalogue.opportunities.len());
        let said = rows.iter().filter(|row| {
            let inferred = &catalogue.opportunities[&row[0]].provenance.inferred;
            assert_eq!(row[place], inferred.join(" "), "{}", &row[0]);
            !inferred.is_empty()
        });
        assert!(said.count() > 0, "there are facts that are our reading");
    }

    #[test]
    fn no_two_columns_have_one_name() {
        let mut names: Vec<&str> = SHORT.iter().chain(REST).map(|(name, _)| *name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
