//! What values are about in the end, as the vocabularies of their facets say it: what they serve, and whether they are prizes.

use std::collections::BTreeMap;

use cyfle_catalogue::Facet;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::vocabulary::{Prize, Serves, Value};
use serde::{Deserialize, Serialize};

use crate::results::Concept;

/// What a kind of opportunity, or a question, is about in the end. Whoever needs money is not served by a course or a
/// network, and whoever needs someone to ask is not served by a fellowship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Purpose {
    Money,
    Learning,
    Help,
}

impl Purpose {
    /// Every purpose.
    pub(crate) const ALL: [Self; 3] = [Self::Money, Self::Learning, Self::Help];

    /// As a vocabulary says it; nothing where it may be any of them.
    const fn said(serves: Serves) -> Option<Self> {
        match serves {
            Serves::Money => Some(Self::Money),
            Serves::Learning => Some(Self::Learning),
            Serves::Help => Some(Self::Help),
            Serves::Anything => None,
        }
    }
}

/// What values are about in the end, as the vocabularies of their facets say it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Purposes(BTreeMap<Facet, BTreeMap<String, Purpose>>);

impl Purposes {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let of = |facet: Facet| -> BTreeMap<String, Purpose> {
            let values = catalogue.vocabularies.values(facet.name()).iter();
            let said = |value: &Value| Some((value.id.clone(), Purpose::said(value.serves?)?));
            values.filter_map(said).collect()
        };
        Self(Facet::ALL.into_iter().map(|facet| (facet, of(facet))).collect())
    }

    /// What something that is understood is about; nothing where it may be any of them.
    pub(crate) fn of(&self, concept: Concept, value: &str) -> Option<Purpose> {
        match concept {
            Concept::AmountMin | Concept::AmountMax => Some(Purpose::Money),
            Concept::Facet(facet) => self.0.get(&facet)?.get(value).copied(),
            _ => None,
        }
    }
}

/// Whether a value of a facet is a prize, or may be one, as the vocabularies say it.
pub(crate) fn prize(catalogue: &Catalogue, facet: Facet, id: &str) -> Option<Prize> {
    catalogue.vocabularies.value(facet.name(), id)?.prize
}

#[cfg(test)]
pub(crate) mod tests {
    use cyfle_catalogue::{Files, load};

    use super::*;

    /// A catalogue of one vocabulary, with what each of its values says.
    pub(crate) fn of(facet: Facet, values: &[[&str; 2]]) -> Catalogue {
        let label = "{en: Invented, cy: Dyfeisiedig, review: pending}";
        let value = |[id, says]: &[&str; 2]| format!("  - {{id: {id}, label: {label}, {says}}}\n");
        let values: String = values.iter().map(value).collect();
        let text = format!("facet: {facet}\nlabel: {label}\nvalues:\n{values}");
        let path = format!("vocabulary/{facet}.yaml");
        load(&Files::default().with(&path, text.into_bytes())).catalogue
    }

    #[test]
    fn a_value_is_about_what_its_vocabulary_says_that_it_serves() {
        let said = [
            ("purse", "serves: money", Some(Purpose::Money)),
            ("lesson", "serves: learning", Some(Purpose::Learning)),
            ("friend", "serves: help", Some(Purpose::Help)),
            ("fair", "serves: anything", None),
        ];
        let catalogue = of(Facet::Kind, &said.map(|(id, says, _)| [id, says]));
        assert_eq!(Facet::Kind.vocabulary(&catalogue), said.map(|(id, ..)| id));
        let purposes = Purposes::new(&catalogue);
        for (id, _, about) in said {
            assert_eq!(purposes.of(Concept::Facet(Facet::Kind), id), about, "{id}");
            assert_eq!(purposes.of(Concept::Facet(Facet::Theme), id), None, "{id}");
        }
        assert_eq!(purposes.of(Concept::AmountMin, "5000"), Some(Purpose::Money));
        assert_eq!(purposes.of(Concept::HealthBoard, "bcuhb"), None);
    }

    #[test]
    fn a_value_is_a_prize_or_may_be_one_where_its_vocabulary_says_so() {
        let said = [
            ("medal", "prize: certain", Some(Prize::Certain)),
            ("gala", "prize: possible", Some(Prize::Possible)),
            ("purse", "serves: money", None),
        ];
        let catalogue = of(Facet::Kind, &said.map(|(id, says, _)| [id, says]));
        for (id, _, is_one) in said {
            assert_eq!(prize(&catalogue, Facet::Kind, id), is_one, "{id}");
            assert_eq!(prize(&catalogue, Facet::Theme, id), None, "{id}");
        }
    }
}
