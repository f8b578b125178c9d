//! What was understood, chosen and limited: each a chip whose link asks the same without it.

use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::{Facet, Lang};
use cyfle_digest::in_words;
use cyfle_search::Query;
use cyfle_search::results::{Answer, Understood};

use crate::naming::called;
use crate::pages::home::results_href;
use crate::pages::reader::{self, answer_with};
use crate::pages::visit::At;
use crate::{naming, params};

/// Something that was understood, chosen or said, with the address of the same search without it.
pub(in crate::pages) struct Chip {
    /// None where the question is too long for every chip to repeat it.
    pub(in crate::pages) href: Option<String>,
    pub(in crate::pages) facet: String,
    pub(in crate::pages) label: String,
}

/// A chip's link asks the same without its piece of the text. What else the same words say is not taken away with them: it goes
/// along as a choice.
pub(super) fn understood(site: At<'_>, query: &Query, answer: &Answer<'_>) -> Vec<Chip> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let repeats = params::is_repeatable(query);
    let chip = |piece: &Understood| {
        let before: String = query.text.chars().take(piece.start).collect();
        let after: String = query.text.chars().skip(piece.end).collect();
        let text = format!(
            "{} {}",
            before.trim().trim_end_matches(','),
            after.trim().trim_start_matches(',')
        )
        .trim()
        .to_owned();
        let mut without = Query { text, page: 1, ..query.clone() };
        let shares = |other: &&Understood| {
            let is_another = (other.concept, &other.value) != (piece.concept, &piece.value);
            is_another && other.start < piece.end && piece.start < other.end
        };
        answer.understood.iter().filter(shares).for_each(|other| answer_with(other, &mut without));
        Chip {
            href: repeats.then(|| results_href(lang, &without)),
            facet: in_words::title(piece.concept, catalogue, lang).to_owned(),
            label: in_words::label(piece.concept, &piece.value, catalogue, lang).into_owned(),
        }
    };
    answer.understood.iter().map(chip).collect()
}

pub(super) fn corrections(site: At<'_>, lang: Lang, answer: &Answer<'_>) -> Vec<String> {
    let t = site.engine.catalogue().phrases(lang);
    let note = |piece: &Understood| {
        let typed = piece.corrected_from.as_ref()?;
        Some(t.fill("searched-instead", &[("typed", typed), ("read", &piece.text)]))
    };
    let mut notes: Vec<String> = answer.understood.iter().filter_map(note).collect();
    notes.dedup();
    notes
}

/// A choice that limits the list, and the same question without it.
pub(super) struct Choice {
    pub(super) facet: String,
    pub(super) label: String,
    pub(super) without: Query,
}

/// What was chosen about the opportunities, such as those that do not state a level; what a reader said about themselves has
/// chips of its own.
pub(super) fn chosen(site: At<'_>, query: &Query) -> Vec<Chip> {
    let of_others = choices_of(site, query, |facet, value| {
        !reader::is_about_reader(facet) || value == NOT_STATED
    });
    let repeats = params::is_repeatable(query);
    let chip = |choice: Choice| Chip {
        href: repeats.then(|| results_href(query.lang, &choice.without)),
        facet: choice.facet,
        label: choice.label,
    };
    of_others.into_iter().map(chip).collect()
}

/// Everything that limits the list.
pub(super) fn choices(site: At<'_>, query: &Query) -> Vec<Choice> {
    choices_of(site, query, |_, _| true)
}

fn choices_of(site: At<'_>, query: &Query, wanted: impl Fn(Facet, &str) -> bool) -> Vec<Choice> {
    let catalogue = site.engine.catalogue();
    let choice = |facet: Facet, value: &String| Choice {
        facet: facet.title(catalogue, query.lang).to_owned(),
        label: facet.label(catalogue, value, query.lang).to_owned(),
        without: query.toggled(facet, value),
    };
    let facets = query
        .filters
        .iter()
        .flat_map(|(facet, values)| values.iter().map(|value| (*facet, value)))
        .filter(|(facet, value)| wanted(*facet, value))
        .map(|(facet, value)| choice(facet, value));
    facets.chain(limits(site, query)).collect()
}

/// Days and amounts that limit the list, each removable.
fn limits(site: At<'_>, query: &Query) -> Vec<Choice> {
    let catalogue = site.engine.catalogue();
    let base = Query { page: 1, ..query.clone() };
    let given = [
        ("closes_before", Query { closes_before: None, ..base.clone() }),
        ("closes_after", Query { closes_after: None, ..base.clone() }),
        ("added_since", Query { added_since: None, ..base.clone() }),
        ("changed_since", Query { changed_since: None, ..base.clone() }),
        ("amount_min", Query { amount_min: None, ..base }),
    ];
    let pairs = query.pairs();
    let choice = |(name, without): (&str, Query)| {
        let (_, value) = pairs.iter().find(|(given, _)| *given == name)?;
        let label = naming::limit(value, catalogue.phrases(query.lang))?;
        Some(Choice { facet: called(name, catalogue, query.lang), label, without })
    };
    given.into_iter().filter_map(choice).collect()
}
