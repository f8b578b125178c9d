//! What a request for a page asks: the service that is current, the language, and what stands behind the `?`. Every page of a
//! language begins here; an address whose first part is no language is answered by the page that says so.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use cyfle_catalogue::Lang;

use super::{Page, failure};
use crate::state::Shared;

/// A request for a page.
pub(crate) struct Visit {
    /// The service.
    pub(crate) site: Shared,
    /// The language of the page.
    pub(crate) lang: Lang,
    /// The query string; empty where there is none.
    pub(crate) query: String,
    path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visit
where
    Shared: FromRef<S>,
{
    type Rejection = Page;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Page> {
        let site = Shared::from_ref(state);
        let path = parts.uri.path().to_owned();
        let Some(lang) = lang_of(&path) else { return Err(failure::nothing_at(&site, &path)) };
        Ok(Self { lang, query: parts.uri.query().unwrap_or_default().to_owned(), path, site })
    }
}

impl Visit {
    /// The page that says that there is nothing at this address.
    pub(crate) fn not_found(&self) -> Page {
        failure::nothing_at(&self.site, &self.path)
    }
}

/// The language of the pages under an address; none where it is not the address of a page.
pub(crate) fn lang_of(path: &str) -> Option<Lang> {
    path.trim_start_matches('/').split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_of_an_address_says_the_language() {
        assert_eq!(lang_of("/cy/opportunities/x"), Some(Lang::Cy));
        assert_eq!(lang_of("/en"), Some(Lang::En));
        assert_eq!(lang_of("/api/v1/opportunities"), None);
        assert_eq!(lang_of("/"), None);
    }
}
