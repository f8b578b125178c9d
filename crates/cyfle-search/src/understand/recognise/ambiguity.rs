//! One surface form with several readings, where the words around it decide.

use cyfle_catalogue::status::State;
use cyfle_catalogue::{Cue, Facet, Lang};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;
use crate::understand::words::Link;

/// "Churchill Hospital", "adeilad Wellcome": a funder whose name is only part of a place's.
fn is_of_a_site(clues: &Clues<'_>, one: &Match) -> bool {
    let is_name = one.is_a_funder() && one.length() == 1;
    let behind = clues.stops.get(one.to) == Some(&false) && clues.is(one.to, Cue::Site);
    let before = || {
        let site = one.from.checked_sub(1).filter(|_| !clues.stops[one.from]);
        site.is_some_and(|at| clues.is(at, Cue::SiteCalled))
    };
    let is_employer = || clues.of_readers(one.from, Concept::Employer).is_some();
    is_name && (behind || before()) && !is_employer()
}

/// "Is there a Welsh one or is it only England?": who speaks of Wales and of another nation wants what can be used in Wales.
fn is_another_nation(clues: &Clues<'_>, one: &Match) -> bool {
    let is_home = clues.meanings.around_home.contains(&one.value);
    one.concept == Concept::Facet(Facet::Nation) && !is_home
}

/// "Moved from NHS England to Velindre": a health service that gives money, too, where it only tells where somebody was.
fn is_another_service(clues: &Clues<'_>, one: &Match) -> bool {
    let is_service = || {
        let employer = clues.of_readers(one.from, Concept::Employer);
        employer.is_some_and(|(_, own)| own.to == one.to && clues.meanings.nhs.contains(&own.value))
    };
    let is_led = clues.backwards(one.from, 1).any(|place| clues.is_function_word(place));
    one.is_a_funder() && is_led && is_service()
}

/// "PHW improvement fund, I work at Swansea Bay": a board that only stands in the name of something, where the reader says theirs.
fn is_board_of_a_name(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 4;
    let works_there = |own: &Match| {
        let says = |at: usize| {
            [Cue::Works, Cue::Stationed, Cue::IAm].into_iter().any(|cue| clues.is(at, cue))
        };
        let leads = |at: usize| clues.words[at].is_light() || clues.is(at, Cue::Workplace);
        clues.backwards(own.from, NEAR).take_while(|at| says(*at) || leads(*at)).any(says)
    };
    let is_theirs =
        |other: &Match| other.is_a_board() && other.value != one.value && works_there(other);
    one.is_a_board() && !works_there(one) && known.iter().any(is_theirs)
}

/// "HCRW Advanced Fellowship, band 5 BMS", "advanced communication course, band 5": a level that is part of what something is called,
/// where the reader says their own.
fn is_level_of_a_thing(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 3;
    let level = Concept::Facet(Facet::CareerLevel);
    let is_thing = |at: usize| {
        let mut others = known.iter().filter(|other| other.takes_in(at));
        others.any(Match::is_a_wish) || clues.is(at, Cue::Programme)
    };
    let is_own = |other: &Match| {
        other.concept == level && other.value != one.value && !other.overlaps(one) && {
            let behind = clues.onwards(other.to, 2).find(|at| !clues.words[*at].is_light());
            !behind.is_some_and(is_thing)
        }
    };
    // "Bands 5/6 course" is for both.
    let is_band = |at: usize| clues.is(at, Cue::Band) || clues.writes_a_band(at);
    // "My Advanced Fellowship ends next year" tells nobody's level either.
    let is_of_ones_own = || clues.is_owned(one.from) && clues.onwards(one.to, 1).any(is_thing);
    one.concept == level
        && !(one.from..one.to).any(is_band)
        && clues.onwards(one.to, NEAR).any(is_thing)
        && (known.iter().any(is_own) || is_of_ones_own())
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    found.retain(|one| !is_of_a_site(clues, one));
    let known = found.clone();
    found.retain(|one| !is_level_of_a_thing(clues, &known, one));
    // "Below band 7", "no longer band 5".
    found.retain(|one| {
        let is_other = [Cue::AtMost, Cue::Lapsed].into_iter();
        let is_said = || is_other.clone().any(|cue| clues.led_by(one.from, cue).is_some());
        !(one.is_a_level() && is_said())
    });
    let known = found.clone();
    found.retain(|one| !is_board_of_a_name(clues, &known, one));
    let names = |nation: &String| found.iter().any(|one| one.is(Facet::Nation, nation));
    // "Moved from Scotland to Cardiff": who works for an organisation of NHS Wales is in Wales.
    let works_at_home = found.iter().any(|one| one.is_a_board());
    if works_at_home || clues.meanings.home.as_ref().is_some_and(names) {
        found.retain(|one| !is_another_nation(clues, one));
    }
    if works_at_home {
        found.retain(|one| !is_another_service(clues, one));
    }
    // "I work in London but start at Singleton in January": where somebody will be tells what is open to them by then.
    let is_there_yet = (0..clues.words.len()).any(|at| clues.is(at, Cue::BeforeThen));
    let arrives = |one: &Match| {
        !is_there_yet && one.is_a_board() && clues.led_by(one.from, Cue::Arriving).is_some()
    };
    if found.iter().any(arrives) {
        let is_left = |one: &Match| {
            let is_home = Some(&one.value) == clues.meanings.own_nhs.as_ref();
            one.concept == Concept::Employer && clues.meanings.nhs.contains(&one.value) && !is_home
        };
        found.retain(|one| !is_left(one));
    }
    // "Fellowships open to audiologists", "ar agor i awdiolegwyr".
    let says_for_whom = |one: &Match| {
        let joins =
            |at: usize| clues.word(at).is_some_and(|word| word.link(Lang::Cy) == Some(Link::Joins));
        match one.length() {
            1 => clues.is(one.to, Cue::ForWhom),
            2 => clues.words[one.from].is_welsh && joins(one.to) && !clues.stops[one.to],
            _ => false,
        }
    };
    found.retain(|one| !(one.is(Facet::Status, State::Open.code()) && says_for_whom(one)));
    found.retain(|one| {
        let own = &clues.words[one.from..one.to];
        !clues.cues.is_ruled_out(one.concept, &one.value, own, clues.ruled)
    });
}
