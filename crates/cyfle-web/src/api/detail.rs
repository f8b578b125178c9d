//! The published JSON of one opportunity: what a search says of it, and everything else that is known.

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Text;
use cyfle_catalogue::opportunity::Opportunity;
use cyfle_catalogue::status::status;
use cyfle_digest::feed::Setting;
use cyfle_search::Engine;
use cyfle_search::fit::Reader;
use serde::Serialize;
use utoipa::ToSchema;

use super::publish::{self, Judged};
use super::v1::Found;

/// One opportunity, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Opportunity)]
pub(crate) struct Whole {
    /// What a search says of it.
    #[serde(flatten)]
    pub(crate) found: Found,
    /// Other names that people use for it.
    pub(crate) also_known_as: Vec<String>,
    /// Values of the facet `theme`.
    pub(crate) themes: Vec<String>,
    /// Values of the facet `topic`.
    pub(crate) topics: Vec<String>,
    /// Who, what, how and on which conditions; paragraphs divided by line feeds.
    pub(crate) details: String,
    /// Who may apply, in prose.
    pub(crate) who: String,
    /// How clearly healthcare science is included: `explicit`, `implied`, `unclear` or `excluded`.
    pub(crate) healthcare_science: &'static str,
    /// What is unclear, where sources disagree or leave a doubt.
    pub(crate) unclear: Option<String>,
    /// What it gives.
    pub(crate) offer: OfferJson,
    /// When one can apply.
    pub(crate) timetable: TimetableJson,
    /// A role mailbox.
    pub(crate) contact: Option<String>,
    /// Official pages by language.
    pub(crate) official_urls: OfficialUrls,
    /// Other opportunities and what they are to this one.
    pub(crate) related: Vec<RelatedJson>,
    /// Where the facts were read.
    pub(crate) sources: Vec<SourceJson>,
    /// The day, month or year that the page speaks for.
    pub(crate) as_of: Option<String>,
    /// The day on which it was first published here.
    pub(crate) added: String,
    /// What has changed since, newest last.
    pub(crate) changes: Vec<ChangeJson>,
    /// Fields that are our reading, not the page's words.
    pub(crate) inferred: Vec<String>,
    /// How far the Welsh texts can be relied on: `pending`, `reviewed` or `official`.
    pub(crate) welsh: WelshJson,
}

/// What it gives, in figures. What is `null` is not stated.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferJson {
    /// `full`, `partial`, `bursary` or `none`.
    pub(crate) salary: Option<&'static str>,
    /// Whole-time equivalent of the salary paid.
    pub(crate) salary_wte: Option<f64>,
    /// For how many months salary is paid.
    pub(crate) salary_months: Option<u16>,
    /// Which of the two, `wte` or `months`, are the most that is paid, where less may be.
    pub(crate) salary_up_to: Vec<String>,
    /// Whether fees are paid.
    pub(crate) fees_covered: Option<bool>,
    /// The least amount, in whole units of the currency.
    pub(crate) amount_min: Option<u64>,
    /// The most.
    pub(crate) amount_max: Option<u64>,
    /// ISO 4217.
    pub(crate) currency: Option<String>,
    /// `award` or `year`.
    pub(crate) per: Option<String>,
    /// The shortest duration in months.
    pub(crate) months_min: Option<u16>,
    /// The longest.
    pub(crate) months_max: Option<u16>,
    /// Values of the facet `mode`.
    pub(crate) modes: Vec<String>,
    /// Values of the facet `education_stage`.
    pub(crate) education_stages: Vec<String>,
    /// What figures cannot say.
    pub(crate) note: Option<String>,
}

/// When one can apply.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TimetableJson {
    /// `one-off`, `annual`, `several-a-year`, `rolling` or `unknown`.
    pub(crate) pattern: &'static str,
    /// Every known round, oldest first.
    pub(crate) rounds: Vec<RoundJson>,
    /// What dates cannot say.
    pub(crate) note: Option<String>,
}

/// A round. Days, and wall-clock times in London.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoundJson {
    /// The published opening.
    pub(crate) opens: Option<String>,
    /// Where none is published: since when its page said that it was open.
    pub(crate) seen_open: Option<String>,
    /// The last day.
    pub(crate) closes: Option<String>,
    /// The time on that day.
    pub(crate) closes_time: Option<String>,
    /// Where it ended before its last day: the day on which its page said that it was closed.
    pub(crate) seen_closed: Option<String>,
}

/// Official pages by language.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfficialUrls {
    /// In English.
    pub(crate) en: Option<String>,
    /// In Welsh.
    pub(crate) cy: Option<String>,
    /// What one should know about the page.
    pub(crate) note: Option<String>,
}

/// A related opportunity.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RelatedJson {
    /// Its id.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// `leads-to`, `needs-first`, `replaced-by`, `cannot-be-held-with` or `see-also`.
    pub(crate) relation: String,
}

/// Where facts were read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceJson {
    /// A page.
    pub(crate) url: Option<String>,
    /// Or a document.
    pub(crate) document: Option<String>,
    /// The place in the document.
    pub(crate) section: Option<String>,
    /// The day on which it was read.
    pub(crate) read: String,
}

