//! The feeds and the calendar: any search, as something to subscribe to.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use cyfle_catalogue::Lang;
use cyfle_digest::feed::news::{self, DAYS_AHEAD, Window};
use cyfle_digest::feed::{Feed, Setting, atom, calendar, json, rss};
use cyfle_search::Query;

use super::ask::Ask;
use super::export::whole_query;
use crate::error::Problem;
use crate::params;

/// The form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// Every form.
    pub(crate) const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// The end of its addresses.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Rss => "rss",
            Self::Json => "json",
        }
    }

    /// Its content type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => atom::MEDIA_TYPE,
            Self::Rss => rss::MEDIA_TYPE,
            Self::Json => json::MEDIA_TYPE,
        }
    }

    fn write(self, on: &Setting<'_>, feed: &Feed) -> String {
        match self {
            Self::Atom => atom::write(on, feed),
            Self::Rss => rss::write(on, feed),
            Self::Json => json::write(on, feed),
        }
    }
}

/// What was added, what changed and what has opened.
pub(crate) async fn news(ask: Ask, format: Format) -> Result<Response, Problem> {
    let query = whole_query(ask.catalogue(), ask.read(&params::SEARCH)?.query);
    let answer = ask.site().engine.search(&query, ask.moment);
    let on = ask.setting();
    let own = address(&on, &query, &format!("opportunities.{}", format.ending()));
    let items = news::news(&on, &news::fitting(on.catalogue, &query, &answer));
    let feed = Feed { items, ..empty(&on, &query, "feed-news", own) };
    Ok(subscribed(&ask, format.media_type(), format.write(&on, &feed)))
}

/// What closes soon, by its published end.
pub(crate) async fn closing(ask: Ask, format: Format) -> Result<Response, Problem> {
    let asked = ask.read(&params::CLOSING)?;
    let query = whole_query(ask.catalogue(), asked.query);
    let days = match (asked.days, query.closes_before) {
        (None, Some(_)) => None,
        (days, _) => Some(days.unwrap_or(DAYS_AHEAD)),
    };
    let answer = ask.site().engine.search(&query, ask.moment);
    let on = ask.setting();
    let mut own = address(&on, &query, &format!("closing.{}", format.ending()));
    if let Some(days) = asked.days {
        let mark = if own.contains('?') { '&' } else { '?' };
        own.push_str(&format!("{mark}days={days}"));
    }
    let window = Window::of(&query, days, ask.moment.day());
    let items = news::closing(&on, &news::fitting(on.catalogue, &query, &answer), &window);
    let feed = Feed { items, ..empty(&on, &query, "feed-soon", own) };
    Ok(subscribed(&ask, format.media_type(), format.write(&on, &feed)))
}

/// The published deadlines that are ahead.
pub(crate) async fn deadlines(ask: Ask) -> Result<Response, Problem> {
    let query = whole_query(ask.catalogue(), ask.read(&params::SEARCH)?.query);
    let answer = ask.site().engine.search(&query, ask.moment);
    let on = ask.setting();
    let title = title(&on, &query, "feed-deadlines");
    let body = calendar::write(&on, &title, &query, &news::fitting(on.catalogue, &query, &answer));
    let mut response = subscribed(&ask, calendar::MEDIA_TYPE, body);
    let name = HeaderValue::from_static("inline; filename=\"cyfle.ics\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

fn subscribed(ask: &Ask, media_type: &'static str, body: String) -> Response {
    ask.in_language(([(header::CONTENT_TYPE, media_type)], body))
}

fn address(on: &Setting<'_>, query: &Query, name: &str) -> String {
    params::whole_address(on.base_url, &format!("/feeds/{name}"), &unsaid(query))
}

/// The question without what goes without saying: no feed relaxes.
fn unsaid(query: &Query) -> Query {
    Query { relax: true, ..query.clone() }
}

/// A feed without items; the phrase `{name}-about` says what stands in it.
fn empty(on: &Setting<'_>, query: &Query, name: &str, own: String) -> Feed {
    let page = Query { lang: Lang::En, ..unsaid(query) }; // the path of a page says its language
    let html = params::whole_address(on.base_url, &format!("/{}/opportunities", query.lang), &page);
    let about = on.catalogue.phrases(on.lang).get(&format!("{name}-about")).to_owned();
    Feed { title: title(on, query, name), about, own, html, items: Vec::new() }
}

/// The name of a feed, with what was asked.
fn title(on: &Setting<'_>, query: &Query, name: &str) -> String {
    let phrases = on.catalogue.phrases(on.lang);
    let chosen = query.filters.iter().flat_map(|(facet, values)| {
        values.iter().map(|value| facet.label(on.catalogue, value, on.lang))
    });
    let parts: Vec<&str> =
        [query.text.as_str()].into_iter().chain(chosen).filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => phrases.get(name).to_owned(),
        false => {
            phrases.fill("feed-of", &[("feed", phrases.get(name)), ("question", &parts.join("; "))])
        }
    }
}
