//! A sentence to what it says: facet values with their places in the text, and the words that are left.
//!
//! Never an error. Inside one facet the longest match wins and uses up its words ("advanced practitioner" sets *advanced* and
//! not also *practitioner*); different facets read the same words independently ("PhD fellowship" is an education stage and
//! a kind). Labels, persons, synonyms and acronyms of both languages are matched whatever the language of the page, because
//! people mix them.

mod dictionary;
mod spelling;

use std::collections::BTreeMap;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Facet, Lang};

use crate::analysis::{Token, cy, en, tokens};
use crate::results::{Concept, Understood};
use dictionary::Dictionary;
use spelling::Spelling;

/// Everything needed to read questions over one catalogue.
#[derive(Debug)]
pub struct Reading {
    /// Welsh headwords.
    pub lexicon: cy::Lexicon,
    dictionary: Dictionary,
    spelling: Spelling,
    noise: std::collections::BTreeSet<String>,
}

/// A question, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Understanding {
    /// What was recognised, in the order of the text.
    pub understood: Vec<Understood>,
    /// Words that were not, and mean something.
    pub remaining: Vec<Word>,
    /// Every word that means something, recognised or not.
    pub words: Vec<Word>,
}

/// A word with its key in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As typed, folded, and corrected where it was misspelt.
    pub folded: String,
    /// Its English key.
    pub en: String,
    /// Its Welsh key.
    pub cy: String,
    /// What was typed, where it was corrected.
    pub corrected_from: Option<String>,
}

impl Reading {
    /// Prepares for a catalogue.
    pub fn new(catalogue: &Catalogue) -> Self {
        let lexicon = lexicon(catalogue);
        let dictionary = Dictionary::new(catalogue, &lexicon);
        let spelling = Spelling::new(catalogue);
        let noise = Lang::ALL
            .into_iter()
            .flat_map(|lang| catalogue.phrases(lang).noise_words().iter().cloned())
            .collect();
        Self { lexicon, dictionary, spelling, noise }
    }

    /// The keys of a word as typed.
    pub fn word(&self, token: &Token) -> Word {
        let key = if token.exact { token.folded.as_str() } else { self.lexicon.key(&token.folded) };
        Word {
            en: en::key(&token.folded),
            cy: key.to_owned(),
            folded: token.folded.clone(),
            corrected_from: None,
        }
    }

    /// Reads a question. `interpret` off leaves every word as text.
    pub fn understand(&self, text: &str, interpret: bool) -> Understanding {
        let tokens = tokens(text);
        let words: Vec<Word> =
            tokens.iter().map(|token| self.corrected(token, interpret)).collect();
        let matches = if interpret { self.recognise(&words) } else { Vec::new() };
        let mut used = vec![false; words.len()];
        for found in &matches {
            used[found.from..found.to].iter_mut().for_each(|used| *used = true);
        }
        let meaningful = |index: &usize| !self.is_noise(&words[*index].folded) || words.len() == 1;
        let kept = |unused_only: bool| -> Vec<Word> {
            (0..words.len())
                .filter(|index| !(unused_only && used[*index]))
                .filter(meaningful)
                .map(|index| words[index].clone())
                .collect()
        };
        let place = Places::new(text);
        let understood =
            matches.iter().map(|found| place.understood(text, &tokens, &words, found)).collect();
        Understanding { understood, remaining: kept(true), words: kept(false) }
    }

    fn corrected(&self, token: &Token, interpret: bool) -> Word {
        let word = self.word(token);
        if !interpret || token.exact || self.dictionary.knows(&word) || self.is_noise(&word.folded)
        {
            return word;
        }
        match self.spelling.correct(&token.folded) {
            Some(right) => {
                let token = Token { folded: right.to_owned(), ..token.clone() };
                Word { corrected_from: Some(word.folded), ..self.word(&token) }
            }
            None => word,
        }
    }

    fn is_noise(&self, folded: &str) -> bool {
        en::STOP_WORDS.contains(&folded)
            || cy::STOP_WORDS.contains(&cy::strip_clitics(folded))
            || self.noise.contains(folded)
    }

