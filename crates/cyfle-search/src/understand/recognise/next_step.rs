//! What someone has is not what they want: "I have finished the STP", "after my MSc", "already have a PhD", "wedi gorffen fy
//! noethuriaeth". The qualification is told to the judge of fit, and its stage is no longer sought; what comes next is. Nor does
//! who is on a stage look for it, where they ask for something else than what pays for it.

use std::ops::Range;

use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Cue, Facet};

use super::progress::{is_nearly_over, is_over, is_underway};
use super::theirs::{is_a_way_in, is_had_too, is_held, is_listed, is_theirs};
use super::{Clues, degree_class};
use crate::results::Concept;
use crate::understand::matches::Match;

const STAGE: Concept = Concept::Facet(Facet::EducationStage);

/// What somebody has, or is on, and what follows from it.
struct Held<'a> {
    /// What names it.
    name: Match,
    qualification: &'a str,
    /// The level that was reached with it, where that is told.
    level: Option<&'a str>,
    /// The stages that are sought in its place.
    stages: Vec<String>,
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let known = found.as_slice();
    let held: Vec<Held<'_>> = known.iter().filter_map(|one| had(clues, known, one)).collect();
    follow_what_ends(clues, found, &held);
    let given = already(clues, found);
    // Nor is it sought of whoever gave it: "I've got MRC funding, need travel money".
    let gave = |one: &Match| {
        let is_from = |own: &Match| own.to + 1 == one.from && clues.is(own.to, Cue::From);
        one.is_a_funder() && given.iter().any(|own| own.from == one.to || is_from(own))
    };
    found.retain(|one| !given.contains(one) && !gave(one));
    let ladder = &clues.meanings.ladder;
    let highest = held.iter().filter_map(|own| ladder.height(own.qualification)).max();
    for own in held {
        let (from, to) = (own.name.from, own.name.to);
        found.retain(|other| {
            !(other.is_inside(&own.name)
                && matches!(other.concept, Concept::Facet(Facet::EducationStage | Facet::Theme)))
        });
        found.extend(own.stages.into_iter().map(|stage| Match::new(from, to, STAGE, stage)));
        let level = Concept::Facet(Facet::CareerLevel);
        found.extend(own.level.map(|reached| Match::new(from, to, level, reached)));
        // "I have an MSc and a PhD": the highest tells it.
        if ladder.height(own.qualification) == highest {
            found.push(Match::new(from, to, Concept::Qualification, own.qualification));
        }
    }
}

/// What somebody has, or has been through, that is given or taught, beside something else that they ask for.
fn already(clues: &Clues<'_>, found: &[Match]) -> Vec<Match> {
    // "I hold the Certificate of Competence, want a specialist diploma".
    let is_certified = |one: &Match| {
        let says_so = one.length() > 1 && clues.is_registration(one) && !is_a_way_in(clues, one);
        let is_named = (one.from..one.to).any(|at| clues.is(at, Cue::Programme));
        says_so && !is_named && is_held(clues, found, one.from)
    };
    let had =
        found.iter().filter(|one| has_already(clues, found, one) || is_certified(one)).cloned();
    let mut own: Vec<Match> = had.chain(been_taught(clues, found)).collect();
    // And what a certificate was given for.
    let was_for = |one: &&Match| {
        is_about(one) && own.iter().any(|paper| is_paper(clues, paper) && paper.from == one.to)
    };
    let about: Vec<Match> = found.iter().filter(was_for).cloned().collect();
    own.extend(about);
    own
}

/// Where that stands.
pub(in crate::understand) fn already_had(clues: &Clues<'_>, found: &[Match]) -> Vec<Range<usize>> {
    already(clues, found).into_iter().map(|one| one.from..one.to).collect()
}

/// What says of a thing behind it that nobody has it yet.
const STILL_OPEN: [Cue; 5] = [Cue::NotHeld, Cue::Without, Cue::Unwanted, Cue::Needed, Cue::Wanting];

