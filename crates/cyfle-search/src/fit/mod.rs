//! May this reader apply? Rule by rule, with what the entry states; the words are looked up by whoever shows them.
//!
//! The verdict is cautious in both directions: it says `no` only where a source's own words exclude the reader, and `likely`
//! only where the nation fits and nothing asked for is left open.

mod doors;
mod registers;

use std::collections::BTreeSet;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::rule::Rule;
use cyfle_catalogue::vocabulary::{StandsFor, Value};
use cyfle_catalogue::{Facet, Opportunity};
pub(crate) use doors::{Doors, Verdicts};
pub(crate) use registers::{REGISTRATION, Registers, broader, registers};

use crate::home;

/// What is known of the reader. Empty means that they have not said. Where they apply from nobody has to say: that is Wales, or
/// whatever else the vocabulary marks as the readers' own nation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reader {
    /// Career levels.
    pub career_levels: Vec<String>,
    /// Groups of professions.
    pub profession_groups: Vec<String>,
    /// Professions.
    pub professions: Vec<String>,
    /// Their profession, where it is none of healthcare science.
    pub other_profession: Option<String>,
    /// The organisation for which they work.
    pub organisation: Option<String>,
    /// What sort of employer they work for. Who does not say is taken to work for NHS Wales.
    pub employer: Option<String>,
    /// Their registration.
    pub registration: Option<String>,
    /// Their highest qualification.
    pub qualification: Option<String>,
    /// The highest that they may hold, where they have said only what they have not.
    pub at_most: Option<String>,
    /// One that they do not hold yet, but will before long, or that they hold with a class that not everyone takes.
    pub expected: Option<String>,
    /// Professions, and groups of them, among those above that they would like to have and have not.
    pub hoped_for: Vec<String>,
    /// Whether they say to be in training: then they are hardly on a register yet.
    pub in_training: bool,
    /// Whether they say to be a member of no professional body.
    pub is_no_member: bool,
}

impl Reader {
    /// The highest qualification that is known of them, and whether they may just as well hold a lower one.
    fn highest(&self) -> Option<(&str, bool)> {
        let held = self.qualification.as_deref().map(|own| (own, false));
        held.or_else(|| self.at_most.as_deref().map(|most| (most, true)))
    }
}

/// What all rules together say of one reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing known speaks against it.
    Likely,
    /// Something that matters is not stated or not clear.
    Check,
    /// A source excludes this reader.
    No,
}

impl Verdict {
    /// Every verdict, the best first.
    pub const ALL: [Self; 3] = [Self::Likely, Self::Check, Self::No];

    /// The id in the vocabulary `fit`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Check => "check",
            Self::No => "no",
        }
    }
}

/// The answer of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleAnswer {
    /// The reader meets it.
    Yes,
    /// The reader does not meet it.
    No,
    /// The entry states no rule, or the reader has not said.
    NotStated,
}

impl RuleAnswer {
    /// The word in published JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotStated => "not-stated",
        }
    }
}

/// The verdict and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Overall.
    pub verdict: Verdict,
    /// Each rule's answer, in the order of [`Rule::ALL`].
    pub rules: Vec<(Rule, RuleAnswer)>,
}

/// Judges an entry for a reader.
pub fn judge(opportunity: &Opportunity, reader: &Reader, catalogue: &Catalogue) -> Fit {
    Judge::new(reader, catalogue).fit(opportunity)
}

