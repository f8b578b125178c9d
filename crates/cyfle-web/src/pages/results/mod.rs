//! The results: what was understood and chosen, ways to narrow, and cards that say what one gets, whether one may apply, by
//! when and from whom.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Facet, Lang};
use cyfle_search::Query;
use cyfle_search::results::Answer;

use super::home::results_href;
use super::layout::{Alternate, Layout, Link, with_query};
use super::{Page, reader};
use crate::params;
use crate::state::Site;

mod cards;
mod chips;
mod narrow;
mod ways_on;

pub(super) use cards::{checked, days_left};
pub(super) use chips::Chip;

use cards::Group;
use narrow::{FacetList, SortLink};
use ways_on::WaysOn;

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
    /// What else to try, where nothing is shown.
    ways_on: Option<WaysOn>,
    prev: Option<String>,
    next: Option<String>,
    page_of: String,
    /// The same search in other forms.
    forms: Vec<Link>,
    share: String,
}

/// Where the same search is served in other forms, and what each is called.
const FORMS: [(&str, &str); 4] = [
    (FEED.0, FEED.1),
    (CALENDAR.0, CALENDAR.1),
    ("/api/v1/export.csv", "as-csv"),
    ("/api/v1/opportunities", "as-json"),
];

const FEED: (&str, &str) = ("/feeds/opportunities.atom", "as-feed");

const CALENDAR: (&str, &str) = ("/feeds/deadlines.ics", "as-calendar");

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
        narrow::facets(site, &query, &answer).into_iter().partition(|facet| facet.first);
    let title = match query.text.trim() {
        "" => count.clone(),
        text => t.fill("results-title", &[("count", &count), ("question", text)]),
    };
    let template = Results {
        layout: Layout::new(site, lang, title, &rest)
            .for_reader(reader::about(&query))
            .also_as(subscriptions(site, &query)),
        count,
        text: query.text.clone(),
        hidden: plain.pairs(),
        refused,
        about_reader: reader::chips(site, &query, &format!("/{lang}/opportunities")),
        reader_href: with_query(&format!("/{lang}/can-i-apply"), &params::write(&query)),
        understood: chips::understood(site, &query, &answer),
        as_text: results_href(lang, &Query { interpret: false, page: 1, ..query.clone() }),
        corrections: chips::corrections(site, lang, &answer),
        remaining: if answer.remaining_text.is_empty() {
            String::new()
        } else {
            t.fill("terminal-as-text", &[("words", &answer.remaining_text)])
        },
        chosen: chips::chosen(site, &query),
        notices: notices(site, &query, &answer),
        more_open: more_facets.iter().any(|facet| facet.open),
        facets,
        more_facets,
        sorts: narrow::sorts(site, &query),
        groups: cards::groups(site, &query, &answer),
        ways_on: ways_on::of(site, &query, &answer),
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

/// The feed and the calendar of a search, for programs that find them by the page.
pub(super) fn subscriptions(site: &Site, query: &Query) -> Vec<Alternate> {
    let t = site.engine.catalogue().phrases(query.lang);
    [("application/atom+xml", FEED), ("text/calendar", CALENDAR)]
        .map(|(kind, (path, key))| Alternate {
            kind,
            title: t.get(key).to_owned(),
            href: params::whole_address("", path, query),
        })
        .into()
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
