//! What is these readers' own and what lies elsewhere: by the nation that the vocabulary marks as home, and none where it marks none.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::vocabulary::{StandsFor, Value};
use cyfle_catalogue::{Facet, Opportunity};

/// The nation that is these readers' own; none where the vocabulary marks none.
pub(crate) fn nation(catalogue: &Catalogue) -> Option<&Value> {
    catalogue.vocabularies.standing_for(Facet::Nation.name(), StandsFor::Home)
}

/// Whether a nation is these readers' own, or takes it in; nothing where either of them is not known.
pub(crate) fn takes_in(nation: &str, catalogue: &Catalogue) -> Option<bool> {
    let named = catalogue.vocabularies.value(Facet::Nation.name(), nation)?;
    self::nation(catalogue).map(|home| named.id == home.id || named.made_of.contains(&home.id))
}

/// Whether a nation is neither these readers' own nor takes it in.
pub fn is_elsewhere(nation: &str, catalogue: &Catalogue) -> bool {
    takes_in(nation, catalogue) == Some(false)
}

/// Whether it is for these readers' own nation and no other.
pub(crate) fn is_for_home_alone(opportunity: &Opportunity, catalogue: &Catalogue) -> bool {
    let nations = &opportunity.eligibility.nations;
    nation(catalogue).is_some_and(|home| matches!(nations.as_slice(), [only] if *only == home.id))
}

/// Whether an applicant in Wales can use it at all: nations are stated and Wales, the readers' own, is not among them, or
/// healthcare science is excluded.
pub fn is_unusable(opportunity: &Opportunity, catalogue: &Catalogue) -> bool {
    let nations = &opportunity.eligibility.nations;
    opportunity.eligibility.healthcare_science == Inclusion::Excluded
        || (!nations.is_empty() && nation(catalogue).is_some_and(|own| !nations.contains(&own.id)))
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::facet::NOT_STATED;
    use cyfle_catalogue::{Files, load};

    use super::*;
    use crate::purposes::tests::of;

    #[test]
    fn what_is_elsewhere_is_told_by_the_nation_that_is_marked_and_nothing_is_without_one() {
        let nations = |here| {
            let others = [["there", "begins: false"], ["both", "made_of: [here, there]"]];
            of(Facet::Nation, &[["here", here], others[0], others[1]])
        };
        let (marked, unmarked) = (nations("stands_for: home"), nations("begins: false"));
        for (nation, is_there) in [("here", false), ("both", false), ("there", true)] {
            assert_eq!(is_elsewhere(nation, &marked), is_there, "{nation}");
            assert!(!is_elsewhere(nation, &unmarked), "{nation}");
        }
        assert!(!is_elsewhere(NOT_STATED, &marked));
        let entries = load(&Files::embedded()).catalogue.opportunities;
        let mut entry = entries.into_values().next().expect("an entry");
        entry.eligibility.healthcare_science = Inclusion::Explicit;
        for (open_in, is_shut) in
            [("", false), ("here", false), ("here there", false), ("there", true)]
        {
            entry.eligibility.nations = open_in.split_whitespace().map(str::to_owned).collect();
            assert_eq!(is_unusable(&entry, &marked), is_shut, "{open_in}");
            assert_eq!(is_for_home_alone(&entry, &marked), open_in == "here", "{open_in}");
            assert!(!is_unusable(&entry, &unmarked), "{open_in}");
            assert!(!is_for_home_alone(&entry, &unmarked), "{open_in}");
        }
    }
}
