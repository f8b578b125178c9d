//! The page of one opportunity: what it gives, whether this reader may apply and why, when, where to apply, and how we know.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::opportunity::Round;
use cyfle_catalogue::status::status;
use cyfle_catalogue::{Facet, Lang, Opportunity, nearest, wording};
use cyfle_search::Query;

use super::home::results_href;
use super::layout::{Layout, Link, with_query};
use super::{Page, failure, results};
use crate::params;
use crate::state::Site;

#[derive(Template)]
#[template(path = "opportunity.html")]
struct Detail<'a> {
    layout: Layout<'a>,
    back: String,
    title: String,
    kind: String,
    funder: String,
    summary: String,
    offer: String,
    verdict: &'static str,
    verdict_label: String,
    when: String,
    facts: Vec<(String, String)>,
    unclear: Option<String>,
    details: Vec<String>,
    who: String,
    rules: Vec<RuleRow>,
    levels_note: Option<String>,
    pattern: String,
    estimate: Option<String>,
    rounds: Vec<String>,
    timetable_note: Option<String>,
    links: Vec<PageLink>,
    link_note: Option<String>,
    contact: Option<String>,
    board: Option<Link>,
    related: Vec<Link>,
    similar: Vec<Link>,
    checked: String,
    sources: Vec<Link>,
    welsh: String,
}

struct RuleRow {
    name: String,
    fact: String,
    inferred: bool,
    answer: String,
}

struct PageLink {
    href: String,
    label: String,
    other_language: bool,
}

/// The page of a live opportunity; a retired one says why it ended and what took its place, an unknown one what was meant.
pub(crate) fn page(site: &Site, lang: Lang, id: &str, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    if let Some(opportunity) = catalogue.opportunities.get(id) {
        let query = params::read(query_string, Some(lang), catalogue)
            .unwrap_or_else(|_| Query::new("", lang));
        return Page::render(StatusCode::OK, lang, &detail(site, &query, opportunity));
    }
    let link = |id: &str| {
        catalogue
            .opportunities
            .get(id)
            .map(|found| Link::new(format!("/{lang}/opportunities/{id}"), found.title.get(lang)))
    };
    if let Some(retired) = catalogue.archive.get(id) {
        let reason = retired.retired.as_ref();
        let successors = reason
            .map_or(&[][..], |retired| &retired.successors)
            .iter()
            .filter_map(|id| link(id))
            .collect();
        let paragraphs = vec![
            retired.summary.get(lang).to_owned(),
            reason.map(|retired| retired.reason.get(lang).to_owned()).unwrap_or_default(),
        ];
        let title =
            catalogue.phrases(lang).fill("retired-heading", &[("title", retired.title.get(lang))]);
        return failure::message(
            site,
            lang,
            StatusCode::GONE,
            (title, &format!("opportunities/{id}")),
            paragraphs,
            successors,
        );
    }
    let near = nearest(id, catalogue.opportunities.keys().map(String::as_str)).and_then(link);
    failure::not_found_with(site, lang, near.into_iter().collect())
}

fn detail<'a>(site: &'a Site, query: &Query, opportunity: &Opportunity) -> Detail<'a> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let t = catalogue.phrases(lang);
    let text = |text: &Option<cyfle_catalogue::language::Text>| {
        text.as_ref().map(|text| text.get(lang).to_owned())
    };
    let status = status(opportunity, site.now());
    let understanding = site.engine.understand(&query.text);
    let reader = cyfle_search::search::reader(query, &understanding);
    let fit = site.engine.judge(opportunity, &reader);
    let rest = with_query(&format!("opportunities/{}", opportunity.id), &params::write(query));
    Detail {
        layout: Layout::new(site, lang, opportunity.title.get(lang), &rest),
        back: results_href(lang, query),
        title: opportunity.title.get(lang).to_owned(),
        kind: Facet::Kind.label(catalogue, &opportunity.kind, lang).to_owned(),
        funder: catalogue.funder_name(&opportunity.funder, lang).to_owned(),
        summary: opportunity.summary.get(lang).to_owned(),
        offer: wording::offer_summary(opportunity, catalogue, lang),
        verdict: fit.verdict.code(),
        verdict_label: catalogue.vocabularies.label("fit", fit.verdict.code(), lang).to_owned(),
        when: wording::status_sentence(&status, catalogue, lang),
        facts: facts(site, lang, opportunity),
        unclear: text(&opportunity.unclear),
        details: opportunity
            .details
            .get(lang)
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        who: opportunity.eligibility.who.get(lang).to_owned(),
        rules: rules(site, lang, opportunity, &fit),
        levels_note: text(&opportunity.audience.levels_note),
        pattern: catalogue
            .vocabularies
            .label("timetable_pattern", opportunity.timetable.pattern.code(), lang)
            .to_owned(),
        estimate: wording::estimate_basis(&status, t)
            .map(|basis| t.fill("estimate-warning", &[("basis", &basis)])),
        rounds: opportunity.timetable.rounds.iter().map(|round| round_text(round, t)).collect(),
        timetable_note: text(&opportunity.timetable.note),
        links: links(site, lang, opportunity),
        link_note: text(&opportunity.links.note),
        contact: opportunity.contact.clone(),
        board: board(site, lang, reader.organisation.as_deref()),
        related: related(site, lang, opportunity),
        similar: site
            .engine
            .similar(opportunity)
            .into_iter()
            .map(|other| {
                Link::new(format!("/{lang}/opportunities/{}", other.id), other.title.get(lang))
            })
            .collect(),
        checked: results::checked(site, lang, opportunity),
        sources: sources(site, lang, opportunity),
        welsh: if lang == Lang::Cy { t.get("welsh-pending").to_owned() } else { String::new() },
    }
}