/// "I've got a mentor, I need project money", "already have funding": what is given, and somebody has, beside something else that they
/// ask for.
fn has_already(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    const NEAR: usize = 3;
    // "I hold a Wellcome fellowship", "I have a leadership certificate".
    let is_named_by = |own: &Match| own.is_an_employer() || is_about(own);
    let name = found.iter().find(|own| is_named_by(own) && own.to == one.from);
    let from = name.map_or(one.from, |own| own.from);
    let before = |cue: Cue| clues.any(clues.backwards(from, NEAR), cue);
    // "Can I have a mentor or some money", "not till I've got a certificate".
    let asks = || {
        let cues = [Cue::Asking, Cue::Until];
        clues.any_before(one.from, NEAR + 1, &cues)
    };
    let asks_more = || wishes_besides(found, one).any(Match::is_given);
    // "Spoke at a conference in June, now want a secondment".
    let was_there = || {
        let said = clues.backwards(one.from, NEAR + 1).find(|at| clues.is(*at, Cue::Attended));
        said.is_some_and(|said| !clues.any(clues.backwards(said, 2), Cue::Wanting))
    };
    // "Mae mentor gyda fi eisoes", "mentor already in place".
    let is_there = || {
        let mut behind = clues.onwards(one.to, NEAR);
        behind.any(|at| clues.is(at, Cue::Holder) && clues.is(at, Cue::Over))
    };
    // "We have £5,000 in our ward fund".
    let is_ours = || {
        let is_funding = clues.means(one, StandsFor::AnyMoney) && clues.is_owned(one.from);
        let is_said = (0..one.from).any(|at| clues.is(at, Cue::Owned));
        is_funding && is_said
    };
    let is_had = || {
        let is_said = is_ours() || (before(Cue::HeldBySomeone) && before(Cue::Reader));
        is_said || before(Cue::Owned) || is_had_too(clues, found, one)
    };
    // "I won an award last year, now I want a PhD": no prize is sought besides.
    let asks_else = || is_prize(clues, one) && wishes_besides(found, one).next().is_some();
    one.is_given()
        && (is_had() || was_there() || is_there())
        && !STILL_OPEN.into_iter().any(before)
        && !asks()
        && (asks_more() || asks_else())
}

/// Whether it is what something may be about.
const fn is_about(one: &Match) -> bool {
    matches!(one.concept, Concept::Facet(Facet::Theme | Facet::Topic))
}

/// Whether it is what says that somebody has learnt something.
fn is_paper(clues: &Clues<'_>, one: &Match) -> bool {
    clues.means(one, StandsFor::Certificate)
}

/// Whether something is given for what has been done.
fn is_prize(clues: &Clues<'_>, one: &Match) -> bool {
    clues.means(one, StandsFor::Award) || is_prize_offered(clues, one)
}

fn is_prize_offered(clues: &Clues<'_>, one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::Offer) && clues.meanings.prizes.contains(&one.value)
}

/// "I did a leadership course, now research please": a course that somebody has been on, where they ask for something else, and
/// what it was about.
fn been_taught(clues: &Clues<'_>, found: &[Match]) -> Vec<Match> {
    const NEAR: usize = 3;
    const ABOUT: usize = 3;
    let is_course = |one: &&Match| {
        // "Cwrs arweinyddiaeth" begins with it.
        let before = one.from.checked_sub(1).filter(|_| clues.words[one.from].is_welsh);
        let mut named = std::iter::once(one.to - 1).chain(before);
        let is_named = named.any(|at| clues.is(at, Cue::Course));
        let about =
            matches!(one.concept, Concept::Facet(Facet::Kind | Facet::Theme | Facet::Topic));
        about && is_named
    };
    let been = |course: &Match| {
        let names_it = |one: &&Match| (one.from..one.to + ABOUT).contains(&course.from);
        let begins = found.iter().filter(names_it).map(|one| one.from);
        let from = begins.min().unwrap_or(course.from);
        let before = |cue: Cue| clues.any(clues.backwards(from, NEAR), cue);
        let was = [Cue::Attended, Cue::Finished, Cue::Held].into_iter().any(before);
        let is_past = was && !STILL_OPEN.into_iter().any(before);
        is_past.then_some(from..course.to)
    };
    let places: Vec<Range<usize>> = found.iter().filter(is_course).filter_map(been).collect();
    let is_in = |one: &Match| places.iter().any(|own| own.start <= one.from && one.to <= own.end);
    let can_be_its = |one: &&Match| {
        let about = matches!(
            one.concept,
            Concept::Facet(Facet::Kind | Facet::Theme | Facet::Topic | Facet::Offer)
        );
        about && is_in(one)
    };
    let seeks_more = found.iter().any(|one| one.is_a_wish() && !is_in(one));
    if !seeks_more {
        return Vec::new();
    }
    found.iter().filter(can_be_its).cloned().collect()
}

/// What is said to be had of a stage or a programme.
fn had<'a>(clues: &Clues<'a>, found: &[Match], one: &Match) -> Option<Held<'a>> {
    if one.is_a_stage() {
        had_of_a_stage(clues, found, one)
    } else if clues.is_registration(one) {
        had_of_a_programme(clues, found, one)
    } else {
        None
    }
}

