//! What no list of words can hold: numbers, dates, what is negated, what someone already has. One file a recogniser, tried in
//! the order of [`RECOGNISERS`]; each adds to what was found, or changes it. `calendar` knows the days for `dates`, and
//! `numbers` what several words say.
//! `comparison` finds what is only compared with as well.

mod ambiguity;
mod bands;
mod below;
mod by_the_way;
mod calendar;
mod comparison;
mod credentials;
mod dates;
mod degree_class;
mod duration;
mod employer;
mod exclusion;
mod finished;
mod fresh;
mod funded;
mod help;
mod money;
mod next_step;
mod numbers;
mod other_profession;
mod registered;
mod somebody_else;
mod theirs;
mod titled;
mod working_time;
mod would_be;

use cyfle_catalogue::{Cue, Lang, Moment};

use super::cues::{Cues, Told};
use super::dictionary::Dictionary;
use super::matches::Match;
use super::meanings::Meanings;
use super::words::Word;
use crate::analysis::{cy, en};
use crate::rank::Purpose;
use crate::results::Concept;

/// A text as recognisers see it.
pub(super) struct Clues<'a> {
    /// As it was typed.
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    /// Whether a comma, a full stop or the like stands before a word.
    pub(super) stops: &'a [bool],
    pub(super) cues: &'a Cues,
    /// Which words do not stand for what they usually do.
    pub(super) ruled: &'a [usize],
    /// What begins at each word.
    pub(super) told: &'a [Told],
    pub(super) readers: &'a Dictionary,
    pub(super) meanings: &'a Meanings,
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
    ("degree class", degree_class::recognise),
    ("fresh", fresh::recognise),
    ("help", help::recognise),
    ("funded", funded::recognise),
    ("employer", employer::recognise),
    ("other profession", other_profession::recognise),
    ("comparison", comparison::recognise),
    ("somebody else", somebody_else::recognise),
    ("by the way", by_the_way::recognise),
    ("titled", titled::recognise),
    ("ambiguity", ambiguity::recognise),
    ("would be", would_be::recognise),
    ("next step", next_step::recognise),
    ("finished", finished::recognise),
    ("registered", registered::recognise),
    ("bands told apart", bands::are_told_apart),
    ("bands before titles", bands::outrank_titles),
    ("exclusion", exclusion::recognise),
];

/// Where words tell of somebody else, of another time, or of what is only asked about.
pub(super) use by_the_way::aside;
/// What is named only to be compared with, and whether something else is sought.
pub(super) use comparison::{compared, compares, wants_another};
/// Where days are named that are no deadline, and where it is asked when something opens.
pub(super) use dates::{asked_when, bare as bare_days};
/// The shortest length that somebody will not go through.
pub(super) use duration::too_long;
/// What is named behind a word of denial.
pub(super) use exclusion::denied;
/// Where a programme is named that somebody will not go through.
pub(super) use exclusion::set_aside;
/// Where the words stand that someone says to have come through.
pub(super) use finished::{finished, over};
/// What somebody will have before long, and where they name what they have already.
pub(super) use next_step::{already_had, expected};
/// Where a profession is named that the reader has not got.
pub(super) use other_profession::denied as denied_professions;
/// Where it is told what family and friends do.
pub(super) use somebody_else::lives_of_others;
/// Where the titles of schemes stand that somebody bears.
pub(super) use titled::titles;
/// The professions that somebody would like to have, and whether they are in training for theirs.
pub(super) use would_be::{hoped_for, is_in_training};

/// So many words may stand between somebody and what they do: "anyone in Carmarthen way who could read".
const APART: usize = 4;

