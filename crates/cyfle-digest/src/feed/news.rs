//! What is news in a search, as the items of a feed.
//!
//! Mail tools send an item once: what is newer than their last issue and has an id that they have not seen. So the date of an
//! item is the day on which it *became news* (added, changed, opened), never a deadline and never ahead; each change is an item
//! of its own; and what closes soon is another feed with ids of its own.

use cyfle_catalogue::opportunity::Change;
use cyfle_catalogue::status::{Closing, State};
use cyfle_catalogue::{Catalogue, Facet, Opportunity, wording};
use cyfle_search::home::is_unusable;
use cyfle_search::{Answer, Hit, Query};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Item, Setting, our_page};
use crate::edition::says_a_date;
use crate::in_words;
use crate::select::asks_for_elsewhere;

/// So many days before its end an opportunity comes into the feed of what closes soon, unless asked otherwise. A feed is read all
/// the time and each end comes once, so that it should come when it is time to write the application; an issue
/// ([`crate::brief::CLOSING_WITHIN`]) looks further.
pub const DAYS_AHEAD: u16 = 30;

/// The most items of a feed; whoever wants everything takes an export.
pub const MOST_ITEMS: usize = 100;

/// What may stand in a feed or a calendar: everything that contradicts nothing of the question and, of what one gets and how one
/// takes part, says what was asked for or nothing. What an applicant in Wales cannot use stands there only where the question asks
/// for it, since many readers see no more than a title.
pub fn fitting<'a, 'b>(
    catalogue: &Catalogue,
    query: &Query,
    answer: &'b Answer<'a>,
) -> Vec<&'b Hit<'a>> {
    // Who asks for a verdict wants to see what has it.
    let unusable_too =
        !query.values(Facet::Fit).is_empty() || asks_for_elsewhere(catalogue, query, answer);
    let fits = |hit: &&Hit<'_>| {
        hit.missed.is_empty()
            && !hit.aside
            && !hit.lists_something_else()
            && (unusable_too || !is_unusable(hit.opportunity, catalogue))
    };
    answer.hits.iter().filter(fits).collect()
}

/// Why something is news.
struct Event<'a> {
    /// What happened and the day that tells it from the next time it happens, for the end of an id; nothing for an entry's
    /// arrival.
    mark: Option<String>,
    /// Since when it is news.
    since: Date,
    title: String,
    /// What happened, in a sentence.
    what: Option<&'a str>,
}

/// What was added, what changed and what has opened, newest first.
pub fn news(on: &Setting<'_>, hits: &[&Hit<'_>]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for hit in by_title(on, hits) {
        let (opportunity, title) = (hit.opportunity, hit.opportunity.title.get(on.lang));
        let added = opportunity.provenance.added;
        let arrival = Event { mark: None, since: added, title: title.to_owned(), what: None };
        let changes = opportunity.changes.iter().enumerate().map(|(index, change)| Event {
            mark: Some(changed(&opportunity.changes[..index], change.date)),
            since: change.date,
            title: on.phrases().fill("feed-changed", &[("title", title)]),
            what: Some(change.what.get(on.lang)),
        });
        // A round that opened after the entry was there, for as long as it is on.
        let opens = hit.status.opens.filter(|day| hit.status.state == State::Open && *day > added);
        let opened = opens.map(|day| Event {
            mark: Some(format!("opened-{day}")),
            since: day,
            title: on.phrases().fill("feed-opened", &[("title", title)]),
            what: None,
        });
        let events = std::iter::once(arrival).chain(changes).chain(opened);
        items.extend(events.map(|event| item(on, hit, event)));
    }
    newest(items)
}

/// The mark of a change: its day, and from the second of a day on its number. Changes are added at the end, so that those that
/// have been sent keep theirs.
fn changed(before: &[Change], day: Date) -> String {
    match before.iter().filter(|change| change.date == day).count() {
        0 => format!("changed-{day}"),
        earlier => format!("changed-{day}-{}", earlier + 1),
    }
}

/// Which published ends stand in a feed of what closes soon.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    from: Date,
    until: Date,
    /// How many days before its end something comes into it; none where it is there as soon as it is known.
    days: Option<u16>,
}

impl Window {
    /// The ends for which a question asks, within some days of the moment where their number is given.
    pub fn of(query: &Query, days: Option<u16>, today: Date) -> Self {
        let near = days.map_or(Date::MAX, |days| today.saturating_add(i64::from(days).days()));
        Self {
            from: query.closes_after.unwrap_or(today).max(today),
            until: query.closes_before.unwrap_or(near).min(near),
            days,
        }
    }

