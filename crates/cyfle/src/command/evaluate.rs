//! `cyfle evaluate`: judged questions, asked and scored, or put together to what they say of entries.

use std::process::ExitCode;

use anyhow::Context;
use cyfle_catalogue::questions::{self, QuestionSet};
use cyfle_search::Engine;
use cyfle_search::evaluate::{Report, apart, ask, assess};

use super::{moment, sound_catalogue};
use crate::cli::EvaluateArguments;
use crate::out;

/// Asks every question and prints what the answers are worth.
pub(crate) fn run(arguments: &EvaluateArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue(&arguments.source)?;
    let moment = moment(&arguments.source);
    let sets = arguments.questions.iter().map(|path| {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        questions::read(&text).map_err(|reason| anyhow::anyhow!("{}: {reason}", path.display()))
    });
    let sets: Vec<QuestionSet> = sets.collect::<anyhow::Result<_>>()?;
    if let Some(path) = &arguments.assess {
        let found = assess(&catalogue, &sets, moment);
        std::fs::write(path, found.to_yaml())
            .with_context(|| format!("{} cannot be written", path.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let report = if arguments.apart {
        apart(&catalogue, &sets, moment)
    } else {
        let engine = Engine::in_memory(catalogue);
        let mut report = Report::default();
        sets.iter().for_each(|set| ask(&engine, set, moment, &mut report));
        report
    };
    out::line(report.table())?;
    if let Some((middle, slow)) = report.times() {
        out::line(format!("time for an answer: p50 {middle:.0?}, p95 {slow:.0?}"))?;
    }
    if arguments.worst > 0 {
        out::line(format!("\n{}", report.worst(arguments.worst)))?;
    }
    Ok(ExitCode::SUCCESS)
}
