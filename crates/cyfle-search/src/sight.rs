//! A question held against every entry: what each has, lacks or leaves open, the order, and the counts.

use std::collections::BTreeMap;

use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::status::{State, status};
use cyfle_catalogue::{Facet, Lang, Moment, Opportunity};

use crate::bits::Bits;
use crate::fit::{self, Reader, Verdict};
use crate::query::{Query, Sort};
use crate::rank::{self, Order};
use crate::results::{Answer, Hit, Reason, ValueCount};
use crate::search::{Engine, last_change, reader};
use crate::understand::{Understanding, Word};
use crate::wishes::{Wish, may_stand_in_words, wishes};

/// What is known of one entry in the light of one question.
struct Seen {
    number: usize,
    order: Order,
    verdict: Verdict,
    state: State,
}

/// A question held against every entry.
pub(crate) struct Sight<'a, 'q> {
    engine: &'a Engine,
    query: &'q Query,
    moment: Moment,
    wishes: Vec<Wish>,
    reader: Reader,
    words: Vec<Word>,
    /// Everything in the answer, before filters of computed facets, in no order.
    base: Vec<Seen>,
    /// What every filter keeps: indices into `base`, in order.
    pub(crate) hits: Vec<usize>,
    /// Whether the first hits really answer.
    confident: bool,
}

impl<'a, 'q> Sight<'a, 'q> {
    pub(crate) fn new(
        engine: &'a Engine,
        query: &'q Query,
        understanding: &Understanding,
        moment: Moment,
    ) -> Self {
        let wishes = wishes(understanding, &engine.reading);
        let reader = reader(query, understanding);
        let mut sight = Self {
            engine,
            query,
            moment,
            wishes,
            reader,
            words: understanding.remaining.clone(),
            base: Vec::new(),
            hits: Vec::new(),
            confident: true,
        };
        sight.weigh(understanding);
        sight.filter_and_sort();
        sight
    }

    /// Which entries answer the text at all, and how well.
    fn weigh(&mut self, understanding: &Understanding) {
        let size = self.engine.table.len();
        let (remaining, all) = (&understanding.remaining, &understanding.words);
        let by_remaining = self.engine.text.scores(remaining, size);
        let by_all =
            if self.wishes.is_empty() { Vec::new() } else { self.engine.text.scores(all, size) };
        let most = by_remaining.iter().chain(&by_all).copied().fold(f32::MIN_POSITIVE, f32::max);
        let asked_something = !self.wishes.is_empty() || !remaining.is_empty();
        let names_unusable = self.asks_for_other_nations();
        let mut seen = Vec::with_capacity(size);
        for (number, unexplained) in by_remaining.iter().copied().enumerate() {
            let opportunity = self.engine.table.entry(&self.engine.catalogue, number);
            let named = self.engine.titles.is_named(number, all);
            let (mut missed, mut unstated, mut met, mut score) = (0, 0, 0, 0.0);
            for wish in &self.wishes {
                match self.standing(wish, number) {
                    Standing::Has => {
                        met += 1;
                        score += self.closeness(wish, number);
                    }
                    Standing::Nearly => {
                        met += 1;
                        score += rank::NEARLY;
                    }
                    Standing::Unstated => unstated += 1,
                    Standing::Lacks => missed += 1,
                }
            }
            let understood_text = by_all.get(number).copied().unwrap_or_default();
            let text = rank::text(unexplained / most, understood_text / most);
            if asked_something && self.wishes.is_empty() && unexplained <= 0.0 && !named {
                continue;
            }
            let status = status(opportunity, self.moment);
            let fit = fit::judge(opportunity, &self.reader, &self.engine.catalogue);
            let verdict = if unstated > 0 && fit.verdict == Verdict::Likely {
                Verdict::Check
            } else {
                fit.verdict
            };
            score += text + rank::standing_by_itself(opportunity, status.state);
            let silent = met * 2 < self.wishes.len();
            let unusable = rank::is_unusable(opportunity) && !names_unusable && !named;
            seen.push(Seen {
                number,
                order: Order { named, unusable, missed, silent, unstated, score },
                verdict,
                state: status.state,
            });
        }
        let fewest = seen.iter().map(|one| one.order.missed).min().unwrap_or(0);
        seen.retain(|one| one.order.named || one.order.missed <= fewest.max(1));
        let answered = |one: &Seen| {
            one.order.named
                || one.order.missed == 0
                    && (!self.wishes.is_empty() || by_remaining[one.number] > 0.0)
        };
        self.confident =
            !asked_something && query_is_empty(self.query) || seen.iter().any(answered);
        self.base = seen;
    }

