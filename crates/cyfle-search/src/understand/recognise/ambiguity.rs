//! One surface form with several readings, where the words around it decide; and people who are someone else.

use std::ops::Range;

use cyfle_catalogue::{Cue, Facet, Lang};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;
use crate::understand::words::Link;

/// Whether a single word names a person who belongs to the reader, and so is not the reader nor what is wanted.
fn is_someone_else(clues: &Clues<'_>, one: &Match) -> bool {
    // "Our head of department", "fy mhennaeth adran".
    let is_long = one.length() > 2 || clues.words[one.from].is_welsh;
    let is_of_something = is_long && clues.is(one.from, Cue::OtherPerson);
    let person = if is_of_something { one.from } else { one.to - 1 };
    // "My line manager": one word may stand between.
    let is_owned = (1..=2).any(|back| {
        one.from.checked_sub(back).is_some_and(|at| {
            clues.is(at, Cue::Possessive) && !(at + 1..=person).any(|place| clues.stops[place])
        })
    });
    // "Consultant wants me as": whoever wants something of the reader is not the reader.
    let is_speaking = clues.is(one.to, Cue::Speaks) && !clues.stops[one.to];
    let is_other = clues.is(person, Cue::OtherPerson);
    ((is_owned || is_speaking) && is_other) || is_another_by_the_way(clues, one)
}

/// "My mentor, a professor at Swansea", "a professor at Bangor will supervise me": a title with its article, of somebody who was named
/// before or who does something for the reader.
fn is_another_by_the_way(clues: &Clues<'_>, one: &Match) -> bool {
    const NEAR: usize = 8;
    let levels = [Facet::CareerLevel, Facet::Profession, Facet::ProfessionGroup];
    let stage = Concept::Facet(Facet::EducationStage);
    let is_title = one.concept == stage
        || levels.into_iter().any(|facet| one.concept == Concept::Facet(facet));
    let article = one.from.checked_sub(1).filter(|at| clues.words[*at].is_light());
    let Some(article) = article.filter(|_| is_title) else { return false };
    // Where the article begins a part of the text, nobody says to be that.
    let begins = article == 0 || clues.stops[article];
    let is_known = article.checked_sub(1).is_some_and(|before| {
        let is_owned = clues.is_owned(before);
        clues.is(before, Cue::OtherPerson) && is_owned && clues.is_listed(article)
    });
    let serves = clues.any(clues.onwards(one.to, NEAR), Cue::ForTheReader);
    begins && (is_known || serves) && clues.is(one.to - 1, Cue::OtherPerson)
}

/// "Churchill Hospital", "adeilad Wellcome": a funder whose name is only part of a place's.
fn is_of_a_site(clues: &Clues<'_>, one: &Match) -> bool {
    let is_name = one.concept == Concept::Facet(Facet::Funder) && one.length() == 1;
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
    one.concept == Concept::Facet(Facet::Funder) && is_led && is_service()
}

/// So many words stand at most between somebody and what they hold.
const HOLDING: usize = 6;

/// Whether what stands at a place is said to be held by somebody else than the reader: "my mentor has a PhD", "I need a mentor
/// who has done a PhD", "mae gan fy rheolwr ddoethuriaeth".
pub(super) fn is_held_by_another(clues: &Clues<'_>, at: usize) -> bool {
    let is_person =
        |place: &usize| clues.is(*place, Cue::OtherPerson) || clues.is(*place, Cue::Others);
    let Some(person) = clues.backwards(at, HOLDING).find(is_person) else { return false };
    let between = person + 1..at;
    let says = |cue: Cue| clues.any(between.clone(), cue);
    let names_reader = |place: usize| clues.is(place, Cue::Reader) && !clues.is(place, Cue::Held);
    let leads_on = |place: usize| {
        let says = |cue: Cue| clues.is(place, cue);
        let holding = [Cue::Held, Cue::HeldBySomeone, Cue::Holder, Cue::Finished, Cue::Doing];
        clues.words[place].is_light() || holding.into_iter().any(says)
    };
    // "My manager has agreed to", "what can my trainee do after": these hold nothing yet.
    let is_otherwise = says(Cue::ForWhom)
        || says(Cue::Seeking)
        || between.clone().any(names_reader)
        || !between.clone().all(leads_on);
    let holds = says(Cue::Held) || says(Cue::HeldBySomeone) || says(Cue::Finished);
    let owner = clues.backwards(person, 2).find(|place| clues.is(*place, Cue::Possessive));
    let is_owned = owner.is_some_and(|owner| {
        let has = clues.any(clues.backwards(owner, 1), Cue::With) && between.is_empty();
        holds || has
    });
    let wanting = [Cue::Wanting, Cue::NotHeld, Cue::Seeking];
    let is_sought = wanting.into_iter().any(|cue| clues.any(clues.backwards(person, 3), cue));
    !is_otherwise && (is_owned || (is_sought && holds && !says(Cue::Possessive)))
}

