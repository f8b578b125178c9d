//! What search engines read: which pages there are, in both languages, and which addresses are only views of others.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::Lang;
use cyfle_search::search::last_change;

use super::layout::PAGES;
use crate::state::Site;

/// The map of the site: each page in each language, with its twin.
pub(crate) fn sitemap(site: &Site) -> Response {
    let catalogue = site.engine.catalogue();
    let entries = catalogue
        .opportunities
        .values()
        .map(|one| (format!("opportunities/{}", one.id), Some(last_change(one))));
    let pages = PAGES.iter().map(|(page, ..)| ((*page).to_owned(), None));
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (page, changed) in pages.chain(entries) {
        let at = |lang: Lang| format!("{}/{lang}/{page}", site.base_url);
        let twins: String = Lang::ALL
            .map(|lang| {
                format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\"/>", at(lang))
            })
            .concat();
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        for lang in Lang::ALL {
            map.push_str(&format!("<url><loc>{}</loc>{changed}{twins}</url>\n", at(lang)));
        }
    }
    map.push_str("</urlset>\n");
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], map).into_response()
}

/// Robots may read every page; a search is a view of the same entries, of which there is no end.
pub(crate) fn robots(site: &Site) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /*/opportunities?\nDisallow: /api/\nAllow: /\n\nSitemap: {}/sitemap.xml\n",
        site.base_url
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
