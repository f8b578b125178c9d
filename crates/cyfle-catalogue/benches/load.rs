//! How long it takes to load and check the real catalogue. What comes out must stay under 300 ms in a release build.
//!
//! `cargo bench -p cyfle-catalogue`

use cyfle_catalogue::coverage::{Coverage, Scope};
use cyfle_catalogue::{Files, load, load_on};
use jiff::civil::date;

fn main() {
    divan::main();
}

#[divan::bench]
fn read_check_and_keep(bencher: divan::Bencher<'_, '_>) {
    let files = Files::embedded();
    bencher.bench_local(|| load_on(divan::black_box(&files), date(2026, 11, 25)));
}

#[divan::bench]
fn count_coverage(bencher: divan::Bencher<'_, '_>) {
    let catalogue = load(&Files::embedded()).catalogue;
    bencher.bench_local(|| Coverage::of(divan::black_box(&catalogue), Scope::default()).entries);
}
