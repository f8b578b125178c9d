//! What to offer while someone types: values of facets, funders and opportunities whose names go on like what is there.
//!
//! Names of both languages are tried whatever the page's language; what is shown is in the reader's. A Welsh beginning may be
//! mutated (*gymrod* offers *cymrodoriaeth*), and a slip of the finger is forgiven where nothing else goes on.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Facet, Lang};
use serde::{Deserialize, Serialize};

use crate::analysis::{Token, tokens};
use crate::bits::Bits;
use crate::table::Table;
use crate::understand::{Reading, readable};
use words::{Beginning, Nearness, PlaceInName, Words};

/// Something that what is typed may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to show, in the reader's language.
    pub text: String,
    /// What it leads to.
    pub target: Target,
}

/// What a text may become.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestions {
    /// Where the part begins that a suggestion takes the place of, as a byte offset in the text; all before it is kept.
    pub begins: usize,
    /// The suggestions, the best first.
    pub found: Vec<Suggestion>,
}

/// What a suggestion leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A value of a facet.
    Value {
        /// The facet.
        facet: Facet,
        /// The id of the value.
        value: String,
    },
    /// A funder, by its id.
    Funder(String),
    /// An opportunity, by its id.
    Opportunity(String),
}

/// Every name, ready to be begun.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Suggester {
    targets: Vec<(Target, usize)>,
    names: Vec<Name>,
    words: Words,
}

#[derive(Debug, Serialize, Deserialize)]
struct Name {
    target: u32,
    lang: Lang,
    /// How many words it has.
    length: u16,
}

/// The most suggestions that are ever given.
pub const MOST: usize = 20;

/// Only so many of the last words are looked at: a longer text is a question, not a name.
const WORDS: usize = 6;

impl Suggester {
    pub(crate) fn new(catalogue: &Catalogue, table: &Table) -> Self {
        let mut gathered = Gathered::default();
        for facet in readable().filter(|facet| *facet != Facet::Funder) {
            for value in catalogue.vocabularies.values(facet.name()) {
                let column = table.column(facet);
                let used = column.and_then(|column| column.with(&value.id)).map_or(0, Bits::count);
                let target = Target::Value { facet, value: value.id.clone() };
                for lang in Lang::ALL {
                    gathered.add(&target, used, lang, value.names(lang));
                }
            }
        }
        for funder in catalogue.funders.values() {
            let target = Target::Funder(funder.id.clone());
            let column = table.column(Facet::Funder);
            let used = column.and_then(|column| column.with(&funder.id)).map_or(0, Bits::count);
            for lang in Lang::ALL {
                let others = funder.also_known_as.iter().map(String::as_str);
                gathered.add(&target, used, lang, others.chain([funder.name.get(lang)]));
            }
        }
        for opportunity in catalogue.opportunities.values() {
            let target = Target::Opportunity(opportunity.id.clone());
            for lang in Lang::ALL {
                let others = opportunity.also_known_as.iter().map(String::as_str);
                gathered.add(&target, 1, lang, others.chain([opportunity.title.get(lang)]));
            }
        }
        gathered.finish()
    }

    /// The targets that go on like the end of a text, the best first, and where that end begins, as a byte offset.
    pub(crate) fn targets(
        &self,
        text: &str,
        lang: Lang,
        reading: &Reading,
    ) -> (usize, Vec<&Target>) {
        let typed = tokens(text);
        let last = &typed[typed.len().saturating_sub(WORDS)..];
        let begins = |token: &Token| self.words.beginning(&token.folded, &reading.lexicon);
        let begun: Vec<Beginning> = last.iter().map(begins).collect();
        // A text that no name contains whole may still end in the beginning of one: "audiology tra".
        for first in 0..last.len() {
            let found = self.ranked(&begun[first..], lang);
            if !found.is_empty() {
                let is_whole = first == 0 && last.len() == typed.len();
                return (if is_whole { 0 } else { last[first].start }, found);
            }
        }
        (0, Vec::new())
    }

