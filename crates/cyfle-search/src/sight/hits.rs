//! The page of an answer: the hits that are shown, each with why it matched.

use super::{Seen, Sight, Standing};
use crate::results::{Answer, Hit};

impl<'a> Sight<'a, '_> {
    /// The answer; `relaxed` are the parameters that were given up for it.
    pub(crate) fn answer(self, relaxed: Vec<(&'static str, String)>) -> Answer<'a> {
        let first = (self.query.page.saturating_sub(1)).saturating_mul(self.query.per_page);
        let hits: Vec<Hit<'a>> = self
            .hits
            .iter()
            .skip(first)
            .take(self.query.per_page)
            .map(|index| self.hit(&self.base[*index]))
            .collect();
        let remaining: Vec<&str> = self.words.iter().map(|word| word.folded.as_str()).collect();
        Answer {
            understood: self.understanding.understood.clone(),
            remaining_text: remaining.join(" "),
            words: self.understanding.words.clone(),
            relaxed,
            confident: self.confident && !self.hits.is_empty(),
            total: self.hits.len(),
            full_matches: self
                .hits
                .iter()
                .filter(|index| self.base[**index].order.missed == 0)
                .count(),
            hits,
            facets: self.counts(),
        }
    }

    fn hit(&self, seen: &Seen) -> Hit<'a> {
        let opportunity = self.entry(seen.number);
        let mut fit = self.judge.fit(opportunity);
        fit.verdict = seen.verdict;
        let (mut matched, mut missed, mut unstated) = (Vec::new(), Vec::new(), Vec::new());
        for asked in &self.asked {
            let reasons = asked.reasons(seen.number);
            match asked.standing(seen.number) {
                Standing::Has | Standing::Nearly => matched.extend(reasons),
                Standing::Lacks => missed.extend(reasons),
                Standing::Unstated => unstated.extend(reasons),
            }
        }
        let stand = self.words.iter().zip(&self.holders);
        let words = stand
            .filter(|(_, holders)| holders.contains(seen.number))
            .map(|(word, _)| word.folded.clone())
            .collect();
        Hit {
            opportunity,
            status: self.states.of[seen.number].clone(),
            fit,
            matched,
            missed,
            unstated,
            aside: seen.order.aside,
            words,
        }
    }
}
