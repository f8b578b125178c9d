//! How Welsh words change: the initial letter, regular plurals, regular parts of verbs.
//!
//! Forwards the rules are exact, backwards they are ambiguous, so the lexicon (see [`super::cy`]) builds its table forwards
//! with [`mutations`]; [`class_key`] is the guess for words outside it.
//!
//! The rules are those of any school grammar: soft (p→b t→d c→g b→f d→dd g→– m→f ll→l rh→r), nasal (p→mh t→nh c→ngh b→m
//! d→n g→ng), aspirate (p→ph t→th c→ch), and h before a vowel.

/// Whether a word takes every mutation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mutability {
    Every,
    NotSoft,
    Never,
}

/// Every mutated form of an unmutated, folded word.
pub(crate) fn mutations(word: &str, mutability: Mutability) -> Vec<String> {
    const FIXED: [&str; 7] = ["ch", "dd", "ff", "ng", "ph", "th", "s"];
    if mutability == Mutability::Never || FIXED.iter().any(|start| word.starts_with(start)) {
        return Vec::new();
    }
    if let Some((radical, soft, others)) =
        TABLE.iter().find(|(radical, ..)| word.starts_with(radical))
    {
        let rest = &word[radical.len()..];
        let soft = (mutability == Mutability::Every).then_some(*soft);
        return soft
            .into_iter()
            .chain(others.iter().copied())
            .map(|start| format!("{start}{rest}"))
            .collect();
    }
    if word.starts_with(VOWELS) && word.len() >= SHORTEST_BREATHED {
        vec![format!("h{word}")]
    } else {
        Vec::new()
    }
}

/// Shorter ones that begin with a vowel are function words ("o", "ar"), and with an h other function words.
const SHORTEST_BREATHED: usize = 3;

pub(super) const VOWELS: [char; 7] = ['a', 'e', 'i', 'o', 'u', 'w', 'y'];

/// Radical initial; soft; then nasal and aspirate. Two-letter initials come first: they are single letters of the alphabet.
const TABLE: &[(&str, &str, &[&str])] = &[
    ("ll", "l", &[]),
    ("rh", "r", &[]),
    ("p", "b", &["mh", "ph"]),
    ("t", "d", &["nh", "th"]),
    ("c", "g", &["ngh", "ch"]),
    ("b", "f", &["m"]),
    ("d", "dd", &["n"]),
    ("g", "", &["ng"]),
    ("m", "f", &[]),
];

/// What a folded beginning of a word may have been before a mutation.
pub(crate) fn radicals(beginning: &str) -> Vec<String> {
    const SINGLE: [&str; 8] = ["dd", "ff", "ll", "rh", "ngh", "nh", "mh", "ng"];
    // Of the initials that it may have, the longest is its first letter: *ff* is no f, and *ng* no n.
    let initial = SINGLE.iter().find(|start| beginning.starts_with(**start));
    let mut found: Vec<String> = Vec::new();
    for (radical, soft, others) in TABLE {
        let starts = std::iter::once(soft).chain(*others).filter(|start| !start.is_empty());
        for start in starts {
            let is_initial = initial.is_none_or(|initial| initial == start);
            if let Some(rest) = beginning.strip_prefix(start).filter(|_| is_initial) {
                found.push(format!("{radical}{rest}"));
            }
        }
    }
    if beginning.starts_with(VOWELS) || (initial.is_none() && beginning.starts_with(['l', 'r'])) {
        found.push(format!("g{beginning}"));
    }
    found.extend(
        beginning.strip_prefix('h').filter(|rest| rest.starts_with(VOWELS)).map(str::to_owned),
    );
    found
}

/// A key that most mutated forms of one word share, for words that nobody listed: the initial is replaced by its class, and a
/// regular plural ending cut. Two forms of one word share it nearly always, two different words of six letters or more in one
/// case of a hundred; so it is a weak key, and only for long words.
pub(super) fn class_key(word: &str) -> Option<String> {
    const SHORTEST: usize = 6;
    if word.chars().count() < SHORTEST || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let singular = PLURAL_ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST - 1))
        .unwrap_or(word);
    // The longest initial comes first: "ngh" is the nasal of c, "ng" of g, and "n" of d or nothing at all.
    const CLASSES: [(&str, &str); 20] = [
        ("ngh", ""),
        ("ng", ""),
        ("nh", "D"),
        ("mh", "B"),
        ("ph", "B"),
        ("th", "D"),
        ("ch", ""),
        ("dd", "D"),
        ("ff", "FF"),
        ("ll", "L"),
        ("rh", "R"),
        ("c", ""),
        ("g", ""),
        ("p", "B"),
        ("b", "B"),
        ("m", "B"),
        ("f", "B"),
        ("t", "D"),
        ("d", "D"),
        ("n", "D"),
    ];
    let classed = CLASSES
        .iter()
        .find_map(|(start, class)| Some(format!("{class}{}", singular.strip_prefix(start)?)));
    Some(classed.unwrap_or_else(|| match singular.strip_prefix('h') {
        Some(rest) if rest.starts_with(VOWELS) => rest.to_owned(),
        _ => match singular.as_bytes().first() {
            Some(b'l') => format!("L{}", &singular[1..]),
            Some(b'r') => format!("R{}", &singular[1..]),
            _ => singular.to_owned(),
        },
    }))
}

