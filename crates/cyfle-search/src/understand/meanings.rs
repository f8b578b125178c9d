//! What values say of whoever names them, beyond their own names. The vocabularies tell it, so that a new value which says the
//! same is read the same way.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::vocabulary::{StandsFor, Value};
use cyfle_catalogue::{Facet, Lang};
use serde::{Deserialize, Serialize};

use crate::analysis::fold;
use crate::fit;
use crate::home;
use crate::ladder::Ladder;
use crate::purposes::Purposes;
use crate::results::Concept;
use crate::understand::matches::Match;

/// The meanings of one catalogue's values.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Meanings {
    /// Registers of health professionals: a word that people call each, and its id.
    pub(super) registers: Vec<(String, String)>,
    pub(super) purposes: Purposes,
    pub(super) ladder: Ladder,
    pub(super) programmes: Vec<Programme>,
    /// The nation of these readers, and all those that take it in, itself too.
    pub(super) home: Option<String>,
    pub(super) around_home: Vec<String>,
    /// Employers that are the NHS.
    pub(super) nhs: Vec<String>,
    /// The readers' own of these, and the employer of whoever says only that none of them is theirs.
    pub(super) own_nhs: Option<String>,
    pub(super) outside_nhs: Option<String>,
    /// Topics that are about what people's circumstances are, and no subjects.
    pub(super) circumstances: Vec<String>,
    /// What is given for what has been done already, what pays for being taught, and what gives time.
    pub(super) prizes: Vec<String>,
    pub(super) for_study: Vec<String>,
    pub(super) for_time: Vec<String>,
    /// The level above which there is none.
    pub(super) highest_level: Option<String>,
    /// The values that recognisers mean where nobody has named them.
    known: Vec<(StandsFor, Concept, String)>,
    /// Employers that are as good as a profession: whoever is called so says so of themselves, with no word for working.
    pub(super) own_employers: Vec<String>,
}

/// A training programme that leads to a level and a degree.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Programme {
    /// What people call it: its id.
    pub(super) name: String,
    /// The level and the degree that whoever has finished it has reached.
    pub(super) level: String,
    pub(super) reached: String,
    /// The degree that whoever is on it holds, where one is needed for that.
    pub(super) needed: Option<String>,
}

impl Meanings {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let id = |value: &Value| value.id.clone();
        let service = fit::health_service(catalogue);
        let takes_in_home = |value: &Value| home::takes_in(&value.id, catalogue) == Some(true);
        Self {
            registers: registers(catalogue),
            purposes: Purposes::new(catalogue),
            ladder: Ladder::new(catalogue),
            programmes: programmes(catalogue),
            home: home::nation(catalogue).map(id),
            around_home: ids(catalogue, Facet::Nation.name(), takes_in_home),
            nhs: ids(catalogue, fit::EMPLOYER, |value| {
                service.is_some_and(|own| value.id == own.id || value.counts_as.contains(&own.id))
            }),
            own_nhs: fit::home_employer(catalogue).map(id),
            outside_nhs: catalogue
                .vocabularies
                .standing_for(fit::EMPLOYER, StandsFor::Outside)
                .map(id),
            known: known(catalogue),
            circumstances: ids(catalogue, Facet::Topic.name(), |value| value.circumstances),
            prizes: ids(catalogue, Facet::Offer.name(), |value| value.prize.is_some()),
            for_study: ids(catalogue, Facet::Offer.name(), |value| value.for_study),
            for_time: ids(catalogue, Facet::Offer.name(), |value| value.stands_alone),
            highest_level: catalogue.vocabularies.values(Facet::CareerLevel.name()).last().map(id),
            own_employers: ids(catalogue, fit::EMPLOYER, |value| value.person.is_some()),
        }
    }
}

impl Meanings {
    /// The value that stands for something, told by words `from..to`; none where the vocabulary has none.
    pub(super) fn told(&self, what: StandsFor, from: usize, to: usize) -> Option<Match> {
        let (_, concept, value) = self.known.iter().find(|(own, ..)| *own == what)?;
        Some(Match::new(from, to, *concept, value.clone()))
    }

    /// Whether a value stands for something.
    pub(super) fn is(&self, what: StandsFor, concept: Concept, value: &str) -> bool {
        self.known.iter().any(|(own, of, id)| *own == what && *of == concept && id == value)
    }
}

/// What recognisers mean by rules of their own, each with what it is a value of.
const MEANT: [(StandsFor, &str, Concept); 10] = [
    (StandsFor::AnyMoney, "kind", Concept::Facet(Facet::Kind)),
    (StandsFor::AnyHelp, "kind", Concept::Facet(Facet::Kind)),
    (StandsFor::Bodies, "kind", Concept::Facet(Facet::Kind)),
    (StandsFor::Award, "kind", Concept::Facet(Facet::Kind)),
    (StandsFor::Advice, "offer", Concept::Facet(Facet::Offer)),
    (StandsFor::Certificate, "offer", Concept::Facet(Facet::Offer)),
    (StandsFor::Time, "offer", Concept::Facet(Facet::Offer)),
    (StandsFor::PartTime, "mode", Concept::Facet(Facet::Mode)),
    (StandsFor::Registering, "theme", Concept::Facet(Facet::Theme)),
    (StandsFor::NoRegister, fit::REGISTRATION, Concept::Registration),
];

fn known(catalogue: &Catalogue) -> Vec<(StandsFor, Concept, String)> {
    let known = |(what, name, concept)| {
        let value = catalogue.vocabularies.standing_for(name, what)?;
        Some((what, concept, value.id.clone()))
    };
    MEANT.into_iter().filter_map(known).collect()
}

/// Registers in the order of the vocabulary, by their ids and by what else they are called in one word.
fn registers(catalogue: &Catalogue) -> Vec<(String, String)> {
    let named = |id: &str| {
        let value = catalogue.vocabularies.value(fit::REGISTRATION, id).into_iter();
        let names = value.flat_map(|value| Lang::ALL.map(|lang| value.synonyms.get(lang)));
        let names = names.flatten().map(|name| fold(name));
        let names: Vec<String> = std::iter::once(id.to_owned()).chain(names).collect();
        names.into_iter().map(|name| (name, id.to_owned())).collect::<Vec<_>>()
    };
    fit::registers(catalogue).flat_map(named).collect()
}

/// The ids of some values of a vocabulary.
fn ids(catalogue: &Catalogue, name: &str, which: impl Fn(&Value) -> bool) -> Vec<String> {
    let values = catalogue.vocabularies.values(name).iter();
    values.filter(|value| which(value)).map(|value| value.id.clone()).collect()
}

fn programmes(catalogue: &Catalogue) -> Vec<Programme> {
    let programme = |value: &Value| {
        Some(Programme {
            name: value.id.clone(),
            level: value.reaches.clone()?,
            reached: value.gives.clone()?,
            needed: value.needs.clone(),
        })
    };
    catalogue.vocabularies.values("training_programme").iter().filter_map(programme).collect()
}
