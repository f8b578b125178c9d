//! A question held against every entry: what each has, lacks or leaves open, and the order.
//!
//! Everything that holds whatever is asked was worked out before ([`crate::traits`], [`crate::states`]); a wish is held
//! against all entries at once ([`asked`], each of its readings by [`reading`], and by [`stated`] where no column tells it), as
//! is what is named only to be compared with ([`alike`]) or what the reader has behind them ([`held`]) or names ([`named`]),
//! and so are filters, counts ([`filters`]) and verdicts: all of them are sets. Only what may be shown is weighed ([`order`]),
//! and only what is shown is looked at ([`hits`]), or has to be read again for a quotation ([`quoted`]).

mod alike;
mod asked;
mod filters;
mod held;
mod hits;
mod named;
mod order;
mod quoted;
mod reading;
mod stated;

use std::sync::Arc;

use cyfle_catalogue::{Facet, Moment, Opportunity};
use hashbrown::HashSet;

use crate::bits::Bits;
use crate::fit::{self, Judge, Reader, Verdict, Verdicts};
use crate::lookup::Found;
use crate::query::Query;
use crate::rank::{self, Order};
use crate::results::{Concept, Understood};
use crate::search::Engine;
use crate::states::Snapshot;
use crate::titles::Naming;
use crate::understand::{Understanding, Word};
use crate::wishes::{chosen, open_to, preferred, wishes};
use asked::{Asked, Standing};
use named::Named;

/// A question held against every entry.
pub(crate) struct Sight<'a, 'q> {
    engine: &'a Engine,
    query: &'q Query,
    understanding: &'q Understanding,
    states: Arc<Snapshot>,
    judge: Judge<'q>,
    asked: Vec<Asked>,
    /// What parameters ask for, which excludes, and what is preferred without being sought: among what is kept, the plainest
    /// comes first.
    chosen: Vec<Asked>,
    /// Every word that means something, once.
    said: Vec<&'q Word>,
    /// The words that were not understood, and where they stand.
    words: Vec<&'q Word>,
    holders: Vec<Bits>,
    /// How well each entry's text answers.
    text: Vec<f32>,
    /// Entries that have most of what the words say, where nothing but words was asked.
    telling: Option<Bits>,
    named: Vec<(usize, Naming)>,
    /// Entries that the question seems to mean in particular.
    sought: Bits,
    /// Entries that are, or are called, what the reader has already.
    held: Bits,
    /// Entries that the question only compares with.
    compared: Bits,
    /// Entries that assessors found good answers to such questions.
    vouched: Bits,
    /// Entries by how many things asked for they contradict.
    missing: Vec<Bits>,
    /// Everything in the answer, before filters.
    base: Bits,
    verdicts: Verdicts,
    /// What every filter keeps.
    kept: Bits,
    /// The first of these in order: as many as the page reaches to.
    first: Vec<(usize, Order)>,
    /// How many of them fit.
    full: usize,
    confident: bool,
    /// Whether a funder was named for something that cannot be used from Wales.
    looks_elsewhere: bool,
}

/// So many of the first answers tell whether the question was answered at all.
const TELLING: usize = 3;

/// A word that is said again says nothing more.
fn each_once(words: &[Word]) -> Vec<&Word> {
    let mut said = HashSet::new();
    words.iter().filter(|word| said.insert(word.folded.as_str())).collect()
}

/// Whether an entry leaves open something that a question asks for.
pub(crate) fn leaves_open(
    engine: &Engine,
    understanding: &Understanding,
    opportunity: &Opportunity,
    moment: Moment,
) -> bool {
    let number = engine.catalogue.opportunities.keys().position(|id| *id == opportunity.id);
    let states = engine.states.at(moment, &engine.catalogue, &engine.traits);
    let mut asked = wishes(understanding).into_iter();
    number.is_some_and(|number| {
        asked.any(|wish| Asked::new(engine, wish, &states).unstated.contains(number))
    })
}

