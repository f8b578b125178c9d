//! Whether what is named is somebody's already, and whose: "I have a PhD", "a microbiologist with a PhD", "PhD in 2019", "MSc. I want
//! a mentor", but "can I have PhD funding" and "my manager has a PhD". [`next_step`](super::next_step) says what follows from it.

use std::ops::Range;

use cyfle_catalogue::{Cue, Facet, Lang};

use super::Clues;
use super::below::is_below_what_is_wanted;
use super::credentials::is_credential;
use super::degree_class::is_classed;
use super::progress::{TOLD_OF, is_over, is_underway};
use crate::results::Concept;
use crate::understand::matches::{Match, is_within};
use crate::understand::words::Link;

/// Whether it is said of a stage that somebody has come through it.
pub(super) fn is_theirs(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    // Who is "already a PhD student" has none yet, and "I have a PhD student" speaks of another.
    let is_none_yet = clues.any(clues.onwards(one.to, 1), Cue::Others)
        || is_a_way_in(clues, one)
        || is_of_everyone(clues, one)
        // "Did a PhD but didn't finish".
        || clues.any(clues.onwards(one.to, 4), Cue::Unfinished)
        || is_underway(clues, one).is_some();
    !is_none_yet && (is_told(clues, found, one) || is_had_too(clues, found, one))
}

/// "Everyone in my team has a PhD except me", "none of us has a PhD".
fn is_of_everyone(clues: &Clues<'_>, one: &Match) -> bool {
    const NEAR: usize = 7;
    let are_meant = |at: usize| clues.is(at, Cue::Everyone);
    clues.led_by(one.from, Cue::TheyHave).is_some()
        && clues.backwards(one.from, NEAR).any(are_meant)
}

/// Whether it is said of a stage itself that somebody has come through it.
fn is_told(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    is_classed(clues, one)
        || is_held(clues, found, one.from)
        || is_with_someone(clues, found, one.from)
        || is_listed(clues, one)
        || is_said_of_oneself(clues, found, one)
        || begins_with_it(clues, found, one)
        || is_behind(clues, found, one)
        || is_valued(clues, one)
        || is_over(clues, found, one)
        || is_had_before_a_wish(clues, one.from, one.to)
        || is_beside_what_is_lacked(clues, found, one)
        || is_bracketed_behind_a_title(clues, found, one)
        || is_part_of_what_somebody_is(clues, found, one)
        || is_had_by_a_title(clues, found, one)
        || is_asked_of_whoever(clues, found, one)
        || is_had_by_ones_own(clues, found, one)
        || is_had_by_a_senior(clues, found, one)
        || is_below_what_is_wanted(clues, found, one)
        || is_credential(clues, found, one)
}

/// "Consultant clinical scientist, PhD, large project grant": in a bare list, a doctorate of somebody at the highest level. Who would
/// study for one there says so, or asks for its fees.
fn is_had_by_a_senior(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let ladder = &clues.meanings.ladder;
    let is_highest = ladder.gives(&one.value).is_some_and(|own| ladder.is_the_highest(own));
    let begins = one.from == 0 || clues.stops[one.from];
    let ends = clues.stops.get(one.to).is_none_or(|stop| *stop);
    let highest = clues.meanings.highest_level.as_deref();
    let is_senior = |other: &Match| other.is_a_level() && Some(other.value.as_str()) == highest;
    let is_of_a_student = |other: &Match| {
        let is_paid = clues.meanings.for_study.contains(&other.value);
        (is_paid && other.concept == Concept::Facet(Facet::Offer))
            || other.concept == Concept::Facet(Facet::Mode)
    };
    is_highest
        && begins
        && ends
        && found.iter().any(is_senior)
        && !found.iter().any(is_of_a_student)
}

