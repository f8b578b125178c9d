//! What speaks for an entry, or against it, whatever is asked: worked out once for a catalogue, so that a question looks at no
//! entry that it does not show.

use std::collections::{BTreeMap, BTreeSet};

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::opportunity::PageSaid;
use cyfle_catalogue::rule::Rule;
use cyfle_catalogue::status::State;
use cyfle_catalogue::vocabulary::{Prize, Says};
use cyfle_catalogue::{Facet, Lang, Opportunity};
use jiff::civil::Date;

use crate::analysis::alphabet;
use crate::bits::Bits;
use crate::fit::Doors;
use crate::home;
use crate::ladder::Ladder;
use crate::purposes::{self, Purposes};
use crate::rank;
use crate::results::Concept;
use crate::search::last_change;
use crate::table::Table;

/// Columns by entry number.
#[derive(Debug)]
pub(crate) struct Traits {
    /// An applicant in Wales cannot use it.
    pub(crate) unusable: Bits,
    /// Open to applicants in Wales alone.
    pub(crate) at_home: Bits,
    /// A round follows another.
    pub(crate) comes_back: Bits,
    /// Its page said that it was closed.
    pub(crate) page_closed: Bits,
    /// About a topic that says each of [`WHAT_TOPICS_SAY`].
    about: [Bits; WHAT_TOPICS_SAY.len()],
    /// What topics say that say something.
    topics: BTreeMap<String, Says>,
    /// Its career levels are our reading.
    pub(crate) levels_inferred: Bits,
    /// Where stages of education stand among qualifications.
    pub(crate) ladder: Ladder,
    /// What values are about in the end.
    pub(crate) purposes: Purposes,
    /// What leads to a first degree or less.
    pub(crate) first_degrees: Bits,
    /// What someone who is new to a thing may use: it asks for no degree beyond the first, and none is studied for that builds
    /// on more.
    pub(crate) for_beginners: Bits,
    /// Entries by each profession or group that they name themselves.
    pub(crate) naming: BTreeMap<String, Bits>,
    /// How many career levels and themes it has.
    pub(crate) levels: Vec<u8>,
    pub(crate) themes: Vec<u8>,
    /// How many things it offers.
    pub(crate) offers: Vec<u8>,
    /// How many stages of study it has.
    pub(crate) stages: Vec<u8>,
    /// What [`rank::standing`] gives it.
    pub(crate) standing: Vec<f32>,
    /// What it asks of applicants.
    pub(crate) doors: Doors,
    /// Since when each entry is here, and the day of its newest change.
    pub(crate) added: Vec<Date>,
    pub(crate) changed: Vec<Date>,
    /// Where each entry stands by its title, in the order of [`Lang::ALL`], and by its newest change.
    by_title: Vec<Vec<usize>>,
    pub(crate) by_change: Vec<usize>,
    /// For whom and for what it is made, as [`rank::Made::number`].
    pub(crate) made: Vec<u8>,
    /// Entries that have a value for which people use another one's name: "funding" for a fellowship, a "course" for what pays
    /// the fees of one. The vocabulary says which stand for each other.
    near: BTreeMap<Facet, BTreeMap<String, Bits>>,
}

