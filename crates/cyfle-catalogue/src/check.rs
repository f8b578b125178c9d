//! The rules of the catalogue, in one table. Each has a name, a weight and an explanation that `cyfle check --explain NAME`
//! prints; a test demands a failing fixture for each.
//!
//! Rules about one value are found while a file is compared with its shape (`shape`); rules that need more than
//! one value, or more than one file, stand below.

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::load::{Parsed, Role};
use crate::opportunity::Opportunity;
use crate::problem::{Finding, Problem, Severity};
use crate::yaml::{Node, Value};

/// A rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// How much a breach matters.
    pub severity: Severity,
    /// What it wants, why, and what to do instead.
    pub explain: &'static str,
}

const fn rule(name: &'static str, severity: Severity, explain: &'static str) -> Rule {
    Rule { name, severity, explain }
}

/// Every rule.
pub const RULES: &[Rule] = &[
    rule(
        "unreadable-file",
        Severity::Error,
        "The file can be opened and is smaller than 1 MiB.\nAn entry that cannot be read is an entry that nobody finds.",
    ),
    rule(
        "misplaced-file",
        Severity::Error,
        "Each file stands where its kind belongs: opportunities/<funder>/<id>.yaml, archive/<id>.yaml, funders/<id>.yaml, vocabulary/<facet>.yaml, languages/<code>.yaml, organisations.yaml.",
    ),
    rule(
        "not-utf8",
        Severity::Error,
        "Every file is UTF-8.\nWelsh letters such as ŵ and ŷ do not survive older encodings.",
    ),
    rule(
        "yaml-syntax",
        Severity::Error,
        "The file is YAML.\nThe usual slips: a tab, a missing quotation mark, a text with a colon that is not in quotation marks.",
    ),
    rule(
        "yaml-limits",
        Severity::Error,
        "An entry has no anchors or aliases, at most 60,000 values and at most 32 levels.\nA few nested aliases can fill a machine's memory.",
    ),
    rule(
        "duplicate-key",
        Severity::Error,
        "A key stands once in a map.\nOf two values nobody can tell which one is meant.",
    ),
    rule(
        "unreadable-entry",
        Severity::Error,
        "A file that has the right shape can be read.\nIf it cannot, the program is at fault.",
    ),
    rule(
        "wrong-type",
        Severity::Error,
        "A value is of the type that its key wants: text, list, number, true or false.\nDates and times are text; a time needs quotation marks ('16:00').",
    ),
    rule(
        "unknown-field",
        Severity::Error,
        "Only the keys that the catalogue knows are used.\nA misspelt key would silently lose its fact.",
    ),
    rule("missing-field", Severity::Error, "The keys that every entry needs are there."),
    rule(
        "missing-welsh",
        Severity::Warning,
        "Every text for the public is there in Welsh too.\nWrite it, and mark it `review: pending` until a translator has approved it.",
    ),
    rule(
        "empty-text",
        Severity::Error,
        "No text is empty.\nLeave the key out where nothing is stated.",
    ),
    rule(
        "text-too-long",
        Severity::Error,
        "A text fits where it is shown: a title 160 characters, a summary 300, a note 900, details 4,000.",
    ),
    rule(
        "number-out-of-range",
        Severity::Error,
        "Numbers are plausible: a whole-time equivalent is above 0 and at most 1, months are at most 240.",
    ),
    rule(
        "bad-id",
        Severity::Error,
        "An id has lower-case letters, digits and single hyphens.\nIt stands in addresses that people bookmark.",
    ),
    rule(
        "bad-date",
        Severity::Error,
        "A date exists and is written 2026-01-13 (or 2026-01 or 2026 where only that is known).",
    ),
    rule("bad-time", Severity::Error, "A time is written '16:00', on the wall clock in London."),
    rule(
        "bad-address",
        Severity::Error,
        "A link is the whole address of a page, beginning with https:// or http://.",
    ),
    rule("bad-mailbox", Severity::Error, "A contact is an e-mail address."),
    rule(
        "unknown-value",
        Severity::Error,
        "A value is one of its vocabulary's.\nAdd a new one in vocabulary/<facet>.yaml, with both labels, if it is really new.",
    ),
    rule("unknown-funder", Severity::Error, "The funder has a file in funders/."),
    rule(
        "unknown-opportunity",
        Severity::Error,
        "A relation or a successor points to an entry that exists, live or archived.",
    ),
    rule(
        "unknown-organisation",
        Severity::Error,
        "An organisation is listed in organisations.yaml.",
    ),
    rule(
        "duplicate-id",
        Severity::Error,
        "An id names one entry only.\nTwo entries with one id would share one address.",
    ),
    rule(
        "id-is-file-name",
        Severity::Error,
        "The id is the file's name without its ending.\nSo a person who knows the address finds the file.",
    ),
    rule("folder-is-funder", Severity::Error, "An opportunity stands in the folder of its funder."),
    rule(
        "no-source",
        Severity::Error,
        "Every entry has at least one source, and every source is an address or a document.\nA fact without a source is a guess.",
    ),
    rule(
        "closes-before-opens",
        Severity::Error,
        "A round closes on or after the day on which it opens.",
    ),
    rule(
        "missing-phrase",
        Severity::Error,
        "Every interface phrase is in both language files, with the same {places}.",
    ),
];