    fn asks_for_other_nations(&self) -> bool {
        let other = |value: &String| !matches!(value.as_str(), "wales" | "uk-wide");
        let named = self
            .wishes
            .iter()
            .flat_map(|wish| &wish.readings)
            .filter(|reason| reason.facet == Facet::Nation);
        named.map(|reason| &reason.value).any(other)
            || self.query.values(Facet::Nation).iter().any(other)
    }

    /// How an entry stands to a wish: by its best reading, or by saying it in so many words.
    fn standing(&self, wish: &Wish, number: usize) -> Standing {
        let standings = wish.readings.iter().map(|reason| self.standing_to(reason, number));
        let best = standings.max().unwrap_or(Standing::Unstated);
        let in_words = || {
            wish.readings.iter().any(|reason| may_stand_in_words(reason.facet))
                && wish.words.iter().any(|words| self.engine.titles.says(number, words))
        };
        if best < Standing::Nearly && in_words() { Standing::Nearly } else { best }
    }

    fn standing_to(&self, reason: &Reason, number: usize) -> Standing {
        if reason.facet == Facet::Status {
            let opportunity = self.engine.table.entry(&self.engine.catalogue, number);
            let state = status(opportunity, self.moment).state.code();
            let has =
                reason.value == state || (reason.value == "open" && state == State::Rolling.code());
            return if has { Standing::Has } else { Standing::Lacks };
        }
        let Some(column) = self.engine.table.column(reason.facet) else {
            return Standing::Unstated;
        };
        if column.has(number, &reason.value) {
            Standing::Has
        } else if reason.facet == Facet::Kind && self.is_near_kind(number, &reason.value) {
            Standing::Nearly
        } else if column.states(number) {
            Standing::Lacks
        } else {
            Standing::Unstated
        }
    }

    /// People say "funding" for a fellowship and "award" for a grant; the vocabulary says which kinds stand for each other.
    fn is_near_kind(&self, number: usize, wanted: &str) -> bool {
        let kind = &self.engine.table.entry(&self.engine.catalogue, number).kind;
        let vocabulary = self.engine.catalogue.vocabularies.get(Facet::Kind.name());
        vocabulary
            .and_then(|kinds| kinds.value(kind))
            .is_some_and(|own| own.counts_as.iter().any(|near| near == wanted))
    }

    /// Of entries that all have what was asked, which has it most plainly.
    fn closeness(&self, wish: &Wish, number: usize) -> f32 {
        let opportunity = self.engine.table.entry(&self.engine.catalogue, number);
        let per_reading = wish
            .readings
            .iter()
            .filter(|reason| matches!(self.standing_to(reason, number), Standing::Has));
        per_reading.map(|reason| rank::closeness(reason, opportunity)).sum()
    }

