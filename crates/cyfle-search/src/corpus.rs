//! Every text of the catalogue, cut into words once, for all that is built from words: spelling, names, the index.
//!
//! A word is a number here, so that whatever follows from it (its keys, its stock) is worked out once and not wherever it
//! stands. Nothing of this is kept when building is done.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Text;
use cyfle_catalogue::{Lang, Opportunity};
use hashbrown::HashMap;

use crate::analysis::compounds::Compounds;
use crate::analysis::{self, Token};
use crate::strings::place_of;

/// A text of an entry in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prose {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// Details, who may apply, notes.
    Details,
}

impl Prose {
    /// Every text, in the order in which they are cut.
    pub(crate) const ALL: [Self; 3] = [Self::Title, Self::Summary, Self::Details];
}

/// The texts of every entry as numbers of words.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    words: Vec<Spoken>,
    said: Vec<u32>,
    /// Where each text begins; the last one is where all end.
    texts: Vec<u32>,
    /// Which text is the first of each entry; the last one is how many there are.
    entries: Vec<u32>,
    /// By the number of a word, whether it may be the first of two that are usually one.
    halves: Vec<bool>,
}

/// A word, however often it stands in the texts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Spoken {
    /// Lower case, without accents.
    pub(crate) folded: String,
    /// Whether it is written like an acronym.
    pub(crate) exact: bool,
}

/// Texts being cut.
#[derive(Default)]
struct Cutting {
    corpus: Corpus,
    numbers: HashMap<Spoken, u32>,
    /// Words as they are written, which need not be folded again.
    written: HashMap<String, u32>,
}

impl Corpus {
    /// Cuts the texts of a catalogue, half of them on another core.
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let entries: Vec<&Opportunity> = catalogue.opportunities.values().collect();
        let (first, second) = entries.split_at(entries.len() / 2);
        let mut cutting = std::thread::scope(|scope| {
            let second = scope.spawn(|| Cutting::of(second));
            let mut cutting = Cutting::of(first);
            cutting.append(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            cutting
        });
        cutting.end();
        cutting.corpus
    }

    /// Every word that stands in some text, by its number.
    pub(crate) fn words(&self) -> &[Spoken] {
        &self.words
    }

    /// The word with a number.
    pub(crate) fn word(&self, number: u32) -> &Spoken {
        &self.words[number as usize]
    }

    /// Notes which words may be the first of two that are usually one.
    pub(crate) fn note_halves(&mut self, compounds: &Compounds) {
        self.halves = self.words.iter().map(|word| compounds.begins(&word.folded)).collect();
    }

    /// Whether a word may be the first of two that are usually one.
    pub(crate) fn is_half(&self, number: u32) -> bool {
        self.halves[number as usize]
    }

    /// The words of a text of an entry.
    pub(crate) fn prose(&self, entry: usize, prose: Prose, lang: Lang) -> &[u32] {
        self.text(self.entries[entry] as usize + prose as usize * Lang::ALL.len() + lang as usize)
    }

    /// The words of each other name of an entry.
    pub(crate) fn other_names(&self, entry: usize) -> impl Iterator<Item = &[u32]> {
        let first = self.entries[entry] as usize + Prose::ALL.len() * Lang::ALL.len();
        (first..self.entries[entry + 1] as usize).map(|number| self.text(number))
    }

    /// Words of a text as they would have been cut from it, but for their places.
    pub(crate) fn tokens(&self, words: &[u32]) -> Vec<Token> {
        let token = |number: &u32| {
            let Spoken { folded, exact } = self.word(*number).clone();
            Token { start: 0, end: 0, folded, exact }
        };
        words.iter().map(token).collect()
    }

    fn text(&self, number: usize) -> &[u32] {
        &self.said[self.texts[number] as usize..self.texts[number + 1] as usize]
    }
}

/// The parts of a text.
fn texts(opportunity: &Opportunity, prose: Prose) -> impl Iterator<Item = &Text> {
    let [first, others @ ..] = match prose {
        Prose::Title => [Some(&opportunity.title), None, None, None],
        Prose::Summary => [Some(&opportunity.summary), None, None, None],
        Prose::Details => [
            Some(&opportunity.details),
            Some(&opportunity.eligibility.who),
            opportunity.offer.note.as_deref(),
            opportunity.timetable.note.as_deref(),
        ],
    };
    first.into_iter().chain(others.into_iter().flatten())
}

impl Cutting {
    fn of(entries: &[&Opportunity]) -> Self {
        let mut cutting = Self::default();
        for opportunity in entries {
            cutting.corpus.entries.push(place_of(cutting.corpus.texts.len()));
            for prose in Prose::ALL {
                for lang in Lang::ALL {
                    cutting.cut(texts(opportunity, prose).map(|text| text.get(lang)));
                }
            }
            opportunity.also_known_as.iter().for_each(|name| cutting.cut([name.as_str()]));
        }
        cutting
    }

    /// Adds what was cut from the entries that follow. Its words get the numbers that they would have got in one go.
    fn append(&mut self, other: Self) {
        let Corpus { words, said, texts, entries, .. } = other.corpus;
        let numbers: Vec<u32> = words.into_iter().map(|word| self.number(word)).collect();
        let (first_said, first_text) =
            (place_of(self.corpus.said.len()), place_of(self.corpus.texts.len()));
        self.corpus.said.extend(said.into_iter().map(|number| numbers[number as usize]));
        self.corpus.texts.extend(texts.into_iter().map(|text| first_said + text));
        self.corpus.entries.extend(entries.into_iter().map(|entry| first_text + entry));
    }

    fn end(&mut self) {
        self.corpus.entries.push(place_of(self.corpus.texts.len()));
        self.corpus.texts.push(place_of(self.corpus.said.len()));
    }

    fn number(&mut self, word: Spoken) -> u32 {
        if let Some(number) = self.numbers.get(&word) {
            return *number;
        }
        let number = place_of(self.corpus.words.len());
        self.corpus.words.push(word.clone());
        self.numbers.insert(word, number);
        number
    }

    /// Adds a text made of some parts.
    fn cut<'t>(&mut self, parts: impl IntoIterator<Item = &'t str>) {
        self.corpus.texts.push(place_of(self.corpus.said.len()));
        for part in parts {
            for surface in analysis::surfaces(part) {
                self.add(surface);
            }
        }
    }

    fn add(&mut self, surface: analysis::Surface<'_>) {
        // Whether capitals mean an acronym depends on their text; such words are few.
        let depends = surface.has_capitals();
        if !depends && let Some(number) = self.written.get(surface.text) {
            self.corpus.said.push(*number);
            return;
        }
        let Some((folded, exact)) = surface.read() else { return };
        let number = self.number(Spoken { folded, exact });
        if !depends {
            self.written.insert(surface.text.to_owned(), number);
        }
        self.corpus.said.push(number);
    }
}
