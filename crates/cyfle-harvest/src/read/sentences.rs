//! A block cut into sentences: what is read, compared and quoted as one.

/// What is longer is no sentence, but a list or a page gone wrong: it is read in pieces, because every date of a sentence is
/// looked at beside all its words. In bytes.
pub(crate) const LONGEST_SENTENCE: usize = 2_000;

/// Cuts a block into sentences: after `.`, `!`, `?` before a capital letter, but not inside "4.00 p.m. on".
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices() {
        if !matches!(mark, '.' | '!' | '?' | ';') {
            continue;
        }
        let after = &text[at + 1..];
        // Only looked for before a full stop: no further back than to the one before.
        let abbreviated = mark == '.'
            && text[..at]
                .rsplit(|c: char| c.is_whitespace() || c == '.')
                .next()
                .is_some_and(|word| word.chars().count() <= 1);
        let ends = after.starts_with(char::is_whitespace)
            && (mark == ';'
                || after.trim_start().starts_with(|c: char| c.is_uppercase() || c == '£'));
        if ends && !abbreviated {
            found.push(text[start..=at].trim());
            start = at + 1;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found.into_iter().flat_map(pieces).collect()
}

/// A text in pieces that are no longer than a sentence may be, parted between words where it has any.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    while text.len() > LONGEST_SENTENCE {
        let most = text.floor_char_boundary(LONGEST_SENTENCE);
        let end = text[..most].rfind(char::is_whitespace).filter(|end| *end > 0).unwrap_or(most);
        found.push(text[..end].trim());
        text = text[end..].trim_start();
    }
    found.push(text);
    found.retain(|piece| !piece.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        assert_eq!(
            sentences("Closes at 4 p.m. on Friday. Apply now! See £5,000 more."),
            ["Closes at 4 p.m. on Friday.", "Apply now!", "See £5,000 more."]
        );
        assert_eq!(sentences("Dr. Jones e.g. Anna"), ["Dr.", "Jones e.g. Anna"]);
        assert_eq!(sentences(""), Vec::<&str>::new());
    }

    #[test]
    fn what_is_too_long_for_a_sentence_is_read_in_pieces_that_leave_nothing_out() {
        let endless = "closing date 3 March 2027 ".repeat(2_500);
        let marks = "!".repeat(500_000);
        for text in [endless.as_str(), &"ŵ".repeat(5_000), &" ".repeat(5_000), &marks] {
            let found = sentences(text);
            assert!(found.iter().all(|piece| piece.len() <= LONGEST_SENTENCE));
            let words = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(words(&found.concat()), words(text));
        }
    }
}
