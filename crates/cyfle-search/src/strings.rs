//! Many short texts in one long one, and many short lists in one long one. Each by itself would take several times its own
//! length, and lie scattered about the memory.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};

/// Texts, by their places.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Strings {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(place_of(self.text.len()));
    }

    pub(crate) fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[place] as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.iter_from(0)
    }

    /// Those from a place on.
    pub(crate) fn iter_from(&self, place: usize) -> impl Iterator<Item = &str> {
        (place..self.len()).map(|place| self.get(place))
    }

    /// Of texts in order, the place of the first that is not before one.
    pub(crate) fn first_from(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle) < text {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Of texts in order, whether one is among them.
    pub(crate) fn has(&self, text: &str) -> bool {
        let place = self.first_from(text);
        place < self.len() && self.get(place) == text
    }

    /// Gives back the memory that was set aside for more.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl<T: AsRef<str>> FromIterator<T> for Strings {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut strings = Self::default();
        texts.into_iter().for_each(|text| strings.push(text.as_ref()));
        strings.shrink_to_fit();
        strings
    }
}

/// Texts that are looked up: each once, its place is its number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(into = "Strings", from = "Strings")]
pub(crate) struct Numbered {
    texts: Strings,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Numbered {
    /// The number of a text; none where it is not among them.
    pub(crate) fn number(&self, text: &str) -> Option<u32> {
        let is_it = |number: &u32| self.texts.get(*number as usize) == text;
        self.numbers.find(self.hasher.hash_one(text), is_it).copied()
    }

    /// The number of a text, a new one where it was not among them.
    pub(crate) fn add(&mut self, text: &str) -> u32 {
        let Self { texts, numbers, hasher } = self;
        let hash = hasher.hash_one(text);
        if let Some(number) = numbers.find(hash, |number| texts.get(*number as usize) == text) {
            return *number;
        }
        let number = place_of(texts.len());
        texts.push(text);
        numbers.insert_unique(hash, number, |known| hasher.hash_one(texts.get(*known as usize)));
        number
    }

    /// The text with a number.
    pub(crate) fn get(&self, number: u32) -> &str {
        self.texts.get(number as usize)
    }

    /// The texts in the order of their numbers.
    pub(crate) const fn texts(&self) -> &Strings {
        &self.texts
    }

    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Gives back the memory that was set aside for more.
    pub(crate) fn shrink_to_fit(&mut self) {
        let Self { texts, numbers, hasher } = self;
        texts.shrink_to_fit();
        numbers.shrink_to_fit(|known| hasher.hash_one(texts.get(*known as usize)));
    }
}

impl From<Strings> for Numbered {
    fn from(texts: Strings) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut numbers = HashTable::with_capacity(texts.len());
        for number in 0..texts.len() {
            let hash = |number: usize| hasher.hash_one(texts.get(number));
            numbers.insert_unique(hash(number), place_of(number), |known| hash(*known as usize));
        }
        Self { texts, numbers, hasher }
    }
}

impl From<Numbered> for Strings {
    fn from(numbered: Numbered) -> Self {
        numbered.texts
    }
}

/// Lists, mostly of numbers, by their places.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lists<T = u32> {
    /// Where each begins; the last one is where all end.
    begins: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// So many lists of pairs of a list's place and a member, each in the order in which its members come.
    pub(crate) fn new(lists: usize, pairs: &[(u32, T)]) -> Self {
        let mut begins = vec![0; lists + 1];
        pairs.iter().for_each(|(list, _)| begins[*list as usize + 1] += 1);
        for list in 0..lists {
            begins[list + 1] += begins[list];
        }
        let mut next = begins.clone();
        let mut all = vec![T::default(); pairs.len()];
        for (list, member) in pairs {
            let place = &mut next[*list as usize];
            all[*place as usize] = *member;
            *place += 1;
        }
        Self { begins, all }
    }
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Lists<T> {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let (mut begins, mut all) = (vec![0], Vec::new());
        for list in lists {
            all.extend(list);
            begins.push(place_of(all.len()));
        }
        begins.shrink_to_fit();
        all.shrink_to_fit();
        Self { begins, all }
    }
}

impl<T> Lists<T> {
    pub(crate) fn get(&self, list: u32) -> &[T] {
        let list = list as usize;
        &self.all[self.begins[list] as usize..self.begins[list + 1] as usize]
    }
}

/// A place as it is kept: nothing that fits in memory has as many.
pub(crate) fn place_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_found_by_its_number_and_each_number_by_its_text() {
        let mut numbered = Numbered::default();
        for text in ["cyfle", "", "grant", "cyfle", "gŵyl"] {
            numbered.add(text);
        }
        assert_eq!(numbered.texts().iter().collect::<Vec<_>>(), ["cyfle", "", "grant", "gŵyl"]);
        let again = Numbered::from(Strings::from(numbered.clone()));
        for known in [numbered, again] {
            assert_eq!(known.number("gŵyl"), Some(3));
            assert_eq!(known.number(""), Some(1));
            assert_eq!(known.number("grants"), None);
        }
    }

    #[test]
    fn texts_in_order_are_found_by_their_beginning() {
        let ordered: Strings = ["award", "ward", "warden"].into_iter().collect();
        assert!(ordered.has("ward") && !ordered.has("war"));
        assert_eq!(
            ordered.iter_from(ordered.first_from("war")).collect::<Vec<_>>(),
            ["ward", "warden"]
        );
        assert_eq!(ordered.first_from("zoo"), ordered.len());
    }

    #[test]
    fn lists_keep_the_order_in_which_their_numbers_come() {
        let lists = Lists::new(3, &[(2, 7), (0, 5), (2, 3)]);
        assert_eq!([0, 1, 2].map(|list| lists.get(list).to_vec()), [vec![5], vec![], vec![7, 3]]);
    }
}
