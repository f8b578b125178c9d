//! "I work for a university", "I'm in industry", "employed by a private lab", "not NHS staff", "self-employed": for whom the reader
//! works. A university has courses and a charity gives money, so that a name counts only where the words around it say that
//! someone works there.
//! Organisations of NHS Wales have names of their own, which say it already.

use cyfle_catalogue::{Cue, Facet, Lang};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::{Match, is_within};
use crate::understand::words::Link;

/// So many words may stand between working and for whom: "I work as a trainee clinical scientist at a university".
const REACH: usize = 6;

/// So many words may stand before a name, one of them a word of its own: "for a small charity".
const NEAR: usize = 4;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut said: Vec<(Match, Match)> =
        (0..clues.words.len()).filter_map(|at| employer(clues, found, at)).collect();
    let known = said.clone();
    said.retain(|(own, _)| !is_superseded(clues, found, &known, own));
    // "Not the NHS but a university": what someone is says more than what they are not.
    let outside = clues.meanings.outside_nhs.as_ref();
    let is_outright = |own: &&(Match, Match)| Some(&own.0.value) != outside;
    let Some((own, name)) = said.iter().find(is_outright).or_else(|| said.first()) else { return };
    let is_elsewhere = |one: &Match| {
        let is_home = clues.meanings.around_home.contains(&one.value);
        one.concept == Concept::Facet(Facet::Nation) && !is_home
    };
    // A "PhD student" is on a PhD, which `next_step` reads.
    let is_studied = |one: &Match| {
        let stage = Concept::Facet(Facet::EducationStage);
        one.concept == stage && (name.from..name.to).any(|at| clues.is_a_learner(at))
    };
    let is_said = |one: &Match| {
        one.is_inside(name) && !is_studied(one) && (is_wish(one.concept) || is_elsewhere(one))
    };
    found.retain(|one| !is_said(one));
    found.push(own.clone());
}

/// "Made redundant in 2020 and now I work for Cardiff and Vale": whether somebody who had no job says behind it where they are since.
fn is_superseded(clues: &Clues<'_>, found: &[Match], said: &[(Match, Match)], own: &Match) -> bool {
    let is_job = |one: &&Match| one.is_a_board() || clues.meanings.nhs.contains(&one.value);
    let names = found.iter().filter(is_job).chain(said.iter().map(|(other, _)| other));
    let mut later = names.filter(|one| one.from >= own.to);
    let is_there = |one: &Match| {
        // "Clinig preifat yn Aberystwyth" is one place, though "yn" may follow how long somebody has been somewhere.
        let goes_on = |at: usize| {
            let cues = [Cue::Works, Cue::Stationed, Cue::IAm, Cue::Arrived];
            let since = clues.is(at, Cue::Since) && !clues.is_function_word(at);
            since || cues.into_iter().any(|cue| clues.is(at, cue))
        };
        (own.to..one.to).any(goes_on)
    };
    clues.meanings.own_employers.contains(&own.value) && later.any(is_there)
}

