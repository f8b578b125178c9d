//! A text as recognisers see it: its words, what begins at each of them, and what can be asked of a place.

use std::ops::Range;

use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Cue, Lang, Moment};

use super::bands;
use crate::analysis::{cy, en};
use crate::purposes::Purpose;
use crate::results::Concept;
use crate::understand::cues::{Cues, Told};
use crate::understand::dictionary::Dictionary;
use crate::understand::matches::Match;
use crate::understand::meanings::Meanings;
use crate::understand::words::Word;

/// A text as recognisers see it.
pub(in crate::understand) struct Clues<'a> {
    /// As it was typed.
    pub(in crate::understand) text: &'a str,
    pub(in crate::understand) words: &'a [Word],
    /// Whether a comma, a full stop or the like stands before a word.
    pub(in crate::understand) stops: &'a [bool],
    pub(in crate::understand) cues: &'a Cues,
    /// Which words do not stand for what they usually do.
    pub(in crate::understand) ruled: &'a [usize],
    /// What begins at each word.
    pub(in crate::understand) told: &'a [Told],
    pub(in crate::understand) readers: &'a Dictionary,
    pub(in crate::understand) meanings: &'a Meanings,
    pub(in crate::understand) moment: Moment,
    /// The number of days in which something "soon" happens.
    pub(in crate::understand) soon: i32,
}

/// So many words may stand between somebody and what they do: "anyone in Carmarthen way who could read".
const APART: usize = 4;

/// So many words at most name what is denied, compared with or behind somebody.
pub(super) const LONGEST_NAME: usize = 8;

