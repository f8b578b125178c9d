//! The page of one opportunity: what it gives, whether this reader may apply and why, when, where to apply, and how we know.

mod help;
mod timetable;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::language::{Phrases, Text};
use cyfle_catalogue::opportunity::Change;
use cyfle_catalogue::status::{Status, status};
use cyfle_catalogue::{Facet, Lang, Opportunity, wording};
use cyfle_digest::feed::{Setting, calendar};
use cyfle_search::Query;
use cyfle_search::fit::{Fit, Reader, RuleAnswer, is_assumed};

pub(super) use self::help::href;
use self::help::{Help, PageLink, SourceRow};
use self::timetable::{Timetable, timetable};
use super::home::results_href;
use super::layout::{Alternate, Layout, Link, mailto, with_query};
use super::reader::{self, ReaderForm};
use super::results::Chip;
use super::{Page, failure, results, verdict, visit};
use crate::pages::visit::At;
use crate::{linked_data, params};

#[derive(Template)]
#[template(path = "opportunity.html")]
struct Detail<'a> {
    layout: Layout<'a>,
    back: String,
    title: String,
    kind: String,
    funder: String,
    funder_website: Option<String>,
    summary: String,
    offer: String,
    verdict: &'static str,
    verdict_label: String,
    verdict_why: Vec<String>,
    timetable: Timetable,
    calendar: Option<String>,
    facts: Vec<(String, String)>,
    unclear: Option<String>,
    details: Vec<String>,
    who: String,
    rules: Vec<RuleRow>,
    levels_note: Option<String>,
    about_reader: Vec<Chip>,
    form: ReaderForm,
    links: Vec<PageLink>,
    link_note: Option<String>,
    contact: Option<String>,
    help: Help,
    related: Vec<Link>,
    similar: Vec<Link>,
    checked: String,
    sources: Vec<SourceRow>,
    changes: Vec<String>,
    report: Option<Link>,
    welsh: Option<String>,
    linked_data: String,
}

struct RuleRow {
    name: String,
    fact: String,
    inferred: bool,
    code: &'static str,
    answer: String,
}

/// The page of a live opportunity; a retired one says why it ended and what took its place, an unknown one what was meant.
pub(crate) fn page(site: At<'_>, lang: Lang, id: &str, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    if let Some(opportunity) = catalogue.opportunities.get(id) {
        let (query, refused) = visit::asked(site, lang, query_string);
        let mut detail = detail(site, &query, opportunity);
        detail.layout = detail.layout.refusing(refused);
        return Page::render(StatusCode::OK, lang, &detail);
    }
    match catalogue.archive.get(id) {
        Some(retired) => gone(site, lang, retired),
        None => failure::unknown_opportunity(site, lang, id),
    }
}

