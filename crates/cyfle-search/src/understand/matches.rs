//! Which of the things that a text could mean it does mean.
//!
//! Of one concept the longest match wins and uses up its words ("advanced practitioner" sets *advanced* and not also
//! *practitioner*); different concepts read the same words independently ("PhD fellowship" is an education stage and a kind).

use std::collections::BTreeMap;

use cyfle_catalogue::Facet;

use crate::results::Concept;

/// Words `from..to` mean `value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) concept: Concept,
    pub(super) value: String,
}

impl Match {
    pub(super) fn new(from: usize, to: usize, concept: Concept, value: impl Into<String>) -> Self {
        Self { from, to, concept, value: value.into() }
    }

    pub(super) const fn length(&self) -> usize {
        self.to - self.from
    }

    pub(super) const fn is_inside(&self, other: &Self) -> bool {
        other.from <= self.from && self.to <= other.to
    }

    pub(super) const fn takes_in(&self, at: usize) -> bool {
        self.from <= at && at < self.to
    }

    pub(super) const fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether it is of an organisation or a nation, which somebody may name only to say where they were or whom they asked.
    pub(super) const fn is_of_a_body_or_nation(&self) -> bool {
        matches!(self.concept, Concept::Facet(Facet::Funder | Facet::Nation) | Concept::HealthBoard)
    }

    /// Whether it says what is sought: its kind, what it gives, what it is for or which stage it leads to.
    pub(super) const fn is_a_wish(&self) -> bool {
        matches!(
            self.concept,
            Concept::Facet(Facet::Kind | Facet::Offer | Facet::Theme | Facet::EducationStage)
        )
    }

    /// Whether it is what is given, and so nothing that somebody has.
    pub(super) const fn is_given(&self) -> bool {
        matches!(self.concept, Concept::Facet(Facet::Offer | Facet::Kind))
    }

    /// Whether it says what somebody is by profession.
    pub(super) const fn is_a_profession(&self) -> bool {
        matches!(self.concept, Concept::Facet(Facet::Profession | Facet::ProfessionGroup))
    }

    /// Whether it is a health board or trust, or a place that stands for one.
    pub(super) fn is_a_board(&self) -> bool {
        self.concept == Concept::HealthBoard
    }

    /// Whether it is the name of a funder.
    pub(super) fn is_a_funder(&self) -> bool {
        self.concept == Concept::Facet(Facet::Funder)
    }

    /// Whether it is a stage of education.
    pub(super) fn is_a_stage(&self) -> bool {
        self.concept == Concept::Facet(Facet::EducationStage)
    }

    /// Whether it says at what level somebody is.
    pub(super) fn is_a_level(&self) -> bool {
        self.concept == Concept::Facet(Facet::CareerLevel)
    }

    /// Whether it says what post somebody has: a profession or a level.
    pub(super) fn is_a_post(&self) -> bool {
        self.is_a_profession() || self.is_a_level()
    }

    /// Whether it says who somebody is, in healthcare science or outside it.
    pub(super) fn says_who(&self) -> bool {
        self.is_a_post() || self.concept == Concept::OtherProfession
    }

    /// Whether it may say where somebody works.
    pub(super) fn is_an_employer(&self) -> bool {
        self.is_a_funder() || self.is_a_board() || self.concept == Concept::Employer
    }

    pub(super) fn is(&self, facet: Facet, value: &str) -> bool {
        self.concept == Concept::Facet(facet) && self.value == value
    }
}

/// Whether a place is part of something that was understood, of some sort.
pub(super) fn is_within(found: &[Match], at: usize, is_such: fn(&Match) -> bool) -> bool {
    found.iter().any(|one| one.takes_in(at) && is_such(one))
}

/// Settles what was found: longest first, what a longer meaning swallows left out. Gives back what goes without saying: the
/// topic of a profession that was named.
pub(super) fn settle(found: &mut Vec<Match>) -> Vec<Match> {
    let every = std::mem::take(found);
    let mut by_concept: BTreeMap<Concept, Vec<Match>> = BTreeMap::new();
    for one in &every {
        by_concept.entry(one.concept).or_default().push(one.clone());
    }
    let all: Vec<Match> = by_concept.into_values().flat_map(longest).collect();
    let kept = all.iter().filter(|one| !all.iter().any(|other| swallows(other, one, &every)));
    let (implied, plain): (Vec<&Match>, Vec<&Match>) =
        kept.partition(|one| all.iter().any(|other| is_told_by(one, other)));
    *found = plain.into_iter().cloned().collect();
    implied.into_iter().cloned().collect()
}