impl Clues<'_> {
    /// The word at a place, where the text has one.
    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// Whether something that begins at a place tells this.
    pub(super) fn is(&self, at: usize, cue: Cue) -> bool {
        self.told.get(at).is_some_and(|told| told.has(cue))
    }

    /// "Did the fellowship close", "what did it pay": whether a word only asks what something else did.
    pub(super) fn asks_what_happened(&self, at: usize) -> bool {
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

    /// Whether something is told within so many words before a place.
    pub(super) fn any_before(&self, at: usize, most: usize, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.any(self.backwards(at, most), *cue))
    }

    /// Whether somebody says at a place that they want or seek what stands behind it.
    pub(super) fn wants(&self, at: usize) -> bool {
        self.is(at, Cue::Wanting) || self.is(at, Cue::Seeking)
    }

    /// Whether right before a place somebody says that they want or seek what stands there.
    pub(super) fn is_led_by_a_wish(&self, at: usize) -> bool {
        [Cue::Wanting, Cue::Seeking].into_iter().any(|cue| self.led_by(at, cue).is_some())
    }

    /// Whether a word names a student.
    pub(super) fn is_a_learner(&self, at: usize) -> bool {
        self.is(at, Cue::Trainee) && self.is(at, Cue::Others)
    }

    /// Whether what was understood was told by a pay band.
    pub(in crate::understand) fn is_told_by_a_band(&self, one: &Match) -> bool {
        self.any(one.from..one.to, Cue::Band)
    }

    /// What is named right behind some words that end at a place, small words left out: "other than *Climb*".
    pub(super) fn name_behind(&self, at: usize) -> Option<Range<usize>> {
        let mut name = self.onwards(at, LONGEST_NAME);
        let from = name.find(|place| !self.words[*place].is_light())?;
        Some(from..name.last().unwrap_or(from) + 1)
    }

    /// Whether something that begins at one of some places tells this.
    pub(super) fn any(&self, mut places: impl Iterator<Item = usize>, cue: Cue) -> bool {
        places.any(|at| self.is(at, cue))
    }

    /// Where somebody whom the reader does not know yet, and who is named at a place, is said to do something.
    pub(super) fn someone_does(&self, at: usize, what: Cue) -> Option<usize> {
        self.is(at, Cue::Someone)
            .then(|| self.onwards(at + 1, APART).find(|place| self.is(*place, what)))
            .flatten()
    }

    /// How many words tell this.
    pub(super) fn length(&self, at: usize, cue: Cue) -> usize {
        // Most words tell nothing: phrases are compared only where one begins.
        if self.is(at, cue) { self.cues.length(self.words, at, cue) } else { 0 }
    }

    /// Whether a word says nothing by itself in either language.
    pub(super) fn is_function_word(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            let plain = cy::strip_clitics(&word.folded);
            word.is_light() || en::is_stop_word(&word.folded) || cy::is_stop_word(plain)
        })
    }

    /// Where a phrase begins that tells this and takes in a place.
    pub(super) fn around(&self, at: usize, cue: Cue) -> Option<usize> {
        let before = self.cues.longest(cue).saturating_sub(1);
        (at.saturating_sub(before)..=at).find(|from| from + self.length(*from, cue) > at)
    }

    /// Where a phrase begins right before a place, with no more than small words between: "was a band 8a".
    pub(super) fn led_by(&self, at: usize, cue: Cue) -> Option<usize> {
        /// So many words has a name with its article.
        const NAMED: usize = 5;
        let said = self.backwards(at, NAMED).find(|place| self.is(*place, cue))?;
        let mut between = said + self.length(said, cue)..at;
        let leads = |place: usize| self.words[place].is_light() || self.is(place, Cue::Band);
        between.all(leads).then_some(said)
    }

    /// Whether what stands at a place is said right before it to be somebody's: "my own PhD"; or by its own beginning: "'ngŵr".
    pub(super) fn is_owned(&self, at: usize) -> bool {
        self.is(at, Cue::Possessive) || self.any(self.backwards(at, 2), Cue::Possessive)
    }

    /// Whether the reader is named at a place, or says to be something.
    pub(super) fn is_the_reader(&self, at: usize) -> bool {
        self.is(at, Cue::Reader) || self.is(at, Cue::IAm)
    }

    /// Whether a word denies what stands behind it, either as lacked or as unwanted.
    pub(super) fn denies(&self, at: usize) -> bool {
        self.is(at, Cue::Without) || self.is(at, Cue::Unwanted)
    }

    /// Whether what was understood is the value that stands for something.
    pub(super) fn means(&self, one: &Match, what: StandsFor) -> bool {
        self.meanings.is(what, one.concept, &one.value)
    }

    /// Whether it is the wish for a way onto a register.
    pub(super) fn is_registration(&self, one: &Match) -> bool {
        self.means(one, StandsFor::Registering)
    }

    /// The register whose name is written in some place.
    pub(super) fn register(&self, place: Range<usize>) -> Option<&str> {
        let mut registers = self.meanings.registers.iter();
        let named = registers.find(|(name, _)| self.writes(place.clone(), name));
        named.map(|(_, id)| id.as_str())
    }

    /// Whether what was understood says "register" or the like.
    pub(super) fn speaks_of_a_register(&self, one: &Match) -> bool {
        self.any(one.from..one.to, Cue::Register)
    }

    /// Whether it is of what people hold.
    pub(super) fn can_be_held(&self, one: &Match) -> bool {
        one.is_a_stage() || self.is_registration(one)
    }

    /// Whether what was understood is about money in the end.
    pub(super) fn is_for_money(&self, one: &Match) -> bool {
        self.meanings.purposes.of(one.concept, &one.value) == Some(Purpose::Money)
    }

    /// Whether somebody else than the reader is named at a place: one person, or people.
    pub(super) fn is_another(&self, at: usize) -> bool {
        self.is(at, Cue::OtherPerson) || self.is(at, Cue::Others)
    }

    /// "Awdiolegydd yw fy merch": in Welsh, whether it is said behind a title that it is somebody else's.
    pub(super) fn is_of_another_in_welsh(&self, title: &Match) -> bool {
        const NEAR: usize = 4;
        let is_said = self.words[title.from].is_welsh && self.is(title.to, Cue::Asking);
        is_said && self.any(self.onwards(title.to + 1, NEAR), Cue::OtherPerson)
    }

    /// "Radiograffydd o'n i": in Welsh, whether it is said behind a title that somebody had it once.
    pub(super) fn is_past_in_welsh(&self, title: &Match) -> bool {
        self.words[title.from].is_welsh && self.is(title.to, Cue::Lapsed)
    }

    /// Whether a name is written at one of some places.
    pub(super) fn writes(&self, mut places: impl Iterator<Item = usize>, name: &str) -> bool {
        places.any(|at| self.word(at).is_some_and(|word| word.forms().any(|form| form == name)))
    }

    /// Places from one on, so many at most, without crossing a stop.
    pub(super) fn onwards(&self, at: usize, most: usize) -> impl Iterator<Item = usize> {
        (at..at + most).take_while(|place| self.stops.get(*place) == Some(&false))
    }

    /// Places before one, nearest first, so many at most, without crossing a stop.
    pub(super) fn backwards(&self, at: usize, most: usize) -> impl Iterator<Item = usize> {
        let goes_on = |place: &usize| self.stops.get(place + 1) != Some(&true);
        (at.saturating_sub(most)..at).rev().take_while(goes_on)
    }

    /// The longest name of an employer, or of a profession outside healthcare science, that begins at a place. Whether it says
    /// who asks is for the words around it.
    pub(super) fn of_readers(&self, at: usize, concept: Concept) -> Option<(Lang, Match)> {
        let phrases = self.readers.phrases(self.words.get(at..)?, self.stops.get(at..)?);
        let (length, lang, meaning) = phrases
            .filter(|(.., meaning)| meaning.concept == concept)
            .max_by_key(|(length, ..)| *length)?;
        Some((lang, Match::new(at, at + length, concept, meaning.value)))
    }

    /// Whether a pay band is written at a place, or its number.
    pub(super) fn writes_a_band(&self, at: usize) -> bool {
        self.number(at).is_some()
            || self.word(at).is_some_and(|word| bands::levels(self, &word.folded).is_some())
    }

    /// Whether a part of the text begins with where or how long somebody works: "ODP, work in Liverpool".
    pub(super) fn begins_with_a_post(&self, at: usize) -> bool {
        self.is(at, Cue::Stationed) && (at == 0 || self.stops[at])
    }

    /// Whether nothing but a dash stands before a word: "5-7".
    pub(super) fn is_dashed(&self, at: usize) -> bool {
        self.is_apart_by(at, &["-", "–", "—"])
    }

    /// Whether some words, and nothing else, stand in brackets.
    pub(super) fn is_bracketed(&self, own: Range<usize>) -> bool {
        let ends = self.words.get(own.end.wrapping_sub(1)).map_or(0, |last| last.place.1);
        let behind = self.text.get(ends..).unwrap_or_default().trim_start();
        self.is_apart_by(own.start, &["("]) && behind.starts_with(')')
    }

    /// Whether a sentence ends before a word.
    pub(super) fn ends_a_sentence(&self, at: usize) -> bool {
        self.is_apart_by(at, &["."])
    }

    /// Whether nothing but a comma stands before a word.
    pub(super) fn is_listed(&self, at: usize) -> bool {
        self.is_apart_by(at, &[","])
    }

    /// Whether nothing but one of some marks stands between a word and the one before it.
    pub(super) fn is_apart_by(&self, at: usize, marks: &[&str]) -> bool {
        let before = at.checked_sub(1).and_then(|place| self.word(place));
        before.zip(self.word(at)).is_some_and(|(before, own)| {
            let between = self.text.get(before.place.1..own.place.0).unwrap_or_default();
            marks.contains(&between.trim())
        })
    }

    /// The number that a word is, in digits or as a word of either language.
    pub(super) fn number(&self, at: usize) -> Option<f64> {
        let folded = self.word(at)?.folded.as_str();
        if folded.chars().next()?.is_ascii_digit() {
            return folded.replace(',', "").parse().ok();
        }
        self.cues.number(folded)
    }

    /// The month that a word names.
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        self.cues.month(&self.word(at)?.folded)
    }
}
