//! Which answers come first: what asking for a thing is worth to an entry so that what gains most stands before the rest.
//!
//! An entry's chance to be first is the share that e to the power of its worth has among all that may be shown, and its worth
//! is where the facts put it and what asking is worth to it besides. The chances are brought close to the shares of the gains
//! (Cao and others, "Learning to rank: from pairwise to listwise approach", ICML 2007). So what the facts put first in vain is
//! found a poorer answer, though nobody judged it.
//!
//! What asking for a thing is worth is partly the same for all entries with a trait, the same topic say: what few questions
//! tell of one entry is told by those about others like it.

use std::thread;

use super::lbfgs::{self, add};
use super::ridge::Row;

/// How much squared weights count beside what is unlikely of the gains.
const PENALTY: f32 = 0.05;

/// So many steps: more make hardly a difference.
const STEPS: usize = 60;

/// A question.
#[derive(Debug)]
pub(super) struct List {
    /// What it asks for, and how strongly.
    pub(super) asked: Row,
    /// Where the facts put each entry, in gains; far below everything where it is not shown at all.
    pub(super) stands: Vec<f32>,
    /// Each entry's share of all gains.
    pub(super) shares: Vec<f32>,
}

/// How much each entry has of which traits, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Traits {
    pub(super) count: usize,
    pub(super) of: Vec<Vec<(usize, f32)>>,
}

impl Traits {
    fn width(&self) -> usize {
        self.of.len() + self.count
    }

    /// What each entry has of its own and by its traits: of numbers for entries, and behind them for traits.
    fn together<'a>(&'a self, own: &'a [f32]) -> impl Iterator<Item = f32> + 'a {
        let (entries, traits) = own.split_at(self.of.len());
        entries
            .iter()
            .zip(&self.of)
            .map(|(own, has)| own + has.iter().map(|(at, share)| share * traits[*at]).sum::<f32>())
    }
}

/// For each entry a weight for each of so many things.
pub(super) fn weights(lists: &[List], things: usize, traits: &Traits) -> Vec<Vec<f64>> {
    let width = traits.width();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = lists.len().div_ceil(workers).max(1);
    let found = lbfgs::least(things * width, STEPS, |weights, slope| {
        let parts: Vec<(f64, Vec<f32>)> = thread::scope(|scope| {
            let part = |own| scope.spawn(move || unlikely(own, weights, traits));
            let begun: Vec<_> = lists.chunks(share).map(part).collect();
            let ended = begun.into_iter().map(|worker| {
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            });
            ended.collect()
        });
        let mut value = 0.0;
        for (own, weight) in slope.iter_mut().zip(weights) {
            *own = PENALTY * weight;
            value += f64::from(PENALTY * weight * weight) / 2.0;
        }
        for (own, part) in parts {
            value += own;
            slope.iter_mut().zip(part).for_each(|(sum, own)| *sum += own);
        }
        value
    });
    let mut each = vec![Vec::with_capacity(things); traits.of.len()];
    for own in found.chunks_exact(width) {
        let worth = traits.together(own);
        each.iter_mut().zip(worth).for_each(|(entry, worth)| entry.push(f64::from(worth)));
    }
    each
}

/// How unlikely the gains of some questions are, and how that slopes.
fn unlikely(lists: &[List], weights: &[f32], traits: &Traits) -> (f64, Vec<f32>) {
    let width = traits.width();
    let at = |thing: u32| thing as usize * width..(thing as usize + 1) * width;
    let (mut value, mut slope) = (0.0, vec![0.0; weights.len()]);
    let mut asked = vec![0.0; width];
    for list in lists {
        asked.fill(0.0);
        for (thing, strength) in &list.asked {
            add(&weights[at(*thing)], f64::from(*strength), &mut asked);
        }
        let worth = traits.together(&asked).zip(&list.stands);
        let worth: Vec<f32> = worth.map(|(own, stands)| own + stands).collect();
        let most = worth.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = worth.iter().map(|own| (own - most).exp()).sum();
        asked.fill(0.0);
        let (entries, of_traits) = asked.split_at_mut(traits.of.len());
        for (number, own) in worth.iter().enumerate() {
            let (below, share) = (own - most - all.ln(), list.shares[number]);
            value -= f64::from(share * below);
            entries[number] = below.exp() - share;
            for (one, has) in &traits.of[number] {
                of_traits[*one] += has * entries[number];
            }
        }
        for (thing, strength) in &list.asked {
            add(&asked, f64::from(*strength), &mut slope[at(*thing)]);
        }
    }
    (value, slope)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(asked: &[(u32, f32)], stands: [f32; 3], shares: [f32; 3]) -> List {
        List { asked: asked.to_vec(), stands: stands.to_vec(), shares: shares.to_vec() }
    }

    fn apart() -> Traits {
        Traits { count: 0, of: vec![Vec::new(); 3] }
    }

    #[test]
    fn what_gains_comes_before_what_the_facts_put_first() {
        let wrong = || list(&[(0, 1.0)], [0.0, 2.0, 0.0], [1.0, 0.0, 0.0]);
        let found = weights(&[wrong(), wrong(), wrong()], 1, &apart());
        let [gains, stood_first, other] = &found[..] else { panic!("three entries") };
        assert!(gains[0] > 2.0 + stood_first[0], "{found:?}");
        assert!(stood_first[0] < other[0] && other[0] < 0.0, "{found:?}");
    }

    #[test]
    fn what_stands_right_already_needs_little() {
        let far =
            |ahead| weights(&[list(&[(0, 1.0)], [ahead, 0.0, 0.0], [1.0, 0.0, 0.0])], 1, &apart());
        assert!(far(9.0)[0][0] < far(0.0)[0][0] / 10.0);
    }

    #[test]
    fn what_is_like_what_gains_is_found_better_too() {
        let traits = Traits { count: 1, of: vec![vec![(0, 1.0)], vec![(0, 1.0)], Vec::new()] };
        let lists: Vec<List> =
            (0..5).map(|_| list(&[(0, 1.0)], [0.0; 3], [1.0, 0.0, 0.0])).collect();
        let found = weights(&lists, 1, &traits);
        assert!(found[0][0] > found[1][0] && found[1][0] > found[2][0], "{found:?}");
        let found = weights(&lists, 1, &apart());
        assert!((found[1][0] - found[2][0]).abs() < 1e-3, "{found:?}");
    }
}
