//! "Funded" and nothing else that says what is sought: a wish for whatever pays. Beside a kind ("funded training") it says how,
//! not what, and stays text.

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let kind = Concept::Facet(Facet::Kind);
    if found.iter().any(|one| one.concept == kind) {
        return;
    }
    for at in 0..clues.words.len() {
        let is_read = found.iter().any(|one| one.from <= at && at < one.to);
        if clues.is(at, Cue::Funded) && !is_read {
            found.push(Match::new(at, at + 1, kind, "funding"));
        }
    }
}
