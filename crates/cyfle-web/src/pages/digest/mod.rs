//! The editor's desk: choose an audience and a period, tick, reorder and dismiss entries, write an introduction, look at the
//! issue in both languages, take it away in any form.
//!
//! There is no account: everything that an editor decides stands in the address, so a bookmark is a draft and the link to the
//! next issue is a memory. One form holds the whole desk; every button sends it, and the answer is the short address of the
//! new state ([`action`]).

mod action;
mod choices;
mod draft;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Catalogue, Lang, wording};
use cyfle_digest::brief::{
    self, LONGEST_CAMPAIGN, LONGEST_WORDS, Languages, MOST_DAYS, MOST_PER_SECTION,
};
use cyfle_digest::{Brief, Document, select};
use jiff::civil::Date;

use self::choices::{Choices, choices};
use self::draft::{DeskSection, Download, Draft, EditorsWords, Preview, Shown, Size};
use super::Page;
use super::layout::{Layout, with_query};
use crate::digest::{from_pairs, pairs, write};
use crate::pages::results::Chip;
use crate::pages::visit::At;
use crate::{assets, naming, params, policy};

#[derive(Template)]
#[template(path = "digest.html")]
struct Desk<'a> {
    layout: Layout<'a>,
    script: String,
    style: String,
    /// What in the address could not be used.
    refused: Refused,
    brief: &'a Brief,
    choices: Vec<Choices>,
    /// What else limits the issue, each with the way to take it away.
    chips: Vec<Chip>,
    /// Decisions that no field of the form shows.
    hidden: Vec<(&'static str, String)>,
    /// Every id that has a box to tick.
    listed: String,
    sections: Vec<DeskSection>,
    dismissed: Vec<Shown>,
    words: Vec<EditorsWords>,
    /// What of these is still to be written.
    missing: Vec<String>,
    /// What may be chosen as `lang` and as `layout`.
    languages: [&'static str; 3],
    layouts: [&'static str; 2],
    most: Most,
    previews: Vec<Preview>,
    size: Size,
    downloads: Vec<Download>,
    id: String,
    next: String,
    next_from: String,
    bookmark: String,
    /// That the bookmark is longer than some programs keep.
    too_long: Option<String>,
}

/// The longest address that servers and proxies are asked to take (RFC 9110, 4.1); mail programs and bookmarks often take no more.
const LONGEST_EVERYWHERE: usize = 8_000;

/// What could not be used: the fields, and what is said of each.
#[derive(Default)]
struct Refused {
    fields: Vec<String>,
    said: Vec<String>,
}

impl Refused {
    /// Whether this field of the form is one of them.
    fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|own| own == field)
    }
}

/// How much each field takes, as whoever reads them has it.
struct Most {
    campaign: usize,
    words: usize,
    days: u16,
    per_section: u16,
}

/// The desk, or the address of the state that the form asks for.
pub(crate) fn page(site: At<'_>, lang: Lang, query_string: &str) -> Response {
    let today = site.moment.day();
    let catalogue = site.engine.catalogue();
    let given = pairs(query_string);
    if action::is_asked(&given) {
        let (decided, place) = action::decide(&given, catalogue);
        let query = match from_pairs(&decided, Some(lang), catalogue, today) {
            Ok(brief) => write(&kept(&brief, today)),
            // What cannot be used is named on the page, so it goes along.
            Err(_) => write(&decided),
        };
        let address = with_query(&format!("/{lang}/digest"), &query);
        return Redirect::to(&format!("{address}#{place}")).into_response();
    }
    let is_bare = given.is_empty();
    let (brief, mut refused) = usable(given, lang, catalogue, today);
    let strangers = params::strangers(query_string, brief::PARAMETERS);
    refused.said.extend(strangers.iter().map(|error| naming::refused(error, catalogue, lang)));
    let own = if is_bare { String::new() } else { write(&kept(&brief, today)) };
    let heading = catalogue.phrases(lang).get("desk-heading");
    let layout = Layout::new(site, lang, heading, &with_query("digest", &own));
    desk(site, layout, &brief, refused).under(policy::FRAMING_OURS)
}

/// The parameters by which a brief is kept. The period is always among them: the usual one is another every day.
fn kept(brief: &Brief, today: Date) -> Vec<(&'static str, String)> {
    let mut pairs = brief.pairs(today);
    if brief.since == Brief::on(today).since {
        pairs.push(("since", brief.since.to_string()));
    }
    pairs
}

/// Takes what is no opportunity out of a list of them, so that the others stay; whether there was any.
fn without_the_unknown(
    given: &mut Vec<(String, String)>,
    field: &str,
    catalogue: &Catalogue,
) -> bool {
    const LISTS: [&str; 4] = ["include", "leave_out", "order", "dismissed"];
    let before = given.clone();
    for (_, ids) in given.iter_mut().filter(|(name, _)| name == field && LISTS.contains(&field)) {
        let is_known = |id: &&str| {
            catalogue.opportunities.contains_key(*id) || catalogue.archive.contains_key(*id)
        };
        let known = ids.split(',').filter(is_known);
        *ids = known.collect::<Vec<_>>().join(",");
    }
    given.retain(|(name, ids)| name != field || !LISTS.contains(&field) || !ids.is_empty());
    *given != before
}

