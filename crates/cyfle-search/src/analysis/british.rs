//! American spellings to British ones: the catalogue is written here, and readers copy titles from everywhere.
//!
//! Both sides of a search are put through it, so a word that is changed wrongly still meets itself. Only what differs by
//! rule, or stands in health care and funding, is here.

use std::borrow::Cow;

/// The British spelling of a folded word.
pub(super) fn spelling(word: &str) -> Cow<'_, str> {
    if word.len() < SHORTEST || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let begun = BEGINNINGS
        .iter()
        .find_map(|(here, there)| Some(format!("{here}{}", word.strip_prefix(there)?)));
    if let Some(word) = begun {
        return Cow::Owned(word);
    }
    for (here, there) in WORDS {
        if let Some(ending) = word.strip_prefix(there).filter(|ending| INFLECTIONS.contains(ending))
        {
            return Cow::Owned(format!("{here}{ending}"));
        }
    }
    ized(word).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// Shorter words are spelt alike on both sides, or are too short to tell.
const SHORTEST: usize = 5;

/// "Specialized", "organization", "analyze": z for s before what these words end in. What comes before is a word of its own;
/// "size" and "prize" are no such words.
fn ized(word: &str) -> Option<String> {
    const ENDINGS: [&str; 8] = ["e", "es", "ed", "er", "ers", "ing", "ation", "ations"];
    const SHORTEST_STEM: usize = 4;
    let at = word.rfind('z')?;
    let (stem, ending) = (&word[..at], &word[at + 1..]);
    let is_verb = stem.ends_with(['i', 'y']) && stem.len() > SHORTEST_STEM;
    (is_verb && ENDINGS.contains(&ending)).then(|| format!("{stem}s{ending}"))
}

/// How a word may go on that is listed in [`WORDS`].
const INFLECTIONS: [&str; 8] = ["", "s", "es", "d", "ed", "ing", "er", "al"];

/// Words that differ, here and there, with their endings.
const WORDS: &[(&str, &str)] = &[
    ("programme", "program"),
    ("centre", "center"),
    ("fibre", "fiber"),
    ("theatre", "theater"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("labour", "labor"),
    ("favour", "favor"),
    ("honour", "honor"),
    ("tumour", "tumor"),
    ("neighbour", "neighbor"),
    ("endeavour", "endeavor"),
    ("licence", "license"),
    ("defence", "defense"),
    ("practice", "practise"),
    ("judgement", "judgment"),
    ("enrolment", "enrollment"),
    ("fulfilment", "fulfillment"),
    ("specialty", "speciality"),
    ("specialties", "specialities"),
    ("artefact", "artifact"),
    ("ageing", "aging"),
    ("oedema", "edema"),
];

/// How words of medicine begin, here and there.
const BEGINNINGS: &[(&str, &str)] = &[
    ("paediatric", "pediatric"),
    ("haema", "hema"),
    ("haemo", "hemo"),
    ("anaem", "anem"),
    ("anaesth", "anesth"),
    ("leukaem", "leukem"),
    ("ischaem", "ischem"),
    ("bacteraem", "bacterem"),
    ("septicaem", "septicem"),
    ("thalassaem", "thalassem"),
    ("hypoglycaem", "hypoglycem"),
    ("hyperglycaem", "hyperglycem"),
    ("gynaecolog", "gynecolog"),
    ("orthopaedic", "orthopedic"),
    ("oesophag", "esophag"),
    ("oestrogen", "estrogen"),
    ("coeliac", "celiac"),
    ("caesarean", "cesarean"),
    ("diarrhoea", "diarrhea"),
    ("aetiolog", "etiolog"),
    ("faecal", "fecal"),
    ("behaviour", "behavior"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn american_spellings_become_british_ones() {
        for (there, here) in [
            ("program", "programme"),
            ("programs", "programmes"),
            ("specialized", "specialised"),
            ("organizations", "organisations"),
            ("analyze", "analyse"),
            ("behavioral", "behavioural"),
            ("centers", "centres"),
            ("pediatrics", "paediatrics"),
            ("hematology", "haematology"),
        ] {
            assert_eq!(spelling(there), here);
        }
    }

    #[test]
    fn what_only_looks_american_is_left_alone() {
        for word in
            ["laboratory", "prize", "resize", "colorectal", "centred", "honorary", "programming"]
        {
            assert_eq!(spelling(word), word);
        }
    }
}
