//! The results: what was understood and chosen, ways to narrow, and cards that say what one gets, whether one may apply, by
//! when and from whom.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::{Facet, Lang, Opportunity, wording};
use cyfle_search::Query;
use cyfle_search::query::Sort;
use cyfle_search::rank::is_unusable;
use cyfle_search::results::{Answer, Hit, Reason};

use super::Page;
use super::home::results_href;
use super::layout::{Layout, with_query};
use crate::params;
use crate::state::Site;

#[derive(Template)]
#[template(path = "results.html")]
struct Results<'a> {
    layout: Layout<'a>,
    count: String,
    text: String,
    hidden: Vec<(&'static str, String)>,
    refused: Option<String>,
    understood: Vec<Chip>,
    as_text: String,
    corrections: Vec<String>,
    remaining: String,
    chosen: Vec<Chip>,
    notices: Vec<String>,
    facets: Vec<FacetList>,
    more_facets: Vec<FacetList>,
    more_open: bool,
    sorts: Vec<SortLink>,
    groups: Vec<Group>,
    prev: Option<String>,
    next: Option<String>,
    page_of: String,
    json: String,
}

struct Chip {
    href: String,
    facet: String,
    label: String,
}

struct FacetList {
    label: String,
    open: bool,
    values: Vec<ValueLink>,
}

struct ValueLink {
    href: String,
    label: String,
    count: usize,
    selected: bool,
}

struct SortLink {
    href: String,
    label: String,
    current: bool,
}

struct Group {
    heading: String,
    cards: Vec<Card>,
}

struct Card {
    href: String,
    title: String,
    summary: String,
    offer: String,
    verdict: &'static str,
    verdict_label: String,
    trap: String,
    when: String,
    funder: String,
    has: String,
    lacks: String,
    unstated: String,
    checked: String,
}

/// So many facets are shown at once; the others wait behind one word, so that a phone shows results soon.
const FIRST_FACETS: usize = 5;

/// The results of the search that a query string asks for. A value that cannot be used is named, and everything is shown.
pub(crate) fn page(site: &Site, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let (query, refused) = match params::read(query_string, Some(lang), catalogue) {
        Ok(query) => (query, None),
        Err(error) => {
            (Query::new("", lang), Some(t.fill("parameter-refused", &[("field", &error.field)])))
        }
    };
    let answer = site.engine.search(&query, site.now());
    let total = u64::try_from(answer.total).unwrap_or(u64::MAX);
    let count = if answer.total == 0 {
        t.get("nothing-found").to_owned()
    } else {
        t.count(lang, "results-count", total)
    };
    let pages = answer.total.div_ceil(query.per_page).max(1);
    let to_page = |page: usize| results_href(lang, &Query { page, ..query.clone() });
    let plain = Query { text: String::new(), page: 1, ..query.clone() };
    let rest = with_query("opportunities", &params::write(&query));
    let mut facets = facets(site, &query, &answer);
    let more_facets = facets.split_off(FIRST_FACETS.min(facets.len()));
    let template = Results {
        layout: Layout::new(site, lang, count.clone(), &rest),
        count,
        text: query.text.clone(),
        hidden: plain.pairs(),
        refused,
        understood: understood(site, &query, &answer),
        as_text: results_href(lang, &Query { interpret: false, page: 1, ..query.clone() }),
        corrections: corrections(site, lang, &answer),
        remaining: if answer.remaining_text.is_empty() {
            String::new()
        } else {
            t.fill("terminal-as-text", &[("words", &answer.remaining_text)])
        },
        chosen: chosen(site, &query),
        notices: notices(site, &query, &answer),
        more_open: more_facets.iter().any(|facet| facet.open),
        facets,
        more_facets,
        sorts: sorts(site, &query),
        groups: groups(site, &query, &answer),
        prev: (query.page > 1).then(|| to_page((query.page - 1).min(pages))),
        next: (query.page < pages).then(|| to_page(query.page + 1)),
        page_of: t
            .fill("page-of", &[("page", &query.page.to_string()), ("pages", &pages.to_string())]),
        json: with_query(
            "/api/v1/opportunities",
            &format!("lang={lang}&{}", params::write(&query)),
        ),
    };
    Page::render(StatusCode::OK, lang, &template)
}

