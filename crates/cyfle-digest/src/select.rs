//! A brief and a catalogue to an issue: what belongs in it, in which section, why, and in which order.
//!
//! An entry stands once, in the section of its most useful reason. A moved closing date outranks everything, because readers
//! hold a wrong one; then what they have never seen; then what they will miss; then any other change.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::freshness::{FRESH_DAYS, Freshness};
use cyfle_catalogue::status::{Closing, State, Status, status};
use cyfle_catalogue::{Facet, Moment, Opportunity};
use cyfle_search::fit::Verdict;
use cyfle_search::home::{is_elsewhere, is_unusable};
use cyfle_search::rank::closeness;
use cyfle_search::{Answer, Engine, Hit, Query, results};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::brief::Brief;
use crate::issue::{Beginning, Entry, Issue, Listing, Reason, Section, Trust};

/// The days that matter to an issue.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    /// The first day whose news belongs in it.
    pub since: Date,
    /// The day of the issue, the last whose news belongs in it.
    pub today: Date,
    /// The last closing day that counts as soon.
    pub closes_by: Date,
    /// The day on which the catalogue was first published: what came with it is no news.
    pub first_publication: Option<Date>,
}

impl Period {
    /// The period of a brief.
    pub fn of(brief: &Brief, catalogue: &Catalogue, today: Date) -> Self {
        let all = catalogue.opportunities.values().chain(catalogue.archive.values());
        Self {
            since: brief.since,
            today,
            closes_by: today
                .checked_add(i64::from(brief.closing_within).days())
                .unwrap_or(Date::MAX),
            first_publication: all.map(|entry| entry.provenance.added).min(),
        }
    }

    fn covers(&self, day: Date) -> bool {
        (self.since..=self.today).contains(&day)
    }
}

/// Puts an issue together.
pub fn select<'a>(engine: &'a Engine, brief: &Brief, moment: Moment) -> Issue<'a> {
    let catalogue = engine.catalogue();
    let period = Period::of(brief, catalogue, moment.day());
    let suited = suited(engine, brief, moment);
    let rolling = suited.iter().filter(|(_, status)| status.state == State::Rolling).count();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for (opportunity, status) in suited {
        let reasons = reasons_for(opportunity, &status, &period, brief);
        if !reasons.is_empty() {
            let trust = trust(opportunity, period.today);
            entries.push(Entry { opportunity, status, reasons, trust });
        }
    }
    let listings: Vec<Listing<'a>> = Section::ALL
        .into_iter()
        .filter_map(|section| listing(section, &mut entries, brief, &period))
        .collect();
    Issue {
        id: identity(&listings, brief, &period),
        day: period.today,
        since: period.since,
        closes_by: period.closes_by,
        began: beginning(catalogue, &period),
        listings,
        rolling,
        rolling_search: with_status(&brief.audience, State::Rolling),
    }
}

/// What the catalogue began with, where that was in the period. What is retired does not count: most of it was from the start.
fn beginning(catalogue: &Catalogue, period: &Period) -> Option<Beginning> {
    let day = period.first_publication.filter(|day| period.covers(*day))?;
    let live = catalogue.opportunities.values();
    let entries = live.filter(|entry| entry.provenance.added == day).count();
    (entries > 0).then_some(Beginning { day, entries })
}

