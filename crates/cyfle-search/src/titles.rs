//! Is an entry asked for by its name? Then it comes first, usable or not: someone who types a title wants that one. And does
//! it say a thing in its own words, where its values do not? A title is read like a question: "Congress carers' grant" is
//! about an event.

mod gather;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Facet, Lang};
use serde::{Deserialize, Serialize};

use crate::analysis::{cy, en};
use crate::bits::Bits;
use crate::corpus::Corpus;
use crate::results::Concept;
use crate::strings::{Lists, Numbered, Strings};
use crate::understand::{Reading, Word, is_usual};

/// How fully some words are a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Naming {
    /// They are no name.
    No,
    /// Most of a name.
    Most,
    /// The whole name, each word in one form or another.
    Whole,
    /// The whole name to the letter, and nothing else.
    Written,
}

/// The words of every name of every entry, by language.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Titles {
    size: usize,
    texts: [Texts; 2],
    /// Entries by what their titles are read as.
    called: BTreeMap<Facet, BTreeMap<String, Bits>>,
}

/// The texts of one language: words are numbers, so that a question costs a few look-ups.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Texts {
    keys: Numbered,
    names: Vec<Name>,
    /// For each word, the names that it stands in.
    in_names: Lists,
    /// For each word, the entries that say it in title, other names or summary.
    said: Lists,
    /// For each entry, whose words may stand beside a name: the place of its funder.
    beside: Vec<u32>,
    /// The words of each funder's names.
    funders: Vec<Vec<u32>>,
    /// Every name as it is written, its words folded, in order.
    written: Strings,
    /// The entry of each.
    of: Vec<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Name {
    entry: u32,
    /// How many different words it has.
    length: u32,
}

/// So much of a name must be there: the words left out of a long title are its least important ones.
const SHARE: f32 = 0.75;

/// Where one of the words stands in so few names that it tells which is meant, this much is enough.
const TELLING_SHARE: f32 = 0.5;

/// In the middle of a question, where other words stand around it, so much more: "train the juniors" is no "Junior Research Training".
const AMONG_OTHERS: f32 = 0.6;
const FEW: usize = 2;

/// So many words in a row are a name wherever they stand: fewer may well mean something else.
const NAME: usize = 3;

/// What more names than these begin with means none of them.
const MOST_BEGUN: usize = 10;

impl Titles {
    pub(crate) fn new(catalogue: &Catalogue, reading: &Reading, corpus: &Corpus) -> Self {
        let size = catalogue.opportunities.len();
        let texts = Lang::ALL.map(|lang| Texts::gather(catalogue, reading, corpus, lang));
        Self { size, texts, called: called(catalogue, reading) }
    }

    /// Entries whose title says that they have a value, in either language.
    pub(crate) fn called(&self, facet: Facet, value: &str) -> Option<&Bits> {
        self.called.get(&facet)?.get(value)
    }

