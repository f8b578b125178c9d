//! A question held against every entry: what each has, lacks or leaves open, and the order.
//!
//! Everything that holds whatever is asked was worked out before ([`crate::traits`], [`crate::states`]); a wish is held
//! against all entries at once ([`asked`]); filters and counts are sets ([`filters`]); only what is shown is looked at
//! ([`hits`]).

mod asked;
mod filters;
mod hits;

use std::sync::Arc;

use cyfle_catalogue::status::State;
use cyfle_catalogue::{Facet, Moment, Opportunity};

use crate::bits::Bits;
use crate::fit::{Judge, Reader, Verdict};
use crate::lookup::Found;
use crate::query::{Query, Sort};
use crate::rank::{self, Order, Purpose};
use crate::results::{Concept, Understood};
use crate::search::{Engine, last_change};
use crate::states::Snapshot;
use crate::titles::Naming;
use crate::understand::{Understanding, Word};
use crate::wishes::{chosen, wishes};
use asked::{Asked, Standing};
use filters::Window;

/// What is known of one entry in the light of one question.
#[derive(Debug, Clone)]
struct Seen {
    number: usize,
    order: Order,
    verdict: Verdict,
}

/// A question held against every entry.
pub(crate) struct Sight<'a, 'q> {
    engine: &'a Engine,
    query: &'q Query,
    understanding: &'q Understanding,
    states: Arc<Snapshot>,
    judge: Judge<'q>,
    asked: Vec<Asked>,
    /// What parameters ask for: it excludes, and among what is kept the plainest comes first.
    chosen: Vec<Asked>,
    /// The words that were not understood, and where they stand.
    words: Vec<Word>,
    holders: Vec<Bits>,
    /// Everything in the answer, before filters, in no order.
    base: Vec<Seen>,
    base_set: Bits,
    /// What every filter keeps: indices into `base`, in order.
    pub(crate) hits: Vec<usize>,
    confident: bool,
    /// Whether a funder was named for something that cannot be used from Wales.
    looks_elsewhere: bool,
}