/// "My deputy has a PhD", "one of my staff holds a doctorate", "a trainee of mine with a PhD": whoever asks for somebody of theirs says
/// what these have. [`somebody_else`](super::somebody_else) has left out what others have for whom nobody asks.
fn is_had_by_ones_own(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    const NEAR: usize = 3;
    // "My department has PhD funding".
    let goes_on = clues.stops.get(one.to) == Some(&false);
    if goes_on && found.iter().any(|other| other.from == one.to && other.is_given()) {
        return false;
    }
    let is_of_the_team = |at: usize| clues.around(at, Cue::Team).is_some();
    let has = clues.backwards(one.from, NEAR).find(|at| {
        let is_with = clues.is(*at, Cue::With) && clues.backwards(*at, NEAR).any(is_of_the_team);
        is_with || clues.is(*at, Cue::TheyHave)
    });
    let Some(has) = has else { return false };
    let leads = |at: usize| {
        let passes = [Cue::Possessive, Cue::Over, Cue::Emphasis];
        clues.words[at].is_light() || passes.into_iter().any(|cue| clues.is(at, cue))
    };
    let is_owned = |at: usize| clues.is(at, Cue::Possessive) || clues.is(at, Cue::They);
    let mut before = clues.backwards(has, NEAR);
    (has + 1..one.from).all(leads) && before.any(|at| is_owned(at) || is_of_the_team(at))
}

/// "Fellowships for people with a PhD", "awards that need a PhD": what is sought is for those who have one.
fn is_asked_of_whoever(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let is_for = |with: usize| clues.any(clues.backwards(with, 1), Cue::Someone);
    let has = clues.led_by(one.from, Cue::With).is_some_and(is_for);
    // "A radiographer needing a PhD" has none.
    let is_of_it =
        |said: usize| clues.backwards(said, 1).any(|at| is_within(found, at, Match::is_given));
    has || clues.led_by(one.from, Cue::Requires).is_some_and(is_of_it)
}

/// "I'm a PhD physicist", "PhD physicist here": right before a title that somebody says to be theirs.
fn is_part_of_what_somebody_is(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let goes_on = clues.stops.get(one.to) == Some(&false);
    let title = found.iter().find(|other| other.says_who() && other.from == one.to);
    let before = || clues.backwards(one.from, 3).any(|at| clues.is(at, Cue::IAm));
    let is_theirs = |title: &Match| before() || clues.is(title.to, Cue::Present);
    goes_on && title.is_some_and(is_theirs)
}

/// "Senior scientist has PhD", but "my manager has a PhD".
fn is_had_by_a_title(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let mut before = clues.backwards(one.from, 2);
    let had = before.find(|at| !clues.words[*at].is_light());
    had.is_some_and(|at| {
        let is_title = |title: &Match| title.says_who() && title.to == at && !clues.stops[at];
        clues.is(at, Cue::HeldBySomeone) && !clues.is(at, Cue::Over) && found.iter().any(is_title)
    })
}

/// "Consultant clinical scientist (PhD)".
fn is_bracketed_behind_a_title(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let before = one.from.checked_sub(1);
    before.is_some_and(|place| is_within(found, place, Match::says_who))
        && clues.is_bracketed(one.from..one.to)
}

/// "PhD but no FRCPath": whoever says what they lack says before it what they have.
fn is_beside_what_is_lacked(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    const NEAR: usize = 4;
    let lacks = |at: usize| clues.is(at, Cue::Without) || clues.is(at, Cue::Lacking);
    let leads = |at: usize| clues.is_function_word(at) || lacks(at) || clues.is(at, Cue::And);
    let is_lacked = |other: &Match| {
        let between = one.to..other.from;
        let is_near = !between.is_empty() && between.len() <= NEAR;
        is_near && between.clone().all(leads) && between.clone().any(lacks)
    };
    // "Without an MSc or a PhD" lacks both.
    let is_denied = clues.backwards(one.from, NEAR).any(lacks);
    let mut others = found.iter().filter(|other| other.is_a_stage() && other.from > one.to);
    // "A fellowship without a master's" is none that somebody has.
    !is_denied
        && !lacks(one.to)
        && !clues.stops.get(one.to).is_none_or(|stop| *stop)
        && others.any(is_lacked)
}

/// "Got MSc want PhD": whoever has one and wants something else need not say who has it.
pub(super) fn is_had_before_a_wish(clues: &Clues<'_>, from: usize, to: usize) -> bool {
    let mut before = clues.backwards(from, 2);
    let had = before.find(|at| !clues.words[*at].is_light());
    clues.is(to, Cue::Wanting)
        && had.is_some_and(|at| {
            clues.is(at, Cue::HeldBySomeone) && !clues.any(clues.backwards(at, 2), Cue::Wanting)
        })
}

