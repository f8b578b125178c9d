//! The results: what was understood and chosen, ways to narrow, and cards that say what one gets, whether one may apply, by
//! when and from whom.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::{Lang, shortened};
use cyfle_digest::feed::news;
use cyfle_search::Query;
use cyfle_search::results::Answer;

use super::home::results_href;
use super::layout::{Alternate, Layout, Link, with_query};
use super::{Page, reader, visit};
use crate::nearness::{headline, number, others};
use crate::pages::visit::At;
use crate::{naming, params};

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
    about_reader: Vec<Chip>,
    reader_href: String,
    understood: Vec<Chip>,
    as_text: String,
    corrections: Vec<String>,
    remaining: String,
    chosen: Vec<Chip>,
    notices: Vec<String>,
    /// What says nothing of what the reader is, and the search that shows it too.
    silent: Option<Link>,
    /// What is said where the question is too long for the choices, and the way to begin again.
    afresh: Option<Link>,
    facets: Vec<FacetList>,
    more_facets: Vec<FacetList>,
    more_open: bool,
    sorts: Vec<SortLink>,
    /// The way from the choices to the results, on a page too narrow for both.
    show: String,
    groups: Vec<Group>,
    /// What comes after everything that fits, where the heading does not say it.
    others: Option<String>,
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

/// The results of the search that a query string asks for. A value that cannot be used is named and left out.
pub(crate) fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let (query, refused) = visit::asked(site, lang, query_string);
    let answer = site.engine.search(&query, site.moment);
    let count = headline(&query, &answer, t);
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
            .refusing(refused)
            .also_as(subscriptions(site, &query)),
        count,
        text: query.text.clone(),
        hidden: plain.pairs(),
        about_reader: reader::chips(site, &query, &format!("/{lang}/opportunities")),
        reader_href: with_query(&format!("/{lang}/can-i-apply"), &params::write(&query)),
        understood: chips::understood(site, &query, &answer),
        as_text: results_href(lang, &Query { interpret: false, page: 1, ..query.clone() }),
        corrections: chips::corrections(site, lang, &answer),
        remaining: match echo(&answer.remaining_text).as_str() {
            "" => String::new(),
            words => t.fill("terminal-as-text", &[("words", words)]),
        },
        chosen: chips::chosen(site, &query),
        notices: notices(site, &query, &answer),
        silent: silent(site, &query, &answer),
        afresh: narrow::afresh(site, &query),
        more_open: more_facets.iter().any(|facet| facet.open),
        facets,
        more_facets,
        sorts: narrow::sorts(site, &query),
        show: match answer.total {
            0 => t.get("nothing-found").to_owned(),
            total => t.count(lang, "show-results", number(total)),
        },
        groups: cards::groups(site, &query, &answer),
        others: others(&query, &answer, t),
        ways_on: ways_on::of(site, &query, &answer),
        prev: (query.page > 1).then(|| to_page((query.page - 1).min(pages))),
        next: (query.page < pages).then(|| to_page(query.page + 1)),
        page_of: t
            .fill("page-of", &[("page", &query.page.to_string()), ("pages", &pages.to_string())]),
        forms: forms(site, &query, &answer),
        share: format!("{}{}", site.base_url, results_href(lang, &query)),
    };
    Page::render(StatusCode::OK, lang, &template).answering(&query, &answer)
}

/// The words that were matched as text: each once, and no more of them than tell which they are.
fn echo(words: &str) -> String {
    let mut known = BTreeSet::new();
    let once = words.split_whitespace().filter(|word| known.insert(word.to_lowercase()));
    shortened(&once.collect::<Vec<_>>().join(" "))
}

/// The feed and the calendar of a search, for programs that find them by the page.
pub(super) fn subscriptions(site: At<'_>, query: &Query) -> Vec<Alternate> {
    let t = site.engine.catalogue().phrases(query.lang);
    [("application/atom+xml", FEED), ("text/calendar", CALENDAR)]
        .map(|(kind, (path, key))| Alternate {
            kind,
            title: t.get(key).to_owned(),
            href: params::whole_address("", path, query),
        })
        .into()
}

/// The same search for programs, calendars and spreadsheets; where nothing is found, only what will tell of something new.
fn forms(site: At<'_>, query: &Query, answer: &Answer<'_>) -> Vec<Link> {
    let t = site.engine.catalogue().phrases(query.lang);
    if answer.total == 0 {
        return vec![Link::new(params::whole_address("", FEED.0, query), t.get(FEED.1))];
    }
    let desk = with_query(&format!("/{}/digest", query.lang), &params::write(query));
    let form = |(path, key): (&'static str, &'static str)| {
        let is_calendar = path == CALENDAR.0;
        let label = if is_calendar { calendar(site, query) } else { t.get(key).to_owned() };
        Link::new(params::whole_address("", path, query), label)
    };
    FORMS.map(form).into_iter().chain([Link::new(desk, t.get("as-digest"))]).collect()
}

/// What the calendar is called, with how many dates it has: nobody should take an empty one for a broken one.
fn calendar(site: At<'_>, query: &Query) -> String {
    let t = site.engine.catalogue().phrases(query.lang);
    let today = site.moment.day();
    // What has no end ahead is in no calendar, and so need not be searched for.
    let dated = Query {
        closes_after: Some(query.closes_after.map_or(today, |day| day.max(today))),
        page: 1,
        per_page: usize::MAX,
        relax: false,
        ..query.clone()
    };
    let answer = site.engine.search(&dated, site.moment);
    let fitting = news::fitting(site.engine.catalogue(), &dated, &answer);
    match fitting.iter().map(|hit| hit.status.ends().count()).sum::<usize>() {
        0 => t.get("as-calendar-empty").to_owned(),
        dates => t.fill("as-calendar-of", &[("n", &dates.to_string())]),
    }
}

/// How many more there are that do not state the level or profession which the reader has said, and the search with them.
fn silent(site: At<'_>, query: &Query, answer: &Answer<'_>) -> Option<Link> {
    let mut wider = Query { page: 1, ..query.clone() };
    for (facet, values) in &mut wider.filters {
        if reader::is_about_reader(*facet) && !values.iter().any(|value| value == NOT_STATED) {
            values.push(NOT_STATED.to_owned());
        }
    }
    if wider.filters == query.filters || !answer.relaxed.is_empty() {
        return None;
    }
    let found = site.engine.search(&wider, site.moment);
    let t = site.engine.catalogue().phrases(query.lang);
    let more = found.total.saturating_sub(answer.total);
    (more > 0).then(|| Link {
        href: results_href(query.lang, &wider),
        label: t.get("silent-show").to_owned(),
        note: t.count(query.lang, "silent-more", number(more)),
    })
}

fn notices(site: At<'_>, query: &Query, answer: &Answer<'_>) -> Vec<String> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(query.lang);
    let label =
        |(name, value): &(&'static str, String)| naming::choice(name, value, catalogue, query.lang);
    let mut notices = Vec::new();
    if !answer.relaxed.is_empty() {
        let dropped: Vec<String> = answer.relaxed.iter().map(label).collect();
        notices.push(t.fill("relaxed", &[("values", &dropped.join("; "))]));
    }
    notices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rambling_question_is_repeated_briefly() {
        assert_eq!(echo("busy Busy bench busy work"), "busy bench work");
        let rambling: Vec<String> = (0..200).map(|number| format!("word{number}")).collect();
        let told = echo(&rambling.join(" "));
        assert!(told.starts_with("word0 word1 ") && told.ends_with('…'), "{told}");
        assert!(told.chars().count() <= 81, "{told}");
    }
}
