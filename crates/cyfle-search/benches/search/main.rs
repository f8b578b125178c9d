//! How long an answer takes inside the process, beside plain tantivy on the same text in the same run.
//!
//! `cargo bench -p cyfle-search` measures the real catalogue with the judged questions. With a folder made by
//! `cyfle-catalogue`'s example `synthetic` and a query log, one JSON object a line, it measures those:
//! `cargo bench -p cyfle-search --bench search -- DIR QUERIES.jsonl`.
//!
//! It prints quantiles and ratios, which the usual harnesses do not; times are of single answers, each measured by itself.

#![expect(clippy::print_stdout, reason = "the table is what a measurement is for")]

mod asked;
mod plain;

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cyfle_catalogue::{Files, Lang, Moment, load};
use cyfle_search::marks::Shown;
use cyfle_search::{Engine, Query};

use asked::Asked;
use plain::Plain;

/// Each question is asked so often, and its median counts: other programs on the machine disturb single answers.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let (files, asked) = match arguments.as_slice() {
        [folder, queries] => (Files::read(Path::new(folder))?, asked::from_log(queries)?),
        _ => (Files::embedded(), asked::from_judged_questions()?),
    };
    let started = Instant::now();
    let catalogue = Arc::new(load(&files).catalogue);
    println!("entries {}, questions {}", catalogue.opportunities.len(), asked.len());
    println!("files to catalogue      {:>9}", shown(started.elapsed()));

    let plain_build = fastest(|| Plain::new(&catalogue).map(drop))?;
    let own_build = fastest(|| {
        drop(Engine::in_memory(Arc::clone(&catalogue)));
        Ok::<(), tantivy::TantivyError>(())
    })?;
    let ratio = own_build.as_secs_f64() / plain_build.as_secs_f64();
    println!("plain tantivy index     {:>9}", shown(plain_build));
    println!("whole index             {:>9}   {ratio:.2} of plain", shown(own_build));

    let plain = Plain::new(&catalogue)?;
    let engine = Engine::in_memory(Arc::clone(&catalogue));
    println!("\n{:<24}{:>9}{:>9}{:>9}{:>9}   of plain (p50)", "", "p50", "p95", "p99", "most");
    let base = measure(&asked, |one| black_box(plain.search(&one.query.text)));
    print_row("plain tantivy", &base, None);
    let moment: Moment = "2026-11-22".parse()?;
    let whole = |one: &Asked| answer(&engine, &one.query, moment);
    print_row("answers", &measure(&asked, whole), Some(&base));
    for class in asked::classes(&asked) {
        let of: Vec<Asked> = asked.iter().filter(|one| one.class == class).cloned().collect();
        print_row(&format!("  {class}"), &measure(&of, whole), None);
    }
    let misspelt = asked::misspelt(&asked);
    print_row("misspelt", &measure(&misspelt, whole), Some(&base));
    let typing = asked::being_typed(&asked);
    let suggest = |one: &Asked| {
        black_box(engine.suggest(&one.query.text, one.query.lang, 8));
    };
    print_row("suggestions", &measure(&typing, suggest), None);
    print_known_items(&engine, &asked, moment);
    print_awkward(&engine, moment);
    Ok(())
}

/// An answer with everything that a page shows: understanding, hits, facets, fit, relaxation and marked words.
fn answer(engine: &Engine, query: &Query, moment: Moment) {
    let answer = engine.search(query, moment);
    let marker = engine.marker(query.lang, &answer.words);
    for hit in &answer.hits {
        for shown in [Shown::Title, Shown::Summary] {
            black_box(marker.find(hit, shown));
        }
    }
    black_box(answer);
}

fn fastest<E>(mut build: impl FnMut() -> Result<(), E>) -> Result<Duration, E> {
    let mut least = Duration::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        build()?;
        least = least.min(started.elapsed());
    }
    Ok(least)
}