/// "I have an MSc, FRCPath and a mentor": one of several, named one behind the other, of which the first is somebody's.
pub(super) fn is_had_too(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let mut last = one;
    for _ in 0..LONGEST_LIST {
        let Some(other) = named_before(clues, found, last) else { return false };
        if is_told(clues, found, other) {
            return true;
        }
        last = other;
    }
    false
}

/// So many things at most are named one behind the other.
const LONGEST_LIST: usize = 6;

/// The stage that is named right before something in a list whose end is joined by "and".
fn named_before<'a>(clues: &Clues<'_>, found: &'a [Match], one: &Match) -> Option<&'a Match> {
    const NEAR: usize = 3;
    let is_and = |at: usize| clues.is(at, Cue::And);
    let between = one.from.saturating_sub(NEAR)..one.from;
    let goes_on = |at: &usize| {
        let passes = clues.words[*at].is_light() || is_and(*at);
        passes && (!clues.stops[at + 1] || clues.is_listed(at + 1))
    };
    let from = between.rev().take_while(goes_on).last().unwrap_or(one.from);
    let is_next = !clues.stops[from] || clues.is_listed(from);
    let is_joined = is_and(one.to) || (from..one.from).any(is_and);
    // "An MSc and PhD funding".
    let goes_on_behind = clues.stops.get(one.to) == Some(&false);
    let is_of_more =
        goes_on_behind && found.iter().any(|other| other.from == one.to && other.is_given());
    let mut others = found.iter().filter(|other| other.to == from && other.is_a_stage());
    others.next().filter(|_| is_next && is_joined && !is_of_more)
}

/// "I've got an STP place": whoever has one has yet to begin.
pub(super) fn is_a_way_in(clues: &Clues<'_>, one: &Match) -> bool {
    let behind = |cue: Cue| clues.any(clues.onwards(one.to, 1), cue);
    // "I have a PhD supervisor", but "finished my PhD project".
    let is_done = || {
        let mut before = clues.backwards(one.from, 4);
        before.any(|at| clues.is(at, Cue::Finished) && !clues.is(at, Cue::Reader))
    };
    behind(Cue::Admission) || (behind(Cue::Prospect) && !is_done())
}

/// Whether the words before a place say that what stands there is held. "Have" alone also asks ("can I have"), so it needs
/// "I" or "already" beside it.
pub(super) fn is_held(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    // "Mae gen i syniad ar gyfer PhD": what is had is for it; but "talodd am fy MSc".
    let leads_over =
        clues.led_by(at, Cue::LeadsOver).is_some_and(|said| !clues.is(said, Cue::Held));
    if leads_over && !clues.is_owned(at) {
        return false;
    }
    let mut furthest = at;
    let mut weak = false;
    for place in clues.backwards(at, 4) {
        // "Gen i MSc isio PhD".
        let is_wish = |cue: Cue| clues.is(place, cue) && !clues.is(place, Cue::Held);
        if is_wish(Cue::Wanting) || is_wish(Cue::Seeking) {
            return false;
        }
        furthest = place;
        // "Dim ond gradd", nothing but a degree, is one.
        let lacks = clues.length(place, Cue::Without).max(clues.length(place, Cue::NotHeld));
        if lacks > 0 && lacks >= clues.length(place, Cue::Held) {
            return false;
        }
        if clues.asks_what_happened(place) {
            return false;
        }
        // "Got my PhD" says more than "got".
        if clues.is(place, Cue::Held) {
            let before = |cue: Cue| clues.any(clues.backwards(place, 2), cue);
            // "Not after a PhD", but "not long finished".
            let is_denied = clues.any(clues.backwards(place, 1), Cue::Unwanted);
            // "Isio cwblhau MSc", "hoffwn orffen fy ngradd".
            let is_yet_to_be = clues.words[place].is_welsh
                && [Cue::Wanting, Cue::Needed, Cue::WouldLike].into_iter().any(before);
            // "Nearly finished my PhD".
            let is_yet_to_be = is_yet_to_be || clues.any(clues.backwards(place, 1), Cue::Almost);
            let is_sought = is_denied || is_yet_to_be || is_sought_after(clues, found, place);
            return !before(Cue::Supposed) && !before(Cue::Without) && !is_sought;
        }
        weak |= clues.is(place, Cue::HeldBySomeone);
        if weak && clues.is(place, Cue::Holder) {
            // "Can I have PhD funding".
            return !clues.any(clues.backwards(place, 1), Cue::Asking);
        }
        // "I've a chemistry degree", but "I've a place on an MSc", and "I'm a second-year STP trainee".
        let says_one = clues.is(place, Cue::Reader) && clues.is(place + 1, Cue::There);
        // In "radiograffydd ydw i a hoffwn wneud PhD" these are other words.
        let is_had = says_one && clues.around(place, Cue::IAm).is_none();
        if is_had && is_part_of_a_name(clues, found, place + 2..at) {
            return true;
        }
    }
    let asks = || clues.any(clues.backwards(furthest - 1, 1), Cue::Asking);
    weak && furthest > 0 && clues.is(furthest - 1, Cue::Reader) && !asks()
}

