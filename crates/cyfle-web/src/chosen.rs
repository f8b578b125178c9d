//! The language of what has none in its address: the one that the browser asks for.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use cyfle_catalogue::Lang;

/// The answer in the language that a browser asks for first among ours; English where it asks for neither.
pub(crate) fn by_browser<R: IntoResponse>(
    headers: &HeaderMap,
    answer: impl FnOnce(Lang) -> R,
) -> Response {
    let accepted = headers.get_all(header::ACCEPT_LANGUAGE).iter();
    let accepted: Vec<&str> = accepted.filter_map(|value| value.to_str().ok()).collect();
    let mut response = answer(preferred(&accepted.join(","))).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// RFC 9110, 12.5.4: ranges with weights; the heavier wins, of equals the earlier. What has no weight at all is not wanted, so
/// that even English gives way to Welsh.
fn preferred(accepted: &str) -> Lang {
    let mut best: Option<(f64, Lang)> = None;
    let mut unwanted = Vec::new();
    for range in accepted.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let Ok(lang) = primary.parse::<Lang>() else { continue };
        let written = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let weight: f64 = written.map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
        if weight > 0.0 {
            best = best.filter(|(most, _)| *most >= weight).or(Some((weight, lang)));
        } else {
            unwanted.push(lang);
        }
    }
    let wanted = Lang::ALL.into_iter().find(|lang| !unwanted.contains(lang));
    best.map(|(_, lang)| lang).or(wanted).unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_chooses_the_language() {
        assert_eq!(preferred("cy-GB,cy;q=0.9,en;q=0.8"), Lang::Cy);
        assert_eq!(preferred("en-GB,en;q=0.9,cy;q=0.5"), Lang::En);
        assert_eq!(preferred("fr, cy;q=0.3"), Lang::Cy);
        assert_eq!(preferred(""), Lang::En);
    }

    #[test]
    fn weights_are_read_with_their_spaces_and_without_any_a_language_is_not_wanted() {
        assert_eq!(preferred("cy; q=0.9"), Lang::Cy);
        assert_eq!(preferred("en ; q=0.3 , cy ;  Q=0.9"), Lang::Cy);
        assert_eq!(preferred("cy-GB;q=0.8, en; q=0.9"), Lang::En);
        assert_eq!(preferred("cy;q=0"), Lang::En);
        assert_eq!(preferred("cy; q=0.000, en;q=0.1"), Lang::En);
        assert_eq!(preferred("en; q=0, fr"), Lang::Cy);
        assert_eq!(preferred("en;q=0, cy;q=0"), Lang::En);
        assert_eq!(preferred("cy;q=much"), Lang::En);
    }
}
