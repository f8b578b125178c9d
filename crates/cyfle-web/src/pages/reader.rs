//! What a reader says about themselves: a short form whose answers stand in the address and nowhere else, and the page
//! "Can I apply?" that asks for them. Results and entries then carry the reader's own verdicts.

use askama::Template;
use axum::http::StatusCode;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::{ALL_HEALTHCARE_SCIENCE, NOT_STATED};
use cyfle_catalogue::{Facet, Lang};
use cyfle_search::Query;
use cyfle_search::analysis::alphabet;
use cyfle_search::results::{Concept, Understood};
use cyfle_search::understand::Understanding;

use super::layout::{Layout, with_query};
use super::results::Chip;
use super::{Page, visit};
use crate::pages::visit::At;
use crate::{naming, params};

/// What the form asks; each is a parameter of a search too.
const ASKED: [&str; 6] =
    ["career_level", "profession", "health_board", "employer", "registration", "qualification"];

/// The form, ready to be shown on any page.
pub(super) struct ReaderForm {
    /// Where the answers go.
    pub(super) action: String,
    /// The rest of the question, carried along.
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) questions: Vec<Question>,
    pub(super) button: String,
}

/// One question with its possible answers.
pub(super) struct Question {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) groups: Vec<Group>,
}

/// Answers under a common heading; without one where the heading is empty.
pub(super) struct Group {
    pub(super) label: String,
    pub(super) options: Vec<Choice>,
}

/// A possible answer.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) selected: bool,
}

#[derive(Template)]
#[template(path = "can_i_apply.html")]
struct CanIApply<'a> {
    layout: Layout<'a>,
    form: ReaderForm,
}

/// The page "Can I apply?".
pub(crate) fn page(site: At<'_>, lang: Lang, query_string: &str) -> Page {
    let catalogue = site.engine.catalogue();
    let (query, refused) = visit::asked(site, lang, query_string);
    let t = catalogue.phrases(lang);
    let rest = with_query("can-i-apply", &params::write(&query));
    let layout = Layout::new(site, lang, t.get("nav-can-i-apply"), &rest)
        .described(t.get("can-i-apply-lead"))
        .for_reader(about(&query))
        .refusing(refused);
    let action = format!("/{lang}/opportunities");
    let answered = as_answered(site, &query);
    let form = form(catalogue, &answered, action, t.get("can-i-apply-button"));
    Page::render(StatusCode::OK, lang, &CanIApply { layout, form })
}

/// The part of a question that speaks of the reader, as a query string.
pub(super) fn about(query: &Query) -> String {
    params::write(&only_reader(query))
}

/// The question without everything that does not speak of the reader.
pub(super) fn only_reader(query: &Query) -> Query {
    let mut reader = Query::new("", query.lang);
    reader.filters = query
        .filters
        .iter()
        .filter(|(facet, _)| is_about_reader(**facet))
        .map(|(facet, values)| (*facet, said(values).cloned().collect::<Vec<_>>()))
        .filter(|(_, values)| !values.is_empty())
        .collect();
    reader.other_profession.clone_from(&query.other_profession);
    reader.health_board.clone_from(&query.health_board);
    reader.employer.clone_from(&query.employer);
    reader.registration.clone_from(&query.registration);
    reader.qualification.clone_from(&query.qualification);
    reader
}

/// Whether a facet says what the reader is, not what they seek.
pub(super) const fn is_about_reader(facet: Facet) -> bool {
    matches!(facet, Facet::CareerLevel | Facet::Profession | Facet::ProfessionGroup)
}

/// What readers say of themselves; that a funder does not state it is said of an opportunity.
fn said(values: &[String]) -> impl Iterator<Item = &String> {
    values.iter().filter(|value| *value != NOT_STATED)
}

