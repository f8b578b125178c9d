//! `cyfle evaluate`: judged questions, asked and scored.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use cyfle_catalogue::questions;
use cyfle_search::Engine;
use cyfle_search::evaluate::{Report, query, score};

use super::{moment, sound_catalogue};
use crate::cli::EvaluateArguments;
use crate::out;

/// Asks every question and prints what the answers are worth.
pub(crate) fn run(arguments: &EvaluateArguments) -> anyhow::Result<ExitCode> {
    let engine = Engine::in_memory(sound_catalogue(&arguments.source)?);
    let moment = moment(&arguments.source);
    let mut report = Report::default();
    for path in &arguments.questions {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let set = questions::read(&text)
            .map_err(|reason| anyhow::anyhow!("{}: {reason}", path.display()))?;
        for question in &set.questions {
            let started = Instant::now();
            let answer = engine.search(&query(question), moment);
            let took = started.elapsed();
            report.add(score(&set, question, &answer, engine.catalogue(), took));
        }
    }
    out::line(report.table())?;
    if let Some((middle, slow)) = report.times() {
        out::line(format!("time for an answer: p50 {middle:.0?}, p95 {slow:.0?}"))?;
    }
    if arguments.worst > 0 {
        out::line(format!("\n{}", report.worst(arguments.worst)))?;
    }
    Ok(ExitCode::SUCCESS)
}