impl Clues<'_> {
    /// The word at a place, where the text has one.
    fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// Whether something that begins at a place tells this.
    fn is(&self, at: usize, cue: Cue) -> bool {
        self.told.get(at).is_some_and(|told| told.has(cue))
    }

    /// "Did the fellowship close", "what did it pay": whether a word only asks what something else did.
    fn asks_what_happened(&self, at: usize) -> bool {
        const NEAR: usize = 9;
        const LED_BY: usize = 2;
        let is_small = |place: usize| en::is_stop_word(&self.words[place].folded);
        let begins = || {
            let mut before = self.backwards(at, LED_BY + 1);
            before.by_ref().take(LED_BY).all(is_small) && before.next().is_none()
        };
        let happens = [Cue::Closing, Cue::Opening, Cue::Happens, Cue::Pays];
        let tells = |place: usize| happens.iter().any(|cue| self.is(place, *cue));
        self.is(at, Cue::Asking) && begins() && self.onwards(at + 1, NEAR).any(tells)
    }

    /// Whether something that begins at one of some places tells this.
    fn any(&self, mut places: impl Iterator<Item = usize>, cue: Cue) -> bool {
        places.any(|at| self.is(at, cue))
    }

    /// Where somebody whom the reader does not know yet, and who is named at a place, is said to do something.
    fn someone_does(&self, at: usize, what: Cue) -> Option<usize> {
        self.is(at, Cue::Someone)
            .then(|| self.onwards(at + 1, APART).find(|place| self.is(*place, what)))
            .flatten()
    }

    /// How many words tell this.
    fn length(&self, at: usize, cue: Cue) -> usize {
        // Most words tell nothing: phrases are compared only where one begins.
        if self.is(at, cue) { self.cues.length(self.words, at, cue) } else { 0 }
    }

    /// Whether a word says nothing by itself in either language.
    fn is_function_word(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            let plain = cy::strip_clitics(&word.folded);
            word.is_light() || en::is_stop_word(&word.folded) || cy::is_stop_word(plain)
        })
    }

    /// Where a phrase begins that tells this and takes in a place.
    fn around(&self, at: usize, cue: Cue) -> Option<usize> {
        const LONGEST: usize = 3;
        (at.saturating_sub(LONGEST)..=at).find(|from| from + self.length(*from, cue) > at)
    }

    /// Where a phrase begins right before a place, with no more than small words between: "was a band 8a".
    fn led_by(&self, at: usize, cue: Cue) -> Option<usize> {
        /// So many words has a name with its article.
        const NAMED: usize = 5;
        let said = self.backwards(at, NAMED).find(|place| self.is(*place, cue))?;
        let mut between = said + self.length(said, cue)..at;
        let leads = |place: usize| self.words[place].is_light() || self.is(place, Cue::Band);
        between.all(leads).then_some(said)
    }

    /// Whether what stands at a place is said right before it to be somebody's: "my own PhD"; or by its own beginning: "'ngŵr".
    fn is_owned(&self, at: usize) -> bool {
        self.is(at, Cue::Possessive) || self.any(self.backwards(at, 2), Cue::Possessive)
    }

    /// Whether the reader is named at a place, or says to be something.
    fn is_the_reader(&self, at: usize) -> bool {
        self.is(at, Cue::Reader) || self.is(at, Cue::IAm)
    }

    /// Whether a word denies what stands behind it, either as lacked or as unwanted.
    fn denies(&self, at: usize) -> bool {
        self.is(at, Cue::Without) || self.is(at, Cue::Unwanted)
    }

    /// Whether what was understood is about money in the end.
    fn is_for_money(&self, one: &Match) -> bool {
        self.meanings.purposes.of(one.concept, &one.value) == Some(Purpose::Money)
    }

    /// Whether somebody else than the reader is named at a place: one person, or people.
    fn is_another(&self, at: usize) -> bool {
        self.is(at, Cue::OtherPerson) || self.is(at, Cue::Others)
    }

    /// "Awdiolegydd yw fy merch": in Welsh, whether it is said behind a title that it is somebody else's.
    fn is_of_another_in_welsh(&self, title: &Match) -> bool {
        const NEAR: usize = 4;
        let is_said = self.words[title.from].is_welsh && self.is(title.to, Cue::Asking);
        is_said && self.any(self.onwards(title.to + 1, NEAR), Cue::OtherPerson)
    }

    /// "Radiograffydd o'n i": in Welsh, whether it is said behind a title that somebody had it once.
    fn is_past_in_welsh(&self, title: &Match) -> bool {
        self.words[title.from].is_welsh && self.is(title.to, Cue::Lapsed)
    }

    /// Whether a name is written at one of some places.
    fn writes(&self, mut places: impl Iterator<Item = usize>, name: &str) -> bool {
        places.any(|at| self.word(at).is_some_and(|word| word.forms().any(|form| form == name)))
    }

    /// Places from one on, so many at most, without crossing a stop.
    fn onwards(&self, at: usize, most: usize) -> impl Iterator<Item = usize> {
        (at..at + most).take_while(|place| self.stops.get(*place) == Some(&false))
    }

    /// Places before one, nearest first, so many at most, without crossing a stop.
    fn backwards(&self, at: usize, most: usize) -> impl Iterator<Item = usize> {
        let goes_on = |place: &usize| self.stops.get(place + 1) != Some(&true);
        (at.saturating_sub(most)..at).rev().take_while(goes_on)
    }

    /// The longest name of an employer, or of a profession outside healthcare science, that begins at a place. Whether it says
    /// who asks is for the words around it.
    fn of_readers(&self, at: usize, concept: Concept) -> Option<(Lang, Match)> {
        let phrases = self.readers.phrases(self.words.get(at..)?, self.stops.get(at..)?);
        let (length, lang, meaning) = phrases
            .filter(|(.., meaning)| meaning.concept == concept)
            .max_by_key(|(length, ..)| *length)?;
        Some((lang, Match::new(at, at + length, concept, meaning.value)))
    }

    /// Whether a pay band is written at a place, or its number.
    fn writes_a_band(&self, at: usize) -> bool {
        self.number(at).is_some()
            || self.word(at).is_some_and(|word| bands::levels(self, &word.folded).is_some())
    }

    /// Whether a part of the text begins with where or how long somebody works: "ODP, work in Liverpool".
    fn begins_with_a_post(&self, at: usize) -> bool {
        self.is(at, Cue::Stationed) && (at == 0 || self.stops[at])
    }

    /// Whether nothing but a dash stands before a word: "5-7".
    fn is_dashed(&self, at: usize) -> bool {
        self.is_apart_by(at, &["-", "–", "—"])
    }

    /// Whether some words, and nothing else, stand in brackets.
    fn is_bracketed(&self, own: std::ops::Range<usize>) -> bool {
        let ends = self.words.get(own.end.wrapping_sub(1)).map_or(0, |last| last.place.1);
        let behind = self.text.get(ends..).unwrap_or_default().trim_start();
        self.is_apart_by(own.start, &["("]) && behind.starts_with(')')
    }

    /// Whether a sentence ends before a word.
    fn ends_a_sentence(&self, at: usize) -> bool {
        self.is_apart_by(at, &["."])
    }

    /// Whether nothing but a comma stands before a word.
    fn is_listed(&self, at: usize) -> bool {
        self.is_apart_by(at, &[","])
    }

    /// Whether nothing but one of some marks stands between a word and the one before it.
    fn is_apart_by(&self, at: usize, marks: &[&str]) -> bool {
        let before = at.checked_sub(1).and_then(|place| self.word(place));
        before.zip(self.word(at)).is_some_and(|(before, own)| {
            let between = self.text.get(before.place.1..own.place.0).unwrap_or_default();
            marks.contains(&between.trim())
        })
    }

    /// The number that a word is, in digits or as a word of either language.
    fn number(&self, at: usize) -> Option<f64> {
        let folded = self.word(at)?.folded.as_str();
        if folded.chars().next()?.is_ascii_digit() {
            return folded.replace(',', "").parse().ok();
        }
        self.cues.number(folded)
    }

    /// The month that a word names.
    fn month(&self, at: usize) -> Option<i8> {
        self.cues.month(&self.word(at)?.folded)
    }
}
