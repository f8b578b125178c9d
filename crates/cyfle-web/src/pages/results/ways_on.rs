//! No dead end: where a search shows nothing, what else to try, each with how much it would find.

use cyfle_search::Query;
use cyfle_search::results::Answer;

use crate::pages::home::results_href;
use crate::pages::layout::Link;
use crate::pages::visit::At;

use super::chips;

/// The most choices that are tried out one by one.
const MOST_TRIED: usize = 6;

/// What to say where nothing is shown, and where to go from there.
pub(super) struct WaysOn {
    pub(super) lead: String,
    /// Searches that find something; the note says how much.
    pub(super) links: Vec<Link>,
}

/// The ways on from an answer that shows nothing; none where it shows something.
pub(super) fn of(site: At<'_>, query: &Query, answer: &Answer<'_>) -> Option<WaysOn> {
    if !answer.hits.is_empty() {
        return None;
    }
    let t = site.engine.catalogue().phrases(query.lang);
    if answer.total > 0 {
        let last = answer.total.div_ceil(query.per_page).max(1);
        let href = results_href(query.lang, &Query { page: last, ..query.clone() });
        let number = last.to_string();
        let lead = t.fill("page-beyond", &[("pages", &number)]);
        let label = t.fill("page-last", &[("page", &number)]);
        return Some(WaysOn { lead, links: vec![Link::new(href, label)] });
    }
    let mut tried: Vec<(String, Query)> = Vec::new();
    if !query.relax {
        let relaxed = Query { relax: true, page: 1, ..query.clone() };
        tried.push((t.get("try-relaxed").to_owned(), relaxed));
    }
    let choices = chips::choices(site, query);
    let has_choices = !choices.is_empty() || query.health_board.is_some();
    let without = choices.into_iter().take(MOST_TRIED);
    tried.extend(without.map(|choice| {
        let value = format!("{}: {}", choice.facet, choice.label);
        (t.fill("try-without", &[("value", &value)]), choice.without)
    }));
    let has_words = !query.text.trim().is_empty();
    if has_words && tried.len() > 1 {
        let words = Query { relax: true, ..Query::new(&query.text, query.lang) };
        tried.push((t.get("try-words-alone").to_owned(), words));
    }
    // Without any choice that is everything there is, which has a link of its own.
    if has_words && has_choices {
        let choices = Query { text: String::new(), relax: true, page: 1, ..query.clone() };
        tried.push((t.get("try-without-words").to_owned(), choices));
    }
    let links = tried.into_iter().filter_map(|(label, other)| {
        let found = site.engine.search(&other, site.moment).total;
        let href = results_href(query.lang, &other);
        (found > 0).then(|| Link { href, label, note: found.to_string() })
    });
    let is_removable = has_choices || !answer.understood.is_empty();
    let lead = if is_removable { "nothing-found-help" } else { "nothing-found-words" };
    Some(WaysOn { lead: t.get(lead).to_owned(), links: links.collect() })
}