impl<'a: 'q, 'q> Sight<'a, 'q> {
    pub(crate) fn new(
        engine: &'a Engine,
        query: &'q Query,
        understanding: &'q Understanding,
        reader: &'q Reader,
        moment: Moment,
    ) -> Self {
        let states = engine.states.at(moment, &engine.catalogue, &engine.traits);
        let abroad = fit::abroad(reader, &engine.catalogue).map(open_to);
        let asked: Vec<Asked> = wishes(understanding)
            .into_iter()
            .chain(abroad)
            .map(|wish| Asked::new(engine, wish, &states))
            .collect();
        let judge = Judge::new(reader, &engine.catalogue);
        let size = engine.table.len();
        let compared = alike::compared(engine, understanding, query.lang);
        let mut sight = Self {
            engine,
            query,
            understanding,
            verdicts: judge.verdicts(&engine.traits.doors),
            judge,
            asked,
            chosen: chosen(query)
                .into_iter()
                .chain(preferred(understanding))
                .chain(alike::wishes(engine, &compared))
                .map(|wish| Asked::new(engine, wish, &states))
                .collect(),
            states,
            said: each_once(&understanding.words),
            words: each_once(&understanding.remaining),
            holders: Vec::new(),
            text: Vec::new(),
            telling: None,
            named: Vec::new(),
            sought: Bits::none(size),
            held: Bits::none(size),
            compared,
            vouched: Bits::none(size),
            missing: Vec::new(),
            base: Bits::none(size),
            kept: Bits::none(size),
            first: Vec::new(),
            full: 0,
            confident: true,
            looks_elsewhere: false,
        };
        if let [only] = sight.asked.as_mut_slice()
            && sight.words.is_empty()
        {
            only.alone();
        }
        sight.held = sight.outgrown(reader);
        sight.held.add(&sight.too_long());
        sight.weigh();
        sight
    }

    /// Whether anything is left when every filter was applied.
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Which entries answer the text at all, how well, and whether the first of them really do.
    fn weigh(&mut self) {
        let size = self.engine.table.len();
        let mut found = self.find_words(size);
        let finished = self.finished();
        let Named { named, asked_about } = self.named();
        self.named = named;
        let called = self.called_as_held();
        let mut past = finished.clone();
        past.add(&self.compared);
        // "GW4-CAT for a scientist with a PhD" asks about that one, though "PhD" stands in its name.
        self.named.retain(|(entry, _)| {
            !past.contains(*entry) && (!called.contains(*entry) || asked_about.contains(entry))
        });
        past.add(&called);
        let nothing_asked = self.asked.is_empty() && self.words.is_empty();
        // What is named cannot be used from Wales: what can be used instead comes from someone else.
        let unusable = &self.engine.traits.unusable;
        self.looks_elsewhere = self.named.iter().any(|(entry, _)| unusable.contains(*entry))
            || self.compared.count_both(unusable) > 0
            || self.only_what_is_unusable_answers();
        found.holders.truncate(self.words.len());
        self.holders = found.holders;
        self.text = found.scores;
        if self.query.interpret {
            self.hear_assessors();
        }
        self.sought = self.sought();
        self.held.add(&past);
        if self.asked.is_empty() && self.words.len() > 1 && self.compared.is_empty() {
            self.telling = Some(self.saying_most());
        }
        self.gather(nothing_asked);
        // What leaves something open that was asked has to be asked first.
        for asked in &self.asked {
            let doubtful = self.verdicts.likely.and(&asked.unstated);
            self.verdicts.likely.remove(&doubtful);
            self.verdicts.check.add(&doubtful);
        }
        self.kept = self.kept(None);
        let ordered = self.ordered();
        (self.first, self.full) = (ordered.first, ordered.full);
        self.confident = nothing_asked || self.only_compares() || self.explains_enough();
    }

    /// What assessors found: it adds to what speaks for an entry, and what they found a good answer is not set back for what it
    /// is not sorted under.
    fn hear_assessors(&mut self) {
        let (assessed, groups) = (&self.engine.assessed, &self.engine.catalogue.vocabularies);
        let gains = assessed.gains(self.understanding, groups, self.text.len());
        for (number, gain) in gains.into_iter().enumerate() {
            self.text[number] += rank::ASSESSED * gain;
            if assessed.vouches(gain) {
                self.vouched.insert(number);
            }
        }
        self.asked.iter_mut().for_each(|asked| asked.excuse(&self.vouched));
    }

    /// Entries that the question seems to mean in particular: those whose names hold all its words, and those that say in name
    /// or summary all that nothing else explains. What is for the staff of the reader's own organisation was made for them: over
    /// or not, they may ask for it.
    fn sought(&self) -> Bits {
        let (size, lang) = (self.engine.table.len(), self.query.lang);
        let rarity = |word: &Word| rank::information(self.engine.text.holders(word, lang), size);
        let tells =
            |words: &[&Word]| words.iter().map(|word| rarity(word)).sum::<f32>() >= rank::MEANS_ONE;
        let mut sought = self.verdicts.own.clone();
        if tells(&self.said) {
            sought.add(&self.engine.titles.holding(&self.understanding.words));
        }
        if tells(&self.words) {
            sought.add(&self.engine.titles.says(&self.understanding.remaining));
        }
        // So may one word that hardly anything else says: "radiochemistry technician conference".
        for word in self.words.iter().filter(|word| rarity(word) >= rank::MEANS_ONE) {
            sought.add(&self.engine.titles.says(std::slice::from_ref(*word)));
        }
        sought
    }

    /// Everything that answers the text. What contradicts more than it need is no answer, unless it was asked for by name.
    fn gather(&mut self, nothing_asked: bool) {
        let size = self.engine.table.len();
        let mut named = Bits::none(size);
        self.named.iter().for_each(|(number, _)| named.insert(*number));
        let mut all = named.clone();
        if nothing_asked || !self.asked.is_empty() {
            all = Bits::all(size);
        } else {
            self.holders.iter().for_each(|holders| all.add(holders));
            all.add(&self.vouched);
            // What is of the same kind as what is compared with need not say any of the words.
            let same_kind = self.chosen.iter().filter(|one| one.is_about(Facet::Kind));
            same_kind.for_each(|one| all.add(&one.met));
        }
        let mut missing = vec![all];
        for asked in self.asked.iter().filter(|asked| !self.is_left_out(asked)) {
            // From the worst down, so that nothing is counted twice.
            missing.push(Bits::none(size));
            for at in (1..missing.len()).rev() {
                let more = missing[at - 1].and(&asked.lacking);
                missing[at - 1].remove(&asked.lacking);
                missing[at].add(&more);
            }
        }
        let fewest = missing.iter().position(|bits| !bits.is_empty()).unwrap_or(0);
        self.base = named;
        missing.iter().take(fewest.max(1) + 1).for_each(|bits| self.base.add(bits));
        self.missing = missing;
    }

    /// Whether a wish does not count: the funder of what cannot be used from Wales.
    fn is_left_out(&self, asked: &Asked) -> bool {
        self.looks_elsewhere && asked.is_about(Facet::Funder)
    }

    /// Words that nothing else explains are what makes this question different from the next; those that were understood
    /// already count as facts, and say in the text only what the fact does not ("HSST" is more than registration).
    fn find_words(&self, size: usize) -> Found {
        let is_left = |folded: &str| self.words.iter().any(|own| own.folded == folded);
        let rest = self.said.iter().filter(|word| !is_left(&word.folded));
        let weighed: Vec<(&Word, f32)> = self
            .words
            .iter()
            .map(|word| (*word, 1.0))
            .chain(rest.map(|word| (*word, self.left_to_say(word, size))))
            .collect();
        let mut found = self.engine.text.find(&weighed, self.query.lang, size);
        let rarity = |holders: &Bits| rank::information(holders.count(), size);
        let own = &found.holders[..self.words.len()];
        let all: f32 = own.iter().map(rarity).sum();
        for holders in own {
            let share = rarity(holders) / all;
            holders.iter().for_each(|number| found.scores[number] += rank::ALL_WORDS * share);
        }
        self.prefer_quoted(&weighed, &mut found);
        found
    }

    /// Entries in which words stand that together say [half](rank::HALF_OF_IT) of what all of them do, by how rare each is.
    fn saying_most(&self) -> Bits {
        let size = self.engine.table.len();
        let rarity = |holders: &Bits| rank::information(holders.count(), size);
        let all: f32 = self.holders.iter().map(rarity).sum();
        let mut said = vec![0.0; size];
        for holders in &self.holders {
            let own = rarity(holders);
            holders.iter().for_each(|number| said[number] += own);
        }
        let mut most = Bits::none(size);
        let telling = said.iter().enumerate().filter(|(_, said)| **said >= rank::HALF_OF_IT * all);
        telling.for_each(|(number, _)| most.insert(number));
        most
    }

    fn left_to_say(&self, word: &Word, size: usize) -> f32 {
        let own = rank::information(self.engine.text.holders(word, self.query.lang), size);
        let told = self
            .asked
            .iter()
            .filter(|asked| asked.has_word(word))
            .map(|asked| asked.weight)
            .fold(0.0, f32::max);
        // Who someone is does not stand in titles: an "advanced fellowship" is not for advanced practitioners.
        let is_level = |asked: &Asked| asked.has_word(word) && asked.is_about(Facet::CareerLevel);
        // Nor is what somebody has already something to be found, or whoever employs them; and a day is a day, whoever else speaks of
        // deadlines.
        let is_own = |piece: &Understood| {
            matches!(
                piece.concept,
                Concept::Qualification
                    | Concept::AtMost
                    | Concept::Employer
                    | Concept::ClosesAfter
                    | Concept::ClosesBefore
                    | Concept::AddedSince
            ) && piece.words.contains(word)
        };
        if self.understanding.understood.iter().any(is_own) {
            return 0.0;
        }
        let least = if self.asked.iter().any(is_level) { 0.0 } else { rank::understood_word(word) };
        ((own - told) / own).max(least)
    }

    /// Whether a funder was asked for, and whatever of its own has everything that was asked cannot be used from Wales. Where
    /// the reader is does not matter here: that is the very thing that may rule all of them out.
    fn only_what_is_unusable_answers(&self) -> bool {
        if self.asked.len() < 2 || !self.asked.iter().any(|asked| asked.is_about(Facet::Funder)) {
            return false;
        }
        let mut full = Bits::all(self.engine.table.len());
        let wanted = self.asked.iter().filter(|asked| !asked.is_about(Facet::Nation));
        wanted.for_each(|asked| full.keep(&asked.met));
        !full.is_empty() && full.without(&self.engine.traits.unusable).is_empty()
    }

    fn verdict(&self, number: usize) -> Verdict {
        if self.verdicts.no.contains(number) {
            Verdict::No
        } else if self.verdicts.likely.contains(number) {
            Verdict::Likely
        } else {
            Verdict::Check
        }
    }

    fn entry(&self, number: usize) -> &'a Opportunity {
        self.engine.table.entry(&self.engine.catalogue, number)
    }

    /// Whether a word only names what is compared with.
    fn is_compared(&self, word: &Word) -> bool {
        !self.compared.is_empty()
            && self.understanding.compared.iter().flatten().any(|own| own == word)
    }

    /// Whether nothing is asked but what is like an entry: it is known which, so that there is an answer.
    fn only_compares(&self) -> bool {
        !self.compared.is_empty()
            && self.asked.is_empty()
            && self.words.iter().all(|word| self.is_compared(word))
    }

    /// Whether one of the first answers explains most of what was asked, by its weight. A word that stands in no entry is
    /// as rare as can be.
    fn explains_enough(&self) -> bool {
        let size = self.engine.table.len();
        // The name of what is compared with is not looked for in what is like it.
        let rarity = |(holders, word): (&Bits, &&Word)| {
            if self.is_compared(word) { 0.0 } else { rank::information(holders.count(), size) }
        };
        let rarity: Vec<f32> = self.holders.iter().zip(&self.words).map(rarity).collect();
        let asked: f32 =
            self.asked.iter().map(|asked| asked.weight).sum::<f32>() + rarity.iter().sum::<f32>();
        let least =
            if self.telling.is_some() { rank::EXPLAINED_BY_WORDS } else { rank::EXPLAINED } * asked;
        self.first.iter().take(TELLING).any(|(number, order)| {
            let met: f32 = self
                .asked
                .iter()
                .filter(|asked| asked.met.contains(*number))
                .map(|asked| asked.weight * asked.certainty())
                .sum();
            let said: f32 = self
                .holders
                .iter()
                .zip(&rarity)
                .zip(&self.words)
                .filter(|((holders, _), _)| holders.contains(*number))
                .map(|((_, rarity), word)| rarity * rank::certainty(word))
                .sum();
            order.naming > Naming::No
                || (order.missed == 0 && met + said > 0.0 && met + said >= least)
        })
    }
}
