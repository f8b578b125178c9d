//! Digests over HTTP: query strings to briefs and back, for the desk, the API and the command line.

use std::collections::BTreeSet;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_digest::brief::{
    CLOSING_WITHIN, LONGEST_WORDS, Languages, Layout, MOST_DAYS, MOST_PER_SECTION, PER_SECTION,
    Refusal,
};
use cyfle_digest::meaning::{self, Meaningless};
use cyfle_digest::{Brief, Format};
use jiff::civil::Date;

use crate::error::{ParameterError, Said};
use crate::params::{self, Accepted, OfSearch, Parameter, Takes, Whole, parameter as own};

/// What the address of an issue takes: the audience as in a search, and what only an issue has. Its period, its order and its
/// languages are those of the issue, and it never relaxes.
pub(crate) const TAKEN: Accepted = Accepted {
    of_search: OfSearch::AllBut(&[
        "lang",
        "closes_before",
        "closes_after",
        "added_since",
        "changed_since",
        "sort",
        "page",
        "per_page",
        "relax",
    ]),
    own: OWN,
};

/// The forms of an issue, first that which a program gets unless it asks for another.
const FORMS: [&str; Format::ALL.len()] = {
    let mut names = [Format::Json.name(); Format::ALL.len()];
    let (mut next, mut index) = (1, 0);
    while index < Format::ALL.len() {
        if !matches!(Format::ALL[index], Format::Json) {
            names[next] = Format::ALL[index].name();
            next += 1;
        }
        index += 1;
    }
    names
};

/// What only an issue has; all but the form are read by the brief itself.
const OWN: &[Parameter] = &[
    own("format", Takes::OneOf(&FORMS), "takes-format"),
    own("lang", Takes::OneOf(&Languages::NAMES), "takes-issue-lang"),
    own("layout", Takes::OneOf(&Layout::NAMES), "takes-layout"),
    own("since", Takes::PastDay, "takes-since"),
    own(
        "closing_within",
        Takes::Number(Whole::up_to(MOST_DAYS as u64, CLOSING_WITHIN as u64)),
        "takes-closing_within",
    ),
    own(
        "per_section",
        Takes::Number(Whole::up_to(MOST_PER_SECTION as u64, PER_SECTION as u64)),
        "takes-per_section",
    ),
    own("order", Takes::Ids, "takes-order"),
    own("include", Takes::Ids, "takes-include"),
    own("leave_out", Takes::Ids, "takes-leave_out"),
    own("dismissed", Takes::Ids, "takes-dismissed"),
    own("seen", Takes::Ids, "takes-seen"),
    own("introduction_en", Takes::Words, "takes-introduction_en"),
    own("introduction_cy", Takes::Words, "takes-introduction_cy"),
    own("sign_off_en", Takes::Words, "takes-sign_off_en"),
    own("sign_off_cy", Takes::Words, "takes-sign_off_cy"),
    own("campaign", Takes::Name, "takes-campaign"),
];

/// The parameters of a query string.
pub(crate) fn pairs(query_string: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query_string.as_bytes()).into_owned().collect()
}

/// The query string of parameters, without `?`.
pub(crate) fn write<N: AsRef<str>>(pairs: &[(N, String)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs.iter().map(|(name, value)| (name.as_ref(), value)))
        .finish();
    // A comma may stand in a query as it is (RFC 3986, 3.4), and lists of ids stay short that way.
    query.replace("%2C", ",")
}

/// A brief from its parameters, and one that means something here and today. As in a search, a page (which gives its language)
/// passes over names that are not known.
pub(crate) fn from_pairs(
    pairs: &[(String, String)],
    page: Option<Lang>,
    catalogue: &Catalogue,
    today: Date,
) -> Result<Brief, ParameterError> {
    let mut brief = Brief::on(today);
    let mut audience = Vec::new();
    let mut given = BTreeSet::new();
    for (name, value) in pairs {
        match OWN.iter().find(|parameter| parameter.name == name) {
            None => audience.push((name, value.clone())),
            // An empty field of a form says nothing.
            Some(_) if page.is_some() && value.trim().is_empty() => {}
            Some(own) => {
                if !given.insert(own.name) {
                    return Err(ParameterError::repeated(own.name));
                }
                if page.is_none() {
                    as_documented(own, value)?;
                }
                let set = brief.set(own.name, value);
                set.map_err(|refusal| refused(own.name, &refusal))?;
            }
        }
    }
    let audience = write(&audience);
    let query = match page {
        Some(_) => params::read(&audience, page, catalogue)?,
        None => params::asked(&audience, &TAKEN, catalogue)?.query,
    };
    brief.audience = cyfle_search::Query { relax: false, ..query };
    meaning::check(&brief, catalogue, today).map_err(|found| meaningless(&found))?;
    Ok(brief)
}

