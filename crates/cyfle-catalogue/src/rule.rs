//! The rules by which a reader is compared with an entry, and the field in which each is stated.

/// One condition of eligibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// From which nation one applies.
    Nation,
    /// For whom one works.
    Employer,
    /// At which level one practises.
    CareerLevel,
    /// Which profession one has.
    Profession,
    /// On which register one is.
    Registration,
    /// Which qualification one holds.
    Qualification,
}

impl Rule {
    /// Every rule, in the order in which it is shown.
    pub const ALL: [Self; 6] = [
        Self::Nation,
        Self::Employer,
        Self::CareerLevel,
        Self::Profession,
        Self::Registration,
        Self::Qualification,
    ];

    /// The name in JSON and of its phrases.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Employer => "employer",
            Self::CareerLevel => "career_level",
            Self::Profession => "profession",
            Self::Registration => "registration",
            Self::Qualification => "qualification",
        }
    }

    /// The field of an entry that states it: the name used in `provenance.inferred`. Whether a rule is our reading is what
    /// [`crate::Opportunity::rule_is_our_reading`] says.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Nation => "eligibility.nations",
            Self::Employer => "eligibility.employers",
            Self::CareerLevel => "audience.career_levels",
            Self::Profession => "audience.professions",
            Self::Registration => "eligibility.registration",
            Self::Qualification => "eligibility.qualification",
        }
    }
}
