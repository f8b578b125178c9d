//! "Without a PhD", "no HCPC", "not England", "heb PhD". A qualification or registration that someone does not have says who
//! they are; anything else that is negated is not wanted. Either way it is no wish. What was only refused, or takes too long,
//! is still wanted: by another way.

use std::ops::Range;

use cyfle_catalogue::status::State;
use cyfle_catalogue::vocabulary::StandsFor;
use cyfle_catalogue::{Cue, Facet};

use super::clues::LONGEST_NAME;
use super::comparison::{compared, is_compared};
use super::registered::is_for_a_stage;
use super::unmet::is_still_wanted;
use super::{Clues, duration};
use crate::purposes::Purpose;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let known = found.clone();
    let names = compared(clues);
    let mut changed = unjoined(clues, &known);
    found.retain(|one| !(is_body(clues, one) && changed.iter().any(|own| one.is_inside(own))));
    found.retain(|one| {
        let denied = denial(clues, &known, &names, one);
        let others = denied.and_then(|denied| instead(clues, &known, one, denied));
        let stays = others.is_none();
        changed.extend(others.into_iter().flatten());
        stays
    });
    // "No research degree" says nothing of research.
    let is_stage = |one: &&Match| {
        matches!(one.concept, Concept::AtMost | Concept::Without(Facet::EducationStage))
    };
    found.retain(|one| {
        let is_theme = one.concept == Concept::Facet(Facet::Theme);
        !(is_theme && changed.iter().filter(is_stage).any(|stage| one.is_inside(stage)))
    });
    // "No prizes" are none to be given either.
    let is_kind = |one: &&Match| one.concept == Concept::Without(Facet::Kind);
    found.retain(|one| {
        let is_offer = one.concept == Concept::Facet(Facet::Offer);
        !(is_offer && changed.iter().filter(is_kind).any(|kind| one.is_inside(kind)))
    });
    // "Genomics for non geneticists" is about genomics.
    changed.retain(|one| match one.concept {
        Concept::Without(facet) => !found.iter().any(|other| other.is(facet, &one.value)),
        _ => true,
    });
    found.extend(changed);
}

/// Where a programme is named that somebody will not go through: it takes too long ("not five years of HSST"), or is turned down
/// ("I don't want to do the STP", "HSST is not for me"). What it leads to may still be sought, as there are other ways.
pub(in crate::understand) fn set_aside(clues: &Clues<'_>, found: &[Match]) -> Vec<Range<usize>> {
    let named = (0..clues.words.len()).filter(|at| clues.is(*at, Cue::Programme));
    let refused = |at: usize| {
        let own = at..at + clues.length(at, Cue::Programme);
        let is_not_mine = clues.any(clues.onwards(own.end, 2), Cue::NotMine);
        let is_denied = || {
            negation(clues, found, at, Negated::Thing)
                .is_some_and(|own| own.is_long || is_turned_down(clues, own, at))
        };
        (is_not_mine || is_denied()).then_some(own)
    };
    named.filter_map(refused).collect()
}

/// What is named right behind a word of denial: "other than *Climb*", "not *the Emerging Researcher Award*".
pub(in crate::understand) fn denied(clues: &Clues<'_>) -> Vec<Range<usize>> {
    let behind = |at: usize| {
        let cues = [Cue::Unwanted, Cue::Compared, Cue::Refused];
        let length = cues.map(|cue| clues.length(at, cue)).into_iter().max().unwrap_or(0);
        if length == 0 {
            return None;
        }
        // What is said of a programme is said of what it leads to as well.
        let begins = at + length;
        let mut programmes = clues.meanings.programmes.iter();
        let to = begins + clues.onwards(begins, LONGEST_NAME).count();
        let is_of_a_programme = programmes.any(|own| clues.writes(at..to, &own.name));
        if is_of_a_programme {
            return None;
        }
        clues.name_behind(begins)
    };
    // "The Emerging Researcher Award is not for me".
    let before = |at: usize| {
        if !clues.is(at, Cue::NotMine) && !clues.is(at, Cue::Refuses) {
            return None;
        }
        let name = clues.backwards(at, LONGEST_NAME);
        Some(name.filter(|place| !clues.words[*place].is_light()).last()?..at)
    };
    (0..clues.words.len()).filter_map(|at| behind(at).or_else(|| before(at))).collect()
}

fn is_turned_down(clues: &Clues<'_>, denied: Denial, at: usize) -> bool {
    !denied.is_long && (!denied.lacks || does_not(clues, denied.from..at))
}