impl<'a: 'q, 'q> Sight<'a, 'q> {
    pub(crate) fn new(
        engine: &'a Engine,
        query: &'q Query,
        understanding: &'q Understanding,
        reader: &'q Reader,
        moment: Moment,
    ) -> Self {
        let states = engine.states.at(moment, &engine.catalogue);
        let asked: Vec<Asked> = wishes(understanding)
            .into_iter()
            .map(|wish| Asked::new(engine, wish, &states.of))
            .collect();
        let mut sight = Self {
            engine,
            query,
            understanding,
            judge: Judge::new(reader, &engine.catalogue),
            asked,
            chosen: chosen(query)
                .into_iter()
                .map(|wish| Asked::new(engine, wish, &states.of))
                .collect(),
            states,
            words: understanding.remaining.clone(),
            holders: Vec::new(),
            base: Vec::new(),
            base_set: Bits::none(engine.table.len()),
            hits: Vec::new(),
            confident: true,
            looks_elsewhere: false,
        };
        sight.weigh();
        sight
    }

    /// Which entries answer the text at all, how well, and whether the first of them really do.
    fn weigh(&mut self) {
        let size = self.engine.table.len();
        let found = self.find_words(size);
        let named = self.named();
        let nothing_asked = self.asked.is_empty() && self.words.is_empty();
        let names_another = self.asked.iter().any(Asked::names_another_nation)
            || self.query.values(Facet::Nation).iter().any(|value| {
                !matches!(value.as_str(), "wales" | "uk-wide") && value != "not-stated"
            });
        // What is named cannot be used from Wales: what can be used instead comes from someone else.
        let unusable = &self.engine.traits.unusable;
        self.looks_elsewhere = named.iter().any(|(entry, _)| unusable.contains(*entry))
            || self.only_what_is_unusable_answers(size);
        let asked_for = self.purposes();
        let mut in_words = Bits::none(size);
        found.holders[..self.words.len()].iter().for_each(|holders| in_words.add(holders));
        let mut naming = named.iter().peekable();
        for number in 0..size {
            let own = naming.next_if(|(entry, _)| *entry == number);
            let naming = own.map_or(Naming::No, |(_, naming)| *naming);
            let answers = nothing_asked
                || !self.asked.is_empty()
                || naming > Naming::No
                || in_words.contains(number);
            if answers {
                let unusable = self.engine.traits.unusable.contains(number) && !names_another;
                let order = self.order(number, found.scores[number], naming, unusable, &asked_for);
                self.base.push(Seen { number, order, verdict: Verdict::Check });
            }
        }
        self.holders = found.holders;
        self.holders.truncate(self.words.len());
        let fewest = self.base.iter().map(|one| one.order.missed).min().unwrap_or(0);
        self.base.retain(|one| one.order.naming > Naming::No || one.order.missed <= fewest.max(1));
        for one in &mut self.base {
            self.base_set.insert(one.number);
        }
        self.judge_all();
        self.filter_and_sort();
        self.confident = nothing_asked || self.explains_enough();
    }

    /// What the question is about in the end, where it says so.
    fn purposes(&self) -> Vec<Purpose> {
        self.asked.iter().filter_map(Asked::purpose).collect()
    }

    /// Words that nothing else explains are what makes this question different from the next; those that were understood
    /// already count as facts, and say in the text only what the fact does not ("HSST" is more than registration).
    fn find_words(&self, size: usize) -> Found {
        let rest = self.understanding.words.iter().filter(|word| !self.words.contains(word));
        let weighed: Vec<(&Word, f32)> = self
            .words
            .iter()
            .map(|word| (word, 1.0))
            .chain(rest.map(|word| (word, self.left_to_say(word, size))))
            .collect();
        let mut found = self.engine.text.find(&weighed, self.query.lang, size);
        let rarity = |holders: &Bits| rank::information(holders.count(), size);
        let own = &found.holders[..self.words.len()];
        let all: f32 = own.iter().map(rarity).sum();
        for holders in own {
            let share = rarity(holders) / all;
            holders.iter().for_each(|number| found.scores[number] += rank::ALL_WORDS * share);
        }
        found
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
        // Nor is what somebody has already something to be found.
        let is_held = |piece: &Understood| {
            piece.concept == Concept::Qualification && piece.words.contains(word)
        };
        if self.understanding.understood.iter().any(is_held) {
            return 0.0;
        }
        let least = if self.asked.iter().any(is_level) { 0.0 } else { rank::understood_word(word) };
        ((own - told) / own).max(least)
    }

    /// Entries that are asked for by their name. What cannot be used from Wales is put first only by a name that is its own:
    /// "doctoral award" asks for any, "NIHR doctoral award" for that one.
    fn named(&self) -> Vec<(usize, Naming)> {
        let typed = &self.understanding.typed;
        let counted: Vec<bool> =
            typed.iter().map(|word| self.understanding.words.contains(word)).collect();
        let mut named = self.engine.titles.named(typed, &counted);
        let is_its_own = !self.words.is_empty()
            || self
                .understanding
                .understood
                .iter()
                .any(|piece| piece.concept == Concept::Facet(Facet::Funder));
        named.retain(|(entry, _)| is_its_own || !self.engine.traits.unusable.contains(*entry));
        named
    }

    fn order(
        &self,
        number: usize,
        text: f32,
        naming: Naming,
        unusable: bool,
        asked_for: &[Purpose],
    ) -> Order {
        let (mut missed, mut met, mut all, mut score) = (0, 0.0, 0.0, 0.0);
        for asked in &self.asked {
            if self.looks_elsewhere && asked.is_about(Facet::Funder) {
                continue;
            }
            all += asked.weight;
            let standing = asked.standing(number);
            // What names no topic is for all of them.
            if standing == Standing::Unstated && asked.is_about(Facet::Topic) {
                all -= asked.weight;
            }
            match standing {
                Standing::Has | Standing::Nearly => met += asked.weight,
                Standing::Unstated => {}
                Standing::Lacks => missed += 1,
            }
            score += asked.worth(self.engine, number);
        }
        score += self.chosen.iter().map(|one| one.worth(self.engine, number)).sum::<f32>();
        let traits = &self.engine.traits;
        let state = self.state(number);
        let names = |facets: &[Facet]| {
            facets.iter().any(|facet| self.asked.iter().any(|asked| asked.is_about(*facet)))
        };
        let names_profession = names(&[Facet::Profession, Facet::ProfessionGroup]);
        let specific = traits.specific.contains(number);
        let unasked = rank::Unasked {
            specific: specific && !names_profession,
            // The topic of what is for a profession is that profession's.
            topical: traits.topical.contains(number)
                && !names(&[Facet::Topic])
                && !(names_profession && specific),
            gathering: traits.gathering.contains(number)
                && !names(&[Facet::Kind])
                && self.query.values(Facet::Kind).is_empty(),
            local: traits.local.contains(number) && self.judge.organisation().is_none(),
            elsewhere: Purpose::ALL
                .into_iter()
                .zip(&traits.purposes)
                .find(|(purpose, entries)| {
                    !asked_for.is_empty()
                        && !asked_for.contains(purpose)
                        && entries.contains(number)
                })
                .map(|(purpose, _)| (purpose, asked_for[0])),
        };
        score += text
            + unasked.weight()
            + traits.standing[number]
            + rank::timeliness(state, traits.comes_back.contains(number));
        // What says nothing on most of what was asked, by its weight, is hardly an answer.
        let silent = met * 2.0 < all;
        let aside = silent || (!self.asks_for_status() && traits.is_over(number, state));
        Order { naming, unusable, missed, aside, score }
    }

    /// Whether a funder was asked for, and whatever of its own has everything that was asked cannot be used from Wales.
    fn only_what_is_unusable_answers(&self, size: usize) -> bool {
        let names_funder = self.asked.iter().any(|asked| asked.is_about(Facet::Funder));
        if !names_funder || self.asked.len() < 2 {
            return false;
        }
        // Where the reader is does not matter here: that is the very thing that may rule all of them out.
        let wanted = || self.asked.iter().filter(|asked| !asked.is_about(Facet::Nation));
        let mut full = (0..size)
            .filter(|number| wanted().all(|asked| asked.standing(*number) >= Standing::Nearly));
        let first = full.next();
        first.is_some()
            && first.into_iter().chain(full).all(|one| self.engine.traits.unusable.contains(one))
    }

    fn asks_for_status(&self) -> bool {
        !self.query.values(Facet::Status).is_empty()
            || self
                .understanding
                .understood
                .iter()
                .any(|piece| piece.concept == Concept::Facet(Facet::Status))
    }

    fn judge_all(&mut self) {
        // Looked up in the order of entry numbers, which is that of the catalogue.
        let mut entries = self.engine.catalogue.opportunities.values().enumerate();
        for one in &mut self.base {
            let Some((_, entry)) = entries.find(|(number, _)| *number == one.number) else { break };
            let verdict = self.judge.verdict(entry);
            let open =
                self.asked.iter().any(|asked| asked.standing(one.number) == Standing::Unstated);
            one.verdict = if open && verdict == Verdict::Likely { Verdict::Check } else { verdict };
        }
    }

    fn state(&self, number: usize) -> State {
        self.states.of[number].state
    }

    fn entry(&self, number: usize) -> &'a Opportunity {
        self.engine.table.entry(&self.engine.catalogue, number)
    }

    fn filter_and_sort(&mut self) {
        let kept = self.kept(None);
        let mut hits: Vec<usize> =
            (0..self.base.len()).filter(|index| kept.contains(self.base[*index].number)).collect();
        let relevance = |left: &usize, right: &usize| {
            let of = |index: usize| (self.base[index].order, self.base[index].number);
            Order::compare(of(*left), of(*right))
        };
        let number = |index: usize| self.base[index].number;
        match self.query.sort {
            Sort::Relevance => hits.sort_unstable_by(relevance),
            Sort::Deadline => hits.sort_by(|left, right| {
                let window = Window::of(self.query);
                let closing = |index: usize| {
                    let next = window.end_of(&self.states.of[number(index)]);
                    next.map_or((true, None), |end| (false, Some(end.over_at())))
                };
                closing(*left).cmp(&closing(*right)).then_with(|| relevance(left, right))
            }),
            Sort::Title => hits.sort_by_cached_key(|index| {
                let opportunity = self.entry(number(*index));
                (
                    crate::analysis::fold(opportunity.title.get(self.query.lang)),
                    opportunity.id.clone(),
                )
            }),
            Sort::Changed => hits.sort_by_cached_key(|index| {
                let opportunity = self.entry(number(*index));
                (std::cmp::Reverse(last_change(opportunity)), opportunity.id.clone())
            }),
        }
        self.hits = hits;
    }

    /// Whether one of the first answers explains most of what was asked, by its weight. A word that stands in no entry is
    /// as rare as can be.
    fn explains_enough(&self) -> bool {
        let size = self.engine.table.len();
        let rarity: Vec<f32> =
            self.holders.iter().map(|holders| rank::information(holders.count(), size)).collect();
        let asked: f32 =
            self.asked.iter().map(|asked| asked.weight).sum::<f32>() + rarity.iter().sum::<f32>();
        self.hits.iter().take(3).map(|index| &self.base[*index]).any(|one| {
            let met: f32 = self
                .asked
                .iter()
                .filter(|asked| asked.standing(one.number) >= Standing::Nearly)
                .map(|asked| asked.weight * asked.certainty())
                .sum();
            let said: f32 = self
                .holders
                .iter()
                .zip(&rarity)
                .zip(&self.words)
                .filter(|((holders, _), _)| holders.contains(one.number))
                .map(|((_, rarity), word)| rarity * rank::certainty(word))
                .sum();
            one.order.naming > Naming::No
                || (one.order.missed == 0
                    && met + said > 0.0
                    && met + said >= rank::EXPLAINED * asked)
        })
    }
}
