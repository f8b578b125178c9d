//! Reads a query string. Nothing is passed over in silence in the API: an unknown parameter, a value that cannot be used or an
//! empty one is refused, with what was perhaps meant.

use std::collections::{BTreeMap, BTreeSet};

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::moment::parse_day;
use cyfle_catalogue::{Lang, shortened};
use cyfle_search::Query;
use cyfle_search::results::Understood;
use jiff::civil::Date;

use super::meant::{known, unknown};
use super::{Accepted, LONGEST_QUESTION, Parameter, SEARCH, Takes, Whole};
use crate::error::{ParameterError, Said};

/// Longer than every question with every value of every parameter, and within what the server takes as an address.
const LONGEST_QUERY_STRING: usize = 48 * 1024;

/// What the parameters of a query string ask for, once each has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameters {
    /// The question.
    pub(crate) query: Query,
    /// `days`, where given.
    pub(crate) days: Option<u16>,
    /// Whether `columns=full` is given.
    pub(crate) all_columns: bool,
}

/// Reads the query string of a page. The path fixes the language, and empty form fields are passed over, as is every name that a
/// search does not have: what the page itself knows, and what [`super::strangers`] tells of. Without a language it is a search of
/// the API.
pub(crate) fn read(
    query_string: &str,
    lang: Option<Lang>,
    catalogue: &Catalogue,
) -> Result<Query, ParameterError> {
    let reading = Reading { accepted: &SEARCH, page: lang, catalogue };
    reading.read(query_string).map(|asked| asked.query)
}

/// Reads the query string of an address of the API, of a feed or of the calendar.
pub(crate) fn asked(
    query_string: &str,
    accepted: &Accepted,
    catalogue: &Catalogue,
) -> Result<Parameters, ParameterError> {
    Reading { accepted, page: None, catalogue }.read(query_string)
}

/// The parameter that asks for what a piece of a text says, with its values; none where there is none, or where it does not take
/// them (a sum beyond what can be asked for).
pub(crate) fn asking_for(
    piece: &Understood,
    catalogue: &Catalogue,
) -> Option<BTreeMap<&'static str, Vec<String>>> {
    let (name, values) = piece.concept.parameter(&piece.value)?;
    let pairs = values.iter().map(|value| (name, *value));
    let written = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    asked(&written, &SEARCH, catalogue).ok()?;
    Some(BTreeMap::from([(name, values.into_iter().map(str::to_owned).collect())]))
}

/// The language in which a query string wants its answer, even where something else in it is wrong.
pub(crate) fn lang_of(query_string: &str) -> Lang {
    form_urlencoded::parse(query_string.as_bytes())
        .filter(|(name, _)| name == "lang")
        .find_map(|(_, value)| value.parse().ok())
        .unwrap_or(Lang::En)
}

struct Reading<'a> {
    accepted: &'a Accepted,
    /// The language of the page, where it is one.
    page: Option<Lang>,
    catalogue: &'a Catalogue,
}

impl Reading<'_> {
    fn read(&self, query_string: &str) -> Result<Parameters, ParameterError> {
        if query_string.len() > LONGEST_QUERY_STRING {
            let what = Said::plain("problem-address-too-long");
            let help = Said::plain("problem-ask-shorter");
            return Err(ParameterError::new("too-long", "q", what, help));
        }
        let query = Query::new("", self.page.unwrap_or(Lang::En));
        let mut asked = Parameters { query, days: None, all_columns: false };
        let mut given: BTreeSet<&'static str> = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
            let Some(parameter) = self.accepted.iter().find(|known| known.name == name) else {
                if self.page.is_some() {
                    continue;
                }
                return Err(unknown(&name, self.accepted.iter().map(|known| known.name)));
            };
            let is_question = matches!(parameter.takes, Takes::Text);
            if value.is_empty() && (self.page.is_some() || is_question) {
                continue; // an empty form field, or a question without words
            }
            let again = !given.insert(parameter.name);
            if again && !matches!(parameter.takes, Takes::Facet(_)) {
                return Err(ParameterError::repeated(parameter.name));
            }
            if !(self.page.is_some() && matches!(parameter.takes, Takes::Lang)) {
                self.set(&mut asked, parameter, &value)?;
            }
        }
        Ok(asked)
    }

    fn set(
        &self,
        asked: &mut Parameters,
        parameter: &Parameter,
        value: &str,
    ) -> Result<(), ParameterError> {
        let name = parameter.name;
        let parts = self.parts(parameter, value);
        parts.iter().try_for_each(|part| known(parameter, part, self.catalogue))?;
        let query = &mut asked.query;
        match parameter.takes {
            Takes::Text => query.text = question(name, value)?,
            Takes::Lang => query.lang = value.parse().unwrap_or(Lang::En),
            Takes::One(facet) => {
                query.filters.insert(facet, vec![value.to_owned()]);
            }
            Takes::Facet(facet) => {
                for part in parts {
                    let chosen = query.filters.entry(facet).or_default();
                    if !chosen.iter().any(|value| value == part) {
                        chosen.push(part.to_owned());
                    }
                }
            }
            Takes::Organisation => query.health_board = Some(value.to_owned()),
            Takes::ValueOf(_, place) => *place(query) = Some(value.to_owned()),
            Takes::Day(place) => *place(query) = Some(day(name, value)?),
            Takes::Amount(ends) => query.amount_min = Some(whole(name, value, ends)?),
            Takes::Sort => query.sort = value.parse().unwrap_or_default(),
            Takes::Page(ends) => query.page = size(whole(name, value, ends)?),
            Takes::PerPage(ends) => query.per_page = size(whole(name, value, ends)?),
            Takes::Flag(place) => *place(query) = value == "true",
            Takes::Days(ends) => asked.days = u16::try_from(whole(name, value, ends)?).ok(),
            Takes::Columns => asked.all_columns = value == "full",
            // What only digests take is read there.
            Takes::OneOf(_)
            | Takes::PastDay
            | Takes::Number(_)
            | Takes::Ids
            | Takes::Name
            | Takes::Words => {}
        }
        Ok(())
    }

    /// The values that are given at once: of a facet each between commas, of anything else the whole.
    fn parts<'v>(&self, parameter: &Parameter, value: &'v str) -> Vec<&'v str> {
        match parameter.takes {
            Takes::Facet(_) => {
                let parts = value.split(',').map(str::trim);
                parts.filter(|part| self.page.is_none() || !part.is_empty()).collect()
            }
            _ => vec![value],
        }
    }
}

