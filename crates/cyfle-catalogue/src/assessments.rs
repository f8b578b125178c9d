//! What people who judged many answers found: for which requests an entry is a better, or a poorer, answer than its facts say.
//!
//! Facts say that two grants are both for research; they do not say that one pays for workshops and the other is what nearly
//! everyone looks for. Whoever judges answers to questions says so, question by question. `assessments.yaml` holds what
//! their grades have in common, for each value of a facet that was asked for. It only orders what the facts let through.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::facet::Facet;
use crate::precedents::Precedents;

/// Tenths, for each entry, below a value of a facet.
type Tenths = BTreeMap<String, i8>;

/// `assessments.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Assessments {
    #[serde(rename = "assessments")]
    by_facet: BTreeMap<String, BTreeMap<String, Tenths>>,
    /// The questions themselves. Not in a packed catalogue: what is learnt of them is kept beside it.
    #[serde(default, serialize_with = "none")]
    pub precedents: Precedents,
}

/// As if nothing were known.
fn none<S: Serializer>(_: &Precedents, serializer: S) -> Result<S::Ok, S::Error> {
    Precedents::default().serialize(serializer)
}

impl Assessments {
    /// Facets of which values are assessed: what someone is, and what they look for. The file has a key for each.
    pub const FACETS: [Facet; 9] = [
        Facet::CareerLevel,
        Facet::ProfessionGroup,
        Facet::Profession,
        Facet::Kind,
        Facet::Theme,
        Facet::Offer,
        Facet::EducationStage,
        Facet::Topic,
        Facet::Nation,
    ];

    /// The most that an entry may be better or poorer, in tenths: a grade of 3 instead of 0.
    pub const MOST: i8 = 70;

    /// What was found of entries for a value of a facet: the id, and by how many tenths of a gain (a grade of 1 gains 1, of
    /// 2 gains 3, of 3 gains 7) it is a better answer than others in its place.
    pub fn of(&self, facet: Facet, value: &str) -> impl Iterator<Item = (&str, i8)> {
        let found = self.by_facet.get(facet.name()).and_then(|values| values.get(value));
        found.into_iter().flatten().map(|(id, tenths)| (id.as_str(), *tenths))
    }

    /// Notes what was found of an entry for a value of a facet.
    pub fn note(&mut self, facet: Facet, value: &str, id: &str, tenths: i8) {
        let values = self.by_facet.entry(facet.name().to_owned()).or_default();
        values.entry(value.to_owned()).or_default().insert(id.to_owned(), tenths);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.by_facet.is_empty() && self.precedents.is_empty()
    }

    /// As the file has them, behind its own words at the top.
    pub fn to_yaml(&self) -> String {
        use std::fmt::Write as _;
        let mut text = HEAD.to_owned();
        for (facet, values) in &self.by_facet {
            let _ = writeln!(text, "  {facet}:");
            for (value, entries) in values {
                let _ = writeln!(text, "    {value}:");
                for (id, tenths) in entries {
                    let _ = writeln!(text, "      {id}: {tenths}");
                }
            }
        }
        if !self.precedents.is_empty() {
            text.push_str(PRECEDENTS);
            for id in self.precedents.entries() {
                let _ = writeln!(text, "    - {id}");
            }
            text.push_str("  questions:\n");
        }
        for one in self.precedents.written() {
            let _ = writeln!(text, "    - '{}'", one.replace('\'', "''"));
        }
        text
    }
}

const PRECEDENTS: &str = "\
# Questions as they were understood, and for each grade (-1: it misleads) the places of entries, counted from 0.
precedents:
  entries:
";

const HEAD: &str = "\
# For whom asks for a value: by how much an entry was found a better (or poorer) answer than its place, in tenths of a gain.
# Made from judged questions; see \"What assessors found\" in README.md. It orders answers and states no fact.
assessments:
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::precedents::Notes;
    use crate::{Files, load};

    fn with(assessments: &str) -> crate::Loaded {
        load(&Files::embedded().with("assessments.yaml", assessments.as_bytes().to_vec()))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut found = Assessments::default();
        found.note(Facet::Theme, "research", "hcrw-emerging-researcher-award", 15);
        found.note(Facet::Theme, "research", "nihr-learn", -3);
        found.note(Facet::CareerLevel, "enhanced", "nihr-learn", 2);
        let mut notes = Notes::default();
        notes.note(["theme=research", "ahcs's"], [("nihr-learn", 3), ("maumss", -1)]);
        found.precedents = notes.into_precedents();
        let loaded = with(&found.to_yaml());
        assert!(!loaded.has_errors(), "{:?}", loaded.problems);
        assert_eq!(loaded.catalogue.assessments, found);
        let research: Vec<_> = found.of(Facet::Theme, "research").collect();
        assert_eq!(research, [("hcrw-emerging-researcher-award", 15), ("nihr-learn", -3)]);
    }

    #[test]
    fn the_file_has_a_key_for_every_facet() {
        let catalogue = load(&Files::embedded()).catalogue;
        let mut found = Assessments::default();
        for facet in Assessments::FACETS {
            found.note(facet, facet.vocabulary(&catalogue)[0], "nihr-learn", 2);
        }
        let loaded = with(&found.to_yaml());
        assert!(!loaded.has_errors(), "{:?}", loaded.problems);
        assert_eq!(loaded.catalogue.assessments, found);
    }

    #[test]
    fn what_is_no_entry_no_value_or_out_of_range_is_told_with_its_line() {
        let loaded = with(
            "assessments:\n  theme:\n    reserch:\n      nihr-learn: 2\n    research:\n      nihr-lern: 2\n      nihr-learn: 71\n",
        );
        let told: Vec<(&str, usize)> = loaded
            .problems
            .iter()
            .filter(|problem| problem.file == "assessments.yaml")
            .map(|problem| (problem.rule, problem.line))
            .collect();
        assert_eq!(
            told,
            [("unknown-value", 3), ("unknown-opportunity", 6), ("number-out-of-range", 7)]
        );
    }
}
