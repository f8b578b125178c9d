//! Twenty-six pages in the shapes of funders' pages, and twelve things that happen to each: what matters is reported with the
//! right kind and fields, what does not is not.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::desk::{Desk, page};
use super::web::{Reply, Web};
use crate::support::root;

/// A page with the values before and after a change.
struct Shape {
    name: String,
    values: BTreeMap<String, String>,
    html: String,
}

impl Shape {
    fn all() -> Vec<Self> {
        let files = fs::read_dir(root().join("tests/fixtures/funder-pages")).expect("a folder");
        let mut shapes: Vec<Self> =
            files.map(|file| Self::read(&file.expect("a file").path())).collect();
        shapes.sort_by(|left, right| left.name.cmp(&right.name));
        shapes
    }

    fn read(path: &std::path::Path) -> Self {
        let text = fs::read_to_string(path).expect("text");
        let (head, html) = text.split_once("\n---\n").expect("a head");
        let values = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
        Self {
            name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
            values: values.collect(),
            html: html.to_owned(),
        }
    }

    fn value(&self, key: &str, which: usize) -> &str {
        let both = self.values.get(key).unwrap_or_else(|| panic!("{}: {key}", self.name));
        both.split(" | ").nth(which).unwrap_or_else(|| panic!("{}: {key}", self.name))
    }
}

/// What happens to a page: which values are the later ones, and how it is served.
#[derive(Clone, Copy, Default)]
struct Scene {
    closes: usize,
    amount: usize,
    status: usize,
    noise: usize,
    served: &'static str,
}

