//! The list as a page for a frame on somebody else's site: no header and no menu, a search that stays in the frame, and links
//! that open in the whole window. The only page that others may frame.
//!
//! Takes the parameters of a search, and besides them `limit`, `heading` (the level of the titles) and `search=off`.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Lang, wording};
use cyfle_digest::in_words;
use cyfle_search::Query;
use cyfle_search::query::MOST_PER_PAGE;
use cyfle_search::results::Hit;

use super::home::results_href;
use super::layout::with_query;
use super::visit::Visit;
use super::{Page, visit};
use crate::pages::visit::At;
use crate::params::LONGEST_QUESTION;
use crate::{assets, digest, nearness, policy};

/// How many opportunities a frame lists unless told otherwise.
pub(crate) const LIMIT: usize = 5;

/// The level of the titles in a frame unless told otherwise: a frame is a page of its own, whose heading is the first level.
const HEADING: u8 = 2;

#[derive(Template)]
#[template(path = "embed.html")]
struct Embed<'a> {
    lang: Lang,
    t: &'a Phrases,
    /// This frame, and the same in the other language.
    own: String,
    twin: String,
    stylesheet: String,
    /// What the frame was told besides the search, to be carried on by the form.
    setting: Setting,
    text: String,
    /// How many characters the box takes.
    longest_question: usize,
    hidden: Vec<(&'static str, String)>,
    refused: Vec<String>,
    count: String,
    cards: Vec<Card>,
    all: String,
}

struct Card {
    href: String,
    title: String,
    /// What marks it, where it only comes near.
    near: Option<String>,
    summary: String,
    /// Whether a person has compared it with its page.
    checked: String,
    facts: Vec<(String, String)>,
}

/// How the list is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) limit: usize,
    /// The level of the titles.
    pub(super) heading: u8,
    pub(super) search: bool,
}

impl Setting {
    /// The parameters that say it.
    pub(super) const NAMES: [&'static str; 3] = ["limit", "heading", "search"];

    /// Reads what is not part of the search; what cannot be used is passed over. The usual level of the titles is another in a
    /// frame than in the middle of somebody's page.
    pub(super) fn of(query_string: &str, usual: u8) -> Self {
        let mut setting = Self { limit: LIMIT, heading: usual, search: true };
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
            match name.as_ref() {
                "limit" => setting.limit = value.parse().unwrap_or(LIMIT).clamp(1, MOST_PER_PAGE),
                "heading" => setting.heading = value.parse().unwrap_or(usual).clamp(2, 6),
                "search" => setting.search = value != "off",
                _ => {}
            }
        }
        setting
    }
}

/// Answers with the page.
pub(crate) async fn answer(visit: Visit) -> Response {
    page(visit.site(), visit.lang, &visit.query).under(policy::FRAMED)
}

/// Whether an address is that of a frame.
pub(crate) fn is_at(path: &str) -> bool {
    let parts = path.strip_prefix('/').and_then(|path| path.split_once('/'));
    parts.is_some_and(|(lang, page)| page == "embed" && lang.parse::<Lang>().is_ok())
}

/// What stands in the frame of whoever is turned away: why, and the way to the whole list.
pub(crate) fn turned_away(site: At<'_>, lang: Lang, status: StatusCode, why: String) -> Response {
    let template = Embed {
        lang,
        t: site.engine.catalogue().phrases(lang),
        own: address(site, lang, ""),
        twin: address(site, lang.other(), ""),
        stylesheet: assets::href("embed.css"),
        setting: Setting { search: false, ..Setting::of("", HEADING) },
        text: String::new(),
        longest_question: LONGEST_QUESTION,
        hidden: Vec::new(),
        refused: Vec::new(),
        count: why,
        cards: Vec::new(),
        all: format!("{}/{lang}/opportunities", site.base_url),
    };
    Page::render(status, lang, &template).under(policy::FRAMED)
}

fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let (asked, refused) = visit::asked_beside(&Setting::NAMES, site, lang, query_string);
    let setting = Setting::of(query_string, HEADING);
    let query = Query { relax: false, page: 1, per_page: setting.limit, ..asked.clone() };
    let answer = site.engine.search(&query, site.moment);
    let plain = Query { text: String::new(), page: 1, ..asked.clone() };
    let template = Embed {
        lang,
        t,
        own: address(site, lang, query_string),
        twin: address(site, lang.other(), query_string),
        stylesheet: assets::href("embed.css"),
        setting,
        text: query.text.clone(),
        longest_question: LONGEST_QUESTION,
        hidden: plain.pairs(),
        refused,
        count: nearness::headline(&query, &answer, t),
        cards: answer.hits.iter().map(|hit| card(site, lang, hit)).collect(),
        all: format!("{}{}", site.base_url, results_href(lang, &Query { page: 1, ..asked })),
    };
    Page::render(StatusCode::OK, lang, &template)
}

/// Where a frame is in a language: what it was told is the same in both.
fn address(site: At<'_>, lang: Lang, query_string: &str) -> String {
    let told = digest::write(&digest::pairs(query_string));
    with_query(&format!("{}/{lang}/embed", site.base_url), &told)
}

fn card(site: At<'_>, lang: Lang, hit: &Hit<'_>) -> Card {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let opportunity = hit.opportunity;
    let facts = [
        ("card-get", wording::offer_summary(opportunity, catalogue, lang)),
        ("card-by-when", wording::status_sentence(&hit.status, catalogue, lang)),
        (
            "card-may-apply",
            in_words::verdict(&hit.fit, hit.status.state, catalogue, lang).to_owned(),
        ),
        ("card-from-whom", catalogue.funder_name(&opportunity.funder, lang).to_owned()),
    ];
    Card {
        href: format!("{}/{lang}/opportunities/{}", site.base_url, opportunity.id),
        title: opportunity.title.get(lang).to_owned(),
        near: nearness::mark(hit, catalogue, lang),
        summary: opportunity.summary.get(lang).to_owned(),
        checked: wording::freshness(&opportunity.provenance, site.moment.day(), catalogue, lang),
        facts: facts.into_iter().map(|(key, value)| (t.get(key).to_owned(), value)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_that_is_framed_is_a_frame() {
        assert!(is_at("/cy/embed") && is_at("/en/embed"));
        for other in ["/fr/embed", "/en/embed/x", "/embed", "/embed/v1/cyfle.js", "/en/"] {
            assert!(!is_at(other), "{other}");
        }
    }

    #[test]
    fn a_setting_that_cannot_be_used_is_passed_over() {
        let usual = Setting { limit: LIMIT, heading: HEADING, search: true };
        assert_eq!(Setting::of("limit=many&heading=&search=on", HEADING), usual);
        assert_eq!(
            Setting::of("limit=1000&heading=9&search=off", HEADING),
            Setting { limit: 100, heading: 6, search: false }
        );
    }
}
