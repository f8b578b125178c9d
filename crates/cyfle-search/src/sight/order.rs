//! The order of an answer, worked out no further than the page that is shown: what comes first by a part of [`Order`] that is
//! a set is weighed before what comes later, and when there is enough the rest is not weighed at all.

use cyfle_catalogue::Facet;
use cyfle_catalogue::status::{State, Status};
use jiff::civil::{Date, DateTime};

use super::asked::{Asked, Standing};
use super::filters::Window;
use super::{Sight, TELLING};
use crate::bits::Bits;
use crate::home;
use crate::purposes;
use crate::query::Sort;
use crate::rank::{self, Made, Order, QuestionSays};
use crate::results::Concept;
use crate::titles::Naming;

/// What tells who asks, where they are and what field they are in, and nothing of what they look for.
const WHO_AND_WHERE: [Facet; 5] =
    [Facet::Profession, Facet::ProfessionGroup, Facet::Nation, Facet::Topic, Facet::CareerLevel];

/// The first of an answer, and how many of all fit.
pub(super) struct Ordered {
    pub(super) first: Vec<(usize, Order)>,
    pub(super) full: usize,
}

/// What is the same for every entry of an answer.
struct Scales {
    /// What being [`Made`] for someone or something weighs, by its number.
    made: Vec<f32>,
    /// The wishes that count, by their places.
    wishes: Vec<usize>,
    /// Whether nothing but professions and topics was asked for.
    only_a_field: bool,
    /// Whether what is over is in its place.
    asks_for_status: bool,
    names_another_nation: bool,
}

/// By when something has to be done, in the order of the deadlines: published ends by their time; what can be had at any time; what
/// has no published end, by the month in which it should come back; what nobody knows of, and what is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    By(DateTime),
    AnyTime,
    Opens(Option<Date>),
    About(Option<Date>),
    Unknown,
    Over,
}

impl Due {
    fn of(window: &Window, status: &Status) -> Self {
        if let Some(end) = window.end_of(status) {
            return Self::By(end.over_at());
        }
        match status.state {
            State::Open | State::Rolling => Self::AnyTime,
            State::OpensSoon => Self::Opens(status.opens),
            State::Expected => {
                Self::About(status.estimate.as_ref().map(|own| own.closes.first_day()))
            }
            State::Unknown => Self::Unknown,
            State::Closed => Self::Over,
        }
    }
}

impl Sight<'_, '_> {
    /// What is kept, in order, as far as the page reaches.
    pub(super) fn ordered(&self) -> Ordered {
        let scales = self.scales();
        match self.query.sort {
            Sort::Relevance => self.most_relevant(&scales, self.reach()),
            Sort::Deadline => {
                let window = Window::of(self.query);
                self.sorted_by(&scales, |number| Due::of(&window, &self.states.of[number]))
            }
            Sort::Title => {
                let ranks = self.engine.traits.by_title(self.query.lang);
                self.sorted_by(&scales, |number| ranks[number])
            }
            Sort::Changed => self.sorted_by(&scales, |number| self.engine.traits.by_change[number]),
        }
    }

    /// Everything that is kept, in order.
    pub(crate) fn all(&self) -> Vec<(usize, Order)> {
        self.most_relevant(&self.scales(), usize::MAX).first
    }

    /// How many of the first have to be known.
    fn reach(&self) -> usize {
        self.query.page.max(1).saturating_mul(self.query.per_page).max(TELLING)
    }

    fn sorted_by<K: Ord>(&self, scales: &Scales, key: impl Fn(usize) -> K) -> Ordered {
        let mut all = self.most_relevant(scales, usize::MAX);
        // Near misses stay behind what fits, whatever they are sorted by.
        let tiered = !self.asked.is_empty();
        let tier = |order: &Order| {
            let own = (!order.is_full(), order.unusable, order.missed);
            if tiered { own } else { Default::default() }
        };
        all.first.sort_by_key(|(number, order)| (tier(order), key(*number)));
        all.first.truncate(self.reach());
        all
    }

    /// The first of what is kept. What was asked for by its name; then what can be used from Wales; of these what contradicts
    /// nothing, and then the rest; what is no better than what misses one thing waits for it.
    fn most_relevant(&self, scales: &Scales, wanted: usize) -> Ordered {
        let mut named = Bits::none(self.engine.table.len());
        let mut found: Vec<(usize, Order)> = Vec::new();
        let mut full = 0;
        for (number, naming) in &self.named {
            named.insert(*number);
            if self.kept.contains(*number) {
                let order = self.order(scales, *number, *naming);
                full += usize::from(order.is_full());
                found.push((*number, order));
            }
        }
        found.sort_unstable_by(compared);
        let rest = self.kept.without(&named);
        let unusable = rest.and(&self.engine.traits.unusable);
        let groups = if scales.names_another_nation {
            vec![rest]
        } else {
            vec![rest.without(&unusable), unusable]
        };
        for (at, group) in groups.iter().enumerate() {
            let mut aside: Vec<(usize, Order)> = Vec::new();
            // What is set aside in the best tier stands with the next one, so there is one tier more.
            for (depth, missing) in self.missing.iter().map(Some).chain([None]).enumerate() {
                // The best tier is counted, however few of it are shown.
                if found.len() >= wanted && (at, depth) != (0, 0) {
                    return Ordered { first: cut(found, wanted), full };
                }
                let mut tier = std::mem::take(&mut aside);
                let own = missing.map(|missing| missing.and(group));
                for number in own.iter().flat_map(Bits::iter) {
                    let order = self.order(scales, number, Naming::No);
                    full += usize::from(order.is_full());
                    if order.missed == 0 && order.aside {
                        aside.push((number, order));
                    } else {
                        tier.push((number, order));
                    }
                }
                let left = wanted.saturating_sub(found.len());
                if tier.len() > left {
                    tier.select_nth_unstable_by(left, compared);
                    tier.truncate(left);
                }
                tier.sort_unstable_by(compared);
                found.append(&mut tier);
            }
        }
        Ordered { first: cut(found, wanted), full }
    }

