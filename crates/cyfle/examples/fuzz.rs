//! The long run of the fuzzing: every reader of what others wrote, fed for so many executions.
//!
//! ```console
//! $ cargo run --release --example fuzz -- --executions 1500000 --seed 7 --only searching,page
//! ```
//!
//! Prints a line for each target: executions, those a second, the slowest input, and the files under `target/fuzz` with
//! inputs that panicked or took longer than 100 ms. Exits with 1 where there is one.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

#[path = "../../../tests/fuzz/mod.rs"]
mod fuzz;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| -> Option<&str> {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let number = |name, usual| value(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
    let executions: u64 = number("--executions", 100_000);
    let seed = number("--seed", 20_261_122);
    let longest = Duration::from_secs(number("--seconds", 86_400));
    let only: Option<Vec<&str>> = value("--only").map(|names| names.split(',').collect());
    // A panic is caught and its input kept; where it happened is still told.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut bad = false;
    println!("{:<14} {:>12} {:>9} {:>11}  kept", "target", "executions", "a second", "slowest ms");
    for target in fuzz::targets::all(&root.join("tests")) {
        if only.as_ref().is_some_and(|only| !only.contains(&target.name)) {
            continue;
        }
        let begun = Instant::now();
        let outcome = fuzz::feed(&target, seed, executions, longest, &root.join("target/fuzz"));
        let each = outcome.executions as f64 / begun.elapsed().as_secs_f64();
        let slowest = outcome.longest.as_secs_f64() * 1_000.0;
        println!(
            "{:<14} {:>12} {each:>9.0} {slowest:>11.2}  {}",
            target.name,
            outcome.executions,
            outcome.saved.len()
        );
        let start: String =
            String::from_utf8_lossy(&outcome.longest_input).chars().take(100).collect();
        println!("    slowest: {start:?}");
        outcome.saved.iter().for_each(|path| println!("    {}", path.display()));
        println!("    most memory so far: {}", most_memory());
        bad |= !outcome.saved.is_empty();
    }
    if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The most memory that this process ever had resident, as the system tells it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap_or("not known here").trim().to_owned()
}
