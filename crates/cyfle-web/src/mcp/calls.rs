//! Answers a call. Arguments become the query string of the API and are read by the same reader, so an agent is refused what a
//! person would be, with the same help. A refusal is an answer that the agent can learn from, not a fault of the protocol.

use cyfle_catalogue::coverage::{Coverage, Scope};
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::opportunity::Opportunity;
use cyfle_catalogue::status::status;
use cyfle_catalogue::{Facet, Moment, nearest};
use cyfle_digest::feed::Setting;
use cyfle_digest::feed::news::DAYS_AHEAD;
use cyfle_digest::in_words;
use cyfle_search::query::{MOST_PER_PAGE, Sort};
use cyfle_search::{Answer, Query};
use jiff::ToSpan;
use rmcp::model::{CallToolResult, ContentBlock, JsonObject};
use serde::Serialize;
use serde_json::Value;

use super::answers::{
    Checked, CoverageCell, CoverageFound, CoverageRow, Deadlines, One, Said, SearchFound, Stated,
    VocabularyFound,
};
use super::tools::{self, Kind};
use crate::api::detail;
use crate::api::publish::{self, Answered, Judged};
use crate::api::v1::{Found, NamedId, SearchAnswer};
use crate::error::ParameterError;
use crate::state::Site;
use crate::{naming, pages, params};

/// Answers a call of a tool.
pub(super) fn answer(site: &Site, kind: Kind, arguments: &JsonObject) -> CallToolResult {
    let call = match Call::read(site, kind, arguments) {
        Ok(call) => call,
        Err(refusal) => return refused(refusal),
    };
    let given = match kind {
        Kind::Search => structured(&call.search()),
        Kind::Get => call.opportunity().and_then(|found| structured(&call.one(found))),
        Kind::Check => call.opportunity().and_then(|found| structured(&call.check(found))),
        Kind::Deadlines => structured(&call.deadlines()),
        Kind::Coverage => structured(&call.coverage()),
        Kind::Vocabulary => call.vocabulary().and_then(|found| structured(&found)),
    };
    given.unwrap_or_else(refused)
}

fn refused(message: String) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(message)])
}

fn structured(answer: &impl Serialize) -> Result<CallToolResult, String> {
    serde_json::to_value(answer).map(CallToolResult::structured).map_err(|error| error.to_string())
}

/// A call that was read.
struct Call<'a> {
    site: &'a Site,
    moment: Moment,
    /// What the tool is asked about, where it is about one thing.
    subject: String,
    query: Query,
    days: u16,
}

impl<'a> Call<'a> {
    fn read(site: &'a Site, kind: Kind, arguments: &JsonObject) -> Result<Self, String> {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let mut subject = String::new();
        let mut unknown = None;
        for (name, value) in arguments.iter().filter(|(_, value)| !value.is_null()) {
            let name = name.as_str();
            if kind.subject() == Some(name) {
                subject = text(value);
                continue;
            }
            if !kind.arguments().any(|known| known == name) {
                unknown.get_or_insert(name);
                continue;
            }
            match value {
                Value::Array(values) => {
                    pairs.extend(values.iter().map(|value| (name, text(value))));
                }
                value => pairs.push((name, text(value))),
            }
        }
        let query_string =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let catalogue = site.engine.catalogue();
        // The API would take more than the tool does, so what can be asked here is said here.
        let asked = match unknown {
            Some(name) => Err(params::unknown(name, kind.arguments())),
            None => params::asked(&query_string, kind.accepted(), catalogue),
        };
        let lang = params::lang_of(&query_string);
        let asked = asked.map_err(|error| told(&error, catalogue.phrases(lang)))?;
        let days = asked.days.unwrap_or(DAYS_AHEAD);
        // An argument excludes: an agent that is told so must not be answered as if it had not given it.
        let query = Query { relax: false, ..asked.query };
        Ok(Self { site, moment: site.now(), subject, query, days })
    }

