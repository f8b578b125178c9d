//! What values say of whoever names them, beyond their own names. The vocabularies tell it, so that a new value which says the
//! same is read the same way.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::vocabulary::Value;
use serde::{Deserialize, Serialize};

use crate::fit;
use crate::ladder::Ladder;
use crate::rank::Purposes;

/// The meanings of one catalogue's values.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Meanings {
    /// Registers of health professionals, by the words that people call them.
    pub(super) registers: Vec<String>,
    pub(super) purposes: Purposes,
    pub(super) ladder: Ladder,
    pub(super) programmes: Vec<Programme>,
    /// Employers that are the NHS.
    pub(super) nhs: Vec<String>,
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
        Self {
            // In the order of the vocabulary.
            registers: fit::registers(catalogue).map(str::to_owned).collect(),
            purposes: Purposes::new(catalogue),
            ladder: Ladder::new(catalogue),
            programmes: programmes(catalogue),
            nhs: employers(catalogue, |value| {
                value.id == fit::NHS || value.counts_as.iter().any(|id| id == fit::NHS)
            }),
            own_employers: employers(catalogue, |value| value.person.is_some()),
        }
    }
}

/// The ids of some employers.
fn employers(catalogue: &Catalogue, which: impl Fn(&Value) -> bool) -> Vec<String> {
    let known = catalogue.vocabularies.get(fit::EMPLOYER);
    let values = known.map_or(&[][..], |known| &known.values);
    values.iter().filter(|value| which(value)).map(|value| value.id.clone()).collect()
}

fn programmes(catalogue: &Catalogue) -> Vec<Programme> {
    let known = catalogue.vocabularies.get("training_programme");
    let values = known.map_or(&[][..], |known| &known.values);
    let programme = |value: &Value| {
        Some(Programme {
            name: value.id.clone(),
            level: value.reaches.clone()?,
            reached: value.gives.clone()?,
            needed: value.needs.clone(),
        })
    };
    values.iter().filter_map(programme).collect()
}
