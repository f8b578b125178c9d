//! What texts are found by: the keys of their words, as numbers.
//!
//! Words are read by [`crate::analysis`], so that an entry and a question are always read by the same functions. What follows
//! from a word, from two that are usually one, or from a name that many entries share is worked out once; a text is then a
//! walk along numbers.

use std::ops::Range;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Lang, Opportunity};
use hashbrown::HashMap;

use crate::analysis::tokens;
use crate::corpus::{Corpus, Prose, Spoken};
use crate::strings::{Lists, Numbered, place_of};
use crate::understand::Reading;

/// A text of an entry that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The title and the other names that people use for it.
    Title,
    /// The summary.
    Summary,
    /// Funder, labels of what it is for and gives.
    Names,
    /// The rest of the prose.
    Details,
    /// Words of the same stock as those of the other texts.
    Kin,
    /// Guesses at words that the lexicon does not know.
    Guess,
}

impl Part {
    /// Texts as they stand in the entry; the others are made from these.
    pub(crate) const CERTAIN: [Self; 4] = [Self::Title, Self::Summary, Self::Names, Self::Details];

    /// The sort of its keys.
    pub(crate) const fn sort(self) -> usize {
        match self {
            Self::Title | Self::Summary | Self::Names | Self::Details => 0,
            Self::Kin => 1,
            Self::Guess => 2,
        }
    }
}

/// Keys of one language: certain ones, those of the same stock, and guesses.
pub(crate) const SORTS: usize = 3;

/// The keys of texts of one language, each sort by the numbers of its own.
#[derive(Debug)]
pub(crate) struct Keys<'a> {
    lang: Lang,
    reading: &'a Reading,
    corpus: &'a Corpus,
    known: [Numbered; SORTS],
    /// By the number of a word of the corpus.
    words: Vec<Option<Own>>,
    /// What follows from two words that are usually one.
    wholes: HashMap<(u32, u32), Option<Own>>,
    /// What follows from each name, and the names of each entry.
    names: Vec<Own>,
    of_entries: Lists,
    /// The keys of everything above.
    numbers: Vec<u32>,
}

/// Where the keys of each sort begin among all numbers, and where the last ones end.
#[derive(Debug, Clone, Copy)]
struct Own([u32; SORTS + 1]);

/// The keys that a text says, each as often as it says it.
#[derive(Debug, Default)]
pub(crate) struct TextKeys {
    pub(crate) keys: [Vec<u32>; SORTS],
}

