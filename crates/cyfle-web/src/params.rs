//! Query strings to questions and back. One table ([`PARAMETERS`]) names every parameter: the reader, the suggestions for
//! misspelt names and the OpenAPI document all use it.

use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::{Facet, Lang, nearest};
use cyfle_search::Query;
use cyfle_search::query::{LONGEST_TEXT, MOST_PER_PAGE, Sort};

use crate::error::ParameterError;

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    Text,
    Lang,
    Facet(Facet),
    Organisation,
    ValueOf(&'static str),
    Day,
    Amount,
    Sort,
    Page,
    PerPage,
    Flag,
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    pub(crate) about: &'static str,
}

const fn parameter(name: &'static str, takes: Takes, about: &'static str) -> Parameter {
    Parameter { name, takes, about }
}

const fn facet(facet: Facet, about: &'static str) -> Parameter {
    parameter(facet.name(), Takes::Facet(facet), about)
}

/// Every parameter of a search.
pub(crate) const PARAMETERS: &[Parameter] = &[
    parameter(
        "q",
        Takes::Text,
        "The question in plain words, English or Welsh. What is understood orders the answers; it never excludes.",
    ),
    parameter("lang", Takes::Lang, "The language of labels and texts: `en` (default) or `cy`."),
    facet(Facet::CareerLevel, "Career levels (any of them)."),
    facet(Facet::ProfessionGroup, "Groups of professions; what is open to all matches too."),
    facet(Facet::Profession, "Professions; what is open to the whole group or to all matches too."),
    facet(Facet::Funder, "Funders."),
    facet(Facet::Kind, "Kinds of opportunity."),
    facet(Facet::Theme, "Themes."),
    facet(Facet::Offer, "What the person gets."),
    facet(Facet::Nation, "Nations whose applicants are accepted; `uk-wide` means all four."),
    facet(Facet::Topic, "Topics."),
    facet(Facet::EducationStage, "Stages of education."),
    facet(Facet::Status, "Whether one can apply at the moment of asking."),
    facet(Facet::Mode, "How one takes part."),
    facet(Facet::Fit, "The verdict for the reader."),
    parameter(
        "health_board",
        Takes::Organisation,
        "Where the reader works: leaves out what is limited to the staff of others.",
    ),
    parameter(
        "registration",
        Takes::ValueOf("registration"),
        "The register on which the reader is.",
    ),
    parameter(
        "qualification",
        Takes::ValueOf("qualification"),
        "The reader's highest qualification.",
    ),
    parameter(
        "closes_before",
        Takes::Day,
        "Only rounds with a published end on or before this day.",
    ),
    parameter("closes_after", Takes::Day, "Only rounds with a published end on or after this day."),
    parameter("added_since", Takes::Day, "Only opportunities added on or after this day."),
    parameter(
        "changed_since",
        Takes::Day,
        "Only opportunities added or changed on or after this day.",
    ),
    parameter(
        "amount_min",
        Takes::Amount,
        "Only opportunities that state at least this amount, in whole units of their currency.",
    ),
    parameter("sort", Takes::Sort, "`relevance` (default), `deadline`, `title` or `changed`."),
    parameter("page", Takes::Page, "The page, from 1."),
    parameter("per_page", Takes::PerPage, "Opportunities on a page, 1 to 100; 20 unless given."),
    parameter(
        "interpret",
        Takes::Flag,
        "`false` matches the text word by word instead of understanding it.",
    ),
    parameter(
        "relax",
        Takes::Flag,
        "`false` answers nothing instead of dropping a parameter when nothing matches all.",
    ),
];

/// No query string of a person is longer.
const LONGEST_QUERY_STRING: usize = 16 * 1024;

/// Reads a query string. On a page the path fixes the language, and parameters of others (campaign tags and the like) are
/// passed over; in the API (`lang` absent) an unknown parameter is refused.
pub(crate) fn read(
    query_string: &str,
    lang: Option<Lang>,
    catalogue: &Catalogue,
) -> Result<Query, ParameterError> {
    if query_string.len() > LONGEST_QUERY_STRING {
        return Err(error(
            "too-long",
            "q",
            "the query string is too long",
            "ask a shorter question",
        ));
    }
    let mut query = Query::new("", lang.unwrap_or(Lang::En));
    let mut given: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
        let Some(parameter) = PARAMETERS.iter().find(|parameter| parameter.name == name) else {
            if lang.is_some() {
                continue;
            }
            return Err(unknown_parameter(&name));
        };
        if value.is_empty() {
            continue; // an empty form field
        }
        let times = given.entry(parameter.name).or_default();
        *times += 1;
        if *times > 1 && !matches!(parameter.takes, Takes::Facet(_)) {
            let message = format!("`{name}` is given more than once");
            return Err(error("bad-value", &name, message, "give it once"));
        }
        if !(lang.is_some() && parameter.takes == Takes::Lang) {
            set(&mut query, parameter, &value, catalogue)?;
        }
    }
    Ok(query)
}

