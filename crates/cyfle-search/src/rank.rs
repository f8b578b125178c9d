//! Every weight, in one place, each with its reason. Hits are ordered by `Order`, part by part; the numbers below only
//! decide among hits that are equal in everything before them.
//!
//! There is one currency: how much a thing narrows the catalogue down (`information`). "Research" is what half of it is
//! about, and says little; "spirometry" leaves three entries, and says much. An entry earns what it has of the question.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::status::State;
use cyfle_catalogue::vocabulary::Value;
use cyfle_catalogue::{Facet, Opportunity};

use crate::fit;
use crate::home;
use crate::keys::Part;
use crate::purposes::Purpose;
use crate::results::{Concept, Reason};
use crate::titles::Naming;
use crate::understand::Word;

/// The order of a hit, best first. The first difference decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Order {
    /// How fully it was asked for by its name.
    pub(crate) naming: Naming,
    /// What an applicant in Wales cannot use comes after everything usable, unless it was asked for.
    pub(crate) unusable: bool,
    /// How many things asked for it contradicts.
    pub(crate) missed: usize,
    /// It says nothing on most of what was asked, is over, is what the reader has already or is not open to them: then it is no
    /// better than one that misses one thing.
    pub(crate) aside: bool,
    /// Everything else, larger is better.
    pub(crate) score: f32,
}

impl Order {
    /// Whether it fits: nothing speaks against it.
    pub(crate) const fn is_full(self) -> bool {
        self.missed == 0 && !self.aside && !self.unusable
    }

    /// Compares so that the better hit comes first; entry numbers break ties, so that the order is always the same.
    pub(crate) fn compare(left: (Self, usize), right: (Self, usize)) -> std::cmp::Ordering {
        let key = |order: Self| {
            let short = order.missed.max(usize::from(order.aside));
            (std::cmp::Reverse(order.naming), order.unusable, short)
        };
        key(left.0)
            .cmp(&key(right.0))
            .then(right.0.score.total_cmp(&left.0.score))
            .then(left.1.cmp(&right.1))
    }
}

/// How much it says of an entry to be one of `some` among `all`.
pub(crate) fn information(some: usize, all: usize) -> f32 {
    (1.0 + number(all) / (number(some) + 1.0)).ln()
}

#[expect(clippy::cast_precision_loss, reason = "a number of entries")]
const fn number(count: usize) -> f32 {
    count as f32
}

/// How much a wish counts beside how rare its value is. The level of someone decides what they may apply for, although many
/// entries name it; a stage of study is a plan already made; a group of professions is often only the context.
pub(crate) const fn importance(concept: Concept) -> f32 {
    match concept {
        Concept::Facet(Facet::CareerLevel) => 1.5,
        Concept::Facet(Facet::EducationStage) => 1.2,
        Concept::Facet(Facet::ProfessionGroup) => 0.7,
        _ => 1.0,
    }
}

/// An entry is called what it is first of all: one that has a thing and is called so has it more plainly, by so much of what
/// being called so tells.
pub(crate) const CALLED: f32 = 0.5;

/// What is only about the topic that a profession works on may be for others who work on it.
pub(crate) const IMPLIED: f32 = 0.5;

/// How much more something new is worth for its day, by how many of so many days are later: enough that of two that serve alike the newer
/// comes first.
pub(crate) const fn newness(later: usize, days: usize) -> f32 {
    const MOST: f32 = 2.0;
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = (days - later) as f32 / days as f32;
    MOST * share
}

/// So many times more where nothing else is asked: a day more outweighs all else that speaks for an entry.
pub(crate) const NOTHING_BUT_NEW: f32 = 10.0;

/// Who says what they have finished, or lack, looks for what comes next.
pub(crate) const NEXT_RUNG: f32 = 1.0;

/// A question of nothing but a profession or a topic is about that: what names the very profession, or is about the topic,
/// comes before what is for everyone, however much else speaks for that. Where more is asked, the rest decides.
pub(crate) const THE_VERY_FIELD: f32 = 3.5;

/// So much of what lies between "for everyone" and "for this profession" is what is made for its whole group: most of that is
/// about the group's largest profession.
pub(crate) const WHOLE_GROUP: f32 = 0.65;

/// How much a word counts where it stands. People name an opportunity by its title; a summary says what it is; labels are
/// shared by many entries; prose mentions much that is beside the point.
pub(crate) const fn part_boost(part: Part) -> f32 {
    match part {
        Part::Title => 0.8,
        Part::Summary => 0.6,
        Part::Names => 0.35,
        Part::Details => 0.4,
        // A word of the same stock is another word; a guess may be wrong.
        Part::Kin => 0.2,
        Part::Guess => 0.1,
    }
}

