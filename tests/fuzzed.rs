//! A short run of the fuzzing: a few hundred inputs for each reader. The long one is in `docs/performance.md`.

use std::time::Duration;

use crate::fuzz::{feed, targets};
use crate::support::root;

/// Enough to see that every target runs, few enough for every day.
const EXECUTIONS: u64 = 300;

#[test]
fn nothing_that_reads_what_others_wrote_panics() {
    let bad = tempfile::tempdir().expect("a folder");
    for target in targets::all(&root().join("tests")) {
        let outcome = feed(&target, 20_261_122, EXECUTIONS, Duration::from_secs(4), bad.path());
        assert!(outcome.executions > 0);
        // How long an input takes is nothing that a busy machine can tell of a program without optimisation.
        let panics: Vec<_> = outcome
            .saved
            .iter()
            .filter(|path| path.to_string_lossy().contains("-panic-"))
            .collect();
        let inputs = panics.iter().map(|path| std::fs::read(path).expect("kept"));
        assert!(panics.is_empty(), "{}: {:?}", target.name, inputs.collect::<Vec<_>>());
    }
}
