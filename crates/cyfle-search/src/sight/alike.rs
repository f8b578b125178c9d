//! "The Welsh equivalent of Topol", "instead of the NIHR award": what is only compared with is not sought. What is like it is, and
//! comes from someone else where it cannot be used from Wales.

use cyfle_catalogue::{Facet, Lang};

use super::named::tells_of_one;
use crate::bits::Bits;
use crate::home;
use crate::results::{Concept, Reason};
use crate::search::Engine;
use crate::understand::{Understanding, Word};
use crate::wishes::Wish;

/// What makes one entry like another: what it is, what it is about and for whom.
const LIKENESS: [Facet; 4] = [Facet::Kind, Facet::Theme, Facet::Topic, Facet::CareerLevel];

/// Among so many of the first words one may tell alone which entry is meant.
const FIRST: usize = 3;

/// Entries that a question only compares with. Where some of those that it names cannot be used from Wales, it is these: another
/// one of the same name may be the very answer, and is where all can and the question asks for what is in Wales.
pub(super) fn compared(engine: &Engine, understanding: &Understanding, lang: Lang) -> Bits {
    let mut found = Bits::none(engine.table.len());
    for words in &understanding.compared {
        match engine.titles.first_named(words, |_| true) {
            Some((_, named)) => named.iter().for_each(|(entry, _)| found.insert(*entry)),
            None => found.add(&told_by_a_word(engine, understanding, words, lang)),
        }
    }
    let unusable = found.and(&engine.traits.unusable);
    let asks_for_home = understanding.understood.iter().any(|piece| {
        piece.concept == Concept::Facet(Facet::Nation)
            && home::takes_in(&piece.value, &engine.catalogue) == Some(true)
    });
    if unusable.is_empty() && !asks_for_home { found } else { unusable }
}

/// The entries in whose names a word stands that means nothing else and that hardly any other text has.
fn told_by_a_word(
    engine: &Engine,
    understanding: &Understanding,
    words: &[Word],
    lang: Lang,
) -> Bits {
    let is_telling =
        |word: &&Word| understanding.remaining.contains(word) && tells_of_one(engine, word, lang);
    let telling = words.iter().take(FIRST).find(is_telling);
    telling.map_or_else(
        || Bits::none(engine.table.len()),
        |word| engine.titles.holding(std::slice::from_ref(word)),
    )
}

/// What is preferred of whoever compares with some entries: what those are, are about and are for.
pub(super) fn wishes(engine: &Engine, compared: &Bits) -> Vec<Wish> {
    let of = |facet: Facet| {
        let mut readings: Vec<Reason> = Vec::new();
        for number in compared.iter() {
            let entry = engine.table.entry(&engine.catalogue, number);
            for value in facet.values(entry, &engine.catalogue) {
                let reason = Reason { concept: Concept::Facet(facet), value };
                if !readings.contains(&reason) {
                    readings.push(reason);
                }
            }
        }
        Wish { readings, words: Vec::new() }
    };
    LIKENESS.into_iter().map(of).filter(|wish| !wish.readings.is_empty()).collect()
}
