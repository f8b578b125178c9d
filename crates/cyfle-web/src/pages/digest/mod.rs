//! The editor's desk: choose an audience and a period, tick, reorder and dismiss entries, write an introduction, look at the
//! issue in both languages, take it away in any form.
//!
//! There is no account: everything that an editor decides stands in the address, so a bookmark is a draft and the link to the
//! next issue is a memory. One form holds the whole desk; every button sends it, and the answer is the short address of the
//! new state ([`action`]).

mod action;
mod choices;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Catalogue, Lang, wording};
use cyfle_digest::brief::{
    self, LONGEST_CAMPAIGN, LONGEST_WORDS, Languages, MOST_DAYS, MOST_PER_SECTION, Words,
};
use cyfle_digest::format::BUDGET;
use cyfle_digest::issue::{Entry, Issue, Section};
use cyfle_digest::{Brief, Document, Format, select};
use jiff::civil::Date;

use self::choices::{Choices, choices};
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

struct DeskSection {
    heading: String,
    entries: Vec<Shown>,
    more: String,
}

/// An entry on the desk.
struct Shown {
    id: String,
    title: String,
    href: String,
    why: String,
    ticked: bool,
    first: bool,
    last: bool,
}

/// How much each field takes, as whoever reads them has it.
struct Most {
    campaign: usize,
    words: usize,
    days: u16,
    per_section: u16,
}

/// The editor's fields in one language.
struct EditorsWords {
    lang: Lang,
    name: String,
    introduction: String,
    sign_off: String,
}

/// The issue as its readers will see it.
struct Preview {
    src: String,
    title: String,
}

/// How large the message is.
struct Size {
    bytes: usize,
    most: usize,
    text: String,
}