/// What stands in the place of something that is denied; nothing where it stays as it was read.
fn instead(clues: &Clues<'_>, known: &[Match], one: &Match, denied: Denial) -> Option<Vec<Match>> {
    let Denial { from, is_long, .. } = denied;
    // "There is no more funding for it" complains, where "no more courses" has had enough.
    let is_out = clues.length(from, Cue::Doing) > 1 && clues.is_for_money(one);
    let lacks = denied.lacks || is_out;
    let between = || from..one.from;
    // "Gwrthod gwneud" says more than "gwrthod".
    let refuses = clues.length(from, Cue::Refused);
    let is_refused = refuses > 0 && refuses >= clues.length(from, Cue::Unwanted);
    match one.concept {
        // "A degree that is not IBMS accredited" says what it is worth.
        Concept::Facet(Facet::Funder | Facet::Theme)
            if clues.any(clues.onwards(one.to, 2), Cue::Accredited) =>
        {
            Some(Vec::new())
        }
        Concept::Facet(Facet::Offer) if clues.any(one.from..one.to, Cue::Accredited) => {
            Some(Vec::new())
        }
        // "With the HCPC but not with the AHCS" says which registers somebody is on.
        Concept::Facet(Facet::Funder)
            if clues.register(one.from..one.to).is_some()
                && known.iter().any(|other| other.concept == Concept::Registration) =>
        {
            Some(Vec::new())
        }
        // "Nothing that has closed" is open.
        Concept::Facet(Facet::Status) if one.value == State::Closed.code() => {
            let status = Concept::Facet(Facet::Status);
            Some(vec![Match::new(from, one.to, status, State::Open.code())])
        }
        // How long what nobody wants would last.
        Concept::Duration => Some(Vec::new()),
        // "Not yet a consultant", "radiographer, not a sonographer": who says what they are not rules out nothing that is for others.
        Concept::Facet(Facet::CareerLevel) => Some(Vec::new()),
        Concept::Facet(Facet::Profession | Facet::ProfessionGroup)
            if known.iter().any(|other| other.is_a_profession() && !other.overlaps(one)) =>
        {
            Some(Vec::new())
        }
        // Where somebody does not want to go; who gets nothing there still works there.
        Concept::HealthBoard => {
            let is_left = (!lacks && !is_refused) || wants(clues, between());
            is_left.then(Vec::new)
        }
        // "They said not for Wales": these readers never want what is not for them.
        Concept::Facet(Facet::Nation) if clues.meanings.around_home.contains(&one.value) => {
            Some(Vec::new())
        }
        // Whoever was refused something still wants it.
        Concept::Facet(Facet::Kind | Facet::Offer | Facet::Theme | Facet::EducationStage)
            if is_refused =>
        {
            None
        }
        // Who would register by another way still wants to register.
        Concept::Facet(Facet::Theme) if is_programme(clues, one) && is_long => None,
        Concept::Facet(Facet::Theme)
            if is_programme(clues, one) && is_turned_down(clues, denied, one.from) =>
        {
            Some(Vec::new())
        }
        Concept::Facet(Facet::EducationStage) if lacks => stage(clues, one, from),
        // "Not registered" is said as often as "no registration".
        Concept::Facet(Facet::Theme)
            if clues.speaks_of_a_register(one)
                && (lacks || says_who_is_registered(clues, one))
                && !wants(clues, between()) =>
        {
            Some(unregistered(clues, known, one, from))
        }
        // "I don't need money, just time": much of what is sought comes with money all the same.
        Concept::Facet(Facet::Kind)
            if clues.means(one, StandsFor::AnyMoney)
                && is_needless(clues, from, one)
                && pays(clues, known) =>
        {
            Some(Vec::new())
        }
        // "No deadline" and "no cost" are phrases of their own and begin with the word; nobody has or lacks a funder or a nation.
        Concept::Facet(facet)
            if can_be_unwanted(facet)
                && (!lacks
                    || is_nobodys(facet)
                    || is_a_burden(clues, one)
                    || wants(clues, between())
                    || (is_given(facet) && is_needless(clues, from, one))
                    || is_waved_off(clues, known, one, from)) =>
        {
            Some(vec![unwanted(from, one, facet)])
        }
        _ => None,
    }
}

