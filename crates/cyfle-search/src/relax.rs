//! Which parameters are given up where nothing meets them all, the least important first.

use cyfle_catalogue::Facet;

use crate::query::Query;

/// The parameters in the order in which they are given up, the least important first. Days since which something is new or changed
/// are no preference: whoever asks for what is new is not served by what is old.
const LEAST_IMPORTANT_FIRST: [Facet; Facet::ALL.len()] = [
    Facet::Mode,
    Facet::Topic,
    Facet::EducationStage,
    Facet::Status,
    Facet::Fit,
    Facet::Theme,
    Facet::Kind,
    Facet::Offer,
    Facet::Funder,
    Facet::Nation,
    Facet::Profession,
    Facet::CareerLevel,
    Facet::ProfessionGroup,
];

/// Gives up one parameter, and says what it asked for; nothing where none is left that may be given up.
pub(crate) fn give_up_the_least_important(
    query: &mut Query,
) -> Option<Vec<(&'static str, String)>> {
    if let Some(amount) = query.amount_min.take() {
        return Some(vec![("amount_min", amount.to_string())]);
    }
    // Whoever names both ends of some days and finds nothing between them has time until the first of them, and may have it later.
    for (name, day) in
        [("closes_before", &mut query.closes_before), ("closes_after", &mut query.closes_after)]
    {
        if let Some(day) = day.take() {
            return Some(vec![(name, day.to_string())]);
        }
    }
    let facet =
        LEAST_IMPORTANT_FIRST.into_iter().find(|facet| query.filters.contains_key(facet))?;
    let values = query.filters.remove(&facet)?;
    Some(values.into_iter().map(|value| (facet.name(), value)).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_facet_can_be_given_up() {
        let known = BTreeSet::from(LEAST_IMPORTANT_FIRST);
        for facet in Facet::ALL {
            assert!(known.contains(&facet), "`{facet}` needs its place in LEAST_IMPORTANT_FIRST");
        }
    }
}
