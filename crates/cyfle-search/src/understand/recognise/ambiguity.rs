//! One surface form with several readings, where the words around it decide; and people who are someone else.

use cyfle_catalogue::Facet;

use super::Clues;
use crate::rank;
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

/// People whom someone else speaks of: "my manager says", "ein hymgynghorydd".
const OTHERS: &[&str] = &[
    "manager",
    "consultant",
    "supervisor",
    "director",
    "head",
    "boss",
    "mentor",
    "assistant",
    "rheolwr",
    "ymgynghorydd",
    "goruchwyliwr",
    "cyfarwyddwr",
    "pennaeth",
    "cynorthwyydd",
];

const POSSESSIVES: &[&str] =
    &["my", "our", "your", "their", "his", "her", "fy", "ein", "eich", "eu"];

/// Whether a single word names a person who belongs to the reader, and so is not the reader nor what is wanted.
fn is_someone_else(clues: &Clues<'_>, one: &Match) -> bool {
    let person = one.to - 1;
    // "My line manager": one word may stand between.
    let is_owned = (1..=2).any(|back| {
        one.from.checked_sub(back).is_some_and(|at| {
            clues.is(at, POSSESSIVES) && !(at + 1..=person).any(|place| clues.stops[place])
        })
    });
    is_owned && clues.is(person, OTHERS)
}

/// "Is there a Welsh one or is it only England?": who speaks of Wales and of another nation wants what can be used in Wales.
fn is_another_nation(one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::Nation) && rank::is_elsewhere(&one.value)
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    found.retain(|one| !is_someone_else(clues, one));
    if found.iter().any(|one| one.is(Facet::Nation, "wales")) {
        found.retain(|one| !is_another_nation(one));
    }
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
