//! Files to a [`Catalogue`] and a list of [`Problem`]s. Loading never fails on content: what is broken is reported and left
//! out, and everything else is there.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::check::{self, Entry, Filed, Note, Notes, Together};
use crate::cue::Cue;
use crate::files::{Files, Stray};
use crate::language::{Phrase, Phrases};
use crate::layout::{self, Home};
use crate::opportunity::Opportunity;
use crate::organisation::{Funder, Organisation};
use crate::problem::{Finding, Problem, Severity, limited};
use crate::schema::FileKind;
use crate::shape::{self, Names};
use crate::source::Source;
use crate::syntax;
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
        self.count(Severity::Error) > 0
    }

    /// How many problems are of one sort.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// What a path says about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Vocabulary,
    Language,
    WelshWords,
    Assessments,
    Organisations,
    Funder,
    Opportunity,
    Archive,
    Source,
}

impl Role {
    fn of(path: &str) -> Option<Self> {
        Home::of(path)?.role
    }

    /// The key under which a file says what it is; nothing where its place alone says so.
    pub(crate) const fn own_key(self) -> Option<&'static str> {
        match self {
            Self::Opportunity | Self::Archive | Self::Funder | Self::Source => Some("id"),
            Self::Vocabulary => Some("facet"),
            Self::Language | Self::WelshWords | Self::Assessments | Self::Organisations => None,
        }
    }

    /// Whether the file holds an opportunity, live or retired.
    pub(crate) const fn is_entry(self) -> bool {
        matches!(self, Self::Opportunity | Self::Archive)
    }
}

/// A file that is YAML.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    pub(crate) role: Role,
    pub(crate) kind: FileKind,
    pub(crate) tree: Node,
}

impl Parsed<'_> {
    /// The file's name without its ending.
    pub(crate) fn stem(&self) -> &str {
        stem(self.path)
    }

    /// Where a dotted path of this file stands; its start where the path is not there.
    fn place(&self, at: &str) -> Place {
        self.tree.at(at).unwrap_or(&self.tree).place
    }

    /// A problem at a dotted path of this file.
    pub(crate) fn problem(&self, at: &str, finding: Finding) -> Problem {
        Problem::at(self.path, self.text, self.place(at), finding)
    }

    /// What is listed of what was found in this file.
    fn problems(&self, found: Vec<(Place, Finding)>) -> impl Iterator<Item = Problem> {
        let listed = limited(found).into_iter();
        listed.map(move |(place, finding)| Problem::at(self.path, self.text, place, finding))
    }

    /// The values that the file lists under ids of their own: the dotted path of each id, and the id.
    fn ids(&self) -> Vec<(String, String)> {
        let key = match self.role {
            Role::Vocabulary => "values",
            Role::Organisations => "organisations",
            _ => return Vec::new(),
        };
        let Some(Value::List(items)) = self.tree.get(key).map(|node| &node.value) else {
            return Vec::new();
        };
        let ids = items.iter().enumerate().filter_map(|(index, item)| {
            Some((format!("{key}.{index}.id"), item.get("id")?.text()?.to_owned()))
        });
        ids.collect()
    }
}

/// A file as it was read: its path and its bytes.
type Raw<'a> = (&'a str, &'a [u8]);

/// So many trees are held at once.
const AT_ONCE: usize = 256;

/// Where a file begins.
const START: Place = Place { line: 1, column: 1, length: 0 };

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Loads and checks everything.
pub fn load(files: &Files) -> Loaded {
    Loading::new(files, None).finish(files)
}

/// Loads and checks everything as on a day: with the rules that ask how long ago something was done, or whether it is
/// still to come.
pub fn load_on(files: &Files, day: Date) -> Loaded {
    Loading::new(files, Some(day)).finish(files)
}

