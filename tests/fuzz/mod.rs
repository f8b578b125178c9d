//! Everything that reads what others wrote, fed with seeds that were changed at random: no panic, nothing that takes long.
//!
//! A driver of our own, because the usual ones need a nightly compiler and cannot run in `cargo test`. Inputs come from a
//! fixed seed and the numbers of the executions, so that a run can be repeated; what panics or takes long is written to a
//! file. `targets` says what is fed, `mutate` how seeds are changed. The long run is `cargo run --release --example fuzz`.

pub(crate) mod mutate;
pub(crate) mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutate::Mutator;
use targets::Target;

/// An input that takes longer counts as one that hangs.
pub(crate) const TOO_LONG: Duration = Duration::from_millis(100);

/// What came of feeding one target.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) executions: u64,
    pub(crate) longest: Duration,
    pub(crate) longest_input: Vec<u8>,
    /// Files with inputs that panicked or took too long.
    pub(crate) saved: Vec<PathBuf>,
}

/// Feeds a target until either so many executions or so much time is over.
pub(crate) fn feed(
    target: &Target,
    seed: u64,
    executions: u64,
    time: Duration,
    bad: &Path,
) -> Outcome {
    let mut outcome = Outcome::default();
    let mut mutator = Mutator::new(seed, &target.seeds);
    let begun = Instant::now();
    while outcome.executions < executions && begun.elapsed() < time {
        let input = mutator.next();
        outcome.executions += 1;
        let taken = match timed(target, &input) {
            Some(taken) if taken > TOO_LONG / 2 => {
                // The machine may have been busy: what an input really takes is the least of several times.
                (0..4).filter_map(|_| timed(target, &input)).min().unwrap_or(taken).min(taken)
            }
            Some(taken) => taken,
            None => {
                outcome.saved.push(save(bad, target, "panic", outcome.executions, &input));
                continue;
            }
        };
        if taken > TOO_LONG {
            outcome.saved.push(save(bad, target, "slow", outcome.executions, &input));
        }
        if taken > outcome.longest {
            outcome.longest = taken;
            outcome.longest_input = input;
        }
    }
    outcome
}

/// How long an input takes; nothing where it panics.
fn timed(target: &Target, input: &[u8]) -> Option<Duration> {
    let begun = Instant::now();
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).ok().map(|()| begun.elapsed())
}

fn save(folder: &Path, target: &Target, what: &str, number: u64, input: &[u8]) -> PathBuf {
    let path = folder.join(format!("{}-{what}-{number}", target.name));
    std::fs::create_dir_all(folder).expect("a folder for bad inputs");
    std::fs::write(&path, input).expect("the bad input is kept");
    path
}