/// What stands in the place of a register that somebody is not on.
fn unregistered(clues: &Clues<'_>, known: &[Match], one: &Match, from: usize) -> Vec<Match> {
    // Who is on one register and not on another is on one.
    let is_on_one = known.iter().any(|other| other.concept == Concept::Registration);
    let is_on_none = !is_on_one && !is_for_a_stage(clues, known, one.to);
    let none = clues.meanings.told(StandsFor::NoRegister, from, one.to);
    none.filter(|_| is_on_none).into_iter().collect()
}

/// What stands in the place of a stage of education that somebody lacks, or will not go through.
fn stage(clues: &Clues<'_>, one: &Match, from: usize) -> Option<Vec<Match>> {
    const NEAR: usize = 3;
    let between = || from..one.from;
    let is_unwanted = does_not(clues, between()) || says_please(clues, one);
    let refused = || unwanted(from, one, Facet::EducationStage);
    if is_unwanted && !has_not_done(clues, between()) {
        return Some(vec![refused()]);
    }
    // "Gave up my PhD, could I finish it", but "failed my FRCPath, not doing it again".
    let is_denied = |at: usize| clues.backwards(at, NEAR).any(|place| clues.denies(place));
    let takes_up = |at: usize| clues.is(at, Cue::Pronoun) && !is_denied(at);
    let is_taken_up = clues.is(from, Cue::NotHeld) && (one.to..clues.words.len()).any(takes_up);
    let ladder = &clues.meanings.ladder;
    if is_taken_up {
        return None;
    }
    // Whoever has no FRCPath may have any degree.
    if ladder.gives(&one.value).is_some() && ladder.below(&one.value).is_none() {
        return Some(Vec::new());
    }
    let most = ladder.below(&one.value)?;
    let held = Match::new(from, one.to, Concept::AtMost, most);
    let also = is_refused_later(clues, one.to).then(refused);
    Some(also.into_iter().chain([held]).collect())
}

/// "No salary needed", "I don't need funding", "salary not required": who says of what is given that it need not be.
fn is_needless(clues: &Clues<'_>, from: usize, one: &Match) -> bool {
    let is_said_behind = from >= one.from;
    let needs = clues.any(from..one.from, Cue::Needed);
    is_said_behind || needs || clues.any(clues.onwards(one.to, 1), Cue::Needed)
}

/// Whether something is sought that only money gives: time, a salary.
fn pays(clues: &Clues<'_>, known: &[Match]) -> bool {
    known.iter().any(|one| one.concept == Concept::Facet(Facet::Offer) && clues.is_for_money(one))
}

const fn is_given_or_sorted(concept: Concept) -> bool {
    matches!(concept, Concept::Facet(Facet::Kind | Facet::Offer | Facet::Theme))
}

const fn is_given(facet: Facet) -> bool {
    matches!(facet, Facet::Kind | Facet::Offer)
}

fn unwanted(from: usize, one: &Match, facet: Facet) -> Match {
    Match::new(from, one.to, Concept::Without(facet), one.value.clone())
}

/// "No fellowship please", "no research, just leadership": whether something is waved off and not lacked. Who has no money or no
/// help would like some, whatever else they name.
fn is_waved_off(clues: &Clues<'_>, known: &[Match], one: &Match, from: usize) -> bool {
    let behind = from + clues.length(from, Cue::Without);
    let is_bare = (behind..one.from).all(|place| clues.words[place].is_light());
    let is_learnt = !matches!(
        clues.meanings.purposes.of(one.concept, &one.value),
        Some(Purpose::Money | Purpose::Help)
    );
    let ends = clues.stops.get(one.to) == Some(&true);
    let is_another = |other: &Match| {
        let follows = (one.to..one.to + 2).contains(&other.from);
        follows && other.concept == one.concept && other.value != one.value
    };
    // "No course just grant".
    let is_all_but = clues.is(one.to, Cue::Only);
    let names_another = || ((ends && is_learnt) || is_all_but) && known.iter().any(is_another);
    // "Leadership, no research": the last word is on what is not wanted beside a wish. Who seeks grants and "no fellowships" does not
    // lack one; who has "no funding" does.
    let is_last = clues.stops.get(one.to).is_none_or(|stop| *stop);
    let is_one_of_them =
        one.concept == Concept::Facet(Facet::Kind) && !clues.means(one, StandsFor::AnyMoney);
    let is_wish = |other: &Match| {
        is_given_or_sorted(other.concept) && other.to <= from && other.concept == one.concept
    };
    // "Just advice, no funding".
    let says_only = || (0..clues.words.len()).any(|at| clues.is(at, Cue::Only));
    let is_spare = is_learnt || is_one_of_them || says_only();
    let comes_last = || is_last && is_spare && known.iter().any(is_wish);
    is_bare && (says_please(clues, one) || names_another() || comes_last())
}