/// "Cardiac physio, after an MSc": who is after one looks for it. What comes after one is something else: "what next after a PhD".
fn is_sought_after(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let is_somebody = || {
        clues.stops[at]
            || clues.words[before].is_light()
            || clues.is(before, Cue::IAm)
            || clues.is(before, Cue::Emphasis)
            || is_within(found, before, Match::says_who)
    };
    // "We are after PhD funding", but "what can I do after my MSc".
    let are = (clues.is(before, Cue::Asking) && !clues.is(before, Cue::Doing))
        || clues.length(before, Cue::Seeking) > 1;
    clues.is(at, Cue::Seeking) && (are || (clues.is(at + 1, Cue::There) && is_somebody()))
}

/// "With a PhD in tumour profiling behind me", but "with my MSc fees already paid".
fn is_behind(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let is_over = |place: usize| clues.is(place, Cue::Over) && !clues.is(place, Cue::HeldBySomeone);
    let mut told =
        clues.onwards(one.to, TOLD_OF).take_while(|at| !is_within(found, *at, Match::is_given));
    withs(clues, found, one.from).next().is_some() && told.any(is_over)
}

/// "My BSc isn't accredited": what a body thinks nothing of, or much, is somebody's.
fn is_valued(clues: &Clues<'_>, one: &Match) -> bool {
    let is_owned = clues.is_owned(one.from);
    is_owned && clues.any(clues.onwards(one.to, TOLD_OF), Cue::Accredited)
}

/// "With a BSc, what can I apply for?": who begins so speaks of themselves.
fn begins_with_it(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let begins = withs(clues, found, one.from).any(|with| with == 0);
    begins && clues.stops.get(one.to) == Some(&true)
}

/// "Have PhD, echo, Swansea": a part of a list that says nothing else.
pub(super) fn is_listed(clues: &Clues<'_>, one: &Match) -> bool {
    // "Have a PhD in chemistry, want".
    let ends = clues.stops.get(one.to).is_none_or(|stop| *stop) || clues.is(one.to, Cue::Workplace);
    let before: Vec<usize> = clues.backwards(one.from, 3).collect();
    let begins = before.last().is_some_and(|first| *first == 0 || clues.stops[*first]);
    let says_only = before.iter().all(|place| {
        clues.is(*place, Cue::HeldBySomeone)
            || clues.is(*place, Cue::Holder)
            || clues.words[*place].is_light()
    });
    ends && begins && says_only && clues.any(before.into_iter(), Cue::HeldBySomeone)
}

/// "I am a microbiologist, PhD, looking for a fellowship": among what somebody says to be it is theirs, where they say behind it that
/// they seek something. A bare list says no such thing: "microbiologist, PhD, salary".
fn is_said_of_oneself(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let is_bare = clues.stops[one.from] && clues.stops.get(one.to) == Some(&true);
    let mut behind = std::iter::once(one.to).chain(clues.onwards(one.to + 1, 3));
    if !is_bare || !behind.any(|at| clues.wants(at)) {
        return false;
    }
    let said = 1 + clues.onwards(1, one.from).count();
    let is_title_of = |other: &Match| other.says_who() && other.to <= said;
    let titles = || found.iter().filter(|other| is_title_of(other));
    // "Clinical engineer, band 8a, PhD. I want a fellowship": a sentence that only says who somebody is.
    let ends = clues.ends_a_sentence(one.to) && titles().any(|other| other.from == 0);
    said <= one.from && ((clues.any(0..said, Cue::IAm) && titles().next().is_some()) || ends)
}

