//! The results: what was understood and chosen, ways to narrow, and cards that say what one gets, whether one may apply, by
//! when and from whom.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::status::Status;
use cyfle_catalogue::{Facet, Lang, Opportunity, wording};
use cyfle_search::Query;
use cyfle_search::query::Sort;
use cyfle_search::rank::is_unusable;
use cyfle_search::results::{Answer, Hit, Reason};

use super::home::results_href;
use super::layout::{Layout, Link, with_query};
use super::{Page, reader};
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
    about_reader: Vec<Chip>,
    reader_href: String,
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
    /// The same search in other forms.
    forms: Vec<Link>,
    share: String,
}

/// Something that was understood, chosen or said, with the address of the same search without it.
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) facet: String,
    pub(super) label: String,
}

struct FacetList {
    name: &'static str,
    /// Whether it is shown at once.
    first: bool,
    label: String,
    open: bool,
    values: Vec<ValueLink>,
}

struct ValueLink {
    id: String,
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
    lead: String,
    cards: Vec<Card>,
}

struct Card {
    href: String,
    title: String,
    kind: String,
    summary: String,
    offer: String,
    verdict: &'static str,
    verdict_label: String,
    trap: String,
    state: &'static str,
    when: String,
    left: String,
    funder: String,
    has: String,
    lacks: String,
    unstated: String,
    checked: String,
}

/// The facets that are shown at once; the others wait behind one word, so that a phone shows results soon.
const FIRST_FACETS: [Facet; 6] = [
    Facet::CareerLevel,
    Facet::ProfessionGroup,
    Facet::Kind,
    Facet::Offer,
    Facet::Status,
    Facet::Fit,
];

/// A facet with so few values stands open.
const SHORT: usize = 8;

/// Where the same search is served in other forms, and what each is called.
const FORMS: [(&str, &str); 4] = [
    ("/feeds/opportunities.atom", "as-feed"),
    ("/feeds/deadlines.ics", "as-calendar"),
    ("/api/v1/export.csv", "as-csv"),
    ("/api/v1/opportunities", "as-json"),
];

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
    let count = headline(&answer, t, lang);
    let pages = answer.total.div_ceil(query.per_page).max(1);
    let to_page = |page: usize| results_href(lang, &Query { page, ..query.clone() });
    let plain = Query { text: String::new(), page: 1, ..query.clone() };
    let rest = with_query("opportunities", &params::write(&query));
    let (facets, more_facets): (Vec<FacetList>, Vec<FacetList>) =
        facets(site, &query, &answer).into_iter().partition(|facet| facet.first);
    let title = match query.text.trim() {
        "" => count.clone(),
        text => t.fill("results-title", &[("count", &count), ("question", text)]),
    };
    let template = Results {
        layout: Layout::new(site, lang, title, &rest).for_reader(reader::about(&query)),
        count,
        text: query.text.clone(),
        hidden: plain.pairs(),
        refused,
        about_reader: reader::chips(site, &query, &format!("/{lang}/opportunities")),
        reader_href: with_query(&format!("/{lang}/can-i-apply"), &params::write(&query)),
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
        forms: forms(site, &query),
        share: format!("{}{}", site.base_url, results_href(lang, &query)),
    };
    Page::render(StatusCode::OK, lang, &template).answering(&answer)
}

/// How many opportunities there are; where text was understood, how many of them fit and how many only come near.
fn headline(answer: &Answer<'_>, t: &Phrases, lang: Lang) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let near = answer.total - answer.full_matches.min(answer.total);
    match (answer.total, near) {
        (0, _) => t.get("nothing-found").to_owned(),
        (_, 1..) if !answer.understood.is_empty() => [
            t.count(lang, "results-fit", number(answer.full_matches)),
            t.count(lang, "results-near", number(near)),
        ]
        .join(", "),
        (total, _) => t.count(lang, "results-count", number(total)),
    }
}