/// "No PhD please": whether what is said behind something, and nothing else, asks for it to be so.
fn says_please(clues: &Clues<'_>, one: &Match) -> bool {
    clues.onwards(one.to, 1).any(|place| {
        let behind = place + clues.length(place, Cue::Wanting);
        behind > place && clues.stops.get(behind).is_none_or(|stop| *stop)
    })
}

/// Whether bodies that one can be a member of are not sought: then the reader is a member of none.
pub(in crate::understand) fn denies_bodies(clues: &Clues<'_>, one: &Match) -> bool {
    one.concept == Concept::Without(Facet::Kind)
        && clues.meanings.is(StandsFor::Bodies, Concept::Facet(Facet::Kind), &one.value)
}

/// Whether a match is of bodies that one can be a member of.
fn is_body(clues: &Clues<'_>, one: &Match) -> bool {
    clues.means(one, StandsFor::Bodies)
}

/// "Not a member of any society", "without joining one", "heb fod yn aelod": who is a member of no body, and does not look for one.
/// Where one is named it is that one alone.
fn unjoined(clues: &Clues<'_>, known: &[Match]) -> Vec<Match> {
    const NAMED: usize = 3;
    let names_one = |at: usize| {
        known.iter().any(|one| {
            let is_near = at < one.from && one.from <= at + NAMED;
            let facets = [Facet::Funder, Facet::EducationStage, Facet::Theme];
            is_near && facets.into_iter().any(|facet| one.concept == Concept::Facet(facet))
        })
    };
    // "No member of staff to cover".
    let is_of_staff = |at: usize| {
        let of = |place: usize| clues.is(place, Cue::Others) || clues.is(place, Cue::Employee);
        clues.onwards(at, NAMED + 1).any(of)
    };
    let of_bodies = |at: usize| {
        let denied = negation(clues, known, at, Negated::Thing)?;
        // "Member of any society": what it is that one would be a member of.
        let name = clues.onwards(at + 1, NAMED).find(|place| !clues.words[*place].is_light());
        let name = name.filter(|name| *name > at + 1);
        let is_own =
            |one: &&Match| is_body(clues, one) && (one.takes_in(at) || Some(one.from) == name);
        let ends = known.iter().filter(is_own).map(|one| one.to);
        let to = ends.chain(name.map(|name| name + 1)).max().unwrap_or(at + 1);
        let body = clues.meanings.told(StandsFor::Bodies, denied.from, to)?;
        Some(Match { concept: Concept::Without(Facet::Kind), ..body })
    };
    let said = (0..clues.words.len())
        .filter(|at| clues.is(*at, Cue::Member) && !names_one(*at) && !is_of_staff(*at));
    said.filter_map(of_bodies).collect()
}

/// How something is denied.
#[derive(Clone, Copy)]
struct Denial {
    /// Where the word stands that denies it.
    from: usize,
    /// Whether it says that someone lacks it, and not that they do not want it.
    lacks: bool,
    /// Whether it is denied for so long: "not *five years* of HSST".
    is_long: bool,
}

impl Denial {
    const fn unwanted(from: usize) -> Self {
        Self { from, lacks: false, is_long: false }
    }
}

/// "Not a grant over £50k", "ddim eisiau cwrs llawn amser": what stands behind a thing limits it, and is what is denied.
fn is_limited(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 4;
    let is_thing = matches!(one.concept, Concept::Facet(Facet::Kind | Facet::EducationStage));
    let limits = |other: &Match| {
        let is_near = (one.to..one.to + NEAR).contains(&other.from);
        (other.concept == Concept::AmountMax && is_near)
            || (is_way_behind(clues, other) && other.from == one.to)
    };
    is_thing && known.iter().any(limits)
}

/// In Welsh a way of taking part stands behind what it is said of.
fn is_way_behind(clues: &Clues<'_>, one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::Mode) && clues.words[one.from].is_welsh
}

