//! Who and what is somebody else's: "my line manager", "a professor at Bangor will supervise me", "my mentor has a PhD", "my husband
//! is a biomedical scientist and I'm a technologist".

use std::ops::Range;

use cyfle_catalogue::{Cue, Facet};

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

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
    let is_title = one.says_who() || one.is_a_stage();
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

/// So many words stand at most between somebody and what they hold.
const HOLDING: usize = 6;

/// Whether what stands at a place is said to be held by somebody else than the reader: "my mentor has a PhD", "I need a mentor
/// who has done a PhD", "mae gan fy rheolwr ddoethuriaeth".
pub(super) fn is_held_by_another(clues: &Clues<'_>, at: usize) -> bool {
    let mut before = clues.backwards(at, HOLDING);
    let Some(person) = before.find(|place| clues.is_another(*place)) else { return false };
    if is_asked_for(clues, person) {
        return false;
    }
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
    let is_sought = clues.any_before(person, 3, &wanting);
    !is_otherwise && (is_owned || (is_sought && holds && !says(Cue::Possessive)))
}

/// "One of my staff has a PhD, wants a fellowship", "our trainee finished her STP, next step": whether the one who asks speaks for
/// somebody of theirs, and not at all of themselves.
fn is_asked_for(clues: &Clues<'_>, person: usize) -> bool {
    let speaks = |at: usize| clues.is_the_reader(at) && !clues.is(at, Cue::Held);
    let wants = (person..clues.words.len()).any(|at| clues.is(at, Cue::TheyWant));
    let is_of_the_team = clues.around(person, Cue::Team).is_some();
    (wants || is_of_the_team) && !(0..clues.words.len()).any(speaks)
}

/// "My husband is a biomedical scientist and I'm a technologist": a title of somebody else, where the reader says another of the
/// same sort.
fn is_what_another_is(clues: &Clues<'_>, known: &[Match], one: &Match) -> bool {
    const NEAR: usize = 4;
    let is_of_another = |title: &Match| {
        if clues.is_of_another_in_welsh(title) {
            return true;
        }
        let tells = |at: &usize| !clues.is_function_word(*at) && !clues.is(*at, Cue::Band);
        let person = clues.backwards(title.from, NEAR).find(tells);
        person.is_some_and(|person| {
            clues.is(person, Cue::OtherPerson) && person + 1 < title.from && clues.is_owned(person)
        })
    };
    let is_own = |other: &Match| {
        other.concept == one.concept && !other.overlaps(one) && !is_of_another(other)
    };
    one.says_who() && is_of_another(one) && known.iter().any(is_own)
}

/// "My sister is doing an MSc, I want a leadership course", "mae fy mab yn gweithio yng Nghaerdydd a dw i isio PhD": where it is told
/// what family and friends do, by readers who speak of themselves behind it. What they were told, or got, may well be what is sought.
pub(in crate::understand) fn lives_of_others(clues: &Clues<'_>) -> Vec<Range<usize>> {
    let wants = |at: usize| clues.wants(at);
    let speaks = |at: usize| clues.is_the_reader(at) || wants(at);
    let told = |person: usize| {
        let lives = [Cue::Works, Cue::Stationed, Cue::Underway, Cue::Undergoing, Cue::TheyAre];
        let mut next = clues.onwards(person + 1, 2).take_while(|at| !speaks(*at));
        let is_told = next.any(|at| lives.into_iter().any(|cue| clues.is(at, cue)));
        let ends = |at: &usize| clues.stops.get(*at) != Some(&false) || speaks(*at);
        let to = (person + 1..=clues.words.len()).find(ends)?;
        // "My wife is a radiographer looking for funding" asks for her.
        let of_oneself = |at: usize| clues.is_the_reader(at) || (wants(at) && clues.stops[at]);
        // "My colleague is a radiographer, where can I nominate her?", "my boss is doing a PhD and I want one too".
        let mut behind = to..clues.words.len();
        let points_back = clues.any(behind.clone(), Cue::They);
        let goes_on = behind.any(of_oneself) && !points_back;
        (is_told && goes_on && clues.is_owned(person)).then_some(person..to)
    };
    let known = (0..clues.words.len()).filter(|at| clues.is(*at, Cue::Acquaintance));
    known.filter_map(told).collect()
}

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let others = lives_of_others(clues);
    found.retain(|one| !others.iter().any(|own| own.contains(&one.from)));
    found.retain(|one| !is_someone_else(clues, one));
    found.retain(|one| !(clues.can_be_held(one) && is_held_by_another(clues, one.from)));
    // "My colleague has a Bevan Exemplar", "our consultant got a BHF fellowship": neither who gave it is sought, nor what it is.
    let gave: Vec<usize> = found
        .iter()
        .filter(|one| one.is_a_funder() && is_held_by_another(clues, one.from))
        .map(|one| one.to)
        .collect();
    let is_given = |one: &Match| {
        let is_kind = matches!(one.concept, Concept::Facet(Facet::Kind | Facet::Offer));
        is_kind && gave.contains(&one.from)
    };
    let is_theirs = |one: &Match| is_given(one) || (one.is_a_funder() && gave.contains(&one.to));
    found.retain(|one| !is_theirs(one));
    let known = found.clone();
    found.retain(|one| !is_what_another_is(clues, &known, one));
}
