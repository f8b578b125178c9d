//! An issue in the words of one language, and the editions of an issue side by side: what every format lays out.
//!
//! Facts become sentences here and nowhere else, so that no format can say something that another does not.

use std::borrow::Cow;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::{Phrases, Review};
use cyfle_catalogue::status::Status;
use cyfle_catalogue::{Lang, wording};
use cyfle_search::Query;
use jiff::civil::Date;

use crate::brief::{Brief, Languages, Layout, MOST_PARAGRAPHS};
use crate::issue::{Entry, Issue, Listing, Reason, Section, Trust};

/// A line that may lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Where it leads; empty where the issue knows no address for it.
    pub href: String,
}

/// An entry in one language.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The title and where it leads.
    pub title: Line,
    /// Why it is here, the most useful reason first.
    pub reasons: Vec<String>,
    /// By when, with what has to be said about the date.
    pub when: String,
    /// The same of one round alone, for where there is little room.
    pub when_in_short: String,
    /// What it is.
    pub summary: String,
    /// What one gets.
    pub offer: String,
    /// From whom.
    pub funder: String,
}

/// A section in one language.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Its entries.
    pub notices: Vec<Notice>,
    /// How many more there are, and where.
    pub more: Option<Line>,
}

/// An issue in one language.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The language.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// What it holds, in a line.
    pub preheader: String,
    /// The editor's paragraphs above.
    pub introduction: Vec<String>,
    /// The sections.
    pub parts: Vec<Part>,
    /// What to say where there are none.
    pub empty: Option<String>,
    /// That some can be applied for at any time, and where; how many, where that is not known.
    pub rolling: Option<Line>,
    /// The editor's paragraphs below.
    pub sign_off: Vec<String>,
    /// Where this comes from and what to keep in mind.
    pub footer: Vec<String>,
}

/// An issue as it is laid out.
#[derive(Debug)]
pub struct Document<'a> {
    /// What is in it.
    pub issue: Cow<'a, Issue<'a>>,
    brief: &'a Brief,
    catalogue: &'a Catalogue,
    base_url: Option<&'a str>,
    /// Editions that stand one after the other; those inside one block are shown entry by entry together.
    pub blocks: Vec<Vec<Edition>>,
}

impl<'a> Document<'a> {
    /// Puts an issue into words. Without an address of the service, links lead to the funders' own pages.
    pub fn new(
        issue: &'a Issue<'a>,
        brief: &'a Brief,
        catalogue: &'a Catalogue,
        base_url: Option<&'a str>,
    ) -> Self {
        Self::of(Cow::Borrowed(issue), brief, catalogue, base_url)
    }

    /// The same with at most so many entries in a section; the others are counted among those that were cut.
    pub fn cut(&self, per_section: usize) -> Self {
        let issue = Cow::Owned(self.issue.cut(per_section));
        Self::of(issue, self.brief, self.catalogue, self.base_url)
    }

    fn of(
        issue: Cow<'a, Issue<'a>>,
        brief: &'a Brief,
        catalogue: &'a Catalogue,
        base_url: Option<&'a str>,
    ) -> Self {
        let writer = Writer { issue: &issue, brief, catalogue, base_url };
        let languages = brief.languages.list().iter();
        let mut editions = languages.map(|lang| writer.edition(*lang));
        let blocks = match (brief.languages, brief.layout) {
            (Languages::Both, Layout::WelshFirst) => editions.map(|one| vec![one]).collect(),
            _ => vec![editions.by_ref().collect()],
        };
        Self { issue, brief, catalogue, base_url, blocks }
    }

    /// Every edition, in the order of reading.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.blocks.iter().flatten()
    }

    /// The language that is read first.
    pub fn first_lang(&self) -> Lang {
        self.editions().next().map_or(Lang::En, |edition| edition.lang)
    }

    /// The titles of all editions.
    pub fn title(&self) -> String {
        let titles: Vec<&str> = self.editions().map(|edition| edition.title.as_str()).collect();
        titles.join(" / ")
    }
}

