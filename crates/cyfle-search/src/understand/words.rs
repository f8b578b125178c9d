//! What a word of a question is: its keys in both languages and what else is known of it; how words are linked, where something
//! stops, and what stands between quotation marks.

use cyfle_catalogue::Lang;

use super::usual::is_usual;
use crate::analysis::cy::{self, Lexicon};
use crate::analysis::{Token, en, tokens};

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
    /// Its English key in the phrases of the vocabulary: there a word is only itself, in the singular or the plural ("salary
    /// funded" is no wish for "funding").
    pub(crate) phrase: String,
    /// Whether it is written like an acronym.
    pub(crate) exact: bool,
    /// Where it stands in the text, in bytes.
    pub(crate) place: (usize, usize),
}

impl Word {
    /// Whether a word is written as an acronym that may have the letters of a plain word: no longer than "CPD".
    pub(super) fn is_short_acronym(&self) -> bool {
        self.exact && self.folded.len() <= 3
    }

    /// Whether a word is Welsh and nothing that is usual in English.
    pub(super) fn says_welsh(&self) -> bool {
        let plain = cy::strip_clitics(&self.folded);
        let is_english = |folded: &str| en::is_stop_word(folded) || is_usual(folded);
        (self.is_welsh || cy::is_stop_word(plain)) && !is_english(&self.folded)
    }

    /// Whether a word only leads on in English, and in Welsh does not.
    pub(super) fn says_english(&self) -> bool {
        en::is_stop_word(&self.folded) && !cy::is_stop_word(cy::strip_clitics(&self.folded))
    }

    /// A token with its keys; the English one is known already.
    pub(super) fn new(token: &Token, lexicon: &Lexicon, en: String) -> Self {
        Self {
            en,
            is_welsh: !token.exact && lexicon.knows(&token.folded),
            kin: lexicon
                .families(&token.folded)
                .filter(|_| !token.exact)
                .map(str::to_owned)
                .collect(),
            guess: lexicon.guess(&token.folded).filter(|_| !token.exact),
            ..Self::in_a_phrase(token, lexicon)
        }
    }

    /// A token of a phrase of the vocabulary, which is only compared with words of questions: what finds texts is left out.
    pub(super) fn in_a_phrase(token: &Token, lexicon: &Lexicon) -> Self {
        Self {
            folded: token.folded.clone(),
            en: String::new(),
            cy: if token.exact { &token.folded } else { lexicon.key(&token.folded) }.to_owned(),
            is_welsh: false,
            kin: Vec::new(),
            guess: None,
            begins: Vec::new(),
            corrected_from: None,
            phrase: en::singular(&token.folded).into_owned(),
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

    /// Whether it only leads on to the next word: "pay *for my* MSc", "gwyddor *y* gwaed".
    pub(super) fn is_light(&self) -> bool {
        Lang::ALL.into_iter().any(|lang| self.link(lang).is_some())
    }

    /// What it does inside a phrase of one language, where it is a small word.
    pub(super) fn link(&self, lang: Lang) -> Option<Link> {
        let word = cy::strip_clitics(&self.folded);
        let (points, joins) = match lang {
            Lang::En => (POINTS_EN, JOINS_EN),
            Lang::Cy => (POINTS_CY, JOINS_CY),
        };
        if points.contains(&word) {
            Some(Link::Points)
        } else {
            joins.contains(&word).then_some(Link::Joins)
        }
    }

    /// The acronyms that it can be as it is written: with an English ending or a Welsh clitic taken off. A plural of two letters
    /// is a word of three.
    pub(super) fn as_acronyms(&self) -> impl Iterator<Item = &str> {
        let whole = self.folded.as_str();
        let bare = cy::strip_clitics(whole.strip_suffix("'s").unwrap_or(whole));
        let one = whole.strip_suffix('s').filter(|one| one.len() > 2);
        std::iter::once(whole).chain(Some(bare).filter(|bare| *bare != whole)).chain(one)
    }

    /// What it is looked up by: itself, and its Welsh headword.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        let headword = Some(self.cy.as_str()).filter(|headword| *headword != self.folded);
        std::iter::once(self.folded.as_str()).chain(headword)
    }
}

/// Whether a name is an article and one word. Alone that word is no name and may be a slip in another: "the Heath" is a hospital,
/// "heath" is mostly "health".
pub(super) fn is_behind_an_article(name: &str) -> bool {
    matches!(tokens(name).as_slice(), [article, _] if is_article(&article.folded))
}

/// Whether a folded word is the definite article of either language.
pub(super) fn is_article(folded: &str) -> bool {
    matches!(folded, "the" | "y" | "yr")
}

/// What a small word does between two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// It points at what follows and changes nothing: an article, a possessive.
    Points,
    /// It makes what follows belong to what went before: a preposition.
    Joins,
}

const POINTS_EN: &[&str] =
    &["a", "an", "the", "my", "our", "your", "their", "his", "her", "some", "any", "i", "am"];
const JOINS_EN: &[&str] = &["of", "for", "to"];
const POINTS_CY: &[&str] = &["y", "yr", "fy", "dy", "ei", "ein", "eich", "eu", "a", "holl"];
// "Ir" and "iw" are how *i'r* and *i'w* are typed on a telephone.
const JOINS_CY: &[&str] = &["o", "i", "am", "ar", "gyfer", "ir", "iw"];

/// Before which words a phrase may not go on: a comma or a full stop stands there.
pub(super) fn stops(text: &str, words: &[Word]) -> Vec<bool> {
    let mut end = 0;
    words
        .iter()
        .map(|word| {
            let between = text.get(end..word.place.0).unwrap_or_default();
            end = word.place.1;
            // "M.Sc" is one word, whoever writes it.
            between != "." && between.contains([',', ';', '.', '?', '!', ':', '(', ')', '\n'])
        })
        .collect()
}

/// So many quotations are read: a text with more is no question but something pasted.
const MOST_QUOTED: usize = 2;

/// The words between each pair of quotation marks, where there are two or more. A mark without its partner is none.
pub(super) fn quoted(text: &str, words: &[Word]) -> Vec<Vec<Word>> {
    const MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];
    let marks: Vec<usize> = text.match_indices(MARKS).map(|(at, _)| at).collect();
    let pairs = marks.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    pairs
        .map(|(from, to)| {
            let between = |word: &&Word| from < word.place.0 && word.place.1 <= to;
            words.iter().filter(between).cloned().collect::<Vec<Word>>()
        })
        .filter(|words| words.len() > 1)
        .take(MOST_QUOTED)
        .collect()
}
