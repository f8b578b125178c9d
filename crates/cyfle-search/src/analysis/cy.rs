//! Welsh words by each of their forms, with every mutation.
//!
//! Built forwards from the hand-written words of the catalogue and from its vocabulary. A form leads to its headwords; a form
//! that is itself an unmutated word is never read as a mutated one, and a function word is never read as anything else.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cyfle_catalogue::words::WelshWords;
use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::fold;
use super::mutation::{self, Mutability};
use crate::ordered::in_order;
use crate::strings::{Numbered, Strings, place_of};

/// Headwords by each of their forms.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lexicon {
    headwords: Strings,
    /// Every form, in order.
    forms: Numbered,
    /// Where the headwords of each form begin in `readings`; the last one is where all end.
    begins: Vec<u32>,
    /// The headwords of every form, as numbers.
    readings: Vec<u32>,
    /// The first word of its family, for headwords that have one.
    #[serde(serialize_with = "in_order")]
    families: HashMap<u32, u32>,
}

/// How a form comes from its headword, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Headword,
    Part,
    MutatedHeadword,
    MutatedPart,
}

impl Way {
    fn mutated(self) -> Self {
        match self {
            Self::Headword | Self::MutatedHeadword => Self::MutatedHeadword,
            Self::Part | Self::MutatedPart => Self::MutatedPart,
        }
    }
}

/// Forms being gathered: for each, its headwords and how they come to it.
#[derive(Default)]
struct Builder {
    headwords: Vec<String>,
    numbers: HashMap<String, u32>,
    found: HashMap<String, Vec<(Way, u32)>>,
    never: BTreeSet<String>,
    not_softened: BTreeSet<String>,
}

impl Lexicon {
    /// Builds the table from the hand-written words and from folded words of names: those that are certainly unmutated (a
    /// name begins with them), and others that stand inside names, where they may be mutated ("gradd *feistr*").
    pub fn new<'a>(
        words: &WelshWords,
        certain: impl Iterator<Item = &'a str>,
        others: impl Iterator<Item = &'a str>,
    ) -> Self {
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        let mut builder = Builder {
            never: folded(&words.never_mutated),
            not_softened: folded(&words.not_softened),
            ..Builder::default()
        };
        for word in &words.plain {
            builder.add(&fold(word), []);
        }
        for (word, forms) in &words.words {
            builder.add(&fold(word), forms.iter().map(|form| fold(form)));
        }
        for (verb, stem) in &words.verbs {
            builder.add(&fold(verb), mutation::verb_parts(&fold(stem)));
        }
        for names in [certain.collect::<BTreeSet<_>>(), others.collect::<BTreeSet<_>>()] {
            let unlisted: Vec<&str> = names
                .into_iter()
                .map(strip_clitics)
                .filter(|word| is_word(word) && !builder.found.contains_key(*word))
                .collect();
            for word in unlisted {
                let plurals =
                    mutation::PLURAL_ENDINGS.iter().map(|ending| format!("{word}{ending}"));
                builder.add(word, plurals);
            }
        }
        builder.finish(&words.families)
    }

    /// The headwords of a folded word; none where it is not in the lexicon.
    pub fn headwords(&self, folded: &str) -> impl Iterator<Item = &str> {
        self.numbers(folded).iter().map(|number| self.headwords.get(*number as usize))
    }

    fn numbers(&self, folded: &str) -> &[u32] {
        self.form(folded).map_or(&[], |form| self.readings_of(form as usize))
    }

    /// The form that a folded word is, without what leans on it; also where that has lost its apostrophe ("talur").
    fn form(&self, folded: &str) -> Option<u32> {
        let word = strip_clitics(folded);
        self.forms.number(word).or_else(|| self.forms.number(strip_loose_clitic(word)?))
    }

    fn readings_of(&self, form: usize) -> &[u32] {
        &self.readings[self.begins[form] as usize..self.begins[form + 1] as usize]
    }

    /// The first headword of a folded word, or the word itself without what leans on it.
    pub fn key<'a>(&'a self, folded: &'a str) -> &'a str {
        self.headwords(folded).next().unwrap_or_else(|| strip_clitics(folded))
    }

    /// Whether a folded word is a form of a headword, or a function word.
    pub fn knows(&self, folded: &str) -> bool {
        let word = strip_clitics(folded);
        is_stop_word(word) || self.form(folded).is_some()
    }

    /// The families of a folded word, each named by its first member.
    pub fn families(&self, folded: &str) -> impl Iterator<Item = &str> {
        self.numbers(folded)
            .iter()
            .filter_map(|number| self.families.get(number))
            .map(|number| self.headwords.get(*number as usize))
    }

    /// A weak key for a long word that is not in the lexicon (see `mutation::class_key`).
    pub fn guess(&self, folded: &str) -> Option<String> {
        if self.knows(folded) { None } else { mutation::class_key(strip_clitics(folded)) }
    }

    /// Every form with its headwords, in order: for whoever checks the word file.
    pub fn forms(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.forms.texts().iter().enumerate().map(|(form, text)| {
            let numbers = self.readings_of(form).iter();
            (text, numbers.map(|number| self.headwords.get(*number as usize)).collect())
        })
    }
}