/// A word in several fields is a little better than in one, not several times better (the usual value for a disjunction maximum).
pub(crate) const TIE_BREAKER: f32 = 0.1;

/// Words that were understood already count as facts; an entry that uses the very words, in its title above all, is still
/// more to the point than one that only carries the value. An acronym is a name: "HSST" is one programme, and only in the
/// second place registration.
pub(crate) const fn understood_word(word: &Word) -> f32 {
    if word.exact { 1.2 } else { 0.7 }
}

/// So much of what the words beyond those that were understood say, by their rarity, an entry earns at most by having them
/// all: a question of three such words is about the three together.
pub(crate) const ALL_WORDS: f32 = 0.6;

/// Whoever puts words between quotation marks wants them side by side: that is worth more than any one fact, and what has the
/// words apart is still an answer.
pub(crate) const QUOTED: f32 = 4.0;

/// By weight, what says something on less than half of what was asked says nothing on most of it: neither of its facts nor of its
/// words, where it has nothing else.
pub(crate) const HALF_OF_IT: f32 = 0.5;

/// Words that together tell as much as one that one in twenty entries has mean something in particular: an entry that says
/// them all may be it, over or not.
pub(crate) const MEANS_ONE: f32 = 3.0;

/// What assessors found of entries for those who ask for the same things: by so much of a gain they move among entries that fit
/// as well. What is found is drawn towards nothing by how little is known ([`crate::evaluate`]), so it counts for more than it
/// says. In cross-validation over sets of questions from different authors less answers a little less well (7: by .002).
pub(crate) const ASSESSED: f32 = 9.0;

/// How much two facts together say beside what each says alone, as a share of the product of both. Like everything by which
/// it is told how strongly a thing is asked for, it is part of what weights were found with: where it changes,
/// `assessments.yaml` has to be made anew.
pub(crate) const TOGETHER: f32 = 2.8;

/// An entry that was found so much better an answer, half of what a good one gains, is one, whatever it is sorted under: a label
/// says what an entry is first of all, and not what else it helps with. In cross-validation 1 and 2 are within .004.
pub(crate) const VOUCHED: f32 = 1.5;

/// So much of what a value says of what is asked for a word says: another word may mean the same.
pub(crate) const A_WORD_ALIKE: f32 = 0.7;

/// Something that people use the same name for is right, only not as plainly. Of what one gets, one thing stands well for
/// another (time for salary); a kind is used loosely ("funding" for whatever pays), so that being called so says little.
pub(crate) const fn nearly(concept: Concept) -> f32 {
    match concept {
        Concept::Facet(Facet::Kind) => 0.3,
        Concept::Facet(Facet::Offer) => 0.6,
        _ => 0.5,
    }
}

/// What an entry leaves open may yet be there, but has to be asked first, however well the rest suits. An entry that does not
/// say for which level it is, or where it is open, sends most people on; what says nothing of what it gives hardly gives a
/// salary; that no stage of study is named means only that nothing is studied.
pub(crate) const fn unstated(concept: Concept) -> f32 {
    match concept {
        Concept::Facet(Facet::CareerLevel | Facet::Nation | Facet::Status) => -0.6,
        Concept::Facet(Facet::Offer) => -1.2,
        Concept::Facet(Facet::EducationStage) => 0.0,
        _ => -0.2,
    }
}

/// Whoever has to live on it needs to know that it pays, and whoever plans by a day when it closes: an entry that leaves open whether
/// it gives a salary or time, or its day, loses so many times what another open thing costs. By the judgements one to four are
/// equally good; four puts what states it first.
pub(crate) const LEFT_OPEN: f32 = 4.0;

/// Whoever names days asks first what closes on them: what is known to, and fits, is worth so much besides for each end of those days,
/// and stands before what leaves its day open or only may close then, however much else speaks for that.
pub(crate) const ON_THE_DAYS: f32 = 12.0;

/// Levels that are our own reading leave a door open, see [`unstated`]; whoever stands above all of them hardly goes back through
/// it, and loses so much of what their level tells. Whoever has not got there yet may be on the way.
pub(crate) const OUTGROWN: f32 = -1.0;

