//! What was written, named in a refusal: the known word that was probably meant, and the beginning of a text that may be long.
//!
//! Every refusal of the project speaks through these, whether it is of a file, an argument or a parameter, so that all are
//! equally patient with a slip and none repeats at length what somebody sent.

/// "did you mean", where something known is close enough.
pub fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

/// An id is no longer, and nor is a word that somebody meant to be one.
pub const LONGEST_ID: usize = 120;

/// The known word closest to one that is not known (Jaro–Winkler, at least 0.84), in capitals or not. To a text that is longer
/// than any id nothing is close: comparing costs the product of both lengths.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_ID {
        return None;
    }
    let small = word.to_lowercase();
    let score =
        |known: &str| strsim::jaro_winkler(word, known).max(strsim::jaro_winkler(&small, known));
    known
        .filter(|candidate| candidate.len() <= LONGEST_ID)
        .map(|candidate| (score(candidate), candidate))
        .filter(|(score, _)| *score >= 0.84)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}

/// The beginning of a text, for quoting it in a refusal: at most 80 characters, and a mark where more follows.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_longer_than_any_id_is_near_to_nothing() {
        let known = "a".repeat(LONGEST_ID - 1);
        let near = |length: usize| nearest(&"a".repeat(length), [known.as_str()].into_iter());
        assert_eq!(near(LONGEST_ID - 2), Some(known.as_str()));
        assert_eq!(near(LONGEST_ID + 1), None);
    }

    #[test]
    fn the_closest_word_is_suggested_and_a_distant_one_never() {
        let known = || ["associate", "practitioner", "advanced"].into_iter();
        assert_eq!(suggestion("advance", known()).as_deref(), Some("did you mean `advanced`?"));
        assert_eq!(suggestion("ADVANCED", known()).as_deref(), Some("did you mean `advanced`?"));
        assert_eq!(suggestion("laboratory", known()), None);
    }

    #[test]
    fn a_long_text_is_quoted_by_its_first_characters_and_a_short_one_whole() {
        let (most, more) = ("ŵ".repeat(80), "ŵ".repeat(81));
        assert_eq!(shortened(&most), most);
        assert_eq!(shortened(&more), format!("{most}…"));
    }
}