/// How what was understood is denied, where it is.
fn denial(
    clues: &Clues<'_>,
    known: &[Match],
    compared: &[Range<usize>],
    one: &Match,
) -> Option<Denial> {
    if is_limited(clues, known, one) {
        return None;
    }
    if is_way_behind(clues, one)
        && let Some(thing) = known.iter().find(|other| other.to == one.from)
        && is_limited(clues, known, thing)
    {
        return negation(clues, known, thing.from, Negated::Thing);
    }
    let is_length = one.concept == Concept::Duration;
    let what = if is_length { Negated::Length } else { Negated::Thing };
    // The word of denial may belong to something else: "training *am ddim* ar-lein" is free.
    let is_taken = |own: &Denial| {
        let mut others = known.iter().filter(|other| other.to <= one.from);
        others.any(|other| other.from < own.from && own.from < other.to)
            || known.iter().any(|other| {
                // "We have no time for research" asks for time.
                let asks = other.is_a_wish() && other.from < own.from;
                let takes_it_in = (asks || other.from == own.from) && one.is_inside(other);
                takes_it_in && other.concept != one.concept && other.length() > one.length()
            })
    };
    negation(clues, known, one.from, what)
        .filter(|own| !is_taken(own) && !is_still_wanted(clues, known, one, own.from))
        .or_else(|| is_refusing(clues, one).then_some(Denial::unwanted(one.from)))
        .or_else(|| is_not_mine(clues, one).then_some(Denial::unwanted(one.from)))
        .or_else(|| {
            let own = Denial { lacks: true, ..Denial::unwanted(one.from) };
            is_not_needed(clues, one).then_some(own)
        })
        .or_else(|| is_compared(clues, compared, one).then_some(Denial::unwanted(one.from)))
}

/// "I don't have a PhD and don't want one": whether what stands before a place is said behind it not to be wanted.
fn is_refused_later(clues: &Clues<'_>, at: usize) -> bool {
    let denies = |place: &usize| clues.denies(*place);
    (at..at + LATER).filter(denies).any(|place| {
        let wanting = (place + 1..place + 3).find(|next| clues.is(*next, Cue::Wanting));
        wanting.is_some_and(|wanting| clues.any(wanting + 1..wanting + 3, Cue::Pronoun))
    })
}

/// Whether the words from a negation on say that something is not done, or not wanted.
fn does_not(clues: &Clues<'_>, between: Range<usize>) -> bool {
    clues.any(between.clone(), Cue::Doing) || wants(clues, between)
}

/// Whether they are about wanting it, or looking for it.
fn wants(clues: &Clues<'_>, between: Range<usize>) -> bool {
    clues.any(between.clone(), Cue::Wanting) || clues.any(between, Cue::Seeking)
}

/// Whether they say that it was not done so far, which is no refusal to do it: "haven't done", "heb wneud".
fn has_not_done(clues: &Clues<'_>, between: Range<usize>) -> bool {
    let (from, said) = (between.start, clues.length(between.start, Cue::Without));
    let is_said = clues.any(from + 1..from + said, Cue::Doing);
    (is_said || clues.any(between.clone(), Cue::Held)) && !wants(clues, between)
}

/// "A PhD is not for me".
fn is_not_mine(clues: &Clues<'_>, one: &Match) -> bool {
    clues.any(clues.onwards(one.to, 2), Cue::NotMine)
}

/// "PhD not required": whether it is said behind a stage, a register or what is given that it is not asked for.
fn is_not_needed(clues: &Clues<'_>, one: &Match) -> bool {
    let can_be_needed =
        |facet| is_given(facet) || matches!(facet, Facet::EducationStage | Facet::Theme);
    matches!(one.concept, Concept::Facet(facet) if can_be_needed(facet))
        && clues.any(clues.onwards(one.to, 2), Cue::NotNeeded)
}

/// Whether a funder is said to have refused something.
fn is_refusing(clues: &Clues<'_>, one: &Match) -> bool {
    one.is_a_funder() && clues.any(clues.onwards(one.to, 3), Cue::Refuses)
}

/// "Not registered", "not HCPC", but "nothing that is registration".
fn says_who_is_registered(clues: &Clues<'_>, one: &Match) -> bool {
    clues.is(one.from, Cue::Registered) || clues.register(one.from..one.to).is_some()
}

/// Whether a theme was read from the name of a training programme.
fn is_programme(clues: &Clues<'_>, one: &Match) -> bool {
    clues.any(one.from..one.to, Cue::Programme)
}

/// What is negated: a thing, or how long one lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Negated {
    Thing,
    Length,
}