/// A question as it is asked wherever one may be, or why not. The one rule for how long it may be.
pub(crate) fn question(name: &str, value: &str) -> Result<String, ParameterError> {
    let length = value.chars().count();
    if length <= LONGEST_QUESTION {
        return Ok(value.trim().to_owned());
    }
    let (length, most) = (length.to_string(), LONGEST_QUESTION.to_string());
    let what =
        Said::with("problem-question-too-long", [("length", length.as_str()), ("most", &most)]);
    Err(ParameterError::new("too-long", name, what, Said::plain("problem-ask-shorter")))
}

fn day(name: &str, value: &str) -> Result<Date, ParameterError> {
    parse_day(value).ok_or_else(|| ParameterError::not_a_day(name, value))
}

fn whole(name: &str, value: &str, ends: Whole) -> Result<u64, ParameterError> {
    match value.parse() {
        Ok(number) if (ends.least..=ends.most).contains(&number) => Ok(number),
        _ => Err(ParameterError::not_whole(name, &shortened(value), ends.least..=ends.most)),
    }
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};

    use super::super::{CLOSING, LANGUAGE, PARAMETERS, TABLE, write};
    use super::*;

    #[test]
    fn a_misspelt_parameter_is_refused_with_a_suggestion() {
        let error =
            read("carrer_level=advanced", None, &Catalogue::default()).expect_err("unknown");
        let meant = Said::with("problem-did-you-mean", [("near", "career_level")]);
        assert_eq!((error.code, error.help), ("unknown-parameter", meant));
    }

    /// A value that can be asked for and is not the usual one.
    fn unusual(takes: Takes, catalogue: &Catalogue) -> String {
        match takes {
            Takes::Text => "cyflog wedi'i dalu & more?".to_owned(),
            Takes::Day(_) => "2027-01-31".to_owned(),
            Takes::Flag(_) => "false".to_owned(),
            Takes::Amount(_) | Takes::Page(_) | Takes::PerPage(_) => "3".to_owned(),
            _ => {
                let values = takes.values(catalogue);
                let last = values.and_then(|values| values.last().copied());
                last.unwrap_or_else(|| panic!("{takes:?} has no values")).to_owned()
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let catalogue = load(&Files::embedded()).catalogue;
        let written_as = |pairs: &[(&str, String)]| {
            form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
        };
        let mut all = Vec::new();
        // The language stands in the path of a page, and in front of the rest elsewhere.
        for parameter in PARAMETERS.iter().filter(|one| !matches!(one.takes, Takes::Lang)) {
            let pair = (parameter.name, unusual(parameter.takes, &catalogue));
            let written = written_as(std::slice::from_ref(&pair));
            let query = read(&written, None, &catalogue).expect("a question");
            assert_eq!(
                write(&query),
                written,
                "it goes where it is written from, and nowhere else"
            );
            all.push(pair);
        }
        let query = read(&written_as(&all), None, &catalogue).expect("a question");
        assert_eq!(query.pairs().len(), all.len());
        assert_eq!(read(&write(&query), None, &catalogue), Ok(query));
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        let catalogue = Catalogue::default();
        for other in ["20270131", "2027-01-31T16:00", "%2B002027-01", "2027-1-31", "2027-02-30"] {
            let written = format!("closes_before={other}");
            assert_eq!(read(&written, None, &catalogue).expect_err(other).code, "bad-value");
        }
    }

    #[test]
    fn each_address_takes_its_own_parameters() {
        let catalogue = Catalogue::default();
        assert_eq!(asked("days=14", &CLOSING, &catalogue).map(|asked| asked.days), Ok(Some(14)));
        assert!(asked("columns=full", &TABLE, &catalogue).is_ok_and(|asked| asked.all_columns));
        assert!(asked("columns=full", &SEARCH, &catalogue).is_err());
        assert!(asked("q=audiology", &LANGUAGE, &catalogue).is_err());
        assert_eq!(
            asked("lang=cy", &LANGUAGE, &catalogue).map(|asked| asked.query.lang),
            Ok(Lang::Cy)
        );
    }

    #[test]
    fn an_empty_value_is_a_form_field_on_a_page_and_a_mistake_in_the_api() {
        let catalogue = Catalogue::default();
        assert!(read("q=&sort=&closes_before=", Some(Lang::En), &catalogue).is_ok());
        assert!(read("q=", None, &catalogue).is_ok());
        assert_eq!(read("sort=", None, &catalogue).expect_err("empty").code, "bad-value");
    }
}