/// How the text of a question is read; not at all where it is only matched word by word.
pub(super) fn understanding(site: At<'_>, query: &Query) -> Understanding {
    match query.interpret {
        true => site.engine.understand(&query.text, site.moment),
        false => Understanding::default(),
    }
}

/// The question with what its text says of the reader as parameters, like the answers of the form. The text that is left says
/// nothing of them, so that whatever is answered, declined or removed from here on decides.
pub(super) fn as_answered(site: At<'_>, query: &Query) -> Query {
    let mut answered = query.clone();
    let mut said = said_in_words(site, query);
    for piece in &said {
        answer_with(piece, &mut answered);
    }
    // What stood apart may say something else once it stands together.
    while !said.is_empty() {
        let rest = without(&said, &answered.text);
        let is_shorter = rest.len() < answered.text.len();
        answered.text = rest;
        said = if is_shorter { said_in_words(site, &answered) } else { Vec::new() };
    }
    answered
}

/// The pieces of the text that say what the reader is.
fn said_in_words(site: At<'_>, query: &Query) -> Vec<Understood> {
    let is_of_reader = |piece: &Understood| match piece.concept {
        Concept::Facet(facet) => is_about_reader(facet),
        Concept::OtherProfession
        | Concept::HealthBoard
        | Concept::Employer
        | Concept::Registration
        | Concept::Qualification => true,
        _ => false,
    };
    understanding(site, query).understood.into_iter().filter(is_of_reader).collect()
}

/// Says with a parameter what a piece of text says, where one says the same. What was answered already outranks it.
pub(in crate::pages) fn answer_with(piece: &Understood, query: &mut Query) {
    let answer = match piece.concept {
        Concept::Facet(facet) => {
            let values = query.filters.entry(facet).or_default();
            if !values.contains(&piece.value) {
                values.push(piece.value.clone());
            }
            return;
        }
        Concept::OtherProfession => &mut query.other_profession,
        Concept::HealthBoard => &mut query.health_board,
        Concept::Employer => &mut query.employer,
        Concept::Registration => &mut query.registration,
        Concept::Qualification => &mut query.qualification,
        Concept::AmountMin => {
            query.amount_min = query.amount_min.or_else(|| piece.value.parse().ok());
            return;
        }
        Concept::ClosesAfter | Concept::ClosesBefore | Concept::AddedSince => {
            let limit = match piece.concept {
                Concept::ClosesAfter => &mut query.closes_after,
                Concept::ClosesBefore => &mut query.closes_before,
                _ => &mut query.added_since,
            };
            *limit = limit.or_else(|| piece.value.parse().ok());
            return;
        }
        _ => return,
    };
    answer.get_or_insert_with(|| piece.value.clone());
}

/// A text without some of its pieces and the punctuation that they leave alone.
fn without(pieces: &[Understood], text: &str) -> String {
    let is_in = |at: usize| pieces.iter().any(|piece| (piece.start..piece.end).contains(&at));
    let rest: String =
        text.chars().enumerate().map(|(at, c)| if is_in(at) { ' ' } else { c }).collect();
    let words = rest.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    words.collect::<Vec<_>>().join(" ")
}

/// The form with the answers already given; what else the question asks goes along unseen.
pub(super) fn form(
    catalogue: &Catalogue,
    query: &Query,
    action: String,
    button: &str,
) -> ReaderForm {
    let rest = Query { page: 1, ..query.clone() };
    ReaderForm {
        action,
        hidden: rest.pairs().into_iter().filter(|(name, _)| !ASKED.contains(name)).collect(),
        questions: ASKED.map(|name| question(catalogue, query, name)).into(),
        button: button.to_owned(),
    }
}

