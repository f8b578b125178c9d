//! Names of entries that are not sought: those that are turned down, and those that somebody has come through.

use std::ops::Range;

use cyfle_catalogue::Facet;

use crate::results::{Concept, Understood};
use crate::titles::{Naming, Titles};
use crate::understand::{Understanding, Word};

/// "Anything besides the Research Training Award", "not Topol": whoever names an entry not to get it turns down that one, and neither
/// research nor awards.
pub(crate) fn set_aside(understanding: &mut Understanding, titles: &Titles) {
    if understanding.manner.denied.is_empty() {
        return;
    }
    let contained = titles.contained(&understanding.typed);
    let denied = std::mem::take(&mut understanding.manner.denied);
    for own in &denied {
        let named = contained.iter().find(|(_, place)| place.start == own.start);
        // "GW4 has said no to me twice": what is denied may be named by its first words.
        let begun = || {
            let name = &understanding.typed[own.clone()];
            let is_long = |name: &[Word]| name.len() > 1 || titles.is_telling(&name[0]);
            let (length, _) = titles.first_named(name, is_long)?;
            Some(own.start..own.start + length)
        };
        let named = named.map(|(_, place)| place.clone()).or_else(begun);
        let typed = &understanding.typed;
        let is_within = |piece: &Understood, place: &Range<usize>| {
            let words = || typed[place.clone()].iter();
            // The word that denies it is part of a piece.
            piece.words.last().is_some_and(|last| words().any(|word| word.place == last.place))
        };
        if let Some(place) = named {
            understanding.understood.retain(|piece| !is_within(piece, &place));
            understanding.finished.push(typed[place].to_vec());
            continue;
        }
        let first = own.start..own.start + 1;
        let names_it = |(_, naming): &(usize, Naming)| *naming >= Naming::Whole;
        let is_name = titles.named(&typed[first.clone()], &[true]).iter().any(names_it);
        if is_name {
            understanding.understood.retain(|piece| !is_within(piece, &first));
        }
        if is_name || !understanding.understood.iter().any(|piece| is_within(piece, &first)) {
            understanding.compared.push(typed[first.clone()].to_vec());
        }
        // "Not a student": what is denied is not looked for, whatever it means.
        let denied = understanding.typed[first.start].clone();
        if !is_name && !titles.is_telling(&denied) {
            let is_other = |word: &Word| word.place != denied.place;
            understanding.remaining.retain(is_other);
            understanding.words.retain(is_other);
        }
    }
    understanding.manner.denied = denied;
}

/// "I already had a Q Exchange grant, who funds improvement": the name of what somebody has come through is looked for no more, and
/// what its words mean is not asked for, where something else is.
pub(crate) fn leave_out_what_is_over(understanding: &mut Understanding, titles: &Titles) {
    for over in &understanding.finished {
        let is_long = |name: &[Word]| name.len() > 1;
        let Some((length, _)) = titles.first_named(over, is_long) else { continue };
        let name = &over[..length];
        let is_in_it = |word: &Word| name.iter().any(|own| own.place == word.place);
        let is_asked = |piece: &Understood| {
            let asked = [Facet::Kind, Facet::Offer, Facet::Mode, Facet::Theme, Facet::Topic];
            asked.into_iter().any(|facet| piece.concept == Concept::Facet(facet))
        };
        let is_over = |piece: &Understood| is_asked(piece) && piece.words.iter().all(is_in_it);
        let mut pieces = understanding.understood.iter();
        if pieces.any(|piece| is_asked(piece) && !is_over(piece)) {
            understanding.remaining.retain(|word| !is_in_it(word));
            understanding.words.retain(|word| !is_in_it(word));
            understanding.understood.retain(|piece| !is_over(piece));
        }
    }
}
