//! What assessors found of entries for whoever asks for the same things.
//!
//! Facts say what an entry is; which of forty research grants people are best told of first is what advisers know. They have
//! judged many questions, and what their grades have in common is known for each thing that is asked for and for two facts
//! together. It only orders: what misses something stays behind what misses nothing.

use std::collections::BTreeSet;
use std::fmt;

use cyfle_catalogue::assessments::Asked;
use cyfle_catalogue::vocabulary::Vocabularies;
use cyfle_catalogue::{Catalogue, Facet};
use hashbrown::HashMap;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::rank;
use crate::results::Concept;
use crate::strings::{Lists, Numbered, place_of};
use crate::understand::{Understanding, Word};

/// What is known of a catalogue's entries.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Assessed {
    things: Things,
    /// For each thing entries and how many tenths of a gain they are a better answer to whoever asks for it.
    found: Found,
    /// Whether every entry is taken for a good answer, as long as nothing is known of any.
    #[serde(skip)]
    trusts_all: bool,
}

impl Assessed {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let known = &catalogue.assessments;
        if known.is_empty() {
            return Self::default();
        }
        let entries: HashMap<&str, usize> =
            catalogue.opportunities.keys().map(String::as_str).zip(0..).collect();
        // Of entries that have gone nothing is known any more; nor is it of those beyond what two bytes can tell apart.
        let live: Vec<Option<u16>> =
            known.entries().map(|id| u16::try_from(*entries.get(id)?).ok()).collect();
        let things = Things::new(known.questions(), known.iter().map(|(asked, _)| asked));
        let mut found = Vec::new();
        for (asked, worth) in known.iter() {
            let Some(place) = things.place(asked) else { continue };
            found.extend(worth.iter().filter_map(|(entry, tenths)| {
                Some((place, (live[usize::from(*entry)]?, *tenths)))
            }));
        }
        let found = Found::new(things.len(), &found);
        Self { things, found, trusts_all: false }
    }

    /// Nothing is known, and nothing is set back for what it is not sorted under.
    pub(crate) fn trusting() -> Self {
        Self { trusts_all: true, ..Self::default() }
    }

    /// Whether an entry that is so much better an answer is one, whatever it is sorted under.
    pub(crate) fn vouches(&self, gain: f32) -> bool {
        self.trusts_all || gain >= rank::VOUCHED
    }

    /// How much better an answer each of so many entries was found for whoever asks for the same things, in gains; nothing
    /// where nothing is known.
    pub(crate) fn gains(
        &self,
        understanding: &Understanding,
        groups: &Vocabularies,
        entries: usize,
    ) -> Vec<f32> {
        if self.things.len() == 0 {
            return if self.trusts_all { vec![0.0; entries] } else { Vec::new() };
        }
        let mut gains = vec![0.0; entries];
        for (place, strength) in self.things.asked_by(&features(understanding, groups)) {
            for (entry, tenths) in self.found.of(place) {
                gains[usize::from(entry)] += strength * f32::from(tenths) / 10.0;
            }
        }
        gains
    }
}

/// Entries with tenths, by the places of things. They are many, and as bytes they are read from an index at once.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Found {
    /// Where each list begins, counted in entries; the last one is where all end.
    begins: Vec<u32>,
    worth: Octets,
}

impl Found {
    /// Bytes of an entry and its tenths.
    const SIZE: usize = 3;

    fn new(things: usize, found: &[(u32, (u16, i8))]) -> Self {
        let lists = Lists::new(things, found);
        let (mut begins, mut worth) = (vec![0], Vec::with_capacity(found.len() * Self::SIZE));
        for place in 0..place_of(things) {
            for (entry, tenths) in lists.get(place) {
                worth.extend(entry.to_le_bytes());
                worth.extend(tenths.to_le_bytes());
            }
            begins.push(place_of(worth.len() / Self::SIZE));
        }
        Self { begins, worth: Octets(worth) }
    }

    fn of(&self, place: u32) -> impl Iterator<Item = (u16, i8)> {
        let at = |place: usize| self.begins[place] as usize * Self::SIZE;
        let own = &self.worth.0[at(place as usize)..at(place as usize + 1)];
        own.chunks_exact(Self::SIZE)
            .map(|one| (u16::from_le_bytes([one[0], one[1]]), i8::from_le_bytes([one[2]])))
    }
}

