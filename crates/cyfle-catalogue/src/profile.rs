//! An editor's profile: a small YAML file with an audience and house choices, for `cyfle digest --profile`.
//!
//! It stands wherever the editor keeps it, not in the catalogue, but is read and checked like the catalogue's files: all
//! mistakes at once, each with its place. Its keys are the parameters of a digest, so what these take and how much of it is said
//! here, for whoever reads them from somewhere else too.

use std::str::FromStr;

use crate::catalogue::Catalogue;
use crate::code::codes;
use crate::language::Lang;
use crate::problem::{Finding, Problem, Severity, limited};
use crate::shape::{self, Names};
use crate::shapes;
use crate::syntax;
use crate::yaml::{self, Node, Place, Value};

/// The longest question, in characters; the same wherever one is asked.
pub const LONGEST_QUESTION: usize = 1_000;

/// The most days ahead for which a closing date may count as soon: a year.
pub const MOST_DAYS: u16 = 366;

/// The most entries that a section may be given.
pub const MOST_PER_SECTION: u16 = 40;

/// The longest introduction or sign-off, in characters.
pub const LONGEST_WORDS: usize = 2_000;

/// The languages of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Languages {
    /// Both.
    #[default]
    Both,
    /// English alone.
    English,
    /// Welsh alone.
    Welsh,
}

impl Languages {
    /// Every choice, the usual one first.
    pub const ALL: [Self; 3] = [Self::Both, Self::English, Self::Welsh];

    /// The names of all, in the same order.
    pub const NAMES: [&'static str; Self::ALL.len()] = codes!(Self, name);

    /// The value of the parameter `lang`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// The languages, the first to be read first: in an issue in both, Welsh is never below English.
    pub const fn list(self) -> &'static [Lang] {
        match self {
            Self::English => &[Lang::En],
            Self::Welsh => &[Lang::Cy],
            Self::Both => &[Lang::Cy, Lang::En],
        }
    }
}

impl From<Lang> for Languages {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Cy => Self::Welsh,
        }
    }
}

impl FromStr for Languages {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|languages| languages.name() == text).ok_or(())
    }
}

/// How an issue in both languages is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Each entry in Welsh and English, one under the other.
    #[default]
    Paired,
    /// The whole issue in Welsh, then the whole issue in English.
    WelshFirst,
}

impl Layout {
    /// Every layout, the usual one first.
    pub const ALL: [Self; 2] = [Self::Paired, Self::WelshFirst];

    /// The names of all, in the same order.
    pub const NAMES: [&'static str; Self::ALL.len()] = codes!(Self, name);

    /// The value of the parameter `layout`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paired => "paired",
            Self::WelshFirst => "welsh-first",
        }
    }
}

impl FromStr for Layout {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|layout| layout.name() == text).ok_or(())
    }
}

/// Reads a profile into parameters: name and value, lists joined by commas.
///
/// # Errors
/// Where it has mistakes: all of them.
pub fn read(
    file: &str,
    bytes: &[u8],
    catalogue: &Catalogue,
) -> Result<Vec<(String, String)>, Vec<Problem>> {
    let at_start = |text: &str, finding| {
        vec![Problem::at(file, text, Place { line: 1, column: 1, length: 0 }, finding)]
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        let finding = Finding::new("not-utf8", "the file is not UTF-8", "save it as UTF-8");
        return Err(at_start(&String::from_utf8_lossy(bytes), finding));
    };
    let tree = yaml::parse(text).map_err(|error| {
        let (place, finding) = syntax::finding(text, &error);
        vec![Problem::at(file, text, place, finding)]
    })?;
    let found = shape::differences(&tree, &shapes::PROFILE, &names(catalogue));
    let problems: Vec<Problem> = limited(found)
        .into_iter()
        .map(|(place, finding)| Problem::at(file, text, place, finding))
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    if problems.is_empty() { Ok(pairs(&tree)) } else { Err(problems) }
}

/// What the values of a profile may name.
fn names(catalogue: &Catalogue) -> Names {
    let ids = |vocabulary: &crate::vocabulary::Vocabulary| {
        vocabulary.values.iter().map(|value| value.id.clone()).collect()
    };
    let vocabularies = catalogue.vocabularies.iter();
    let known = catalogue.opportunities.keys().chain(catalogue.archive.keys());
    Names {
        vocabularies: vocabularies.map(|one| (one.facet.clone(), ids(one))).collect(),
        funders: catalogue.funders.keys().cloned().collect(),
        opportunities: known.cloned().collect(),
        organisations: Some(catalogue.organisations.iter().map(|own| own.id.clone()).collect()),
        ..Names::default()
    }
}

/// A text in both languages becomes two parameters, `…_en` and `…_cy`.
fn pairs(tree: &Node) -> Vec<(String, String)> {
    let Value::Map(entries) = &tree.value else { return Vec::new() };
    let mut pairs = Vec::new();
    for (key, node) in entries {
        match &node.value {
            Value::List(values) => {
                let values: Vec<&str> = values.iter().filter_map(Node::text).collect();
                pairs.push((key.name.clone(), values.join(",")));
            }
            Value::Map(_) => pairs.extend(Lang::ALL.into_iter().filter_map(|lang| {
                let text = node.get(lang.code())?.text()?;
                Some((format!("{}_{lang}", key.name), text.to_owned()))
            })),
            Value::Whole(number) => pairs.push((key.name.clone(), number.to_string())),
            _ => pairs.extend(node.text().map(|text| (key.name.clone(), text.to_owned()))),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, load};

    #[test]
    fn a_profile_becomes_parameters() {
        let catalogue = load(&Files::embedded()).catalogue;
        let text = "profession: [audiology]\nlang: both\nclosing_within: 45\nsign_off:\n  en: The editors\n  cy: Y golygyddion\n";
        let pairs = read("profile.yaml", text.as_bytes(), &catalogue).expect("no mistakes");
        let expected = [
            ("profession", "audiology"),
            ("lang", "both"),
            ("closing_within", "45"),
            ("sign_off_en", "The editors"),
            ("sign_off_cy", "Y golygyddion"),
        ];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn every_mistake_is_reported_with_its_place() {
        let catalogue = load(&Files::embedded()).catalogue;
        let text = "proffession: [audiology]\nprofession: [audiolgy]\nclosing_within: 900\n";
        let problems = read("profile.yaml", text.as_bytes(), &catalogue).expect_err("mistakes");
        let found: Vec<(usize, &str)> =
            problems.iter().map(|problem| (problem.line, problem.rule)).collect();
        assert_eq!(found, [(1, "unknown-field"), (2, "unknown-value"), (3, "number-out-of-range")]);
        assert!(problems[1].to_string().contains("did you mean `audiology`?"));
    }
}
