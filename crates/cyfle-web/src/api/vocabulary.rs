//! The published vocabulary: every value that a parameter takes, with its labels in both languages.

use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Text;
use cyfle_catalogue::{Facet, Lang};
use serde::Serialize;
use utoipa::ToSchema;

use crate::params;

/// Facets by their parameter's name, and what the other parameters about the reader take.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VocabularyAnswer {
    /// One entry a parameter.
    pub(crate) facets: BTreeMap<String, FacetWords>,
}

/// A parameter and its values.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FacetWords {
    /// What it is called.
    pub(crate) label: Labels,
    /// Its values, in the order in which they are shown.
    pub(crate) values: Vec<ValueWords>,
}

/// A label in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Labels {
    /// English.
    pub(crate) en: String,
    /// Welsh.
    pub(crate) cy: String,
}

impl Labels {
    /// A text of the catalogue in both languages.
    pub(crate) fn of(text: &Text) -> Self {
        Self { en: text.get(Lang::En).to_owned(), cy: text.get(Lang::Cy).to_owned() }
    }
}

/// A value.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ValueWords {
    /// The id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) label: Labels,
    /// Of a profession: its group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
}

/// Builds the vocabulary.
pub(crate) fn answer(catalogue: &Catalogue) -> VocabularyAnswer {
    let facets =
        Facet::ALL.into_iter().map(|facet| (facet.name().to_owned(), words(facet, catalogue)));
    let reader = ["other_profession", "employer", "registration", "qualification"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), plain(name, catalogue)?)));
    VocabularyAnswer {
        facets: facets
            .chain(reader)
            .chain([("health_board".to_owned(), health_boards(catalogue))])
            .collect(),
    }
}

fn words(facet: Facet, catalogue: &Catalogue) -> FacetWords {
    let label = |lang: Lang| facet.title(catalogue, lang).to_owned();
    let value = |id: &str| ValueWords {
        label: Labels {
            en: facet.label(catalogue, id, Lang::En).to_owned(),
            cy: facet.label(catalogue, id, Lang::Cy).to_owned(),
        },
        group: if facet == Facet::Profession {
            catalogue.vocabularies.group_of(id).map(str::to_owned)
        } else {
            None
        },
        id: id.to_owned(),
    };
    FacetWords {
        label: Labels { en: label(Lang::En), cy: label(Lang::Cy) },
        values: facet.vocabulary(catalogue).into_iter().map(value).collect(),
    }
}

fn plain(name: &str, catalogue: &Catalogue) -> Option<FacetWords> {
    let vocabulary = catalogue.vocabularies.get(name)?;
    let values = vocabulary.values.iter().map(|value| ValueWords {
        id: value.id.clone(),
        label: Labels::of(&value.label),
        group: None,
    });
    Some(FacetWords { label: Labels::of(&vocabulary.label), values: values.collect() })
}

fn health_boards(catalogue: &Catalogue) -> FacetWords {
    let label = |lang: Lang| catalogue.phrases(lang).get("facet-health-board").to_owned();
    let values = params::health_boards(catalogue).map(|organisation| ValueWords {
        id: organisation.id.clone(),
        label: Labels::of(&organisation.name),
        group: None,
    });
    FacetWords {
        label: Labels { en: label(Lang::En), cy: label(Lang::Cy) },
        values: values.collect(),
    }
}
