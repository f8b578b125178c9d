//! Questions that were judged, and how good an answer to each every entry was found: what was answered well once is answered
//! so again.
//!
//! `assessments.yaml` holds them as short texts, one for each question, so that thousands are soon read: what it asks for, as
//! values of facets and as words, and behind strokes each grade and the entries with it, by their places in a list. In memory
//! each name is held once, too.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Between what a question asks for, and each grade that was given.
const STROKE: &str = " / ";

/// The judged questions of `assessments.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Precedents {
    /// Everything that is asked for, and every entry.
    features: Names,
    entries: Names,
    questions: Vec<Question>,
}

/// A question by the numbers of names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Question {
    asked: Box<[u16]>,
    found: Box<[(u16, i8)]>,
}

/// Names in the order in which they were met.
type Names = Vec<Box<str>>;

impl Precedents {
    /// The grade of what would mislead whoever asked.
    pub const MISLEADS: i8 = -1;

    /// The best grade.
    pub const BEST: i8 = 3;

    /// Every question, in the order of the file: the places of what it asks for in [`Self::features`], and entries by their
    /// places in [`Self::entries`] with their grades, from [`Self::MISLEADS`] to [`Self::BEST`].
    pub fn iter(&self) -> impl Iterator<Item = (&[u16], &[(u16, i8)])> {
        self.questions.iter().map(|one| (&*one.asked, &*one.found))
    }

    /// Everything that is asked for: `theme=research`, or a word.
    pub fn features(&self) -> &[Box<str>] {
        &self.features
    }

    /// The ids of all entries.
    pub fn entries(&self) -> &[Box<str>] {
        &self.entries
    }

    /// As they are written, one a line.
    pub fn written(&self) -> impl Iterator<Item = String> {
        self.iter().map(|(asked, found)| {
            let asked: Vec<&str> =
                asked.iter().map(|at| &*self.features[usize::from(*at)]).collect();
            let mut text = asked.join(" ");
            for grade in (Self::MISLEADS..=Self::BEST).rev() {
                let mut own = found.iter().filter(|(_, other)| *other == grade).peekable();
                if own.peek().is_some() {
                    text.push_str(STROKE);
                    text.push_str(&grade.to_string());
                    own.for_each(|(at, _)| text.push_str(&format!(" {at}")));
                }
            }
            text
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }
}

/// Precedents that are being put together.
#[derive(Debug, Default)]
pub struct Notes {
    precedents: Precedents,
    features: HashMap<String, u16>,
    entries: HashMap<String, u16>,
}

impl Notes {
    /// Notes a question: what it asks for, none of it with a space or a stroke in it, and the grades of entries. One that asks for
    /// nothing or found nothing is passed over, and so is what there is no number left for.
    pub fn note<'a>(
        &mut self,
        asked: impl IntoIterator<Item = &'a str>,
        found: impl IntoIterator<Item = (&'a str, i8)>,
    ) {
        let Self { precedents, features, entries } = self;
        let asked: Box<[u16]> = asked
            .into_iter()
            .filter(|one| !one.contains([' ', '/']))
            .filter_map(|one| number(one, features, &mut precedents.features))
            .collect();
        let found: Box<[(u16, i8)]> = found
            .into_iter()
            .filter_map(|(id, grade)| {
                number(id, entries, &mut precedents.entries).map(|at| (at, grade))
            })
            .collect();
        if !asked.is_empty() && !found.is_empty() {
            precedents.questions.push(Question { asked, found });
        }
    }

    /// What was put together.
    pub fn into_precedents(self) -> Precedents {
        self.precedents
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
    entries: Names,
    questions: Vec<String>,
}

impl Serialize for Precedents {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        if !target.is_human_readable() {
            // For the program: numbers are soon read.
            return (&self.features, &self.entries, &self.questions).serialize(target);
        }
        let (entries, questions) = (self.entries.clone(), self.written().collect());
        Written { entries, questions }.serialize(target)
    }
}

impl<'de> Deserialize<'de> for Precedents {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        if !source.is_human_readable() {
            let (features, entries, questions): (Names, Names, Vec<Question>) =
                Deserialize::deserialize(source)?;
            let known = |question: &Question| {
                question.asked.iter().all(|at| usize::from(*at) < features.len())
                    && question.found.iter().all(|(at, _)| usize::from(*at) < entries.len())
            };
            if !questions.iter().all(known) {
                return Err(serde::de::Error::custom("a question has a name that is not there"));
            }
            return Ok(Self { features, entries, questions });
        }
        let Written { entries, questions } = Written::deserialize(source)?;
        let mut notes = Notes::default();
        for text in questions {
            let (asked, grades) = read(&text);
            let found = grades.filter_map(Result::ok).filter_map(|(place, grade)| {
                entries.get(usize::from(place)).map(|id| (&**id, grade))
            });
            notes.note(asked.split(' '), found);
        }
        Ok(notes.into_precedents())
    }
}

/// What a question asks for as it is written, and places with their grades; what is no place or grade, as it is written.
pub(crate) fn read(text: &str) -> (&str, impl Iterator<Item = Result<(u16, i8), &str>>) {
    let mut parts = text.split(STROKE);
    let asked = parts.next().unwrap_or_default();
    let grades = parts.flat_map(|part| {
        let (grade, places) = part.split_once(' ').unwrap_or((part, ""));
        let known: Result<i8, &str> = grade
            .parse()
            .ok()
            .filter(|grade| (Precedents::MISLEADS..=Precedents::BEST).contains(grade))
            .ok_or(part);
        places.split(' ').map(move |place| {
            let place: u16 = place.parse().map_err(|_| part)?;
            known.map(|grade| (place, grade))
        })
    });
    (asked, grades)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_written_with_each_name_once_in_memory() {
        let mut notes = Notes::default();
        notes.note(["theme=research", "grant", "a b"], [("nihr-learn", 3), ("maumss", -1)]);
        notes.note(["grant"], []);
        notes.note(["grant"], [("maumss", 2)]);
        let precedents = notes.into_precedents();
        let written: Vec<String> = precedents.written().collect();
        let expected = ["theme=research grant / 3 0 / -1 1", "grant / 2 1"];
        assert_eq!(written, expected);
        assert_eq!((precedents.features().len(), precedents.entries().len()), (2, 2));
    }

    #[test]
    fn numbers_of_names_that_are_not_there_are_refused() {
        let asked = |at: u16| Question { asked: [at].into(), found: [(0, 3)].into() };
        let with = |at| Precedents {
            features: vec!["grant".into()],
            entries: vec!["nihr-learn".into()],
            questions: vec![asked(at)],
        };
        let again = |known: &Precedents| -> Result<Precedents, postcard::Error> {
            postcard::from_bytes(&postcard::to_allocvec(known)?)
        };
        assert_eq!(again(&with(0)).as_ref(), Ok(&with(0)));
        assert!(again(&with(1)).is_err());
    }

    #[test]
    fn what_is_written_otherwise_is_told() {
        let (asked, grades) = read("grant / 3 0 x / 9 1 / 2");
        let told: Vec<Result<(u16, i8), &str>> = grades.collect();
        assert_eq!(asked, "grant");
        assert_eq!(told, [Ok((0, 3)), Err("3 0 x"), Err("9 1"), Err("2")]);
    }
}