impl<'a> Keys<'a> {
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        reading: &'a Reading,
        corpus: &'a Corpus,
        lang: Lang,
    ) -> Self {
        let mut keys = Self {
            lang,
            reading,
            corpus,
            known: Default::default(),
            words: vec![None; corpus.words().len()],
            wholes: HashMap::new(),
            names: Vec::new(),
            of_entries: Lists::default(),
            numbers: Vec::new(),
        };
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut of_entries: Vec<(u32, u32)> = Vec::new();
        for (entry, opportunity) in (0..).zip(catalogue.opportunities.values()) {
            for name in names(lang, opportunity, catalogue) {
                let place = *places.entry(name).or_insert_with(|| {
                    let own = keys.own_of_name(name);
                    keys.names.push(own);
                    place_of(keys.names.len() - 1)
                });
                of_entries.push((entry, place));
            }
        }
        keys.of_entries = Lists::new(catalogue.opportunities.len(), &of_entries);
        keys
    }

    /// The keys of each sort, by their numbers.
    pub(crate) fn into_known(self) -> [Numbered; SORTS] {
        self.known
    }

    /// The key of a sort with a number.
    pub(crate) fn key(&self, sort: usize, number: u32) -> &str {
        self.known[sort].get(number)
    }

    /// Says the keys of a part of an entry: of each word all headwords, and of two that are usually one word that one too.
    pub(crate) fn say(&mut self, part: Part, entry: usize, said: &mut TextKeys) {
        let corpus = self.corpus;
        // Details are long: what is only akin to something in them is too far away.
        let sorts = if part == Part::Details { 0..1 } else { 0..SORTS };
        let prose = match part {
            Part::Title => Prose::Title,
            Part::Summary => Prose::Summary,
            Part::Details => Prose::Details,
            Part::Names => {
                for name in self.of_entries.get(place_of(entry)) {
                    self.names[*name as usize].say(&self.numbers, sorts.clone(), said);
                }
                return;
            }
            // Made from the words of the others.
            Part::Kin | Part::Guess => return,
        };
        self.say_words(corpus.prose(entry, prose, self.lang), &sorts, said);
        if part == Part::Title {
            corpus.other_names(entry).for_each(|name| self.say_words(name, &sorts, said));
        }
    }

    fn say_words(&mut self, words: &[u32], sorts: &Range<usize>, said: &mut TextKeys) {
        for (at, word) in words.iter().enumerate() {
            self.own_of_word(*word).say(&self.numbers, sorts.clone(), said);
            if self.corpus.is_half(*word)
                && let Some(next) = words.get(at + 1)
                && let Some(whole) = self.own_of_both(*word, *next)
            {
                whole.say(&self.numbers, 0..1, said);
            }
        }
    }

    fn own_of_word(&mut self, word: u32) -> Own {
        if let Some(own) = self.words[word as usize] {
            return own;
        }
        let Spoken { folded, exact } = self.corpus.word(word);
        let own = self.own([(folded.as_str(), *exact)], []);
        self.words[word as usize] = Some(own);
        own
    }

    fn own_of_both(&mut self, left: u32, right: u32) -> Option<Own> {
        if let Some(own) = self.wholes.get(&(left, right)) {
            return *own;
        }
        let (first, next) = (self.corpus.word(left), self.corpus.word(right));
        let whole = self.reading.compounds.whole(&first.folded, &next.folded);
        let own = whole.map(|whole| self.own([(whole, first.exact)], []));
        self.wholes.insert((left, right), own);
        own
    }

    fn own_of_name(&mut self, name: &str) -> Own {
        let words = tokens(name);
        let pairs = words.iter().zip(words.iter().skip(1));
        let reading = self.reading;
        let wholes: Vec<(&str, bool)> = pairs
            .filter_map(|(word, next)| {
                Some((reading.compounds.whole(&word.folded, &next.folded)?, word.exact))
            })
            .collect();
        self.own(words.iter().map(|word| (word.folded.as_str(), word.exact)), wholes)
    }

    /// What follows from some words, and what is only certain of it from others.
    fn own<'w>(
        &mut self,
        words: impl IntoIterator<Item = (&'w str, bool)>,
        wholes: impl IntoIterator<Item = (&'w str, bool)>,
    ) -> Own {
        let mut keys: [Vec<u32>; SORTS] = Default::default();
        for (folded, exact) in words {
            self.add(folded, exact, &mut keys, SORTS);
        }
        for (folded, exact) in wholes {
            self.add(folded, exact, &mut keys, 1);
        }
        let mut begins = [place_of(self.numbers.len()); SORTS + 1];
        for (sort, keys) in keys.iter().enumerate() {
            self.numbers.extend(keys);
            begins[sort + 1] = place_of(self.numbers.len());
        }
        Own(begins)
    }

    fn add(&mut self, folded: &str, exact: bool, keys: &mut [Vec<u32>; SORTS], sorts: usize) {
        let known = &mut self.known;
        let mut add = |sort: usize, key: &str| {
            // A word may be nothing but what leans on another; nobody can ask for that.
            if sort < sorts && !key.is_empty() {
                keys[sort].push(known[sort].add(key));
            }
        };
        match self.lang {
            Lang::En => add(0, &self.reading.stem(folded)),
            Lang::Cy if exact => add(0, folded),
            Lang::Cy => {
                let lexicon = &self.reading.lexicon;
                let mut headwords = lexicon.headwords(folded).peekable();
                if headwords.peek().is_none() {
                    add(0, lexicon.key(folded));
                }
                headwords.for_each(|headword| add(0, headword));
                lexicon.families(folded).for_each(|kin| add(1, kin));
                lexicon.guess(folded).into_iter().for_each(|guess| add(2, &guess));
            }
        }
    }
}

impl Own {
    fn say(self, numbers: &[u32], sorts: Range<usize>, said: &mut TextKeys) {
        for sort in sorts {
            let own = self.0[sort] as usize..self.0[sort + 1] as usize;
            said.keys[sort].extend_from_slice(&numbers[own]);
        }
    }
}

/// The names and labels by which an entry is found.
fn names<'c>(lang: Lang, opportunity: &'c Opportunity, catalogue: &'c Catalogue) -> Vec<&'c str> {
    let mut names = vec![catalogue.funder_name(&opportunity.funder, lang)];
    if let Some(funder) = catalogue.funders.get(&opportunity.funder) {
        names.extend(funder.also_known_as.iter().map(String::as_str));
    }
    let label =
        |vocabulary: &str, id: &'c String| catalogue.vocabularies.label(vocabulary, id, lang);
    names.push(label("kind", &opportunity.kind));
    names.extend(opportunity.offer.offers.iter().map(|id| label("offer", id)));
    names.extend(opportunity.topics.iter().map(|id| label("topic", id)));
    names.extend(opportunity.offer.education_stages.iter().map(|id| label("education_stage", id)));
    names
}