/// A reader, prepared: what the vocabularies say of them is looked up once, and then compared with any number of entries.
#[derive(Debug)]
pub(crate) struct Judge<'a> {
    reader: &'a Reader,
    /// The nations of the reader's employer, or else the readers' own; none where the vocabulary marks none.
    nations: &'a [String],
    /// Whether these are others than the readers' own: then they may live there all the same, and nothing that is for it is shut.
    is_abroad: bool,
    /// Ids in an entry's professions that include the reader.
    professions: BTreeSet<&'a str>,
    /// Those that include them as they are, where they would like to be something else.
    certain: Option<BTreeSet<&'a str>>,
    /// Employers in an entry that include the reader's.
    employers: BTreeSet<&'a str>,
    /// Those that may include it, for all that the reader has said.
    perhaps: BTreeSet<&'a str>,
    /// The reader's organisation and the one that it is part of; none where they work outside the NHS, so that it only tells
    /// where they are.
    organisations: Vec<&'a str>,
    /// What entries ask for of registers.
    registers: Registers<'a>,
    /// What an entry may ask for that the reader's registration satisfies, besides itself.
    broader: &'a [String],
    /// Qualifications from the lowest to the highest.
    heights: Vec<&'a str>,
    /// How high the one is among them with which people enter these professions.
    first_degree: Option<usize>,
    /// Whether the reader stands where people are on no register yet, and says nothing of theirs.
    before_register: bool,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(reader: &'a Reader, catalogue: &'a Catalogue) -> Self {
        // The service is for staff of NHS Wales, whether or not they say where they work.
        let usual = home_employer(catalogue).map(|own| own.id.as_str());
        let (employers, perhaps) = employing(catalogue, reader.employer.as_deref().or(usual));
        let registration = reader.registration.as_deref();
        let is_out = |service: &Value| !employers.contains(service.id.as_str());
        let is_elsewhere =
            reader.employer.is_some() && health_service(catalogue).is_some_and(is_out);
        let organisation = reader.organisation.as_deref().filter(|_| !is_elsewhere);
        let parent = organisation
            .and_then(|own| catalogue.organisation(own))
            .and_then(|organisation| organisation.part_of.as_deref());
        let abroad = abroad(reader, catalogue);
        let is_had = |own: &String| !reader.hoped_for.contains(own);
        let hopes = !reader.hoped_for.is_empty();
        let home = || home::nation(catalogue).map(|own| std::slice::from_ref(&own.id));
        Self {
            reader,
            nations: abroad.or_else(home).unwrap_or_default(),
            is_abroad: abroad.is_some(),
            professions: including(reader, &|_| true, catalogue),
            certain: hopes.then(|| including(reader, &is_had, catalogue)),
            employers,
            perhaps,
            organisations: organisation.into_iter().chain(parent).collect(),
            registers: Registers::of(catalogue),
            broader: registration.map_or(&[], |own| broader(catalogue, own)),
            heights: heights(catalogue),
            first_degree: first_degree(catalogue),
            before_register: reader.registration.is_none() && is_before_register(reader, catalogue),
        }
    }

    /// Where the reader works.
    pub(crate) fn organisation(&self) -> Option<&str> {
        self.reader.organisation.as_deref()
    }

    /// Whether the reader works in another nation than these readers do.
    pub(crate) const fn is_abroad(&self) -> bool {
        self.is_abroad
    }

    /// The verdict with each rule's answer.
    pub(crate) fn fit(&self, opportunity: &Opportunity) -> Fit {
        let answers = self.answers(opportunity);
        Fit { verdict: self.verdict(opportunity, &answers), rules: answers.to_vec() }
    }

    fn answers(&self, opportunity: &Opportunity) -> [(Rule, RuleAnswer); Rule::ALL.len()] {
        Rule::ALL.map(|rule| (rule, self.answer(rule, opportunity)))
    }

    fn answer(&self, rule: Rule, opportunity: &Opportunity) -> RuleAnswer {
        let audience = &opportunity.audience;
        match rule {
            Rule::Nation => match any_of(&opportunity.eligibility.nations, self.nations) {
                RuleAnswer::No if self.is_abroad => RuleAnswer::NotStated,
                answer => answer,
            },
            Rule::Employer => self.employer(opportunity),
            Rule::CareerLevel => any_of(&audience.career_levels, &self.reader.career_levels),
            Rule::Profession => self.profession(opportunity),
            Rule::Registration => {
                let own = self.reader.registration.as_deref();
                own.map_or(RuleAnswer::NotStated, |own| {
                    self.registers.answer(opportunity, own, self.broader)
                })
            }
            Rule::Qualification => self.qualification(opportunity),
        }
    }

    fn employer(&self, opportunity: &Opportunity) -> RuleAnswer {
        let eligibility = &opportunity.eligibility;
        let is_for_some = !eligibility.organisations.is_empty();
        if is_for_some && !self.organisations.is_empty() {
            let listed = |id: &&str| eligibility.organisations.iter().any(|known| known == id);
            return yes_or_no(self.organisations.iter().any(listed));
        }
        let stated = &eligibility.employers;
        let has_any =
            |ids: &BTreeSet<&str>| stated.iter().any(|stated| ids.contains(stated.as_str()));
        if has_any(&self.employers) && !is_for_some {
            RuleAnswer::Yes
        } else if stated.is_empty() || has_any(&self.employers) || has_any(&self.perhaps) {
            RuleAnswer::NotStated
        } else {
            RuleAnswer::No
        }
    }

    fn profession(&self, opportunity: &Opportunity) -> RuleAnswer {
        // Which professions of other fields an entry takes is kept of none.
        if self.reader.other_profession.is_some() {
            return RuleAnswer::NotStated;
        }
        if opportunity.eligibility.healthcare_science == Inclusion::Excluded {
            return RuleAnswer::No;
        }
        let stated = &opportunity.audience.professions;
        let said = says(self.reader, Rule::Profession);
        if stated.is_empty() || (!said && !stated.iter().any(|id| id == ALL_HEALTHCARE_SCIENCE)) {
            return RuleAnswer::NotStated;
        }
        yes_or_no(!said || stated.iter().any(|id| self.professions.contains(id.as_str())))
    }

    /// How high a qualification is; none where it is not known.
    fn height(&self, id: &str) -> Option<usize> {
        self.heights.iter().position(|known| *known == id)
    }

    fn qualification(&self, opportunity: &Opportunity) -> RuleAnswer {
        let Some((own, is_at_most)) = self.reader.highest() else { return RuleAnswer::NotStated };
        let height = |id: &str| self.height(id);
        let eligibility = &opportunity.eligibility;
        if eligibility.qualification_bar.as_ref().is_some_and(|bar| height(own) >= height(bar)) {
            return if is_at_most { RuleAnswer::NotStated } else { RuleAnswer::No };
        }
        match &eligibility.qualification {
            Some(least) if height(own) < height(least) => RuleAnswer::No,
            // Whoever has no doctorate need not have a master's degree.
            Some(_) if is_at_most => RuleAnswer::NotStated,
            Some(_) => RuleAnswer::Yes,
            None if eligibility.qualification_bar.is_some() => RuleAnswer::Yes,
            None => RuleAnswer::NotStated,
        }
    }

    fn verdict(&self, opportunity: &Opportunity, rules: &[(Rule, RuleAnswer)]) -> Verdict {
        let reader = self.reader;
        let mut verdict = match opportunity.eligibility.healthcare_science {
            // What is closed to healthcare scientists may well be for the reader's own profession.
            Inclusion::Excluded if reader.other_profession.is_none() => return Verdict::No,
            Inclusion::Excluded | Inclusion::Unclear => Verdict::Check,
            Inclusion::Explicit | Inclusion::Implied => Verdict::Likely,
        };
        if reader.is_no_member && self.registers.wants_membership(opportunity) {
            verdict = Verdict::Check;
        }
        for (rule, answer) in rules {
            let said = says(reader, *rule);
            match answer {
                // Our own reading, or what we assume of the reader, may warn but must not shut a door.
                RuleAnswer::No if opportunity.rule_is_our_reading(*rule) || !said => {
                    verdict = Verdict::Check
                }
                RuleAnswer::No => return Verdict::No,
                RuleAnswer::NotStated if said && self.opens_a_doubt(*rule, opportunity) => {
                    verdict = Verdict::Check
                }
                RuleAnswer::Yes if self.is_in_doubt(*rule, opportunity) => verdict = Verdict::Check,
                RuleAnswer::NotStated if !said && self.is_for_few(*rule, opportunity) => {
                    verdict = Verdict::Check
                }
                RuleAnswer::NotStated | RuleAnswer::Yes => {}
            }
        }
        verdict
    }

    /// Whether an entry asks for what most of those have not got who say nothing of it: the one level that it is for, a
    /// qualification beyond the degree with which people enter these professions, or a register that people in training are not on.
    fn is_for_few(&self, rule: Rule, opportunity: &Opportunity) -> bool {
        match rule {
            Rule::CareerLevel => is_for_one_level(opportunity),
            Rule::Qualification => {
                let asked = opportunity.eligibility.qualification.as_deref();
                asked.is_some_and(|asked| self.is_beyond_entry(asked))
            }
            Rule::Registration => {
                self.before_register && self.registers.wants_a_register(opportunity)
            }
            _ => false,
        }
    }

    /// Whether a qualification is higher than the one with which people enter these professions.
    fn is_beyond_entry(&self, id: &str) -> bool {
        self.first_degree.is_some() && self.height(id) > self.first_degree
    }

    /// Whether what an entry asks for is what the reader has not got yet, or may not have: a qualification, or a profession that they would
    /// like to have. A way onto its register is for these.
    fn is_in_doubt(&self, rule: Rule, opportunity: &Opportunity) -> bool {
        let stated = &opportunity.audience.professions;
        match rule {
            Rule::Qualification => {
                let expected = self.reader.expected.as_ref();
                let asked = opportunity.eligibility.qualification.as_ref();
                let is_at_most = self.reader.highest().is_some_and(|(_, is_at_most)| is_at_most);
                let is_perhaps_had =
                    is_at_most && asked.is_some_and(|asked| self.is_beyond_entry(asked));
                is_perhaps_had || (expected.is_some() && asked == expected)
            }
            Rule::Profession => self.certain.as_ref().is_some_and(|certain| {
                !self.registers.is_reached_by(opportunity)
                    && !stated.iter().any(|id| certain.contains(id.as_str()))
            }),
            _ => false,
        }
    }

    /// Whether it matters that nothing is stated: a nation, a level or a profession that is not stated may yet be a closed door;
    /// an employer, a register or a qualification that no source asks for is usually not asked for.
    fn opens_a_doubt(&self, rule: Rule, opportunity: &Opportunity) -> bool {
        let eligibility = &opportunity.eligibility;
        match rule {
            Rule::Profession => {
                self.reader.other_profession.is_none() || !is_for_everyone(opportunity)
            }
            Rule::Nation | Rule::CareerLevel => true,
            Rule::Registration => !eligibility.registration.is_empty(),
            Rule::Employer => {
                !eligibility.organisations.is_empty() || !eligibility.employers.is_empty()
            }
            Rule::Qualification => self.is_in_doubt(rule, opportunity),
        }
    }
}

