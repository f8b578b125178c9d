//! The same judgement over all entries at once: the verdict on every entry for a reader, as sets.
//!
//! An answer counts verdicts and filters by them, whatever the size of the catalogue; asking entry by entry would be the
//! dearest part of it. A test holds the two ways against each other.

use cyfle_catalogue::Opportunity;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::rule::Rule;

use super::{Judge, Registers, RuleAnswer, Verdict, is_for_everyone, is_for_one_level, says};
use crate::bits::Bits;
use crate::table::Column;

/// What entries state of who may apply, as columns.
#[derive(Debug)]
pub(crate) struct Doors {
    size: usize,
    excluded: Bits,
    unclear: Bits,
    /// Takes in all healthcare science because it is for staff in general.
    for_everyone: Bits,
    /// In the order of [`Rule::ALL`]: what it asks is our own reading.
    inferred: Vec<Bits>,
    nations: Column,
    employers: Column,
    organisations: Column,
    levels: Column,
    /// Asks for membership of a body, whatever else would do.
    for_members: Bits,
    /// For one career level alone.
    one_level: Bits,
    /// Asks for a register of health professionals.
    for_registered: Bits,
    professions: Column,
    /// Leads onto a register.
    registering: Bits,
    registrations: Column,
    /// Asks for membership of a body and for no register.
    only_membership: Bits,
    /// Asks for several registers or memberships at once.
    all_registrations: Bits,
    least: Column,
    bar: Column,
}

/// Verdicts: each entry is in one of the first three sets.
#[derive(Debug)]
pub(crate) struct Verdicts {
    pub(crate) likely: Bits,
    pub(crate) check: Bits,
    pub(crate) no: Bits,
    /// For the reader's own organisation and hardly any other.
    pub(crate) own: Bits,
    /// For other organisations than the reader's, be it only as we read it: that shuts no door, but hardly opens one.
    pub(crate) elsewhere: Bits,
}

impl Verdicts {
    /// The entries with a verdict.
    pub(crate) fn with(&self, verdict: Verdict) -> &Bits {
        match verdict {
            Verdict::Likely => &self.likely,
            Verdict::Check => &self.check,
            Verdict::No => &self.no,
        }
    }
}

/// What a rule says of every entry. Where it is in neither set, the entry states nothing.
struct RuleSays {
    yes: Bits,
    no: Bits,
}

impl Doors {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let size = catalogue.opportunities.len();
        let entries = || catalogue.opportunities.values();
        let registers = Registers::of(catalogue);
        let which = |has: &dyn Fn(&Opportunity) -> bool| {
            let mut found = Bits::none(size);
            let holding = entries().enumerate().filter(|(_, one)| has(one));
            holding.for_each(|(number, _)| found.insert(number));
            found
        };
        let column = |list: &dyn Fn(&Opportunity) -> Vec<String>| Column::new(entries().map(list));
        let inferred = |rule: &Rule| which(&|one| one.rule_is_our_reading(*rule));
        Self {
            size,
            excluded: which(&|one| one.eligibility.healthcare_science == Inclusion::Excluded),
            unclear: which(&|one| one.eligibility.healthcare_science == Inclusion::Unclear),
            for_everyone: which(&is_for_everyone),
            inferred: Rule::ALL.iter().map(inferred).collect(),
            nations: column(&|one| one.eligibility.nations.clone()),
            employers: column(&|one| one.eligibility.employers.clone()),
            organisations: column(&|one| one.eligibility.organisations.clone()),
            for_members: which(&|one| registers.wants_membership(one)),
            one_level: which(&is_for_one_level),
            for_registered: which(&|one| registers.wants_a_register(one)),
            levels: column(&|one| one.audience.career_levels.clone()),
            professions: column(&|one| one.audience.professions.clone()),
            registering: which(&|one| registers.is_reached_by(one)),
            registrations: column(&|one| one.eligibility.registration.clone()),
            only_membership: which(&|one| registers.wants_only_membership(one)),
            all_registrations: which(&|one| {
                one.eligibility.registration_all && one.eligibility.registration.len() > 1
            }),
            least: column(&|one| one.eligibility.qualification.iter().cloned().collect()),
            bar: column(&|one| one.eligibility.qualification_bar.iter().cloned().collect()),
        }
    }

    /// An answer of yes where one of some values stands, of no where only others do.
    fn any_of<'a>(column: &Column, own: impl IntoIterator<Item = &'a str>) -> RuleSays {
        let yes = column.with_any(own);
        let no = column.stated().without(&yes);
        RuleSays { yes, no }
    }

    fn nothing(&self) -> RuleSays {
        RuleSays { yes: Bits::none(self.size), no: Bits::none(self.size) }
    }
}