/// The employer of whom the words at a place speak, and the name alone that it has there.
fn employer(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<(Match, Match)> {
    let name = behind_work(clues, found, at)
        .or_else(|| behind_title(clues, found, at))
        .or_else(|| self_said(clues, found, at))?;
    let is_denied = is_denied(clues, at, name.from) || is_left(clues, found, &name);
    // Who does not work for a university, or in a hospital, may work for anyone.
    if is_denied && !is_the_nhs(clues, &name) {
        return None;
    }
    let value = if is_denied { clues.meanings.outside_nhs.as_ref()? } else { &name.value };
    // What stands between and says something else is not part of it.
    let is_read = |place: usize| found.iter().any(|one| one.takes_in(place));
    let from = if (at..name.from).any(is_read) { name.from } else { at };
    let goes_on = clues.stops.get(name.to) == Some(&false);
    let people = if goes_on { clues.length(name.to, Cue::Employee) } else { 0 };
    Some((Match::new(from, name.to + people, Concept::Employer, value.as_str()), name))
}

/// What is named behind the words for working: "employed by a charity", "yn gweithio i brifysgol".
fn behind_work(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    let is_stationed = clues.length(at, Cue::Stationed) > 1
        && (clues.begins_with_a_post(at)
            || at.checked_sub(1).is_some_and(|before| is_within(found, before, Match::is_a_post)));
    if !(clues.is(at, Cue::Works) || is_stationed) || is_no_fact(clues, found, at) {
        return None;
    }
    let said = clues.length(at, Cue::Works).max(clues.length(at, Cue::Stationed));
    let behind = at + said;
    let joins = clues
        .onwards(behind, REACH)
        .take_while(|place| !clues.wants(*place))
        .filter(|place| clues.is(*place, Cue::Workplace))
        .map(|place| place + clues.length(place, Cue::Workplace));
    std::iter::once(behind).chain(joins).find_map(|place| near(clues, found, place))
}

/// What is named behind what someone says to be: "I'm NHS", "I am a biomedical scientist at a university".
fn behind_title(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    // "Research technician at Swansea University, wants registration": who begins with a title says that it is theirs.
    let begins = at == 0 && is_within(found, 0, Match::is_a_post);
    if !clues.is(at, Cue::IAm) && !begins {
        return None;
    }
    let leads = |place: usize| {
        let is_small = clues.words[place].is_light() || clues.is(place, Cue::Emphasis);
        // "I'm a final-year student".
        let is_year = [Cue::CourseYear, Cue::FinalYear]
            .into_iter()
            .any(|cue| clues.around(place, cue).is_some());
        is_small || is_year || is_within(found, place, Match::is_a_post)
    };
    let behind = at + clues.length(at, Cue::IAm);
    let place = clues.onwards(behind, REACH).find(|place| !leads(*place))?;
    // "I'm at university" is said by students.
    let works = (behind..place).any(|at| is_within(found, at, Match::is_a_post));
    if clues.is(place, Cue::Staying) && !works {
        return None;
    }
    let own = if clues.is(place, Cue::Workplace) {
        near(clues, found, place + clues.length(place, Cue::Workplace))
    } else {
        name(clues, found, place)
    };
    own.filter(|own| ends(clues, found, own))
}

/// Whether nothing goes on behind a name but what someone is or where: "an NHS biomedical scientist", but "a university student".
fn ends(clues: &Clues<'_>, found: &[Match], own: &Match) -> bool {
    let goes_on = clues.stops.get(own.to) == Some(&false);
    !goes_on
        || clues.is_function_word(own.to)
        || clues.is(own.to, Cue::Workplace)
        || clues.is(own.to, Cue::Employee)
        || clues.is(own.to, Cue::Works)
        // "I'm a student looking for", "a university student wanting".
        || clues.wants(own.to)
        || clues.is(own.to, Cue::Doing)
        // "Gwyddonydd clinigol ym Mhrifysgol Abertawe ydw i".
        || clues.is(own.to, Cue::IAm)
        || is_within(found, own.to, Match::is_a_post)
}

/// Whether the words before working say that somebody else works there, or that it is what the reader would like.
fn is_no_fact(clues: &Clues<'_>, found: &[Match], at: usize) -> bool {
    // "Cyfle i weithio mewn prifysgol", but "rydw i yn gweithio".
    let is_bare = clues.words[at].is_welsh && !clues.is_function_word(at);
    let before = clues.backwards(at, 1).next().filter(|_| is_bare);
    if before.is_some_and(|place| clues.words[place].link(Lang::Cy) == Some(Link::Joins)) {
        return true;
    }
    let hoped = |place: usize| clues.wants(place) || clues.is(place, Cue::Becoming);
    let another = |place: usize| clues.is_another(place) && clues.is_owned(place);
    // "I left my audiology post in Leeds", but "left the NHS to work for a company" tells both.
    let names_one = |place: usize| {
        let is_board = |one: &Match| one.is_a_board() && one.from == place;
        clues.of_readers(place, Concept::Employer).is_some() || found.iter().any(is_board)
    };
    let leaves = |left: usize| clues.is(left, Cue::Formerly) && !(left..at).any(names_one);
    let was_left = || clues.backwards(at, NEAR).any(leaves);
    clues.backwards(at, 2).any(|place| hoped(place) || another(place)) || was_left()
}

/// The name at a place, or behind an article and one more word.
fn near(clues: &Clues<'_>, found: &[Match], place: usize) -> Option<Match> {
    let is_organisation = |at: usize| {
        let mut boards = found.iter().filter(|one| one.is_a_board());
        boards.any(|one| one.takes_in(at))
    };
    let mut passed = 0;
    for at in clues.onwards(place, NEAR) {
        let own = name(clues, found, at);
        if own.is_some() {
            return own;
        }
        passed += usize::from(!clues.words[at].is_light());
        // Who works with a university works somewhere else.
        let leads_away = clues.is(at, Cue::Workplace) || clues.is(at, Cue::With);
        if passed > 1 || is_organisation(at) || leads_away {
            return None;
        }
    }
    None
}

/// What says by itself that someone works there: "self-employed", "a university employee", "staff of the NHS", "staff prifysgol",
/// "not NHS".
fn self_said(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    if let Some(own) = name(clues, found, at) {
        let goes_on = clues.stops.get(own.to) == Some(&false);
        let is_said = (clues.meanings.own_employers.contains(&own.value)
            && !is_anothers(clues, &own))
            || (goes_on && is_employee(clues, own.to, at, &own))
            || (goes_on && is_outside(clues, &own) && is_within(found, own.to, Match::is_a_post))
            || is_instead_of_home(clues, found, &own)
            || is_student(clues, found, &own)
            || is_left(clues, found, &own);
        return is_said.then_some(own);
    }
    let behind = at + clues.length(at, Cue::Employee);
    let own = near(clues, found, behind).filter(|_| behind > at)?;
    let (lang, _) = clues.of_readers(own.from, Concept::Employer)?;
    let joins = clues.is(behind, Cue::Workplace)
        || clues.word(behind).is_some_and(|word| word.link(Lang::En) == Some(Link::Joins));
    ((lang == Lang::Cy || joins) && is_employee(clues, at, at, &own)).then_some(own)
}

/// "My neighbour retired", "our consultant in the mortuary is unemployed": whether somebody else is said right before it, and not the
/// reader.
fn is_anothers(clues: &Clues<'_>, own: &Match) -> bool {
    let is_student = (own.from..own.to).any(|at| clues.is_a_learner(at));
    let mut before = clues.backwards(own.from, REACH);
    let person = before.find(|place| clues.is_another(*place) || clues.is_the_reader(*place));
    !is_student && person.is_some_and(|place| clues.is_another(place))
}

/// "PhD student at Bangor", "fel myfyriwr PhD", "final-year student": who begins with it, or says to do something as one, is a student.
fn is_student(clues: &Clues<'_>, found: &[Match], own: &Match) -> bool {
    let is_year = |at: &usize| {
        [Cue::CourseYear, Cue::FinalYear].into_iter().any(|cue| clues.around(*at, cue).is_some())
    };
    let year = clues.backwards(own.from, 2).take_while(is_year).count();
    let from = own.from - year;
    let begins = from == 0 || clues.stops[from];
    let as_one = clues.led_by(from, Cue::InTheRoleOf).is_some();
    (own.from..own.to).any(|at| clues.is_a_learner(at))
        && (begins || as_one)
        && ends(clues, found, own)
}

/// "In England, not Wales": who says so is there, and not here.
fn is_instead_of_home(clues: &Clues<'_>, found: &[Match], own: &Match) -> bool {
    let names_home = |at: usize| {
        let home = clues.meanings.home.as_ref();
        let mut nations = found.iter().filter(|one| one.takes_in(at));
        home.is_some_and(|home| nations.any(|one| one.is(Facet::Nation, home)))
    };
    let denied = clues.onwards(own.to, NEAR).find(|at| clues.denies(*at));
    let leads = |at: &usize| clues.is_function_word(*at) || clues.is(*at, Cue::Unwanted);
    denied.is_some_and(|denied| {
        (own.to..denied).all(|at| clues.is_function_word(at))
            && clues.onwards(denied, NEAR).find(|at| !leads(at)).is_some_and(names_home)
    })
}

/// Whether an employer is none of the readers' own: "private lab scientist" says more than "NHS scientist".
fn is_outside(clues: &Clues<'_>, own: &Match) -> bool {
    Some(&own.value) != clues.meanings.own_nhs.as_ref()
}

/// Whether a place tells of those who work for an employer, where all that is said of them begins at another. Several may be
/// somebody else: "courses by university staff", "Health Charity staff lottery".
fn is_employee(clues: &Clues<'_>, at: usize, begins: usize, own: &Match) -> bool {
    let are_others = || {
        let several = clues.is(at, Cue::Others) && !clues.meanings.nhs.contains(&own.value);
        several && clues.backwards(begins, 1).any(|before| !clues.words[before].is_light())
    };
    clues.is(at, Cue::Employee) && !are_others()
}

/// Whether it is said right before the name of the NHS that it is not so: "not NHS", "outside the NHS in Wales".
fn is_left(clues: &Clues<'_>, found: &[Match], own: &Match) -> bool {
    // What is "not for the NHS" says nothing of who asks.
    let leads = |place: usize| {
        let word = &clues.words[place];
        let points = Lang::ALL.into_iter().any(|lang| word.link(lang) == Some(Link::Points));
        points || (clues.is(place, Cue::Workplace) && !word.is_light())
    };
    let denies = |place: usize| clues.around(place, Cue::Unwanted).is_some();
    let before = clues.backwards(own.from, NEAR).find(|place| denies(*place) || !leads(*place));
    let from = before.and_then(|place| clues.around(place, Cue::Unwanted));
    // "A mentor outside the NHS" is sought there, and who works for a board of the NHS is inside it.
    let is_elsewhere = |from: usize| {
        let is_sought = |place: usize| {
            let mut own = found.iter().filter(|one| one.takes_in(place));
            own.any(|_| !is_within(found, place, Match::is_a_post))
        };
        let lead = clues.backwards(from, NEAR).find(|place| !clues.is_function_word(*place));
        found.iter().any(|one| one.is_a_board()) || lead.is_some_and(is_sought)
    };
    is_the_nhs(clues, own)
        && from.is_some_and(|from| !is_elsewhere(from))
        && ends(clues, found, own)
}

/// Whether an employer is the NHS of these readers, by its own name.
fn is_the_nhs(clues: &Clues<'_>, own: &Match) -> bool {
    Some(&own.value) == clues.meanings.own_nhs.as_ref()
        && clues.any(own.from..own.to, Cue::HealthService)
}

/// The employer that is named at a place, and nothing else that only begins so: "university course", "Velindre University
/// NHS Trust".
fn name(clues: &Clues<'_>, found: &[Match], at: usize) -> Option<Match> {
    let (_, own) = clues.of_readers(at, Concept::Employer)?;
    let goes_on = clues.stops.get(own.to) == Some(&false);
    // "Cardiff University Hospital" is no university.
    let goes_further = |place: usize| {
        let other = clues.of_readers(place, Concept::Employer);
        other.is_some_and(|(_, other)| other.to > own.to)
    };
    if (own.from + 1..own.to).any(goes_further) {
        return None;
    }
    let is_part_of = |one: &Match| match one.concept {
        Concept::HealthBoard => one.overlaps(&own) && !one.is_inside(&own),
        Concept::Facet(Facet::Funder) => own.is_inside(one) && one.length() > own.length(),
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
        let says = |cue: Cue| clues.is(place, cue);
        says(Cue::Without) || says(Cue::Lacking) || clues.around(place, Cue::Unwanted).is_some()
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
