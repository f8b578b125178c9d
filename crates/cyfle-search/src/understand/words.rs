//! The words of a question: each with its keys, misspelt ones corrected, halves of one word joined ("health care"), two run
//! together divided ("parttime").

use std::collections::HashSet;
use std::sync::LazyLock;

use cyfle_catalogue::Lang;

use crate::analysis::cy::{self, Lexicon};
use crate::analysis::{Token, en};

/// A word with its key in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As typed, folded, and corrected where it was misspelt.
    pub folded: String,
    /// Its English key.
    pub en: String,
    /// Its Welsh key.
    pub cy: String,
    /// Whether it is a word of the Welsh lexicon.
    pub(crate) is_welsh: bool,
    /// Welsh words of the same stock.
    pub(crate) kin: Vec<String>,
    /// A weak Welsh key, where the lexicon does not know it.
    pub(crate) guess: Option<String>,
    /// The English and Welsh keys of words that it is the beginning of, where it is the last one and no word yet.
    pub(crate) begins: Vec<(String, String)>,
    /// What was typed, where it was corrected.
    pub corrected_from: Option<String>,
    /// Its English key in the phrases of the vocabulary: a participle is another word there than the noun with the same
    /// stem ("salary funded" is no wish for "funding").
    pub(crate) phrase: String,
    /// Whether it is written like an acronym.
    pub(crate) exact: bool,
    /// Where it stands in the text, in bytes.
    pub(crate) place: (usize, usize),
}

impl Word {
    /// A token with its keys.
    pub(super) fn new(token: &Token, lexicon: &Lexicon) -> Self {
        let en = en::key(&token.folded);
        let phrase = if is_participle(&token.folded) { token.folded.clone() } else { en.clone() };
        Self {
            folded: token.folded.clone(),
            en,
            cy: if token.exact { &token.folded } else { lexicon.key(&token.folded) }.to_owned(),
            is_welsh: !token.exact && lexicon.knows(&token.folded),
            kin: lexicon
                .families(&token.folded)
                .filter(|_| !token.exact)
                .map(str::to_owned)
                .collect(),
            guess: lexicon.guess(&token.folded).filter(|_| !token.exact),
            begins: Vec::new(),
            corrected_from: None,
            phrase,
            exact: token.exact,
            place: (token.start, token.end),
        }
    }

    /// Its keys in one language: its own, or those of the words that it is the beginning of.
    pub(crate) fn keys(&self, lang: Lang) -> impl Iterator<Item = &str> {
        let own = if lang == Lang::En { &self.en } else { &self.cy };
        let begun = self.begins.iter().map(move |(en, cy)| if lang == Lang::En { en } else { cy });
        std::iter::once(own).chain(begun).map(String::as_str)
    }

    /// Whether it may stand inside a phrase without changing it: "pay *for my* MSc", "gwyddor *y* gwaed".
    pub(super) fn is_light(&self) -> bool {
        static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| LIGHT.iter().copied().collect());
        WORDS.contains(cy::strip_clitics(&self.folded))
    }

    /// Whether it is one of some English words or some Welsh headwords.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str()) || words.contains(&self.cy.as_str())
    }
}

fn is_participle(folded: &str) -> bool {
    folded.len() >= 5 && folded.ends_with("ed") && !folded.ends_with("eed")
}

/// Articles, possessives and the prepositions that join a noun to its noun.
const LIGHT: &[&str] = &[
    "a", "an", "the", "my", "our", "your", "their", "his", "her", "some", "any", "of", "for", "to",
    "y", "yr", "fy", "dy", "ei", "ein", "eich", "eu", "o", "i", "am", "ar", "gyfer",
];