/// What is for one level, one theme or one stage is more to the point than what is for all five.
pub(crate) fn to_the_point(facet: Facet, listed: u8) -> f32 {
    let listed = f32::from(listed.max(1));
    match facet {
        Facet::CareerLevel => 0.6 + 1.6 / listed,
        Facet::EducationStage => 1.1 + 0.5 / listed,
        // A prize for leaders, innovators and researchers alike is hardly an answer to "research".
        Facet::Theme => 1.1 + 0.7 / listed,
        // What pays a salary for three years and some travel besides is no travel grant, see `stands_alone`.
        Facet::Offer => 0.5 + 0.8 / listed,
        _ => 1.0,
    }
}

/// Whether something that is given pays someone's time, and is no less for what is given with it; other things often come beside
/// something larger. The vocabulary says which offers stand alone.
pub(crate) fn stands_alone(catalogue: &Catalogue, offer: &str) -> bool {
    let value = catalogue.vocabularies.value(Facet::Offer.name(), offer);
    value.is_some_and(|value| value.stands_alone)
}

/// How plainly an entry is for someone: their own profession is named; then its group; then everyone.
pub fn closeness(reason: &Reason, opportunity: &Opportunity) -> f32 {
    let named = &opportunity.audience.professions;
    match reason.concept {
        Concept::Facet(Facet::Profession) if named.contains(&reason.value) => 3.0,
        Concept::Facet(Facet::Profession | Facet::ProfessionGroup)
            if named.iter().any(|id| id == ALL_HEALTHCARE_SCIENCE) =>
        {
            1.0
        }
        Concept::Facet(Facet::Profession | Facet::ProfessionGroup) => 2.0,
        Concept::Facet(Facet::CareerLevel) => {
            let levels = opportunity.audience.career_levels.len();
            to_the_point(Facet::CareerLevel, u8::try_from(levels).unwrap_or(u8::MAX))
        }
        _ => 1.0,
    }
}

/// What speaks for an entry whatever was asked, its timetable left aside.
pub(crate) fn standing(opportunity: &Opportunity, catalogue: &Catalogue) -> f32 {
    // What is made for Wales alone is made for these readers; what does not say where it is open has to be asked first.
    let at_home = if home::is_for_home_alone(opportunity, catalogue) {
        0.7
    } else if opportunity.eligibility.nations.is_empty() {
        -0.4
    } else {
        0.0
    };
    // Where only universities or companies may apply, a reader in the NHS needs one of them first.
    let employers = &opportunity.eligibility.employers;
    let takes = |own: &Value| employers.iter().any(|id| own.counts_as.contains(id));
    let employer = match fit::home_employer(catalogue) {
        Some(own) if employers.contains(&own.id) => 0.4,
        Some(own) if !employers.is_empty() && !takes(own) => -1.4,
        _ => 0.0,
    };
    // What does not say for whom it is is mostly for everyone, and made for nobody.
    let addressed = if opportunity.audience.career_levels.is_empty() { -0.6 } else { 0.0 };
    // What the strategy for this workforce names was chosen for it.
    let strategy = opportunity.provenance.sources.iter().any(|source| source.document.is_some());
    let chosen = if strategy { 0.4 } else { 0.0 };
    clarity(opportunity.eligibility.healthcare_science) + at_home + employer + addressed + chosen
}

/// For whom and for what an entry is made, as far as that makes it useless to readers who say nothing of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Made {
    /// For some professions.
    pub(crate) specific: bool,
    /// For a topic.
    pub(crate) topical: bool,
    /// To bring people together: a network or an event.
    pub(crate) gathering: bool,
    /// For the staff of some organisations.
    pub(crate) local: bool,
    /// To give a prize, and nothing else: for what has been done already.
    pub(crate) prize: bool,
    /// What it gives in the end.
    pub(crate) gives: Option<Purpose>,
}

/// What a question says of these things.
#[derive(Debug, Clone, Default)]
pub(crate) struct QuestionSays {
    pub(crate) profession: bool,
    pub(crate) topic: bool,
    pub(crate) kind: bool,
    pub(crate) place: bool,
    /// That it may be a prize, or whose.
    pub(crate) prize: bool,
    /// More than who asks, where they are and what field they are in.
    pub(crate) more: bool,
    /// What it is about in the end.
    pub(crate) purposes: Vec<Purpose>,
}

/// What it costs an entry to serve one purpose where another is asked for. Who wants to learn something is helped by what pays
/// for it; who needs money is not helped by a lesson, and least by company.
const fn beside_the_purpose(gives: Purpose, asked: Purpose) -> f32 {
    match (gives, asked) {
        (Purpose::Money, Purpose::Learning) | (Purpose::Learning, Purpose::Help) => 0.4,
        (Purpose::Help, Purpose::Money) => 2.4,
        _ => 1.2,
    }
}

