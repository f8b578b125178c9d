//! Results into the published JSON of [`super::v1`].

use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::opportunity::{Opportunity, Source};
use cyfle_catalogue::status::{Closing, Status};
use cyfle_catalogue::{Facet, Lang, Moment, wording};
use cyfle_digest::feed::Setting;
use cyfle_digest::in_words;
use cyfle_search::fit::Fit;
use cyfle_search::marks::{Marker, Shown};
use cyfle_search::results::{Answer, Concept, Hit, Reason, Understood, ValueCount};
use cyfle_search::{Engine, Query};

use super::v1::{
    Dropped, Estimated, FacetValue, FitJson, Found, Highlights, Links, Meta, NamedId, OtherRound,
    QueryEcho, RuleJson, SearchAnswer, StatusJson, UnderstoodPiece,
};
use crate::markup::marked;
use crate::{naming, nearness, params};

/// A search and its answer, with when and from where it is published.
#[derive(Clone, Copy)]
pub(crate) struct Answered<'a, 'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) query: &'a Query,
    pub(crate) answer: &'a Answer<'e>,
    pub(crate) moment: Moment,
    pub(crate) base_url: &'a str,
}

impl<'a, 'e> Answered<'a, 'e> {
    /// In which language, where and when it is written.
    pub(crate) fn setting(&self) -> Setting<'a>
    where
        'e: 'a,
    {
        let (catalogue, lang) = (self.engine.catalogue(), self.query.lang);
        Setting { catalogue, lang, moment: self.moment, base_url: self.base_url }
    }

    /// The whole answer.
    pub(crate) fn whole(&self) -> SearchAnswer<'a>
    where
        'e: 'a,
    {
        let on = self.setting();
        let marker = self.engine.marker(on.lang, &self.answer.words);
        SearchAnswer {
            opportunities: self.answer.hits.iter().map(|hit| found(&on, &marker, hit)).collect(),
            facets: facets(self.answer, on.catalogue, on.lang),
            ..self.frame()
        }
    }

    /// The answer without its opportunities and its facets.
    pub(crate) fn frame(&self) -> SearchAnswer<'a>
    where
        'e: 'a,
    {
        let (query, answer, on) = (self.query, self.answer, self.setting());
        let pages = answer.total.div_ceil(query.per_page).max(1);
        let pieces = answer.understood.iter();
        let dropped = answer.relaxed.iter();
        SearchAnswer {
            query: echo(query, answer),
            understood: pieces.map(|piece| understood(piece, on.catalogue, on.lang)).collect(),
            relaxed: dropped
                .map(|(name, value)| self::dropped(name, value, on.catalogue, on.lang))
                .collect(),
            confident: answer.confident,
            meta: Meta {
                total: answer.total,
                full_matches: answer.full_matches,
                label: nearness::headline(query, answer, on.catalogue.phrases(on.lang)),
                page: query.page,
                per_page: query.per_page,
                pages,
                today: self.moment.day().to_string(),
                catalogue: on.catalogue.build_id.clone(),
                entries: on.catalogue.opportunities.len(),
            },
            opportunities: Vec::new(),
            facets: BTreeMap::new(),
            links: links(self.base_url, query, pages),
        }
    }
}

/// How an opportunity stands at a moment, and to a reader.
#[derive(Clone, Copy)]
pub(crate) struct Judged<'a> {
    pub(crate) status: &'a Status,
    pub(crate) fit: &'a Fit,
}

impl<'a> Judged<'a> {
    /// How a hit stands.
    pub(crate) fn of(hit: &'a Hit<'_>) -> Self {
        Self { status: &hit.status, fit: &hit.fit }
    }
}

/// What a search says of a hit.
pub(crate) fn found(on: &Setting<'_>, marker: &Marker<'_>, hit: &Hit<'_>) -> Found {
    let card = card(on, hit.opportunity, Judged::of(hit));
    let marked = |shown: Shown, text: &str| marked(text, marker.find(hit, shown));
    let reason = |reason: &Reason| format!("{}:{}", reason.concept.name(), reason.value);
    let word = |word: &String| format!("text:{word}");
    Found {
        matched: hit.matched.iter().map(reason).chain(hit.words.iter().map(word)).collect(),
        missed: hit.missed.iter().map(reason).collect(),
        unstated: hit.unstated.iter().map(reason).collect(),
        tier: Some(hit.tier.code()),
        near: nearness::mark(hit, on.catalogue, on.lang),
        highlights: Highlights {
            title: marked(Shown::Title, &card.title),
            summary: marked(Shown::Summary, &card.summary),
        },
        ..card
    }
}

/// An opportunity outside a search: nothing matched, nothing marked.
pub(crate) fn card(on: &Setting<'_>, opportunity: &Opportunity, judged: Judged<'_>) -> Found {
    let (catalogue, lang) = (on.catalogue, on.lang);
    Found {
        id: opportunity.id.clone(),
        title: opportunity.title.get(lang).to_owned(),
        summary: opportunity.summary.get(lang).to_owned(),
        kind: opportunity.kind.clone(),
        funder: NamedId {
            id: opportunity.funder.clone(),
            name: catalogue.funder_name(&opportunity.funder, lang).to_owned(),
        },
        status: status_json(judged.status, catalogue, lang),
        offers: opportunity.offer.offers.clone(),
        offer_summary: wording::offer_summary(opportunity, catalogue, lang),
        career_levels: opportunity.audience.career_levels.clone(),
        professions: opportunity.audience.professions.clone(),
        nations: opportunity.eligibility.nations.clone(),
        fit: fit_json(on, opportunity, judged),
        matched: Vec::new(),
        missed: Vec::new(),
        unstated: Vec::new(),
        tier: None,
        near: None,
        highlights: Highlights {
            title: marked(opportunity.title.get(lang), Vec::new()),
            summary: marked(opportunity.summary.get(lang), Vec::new()),
        },
        url: format!("{}/{lang}/opportunities/{}", on.base_url, opportunity.id),
        official_url: opportunity.links.page(lang).map(str::to_owned),
        checked: opportunity.provenance.checked.map(|day| day.to_string()),
        lang: lang.code(),
    }
}

