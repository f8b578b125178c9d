//! What was perhaps meant by a name or a value that cannot be used, and the names in the address of a page that nobody has to be
//! told of.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Text;
use cyfle_catalogue::vocabulary::as_typed;
use cyfle_catalogue::{Facet, Lang, nearest, shortened};

use super::{Parameter, SEARCH, Takes, health_boards};
use crate::error::{ParameterError, Said};

/// So many values are all named to whoever gave none of them.
const NAMED: usize = 20;

/// Of more, so many are.
const EXAMPLES: usize = 5;

/// Where every value is listed.
const VOCABULARY: &str = "/api/v1/vocabulary";

/// How the parameters begin that newsletters, advertisements and social networks add to links to count visits.
const MARKS_OF_CAMPAIGNS: [&str; 7] = ["utm_", "mc_", "mtm_", "pk_", "hsa_", "_hs", "gad_"];

/// Those among them that begin like no other.
const MARKS_OF_CLICKS: [&str; 17] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "ttclid",
    "twclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mkt_tok",
    "srsltid",
    "_ga",
    "_gl",
    "ref",
];

/// So many unknown names are told of on a page; an address may hold thousands.
const TOLD: usize = 5;

/// A name that is none of those that are known where it was given, with the one that was perhaps meant.
pub(crate) fn unknown<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> ParameterError {
    let help = match nearest(name, known.clone()) {
        Some(near) => Said::meant(near),
        None if known.clone().next().is_none() => Said::plain("problem-no-parameters"),
        None => Said::one_of(&known.collect::<Vec<_>>()),
    };
    let what = Said::with("problem-unknown-parameter", [("name", shortened(name).as_str())]);
    ParameterError::new("unknown-parameter", &shortened(name), what, help)
}

/// The names in the address of a page that neither a search nor the page itself (`own`) has. The marks of campaigns are none: they
/// come with links that others share, and whoever follows one can do nothing about them.
pub(crate) fn strangers(query_string: &str, own: &[&'static str]) -> Vec<ParameterError> {
    let known = || SEARCH.iter().map(|one| one.name).chain(own.iter().copied());
    let mut names: Vec<String> = Vec::new();
    for (name, _) in form_urlencoded::parse(query_string.as_bytes()) {
        let is_known = name.is_empty() || is_mark(&name) || known().any(|known| known == name);
        if !is_known && !names.iter().any(|told| *told == name) {
            names.push(name.into_owned());
        }
        if names.len() == TOLD {
            break;
        }
    }
    names.iter().map(|name| unknown(name, known())).collect()
}

fn is_mark(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    MARKS_OF_CLICKS.contains(&name.as_str())
        || MARKS_OF_CAMPAIGNS.iter().any(|mark| name.starts_with(mark))
}

/// Refuses a value that a parameter does not have, with what to give instead.
pub(crate) fn known(
    parameter: &Parameter,
    value: &str,
    catalogue: &Catalogue,
) -> Result<(), ParameterError> {
    let Some(values) = parameter.takes.values(catalogue) else { return Ok(()) };
    if values.contains(&value) {
        return Ok(());
    }
    if value.is_empty() {
        return Err(ParameterError::empty(parameter.name));
    }
    let help = instead(parameter.takes, value, &values, catalogue);
    Err(ParameterError::unknown_value(parameter.name, value, help))
}

/// What to do about a value that a parameter does not have: the one that was perhaps meant, by its id or by whatever else it is
/// called in either language; else some that it has, how many there are, and where all are.
fn instead(takes: Takes, value: &str, values: &[&str], catalogue: &Catalogue) -> Said {
    if let Some(near) = meant(takes, value, values, catalogue) {
        return Said::meant(near);
    }
    if values.len() <= NAMED {
        return Said::one_of(values);
    }
    let (count, some) = (values.len().to_string(), values[..EXAMPLES].join(", "));
    let told = [("count", count.as_str()), ("values", &some), ("place", VOCABULARY)];
    Said::with("problem-use-one-of-many", told)
}

fn meant<'a>(
    takes: Takes,
    value: &str,
    values: &[&'a str],
    catalogue: &'a Catalogue,
) -> Option<&'a str> {
    // What one value is called comes before what people say instead of another.
    let mut called = labels(takes, values, catalogue);
    called.extend(names(takes, catalogue).into_iter().filter(|(_, id)| values.contains(id)));
    let wanted = value.trim().to_lowercase();
    if let Some((_, id)) = called.iter().find(|(name, _)| name.to_lowercase() == wanted) {
        return Some(id);
    }
    // Of two that are equally near, the id itself wins: it stands behind every name.
    called.extend(values.iter().map(|id| (*id, *id)));
    let near = nearest(value, called.iter().map(|(name, _)| *name))?;
    called.iter().find(|(name, _)| *name == near).map(|(_, id)| *id)
}

