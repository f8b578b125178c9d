//! What is fed: one target for each thing that reads what others wrote, with its seeds.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use cyfle_catalogue::questions;
use cyfle_catalogue::{Files, Lang, Moment, load};
use cyfle_harvest::fetch::{Body, Media, Validators};
use cyfle_harvest::read::{ReadPage, dates, money, read};
use cyfle_search::marks::Shown;
use cyfle_search::{Engine, Query};
use cyfle_web::{Live, Site};
use tower::ServiceExt;
use url::Url;

/// Feeds one input.
type Run = Box<dyn Fn(&[u8])>;

/// One thing that reads.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) seeds: Vec<Vec<u8>>,
    pub(crate) run: Run,
}

/// Every target. They share one engine over the embedded catalogue.
pub(crate) fn all(tests: &Path) -> Vec<Target> {
    let catalogue = Arc::new(load(&Files::embedded()).catalogue);
    let engine = Arc::new(Engine::in_memory(Arc::clone(&catalogue)));
    vec![
        understanding(tests, &engine),
        searching(tests, &engine),
        suggesting(tests, &engine),
        yaml(tests),
        page(tests),
        stated_dates(tests),
        stated_money(tests),
        addresses(tests, Arc::clone(&catalogue)),
    ]
}

fn moment() -> Moment {
    "2026-11-22".parse().expect("a day")
}

/// Bytes as text, the way every one of these readers gets it.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// As the parameters do: no question is longer.
fn question(bytes: &[u8]) -> String {
    let mut text = text(bytes);
    let end = (0..=cyfle_search::query::LONGEST_TEXT.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or(0));
    text
}

fn understanding(tests: &Path, engine: &Arc<Engine>) -> Target {
    let engine = Arc::clone(engine);
    let run = Box::new(move |bytes: &[u8]| {
        let text = question(bytes);
        let length = text.chars().count();
        for piece in engine.understand(&text, moment()).understood {
            assert!(piece.start < piece.end && piece.end <= length, "a place in the text");
        }
    });
    Target { name: "understanding", seeds: asked(tests), run }
}

fn searching(tests: &Path, engine: &Arc<Engine>) -> Target {
    let engine = Arc::clone(engine);
    let run = Box::new(move |bytes: &[u8]| {
        let lang = if bytes.len().is_multiple_of(2) { Lang::En } else { Lang::Cy };
        let mut query = Query::new(question(bytes), lang);
        query.per_page = 5;
        let answer = engine.search(&query, moment());
        assert!(answer.hits.len() <= 5 && answer.total >= answer.hits.len(), "a page of hits");
        let marker = engine.marker(lang, &answer.words);
        for hit in answer.hits.iter().take(1) {
            let title = hit.opportunity.title.get(lang);
            for mark in marker.find(hit, Shown::Title) {
                assert!(title.get(mark).is_some(), "a place in the title");
            }
        }
    });
    Target { name: "searching", seeds: asked(tests), run }
}

fn suggesting(tests: &Path, engine: &Arc<Engine>) -> Target {
    let engine = Arc::clone(engine);
    let run = Box::new(move |bytes: &[u8]| {
        let question = question(bytes);
        let suggestions = engine.suggest(&question, Lang::En, 8);
        assert!(suggestions.found.len() <= 8, "no more than asked for");
        assert!(question.is_char_boundary(suggestions.begins), "a place in the text");
    });
    Target { name: "suggesting", seeds: asked(tests), run }
}

/// A file of the catalogue: read, checked, and its problems shown with their places.
fn yaml(tests: &Path) -> Target {
    let mut seeds = Vec::new();
    for folder in ["fixtures/invalid", "../catalogue/opportunities/hcrw", "../catalogue/sources"] {
        files_in(&tests.join(folder), &["yaml"], &mut seeds);
    }
    let run = Box::new(move |bytes: &[u8]| {
        for path in
            ["opportunities/a/b.yaml", "funders/a.yaml", "sources/a.yaml", "vocabulary/a.yaml"]
        {
            let loaded = load(&Files::default().with(path, bytes.to_vec()));
            for problem in loaded.problems.iter().take(5) {
                assert!(!problem.to_string().is_empty(), "a problem is said");
            }
        }
        // Answers and refusals are both fine.
        drop(questions::read(&text(bytes)));
    });
    Target { name: "yaml", seeds, run }
}