/// Puts matches into the order of the text, each meaning once.
pub(super) fn order(found: &mut Vec<Match>) {
    found.sort_by(|left, right| {
        (left.from, left.to, left.concept, &left.value).cmp(&(
            right.from,
            right.to,
            right.concept,
            &right.value,
        ))
    });
    let mut seen: Vec<(Concept, String)> = Vec::new();
    found.retain(|one| {
        let meaning = (one.concept, one.value.clone());
        let first = !seen.contains(&meaning);
        seen.push(meaning);
        first
    });
}

/// Whether a longer match leaves a shorter one inside it without a meaning of its own. A name is a name ("Bangor University"
/// does not say that the reader works in Bangor, "Health and Care Research Wales" not that research is wanted), and so is
/// what one gets ("salary-funded" is not a wish for funding in general). What is said of education and kinds keeps what
/// qualifies it: "MSc fees" is about an MSc, an "innovation fellowship" about innovation, a "travel grant" is a grant. But a
/// principal investigator is no principal, who becomes a consultant is none, and an open day is not open.
fn swallows(longer: &Match, shorter: &Match, every: &[Match]) -> bool {
    let inside = shorter.is_inside(longer) && longer.length() > shorter.length();
    let keeps = || match (longer.concept, shorter.concept) {
        (_, Concept::HealthBoard) => false,
        (Concept::Facet(Facet::Kind | Facet::Theme), Concept::Facet(Facet::CareerLevel)) => false,
        (
            Concept::Facet(Facet::Kind | Facet::Theme | Facet::EducationStage),
            Concept::Facet(Facet::Offer | Facet::Mode | Facet::Status),
        ) => is_put_together(longer, shorter, every),
        (Concept::Facet(Facet::Kind | Facet::Theme | Facet::EducationStage), _) => true,
        (Concept::Facet(Facet::Offer), Concept::Facet(found)) => matches!(
            found,
            Facet::EducationStage
                | Facet::Profession
                | Facet::ProfessionGroup
                | Facet::Kind
                | Facet::Theme
        ),
        (Concept::Facet(Facet::CareerLevel), Concept::Facet(found)) => {
            matches!(found, Facet::EducationStage | Facet::Profession | Facet::ProfessionGroup)
        }
        (Concept::Facet(_) | Concept::HealthBoard | Concept::Without(_), _) => false,
        _ => false,
    };
    inside && !keeps()
}

/// Whether a longer meaning is put together from a shorter one and its own: what is left of it without the shorter one still
/// says it ("part-time PhD"), or the shorter one's words do ("find a mentor"). An "open day" without "open" is no event.
fn is_put_together(longer: &Match, shorter: &Match, every: &[Match]) -> bool {
    every.iter().any(|one| {
        one.concept == longer.concept
            && one.value == longer.value
            && one.length() < longer.length()
            && one.is_inside(longer)
            && (!one.overlaps(shorter) || one.is_inside(shorter))
    })
}

/// Whether the same words already say a thing more exactly: who someone is says what they work on ("audiology" is a
/// profession before it is a topic), and a profession is said before its group's name for it.
fn is_told_by(one: &Match, other: &Match) -> bool {
    let person =
        matches!(other.concept, Concept::Facet(Facet::Profession | Facet::ProfessionGroup));
    person && one.concept == Concept::Facet(Facet::Topic) && one.is_inside(other)
}

/// Of matches of one concept, the longest that do not overlap; several values of the very same words all stay.
fn longest(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by_key(|found| (std::cmp::Reverse(found.length()), found.from));
    let (mut kept, mut left_out): (Vec<Match>, Vec<Match>) = (Vec::new(), Vec::new());
    for found in matches {
        let same_words = |other: &Match| (found.from, found.to) == (other.from, other.to);
        let stays = kept.iter().all(|other| !found.overlaps(other) || same_words(other));
        let own = if stays { &mut kept } else { &mut left_out };
        own.push(found);
    }
    for other in &left_out {
        draw_out(&mut kept, other);
    }
    kept
}

/// Draws a match out over another one that says the same and shares some of its words, so that none of them is left over:
/// "talu *ffioedd*" and "*ffioedd* dysgu" in "talu ffioedd dysgu". Words that also mean something else are left to that.
fn draw_out(kept: &mut [Match], other: &Match) {
    let mut overlapping = kept.iter_mut().filter(|one| one.overlaps(other));
    if let (Some(one), None) = (overlapping.next(), overlapping.next())
        && one.value == other.value
    {
        (one.from, one.to) = (one.from.min(other.from), one.to.max(other.to));
    }
}