/// The question, as it was read.
pub(crate) fn echo(query: &Query, answer: &Answer<'_>) -> QueryEcho {
    let mut filters: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let filtering = query.pairs().into_iter().filter(|(name, _)| {
        !matches!(*name, "q" | "sort" | "page" | "per_page" | "interpret" | "relax")
    });
    filtering.for_each(|(name, value)| filters.entry(name).or_default().push(value));
    QueryEcho {
        text: query.text.clone(),
        lang: query.lang.code(),
        filters,
        remaining_text: answer.remaining_text.clone(),
    }
}

fn understood(piece: &Understood, catalogue: &Catalogue, lang: Lang) -> UnderstoodPiece {
    UnderstoodPiece {
        text: piece.text.clone(),
        start: piece.start,
        end: piece.end,
        facet: piece.concept.name(),
        value: piece.value.clone(),
        label: in_words::label(piece.concept, &piece.value, catalogue, lang).into_owned(),
        corrected_from: piece.corrected_from.clone(),
        of: match piece.concept {
            Concept::Without(facet) => Some(facet.name()),
            _ => None,
        },
        parameters: params::asking_for(piece, catalogue),
    }
}

fn dropped(name: &'static str, value: &str, catalogue: &Catalogue, lang: Lang) -> Dropped {
    let label = naming::choice(name, value, catalogue, lang);
    Dropped { parameter: name, value: value.to_owned(), label }
}

fn facets<'a>(
    answer: &'a Answer<'_>,
    catalogue: &'a Catalogue,
    lang: Lang,
) -> BTreeMap<&'static str, Vec<FacetValue<'a>>> {
    let value = |facet, count| facet_value(facet, count, catalogue, lang);
    answer
        .facets
        .iter()
        .map(|(facet, counts)| {
            (facet.name(), counts.iter().map(|count| value(*facet, count)).collect())
        })
        .collect()
}

/// A value of a facet.
pub(crate) fn facet_value<'a>(
    facet: Facet,
    count: &ValueCount<'a>,
    catalogue: &'a Catalogue,
    lang: Lang,
) -> FacetValue<'a> {
    FacetValue {
        label: facet.label(catalogue, count.value, lang),
        value: count.value,
        count: count.count,
        selected: count.selected,
    }
}

fn links(base_url: &str, query: &Query, pages: usize) -> Links {
    let lang = params::said(query.lang);
    let address = |path: &str, own: &str| params::place(base_url, path, lang, own);
    let own = params::write(query);
    let api = |page: usize| {
        address("/api/v1/opportunities", &params::write(&Query { page, ..query.clone() }))
    };
    let whole = params::write_whole(query);
    let own_address = address("/api/v1/opportunities", &own);
    let at = |page: usize| if page == query.page { own_address.clone() } else { api(page) };
    Links {
        next: (query.page < pages).then(|| at(query.page + 1)),
        prev: (query.page > 1).then(|| at((query.page - 1).min(pages))),
        first: at(1),
        last: at(pages),
        html: params::place(base_url, &format!("/{}/opportunities", query.lang), None, &own),
        atom: address("/feeds/opportunities.atom", &whole),
        ics: address("/feeds/deadlines.ics", &whole),
        csv: address("/api/v1/export.csv", &whole),
        own: own_address,
    }
}

fn status_json(status: &Status, catalogue: &Catalogue, lang: Lang) -> StatusJson {
    let phrases = catalogue.phrases(lang);
    StatusJson {
        state: status.state.code(),
        label: wording::status_sentence(status, catalogue, lang),
        opens: status.opens.map(|day| day.to_string()),
        closes: status.closes.map(Closing::rfc_3339),
        other_rounds: status
            .others
            .iter()
            .map(|other| OtherRound {
                opens: other.opens.map(|day| day.to_string()),
                closes: other.closes.map(Closing::rfc_3339),
            })
            .collect(),
        estimated: status.estimate.map(|estimate| Estimated {
            closes: estimate.closes.to_string(),
            basis: wording::estimate_basis(status, phrases).unwrap_or_default(),
        }),
        days_left: status.days_left,
    }
}

fn fit_json(on: &Setting<'_>, opportunity: &Opportunity, judged: Judged<'_>) -> FitJson {
    let (catalogue, lang, fit) = (on.catalogue, on.lang, judged.fit);
    let rules = fit.rules.iter().map(|(rule, answer)| {
        let fact = wording::rule_fact(*rule, opportunity, catalogue, lang);
        RuleJson {
            rule: rule.name(),
            answer: answer.code(),
            inferred: fact.is_some() && opportunity.rule_is_our_reading(*rule),
            source: fact
                .is_some()
                .then(|| opportunity.provenance.sources.first().and_then(source_name))
                .flatten(),
            fact,
        }
    });
    FitJson {
        verdict: fit.verdict.code(),
        label: in_words::verdict(fit, judged.status.state, catalogue, lang).to_owned(),
        rules: rules.collect(),
    }
}

fn source_name(source: &Source) -> Option<String> {
    source.url.clone().or_else(|| source.document.clone())
}
