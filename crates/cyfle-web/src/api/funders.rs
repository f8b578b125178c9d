//! The published list of funders: who they are, and how much of theirs is here.

use cyfle_catalogue::status::{State, status};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::vocabulary::Labels;
use cyfle_catalogue::organisation::Funder;

/// Every funder.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FundersAnswer {
    /// In the order of their ids.
    pub(crate) funders: Vec<FunderJson>,
}

/// A funder.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FunderJson {
    /// The id, a value of the parameter `funder`.
    pub(crate) id: String,
    /// Its name in the language of the answer.
    pub(crate) name: String,
    /// Its name in both languages.
    pub(crate) names: Labels,
    /// Acronyms and other names.
    pub(crate) also_known_as: Vec<String>,
    /// What sort of body it is.
    pub(crate) kind: String,
    /// Its website.
    pub(crate) website: Option<String>,
    /// A role mailbox.
    pub(crate) contact: Option<String>,
    /// How many live opportunities it runs.
    pub(crate) opportunities: usize,
    /// For how many of them one can apply at this moment.
    pub(crate) open: usize,
    /// Its opportunities.
    pub(crate) url: String,
}

/// Builds the list.
pub(crate) fn answer(ask: &Ask) -> FundersAnswer {
    FundersAnswer {
        funders: ask.catalogue().funders.values().map(|own| funder(ask, own)).collect(),
    }
}

fn funder(ask: &Ask, funder: &Funder) -> FunderJson {
    let own = || {
        let all = ask.catalogue().opportunities.values();
        all.filter(|opportunity| opportunity.funder == funder.id)
    };
    let accepts = |state: State| matches!(state, State::Open | State::Rolling);
    let base_url = &ask.site().base_url;
    let lang = match ask.lang {
        cyfle_catalogue::Lang::En => String::new(),
        other => format!("lang={other}&"),
    };
    FunderJson {
        id: funder.id.clone(),
        name: funder.name.get(ask.lang).to_owned(),
        names: Labels::of(&funder.name),
        also_known_as: funder.also_known_as.clone(),
        kind: funder.kind.clone(),
        website: funder.website.clone(),
        contact: funder.contact.clone(),
        opportunities: own().count(),
        open: own().filter(|one| accepts(status(one, ask.moment).state)).count(),
        url: format!("{base_url}/api/v1/opportunities?{lang}funder={}", funder.id),
    }
}
