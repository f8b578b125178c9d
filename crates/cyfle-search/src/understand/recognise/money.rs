//! Amounts: "£10k", "£10,000", "10000 pounds", "up to £500", "over £10k", "o leiaf £5,000".

use cyfle_catalogue::Cue;

use super::Clues;
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    for at in 0..clues.words.len() {
        let Some((amount, to)) = amount(clues, at) else { continue };
        let (from, concept) = bound(clues, at);
        found.push(Match::new(from, to, concept, amount.to_string()));
    }
}

/// An amount and the place behind it. A bare number is money only before a word that says so.
fn amount(clues: &Clues<'_>, at: usize) -> Option<(u64, usize)> {
    let folded = clues.word(at)?.folded.as_str();
    let digits = folded.strip_prefix('£').unwrap_or(folded);
    let is_pounds = digits.len() < folded.len();
    let read = |digits: &str| digits.replace(',', "").parse::<f64>().ok();
    // Only behind digits is a letter a factor: "pum" is five.
    let shortened = [('k', 1_000.0), ('m', 1_000_000.0)]
        .into_iter()
        .find_map(|(letter, factor)| Some((read(digits.strip_suffix(letter)?)?, factor)));
    let plain = || read(digits).or_else(|| clues.number(at)).map(|number| (number, 1.0));
    let (number, factor) = shortened.or_else(plain)?;
    let units =
        [(Cue::Thousand, 1_000.0), (Cue::Million, 1_000_000.0), (Cue::Pounds, 1.0)].into_iter();
    let mut said = units.filter(|(cue, _)| clues.is(at + 1, *cue));
    let spelt_out = said.next().map(|(_, times)| (times, at + 2));
    let (also, to) = spelt_out.unwrap_or((1.0, at + 1));
    let is_money = is_pounds || (factor > 1.0 && factor < 1_000_000.0) || spelt_out.is_some();
    let value = number * factor * also;
    let in_range = (1.0..=1e12).contains(&value);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between one and a trillion"
    )]
    (is_money && in_range).then(|| (value.round() as u64, to))
}

/// Where the phrase begins and in which direction it bounds: an amount alone is the least that would do.
fn bound(clues: &Clues<'_>, at: usize) -> (usize, Concept) {
    let mut from = at;
    for place in clues.backwards(at, 3) {
        if clues.is(place, Cue::AtMost) {
            return (place, Concept::AmountMax);
        }
        if clues.is(place, Cue::AtLeast) {
            from = place;
        }
    }
    (from, Concept::AmountMin)
}