/// A chip's link asks the same without its piece of the text.
fn understood(site: &Site, query: &Query, answer: &Answer<'_>) -> Vec<Chip> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let chip = |piece: &cyfle_search::results::Understood| {
        let before: String = query.text.chars().take(piece.start).collect();
        let after: String = query.text.chars().skip(piece.end).collect();
        let text = format!(
            "{} {}",
            before.trim().trim_end_matches(','),
            after.trim().trim_start_matches(',')
        )
        .trim()
        .to_owned();
        Chip {
            href: results_href(lang, &Query { text, page: 1, ..query.clone() }),
            facet: piece.concept.title(catalogue, lang).to_owned(),
            label: piece.concept.label(catalogue, &piece.value, lang).to_owned(),
        }
    };
    answer.understood.iter().map(chip).collect()
}

fn corrections(site: &Site, lang: Lang, answer: &Answer<'_>) -> Vec<String> {
    let t = site.engine.catalogue().phrases(lang);
    let note = |piece: &cyfle_search::results::Understood| {
        let typed = piece.corrected_from.as_ref()?;
        Some(t.fill("searched-instead", &[("typed", typed), ("read", &piece.text)]))
    };
    let mut notes: Vec<String> = answer.understood.iter().filter_map(note).collect();
    notes.dedup();
    notes
}

fn chosen(site: &Site, query: &Query) -> Vec<Chip> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let chip = |facet: Facet, value: &String| Chip {
        href: results_href(lang, &query.toggled(facet, value)),
        facet: facet.title(catalogue, lang).to_owned(),
        label: facet.label(catalogue, value, lang).to_owned(),
    };
    query
        .filters
        .iter()
        .flat_map(|(facet, values)| values.iter().map(|value| chip(*facet, value)))
        .collect()
}

fn notices(site: &Site, query: &Query, answer: &Answer<'_>) -> Vec<String> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(query.lang);
    let label = |(name, value): &(&'static str, String)| {
        name.parse::<Facet>()
            .map_or(value.clone(), |facet| facet.label(catalogue, value, query.lang).to_owned())
    };
    let mut notices = Vec::new();
    if !answer.relaxed.is_empty() {
        let dropped: Vec<String> = answer.relaxed.iter().map(label).collect();
        notices.push(t.fill("relaxed", &[("values", &dropped.join("; "))]));
    }
    if !answer.understood.is_empty() && answer.full_matches < answer.total {
        notices.push(t.fill("fits-count", &[("full", &answer.full_matches.to_string())]));
    }
    if answer.total > 0 && !answer.confident {
        notices.push(t.get("terminal-not-confident").to_owned());
    }
    notices
}

fn facets(site: &Site, query: &Query, answer: &Answer<'_>) -> Vec<FacetList> {
    let catalogue = site.engine.catalogue();
    let list = |(facet, counts): (&Facet, &Vec<cyfle_search::results::ValueCount>)| {
        let shown = counts.iter().filter(|count| count.count > 0 || count.selected);
        let values: Vec<ValueLink> = shown
            .map(|count| ValueLink {
                href: results_href(query.lang, &query.toggled(*facet, &count.value)),
                label: facet.label(catalogue, &count.value, query.lang).to_owned(),
                count: count.count,
                selected: count.selected,
            })
            .collect();
        FacetList {
            label: facet.title(catalogue, query.lang).to_owned(),
            open: !query.values(*facet).is_empty(),
            values,
        }
    };
    Facet::ALL
        .iter()
        .filter_map(|facet| answer.facets.get_key_value(facet))
        .map(list)
        .filter(|list| !list.values.is_empty())
        .collect()
}

