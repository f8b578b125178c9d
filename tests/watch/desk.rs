//! A maintainer's desk: a small catalogue that watches a web, a journal, and the program.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::web::Web;
use crate::support::{Output, cyfle, root};

pub(crate) struct Desk {
    folder: tempfile::TempDir,
    permit: String,
}

/// The day on which the fixture web is watched.
pub(crate) const TODAY: &str = "2026-01-10T09:00";

impl Desk {
    /// A catalogue with the real vocabularies and phrases, one funder and no entry.
    pub(crate) fn new(web: &Web) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let from = root().join("catalogue");
        for part in ["vocabulary", "languages"] {
            fs::create_dir_all(folder.path().join("catalogue").join(part)).expect("a folder");
            for file in fs::read_dir(from.join(part)).expect("a folder") {
                let file = file.expect("a file");
                let to = folder.path().join("catalogue").join(part).join(file.file_name());
                fs::copy(file.path(), to).expect("copied");
            }
        }
        let desk = Self { folder, permit: web.address.to_string() };
        fs::copy(from.join("organisations.yaml"), desk.path("catalogue/organisations.yaml"))
            .expect("copied");
        let funder = fs::read_to_string(from.join("funders/hcrw.yaml")).expect("text");
        desk.write("catalogue/funders/hcrw.yaml", &funder);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("text")
    }

    /// An entry that rests on a page.
    pub(crate) fn entry(&self, id: &str, url: &str, rest: &str) {
        let rest = if rest.is_empty() { "timetable:\n  pattern: annual\n" } else { rest };
        self.write(
            &format!("catalogue/opportunities/hcrw/{id}.yaml"),
            &format!(
                "id: {id}\ntitle: {{en: 'Award {id}', cy: 'Dyfarniad {id}', review: pending}}\nfunder: hcrw\nkind: funding\nthemes: [research]\n\
summary: {{en: 'An award.', cy: 'Dyfarniad.', review: pending}}\ndetails: {{en: 'An award for tests.', cy: 'Dyfarniad ar gyfer profion.', review: pending}}\n\
eligibility:\n  healthcare_science: implied\n  who: {{en: 'Staff of the NHS.', cy: 'Staff y GIG.', review: pending}}\n{rest}links:\n  en: {url}\n\
provenance:\n  sources:\n    - url: {url}\n      read: 2025-12-01\n  added: 2025-12-01\n"
            ),
        );
    }

    /// A source with one page for one entry.
    pub(crate) fn source(&self, id: &str, url: &str, rest: &str) {
        self.write(
            &format!("catalogue/sources/{id}.yaml"),
            &format!("id: {id}\nkind: page\nlanguage: en\nevery_days: 7\npages:\n  - url: {url}\n    entries: [{id}]\n{rest}"),
        );
    }

    /// Runs a command of the watch with quick manners.
    pub(crate) fn run(&self, command: &str, arguments: &[&str]) -> Output {
        let all = self.arguments(command, arguments);
        cyfle(&all.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn arguments(&self, command: &str, arguments: &[&str]) -> Vec<String> {
        let catalogue = self.path("catalogue").to_string_lossy().into_owned();
        let mut all: Vec<String> = vec![command.to_owned(), "--catalogue".to_owned(), catalogue];
        if command != "drafts" {
            let quick = [
                "--contact",
                "watch@example.org",
                "--pace",
                "0",
                "--back-off",
                "1",
                "--retries",
                "1",
                "--timeout",
                "5000",
            ];
            // What a test asks for itself comes instead.
            for pair in quick.chunks(2).filter(|pair| !arguments.contains(&pair[0])) {
                all.extend(pair.iter().map(|&text| text.to_owned()));
            }
            if !arguments.contains(&"--permit-loopback") {
                all.extend(["--permit-loopback".to_owned(), self.permit.clone()]);
            }
        }
        if command == "harvest" {
            all.extend([
                "--journal".to_owned(),
                self.path("watch.journal").to_string_lossy().into_owned(),
            ]);
        }
        if !arguments.contains(&"--today") {
            all.extend(["--today".to_owned(), TODAY.to_owned()]);
        }
        all.extend(arguments.iter().map(|&text| text.to_owned()));
        all
    }

    /// A run of the watch over every page, as JSON, with its exit code.
    pub(crate) fn harvest(&self, arguments: &[&str]) -> (i32, Value) {
        let mut all = vec!["--format", "json", "--since", "2030-01-01"];
        all.extend(arguments);
        let done = self.run("harvest", &all);
        assert!(done.code < 2, "{}", done.err);
        (done.code, serde_json::from_str(&done.out).expect("JSON"))
    }

    /// Starts a run that can be killed.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        let all = self.arguments("harvest", arguments);
        Command::new(env!("CARGO_BIN_EXE_cyfle"))
            .args(all)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs")
    }

    /// The names of the drafts that wait.
    pub(crate) fn drafts(&self) -> Vec<String> {
        let Ok(files) = fs::read_dir(self.path("catalogue/drafts")) else { return Vec::new() };
        let names =
            files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> =
            names.filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned)).collect();
        names.sort();
        names
    }
}

/// The kinds of findings of one page.
pub(crate) fn kinds(report: &Value, url: &str) -> Vec<String> {
    let page = page(report, url);
    let findings = page["outcome"]["findings"].as_array().cloned().unwrap_or_default();
    findings.iter().map(|finding| finding["kind"].as_str().expect("a kind").to_owned()).collect()
}

/// What a report says about one page.
pub(crate) fn page<'a>(report: &'a Value, url: &str) -> &'a Value {
    let pages = report["pages"].as_array().expect("pages");
    pages
        .iter()
        .find(|page| page["url"] == url)
        .unwrap_or_else(|| panic!("{url} is not in {report:#}"))
}
