//! Sets of entries as bits: a filter is an AND, a facet count an AND and a population count.

use serde::{Deserialize, Serialize};

/// A set of entry numbers below a fixed size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set, for numbers below `size`.
    pub(crate) fn none(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)] }
    }

    /// Every number below `size`.
    pub(crate) fn all(size: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; size.div_ceil(64)] };
        if let Some(last) = bits.words.last_mut()
            && !size.is_multiple_of(64)
        {
            *last = (1 << (size % 64)) - 1;
        }
        bits
    }

    pub(crate) fn insert(&mut self, number: usize) {
        self.words[number / 64] |= 1 << (number % 64);
    }

    pub(crate) fn contains(&self, number: usize) -> bool {
        self.words[number / 64] & (1 << (number % 64)) != 0
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(left, right)| *left |= right);
    }

    pub(crate) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(left, right)| *left &= right);
    }

    /// Takes the numbers of another set out.
    pub(crate) fn remove(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(left, right)| *left &= !right);
    }

    /// What is in both.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self {
            words: self.words.iter().zip(&other.words).map(|(left, right)| left & right).collect(),
        }
    }

    /// What is in this one and not in the other.
    pub(crate) fn without(&self, other: &Self) -> Self {
        Self {
            words: self.words.iter().zip(&other.words).map(|(left, right)| left & !right).collect(),
        }
    }

    /// How many numbers are in both.
    pub(crate) fn count_both(&self, other: &Self) -> usize {
        self.words
            .iter()
            .zip(&other.words)
            .map(|(left, right)| (left & right).count_ones() as usize)
            .sum()
    }

    /// The numbers in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let next = (left != 0).then(|| index * 64 + left.trailing_zeros() as usize);
                // Takes the lowest bit away.
                left &= left.wrapping_sub(1);
                next
            })
        })
    }

    /// How many numbers there are.
    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many machine words an operation on it reads: what comparing ways of counting has to go by.
    pub(crate) const fn cost(&self) -> usize {
        self.words.len()
    }
}
