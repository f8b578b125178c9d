//! What other people's pages load: the web component, and the two small scripts by which a frame takes the height of its list.
//!
//! The component's words, the names of its filters, how long a question may be and how much a list shows are put in here, from
//! the language files, `params` and the frame, so that none of it is written twice. Addresses carry the major version; copies
//! live as long as any answer does.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::freshness::Freshness;
use cyfle_search::query::MOST_PER_PAGE;
use serde_json::{Map, Value, json};

use crate::pages::embed::LIMIT;
use crate::params::{LONGEST_QUESTION, PARAMETERS, Takes};
use crate::state::{Live, Shared};
use crate::{layers, pages, refusal};

const COMPONENT: &str = include_str!("../assets/embed/cyfle.js");
const FRAME: &str = include_str!("../assets/embed/frame.js");
const RESIZE: &str = include_str!("../assets/embed/resize.js");

/// Where the scripts are.
pub(crate) const SCRIPTS: [&str; 3] =
    ["/embed/v1/cyfle.js", "/embed/v1/frame.js", "/embed/v1/resize.js"];

/// The component's own names for phrases.
const PHRASES: [(&str, &str); 10] = [
    ("label", "search-label"),
    ("button", "search-button"),
    ("failed", "embed-failed"),
    ("misset", "embed-misset"),
    ("all", "embed-all"),
    ("confirm", "confirm-with-funder"),
    ("get", "card-get"),
    ("when", "card-by-when"),
    ("may", "card-may-apply"),
    ("from", "card-from-whom"),
];

/// The routes of the scripts and of the frame.
pub(crate) fn routes() -> Router<Live> {
    Router::new()
        .route(SCRIPTS[0], get(component))
        .route(SCRIPTS[1], get(|| async { script(FRAME.to_owned()) }))
        .route(SCRIPTS[2], get(|| async { script(RESIZE.to_owned()) }))
        .method_not_allowed_fallback(refusal::wrong_method)
        .layer(layers::readable_from_anywhere())
        .route("/{lang}/embed", get(pages::embed::answer))
}

async fn component(State(site): State<Shared>) -> Response {
    script(component_text(site.engine.catalogue()))
}

fn component_text(catalogue: &Catalogue) -> String {
    let phrases: Map<String, Value> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let t = catalogue.phrases(lang);
            let mut own: Map<String, Value> =
                PHRASES.iter().map(|(name, key)| ((*name).to_owned(), json!(t.get(key)))).collect();
            let unchecked =
                catalogue.vocabularies.label("freshness", Freshness::NeverChecked.code(), lang);
            own.insert("unchecked".to_owned(), json!(unchecked));
            if lang == Lang::Cy {
                own.insert("unreviewed".to_owned(), json!(t.get("welsh-not-reviewed")));
            }
            (lang.code().to_owned(), Value::Object(own))
        })
        .collect();
    let names: Vec<&str> = filters().collect();
    [
        ("/*phrases*/ {}", Value::Object(phrases).to_string()),
        ("/*parameters*/ []", json!(names).to_string()),
        ("/*longest*/ 0", LONGEST_QUESTION.to_string()),
        ("/*limit*/ 0", LIMIT.to_string()),
        ("/*most*/ 0", MOST_PER_PAGE.to_string()),
    ]
    .into_iter()
    .fold(COMPONENT.to_owned(), |text, (place, value)| text.replacen(place, &value, 1))
}

/// The parameters that a list on another page can be given: all but those that it sets itself.
pub(crate) fn filters() -> impl Iterator<Item = &'static str> {
    PARAMETERS
        .iter()
        .filter(|parameter| {
            !matches!(
                parameter.takes,
                Takes::Lang | Takes::Page(_) | Takes::PerPage(_) | Takes::Flag(_)
            )
        })
        .map(|parameter| parameter.name)
}

fn script(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        ),
    ];
    (headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyfle_catalogue::{Files, load};

    #[test]
    fn the_component_has_its_words_in_both_languages_and_every_filter() {
        let text = component_text(&load(&Files::embedded()).catalogue);
        for place in ["/*phrases*/", "/*parameters*/", "/*longest*/", "/*limit*/", "/*most*/"] {
            assert!(COMPONENT.contains(place) && !text.contains(place), "{place}");
        }
        for word in ["\"cy\":{", "\"en\":{", "career_level", "health_board", "closes_before"] {
            assert!(text.contains(word), "{word}");
        }
        for (name, key) in PHRASES {
            assert!(!text.contains(&format!("\"{name}\":\"{key}\"")), "{key} has no words");
        }
    }

    #[test]
    fn the_resizer_is_at_most_a_kilobyte() {
        assert!(RESIZE.len() <= 1_024, "{}", RESIZE.len());
    }
}
