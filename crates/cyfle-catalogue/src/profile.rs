//! An editor's profile: a small YAML file with an audience and house choices, for `cyfle digest --profile`.
//!
//! It stands wherever the editor keeps it, not in the catalogue, but is read and checked like the catalogue's files: all
//! mistakes at once, each with its place. Its keys are the parameters of a digest.

use crate::catalogue::Catalogue;
use crate::language::Lang;
use crate::problem::{Finding, Problem, Severity, limited};
use crate::shape::{self, Names};
use crate::shapes;
use crate::syntax;
use crate::yaml::{self, Node, Place, Value};

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
