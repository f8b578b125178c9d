//! Words between quotation marks: entries in which they stand side by side, the small ones too. The index keeps no places, so
//! the texts of the best that have all of the words are read again; whoever quotes nothing pays nothing for it.

use cyfle_catalogue::{Lang, Opportunity};

use super::Sight;
use crate::bits::Bits;
use crate::lookup::Found;
use crate::rank;
use crate::understand::{Reading, Word};

/// So many entries at most are read for one quotation, those first whose text answers best.
const MOST_READ: usize = 24;

impl Sight<'_, '_> {
    /// Adds to the scores of a look-up of some words what quotations are worth.
    pub(super) fn prefer_quoted(&self, looked_up: &[(&Word, f32)], found: &mut Found) {
        for quotation in &self.understanding.quoted {
            let mut able = Bits::all(self.engine.table.len());
            for word in quotation {
                let holders = looked_up.iter().zip(&found.holders);
                let own = holders
                    .filter(|((known, _), _)| known.folded == word.folded)
                    .map(|(_, own)| own);
                own.for_each(|own| able.keep(own));
            }
            let mut able: Vec<usize> = able.iter().collect();
            let best = |left: &usize, right: &usize| {
                found.scores[*right].total_cmp(&found.scores[*left]).then(left.cmp(right))
            };
            if able.len() > MOST_READ {
                able.select_nth_unstable_by(MOST_READ, best);
                able.truncate(MOST_READ);
            }
            for number in able {
                if says(&self.engine.reading, self.entry(number), quotation) {
                    found.scores[number] += rank::QUOTED;
                }
            }
        }
    }
}

/// Whether an entry has some words side by side, in either language.
fn says(reading: &Reading, entry: &Opportunity, quotation: &[Word]) -> bool {
    let names = entry.also_known_as.iter().map(|name| (name.as_str(), Lang::En));
    let texts = [&entry.title, &entry.summary, &entry.details, &entry.eligibility.who];
    let texts = texts.into_iter().flat_map(|text| Lang::ALL.map(|lang| (text.get(lang), lang)));
    names.chain(texts).any(|(text, lang)| {
        let tokens = reading.tokens(text);
        tokens.windows(quotation.len()).any(|part| {
            part.iter().zip(quotation).all(|(token, word)| {
                token.folded == word.folded
                    || word.keys(lang).any(|key| key == reading.key(token, lang))
            })
        })
    })
}
