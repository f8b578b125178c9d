//! May this reader apply? Rule by rule, with what the entry states; the words are looked up by whoever shows them.
//!
//! The verdict is cautious in both directions: it says `no` only where a source's own words exclude the reader, and `likely`
//! only where the nation fits and nothing asked for is left open.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::ALL_HEALTHCARE_SCIENCE;
use cyfle_catalogue::opportunity::Inclusion;
use cyfle_catalogue::rule::Rule;
use cyfle_catalogue::{Facet, Opportunity};

/// What is known of the reader. Empty means that they have not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Where they apply from. The service is for NHS Wales, so it begins as Wales.
    pub nations: Vec<String>,
    /// Career levels.
    pub career_levels: Vec<String>,
    /// Groups of professions.
    pub profession_groups: Vec<String>,
    /// Professions.
    pub professions: Vec<String>,
    /// The organisation for which they work.
    pub organisation: Option<String>,
    /// Their registration.
    pub registration: Option<String>,
    /// Their highest qualification.
    pub qualification: Option<String>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            nations: vec!["wales".to_owned()],
            career_levels: Vec::new(),
            profession_groups: Vec::new(),
            professions: Vec::new(),
            organisation: None,
            registration: None,
            qualification: None,
        }
    }
}

/// What one rule says of one reader.
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
    let rules: Vec<(Rule, RuleAnswer)> = Rule::ALL
        .into_iter()
        .map(|rule| (rule, answer(rule, opportunity, reader, catalogue)))
        .collect();
    Fit { verdict: verdict(opportunity, reader, &rules), rules }
}

fn answer(
    rule: Rule,
    opportunity: &Opportunity,
    reader: &Reader,
    catalogue: &Catalogue,
) -> RuleAnswer {
    let audience = &opportunity.audience;
    match rule {
        Rule::Nation => any_of(&opportunity.eligibility.nations, &reader.nations),
        Rule::Employer => employer(opportunity, reader, catalogue),
        Rule::CareerLevel => any_of(&audience.career_levels, &reader.career_levels),
        Rule::Profession => profession(opportunity, reader, catalogue),
        Rule::Registration => registration(opportunity, reader),
        Rule::Qualification => qualification(opportunity, reader, catalogue),
    }
}

/// `yes` where the lists share a value; not stated where either is empty.
fn any_of(stated: &[String], own: &[String]) -> RuleAnswer {
    if stated.is_empty() || own.is_empty() {
        RuleAnswer::NotStated
    } else if own.iter().any(|value| stated.contains(value)) {
        RuleAnswer::Yes
    } else {
        RuleAnswer::No
    }
}

fn employer(opportunity: &Opportunity, reader: &Reader, catalogue: &Catalogue) -> RuleAnswer {
    let eligibility = &opportunity.eligibility;
    if let (false, Some(own)) = (eligibility.organisations.is_empty(), &reader.organisation) {
        let parent =
            catalogue.organisation(own).and_then(|organisation| organisation.part_of.clone());
        let listed = |id: &String| eligibility.organisations.contains(id);
        return if listed(own) || parent.is_some_and(|parent| listed(&parent)) {
            RuleAnswer::Yes
        } else {
            RuleAnswer::No
        };
    }
    if eligibility.employers.is_empty() || !eligibility.organisations.is_empty() {
        return RuleAnswer::NotStated;
    }
    // The service is for staff of NHS Wales, whether or not they say where they work.
    let counts_as = catalogue
        .vocabularies
        .get("employer")
        .and_then(|vocabulary| vocabulary.value("nhs-wales"))
        .is_some_and(|value| {
            eligibility.employers.iter().any(|id| *id == value.id || value.counts_as.contains(id))
        });
    if counts_as { RuleAnswer::Yes } else { RuleAnswer::No }
}