/// "My husband is a biomedical scientist and I'm a technologist": a title of somebody else, where the reader says another of the
/// same sort.
fn is_what_another_is(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 4;
    let is_of_another = |title: &Match| {
        if clues.is_of_another_in_welsh(title) {
            return true;
        }
        let person = clues.backwards(title.from, NEAR).find(|at| !clues.is_function_word(*at));
        person.is_some_and(|person| {
            clues.is(person, Cue::OtherPerson) && person + 1 < title.from && clues.is_owned(person)
        })
    };
    let facets = [Facet::Profession, Facet::ProfessionGroup, Facet::CareerLevel];
    let is_title = facets.into_iter().any(|facet| one.concept == Concept::Facet(facet));
    let is_own = |other: &Match| {
        other.concept == one.concept && !other.overlaps(one) && !is_of_another(other)
    };
    is_title && is_of_another(one) && known.iter().any(is_own)
}

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
        .or_else(|| suffered(clues, one))
        .or_else(|| paid_already(clues, one))
        .or_else(|| been_away(clues, known, one))
        .or_else(|| asked_about(clues, known, one))
}

/// "Moved from Cardiff to Betsi", "used to be a radiographer, now a physicist": where somebody was, or what, where it is said what they
/// are now.
fn former(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    let was = |own: &Match| {
        let is_past = || clues.is_past_in_welsh(own).then_some(own.from);
        clues.led_by(own.from, Cue::Formerly).or_else(is_past)
    };
    let facets = [Facet::Profession, Facet::ProfessionGroup, Facet::CareerLevel];
    let is_place = one.concept == Concept::HealthBoard;
    let can_be_left =
        is_place || facets.into_iter().any(|facet| one.concept == Concept::Facet(facet));
    let is_now = |other: &Match| {
        other.concept == one.concept && !other.overlaps(one) && was(other).is_none()
    };
    // A board that gives money, too, is not asked for where somebody left it.
    let is_funder = one.concept == Concept::Facet(Facet::Funder)
        && known.iter().any(|other| {
            other.concept == Concept::HealthBoard && (other.from, other.to) == (one.from, one.to)
        });
    let is_at_another =
        |other: &Match| other.concept == Concept::HealthBoard && !other.overlaps(one);
    let is_over =
        (can_be_left && known.iter().any(is_now)) || (is_funder && known.iter().any(is_at_another));
    was(one).filter(|_| is_over)
}

