//! Files to a [`Catalogue`] and a list of [`Problem`]s. Loading never fails on content: what is broken is reported and left
//! out, and everything else is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Catalogue;
use crate::check;
use crate::files::Files;
use crate::language::{Phrase, Phrases};
use crate::opportunity::Opportunity;
use crate::organisation::{Funder, Organisation};
use crate::problem::{Finding, Problem, Severity};
use crate::shape::{self, Names, Shape};
use crate::shapes;
use crate::vocabulary::Vocabulary;
use crate::yaml::{self, Node, Place, Value};

/// What loading gives.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Everything that can be used.
    pub catalogue: Catalogue,
    /// Everything that is wrong, in the order of files and lines.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// Whether something is so wrong that the catalogue must not be served.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// What a path says about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Vocabulary,
    Language,
    WelshWords,
    Organisations,
    Funder,
    Opportunity,
    Archive,
}

impl Role {
    fn of(path: &str) -> Option<Self> {
        let steps: Vec<&str> = path.split('/').collect();
        match steps.as_slice() {
            ["vocabulary", _] => Some(Self::Vocabulary),
            ["languages", "words-cy.yaml"] => Some(Self::WelshWords),
            ["languages", _] => Some(Self::Language),
            ["organisations.yaml"] => Some(Self::Organisations),
            ["funders", _] => Some(Self::Funder),
            ["opportunities", _, _] => Some(Self::Opportunity),
            ["archive", _] => Some(Self::Archive),
            _ => None,
        }
    }

    const fn shape(self) -> &'static Shape {
        match self {
            Self::Vocabulary => &shapes::VOCABULARY,
            Self::Language => &shapes::LANGUAGE,
            Self::WelshWords => &shapes::WELSH_WORDS,
            Self::Organisations => &shapes::ORGANISATIONS,
            Self::Funder => &shapes::FUNDER,
            Self::Opportunity | Self::Archive => &shapes::OPPORTUNITY,
        }
    }
}

/// A file that is YAML.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    pub(crate) role: Role,
    pub(crate) tree: Node,
}

impl Parsed<'_> {
    /// The file's name without its ending.
    pub(crate) fn stem(&self) -> &str {
        stem(self.path)
    }

    /// A problem at a dotted path of this file, or at its start where the path is not there.
    pub(crate) fn problem(&self, at: &str, finding: Finding) -> Problem {
        let place = self.tree.at(at).unwrap_or(&self.tree).place;
        Problem::at(self.path, self.text, place, finding)
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Loads and checks everything.
pub fn load(files: &Files) -> Loaded {
    let mut problems: Vec<Problem> =
        files.unreadable.iter().map(|(path, reason)| unreadable(path, reason)).collect();
    let mut parsed = Vec::new();
    for (path, bytes) in &files.bytes {
        match parse(path, bytes) {
            Ok(file) => parsed.push(file),
            Err(problem) => problems.push(*problem),
        }
    }
    let names = gather_names(files, &parsed);
    let mut sound = Vec::new();
    for file in &parsed {
        let found = shape::differences(&file.tree, file.role.shape(), &names);
        let found: Vec<Problem> = found
            .into_iter()
            .map(|(place, finding)| Problem::at(file.path, file.text, place, finding))
            .collect();
        if found.iter().all(|problem| problem.severity != Severity::Error) {
            sound.push(file);
        }
        problems.extend(found);
    }
    let mut catalogue = Catalogue { build_id: files.build_id(), ..Catalogue::default() };
    for file in sound {
        if let Err(reason) = place_in(&mut catalogue, file) {
            problems.push(file.problem(
                "",
                Finding::new(
                    "unreadable-entry",
                    reason,
                    "this is a fault of the program; report it",
                ),
            ));
        }
    }
    problems.extend(check::across(&parsed, &catalogue));
    problems.sort_by(|left, right| {
        (&left.file, left.line, left.column, left.rule).cmp(&(
            &right.file,
            right.line,
            right.column,
            right.rule,
        ))
    });
    Loaded { catalogue, problems }
}

fn unreadable(path: &str, reason: &str) -> Problem {
    let finding = Finding::new("unreadable-file", reason, "check the file and its permissions");
    Problem::at(path, "", Place { line: 1, column: 1, length: 0 }, finding)
}

fn parse<'a>(path: &'a str, bytes: &'a [u8]) -> Result<Parsed<'a>, Box<Problem>> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Box::new(not_utf8(path, bytes, error.valid_up_to())))?;
    let Some(role) = Role::of(path) else {
        let help = "files belong in opportunities/<funder>/, archive/, funders/, vocabulary/, languages/ or organisations.yaml";
        let finding = Finding::new("misplaced-file", "a catalogue has no file here", help);
        return Err(Box::new(Problem::at(
            path,
            text,
            Place { line: 1, column: 1, length: 0 },
            finding,
        )));
    };
    match yaml::parse(text) {
        Ok(tree) => Ok(Parsed { path, text, role, tree }),
        Err(error) => {
            Err(Box::new(Problem::at(path, text, error.place, syntax_finding(error.message))))
        }
    }
}

