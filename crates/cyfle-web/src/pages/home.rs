//! The front page: one search box, ways in by level, group and need, and what closes soon.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::{Facet, Lang, wording};
use cyfle_digest::closing_soon;
use cyfle_search::Query;

use super::Page;
use super::layout::{Layout, Link, with_query};
use crate::params;
use crate::state::Site;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    layout: Layout<'a>,
    examples: Vec<Link>,
    ways: Vec<Way>,
    closing: Vec<Link>,
    what: String,
}

struct Way {
    heading: String,
    links: Vec<Link>,
}

/// Days ahead for which closing rounds are shown.
const CLOSING_WITHIN: u16 = 60;

/// The front page.
pub(crate) fn page(site: &Site, lang: Lang) -> Page {
    let catalogue = site.engine.catalogue();
    let layout = Layout::new(site, lang, catalogue.phrases(lang).get("home-heading"), "");
    let examples = (1..=4).map(|number| {
        let text = layout.t.get(&format!("example-{number}")).to_owned();
        Link::new(results_href(lang, &Query::new(text.clone(), lang)), text)
    });
    let closing =
        closing_soon(catalogue, site.now(), CLOSING_WITHIN).into_iter().take(6).map(|one| Link {
            href: format!("/{lang}/opportunities/{}", one.opportunity.id),
            label: one.opportunity.title.get(lang).to_owned(),
            note: wording::status_sentence(&one.status, catalogue, lang),
        });
    let entries = u64::try_from(catalogue.opportunities.len()).unwrap_or(u64::MAX);
    let template = Home {
        examples: examples.collect(),
        ways: [Facet::CareerLevel, Facet::ProfessionGroup, Facet::Offer]
            .map(|facet| way(site, lang, facet))
            .into(),
        closing: closing.collect(),
        what: layout.t.count(lang, "home-what-text", entries),
        layout,
    };
    Page::render(StatusCode::OK, lang, &template)
}

fn way(site: &Site, lang: Lang, facet: Facet) -> Way {
    let catalogue = site.engine.catalogue();
    let values =
        facet.vocabulary(catalogue).into_iter().filter(|id| *id != "other-or-cross-cutting");
    let link = |id: &str| {
        Link::new(
            results_href(lang, &Query::new("", lang).toggled(facet, id)),
            facet.label(catalogue, id, lang),
        )
    };
    Way {
        heading: catalogue.phrases(lang).get(&format!("way-{facet}")).to_owned(),
        links: values.map(link).collect(),
    }
}

/// The address of a search.
pub(super) fn results_href(lang: Lang, query: &Query) -> String {
    with_query(&format!("/{lang}/opportunities"), &params::write(query))
}
