//! Amounts: "£10k", "£10,000", "10000 pounds", "half a million", "fifteen hundred pounds", "mil o bunnoedd", "up to £500", "over
//! £10k", "o leiaf £5,000"; and two of them with what lies between: "£5k to £10k", "rhwng £5,000 a £10,000". Not what somebody
//! has, earns, spends or can pay.

use cyfle_catalogue::Cue;

use super::Clues;
use super::numbers::{HUNDRED, and_a_part, gone_on, is_article, joins, spelt};
use crate::results::Concept;
use crate::understand::matches::Match;

pub(super) fn recognise(clues: &Clues<'_>, found: &mut Vec<Match>) {
    let mut at = 0;
    while at < clues.words.len() {
        if let Some((least, most, to)) = range(clues, at) {
            if !is_owned(clues, at, to) {
                found.push(Match::new(at, to, Concept::AmountMin, least.to_string()));
                found.push(Match::new(at, to, Concept::AmountMax, most.to_string()));
            }
            at = to;
            continue;
        }
        if let Some(own) = written(clues, at).or_else(|| lone(clues, at))
            && let Some(pounds) = own.pounds()
        {
            let (from, concept) = bound(clues, at, own.to);
            if is_owned(clues, from, own.to) {
                at = own.to;
                continue;
            }
            found.push(Match::new(from, own.to, concept, pounds.to_string()));
            at = own.to;
            continue;
        }
        at += 1;
    }
}

/// So many words before an amount may deny that it is at least so much.
const DENIED: usize = 5;

/// What a word behind a number multiplies it by.
const UNITS: [(Cue, f64); 3] =
    [(Cue::HundredThousand, 100_000.0), (Cue::Thousand, 1_000.0), (Cue::Million, 1_000_000.0)];

/// A number as it is written, with what makes it an amount.
#[derive(Clone, Copy)]
struct Written {
    number: f64,
    /// What letters and words behind the number make of it.
    times: f64,
    is_money: bool,
    /// The place behind it.
    to: usize,
}

impl Written {
    fn value(self) -> f64 {
        self.number * self.times
    }

    /// Whole pounds, where it is money, and as much as can be.
    fn pounds(self) -> Option<u64> {
        let in_range = (1.0..=1e12).contains(&self.value());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between one and a trillion"
        )]
        (self.is_money && in_range).then(|| self.value().round() as u64)
    }
}

/// A number at a place. A bare one is money only before a word that says so.
fn written(clues: &Clues<'_>, at: usize) -> Option<Written> {
    let (number, factor, is_pounds) = number(clues, at)?;
    let is_short = factor > 1.0;
    let (number, to) = if is_short { (number, at + 1) } else { gone_on(clues, number, at + 1) };
    // "Half a million", "a quarter of a million".
    let unit = to + clues.onwards(to, 2).take_while(|at| is_between(clues, *at, number)).count();
    let times = UNITS.into_iter().find(|(cue, _)| clues.is(unit, *cue));
    let behind = times.map_or(to, |(cue, _)| unit + clues.length(unit, cue));
    let pounds = pounds(clues, behind);
    let is_money = is_pounds
        || (is_short && factor < 1_000_000.0)
        || times.is_some()
        || pounds.is_some()
        || clues.is(at, Cue::Pounds);
    let times = times.map_or(factor, |(_, times)| factor * times);
    // "Two thousand five hundred pounds".
    let more = spelt(clues, behind).filter(|more| *more < times && times > 1.0);
    let more = more.map(|more| gone_on(clues, more, behind + 1));
    if let Some((more, to)) = more.and_then(|(more, to)| Some((more, self::pounds(clues, to)?))) {
        return Some(Written { number: number + more / times, times, is_money, to });
    }
    Some(Written { number, times, is_money, to: pounds.unwrap_or(behind) })
}

/// Whether a word only stands between a number and its unit: "half *a* million", "a couple *of* thousand".
fn is_between(clues: &Clues<'_>, at: usize, number: f64) -> bool {
    if number < 1.0 { clues.words[at].is_light() } else { joins(clues, at) }
}

/// The place behind the name of the currency that stands at a place: "pounds", "o bunnoedd".
fn pounds(clues: &Clues<'_>, at: usize) -> Option<usize> {
    let place = at + usize::from(joins(clues, at));
    clues.onwards(place, 1).find(|place| clues.is(*place, Cue::Pounds)).map(|place| place + 1)
}

/// A number as it is written, what a letter behind it makes of it, and whether the sign of pounds stands before it.
fn number(clues: &Clues<'_>, at: usize) -> Option<(f64, f64, bool)> {
    let folded = clues.word(at)?.folded.as_str();
    let digits = folded.strip_prefix('£').unwrap_or(folded);
    let read = |digits: &str| digits.replace(',', "").parse::<f64>().ok();
    // Only behind digits is a letter a factor: "pum" is five.
    let shortened = [('k', 1_000.0), ('m', 1_000_000.0)]
        .into_iter()
        .find_map(|(letter, factor)| Some((read(digits.strip_suffix(letter)?)?, factor)));
    let plain = || read(digits).or_else(|| clues.number(at)).map(|number| (number, 1.0));
    let (number, factor) = shortened.or_else(plain)?;
    Some((number, factor, digits.len() < folded.len()))
}

