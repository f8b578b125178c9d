//! The page of an answer: the hits that are shown, each with why it matched.

use super::{Sight, Standing};
use crate::analysis::fold;
use crate::rank::Order;
use crate::results::{Answer, Hit, Tier};
use crate::understand::Word;

impl<'a> Sight<'a, '_> {
    /// The answer; `relaxed` are the parameters that were given up for it.
    pub(crate) fn answer(self, relaxed: Vec<(&'static str, String)>) -> Answer<'a> {
        let first = (self.query.page.saturating_sub(1)).saturating_mul(self.query.per_page);
        let hits: Vec<Hit<'a>> = self
            .first
            .iter()
            .skip(first)
            .take(self.query.per_page)
            .map(|(number, order)| self.hit(*number, *order))
            .collect();
        let remaining = self.understanding.remaining.iter();
        let remaining: Vec<&str> = remaining.map(|word| as_typed(&self.query.text, word)).collect();
        Answer {
            understood: self.understanding.understood.clone(),
            remaining_text: remaining.join(" "),
            words: self.understanding.words.clone(),
            relaxed,
            confident: self.confident && !self.kept.is_empty(),
            total: self.kept.count(),
            full_matches: self.full,
            hits,
            facets: self.counts(),
        }
    }

    fn hit(&self, number: usize, order: Order) -> Hit<'a> {
        let opportunity = self.entry(number);
        let mut fit = self.judge.fit(opportunity);
        fit.verdict = self.verdict(number);
        let (mut matched, mut missed, mut unstated) = (Vec::new(), Vec::new(), Vec::new());
        for asked in &self.asked {
            let reasons = asked.reasons(number);
            match asked.standing(number) {
                Standing::Met => matched.extend(reasons),
                Standing::Lacks => missed.extend(reasons),
                Standing::Unstated => unstated.extend(reasons),
            }
        }
        let stand = self.words.iter().zip(&self.holders);
        let words = stand
            .filter(|(_, holders)| holders.contains(number))
            .map(|(word, _)| word.folded.clone())
            .collect();
        Hit {
            number,
            opportunity,
            status: self.states.of[number].clone(),
            fit,
            matched,
            missed,
            unstated,
            aside: order.aside,
            tier: tier(order),
            words,
        }
    }
}

/// What stands in the answer as it was counted: by the order, which knows what the question leaves out of account.
const fn tier(order: Order) -> Tier {
    match order.unusable {
        _ if order.is_full() => Tier::Full,
        true => Tier::Unusable,
        false => Tier::Near,
    }
}

/// A word with its capitals and accents; as it was read where that is another word than was typed.
fn as_typed<'t>(text: &'t str, word: &'t Word) -> &'t str {
    let (start, end) = word.place;
    text.get(start..end).filter(|typed| fold(typed) == word.folded).unwrap_or(&word.folded)
}
