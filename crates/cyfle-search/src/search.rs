//! A question to an answer.
//!
//! Parameters exclude, text orders. First the entries that every parameter keeps; then, among these, how each stands to what
//! the text says; then the order, the page and the counts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::status::{State, status};
use cyfle_catalogue::{Facet, Lang, Moment, Opportunity};

use crate::analysis::Token;
use crate::bits::Bits;
use crate::fit::{self, Fit, Reader, Verdict};
use crate::generation::{self, GenerationError};
use crate::indexer::{self, TextIndex};
use crate::query::{Query, Sort};
use crate::rank::{self, Order};
use crate::results::{Answer, Concept, Hit, Reason, ValueCount};
use crate::table::Table;
use crate::titles::Titles;
use crate::understand::{Reading, Understanding, Word};

/// A catalogue that can be asked.
#[derive(Debug)]
pub struct Engine {
    catalogue: Arc<Catalogue>,
    reading: Reading,
    table: Table,
    titles: Titles,
    text: TextIndex,
}

/// The index could not be built in memory.
#[derive(Debug, thiserror::Error)]
#[error("the index could not be built")]
pub struct EngineError(#[source] tantivy::TantivyError);

impl Engine {
    /// Builds the index in memory.
    ///
    /// # Errors
    /// Where memory is not enough for the index.
    pub fn in_memory(catalogue: Arc<Catalogue>) -> Result<Self, EngineError> {
        let reading = Reading::new(&catalogue);
        let text = indexer::build_in_memory(&catalogue, &reading).map_err(EngineError)?;
        Ok(Self {
            table: Table::new(&catalogue),
            titles: Titles::new(&catalogue, &reading),
            reading,
            text,
            catalogue,
        })
    }

    /// Opens the current generation below a folder.
    ///
    /// # Errors
    /// Where there is none or it does not belong to this program and catalogue.
    pub fn open(catalogue: Arc<Catalogue>, folder: &Path) -> Result<Self, GenerationError> {
        let text = generation::open(&catalogue, folder)?;
        let reading = Reading::new(&catalogue);
        Ok(Self {
            table: Table::new(&catalogue),
            titles: Titles::new(&catalogue, &reading),
            reading,
            text,
            catalogue,
        })
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// How a text is read.
    pub fn understand(&self, text: &str) -> Understanding {
        self.reading.understand(text, true)
    }

    /// Whether a reader may apply for an entry.
    pub fn judge(&self, opportunity: &Opportunity, reader: &Reader) -> Fit {
        fit::judge(opportunity, reader, &self.catalogue)
    }

    /// Where words of a question stand in a text, as byte ranges in order: the surface form is marked, whatever its ending
    /// or mutation. Function words are not marked.
    pub fn marks(&self, text: &str, lang: Lang, words: &[Word]) -> Vec<std::ops::Range<usize>> {
        let is_asked = |token: &Token| {
            let own = self.reading.word(token);
            words.iter().any(|word| match lang {
                Lang::En => word.en == own.en,
                Lang::Cy => word.cy == own.cy,
            })
        };
        crate::analysis::tokens(text)
            .iter()
            .filter(|token| is_asked(token))
            .map(|token| token.start..token.end)
            .collect()
    }

    /// Answers a question at a moment.
    pub fn search(&self, query: &Query, moment: Moment) -> Answer<'_> {
        let understanding = self.reading.understand(&query.text, query.interpret);
        let mut asked = query.clone();
        let mut relaxed = Vec::new();
        loop {
            let sight = Sight::new(self, &asked, &understanding, moment);
            if !sight.hits.is_empty() || !query.relax {
                return sight.answer(understanding, relaxed);
            }
            let mut looser = asked.clone();
            match drop_least_important(&mut looser) {
                Some(dropped) => relaxed.extend(dropped),
                None => return sight.answer(understanding, relaxed),
            }
            asked = looser;
        }
    }

    /// Up to four entries that are most like one: same kind, offers, themes and levels, and usable from Wales.
    pub fn similar<'a>(&'a self, opportunity: &Opportunity) -> Vec<&'a Opportunity> {
        let shared = |other: &Opportunity| -> usize {
            [
                Facet::Kind,
                Facet::Offer,
                Facet::Theme,
                Facet::CareerLevel,
                Facet::EducationStage,
                Facet::Topic,
            ]
            .into_iter()
            .map(|facet| {
                facet
                    .values(opportunity, &self.catalogue)
                    .intersection(&facet.values(other, &self.catalogue))
                    .count()
            })
            .sum()
        };
        let mut others: Vec<(usize, &Opportunity)> = self
            .catalogue
            .opportunities
            .values()
            .filter(|other| other.id != opportunity.id && !rank::is_unusable(other))
            .map(|other| (shared(other), other))
            .collect();
        others.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.id.cmp(&right.1.id)));
        others.into_iter().take(4).map(|(_, other)| other).collect()
    }
}