/// Everything that suits the audience and what the editor asked for by id, the best fit first.
fn suited<'a>(engine: &'a Engine, brief: &Brief, moment: Moment) -> Vec<(&'a Opportunity, Status)> {
    let catalogue = engine.catalogue();
    let everything = catalogue.opportunities.len().max(1);
    let query = Query { page: 1, per_page: everything, relax: false, ..brief.audience.clone() };
    let answer = engine.search(&query, moment);
    let unusable_too = asks_for_elsewhere(catalogue, &query, &answer);
    // How plain each is, is worked out once and not in every comparison: with many values that costs more than the search.
    let mut hits: Vec<(bool, f32, Hit<'a>)> = answer
        .hits
        .into_iter()
        .filter(|hit| hit.missed.is_empty() && !hit.lists_something_else())
        // The search puts what is over among the near misses; here it may have news, such as a date that was moved.
        .filter(|hit| !hit.aside || hit.status.state == State::Closed)
        .filter(|hit| unusable_too || !is_unusable(hit.opportunity, catalogue))
        .filter(|hit| hit.fit.verdict != Verdict::No)
        .map(|hit| (hit.fit.verdict == Verdict::Check, plainness(&hit, &query, catalogue), hit))
        .collect();
    // Stable: among equals the order of the search stays.
    hits.sort_by(|(left_unsure, left_plain, _), (right_unsure, right_plain, _)| {
        left_unsure.cmp(right_unsure).then(right_plain.total_cmp(left_plain))
    });
    let mut found: Vec<(&Opportunity, Status)> =
        hits.into_iter().map(|(_, _, hit)| (hit.opportunity, hit.status)).collect();
    for id in &brief.include {
        if let Some(opportunity) = catalogue.opportunities.get(id)
            && !found.iter().any(|(known, _)| known.id == *id)
        {
            found.push((opportunity, status(opportunity, moment)));
        }
    }
    found.retain(|(opportunity, _)| {
        !brief.leave_out.contains(&opportunity.id) && !brief.dismissed.contains(&opportunity.id)
    });
    found
}

/// Whether a question names another nation, in a filter or in words. What an applicant in Wales cannot use is sent to those who
/// ask for it, and to nobody else.
pub(crate) fn asks_for_elsewhere(
    catalogue: &Catalogue,
    query: &Query,
    answer: &Answer<'_>,
) -> bool {
    let elsewhere = |nation: &str| is_elsewhere(nation, catalogue);
    let nation = results::Concept::Facet(Facet::Nation);
    let mut read = answer.understood.iter().filter(|piece| piece.concept == nation);
    query.values(Facet::Nation).iter().any(|value| elsewhere(value))
        || read.any(|piece| elsewhere(&piece.value))
}

/// How plainly an entry is for the people whom the filters describe: their own profession, their group, everyone.
fn plainness(hit: &Hit<'_>, query: &Query, catalogue: &Catalogue) -> f32 {
    let audience = [Facet::Profession, Facet::ProfessionGroup, Facet::CareerLevel];
    let asked = query.filters.iter().filter(|(facet, _)| audience.contains(facet));
    asked
        .map(|(facet, values)| {
            let own = facet.values(hit.opportunity, catalogue);
            let met = values.iter().filter(|value| own.contains(*value));
            met.map(|value| {
                let reason = results::Reason {
                    concept: results::Concept::Facet(*facet),
                    value: value.clone(),
                };
                closeness(&reason, hit.opportunity)
            })
            .fold(0.0, f32::max)
        })
        .sum()
}

/// The reasons for which an entry is in the editor's issue, the most useful first; none where it is not.
fn reasons_for<'a>(
    opportunity: &'a Opportunity,
    status: &Status,
    period: &Period,
    brief: &Brief,
) -> Vec<Reason<'a>> {
    let mut reasons = reasons(opportunity, status, period);
    if brief.seen.contains(&opportunity.id) {
        reasons.retain(|reason| news_day(reason, opportunity) != Some(period.since));
    }
    if reasons.is_empty() && brief.include.contains(&opportunity.id) {
        reasons.push(Reason::Chosen);
    }
    reasons
}

/// The reasons for which an entry is news in a period, the most useful first.
pub fn reasons<'a>(
    opportunity: &'a Opportunity,
    status: &Status,
    period: &Period,
) -> Vec<Reason<'a>> {
    let mut reasons = Vec::new();
    reasons.extend(moved(opportunity, period));
    if status.state != State::Closed {
        let added = opportunity.provenance.added;
        if period.covers(added) && period.first_publication != Some(added) {
            reasons.push(Reason::Added(added));
        }
        if let (State::Open, Some(opens)) = (status.state, status.opens)
            && period.covers(opens)
        {
            reasons.push(Reason::Opened(opens));
        }
    }
    reasons.extend(closes_soon(status, period));
    let others = opportunity.changes.iter().filter(|change| change.deadline.is_none());
    if let Some(change) =
        others.filter(|change| period.covers(change.date)).max_by_key(|change| change.date)
    {
        reasons.push(Reason::Changed(change));
    }
    reasons
}

/// A closing date that is another than at the last issue. One that was moved and moved back has not moved.
fn moved<'a>(opportunity: &Opportunity, period: &Period) -> Option<Reason<'a>> {
    let mut moves: Vec<_> = opportunity
        .changes
        .iter()
        .filter(|change| period.covers(change.date))
        .filter_map(|change| Some((change.date, change.deadline?)))
        .collect();
    moves.sort_by_key(|(day, _)| *day);
    let (from, to) = (moves.first()?.1.from, moves.last()?.1.to);
    (from != to).then_some(Reason::Moved { from, to })
}

/// A published end ahead, whichever round it belongs to. An estimate is no published end, and what is over is over.
fn closes_soon<'a>(status: &Status, period: &Period) -> Option<Reason<'a>> {
    let end = status.end_within(period.today, period.closes_by)?;
    let left = period.today.until(end.day).ok()?.get_days();
    Some(Reason::Closing { end, left })
}

fn news_day(reason: &Reason<'_>, opportunity: &Opportunity) -> Option<Date> {
    match reason {
        Reason::Added(day) | Reason::Opened(day) => Some(*day),
        Reason::Changed(change) => Some(change.date),
        Reason::Moved { .. } => opportunity
            .changes
            .iter()
            .filter(|change| change.deadline.is_some())
            .map(|change| change.date)
            .max(),
        Reason::Closing { .. } | Reason::Chosen => None,
    }
}

/// How far the dates of an entry can be relied on, on a day.
pub fn trust(opportunity: &Opportunity, today: Date) -> Trust {
    let provenance = &opportunity.provenance;
    let is_fresh = Freshness::on(today, provenance) == Freshness::Fresh;
    if is_fresh && !opportunity.dates_are_our_reading() {
        return Trust::Confirmed;
    }
    let read = provenance.sources.iter().map(|source| source.read).max();
    let looked = provenance.checked.max(read).unwrap_or(provenance.added);
    match looked.until(today).map_or(i32::MAX, |span| span.get_days()) > FRESH_DAYS {
        true => Trust::Stale(looked),
        false => Trust::Unconfirmed,
    }
}

