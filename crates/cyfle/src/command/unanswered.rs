//! `cyfle unanswered`: what people looked for and did not find, from the service's log, for those who edit the catalogue.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use cyfle_web::Live;
use serde::Deserialize;

use crate::cli::UnansweredArguments;
use crate::out;

/// How often the service tells its log what was not found.
const TOLD_EVERY: Duration = Duration::from_secs(3600);

/// Tells the log, once an hour and at the end, which words were asked for several times and found nothing.
pub(crate) async fn tell(live: Live, stopped: impl Future<Output = ()>) {
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let over = tokio::select! {
            () = tokio::time::sleep(TOLD_EVERY) => false,
            () = &mut stopped => true,
        };
        for (word, count) in live.take_unanswered() {
            tracing::info!(word, count, "unanswered");
        }
        if over {
            return;
        }
    }
}

/// A line of the log, as `--log-json` writes it; other lines have other fields.
#[derive(Deserialize)]
struct Line {
    fields: Fields,
}

#[derive(Deserialize)]
struct Fields {
    message: String,
    word: String,
    count: u64,
}

/// Adds up what the lines of a log say.
pub(crate) fn run(arguments: &UnansweredArguments) -> anyhow::Result<ExitCode> {
    let lines: Box<dyn BufRead> = match &arguments.log_file {
        Some(path) => {
            let file = std::fs::File::open(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            Box::new(std::io::BufReader::new(file))
        }
        None => Box::new(std::io::stdin().lock()),
    };
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for line in lines.lines() {
        let line = line.context("the log cannot be read")?;
        let Ok(Line { fields }) = serde_json::from_str::<Line>(&line) else { continue };
        if fields.message == "unanswered" {
            *counts.entry(fields.word).or_default() += fields.count;
        }
    }
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    for (word, count) in &counts {
        out::line(format!("{count:>7}  {word}"))?;
    }
    Ok(if counts.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
