//! One wish held against every entry at once: who has it and how plainly, who leaves it open, who lacks it.

use cyfle_catalogue::Facet;

use super::reading::Read;
use crate::bits::Bits;
use crate::purposes::Purpose;
use crate::rank;
use crate::results::{Concept, Reason};
use crate::search::Engine;
use crate::states::Snapshot;
use crate::understand::Word;
use crate::wishes::{Wish, may_stand_in_words, names_a_person};

/// How an entry stands to a wish, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    Lacks,
    Unstated,
    Met,
}

/// A wish and how every entry stands to it.
#[derive(Debug)]
pub(crate) struct Asked {
    readings: Vec<Read>,
    /// What its having is worth at most, in [`rank::information`].
    pub(crate) weight: f32,
    /// What it is worth to have it nearly, and to leave it open.
    nearly: f32,
    open: f32,
    /// What it is worth besides to have it for certain.
    known: f32,
    /// The words that were read so.
    words: Vec<Word>,
    /// Whether its levels, themes or stages are counted: the fewer there are, the more to the point.
    counts: Option<Facet>,
    /// Entries that have it, at least nearly.
    pub(crate) met: Bits,
    /// Entries that leave it open.
    pub(crate) unstated: Bits,
    /// Entries that contradict it.
    pub(crate) lacking: Bits,
    /// Entries that are sorted under something else, and are good answers all the same.
    excused: Bits,
    /// Entries that name the very profession, or are about the very topic.
    pub(crate) very: Bits,
    /// Entries that are, by our own reading, only for levels below the ones that are asked for.
    below: Bits,
    /// Sets of entries that have it, what is worth most first.
    layers: Vec<(Bits, f32)>,
}

impl Asked {
    pub(crate) fn new(engine: &Engine, wish: Wish, states: &Snapshot) -> Self {
        let size = engine.table.len();
        let mut readings: Vec<Read> =
            wish.readings.into_iter().map(|reason| Read::new(engine, reason, states)).collect();
        let may_say = readings.iter().any(|read| may_stand_in_words(read.reason.concept));
        for words in wish.words.iter().filter(|_| may_say) {
            let said = engine.titles.says(words);
            let able = readings.iter_mut().filter(|read| may_stand_in_words(read.reason.concept));
            able.for_each(|read| read.nearly.add(&said));
        }
        let is_person = |read: &Read| names_a_person(read.reason.concept);
        if readings.iter().any(is_person) {
            let implied = readings.iter_mut().filter(|read| !is_person(read));
            implied
                .flat_map(|read| &mut read.layers)
                .for_each(|(_, worth)| *worth *= rank::IMPLIED);
        }
        let worth = |read: &Read| read.layers.first().map_or(0.0, |(_, worth)| *worth);
        let weight = readings.iter().map(worth).fold(0.0, f32::max);
        let counts = readings.iter().find_map(|read| match read.reason.concept {
            _ if pays_for_time(engine, &read.reason) => None,
            Concept::Facet(
                facet @ (Facet::CareerLevel | Facet::Theme | Facet::Offer | Facet::EducationStage),
            ) => Some(facet),
            _ => None,
        });
        let words = wish.words.into_iter().flatten().collect();
        let (mut met, mut unstated) = (Bits::none(size), Bits::none(size));
        // The topic of a profession speaks for what is about it; that it is left open says nothing against what is stated of
        // the profession.
        let names_person = readings.iter().any(is_person);
        for read in &readings {
            read.layers.iter().for_each(|(layer, _)| met.add(layer));
            met.add(&read.nearly);
            if is_person(read) || !names_person {
                unstated.add(&read.unstated);
            }
        }
        unstated.remove(&met);
        let mut lacking = Bits::all(size);
        lacking.remove(&met);
        lacking.remove(&unstated);
        let very = the_very(engine, &readings);
        let below = below(engine, &readings);
        let mut layers: Vec<(Bits, f32)> =
            readings.iter().flat_map(|read| read.layers.iter().cloned()).collect();
        layers.sort_by(|left, right| right.1.total_cmp(&left.1));
        let best = |share: fn(Concept) -> f32| {
            let shares = readings.iter().map(|read| share(read.reason.concept));
            weight * shares.fold(f32::NEG_INFINITY, f32::max)
        };
        let (nearly, mut open) = (best(rank::nearly), best(rank::unstated));
        if readings.iter().any(|read| must_be_known(engine, &read.reason)) {
            open *= rank::LEFT_OPEN;
        }
        let closing = readings.iter().any(|read| is_of_closing(read.reason.concept));
        let known = if closing { rank::ON_THE_DAYS } else { 0.0 };
        Self {
            readings,
            weight,
            nearly,
            open,
            known,
            words,
            counts,
            met,
            unstated,
            lacking,
            excused: Bits::none(size),
            very,
            below,
            layers,
        }
    }

    /// Whether one of its readings is a value of a facet.
    pub(crate) fn is_about(&self, facet: Facet) -> bool {
        self.asks_for(facet, |_| true)
    }

    /// Whether all of its readings are values of some facets.
    pub(crate) fn is_only_about(&self, facets: &[Facet]) -> bool {
        let is_one =
            |concept: Concept| matches!(concept, Concept::Facet(facet) if facets.contains(&facet));
        self.readings.iter().all(|read| is_one(read.reason.concept))
    }

    /// Whether one of its readings is a value of a facet that is such a one.
    pub(crate) fn asks_for(&self, facet: Facet, is_such: impl Fn(&str) -> bool) -> bool {
        self.readings
            .iter()
            .any(|read| read.reason.concept == Concept::Facet(facet) && is_such(&read.reason.value))
    }

