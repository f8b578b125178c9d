//! What a text only tells by the way: where somebody was, lives, learnt or belongs, what they had, who paid, what they ask about. It
//! says nothing of what is sought.

use std::ops::Range;

use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Cue, Facet};

use super::{Clues, progress, theirs};
use crate::results::Concept;
use crate::understand::matches::Match;

/// Where words stand that tell of somebody else, of another time or of what is only asked about: they say nothing of what is sought.
pub(in crate::understand) fn aside(clues: &Clues<'_>, known: &[Match]) -> Vec<Range<usize>> {
    let told = known.iter().filter_map(|one| Some(told_aside(clues, known, one)?..one.to));
    told.collect()
}

/// Where the words begin that tell of a match that it is none of the reader's, or no wish.
fn told_aside(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    former(clues, known, one)
        .or_else(|| too_far(clues, one))
        .or_else(|| where_another_is(clues, one))
        .or_else(|| where_they_live(clues, known, one))
        .or_else(|| belongs(clues, known, one))
        .or_else(|| supervised(clues, one))
        .or_else(|| managed(clues, one))
        .or_else(|| suffered(clues, one))
        .or_else(|| paid_already(clues, one))
        .or_else(|| been_away(clues, known, one))
        .or_else(|| asked_about(clues, known, one))
        .or_else(|| indifferent(clues, one))
}

/// "I don't care about the salary", "no matter where, salary doesn't matter": what may be as it will.
fn indifferent(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    let is_behind = || clues.is(one.to, Cue::Indifferent) && !clues.stops[one.to];
    let before = clues.led_by(one.from, Cue::Indifferent);
    before.or_else(|| is_behind().then_some(one.from))
}

/// "Moved from Cardiff to Betsi", "used to be a radiographer, now a physicist": where somebody was, or what, where it is said what they
/// are now.
fn former(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    let was = |own: &Match| {
        let is_past = || clues.is_past_in_welsh(own).then_some(own.from);
        clues.led_by(own.from, Cue::Formerly).or_else(is_past)
    };
    let can_be_left = one.is_a_board() || one.says_who();
    let is_now = |other: &Match| {
        other.concept == one.concept && !other.overlaps(one) && was(other).is_none()
    };
    // A board that gives money, too, is not asked for where somebody left it.
    let is_funder = one.is_a_funder()
        && known
            .iter()
            .any(|other| other.is_a_board() && (other.from, other.to) == (one.from, one.to));
    let is_at_another = |other: &Match| other.is_a_board() && !other.overlaps(one);
    let is_over =
        (can_be_left && known.iter().any(is_now)) || (is_funder && known.iter().any(is_at_another));
    was(one).filter(|_| is_over)
}

/// "I can't get to Cardiff": no place where somebody works.
fn too_far(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    clues.led_by(one.from, Cue::TooFar).filter(|_| one.is_a_board())
}

/// "My wife works at Cardiff University": where somebody else is.
fn where_another_is(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    const NEAR: usize = 6;
    if !matches!(one.concept, Concept::Facet(Facet::Funder) | Concept::HealthBoard) {
        return None;
    }
    let person = clues.backwards(one.from, NEAR).find(|at| clues.is(*at, Cue::OtherPerson))?;
    let between = person + 1..one.from;
    let is = |cue: Cue| clues.any(between.clone(), cue);
    let leads = |at: usize| {
        let cues = [Cue::Works, Cue::Workplace, Cue::Asking, Cue::Stationed];
        clues.words[at].is_light() || cues.into_iter().any(|cue| clues.is(at, cue))
    };
    let is_there = is(Cue::Works) || is(Cue::Stationed) || is(Cue::Asking);
    let owner = clues.backwards(person, 2).find(|at| clues.is(*at, Cue::Possessive));
    owner.filter(|_| is_there && between.clone().all(leads))
}

