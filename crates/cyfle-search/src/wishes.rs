//! What a text asks for, as wishes that an entry can meet, leave open or contradict.

use cyfle_catalogue::Facet;
use cyfle_catalogue::facet::NOT_STATED;

use crate::query::Query;
use crate::results::{Concept, Reason, Understood};
use crate::understand::{Understanding, Word};

/// One thing that the text asks for: readings of the same words, any of which is enough. "Bursary" is a kind of award and
/// something that one gets; an entry that is either answers it.
#[derive(Debug)]
pub(crate) struct Wish {
    pub(crate) readings: Vec<Reason>,
    /// The words that were read so, each way of saying it once.
    pub(crate) words: Vec<Vec<Word>>,
}

/// The things that a text asks for. Words in one place are one wish; of facets of which a person has or wants one value,
/// values in different places are alternatives ("band 6 or 7"), of the others each is a wish of its own ("research,
/// leadership"). Who asks says what is open to them, and where they work what is near: neither is sought.
pub(crate) fn wishes(understanding: &Understanding) -> Vec<Wish> {
    let mut by_place: Vec<((usize, usize), Wish)> = Vec::new();
    let places = workplaces(understanding);
    let is_sought = |found: &&Understood| {
        let says_who_asks = matches!(
            found.concept,
            Concept::OtherProfession | Concept::HealthBoard | Concept::Employer
        );
        !says_who_asks && !is_workplace(&places, found)
    };
    for found in understanding.understood.iter().filter(is_sought) {
        let reason = Reason { concept: found.concept, value: found.value.clone() };
        let place = (found.start, found.end);
        let same_choice = |wish: &Wish| {
            is_one_choice(found.concept)
                && wish.readings.iter().any(|known| known.concept == found.concept)
        };
        let may_join = |other: (usize, usize), wish: &Wish| {
            other == place
                && wish.readings.iter().all(|one| may_stand_for(found.concept, one.concept))
        };
        match by_place.iter_mut().find(|(other, wish)| may_join(*other, wish) || same_choice(wish))
        {
            Some((other, wish)) => {
                let is_said = |known: &Vec<Word>| {
                    let (known, own) = (known.iter(), found.words.iter());
                    known.map(|word| &word.folded).eq(own.map(|word| &word.folded))
                };
                if *other != place && !wish.words.iter().any(is_said) {
                    wish.words.push(found.words.clone());
                }
                if !wish.readings.contains(&reason) {
                    wish.readings.push(reason);
                }
            }
            None => by_place
                .push((place, Wish { readings: vec![reason], words: vec![found.words.clone()] })),
        }
    }
    // What is about the topic of a profession is for it, too, where it does not name the profession itself.
    for implied in &understanding.implied {
        let reason = Reason { concept: implied.concept, value: implied.value.clone() };
        let own = by_place.iter_mut().find(|((start, end), wish)| {
            *start <= implied.start
                && implied.end <= *end
                && wish.readings.iter().any(|one| names_a_person(one.concept))
        });
        if let Some((_, wish)) = own
            && !wish.readings.contains(&reason)
        {
            wish.readings.push(reason);
        }
    }
    by_place.into_iter().map(|(_, wish)| wish).collect()
}

/// Where the words stand that say in which organisation someone may work, or for whom.
fn workplaces(understanding: &Understanding) -> Vec<(usize, usize)> {
    let is_place =
        |one: &&Understood| matches!(one.concept, Concept::HealthBoard | Concept::Employer);
    let places = understanding.understood.iter().filter(is_place);
    places.map(|place| (place.start, place.end)).collect()
}

/// Whether a funder may only be where someone works: whoever says "at Velindre" looks for what can be used there, and is glad of
/// what comes from there, but seeks nothing else in particular.
fn is_workplace(places: &[(usize, usize)], one: &Understood) -> bool {
    one.concept == Concept::Facet(Facet::Funder)
        && places.iter().any(|(start, end)| *start <= one.start && one.end <= *end)
}

/// What is preferred without being sought: what comes from where someone works.
pub(crate) fn preferred(understanding: &Understanding) -> Vec<Wish> {
    let places = workplaces(understanding);
    let own = understanding.understood.iter().filter(|one| is_workplace(&places, one));
    own.map(|one| Wish {
        readings: vec![Reason { concept: one.concept, value: one.value.clone() }],
        words: Vec::new(),
    })
    .collect()
}

/// What is sought by whoever works in some nations: what is open there.
pub(crate) fn open_to(nations: &[String]) -> Wish {
    let reading =
        |nation: &String| Reason { concept: Concept::Facet(Facet::Nation), value: nation.clone() };
    Wish { readings: nations.iter().map(reading).collect(), words: Vec::new() }
}

/// What the parameters ask for, as wishes: the values of a facet are alternatives.
pub(crate) fn chosen(query: &Query) -> Vec<Wish> {
    let says_for_whom =
        [Facet::CareerLevel, Facet::Profession, Facet::ProfessionGroup, Facet::Nation];
    let filters = query.filters.iter().filter(|(facet, _)| says_for_whom.contains(facet));
    filters
        .map(|(facet, values)| Wish {
            readings: values
                .iter()
                .filter(|value| *value != NOT_STATED)
                .map(|value| Reason { concept: Concept::Facet(*facet), value: value.clone() })
                .collect(),
            words: Vec::new(),
        })
        .filter(|wish| !wish.readings.is_empty())
        .collect()
}

/// Facets of which an entry can speak without carrying the value: what it is and gives stands in its title and summary in
/// many words. Whom it is for, and where, is only what it states.
pub(crate) const fn may_stand_in_words(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Facet(Facet::Kind | Facet::Offer | Facet::Theme | Facet::Topic | Facet::Mode)
    )
}

/// Whether a reading is of someone's profession.
pub(crate) const fn names_a_person(concept: Concept) -> bool {
    matches!(concept, Concept::Facet(Facet::Profession | Facet::ProfessionGroup))
}

/// Whether two readings of the same words may stand for each other. A job title tells the profession and the level of one
/// person: neither makes up for the other.
const fn may_stand_for(one: Concept, other: Concept) -> bool {
    use Facet::{CareerLevel, Profession, ProfessionGroup};
    match (one, other) {
        (Concept::Facet(CareerLevel), Concept::Facet(Profession | ProfessionGroup))
        | (Concept::Facet(Profession | ProfessionGroup), Concept::Facet(CareerLevel)) => false,
        (Concept::Facet(_), Concept::Facet(_)) => true,
        _ => false,
    }
}

const fn is_one_choice(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Facet(
            Facet::CareerLevel
                | Facet::Profession
                | Facet::ProfessionGroup
                | Facet::Kind
                | Facet::Funder
                | Facet::Nation
                | Facet::EducationStage
                | Facet::Status
        )
    )
}
