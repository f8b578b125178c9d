//! One reading of a wish held against every entry at once: by the columns of the facets, by what every entry says, or by its days.

use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::status::{State, Status};
use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Facet, Opportunity};
use jiff::civil::Date;

use super::stated::{Stated, amount, closes_within, duration, suits, working_time};
use crate::bits::Bits;
use crate::fit::{self, Registers, RuleAnswer};
use crate::home;
use crate::rank;
use crate::results::{Concept, Reason};
use crate::search::Engine;
use crate::states::Snapshot;
use crate::traits::next_to;

/// One reading of a wish.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) reason: Reason,
    /// Sets of entries that have it, the plainest first, with what that is worth; each takes in the ones before.
    pub(super) layers: Vec<(Bits, f32)>,
    pub(super) nearly: Bits,
    /// Of these the entries that have something else: a length, a sum, a share of the week or a day that comes near, or what people
    /// mean by it as well.
    pub(super) stands_in: Bits,
    pub(super) unstated: Bits,
}

impl Read {
    pub(super) fn new(engine: &Engine, reason: Reason, states: &Snapshot) -> Self {
        let importance = rank::importance(reason.concept);
        let mut read = Self::plain(engine, reason, states);
        read.layers.iter_mut().for_each(|(_, worth)| *worth *= importance);
        read
    }

    fn plain(engine: &Engine, reason: Reason, states: &Snapshot) -> Self {
        match reason.concept {
            Concept::Facet(Facet::Status) => Self::status(engine, reason, states),
            Concept::Facet(facet) => Self::facet(engine, reason, facet),
            Concept::Without(facet) => Self::without(engine, reason, facet),
            Concept::OtherProfession | Concept::HealthBoard | Concept::Employer => {
                Self::of(engine, reason, |_, _| Stated::Nothing)
            }
            Concept::Registration => {
                let broader = fit::broader(&engine.catalogue, &reason.value);
                let registers = Registers::of(&engine.catalogue);
                Self::of(engine, reason, |own, one| match registers.answer(one, own, broader) {
                    RuleAnswer::No => Stated::Otherwise,
                    RuleAnswer::Yes | RuleAnswer::NotStated => Stated::So,
                })
                .for_nothing()
            }
            Concept::Qualification | Concept::AtMost => Self::qualified(engine, reason),
            Concept::AmountMin | Concept::AmountMax => {
                Self::of(engine, reason.clone(), |value, one| amount(reason.concept, value, one))
            }
            Concept::WorkingTime => Self::of(engine, reason, working_time),
            Concept::Duration => Self::of(engine, reason, duration),
            Concept::ClosesAfter | Concept::ClosesBefore => Self::closing(engine, reason, states),
            Concept::AddedSince => Self::added(engine, reason),
        }
    }

    pub(super) fn is_met(&self, number: usize) -> bool {
        self.nearly.contains(number) || self.layers.iter().any(|(layer, _)| layer.contains(number))
    }

    /// By asking every entry: for what stands in no column.
    fn of(
        engine: &Engine,
        reason: Reason,
        standing: impl Fn(&str, &Opportunity) -> Stated,
    ) -> Self {
        let entries = engine.catalogue.opportunities.values();
        let says: Vec<Stated> = entries.map(|one| standing(&reason.value, one)).collect();
        Self::said(engine, reason, says)
    }

    /// By what each entry says, in their order.
    fn said(engine: &Engine, reason: Reason, says: Vec<Stated>) -> Self {
        let size = engine.table.len();
        let mut has = Bits::none(size);
        let (mut nearly, mut unstated) = (Bits::none(size), Bits::none(size));
        for (number, own) in says.into_iter().enumerate() {
            match own {
                Stated::So => has.insert(number),
                Stated::Nearly => nearly.insert(number),
                Stated::Nothing => unstated.insert(number),
                Stated::Otherwise => {}
            }
        }
        let worth = rank::information(has.count(), size);
        let stands_in = nearly.clone();
        Self { reason, layers: vec![(has, worth)], nearly, stands_in, unstated }
    }

    /// What was added since a day: the newer it is, the more it is worth.
    fn added(engine: &Engine, reason: Reason) -> Self {
        let since = reason.value.parse().unwrap_or(Date::MIN);
        let days: Vec<Date> =
            engine.catalogue.opportunities.values().map(|one| one.provenance.added).collect();
        let mut newest: Vec<Date> = days.iter().copied().filter(|day| *day >= since).collect();
        let size = engine.table.len();
        let base = rank::information(newest.len(), size);
        newest.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
        newest.dedup();
        let layer = |(place, day): (usize, &Date)| {
            let mut own = Bits::none(size);
            let places = days.iter().enumerate().filter(|(_, added)| *added == day);
            places.for_each(|(number, _)| own.insert(number));
            (own, base + rank::newness(place, newest.len()))
        };
        let layers = newest.iter().enumerate().map(layer).collect();
        let none = || Bits::none(size);
        Self { reason, layers, nearly: none(), stands_in: none(), unstated: none() }
    }