    /// Entries of whose names some words are most, with how fully: every word of the question must stand in the name or in
    /// the funder's. `counted` tells which words have to be explained; the others ("scheme", "please") may be left over.
    pub(crate) fn named(&self, words: &[Word], counted: &[bool]) -> Vec<(usize, Naming)> {
        let mut found: Vec<(usize, Naming)> = Vec::new();
        for (texts, lang) in self.texts.iter().zip(Lang::ALL) {
            texts.named(words, counted, lang, &mut found);
        }
        found.sort_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(&left.1)));
        found.dedup_by_key(|(entry, _)| *entry);
        found
    }

    /// The entries of whose names some words begin with the most, and how many of the words that is; of those beginnings that may
    /// be a name where they stand.
    pub(crate) fn first_named(
        &self,
        words: &[Word],
        may_be_one: impl Fn(&[Word]) -> bool,
    ) -> Option<(usize, Vec<(usize, Naming)>)> {
        let beginnings = (1..=words.len()).rev().filter(|length| may_be_one(&words[..*length]));
        let named = |length: usize| self.named(&words[..length], &vec![true; length]);
        beginnings.map(|length| (length, named(length))).find(|(_, named)| !named.is_empty())
    }

    /// Whether a word stands in so few names that it tells which one is meant, and is none that everybody uses.
    pub(crate) fn is_telling(&self, word: &Word) -> bool {
        if is_usual(&word.folded) {
            return false;
        }
        let held = self.holding(std::slice::from_ref(word)).count();
        (1..=FEW).contains(&held)
    }

    /// Entries one of whose names begins with a question as it was typed so far, the small words included ("to the point"); none
    /// where too many do.
    pub(crate) fn begun(&self, typed: &[Word]) -> Vec<usize> {
        let typed = as_typed(typed);
        let mut found: Vec<usize> = Vec::new();
        for texts in &self.texts {
            let begun = texts.names_from(&typed).take_while(|(name, _)| name.starts_with(&typed));
            found.extend(begun.take(MOST_BEGUN + 1).map(|(_, entry)| entry));
        }
        found.sort_unstable();
        found.dedup();
        if found.len() > MOST_BEGUN { Vec::new() } else { found }
    }

    /// Entries one of whose names is a question to the letter: of "travel grant" and "travel grants" the one that was typed.
    pub(crate) fn written(&self, typed: &[Word]) -> Bits {
        let typed = as_typed(typed);
        let mut found = Bits::none(self.size);
        for texts in &self.texts {
            let same = texts.names_from(&typed).take_while(|(name, _)| *name == typed);
            same.for_each(|(_, entry)| found.insert(entry));
        }
        found
    }

    /// Entries whose whole names stand in a question, whatever stands around them, and where: "do I need a PhD for the *research
    /// time award*". A name of one or two words may be no name there.
    pub(crate) fn contained(&self, typed: &[Word]) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for (texts, lang) in self.texts.iter().zip(Lang::ALL) {
            // Most words of a question stand in no name at all.
            let is_named = |word: &Word| {
                let number = texts.keys.number(key(word, lang));
                number.is_some_and(|number| !texts.in_names.get(number).is_empty())
            };
            let from = (0..typed.len().saturating_sub(NAME - 1)).filter(|at| is_named(&typed[*at]));
            from.for_each(|at| texts.contained(typed, at, &mut found));
        }
        // A name that stands in a longer one is not meant by itself.
        let all = found.clone();
        let is_longest = |own: &Range<usize>| {
            all.iter().all(|(_, other)| {
                !(other.start <= own.start && own.end <= other.end && own.len() < other.len())
            })
        };
        found.retain(|(_, own)| is_longest(own));
        found.sort_by_key(|(entry, own)| (*entry, own.start));
        found.dedup();
        found
    }

    /// Entries of whose names a word of a question and its neighbours are enough, whatever stands around them: "is the *Topol
    /// fellowship* open to radiographers". With how fully, and how many words of the name are there.
    pub(crate) fn named_around(&self, typed: &[Word], at: usize) -> Vec<(usize, Naming, usize)> {
        let mut found: Vec<(usize, Naming, usize)> = Vec::new();
        for (texts, lang) in self.texts.iter().zip(Lang::ALL) {
            texts.named_around(typed, at, lang, &mut found);
        }
        found.sort_by_key(|(entry, naming, words)| {
            (*entry, std::cmp::Reverse(*naming), std::cmp::Reverse(*words))
        });
        found.dedup_by_key(|(entry, ..)| *entry);
        found
    }

    /// Entries one of whose names holds every one of some words.
    pub(crate) fn holding(&self, words: &[Word]) -> Bits {
        let mut found = Bits::none(self.size);
        for (texts, lang) in self.texts.iter().zip(Lang::ALL) {
            texts.holding(words, lang).into_iter().for_each(|entry| found.insert(place(entry)));
        }
        found
    }

    /// Entries that say all of some words in title, another name or the summary, in one language.
    pub(crate) fn says(&self, words: &[Word]) -> Bits {
        let mut found = Bits::none(self.size);
        for (texts, lang) in self.texts.iter().zip(Lang::ALL) {
            let mut lists: Vec<&[u32]> = Vec::with_capacity(words.len());
            for word in words.iter().filter(|word| !is_function_word(&word.folded)) {
                let number = texts.keys.number(key(word, lang));
                lists.push(number.map_or(&[][..], |number| texts.said.get(number)));
            }
            lists.sort_by_key(|list| list.len());
            let Some((shortest, others)) = lists.split_first() else { continue };
            shortest
                .iter()
                .filter(|entry| others.iter().all(|list| list.binary_search(entry).is_ok()))
                .for_each(|entry| found.insert(place(*entry)));
        }
        found
    }
}