fn sorts(site: &Site, query: &Query) -> Vec<SortLink> {
    let t = site.engine.catalogue().phrases(query.lang);
    let link = |sort: Sort| SortLink {
        href: results_href(query.lang, &Query { sort, page: 1, ..query.clone() }),
        label: t.get(&format!("sort-{sort}")).to_owned(),
        current: sort == query.sort,
    };
    Sort::ALL.into_iter().map(link).collect()
}

/// Full matches, near misses and what cannot be used from Wales, each under its own heading, in the order of the answer.
fn groups(site: &Site, query: &Query, answer: &Answer<'_>) -> Vec<Group> {
    let t = site.engine.catalogue().phrases(query.lang);
    let key = |hit: &Hit<'_>| match (
        is_unusable(hit.opportunity),
        hit.missed.is_empty() && !hit.silent,
    ) {
        (true, _) => "group-unusable",
        (false, false) => "group-near",
        (false, true) => "group-full",
    };
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for hit in &answer.hits {
        let own = if query.sort == Sort::Relevance { key(hit) } else { "group-full" };
        if groups.last().is_none_or(|(last, _)| *last != own) {
            groups.push((own, Group { heading: t.get(own).to_owned(), cards: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.cards.push(card(site, query, hit));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn card(site: &Site, query: &Query, hit: &Hit<'_>) -> Card {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let opportunity = hit.opportunity;
    let list = |reasons: &[Reason]| -> String {
        let mut labels: Vec<&str> = reasons
            .iter()
            .map(|reason| reason.facet.label(catalogue, &reason.value, lang))
            .collect();
        labels.dedup();
        labels.join("; ")
    };
    let words = hit.words.iter().map(|word| format!("“{word}”"));
    let has: Vec<String> =
        [list(&hit.matched)].into_iter().filter(|text| !text.is_empty()).chain(words).collect();
    Card {
        href: with_query(
            &format!("/{lang}/opportunities/{}", opportunity.id),
            &params::write(query),
        ),
        title: opportunity.title.get(lang).to_owned(),
        summary: opportunity.summary.get(lang).to_owned(),
        offer: wording::offer_summary(opportunity, catalogue, lang),
        verdict: hit.fit.verdict.code(),
        verdict_label: catalogue.vocabularies.label("fit", hit.fit.verdict.code(), lang).to_owned(),
        trap: trap(site, lang, opportunity),
        when: wording::status_sentence(&hit.status, catalogue, lang),
        funder: catalogue.funder_name(&opportunity.funder, lang).to_owned(),
        has: has.join("; "),
        lacks: list(&hit.missed),
        unstated: list(&hit.unstated),
        checked: checked(site, lang, opportunity),
    }
}

/// Why an applicant in Wales cannot use it, where that is so.
fn trap(site: &Site, lang: Lang, opportunity: &Opportunity) -> String {
    use cyfle_catalogue::opportunity::Inclusion;
    use cyfle_catalogue::rule::Rule;
    if !is_unusable(opportunity) {
        return String::new();
    }
    let excluded = opportunity.eligibility.healthcare_science == Inclusion::Excluded;
    let rule = if excluded { Rule::Profession } else { Rule::Nation };
    wording::rule_fact(rule, opportunity, site.engine.catalogue(), lang).unwrap_or_default()
}

/// When the facts were last held against the page.
pub(super) fn checked(site: &Site, lang: Lang, opportunity: &Opportunity) -> String {
    let t = site.engine.catalogue().phrases(lang);
    let provenance = &opportunity.provenance;
    let as_of = provenance
        .as_of
        .map(|date| t.fill("page-speaks-for", &[("date", &wording::partial_day(date, t))]));
    let checked = match provenance.checked {
        Some(day) => t.fill("checked-on", &[("day", &wording::day(day, t))]),
        None => t.get("not-checked").to_owned(),
    };
    [as_of.unwrap_or_default(), checked].join(" ").trim().to_owned()
}
