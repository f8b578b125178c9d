//! The words of all names, in order, so that those that begin as typed lie side by side, and those that nearly do are found
//! by one walk that leaves every hopeless beginning at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::{cy, mutation};
use crate::strings::{Strings, place_of};

/// Words in order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Words {
    texts: Strings,
    words: Vec<Word>,
    /// The first letters of every word.
    letters: Vec<char>,
    /// The names that each word stands in.
    names: Vec<PlaceInName>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Word {
    /// Where its letters and its names begin; those of the next one are where they end.
    letters: u32,
    names: u32,
    /// How many first letters it shares with the word before.
    shared: u8,
    /// Whether it stands in a Welsh name, so that a mutated beginning may mean it.
    is_welsh: bool,
}

/// The number of a name that a word stands in, times two; one more where it stands inside rather than at its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PlaceInName(u32);

impl PlaceInName {
    pub(super) const fn new(name: u32, is_inside: bool) -> Self {
        Self(name * 2 + is_inside as u32)
    }

    pub(super) const fn name(self) -> u32 {
        self.0 / 2
    }

    const fn is_inside(self) -> bool {
        self.0 % 2 == 1
    }
}

/// The names with a word that begins as typed, in order, and how near it is.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    pub(super) names: Vec<(u32, Nearness)>,
}

impl Beginning {
    /// How near a name is.
    pub(super) fn nearness(&self, name: u32) -> Option<Nearness> {
        let at = self.names.binary_search_by_key(&name, |(known, _)| *known).ok()?;
        Some(self.names[at].1)
    }
}

/// How near a word of a name is to what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Nearness {
    /// How many slips lie between them.
    pub(super) slips: u8,
    /// Whether it stands inside the name.
    pub(super) is_inside: bool,
    /// Whether what was typed is a mutated or another form of it.
    pub(super) is_form: bool,
}

/// Names being found, in any order and more than once.
type Found = Vec<(u32, Nearness)>;

/// So many names are gathered at most for one word: a single letter begins thousands.
const MOST_NAMES: usize = 4_000;

/// One slip is forgiven from so many letters on, two from twice as many.
const FORGIVEN: usize = 4;

/// A mutated beginning is told from so many letters on.
const MUTATED: usize = 3;

/// Letters behind these are not compared.
const COMPARED: usize = 24;

impl Words {
    pub(super) fn new(words: BTreeMap<String, (bool, Vec<PlaceInName>)>) -> Self {
        let mut ordered = Self::default();
        let mut before: Vec<char> = Vec::new();
        for (text, (is_welsh, names)) in &words {
            let letters: Vec<char> = text.chars().take(COMPARED).collect();
            let both = before.iter().zip(&letters);
            let shared = both.take_while(|(left, right)| left == right).count();
            ordered.words.push(Word {
                letters: place_of(ordered.letters.len()),
                names: place_of(ordered.names.len()),
                shared: u8::try_from(shared).unwrap_or(u8::MAX),
                is_welsh: *is_welsh,
            });
            ordered.letters.extend(&letters);
            ordered.names.extend(names);
            before = letters;
        }
        ordered.texts = words.into_keys().collect();
        ordered.words.shrink_to_fit();
        ordered.letters.shrink_to_fit();
        ordered.names.shrink_to_fit();
        ordered
    }

    fn letters(&self, place: usize) -> &[char] {
        let end =
            self.words.get(place + 1).map_or(self.letters.len(), |next| next.letters as usize);
        &self.letters[self.words[place].letters as usize..end]
    }

    fn names(&self, place: usize) -> &[PlaceInName] {
        let end = self.words.get(place + 1).map_or(self.names.len(), |next| next.names as usize);
        &self.names[self.words[place].names as usize..end]
    }

    /// The names that go on from one typed word.
    pub(super) fn beginning(&self, typed: &str, lexicon: &cy::Lexicon) -> Beginning {
        let mut found = Found::new();
        let plain = cy::strip_clitics(typed);
        self.gather(typed, false, &mut found);
        if plain != typed {
            self.gather(plain, true, &mut found);
        }
        for headword in lexicon.headwords(typed) {
            self.gather(headword, true, &mut found);
        }
        if plain.chars().count() >= MUTATED {
            for radical in mutation::radicals(plain) {
                self.gather(&radical, true, &mut found);
            }
        }
        if found.is_empty() {
            self.gather_near(plain, &mut found);
        }
        // Of each name the nearest word.
        found.sort_unstable();
        found.dedup_by_key(|(name, _)| *name);
        Beginning { names: found }
    }

