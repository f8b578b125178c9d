//! Whether both languages say it.

use super::{Entry, Find, Notes, Rule, Together, rule};
use crate::edit::UNWRITTEN;
use crate::language::{Lang, Phrase, Review, Text};
use crate::problem::Severity::{Error, Warning};

pub(super) const RULES: &[Rule] = &[
    rule(
        "welsh-is-english",
        Warning,
        Find::Entry(welsh_is_english),
        "The Welsh of a text is Welsh, not the English once more.\nA title that is a name may be the same in both; then this is advice until a translator has seen it.",
    ),
    rule(
        "unwritten-text",
        Warning,
        Find::Entry(unwritten_text),
        "Every text that `cyfle new` left open is written.\nThe mark … stands where somebody has still to write.",
    ),
    rule(
        "missing-phrase",
        Error,
        Find::Together(missing_phrase),
        "Every interface phrase is in both language files, with the same {places}.",
    ),
];

/// The texts of an entry that the public reads, each with its path.
fn texts<'a>(entry: &Entry<'a>) -> Vec<(&'static str, &'a Text)> {
    let opportunity = entry.opportunity;
    let texts = [
        ("title", Some(&opportunity.title)),
        ("summary", Some(&opportunity.summary)),
        ("details", Some(&opportunity.details)),
        ("eligibility.who", Some(&opportunity.eligibility.who)),
        ("audience.levels_note", opportunity.audience.levels_note.as_deref()),
        ("offer.note", opportunity.offer.note.as_deref()),
        ("timetable.note", opportunity.timetable.note.as_deref()),
        ("links.note", opportunity.links.note.as_deref()),
        ("unclear", opportunity.unclear.as_deref()),
    ];
    texts.into_iter().filter_map(|(at, text)| Some((at, text?))).collect()
}

fn unwritten_text(entry: &Entry<'_>, notes: &mut Notes) {
    for (at, text) in texts(entry) {
        for (lang, written) in [("en", &text.en), ("cy", &text.cy)] {
            if written.trim() == UNWRITTEN {
                notes.add(
                    format!("{at}.{lang}"),
                    "the text has still to be written",
                    "write it in place of the …",
                );
            }
        }
    }
}

fn welsh_is_english(entry: &Entry<'_>, notes: &mut Notes) {
    for (at, text) in texts(entry) {
        let welsh = text.cy.trim();
        let same = !welsh.is_empty() && welsh != UNWRITTEN && welsh == text.en.trim();
        let at_welsh = format!("{at}.cy");
        match (same, at, text.review) {
            (false, ..) | (true, "title", Review::Reviewed | Review::Official) => {}
            (true, "title", Review::Pending) => notes.add_advice(
                at_welsh,
                "the Welsh title is the English one",
                "if it is a name in both languages, `cyfle reviewed` says so",
            ),
            (true, ..) => notes.add(
                at_welsh,
                "the Welsh text is the English one",
                "write it in Welsh; mark it `review: pending`",
            ),
        }
    }
}

fn missing_phrase(all: &Together<'_>, notes: &mut Notes) {
    for here in Lang::ALL {
        let file = format!("languages/{here}.yaml");
        let other = format!("languages/{}.yaml", here.other());
        // Without the other file, or where it is not sound, nothing can be compared.
        let (own, wanted) = (all.catalogue.phrases(here), all.catalogue.phrases(here.other()));
        if own.entries.is_empty() || wanted.entries.is_empty() {
            continue;
        }
        notes.turn_to(&file);
        for (key, phrase) in &wanted.entries {
            match own.entries.get(key) {
                None => notes.add(
                    "phrases",
                    format!("the phrase `{key}` of {other} is missing"),
                    "add it",
                ),
                Some(own) if places(own) != places(phrase) => notes.add(
                    format!("phrases.{key}"),
                    format!("`{key}` has other {{places}} than in {other}"),
                    "both must have the same places in braces",
                ),
                Some(_) => {}
            }
        }
    }
}

/// The `{names}` in a phrase; of plural forms, those of `other`.
fn places(phrase: &Phrase) -> Vec<&str> {
    let text = match phrase {
        Phrase::One(text) => text,
        Phrase::Plural(forms) => forms.get("other").map_or("", String::as_str),
    };
    let mut places: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    places.sort_unstable();
    places
}
