//! The closed list of facets, and how each one's values are read off an opportunity.
//!
//! To add a facet: one variant here with its arms and its place in [`Facet::ALL`], one file in `vocabulary/`, one line in
//! `params::PARAMETERS` (web), which says what it is for, and its place in `search::LEAST_IMPORTANT_FIRST`; tests say where one of
//! [`Facet::ALL`] is missing. The index, the counts, the digest, the API and the agents' tools loop over these lists. A facet is
//! named only where it is treated in a way of its own: its weight, the verdict, what a page offers first.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::opportunity::Opportunity;

/// The value that every opportunity for the whole workforce carries.
pub const ALL_HEALTHCARE_SCIENCE: &str = "all-healthcare-science";

/// The parameter value that asks for what no source states.
pub const NOT_STATED: &str = "not-stated";

/// A property by which opportunities are filtered and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// The strategy's five levels of practice (its Figure 2).
    CareerLevel,
    /// The strategy's six groups of professions.
    ProfessionGroup,
    /// Professions and specialties inside the groups.
    Profession,
    /// What sort of opportunity it is.
    Kind,
    /// What the person gets.
    Offer,
    /// Research, innovation, improvement, leadership, registration.
    Theme,
    /// Who runs it.
    Funder,
    /// Whose applicants are accepted.
    Nation,
    /// The stage of education that it pays for or leads to.
    EducationStage,
    /// Part time, online and so on.
    Mode,
    /// Clinical and cross-cutting topics.
    Topic,
    /// Whether one can apply, at the moment of asking.
    Status,
    /// Whether this reader may apply.
    Fit,
}

impl Facet {
    /// Every facet, in the order in which people narrow a search.
    pub const ALL: [Self; 13] = [
        Self::CareerLevel,
        Self::ProfessionGroup,
        Self::Profession,
        Self::Kind,
        Self::Offer,
        Self::Theme,
        Self::Status,
        Self::Fit,
        Self::Nation,
        Self::Funder,
        Self::EducationStage,
        Self::Mode,
        Self::Topic,
    ];

    /// The name in parameters, in JSON and of the vocabulary's file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CareerLevel => "career_level",
            Self::ProfessionGroup => "profession_group",
            Self::Profession => "profession",
            Self::Kind => "kind",
            Self::Offer => "offer",
            Self::Theme => "theme",
            Self::Funder => "funder",
            Self::Nation => "nation",
            Self::EducationStage => "education_stage",
            Self::Mode => "mode",
            Self::Topic => "topic",
            Self::Status => "status",
            Self::Fit => "fit",
        }
    }

    /// Whether values depend on the moment or on the reader instead of standing in the entry.
    pub const fn is_computed(self) -> bool {
        matches!(self, Self::Status | Self::Fit)
    }

    /// The values for which a filter on this facet keeps the opportunity; empty where nothing is stated (and for
    /// computed facets). "Open to all" and "the whole group" match every profession inside them; an entry that names a
    /// profession also matches the umbrella that covers it.
    pub fn values(self, opportunity: &Opportunity, catalogue: &Catalogue) -> BTreeSet<String> {
        let list = |values: &[String]| values.iter().cloned().collect();
        match self {
            Self::CareerLevel => list(&opportunity.audience.career_levels),
            Self::ProfessionGroup => groups(opportunity, catalogue),
            Self::Profession => professions(opportunity, catalogue),
            Self::Kind => BTreeSet::from([opportunity.kind.clone()]),
            Self::Offer => list(&opportunity.offer.offers),
            Self::Theme => list(&opportunity.themes),
            Self::Funder => BTreeSet::from([opportunity.funder.clone()]),
            Self::Nation => nations(opportunity, catalogue),
            Self::EducationStage => list(&opportunity.offer.education_stages),
            Self::Mode => list(&opportunity.offer.modes),
            Self::Topic => list(&opportunity.topics),
            Self::Status | Self::Fit => BTreeSet::new(),
        }
    }

    /// Every value that a filter may name, in the order in which it is shown.
    pub fn vocabulary(self, catalogue: &Catalogue) -> Vec<&str> {
        match self {
            Self::Funder => catalogue.funders.keys().map(String::as_str).collect(),
            _ => catalogue
                .vocabularies
                .get(self.name())
                .map(|vocabulary| vocabulary.values.iter().map(|value| value.id.as_str()).collect())
                .unwrap_or_default(),
        }
    }

    /// What the facet is called.
    pub fn title(self, catalogue: &Catalogue, lang: crate::Lang) -> &str {
        match catalogue.vocabularies.get(self.name()) {
            Some(vocabulary) => vocabulary.label.get(lang),
            None => catalogue.phrases(lang).get("facet-funder"),
        }
    }

    /// The label of a value.
    pub fn label<'a>(self, catalogue: &'a Catalogue, id: &'a str, lang: crate::Lang) -> &'a str {
        match self {
            _ if id == NOT_STATED => catalogue.phrases(lang).get("not-stated"),
            Self::Funder => catalogue.funder_name(id, lang),
            _ => catalogue.vocabularies.label(self.name(), id, lang),
        }
    }
}

fn groups(opportunity: &Opportunity, catalogue: &Catalogue) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for id in &opportunity.audience.professions {
        if id == ALL_HEALTHCARE_SCIENCE {
            found.extend(
                Facet::ProfessionGroup.vocabulary(catalogue).into_iter().map(str::to_owned),
            );
        } else {
            found.insert(catalogue.vocabularies.group_of(id).unwrap_or(id).to_owned());
        }
    }
    found
}

fn professions(opportunity: &Opportunity, catalogue: &Catalogue) -> BTreeSet<String> {
    let Some(vocabulary) = catalogue.vocabularies.get(Facet::Profession.name()) else {
        return BTreeSet::new();
    };
    let mut found = BTreeSet::new();
    for id in &opportunity.audience.professions {
        for value in &vocabulary.values {
            let inside =
                id == ALL_HEALTHCARE_SCIENCE || value.group.as_deref() == Some(id.as_str());
            let covers = value.covers.iter().any(|covered| covered == id);
            if inside || value.id == *id || covers {
                found.insert(value.id.clone());
            }
        }
        if let Some(named) = vocabulary.value(id) {
            found.extend(named.covers.iter().cloned());
        }
    }
    found
}

fn nations(opportunity: &Opportunity, catalogue: &Catalogue) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = opportunity.eligibility.nations.iter().cloned().collect();
    if let Some(vocabulary) = catalogue.vocabularies.get(Facet::Nation.name()) {
        for value in &vocabulary.values {
            if !value.made_of.is_empty() && value.made_of.iter().all(|part| found.contains(part)) {
                found.insert(value.id.clone());
            }
        }
    }
    found
}

impl fmt::Display for Facet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Facet {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|facet| facet.name() == text).ok_or(())
    }
}
