//! What people who judged many answers found: which entries are a better, or a poorer, answer than their facts say, for
//! whoever asks for one thing or for two together.
//!
//! Facts say that two grants are both for research; they do not say that one pays for workshops and the other is what nearly
//! everyone looks for. Whoever judges answers to questions says so, question by question. `assessments.yaml` holds what
//! their grades have in common. It only orders what the facts let through.
//!
//! Each line is a short text, so that thousands are soon read: what is asked for (`theme=research`, or a word), before it how
//! many questions asked for it or beside it what else is asked for, and behind strokes tenths of a gain and the entries
//! that are worth so much more, by their places in a list. In memory each name is held once.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Between what is asked for, and each number of tenths with its entries.
const STROKE: &str = " / ";

/// `assessments.yaml`. Not in a packed catalogue: what is made of it is kept beside that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessments {
    /// How many questions were judged.
    questions: u32,
    features: Names,
    entries: Names,
    found: Vec<Found>,
}

/// A line by the numbers of names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    asked: Asked<u16>,
    worth: Box<[(u16, i8)]>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<T> {
    /// One thing, and how many of the judged questions ask for it.
    One(T, u32),
    /// Two things together.
    Both(T, T),
}

/// Names in the order in which they were met.
type Names = Vec<Box<str>>;

impl Assessments {
    /// The most that an entry may be better or poorer, in tenths of a gain (a grade of 1 gains 1, of 2 gains 3, of 3 gains 7).
    pub const MOST: i8 = 120;

    /// How many questions were judged.
    pub const fn questions(&self) -> u32 {
        self.questions
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The ids of the entries of which something was found.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|id| &**id)
    }

    /// Every line, in the order of the file: what is asked for, and entries by their places in [`Self::entries`] with how
    /// many tenths of a gain they are a better answer then.
    pub fn iter(&self) -> impl Iterator<Item = (Asked<&str>, &[(u16, i8)])> + Clone {
        let name = |at: u16| &*self.features[usize::from(at)];
        self.found.iter().map(move |one| {
            let asked = match one.asked {
                Asked::One(feature, count) => Asked::One(name(feature), count),
                Asked::Both(left, right) => Asked::Both(name(left), name(right)),
            };
            (asked, &*one.worth)
        })
    }

    /// As the file has them, behind its own words at the top.
    pub fn to_yaml(&self) -> String {
        use std::fmt::Write as _;
        let mut text = format!("{HEAD}questions: {}\nentries:\n", self.questions);
        for id in self.entries() {
            let _ = writeln!(text, "  - {id}");
        }
        text.push_str("found:\n");
        for (asked, worth) in self.iter() {
            let _ = writeln!(text, "  - '{}'", written(asked, worth).replace('\'', "''"));
        }
        text
    }
}

const HEAD: &str = "\
# For whoever asks for a thing, or for two together: by how much entries were found a better (or poorer) answer than others, in
# tenths of a gain, with their places in the list, counted from 0. Before one thing stands how many questions asked for it.
# Made from judged questions; see \"What assessors found\" in README.md. It orders answers and states no fact.
";

/// A line: the most tenths first.
fn written(asked: Asked<&str>, worth: &[(u16, i8)]) -> String {
    let mut text = match asked {
        Asked::One(feature, count) => format!("{count} {feature}"),
        Asked::Both(left, right) => format!("{left} {right}"),
    };
    let mut tenths: Vec<i8> = worth.iter().map(|(_, tenths)| *tenths).collect();
    tenths.sort_unstable_by(|left, right| right.cmp(left));
    tenths.dedup();
    for own in tenths {
        text.push_str(STROKE);
        text.push_str(&own.to_string());
        let entries = worth.iter().filter(|(_, other)| *other == own);
        entries.for_each(|(at, _)| text.push_str(&format!(" {at}")));
    }
    text
}

/// Assessments that are being put together.
#[derive(Debug, Default)]
pub struct Notes {
    assessments: Assessments,
    features: HashMap<String, u16>,
    entries: HashMap<String, u16>,
}

impl Notes {
    /// Of so many judged questions.
    pub fn of(questions: u32) -> Self {
        Self { assessments: Assessments { questions, ..Assessments::default() }, ..Self::default() }
    }

    /// Notes what was found for whoever asks for something, none of it with a space in it: ids of entries, and tenths of a gain.
    /// What there is no number left for is passed over.
    pub fn note<'a>(&mut self, asked: Asked<&str>, worth: impl IntoIterator<Item = (&'a str, i8)>) {
        let Self { assessments, features, entries } = self;
        let mut feature = |name: &str| number(name, features, &mut assessments.features);
        let asked = match asked {
            Asked::One(name, count) => feature(name).map(|at| Asked::One(at, count)),
            Asked::Both(left, right) => {
                feature(left).zip(feature(right)).map(|(left, right)| Asked::Both(left, right))
            }
        };
        let Some(asked) = asked else { return };
        let worth = worth.into_iter().filter_map(|(id, tenths)| {
            number(id, entries, &mut assessments.entries).map(|at| (at, tenths))
        });
        let worth = worth.collect();
        assessments.found.push(Found { asked, worth });
    }

    /// What was put together.
    pub fn into_assessments(self) -> Assessments {
        self.assessments
    }
}