/// The labels of the values of a facet in both languages, that of what is not stated among them.
fn labels<'a>(
    takes: Takes,
    values: &[&'a str],
    catalogue: &'a Catalogue,
) -> Vec<(&'a str, &'a str)> {
    let (Takes::Facet(facet) | Takes::One(facet)) = takes else { return Vec::new() };
    let label = |id: &&'a str| Lang::ALL.map(|lang| (facet.label(catalogue, id, lang), *id));
    values.iter().flat_map(label).collect()
}

/// What the values of a parameter are called beside their ids, in both languages: each name with the id.
fn names(takes: Takes, catalogue: &Catalogue) -> Vec<(&str, &str)> {
    let values = |vocabulary: &str| {
        let each = catalogue.vocabularies.values(vocabulary).iter();
        let names = each
            .map(|one| Lang::ALL.map(|lang| one.names(lang).map(|name| (name, one.id.as_str()))));
        names.flatten().flatten().collect()
    };
    match takes {
        Takes::Facet(Facet::Funder) | Takes::One(Facet::Funder) => {
            let funders = catalogue.funders.values();
            funders.flat_map(|one| body(&one.id, &one.name, &one.also_known_as)).collect()
        }
        Takes::Facet(facet) | Takes::One(facet) => values(facet.name()),
        Takes::ValueOf(vocabulary, _) => values(vocabulary),
        Takes::Organisation => health_boards(catalogue)
            .flat_map(|one| body(&one.id, &one.name, &one.also_known_as))
            .collect(),
        _ => Vec::new(),
    }
}

/// The names of a public body, each with its id.
fn body<'a>(
    id: &'a str,
    name: &'a Text,
    others: &'a [String],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let official = Lang::ALL.into_iter().flat_map(|lang| as_typed(name.get(lang)));
    official.chain(others.iter().map(String::as_str)).map(move |name| (name, id))
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};

    use super::*;

    #[test]
    fn a_value_is_found_by_its_name_its_acronym_and_its_slips_in_both_languages() {
        let catalogue = load(&Files::embedded()).catalogue;
        let found = |takes: Takes, value: &str| {
            let values = takes.values(&catalogue).expect("values");
            meant(takes, value, &values, &catalogue).map(str::to_owned)
        };
        let funder = Takes::Facet(Facet::Funder);
        for called in [
            "HCRW",
            "Health and Care Research Wales",
            "Ymchwil Iechyd a Gofal Cymru",
            "Health & Care Research Wales",
            "hcwr",
        ] {
            assert_eq!(found(funder, called).as_deref(), Some("hcrw"), "{called}");
        }
        assert_eq!(found(funder, "qqqq"), None);
        let level = Takes::Facet(Facet::CareerLevel);
        assert_eq!(found(level, "Advanced practitioner").as_deref(), Some("advanced"));
        assert_eq!(found(level, "advance").as_deref(), Some("advanced"));
        assert_eq!(found(Takes::Organisation, "BIPBC"), found(Takes::Organisation, "Betsi"));
        assert!(found(Takes::Organisation, "BCUHB").is_some());
        // Every label of every facet leads to its value, or to one that is called the same.
        for facet in Facet::ALL {
            let takes = Takes::Facet(facet);
            for id in takes.values(&catalogue).expect("values") {
                for lang in Lang::ALL {
                    let label = facet.label(&catalogue, id, lang);
                    let near = found(takes, label).unwrap_or_else(|| panic!("{facet}: {label}"));
                    assert_eq!(facet.label(&catalogue, &near, lang), label, "{facet}");
                }
            }
        }
    }

    #[test]
    fn of_many_values_some_are_named_with_how_many_there_are_and_where() {
        let catalogue = load(&Files::embedded()).catalogue;
        let takes = Takes::Facet(Facet::Funder);
        let values = takes.values(&catalogue).expect("values");
        let said = instead(takes, "qqqq", &values, &catalogue);
        let said = said.in_words(catalogue.phrases(Lang::En));
        assert!(said.contains(&values.len().to_string()) && said.contains(VOCABULARY), "{said}");
    }

    #[test]
    fn marks_of_campaigns_are_no_strangers() {
        let names = |query: &str| -> Vec<String> {
            strangers(query, &["limit"]).into_iter().map(|error| error.field).collect()
        };
        let links = "utm_source=bulletin&UTM_Medium=email&fbclid=x&gclid=y&mc_cid=z&_hsenc=a&ref=b";
        assert!(names(links).is_empty());
        assert_eq!(names("q=phd&limit=3&fundr=x&fundr=y&career_level=z"), ["fundr"]);
        let many: Vec<String> = (0..1_000).map(|number| format!("x{number}=1")).collect();
        assert_eq!(names(&many.join("&")).len(), TOLD);
    }
}