impl Texts {
    /// The names that do not stand before a text in order, as they are written, each with its entry.
    fn names_from(&self, text: &str) -> impl Iterator<Item = (&str, usize)> {
        let first = self.written.first_from(text);
        let entries = self.of[first..].iter().map(|entry| place(*entry));
        self.written.iter_from(first).zip(entries)
    }

    /// Adds the entries of the names that begin at a word of a question, and where it stands.
    fn contained(&self, typed: &[Word], at: usize, found: &mut Vec<(usize, Range<usize>)>) {
        let mut words = String::new();
        for to in at + 1..=typed.len() {
            if to > at + 1 {
                words.push(' ');
            }
            words.push_str(&typed[to - 1].phrase);
            let first = self.written.first_from(&words);
            let mut names = self.written.iter_from(first).take_while(|name| **name == words);
            if to >= at + NAME && names.next().is_some() {
                let of = self.of[first..first + 1 + names.count()].iter();
                found.extend(of.map(|entry| (place(*entry), at..to)));
            }
            let next = self.written.iter_from(first).next();
            if !next.is_some_and(|name| name.starts_with(&words)) {
                return;
            }
        }
    }

    /// Adds the entries with a name that a word of a question, and those beside it that stand in the name too, are enough of.
    fn named_around(
        &self,
        typed: &[Word],
        at: usize,
        lang: Lang,
        found: &mut Vec<(usize, Naming, usize)>,
    ) {
        let number = |place: usize| self.keys.number(key(&typed[place], lang));
        let Some(own) = number(at) else { return };
        for name in self.in_names.get(own) {
            let Name { entry, length } = self.names[place(*name)];
            let entry = place(entry);
            let is_in_name = |word: &u32| self.in_names.get(*word).binary_search(name).is_ok();
            let goes_on = |place: &usize| {
                number(*place).as_ref().is_some_and(is_in_name)
                    || is_function_word(&typed[*place].folded)
            };
            // What its funder is called tells nothing of it: "my Health and Care Research Wales doctorate".
            let funder = &self.funders[place(self.beside[entry])];
            let is_its_own = |word: &u32| is_in_name(word) && funder.binary_search(word).is_err();
            let before = (0..at).rev().take_while(goes_on);
            let beside = before.chain((at..typed.len()).take_while(goes_on));
            let words: BTreeSet<u32> = beside.filter_map(number).filter(is_its_own).collect();
            let length = place(length) - funder.iter().filter(|word| is_in_name(word)).count();
            let enough = if self.in_names.get(own).len() <= FEW { AMONG_OTHERS } else { SHARE };
            let count = words.len();
            if count > 0 && share(count, length) >= enough {
                let naming = if count == length { Naming::Whole } else { Naming::Most };
                found.push((entry, naming, count));
            }
        }
    }

    /// The entries with a name that holds every one of some words, function words left aside; nothing where there are none. An
    /// unfinished word stands for all that it may become.
    fn holding(&self, words: &[Word], lang: Lang) -> Vec<u32> {
        let mut held: Option<Vec<u32>> = None;
        for word in words.iter().filter(|word| !is_function_word(&word.folded)) {
            let numbers = word.keys(lang).filter_map(|key| self.keys.number(key));
            let mut names: Vec<u32> =
                numbers.flat_map(|number| self.in_names.get(number)).copied().collect();
            names.sort_unstable();
            match &mut held {
                Some(held) => held.retain(|name| names.binary_search(name).is_ok()),
                None => held = Some(names),
            }
        }
        held.unwrap_or_default().iter().map(|name| self.names[place(*name)].entry).collect()
    }