impl Judge<'_> {
    /// The verdict on every entry.
    pub(crate) fn verdicts(&self, doors: &Doors) -> Verdicts {
        let mut no = Bits::none(doors.size);
        let mut check = doors.unclear.clone();
        // What is closed to healthcare scientists may well be for the reader's own profession.
        let is_another = self.reader.other_profession.is_some();
        let closed = if is_another { &mut check } else { &mut no };
        closed.add(&doors.excluded);
        for (rule, inferred) in Rule::ALL.into_iter().zip(&doors.inferred) {
            let said = self.said(rule, doors);
            // Our own reading, or what we assume of the reader, may warn but must not shut a door.
            if says(self.reader, rule) {
                no.add(&said.no.without(inferred));
                check.add(&said.no.and(inferred));
                check.add(&self.doubts(rule, doors, &said));
            } else {
                check.add(&said.no);
                self.add_what_is_for_few(rule, doors, &mut check);
            }
        }
        if self.reader.is_no_member {
            check.add(&doors.for_members);
        }
        check.remove(&no);
        let mut likely = Bits::all(doors.size);
        likely.remove(&no);
        likely.remove(&check);
        let RuleSays { yes: own, no: elsewhere } = self.for_organisations(doors);
        Verdicts { likely, check, no, own, elsewhere }
    }

    /// Adds what asks for something that most of those have not got who say nothing of it.
    fn add_what_is_for_few(&self, rule: Rule, doors: &Doors, check: &mut Bits) {
        match rule {
            Rule::CareerLevel => check.add(&doors.one_level),
            Rule::Qualification => {
                let asked = doors.least.iter().filter(|(value, _)| self.is_beyond_entry(value));
                asked.for_each(|(_, entries)| check.add(entries));
            }
            Rule::Registration if self.before_register => check.add(&doors.for_registered),
            _ => {}
        }
    }

    /// What is for the reader's own organisation, and what is for others.
    fn for_organisations(&self, doors: &Doors) -> RuleSays {
        if self.organisations.is_empty() {
            return doors.nothing();
        }
        Doors::any_of(&doors.organisations, self.organisations.iter().copied())
    }

    /// Where a rule says nothing and that matters.
    fn doubts(&self, rule: Rule, doors: &Doors, said: &RuleSays) -> Bits {
        let mut open = match rule {
            Rule::Profession if self.reader.other_profession.is_some() => {
                Bits::all(doors.size).without(&doors.for_everyone)
            }
            Rule::Nation | Rule::CareerLevel | Rule::Profession => Bits::all(doors.size),
            Rule::Registration => doors.registrations.stated().clone(),
            Rule::Employer => {
                let mut stated = doors.organisations.stated().clone();
                stated.add(doors.employers.stated());
                stated
            }
            // Whether it will do is open, whatever else the reader has.
            Rule::Qualification => {
                let expected = self.reader.expected.iter().map(String::as_str);
                let mut open = doors.least.with_any(expected);
                if self.reader.highest().is_some_and(|(_, is_at_most)| is_at_most) {
                    self.add_what_is_for_few(rule, doors, &mut open);
                }
                return open.without(&said.no);
            }
        };
        open.remove(&said.yes);
        open.remove(&said.no);
        if let Some(certain) = self.certain.as_ref().filter(|_| rule == Rule::Profession) {
            let surely = doors.professions.with_any(certain.iter().copied());
            open.add(&said.yes.without(&surely).without(&doors.registering));
        }
        open
    }

    fn said(&self, rule: Rule, doors: &Doors) -> RuleSays {
        let own = |values: &[String], column: &Column| {
            if values.is_empty() {
                doors.nothing()
            } else {
                Doors::any_of(column, values.iter().map(String::as_str))
            }
        };
        match rule {
            Rule::Nation => {
                let mut said = own(self.nations, &doors.nations);
                if self.is_abroad {
                    said.no = Bits::none(doors.size);
                }
                said
            }
            Rule::CareerLevel => own(&self.reader.career_levels, &doors.levels),
            Rule::Employer => self.employers_say(doors),
            Rule::Profession => self.professions_say(doors),
            Rule::Registration => self.registers_say(doors),
            Rule::Qualification => self.qualifications_say(doors),
        }
    }

    fn employers_say(&self, doors: &Doors) -> RuleSays {
        let mut said = Doors::any_of(&doors.employers, self.employers.iter().copied());
        said.no.remove(&doors.employers.with_any(self.perhaps.iter().copied()));
        said.yes.remove(doors.organisations.stated());
        if !self.organisations.is_empty() {
            said.no.remove(doors.organisations.stated());
            let listed = self.for_organisations(doors);
            said.yes.add(&listed.yes);
            said.no.add(&listed.no);
        }
        said
    }

    fn professions_say(&self, doors: &Doors) -> RuleSays {
        if self.reader.other_profession.is_some() {
            return doors.nothing();
        }
        let mut said = if says(self.reader, Rule::Profession) {
            Doors::any_of(&doors.professions, self.professions.iter().copied())
        } else {
            let yes = doors.professions.with_any([ALL_HEALTHCARE_SCIENCE]);
            RuleSays { yes, no: Bits::none(doors.size) }
        };
        said.yes.remove(&doors.excluded);
        said.no.add(&doors.excluded);
        said
    }

    fn registers_say(&self, doors: &Doors) -> RuleSays {
        let Some(own) = self.reader.registration.as_deref() else { return doors.nothing() };
        let broader = self.broader.iter().map(String::as_str);
        let mut said = Doors::any_of(&doors.registrations, std::iter::once(own).chain(broader));
        if !self.registers.is_membership(own) {
            said.no.remove(&doors.only_membership);
        }
        said.yes.remove(&doors.all_registrations);
        said
    }

    fn qualifications_say(&self, doors: &Doors) -> RuleSays {
        let Some((own, is_at_most)) = self.reader.highest() else { return doors.nothing() };
        let answered = |column: &Column, answer: RuleAnswer| {
            let mut found = Bits::none(doors.size);
            let fitting = column.iter().filter(|(value, _)| {
                let reaches = self.height(own) >= self.height(value);
                reaches == (answer == RuleAnswer::Yes)
            });
            fitting.for_each(|(_, bits)| found.add(bits));
            found
        };
        // A bar shuts out whoever reaches it; below it, what is asked at least decides.
        let barred = answered(&doors.bar, RuleAnswer::Yes);
        let mut no = answered(&doors.least, RuleAnswer::No);
        let mut yes = answered(&doors.least, RuleAnswer::Yes);
        if is_at_most {
            // Whoever has no doctorate need not have a master's degree.
            yes = Bits::none(doors.size);
            no.remove(&barred);
        } else {
            no.add(&barred);
        }
        yes.add(&doors.bar.stated().without(doors.least.stated()));
        yes.remove(&barred);
        RuleSays { yes, no }
    }
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};
    use proptest::prelude::*;
    use proptest::sample::{Index, subsequence};

    use super::super::Reader;
    use super::*;

    /// Who names where they work is told apart from those for whom something is; who works outside the NHS is none of either.
    #[test]
    fn what_is_for_other_organisations_is_elsewhere_for_whoever_names_their_own() {
        let catalogue = load(&Files::embedded()).catalogue;
        let doors = Doors::new(&catalogue);
        let names_any = |one: &Opportunity| !one.eligibility.organisations.is_empty();
        let takes = |one: &Opportunity, own: &str| {
            one.eligibility.organisations.iter().any(|known| known == own)
        };
        let reader = Reader { organisation: Some("hywel-dda".to_owned()), ..Reader::default() };
        let outside = Reader { employer: Some("charity".to_owned()), ..reader.clone() };
        let own = Judge::new(&reader, &catalogue).verdicts(&doors);
        let none = Judge::new(&outside, &catalogue).verdicts(&doors);
        for (number, one) in catalogue.opportunities.values().enumerate() {
            let is_elsewhere = names_any(one) && !takes(one, "hywel-dda");
            assert_eq!(own.elsewhere.contains(number), is_elsewhere, "{}", one.id);
            assert!(!none.elsewhere.contains(number), "{}", one.id);
        }
        assert!(!own.elsewhere.is_empty());
    }

    /// Whoever the reader is, the sets say of each entry what asking it alone says.
    #[test]
    fn sets_and_single_entries_agree() {
        let catalogue = load(&Files::embedded()).catalogue;
        let doors = Doors::new(&catalogue);
        let ids = |name: &str| -> Vec<String> {
            let found = catalogue.vocabularies.get(name).expect("a vocabulary");
            found.values.iter().map(|value| value.id.clone()).collect()
        };
        let some = |name: &str| subsequence(ids(name), 0..=2);
        let one_of = |name: &str| {
            let ids = ids(name);
            any::<Option<Index>>().prop_map(move |at| at.map(|at| at.get(&ids).clone()))
        };
        let places: Vec<String> =
            catalogue.organisations.iter().map(|organisation| organisation.id.clone()).collect();
        let reader = (
            some("career_level"),
            some("profession_group"),
            some("profession"),
            one_of("other_profession"),
            any::<Option<Index>>().prop_map(move |at| at.map(|at| at.get(&places).clone())),
            one_of("employer"),
            one_of("registration"),
            one_of("qualification"),
            (
                any::<bool>(),
                one_of("qualification"),
                one_of("qualification"),
                any::<(bool, bool, bool)>(),
            ),
        )
            .prop_map(
                |(
                    career_levels,
                    profession_groups,
                    professions,
                    other_profession,
                    organisation,
                    employer,
                    registration,
                    qualification,
                    (is_no_member, expected, at_most, hopes),
                )| Reader {
                    hoped_for: {
                        let one =
                            |ids: &[String], hopes: bool| ids.first().filter(|_| hopes).cloned();
                        let both = [one(&professions, hopes.0), one(&profession_groups, hopes.1)];
                        both.into_iter().flatten().collect()
                    },
                    career_levels,
                    profession_groups,
                    professions,
                    other_profession,
                    organisation,
                    employer,
                    registration,
                    qualification,
                    expected,
                    at_most,
                    in_training: hopes.2,
                    is_no_member,
                },
            );
        proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) }, |(reader in reader)| {
            let judge = Judge::new(&reader, &catalogue);
            let verdicts = judge.verdicts(&doors);
            for (number, one) in catalogue.opportunities.values().enumerate() {
                let has = |verdict: &Verdict| verdicts.with(*verdict).contains(number);
                let in_sets: Vec<Verdict> = Verdict::ALL.into_iter().filter(has).collect();
                prop_assert_eq!(in_sets, vec![judge.fit(one).verdict], "{}", one.id);
            }
        });
    }
}
