//! JSON Schemas (2020-12) of the catalogue's files, for editors that complete and underline while one types.
//!
//! They are made from the same tables as the check, with the values of the catalogue itself as choices, so they cannot say
//! something else than it. What a schema cannot say (dates that contradict each other, doubles, circles) only the check finds.

use serde_json::{Map, Value, json};

use crate::catalogue::Catalogue;
use crate::language::{PLURAL_FORMS, Review};
use crate::layout::{HOMES, Home};
use crate::shape::{LONGEST_FORM, LONGEST_PHRASE, Shape};
use crate::shapes;
use crate::vocabulary;

/// A sort of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An opportunity, live or retired.
    Opportunity,
    /// A funder.
    Funder,
    /// Health boards, trusts and those who help.
    Organisations,
    /// The values of a facet.
    Vocabulary,
    /// The phrases of a language.
    Language,
    /// The Welsh words of the search.
    WelshWords,
    /// What assessors found.
    Assessments,
    /// Pages to watch.
    Source,
    /// What the watch proposes.
    Draft,
}

impl FileKind {
    /// Every sort of file.
    pub const ALL: [Self; 9] = [
        Self::Opportunity,
        Self::Funder,
        Self::Organisations,
        Self::Vocabulary,
        Self::Language,
        Self::WelshWords,
        Self::Assessments,
        Self::Source,
        Self::Draft,
    ];

    /// The name of its schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opportunity => "opportunity",
            Self::Funder => "funder",
            Self::Organisations => "organisations",
            Self::Vocabulary => "vocabulary",
            Self::Language => "language",
            Self::WelshWords => "welsh-words",
            Self::Assessments => "assessments",
            Self::Source => "source",
            Self::Draft => "draft",
        }
    }

    /// The files that it is for, relative to the catalogue.
    pub fn globs(self) -> Vec<String> {
        HOMES.iter().filter(|home| home.kind == self).map(Home::glob).collect()
    }

    /// What such a file may look like.
    pub(crate) const fn shape(self) -> &'static Shape {
        match self {
            Self::Opportunity => &shapes::OPPORTUNITY,
            Self::Funder => &shapes::FUNDER,
            Self::Organisations => &shapes::ORGANISATIONS,
            Self::Vocabulary => &shapes::VOCABULARY,
            Self::Language => &shapes::LANGUAGE,
            Self::WelshWords => &shapes::WELSH_WORDS,
            Self::Assessments => &shapes::ASSESSMENTS,
            Self::Source => &shapes::WATCHED,
            Self::Draft => &shapes::DRAFT,
        }
    }
}

/// The schema of a sort of file, with the values of a catalogue as choices.
pub fn schema(kind: FileKind, catalogue: &Catalogue) -> Value {
    let mut schema = of(kind.shape(), catalogue);
    if let Value::Object(keys) = &mut schema {
        keys.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        keys.insert("title".to_owned(), json!(format!("Cyfle: {}", kind.name())));
    }
    schema
}

fn of(shape: &Shape, catalogue: &Catalogue) -> Value {
    let choice = |values: Vec<&str>| json!({"type": "string", "enum": values});
    match shape {
        Shape::Text(longest) => text(*longest),
        Shape::Bilingual(longest) => json!({
            "type": "object",
            "properties": {"en": text(*longest), "cy": text(*longest), "review": choice(Review::CODES.to_vec())},
            "required": ["en", "cy"],
            "additionalProperties": false,
        }),
        Shape::Phrases => {
            let forms: Map<String, Value> = PLURAL_FORMS
                .into_iter()
                .map(|form| (form.to_owned(), text(LONGEST_FORM)))
                .collect();
            let plural = json!({
                "type": "object", "properties": forms, "required": ["other"], "additionalProperties": false,
            });
            json!({"type": "object", "additionalProperties": {"anyOf": [text(LONGEST_PHRASE), plural]}})
        }
        Shape::Id => pattern("^[a-z0-9]+(-[a-z0-9]+)*$"),
        Shape::Word(words) => choice(words.to_vec()),
        Shape::ValueOf(names) => {
            choice(values(names, catalogue).map(|one| one.id.as_str()).collect())
        }
        Shape::PlainValueOf(name) => {
            let plain = values(std::slice::from_ref(name), catalogue)
                .filter(|value| value.made_of.is_empty());
            choice(plain.map(|value| value.id.as_str()).collect())
        }
        Shape::Funder => choice(catalogue.funders.keys().map(String::as_str).collect()),
        Shape::Opportunity => {
            let entries = catalogue.opportunities.keys().chain(catalogue.archive.keys());
            choice(entries.map(String::as_str).collect())
        }
        Shape::Assessment => pattern("^[^/ ]+ [^/ ]+( / -?[0-9]{1,3}( [0-9]+)+)*$"),
        Shape::Organisation => {
            choice(catalogue.organisations.iter().map(|one| one.id.as_str()).collect())
        }
        Shape::Day => pattern(r"^\d{4}-\d{2}-\d{2}$"),
        Shape::PartialDay => pattern(r"^\d{4}(-\d{2}(-\d{2})?)?$"),
        Shape::ClockTime => pattern(r"^([01]\d|2[0-3]):[0-5]\d$"),
        Shape::Address => pattern("^https?://[^ ]+$"),
        Shape::Mailbox => pattern("^[^@ ]+@[^@ ]+[.][^@ ]+$"),
        Shape::Whole(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Shape::Share => json!({"type": "number", "exclusiveMinimum": 0, "maximum": 1}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::List(item) => json!({"type": "array", "items": of(item, catalogue)}),
        Shape::Each(value) => {
            json!({"type": "object", "additionalProperties": of(value, catalogue)})
        }
        Shape::By(key, value) => json!({
            "type": "object",
            "propertyNames": of(key, catalogue),
            "additionalProperties": of(value, catalogue),
        }),
        Shape::Map(fields) => {
            let properties: Map<String, Value> = fields
                .iter()
                .map(|field| (field.name.to_owned(), of(&field.shape, catalogue)))
                .collect();
            let required: Vec<&str> = fields
                .iter()
                .filter(|field| field.missing.is_some())
                .map(|field| field.name)
                .collect();
            json!({
                "type": "object", "properties": properties, "required": required, "additionalProperties": false,
            })
        }
    }
}

/// The values of some vocabularies.
fn values<'a>(
    names: &[&str],
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = &'a vocabulary::Value> {
    let vocabularies = names.iter().filter_map(move |name| catalogue.vocabularies.get(name));
    vocabularies.flat_map(|vocabulary| &vocabulary.values)
}

fn text(longest: usize) -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": longest})
}

fn pattern(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}
