//! Figures for whoever watches the service, in the OpenMetrics text format that Prometheus reads.
//!
//! Nothing here knows who asked: a route's name, a status, a time, and counts. A handler says what came of a question by
//! putting an [`Outcome`] into its response; [`crate::front`] counts it, whether the answer was made or kept.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cyfle_search::{Answer, Query};
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::pulse::{self, Perhaps};
use crate::standing::{Problems, Standing};
use crate::state::{Live, Serving};
use crate::unanswered::Unanswered;

/// Seconds; a question takes well under a millisecond, a page a few, and whatever takes longer than one second is broken.
const BUCKETS: [f64; 10] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0];

/// Every figure, and where the catalogue falls silent.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    /// Held while the figures of the catalogue are taken and written, so that nobody reads them half taken.
    taking: Mutex<()>,
    requests: Family<RouteLabels, Histogram, fn() -> Histogram>,
    questions: Family<OutcomeLabels, Counter>,
    catalogue: Family<CatalogueLabels, Gauge>,
    age: Perhaps,
    served: Family<ServedLabels, Gauge>,
    degraded: Family<ReasonLabels, Gauge>,
    problems: Family<SeverityLabels, Gauge>,
    reloads: Family<ReloadLabels, Counter>,
    panics: Counter,
    refused: Counter,
    pulse: pulse::Figures,
    /// Words of questions to which nothing was found.
    pub(crate) unanswered: Unanswered,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: Route,
    status: u16,
}

/// The pattern of an address; none where no address fits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Route(Option<MatchedPath>);

impl Route {
    fn name(&self) -> &str {
        self.0.as_ref().map_or("none", MatchedPath::as_str)
    }
}

