//! The order of a language's alphabet. In Welsh two letters may be one: "Chwilotydd" stands behind everything else in C (Unicode CLDR,
//! `common/collation/cy.xml`).

use cyfle_catalogue::Lang;

use super::fold;

/// What two Welsh letters are written for one, and the letter behind which it stands.
const DIGRAPHS: [(&str, char); 8] = [
    ("ch", 'c'),
    ("dd", 'd'),
    ("ff", 'f'),
    ("ng", 'g'),
    ("ll", 'l'),
    ("ph", 'p'),
    ("rh", 'r'),
    ("th", 't'),
];

/// Behind every letter that may follow one.
const LAST: char = '\u{7f}';

/// What puts names into the order of a language's alphabet, compared letter by letter. It looks at so much of a name as
/// [`fold`] keeps.
pub fn place(name: &str, lang: Lang) -> String {
    let folded = fold(name);
    if lang == Lang::En {
        return folded;
    }
    let mut place = String::with_capacity(folded.len());
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let digraph = DIGRAPHS.iter().find(|(letters, _)| rest.starts_with(letters));
        let (letters, own) =
            digraph.map_or((first.len_utf8(), first), |(own, base)| (own.len(), *base));
        place.push(own);
        place.extend(digraph.map(|_| LAST));
        rest = &rest[letters..];
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_is_written_with_two_stands_behind_the_first_of_them() {
        let ordered = ["Cyllid", "Chwilotydd", "Dysgu", "Ddoe", "Gwobr", "Ngwent", "Lôn", "Llwybr"];
        let mut names = ordered.map(str::to_owned);
        names.reverse();
        names.sort_by_key(|name| place(name, Lang::Cy));
        assert_eq!(names, ordered);
        names.sort_by_key(|name| place(name, Lang::En));
        assert_eq!(names[..2], ["Chwilotydd", "Cyllid"]);
    }
}