/// A form in which the issue can be taken away.
struct Download {
    name: &'static str,
    label: String,
    href: String,
    file: String,
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
    desk(site, layout, (&brief, refused)).under(policy::FRAMING_OURS)
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

fn desk(site: At<'_>, layout: Layout<'_>, (brief, refused): (&Brief, Refused)) -> Page {
    let catalogue = site.engine.catalogue();
    let (lang, t, today) = (layout.lang, layout.t, site.moment.day());
    let issue = select(&site.engine, brief, site.moment);
    let open = Brief { leave_out: Vec::new(), ..brief.clone() };
    let everything = select(&site.engine, &open, site.moment);
    let sections = sections(site, lang, brief, &issue, &everything);
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
        dismissed: dismissed(site, lang, brief),
        words: Lang::ALL.map(|own| editors_words(brief, own, site, lang)).into(),
        missing: missing(site, lang, brief),
        languages: languages(),
        layouts: brief::Layout::NAMES,
        most: Most {
            campaign: LONGEST_CAMPAIGN,
            words: LONGEST_WORDS,
            days: MOST_DAYS,
            per_section: MOST_PER_SECTION,
        },
        previews: previews(site, lang, brief, today),
        size: size(site, lang, brief, &issue),
        downloads: downloads(site, lang, brief, &issue, today),
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

/// What is in the issue, ticked and in its order, and below it what the editor has unticked.
fn sections(
    site: At<'_>,
    lang: Lang,
    brief: &Brief,
    issue: &Issue<'_>,
    everything: &Issue<'_>,
) -> Vec<DeskSection> {
    let t = site.engine.catalogue().phrases(lang);
    let of = |issue: &Issue<'_>, section: Section| {
        issue.listings.iter().position(|listing| listing.section == section)
    };
    let section = |section: Section| {
        let listing = of(issue, section).map(|index| &issue.listings[index]);
        let ticked = listing.map_or(&[][..], |listing| &listing.entries);
        let all =
            of(everything, section).map_or(&[][..], |index| &everything.listings[index].entries);
        let unticked = all.iter().filter(|one| brief.leave_out.contains(&one.opportunity.id));
        let count = ticked.len();
        let mut entries: Vec<Shown> = Vec::new();
        for (index, entry) in ticked.iter().enumerate() {
            let place =
                Shown { first: index == 0, last: index + 1 == count, ..shown(site, lang, entry) };
            entries.push(place);
        }
        entries.extend(unticked.map(|entry| Shown { ticked: false, ..shown(site, lang, entry) }));
        let more = listing.map_or(0, |listing| listing.more);
        (!entries.is_empty()).then(|| DeskSection {
            heading: t.get(&format!("digest-section-{}", section.name())).to_owned(),
            more: if more == 0 { String::new() } else { t.count(lang, "digest-more", more as u64) },
            entries,
        })
    };
    Section::ALL.into_iter().filter_map(section).collect()
}

fn shown(site: At<'_>, lang: Lang, entry: &Entry<'_>) -> Shown {
    let catalogue = site.engine.catalogue();
    Shown {
        id: entry.opportunity.id.clone(),
        title: entry.opportunity.title.get(lang).to_owned(),
        href: format!("/{lang}/opportunities/{}", entry.opportunity.id),
        why: cyfle_digest::edition::why(entry, catalogue, lang),
        ticked: true,
        first: true,
        last: true,
    }
}

fn dismissed(site: At<'_>, lang: Lang, brief: &Brief) -> Vec<Shown> {
    let catalogue = site.engine.catalogue();
    let entry = |id: &String| {
        let opportunity = catalogue.opportunities.get(id)?;
        Some(Shown {
            id: id.clone(),
            title: opportunity.title.get(lang).to_owned(),
            href: format!("/{lang}/opportunities/{id}"),
            why: String::new(),
            ticked: false,
            first: true,
            last: true,
        })
    };
    brief.dismissed.iter().filter_map(entry).collect()
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

fn editors_words(brief: &Brief, own: Lang, site: At<'_>, lang: Lang) -> EditorsWords {
    let t = site.engine.catalogue().phrases(lang);
    EditorsWords {
        lang: own,
        name: t.get(&format!("desk-in-{own}")).to_owned(),
        introduction: brief.introduction.get(own).to_owned(),
        sign_off: brief.sign_off.get(own).to_owned(),
    }
}

/// Where the issue is had in a form.
fn href(brief: &Brief, format: Format, today: Date) -> String {
    let mut pairs = kept(brief, today);
    pairs.push(("format", format.name().to_owned()));
    with_query("/api/v1/digest", &write(&pairs))
}

/// Welsh beside English, then the message that has both; of an issue in one language that one alone.
fn previews(site: At<'_>, lang: Lang, brief: &Brief, today: Date) -> Vec<Preview> {
    let t = site.engine.catalogue().phrases(lang);
    let preview = |languages: Languages| {
        let shown = Brief { languages, ..brief.clone() };
        Preview {
            src: href(&shown, Format::Html, today),
            title: t.get(&format!("desk-preview-{}", languages.name())).to_owned(),
        }
    };
    let alone = brief.languages.list().iter().map(|own| Languages::from(*own));
    let whole = (brief.languages == Languages::Both).then_some(Languages::Both);
    alone.chain(whole).map(preview).collect()
}

/// The editor's words that stand in one language of an issue that has two.
fn missing(site: At<'_>, lang: Lang, brief: &Brief) -> Vec<String> {
    let t = site.engine.catalogue().phrases(lang);
    let texts = [("desk-introduction", &brief.introduction), ("desk-sign-off", &brief.sign_off)];
    let said = |(key, own): (&str, Lang)| {
        let key_of_language = format!("desk-in-{own}");
        let language = t.get(&key_of_language);
        t.fill("desk-missing", &[("field", t.get(key)), ("language", language)])
    };
    let is_missing = |text: &Words, own: Lang| {
        text.get(own).trim().is_empty() && !text.get(own.other()).trim().is_empty()
    };
    texts
        .into_iter()
        .flat_map(|(key, text)| Lang::ALL.map(|own| (key, text, own)))
        .filter(|(_, text, own)| brief.languages == Languages::Both && is_missing(text, *own))
        .map(|(key, _, own)| said((key, own)))
        .collect()
}

fn size(site: At<'_>, lang: Lang, brief: &Brief, issue: &Issue<'_>) -> Size {
    let catalogue = site.engine.catalogue();
    let document = Document::new(issue, brief, catalogue, Some(&site.base_url));
    let bytes = Format::Html.render(&document).len();
    let figures = [
        ("bytes", bytes.to_string()),
        ("most", BUDGET.to_string()),
        ("entries", issue.len().to_string()),
    ];
    let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
    let text = catalogue.phrases(lang).fill("desk-size", &figures);
    Size { bytes, most: BUDGET, text }
}

fn downloads(
    site: At<'_>,
    lang: Lang,
    brief: &Brief,
    issue: &Issue<'_>,
    today: Date,
) -> Vec<Download> {
    let catalogue = site.engine.catalogue();
    let document = Document::new(issue, brief, catalogue, Some(&site.base_url));
    let t = catalogue.phrases(lang);
    let download = |format: Format| Download {
        name: format.name(),
        label: t.get(&format!("digest-format-{}", format.name())).to_owned(),
        href: href(brief, format, today),
        file: format.file_name(&document),
    };
    Format::ALL.into_iter().map(download).collect()
}