fn is_word(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(char::is_alphabetic) && !is_stop_word(word)
}

impl Builder {
    fn number(&mut self, headword: &str) -> u32 {
        if let Some(number) = self.numbers.get(headword) {
            return *number;
        }
        let next = u32::try_from(self.headwords.len()).unwrap_or(u32::MAX);
        self.headwords.push(headword.to_owned());
        self.numbers.insert(headword.to_owned(), next);
        next
    }

    fn mutability(&self, headword: &str) -> Mutability {
        if self.never.contains(headword) {
            Mutability::Never
        } else if self.not_softened.contains(headword) {
            Mutability::NotSoft
        } else {
            Mutability::Every
        }
    }

    fn add(&mut self, headword: &str, parts: impl IntoIterator<Item = String>) {
        let number = self.number(headword);
        let mutability = self.mutability(headword);
        let own = [(Way::Headword, headword.to_owned())];
        for (way, form) in own.into_iter().chain(parts.into_iter().map(|part| (Way::Part, part))) {
            for mutated in mutation::mutations(&form, mutability) {
                self.found.entry(mutated).or_default().push((way.mutated(), number));
            }
            self.found.entry(form).or_default().push((way, number));
        }
    }

    fn finish(self, families: &[Vec<String>]) -> Lexicon {
        let headwords = self.headwords;
        let (mut forms, mut begins) = (Numbered::default(), vec![0]);
        let mut readings: Vec<u32> = Vec::with_capacity(self.found.len());
        let mut found: Vec<(String, Vec<(Way, u32)>)> = self.found.into_iter().collect();
        found.retain(|(form, _)| !is_stop_word(form));
        found.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        for (form, own) in found {
            forms.add(&form);
            readings.extend(plainest(own, &headwords));
            begins.push(place_of(readings.len()));
        }
        forms.shrink_to_fit();
        begins.shrink_to_fit();
        readings.shrink_to_fit();
        let numbered = |word: &String| self.numbers.get(&fold(word)).copied();
        let families = families
            .iter()
            .flat_map(|family| {
                let first = family.first().and_then(numbered);
                family.iter().filter_map(numbered).zip(std::iter::repeat(first))
            })
            .filter_map(|(member, first)| Some((member, first?)))
            .collect();
        let headwords = headwords.into_iter().collect();
        Lexicon { headwords, forms, begins, readings, families }
    }
}

/// The headwords of a form: the unmutated readings where there are any, else all; the plainest first, then by the alphabet.
fn plainest(mut kept: Vec<(Way, u32)>, headwords: &[String]) -> Vec<u32> {
    if let [(_, only)] = kept.as_slice() {
        return vec![*only];
    }
    let is_mutated = |way: Way| way == way.mutated();
    if kept.iter().any(|(way, _)| !is_mutated(*way)) {
        kept.retain(|(way, _)| !is_mutated(*way));
    }
    kept.sort_by(|left, right| {
        (left.0, &headwords[left.1 as usize]).cmp(&(right.0, &headwords[right.1 as usize]))
    });
    let mut numbers: Vec<u32> = kept.into_iter().map(|(_, number)| number).collect();
    let mut seen = BTreeSet::new();
    numbers.retain(|number| seen.insert(*number));
    numbers
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

/// Cuts an article or a particle that leans on the vowel before it and has lost its apostrophe: "talur", "cwblhaun". Only for
/// words that are none themselves, and only from what is left long enough to be one.
fn strip_loose_clitic(word: &str) -> Option<&str> {
    const SHORTEST: usize = 4;
    let stem = word.strip_suffix(['r', 'n'])?;
    (stem.len() >= SHORTEST && stem.ends_with(mutation::VOWELS)).then_some(stem)
}

const STOP_WORDS: &[&str] = &[
    "a", "ac", "ag", "am", "ar", "at", "bod", "cael", "dan", "dros", "drwy", "dy", "eich", "ein",
    "ei", "er", "eu", "fe", "fel", "fod", "fy", "gan", "gyda", "gydag", "heb", "hon", "hwn", "hyd",
    "hyn", "hynny", "i", "mae", "mai", "mewn", "na", "nad", "nag", "neu", "ni", "nid", "o", "oedd",
    "oes", "ond", "os", "rhag", "sydd", "sy", "trwy", "un", "wedi", "wrth", "y", "yn", "yng", "ym",
    "yr", "yw",
];

/// Whether a folded word is a function word of Welsh: it carries no meaning for finding, and is never read as a mutated form.
pub fn is_stop_word(folded: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.iter().copied().collect());
    WORDS.contains(folded)
}
