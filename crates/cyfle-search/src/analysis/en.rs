//! English words to their keys: the possessive off, then the Snowball English stem.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The key of a folded word. Words with digits or an ampersand are kept as they are.
pub fn key(folded: &str) -> String {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    if word.len() <= 3 || word.chars().any(|c| c.is_ascii_digit() || c == '&' || !c.is_ascii()) {
        return word.to_owned();
    }
    frostem::Stemmer::new(frostem::Algorithm::English).stem(&word.replace('\'', "")).into_owned()
}

/// Whether a folded word carries no meaning for finding (function words only).
pub fn is_stop_word(folded: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.iter().copied().collect());
    WORDS.contains(folded)
}

const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have", "if",
    "in", "into", "is", "it", "its", "me", "my", "no", "of", "on", "or", "our", "so", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "want",
    "wanting", "was", "we", "were", "which", "while", "who", "will", "with", "would", "you",
    "your", "i", "am", "who's", "i'm", "im", "like", "some", "new",
];
