//! What no list of words can hold: numbers, dates, what is negated, what someone already has. One file a recogniser, tried in
//! the order of [`RECOGNISERS`]; each adds to what was found, or changes it.
//!
//! The other files are what these ask: [`clues`] what stands at a place, `calendar` the days that words name, `numbers` what several
//! words say, and `theirs`, `credentials`, `below` and `progress` whether somebody has a thing and how far they are with it, `unmet` what
//! they look for because nobody gives it.

mod ambiguity;
mod bands;
mod below;
mod by_the_way;
mod calendar;
mod clues;
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
mod progress;
mod registered;
mod somebody_else;
mod theirs;
mod titled;
mod unmet;
mod working_time;
mod would_be;

use super::matches::Match;

pub(super) use clues::Clues;

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
/// What is named behind a word of denial, whether it is membership of any body, and where a programme is named that somebody will
/// not go through.
pub(super) use exclusion::{denied, denies_bodies, set_aside};
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
