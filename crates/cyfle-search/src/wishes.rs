//! What a text asks for, as wishes that an entry can meet, leave open or contradict.

use cyfle_catalogue::Facet;

use crate::analysis::tokens;
use crate::results::{Concept, Reason};
use crate::understand::{Reading, Understanding, Word};

/// One thing that the text asks for: readings of the same words, any of which is enough. "Bursary" is a kind of award and
/// something that one gets; an entry that is either answers it.
pub(crate) struct Wish {
    pub(crate) readings: Vec<Reason>,
    /// The words that were read so, in each place.
    pub(crate) words: Vec<Vec<Word>>,
}

/// The things that a text asks for. Words in one place are one wish; of facets of which a person has or wants one value,
/// values in different places are alternatives ("band 6 or 7"), of the others each is a wish of its own ("research,
/// leadership").
pub(crate) fn wishes(understanding: &Understanding, reading: &Reading) -> Vec<Wish> {
    let mut by_place: Vec<((usize, usize), Wish)> = Vec::new();
    for found in &understanding.understood {
        let Concept::Facet(facet) = found.concept else { continue };
        let reason = Reason { facet, value: found.value.clone() };
        let words = || tokens(&found.text).iter().map(|token| reading.word(token)).collect();
        let place = (found.start, found.end);
        let same_choice = |wish: &Wish| {
            is_one_choice(facet) && wish.readings.iter().any(|known| known.facet == facet)
        };
        match by_place.iter_mut().find(|(other, wish)| *other == place || same_choice(wish)) {
            Some((other, wish)) => {
                if *other != place {
                    wish.words.push(words());
                }
                if !wish.readings.contains(&reason) {
                    wish.readings.push(reason);
                }
            }
            None => by_place.push((place, Wish { readings: vec![reason], words: vec![words()] })),
        }
    }
    by_place.into_iter().map(|(_, wish)| wish).collect()
}

/// Facets of which an entry can speak without carrying the value: what it is and gives stands in its title and summary in
/// many words. Whom it is for, and where, is only what it states.
pub(crate) const fn may_stand_in_words(facet: Facet) -> bool {
    matches!(facet, Facet::Kind | Facet::Offer | Facet::Theme | Facet::Topic | Facet::Mode)
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