fn syntax_finding(message: String) -> Finding {
    let (rule, help) = if message.contains("duplicate mapping key") {
        ("duplicate-key", "a key may stand once in a map; delete or rename one of the two")
    } else if message.contains("tabs disallowed") {
        ("yaml-syntax", "YAML is indented with spaces; replace the tab by two spaces")
    } else if message.contains("budget breached") {
        (
            "yaml-limits",
            "an entry is small and needs no anchors (&) and aliases (*); write the values out",
        )
    } else {
        (
            "yaml-syntax",
            "look at this line and the one before: a quotation mark, a colon or the indentation",
        )
    };
    Finding::new(rule, message, help)
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize) -> Problem {
    let before = String::from_utf8_lossy(&bytes[..valid]).into_owned();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let text = String::from_utf8_lossy(bytes);
    let finding = Finding::new(
        "not-utf8",
        "the file is not UTF-8 here",
        "save it as UTF-8 (\"Save with encoding\" in most editors)",
    );
    Problem::at(path, &text, Place { line, column, length: 1 }, finding)
}

fn gather_names(files: &Files, parsed: &[Parsed<'_>]) -> Names {
    let mut names = Names::default();
    // Also those whose file is broken: one mistake must not bring a hundred others with it.
    for path in files.bytes.keys() {
        let known = match Role::of(path) {
            Some(Role::Funder) => &mut names.funders,
            Some(Role::Opportunity | Role::Archive) => &mut names.opportunities,
            _ => continue,
        };
        known.insert(stem(path).to_owned());
    }
    for file in parsed {
        let listed = |key: &str| -> BTreeSet<String> {
            let Some(Value::List(items)) = file.tree.get(key).map(|node| &node.value) else {
                return BTreeSet::new();
            };
            items
                .iter()
                .filter_map(|item| item.get("id").and_then(Node::text))
                .map(str::to_owned)
                .collect()
        };
        match file.role {
            Role::Vocabulary => {
                names.vocabularies.insert(file.stem().to_owned(), listed("values"));
            }
            Role::Organisations => names.organisations = Some(listed("organisations")),
            _ => {}
        }
    }
    names
}

fn place_in(catalogue: &mut Catalogue, file: &Parsed<'_>) -> Result<(), String> {
    match file.role {
        Role::Vocabulary => {
            let vocabulary: Vocabulary = file.tree.read()?;
            catalogue.vocabularies.by_name.insert(vocabulary.facet.clone(), vocabulary);
        }
        Role::Language => {
            let phrases = read_phrases(&file.tree);
            match file.stem() {
                "en" => catalogue.phrases_en = phrases,
                "cy" => catalogue.phrases_cy = phrases,
                other => return Err(format!("there is no language `{other}`")),
            }
        }
        Role::WelshWords => catalogue.welsh_words = file.tree.read()?,
        Role::Organisations => {
            #[derive(serde::Deserialize)]
            struct File {
                organisations: Vec<Organisation>,
            }
            catalogue.organisations = file.tree.read::<File>()?.organisations;
        }
        Role::Funder => {
            let funder: Funder = file.tree.read()?;
            catalogue.funders.insert(funder.id.clone(), funder);
        }
        Role::Opportunity => keep_first(&mut catalogue.opportunities, file.tree.read()?),
        Role::Archive => keep_first(&mut catalogue.archive, file.tree.read()?),
    }
    Ok(())
}

/// Of two entries with one id the first file is kept; the second is reported by `duplicate-id`.
fn keep_first(entries: &mut BTreeMap<String, Opportunity>, opportunity: Opportunity) {
    entries.entry(opportunity.id.clone()).or_insert(opportunity);
}

fn read_phrases(tree: &Node) -> Phrases {
    let mut phrases = Phrases::default();
    if let Some(Value::Map(entries)) = tree.get("phrases").map(|node| &node.value) {
        for (key, node) in entries {
            let phrase = match &node.value {
                Value::Map(forms) => Phrase::Plural(
                    forms
                        .iter()
                        .filter_map(|(form, text)| {
                            Some((form.name.clone(), text.text()?.trim().to_owned()))
                        })
                        .collect(),
                ),
                _ => Phrase::One(node.text().unwrap_or_default().trim().to_owned()),
            };
            phrases.entries.insert(key.name.clone(), phrase);
        }
    }
    if let Some(Value::List(words)) = tree.get("noise_words").map(|node| &node.value) {
        phrases.noise_words = words.iter().filter_map(Node::text).map(str::to_owned).collect();
    }
    phrases
}
