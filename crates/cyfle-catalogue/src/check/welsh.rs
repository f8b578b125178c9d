//! Whether both languages say it.

use super::{Entry, Find, Notes, Rule, Together, rule};
use crate::catalogue::Catalogue;
use crate::edit::UNWRITTEN;
use crate::language::{Lang, Phrase, Review, Text};
use crate::opportunity::Opportunity;
use crate::problem::Severity::{Error, Warning};

pub(super) const RULES: &[Rule] = &[
    rule(
        "welsh-is-english",
        Warning,
        Find::Entry(welsh_is_english),
        "The Welsh of a text is Welsh, not the English once more.\nA title that is a name may be the same in both; then this is advice until a translator has seen it.",
    ),
    rule(
        "languages-exchanged",
        Warning,
        Find::Together(languages_exchanged),
        "The English of a text stands under `en`, and the Welsh under `cy`.\nWhere the small words of each language (`small_words` in languages/) stand in the other's place, readers of both are given the wrong one.",
    ),
    rule(
        "unwritten-text",
        Warning,
        Find::Entry(unwritten_text),
        "Everything that `cyfle new` left open is written.\nThe mark … stands where somebody has still to write a text, and a text that is only ..., TODO, TBC or the like is one too; a list of themes that is empty is not chosen yet.\nUntil then nobody is shown the entry.",
    ),
    rule(
        "missing-phrase",
        Error,
        Find::Together(missing_phrase),
        "Every interface phrase is in both language files, with the same {places}.",
    ),
];

/// What people write, in capitals or not, where they have still to write a text.
const PLACEHOLDERS: [&str; 9] =
    [UNWRITTEN, "...", "???", "todo", "fixme", "tbc", "tbd", "tba", "xxx"];

/// Whether a text is the mark of one that has still to be written.
pub(crate) fn is_mark(text: &str) -> bool {
    let text = text.trim();
    // A text may be long, and no mark is.
    let begins: String = text.chars().take(12).flat_map(char::to_lowercase).collect();
    PLACEHOLDERS.contains(&begins.as_str()) || begins.starts_with("lorem ipsum")
}

/// Whether something of an entry has still to be written or chosen.
pub(crate) fn is_unwritten(entry: &Opportunity) -> bool {
    let has_mark = |text: &Text| [&text.en, &text.cy].into_iter().any(|own| is_mark(own));
    entry.themes.is_empty() || entry.texts().any(|(_, text)| has_mark(text))
}

fn unwritten_text(entry: &Entry<'_>, notes: &mut Notes) {
    if entry.opportunity.themes.is_empty() {
        notes.add(
            "themes",
            "the themes have still to be chosen",
            "name at least one of vocabulary/theme.yaml",
        );
    }
    for (at, text) in entry.opportunity.texts() {
        for (lang, written) in [("en", &text.en), ("cy", &text.cy)] {
            if is_mark(written) {
                notes.add(
                    format!("{at}.{lang}"),
                    "the text has still to be written",
                    "write it in place of the mark",
                );
            }
        }
    }
}

fn welsh_is_english(entry: &Entry<'_>, notes: &mut Notes) {
    for (at, text) in entry.opportunity.texts() {
        let welsh = text.cy.trim();
        let same = !welsh.is_empty() && !is_mark(welsh) && welsh == text.en.trim();
        let at_welsh = format!("{at}.cy");
        match (same, &*at, text.review) {
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

/// Whether a text has more small words of one language than of the other.
fn reads_as(text: &str, lang: Lang, catalogue: &Catalogue) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words: Vec<&str> = words.map(|word| word.trim_matches('\'')).collect();
    let count = |lang| {
        let known = catalogue.phrases(lang).small_words();
        words.iter().filter(|word| known.iter().any(|known| known == *word)).count()
    };
    count(lang) > count(lang.other())
}

fn languages_exchanged(all: &Together<'_>, notes: &mut Notes) {
    let reads_as = |text: &str, lang| reads_as(text, lang, all.catalogue);
    for (entry, file) in all.entries() {
        notes.turn_to(file);
        for (at, text) in entry.texts() {
            if reads_as(&text.en, Lang::Cy) && reads_as(&text.cy, Lang::En) {
                notes.add(
                    format!("{at}.en"),
                    "this reads as Welsh, and what stands under `cy` as English",
                    "exchange the two",
                );
            }
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
