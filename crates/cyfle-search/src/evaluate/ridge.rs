//! Ridge regression: what each of many things is worth when every question asks for several of them.
//!
//! Weights are the least sum of squared errors and squared weights (Hoerl and Kennard, "Ridge regression", Technometrics 12,
//! 1970), so that what is seldom asked for is drawn towards nothing, and what two things have in common is shared between
//! them. They are found by conjugate gradients (Hestenes and Stiefel, Journal of Research of the National Bureau of Standards
//! 49, 1952), which needs the questions only as lists of what they ask for.

use std::thread;

/// How much squared weights count beside squared errors: so much as one question that asks for nothing else.
const PENALTY: f64 = 1.0;

/// The share of what was wrong at first that may be left.
const LEFT: f64 = 1e-6;

/// The most steps towards the least.
const MOST_STEPS: usize = 200;

/// The things that a question asks for, by their places, and how strongly.
pub(super) type Row = Vec<(u32, f32)>;

/// What was found for some questions, by their places among rows.
pub(super) type Targets = Vec<(usize, f64)>;

/// For each of several targets a weight for each of so many things.
pub(super) fn weights(rows: &[Row], things: usize, targets: &[Targets]) -> Vec<Vec<f64>> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = targets.len().div_ceil(workers).max(1);
    let solved = |own: &[Targets]| own.iter().map(|one| solve(rows, things, one)).collect();
    thread::scope(|scope| {
        let begun: Vec<_> =
            targets.chunks(share).map(|own| scope.spawn(move || solved(own))).collect();
        let ended = begun.into_iter().flat_map(|worker| -> Vec<Vec<f64>> {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        ended.collect()
    })
}

fn solve(rows: &[Row], things: usize, targets: &Targets) -> Vec<f64> {
    let mut weights = vec![0.0; things];
    let mut rest = vec![0.0; things];
    for (row, gain) in targets {
        add(&rows[*row], *gain, &mut rest);
    }
    let mut direction = rest.clone();
    let mut error = dot(&rest, &rest);
    let enough = error * LEFT;
    for _ in 0..MOST_STEPS {
        if error <= enough {
            break;
        }
        let mut change: Vec<f64> = direction.iter().map(|own| own * PENALTY).collect();
        for row in rows {
            let met: f64 =
                row.iter().map(|(at, own)| direction[*at as usize] * f64::from(*own)).sum();
            add(row, met, &mut change);
        }
        let step = error / dot(&direction, &change);
        for at in 0..things {
            weights[at] += step * direction[at];
            rest[at] -= step * change[at];
        }
        let before = error;
        error = dot(&rest, &rest);
        let turn = error / before;
        direction.iter_mut().zip(&rest).for_each(|(own, rest)| *own = rest + turn * *own);
    }
    weights
}

fn add(row: &Row, times: f64, sums: &mut [f64]) {
    row.iter().for_each(|(at, own)| sums[*at as usize] += times * f64::from(*own));
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: &[Vec<f64>], expected: &[&[f64]]) -> bool {
        let both = found.iter().zip(expected);
        found.len() == expected.len()
            && both.into_iter().all(|(own, other)| {
                own.iter().zip(*other).all(|(one, other)| (one - other).abs() < 1e-3)
            })
    }

    #[test]
    fn one_thing_is_worth_its_mean_drawn_towards_nothing() {
        let rows = vec![vec![(0, 1.0)]; 3];
        // The sum of the gains, over the questions and the penalty.
        let found = weights(&rows, 1, &[vec![(0, 4.0), (2, 4.0)], vec![]]);
        assert!(near(&found, &[&[2.0], &[0.0]]), "{found:?}");
    }

    #[test]
    fn what_comes_together_is_shared_and_what_comes_alone_is_told_apart() {
        let together = vec![vec![(0, 1.0), (1, 1.0)]; 4];
        let found = weights(&together, 2, &[(0..4).map(|row| (row, 9.0)).collect()]);
        // By hand: (4 + 1) a + 4 b = 36 and the same the other way round.
        assert!(near(&found, &[&[4.0, 4.0]]), "{found:?}");
        let mut apart = together;
        apart.extend(vec![vec![(1, 1.0)]; 20]);
        let found = weights(&apart, 2, &[(0..4).map(|row| (row, 9.0)).collect()]);
        let [first, second] = found[0][..] else { panic!("two things") };
        assert!(first > 6.0 && second < 1.5, "{found:?}");
    }
}