/// The rule with a name.
pub fn explain(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// How much a breach of a rule matters. A rule that is not in the table is a fault of the program and counts as an error.
pub(crate) fn severity_of(name: &str) -> Severity {
    explain(name).map_or(Severity::Error, |rule| rule.severity)
}

/// What only shows when files are compared with each other, or values with each other.
pub(crate) fn across(parsed: &[Parsed<'_>], catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    duplicate_ids(parsed, &mut problems);
    for file in parsed {
        names_match(file, &mut problems);
        if matches!(file.role, Role::Opportunity | Role::Archive) {
            let live = catalogue.opportunities.get(file.stem());
            if let Some(opportunity) = live.or_else(|| catalogue.archive.get(file.stem())) {
                sources(file, opportunity, &mut problems);
                rounds(file, opportunity, &mut problems);
            }
        }
    }
    phrases(parsed, &mut problems);
    problems
}

fn duplicate_ids(parsed: &[Parsed<'_>], problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for file in parsed {
        let family = match file.role {
            Role::Opportunity | Role::Archive => "opportunity",
            Role::Funder => "funder",
            _ => continue,
        };
        let Some(id) = file.tree.get("id").and_then(Node::text) else { continue };
        if let Some(other) = first.insert((family, id), file.path) {
            let message = format!("the id `{id}` is also that of {other}");
            problems.push(file.problem(
                "id",
                Finding::new(
                    "duplicate-id",
                    message,
                    "give one of the two another id and file name",
                ),
            ));
            first.insert((family, id), other);
        }
    }
}

fn names_match(file: &Parsed<'_>, problems: &mut Vec<Problem>) {
    let key = match file.role {
        Role::Opportunity | Role::Archive | Role::Funder => "id",
        Role::Vocabulary => "facet",
        Role::Language | Role::WelshWords | Role::Organisations => return,
    };
    if let Some(id) = file.tree.get(key).and_then(Node::text)
        && id != file.stem()
    {
        let message = format!("the {key} is `{id}`, the file is named `{}`", file.stem());
        problems.push(
            file.problem(key, Finding::new("id-is-file-name", message, "make them the same")),
        );
    }
    if file.role == Role::Opportunity
        && let Some(funder) = file.tree.get("funder").and_then(Node::text)
        && file.path.split('/').nth(1) != Some(funder)
    {
        let help = format!("move the file to opportunities/{funder}/");
        problems.push(file.problem(
            "funder",
            Finding::new("folder-is-funder", format!("the funder is `{funder}`"), help),
        ));
    }
}

fn sources(file: &Parsed<'_>, opportunity: &Opportunity, problems: &mut Vec<Problem>) {
    if opportunity.provenance.sources.is_empty() {
        let finding = Finding::new(
            "no-source",
            "the entry has no source",
            "add the page or document in which its facts were read",
        );
        problems.push(file.problem("provenance.sources", finding));
    }
    for (index, source) in opportunity.provenance.sources.iter().enumerate() {
        if source.url.is_some() == source.document.is_some() {
            let finding = Finding::new(
                "no-source",
                "a source is either a `url` or a `document`",
                "give one of the two",
            );
            problems.push(file.problem(&format!("provenance.sources.{index}"), finding));
        }
    }
}

fn rounds(file: &Parsed<'_>, opportunity: &Opportunity, problems: &mut Vec<Problem>) {
    for (index, round) in opportunity.timetable.rounds.iter().enumerate() {
        if let (Some(opens), Some(closes)) = (round.opens, round.closes)
            && closes < opens
        {
            let finding = Finding::new(
                "closes-before-opens",
                format!("the round closes on {closes}, before it opens on {opens}"),
                "compare both dates with the page",
            );
            problems.push(file.problem(&format!("timetable.rounds.{index}.closes"), finding));
        }
    }
}

fn phrases(parsed: &[Parsed<'_>], problems: &mut Vec<Problem>) {
    let languages: Vec<&Parsed<'_>> =
        parsed.iter().filter(|file| file.role == Role::Language).collect();
    for here in &languages {
        for there in languages.iter().filter(|there| there.path != here.path) {
            let Some(Value::Map(wanted)) = there.tree.get("phrases").map(|node| &node.value) else {
                continue;
            };
            for (key, phrase) in wanted {
                let own = here.tree.get("phrases").and_then(|phrases| phrases.get(&key.name));
                match own {
                    None => {
                        let message =
                            format!("the phrase `{}` of {} is missing", key.name, there.path);
                        problems.push(
                            here.problem(
                                "phrases",
                                Finding::new("missing-phrase", message, "add it"),
                            ),
                        );
                    }
                    Some(own) if places_in(own) != places_in(phrase) => {
                        let message =
                            format!("`{}` has other {{places}} than in {}", key.name, there.path);
                        let help = "both must have the same places in braces";
                        let finding = Finding::new("missing-phrase", message, help);
                        problems.push(Problem::at(here.path, here.text, own.place, finding));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// The `{names}` in a phrase; of plural forms, those of `other`.
fn places_in(phrase: &Node) -> Vec<String> {
    let text =
        phrase.text().or_else(|| phrase.get("other").and_then(Node::text)).unwrap_or_default();
    let mut places: Vec<String> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect();
    places.sort();
    places
}