impl Made {
    /// How many different ones there are.
    pub(crate) const KINDS: u8 = 128;

    /// A number below [`Made::KINDS`].
    pub(crate) fn number(self) -> u8 {
        let bit = |holds: bool, at: u8| u8::from(holds) << at;
        let gives = Purpose::ALL.into_iter().zip(1_u8..).find(|(own, _)| Some(*own) == self.gives);
        bit(self.specific, 0)
            | bit(self.topical, 1)
            | bit(self.gathering, 2)
            | bit(self.local, 3)
            | (gives.map_or(0, |(_, number)| number) << 4)
            | bit(self.prize, 6)
    }

    /// The one with a number.
    pub(crate) fn with(number: u8) -> Self {
        let holds = |at: u8| number & (1 << at) != 0;
        let gives = usize::from((number >> 4) & 0b11).checked_sub(1);
        Self {
            specific: holds(0),
            topical: holds(1),
            gathering: holds(2),
            local: holds(3),
            prize: holds(6),
            gives: gives.and_then(|at| Purpose::ALL.get(at)).copied(),
        }
    }

    /// What is made for some readers only, and the question does not say that this one is among them, is of no use to most;
    /// nor is what gives something else than what is looked for. People look for what gives them something, not for company.
    pub(crate) fn weight(self, says: &QuestionSays) -> f32 {
        let cost = |holds: bool, cost: f32| if holds { -cost } else { 0.0 };
        let elsewhere = match (self.gives, says.purposes.first()) {
            (Some(gives), Some(asked)) if !says.purposes.contains(&gives) => {
                beside_the_purpose(gives, *asked)
            }
            _ => 0.0,
        };
        // The topic of what is for a profession is that profession's.
        let own_topic = says.topic || (says.profession && self.specific);
        cost(self.specific && !says.profession, 1.0)
            + cost(self.topical && !own_topic, 0.4)
            + cost(self.gathering && !says.kind, 1.2)
            + cost(self.local && !says.place, 1.3)
            + cost(self.prize && says.more && !says.prize, 0.8)
            - elsewhere
    }
}

/// What can be used now or has a known next date is worth more than what is over. A round that comes back can be prepared
/// for; a call that was made once cannot be answered any more. Where no date is known, what its page called closed is less likely
/// to be of use.
pub(crate) const fn timeliness(state: State, comes_back: bool, page_closed: bool) -> f32 {
    match state {
        State::Unknown if page_closed => 0.0,
        State::Open => 0.6,
        State::OpensSoon => 0.55,
        State::Rolling => 0.45,
        State::Expected => 0.3,
        State::Unknown => 0.3,
        State::Closed if comes_back => 0.15,
        State::Closed => -1.0,
    }
}

/// A source that names healthcare science spares the reader a call.
const fn clarity(inclusion: Inclusion) -> f32 {
    match inclusion {
        Inclusion::Explicit => 0.5,
        Inclusion::Implied => 0.45,
        Inclusion::Unclear => -0.5,
        Inclusion::Excluded => 0.0,
    }
}

/// So much of what a question says must be explained by one of the first answers before they are called answers.
pub(crate) const EXPLAINED: f32 = 0.5;

/// And so much where nothing was understood: words that only happen to stand together somewhere are no answer yet.
pub(crate) const EXPLAINED_BY_WORDS: f32 = 0.7;

/// A word that had to be corrected may have been another one; one that is not finished may become yet another, and alone is
/// no question.
pub(crate) const fn certainty(word: &Word) -> f32 {
    if !word.begins.is_empty() {
        0.4
    } else if word.corrected_from.is_some() {
        0.5
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_of_what_an_entry_is_made_for_is_read_as_it_was_written() {
        for number in 0..Made::KINDS {
            let made = Made::with(number);
            assert_eq!(made.number(), number, "{made:?}");
        }
    }

    #[test]
    fn a_prize_costs_those_who_ask_for_something_else() {
        let prize = Made { prize: true, ..Made::default() };
        let asks = |says: QuestionSays| prize.weight(&says) < 0.0;
        assert!(asks(QuestionSays { more: true, ..QuestionSays::default() }));
        assert!(!asks(QuestionSays { more: true, prize: true, ..QuestionSays::default() }));
        assert!(!asks(QuestionSays { topic: true, ..QuestionSays::default() }), "only a field");
    }
}
