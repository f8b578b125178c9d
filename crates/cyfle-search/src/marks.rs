//! Where the words of a question stand in what is shown of a hit.
//!
//! A text is cut into words when it is first shown and not again: what stays is where each word stands and a number for its
//! key, so that marking compares numbers.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::Range;
use std::sync::OnceLock;

use cyfle_catalogue::{Lang, Opportunity};

use crate::results::Hit;
use crate::understand::{Reading, Word};

/// A text of an entry that is shown with its words marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The title.
    Title,
    /// The summary.
    Summary,
}

/// The words of every text that was shown, by entry, language and text.
#[derive(Debug)]
pub(crate) struct Marks {
    texts: Vec<OnceLock<Box<[Spoken]>>>,
}

/// A word of a text: where it stands, in bytes, and the number of its key.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    start: u32,
    end: u32,
    key: u64,
}

/// Texts of an entry: two in each language.
const TEXTS: usize = 2 * Lang::ALL.len();

impl Marks {
    pub(crate) fn new(entries: usize) -> Self {
        Self { texts: (0..entries * TEXTS).map(|_| OnceLock::new()).collect() }
    }

    /// The words of a text of an entry.
    fn said(
        &self,
        (number, opportunity): (usize, &Opportunity),
        shown: Shown,
        lang: Lang,
        reading: &Reading,
    ) -> &[Spoken] {
        let at = number * TEXTS
            + usize::from(shown == Shown::Summary) * Lang::ALL.len()
            + usize::from(lang == Lang::Cy);
        self.texts[at].get_or_init(|| {
            let text = match shown {
                Shown::Title => &opportunity.title,
                Shown::Summary => &opportunity.summary,
            };
            spoken(text.get(lang), lang, reading)
        })
    }
}

/// Marks the words of one question in what is shown of its hits.
#[derive(Debug)]
pub struct Marker<'a> {
    marks: &'a Marks,
    reading: &'a Reading,
    lang: Lang,
    asked: Vec<u64>,
}

impl<'a> Marker<'a> {
    pub(crate) fn new(marks: &'a Marks, reading: &'a Reading, lang: Lang, words: &[Word]) -> Self {
        let asked = words.iter().flat_map(|word| word.keys(lang)).map(number_of).collect();
        Self { marks, reading, lang, asked }
    }

    /// Where the words stand in a text of a hit, as byte ranges in order: the surface form is marked, whatever its ending or
    /// mutation. Function words are not marked.
    pub fn find(&self, hit: &Hit<'_>, shown: Shown) -> Vec<Range<usize>> {
        self.marks
            .said((hit.number, hit.opportunity), shown, self.lang, self.reading)
            .iter()
            .filter(|said| self.asked.contains(&said.key))
            .map(|said| said.start as usize..said.end as usize)
            .collect()
    }
}

fn spoken(text: &str, lang: Lang, reading: &Reading) -> Box<[Spoken]> {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let said = |token: &crate::analysis::Token| Spoken {
        start: place(token.start),
        end: place(token.end),
        key: number_of(&reading.key(token, lang)),
    };
    reading.tokens(text).iter().map(said).collect()
}

/// A number for a key. That two keys of one catalogue share one is so rare that it only ever means a mark too many.
fn number_of(key: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(key)
}
