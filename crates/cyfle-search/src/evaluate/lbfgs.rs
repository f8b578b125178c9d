//! The least of a smooth, convex function of very many numbers, by L-BFGS: steps along what the last few changes of the slope
//! tell of its curvature (Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical
//! Programming 45, 1989), each halved until it goes down enough (Armijo's rule).

use std::collections::VecDeque;

/// How many of the last changes are remembered.
const REMEMBERED: usize = 5;

/// Of what a step promises to go down, so much has to be kept.
const KEPT: f64 = 1e-4;

/// The shortest step that is tried.
const SHORTEST: f64 = 1e-6;

/// One step: by how much the point and the slope changed, and one divided by the product of both.
struct Change {
    point: Vec<f32>,
    slope: Vec<f32>,
    inverse: f64,
}

/// Where a function of so many numbers is least, or near it after so many steps, starting from nothing. The function tells its
/// value and writes its slope.
pub(super) fn least(
    numbers: usize,
    steps: usize,
    mut function: impl FnMut(&[f32], &mut [f32]) -> f64,
) -> Vec<f32> {
    let (mut point, mut slope) = (vec![0.0; numbers], vec![0.0; numbers]);
    let mut value = function(&point, &mut slope);
    let mut changes: VecDeque<Change> = VecDeque::new();
    for _ in 0..steps {
        let direction = downwards(&slope, &changes);
        let promised = dot(&slope, &direction);
        let (mut next, mut next_slope) = (vec![0.0; numbers], vec![0.0; numbers]);
        let mut step = 1.0;
        let next_value = loop {
            if promised <= 0.0 || step < SHORTEST {
                return point;
            }
            next.copy_from_slice(&point);
            add(&direction, -step, &mut next);
            let own = function(&next, &mut next_slope);
            if own <= value - KEPT * step * promised {
                break own;
            }
            step /= 2.0;
        };
        remember(&mut changes, (&point, &next), (&slope, &next_slope));
        (point, slope, value) = (next, next_slope, next_value);
    }
    point
}

/// The slope as the curvature bends it.
fn downwards(slope: &[f32], changes: &VecDeque<Change>) -> Vec<f32> {
    let mut direction = slope.to_vec();
    let mut shares = Vec::with_capacity(changes.len());
    for change in changes.iter().rev() {
        let share = change.inverse * dot(&change.point, &direction);
        add(&change.slope, -share, &mut direction);
        shares.push(share);
    }
    let scale = match changes.back() {
        Some(last) => 1.0 / (last.inverse * dot(&last.slope, &last.slope)),
        // Of the first step only the direction is known.
        None => 1.0 / dot(slope, slope).sqrt().max(f64::MIN_POSITIVE),
    };
    direction.iter_mut().for_each(|own| *own = (f64::from(*own) * scale) as f32);
    for (change, share) in changes.iter().zip(shares.into_iter().rev()) {
        let back = change.inverse * dot(&change.slope, &direction);
        add(&change.point, share - back, &mut direction);
    }
    direction
}

fn remember(
    changes: &mut VecDeque<Change>,
    (point, next): (&[f32], &[f32]),
    (slope, next_slope): (&[f32], &[f32]),
) {
    let minus = |left: &[f32], right: &[f32]| -> Vec<f32> {
        left.iter().zip(right).map(|(one, other)| one - other).collect()
    };
    let (point, slope) = (minus(next, point), minus(next_slope, slope));
    let product = dot(&point, &slope);
    if product > 0.0 {
        if changes.len() == REMEMBERED {
            changes.pop_front();
        }
        changes.push_back(Change { point, slope, inverse: 1.0 / product });
    }
}

/// Adds numbers, taken so many times, to others.
#[expect(clippy::cast_possible_truncation, reason = "half the digits do for weights")]
pub(super) fn add(of: &[f32], times: f64, to: &mut [f32]) {
    let times = times as f32;
    to.iter_mut().zip(of).for_each(|(own, other)| *own += times * other);
}

fn dot(left: &[f32], right: &[f32]) -> f64 {
    left.iter().zip(right).map(|(one, other)| f64::from(*one) * f64::from(*other)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bottom_of_a_long_valley_is_found() {
        // Steep across and flat along, with its bottom at (3, -2).
        let valley = |at: &[f32], slope: &mut [f32]| {
            let (x, y) = (f64::from(at[0]) - 3.0, f64::from(at[1]) + 2.0);
            slope.copy_from_slice(&[200.0 * (at[0] - 3.0), 2.0 * (at[1] + 2.0)]);
            100.0 * x * x + y * y
        };
        let found = least(2, 60, valley);
        assert!((found[0] - 3.0).abs() < 1e-3 && (found[1] + 2.0).abs() < 1e-2, "{found:?}");
    }

    #[test]
    fn where_nothing_slopes_nothing_moves() {
        assert_eq!(
            least(3, 10, |_, slope| {
                slope.fill(0.0);
                1.0
            }),
            [0.0; 3]
        );
    }
}