    fn named(
        &self,
        words: &[Word],
        counted: &[bool],
        lang: Lang,
        found: &mut Vec<(usize, Naming)>,
    ) {
        let mut asked: Vec<(Option<u32>, bool)> = words
            .iter()
            .zip(counted)
            .filter(|(word, _)| !is_function_word(&word.folded))
            .map(|(word, counted)| (self.keys.number(key(word, lang)), *counted))
            .collect();
        // One that has to be explained stands for all that are the same, or a word of no text would hide another one.
        asked.sort_unstable_by_key(|(number, counted)| (*number, std::cmp::Reverse(*counted)));
        asked.dedup_by_key(|(number, _)| *number);
        // A word that stands in no text of this language explains nothing in it.
        if asked.iter().any(|(number, counted)| number.is_none() && *counted) {
            return;
        }
        // A word that hardly any name has tells which one is meant: "Topol fellowship".
        let is_telling = asked.iter().any(|(word, counted)| {
            *counted && word.is_some_and(|word| self.in_names.get(word).len() <= FEW)
        });
        let mut shared: Vec<u32> = asked
            .iter()
            .filter_map(|(number, _)| *number)
            .flat_map(|number| self.in_names.get(number).iter().copied())
            .collect();
        shared.sort_unstable();
        for same in shared.chunk_by(|left, right| left == right) {
            let (number, count) = (same[0], same.len());
            let name = &self.names[place(number)];
            let entry = place(name.entry);
            let enough = if is_telling { TELLING_SHARE } else { SHARE };
            let length = place(name.length);
            if share(count, length) < enough {
                continue;
            }
            let explains = |word: u32| {
                self.in_names.get(word).binary_search(&number).is_ok()
                    || self.funders[place(self.beside[entry])].binary_search(&word).is_ok()
            };
            let explained = asked
                .iter()
                .filter(|(_, counted)| *counted)
                .all(|(word, _)| word.is_some_and(explains));
            if explained {
                let naming = if count == length { Naming::Whole } else { Naming::Most };
                found.push((entry, naming));
            }
        }
    }
}

/// Facets that a title can tell. Whom an entry is for, and where, is only what it states.
const TOLD: [Facet; 5] =
    [Facet::Kind, Facet::Offer, Facet::Theme, Facet::Topic, Facet::EducationStage];

fn called(catalogue: &Catalogue, reading: &Reading) -> BTreeMap<Facet, BTreeMap<String, Bits>> {
    let size = catalogue.opportunities.len();
    let mut called: BTreeMap<Facet, BTreeMap<String, Bits>> = BTreeMap::new();
    for (number, opportunity) in catalogue.opportunities.values().enumerate() {
        // Often there is one title for both languages.
        let titles = BTreeSet::from(Lang::ALL.map(|lang| opportunity.title.get(lang)));
        for title in titles {
            for (concept, value) in reading.meanings(title) {
                if let Concept::Facet(facet) = concept
                    && TOLD.contains(&facet)
                {
                    let values = called.entry(facet).or_default();
                    values.entry(value).or_insert_with(|| Bits::none(size)).insert(number);
                }
            }
        }
    }
    called
}

fn key(word: &Word, lang: Lang) -> &str {
    match lang {
        Lang::En => &word.en,
        Lang::Cy => &word.cy,
    }
}

/// A question as it was typed, its words folded.
fn as_typed(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    words.join(" ")
}

fn is_function_word(folded: &str) -> bool {
    en::is_stop_word(folded) || cy::is_stop_word(folded)
}

const fn place(number: u32) -> usize {
    number as usize
}

#[expect(clippy::cast_precision_loss, reason = "a title has a handful of words")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}