/// The parameters in the order in which they are given up, the least important first.
const LEAST_IMPORTANT_FIRST: [Facet; 13] = [
    Facet::Mode,
    Facet::Topic,
    Facet::EducationStage,
    Facet::Status,
    Facet::Fit,
    Facet::Theme,
    Facet::Kind,
    Facet::Offer,
    Facet::Funder,
    Facet::Nation,
    Facet::Profession,
    Facet::CareerLevel,
    Facet::ProfessionGroup,
];

fn drop_least_important(query: &mut Query) -> Option<Vec<(&'static str, String)>> {
    let day = |day: jiff::civil::Date| day.to_string();
    let plain = [
        ("amount_min", query.amount_min.take().map(|amount| amount.to_string())),
        ("closes_before", query.closes_before.take().map(day)),
        ("closes_after", query.closes_after.take().map(day)),
        ("added_since", query.added_since.take().map(day)),
        ("changed_since", query.changed_since.take().map(day)),
    ];
    let dropped: Vec<(&'static str, String)> =
        plain.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    if !dropped.is_empty() {
        return Some(dropped);
    }
    let facet =
        LEAST_IMPORTANT_FIRST.into_iter().find(|facet| query.filters.contains_key(facet))?;
    let values = query.filters.remove(&facet)?;
    Some(values.into_iter().map(|value| (facet.name(), value)).collect())
}

/// One thing that the text asks for: readings of the same words, any of which is enough. "Bursary" is a kind of award and
/// something that one gets; an entry that is either answers it.
struct Wish {
    readings: Vec<Reason>,
}

/// What is known of one entry in the light of one question.
struct Seen {
    number: usize,
    order: Order,
    verdict: Verdict,
    state: State,
}

/// A question held against every entry.
struct Sight<'a, 'q> {
    engine: &'a Engine,
    query: &'q Query,
    moment: Moment,
    wishes: Vec<Wish>,
    reader: Reader,
    words: Vec<Word>,
    /// Everything in the answer, before filters of computed facets, in no order.
    base: Vec<Seen>,
    /// What every filter keeps: indices into `base`, in order.
    hits: Vec<usize>,
    /// Whether the first hits really answer.
    confident: bool,
}

impl<'a, 'q> Sight<'a, 'q> {
    fn new(
        engine: &'a Engine,
        query: &'q Query,
        understanding: &Understanding,
        moment: Moment,
    ) -> Self {
        let wishes = wishes(understanding);
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
        for number in 0..size {
            let opportunity = self.engine.table.entry(&self.engine.catalogue, number);
            let named = self.engine.titles.is_named(number, all);
            let (mut missed, mut unstated, mut score) = (0, 0, 0.0);
            for wish in &self.wishes {
                match self.standing(wish, number) {
                    Standing::Has => score += self.closeness(wish, number),
                    Standing::Nearly => score += rank::NEAR_KIND,
                    Standing::Unstated => unstated += 1,
                    Standing::Lacks => missed += 1,
                }
            }
            let understood_text = by_all.get(number).copied().unwrap_or_default();
            let text = rank::text(by_remaining[number] / most, understood_text / most);
            if asked_something && self.wishes.is_empty() && by_remaining[number] <= 0.0 && !named {
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
            let unusable = rank::is_unusable(opportunity) && !names_unusable && !named;
            seen.push(Seen {
                number,
                order: Order { named, unusable, missed, unstated, score },
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

    /// How an entry stands to a wish: by its best reading.
    fn standing(&self, wish: &Wish, number: usize) -> Standing {
        let standings = wish.readings.iter().map(|reason| self.standing_to(reason, number));
        standings.max().unwrap_or(Standing::Unstated)
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

    fn answer(
        self,
        understanding: Understanding,
        relaxed: Vec<(&'static str, String)>,
    ) -> Answer<'a> {
        let first = (self.query.page.saturating_sub(1)).saturating_mul(self.query.per_page);
        let hits = self
            .hits
            .iter()
            .skip(first)
            .take(self.query.per_page)
            .map(|index| self.hit(&self.base[*index]))
            .collect();
        let remaining: Vec<&str> =
            understanding.remaining.iter().map(|word| word.folded.as_str()).collect();
        Answer {
            remaining_text: remaining.join(" "),
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
            understood: understanding.understood,
            words: understanding.words,
        }
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

/// The things that a text asks for. Words in one place are one wish; of facets of which a person has or wants one value,
/// values in different places are alternatives ("band 6 or 7"), of the others each is a wish of its own ("research,
/// leadership").
fn wishes(understanding: &Understanding) -> Vec<Wish> {
    let mut by_place: Vec<((usize, usize), Vec<Reason>)> = Vec::new();
    for found in &understanding.understood {
        let Concept::Facet(facet) = found.concept else { continue };
        let reason = Reason { facet, value: found.value.clone() };
        let place = (found.start, found.end);
        let same_choice = |readings: &[Reason]| {
            is_one_choice(facet) && readings.iter().any(|known| known.facet == facet)
        };
        match by_place.iter_mut().find(|(other, readings)| *other == place || same_choice(readings))
        {
            Some((_, readings)) if !readings.contains(&reason) => readings.push(reason),
            Some(_) => {}
            None => by_place.push((place, vec![reason])),
        }
    }
    by_place.into_iter().map(|(_, readings)| Wish { readings }).collect()
}

const fn is_one_choice(facet: Facet) -> bool {
    matches!(
        facet,
        Facet::CareerLevel
            | Facet::Profession
            | Facet::ProfessionGroup
            | Facet::Kind
            | Facet::Funder
            | Facet::Nation
            | Facet::EducationStage
            | Facet::Status
    )
}

/// What parameters and text say of the reader.
pub fn reader(query: &Query, understanding: &Understanding) -> Reader {
    let mut reader = Reader {
        organisation: query.health_board.clone(),
        registration: query.registration.clone(),
        qualification: query.qualification.clone(),
        ..Reader::default()
    };
    let known = |values: &[String]| {
        values.iter().filter(|value| *value != NOT_STATED).cloned().collect::<Vec<_>>()
    };
    reader.career_levels = known(query.values(Facet::CareerLevel));
    reader.profession_groups = known(query.values(Facet::ProfessionGroup));
    reader.professions = known(query.values(Facet::Profession));
    for found in &understanding.understood {
        let values = match found.concept {
            Concept::Facet(Facet::CareerLevel) => &mut reader.career_levels,
            Concept::Facet(Facet::ProfessionGroup) => &mut reader.profession_groups,
            Concept::Facet(Facet::Profession) => &mut reader.professions,
            Concept::HealthBoard => {
                reader.organisation.get_or_insert_with(|| found.value.clone());
                continue;
            }
            Concept::Facet(_) => continue,
        };
        if !values.contains(&found.value) {
            values.push(found.value.clone());
        }
    }
    reader
}

/// The day of the newest change, or of the entry's arrival.
pub fn last_change(opportunity: &Opportunity) -> jiff::civil::Date {
    opportunity
        .changes
        .iter()
        .map(|change| change.date)
        .chain([opportunity.provenance.added])
        .max()
        .unwrap_or(opportunity.provenance.added)
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