    fn ranked(&self, begun: &[Beginning], lang: Lang) -> Vec<&Target> {
        let mut found: Vec<(Rank, u32)> = Vec::new();
        for (name, nearness) in in_all(begun) {
            let own = &self.names[name as usize];
            let (_, used) = &self.targets[own.target as usize];
            let rank = Rank {
                nearness,
                is_longer: usize::from(own.length) > begun.len(),
                is_foreign: own.lang != lang,
                is_rare: std::cmp::Reverse(*used),
                length: own.length,
            };
            found.push((rank, own.target));
        }
        // A single letter begins thousands of names; the first hundred or so hold enough targets unless one has very many.
        let mut first = MOST * 8;
        loop {
            let is_part = first < found.len();
            if is_part {
                found.select_nth_unstable(first);
            }
            let mut best = found[..first.min(found.len())].to_vec();
            best.sort_unstable();
            let mut seen = BTreeSet::new();
            best.retain(|(_, target)| seen.insert(*target));
            if best.len() >= MOST || !is_part {
                found = best;
                break;
            }
            first *= 4;
        }
        found.truncate(MOST);
        found.into_iter().map(|(_, target)| &self.targets[target as usize].0).collect()
    }
}

/// How well a name goes on from what is typed: the first difference decides, the smaller is better. What has been typed right
/// comes before what has to be read otherwise, and a name that begins so before one that has it inside; then a name that needs
/// no further word; the reader's language; what leads to most, so that a facet comes before one opportunity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    nearness: Nearness,
    is_longer: bool,
    is_foreign: bool,
    is_rare: std::cmp::Reverse<usize>,
    length: u16,
}

/// The names that have every word, with how near the words are to what was typed: the first one says whether the name begins so.
fn in_all(begun: &[Beginning]) -> Vec<(u32, Nearness)> {
    let Some((first, others)) = begun.split_first() else { return Vec::new() };
    let mut found = first.names.clone();
    for other in others {
        found.retain_mut(|(name, nearness)| match other.nearness(*name) {
            Some(more) => {
                nearness.slips = nearness.slips.saturating_add(more.slips);
                nearness.is_form |= more.is_form;
                true
            }
            None => false,
        });
    }
    found
}

/// Names being gathered.
#[derive(Default)]
struct Gathered {
    targets: Vec<(Target, usize)>,
    names: Vec<Name>,
    /// Whether a word stands in a Welsh name; the names that it stands in, and whether inside them.
    words: BTreeMap<String, (bool, Vec<PlaceInName>)>,
}

impl Gathered {
    fn add<'a>(
        &mut self,
        target: &Target,
        used: usize,
        lang: Lang,
        names: impl Iterator<Item = &'a str>,
    ) {
        let known = self.targets.last().is_some_and(|(last, _)| last == target);
        if !known {
            self.targets.push((target.clone(), used));
        }
        for name in names {
            let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            let words = tokens(name);
            let length = u16::try_from(words.len()).unwrap_or(u16::MAX);
            for (place, word) in words.into_iter().enumerate() {
                let (welsh, names) = self.words.entry(word.folded).or_default();
                *welsh |= lang == Lang::Cy;
                if names.last().is_none_or(|last| last.name() != number) {
                    names.push(PlaceInName::new(number, place > 0));
                }
            }
            let target = u32::try_from(self.targets.len().saturating_sub(1)).unwrap_or(u32::MAX);
            self.names.push(Name { target, lang, length });
        }
    }

    fn finish(self) -> Suggester {
        let Self { mut targets, mut names, words } = self;
        targets.shrink_to_fit();
        names.shrink_to_fit();
        Suggester { targets, names, words: Words::new(words) }
    }
}

impl Suggestion {
    /// A target with its name in the reader's language.
    pub(crate) fn new(target: &Target, catalogue: &Catalogue, lang: Lang) -> Self {
        let text = match target {
            Target::Value { facet, value } => facet.label(catalogue, value, lang),
            Target::Funder(id) => catalogue.funder_name(id, lang),
            Target::Opportunity(id) => {
                catalogue.opportunities.get(id).map_or(id.as_str(), |entry| entry.title.get(lang))
            }
        };
        Self { text: text.to_owned(), target: target.clone() }
    }
}
