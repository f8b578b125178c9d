//! Welsh words to their headwords.
//!
//! Initial mutation is reversed by a table that is built forwards: every word of the Welsh vocabulary is given all its
//! mutated forms, and a form is looked up. Forwards the rules are exact; backwards one form has two readings on average.
//! A word that is not in the lexicon is left as it is.
//!
//! The rules are those of any school grammar: soft (p→b t→d c→g b→f d→dd g→– m→f ll→l rh→r), nasal (p→mh t→nh c→ngh b→m
//! d→n g→ng), aspirate (p→ph t→th c→ch), and h before a vowel.

use std::collections::{BTreeSet, HashMap};

/// Headwords by each of their forms.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    headwords: HashMap<String, String>,
}

impl Lexicon {
    /// Builds the table from folded words: those that are certainly unmutated (a name begins with them), and others that
    /// stand inside names, where they may be mutated ("gradd *feistr*"). A word that is certain stays what it is; another
    /// one is read as a form of a certain word where it can be.
    pub fn new<'a>(
        certain: impl Iterator<Item = &'a str>,
        others: impl Iterator<Item = &'a str>,
    ) -> Self {
        let certain: BTreeSet<&str> =
            certain.map(strip_clitics).filter(|word| is_mutable(word)).collect();
        let mut lexicon = Self::default();
        certain.iter().for_each(|word| lexicon.add(word, &certain));
        let rest: BTreeSet<&str> =
            others.map(strip_clitics).filter(|word| is_mutable(word)).collect();
        let unread: BTreeSet<&str> = rest
            .into_iter()
            .filter(|word| !certain.contains(word) && !lexicon.headwords.contains_key(*word))
            .collect();
        unread.iter().for_each(|word| lexicon.add(word, &unread));
        lexicon
    }

    fn add(&mut self, word: &str, headwords: &BTreeSet<&str>) {
        let plurals: Vec<String> =
            PLURAL_ENDINGS.iter().map(|ending| format!("{word}{ending}")).collect();
        let mutated = plurals.iter().flat_map(|plural| mutations(plural)).chain(mutations(word));
        let forms: Vec<String> = mutated
            .filter(|form| !headwords.contains(form.as_str()))
            .chain(plurals.clone())
            .collect();
        for form in forms {
            self.headwords.entry(form).or_insert_with(|| word.to_owned());
        }
    }

    /// The key of a folded word.
    pub fn key<'a>(&'a self, folded: &'a str) -> &'a str {
        let word = strip_clitics(folded);
        self.headwords.get(word).map_or(word, String::as_str)
    }
}

fn is_mutable(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(char::is_alphabetic) && !STOP_WORDS.contains(&word)
}

/// Cuts what leans on a word: `'r 'n 'i 'u 'w 'ch 'th 'm` behind it and `f' d' m'` before it.
pub fn strip_clitics(word: &str) -> &str {
    let before =
        ["f'", "d'", "m'"].iter().find_map(|clitic| word.strip_prefix(clitic)).unwrap_or(word);
    match before.rsplit_once('\'') {
        Some((stem, "r" | "n" | "i" | "u" | "w" | "ch" | "th" | "m")) if !stem.is_empty() => stem,
        _ => before,
    }
}

/// The commonest regular plural endings (8,000 of 16,000 nouns); a plural that changes the stem is listed as a word of its own.
const PLURAL_ENDINGS: [&str; 4] = ["au", "iau", "ion", "oedd"];

/// Every mutated form of an unmutated, folded word.
pub fn mutations(word: &str) -> Vec<String> {
    const NONE: [&str; 7] = ["ch", "dd", "ff", "ng", "ph", "th", "s"];
    if NONE.iter().any(|start| word.starts_with(start)) {
        return Vec::new();
    }
    let with = |radical: &str, starts: &[&str]| {
        let rest = &word[radical.len()..];
        starts.iter().map(|start| format!("{start}{rest}")).collect()
    };
    for (radical, starts) in TABLE {
        if word.starts_with(radical) {
            return with(radical, starts);
        }
    }
    match word.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'w' | 'y') => vec![format!("h{word}")],
        _ => Vec::new(),
    }
}

/// Radical initial, then soft, nasal and aspirate. Two-letter initials come first: they are single letters of the alphabet.
const TABLE: &[(&str, &[&str])] = &[
    ("ll", &["l"]),
    ("rh", &["r"]),
    ("p", &["b", "mh", "ph"]),
    ("t", &["d", "nh", "th"]),
    ("c", &["g", "ngh", "ch"]),
    ("b", &["f", "m"]),
    ("d", &["dd", "n"]),
    ("g", &["", "ng"]),
    ("m", &["f"]),
];

/// Function words of Welsh: they carry no meaning for finding, and are never read as a mutated form.
pub const STOP_WORDS: &[&str] = &[
    "a", "ac", "am", "ar", "at", "bod", "cael", "dan", "dros", "drwy", "dy", "eich", "ein", "ei",
    "er", "eu", "fe", "fel", "fod", "fy", "gan", "gyda", "heb", "hon", "hwn", "hyd", "hyn",
    "hynny", "i", "mae", "mewn", "na", "neu", "ni", "o", "oes", "ond", "os", "rhag", "sydd", "sy",
    "trwy", "un", "wedi", "wrth", "y", "yn", "yng", "ym", "yr", "yw",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mutated_forms_lead_to_their_headword() {
        let words = [
            "cymrodoriaeth",
            "cyflog",
            "gwyddonydd",
            "dyfarniad",
            "ymchwil",
            "prosiect",
            "talu",
            "llwybr",
            "labordy",
        ];
        let lexicon = Lexicon::new(words.into_iter(), ["feistr", "meistr"].into_iter());
        let pairs = [
            ("gymrodoriaeth", "cymrodoriaeth"),
            ("nghymrodoriaeth", "cymrodoriaeth"),
            ("chyflog", "cyflog"),
            ("wyddonydd", "gwyddonydd"),
            ("ddyfarniad", "dyfarniad"),
            ("hymchwil", "ymchwil"),
            ("phrosiect", "prosiect"),
            ("dalu", "talu"),
            ("lwybr", "llwybr"),
            ("f'ymchwil", "ymchwil"),
            ("labordy", "labordy"),
            ("cymrodoriaethau", "cymrodoriaeth"),
        ];
        for (form, headword) in pairs {
            assert_eq!(lexicon.key(form), headword, "{form}");
        }
    }

    #[test]
    fn words_outside_the_lexicon_are_left_alone() {
        let lexicon = Lexicon::new(["tarian"].into_iter(), std::iter::empty());
        assert_eq!(lexicon.key("arian"), "arian");
        assert_eq!(lexicon.key("mae"), "mae");
    }
}