    /// What does not speak for an entry, only against it.
    fn for_nothing(mut self) -> Self {
        self.layers.iter_mut().for_each(|(_, worth)| *worth = 0.0);
        self
    }

    /// What suits a qualification; the next rung on the ladder is what most people with it look for.
    fn qualified(engine: &Engine, reason: Reason) -> Self {
        let ladder = &engine.traits.ladder;
        let mut read = Self::of(engine, reason, |own, one| suits(ladder, own, one)).for_nothing();
        let mut next = Bits::none(engine.table.len());
        let column = engine.table.column(Facet::EducationStage);
        for stage in ladder.after(&read.reason.value) {
            if let Some(entries) = column.and_then(|column| column.with(stage)) {
                next.add(entries);
            }
        }
        if let Some((suited, _)) = read.layers.first() {
            next.keep(suited);
        }
        read.layers.insert(0, (next, rank::NEXT_RUNG));
        read
    }

    fn status(engine: &Engine, reason: Reason, states: &Snapshot) -> Self {
        let size = engine.table.len();
        let mut has = Bits::none(size);
        states.with(&reason.value).into_iter().for_each(|own| has.add(own));
        let mut unstated = Bits::none(size);
        // Whoever asks what is open wants to apply now, and that one can at any time too. Of what nobody says when it is
        // open, nobody says that it is not.
        if reason.value == State::Open.code() {
            states.with(State::Rolling.code()).into_iter().for_each(|own| has.add(own));
            states.with(State::Unknown.code()).into_iter().for_each(|own| unstated.add(own));
        }
        let worth = rank::information(has.count(), size);
        let none = || Bits::none(size);
        Self { reason, layers: vec![(has, worth)], unstated, nearly: none(), stands_in: none() }
    }

    fn closing(engine: &Engine, reason: Reason, states: &Snapshot) -> Self {
        let day: Option<Date> = reason.value.parse().ok();
        let window = day.map(|day| match reason.concept {
            Concept::ClosesBefore => (Date::MIN, day),
            _ => (day, Date::MAX),
        });
        let of = |(number, status): (usize, &Status)| {
            let is_over = states.over.contains(number);
            let within = |(from, to)| closes_within(status, is_over, states.day(), (from, to));
            window.map_or(Stated::Nothing, within)
        };
        let says = states.of.iter().enumerate().map(of).collect();
        Self::said(engine, reason, says)
    }

    fn facet(engine: &Engine, reason: Reason, facet: Facet) -> Self {
        let size = engine.table.len();
        let Some(column) = engine.table.column(facet) else {
            return Self::of(engine, reason, |_, _| Stated::Nothing);
        };
        let has = column.with(&reason.value).cloned().unwrap_or_else(|| Bits::none(size));
        let mut unstated = Bits::all(size);
        unstated.remove(column.stated());
        let mut nearly =
            engine.traits.near(facet, &reason.value).cloned().unwrap_or_else(|| Bits::none(size));
        let mut stands_in = nearly.clone();
        // Whoever says only "healthcare science" is met by every profession in it.
        if reason.value == ALL_HEALTHCARE_SCIENCE {
            nearly.add(column.stated());
        }
        if let Some(called) = engine.titles.called(facet, &reason.value) {
            let mut called = called.clone();
            // What one gets is a promise: where an entry lists it, its title adds nothing to the list.
            if facet == Facet::Offer {
                called.keep(&unstated);
            }
            nearly.add(&called);
            stands_in.remove(&called);
        }
        // What asks for nothing suits whoever has done nothing yet, although it does not say so.
        let value = engine.catalogue.vocabularies.value(facet.name(), &reason.value);
        if value.is_some_and(|value| value.stands_for == Some(StandsFor::AskingNothing)) {
            nearly.add(&engine.traits.for_beginners);
        }
        if facet == Facet::Topic {
            unstated.add(&engine.traits.silent_on(&reason.value));
        }
        // What a page lists is what it says that one gets, or how one takes part; what it does not mention is left out here, and
        // not denied.
        if matches!(facet, Facet::Offer | Facet::Mode) {
            unstated = Bits::all(size);
        }
        nearly.remove(&has);
        stands_in.remove(&has);
        let mut has = has;
        let ladder = &engine.traits.ladder;
        if facet == Facet::CareerLevel
            && ladder.needs_a_degree(&engine.catalogue, facet.name(), &reason.value)
        {
            // Whoever is a practitioner has the degree that leads there.
            let mut outgrown = engine.traits.first_degrees.clone();
            outgrown.keep(&has);
            has.remove(&outgrown);
            unstated.add(&outgrown);
        }
        if facet == Facet::CareerLevel {
            unstated.add(&levels_that_may_be(engine, &reason.value));
        }
        let layers = plainest_first(engine, facet, &reason.value, has);
        Self { reason, layers, nearly, stands_in, unstated }
    }

