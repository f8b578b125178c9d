//! `cyfle unanswered`: what people looked for and did not find, from the service's log, for those who edit the catalogue.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::process::ExitCode;

use anyhow::Context;
use serde::Deserialize;

use crate::cli::UnansweredArguments;
use crate::out;
use crate::unanswered::MESSAGE;

const NOT_OURS: &str = "no line is one that `cyfle serve --log info --log-json` logs; \
     `journalctl -u 'cyfle@*' -o cat` gives them as they were logged";

/// A line of the log, as `--log-json` writes it.
#[derive(Deserialize)]
struct Line {
    fields: Fields,
}

/// What it says; lines about other things have other fields.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    message: String,
    word: String,
    count: u64,
}

/// Adds up what the lines of a log say.
pub(crate) fn run(arguments: &UnansweredArguments) -> anyhow::Result<ExitCode> {
    let log: Box<dyn BufRead> = match &arguments.log_file {
        Some(path) => {
            let file = std::fs::File::open(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            Box::new(std::io::BufReader::new(file))
        }
        None => Box::new(std::io::stdin().lock()),
    };
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let (mut lines, mut understood) = (0_u64, 0_u64);
    for line in log.split(b'\n') {
        let line = line.context("the log cannot be read")?;
        lines += 1;
        let Some(fields) = read(&line) else { continue };
        understood += 1;
        if fields.message == MESSAGE {
            *counts.entry(fields.word).or_default() += fields.count;
        }
    }
    anyhow::ensure!(understood > 0 || lines == 0, "{NOT_OURS}");
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    for (word, count) in &counts {
        out::line(format!("{count:>7}  {word}"))?;
    }
    Ok(if counts.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What a line says, whatever stands in front of it: a journal puts day, machine and process there. Of bytes that are no text,
/// which may come from anybody who writes into the same log, the others are still read.
fn read(line: &[u8]) -> Option<Fields> {
    let text = String::from_utf8_lossy(line);
    let begin = text.find('{')?;
    serde_json::from_str::<Line>(&text[begin..]).ok().map(|line| line.fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_with_or_without_what_a_journal_puts_in_front() {
        let logged = r#"{"level":"INFO","fields":{"message":"unanswered","word":"w","count":7}}"#;
        for front in ["", "Nov 27 15:00:00 host cyfle[1]: ", "cyfle-1  | "] {
            let fields = read(format!("{front}{logged}\r").as_bytes()).expect("a line of the log");
            assert_eq!((fields.message.as_str(), fields.word.as_str()), ("unanswered", "w"));
            assert_eq!(fields.count, 7);
        }
        let other = r#"{"level":"INFO","fields":{"message":"serving","entries":293}}"#;
        assert!(read(other.as_bytes()).is_some(), "it is of the log, and about something else");
        for garbage in [&b"not a line of the log"[..], b"{", b"{\"MESSAGE\":\"{}\"}", b"\xff{", b""]
        {
            assert!(read(garbage).is_none(), "{garbage:?}");
        }
    }
}