impl Traits {
    pub(crate) fn new(catalogue: &Catalogue, table: &Table) -> Self {
        let size = catalogue.opportunities.len();
        let which = |has: &dyn Fn(&Opportunity) -> bool| {
            let mut found = Bits::none(size);
            let entries = catalogue.opportunities.values().enumerate();
            entries.filter(|(_, one)| has(one)).for_each(|(number, _)| found.insert(number));
            found
        };
        let count = |of: &dyn Fn(&Opportunity) -> usize| -> Vec<u8> {
            let entries = catalogue.opportunities.values();
            entries.map(|one| u8::try_from(of(one)).unwrap_or(u8::MAX)).collect()
        };
        let mut naming: BTreeMap<String, Bits> = BTreeMap::new();
        for (number, opportunity) in catalogue.opportunities.values().enumerate() {
            for id in &opportunity.audience.professions {
                naming.entry(id.clone()).or_insert_with(|| Bits::none(size)).insert(number);
            }
        }
        let (ladder, purposes) = (Ladder::new(catalogue), Purposes::new(catalogue));
        let topics = topics(catalogue);
        let made = |one: &Opportunity| {
            let professions = &one.audience.professions;
            rank::Made {
                specific: !professions.is_empty()
                    && !professions.iter().any(|id| id == ALL_HEALTHCARE_SCIENCE),
                topical: !one.topics.is_empty(),
                gathering: catalogue
                    .vocabularies
                    .value(Facet::Kind.name(), &one.kind)
                    .is_some_and(|kind| kind.gathers),
                local: !one.eligibility.organisations.is_empty(),
                prize: matches!(
                    one.offer.offers.as_slice(),
                    [only] if purposes::prize(catalogue, Facet::Offer, only) == Some(Prize::Certain)
                ),
                gives: purposes.of(Concept::Facet(Facet::Kind), &one.kind),
            }
        };
        Self {
            made: catalogue.opportunities.values().map(|one| made(one).number()).collect(),
            near: near(catalogue, table),
            doors: Doors::new(catalogue),
            by_title: Lang::ALL
                .iter()
                .map(|lang| places(catalogue, |one| alphabet::place(one.title.get(*lang), *lang)))
                .collect(),
            added: catalogue.opportunities.values().map(|one| one.provenance.added).collect(),
            changed: catalogue.opportunities.values().map(last_change).collect(),
            by_change: places(catalogue, |one| std::cmp::Reverse(last_change(one))),
            unusable: which(&|one| home::is_unusable(one, catalogue)),
            at_home: which(&|one| home::is_for_home_alone(one, catalogue)),
            comes_back: which(&|one| one.timetable.repeated || one.timetable.pattern.recurs()),
            page_closed: which(&|one| one.timetable.page_said == Some(PageSaid::Closed)),
            about: WHAT_TOPICS_SAY.map(|said| {
                which(&|one| one.topics.iter().any(|id| topics.get(id).copied() == said))
            }),
            topics,
            levels_inferred: which(&|one| one.is_our_reading(Rule::CareerLevel.field())),
            levels: count(&|one| one.audience.career_levels.len()),
            themes: count(&|one| one.themes.len()),
            offers: count(&|one| one.offer.offers.len()),
            stages: count(&|one| one.offer.education_stages.len()),
            standing: catalogue
                .opportunities
                .values()
                .map(|one| rank::standing(one, catalogue))
                .collect(),
            first_degrees: which(&|one| {
                let stages = &one.offer.education_stages;
                !stages.is_empty() && stages.iter().all(|stage| ladder.is_of_first_degrees(stage))
            }),
            for_beginners: which(&|one| is_for_beginners(one, catalogue, &ladder)),
            naming,
            ladder,
            purposes,
        }
    }

    /// Whether it is over and not known to come back: one cannot apply, and cannot prepare either.
    pub(crate) fn is_over(&self, number: usize, state: State) -> bool {
        match state {
            State::Closed => !self.comes_back.contains(number),
            State::Unknown => {
                self.page_closed.contains(number) && !self.comes_back.contains(number)
            }
            State::Open | State::Rolling | State::OpensSoon | State::Expected => false,
        }
    }

    /// Entries that say nothing for or against a topic: a course in statistics is neither for nor against cancer, and a
    /// fellowship in heart disease neither for nor against devices. A way of working goes with everything; what is for some
    /// people is stated.
    pub(crate) fn silent_on(&self, topic: &str) -> Bits {
        let mut silent = Bits::all(self.levels.len());
        let own = self.topics.get(topic).copied();
        match own {
            Some(Says::WayOfWorking) => {}
            Some(Says::People) => self.about.iter().for_each(|about| silent.remove(about)),
            Some(Says::Means) | None => {
                let alike = WHAT_TOPICS_SAY.into_iter().zip(&self.about);
                alike.filter(|(said, _)| *said == own).for_each(|(_, about)| silent.remove(about));
            }
        }
        silent
    }