/// The commonest regular plural endings (8,000 of 16,000 nouns). Endings that name a person or a quality are never cut: they
/// would make one word of *cyflog* (salary) and *cyflogwr* (employer).
pub(super) const PLURAL_ENDINGS: [&str; 5] = ["iadau", "iau", "au", "ion", "oedd"];

/// The regular parts of a verb with a folded stem: impersonal, past, imperative, conditional.
pub(super) fn verb_parts(stem: &str) -> impl Iterator<Item = String> + '_ {
    const ENDINGS: [&str; 15] = [
        "ir", "id", "wyd", "odd", "wch", "och", "af", "ai", "ant", "ent", "wn", "asom", "asant",
        "ais", "ech",
    ];
    // An i that ends the stem merges with one that begins the ending ("astudi-" and "-ir" give "astudir"), doubling an n
    // ("lluni-": "llunnir"), and a turns to e before such an ending in many verbs ("rhann-": "rhennir"). A form that nobody
    // uses is never looked up.
    let joined = move |ending: &str| match (stem.strip_suffix('i'), ending.starts_with('i')) {
        (Some(short), true) => format!("{short}{ending}"),
        _ => format!("{stem}{ending}"),
    };
    let affected = stem.rfind('a').map(|at| format!("{}e{}", &stem[..at], &stem[at + 1..]));
    let doubled = stem.strip_suffix("ni").map(|short| format!("{short}nn"));
    ENDINGS.iter().map(move |ending| joined(ending)).chain(
        affected
            .into_iter()
            .chain(doubled)
            .flat_map(|stem| [format!("{stem}ir"), format!("{stem}id")]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_initial_changes_as_the_grammar_says() {
        let forms = |word: &str| mutations(word, Mutability::Every).join(" ");
        assert_eq!(forms("prosiect"), "brosiect mhrosiect phrosiect");
        assert_eq!(forms("technoleg"), "dechnoleg nhechnoleg thechnoleg");
        assert_eq!(forms("cyfle"), "gyfle nghyfle chyfle");
        assert_eq!(forms("bwrsariaeth"), "fwrsariaeth mwrsariaeth");
        assert_eq!(forms("dyfarniad"), "ddyfarniad nyfarniad");
        assert_eq!(forms("gwyddor"), "wyddor ngwyddor");
        assert_eq!(forms("meistr"), "feistr");
        assert_eq!(forms("llwybr"), "lwybr");
        assert_eq!(forms("rhwydwaith"), "rwydwaith");
        assert_eq!(forms("ymchwil"), "hymchwil");
        assert_eq!(forms("ffi"), "");
        assert_eq!(mutations("gêm", Mutability::NotSoft), ["ngêm"]);
        assert!(mutations("labordy", Mutability::Never).is_empty());
    }

    #[test]
    fn a_guess_is_shared_by_the_forms_of_a_word_and_by_no_short_word() {
        for (form, word) in
            [("ngherddorfa", "cerddorfa"), ("fandolin", "mandolin"), ("harddull", "arddull")]
        {
            assert_eq!(class_key(form), class_key(word), "{form}");
        }
        assert_eq!(class_key("ffenestri"), Some("FFenestri".to_owned()));
        assert_eq!(class_key("bioed"), None);
    }

    #[test]
    fn a_mutated_beginning_has_few_origins() {
        assert_eq!(radicals("gymrod"), ["cymrod"]);
        assert_eq!(radicals("ngwydd"), ["gwydd"]);
        assert_eq!(radicals("nghym"), ["cym"]);
        assert_eq!(radicals("feist"), ["beist", "meist"]);
        assert_eq!(radicals("radd"), ["rhadd", "gradd"]);
        assert_eq!(radicals("hymch"), ["ymch"]);
        assert!(radicals("ffiseg").is_empty());
    }

    #[test]
    fn parts_of_verbs_follow_their_stem() {
        let parts: Vec<String> = verb_parts("rhann").collect();
        assert!(
            ["rhannwyd", "rhennir", "rhannodd"]
                .iter()
                .all(|part| parts.iter().any(|own| own == part))
        );
        assert!(verb_parts("astudi").any(|part| part == "astudir"));
        assert!(verb_parts("lluni").any(|part| part == "llunnir"));
    }
}
