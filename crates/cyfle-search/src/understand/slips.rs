//! How many slips lie between two words. A slip is what fingers and ears do: a letter left out, doubled or added, two
//! neighbours swapped, the next key hit, one vowel or one sound taken for another. Any other letter in place of a letter
//! makes another word: "plane" is no slip for "plant", "injection" none for "infection".

use std::sync::LazyLock;

/// Letters that stand side by side on a British keyboard, row by row.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// W and y are vowels in Welsh.
const VOWELS: &str = "aeiouwy";

/// Letters that are taken for each other by ear.
const SOUNDS: [&str; 9] = ["ck", "cs", "sz", "dt", "bp", "fv", "gj", "mn", "kg"];

/// Two letters that are heard as one, or as other two.
const SPELLINGS: [(&str, &str); 5] =
    [("ph", "f"), ("ck", "k"), ("sc", "s"), ("ch", "k"), ("ti", "si")];

/// The slips between two words, or more than `most`. A sound that is spelt otherwise is one slip.
pub(super) fn slips(left: &str, right: &str, most: usize) -> usize {
    let plain = letters(left, right, most);
    if plain < 2 {
        return plain;
    }
    let respelt = |(two, one): (&str, &str)| {
        let respelt = |from: &str, to: &str| {
            let at = right.find(from).filter(|_| !left.contains(from))?;
            let right = [&right[..at], to, &right[at + from.len()..]].concat();
            Some(1 + letters(left, &right, most.saturating_sub(1)))
        };
        respelt(two, one).into_iter().chain(respelt(one, two)).min()
    };
    SPELLINGS.into_iter().filter_map(respelt).chain([plain]).min().unwrap_or(plain)
}

/// The slips between the letters of two words, or more than `most`.
fn letters(left: &str, right: &str, most: usize) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > most || is_another_word(&left, &right) {
        return most + 1;
    }
    // Optimal string alignment: each row is what the letters so far cost against every beginning of the other word.
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.iter().enumerate() {
        let mut row = vec![at + 1];
        for (other, wanted) in right.iter().enumerate() {
            let changed = above[other] + change(*letter, *wanted);
            let mut cost = changed.min(above[other + 1] + 1).min(row[other] + 1);
            let is_swapped = at > 0
                && other > 0
                && *letter == right[other - 1]
                && left[at - 1] == *wanted
                && letter != wanted;
            if is_swapped {
                cost = cost.min(before[other - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

/// More than is ever forgiven.
const NO_SLIP: usize = 3;

/// Whether two words differ in one letter, and it is none that is taken for the other: to leave one out and add the other would
/// be two slips in the same place.
fn is_another_word(left: &[char], right: &[char]) -> bool {
    let mut differing = left.iter().zip(right).filter(|(left, right)| left != right);
    left.len() == right.len()
        && differing.next().is_some_and(|(typed, meant)| change(*typed, *meant) == NO_SLIP)
        && differing.next().is_none()
}

/// What one letter in place of another costs.
fn change(typed: char, meant: char) -> usize {
    static COSTS: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
        ('a'..='z').map(|typed| ('a'..='z').map(|meant| cost(typed, meant)).collect()).collect()
    });
    let place = |letter: char| u32::from(letter).wrapping_sub(u32::from('a')) as usize;
    let known = COSTS.get(place(typed)).and_then(|own| own.get(place(meant)));
    known.copied().unwrap_or_else(|| cost(typed, meant))
}

fn cost(typed: char, meant: char) -> usize {
    let pair = |letters: &&str| letters.contains(typed) && letters.contains(meant);
    if typed == meant {
        0
    } else if pair(&VOWELS) || SOUNDS.iter().any(pair) || are_neighbours(typed, meant) {
        1
    } else {
        NO_SLIP
    }
}

/// Whether two keys touch: beside each other, or in the next row a little to the left or right.
fn are_neighbours(left: char, right: char) -> bool {
    let place =
        |letter: char| (0..).zip(ROWS).find_map(|(row, keys)| Some((row, keys.find(letter)?)));
    let (Some((row, key)), Some((other_row, other_key))) = (place(left), place(right)) else {
        return false;
    };
    let (row, key, other_row, other_key): (i32, usize, i32, usize) =
        (row, key, other_row, other_key);
    match other_row - row {
        0 => key.abs_diff(other_key) == 1,
        // A lower row stands half a key further to the right.
        1 => key == other_key || key == other_key + 1,
        -1 => key == other_key || other_key == key + 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fingers_and_ears_do_is_one_slip() {
        for (typed, meant) in [
            ("audiolgy", "audiology"),
            ("fellowshiip", "fellowship"),
            ("fellowhsip", "fellowship"),
            ("genpmics", "genomics"),
            ("henomics", "genomics"),
            ("indipendent", "independent"),
            ("felindre", "velindre"),
            ("cymrodoriseth", "cymrodoriaeth"),
            ("radiografer", "radiographer"),
            ("fysiology", "physiology"),
            ("demensia", "dementia"),
        ] {
            assert_eq!(slips(typed, meant, 2), 1, "{typed}");
        }
    }

    #[test]
    fn another_word_is_further_off() {
        assert!(slips("plane", "plant", 1) > 1);
        assert!(slips("injection", "infection", 2) > 2);
        assert!(slips("retention", "prevention", 2) > 2);
        assert_eq!(slips("", "", 0), 0);
        assert!(slips("a", "abcdef", 2) > 2);
    }
}
