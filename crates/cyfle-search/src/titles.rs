//! Is an entry asked for by its name? Then it comes first, usable or not: someone who types a title wants that one. And does
//! it say a thing in its own words, where its values do not?

use std::collections::BTreeSet;

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;

use crate::analysis::{cy, en, tokens};
use crate::understand::{Reading, Word};

/// The words of every name of every entry.
#[derive(Debug)]
pub(crate) struct Titles {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// Each name as the set of its keys, with the language of the keys.
    names: Vec<(Lang, BTreeSet<String>)>,
    /// Keys that may stand beside a name: those of the funder.
    beside: [BTreeSet<String>; 2],
    /// Keys of title, other names and summary, by language.
    said: [BTreeSet<String>; 2],
}

/// So much of a name must be there: the words left out of a long title are its least important ones.
const SHARE: f32 = 0.75;

impl Titles {
    pub(crate) fn new(catalogue: &Catalogue, reading: &Reading) -> Self {
        let keys = |text: &str, lang: Lang| -> BTreeSet<String> {
            let words = tokens(text).into_iter().map(|token| reading.word(&token));
            words
                .filter(|word| !is_function_word(&word.folded))
                .map(|word| key(&word, lang).to_owned())
                .collect()
        };
        let entry = |opportunity: &cyfle_catalogue::Opportunity| {
            let mut names: Vec<(Lang, BTreeSet<String>)> = Lang::ALL
                .into_iter()
                .map(|lang| (lang, keys(opportunity.title.get(lang), lang)))
                .collect();
            names.extend(
                opportunity.also_known_as.iter().map(|name| (Lang::En, keys(name, Lang::En))),
            );
            names.retain(|(_, name)| !name.is_empty());
            let funder = catalogue.funders.get(&opportunity.funder);
            let beside = Lang::ALL.map(|lang| {
                let own =
                    funder.map(|funder| keys(funder.name.get(lang), lang)).unwrap_or_default();
                let others = funder
                    .into_iter()
                    .flat_map(|funder| &funder.also_known_as)
                    .flat_map(|name| keys(name, lang));
                own.into_iter().chain(others).collect()
            });
            let said = Lang::ALL.map(|lang| {
                let texts = [opportunity.title.get(lang), opportunity.summary.get(lang)];
                let others = opportunity.also_known_as.iter().map(String::as_str);
                texts.into_iter().chain(others).flat_map(|text| keys(text, lang)).collect()
            });
            Entry { names, beside, said }
        };
        Self { entries: catalogue.opportunities.values().map(entry).collect() }
    }

    /// Whether all of some words stand in the title, another name or the summary, in one language.
    pub(crate) fn says(&self, number: usize, words: &[Word]) -> bool {
        let Some(entry) = self.entries.get(number) else { return false };
        let said_in = |lang: Lang| {
            words
                .iter()
                .all(|word| entry.said[usize::from(lang == Lang::Cy)].contains(key(word, lang)))
        };
        !words.is_empty() && Lang::ALL.into_iter().any(said_in)
    }

    /// Whether the words are a name of the entry: all of them stand in it or in its funder's name, and they are most of it.
    pub(crate) fn is_named(&self, number: usize, words: &[Word]) -> bool {
        let Some(entry) = self.entries.get(number) else { return false };
        if words.is_empty() {
            return false;
        }
        entry.names.iter().any(|(lang, name)| {
            let beside = &entry.beside[usize::from(*lang == Lang::Cy)];
            let asked: BTreeSet<&str> = words.iter().map(|word| key(word, *lang)).collect();
            let of_name = asked.iter().filter(|key| name.contains(**key)).count();
            let explained = asked.iter().all(|key| name.contains(*key) || beside.contains(*key));
            explained && share(of_name, name.len()) >= SHARE
        })
    }
}

fn key(word: &Word, lang: Lang) -> &str {
    match lang {
        Lang::En => &word.en,
        Lang::Cy => &word.cy,
    }
}

fn is_function_word(folded: &str) -> bool {
    en::STOP_WORDS.contains(&folded) || cy::STOP_WORDS.contains(&folded)
}

#[expect(clippy::cast_precision_loss, reason = "a title has a handful of words")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}