    fn setting(&self) -> Setting<'a> {
        let (catalogue, base_url) = (self.site.engine.catalogue(), self.site.base_url.as_str());
        Setting { catalogue, lang: self.query.lang, moment: self.moment, base_url }
    }

    /// The answer to a question as the API publishes it.
    fn published<'q>(&'q self, query: &'q Query, answer: &'q Answer<'a>) -> SearchAnswer<'q> {
        let (engine, base_url) = (&self.site.engine, self.site.base_url.as_str());
        Answered { engine, query, answer, moment: self.moment, base_url }.whole()
    }

    fn said(&self) -> Said {
        let phrases = self.site.engine.catalogue().phrases(self.query.lang);
        Said {
            as_of: self.moment.day().to_string(),
            confirm: phrases.get("confirm-with-funder").to_owned(),
            lang: self.query.lang.code(),
        }
    }

    /// The opportunity that is named; of a retired or unknown one, what can be looked at instead.
    fn opportunity(&self) -> Result<&'a Opportunity, String> {
        let catalogue = self.site.engine.catalogue();
        let lang = self.query.lang;
        let phrases = catalogue.phrases(lang);
        if self.subject.is_empty() {
            return Err(phrases.fill("problem-required", &[("name", "id")]));
        }
        if let Some(found) = catalogue.opportunities.get(&self.subject) {
            return Ok(found);
        }
        if let Some(retired) = catalogue.archive.get(&self.subject) {
            let reason = retired.retired.as_ref();
            let why = reason.map(|reason| reason.reason.get(lang)).unwrap_or_default();
            let successors = reason.map(|reason| reason.successors.join(", ")).unwrap_or_default();
            return Err(format!("{}: {why} {successors}", retired.title.get(lang)));
        }
        let unknown = phrases.get("problem-unknown-opportunity");
        let near = nearest(&self.subject, catalogue.opportunities.keys().map(String::as_str));
        Err(match near {
            Some(near) => {
                let meant = phrases.fill("problem-did-you-mean", &[("near", near)]);
                format!("{unknown}: {meant}")
            }
            None => unknown.to_owned(),
        })
    }

    fn search(&self) -> SearchFound {
        let answer = self.site.engine.search(&self.query, self.moment);
        let body = self.published(&self.query, &answer);
        SearchFound {
            said: self.said(),
            total: body.meta.total,
            full_matches: body.meta.full_matches,
            page: body.meta.page,
            pages: body.meta.pages,
            confident: body.confident,
            understood: body.understood,
            page_url: body.links.html,
            opportunities: body.opportunities.into_iter().map(|one| self.stated(one)).collect(),
        }
    }

    fn one(&self, found: &Opportunity) -> One {
        let opportunity = detail::plain(&self.site.engine, &self.setting(), found);
        One { said: self.said(), opportunity }
    }

    fn check(&self, found: &Opportunity) -> Checked {
        let engine = &self.site.engine;
        let lang = self.query.lang;
        let understanding = engine.understand(&self.query.text, self.moment);
        let fit = engine.judge_for(found, &self.query, &understanding, self.moment);
        let status = status(found, self.moment);
        let judged = Judged { status: &status, fit: &fit };
        let card = publish::card(&self.setting(), found, judged);
        Checked {
            said: self.said(),
            verdict: in_words::verdict(&fit, status.state, engine.catalogue(), lang).to_owned(),
            who: found.eligibility.who.get(lang).to_owned(),
            unclear: found.unclear.as_ref().map(|text| text.get(lang).to_owned()),
            contact: found.contact.clone(),
            opportunity: self.stated(card),
        }
    }

    fn deadlines(&self) -> Deadlines {
        let today = self.moment.day();
        let query = Query {
            closes_after: Some(today),
            closes_before: Some(today.saturating_add(i32::from(self.days).days())),
            sort: Sort::Deadline,
            per_page: MOST_PER_PAGE,
            relax: false,
            ..self.query.clone()
        };
        let answer = self.site.engine.search(&query, self.moment);
        let body = self.published(&query, &answer);
        Deadlines {
            said: self.said(),
            days: self.days,
            total: body.meta.total,
            opportunities: body.opportunities.into_iter().map(|one| self.stated(one)).collect(),
        }
    }

    fn coverage(&self) -> CoverageFound {
        let catalogue = self.site.engine.catalogue();
        let lang = self.query.lang;
        let first = |facet: Facet| self.query.values(facet).first().map(String::as_str);
        let scope = Scope { kind: first(Facet::Kind), nation: first(Facet::Nation) };
        let coverage = Coverage::of(catalogue, scope);
        let rows = coverage.rows().map(|row| CoverageRow {
            facet: row.facet.name(),
            value: row.id.to_owned(),
            label: row.facet.label(catalogue, row.id, lang).to_owned(),
            cells: row
                .cells
                .iter()
                .map(|cell| CoverageCell {
                    career_level: cell.level.map(str::to_owned),
                    naming: cell.naming(),
                    open_to_all: cell.open_to_all.len(),
                    gap: cell.gap().map(cyfle_catalogue::coverage::Gap::code),
                })
                .collect(),
        });
        CoverageFound {
            said: self.said(),
            entries: coverage.entries,
            excluded: coverage.excluded,
            audience_not_stated: coverage.audience_not_stated,
            page_url: self.coverage_page(scope),
            rows: rows.collect(),
        }
    }

    /// The page that shows the same figures; none where it counts other entries than were asked for.
    fn coverage_page(&self, scope: Scope<'_>) -> Option<String> {
        if scope.nation != Some(pages::coverage::NATION) {
            return None;
        }
        let page = format!("{}/{}/coverage", self.site.base_url, self.query.lang);
        Some(match scope.kind {
            Some(kind) => format!("{page}?kind={kind}"),
            None => page,
        })
    }

    fn vocabulary(&self) -> Result<VocabularyFound, String> {
        let catalogue = self.site.engine.catalogue();
        let (lang, asked) = (self.query.lang, self.subject.as_str());
        let phrases = catalogue.phrases(lang);
        if asked.is_empty() {
            return Err(phrases.fill("problem-required", &[("name", "parameter")]));
        }
        let Some(found) = tools::listed().find(|one| one.name == asked) else {
            let known = tools::listed().map(|one| one.name);
            return Err(told(&params::unknown(asked, known), phrases));
        };
        let named = |id: &str| NamedId {
            id: id.to_owned(),
            name: naming::value(found.name, id, catalogue, lang).unwrap_or_default(),
        };
        let values = found.takes.values(catalogue).unwrap_or_default();
        Ok(VocabularyFound {
            said: self.said(),
            parameter: found.name.to_owned(),
            values: values.into_iter().map(named).collect(),
        })
    }

    fn stated(&self, found: Found) -> Stated {
        let provenance =
            self.site.engine.catalogue().opportunities.get(&found.id).map(|one| &one.provenance);
        let read = provenance
            .and_then(|provenance| provenance.sources.iter().map(|source| source.read).max());
        Stated {
            page_as_of: provenance
                .and_then(|provenance| provenance.as_of)
                .map(|date| date.to_string()),
            read: read.map(|day| day.to_string()),
            found,
        }
    }
}

/// A refusal in one line: what is wrong, and what to do.
fn told(error: &ParameterError, phrases: &Phrases) -> String {
    format!("{}: {}", error.what.in_words(phrases), error.help.in_words(phrases))
}

/// A value as it stands in a query string. Agents write whole numbers as numbers (3, 3.0) and as text ("3"): all are the same.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0);
            whole
                .filter(|_| number.is_f64())
                .map_or_else(|| number.to_string(), |n| format!("{n:.0}"))
        }
        value => value.to_string(),
    }
}