/// The brief of an address without what cannot be used, and what is said of that. An editor's work stands in the address: one
/// slip takes nothing else with it.
fn usable(
    mut given: Vec<(String, String)>,
    lang: Lang,
    catalogue: &Catalogue,
    today: Date,
) -> (Brief, Refused) {
    let mut refused = Refused::default();
    let mut brief = loop {
        let error = match from_pairs(&given, Some(lang), catalogue, today) {
            Ok(brief) => break brief,
            Err(error) => error,
        };
        let said = naming::refused(&error, catalogue, lang);
        refused.fields.push(error.field.clone());
        if !refused.said.contains(&said) {
            refused.said.push(said);
        }
        if !without_the_unknown(&mut given, &error.field, catalogue) {
            let before = given.len();
            given.retain(|(name, _)| *name != error.field);
            if given.len() == before {
                break Brief::on(today);
            }
        }
    };
    let is_retired = |id: &String| !catalogue.opportunities.contains_key(id);
    let retired: Vec<String> = brief.include.extract_if(.., |id| is_retired(id)).collect();
    refused.said.extend(retired.iter().filter_map(|id| gone(id, catalogue, lang)));
    (brief, refused)
}

/// That an opportunity is retired, why, and what to add in its place.
fn gone(id: &str, catalogue: &Catalogue, lang: Lang) -> Option<String> {
    let t = catalogue.phrases(lang);
    let opportunity = catalogue.archive.get(id)?;
    let retired = opportunity.retired.as_ref()?;
    let values = [("title", opportunity.title.get(lang)), ("why", retired.reason.get(lang))];
    let said = t.fill("desk-retired", &values);
    let successor = |id: &String| {
        let title = catalogue.opportunities.get(id)?.title.get(lang);
        Some(t.fill("desk-retired-instead", &[("title", title), ("id", id)]))
    };
    let instead = retired.successors.iter().filter_map(successor);
    Some(std::iter::once(said).chain(instead).collect::<Vec<_>>().join(" "))
}

fn desk(site: At<'_>, layout: Layout<'_>, brief: &Brief, refused: Refused) -> Page {
    let catalogue = site.engine.catalogue();
    let (lang, t, today) = (layout.lang, layout.t, site.moment.day());
    let issue = select(&site.engine, brief, site.moment);
    let open = Brief { leave_out: Vec::new(), ..brief.clone() };
    let everything = select(&site.engine, &open, site.moment);
    let draft = Draft { site, lang, brief };
    let document = Document::new(&issue, brief, catalogue, Some(&site.base_url));
    let sections = draft.sections(&issue, &everything);
    let own = write(&kept(brief, today));
    let listed: Vec<&str> =
        sections.iter().flat_map(|one| &one.entries).map(|entry| entry.id.as_str()).collect();
    let next = write(&kept(&cyfle_digest::select::next(brief, &issue), today));
    let bookmark = format!("{}{}", site.base_url, with_query(&format!("/{lang}/digest"), &own));
    let template = Desk {
        script: assets::href("digest.mjs"),
        style: assets::href("digest.css"),
        refused,
        brief,
        choices: choices(catalogue, lang, &brief.audience),
        chips: choices::chips(catalogue, lang, brief, today),
        hidden: hidden(brief),
        listed: listed.join(","),
        dismissed: draft.dismissed(),
        words: Lang::ALL.map(|own| draft.words(own)).into(),
        missing: draft.missing(),
        languages: languages(),
        layouts: brief::Layout::NAMES,
        most: Most {
            campaign: LONGEST_CAMPAIGN,
            words: LONGEST_WORDS,
            days: MOST_DAYS,
            per_section: MOST_PER_SECTION,
        },
        previews: draft.previews(),
        size: draft.size(&document),
        downloads: draft.downloads(&document),
        id: t.fill("digest-issue", &[("id", &issue.id)]),
        next: with_query(&format!("/{lang}/digest"), &next),
        next_from: t.fill("desk-next-from", &[("day", &wording::day(today, t))]),
        too_long: too_long(&bookmark, t),
        bookmark,
        sections,
        layout,
    };
    Page::render(StatusCode::OK, lang, &template)
}

/// What is said of an address that not everything through which a draft is kept or shared takes whole.
fn too_long(bookmark: &str, t: &Phrases) -> Option<String> {
    let values = [("length", bookmark.len().to_string()), ("most", LONGEST_EVERYWHERE.to_string())];
    let values = values.each_ref().map(|(place, number)| (*place, number.as_str()));
    (bookmark.len() > LONGEST_EVERYWHERE).then(|| t.fill("desk-long", &values))
}

/// Both first, which is usual; Welsh is not below English.
fn languages() -> [&'static str; 3] {
    [Languages::Both, Languages::Welsh, Languages::English].map(Languages::name)
}

/// Decisions that no field shows; the unticked are worked out from the boxes.
fn hidden(brief: &Brief) -> Vec<(&'static str, String)> {
    let lists = [
        ("order", &brief.order),
        ("include", &brief.include),
        ("dismissed", &brief.dismissed),
        ("seen", &brief.seen),
    ];
    let lists = lists.into_iter().map(|(name, ids)| (name, ids.join(",")));
    let audience = choices::hidden(&brief.audience);
    lists.filter(|(_, ids)| !ids.is_empty()).chain(audience).collect()
}