/// The kind of finding and the fields in it; none where nothing must be reported.
type Expected = Option<(&'static str, &'static [&'static str])>;

/// A change: the scene before, the scene after, and what must be reported with which fields.
const CHANGES: &[(&str, Scene, Scene, Expected)] = &[
    ("deadline", CALM, Scene { closes: 1, ..CALM }, Some(("deadline-moved", &["closes"]))),
    (
        "opened",
        Scene { status: 1, ..CALM },
        Scene { closes: 1, ..CALM },
        Some(("opened", &["closes", "status"])),
    ),
    ("closed", CALM, Scene { status: 1, ..CALM }, Some(("closed", &["status"]))),
    ("amount", CALM, Scene { amount: 1, ..CALM }, Some(("amount-changed", &["amount"]))),
    ("moved", CALM, Scene { served: "moved", ..CALM }, Some(("page-moved", &["address"]))),
    ("gone", CALM, Scene { served: "gone", ..CALM }, Some(("gone", &[]))),
    ("soft", CALM, Scene { served: "soft", ..CALM }, Some(("soft-404", &[]))),
    ("down", CALM, Scene { served: "down", ..CALM }, Some(("unreachable", &[]))),
    ("barred", CALM, Scene { served: "barred", ..CALM }, Some(("blocked", &[]))),
    ("menu", CALM, Scene { noise: 1, ..CALM }, None),
    ("counters", CALM, Scene { noise: 2, ..CALM }, None),
    ("banner", CALM, Scene { noise: 3, ..CALM }, None),
];

const CALM: Scene = Scene { closes: 0, amount: 0, status: 0, noise: 0, served: "page" };

fn rendered(shape: &Shape, scene: Scene) -> String {
    let menu = match scene.noise {
        1 => {
            "<nav><a href='/'>Home</a> <a href='/new'>A new part of the site, open until 1 May 2026</a></nav>"
        }
        3 => {
            "<div id='cookie-banner'><p>We use cookies. Applications to opt out close on 3 March 2026.</p></div><nav><a href='/'>Home</a></nav><script nonce='b7'>document.title='x'</script>"
        }
        _ => "<nav><a href='/'>Home</a></nav><script nonce='a1'>document.title='y'</script>",
    };
    let today = match scene.noise {
        2 => {
            "<p>Today is 11 January 2026</p><p>1,311 page views</p><p>Last updated: 11 January 2026</p>"
        }
        _ => {
            "<p>Today is 10 January 2026</p><p>1,204 page views</p><p>Last updated: 8 January 2026</p>"
        }
    };
    let beside = match scene.noise {
        1 | 3 => {
            "<aside><h2>Latest</h2><p>The Moon prize closes on 9 June 2026: £77,000</p></aside><footer>Charity 1, 2026</footer>"
        }
        _ => {
            "<aside><h2>Latest</h2><p>The Sun prize closes on 3 May 2026: £9,999</p></aside><footer>Charity 1, 2025</footer>"
        }
    };
    let mut html = shape.html.clone();
    if scene.noise == 3 {
        html = html.replace("<p>", "<p  class=\"x\">\n   ").replace("<h1>", "<h1 data-v='2'>");
    }
    let values = [
        ("{closes}", shape.value("closes", scene.closes)),
        ("{amount}", shape.value("amount", scene.amount)),
        ("{status}", shape.value("status", scene.status)),
        ("{menu}", menu),
        ("{today}", today),
        ("{beside}", beside),
    ];
    values.into_iter().fold(html, |html, (place, value)| html.replace(place, value))
}

fn served(shape: &Shape, scene: Scene, path: &str, number: usize) -> Reply {
    match (scene.served, path) {
        (_, "/robots.txt") => Reply::status(404),
        ("moved", "/award") => Reply::redirect(301, "/awards/2026/award"),
        ("gone", _) => Reply::status(if number.is_multiple_of(2) { 404 } else { 410 }),
        ("soft", "/award") if number.is_multiple_of(3) => Reply::redirect(302, "/"),
        ("soft", _) if number % 3 == 1 => Reply::html(
            "<title>Page not found</title><main><h1>Sorry</h1><p>Try the search.</p></main>",
        ),
        ("soft", _) => Reply::html(
            "<html lang=cy><title>Gwefan</title><main><h1>Tudalen heb ei chanfod</h1></main>",
        ),
        ("down", _) if number.is_multiple_of(2) => Reply::status(503),
        ("down", _) => Reply::Nothing,
        ("barred", _) if number.is_multiple_of(2) => Reply::status(403),
        ("barred", _) => Reply::html("<title>Just a moment...</title><p>Checking your browser</p>"),
        _ => {
            let html = rendered(shape, scene);
            match shape.values.get("encoding") {
                Some(_) => {
                    let bytes = html.chars().map(|c| {
                        if c == '–' {
                            0x96
                        } else {
                            u8::try_from(u32::from(c)).expect("windows-1252")
                        }
                    });
                    Reply::Whole(
                        200,
                        vec![("Content-Type", "text/html".to_owned())],
                        bytes.collect(),
                    )
                }
                None => Reply::html(html),
            }
        }
    }
}

fn prepare(desk: &Desk, web: &Web, shapes: &[Shape]) {
    for shape in shapes {
        let url = web.url(&shape.name, "/award");
        let id = format!("fixture-{}", shape.name);
        desk.entry(
            &id,
            &url,
            "timetable:\n  pattern: annual\n  rounds:\n    - closes: 2026-02-13\n",
        );
        let mut rest = String::new();
        if let Some(fields) = shape.values.get("fields") {
            rest.push_str(&format!("    fields: {fields}\n"));
        }
        if let Some(language) = shape.values.get("language") {
            rest.push_str(&format!("    language: {language}\n"));
        }
        desk.source(&id, &url, &rest);
    }
}

#[derive(Default)]
struct Score {
    reported: usize,
    expected: usize,
    right: usize,
    mistakes: Vec<String>,
}

impl Score {
    /// One page after one change.
    fn count(
        &mut self,
        change: &str,
        shape: &Shape,
        page: &Value,
        expected: Expected,
        scene: Scene,
    ) {
        let findings = page["outcome"]["findings"].as_array().cloned().unwrap_or_default();
        self.reported += findings.len();
        self.expected += usize::from(expected.is_some());
        let right = expected.is_some_and(|(kind, fields)| {
            findings.iter().any(|finding| {
                finding["kind"] == kind
                    && names(finding) == fields
                    && values_are_right(finding, shape, scene)
            })
        });
        self.right += usize::from(right);
        if right != expected.is_some() || findings.len() != usize::from(expected.is_some()) {
            self.mistakes.push(format!("{change} / {}: {findings:?}", shape.name));
        }
    }
}

fn names(finding: &Value) -> Vec<&str> {
    let fields = finding["fields"].as_array().expect("fields");
    let mut names: Vec<&str> =
        fields.iter().map(|field| field["field"].as_str().expect("a field")).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The values themselves: the date that the page gives now, and that it says open or closed.
fn values_are_right(finding: &Value, shape: &Shape, scene: Scene) -> bool {
    finding["fields"].as_array().expect("fields").iter().all(|field| {
        match field["field"].as_str() {
            Some("closes") => field["new"]["value"] == shape.value("value", scene.closes),
            Some("status") => field["new"]["value"] == ["open", "closed"][scene.status],
            Some("amount") => field["new"]["value"] != field["old"]["value"],
            _ => true,
        }
    })
}

#[test]
fn what_matters_is_reported_and_what_does_not_is_not() {
    let shapes = Arc::new(Shape::all());
    assert!(shapes.len() >= 25);
    let scene = Arc::new(Mutex::new(CALM));
    let (pages, current) = (Arc::clone(&shapes), Arc::clone(&scene));
    let web = Web::start(move |asked| {
        let name = asked.host.trim_end_matches(".localhost");
        let number = pages.iter().position(|shape| shape.name == name).expect("a page");
        served(&pages[number], *current.lock().expect("no test panics in it"), &asked.path, number)
    });
    let mut score = Score::default();
    for (change, before, after, expected) in CHANGES {
        let desk = Desk::new(&web);
        prepare(&desk, &web, &shapes);
        *scene.lock().expect("no test panics in it") = *before;
        let (code, first) = desk.harvest(&[]);
        assert_eq!(code, 0, "nothing has happened yet: {first:#}");
        *scene.lock().expect("no test panics in it") = *after;
        let (code, second) = desk.harvest(&[]);
        assert_eq!(code, i32::from(expected.is_some()), "{change}");
        for shape in shapes.iter() {
            let report = page(&second, &web.url(&shape.name, "/award"));
            score.count(change, shape, report, *expected, *after);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let (precision, recall) =
        (share(score.right, score.reported), share(score.right, score.expected));
    eprintln!(
        "{} pages x {} changes: {} expected, {} reported, {} right; precision {precision:.3}, recall {recall:.3}",
        shapes.len(),
        CHANGES.len(),
        score.expected,
        score.reported,
        score.right
    );
    assert!(
        precision >= 0.95 && recall >= 0.95,
        "precision {precision:.3}, recall {recall:.3}:\n{}",
        score.mistakes.join("\n")
    );
    assert_eq!(
        score.mistakes,
        Vec::<String>::new(),
        "the watch is better than its floor; keep it so"
    );
}