/// The vocabulary of employers.
pub(crate) const EMPLOYER: &str = "employer";

/// The employer of whoever says nothing of theirs; none where the vocabulary marks none.
pub(crate) fn home_employer(catalogue: &Catalogue) -> Option<&Value> {
    catalogue.vocabularies.standing_for(EMPLOYER, StandsFor::Home)
}

/// Whether a reader works in another nation than these readers do.
pub fn is_abroad(reader: &Reader, catalogue: &Catalogue) -> bool {
    abroad(reader, catalogue).is_some()
}

/// The nations of a reader's employer, where they are others than the readers' own and no organisation of theirs is named.
pub(crate) fn abroad<'a>(reader: &Reader, catalogue: &'a Catalogue) -> Option<&'a [String]> {
    let own = reader.employer.as_deref().filter(|_| reader.organisation.is_none())?;
    let nations = &catalogue.vocabularies.value(EMPLOYER, own)?.nations;
    (!nations.is_empty()).then_some(nations.as_slice())
}

/// What every employer that is the NHS counts as; none where the vocabulary marks none.
pub(crate) fn health_service(catalogue: &Catalogue) -> Option<&Value> {
    catalogue.vocabularies.standing_for(EMPLOYER, StandsFor::HealthService)
}

/// Ids that, standing in an entry's employers, include an employer, and those that may: who has named only something broad
/// ("a university") may work for any part of it.
fn employing<'a>(
    catalogue: &'a Catalogue,
    own: Option<&str>,
) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
    let (mut certain, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
    let is_own = |id: &String| Some(id.as_str()) == own;
    for value in catalogue.vocabularies.values(EMPLOYER) {
        let ids = std::iter::once(&value.id).chain(&value.counts_as).map(String::as_str);
        if is_own(&value.id) {
            certain.extend(ids);
        } else if value.counts_as.iter().any(is_own) {
            perhaps.extend(ids);
        }
    }
    (certain, perhaps)
}