/// The median time of each question, in order.
fn measure<T>(asked: &[Asked], mut run: impl FnMut(&Asked) -> T) -> Vec<Duration> {
    asked.iter().take(200).for_each(|one| drop(run(one)));
    let mut rounds: Vec<Vec<Duration>> = vec![Vec::with_capacity(ROUNDS); asked.len()];
    for _ in 0..ROUNDS {
        for (one, times) in asked.iter().zip(&mut rounds) {
            let started = Instant::now();
            drop(run(one));
            times.push(started.elapsed());
        }
    }
    let mut medians: Vec<Duration> = rounds
        .into_iter()
        .map(|mut times| {
            times.sort_unstable();
            times[ROUNDS / 2]
        })
        .collect();
    medians.sort_unstable();
    medians
}

fn quantile(ordered: &[Duration], thousandths: usize) -> Duration {
    let last = ordered.len().saturating_sub(1);
    ordered.get(last * thousandths / 1_000).copied().unwrap_or_default()
}

fn print_row(name: &str, times: &[Duration], base: Option<&[Duration]>) {
    let of = |thousandths| shown(quantile(times, thousandths));
    let ratio = base.map_or_else(String::new, |base| {
        let half = quantile(times, 500).as_secs_f64() / quantile(base, 500).as_secs_f64();
        format!("   {half:.2}")
    });
    println!("{name:<24}{:>9}{:>9}{:>9}{:>9}{ratio}", of(500), of(950), of(990), of(1_000));
}

fn shown(time: Duration) -> String {
    let micros = time.as_micros();
    if micros < 10_000 { format!("{micros} µs") } else { format!("{} ms", micros / 1_000) }
}

/// Of questions that are made from one entry: how often it is among the first ten, and how often nothing is found.
fn print_known_items(engine: &Engine, asked: &[Asked], moment: Moment) {
    for class in asked::classes(asked) {
        let (mut all, mut found, mut nothing) = (0_u32, 0_u32, 0_u32);
        for one in asked.iter().filter(|one| one.class == class) {
            let Some(target) = &one.target else { continue };
            let answer = engine.search(&one.query, moment);
            all += 1;
            found +=
                u32::from(answer.hits.iter().take(10).any(|hit| hit.opportunity.id == *target));
            nothing += u32::from(answer.total == 0);
        }
        if all > 0 {
            let share = f64::from(found) / f64::from(all);
            println!(
                "known item of {class:<14} {share:.3} in the first ten; nothing found for {nothing} of {all}"
            );
        }
    }
}

/// Texts that are meant to be dear: long, repeated, of single letters, of function words.
fn print_awkward(engine: &Engine, moment: Moment) {
    let mut dearest = (Duration::ZERO, "");
    let words = "research health science funding award audiology grant training ";
    for (name, text) in [
        ("40 words", words.repeat(5)),
        ("one letter 22 times", "a ".repeat(22)),
        ("nine function words", "to the of and in for a with is".to_owned()),
        ("a word of 500 letters", "a".repeat(500)),
        ("4 KB of words", words.repeat(62)),
        ("4 KB of unknown words", "zqxvj wkkpt qqlmr ".repeat(220)),
        ("4 KB of small words", "a ".repeat(2_000)),
        ("4 KB of bands", "8a ".repeat(1_300)),
        ("4 KB of degrees", "phd ".repeat(1_000)),
        ("4 KB of what somebody has", "I have a phd and a grant. ".repeat(150)),
        ("4 KB of nothing", "?!* \u{301}".repeat(600)),
    ] {
        let query = Query::new(text, Lang::En);
        let mut times: Vec<Duration> = (0..ROUNDS)
            .map(|_| {
                let started = Instant::now();
                answer(engine, &query, moment);
                started.elapsed()
            })
            .collect();
        times.sort_unstable();
        dearest = dearest.max((times[ROUNDS / 2], name));
    }
    println!("dearest awkward question: {} ({})", shown(dearest.0), dearest.1);
}
