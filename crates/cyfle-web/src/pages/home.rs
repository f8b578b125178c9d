//! The front page: one search box, ways in by level, group and need, what closes soon and what is new.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::status::State;
use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Facet, Lang, Opportunity, wording};
use cyfle_digest::brief::CLOSING_WITHIN;
use cyfle_digest::select::Period;
use cyfle_digest::{Brief, ClosesSoon, closing_soon};
use cyfle_search::results::Answer;
use cyfle_search::search::last_change;
use cyfle_search::{Query, home};

use super::layout::{Layout, Link, with_query};
use super::{Page, reader, unchecked, visit};
use crate::pages::visit::At;
use crate::params;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    layout: Layout<'a>,
    text: &'static str,
    hidden: Vec<(&'static str, String)>,
    examples: Vec<Link>,
    ways: Vec<Way>,
    closing: Vec<Link>,
    /// What to look at where nothing closes soon.
    instead: Vec<Link>,
    /// What is news; empty while nothing has come or changed since the first day of the catalogue.
    newest: Vec<Link>,
    all_newest: String,
    unchecked: Option<String>,
    what: String,
}

struct Way {
    heading: String,
    links: Vec<Link>,
}

/// So many entries stand in each of the two lists at the foot.
const BRIEF: usize = 5;

/// The front page.
pub(crate) fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let (query, refused) = visit::asked(site, lang, query_string);
    let about_reader = reader::only_reader(&query);
    let carried = params::write(&about_reader);
    let everything = site.engine.search(&Query::new("", lang), site.moment);
    let examples = (1..=4).map(|number| {
        let text = t.get(&format!("example-{number}")).to_owned();
        let question = Query { text: text.clone(), ..about_reader.clone() };
        Link::new(results_href(lang, &question), text)
    });
    let entries = u64::try_from(catalogue.opportunities.len()).unwrap_or(u64::MAX);
    let by_change = Query { sort: cyfle_search::query::Sort::Changed, ..Query::new("", lang) };
    let closing = closing_soon(catalogue, site.moment, CLOSING_WITHIN);
    let closing = &closing[..closing.len().min(BRIEF)];
    let newest = newest(site);
    let listed = closing.iter().map(|one| one.opportunity).chain(newest.iter().copied());
    let template = Home {
        layout: Layout::new(site, lang, t.get("home-heading"), &with_query("", &carried))
            .for_reader(carried)
            .refusing(refused)
            .also_as(super::results::subscriptions(site, &Query::new("", lang))),
        text: "",
        hidden: about_reader.pairs(),
        examples: examples.collect(),
        ways: [Facet::CareerLevel, Facet::ProfessionGroup, Facet::Offer]
            .map(|facet| way(site, &about_reader, facet, &everything))
            .into(),
        unchecked: unchecked::told(listed, t, lang),
        closing: closing.iter().map(|one| closes(site, lang, one)).collect(),
        instead: [State::Rolling, State::Expected]
            .map(|state| counted(site, &about_reader, (Facet::Status, state.code()), &everything))
            .into(),
        newest: newest.into_iter().map(|one| came(site, lang, one)).collect(),
        all_newest: results_href(lang, &by_change),
        what: t.count(lang, "home-what-text", entries),
    };
    Page::render(StatusCode::OK, lang, &template)
}

/// Every value of a facet that leads somewhere, with how many opportunities wait there.
fn way(site: At<'_>, about_reader: &Query, facet: Facet, everything: &Answer<'_>) -> Way {
    let catalogue = site.engine.catalogue();
    let is_left_over = |id: &str| {
        let value = catalogue.vocabularies.value(facet.name(), id);
        value.is_some_and(|value| value.stands_for == Some(StandsFor::LeftOver))
    };
    let values = facet.vocabulary(catalogue).into_iter().filter(|id| !is_left_over(id));
    Way {
        heading: catalogue.phrases(about_reader.lang).get(&format!("way-{facet}")).to_owned(),
        links: values
            .map(|id| counted(site, about_reader, (facet, id), everything))
            .filter(|link| link.note != "0")
            .collect(),
    }
}

fn counted(
    site: At<'_>,
    about_reader: &Query,
    (facet, id): (Facet, &str),
    everything: &Answer<'_>,
) -> Link {
    let lang = about_reader.lang;
    let count = everything
        .facets
        .get(&facet)
        .and_then(|counts| counts.iter().find(|count| count.value == id))
        .map_or(0, |count| count.count);
    let mut question = about_reader.clone();
    question.filters.insert(facet, vec![id.to_owned()]);
    Link {
        href: results_href(lang, &question),
        label: facet.label(site.engine.catalogue(), id, lang).to_owned(),
        note: count.to_string(),
    }
}

fn closes(site: At<'_>, lang: Lang, one: &ClosesSoon<'_>) -> Link {
    Link {
        href: format!("/{lang}/opportunities/{}", one.opportunity.id),
        label: one.opportunity.title.get(lang).to_owned(),
        note: wording::status_sentence(&one.status, site.engine.catalogue(), lang),
    }
}

/// What came or changed last, of what can be used from Wales; of equals the one that names healthcare science. As in a digest,
/// what the catalogue began with is no news.
fn newest(site: At<'_>) -> Vec<&Opportunity> {
    let catalogue = site.engine.catalogue();
    let today = site.moment.day();
    let first = Period::of(&Brief::on(today), catalogue, today).first_publication;
    let is_news =
        |one: &Opportunity| !one.changes.is_empty() || Some(one.provenance.added) != first;
    let usable = catalogue.opportunities.values().filter(|one| !home::is_unusable(one, catalogue));
    let mut news: Vec<&Opportunity> = usable.filter(|one| is_news(one)).collect();
    news.sort_by_key(|one| {
        let named =
            one.eligibility.healthcare_science == cyfle_catalogue::opportunity::Inclusion::Explicit;
        (std::cmp::Reverse(last_change(one)), !named)
    });
    news.truncate(BRIEF);
    news
}

fn came(site: At<'_>, lang: Lang, one: &Opportunity) -> Link {
    let catalogue = site.engine.catalogue();
    let funder = catalogue.funder_name(&one.funder, lang);
    let day = wording::day(last_change(one), catalogue.phrases(lang));
    Link {
        href: format!("/{lang}/opportunities/{}", one.id),
        label: one.title.get(lang).to_owned(),
        note: format!("{funder} · {day}"),
    }
}

/// The address of a search.
pub(super) fn results_href(lang: Lang, query: &Query) -> String {
    with_query(&format!("/{lang}/opportunities"), &params::write(query))
}