impl PartialEq for Route {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Route {}

impl Hash for Route {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl EncodeLabelValue for Route {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> fmt::Result {
        self.name().encode(encoder)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CatalogueLabels {
    build: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ServedLabels {
    origin: &'static str,
    generation: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReasonLabels {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SeverityLabels {
    severity: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReloadLabels {
    outcome: &'static str,
}

/// What came of reading the catalogue again.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reload {
    /// It is served.
    Served,
    /// It is not; what was last good goes on.
    Refused,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("cyfle");
        let requests =
            Family::<RouteLabels, Histogram, fn() -> Histogram>::new_with_constructor(|| {
                Histogram::new(BUCKETS)
            });
        let questions = Family::<OutcomeLabels, Counter>::default();
        let catalogue = Family::<CatalogueLabels, Gauge>::default();
        let age = Perhaps::default();
        registry.register(
            "request_seconds",
            "Time from the whole head of a request to the head of its answer",
            requests.clone(),
        );
        registry.register(
            "questions",
            "Questions with text, by what came of them: answered, unsure, nothing-understood, nothing-found",
            questions.clone(),
        );
        registry.register("catalogue_entries", "Live opportunities", catalogue.clone());
        registry.register(
            "catalogue_age_days",
            "Days since an entry was last added, changed or compared with its page",
            age.clone(),
        );
        let served = Family::<ServedLabels, Gauge>::default();
        registry.register(
            "served",
            "1 for where the catalogue comes from (embedded, folder or index) and the generation of the index",
            served.clone(),
        );
        let degraded = Family::<ReasonLabels, Gauge>::default();
        registry.register(
            "degraded",
            "1 where what is served is not what should be, with the reason",
            degraded.clone(),
        );
        let problems = Family::<SeverityLabels, Gauge>::default();
        registry.register(
            "catalogue_problems",
            "Problems of the catalogue's files as they were read last; absent for an index",
            problems.clone(),
        );
        let reloads = Family::<ReloadLabels, Counter>::default();
        registry.register(
            "reloads",
            "How often the catalogue was read again, by what came of it: served or refused",
            reloads.clone(),
        );
        let panics = Counter::default();
        registry.register("panics", "Requests that ended in a panic", panics.clone());
        let refused = Counter::default();
        registry.register(
            "refused",
            "Requests that were told that the service is busy",
            refused.clone(),
        );
        let pulse = pulse::Figures::default();
        pulse.register(&mut registry);
        let unanswered = Unanswered::default();
        Self {
            registry,
            taking: Mutex::default(),
            requests,
            questions,
            catalogue,
            age,
            served,
            degraded,
            problems,
            reloads,
            panics,
            refused,
            pulse,
            unanswered,
        }
    }
}

impl Metrics {
    /// Counts an answer, the time that it took and what came of its question.
    pub(crate) fn observe(
        &self,
        (route, outcome): (Route, Option<&Outcome>),
        status: StatusCode,
        took: Duration,
    ) {
        let labels = RouteLabels { route, status: status.as_u16() };
        self.requests.get_or_create(&labels).observe(took.as_secs_f64());
        if let Some(outcome) = outcome {
            self.count(outcome);
        }
    }

    fn count(&self, outcome: &Outcome) {
        self.questions.get_or_create(&OutcomeLabels { outcome: outcome.name }).inc();
        self.unanswered.note(&outcome.words);
    }

    pub(crate) fn count_reload(&self, reload: Reload) {
        let outcome = match reload {
            Reload::Served => "served",
            Reload::Refused => "refused",
        };
        self.reloads.get_or_create(&ReloadLabels { outcome }).inc();
    }

    pub(crate) fn count_panic(&self) {
        self.panics.inc();
    }

    pub(crate) fn count_refused(&self) {
        self.refused.inc();
    }

    fn stand_on(&self, standing: &Standing) {
        self.served.clear();
        self.degraded.clear();
        self.problems.clear();
        let generation = standing.origin.generation().unwrap_or_default().to_owned();
        let labels = ServedLabels { origin: standing.origin.code(), generation };
        self.served.get_or_create(&labels).set(1);
        if let Some(reason) = standing.degraded {
            self.degraded.get_or_create(&ReasonLabels { reason }).set(1);
        }
        if let Some(Problems { errors, warnings }) = standing.problems {
            for (severity, count) in [("error", errors), ("warning", warnings)] {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                self.problems.get_or_create(&SeverityLabels { severity }).set(count);
            }
        }
    }

    /// Every figure as text; those of the catalogue are read off it now.
    fn text(&self, serving: &Serving) -> String {
        let _taking = self.taking.lock().unwrap_or_else(PoisonError::into_inner);
        let site = &serving.site;
        self.stand_on(&serving.standing);
        let catalogue = site.engine.catalogue();
        self.catalogue.clear();
        let entries = i64::try_from(catalogue.opportunities.len()).unwrap_or(i64::MAX);
        self.catalogue
            .get_or_create(&CatalogueLabels { build: catalogue.build_id.clone() })
            .set(entries);
        self.age.clear();
        if let Some(days) = catalogue.days_since_touched(site.now()) {
            self.age.get_or_create(&[]).set(days);
        }
        self.pulse.take(site);
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// What came of a question.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    name: &'static str,
    /// The words of the question that were not understood, where it found nothing or nothing certain.
    words: Vec<String>,
}

impl Outcome {
    /// Nothing where nothing was asked in words, or the same question was turned to a later page.
    pub(crate) fn of(query: &Query, answer: &Answer<'_>) -> Option<Self> {
        if answer.words.is_empty() || query.page > 1 {
            return None;
        }
        let name = match answer {
            answer if answer.total == 0 => "nothing-found",
            answer if answer.understood.is_empty() => "nothing-understood",
            answer if !answer.confident => "unsure",
            _ => "answered",
        };
        let silent = answer.total == 0 || !answer.confident;
        let remaining = answer.remaining_text.to_lowercase();
        let words = remaining.split(' ').filter(|word| silent && !word.is_empty());
        // Once each, however often a question says it: it is questions that are counted.
        let words: BTreeSet<&str> = words.collect();
        Some(Self { name, words: words.into_iter().map(str::to_owned).collect() })
    }

    /// Lets a response carry what came of its question.
    pub(crate) fn mark(response: &mut Response, outcome: Option<Self>) {
        if let Some(outcome) = outcome {
            response.extensions_mut().insert(outcome);
        }
    }
}

/// Lets an answer carry its route, for whoever counts it.
pub(crate) async fn routed(request: Request, next: Next) -> Response {
    let route = Route(request.extensions().get::<MatchedPath>().cloned());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(route);
    response
}

/// `GET /metrics`.
pub(crate) async fn show(State(live): State<Live>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, live.metrics().text(&live.serving())).into_response()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use cyfle_catalogue::watch::WatchHealth;
    use cyfle_catalogue::{Catalogue, Files, Moment, load};
    use cyfle_search::Engine;
    use tower::ServiceExt;

    use super::*;
    use crate::{App, Pulse, Site, TOLD_FROM};

    async fn ask(app: &App, path: &str) {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = app.clone().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }

    #[tokio::test]
    async fn one_question_counts_each_of_its_words_once_whatever_its_reader_turns_to() {
        let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
        let noon = "2026-11-22T12:00".parse::<Moment>().expect("a moment");
        let live = Live::new(Site::new(engine, Arc::new(move || noon), "http://localhost"));
        let app = App::new(live.clone(), None);
        let question = "/api/v1/opportunities?q=zzyzx+qwrtpl+zzyzx+zzyzx+zzyzx+zzyzx+zzyzx";
        ask(&app, question).await;
        for page in 2..10 {
            ask(&app, &format!("{question}&page={page}")).await;
            ask(&app, &format!("/en/opportunities?q=zzyzx&page={page}")).await;
        }
        assert!(live.take_unanswered().is_empty(), "it was one question");
        for _ in 1..TOLD_FROM {
            ask(&app, "/en/opportunities?q=zzyzx+zzyzx").await;
        }
        assert_eq!(live.take_unanswered(), [("zzyzx".to_owned(), TOLD_FROM)]);
    }

    /// A service that knows of a watch which has run.
    fn watched() -> Site {
        let noon = "2026-11-22T12:00".parse::<Moment>().expect("a moment");
        let engine = Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue));
        let pulse: Pulse = Arc::new(move |_: &Catalogue| WatchHealth {
            last_run: Some(noon),
            due_by: Some(noon),
            pages: 3,
            read: 2,
            oldest: None,
            failing: vec![("hcrw".to_owned(), 1)],
        });
        Site::new(engine, Arc::new(move || noon), "http://localhost").with_pulse(Some(pulse))
    }

    /// The figures that are taken when they are asked for.
    const TAKEN: [&str; 8] = [
        "cyfle_catalogue_entries{",
        "cyfle_catalogue_age_days ",
        "cyfle_served{",
        "cyfle_watch_overdue ",
        "cyfle_watch_age_hours ",
        "cyfle_watch_pages{read=\"yes\"}",
        "cyfle_watch_pages{read=\"never\"}",
        "cyfle_watch_failing_pages{",
    ];

    fn has(text: &str, figure: &str) -> bool {
        text.lines().any(|line| line.starts_with(figure))
    }

    #[test]
    fn whoever_asks_at_the_same_time_gets_every_figure() {
        let live = Live::new(watched());
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let text = live.metrics().text(&live.serving());
                        let missing: Vec<_> =
                            TAKEN.into_iter().filter(|figure| !has(&text, figure)).collect();
                        assert!(missing.is_empty(), "{missing:?}");
                    }
                });
            }
        });
    }

    #[test]
    fn no_figure_outlives_what_it_was_taken_from() {
        let live = Live::new(watched());
        assert!(has(&live.metrics().text(&live.serving()), "cyfle_watch_overdue "));
        let (nothing, now) = (Engine::in_memory(Arc::default()), live.site().now());
        let unwatched = Site::new(nothing, Arc::new(move || now), "http://localhost");
        live.replace(unwatched, Standing::default());
        let text = live.metrics().text(&live.serving());
        let left: Vec<_> = TAKEN.into_iter().filter(|figure| has(&text, figure)).collect();
        assert_eq!(left, ["cyfle_catalogue_entries{", "cyfle_served{"], "{text}");
    }
}