/// Bytes that are written and read in one piece.
#[derive(Debug, Default)]
struct Octets(Vec<u8>);

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        target.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Reads;
        impl Visitor<'_> for Reads {
            type Value = Octets;

            fn expecting(&self, told: &mut fmt::Formatter<'_>) -> fmt::Result {
                told.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Octets, E> {
                Ok(Octets(bytes.to_vec()))
            }
        }
        source.deserialize_bytes(Reads)
    }
}

/// What is asked for: features one by one, and two facts together, each with a place.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Things {
    /// How many questions were judged.
    questions: u32,
    features: Numbered,
    /// How many of the questions ask for each.
    counts: Vec<u32>,
    /// Two features by their numbers, in order. Their places follow those of the features.
    pairs: Vec<(u32, u32)>,
}

impl Things {
    /// Of so many questions that ask for these; a pair of which one feature is not among them is passed over.
    pub(crate) fn new<'a>(
        questions: u32,
        asked: impl Iterator<Item = Asked<&'a str>> + Clone,
    ) -> Self {
        let (mut features, mut counts) = (Numbered::default(), Vec::new());
        for one in asked.clone() {
            if let Asked::One(feature, count) = one
                && features.add(feature) as usize == counts.len()
            {
                counts.push(count);
            }
        }
        features.shrink_to_fit();
        let both = asked.filter_map(|one| match one {
            Asked::Both(left, right) => in_order(features.number(left)?, features.number(right)?),
            Asked::One(..) => None,
        });
        let mut pairs: Vec<(u32, u32)> = both.collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self { questions, features, counts, pairs }
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> usize {
        self.features.len() + self.pairs.len()
    }

    /// What stands at each place.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Asked<&str>> {
        let name = |number: &u32| self.features.get(*number);
        let ones = self.features.texts().iter().zip(&self.counts);
        let ones = ones.map(|(feature, count)| Asked::One(feature, *count));
        ones.chain(self.pairs.iter().map(move |(one, other)| Asked::Both(name(one), name(other))))
    }

    fn place(&self, asked: Asked<&str>) -> Option<u32> {
        match asked {
            Asked::One(feature, _) => self.features.number(feature),
            Asked::Both(left, right) => {
                let both = in_order(self.features.number(left)?, self.features.number(right)?)?;
                self.place_of_both(both)
            }
        }
    }

    fn place_of_both(&self, both: (u32, u32)) -> Option<u32> {
        let place = self.pairs.binary_search(&both).ok()?;
        Some(place_of(self.features.len() + place))
    }

    /// The places of what a question asks for, and how strongly it does: the rarer a feature is among questions, the more it
    /// says, and the more a question asks for, the less each says of it (its features make a vector of length 1).
    pub(crate) fn asked_by(&self, asked: &BTreeSet<String>) -> Vec<(u32, f32)> {
        let mut known: Vec<(u32, f32, bool)> = Vec::with_capacity(asked.len());
        let mut all = 0.0;
        for feature in asked {
            let number = self.features.number(feature);
            let count = number.map_or(1, |number| self.counts[number as usize]);
            let is_fact = is_fact(feature);
            let kind = if is_fact { 1.0 } else { rank::A_WORD_ALIKE };
            // As if one fewer asked for it, so that what a single one asks for is as rare as what none does.
            let own =
                kind * rank::information(count.saturating_sub(1) as usize, self.questions as usize);
            all += own * own;
            known.extend(number.map(|number| (number, own, is_fact)));
        }
        let length = all.sqrt().max(f32::MIN_POSITIVE);
        known.iter_mut().for_each(|(_, own, _)| *own /= length);
        let facts: Vec<(u32, f32)> =
            known.iter().filter(|(.., is_fact)| *is_fact).map(|(at, own, _)| (*at, *own)).collect();
        let mut places: Vec<(u32, f32)> = known.iter().map(|(at, own, _)| (*at, *own)).collect();
        for (at, (left, own)) in facts.iter().enumerate() {
            for (right, other) in &facts[at + 1..] {
                let place = in_order(*left, *right).and_then(|both| self.place_of_both(both));
                places.extend(place.map(|place| (place, rank::TOGETHER * own * other)));
            }
        }
        places
    }
}

/// Two numbers in order; nothing where they are the same.
fn in_order(left: u32, right: u32) -> Option<(u32, u32)> {
    (left != right).then(|| (left.min(right), left.max(right)))
}

/// Between a facet and its value. No word that is typed has it in it.
const IS: char = '=';

/// Whether a feature is a fact, and no word.
pub(crate) fn is_fact(feature: &str) -> bool {
    feature.contains(IS)
}