/// Qualifications from the lowest to the highest, as the vocabulary has them.
pub(crate) fn heights(catalogue: &Catalogue) -> Vec<&str> {
    qualifications(catalogue).iter().map(|value| value.id.as_str()).collect()
}

/// How high the degree is with which people enter these professions; none where the vocabulary marks none.
pub(crate) fn first_degree(catalogue: &Catalogue) -> Option<usize> {
    qualifications(catalogue)
        .iter()
        .position(|value| value.stands_for == Some(StandsFor::FirstDegree))
}

fn qualifications(catalogue: &Catalogue) -> &[Value] {
    catalogue.vocabularies.values("qualification")
}

/// Ids that, standing in an entry's professions, include the reader: everyone, the reader's profession, its group, an umbrella
/// over it, and what it is an umbrella over. Who names only a group is included by everything inside it. Only those of the reader's
/// count that are meant.
fn including<'a>(
    reader: &'a Reader,
    is_meant: &dyn Fn(&String) -> bool,
    catalogue: &'a Catalogue,
) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::from([ALL_HEALTHCARE_SCIENCE]);
    let values = catalogue.vocabularies.values(Facet::Profession.name());
    let mut names_one = false;
    for own in reader.professions.iter().filter(|own| is_meant(own)) {
        names_one = true;
        ids.insert(own);
        for value in values {
            if value.id == *own {
                ids.extend(value.group.as_deref());
                ids.extend(value.covers.iter().map(String::as_str));
            } else if value.covers.contains(own) {
                ids.insert(&value.id);
            }
        }
    }
    if !names_one {
        for group in reader.profession_groups.iter().filter(|own| is_meant(own)) {
            ids.insert(group);
            let inside = values.iter().filter(|value| value.group.as_ref() == Some(group));
            ids.extend(inside.map(|value| value.id.as_str()));
            if group == ALL_HEALTHCARE_SCIENCE {
                ids.extend(values.iter().map(|value| value.id.as_str()));
                ids.extend(Facet::ProfessionGroup.vocabulary(catalogue));
            }
        }
    }
    ids
}

