//! What a reader has behind them: whoever came through something looks past it, however well it suits otherwise.

use cyfle_catalogue::Facet;

use super::Sight;
use crate::bits::Bits;
use crate::fit::{self, Reader};
use crate::results::Concept;

impl Sight<'_, '_> {
    /// What leads to a first degree, where the reader has one: by what they hold, or as anyone does at their level or on their
    /// register. Whoever asks for such a stage wants it all the same.
    pub(super) fn outgrown(&self, reader: &Reader) -> Bits {
        let (catalogue, ladder) = (&self.engine.catalogue, &self.engine.traits.ladder);
        let needs_one = |name: &str, id: &str| ladder.needs_a_degree(catalogue, name, id);
        let is_first = |stage: &str| ladder.is_of_first_degrees(stage);
        let asks_for_one = self.asks_for(Facet::EducationStage, is_first);
        let levels = &reader.career_levels;
        let has_one = reader.qualification.as_deref().is_some_and(|own| ladder.is_a_degree(own))
            || reader.registration.as_deref().is_some_and(|own| needs_one(fit::REGISTRATION, own))
            || (!levels.is_empty()
                && levels.iter().all(|level| needs_one(Facet::CareerLevel.name(), level)));
        if has_one && !asks_for_one {
            self.engine.traits.first_degrees.clone()
        } else {
            Bits::none(self.engine.table.len())
        }
    }

    /// Entries that take as long as the reader will not go through, or longer.
    pub(super) fn too_long(&self) -> Bits {
        let mut long = Bits::none(self.engine.table.len());
        if let Some(months) = self.understanding.of_reader.too_long {
            let entries = self.engine.catalogue.opportunities.values().enumerate();
            let takes = entries.filter(|(_, one)| {
                let range = one.offer.duration_months.as_ref();
                range.and_then(|range| range.min).is_some_and(|least| f64::from(least) >= months)
            });
            takes.for_each(|(number, _)| long.insert(number));
        }
        long
    }

    /// Entries that are called what the reader has: whoever came through HSST looks past it.
    pub(super) fn called_as_held(&self) -> Bits {
        let mut held = Bits::none(self.engine.table.len());
        let pieces = self.understanding.understood.iter();
        for piece in
            pieces.filter(|piece| matches!(piece.concept, Concept::Qualification | Concept::AtMost))
        {
            held.add(&self.engine.titles.holding(&piece.words));
        }
        held
    }

    /// Entries whose names the reader says to have come through: what follows is sought, and not the same again.
    pub(super) fn finished(&self) -> Bits {
        let mut finished = Bits::none(self.engine.table.len());
        for words in &self.understanding.finished {
            let named = self.engine.titles.first_named(words, |_| true).map(|(_, named)| named);
            named.into_iter().flatten().for_each(|(entry, _)| finished.insert(entry));
        }
        finished
    }
}