    /// Longest matches of each concept, in the order of the text.
    fn recognise(&self, words: &[Word]) -> Vec<Match> {
        let mut by_concept: BTreeMap<Concept, Vec<Match>> = BTreeMap::new();
        for from in 0..words.len() {
            for to in (from + 1..=words.len().min(from + dictionary::LONGEST)).rev() {
                for (concept, value) in self.dictionary.meanings(&words[from..to]) {
                    by_concept.entry(*concept).or_default().push(Match {
                        from,
                        to,
                        concept: *concept,
                        value: value.clone(),
                    });
                }
            }
        }
        let mut found: Vec<Match> = Vec::new();
        for matches in by_concept.into_values() {
            found.extend(longest(matches));
        }
        let all = found.clone();
        found.retain(|one| !all.iter().any(|other| swallows(other, one)));
        // "help" and its like say nothing beside something that does.
        let says_something =
            |one: &Match| one.to - one.from > 1 || !self.is_noise(&words[one.from].folded);
        if found.iter().any(says_something) {
            found.retain(says_something);
        }
        found.sort_by(|left, right| {
            (left.from, left.to, left.concept).cmp(&(right.from, right.to, right.concept))
        });
        found.dedup_by(|right, left| left.concept == right.concept && left.value == right.value);
        found
    }
}

/// Words `from..to` mean `value`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Match {
    from: usize,
    to: usize,
    concept: Concept,
    value: String,
}

/// Whether a longer match leaves a shorter one inside it without a meaning of its own. A name is a name ("Bangor University"
/// does not say that the reader works in Bangor, "Health and Care Research Wales" not that research is wanted), and so is
/// what one gets ("salary-funded" is not a wish for funding in general). Qualifications and kinds keep what qualifies them:
/// "MSc fees" is about an MSc, an "innovation fellowship" about innovation.
fn swallows(longer: &Match, shorter: &Match) -> bool {
    let inside = longer.from <= shorter.from
        && shorter.to <= longer.to
        && longer.to - longer.from > shorter.to - shorter.from;
    let keeps = match (longer.concept, shorter.concept) {
        (_, Concept::HealthBoard) => false,
        (Concept::Facet(Facet::Kind | Facet::Theme | Facet::EducationStage), _) => true,
        (Concept::Facet(Facet::Offer | Facet::CareerLevel), Concept::Facet(found)) => {
            matches!(found, Facet::EducationStage | Facet::Profession | Facet::ProfessionGroup)
        }
        _ => false,
    };
    inside && !keeps
}

/// Of matches of one concept, the longest that do not overlap; several values of the very same words all stay.
fn longest(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by_key(|found| (std::cmp::Reverse(found.to - found.from), found.from));
    let mut kept: Vec<Match> = Vec::new();
    for found in matches {
        let overlaps = |other: &Match| found.from < other.to && other.from < found.to;
        let same_words = |other: &Match| (found.from, found.to) == (other.from, other.to);
        if kept.iter().all(|other| !overlaps(other) || same_words(other)) {
            kept.push(found);
        }
    }
    kept
}

/// Byte offsets to character offsets.
struct Places {
    characters: Vec<usize>,
}

impl Places {
    fn new(text: &str) -> Self {
        Self { characters: text.char_indices().map(|(offset, _)| offset).collect() }
    }

    fn character(&self, byte: usize) -> usize {
        self.characters.partition_point(|offset| *offset < byte)
    }

    fn understood(
        &self,
        text: &str,
        tokens: &[Token],
        words: &[Word],
        found: &Match,
    ) -> Understood {
        let (start, end) = (tokens[found.from].start, tokens[found.to - 1].end);
        let corrected =
            words[found.from..found.to].iter().any(|word| word.corrected_from.is_some());
        let as_read: Vec<&str> =
            words[found.from..found.to].iter().map(|word| word.folded.as_str()).collect();
        Understood {
            text: if corrected { as_read.join(" ") } else { text[start..end].to_owned() },
            start: self.character(start),
            end: self.character(end),
            concept: found.concept,
            value: found.value.clone(),
            corrected_from: corrected.then(|| text[start..end].to_owned()),
        }
    }
}

/// The Welsh words of every vocabulary, name and title: what people look for.
fn lexicon(catalogue: &Catalogue) -> cy::Lexicon {
    let (mut certain, mut others) = (Vec::new(), Vec::new());
    for value in catalogue.vocabularies.iter().flat_map(|vocabulary| &vocabulary.values) {
        for name in value.names(Lang::Cy) {
            let mut words =
                tokens(name).into_iter().filter(|token| !token.exact).map(|token| token.folded);
            certain.extend(words.next());
            others.extend(words);
        }
    }
    cy::Lexicon::new(
        &catalogue.welsh_words,
        certain.iter().map(String::as_str),
        others.iter().map(String::as_str),
    )
}

/// The facets whose words are read from questions. `fit` is what the answer says, not what a question names; `status` words
/// such as "closed" are too common in other senses except as whole phrases, which the vocabulary lists.
pub(crate) fn readable() -> impl Iterator<Item = Facet> {
    Facet::ALL.into_iter().filter(|facet| *facet != Facet::Fit)
}