    fn without(engine: &Engine, reason: Reason, facet: Facet) -> Self {
        let size = engine.table.len();
        let mut has = Bits::all(size);
        let column = engine.table.column(facet);
        if let Some(unwanted) = column.and_then(|column| column.with(&reason.value)) {
            let mut lacks = unwanted.clone();
            // "Not England" is no word against what is open in Wales too.
            let home = home::nation(&engine.catalogue).filter(|home| home.id != reason.value);
            let home = home.filter(|_| facet == Facet::Nation);
            if let Some(open) = home.and_then(|home| column?.with(&home.id)) {
                lacks.remove(open);
            }
            has.remove(&lacks);
        }
        let none = || Bits::none(size);
        Self {
            reason,
            layers: vec![(has, 0.0)],
            nearly: none(),
            stands_in: none(),
            unstated: none(),
        }
    }
}

/// Someone's own profession is named; then its group; then everyone. What is for Wales alone answers "in Wales" more plainly
/// than what is open in all nations.
fn plainest_first(engine: &Engine, facet: Facet, value: &str, has: Bits) -> Vec<(Bits, f32)> {
    let size = engine.table.len();
    let mut sets: Vec<Bits> = Vec::new();
    match facet {
        Facet::Profession => {
            sets.extend(engine.traits.naming(value).cloned());
            let group = engine.catalogue.vocabularies.group_of(value);
            sets.extend(group.and_then(|group| engine.traits.naming(group)).cloned());
            sets.push(all_but_everyone(engine, &has));
        }
        Facet::ProfessionGroup => {
            sets.extend(engine.traits.naming(value).cloned());
            sets.push(all_but_everyone(engine, &has));
        }
        Facet::Kind | Facet::Offer | Facet::Theme | Facet::Topic | Facet::EducationStage => {
            if let Some(called) = engine.titles.called(facet, value) {
                let mut called = called.clone();
                called.keep(&has);
                sets.push(called);
            }
        }
        Facet::Nation if home::nation(&engine.catalogue).is_some_and(|home| home.id == value) => {
            let mut home = engine.traits.at_home.clone();
            home.keep(&has);
            sets.push(home);
        }
        _ => {}
    }
    sets.push(has);
    let mut so_far = Bits::none(size);
    let mut layers: Vec<(Bits, f32)> = sets
        .into_iter()
        .filter(|set| !set.is_empty())
        .map(|set| {
            so_far.add(&set);
            let worth = rank::information(so_far.count(), size);
            (set, worth)
        })
        .collect();
    if let (true, [(_, called), (_, has)]) =
        (engine.titles.called(facet, value).is_some(), layers.as_mut_slice())
    {
        *called = *has + (*called - *has) * rank::CALLED;
    }
    // What is made for the whole group of a profession stands between its own and everyone's.
    if facet == Facet::Profession
        && let Some((_, everyone)) = layers.last().cloned()
    {
        let names_it = engine.traits.naming(value).is_some();
        let others = layers.iter_mut().skip(usize::from(names_it));
        others.for_each(|(_, worth)| *worth = everyone + (*worth - everyone) * rank::WHOLE_GROUP);
    }
    layers
}

/// What does not name all healthcare science.
fn all_but_everyone(engine: &Engine, has: &Bits) -> Bits {
    let mut others = has.clone();
    if let Some(everyone) = engine.traits.naming(ALL_HEALTHCARE_SCIENCE) {
        others.remove(everyone);
    }
    others
}

/// Levels that are our own reading may warn but not shut a door: the one beside counts as left open.
fn levels_that_may_be(engine: &Engine, level: &str) -> Bits {
    let mut found = Bits::none(engine.table.len());
    if let Some(column) = engine.table.column(Facet::CareerLevel) {
        next_to(&engine.catalogue, level)
            .iter()
            .filter_map(|id| column.with(id))
            .for_each(|bits| found.add(bits));
    }
    found.keep(&engine.traits.levels_inferred);
    found
}