/// What a question asks for: values, what is held or not wanted, and the words that it uses for it. Amounts and days are
/// never the same again.
pub(crate) fn features(understanding: &Understanding, groups: &Vocabularies) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for piece in &understanding.understood {
        let (concept, value) = (piece.concept, &piece.value);
        if matches!(
            concept,
            Concept::Facet(_)
                | Concept::Without(_)
                | Concept::Registration
                | Concept::Qualification
                | Concept::AtMost
        ) {
            found.insert(format!("{}{IS}{value}", concept.name()));
        }
        if concept == Concept::Facet(Facet::Profession)
            && let Some(group) = groups.group_of(value)
        {
            found.insert(format!("{}{IS}{group}", Facet::ProfessionGroup.name()));
        }
    }
    let key = |word: &Word| if word.is_welsh { word.cy.clone() } else { word.en.clone() };
    // Whoever looks for what closes in January looks for nothing that is about deadlines.
    let is_a_day = |word: &&Word| {
        understanding.understood.iter().any(|piece| {
            let days = [Concept::ClosesAfter, Concept::ClosesBefore, Concept::AddedSince];
            days.contains(&piece.concept) && piece.words.contains(*word)
        })
    };
    let words = understanding.words.iter().filter(|word| !is_a_day(word));
    found.extend(words.map(key).filter(|key| !key.contains([IS, ' ', '/'])));
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use cyfle_catalogue::assessments::Notes;
    use cyfle_catalogue::{Assessments, Files, Moment, load};

    use super::*;
    use crate::{Engine, Query};

    fn first(engine: &Engine, text: &str) -> Vec<String> {
        let moment = "2026-11-22".parse::<Moment>().expect("a day");
        let query = Query::new(text.to_owned(), cyfle_catalogue::Lang::En);
        let answer = engine.search(&query, moment);
        answer.hits.iter().map(|hit| hit.opportunity.id.clone()).collect()
    }

    #[test]
    fn what_was_a_good_answer_to_those_who_ask_so_comes_first_and_what_misled_does_not() {
        const TEXT: &str = "free genomics course";
        let mut catalogue = load(&Files::embedded()).catalogue;
        catalogue.assessments = Assessments::default();
        let plain = Engine::in_memory(Arc::new(catalogue.clone()));
        let before = first(&plain, TEXT);
        let [leader, second, .., last] = before.as_slice() else { panic!("{before:?}") };
        let mut notes = Notes::of(100);
        for feature in ["kind=training", "theme=genomics", "topic=genomics-precision-medicine"] {
            notes.note(Asked::One(feature, 20), []);
        }
        notes.note(Asked::One("genom", 20), [(second.as_str(), 70), (leader.as_str(), -70)]);
        notes.note(Asked::One("physic", 20), [(last.as_str(), 70)]);
        catalogue.assessments = notes.into_assessments();
        let knowing = Engine::in_memory(Arc::new(catalogue));
        let after = first(&knowing, TEXT);
        assert_eq!(&after[0], second, "{before:?} {after:?}");
        assert_eq!(first(&knowing, "audiologist"), first(&plain, "audiologist"));
    }

    #[test]
    fn a_question_asks_the_more_strongly_the_less_it_asks_for_and_the_rarer_that_is() {
        let known = [
            Asked::One("theme=research", 50),
            Asked::One("kind=award", 5),
            Asked::One("prize", 5),
            Asked::Both("theme=research", "kind=award"),
            Asked::Both("kind=award", "unheard=of"),
        ];
        let things = Things::new(100, known.into_iter());
        assert_eq!(things.iter().collect::<Vec<_>>(), known[..4]);
        let strengths = |features: &[&str]| {
            let asked = features.iter().map(|one| (*one).to_owned()).collect();
            let mut places = things.asked_by(&asked);
            places.sort_by_key(|(place, _)| *place);
            places
        };
        assert_eq!(strengths(&["theme=research"]), [(0, 1.0)]);
        let [(0, common), (1, rare), (3, both)] = strengths(&["kind=award", "theme=research"])[..]
        else {
            panic!("three places")
        };
        assert!(common < rare && both > 0.0, "{common} {rare} {both}");
        let beside = strengths(&["kind=award", "unheard"]);
        assert!(beside.len() == 1 && beside[0].1 < 1.0, "a word that nobody asked says something");
        assert!(strengths(&[]).is_empty());
    }
}
