//! The cards: what one gets, whether one may apply, by when and from whom; under headings that keep full matches, near misses
//! and what Wales cannot use apart.

use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::rule::Rule;
use cyfle_catalogue::status::Status;
use cyfle_catalogue::{Facet, Lang, Opportunity, wording};
use cyfle_digest::in_words;
use cyfle_search::Query;
use cyfle_search::fit::{Reader, is_abroad};
use cyfle_search::home::is_unusable;
use cyfle_search::query::Sort;
use cyfle_search::results::{Answer, Concept, Hit, Reason, Tier};

use crate::pages::layout::with_query;
use crate::pages::verdict;
use crate::pages::visit::At;
use crate::params;

pub(super) struct Group {
    pub(super) heading: String,
    /// Whether the heading tells anything: that a list is the list need only be heard.
    pub(super) shown: bool,
    pub(super) lead: String,
    pub(super) cards: Vec<Card>,
}

pub(super) struct Card {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) summary: String,
    pub(super) offer: String,
    pub(super) verdict: &'static str,
    pub(super) verdict_label: String,
    pub(super) trap: String,
    pub(super) state: &'static str,
    pub(super) when: String,
    pub(super) left: String,
    pub(super) funder: String,
    pub(super) has: String,
    pub(super) lacks: String,
    pub(super) unstated: String,
    pub(super) checked: String,
}

/// The heading of a list that is not parted: it is there for those who go from heading to heading.
const ONE_LIST: &str = "results-heading";

/// Where the reader works, as they say.
fn employee(query: &Query, answer: &Answer<'_>) -> Reader {
    let said = |own: Concept| {
        let piece = answer.understood.iter().find(|piece| piece.concept == own);
        piece.map(|piece| piece.value.clone())
    };
    Reader {
        employer: query.employer.clone().or_else(|| said(Concept::Employer)),
        organisation: query.health_board.clone().or_else(|| said(Concept::HealthBoard)),
        ..Reader::default()
    }
}

/// Full matches, near misses and what cannot be used from Wales, each under its own heading, in the order of the answer. In
/// another order they stand among each other, and where nothing was understood nothing can fit it.
pub(super) fn groups(site: At<'_>, query: &Query, answer: &Answer<'_>) -> Vec<Group> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(query.lang);
    // Whoever works in England is not in Wales.
    let is_abroad = is_abroad(&employee(query, answer), catalogue);
    let key = |hit: &Hit<'_>| match !is_abroad && is_unusable(hit.opportunity, catalogue) {
        _ if query.sort != Sort::Relevance => ONE_LIST,
        true => "group-unusable",
        false if hit.tier == Tier::Near => "group-near",
        false if answer.understood.is_empty() || !answer.confident => ONE_LIST,
        false => "group-full",
    };
    let repeated = if params::is_repeatable(query) { params::write(query) } else { String::new() };
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for hit in &answer.hits {
        let own = key(hit);
        if groups.last().is_none_or(|(last, _)| *last != own) {
            let lead = format!("{own}-lead");
            groups.push((
                own,
                Group {
                    heading: t.get(own).to_owned(),
                    shown: own != ONE_LIST,
                    lead: if t.has(&lead) { t.get(&lead).to_owned() } else { String::new() },
                    cards: Vec::new(),
                },
            ));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.cards.push(card(site, query, &repeated, hit));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The card of a hit, whose link repeats the question as it is written.
fn card(site: At<'_>, query: &Query, repeated: &str, hit: &Hit<'_>) -> Card {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let opportunity = hit.opportunity;
    let list = |reasons: &[Reason]| in_words::reasons(reasons, catalogue, lang);
    let words = hit.words.iter().map(|word| format!("“{word}”"));
    // What has all of it would say the same on every card; what was understood stands above them all.
    let has_all = hit.missed.is_empty() && hit.unstated.is_empty() && !hit.aside;
    let matched = if has_all { String::new() } else { list(&hit.matched) };
    let has: Vec<String> =
        [matched].into_iter().filter(|text| !text.is_empty()).chain(words).collect();
    let (verdict, verdict_label) = verdict::shown(&hit.fit, hit.status.state, catalogue, lang);
    Card {
        href: with_query(&format!("/{lang}/opportunities/{}", opportunity.id), repeated),
        title: opportunity.title.get(lang).to_owned(),
        kind: Facet::Kind.label(catalogue, &opportunity.kind, lang).to_owned(),
        summary: opportunity.summary.get(lang).to_owned(),
        offer: wording::offer_summary(opportunity, catalogue, lang),
        verdict,
        verdict_label,
        trap: trap(site, lang, opportunity),
        state: hit.status.state.code(),
        when: wording::status_sentence(&hit.status, catalogue, lang),
        left: days_left(&hit.status, catalogue.phrases(lang), lang),
        funder: catalogue.funder_name(&opportunity.funder, lang).to_owned(),
        has: has.join("; "),
        lacks: list(&hit.missed),
        unstated: list(&hit.unstated),
        checked: checked(site, lang, opportunity),
    }
}

/// "12 days left", for what is open with a published end.
pub(in crate::pages) fn days_left(status: &Status, t: &Phrases, lang: Lang) -> String {
    match status.days_left.and_then(|days| u64::try_from(days).ok()) {
        Some(0) => t.get("closes-today").to_owned(),
        Some(days) => t.count(lang, "days-left", days),
        None => String::new(),
    }
}

/// Why an applicant in Wales cannot use it, where that is so.
fn trap(site: At<'_>, lang: Lang, opportunity: &Opportunity) -> String {
    let catalogue = site.engine.catalogue();
    if !is_unusable(opportunity, catalogue) {
        return String::new();
    }
    let excluded = opportunity.eligibility.healthcare_science == Inclusion::Excluded;
    let rule = if excluded { Rule::Profession } else { Rule::Nation };
    wording::rule_fact(rule, opportunity, catalogue, lang).unwrap_or_default()
}

/// For when its page speaks, and how far our comparison with it can be relied on.
pub(in crate::pages) fn checked(site: At<'_>, lang: Lang, opportunity: &Opportunity) -> String {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let provenance = &opportunity.provenance;
    let freshness = wording::freshness(provenance, site.moment.day(), catalogue, lang);
    let as_of = provenance
        .as_of
        .map(|date| t.fill("page-speaks-for", &[("date", &wording::partial_day(date, t))]));
    [Some(format!("{freshness}.")), as_of].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