/// The published deadline of one opportunity, for a calendar; nothing where no deadline is ahead.
pub(crate) fn calendar(site: At<'_>, lang: Lang, id: &str) -> Option<Response> {
    let catalogue = site.engine.catalogue();
    let opportunity = catalogue.opportunities.get(id)?;
    status(opportunity, site.moment).next_end()?;
    let on = Setting { catalogue, lang, moment: site.moment, base_url: &site.base_url };
    let body = calendar::of_one(&on, opportunity);
    let name = format!("attachment; filename=\"{id}.ics\"");
    let headers = [
        (header::CONTENT_TYPE, calendar::MEDIA_TYPE.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Some((headers, body).into_response())
}

/// Why it ended, and what to look at instead.
fn gone(site: At<'_>, lang: Lang, retired: &Opportunity) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let reason = retired.retired.as_ref();
    let successors = reason.map_or(&[][..], |retired| &retired.successors);
    let title = t.fill("retired-heading", &[("title", retired.title.get(lang))]);
    let message = failure::Said {
        status: StatusCode::GONE,
        title,
        rest: format!("opportunities/{}", retired.id),
        paragraphs: vec![
            retired.summary.get(lang).to_owned(),
            reason.map(|retired| retired.reason.get(lang).to_owned()).unwrap_or_default(),
        ],
        lead_in: if successors.is_empty() { "" } else { "retired-instead" },
        links: successors.iter().filter_map(|id| failure::entry(site, lang, id)).collect(),
    };
    failure::message(site, lang, message)
}

/// Its deadline for calendars, where one is ahead.
fn also_as(status: &Status, here: &str, t: &Phrases) -> Vec<Alternate> {
    let deadline = Alternate {
        kind: "text/calendar",
        title: t.get("add-to-calendar").to_owned(),
        href: format!("{here}/deadline.ics"),
    };
    status.next_end().map(|_| deadline).into_iter().collect()
}

fn detail<'a>(site: At<'a>, query: &Query, opportunity: &Opportunity) -> Detail<'a> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let t = catalogue.phrases(lang);
    let text = |text: &Option<Box<Text>>| text.as_ref().map(|text| text.get(lang).to_owned());
    let status = status(opportunity, site.moment);
    let understanding = reader::understanding(site, query);
    let reader = Reader::of(query, &understanding);
    // The same verdict as on the card that led here.
    let fit = site.engine.judge_for(opportunity, query, &understanding, site.moment);
    let answered = reader::as_answered(site, query);
    let here = format!("/{lang}/opportunities/{}", opportunity.id);
    let rest = with_query(&format!("opportunities/{}", opportunity.id), &params::write(query));
    let rules = rules(site, lang, opportunity, (&reader, &fit));
    let (verdict, verdict_label) = verdict::shown(&fit, status.state, catalogue, lang);
    Detail {
        layout: Layout::new(site, lang, opportunity.title.get(lang), &rest)
            .described(opportunity.summary.get(lang))
            .for_reader(reader::about(query))
            .also_as(also_as(&status, &here, t)),
        back: results_href(lang, query),
        title: opportunity.title.get(lang).to_owned(),
        kind: Facet::Kind.label(catalogue, &opportunity.kind, lang).to_owned(),
        funder: catalogue.funder_name(&opportunity.funder, lang).to_owned(),
        funder_website: catalogue
            .funders
            .get(&opportunity.funder)
            .and_then(|funder| funder.website.clone()),
        summary: opportunity.summary.get(lang).to_owned(),
        offer: wording::offer_summary(opportunity, catalogue, lang),
        verdict,
        verdict_label,
        verdict_why: rules
            .iter()
            .filter(|rule| rule.code == "no")
            .map(|rule| rule.fact.clone())
            .collect(),
        calendar: status.next_end().map(|_| format!("{here}/deadline.ics")),
        timetable: timetable(site, lang, opportunity, &status),
        facts: facts(site, lang, opportunity),
        unclear: text(&opportunity.unclear),
        details: paragraphs(opportunity.details.get(lang)),
        who: opportunity.eligibility.who.get(lang).to_owned(),
        rules,
        levels_note: text(&opportunity.audience.levels_note),
        about_reader: reader::chips(site, &answered, &here),
        form: reader::form(catalogue, &answered, here, t.get("reader-show-answer")),
        links: help::pages(site, lang, opportunity),
        link_note: text(&opportunity.links.note),
        contact: opportunity.contact.clone(),
        help: help::help(site, query, reader.organisation.as_deref()),
        related: help::related(site, query, opportunity),
        similar: similar(site, query, opportunity),
        checked: results::checked(site, lang, opportunity),
        sources: help::sources(site, lang, opportunity),
        changes: changes(opportunity, lang, t),
        report: help::report(site, lang, opportunity),
        welsh: (lang == Lang::Cy && opportunity.welsh_is_pending())
            .then(|| t.get("welsh-pending").to_owned()),
        linked_data: linked_data::block(catalogue, &site.base_url, opportunity, &status, lang),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn similar(site: At<'_>, query: &Query, opportunity: &Opportunity) -> Vec<Link> {
    let link = |other: &Opportunity| Link {
        note: wording::status_sentence(
            &status(other, site.moment),
            site.engine.catalogue(),
            query.lang,
        ),
        ..Link::new(help::href(query, &other.id), other.title.get(query.lang))
    };
    site.engine.similar(opportunity).into_iter().map(link).collect()
}

/// What has changed since it was added, newest first.
fn changes(opportunity: &Opportunity, lang: Lang, t: &Phrases) -> Vec<String> {
    let line =
        |change: &Change| format!("{}: {}", wording::day(change.date, t), change.what.get(lang));
    opportunity.changes.iter().rev().map(line).collect()
}

/// What is known beside money and dates; what is not stated is left out.
fn facts(site: At<'_>, lang: Lang, opportunity: &Opportunity) -> Vec<(String, String)> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let labels = |facet: Facet, ids: &[String]| {
        ids.iter().map(|id| facet.label(catalogue, id, lang)).collect::<Vec<_>>().join("; ")
    };
    let offer = &opportunity.offer;
    let duration = offer
        .duration_months
        .as_ref()
        .and_then(|range| wording::duration_text(range, lang, t))
        .unwrap_or_default();
    let note = offer.note.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default();
    let facts = [
        ("fact-offers", labels(Facet::Offer, &offer.offers)),
        ("fact-duration", duration),
        ("fact-modes", labels(Facet::Mode, &offer.modes)),
        ("fact-stages", labels(Facet::EducationStage, &offer.education_stages)),
        ("fact-topics", labels(Facet::Topic, &opportunity.topics)),
        ("fact-note", note),
    ];
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (t.get(key).to_owned(), value))
        .collect()
}

fn rules(
    site: At<'_>,
    lang: Lang,
    opportunity: &Opportunity,
    (reader, fit): (&Reader, &Fit),
) -> Vec<RuleRow> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let row = |(rule, answer): &(cyfle_catalogue::rule::Rule, RuleAnswer)| {
        let is_assumed = is_assumed(reader, *rule, catalogue);
        let fact = wording::rule_fact(*rule, opportunity, catalogue, lang);
        let stated = fact.is_some();
        RuleRow {
            name: t.get(&format!("rule-{}", rule.name())).to_owned(),
            inferred: stated && opportunity.rule_is_our_reading(*rule),
            fact: fact.unwrap_or_else(|| t.get("not-stated").to_owned()),
            code: match answer {
                RuleAnswer::Yes if is_assumed => "assumed",
                _ => answer.code(),
            },
            answer: match answer {
                RuleAnswer::NotStated if stated && is_assumed => {
                    t.get("answer-not-said").to_owned()
                }
                RuleAnswer::NotStated if stated => t.get("answer-not-settled").to_owned(),
                RuleAnswer::Yes if is_assumed => t.get("answer-assumed").to_owned(),
                RuleAnswer::No if is_assumed => t.get("answer-assumed-no").to_owned(),
                _ => t.get(&format!("answer-{}", answer.code())).to_owned(),
            },
        }
    };
    fit.rules.iter().map(row).collect()
}
