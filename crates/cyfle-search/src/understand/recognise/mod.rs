//! What no list of words can hold: numbers, dates, what is negated, what someone already has. One file a recogniser, tried in
//! the order of [`RECOGNISERS`]; each adds to what was found, or changes it.

mod ambiguity;
mod bands;
mod dates;
mod duration;
mod exclusion;
mod funded;
mod help;
mod money;
mod next_step;
mod working_time;

use cyfle_catalogue::Moment;

use super::matches::Match;
use super::words::Word;

/// A text as recognisers see it.
pub(super) struct Clues<'a> {
    pub(super) words: &'a [Word],
    /// Whether a comma, a full stop or the like stands before a word.
    pub(super) stops: &'a [bool],
    pub(super) moment: Moment,
    /// The number of days in which something "soon" happens.
    pub(super) soon: i32,
}

/// Reads a text and adds to, or changes, what was found in it.
pub(super) type Recogniser = fn(&Clues<'_>, &mut Vec<Match>);

/// Every recogniser by its name. Those that find come first; those that change what was found follow: a word that is negated
/// must have been understood before.
pub(super) const RECOGNISERS: &[(&str, Recogniser)] = &[
    ("bands", bands::recognise),
    ("money", money::recognise),
    ("working time", working_time::recognise),
    ("duration", duration::recognise),
    ("dates", dates::recognise),
    ("help", help::recognise),
    ("funded", funded::recognise),
    ("ambiguity", ambiguity::recognise),
    ("next step", next_step::recognise),
    ("exclusion", exclusion::recognise),
];

impl Clues<'_> {
    /// The word at a place, where the text has one.
    fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| word.is_any(words))
    }

    /// Whether one of some words stands at one of some places.
    fn any(&self, mut places: impl Iterator<Item = usize>, words: &[&str]) -> bool {
        places.any(|at| self.is(at, words))
    }

    /// Places from one on, so many at most, without crossing a stop.
    fn onwards(&self, at: usize, most: usize) -> impl Iterator<Item = usize> {
        (at..at + most).take_while(|place| self.stops.get(*place) == Some(&false))
    }

    /// The nearest word before a place that is not light, without crossing a stop.
    fn before(&self, at: usize) -> Option<usize> {
        let mut place = at;
        while place > 0 && !self.stops[place] {
            place -= 1;
            if !self.words[place].is_light() {
                return Some(place);
            }
        }
        None
    }

    /// The number that a word is, in digits or as a word of either language.
    fn number(&self, at: usize) -> Option<f64> {
        let folded = self.word(at)?.folded.as_str();
        if folded.chars().next()?.is_ascii_digit() {
            return folded.replace(',', "").parse().ok();
        }
        NUMERALS.iter().find(|(words, _)| words.contains(&folded)).map(|(_, number)| *number)
    }
}

/// Words that say that someone has not got what stands behind them.
const NOT: &[&str] =
    &["without", "no", "heb", "dim", "don't", "dont", "haven't", "havent", "hasn't"];

const NUMERALS: &[(&[&str], f64)] = &[
    (&["half", "hanner"], 0.5),
    (&["one", "un"], 1.0),
    (&["two", "dau", "dwy", "ddau", "ddwy"], 2.0),
    (&["three", "tri", "tair", "dri", "dair"], 3.0),
    (&["four", "pedwar", "pedair", "bedwar", "bedair"], 4.0),
    (&["five", "pump", "pum", "bump", "bum"], 5.0),
    (&["six", "chwech", "chwe"], 6.0),
    (&["seven", "saith"], 7.0),
    (&["eight", "wyth"], 8.0),
    (&["nine", "naw"], 9.0),
    (&["ten", "deg", "ddeg"], 10.0),
    (&["twelve", "deuddeg", "ddeuddeg"], 12.0),
    (&["eighteen", "deunaw", "ddeunaw"], 18.0),
];