/// What the brief would pass over for the sake of people, a program is told of: nothing where something is due, and spaces.
fn as_documented(own: &Parameter, value: &str) -> Result<(), ParameterError> {
    let may_be_empty = matches!(own.takes, Takes::Ids | Takes::Name | Takes::Words);
    if value.is_empty() && !may_be_empty {
        return Err(ParameterError::empty(own.name));
    }
    let (length, most) = (value.chars().count(), LONGEST_WORDS);
    if matches!(own.takes, Takes::Words) && length > most {
        return Err(refused(own.name, &Refusal::TooLong { length, most }));
    }
    let in_ids = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, ',' | '-');
    if matches!(own.takes, Takes::Ids) && !value.chars().all(in_ids) {
        return Err(refused(own.name, &Refusal::Id(cyfle_catalogue::shortened(value))));
    }
    Ok(())
}

fn refused(name: &'static str, refusal: &Refusal) -> ParameterError {
    let (code, what, help) = match refusal {
        Refusal::Day(value) => return ParameterError::not_a_day(name, value),
        Refusal::Whole { value, most } => {
            return ParameterError::not_whole(name, value, 1..=u64::from(*most));
        }
        Refusal::Unknown { value, known } => {
            return ParameterError::unknown_value(name, value, Said::one_of(known));
        }
        Refusal::Id(value) => (
            "bad-value",
            Said::with("digest-problem-id", [("value", value)]),
            Said::plain("digest-problem-give-ids"),
        ),
        Refusal::TooManyIds(most) => (
            "too-long",
            Said::with("digest-problem-ids", [("most", &most.to_string())]),
            Said::plain("digest-problem-fewer"),
        ),
        Refusal::TooLong { length, most } => (
            "too-long",
            Said::with(
                "digest-problem-long",
                [("length", &length.to_string()), ("most", &most.to_string())],
            ),
            Said::plain("digest-problem-shorter"),
        ),
        Refusal::Campaign(value) => (
            "bad-value",
            Said::with("digest-problem-campaign", [("value", value)]),
            Said::plain("digest-problem-plain-name"),
        ),
    };
    ParameterError::new(code, name, what, help)
}

/// What is well formed and still asks for nothing.
fn meaningless(found: &Meaningless) -> ParameterError {
    match found {
        Meaningless::Ahead { since, today } => {
            let (since, today) = (since.to_string(), today.to_string());
            let what = Said::with("digest-problem-ahead", [("value", &since), ("today", &today)]);
            ParameterError::new("bad-value", "since", what, Said::plain("digest-problem-earlier"))
        }
        Meaningless::NoSuch { parameter, id, near } => {
            let what = Said::with("digest-problem-no-such", [("value", id), ("name", parameter)]);
            let help = match near {
                Some(near) => Said::meant(near),
                None => Said::plain("problem-search-instead"),
            };
            ParameterError::new("unknown-value", parameter, what, help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_documentation_lists_is_what_a_brief_takes() {
        let listed: Vec<&str> = OWN.iter().map(|own| own.name).filter(|n| *n != "format").collect();
        assert_eq!(listed, cyfle_digest::brief::PARAMETERS);
    }

    #[test]
    fn every_form_can_be_asked_for_and_a_program_gets_json_unless_it_asks() {
        let (mut listed, mut all) = (FORMS, Format::ALL.map(Format::name));
        assert_eq!(listed[0], "json");
        listed.sort_unstable();
        all.sort_unstable();
        assert_eq!(listed, all);
    }

    #[test]
    fn an_audience_may_be_described_by_every_facet() {
        for facet in cyfle_catalogue::Facet::ALL {
            assert!(TAKEN.iter().any(|taken| taken.name == facet.name()), "{facet}");
        }
    }
}