/// How what begins at a place is negated by the words before it. Of things that were understood, and between which there is no more
/// than "or", the first is enough; how long a thing lasts is negated with the thing: "not another *programme* of five years".
fn negation(clues: &Clues<'_>, known: &[Match], at: usize, what: Negated) -> Option<Denial> {
    let is_length = what == Negated::Length;
    let (mut either, mut seeks, mut is_long) = (is_length, false, false);
    for place in clues.backwards(at, FURTHEST) {
        // "Rather not do" begins before its "not".
        if let Some(from) = clues.around(place, Cue::Unwanted).filter(|from| *from < place) {
            return Some(Denial { from, lacks: false, is_long });
        }
        // "W/out" and "gave up my" begin before this one.
        if clues.around(place, Cue::Without).is_some_and(|from| from < place) {
            continue;
        }
        // "Do not have" says more than "not", and "doesn't have to be" more than "doesn't have".
        let lacks = clues.length(place, Cue::Without);
        let unwanted = clues.length(place, Cue::Unwanted);
        // "No more than a year" only says how much.
        if clues.length(place, Cue::AtMost) > lacks.max(unwanted) {
            return None;
        }
        if (lacks > 0 && lacks >= unwanted) || clues.is(place, Cue::Lacking) {
            return Some(Denial { from: place, lacks: true, is_long });
        }
        if unwanted > 0 || clues.is(place, Cue::Refused) {
            return Some(Denial { from: place, lacks: false, is_long });
        }
        if duration::takes_in(clues, place) {
            is_long = true;
            continue;
        }
        if clues.is(place, Cue::Either) {
            either = true;
            continue;
        }
        if clues.around(place, Cue::Seeking).is_some() {
            seeks = true;
            continue;
        }
        // "A non-registered postdoc", "not HCPC registered, postdoc": that is denied, and nothing behind it.
        let names_a_register = clues.is(place, Cue::Register);
        if names_a_register && place + 1 == at && !clues.is(at, Cue::Register) {
            return None;
        }
        // "Not large grants", "no professional networks": what several things are like.
        let about = known.iter().find(|one| one.to == at && one.takes_in(place));
        let may_describe = (place + 1 == at || about.is_some()) && !clues.is(place, Cue::Obtains);
        let describes = may_describe && is_of_several(clues, known, at) && {
            // "Tired of quality improvement courses".
            let before = clues.backwards(about.map_or(place, |one| one.from), 1).next();
            before.is_some_and(|at| {
                clues.is(at, Cue::Without) || clues.around(at, Cue::Unwanted).is_some()
            })
        };
        let is_understood = || known.iter().any(|one| one.takes_in(place));
        let passes = clues.words[place].is_light()
            || clues.is(place, Cue::Doing)
            || clues.is(place, Cue::Wanting)
            // Who is "not registered looking for" something does look for it.
            || (clues.is(place, Cue::PassedOver) && !(seeks && names_a_register))
            || (seeks && clues.is(place, Cue::Emphasis))
            || (is_length && clues.is(place, Cue::Programme))
            || describes
            || (either && is_understood());
        if !passes {
            return None;
        }
    }
    None
}

/// Whether several things of a kind are named at a place: who has "no research grants" need not have told which they would not want, but
/// "not large grants" rules them out.
fn is_of_several(clues: &Clues<'_>, known: &[Match], at: usize) -> bool {
    let mut named = known.iter().filter(|one| one.from == at && is_given_or_sorted(one.concept));
    named.any(|one| {
        let last = &clues.words[one.to - 1];
        !last.is_welsh && last.folded.len() > last.phrase.len() && last.folded.ends_with('s')
    })
}

/// So many words a negation reaches: "don't want a PhD or a fellowship".
const FURTHEST: usize = 7;

/// So many words later it may be said that what somebody lacks is not wanted either.
const LATER: usize = 6;

/// Whether nobody has or lacks what a facet names.
const fn is_nobodys(facet: Facet) -> bool {
    matches!(facet, Facet::Funder | Facet::Nation | Facet::Mode)
}

/// "No travel": what is had to do, and nobody lacks. "No travel money" is another thing.
fn is_a_burden(clues: &Clues<'_>, one: &Match) -> bool {
    one.length() == 1 && clues.is(one.from, Cue::Burden) && clues.stops.get(one.to) != Some(&false)
}

const fn can_be_unwanted(facet: Facet) -> bool {
    !matches!(facet, Facet::Status | Facet::Fit)
}