    fn order(&self, scales: &Scales, number: usize, naming: Naming) -> Order {
        let (mut missed, mut met, mut all, mut score) = (0, 0.0, 0.0, 0.0);
        for asked in scales.wishes.iter().map(|at| &self.asked[*at]) {
            all += asked.weight;
            match asked.standing(number) {
                Standing::Met => met += asked.weight,
                // What names no topic is for all of them.
                Standing::Unstated if asked.is_about(Facet::Topic) => all -= asked.weight,
                Standing::Unstated => {}
                Standing::Lacks => missed += 1,
            }
            score += asked.worth(self.engine, number);
            if scales.only_a_field && asked.very.contains(number) {
                score += rank::THE_VERY_FIELD;
            }
        }
        score += self.chosen.iter().map(|one| one.worth(self.engine, number)).sum::<f32>();
        let traits = &self.engine.traits;
        score += self.text[number]
            + scales.made[usize::from(traits.made[number])]
            + self.states.standing[number];
        // What says nothing on most of what was asked, by its weight, is hardly an answer, unless it was found one.
        let silent = !self.vouched.contains(number)
            && (met < rank::HALF_OF_IT * all
                || self.telling.as_ref().is_some_and(|telling| !telling.contains(number)));
        let is_over = self.states.over.contains(number)
            && !scales.asks_for_status
            && !self.sought.contains(number);
        // What is not open to this reader is no answer to what they ask, however well the rest suits.
        let not_for_them = self.verdicts.no.contains(number)
            || (self.verdicts.elsewhere.contains(number) && !self.sought.contains(number));
        let aside = silent || is_over || self.held.contains(number) || not_for_them;
        let unusable = traits.unusable.contains(number) && !scales.names_another_nation;
        Order { naming, unusable, missed, aside, score }
    }

    fn says(&self) -> QuestionSays {
        let names = |facet: Facet| self.asked.iter().any(|asked| asked.is_about(facet));
        QuestionSays {
            profession: names(Facet::Profession) || names(Facet::ProfessionGroup),
            topic: names(Facet::Topic),
            kind: self.asks_for(Facet::Kind, |_| true),
            place: self.judge.organisation().is_some(),
            prize: self.may_ask_for_a_prize(),
            more: self.asked.iter().any(|asked| !asked.is_only_about(&WHO_AND_WHERE)),
            purposes: self.asked.iter().filter_map(|asked| asked.purpose(self.engine)).collect(),
        }
    }

    /// Whether a prize is asked for, or may be: whoever names a funder takes what that one has.
    fn may_ask_for_a_prize(&self) -> bool {
        let catalogue = &self.engine.catalogue;
        let may_be = |facet: Facet| {
            self.asks_for(facet, |id| purposes::prize(catalogue, facet, id).is_some())
        };
        self.asks_for(Facet::Funder, |_| true) || Facet::ALL.into_iter().any(may_be)
    }

    /// Whether a value of a facet that is such a one is asked for, by the text or by a parameter.
    pub(super) fn asks_for(&self, facet: Facet, is_such: impl Fn(&str) -> bool) -> bool {
        self.asked.iter().any(|asked| asked.asks_for(facet, &is_such))
            || self.query.values(facet).iter().any(|value| is_such(value))
    }

    fn scales(&self) -> Scales {
        let says = self.says();
        let is_field = |asked: &Asked| {
            [Facet::Profession, Facet::ProfessionGroup, Facet::Topic]
                .into_iter()
                .any(|facet| asked.is_about(facet))
        };
        let only_a_field = !self.asked.is_empty() && self.asked.iter().all(is_field);
        let is_counted = |at: &usize| !self.is_left_out(&self.asked[*at]);
        Scales {
            made: (0..Made::KINDS).map(|number| Made::with(number).weight(&says)).collect(),
            only_a_field,
            wishes: (0..self.asked.len()).filter(is_counted).collect(),
            asks_for_status: self.asks_for_status(),
            names_another_nation: self.judge.is_abroad()
                || self.asks_for(Facet::Nation, |nation| {
                    home::is_elsewhere(nation, &self.engine.catalogue)
                }),
        }
    }

    fn asks_for_status(&self) -> bool {
        !self.query.values(Facet::Status).is_empty()
            || self
                .understanding
                .understood
                .iter()
                .any(|piece| piece.concept == Concept::Facet(Facet::Status))
    }
}

fn compared(left: &(usize, Order), right: &(usize, Order)) -> std::cmp::Ordering {
    Order::compare((left.1, left.0), (right.1, right.0))
}

fn cut(mut found: Vec<(usize, Order)>, wanted: usize) -> Vec<(usize, Order)> {
    found.truncate(wanted);
    found
}