/// A section of a block: each heading and entry in the languages of the block.
#[derive(Debug)]
pub struct Together<'d> {
    /// The heading.
    pub headings: Vec<(Lang, &'d str)>,
    /// The entries.
    pub entries: Vec<Vec<(Lang, &'d Notice)>>,
    /// What was cut.
    pub more: Vec<(Lang, &'d Line)>,
}

/// The sections of a block with the languages side by side.
pub fn together(block: &[Edition]) -> Vec<Together<'_>> {
    let parts = block.first().map_or(0, |edition| edition.parts.len());
    let of = |number: usize| {
        let own = || block.iter().map(move |edition| (edition.lang, &edition.parts[number]));
        let entries = own().next().map_or(0, |(_, part)| part.notices.len());
        Together {
            headings: own().map(|(lang, part)| (lang, part.heading.as_str())).collect(),
            entries: (0..entries)
                .map(|entry| own().map(|(lang, part)| (lang, &part.notices[entry])).collect())
                .collect(),
            more: own().filter_map(|(lang, part)| Some((lang, part.more.as_ref()?))).collect(),
        }
    };
    (0..parts).map(of).collect()
}

struct Writer<'a> {
    issue: &'a Issue<'a>,
    brief: &'a Brief,
    catalogue: &'a Catalogue,
    base_url: Option<&'a str>,
}

