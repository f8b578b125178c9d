//! The words of all names, in order, so that those that begin as typed lie side by side, and those that nearly do are found
//! by one walk that leaves every hopeless beginning at once.

use std::collections::BTreeMap;

use crate::analysis::{cy, mutation};

/// Words in order.
#[derive(Debug)]
pub(super) struct Words {
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    letters: Vec<char>,
    text: String,
    /// How many first letters it shares with the word before.
    shared: usize,
    /// Whether it stands in a Welsh name, so that a mutated beginning may mean it.
    is_welsh: bool,
    /// The names that it stands in, and whether inside them rather than at their beginning.
    names: Vec<(u32, bool)>,
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
    pub(super) fn new(words: BTreeMap<String, (bool, Vec<(u32, bool)>)>) -> Self {
        let mut ordered: Vec<Word> = Vec::with_capacity(words.len());
        for (text, (is_welsh, names)) in words {
            let letters: Vec<char> = text.chars().take(COMPARED).collect();
            let shared = ordered.last().map_or(0, |before| {
                before
                    .letters
                    .iter()
                    .zip(&letters)
                    .take_while(|(left, right)| left == right)
                    .count()
            });
            ordered.push(Word { letters, text, shared, is_welsh, names });
        }
        Self { words: ordered }
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
        let first = self.words.partition_point(|word| word.text.as_str() < prefix);
        let begun = self.words[first..].iter().take_while(|word| word.text.starts_with(prefix));
        for word in begun.filter(|word| word.is_welsh || !is_form) {
            if found.len() >= MOST_NAMES {
                return;
            }
            note(word, 0, is_form, found);
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
        for word in &self.words {
            match settled {
                Some((depth, verdict)) if word.shared >= depth => {
                    if let Some(slips) = verdict {
                        note_near(word, slips, found);
                    }
                    continue;
                }
                _ => settled = None,
            }
            rows.truncate(word.shared + 1);
            while rows.len() <= word.letters.len() {
                let depth = rows.len();
                let row = next_row(&rows, &word.letters[..depth], &typed);
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
                note_near(word, distance, found);
            }
        }
    }
}

fn note_near(word: &Word, slips: u8, found: &mut Found) {
    if found.len() < MOST_NAMES {
        note(word, slips, false, found);
    }
}

fn note(word: &Word, slips: u8, is_form: bool, found: &mut Found) {
    let own = |is_inside: bool| Nearness { slips, is_inside, is_form };
    found.extend(word.names.iter().map(|(name, is_inside)| (*name, own(*is_inside))));
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