    /// Where each entry stands by its title in a language.
    pub(crate) fn by_title(&self, lang: Lang) -> &[usize] {
        let at = Lang::ALL.iter().position(|own| *own == lang);
        at.and_then(|at| self.by_title.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Entries that have a value for which people use this one's name.
    pub(crate) fn near(&self, facet: Facet, wanted: &str) -> Option<&Bits> {
        self.near.get(&facet)?.get(wanted)
    }

    /// Entries that name a profession or a group themselves.
    pub(crate) fn naming(&self, id: &str) -> Option<&Bits> {
        self.naming.get(id)
    }
}

/// Those of [`Says`], then nothing: what says on what one works, an illness or a specialty.
const WHAT_TOPICS_SAY: [Option<Says>; 4] =
    [Some(Says::WayOfWorking), Some(Says::Means), Some(Says::People), None];

/// What topics say, where they say something; all others are on an illness or a specialty.
fn topics(catalogue: &Catalogue) -> BTreeMap<String, Says> {
    let values = catalogue.vocabularies.values(Facet::Topic.name()).iter();
    values.filter_map(|value| Some((value.id.clone(), value.says?))).collect()
}

fn is_for_beginners(one: &Opportunity, catalogue: &Catalogue, ladder: &Ladder) -> bool {
    let begins = |facet: Facet, id: &str| {
        catalogue.vocabularies.value(facet.name(), id).is_some_and(|value| value.begins)
    };
    let least = one.eligibility.qualification.as_deref();
    let levels = &one.audience.career_levels;
    least.is_none_or(|least| !ladder.is_beyond_a_first_degree(least))
        && one.offer.education_stages.iter().all(|stage| begins(Facet::EducationStage, stage))
        && (levels.is_empty() || levels.iter().any(|level| begins(Facet::CareerLevel, level)))
}

/// The place of each entry in an order; ids decide between equals.
fn places<K: Ord>(catalogue: &Catalogue, key: impl Fn(&Opportunity) -> K) -> Vec<usize> {
    let mut ordered: Vec<(K, usize)> = catalogue.opportunities.values().map(key).zip(0..).collect();
    ordered.sort();
    let mut places = vec![0; ordered.len()];
    ordered.into_iter().enumerate().for_each(|(place, (_, number))| places[number] = place);
    places
}

fn near(catalogue: &Catalogue, table: &Table) -> BTreeMap<Facet, BTreeMap<String, Bits>> {
    let mut near: BTreeMap<Facet, BTreeMap<String, Bits>> = BTreeMap::new();
    for facet in Facet::ALL {
        for other in BTreeSet::from([facet, Facet::Offer, Facet::Kind]) {
            let Some(column) = table.column(other) else { continue };
            for value in catalogue.vocabularies.values(other.name()) {
                let Some(bits) = column.with(&value.id) else { continue };
                for wanted in &value.counts_as {
                    let own = near.entry(facet).or_default().entry(wanted.clone());
                    own.or_insert_with(|| Bits::none(table.len())).add(bits);
                }
            }
        }
    }
    near
}

/// The order of career levels, to tell which stand next to each other.
pub(crate) fn next_to(catalogue: &Catalogue, level: &str) -> Vec<String> {
    let levels = Facet::CareerLevel.vocabulary(catalogue);
    let Some(own) = levels.iter().position(|known| *known == level) else { return Vec::new() };
    let beside = [own.checked_sub(1), Some(own + 1)];
    beside
        .into_iter()
        .flatten()
        .filter_map(|at| levels.get(at))
        .map(|id| (*id).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};

    use super::*;

    #[test]
    fn the_vocabulary_tells_illnesses_from_ways_of_working_means_and_people() {
        let catalogue = load(&Files::embedded()).catalogue;
        let topics = topics(&catalogue);
        let count = |said: Says| topics.values().filter(|own| **own == said).count();
        assert_eq!(
            [Says::WayOfWorking, Says::Means, Says::People].map(count),
            [7, 5, 1],
            "{topics:?}"
        );
        for illness in ["cancer", "stroke", "neurology-and-dementia", "children", "vision"] {
            assert!(!topics.contains_key(illness), "{illness}");
        }
    }
}
