//! Ways to narrow the list and to order it: facets with what each choice would leave, and the sorts.

use cyfle_catalogue::Facet;
use cyfle_search::Query;
use cyfle_search::query::Sort;
use cyfle_search::results::{Answer, ValueCount};

use crate::pages::home::results_href;
use crate::pages::layout::Link;
use crate::pages::visit::At;
use crate::params;

pub(super) struct FacetList {
    pub(super) name: &'static str,
    /// Whether it is shown at once.
    pub(super) first: bool,
    pub(super) label: String,
    pub(super) open: bool,
    pub(super) values: Vec<ValueLink>,
}

pub(super) struct ValueLink {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) selected: bool,
}

pub(super) struct SortLink {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) current: bool,
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

/// What is said instead of the choices where a question is too long for them, and the way to begin again.
pub(super) fn afresh(site: At<'_>, query: &Query) -> Option<Link> {
    let t = site.engine.catalogue().phrases(query.lang);
    (!params::is_repeatable(query)).then(|| Link {
        href: results_href(query.lang, &Query::new("", query.lang)),
        label: t.get("too-long-afresh").to_owned(),
        note: t.get("too-long-to-narrow").to_owned(),
    })
}

/// The facets of an answer; none where the question is too long for their links.
pub(super) fn facets(site: At<'_>, query: &Query, answer: &Answer<'_>) -> Vec<FacetList> {
    if !params::is_repeatable(query) {
        return Vec::new();
    }
    let catalogue = site.engine.catalogue();
    let list = |(facet, counts): (&Facet, &Vec<ValueCount>)| {
        let shown = counts.iter().filter(|count| count.count > 0 || count.selected);
        let values: Vec<ValueLink> = shown
            .map(|count| ValueLink {
                id: format!("{facet}-{}", count.value),
                href: results_href(query.lang, &query.toggled(*facet, count.value)),
                label: facet.label(catalogue, count.value, query.lang).to_owned(),
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

pub(super) fn sorts(site: At<'_>, query: &Query) -> Vec<SortLink> {
    let t = site.engine.catalogue().phrases(query.lang);
    let link = |sort: Sort| SortLink {
        href: results_href(query.lang, &Query { sort, page: 1, ..query.clone() }),
        label: t.get(&format!("sort-{sort}")).to_owned(),
        current: sort == query.sort,
    };
    Sort::ALL.into_iter().map(link).collect()
}