/// What is known beside money and dates; what is not stated is left out.
fn facts(site: &Site, lang: Lang, opportunity: &Opportunity) -> Vec<(String, String)> {
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
    site: &Site,
    lang: Lang,
    opportunity: &Opportunity,
    fit: &cyfle_search::fit::Fit,
) -> Vec<RuleRow> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let row = |(rule, answer): &(cyfle_catalogue::rule::Rule, cyfle_search::fit::RuleAnswer)| {
        let fact = wording::rule_fact(*rule, opportunity, catalogue, lang);
        let stated = fact.is_some();
        RuleRow {
            name: t.get(&format!("rule-{}", rule.name())).to_owned(),
            inferred: stated
                && opportunity.provenance.inferred.iter().any(|field| field == rule.field()),
            fact: fact.unwrap_or_else(|| t.get("not-stated").to_owned()),
            answer: t.get(&format!("answer-{}", answer.code())).to_owned(),
        }
    };
    fit.rules.iter().map(row).collect()
}

fn round_text(round: &Round, t: &cyfle_catalogue::language::Phrases) -> String {
    let opens = round.opens.map(|day| t.fill("round-opened", &[("day", &wording::day(day, t))]));
    let seen = round
        .seen_open
        .map(|date| t.fill("round-seen-open", &[("day", &wording::partial_day(date, t))]));
    let closes = round.closes.map(|day| {
        let on = wording::day(day, t);
        let until = round
            .closes_time
            .as_ref()
            .map_or(on.clone(), |time| t.fill("day-at-time", &[("day", &on), ("time", time)]));
        t.fill("round-closes", &[("day", &until)])
    });
    [opens, seen, closes].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn links(site: &Site, lang: Lang, opportunity: &Opportunity) -> Vec<PageLink> {
    let t = site.engine.catalogue().phrases(lang);
    let link = |of: Lang, href: &Option<String>| {
        let key = if of == lang { "official-page" } else { "official-page-other-language" };
        href.as_ref().map(|href| PageLink {
            href: href.clone(),
            label: t.get(key).to_owned(),
            other_language: of != lang,
        })
    };
    let (own, other) = match lang {
        Lang::En => (&opportunity.links.en, &opportunity.links.cy),
        Lang::Cy => (&opportunity.links.cy, &opportunity.links.en),
    };
    [link(lang, own), link(lang.other(), other)].into_iter().flatten().collect()
}

/// Where staff of the reader's health board ask about research.
fn board(site: &Site, lang: Lang, organisation: Option<&str>) -> Option<Link> {
    let catalogue = site.engine.catalogue();
    let own = catalogue.organisation(organisation?)?;
    let parent = own.part_of.as_deref().and_then(|id| catalogue.organisation(id));
    let mailbox = own.research_contact.clone().or_else(|| parent?.research_contact.clone())?;
    Some(Link::new(
        mailbox,
        catalogue.phrases(lang).fill("board-contact", &[("name", own.name.get(lang))]),
    ))
}

fn related(site: &Site, lang: Lang, opportunity: &Opportunity) -> Vec<Link> {
    let catalogue = site.engine.catalogue();
    let link = |other: &cyfle_catalogue::opportunity::Related| {
        let found =
            catalogue.opportunities.get(&other.id).or_else(|| catalogue.archive.get(&other.id))?;
        let note = catalogue.vocabularies.label("relation", &other.relation, lang).to_owned();
        Some(Link {
            note,
            ..Link::new(format!("/{lang}/opportunities/{}", other.id), found.title.get(lang))
        })
    };
    opportunity.related.iter().filter_map(link).collect()
}

fn sources(site: &Site, lang: Lang, opportunity: &Opportunity) -> Vec<Link> {
    let t = site.engine.catalogue().phrases(lang);
    let link = |source: &cyfle_catalogue::opportunity::Source| {
        let document = source.document.as_ref().map(|_| {
            let section = source.section.clone().unwrap_or_default();
            t.fill("source-strategy", &[("section", &section)])
        });
        let href = source.url.clone().unwrap_or_default();
        let label = document.unwrap_or_else(|| href.clone());
        Link { href, label, note: t.fill("source-read", &[("day", &wording::day(source.read, t))]) }
    };
    opportunity.provenance.sources.iter().map(link).collect()
}
