//! English words to their keys. Texts are compared by stems; the phrases of the vocabulary, which list every word that they
//! mean, by words without their inflection: a consultation is no consultant, and what was funded is no funding.

use std::borrow::Cow;
use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use super::british;

/// The key of a folded word in texts: the possessive off, then the Snowball English stem. Words with digits or an ampersand
/// are kept as they are.
pub fn key(folded: &str) -> String {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    if is_kept(word) {
        return word.to_owned();
    }
    let word = word.replace('\'', "");
    let word = british::spelling(&word);
    if let Some(key) = apart(&word) {
        return key.to_owned();
    }
    frostem::Stemmer::new(frostem::Algorithm::English).stem(&word).into_owned()
}

/// The key of a folded word in phrases: the possessive and the plural off, and nothing else.
pub(crate) fn singular(folded: &str) -> Cow<'_, str> {
    let word = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("s'")).unwrap_or(folded);
    if is_kept(word) {
        return Cow::Borrowed(word);
    }
    match british::spelling(word) {
        Cow::Borrowed(word) => without_plural(word),
        Cow::Owned(word) => Cow::Owned(without_plural(&word).into_owned()),
    }
}

fn is_kept(word: &str) -> bool {
    word.len() <= 3 || word.chars().any(|c| c.is_ascii_digit() || c == '&' || !c.is_ascii())
}

/// The rules of Harman's S stemmer, with the plurals that add a syllable.
fn without_plural(word: &str) -> Cow<'_, str> {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es")
        && ["ss", "sh", "ch", "x", "z"].iter().any(|end| stem.ends_with(end))
    {
        return Cow::Borrowed(stem);
    }
    let is_singular = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    Cow::Borrowed(word.strip_suffix('s').filter(|_| !is_singular).unwrap_or(word))
}

fn apart(word: &str) -> Option<&'static str> {
    static KEYS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let each = APART.iter().flat_map(|(key, words)| words.iter().map(|word| (*word, *key)));
        each.collect()
    });
    KEYS.get(word).copied()
}

/// Words to which Snowball gives the stem of another word of this field, by a key of their own.
const APART: &[(&str, &[&str])] = &[
    // Not the second of anything.
    ("secondment", &["secondment", "secondments", "seconded", "seconding", "secondee"]),
    // Not an import, a university, an experience, a post, an author.
    ("important", &["important", "importance"]),
    ("universal", &["universal", "universally"]),
    ("experiment", &["experiment", "experiments", "experimental"]),
    ("positive", &["positive", "positively"]),
    ("authority", &["authority", "authorities"]),
    // People are not what is done.
    ("consultant", &["consultant", "consultants"]),
    ("assistant", &["assistant", "assistants"]),
    ("association", &["association", "associations"]),
    // What is published is not the public; what is physical is not physics; what is inside is no intern.
    ("publication", &["publication", "publications"]),
    ("physical", &["physical", "physically"]),
    ("internal", &["internal", "internally"]),
    ("communicable", &["communicable"]),
];

/// Whether a folded word carries no meaning for finding (function words only).
pub fn is_stop_word(folded: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.iter().copied().collect());
    WORDS.contains(folded)
}

const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have", "if",
    "in", "into", "is", "it", "its", "me", "my", "no", "of", "on", "or", "our", "so", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "want",
    "wanting", "was", "we", "were", "which", "while", "who", "will", "with", "would", "you",
    "your", "i", "am", "who's", "i'm", "im", "like", "some", "new",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_different_meaning_have_different_keys() {
        for (left, right) in [
            ("second", "secondment"),
            ("programme", "programming"),
            ("consultant", "consultation"),
            ("associate", "association"),
            ("assistant", "assistance"),
            ("public", "publication"),
            ("physics", "physical"),
            ("university", "universal"),
        ] {
            assert_ne!(key(left), key(right), "{left} {right}");
            assert_ne!(singular(left), singular(right), "{left} {right}");
        }
    }

    #[test]
    fn forms_of_one_word_have_one_key() {
        for (left, right) in [
            ("programs", "programme"),
            ("secondments", "seconded"),
            ("behavior", "behaviours"),
            ("specialised", "specialized"),
            ("trainee's", "trainees"),
        ] {
            assert_eq!(key(left), key(right));
        }
        for (plural, one) in [
            ("bursaries", "bursary"),
            ("courses", "course"),
            ("coaches", "coach"),
            ("programs", "programme"),
            ("analysis", "analysis"),
            ("trainees'", "trainee"),
            ("phds", "phd"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