fn profession(opportunity: &Opportunity, reader: &Reader, catalogue: &Catalogue) -> RuleAnswer {
    if opportunity.eligibility.healthcare_science == Inclusion::Excluded {
        return RuleAnswer::No;
    }
    let stated = &opportunity.audience.professions;
    let own = !reader.professions.is_empty() || !reader.profession_groups.is_empty();
    if stated.is_empty() || (!own && !stated.iter().any(|id| id == ALL_HEALTHCARE_SCIENCE)) {
        return RuleAnswer::NotStated;
    }
    if !own {
        return RuleAnswer::Yes;
    }
    let professions = Facet::Profession.values(opportunity, catalogue);
    let groups = Facet::ProfessionGroup.values(opportunity, catalogue);
    let meets = reader.professions.iter().any(|id| professions.contains(id))
        || (reader.professions.is_empty()
            && reader.profession_groups.iter().any(|id| groups.contains(id)));
    if meets { RuleAnswer::Yes } else { RuleAnswer::No }
}

fn registration(opportunity: &Opportunity, reader: &Reader) -> RuleAnswer {
    let wanted = &opportunity.eligibility.registration;
    let Some(own) = &reader.registration else { return RuleAnswer::NotStated };
    let any_register = wanted.iter().any(|id| id == "any-health-register");
    let health_register =
        matches!(own.as_str(), "hcpc" | "ahcs" | "rct" | "nmc" | "any-health-register");
    // Membership of a body is not something the form asks, so it can only be left open.
    let only_membership = wanted.iter().all(|id| id == "membership");
    if wanted.is_empty() || (only_membership && own != "membership") {
        RuleAnswer::NotStated
    } else if wanted.contains(own) || (any_register && health_register) {
        RuleAnswer::Yes
    } else {
        RuleAnswer::No
    }
}

fn qualification(opportunity: &Opportunity, reader: &Reader, catalogue: &Catalogue) -> RuleAnswer {
    let Some(own) = &reader.qualification else { return RuleAnswer::NotStated };
    let height = |id: &str| {
        catalogue
            .vocabularies
            .get("qualification")
            .and_then(|vocabulary| vocabulary.values.iter().position(|value| value.id == id))
    };
    let eligibility = &opportunity.eligibility;
    if eligibility.qualification_bar.as_ref().is_some_and(|bar| height(own) >= height(bar)) {
        return RuleAnswer::No;
    }
    match &eligibility.qualification {
        Some(least) if height(own) >= height(least) => RuleAnswer::Yes,
        Some(_) => RuleAnswer::No,
        None if eligibility.qualification_bar.is_some() => RuleAnswer::Yes,
        None => RuleAnswer::NotStated,
    }
}

fn verdict(opportunity: &Opportunity, reader: &Reader, rules: &[(Rule, RuleAnswer)]) -> Verdict {
    let inferred = |field: &str| opportunity.provenance.inferred.iter().any(|name| name == field);
    let mut verdict = match opportunity.eligibility.healthcare_science {
        Inclusion::Excluded => return Verdict::No,
        Inclusion::Unclear => Verdict::Check,
        Inclusion::Explicit | Inclusion::Implied => Verdict::Likely,
    };
    for (rule, answer) in rules {
        let said = match rule {
            Rule::Nation => true,
            Rule::Employer => reader.organisation.is_some(),
            Rule::CareerLevel => !reader.career_levels.is_empty(),
            Rule::Profession => {
                !reader.professions.is_empty() || !reader.profession_groups.is_empty()
            }
            Rule::Registration => reader.registration.is_some(),
            Rule::Qualification => reader.qualification.is_some(),
        };
        match answer {
            // Our own reading, or what we assume of the reader, may warn but must not shut a door.
            RuleAnswer::No if inferred(rule.field()) || !said => verdict = Verdict::Check,
            RuleAnswer::No => return Verdict::No,
            RuleAnswer::NotStated if said && opens_a_doubt(*rule, opportunity) => {
                verdict = Verdict::Check
            }
            RuleAnswer::NotStated | RuleAnswer::Yes => {}
        }
    }
    verdict
}

/// Whether it matters that nothing is stated: a nation, a level or a profession that is not stated may yet be a closed door;
/// an employer, a register or a qualification that no source asks for is usually not asked for.
fn opens_a_doubt(rule: Rule, opportunity: &Opportunity) -> bool {
    match rule {
        Rule::Nation | Rule::CareerLevel | Rule::Profession => true,
        Rule::Registration => !opportunity.eligibility.registration.is_empty(),
        Rule::Employer => !opportunity.eligibility.organisations.is_empty(),
        Rule::Qualification => false,
    }
}