/// Takes the entries of a section out of all, the best fit where there are too many, and puts them in the order of reading.
fn listing<'a>(
    section: Section,
    entries: &mut Vec<Entry<'a>>,
    brief: &Brief,
    period: &Period,
) -> Option<Listing<'a>> {
    let is_here =
        |entry: &mut Entry<'a>| entry.reasons.first().is_some_and(|one| one.section() == section);
    let mut own: Vec<Entry<'a>> = entries.extract_if(.., is_here).collect();
    let place = |entry: &Entry<'_>| {
        brief.order.iter().position(|id| *id == entry.opportunity.id).unwrap_or(usize::MAX)
    };
    // What the editor placed or asked for is never cut.
    let wanted = |entry: &Entry<'_>| {
        place(entry) < usize::MAX || brief.include.contains(&entry.opportunity.id)
    };
    own.sort_by_key(|entry| !wanted(entry));
    let keep = brief.per_section.max(own.iter().filter(|entry| wanted(entry)).count());
    let more = own.len().saturating_sub(keep);
    own.truncate(keep);
    if section == Section::Closing {
        own.sort_by_key(|entry| entry.reasons.first().and_then(|first| first.end_over_at()));
    }
    own.sort_by_key(place);
    let opened = own.iter().any(|one| matches!(one.reasons.first(), Some(Reason::Opened(_))));
    let search = search_of(section, opened, brief, period);
    (!own.is_empty()).then_some(Listing { section, entries: own, more, search })
}

/// The search that finds what a section was cut from. Which rounds opened lately is no parameter of a search: then what is
/// open has them all.
fn search_of(section: Section, opened: bool, brief: &Brief, period: &Period) -> Query {
    let audience = Query { relax: true, ..brief.audience.clone() };
    match section {
        Section::New if opened => with_status(&audience, State::Open),
        Section::New => Query { added_since: Some(period.since), ..audience },
        Section::Changed => Query { changed_since: Some(period.since), ..audience },
        Section::Closing => Query {
            closes_after: Some(period.today),
            closes_before: Some(period.closes_by),
            sort: cyfle_search::query::Sort::Deadline,
            ..audience
        },
        Section::Chosen => audience,
    }
}

fn with_status(audience: &Query, state: State) -> Query {
    let mut query = Query { relax: true, ..audience.clone() };
    query.filters.insert(Facet::Status, vec![state.code().to_owned()]);
    query
}

/// Day and hash of what an issue says, so that the same issue is recognised whoever made it, in whatever language.
fn identity(listings: &[Listing<'_>], brief: &Brief, period: &Period) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &str| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    };
    for (name, value) in brief.audience.pairs() {
        add(name);
        add(&value);
    }
    add(&period.since.to_string());
    for listing in listings {
        add(listing.section.name());
        for entry in &listing.entries {
            add(&entry.opportunity.id);
            entry.reasons.iter().for_each(|reason| add(reason.name()));
            add(&entry
                .status
                .closes
                .map(|closing| closing.over_at().to_string())
                .unwrap_or_default());
        }
    }
    format!("cyfle-{}-{}", period.today, &hasher.finalize().to_hex()[..8])
}

/// The brief of the next issue: it begins where this one ended, and what is dismissed stays dismissed.
pub fn next(brief: &Brief, issue: &Issue<'_>) -> Brief {
    let today = issue.day;
    let is_todays_news = |entry: &&Entry<'_>| {
        entry.reasons.iter().any(|reason| news_day(reason, entry.opportunity) == Some(today))
    };
    Brief {
        since: today,
        seen: issue
            .entries()
            .filter(is_todays_news)
            .map(|entry| entry.opportunity.id.clone())
            .collect(),
        order: Vec::new(),
        include: Vec::new(),
        leave_out: Vec::new(),
        introduction: crate::brief::Words::default(),
        ..brief.clone()
    }
}

/// An opportunity of which a published end is near.
#[derive(Debug)]
pub struct ClosesSoon<'a> {
    /// The entry.
    pub opportunity: &'a Opportunity,
    /// Its status, which says every published end that is ahead.
    pub status: Status,
    /// The nearest of them.
    pub end: Closing,
}

/// What can be used from Wales and has a published end within some days, whichever round it belongs to, soonest first.
pub fn closing_soon(catalogue: &Catalogue, moment: Moment, days: u16) -> Vec<ClosesSoon<'_>> {
    let today = moment.day();
    let until = today.saturating_add(i64::from(days).days());
    let near = |opportunity| {
        let status = status(opportunity, moment);
        let end = status.end_within(today, until)?;
        Some(ClosesSoon { opportunity, status, end })
    };
    let usable = catalogue.opportunities.values().filter(|entry| !is_unusable(entry, catalogue));
    let mut closing: Vec<ClosesSoon<'_>> = usable.filter_map(near).collect();
    closing.sort_by_key(|one| (one.end.over_at(), one.opportunity.id.as_str()));
    closing
}