    fn has(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// The day on which an end comes into it.
    fn reaches(&self, end: Date) -> Option<Date> {
        self.days.and_then(|days| end.checked_sub(i64::from(days).days()).ok())
    }
}

/// Every published end in a window, whichever round of an entry it belongs to.
pub fn closing(on: &Setting<'_>, hits: &[&Hit<'_>], window: &Window) -> Vec<Item> {
    let today = on.moment.day();
    let mut items: Vec<(Closing, Item)> = Vec::new();
    for hit in by_title(on, hits) {
        for end in hit.status.ends().filter(|end| window.has(end.day)) {
            // A round that is announced is news before it opens.
            let opened = hit.status.opens.filter(|day| *day <= today).unwrap_or(Date::MIN);
            let known = opened
                .max(hit.opportunity.provenance.added)
                .max(moved_on(hit.opportunity, end.day));
            let day = wording::closing_time(end, on.phrases());
            let values = [("title", hit.opportunity.title.get(on.lang)), ("day", day.as_str())];
            let event = Event {
                mark: Some(format!("closing-{}", end.day)),
                since: window.reaches(end.day).unwrap_or(Date::MIN).max(known),
                title: on.phrases().fill("feed-closing", &values),
                what: None,
            };
            items.push((end, item(on, hit, event)));
        }
    }
    items.sort_by_key(|(end, _)| *end);
    newest(items.into_iter().map(|(_, item)| item).collect())
}

/// The day on which a deadline was moved to where it is: before that nobody could know of it.
fn moved_on(opportunity: &Opportunity, end: Date) -> Date {
    let moves = opportunity
        .changes
        .iter()
        .filter(|change| change.deadline.is_some_and(|moved| moved.to == end));
    moves.map(|change| change.date).max().unwrap_or(Date::MIN)
}

/// The hits by their titles, so that what becomes news on one day stands in an order that people see.
fn by_title<'a, 'b>(on: &Setting<'_>, hits: &[&'b Hit<'a>]) -> Vec<&'b Hit<'a>> {
    let mut hits = hits.to_vec();
    let title = |hit: &Hit<'_>| hit.opportunity.title.get(on.lang).to_lowercase();
    hits.sort_by_cached_key(|hit| (title(hit), hit.opportunity.id.clone()));
    hits
}

/// The newest items; those of one day stay as they are.
fn newest(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_key(|item| std::cmp::Reverse(item.day));
    items.truncate(MOST_ITEMS);
    items
}

fn item(on: &Setting<'_>, hit: &Hit<'_>, event: Event<'_>) -> Item {
    let opportunity = hit.opportunity;
    let link = our_page(on, opportunity);
    let funder = on.catalogue.funder_name(&opportunity.funder, on.lang).to_owned();
    let id = match event.mark {
        Some(mark) => format!("{link}#{mark}"),
        None => link.clone(),
    };
    Item {
        id,
        title: event.title,
        day: event.since.min(on.moment.day()),
        summary: event.what.unwrap_or_else(|| opportunity.summary.get(on.lang)).to_owned(),
        html: content(on, hit, event.what),
        categories: vec![on.label("kind", &opportunity.kind), funder.clone()],
        author: funder,
        link,
    }
}

/// Everything that one needs to choose, because many readers show no more than the item.
fn content(on: &Setting<'_>, hit: &Hit<'_>, what: Option<&str>) -> String {
    let opportunity = hit.opportunity;
    let paragraphs = what.into_iter().chain([opportunity.summary.get(on.lang)]);
    let facts = [
        ("card-by-when", by_when(on, hit)),
        ("card-get", wording::offer_summary(opportunity, on.catalogue, on.lang)),
        (
            "card-may-apply",
            in_words::verdict(&hit.fit, hit.status.state, on.catalogue, on.lang).to_owned(),
        ),
        ("who-heading", opportunity.eligibility.who.get(on.lang).to_owned()),
        ("card-from-whom", on.catalogue.funder_name(&opportunity.funder, on.lang).to_owned()),
    ];
    let mut html: String = paragraphs.map(|text| element("p", text)).collect();
    html.push_str("<dl>");
    for (key, value) in facts {
        html.push_str(&element("dt", on.phrases().get(key)));
        html.push_str(&element("dd", &value));
    }
    html.push_str("</dl>");
    html.push_str(&element("p", on.phrases().get("feed-confirm")));
    if let Some(official) = opportunity.links.page(on.lang) {
        let label = escaped(on.phrases().get("official-page"));
        html.push_str(&format!("<p><a href=\"{}\">{label}</a></p>", escaped(official)));
    }
    html
}

/// By when, and that nobody has confirmed the date where nobody has.
fn by_when(on: &Setting<'_>, hit: &Hit<'_>) -> String {
    let sentence = wording::status_sentence(&hit.status, on.catalogue, on.lang);
    match on.unconfirmed(hit.opportunity) {
        Some(caveat) if says_a_date(&hit.status) => format!("{sentence} {caveat}"),
        _ => sentence,
    }
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