    /// Welsh words that begin like a form of what was typed, or any words that begin as typed.
    fn gather(&self, prefix: &str, is_form: bool, found: &mut Found) {
        let first = self.texts.first_from(prefix);
        let begun = self.texts.iter_from(first).take_while(|text| text.starts_with(prefix));
        for (place, _) in (first..).zip(begun) {
            if is_form && !self.words[place].is_welsh {
                continue;
            }
            if found.len() >= MOST_NAMES {
                return;
            }
            self.note(place, 0, is_form, found);
        }
    }

    /// Words whose beginning is within a slip or two of what was typed. One row of the table of distances for each letter of a
    /// word; words that share a beginning share its rows, and where no cell of a row is within reach, every word that begins so
    /// is passed over.
    fn gather_near(&self, typed: &str, found: &mut Found) {
        let typed: Vec<char> = typed.chars().take(COMPARED).collect();
        let allowed = match typed.len() / FORGIVEN {
            0 => return,
            1 => 1,
            _ => 2,
        };
        let mut rows: Vec<Row> = Vec::with_capacity(COMPARED + 1);
        rows.push(std::array::from_fn(|at| u8::try_from(at).unwrap_or(u8::MAX)));
        // The depth at which the last words were found hopeless or right, with the distance where they were right.
        let mut settled: Option<(usize, Option<u8>)> = None;
        for (place, word) in self.words.iter().enumerate() {
            let shared = usize::from(word.shared);
            match settled {
                Some((depth, verdict)) if shared >= depth => {
                    if let Some(slips) = verdict {
                        self.note_near(place, slips, found);
                    }
                    continue;
                }
                _ => settled = None,
            }
            rows.truncate(shared + 1);
            let letters = self.letters(place);
            while rows.len() <= letters.len() {
                let depth = rows.len();
                let row = next_row(&rows, &letters[..depth], &typed);
                let least = row[..=typed.len()].iter().min().copied().unwrap_or(0);
                let last = row[typed.len()];
                rows.push(row);
                if last <= allowed && least == last {
                    settled = Some((depth, Some(last)));
                } else if least > allowed {
                    settled = Some((depth, None));
                }
                if settled.is_some() {
                    break;
                }
            }
            // A word that ends within reach is right as it is, but says nothing about those that go on.
            let verdict = settled
                .map_or_else(|| rows.last().map(|row| row[typed.len()]), |(_, verdict)| verdict);
            if let Some(distance) = verdict.filter(|distance| *distance <= allowed) {
                self.note_near(place, distance, found);
            }
        }
    }

    fn note_near(&self, place: usize, slips: u8, found: &mut Found) {
        if found.len() < MOST_NAMES {
            self.note(place, slips, false, found);
        }
    }

    fn note(&self, place: usize, slips: u8, is_form: bool, found: &mut Found) {
        let near = |own: &PlaceInName| Nearness { slips, is_inside: own.is_inside(), is_form };
        found.extend(self.names(place).iter().map(|own| (own.name(), near(own))));
    }
}

/// Distances of each beginning of the typed word; only its own length of it counts.
type Row = [u8; COMPARED + 1];

/// The distances of the beginnings of the typed word from a beginning of another that is one letter longer than the rows
/// reach. A swap of neighbours is one slip.
fn next_row(rows: &[Row], letters: &[char], typed: &[char]) -> Row {
    let depth = letters.len();
    let (before, letter) = (&rows[depth - 1], letters[depth - 1]);
    let mut row: Row = [0; COMPARED + 1];
    row[0] = u8::try_from(depth).unwrap_or(u8::MAX);
    for (at, own) in typed.iter().enumerate() {
        let mut least =
            (before[at] + u8::from(*own != letter)).min(before[at + 1] + 1).min(row[at] + 1);
        if depth > 1 && at > 0 && *own == letters[depth - 2] && typed[at - 1] == letter {
            least = least.min(rows[depth - 2][at - 1] + 1);
        }
        row[at + 1] = least;
    }
    row
}