impl Writer<'_> {
    fn edition(&self, lang: Lang) -> Edition {
        let t = self.catalogue.phrases(lang);
        let day = |day: Date| wording::day(day, t);
        let issue = self.issue;
        let parts: Vec<Part> =
            issue.listings.iter().map(|listing| self.part(listing, lang, t)).collect();
        let empty = issue.is_empty().then(|| {
            let nothing = t.fill(
                "digest-empty",
                &[("since", &day(issue.since)), ("until", &day(issue.closes_by))],
            );
            match self.began(lang, t) {
                Some(began) => format!("{began}. {nothing}"),
                None => nothing,
            }
        });
        let rolling = (issue.rolling > 0).then(|| Line {
            // The search counts what an issue leaves out, so beside a link to it no other number stands.
            text: match self.base_url {
                Some(_) => t.get("digest-rolling-search").to_owned(),
                None => t.count(lang, "digest-rolling", count(issue.rolling)),
            },
            href: self.search_href(&issue.rolling_search, lang),
        });
        Edition {
            lang,
            title: t.fill("digest-title", &[("day", &day(issue.day))]),
            preheader: self.preheader(lang, t),
            introduction: paragraphs(self.brief.introduction.get(lang)),
            parts,
            empty,
            rolling,
            sign_off: paragraphs(self.brief.sign_off.get(lang)),
            footer: self.footer(lang, t),
        }
    }

    fn preheader(&self, lang: Lang, t: &Phrases) -> String {
        let until = wording::day(self.issue.closes_by, t);
        // An entry stands in one section only: what closes soon and is new is counted there.
        let of = |(place, listing): (usize, &Listing<'_>)| {
            let besides =
                if place > 0 && listing.section == Section::Closing { "-besides" } else { "" };
            let key = format!("digest-count-{}{besides}", listing.section.name());
            let number = listing.entries.len() + listing.more;
            t.count(lang, &key, count(number)).replace("{day}", &until)
        };
        let counts: Vec<String> = self.issue.listings.iter().enumerate().map(of).collect();
        match counts.is_empty() {
            true => self.began(lang, t).unwrap_or_else(|| t.get("digest-count-nothing").to_owned()),
            false => counts.join(", "),
        }
    }

    /// That the catalogue began in the period of the issue, and with how much.
    fn began(&self, lang: Lang, t: &Phrases) -> Option<String> {
        let began = self.issue.began?;
        let text = t.count(lang, "digest-began", count(began.entries));
        Some(text.replace("{day}", &wording::day(began.day, t)))
    }

    fn footer(&self, lang: Lang, t: &Phrases) -> Vec<String> {
        let made = t.fill("digest-made", &[("day", &wording::day(self.issue.day, t))]);
        let pending = |entry: &Entry<'_>| entry.opportunity.summary.review == Review::Pending;
        let unreviewed = lang == Lang::Cy && self.issue.entries().any(pending);
        let welsh = unreviewed.then(|| t.get("digest-welsh-pending").to_owned());
        let id = t.fill("digest-issue", &[("id", &self.issue.id)]);
        [Some(made), welsh, Some(id)].into_iter().flatten().collect()
    }

    fn part(&self, listing: &Listing<'_>, lang: Lang, t: &Phrases) -> Part {
        let more = (listing.more > 0).then(|| Line {
            text: t.count(lang, "digest-more", count(listing.more)),
            href: self.search_href(&listing.search, lang),
        });
        Part {
            heading: t.get(&format!("digest-section-{}", listing.section.name())).to_owned(),
            notices: listing.entries.iter().map(|entry| self.notice(entry, lang, t)).collect(),
            more,
        }
    }

    fn notice(&self, entry: &Entry<'_>, lang: Lang, t: &Phrases) -> Notice {
        let opportunity = entry.opportunity;
        let reasons = entry.reasons.iter();
        let reasons = reasons.filter_map(|reason| reason_text(entry, reason, lang, t));
        Notice {
            title: Line {
                text: opportunity.title.get(lang).to_owned(),
                href: self.entry_href(entry, lang),
            },
            reasons: reasons.collect(),
            when: when(entry, self.catalogue, lang),
            when_in_short: when_in_short(entry, self.catalogue, lang),
            summary: opportunity.summary.get(lang).to_owned(),
            offer: wording::offer_summary(opportunity, self.catalogue, lang),
            funder: self.catalogue.funder_name(&opportunity.funder, lang).to_owned(),
        }
    }

    fn entry_href(&self, entry: &Entry<'_>, lang: Lang) -> String {
        let opportunity = entry.opportunity;
        match self.base_url {
            Some(base) => {
                self.tagged(format!("{base}/{lang}/opportunities/{}", opportunity.id), &[])
            }
            None => opportunity.links.page(lang).unwrap_or_default().to_owned(),
        }
    }

    fn search_href(&self, query: &Query, lang: Lang) -> String {
        match self.base_url {
            Some(base) => self.tagged(format!("{base}/{lang}/opportunities"), &query.pairs()),
            None => String::new(),
        }
    }

    /// An address with its parameters and, where the editor counts clicks, the usual three more.
    fn tagged(&self, address: String, pairs: &[(&'static str, String)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs);
        if let Some(campaign) = &self.brief.campaign {
            query.append_pair("utm_source", campaign);
            query.append_pair("utm_medium", "email");
            query.append_pair("utm_campaign", &self.issue.id);
        }
        match query.finish() {
            query if query.is_empty() => address,
            query => format!("{address}?{query}"),
        }
    }
}

/// Why an entry is in an issue, how many days are left and by when it has to be answered, in a line for the editor.
pub fn why(entry: &Entry<'_>, catalogue: &Catalogue, lang: Lang) -> String {
    let t = catalogue.phrases(lang);
    let reasons = entry.reasons.iter().flat_map(|reason| {
        reason_text(entry, reason, lang, t).into_iter().chain(days_left(reason, lang, t))
    });
    let when = when(entry, catalogue, lang);
    reasons.chain([when]).collect::<Vec<_>>().join(" · ")
}

/// By when, with what has to be said about the date.
fn when(entry: &Entry<'_>, catalogue: &Catalogue, lang: Lang) -> String {
    let t = catalogue.phrases(lang);
    let sentence = wording::status_sentence(&entry.status, catalogue, lang);
    if says_a_date(&entry.status) { with_caveat(sentence, entry.trust, t) } else { sentence }
}

/// The same of one round alone: the one whose end is near, or the one that the status is about.
fn when_in_short(entry: &Entry<'_>, catalogue: &Catalogue, lang: Lang) -> String {
    let t = catalogue.phrases(lang);
    let of_another = entry.reasons.iter().find_map(|reason| match reason {
        Reason::Closing { end, .. } if entry.status.closes != Some(*end) => Some(*end),
        _ => None,
    });
    if let Some(end) = of_another {
        let closing = wording::closing_time(end, t);
        return with_caveat(t.fill("round-closes", &[("closing", &closing)]), entry.trust, t);
    }
    let alone = Status { others: Vec::new(), ..entry.status.clone() };
    let sentence = wording::status_sentence(&alone, catalogue, lang);
    if says_a_date(&alone) { with_caveat(sentence, entry.trust, t) } else { sentence }
}

/// Whether the sentence of a status names a published day that is ahead.
pub(crate) fn says_a_date(status: &Status) -> bool {
    status.closes.is_some() || status.opens.is_some() || !status.others.is_empty()
}

/// What says a date, with how far it can be relied on.
fn with_caveat(sentence: String, trust: Trust, t: &Phrases) -> String {
    match trust {
        Trust::Confirmed => sentence,
        Trust::Unconfirmed => format!("{sentence} {}", t.get("digest-unconfirmed")),
        Trust::Stale(day) => {
            let caveat = t.fill("digest-stale", &[("day", &wording::day(day, t))]);
            format!("{sentence} {caveat}")
        }
    }
}

/// So many days, which is true on the day of the issue alone: for the editor, and never in what is sent or printed.
fn days_left(reason: &Reason<'_>, lang: Lang, t: &Phrases) -> Option<String> {
    let Reason::Closing { left, .. } = reason else { return None };
    Some(match u64::try_from(*left).unwrap_or_default() {
        0 => t.get("digest-closes-today").to_owned(),
        left => t.count(lang, "digest-days-left", left),
    })
}

/// The sentence of a reason; none where the section's heading and the date say it all.
fn reason_text(entry: &Entry<'_>, reason: &Reason<'_>, lang: Lang, t: &Phrases) -> Option<String> {
    let day = |day: Date| wording::day(day, t);
    match reason {
        Reason::Moved { from, to } => {
            Some(t.fill("digest-moved", &[("from", &day(*from)), ("to", &day(*to))]))
        }
        Reason::Added(on) => Some(t.fill("digest-added", &[("day", &day(*on))])),
        Reason::Opened(on) => Some(t.fill("digest-opened", &[("day", &day(*on))])),
        Reason::Closing { end, .. } => {
            let of_another = entry.status.closes != Some(*end);
            of_another.then(|| t.fill("digest-other-round", &[("day", &day(end.day))]))
        }
        Reason::Changed(change) => {
            Some(t.fill("digest-changed", &[("what", change.what.get(lang))]))
        }
        Reason::Chosen => None,
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// An editor's text in paragraphs with their line breaks: an empty line divides them. Of too many the last holds all that is
/// left, one after the other.
fn paragraphs(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_full = parts.len() == MOST_PARAGRAPHS;
        match parts.last_mut() {
            _ if line.is_empty() => {
                goes_on = false;
                continue;
            }
            Some(last) if goes_on || is_full => {
                last.push(if goes_on { '\n' } else { ' ' });
                last.push_str(&line);
            }
            _ => parts.push(line),
        }
        goes_on = true;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_divides_paragraphs_and_no_word_of_too_many_is_lost() {
        assert_eq!(paragraphs("One\nline.\n\n\n\n Two. \n\n"), ["One\nline.", "Two."]);
        assert_eq!(paragraphs("One\r\nline.\r\n \r\nTwo."), ["One\nline.", "Two."]);
        let words: Vec<String> = (1..=100).map(|number| number.to_string()).collect();
        let set = paragraphs(&words.join("\n\n"));
        assert_eq!(set.len(), MOST_PARAGRAPHS);
        assert_eq!(set.join(" "), words.join(" "));
    }
}