/// One question of the form, with the answer already given.
pub(super) fn question(catalogue: &Catalogue, query: &Query, name: &'static str) -> Question {
    let t = catalogue.phrases(query.lang);
    let level = said(query.values(Facet::CareerLevel)).next();
    let groups = match name {
        "profession" => professions(catalogue, query),
        "health_board" => one(organisations(catalogue, query)),
        "employer" => one(values(catalogue, query.lang, name, query.employer.as_ref())),
        "registration" => one(values(catalogue, query.lang, name, query.registration.as_ref())),
        "qualification" => one(values(catalogue, query.lang, name, query.qualification.as_ref())),
        _ => one(values(catalogue, query.lang, name, level)),
    };
    Question {
        name,
        label: t.get(&format!("reader-{name}")).to_owned(),
        hint: t.get(&format!("reader-{name}-hint")).to_owned(),
        groups,
    }
}

fn one(options: Vec<Choice>) -> Vec<Group> {
    vec![Group { label: String::new(), options }]
}

fn organisations(catalogue: &Catalogue, query: &Query) -> Vec<Choice> {
    let chosen = query.health_board.as_deref();
    params::health_boards(catalogue)
        .map(|own| choice(&own.id, own.name.get(query.lang), chosen == Some(&own.id)))
        .collect()
}

fn values(
    catalogue: &Catalogue,
    lang: Lang,
    vocabulary: &str,
    chosen: Option<&String>,
) -> Vec<Choice> {
    let values = catalogue.vocabularies.values(vocabulary).iter();
    values
        .map(|value| choice(&value.id, value.label.get(lang), chosen == Some(&value.id)))
        .collect()
}

fn choice(value: &str, label: &str, selected: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), selected }
}

/// Professions under their groups, each in the order of the language's alphabet.
fn professions(catalogue: &Catalogue, query: &Query) -> Vec<Group> {
    let lang = query.lang;
    let chosen = said(query.values(Facet::Profession)).next();
    let values = catalogue.vocabularies.values(Facet::Profession.name());
    let group = |id: &str| {
        let mut options: Vec<Choice> = values
            .iter()
            .filter(|value| value.group.as_deref() == Some(id))
            .map(|value| choice(&value.id, value.label.get(lang), chosen == Some(&value.id)))
            .collect();
        options.sort_by_key(|option| alphabet::place(&option.label, lang));
        Group { label: Facet::ProfessionGroup.label(catalogue, id, lang).to_owned(), options }
    };
    Facet::ProfessionGroup
        .vocabulary(catalogue)
        .into_iter()
        .filter(|id| *id != ALL_HEALTHCARE_SCIENCE)
        .map(group)
        .filter(|group| !group.options.is_empty())
        .collect()
}

/// What the reader has said, each removable where it stands.
pub(super) fn chips(site: At<'_>, query: &Query, action: &str) -> Vec<Chip> {
    let catalogue = site.engine.catalogue();
    let lang = query.lang;
    let repeats = params::is_repeatable(query);
    let chip = |name: &str, value: &str, without: Query| {
        let without = params::write(&Query { page: 1, ..without });
        Some(Chip {
            href: repeats.then(|| with_query(action, &without)),
            facet: naming::called(name, catalogue, lang),
            label: naming::value(name, value, catalogue, lang)?,
        })
    };
    let named = query.filters.iter().filter(|(facet, _)| is_about_reader(**facet));
    let facets = named.flat_map(|(facet, values)| {
        said(values)
            .filter_map(move |value| chip(facet.name(), value, query.toggled(*facet, value)))
    });
    let without = || query.clone();
    let others = [
        ("health_board", query.health_board.as_ref(), Query { health_board: None, ..without() }),
        (
            "other_profession",
            query.other_profession.as_ref(),
            Query { other_profession: None, ..without() },
        ),
        ("employer", query.employer.as_ref(), Query { employer: None, ..without() }),
        ("registration", query.registration.as_ref(), Query { registration: None, ..without() }),
        ("qualification", query.qualification.as_ref(), Query { qualification: None, ..without() }),
    ];
    let others = others.into_iter().filter_map(|(name, id, without)| chip(name, id?, without));
    facets.chain(others).collect()
}
