//! Whether a file can be read at all. Found while reading.

use super::{Find, Notes, Rule, Together, rule};
use crate::facet::Facet;
use crate::layout::HOMES;
use crate::load::Role;
use crate::problem::Severity::Error;

pub(super) const RULES: &[Rule] = &[
    rule(
        "unreadable-file",
        Error,
        Find::Reading,
        "The file is an ordinary one that can be opened, and has at most 4 MiB.\nAn entry that cannot be read is an entry that nobody finds.",
    ),
    rule(
        "misplaced-file",
        Error,
        Find::Reading,
        "Each file stands where its kind belongs: opportunities/<funder>/<id>.yaml, archive/<id>.yaml, funders/<id>.yaml, sources/<id>.yaml, vocabulary/<facet>.yaml, languages/en.yaml, languages/cy.yaml, languages/words-cy.yaml, organisations.yaml, assessments.yaml.\nA file beside them that is no YAML is a warning. Hidden files and what editors leave behind are passed over.",
    ),
    rule(
        "not-utf8",
        Error,
        Find::Reading,
        "Every file is UTF-8.\nWelsh letters such as ŵ and ŷ do not survive older encodings.",
    ),
    rule(
        "yaml-syntax",
        Error,
        Find::Reading,
        "The file is YAML.\nThe usual slips: a tab, a missing quotation mark, a text with a colon that is not in quotation marks, a no-break space that was copied, a merge that is unfinished.",
    ),
    rule(
        "yaml-limits",
        Error,
        Find::Reading,
        "A file holds one document, without anchors or aliases, with at most 60,000 values and at most 32 levels.\nA few nested aliases can fill a machine's memory.",
    ),
    rule(
        "duplicate-key",
        Error,
        Find::Reading,
        "A key stands once in a map.\nOf two values nobody can tell which one is meant.",
    ),
    rule(
        "too-many-problems",
        Error,
        Find::Reading,
        "Of a file with more than a hundred problems those that matter most are listed, and how many others there are.\nMend these and check again: often one slip brings all of them.",
    ),
    rule(
        "missing-file",
        Error,
        Find::Together(missing_file),
        "The vocabularies, both languages, the Welsh words, the organisations and at least one opportunity are there.\nWithout one of them filters would vanish, pages would show keys instead of words, mutated Welsh would not be understood, or nothing would be found at all.",
    ),
];

/// Vocabularies beside those of facets.
const VOCABULARIES: &[&str] = &[
    "band",
    "employer",
    "freshness",
    "other_profession",
    "qualification",
    "registration",
    "relation",
    "timetable_pattern",
    "training_programme",
];

fn missing_file(all: &Together<'_>, notes: &mut Notes) {
    let facets = Facet::ALL.into_iter().filter(|facet| *facet != Facet::Funder).map(Facet::name);
    let wanted = facets
        .chain(VOCABULARIES.iter().copied())
        .map(|name| format!("vocabulary/{name}.yaml"))
        .chain(HOMES.iter().filter(|home| home.required).map(|home| home.path.to_owned()));
    for path in wanted {
        if !all.paths.contains(path.as_str()) {
            notes.turn_to(&path);
            notes.add(
                "",
                "the file is not there",
                "bring it back, from an earlier version of the catalogue",
            );
        }
    }
    if !all.filed.iter().any(|file| file.role == Role::Opportunity) {
        notes.turn_to("opportunities");
        notes.add("", "there is no opportunity that can be read", "bring the folder back");
    }
}
