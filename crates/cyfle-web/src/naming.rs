//! What the parameters of an address are called where people read of them: on chips, in notices, and where one cannot be used.
//! Programs are told the parameter itself.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Facet, Lang, wording};

use crate::error::{ParameterError, Said};

/// What a parameter is called; the name itself where people never meet it.
pub(crate) fn called(name: &str, catalogue: &Catalogue, lang: Lang) -> String {
    let t = catalogue.phrases(lang);
    let key = format!("called-{name}");
    let said = match name.parse::<Facet>() {
        _ if t.has(&key) => t.get(&key),
        Ok(facet) => facet.title(catalogue, lang),
        Err(_) => name,
    };
    said.to_owned()
}

/// A choice: a value by its label, a limit with what it limits.
pub(crate) fn choice(name: &str, own: &str, catalogue: &Catalogue, lang: Lang) -> String {
    match value(name, own, catalogue, lang) {
        Some(said) if name.parse::<Facet>().is_ok() => said,
        Some(limit) => format!("{} {limit}", called(name, catalogue, lang)),
        None => own.to_owned(),
    }
}

/// What a value of a parameter is called; none where people never meet it, as how the text is read.
pub(crate) fn value(name: &str, own: &str, catalogue: &Catalogue, lang: Lang) -> Option<String> {
    let label = match name {
        "health_board" => catalogue.organisation(own).map_or(own, |board| board.name.get(lang)),
        "employer" | "other_profession" | "registration" | "qualification" => {
            catalogue.vocabularies.label(name, own, lang)
        }
        _ => match name.parse::<Facet>() {
            Ok(facet) => facet.label(catalogue, own, lang),
            Err(_) => return limit(own, catalogue.phrases(lang)),
        },
    };
    Some(label.to_owned())
}

/// A limit in words: a day or an amount; none where it is neither.
pub(crate) fn limit(value: &str, t: &Phrases) -> Option<String> {
    // An amount first: eight digits would be a day, too.
    let amount = value.parse().ok().map(|amount| wording::money(amount, "GBP"));
    amount.or_else(|| value.parse().ok().map(|day| wording::day(day, t)))
}

/// What is wrong with a parameter and what to do, without the marks that only programs know.
pub(crate) fn told(error: &ParameterError, catalogue: &Catalogue, lang: Lang) -> String {
    let t = catalogue.phrases(lang);
    let in_words = |said: &Said| {
        let mut said = said.clone();
        for (_, value) in said.values.iter_mut().filter(|(place, _)| *place == "name") {
            *value = called(value, catalogue, lang);
        }
        quoted(&said.in_words(t))
    };
    format!("{}; {}", in_words(&error.what), in_words(&error.help))
}

/// What people are told of a parameter in an address that was left out, in whole sentences: why, and what was perhaps meant.
pub(crate) fn refused(error: &ParameterError, catalogue: &Catalogue, lang: Lang) -> String {
    let t = catalogue.phrases(lang);
    if error.code == "unknown-parameter" {
        let strange = t.fill("parameter-unknown", &[("field", &error.field)]);
        let near = error.help.values.iter().find(|(place, _)| *place == "near");
        let meant = near.map(|(_, near)| t.fill("parameter-meant", &[("near", near)]));
        return [Some(strange), meant].into_iter().flatten().collect::<Vec<_>>().join(" ");
    }
    let (field, mut why) = (called(&error.field, catalogue, lang), told(error, catalogue, lang));
    if !why.ends_with(['.', '?']) {
        why.push('.');
    }
    t.fill("parameter-refused", &[("field", &field), ("why", &why)])
}

/// The text with quotation marks in the place of backticks.
fn quoted(text: &str) -> String {
    let mut opens = false;
    let mark = |c: char| {
        if c != '`' {
            return c;
        }
        opens = !opens;
        if opens { '“' } else { '”' }
    };
    text.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};

    use super::*;

    #[test]
    fn people_read_names_and_programs_parameters() {
        let catalogue = load(&Files::embedded()).catalogue;
        assert_eq!(called("career_level", &catalogue, Lang::En), "Level");
        assert_eq!(called("theme", &catalogue, Lang::Cy), Facet::Theme.title(&catalogue, Lang::Cy));
        assert_eq!(called("utm_source", &catalogue, Lang::En), "utm_source");
        assert_eq!(
            ["20261231", "2026-12-31", "soon"]
                .map(|value| limit(value, catalogue.phrases(Lang::En))),
            [Some("£20,261,231".to_owned()), Some("31 December 2026".to_owned()), None]
        );
        let error = ParameterError::repeated("closing_within");
        let told = told(&error, &catalogue, Lang::En);
        assert_eq!(
            told,
            "“Days ahead that count as closing soon” is given more than once; give it once"
        );
    }
}