/// "I live in Newport but work in Bristol": where somebody lives, where it is said for whom or where they work.
fn where_they_live(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    let lives = |own: &Match| clues.led_by(own.from, Cue::Lives);
    let works = |other: &Match| {
        let is_left = too_far(clues, other).or_else(|| clues.led_by(other.from, Cue::Formerly));
        let is_other =
            other.is_a_board() && !other.overlaps(one) && lives(other).or(is_left).is_none();
        let works_elsewhere = other.concept == Concept::Employer
            && Some(&other.value) != clues.meanings.own_nhs.as_ref();
        is_other || works_elsewhere
    };
    lives(one).filter(|_| one.is_a_board() && known.iter().any(works))
}

/// "Member of IPEM, leadership programme", "fellow of the IBMS": a body that somebody belongs to, where something else is sought.
fn belongs(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    let is_wish = |other: &Match| {
        other.is_a_wish() && !clues.means(other, StandsFor::Bodies) && other.from >= one.to
    };
    // "Honorary contract with the university" is no secondment that is sought.
    let can_be_had = matches!(one.concept, Concept::Facet(Facet::Kind | Facet::Mode));
    let is_member = can_be_had && clues.is(one.from, Cue::Belongs);
    let body = clues.led_by(one.from, Cue::Belongs).filter(|_| one.is_a_funder());
    let said = body.or_else(|| is_member.then_some(one.from));
    said.filter(|_| known.iter().any(is_wish))
}

/// "Supervising a PhD student": a stage that is somebody else's.
fn supervised(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    const NEAR: usize = 3;
    let is_student = clues.any(clues.onwards(one.to, 1), Cue::Others);
    let is_stage = clues.can_be_held(one) && is_student;
    let mut before = clues.backwards(one.from, NEAR);
    before.find(|at| clues.is(*at, Cue::Supervises)).filter(|_| is_stage)
}

/// "I manage band 5 biomedical scientists, need leadership training": the level of others, unless it is they who want something.
fn managed(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    let is_level = one.is_a_level();
    let said = clues.led_by(one.from, Cue::Manages).filter(|_| is_level)?;
    // "Radiographers who want an MSc".
    let who_want = |at: usize| clues.is(at, Cue::Someone) && clues.is(at + 1, Cue::Wanting);
    let is_for_them =
        |at: usize| clues.is(at, Cue::TheyWant) || clues.is(at, Cue::They) || who_want(at);
    (!(one.to..clues.words.len()).any(is_for_them)).then_some(said)
}

/// "I've had breast cancer and I'm coming back to work": an illness of the reader or of somebody close is no subject, though what is
/// for people in their circumstances may be. What goes on behind it tells of something else: "I have a stroke project".
fn suffered(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    let ends = clues.stops.get(one.to).is_none_or(|stop| *stop) || clues.is_function_word(one.to);
    let is_subject = one.concept == Concept::Facet(Facet::Topic)
        && !clues.meanings.circumstances.contains(&one.value);
    clues.led_by(one.from, Cue::Suffers).filter(|_| is_subject && ends)
}

/// "HEIW paid for my master's": who paid is not sought.
fn paid_already(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    let is_payer = one.is_of_a_body_or_nation();
    (is_payer && clues.is(one.to, Cue::HasPaid) && !clues.stops[one.to]).then_some(one.from)
}