/// "A microbiologist with a PhD", "scientist at Public Health Wales with a PhD": what stands behind a person's title is theirs.
pub(super) fn is_with_someone(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    withs(clues, found, at)
        .any(|with| is_behind_a_title(clues, found, with) || is_said_to_be(clues, with))
}

/// "I'm a Bevan Fellow with a PhD": whatever somebody says to be, with no wish between.
fn is_said_to_be(clues: &Clues<'_>, at: usize) -> bool {
    // "I am an audiologist, band 6, with an MSc".
    let goes_on = |place: &usize| !clues.stops[place + 1] || clues.is_listed(place + 1);
    let before = (at.saturating_sub(APART)..at).rev().take_while(goes_on);
    before.take_while(|place| !clues.wants(*place)).any(|place| {
        let says = clues.is(place, Cue::IAm) && clues.is(place + 1, Cue::There);
        // "I moved to Wales with a PhD".
        says || clues.is(place, Cue::InTheRoleOf) || clues.is(place, Cue::Arrived)
    })
}

/// So many words may belong to the name of what stands behind "with": "with a physics degree".
const NAMED: usize = 3;

/// Where the words begin that say of what is at a place whose it is: "with a PhD", but "with no PhD", "with an interest in a PhD".
fn withs(clues: &Clues<'_>, found: &[Match], at: usize) -> impl Iterator<Item = usize> {
    clues.backwards(at, NAMED + clues.cues.longest(Cue::With)).filter(move |with| {
        let said = clues.length(*with, Cue::With).max(usize::from(is_short_with(clues, *with)));
        let between = *with + said..at;
        said > 0 && between.len() <= NAMED && is_part_of_a_name(clues, found, between)
    })
}

/// "Gwyddonydd â PhD": the word for "with" that only its accent tells from the one for "and".
fn is_short_with(clues: &Clues<'_>, at: usize) -> bool {
    clues.word(at).is_some_and(|word| {
        let typed = clues.text.get(word.place.0..word.place.1);
        word.folded == "a" && typed.is_some_and(|typed| !typed.is_ascii())
    })
}

/// Whether words may belong to the name of what stands behind them: "a physics" degree, but not "an interest in a" PhD, nor "a funded"
/// one.
fn is_part_of_a_name(clues: &Clues<'_>, found: &[Match], mut words: Range<usize>) -> bool {
    let others = [
        Cue::Without,
        Cue::Lacking,
        Cue::Unwanted,
        Cue::NotHeld,
        Cue::Seeking,
        Cue::Wanting,
        Cue::TheyWant,
        Cue::Others,
    ];
    let points = |at: usize| {
        Lang::ALL.into_iter().any(|lang| clues.words[at].link(lang) == Some(Link::Points))
    };
    let is_other = |at: usize| {
        clues.is_function_word(at)
            || is_within(found, at, Match::is_given)
            || others.into_iter().any(|cue| clues.is(at, cue))
    };
    words.all(|at| points(at) || !is_other(at))
}

/// So many words may stand between somebody and "with".
const APART: usize = 10;

/// Whether somebody's title stands before a place, with no more between than where they work and for how long: "scientist at
/// Public Health Wales", "technologist for eleven years".
pub(super) fn is_behind_a_title(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    let says = |place: usize, cue: Cue| clues.is(place, cue);
    let passes = |place: usize| {
        clues.words[place].is_light()
            || says(place, Cue::Workplace)
            || says(place, Cue::Years)
            || clues.number(place).is_some()
            || is_within(found, place, Match::is_an_employer)
    };
    let ends = |place: &usize| is_within(found, *place, Match::says_who) || !passes(*place);
    let before = clues.backwards(at, APART).find(ends);
    // "HCPC registered with a PhD".
    let is_registered = |place: usize| clues.is(place, Cue::Registered);
    // "Graduate with a biochemistry degree": who begins so speaks of themselves.
    let is_anyone = |place: usize| {
        clues.is(place, Cue::Someone)
            && clues.backwards(place, place).all(|at| clues.words[at].is_light())
    };
    before.is_some_and(|place| {
        is_within(found, place, Match::says_who) || is_anyone(place) || is_registered(place)
    })
}
