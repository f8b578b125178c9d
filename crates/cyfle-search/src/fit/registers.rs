//! Registers, and what an entry may ask for in their place: membership of a body, or whichever register. The vocabulary says which
//! of its values stand for these.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Facet, Opportunity};

use super::{RuleAnswer, yes_or_no};

/// The vocabulary of registers.
pub(crate) const REGISTRATION: &str = "registration";

/// What entries ask for of registers, by the ids of a catalogue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Registers<'a> {
    membership: Option<&'a str>,
    /// The theme of what leads onto a register.
    theme: Option<&'a str>,
}

impl<'a> Registers<'a> {
    pub(crate) fn of(catalogue: &'a Catalogue) -> Self {
        let id = |name, what| Some(catalogue.vocabularies.standing_for(name, what)?.id.as_str());
        Self {
            membership: id(REGISTRATION, StandsFor::Membership),
            theme: id(Facet::Theme.name(), StandsFor::Registering),
        }
    }

    /// Whether something is membership of a body, and no register.
    pub(crate) fn is_membership(&self, id: &str) -> bool {
        self.membership == Some(id)
    }

    /// Whether an entry takes someone with a registration, or with `none`; `broader` is what it counts as besides.
    pub(crate) fn answer(&self, one: &Opportunity, own: &str, broader: &[String]) -> RuleAnswer {
        let wanted = &one.eligibility.registration;
        let holds = wanted.iter().any(|id| id == own || broader.contains(id));
        // Membership of a body is not something the form asks, so it can only be left open.
        let is_left_open = self.wants_only_membership(one) && !self.is_membership(own);
        // Whoever has told of one of several that are all needed has not told of the others.
        let one_of_several = one.eligibility.registration_all && holds && wanted.len() > 1;
        if wanted.is_empty() || is_left_open || one_of_several {
            RuleAnswer::NotStated
        } else {
            yes_or_no(holds)
        }
    }

    /// Whether membership is all that an entry asks for.
    pub(super) fn wants_only_membership(&self, one: &Opportunity) -> bool {
        let wanted = &one.eligibility.registration;
        !wanted.is_empty() && wanted.iter().all(|id| self.is_membership(id))
    }

    /// Whether an entry is for members of a body, or may be: whoever is none has to join first.
    pub(super) fn wants_membership(&self, one: &Opportunity) -> bool {
        one.eligibility.registration.iter().any(|id| self.is_membership(id))
    }

    /// Whether an entry asks for a register of health professionals.
    pub(super) fn wants_a_register(&self, one: &Opportunity) -> bool {
        !one.eligibility.registration.is_empty() && !self.wants_membership(one)
    }

    /// Whether an entry leads people onto a register.
    pub(super) fn is_reached_by(&self, one: &Opportunity) -> bool {
        one.themes.iter().any(|id| self.theme == Some(id))
    }
}

/// What a registration counts as besides itself.
pub(crate) fn broader<'a>(catalogue: &'a Catalogue, own: &str) -> &'a [String] {
    let known = catalogue.vocabularies.value(REGISTRATION, own);
    known.map_or(&[], |value| value.counts_as.as_slice())
}

/// The registers of health professionals, by their ids.
pub(crate) fn registers(catalogue: &Catalogue) -> impl Iterator<Item = &str> {
    let any = catalogue.vocabularies.standing_for(REGISTRATION, StandsFor::AnyRegister);
    let values = catalogue.vocabularies.values(REGISTRATION).iter();
    let registers =
        values.filter(move |one| any.is_some_and(|any| one.counts_as.contains(&any.id)));
    registers.map(|value| value.id.as_str())
}
