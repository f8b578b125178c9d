//! What a text asks for, as wishes that an entry can meet, leave open or contradict.

use cyfle_catalogue::Facet;

use crate::results::{Concept, Reason};
use crate::understand::Understanding;

/// One thing that the text asks for: readings of the same words, any of which is enough. "Bursary" is a kind of award and
/// something that one gets; an entry that is either answers it.
pub(crate) struct Wish {
    pub(crate) readings: Vec<Reason>,
}

/// The things that a text asks for. Words in one place are one wish; of facets of which a person has or wants one value,
/// values in different places are alternatives ("band 6 or 7"), of the others each is a wish of its own ("research,
/// leadership").
pub(crate) fn wishes(understanding: &Understanding) -> Vec<Wish> {
    let mut by_place: Vec<((usize, usize), Vec<Reason>)> = Vec::new();
    for found in &understanding.understood {
        let Concept::Facet(facet) = found.concept else { continue };
        let reason = Reason { facet, value: found.value.clone() };
        let place = (found.start, found.end);
        let same_choice = |readings: &[Reason]| {
            is_one_choice(facet) && readings.iter().any(|known| known.facet == facet)
        };
        match by_place.iter_mut().find(|(other, readings)| *other == place || same_choice(readings))
        {
            Some((_, readings)) if !readings.contains(&reason) => readings.push(reason),
            Some(_) => {}
            None => by_place.push((place, vec![reason])),
        }
    }
    by_place.into_iter().map(|(_, readings)| Wish { readings }).collect()
}

const fn is_one_choice(facet: Facet) -> bool {
    matches!(
        facet,
        Facet::CareerLevel
            | Facet::Profession
            | Facet::ProfessionGroup
            | Facet::Kind
            | Facet::Funder
            | Facet::Nation
            | Facet::EducationStage
            | Facet::Status
    )
}
