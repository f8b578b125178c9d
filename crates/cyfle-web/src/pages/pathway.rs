//! The pathway: opportunities of one profession along the five career levels, in tracks, with what leads on to what. Made to
//! be printed and brought to an appraisal.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::{Catalogue, Facet, Lang, Opportunity, vocabulary, wording};
use cyfle_search::Query;
use cyfle_search::results::Hit;

use super::home::results_href;
use super::layout::{Layout, Link, with_query};
use super::reader::{self, Question};
use super::{Page, opportunity, unchecked, verdict, visit};
use crate::pages::visit::At;
use crate::params;

#[derive(Template)]
#[template(path = "pathway.html")]
struct Pathway<'a> {
    layout: Layout<'a>,
    question: Question,
    hidden: Vec<(&'static str, String)>,
    whose: String,
    levels: Vec<Level>,
    unchecked: Option<String>,
}

struct Level {
    id: String,
    name: String,
    expects: String,
    /// Whether the reader is at this level.
    own: bool,
    tracks: Vec<Track>,
}

struct Track {
    name: String,
    steps: Vec<Step>,
    all: String,
}

struct Step {
    id: String,
    href: String,
    title: String,
    gives: String,
    when: String,
    verdict: &'static str,
    verdict_label: String,
    leads_to: Vec<Link>,
}

/// What is for more levels than this is for everyone, and is shown once instead of at every level.
const FOR_ONE_STAGE: usize = 3;

/// So many steps are shown of one track at one level.
const STEPS: usize = 4;

/// The pathway of the profession in the address; of every profession where there is none.
pub(crate) fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(lang);
    let (asked, refused) = visit::asked(site, lang, query_string);
    let query = reader::only_reader(&asked);
    let rest = with_query("pathway", &params::write(&query));
    let whose = [Facet::Profession, Facet::ProfessionGroup]
        .into_iter()
        .flat_map(|facet| {
            query.values(facet).iter().map(move |id| facet.label(catalogue, id, lang))
        })
        .collect::<Vec<_>>()
        .join("; ");
    let title = match whose.as_str() {
        "" => t.get("pathway-heading").to_owned(),
        whose => t.fill("pathway-heading-of", &[("profession", whose)]),
    };
    let question = reader::question(catalogue, &query, "profession");
    let hidden = query.pairs().into_iter().filter(|(name, _)| *name != "profession").collect();
    let levels = levels(site, &query);
    let steps = levels.iter().flat_map(|level| &level.tracks).flat_map(|track| &track.steps);
    let entries = steps.filter_map(|step| catalogue.opportunities.get(&step.id));
    let template = Pathway {
        layout: Layout::new(site, lang, title, &rest)
            .described(t.get("pathway-lead"))
            .for_reader(reader::about(&query))
            .refusing(refused),
        question,
        hidden,
        whose,
        unchecked: unchecked::told(entries, t, lang),
        levels,
    };
    Page::render(StatusCode::OK, lang, &template)
}

/// The five levels, then what is for all of them.
fn levels(site: At<'_>, query: &Query) -> Vec<Level> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let t = catalogue.phrases(lang);
    let own = query.values(Facet::CareerLevel);
    // The level itself must not exclude: the way goes through all of them.
    let mut everyone = Query { per_page: usize::MAX, ..query.clone() };
    everyone.filters.remove(&Facet::CareerLevel);
    everyone.filters.insert(Facet::Fit, verdict::open());
    let answer = site.engine.search(&everyone, site.moment);
    let level = |id: &str| Level {
        id: id.to_owned(),
        name: Facet::CareerLevel.label(catalogue, id, lang).to_owned(),
        expects: t.get(&format!("pathway-expects-{id}")).to_owned(),
        own: own.iter().any(|level| level == id),
        tracks: tracks(site, query, Some(id), &answer.hits),
    };
    let mut levels: Vec<Level> =
        Facet::CareerLevel.vocabulary(catalogue).into_iter().map(level).collect();
    levels.push(Level {
        id: "every-level".to_owned(),
        name: t.get("pathway-every-level").to_owned(),
        expects: t.get("pathway-every-level-lead").to_owned(),
        own: false,
        tracks: tracks(site, query, None, &answer.hits),
    });
    levels
}

fn tracks(site: At<'_>, query: &Query, level: Option<&str>, hits: &[Hit<'_>]) -> Vec<Track> {
    let catalogue = site.engine.catalogue();
    let t = catalogue.phrases(query.lang);
    let track = |own: vocabulary::Track| {
        let themes = themes(catalogue, own);
        let here = |hit: &&Hit<'_>| {
            stands_at(hit.opportunity, level)
                && hit.opportunity.themes.iter().any(|theme| themes.contains(theme))
        };
        let steps = hits.iter().filter(here).take(STEPS).map(|hit| step(site, query, hit));
        let steps = steps.collect();
        let mut all = query.clone();
        all.filters.remove(&Facet::CareerLevel);
        if let Some(level) = level {
            all.filters.insert(Facet::CareerLevel, vec![level.to_owned()]);
        }
        all.filters.insert(Facet::Theme, themes);
        Track {
            name: t.get(&format!("pathway-track-{}", own.code())).to_owned(),
            steps,
            all: results_href(query.lang, &all),
        }
    };
    vocabulary::Track::ALL.map(track).into()
}

/// The themes that belong to a track.
fn themes(catalogue: &Catalogue, track: vocabulary::Track) -> Vec<String> {
    let values = catalogue.vocabularies.values(Facet::Theme.name()).iter();
    let own = values.filter(|value| value.track == Some(track));
    own.map(|value| value.id.clone()).collect()
}

/// Whether an opportunity is shown at a level: at its own where it is for a few, among those for everyone where it is for most.
fn stands_at(opportunity: &Opportunity, level: Option<&str>) -> bool {
    let levels = &opportunity.audience.career_levels;
    match level {
        Some(level) => levels.len() <= FOR_ONE_STAGE && levels.iter().any(|own| own == level),
        None => levels.len() > FOR_ONE_STAGE,
    }
}

fn step(site: At<'_>, query: &Query, hit: &Hit<'_>) -> Step {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let next = hit.opportunity.related.iter().filter(|related| related.relation == "leads-to");
    let leads_to = next.filter_map(|related| {
        let found = catalogue.opportunities.get(&related.id)?;
        Some(Link::new(opportunity::href(query, &related.id), found.title.get(lang)))
    });
    let (verdict, verdict_label) = verdict::shown(&hit.fit, hit.status.state, catalogue, lang);
    Step {
        id: hit.opportunity.id.clone(),
        href: opportunity::href(query, &hit.opportunity.id),
        title: hit.opportunity.title.get(lang).to_owned(),
        gives: wording::offer_summary(hit.opportunity, catalogue, lang),
        when: wording::status_sentence(&hit.status, catalogue, lang),
        verdict,
        verdict_label,
        leads_to: leads_to.collect(),
    }
}