/// "I've been seconded to the Welsh Government", "my secondment ends in March": where somebody is for a while, or was, is not sought, and
/// neither is what that gives.
fn been_away(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    const NEAR: usize = 3;
    let is_stay = |own: &Match| own.concept == Concept::Facet(Facet::Mode);
    let is_given = is_stay(one) || one.concept == Concept::Facet(Facet::Offer);
    if !is_given && !one.is_of_a_body_or_nation() {
        return None;
    }
    let stay = known.iter().find(|own| is_stay(own) && own.from <= one.from)?;
    let is_of_it = (one.from, one.to) == (stay.from, stay.to);
    let joins = |at: usize| clues.words[at].is_light() || clues.is(at, Cue::Workplace);
    let is_there = one.is_of_a_body_or_nation()
        && one.from > stay.to
        && (stay.to..one.from).all(joins)
        && !clues.stops[stay.to];
    let before = |cue: Cue| clues.any(clues.backwards(stay.from, NEAR), cue);
    let is_had = [Cue::SoFar, Cue::Finished, Cue::Held].into_iter().any(before);
    let ends = [Cue::Ending, Cue::Over]
        .into_iter()
        .any(|cue| clues.any(clues.onwards(stay.to, NEAR), cue));
    let is_on = before(Cue::IAm) && clues.is(stay.from.wrapping_sub(1), Cue::Workplace);
    let is_told = is_had || (before(Cue::Possessive) && ends) || is_on;
    let is_wanted = before(Cue::Wanting) || before(Cue::Seeking) || before(Cue::NotHeld);
    ((is_of_it || is_there) && is_told && !is_wanted).then_some(stay.from)
}

/// "Do I need a PhD for the advanced fellowship": what is asked about is no wish, where something else is named.
fn asked_about(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    const NEAR: usize = 6;
    let said = clues.backwards(one.from, NEAR).find(|at| clues.is(*at, Cue::IsNeeded))?;
    let leads = |at: usize| {
        let cues = [Cue::HeldBySomeone, Cue::Doing];
        clues.words[at].is_light() || cues.into_iter().any(|cue| clues.is(at, cue))
    };
    let is_wish = |other: &Match| {
        let is_one = other.is_a_wish() || other.is_a_funder();
        other.from >= one.to && is_one
    };
    let mut between = said + clues.length(said, Cue::IsNeeded)..one.from;
    (clues.can_be_held(one) && between.all(leads) && known.iter().any(is_wish)).then_some(said)
}

/// "Finished my PhD at Cardiff University", "a third-year student at Swansea University": a university that gives money too, where
/// it only tells where somebody was taught.
fn is_where_they_learnt(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 6;
    let is_one = || {
        let employer = clues.of_readers(one.from, Concept::Employer);
        employer.is_some_and(|(_, own)| own.to == one.to)
    };
    let is_led = clues.backwards(one.from, 1).any(|place| clues.is_function_word(place));
    let stages = || known.iter().filter(|other| clues.can_be_held(other) && other.to <= one.from);
    // "I'm doing a PhD at Cardiff University and need travel money", "offered a PhD in Swansea, who pays the fees".
    let seeks_more = |stage: &Match| {
        let is_more = |other: &Match| other.is_given() && !other.overlaps(stage);
        known.iter().any(is_more)
    };
    let is_on = |stage: &Match| {
        progress::is_underway(clues, stage).is_some()
            || clues.led_by(stage.from, Cue::LeadsOver).is_some()
    };
    let is_behind = |stage: &Match| {
        let is_theirs = theirs::is_held(clues, known, stage.from);
        one.from - stage.to < NEAR && (is_theirs || (is_on(stage) && seeks_more(stage)))
    };
    // "My BSc is from Swansea University".
    let is_from = || {
        let said = clues.led_by(one.from, Cue::From);
        said.is_some_and(|from| stages().any(|stage| stage.to == from || stage.to + 1 == from))
    };
    let was_taught = || {
        let before = |cue: Cue| clues.any(clues.backwards(one.from, NEAR), cue);
        stages().any(is_behind)
            || is_from()
            || clues.any(clues.backwards(one.from, 2), Cue::Held)
            || (before(Cue::Trainee) && before(Cue::Others))
    };
    let is_funder = one.is_a_funder();
    // "Ces i PhD o Gaerdydd".
    (is_funder && is_led && is_one() && was_taught()) || (one.is_a_board() && is_from())
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let known = found.clone();
    found.retain(|one| {
        !is_where_they_learnt(clues, &known, one) && told_aside(clues, &known, one).is_none()
    });
}