fn set(
    query: &mut Query,
    parameter: &Parameter,
    value: &str,
    catalogue: &Catalogue,
) -> Result<(), ParameterError> {
    let name = parameter.name;
    match parameter.takes {
        Takes::Text if value.len() > LONGEST_TEXT => {
            let message =
                format!("the question has {} bytes; at most {LONGEST_TEXT} are read", value.len());
            return Err(error("too-long", name, message, "ask a shorter question"));
        }
        Takes::Text => query.text = value.trim().to_owned(),
        Takes::Lang => {
            query.lang =
                value.parse().map_err(|reason: String| error("unknown-value", name, reason, ""))?
        }
        Takes::Facet(facet) => {
            for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                let known = facet.vocabulary(catalogue);
                let computed = facet.is_computed();
                check_value(
                    name,
                    part,
                    known.into_iter().chain((!computed).then_some(NOT_STATED)),
                )?;
                let values = query.filters.entry(facet).or_default();
                if !values.iter().any(|value| value == part) {
                    values.push(part.to_owned());
                }
            }
        }
        Takes::Organisation => {
            let known = catalogue
                .organisations
                .iter()
                .filter(|organisation| organisation.employs_nhs_staff());
            check_value(name, value, known.map(|organisation| organisation.id.as_str()))?;
            query.health_board = Some(value.to_owned());
        }
        Takes::ValueOf(vocabulary) => {
            let values = catalogue
                .vocabularies
                .get(vocabulary)
                .map_or(&[][..], |vocabulary| &vocabulary.values);
            check_value(name, value, values.iter().map(|value| value.id.as_str()))?;
            let place = if vocabulary == "registration" {
                &mut query.registration
            } else {
                &mut query.qualification
            };
            *place = Some(value.to_owned());
        }
        Takes::Day => set_day(query, name, value)?,
        Takes::Amount => query.amount_min = Some(whole(name, value, 0, u64::MAX)?),
        Takes::Sort => {
            check_value(name, value, Sort::ALL.into_iter().map(Sort::name))?;
            query.sort = value.parse().unwrap_or_default();
        }
        Takes::Page => query.page = size(whole(name, value, 1, 100_000)?),
        Takes::PerPage => query.per_page = size(whole(name, value, 1, MOST_PER_PAGE as u64)?),
        Takes::Flag => {
            let flag = match value {
                "true" => true,
                "false" => false,
                _ => {
                    return Err(error(
                        "bad-value",
                        name,
                        format!("`{}` is neither `true` nor `false`", shortened(value)),
                        "",
                    ));
                }
            };
            *(if name == "interpret" { &mut query.interpret } else { &mut query.relax }) = flag;
        }
    }
    Ok(())
}

fn set_day(query: &mut Query, name: &str, value: &str) -> Result<(), ParameterError> {
    let day = value.parse().map_err(|_| {
        error(
            "bad-value",
            name,
            format!("`{}` is not a day", shortened(value)),
            "write it as 2026-01-13",
        )
    })?;
    let place = match name {
        "closes_before" => &mut query.closes_before,
        "closes_after" => &mut query.closes_after,
        "added_since" => &mut query.added_since,
        _ => &mut query.changed_since,
    };
    *place = Some(day);
    Ok(())
}

fn whole(name: &str, value: &str, least: u64, most: u64) -> Result<u64, ParameterError> {
    match value.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => {
            let message =
                format!("`{}` is not a whole number from {least} to {most}", shortened(value));
            Err(error("bad-value", name, message, ""))
        }
    }
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn check_value<'a>(
    name: &str,
    value: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), ParameterError> {
    if known.clone().any(|id| id == value) {
        return Ok(());
    }
    let help = match nearest(value, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let few: Vec<&str> = known.take(20).collect();
            format!("use one of: {}", few.join(", "))
        }
    };
    Err(error(
        "unknown-value",
        name,
        format!("`{}` is not a value of `{name}`", shortened(value)),
        help,
    ))
}

pub(crate) fn unknown_parameter(name: &str) -> ParameterError {
    let known = PARAMETERS.iter().map(|parameter| parameter.name);
    let help = match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the parameters are {}", known.collect::<Vec<_>>().join(", ")),
    };
    error("unknown-parameter", name, format!("`{}` is not a parameter here", shortened(name)), help)
}

fn error(
    code: &'static str,
    field: &str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> ParameterError {
    ParameterError { code, field: shortened(field), message: message.into(), help: help.into() }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The query string of a question, without `?`; empty for a question that asks nothing.
pub(crate) fn write(query: &Query) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(query.pairs()).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_parameter_is_refused_with_a_suggestion() {
        let error =
            read("carrer_level=advanced", None, &Catalogue::default()).expect_err("unknown");
        assert_eq!(
            (error.code, error.help.as_str()),
            ("unknown-parameter", "did you mean `career_level`?")
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut query = Query::new("cyflog wedi'i dalu & more?", Lang::En);
        query.page = 3;
        query.sort = Sort::Deadline;
        query.closes_before = Some(jiff::civil::date(2027, 1, 31));
        assert_eq!(read(&write(&query), None, &Catalogue::default()), Ok(query));
    }
}