fn had_of_a_stage<'a>(clues: &Clues<'a>, found: &[Match], one: &Match) -> Option<Held<'a>> {
    let ladder = &clues.meanings.ladder;
    let with =
        |qualification, stages| Held { name: one.clone(), qualification, level: None, stages };
    if !is_theirs(clues, found, one) {
        let most = ladder.below(&one.value).filter(|_| is_on_and_asks_more(clues, found, one))?;
        return Some(with(most, Vec::new()));
    }
    let least = ladder.short_of_a_degree(&one.value);
    // What has a number is held as what has a name is: "my level 3".
    let is_numbered = (one.from..one.to).any(|place| clues.number(place).is_some());
    // Who has come through school may well look for the degree that this leads to. "A level 3" is none of it.
    if !is_numbered && clues.any(one.from..one.to, Cue::Schooling) {
        return Some(with(least?, vec![one.value.clone()]));
    }
    let named = || least.or_else(|| ladder.needed(&one.value));
    let is_had = is_numbered || is_held(clues, found, one.from);
    let qualification = ladder.gives(&one.value).or_else(|| named().filter(|_| is_had))?;
    // Who would train for a register does not look for what comes behind a doctorate.
    let retrains = wishes_besides(found, one).any(|other| {
        let is_behind = || is_held(clues, found, other.from) || is_nearly_over(clues, found, other);
        clues.is_registration(other) && !clues.speaks_of_a_register(other) && !is_behind()
    });
    // Who would like a prize for it names it.
    let would_be_honoured = wishes_besides(found, one).any(|other| is_prize_offered(clues, other));
    if would_be_honoured {
        return Some(with(qualification, vec![one.value.clone()]));
    }
    // "PhD holder looking for an MSc" names the stage that is sought.
    let is_sought = |other: &Match| other.is_a_stage() && clues.is_led_by_a_wish(other.from);
    let seeks_a_stage = wishes_besides(found, one).any(is_sought);
    let beyond = ladder.beyond(qualification).filter(|_| !retrains && !seeks_a_stage);
    Some(with(qualification, beyond.map(str::to_owned).collect()))
}

fn had_of_a_programme<'a>(clues: &Clues<'a>, found: &[Match], one: &Match) -> Option<Held<'a>> {
    let mut programmes = clues.meanings.programmes.iter();
    let programme = programmes.find(|other| clues.writes(one.from..one.to, &other.name))?;
    let reached = Some(programme.level.as_str());
    let with =
        |qualification, level| Held { name: one.clone(), qualification, level, stages: Vec::new() };
    let is_through = is_held(clues, found, one.from) || is_over(clues, found, one);
    if (is_through || is_listed(clues, one)) && !is_a_way_in(clues, one) {
        return Some(with(programme.reached.as_str(), reached));
    }
    let needed = programme.needed.as_deref()?;
    // Who is nearly through and names no other wish asks what comes next.
    let is_last = is_nearly_over(clues, found, one);
    let wishes = wishes_besides(found, one).next().is_some();
    let is_had = is_last || (wishes && is_on(clues, one));
    is_had.then(|| with(needed, reached.filter(|_| is_last && !wishes)))
}

/// What somebody will have before long who is nearly through a stage, or has with a class that may not do.
pub(in crate::understand) fn expected(clues: &Clues<'_>, found: &[Match]) -> Option<String> {
    let ladder = &clues.meanings.ladder;
    let ending = found.iter().filter(|one| is_ending(clues, found, one));
    let gives = ending.filter_map(|one| ladder.gives(&one.value));
    gives.chain(degree_class::low(clues)).max_by_key(|own| ladder.height(own)).map(str::to_owned)
}

/// Adds what follows the stages that are coming to their end.
fn follow_what_ends(clues: &Clues<'_>, found: &mut Vec<Match>, held: &[Held<'_>]) {
    let ladder = &clues.meanings.ladder;
    let known = found.as_slice();
    let ends = |one: &&Match| {
        is_ending(clues, known, one) && !held.iter().any(|own| own.name.overlaps(one))
    };
    let ending: Vec<Match> = known.iter().filter(ends).cloned().collect();
    for one in ending {
        // "The last year of a charity-funded PhD": money that is named right before it pays for it already.
        let pays_already = |own: &Match| {
            own.from < one.from
                && (one.from..=one.to + 1).contains(&(own.to + 1))
                && !clues.stops[one.from]
        };
        found.retain(|own| !(is_money(clues, own) && pays_already(own)));
        let stages = ladder.gives(&one.value).into_iter().flat_map(|own| ladder.beyond(own));
        let following: Vec<Match> =
            stages.map(|stage| Match::new(one.from, one.to, STAGE, stage)).collect();
        // Where it is known what follows, the same again is not sought, unless money is all that is: "is there bridging money".
        if !following.is_empty() && !asks_for_money_alone(clues, found, &one) {
            found.retain(|other| *other != one);
        }
        // Who will soon have the highest qualification may mostly apply for what needs it: it is left open.
        if let Some(most) = ladder.below(&one.value).filter(|_| following.is_empty()) {
            found.push(Match::new(one.from, one.to, Concept::AtMost, most));
        }
        found.extend(following);
    }
}