    fn filter_and_sort(&mut self) {
        let kept = self.kept(None);
        let mut hits: Vec<usize> =
            (0..self.base.len()).filter(|index| kept.contains(self.base[*index].number)).collect();
        let catalogue = self.engine.catalogue();
        let entry = |index: usize| self.engine.table.entry(catalogue, self.base[index].number);
        let relevance = |left: &usize, right: &usize| {
            let of = |index: usize| (self.base[index].order, self.base[index].number);
            Order::compare(of(*left), of(*right))
        };
        match self.query.sort {
            Sort::Relevance => hits.sort_by(relevance),
            Sort::Deadline => hits.sort_by(|left, right| {
                let closing = |index: usize| {
                    let found = status(entry(index), self.moment);
                    let firm =
                        matches!(found.state, State::Open | State::OpensSoon | State::Unknown);
                    found
                        .closes
                        .filter(|_| firm)
                        .map_or((true, None), |closing| (false, Some(closing.over_at())))
                };
                closing(*left).cmp(&closing(*right)).then_with(|| relevance(left, right))
            }),
            Sort::Title => hits.sort_by_cached_key(|index| {
                let opportunity = entry(*index);
                (
                    crate::analysis::fold(opportunity.title.get(self.query.lang)),
                    opportunity.id.clone(),
                )
            }),
            Sort::Changed => hits.sort_by_cached_key(|index| {
                let opportunity = entry(*index);
                (std::cmp::Reverse(last_change(opportunity)), opportunity.id.clone())
            }),
        }
        self.hits = hits;
    }

    /// The entries that the parameters keep; one facet may be left out, for its own counts.
    fn kept(&self, except: Option<Facet>) -> Bits {
        let table = &self.engine.table;
        let mut kept = Bits::none(table.len());
        self.base.iter().for_each(|one| kept.insert(one.number));
        for (facet, values) in &self.query.filters {
            if Some(*facet) == except {
                continue;
            }
            let mut either = Bits::none(table.len());
            for value in values {
                either.add(&self.with(*facet, value));
            }
            kept.keep(&either);
        }
        let catalogue = self.engine.catalogue();
        let mut plain = Bits::none(table.len());
        for number in kept.iter() {
            if passes(self.query, table.entry(catalogue, number), self.engine, self.moment) {
                plain.insert(number);
            }
        }
        plain
    }

    /// The entries of the answer that have a value.
    fn with(&self, facet: Facet, value: &str) -> Bits {
        let size = self.engine.table.len();
        let mut found = Bits::none(size);
        match (facet, self.engine.table.column(facet)) {
            (Facet::Status, _) => self
                .base
                .iter()
                .filter(|one| one.state.code() == value)
                .for_each(|one| found.insert(one.number)),
            (Facet::Fit, _) => self
                .base
                .iter()
                .filter(|one| one.verdict.code() == value)
                .for_each(|one| found.insert(one.number)),
            (_, Some(column)) if value == NOT_STATED => {
                self.base
                    .iter()
                    .filter(|one| !column.stated().contains(one.number))
                    .for_each(|one| found.insert(one.number));
            }
            (_, Some(column)) => {
                if let Some(bits) = column.with(value) {
                    found.add(bits);
                }
            }
            (_, None) => {}
        }
        found
    }

    fn counts(&self) -> BTreeMap<Facet, Vec<ValueCount>> {
        let all = self.kept(None);
        let count = |facet: Facet| -> Vec<ValueCount> {
            let selected = self.query.values(facet);
            let within = if selected.is_empty() { all.clone() } else { self.kept(Some(facet)) };
            let values = facet.vocabulary(self.engine.catalogue()).into_iter();
            let computed = facet.is_computed();
            values
                .chain((!computed).then_some(NOT_STATED))
                .map(|value| ValueCount {
                    count: within.count_both(&self.with(facet, value)),
                    selected: selected.iter().any(|chosen| chosen == value),
                    value: value.to_owned(),
                })
                .collect()
        };
        Facet::ALL.into_iter().map(|facet| (facet, count(facet))).collect()
    }

