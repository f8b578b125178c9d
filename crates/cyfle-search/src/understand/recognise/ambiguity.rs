//! One surface form with several readings, where the words around it decide.

use cyfle_catalogue::Facet;

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

/// A reading that some words elsewhere in the text rule out.
struct Unless {
    facet: Facet,
    value: &'static str,
    /// The words that carry the reading.
    words: &'static [&'static str],
    /// Any of these, anywhere in the text, rules it out.
    beside: &'static [&'static str],
}

const UNLESS: &[Unless] = &[
    // CCP is also a critical care paramedic.
    Unless {
        facet: Facet::Profession,
        value: "clinical-perfusion-science",
        words: &["ccp"],
        beside: &["paramedic", "critical", "ambulance"],
    },
    // A micro-credential, a micro-grant and a micro-business are not microbiology.
    Unless {
        facet: Facet::Profession,
        value: "microbiology",
        words: &["micro"],
        beside: &["credential", "credentials", "grant", "grants", "business"],
    },
    // The fellowship of a college of pathologists is an examination.
    Unless {
        facet: Facet::Kind,
        value: "fellowship",
        words: &["fellowship", "cymrodoriaeth"],
        beside: &["pathologists", "frcpath", "exam", "examination", "arholiad"],
    },
    // What one registers for can be a conference.
    Unless {
        facet: Facet::Theme,
        value: "clinical-registration",
        words: &["registration", "register", "cofrestru"],
        beside: &["conference", "congress", "event", "fee", "fees", "cynhadledd", "digwyddiad"],
    },
    // A degree apprenticeship is first of all an apprenticeship; a degree in it is what it leads to.
    Unless {
        facet: Facet::EducationStage,
        value: "vocational",
        words: &["diploma"],
        beside: &["pgdip", "postgraduate", "ol", "olraddedig", "specialist", "higher", "arbenigol"],
    },
    // A registration, diploma or portfolio for specialists is not the level of a person.
    Unless {
        facet: Facet::CareerLevel,
        value: "enhanced",
        words: &["specialist", "arbenigol"],
        beside: &["diploma", "portfolio", "registration", "portffolio"],
    },
];

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    found.retain(|one| {
        !UNLESS.iter().any(|rule| {
            one.concept == Concept::Facet(rule.facet)
                && one.value == rule.value
                && one.length() == 1
                && clues.is(one.from, rule.words)
                && clues.words.iter().any(|word| word.is_any(rule.beside))
        })
    });
}