/// "STP trainee", "halfway through the STP": who is on a programme and asks for something else does not look for the programme.
fn is_on(clues: &Clues<'_>, programme: &Match) -> bool {
    let near = clues.backwards(programme.from, 3).chain(clues.onwards(programme.to, 2));
    clues.any(beside(clues, programme), Cue::Trainee)
        || clues.any(near, Cue::CourseYear)
        || is_midway(clues, programme)
}

/// The places where it is said of somebody that they are on a stage or a programme: "student on an MSc", "PhD student".
fn beside(clues: &Clues<'_>, one: &Match) -> impl Iterator<Item = usize> {
    clues.backwards(one.from, 3).chain(clues.onwards(one.to, 1))
}

/// "Halfway through my PhD", "ail flwyddyn fy noethuriaeth".
fn is_midway(clues: &Clues<'_>, one: &Match) -> bool {
    // "Not on the STP", "a place on the STP".
    let never = [Cue::NotHeld, Cue::Without, Cue::Unwanted, Cue::Admission];
    let is_meant = |place: usize| !clues.any_before(place, 3, &never);
    // "Doing a PhD alongside my job": whoever begins so says what they do.
    let begins = |place: usize| {
        let is_begun = place == 0 || clues.stops[place];
        is_begun && clues.length(place, Cue::Undergoing) > 0
    };
    let says = [Cue::Reader, Cue::IAm, Cue::SoFar, Cue::Emphasis];
    let is_said = |place: usize| clues.any_before(place, 2, &says);
    if is_underway(clues, one).is_some_and(is_said) {
        return true;
    }
    let mut before = clues.backwards(one.from, 6);
    before.any(|place| (clues.is(place, Cue::Midway) && is_meant(place)) || begins(place))
}

/// "Halfway through a PhD, travel grant", "PhD student, travel": whether somebody is on a stage and asks for what does not pay for it.
fn is_on_and_asks_more(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    // "My PhD student" is somebody else.
    let is_owned = clues.any(clues.backwards(one.from, 3), Cue::Possessive);
    let is_on =
        is_midway(clues, one) || (!is_owned && beside(clues, one).any(|at| clues.is_a_learner(at)));
    // Neither does a network pay for it, nor a conference.
    let serves_else = |own: &Match| match own.concept {
        Concept::Facet(Facet::Offer) => !is_money(clues, own),
        Concept::Facet(Facet::Kind) => !clues.is_for_money(own),
        _ => false,
    };
    let asks_more = || wishes_besides(found, one).any(serves_else);
    is_on && asks_more() && !is_nearly_over(clues, found, one)
}

/// What is sought besides a stage or a programme that is named.
fn wishes_besides<'a>(found: &'a [Match], own: &'a Match) -> impl Iterator<Item = &'a Match> {
    found.iter().filter(move |one| one.is_a_wish() && !one.overlaps(own))
}

/// Whether money is sought besides a stage, and nothing else.
fn asks_for_money_alone(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    let mut wishes = wishes_besides(found, one).peekable();
    wishes.peek().is_some() && wishes.all(|wish| is_money(clues, wish))
}

/// Whether a wish is for what pays for a stage, or for money in general.
fn is_money(clues: &Clues<'_>, wish: &Match) -> bool {
    // Its fees, and a living or the time while one is on it.
    let mut pay = clues.meanings.for_study.iter().chain(&clues.meanings.for_time);
    let is_pay = wish.concept == Concept::Facet(Facet::Offer) && pay.any(|own| *own == wish.value);
    is_pay || clues.means(wish, StandsFor::AnyMoney)
}

/// "My doctorate ends in six months": who is on it looks for what follows, and not for the same again.
fn is_ending(clues: &Clues<'_>, found: &[Match], one: &Match) -> bool {
    one.is_a_stage() && is_nearly_over(clues, found, one)
}
