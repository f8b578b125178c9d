//! What a reader has behind them: whoever came through something looks past it, however well it suits otherwise.

use cyfle_catalogue::Facet;

use super::{Sight, alike};
use crate::bits::Bits;
use crate::fit::Reader;
use crate::rank;
use crate::results::Concept;

impl Sight<'_, '_> {
    /// What leads to a first degree, where the reader has one: by what they hold, or as anyone does at their level or on their
    /// register. Whoever asks for such a stage wants it all the same.
    pub(super) fn outgrown(&self, reader: &Reader) -> Bits {
        let traits = &self.engine.traits;
        let is_first = |stage: &str| traits.ladder.is_of_first_degrees(stage);
        let asks_for_one = self.asks_for(Facet::EducationStage, is_first);
        let levels = &reader.career_levels;
        let has_one =
            reader.qualification.as_deref().is_some_and(|own| traits.ladder.is_a_degree(own))
                || reader.registration.as_deref() == Some(rank::REGISTER_BEHIND_A_DEGREE)
                || (!levels.is_empty()
                    && levels.iter().all(|level| level != rank::BEFORE_A_DEGREE));
        if has_one && !asks_for_one {
            traits.first_degrees.clone()
        } else {
            Bits::none(self.engine.table.len())
        }
    }

    /// Entries that are called what the reader has: whoever came through HSST looks past it.
    pub(super) fn called_as_held(&self) -> Bits {
        let mut held = Bits::none(self.engine.table.len());
        let pieces = self.understanding.understood.iter();
        for piece in pieces.filter(|piece| piece.concept == Concept::Qualification) {
            held.add(&self.engine.titles.holding(&piece.words));
        }
        held
    }

    /// Entries whose names the reader says to have come through: what follows is sought, and not the same again.
    pub(super) fn finished(&self) -> Bits {
        let mut finished = Bits::none(self.engine.table.len());
        for words in &self.understanding.finished {
            let named = alike::first_named(self.engine, words);
            named.into_iter().flatten().for_each(|(entry, _)| finished.insert(entry));
        }
        finished
    }
}