/// "I can't get to Cardiff": no place where somebody works.
fn too_far(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    clues.led_by(one.from, Cue::TooFar).filter(|_| one.concept == Concept::HealthBoard)
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

/// "Member of IPEM, leadership programme", "fellow of the IBMS": a body that somebody belongs to, where something else is sought.
fn belongs(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    let is_body = |own: &Match| own.concept == Concept::Facet(Facet::Funder);
    let is_wish = |other: &Match| {
        other.is_a_wish() && !other.is(Facet::Kind, "network") && other.from >= one.to
    };
    let is_member = one.concept == Concept::Facet(Facet::Kind) && clues.is(one.from, Cue::Belongs);
    let body = clues.led_by(one.from, Cue::Belongs).filter(|_| is_body(one));
    let said = body.or_else(|| is_member.then_some(one.from));
    said.filter(|_| known.iter().any(is_wish))
}

/// "Supervising a PhD student": a stage that is somebody else's.
fn supervised(clues: &Clues<'_>, one: &Match) -> Option<usize> {
    const NEAR: usize = 3;
    let is_student = clues.any(clues.onwards(one.to, 1), Cue::Others);
    let is_stage = can_be_held(one) && is_student;
    let mut before = clues.backwards(one.from, NEAR);
    before.find(|at| clues.is(*at, Cue::Supervises)).filter(|_| is_stage)
}

/// "I live in Newport but work in Bristol": where somebody lives, where it is said for whom or where they work.
fn where_they_live(clues: &Clues<'_>, known: &[Match], one: &Match) -> Option<usize> {
    let lives = |own: &Match| clues.led_by(own.from, Cue::Lives);
    let is_board = |own: &Match| own.concept == Concept::HealthBoard;
    let works = |other: &Match| {
        let is_left = too_far(clues, other).or_else(|| clues.led_by(other.from, Cue::Formerly));
        let is_other =
            is_board(other) && !other.overlaps(one) && lives(other).or(is_left).is_none();
        let works_elsewhere = other.concept == Concept::Employer
            && Some(&other.value) != clues.meanings.own_nhs.as_ref();
        is_other || works_elsewhere
    };
    lives(one).filter(|_| is_board(one) && known.iter().any(works))
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

/// "PHW improvement fund, I work at Swansea Bay": a board that only stands in the name of something, where the reader says theirs.
fn is_board_of_a_name(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 4;
    let is_board = |own: &Match| own.concept == Concept::HealthBoard;
    let works_there = |own: &Match| {
        let says = |at: usize| {
            [Cue::Works, Cue::Stationed, Cue::IAm].into_iter().any(|cue| clues.is(at, cue))
        };
        let leads = |at: usize| clues.words[at].is_light() || clues.is(at, Cue::Workplace);
        clues.backwards(own.from, NEAR).take_while(|at| says(*at) || leads(*at)).any(says)
    };
    let is_theirs =
        |other: &Match| is_board(other) && other.value != one.value && works_there(other);
    is_board(one) && !works_there(one) && known.iter().any(is_theirs)
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
        let is_one = other.is_a_wish() || other.concept == Concept::Facet(Facet::Funder);
        other.from >= one.to && is_one
    };
    let mut between = said + clues.length(said, Cue::IsNeeded)..one.from;
    (can_be_held(one) && between.all(leads) && known.iter().any(is_wish)).then_some(said)
}

/// "HCRW Advanced Fellowship, band 5 BMS", "advanced communication course, band 5": a level that is part of what something is called,
/// where the reader says their own.
fn is_level_of_a_thing(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 3;
    let level = Concept::Facet(Facet::CareerLevel);
    let is_thing = |at: usize| {
        let mut others = known.iter().filter(|other| other.from <= at && at < other.to);
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
    one.concept == level
        && !(one.from..one.to).any(is_band)
        && clues.onwards(one.to, NEAR).any(is_thing)
        && known.iter().any(is_own)
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
    let stages = || known.iter().filter(|other| can_be_held(other) && other.to <= one.from);
    let is_behind = |stage: &Match| {
        one.from - stage.to < NEAR && super::theirs::is_held(clues, known, stage.from)
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
    let is_funder = one.concept == Concept::Facet(Facet::Funder);
    // "Ces i PhD o Gaerdydd".
    (is_funder && is_led && is_one() && was_taught())
        || (one.concept == Concept::HealthBoard && is_from())
}

/// Whether a match is of what people hold.
fn can_be_held(one: &Match) -> bool {
    one.concept == Concept::Facet(Facet::EducationStage) || one.is_registration()
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    found.retain(|one| !is_someone_else(clues, one) && !is_of_a_site(clues, one));
    found.retain(|one| !(can_be_held(one) && is_held_by_another(clues, one.from)));
    // "My colleague has a Bevan Exemplar", "our consultant got a BHF fellowship": neither who gave it is sought, nor what it is.
    let is_funder = |one: &Match| one.concept == Concept::Facet(Facet::Funder);
    let gave: Vec<usize> = found
        .iter()
        .filter(|one| is_funder(one) && is_held_by_another(clues, one.from))
        .map(|one| one.to)
        .collect();
    let is_given = |one: &Match| {
        let is_kind = matches!(one.concept, Concept::Facet(Facet::Kind | Facet::Offer));
        is_kind && gave.contains(&one.from)
    };
    let is_theirs = |one: &Match| is_given(one) || (is_funder(one) && gave.contains(&one.to));
    found.retain(|one| !is_theirs(one));
    let known = found.clone();
    found.retain(|one| !is_what_another_is(clues, &known, one));
    found.retain(|one| !is_where_they_learnt(clues, &known, one));
    found.retain(|one| told_aside(clues, &known, one).is_none());
    found.retain(|one| !is_level_of_a_thing(clues, &known, one));
    // "Below band 7", "no longer band 5".
    found.retain(|one| {
        let is_other = [Cue::AtMost, Cue::Lapsed].into_iter();
        let is_said = || is_other.clone().any(|cue| clues.led_by(one.from, cue).is_some());
        !(one.concept == Concept::Facet(Facet::CareerLevel) && is_said())
    });
    let known = found.clone();
    found.retain(|one| !is_board_of_a_name(clues, &known, one));
    let names = |nation: &String| found.iter().any(|one| one.is(Facet::Nation, nation));
    // "Moved from Scotland to Cardiff": who works for an organisation of NHS Wales is in Wales.
    let works_at_home = found.iter().any(|one| one.concept == Concept::HealthBoard);
    if works_at_home || clues.meanings.home.as_ref().is_some_and(names) {
        found.retain(|one| !is_another_nation(clues, one));
    }
    if works_at_home {
        found.retain(|one| !is_another_service(clues, one));
    }
    // "I work in London but start at Singleton in January": where somebody will be tells what is open to them by then.
    let is_there_yet = (0..clues.words.len()).any(|at| clues.is(at, Cue::BeforeThen));
    let arrives = |one: &Match| {
        !is_there_yet
            && one.concept == Concept::HealthBoard
            && clues.led_by(one.from, Cue::Arriving).is_some()
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
    found.retain(|one| !(one.is(Facet::Status, "open") && says_for_whom(one)));
    found.retain(|one| {
        let own = &clues.words[one.from..one.to];
        !clues.cues.is_ruled_out(one.concept, &one.value, own, clues.ruled)
    });
}