/// A load on its way. A file's tree is gone once its facts are read and its rules have seen it, so that memory does not
/// grow with the trees of a hundred thousand entries.
struct Loading<'a> {
    day: Option<Date>,
    names: Names,
    catalogue: Catalogue,
    filed: Vec<Filed<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Loading<'a> {
    fn new(files: &'a Files, day: Option<Date>) -> Self {
        let mut loading = Self {
            day,
            names: Names::default(),
            catalogue: Catalogue { build_id: files.build_id(), ..Catalogue::default() },
            filed: Vec::new(),
            problems: unread(files),
        };
        // Also of files that are broken: one mistake must not bring a hundred others with it.
        let unreadable = files.unreadable.iter().map(|(path, _)| path);
        for path in files.bytes.keys().chain(unreadable) {
            let known = match Role::of(path) {
                Some(Role::Funder) => &mut loading.names.funders,
                Some(role) if role.is_entry() => &mut loading.names.opportunities,
                _ => continue,
            };
            known.insert(stem(path).to_owned());
        }
        // What others refer to is read first.
        let referred =
            |path: &str| matches!(Role::of(path), Some(Role::Vocabulary | Role::Organisations));
        let (first, rest): (Vec<Raw<'_>>, Vec<Raw<'_>>) = files
            .bytes
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
            .partition(|(path, _)| referred(path));
        let first = loading.parsed(&first);
        first.iter().for_each(|file| loading.gather_names(file));
        first.into_iter().for_each(|file| loading.take(file));
        for some in rest.chunks(AT_ONCE) {
            loading.parsed(some).into_iter().for_each(|file| loading.take(file));
        }
        loading
    }

    /// Files as trees, in order, parsed side by side; those that are no YAML are noted.
    fn parsed(&mut self, files: &[Raw<'a>]) -> Vec<Parsed<'a>> {
        let lanes = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let share = files.len().div_ceil(lanes).max(1);
        let parse_all = |files: &[Raw<'a>]| -> Vec<Result<Parsed<'a>, Box<Problem>>> {
            files.iter().map(|(path, bytes)| parse(path, bytes)).collect()
        };
        let results = std::thread::scope(|scope| {
            let (own, others) = files.split_at(share.min(files.len()));
            let others: Vec<_> =
                others.chunks(share).map(|files| scope.spawn(move || parse_all(files))).collect();
            let mut results = parse_all(own);
            for lane in others {
                results
                    .extend(lane.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            results
        });
        let mut parsed = Vec::with_capacity(results.len());
        for result in results {
            match result {
                Ok(file) => parsed.push(file),
                Err(problem) => self.problems.push(*problem),
            }
        }
        parsed
    }

    fn gather_names(&mut self, file: &Parsed<'_>) {
        let ids: BTreeSet<String> = file.ids().into_iter().map(|(_, id)| id).collect();
        match file.role {
            Role::Vocabulary => {
                self.names.wholes.insert(file.stem().to_owned(), wholes(&file.tree));
                self.names.vocabularies.insert(file.stem().to_owned(), ids);
            }
            Role::Organisations => self.names.organisations = Some(ids),
            _ => {}
        }
    }

    /// Holds a file against its shape and its rules, and keeps what it says.
    fn take(&mut self, file: Parsed<'a>) {
        let mut found = shape::differences(&file.tree, file.kind.shape(), &self.names);
        let sound = found.iter().all(|(_, finding)| finding.severity() != Severity::Error);
        let mut notes = Notes::of(file.path);
        check::file(&file, &mut notes);
        // Nobody shall move a file into the folder of a funder that there is not.
        if found.iter().any(|(_, finding)| finding.rule == "unknown-funder") {
            notes.found.retain(|note| note.finding.rule != "folder-is-funder");
        }
        if sound && let Err(reason) = self.place(&file, &mut notes) {
            let help = "this is a fault of the program; report it";
            found.push((file.tree.place, Finding::new("unreadable-file", reason, help)));
        }
        found.extend(notes.found.into_iter().map(|note| (file.place(&note.at), note.finding)));
        self.problems.extend(file.problems(found));
        let id = file.role.own_key().and_then(|key| file.tree.get(key)?.text());
        self.filed.push(Filed {
            path: file.path,
            role: file.role,
            id: id.map(str::to_owned),
            listed: file.ids(),
        });
    }

    fn place(&mut self, file: &Parsed<'_>, notes: &mut Notes) -> Result<(), String> {
        let catalogue = &mut self.catalogue;
        match file.role {
            Role::Vocabulary => {
                let vocabulary: Vocabulary = file.tree.read()?;
                catalogue.vocabularies.by_name.insert(vocabulary.facet.clone(), vocabulary);
            }
            Role::Language => match file.stem() {
                "cy" => catalogue.phrases_cy = read_phrases(&file.tree),
                _ => catalogue.phrases_en = read_phrases(&file.tree),
            },
            Role::WelshWords => catalogue.welsh_words = file.tree.read()?,
            Role::Assessments => catalogue.assessments = file.tree.read()?,
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
            Role::Source => {
                let source: Source = file.tree.read()?;
                catalogue.sources.insert(source.id.clone(), source);
            }
            Role::Opportunity | Role::Archive => {
                let opportunity: Opportunity = file.tree.read()?;
                let archived = file.role == Role::Archive;
                check::entry(&Entry { opportunity: &opportunity, archived, day: self.day }, notes);
                let entries =
                    if archived { &mut catalogue.archive } else { &mut catalogue.opportunities };
                // Of two entries with one id the first file is kept; the second is reported by `duplicate-id`.
                entries.entry(opportunity.id.clone()).or_insert(opportunity);
            }
        }
        Ok(())
    }

    /// The rules about everything together; files in which they find something are read again for the place.
    fn finish(mut self, files: &Files) -> Loaded {
        let mut notes = Notes::of("");
        let unreadable = files.unreadable.iter().map(|(path, _)| path);
        let paths = files.bytes.keys().chain(unreadable).map(String::as_str).collect();
        check::together(&Together::new(&self.catalogue, &self.filed, paths), &mut notes);
        let mut by_file: BTreeMap<String, Vec<Note>> = BTreeMap::new();
        for note in notes.found {
            by_file.entry(note.file.clone()).or_default().push(note);
        }
        for (path, notes) in by_file {
            let bytes = files.bytes.get(&path).map_or(&[][..], Vec::as_slice);
            match parse(&path, bytes) {
                Ok(file) => {
                    let found = notes.into_iter().map(|note| (file.place(&note.at), note.finding));
                    self.problems.extend(file.problems(found.collect()));
                }
                Err(_) => self.problems.extend(
                    notes.into_iter().map(|note| Problem::at(&path, "", START, note.finding)),
                ),
            }
        }
        self.problems.sort_by(|left, right| {
            (&left.file, left.line, left.column, left.rule, &left.message).cmp(&(
                &right.file,
                right.line,
                right.column,
                right.rule,
                &right.message,
            ))
        });
        // What is begun is checked like everything else, but nobody is shown it, and nothing else waits for it.
        self.catalogue.opportunities.retain(|_, entry| !check::is_unwritten(entry));
        Loaded { catalogue: self.catalogue.close_together(), problems: self.problems }
    }
}

/// The problems of what stands in the folder and is not read.
fn unread(files: &Files) -> Vec<Problem> {
    let unreadable = files.unreadable.iter().map(|(path, reason)| {
        let help = "check what kind of file it is, its size and its permissions";
        (path, Finding::new("unreadable-file", reason, help))
    });
    let strays = files.strays.iter().map(|(path, stray)| (path, misplaced(Some(*stray))));
    unreadable.chain(strays).map(|(path, finding)| Problem::at(path, "", START, finding)).collect()
}

/// What is said of a stray, or of a YAML file that stands where none belongs.
fn misplaced(stray: Option<Stray>) -> Finding {
    let help = format!("the files of a catalogue are {}", layout::paths());
    match stray {
        None => Finding::new("misplaced-file", "a catalogue has no file here", help),
        Some(Stray::Folder) => {
            let message = "a catalogue has no folder here, and nothing in it is read";
            Finding::new("misplaced-file", message, help)
        }
        // It is in nobody's way, but may be an entry that was saved under another name.
        Some(Stray::File) => Finding {
            severity: Some(Severity::Warning),
            ..Finding::new("misplaced-file", "the file is not read: it is no .yaml file", help)
        },
    }
}

pub(crate) fn parse<'a>(path: &'a str, bytes: &'a [u8]) -> Result<Parsed<'a>, Box<Problem>> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Box::new(not_utf8(path, bytes, error.valid_up_to())))?;
    let Some((role, kind)) = Home::of(path).and_then(|home| Some((home.role?, home.kind))) else {
        return Err(Box::new(Problem::at(path, text, START, misplaced(None))));
    };
    match yaml::parse(text) {
        Ok(tree) => Ok(Parsed { path, text, role, kind, tree }),
        Err(error) => {
            let (place, finding) = syntax::finding(text, &error);
            Err(Box::new(Problem::at(path, text, place, finding)))
        }
    }
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
    phrases.noise_words = tree.get("noise_words").map(words_of).unwrap_or_default();
    phrases.small_words = tree.get("small_words").map(words_of).unwrap_or_default();
    let cues = lists(tree, "cues").into_iter();
    phrases.cues = cues.filter_map(|(name, words)| Some((Cue::of_name(&name)?, words))).collect();
    phrases.numerals = lists(tree, "numerals");
    phrases.months = lists(tree, "months");
    phrases
}

/// Lists of words by their names, below a key.
fn lists(tree: &Node, key: &str) -> BTreeMap<String, Vec<String>> {
    match tree.get(key).map(|node| &node.value) {
        Some(Value::Map(entries)) => {
            entries.iter().map(|(key, node)| (key.name.clone(), words_of(node))).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// The values of a vocabulary that are made up of others, each with these.
fn wholes(vocabulary: &Node) -> BTreeMap<String, Vec<String>> {
    let Some(Value::List(values)) = vocabulary.get("values").map(|node| &node.value) else {
        return BTreeMap::new();
    };
    let parts = |value: &Node| value.get("made_of").map(words_of).filter(|ids| !ids.is_empty());
    let whole = |value: &Node| Some((value.get("id")?.text()?.to_owned(), parts(value)?));
    values.iter().filter_map(whole).collect()
}

fn words_of(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(words) => words.iter().filter_map(Node::text).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