/// A thousand or a million that has no number before it, where it is said to be pounds: "a thousand pounds", "mil o bunnoedd",
/// "mil a hanner o bunnau", "a grand".
fn lone(clues: &Clues<'_>, at: usize) -> Option<Written> {
    let (cue, times) = UNITS.into_iter().find(|(cue, _)| clues.is(at, *cue))?;
    let is_counted = |place: usize| number(clues, place).is_some();
    let counted = clues.backwards(at, 2).find(|place| !clues.words[*place].is_light());
    if counted.is_some_and(is_counted) {
        return None;
    }
    let length = clues.length(at, cue);
    let (number, to) = and_a_part(clues, at + length)
        .map_or((1.0, at + length), |(part, behind)| (1.0 + part, behind));
    // "A grand" says so itself, but "a grand idea" is none, and "can mil" is a number.
    let says_so = || {
        let goes_on = clues.onwards(to, 1).any(|place| !clues.is_function_word(place));
        (length > 1 && !goes_on && cue == Cue::Thousand).then_some(to)
    };
    let to = pounds(clues, to).or_else(says_so)?;
    Some(Written { number, times, is_money: true, to })
}

/// The least and the most of two amounts of which the first leads on to the second, and the place behind them.
fn range(clues: &Clues<'_>, at: usize) -> Option<(u64, u64, usize)> {
    let first = written(clues, at)?;
    let before = |cue: Cue| clues.any(clues.backwards(at, 1), cue);
    let joined = match clues.length(first.to, Cue::Range) {
        0 if before(Cue::Between) && clues.is(first.to, Cue::And) => first.to + 1,
        // "£5-10k": a hyphen is no word.
        0 if first.is_money || clues.is_dashed(first.to) => first.to,
        0 => return None,
        length => first.to + length,
    };
    let stands_together = (first.to..=joined).all(|place| clues.stops.get(place) == Some(&false));
    let second = written(clues, joined)
        .or_else(|| lone(clues, joined + usize::from(is_article(clues, joined))))
        .filter(|second| second.is_money && stands_together)?;
    // "5 to 10 thousand", "two to three hundred thousand": what is said of the second counts for the first, unless it has more
    // already. A band is no amount.
    let is_hundreds =
        number(clues, joined).is_some_and(|(own, ..)| own < HUNDRED) && second.number >= HUNDRED;
    let times = if is_hundreds { second.times * HUNDRED } else { second.times };
    let shared = Written { times, is_money: !before(Cue::Band), ..first };
    let is_bare = first.times <= 1.0 && shared.value() < second.value();
    let first = if is_bare { shared } else { first };
    let (least, most) = first.pounds().zip(second.pounds())?;
    (least < most).then_some((least, most, second.to))
}

/// "I have £4,000 left over", "we won £2k last year", "I earn £45,000", "can't afford more than £200": whether it is money that
/// somebody has, or can pay at most. Who has so much to find has it not.
fn is_owned(clues: &Clues<'_>, from: usize, to: usize) -> bool {
    const NEAR: usize = 5;
    let said = clues.backwards(from, NEAR).find(|place| clues.is(*place, Cue::Owned));
    let is_told = |place: usize| clues.words[place].is_light() || clues.is(place, Cue::Emphasis);
    let leads = said.is_some_and(|said| (said + clues.length(said, Cue::Owned)..from).all(is_told));
    let asks = said.is_some_and(|said| clues.any(clues.backwards(said, 1), Cue::Asking));
    let goes_on = |place: &usize| {
        let wants = [Cue::Wanting, Cue::Needed, Cue::Seeking];
        !wants.into_iter().any(|cue| clues.is(*place, cue))
    };
    // "A budget of £3,000 left".
    let is_left = clues.is(to, Cue::Remaining);
    (leads || is_left) && !asks && !clues.any(clues.onwards(to, 3).take_while(goes_on), Cue::Costs)
}

/// Where the phrase begins and in which direction it bounds: an amount alone is the least that would do.
fn bound(clues: &Clues<'_>, at: usize, to: usize) -> (usize, Concept) {
    let mut from = at;
    // "<£500".
    let before = clues.word(at).and_then(|word| clues.text.get(..word.place.0)).unwrap_or_default();
    if before.trim_end().ends_with(['<', '≤', '‹']) {
        return (from, Concept::AmountMax);
    }
    // "£10,000 or less".
    if clues.is(to, Cue::Either) && clues.is(to + 1, Cue::AtMost) {
        return (from, Concept::AmountMax);
    }
    for place in clues.backwards(at, 3) {
        if clues.is(place, Cue::AtMost) {
            return (place, Concept::AmountMax);
        }
        if clues.is(place, Cue::AtLeast) {
            from = place;
        }
    }
    // "Not a grant over £50k" is up to so much.
    let denies = |place: usize| clues.denies(place);
    if from < at && clues.backwards(from, DENIED).any(denies) {
        return (from, Concept::AmountMax);
    }
    (from, Concept::AmountMin)
}