    /// How sure its reading is.
    pub(crate) fn certainty(&self) -> f32 {
        self.words.iter().map(rank::certainty).fold(1.0, f32::min)
    }

    /// Whether it was read from a word.
    pub(crate) fn has_word(&self, word: &Word) -> bool {
        self.words.contains(word)
    }

    /// How an entry stands to it, by its best reading.
    pub(crate) fn standing(&self, number: usize) -> Standing {
        if self.met.contains(number) {
            Standing::Met
        } else if self.lacking.contains(number) {
            Standing::Lacks
        } else {
            Standing::Unstated
        }
    }

    /// Takes what was found a good answer as leaving open what it is only not sorted under. Facts stay facts: for whom, where and
    /// until when something is.
    pub(super) fn excuse(&mut self, found: &Bits) {
        const SORTED_UNDER: [Facet; 5] =
            [Facet::Kind, Facet::Offer, Facet::Theme, Facet::Topic, Facet::EducationStage];
        if self.is_only_about(&SORTED_UNDER) {
            self.excused = self.lacking.and(found);
            self.lacking.remove(&self.excused);
        }
    }

    /// Takes note that nothing else is asked: what is new is then put in the order of its days.
    pub(super) fn alone(&mut self) {
        let is_new = |read: &Read| read.reason.concept == Concept::AddedSince;
        if self.readings.iter().any(is_new) {
            self.layers.iter_mut().for_each(|(_, worth)| *worth *= rank::NOTHING_BUT_NEW);
        }
    }

    /// What an entry earns by it.
    pub(crate) fn worth(&self, engine: &Engine, number: usize) -> f32 {
        let layer = self.layers.iter().find(|(bits, _)| bits.contains(number));
        match (layer, self.standing(number)) {
            (Some((_, worth)), _) => worth * self.to_the_point(engine, number) + self.known,
            (None, Standing::Met) => self.nearly,
            (None, Standing::Unstated) if self.excused.contains(number) => 0.0,
            (None, Standing::Unstated) if self.below.contains(number) => {
                self.weight * rank::OUTGROWN
            }
            (None, Standing::Unstated) => self.open,
            (None, Standing::Lacks) => 0.0,
        }
    }

    /// What it is about in the end.
    pub(crate) fn purpose(&self, engine: &Engine) -> Option<Purpose> {
        let mut reasons = self.readings.iter().map(|read| &read.reason);
        reasons.find_map(|one| engine.traits.purposes.of(one.concept, &one.value))
    }

    /// How much more to the point an entry is for listing few things.
    fn to_the_point(&self, engine: &Engine, number: usize) -> f32 {
        self.counts.map_or(1.0, |facet| {
            let listed = match facet {
                Facet::CareerLevel => &engine.traits.levels,
                Facet::EducationStage => &engine.traits.stages,
                Facet::Offer => &engine.traits.offers,
                _ => &engine.traits.themes,
            };
            rank::to_the_point(facet, listed[number])
        })
    }

    /// The readings that an entry has, or all of them where it has none. What only stands in for one puts the entry in its place, but
    /// nobody may say that it has it.
    pub(crate) fn reasons(&self, number: usize) -> impl Iterator<Item = Reason> {
        let has_any = self.met.contains(number);
        let has = move |read: &Read| read.is_met(number) && !read.stands_in.contains(number);
        let readings = self.readings.iter().filter(move |read| !has_any || has(read));
        readings.map(|read| read.reason.clone())
    }
}

/// Whether somebody has to know of a thing that it is so: that it pays their time, or when it closes.
fn must_be_known(engine: &Engine, asked: &Reason) -> bool {
    is_of_closing(asked.concept) || pays_for_time(engine, asked)
}

/// Whether it asks for days on which something closes.
const fn is_of_closing(concept: Concept) -> bool {
    matches!(concept, Concept::ClosesAfter | Concept::ClosesBefore)
}

/// Whether it asks for an offer that pays someone's time, or gives it.
fn pays_for_time(engine: &Engine, asked: &Reason) -> bool {
    asked.concept == Concept::Facet(Facet::Offer)
        && rank::stands_alone(engine.catalogue(), &asked.value)
}

/// Entries that name a profession, or are about a topic, that some readings ask for.
fn the_very(engine: &Engine, readings: &[Read]) -> Bits {
    let mut found = Bits::none(engine.table.len());
    for Reason { concept, value } in readings.iter().map(|read| &read.reason) {
        let own = match concept {
            Concept::Facet(Facet::Profession) => engine.traits.naming(value),
            Concept::Facet(Facet::Topic) => {
                engine.table.column(Facet::Topic).and_then(|column| column.with(value))
            }
            _ => None,
        };
        own.into_iter().for_each(|own| found.add(own));
    }
    found
}

/// Entries whose levels, by our own reading, are all below every level that some readings ask for.
fn below(engine: &Engine, readings: &[Read]) -> Bits {
    let mut found = Bits::none(engine.table.len());
    let levels = engine.table.values(Facet::CareerLevel);
    let height = |read: &Read| {
        let is_level = read.reason.concept == Concept::Facet(Facet::CareerLevel);
        levels.iter().position(|level| is_level && *level == read.reason.value)
    };
    let lowest = readings.iter().filter_map(height).min();
    if let (Some(lowest), Some(column)) = (lowest, engine.table.column(Facet::CareerLevel)) {
        found.add(column.stated());
        found.keep(&engine.traits.levels_inferred);
        found.remove(&column.with_any(levels[lowest..].iter().map(String::as_str)));
    }
    found
}
