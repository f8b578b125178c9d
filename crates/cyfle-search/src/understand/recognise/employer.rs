//! "I work for a university", "employed by a private lab", "not NHS staff", "self-employed": for whom the reader works. A
//! university has courses and a charity gives money, so that a name counts only where the words around it say that someone works there.
//! Organisations of NHS Wales have names of their own, which say it already.

use cyfle_catalogue::{Cue, Facet, Lang};

use super::Clues;
use crate::fit;
use crate::results::Concept;
use crate::understand::matches::Match;

/// So many words may stand between working and for whom: "I work as a trainee clinical scientist at a university".
const REACH: usize = 6;

/// So many words may stand before a name, one of them a word of its own: "for a small charity".
const NEAR: usize = 4;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let said: Vec<(Match, Match)> =
        (0..clues.words.len()).filter_map(|at| employer(clues, found, at)).collect();
    // "Not the NHS but a university": what someone is says more than what they are not.
    let is_outright = |own: &&(Match, Match)| own.0.value != fit::OUTSIDE_NHS;
    let Some((own, name)) = said.iter().find(is_outright).or_else(|| said.first()) else { return };
    found.retain(|one| !(one.is_inside(name) && is_wish(one.concept)));
    found.push(own.clone());
}

/// The employer of whom the words at a place speak, and the name alone that it has there.
fn employer(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<(Match, Match)> {
    let name = behind_work(clues, found, at).or_else(|| self_said(clues, found, at))?;
    let is_denied = is_denied(clues, at, name.from);
    // Who does not work for a university may work for anyone.
    if is_denied && !clues.meanings.nhs.contains(&name.value) {
        return None;
    }
    let value = if is_denied { fit::OUTSIDE_NHS } else { name.value.as_str() };
    // What stands between and says something else is not part of it.
    let is_read = |place: usize| found.iter().any(|one| one.from <= place && place < one.to);
    let from = if (at..name.from).any(is_read) { name.from } else { at };
    Some((Match::new(from, name.to, Concept::Employer, value), name))
}

/// What is named behind the words for working: "employed by a charity", "yn gweithio i brifysgol".
fn behind_work(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    if !clues.is(at, Cue::Works) || is_no_fact(clues, at) {
        return None;
    }
    let behind = at + clues.length(at, Cue::Works);
    let joins = clues
        .onwards(behind, REACH)
        .take_while(|place| !is_wanting(clues, *place))
        .filter(|place| clues.is(*place, Cue::Workplace))
        .map(|place| place + clues.length(place, Cue::Workplace));
    std::iter::once(behind).chain(joins).find_map(|place| near(clues, found, place))
}

/// Whether the words before working say that somebody else works there, or that it is what the reader would like.
fn is_no_fact(clues: &Clues<'_>, at: usize) -> bool {
    let hoped = |place: usize| is_wanting(clues, place) || clues.is(place, Cue::Becoming);
    let is_person =
        |place: usize| clues.is(place, Cue::OtherPerson) || clues.is(place, Cue::Others);
    let another =
        |place: usize| is_person(place) && clues.any(clues.backwards(place, 2), Cue::Possessive);
    clues.backwards(at, 2).any(|place| hoped(place) || another(place))
}

fn is_wanting(clues: &Clues<'_>, at: usize) -> bool {
    clues.is(at, Cue::Wanting) || clues.is(at, Cue::Seeking)
}

/// The name at a place, or behind an article and one more word.
fn near(clues: &Clues<'_>, found: &[Match], place: usize) -> Option<Match> {
    let is_organisation = |at: usize| {
        let mut boards = found.iter().filter(|one| one.concept == Concept::HealthBoard);
        boards.any(|one| one.from <= at && at < one.to)
    };
    let mut passed = 0;
    for at in clues.onwards(place, NEAR) {
        let own = name(clues, found, at);
        if own.is_some() {
            return own;
        }
        passed += usize::from(!clues.words[at].is_light());
        if passed > 1 || is_organisation(at) || clues.is(at, Cue::Workplace) {
            return None;
        }
    }
    None
}

/// What says by itself that someone works there: "self-employed", "a university employee", "staff prifysgol".
fn self_said(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    if let Some(own) = name(clues, found, at) {
        let goes_on = clues.stops.get(own.to) == Some(&false);
        let is_said = clues.meanings.own_employers.contains(&own.value)
            || (goes_on && clues.is(own.to, Cue::Employee));
        return is_said.then_some(own);
    }
    let behind = at + clues.length(at, Cue::Employee);
    let own = near(clues, found, behind).filter(|_| behind > at)?;
    let (lang, _) = clues.of_readers(own.from, Concept::Employer)?;
    (lang == Lang::Cy).then_some(own)
}

/// The employer that is named at a place, and nothing else that only begins so: "university course", "Velindre University
/// NHS Trust".
fn name(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    let (_, own) = clues.of_readers(at, Concept::Employer)?;
    let goes_on = clues.stops.get(own.to) == Some(&false);
    let is_part_of = |one: &Match| match one.concept {
        Concept::HealthBoard => one.overlaps(&own) && !one.is_inside(&own),
        Concept::Facet(Facet::Kind | Facet::Offer | Facet::EducationStage) => {
            goes_on && one.from <= own.to && one.to > own.to
        }
        _ => false,
    };
    (!found.iter().any(is_part_of)).then_some(own)
}

/// Whether it is said before the words for working, or between them and a name, that it is not so.
fn is_denied(clues: &Clues<'_>, at: usize, name: usize) -> bool {
    let denies = |place: usize| {
        [Cue::Without, Cue::Lacking, Cue::Unwanted].into_iter().any(|cue| clues.is(place, cue))
    };
    let passes = |place: usize| {
        let says = |cue: Cue| clues.is(place, cue);
        clues.words[place].is_light()
            || says(Cue::Emphasis)
            || (says(Cue::PassedOver) && !says(Cue::Register))
    };
    let before = clues.backwards(at, 3).find(|place| denies(*place) || !passes(*place));
    before.is_some_and(denies) || (at..name).any(denies)
}

/// Whether what is read from a name of an employer is what it may give or be about: nobody asks for that by saying who employs
/// them.
const fn is_wish(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Facet(
            Facet::Kind
                | Facet::Offer
                | Facet::Theme
                | Facet::Topic
                | Facet::Mode
                | Facet::EducationStage
        )
    )
}