const fn yes_or_no(holds: bool) -> RuleAnswer {
    if holds { RuleAnswer::Yes } else { RuleAnswer::No }
}

/// `yes` where the lists share a value; not stated where either is empty.
fn any_of(stated: &[String], own: &[String]) -> RuleAnswer {
    if stated.is_empty() || own.is_empty() {
        RuleAnswer::NotStated
    } else {
        yes_or_no(own.iter().any(|value| stated.contains(value)))
    }
}

/// Whether an answer rests on what every reader here is taken to be, healthcare scientists of NHS Wales, and on nothing that
/// this one has said.
pub fn is_assumed(reader: &Reader, rule: Rule, catalogue: &Catalogue) -> bool {
    match rule {
        Rule::Nation => abroad(reader, catalogue).is_none(),
        _ => !says(reader, rule),
    }
}

/// Whether a reader has said what a rule is about. Everyone here is taken to be in Wales.
fn says(reader: &Reader, rule: Rule) -> bool {
    match rule {
        Rule::Nation => true,
        Rule::Employer => reader.organisation.is_some() || reader.employer.is_some(),
        Rule::CareerLevel => !reader.career_levels.is_empty(),
        Rule::Profession => {
            !reader.professions.is_empty()
                || !reader.profession_groups.is_empty()
                || reader.other_profession.is_some()
        }
        Rule::Registration => reader.registration.is_some(),
        Rule::Qualification => {
            let said = [&reader.qualification, &reader.at_most, &reader.expected];
            said.into_iter().any(Option::is_some)
        }
    }
}

/// Whether an entry is for one career level alone: most of those who have not said theirs stand elsewhere.
fn is_for_one_level(opportunity: &Opportunity) -> bool {
    opportunity.audience.career_levels.len() == 1
}

/// Whether somebody stands where people are on no register yet: in training, at a level to which no degree leads, or outside the
/// profession that they would like to have.
fn is_before_register(reader: &Reader, catalogue: &Catalogue) -> bool {
    let is_low = |level: &String| {
        let value = catalogue.vocabularies.value(Facet::CareerLevel.name(), level);
        value.is_some_and(|value| value.needs.is_none())
    };
    let levels = &reader.career_levels;
    let is_learner = |own: &String| {
        catalogue
            .vocabularies
            .value(EMPLOYER, own)
            .is_some_and(|value| value.stands_for == Some(StandsFor::InTraining))
    };
    reader.in_training
        || !reader.hoped_for.is_empty()
        || (!levels.is_empty() && levels.iter().all(is_low))
        || reader.employer.as_ref().is_some_and(is_learner)
}

/// Whether an entry takes in all healthcare science because its source speaks of staff in general, and not of scientists.
fn is_for_everyone(opportunity: &Opportunity) -> bool {
    opportunity.eligibility.healthcare_science == Inclusion::Implied
        && opportunity.audience.professions.iter().any(|id| id == ALL_HEALTHCARE_SCIENCE)
}