/// The same search for programs, calendars and spreadsheets.
fn forms(site: &Site, query: &Query) -> Vec<Link> {
    let t = site.engine.catalogue().phrases(query.lang);
    let desk = with_query(&format!("/{}/digest", query.lang), &params::write(query));
    FORMS
        .map(|(path, key)| Link::new(params::whole_address("", path, query), t.get(key)))
        .into_iter()
        .chain([Link::new(desk, t.get("as-digest"))])
        .collect()
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
            label: piece.concept.label(catalogue, &piece.value, lang).into_owned(),
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
    let facets = query
        .filters
        .iter()
        .filter(|(facet, _)| !reader::is_about_reader(**facet))
        .flat_map(|(facet, values)| values.iter().map(|value| chip(*facet, value)));
    facets.chain(limits(site, query)).collect()
}

/// Days and amounts that limit the list, each removable.
fn limits(site: &Site, query: &Query) -> Vec<Chip> {
    let t = site.engine.catalogue().phrases(query.lang);
    let day = |day: Option<jiff::civil::Date>| day.map(|day| wording::day(day, t));
    let base = Query { page: 1, ..query.clone() };
    let given = [
        ("closes-before", day(query.closes_before), Query { closes_before: None, ..base.clone() }),
        ("closes-after", day(query.closes_after), Query { closes_after: None, ..base.clone() }),
        ("added-since", day(query.added_since), Query { added_since: None, ..base.clone() }),
        ("changed-since", day(query.changed_since), Query { changed_since: None, ..base.clone() }),
        (
            "amount-min",
            query.amount_min.map(|amount| wording::money(amount, "GBP")),
            Query { amount_min: None, ..base },
        ),
    ];
    given
        .into_iter()
        .filter_map(|(name, value, without)| {
            Some(Chip {
                href: results_href(query.lang, &without),
                facet: t.get(&format!("limit-{name}")).to_owned(),
                label: value?,
            })
        })
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
                id: format!("{facet}-{}", count.value),
                href: results_href(query.lang, &query.toggled(*facet, &count.value)),
                label: facet.label(catalogue, &count.value, query.lang).to_owned(),
                count: count.count,
                selected: count.selected,
            })
            .collect();
        FacetList {
            name: facet.name(),
            first: FIRST_FACETS.contains(facet),
            label: facet.title(catalogue, query.lang).to_owned(),
            open: !query.values(*facet).is_empty()
                || (FIRST_FACETS.contains(facet) && values.len() <= SHORT),
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
    let key =
        |hit: &Hit<'_>| match (is_unusable(hit.opportunity), hit.missed.is_empty() && !hit.aside) {
            (true, _) => "group-unusable",
            (false, false) => "group-near",
            (false, true) => "group-full",
        };
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for hit in &answer.hits {
        let own = if query.sort == Sort::Relevance { key(hit) } else { "group-full" };
        if groups.last().is_none_or(|(last, _)| *last != own) {
            let lead = format!("{own}-lead");
            groups.push((
                own,
                Group {
                    heading: t.get(own).to_owned(),
                    lead: if t.has(&lead) { t.get(&lead).to_owned() } else { String::new() },
                    cards: Vec::new(),
                },
            ));
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
        let mut labels: Vec<std::borrow::Cow<'_, str>> = reasons
            .iter()
            .map(|reason| reason.concept.label(catalogue, &reason.value, lang))
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
        kind: Facet::Kind.label(catalogue, &opportunity.kind, lang).to_owned(),
        summary: opportunity.summary.get(lang).to_owned(),
        offer: wording::offer_summary(opportunity, catalogue, lang),
        verdict: hit.fit.verdict.code(),
        verdict_label: catalogue.vocabularies.label("fit", hit.fit.verdict.code(), lang).to_owned(),
        trap: trap(site, lang, opportunity),
        state: hit.status.state.code(),
        when: wording::status_sentence(&hit.status, catalogue, lang),
        left: days_left(&hit.status, catalogue.phrases(lang), lang),
        funder: catalogue.funder_name(&opportunity.funder, lang).to_owned(),
        has: has.join("; "),
        lacks: list(&hit.missed),
        unstated: list(&hit.unstated),
        checked: checked(site, lang, opportunity),
    }
}

/// "12 days left", for what is open with a published end.
pub(super) fn days_left(status: &Status, t: &Phrases, lang: Lang) -> String {
    match status.days_left.and_then(|days| u64::try_from(days).ok()) {
        Some(0) => t.get("closes-today").to_owned(),
        Some(days) => t.count(lang, "days-left", days),
        None => String::new(),
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