/// A change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeJson {
    /// When it was published.
    pub(crate) date: String,
    /// What changed.
    pub(crate) what: String,
}

/// How far the Welsh texts can be relied on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WelshJson {
    /// The title.
    pub(crate) title: &'static str,
    /// The summary.
    pub(crate) summary: &'static str,
    /// The details.
    pub(crate) details: &'static str,
}

/// Builds the JSON of an opportunity for a reader of whom nothing is known.
pub(crate) fn plain(engine: &Engine, on: &Setting<'_>, opportunity: &Opportunity) -> Whole {
    let (status, fit) =
        (status(opportunity, on.moment), engine.judge(opportunity, &Reader::default()));
    let judged = Judged { status: &status, fit: &fit };
    whole(on, publish::card(on, opportunity, judged), opportunity)
}

/// Adds to what a search says of an opportunity everything else that is known.
pub(crate) fn whole(on: &Setting<'_>, found: Found, opportunity: &Opportunity) -> Whole {
    let (catalogue, lang) = (on.catalogue, on.lang);
    let provenance = &opportunity.provenance;
    let optional = |text: &Option<Box<Text>>| text.as_ref().map(|text| text.get(lang).to_owned());
    Whole {
        found,
        also_known_as: opportunity.also_known_as.clone(),
        themes: opportunity.themes.clone(),
        topics: opportunity.topics.clone(),
        details: opportunity.details.get(lang).to_owned(),
        who: opportunity.eligibility.who.get(lang).to_owned(),
        healthcare_science: opportunity.eligibility.healthcare_science.code(),
        unclear: optional(&opportunity.unclear),
        offer: offer(opportunity, lang),
        timetable: timetable(opportunity, lang),
        contact: opportunity.contact.clone(),
        official_urls: OfficialUrls {
            en: opportunity.links.en.clone(),
            cy: opportunity.links.cy.clone(),
            note: optional(&opportunity.links.note),
        },
        related: related(catalogue, opportunity, lang),
        sources: sources(opportunity),
        as_of: provenance.as_of.map(|date| date.to_string()),
        added: provenance.added.to_string(),
        changes: opportunity
            .changes
            .iter()
            .map(|change| ChangeJson {
                date: change.date.to_string(),
                what: change.what.get(lang).to_owned(),
            })
            .collect(),
        inferred: provenance.inferred.clone(),
        welsh: WelshJson {
            title: opportunity.title.review.code(),
            summary: opportunity.summary.review.code(),
            details: opportunity.details.review.code(),
        },
    }
}

fn offer(opportunity: &Opportunity, lang: Lang) -> OfferJson {
    let offer = &opportunity.offer;
    let (salary, amount, duration) =
        (offer.salary.as_ref(), offer.amount.as_ref(), offer.duration_months.as_ref());
    OfferJson {
        salary: salary.map(|salary| salary.covered.code()),
        salary_wte: salary.and_then(|salary| salary.wte),
        salary_months: salary.and_then(|salary| salary.months),
        salary_up_to: salary.map(|salary| salary.up_to.clone()).unwrap_or_default(),
        fees_covered: offer.fees_covered,
        amount_min: amount.and_then(|amount| amount.min),
        amount_max: amount.and_then(|amount| amount.max),
        currency: amount.map(|amount| amount.currency.clone()),
        per: amount.map(|amount| amount.per.clone()),
        months_min: duration.and_then(|range| range.min),
        months_max: duration.and_then(|range| range.max),
        modes: offer.modes.clone(),
        education_stages: offer.education_stages.clone(),
        note: offer.note.as_ref().map(|text| text.get(lang).to_owned()),
    }
}

fn timetable(opportunity: &Opportunity, lang: Lang) -> TimetableJson {
    let rounds = opportunity.timetable.rounds.iter().map(|round| RoundJson {
        opens: round.opens.map(|day| day.to_string()),
        seen_open: round.seen_open.map(|date| date.to_string()),
        closes: round.closes.map(|day| day.to_string()),
        closes_time: round.closes_time.clone(),
        seen_closed: round.seen_closed.map(|day| day.to_string()),
    });
    TimetableJson {
        pattern: opportunity.timetable.pattern.code(),
        rounds: rounds.collect(),
        note: opportunity.timetable.note.as_ref().map(|text| text.get(lang).to_owned()),
    }
}

fn related(catalogue: &Catalogue, opportunity: &Opportunity, lang: Lang) -> Vec<RelatedJson> {
    let title = |id: &String| {
        catalogue
            .opportunities
            .get(id)
            .or_else(|| catalogue.archive.get(id))
            .map(|other| other.title.get(lang).to_owned())
    };
    opportunity
        .related
        .iter()
        .filter_map(|other| {
            Some(RelatedJson {
                title: title(&other.id)?,
                id: other.id.clone(),
                relation: other.relation.clone(),
            })
        })
        .collect()
}

fn sources(opportunity: &Opportunity) -> Vec<SourceJson> {
    let sources = opportunity.provenance.sources.iter().map(|source| SourceJson {
        url: source.url.clone(),
        document: source.document.clone(),
        section: source.section.clone(),
        read: source.read.to_string(),
    });
    sources.collect()
}
