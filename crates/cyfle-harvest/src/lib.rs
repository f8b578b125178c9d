//! The watch over the funders' pages. So far it knows which pages the catalogue rests on and which entries rest on each: the
//! list from which a watch starts. It opens no connection yet.

use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;

/// A page and what rests on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedPage {
    /// Its address.
    pub url: String,
    /// The ids of the entries that cite it as link or source, in order.
    pub entries: Vec<String>,
}

/// Every page that a live entry cites, by host.
pub fn pages_by_host(catalogue: &Catalogue) -> BTreeMap<String, Vec<CitedPage>> {
    let mut by_url: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for opportunity in catalogue.opportunities.values() {
        let links = [opportunity.links.en.as_deref(), opportunity.links.cy.as_deref()]
            .into_iter()
            .flatten();
        let sources =
            opportunity.provenance.sources.iter().filter_map(|source| source.url.as_deref());
        for url in links.chain(sources) {
            let entries = by_url.entry(url).or_default();
            if !entries.contains(&opportunity.id) {
                entries.push(opportunity.id.clone());
            }
        }
    }
    let mut by_host: BTreeMap<String, Vec<CitedPage>> = BTreeMap::new();
    for (url, entries) in by_url {
        let host = url::Url::parse(url)
            .ok()
            .and_then(|parsed| parsed.host_str().map(str::to_owned))
            .unwrap_or_default();
        by_host.entry(host).or_default().push(CitedPage { url: url.to_owned(), entries });
    }
    by_host
}