    pub(crate) fn answer(
        self,
        understanding: Understanding,
        relaxed: Vec<(&'static str, String)>,
    ) -> Answer<'a> {
        let first = (self.query.page.saturating_sub(1)).saturating_mul(self.query.per_page);
        let hits: Vec<Hit<'a>> = self
            .hits
            .iter()
            .skip(first)
            .take(self.query.per_page)
            .map(|index| self.hit(&self.base[*index]))
            .collect();
        let by_words = self.wishes.is_empty()
            && !self.words.is_empty()
            && !self.hits.first().is_some_and(|index| self.base[*index].order.named);
        let confident = self.confident
            && !self.hits.is_empty()
            && (!by_words || self.most_words_stand_in(&hits));
        let remaining: Vec<&str> =
            understanding.remaining.iter().map(|word| word.folded.as_str()).collect();
        Answer {
            remaining_text: remaining.join(" "),
            relaxed,
            confident,
            total: self.hits.len(),
            full_matches: self
                .hits
                .iter()
                .filter(|index| self.base[**index].order.missed == 0)
                .count(),
            hits,
            facets: self.counts(),
            understood: understanding.understood,
            words: understanding.words,
        }
    }

    /// A question of which nothing was understood is answered only by an entry that has at least half of its words.
    fn most_words_stand_in(&self, hits: &[Hit<'_>]) -> bool {
        hits.iter().take(3).any(|hit| hit.words.len() * 2 >= self.words.len())
    }

    fn hit(&self, seen: &Seen) -> Hit<'a> {
        let opportunity = self.engine.table.entry(&self.engine.catalogue, seen.number);
        let mut fit = fit::judge(opportunity, &self.reader, &self.engine.catalogue);
        fit.verdict = seen.verdict;
        let (mut matched, mut missed, mut unstated) = (Vec::new(), Vec::new(), Vec::new());
        for wish in &self.wishes {
            match self.standing(wish, seen.number) {
                Standing::Has | Standing::Nearly => {
                    let has = |reason: &&Reason| {
                        self.standing_to(reason, seen.number) >= Standing::Nearly
                    };
                    matched.extend(wish.readings.iter().filter(has).cloned());
                }
                Standing::Lacks => missed.extend(wish.readings.iter().cloned()),
                Standing::Unstated => unstated.extend(wish.readings.iter().cloned()),
            }
        }
        let stands = |word: &&Word| {
            let texts = [&opportunity.title, &opportunity.summary, &opportunity.details];
            let one = std::slice::from_ref(*word);
            Lang::ALL.into_iter().any(|lang| {
                texts.iter().any(|text| !self.engine.marks(text.get(lang), lang, one).is_empty())
            })
        };
        let words = self.words.iter().filter(stands).map(|word| word.folded.clone()).collect();
        Hit {
            opportunity,
            status: status(opportunity, self.moment),
            fit,
            matched,
            missed,
            silent: seen.order.silent,
            unstated,
            words,
        }
    }
}

/// How an entry stands to a wish, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Lacks,
    Unstated,
    Nearly,
    Has,
}

fn query_is_empty(query: &Query) -> bool {
    query.text.trim().is_empty()
}

/// Whether the parameters that are not facets keep an entry.
fn passes(query: &Query, opportunity: &Opportunity, engine: &Engine, moment: Moment) -> bool {
    if query.closes_before.is_some() || query.closes_after.is_some() {
        let Some(closing) = status(opportunity, moment).closes else { return false };
        if query.closes_before.is_some_and(|day| closing.day > day)
            || query.closes_after.is_some_and(|day| closing.day < day)
        {
            return false;
        }
    }
    if query.added_since.is_some_and(|day| opportunity.provenance.added < day)
        || query.changed_since.is_some_and(|day| last_change(opportunity) < day)
    {
        return false;
    }
    if let Some(least) = query.amount_min
        && opportunity
            .offer
            .amount
            .as_ref()
            .and_then(|amount| amount.max.or(amount.min))
            .is_none_or(|most| most < least)
    {
        return false;
    }
    match &query.health_board {
        Some(own) if !opportunity.eligibility.organisations.is_empty() => {
            let reader = Reader { organisation: Some(own.clone()), ..Reader::default() };
            let rules = engine.judge(opportunity, &reader).rules;
            !rules.contains(&(cyfle_catalogue::rule::Rule::Employer, fit::RuleAnswer::No))
        }
        _ => true,
    }
}