/// A funder's page.
fn page(tests: &Path) -> Target {
    let mut seeds = Vec::new();
    files_in(&tests.join("fixtures/funder-pages"), &["html"], &mut seeds);
    let catalogue = load(&Files::embedded()).catalogue;
    let today = moment().day();
    let address = Url::parse("https://funder.example/page").expect("an address");
    let run = Box::new(move |bytes: &[u8]| {
        let number = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>();
        let sources: Vec<_> =
            catalogue.sources.values().filter(|source| !source.pages.is_empty()).collect();
        let source = sources[number % sources.len()];
        let page = ReadPage::new(source, &source.pages[number % source.pages.len()]);
        let media = [Media::Html, Media::Html, Media::Html, Media::Xml, Media::Plain][number % 5];
        let body = Body {
            status: 200,
            media,
            text: text(bytes),
            print: String::new(),
            validators: Validators::default(),
        };
        // To refuse what is too complicated is an answer too.
        if let Ok(reading) = read(&body, &page, &address, today) {
            assert!(reading.title.len() <= 1_000, "a title is cut");
        }
    });
    Target { name: "page", seeds, run }
}

fn stated_dates(tests: &Path) -> Target {
    let today = moment().day();
    let run = Box::new(move |bytes: &[u8]| {
        for date in dates::dates(&text(bytes)) {
            date.date_near(today);
            assert!(!date.written().is_empty(), "a date is written");
        }
    });
    Target { name: "dates", seeds: lines(tests, "fuzz/seeds/dates.txt"), run }
}

fn stated_money(tests: &Path) -> Target {
    let run = Box::new(|bytes: &[u8]| drop(money::money(&text(bytes))));
    Target { name: "money", seeds: lines(tests, "fuzz/seeds/money.txt"), run }
}

/// A request's address, through the whole service.
fn addresses(tests: &Path, catalogue: Arc<cyfle_catalogue::Catalogue>) -> Target {
    let engine = Engine::in_memory(catalogue);
    let site = Site::new(engine, Arc::new(moment), "http://127.0.0.1");
    let app = cyfle_web::App::new(Live::new(site), None);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = RefCell::new(runtime.expect("a runtime"));
    let run = Box::new(move |bytes: &[u8]| {
        // What is no address at all never gets past the HTTP library.
        let safe: String = bytes
            .iter()
            .map(|byte| match byte {
                b'!'..=b'~' if !b"\"<>\\^`{|}#".contains(byte) => char::from(*byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect();
        let Ok(request) = ureq::http::Request::builder()
            .uri(format!("/{}", safe.trim_start_matches('/')))
            .body(String::new())
        else {
            return;
        };
        let answered = runtime.borrow().block_on(app.clone().oneshot(request));
        let status = answered.expect("it always answers").status();
        assert!(!status.is_server_error(), "{status}");
    });
    Target { name: "addresses", seeds: lines(tests, "fuzz/seeds/addresses.txt"), run }
}

/// Judged questions, and what no judge would ask.
fn asked(tests: &Path) -> Vec<Vec<u8>> {
    let mut seeds = lines(tests, "fuzz/seeds/questions.txt");
    for file in ["sample.yaml", "sets/first-en.yaml", "sets/first-cy.yaml"] {
        let text = std::fs::read_to_string(tests.join("relevance").join(file)).expect("questions");
        let texts = text
            .lines()
            .filter_map(|line| line.trim_start_matches("- ").trim().strip_prefix("text: "));
        seeds.extend(texts.map(|text| text.trim_matches(['\'', '"']).as_bytes().to_vec()));
    }
    seeds
}

fn lines(tests: &Path, file: &str) -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(tests.join(file)).expect("seeds");
    text.lines().map(|line| line.as_bytes().to_vec()).collect()
}

fn files_in(folder: &Path, endings: &[&str], seeds: &mut Vec<Vec<u8>>) {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("seeds").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files_in(&path, endings, seeds);
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        {
            // Among the broken files is one that cannot be read.
            seeds.extend(std::fs::read(path).ok());
        }
    }
}