fn number(name: &str, known: &mut HashMap<String, u16>, names: &mut Names) -> Option<u16> {
    if let Some(number) = known.get(name) {
        return Some(*number);
    }
    let number = u16::try_from(names.len()).ok()?;
    names.push(name.into());
    known.insert(name.to_owned(), number);
    Some(number)
}

/// As it is written for people.
#[derive(Serialize, Deserialize)]
struct Written {
    questions: u32,
    entries: Vec<String>,
    found: Vec<String>,
}

impl Serialize for Assessments {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        if !target.is_human_readable() {
            return ().serialize(target);
        }
        let found = self.iter().map(|(asked, worth)| written(asked, worth)).collect();
        let entries = self.entries().map(str::to_owned).collect();
        Written { questions: self.questions, entries, found }.serialize(target)
    }
}

impl<'de> Deserialize<'de> for Assessments {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        if !source.is_human_readable() {
            return <()>::deserialize(source).map(|()| Self::default());
        }
        let Written { questions, entries, found } = Written::deserialize(source)?;
        let mut notes = Notes::of(questions);
        for text in found {
            let known = worth(&text).filter_map(Result::ok).filter_map(|(place, tenths)| {
                entries.get(usize::from(place)).map(|id| (id.as_str(), tenths))
            });
            if let Some(asked) = asked(&text) {
                notes.note(asked, known);
            }
        }
        Ok(notes.into_assessments())
    }
}

/// What a line asks for; none where that is neither one thing behind a number nor two.
pub(crate) fn asked(text: &str) -> Option<Asked<&str>> {
    let (left, right) = text.split(STROKE).next()?.split_once(' ')?;
    match left.parse() {
        _ if right.contains(' ') => None,
        Ok(count) => Some(Asked::One(right, count)),
        Err(_) => Some(Asked::Both(left, right)),
    }
}

/// The places of a line with their tenths, or what is none, as it is written.
pub(crate) fn worth(text: &str) -> impl Iterator<Item = Result<(u16, i8), &str>> {
    text.split(STROKE).skip(1).flat_map(|part| {
        let (tenths, places) = part.split_once(' ').unwrap_or((part, ""));
        let known: Result<i8, &str> = tenths
            .parse()
            .ok()
            .filter(|tenths| (-Assessments::MOST..=Assessments::MOST).contains(tenths))
            .ok_or(part);
        places.split(' ').map(move |place| {
            let place: u16 = place.parse().map_err(|_| part)?;
            known.map(|tenths| (place, tenths))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, load};

    fn with(assessments: &str) -> crate::Loaded {
        load(&Files::embedded().with("assessments.yaml", assessments.as_bytes().to_vec()))
    }

    #[test]
    fn what_is_written_is_read_again_and_names_are_held_once() {
        let mut notes = Notes::of(40);
        notes.note(Asked::One("theme=research", 31), [("nihr-learn", 15), ("maumss", -3)]);
        notes.note(Asked::One("ahcs's", 2), []);
        notes.note(Asked::Both("kind=training", "theme=research"), [("maumss", 70)]);
        let found = notes.into_assessments();
        let text = found.to_yaml();
        for line in ["'31 theme=research / 15 0 / -3 1'", "'2 ahcs''s'"] {
            assert!(text.contains(line), "{text}");
        }
        let loaded = with(&text);
        assert!(!loaded.has_errors(), "{:?}", loaded.problems);
        assert_eq!(loaded.catalogue.assessments, found);
        assert_eq!((found.features.len(), found.entries.len()), (3, 2));
        let read: Vec<_> = found.iter().collect();
        assert_eq!(read[2], (Asked::Both("kind=training", "theme=research"), &[(1, 70)][..]));
    }

    #[test]
    fn what_is_written_otherwise_is_told_with_its_line() {
        let loaded = with(
            "questions: 9\nentries:\n  - nihr-lern\n  - nihr-learn\nfound:\n  - theme=research\n  - '3 grant / 5 1 x / 121 1 / 4'\n",
        );
        let told: Vec<(&str, usize)> = loaded
            .problems
            .iter()
            .filter(|problem| problem.file == "assessments.yaml")
            .map(|problem| (problem.rule, problem.line))
            .collect();
        let wrong = ("wrong-type", 7);
        assert_eq!(
            told,
            [("unknown-opportunity", 3), ("wrong-type", 6), wrong, wrong, wrong],
            "{:?}",
            loaded.problems
        );
    }

    #[test]
    fn what_is_asked_for_is_one_thing_or_two() {
        assert_eq!(asked("12 grant / 3 0"), Some(Asked::One("grant", 12)));
        assert_eq!(asked("kind=a theme=b"), Some(Asked::Both("kind=a", "theme=b")));
        for other in ["grant / 3 0", "", "3 a b / 1 0"] {
            assert_eq!(asked(other), None, "{other}");
        }
    }
}
