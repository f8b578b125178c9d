//! `cyfle harvest`: a run of the watch, from arguments to report.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::draft::DraftFolder;
use cyfle_catalogue::{Moment, suggestion};
use cyfle_harvest::journal::{Journal, Memory};
use cyfle_harvest::watch::{Choice, Clock, Watch, Watched, due};
use jiff::Timestamp;

use super::{counted, sound_catalogue_in};
use crate::cli::watch::{HarvestArguments, ReportFormat};
use crate::guest::{fetcher, progress_bar, show_progress, wait_for};
use crate::out;

/// Runs the watch.
pub(crate) fn run(arguments: &HarvestArguments) -> anyhow::Result<ExitCode> {
    let catalogue = sound_catalogue_in(Some(&arguments.catalogue))?;
    let choice = choice(arguments, &catalogue)?;
    let clock = clock(arguments.today);
    if arguments.dry_run {
        let memory = Memory::load(&arguments.journal)
            .with_context(|| format!("cannot read {}", arguments.journal.display()))?;
        return list(&due(&catalogue, &memory, &choice, clock()));
    }
    let (mut journal, memory) = Journal::open(&arguments.journal)?;
    let fetcher = fetcher(&arguments.guest)?;
    let drafts = DraftFolder::of_catalogue(&arguments.catalogue);
    let bar = progress_bar();
    let watch = Watch {
        catalogue: &catalogue,
        fetcher: &fetcher,
        drafts: &drafts,
        clock,
        progress: &|done, total| show_progress(&bar, done, total),
    };
    let report = wait_for(watch.run(&mut journal, &memory, &choice), &bar)??;
    out::line(match arguments.format {
        ReportFormat::Human => report.human(),
        ReportFormat::Json => report.json(),
        ReportFormat::Markdown => report.markdown(),
    })?;
    Ok(if report.needs_a_person() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn choice(arguments: &HarvestArguments, catalogue: &Catalogue) -> anyhow::Result<Choice> {
    for id in &arguments.source {
        if !catalogue.sources.contains_key(id) {
            let help = suggestion(id, catalogue.sources.keys().map(String::as_str))
                .unwrap_or_else(|| "its id is the name of a file in sources/".to_owned());
            anyhow::bail!("there is no source `{id}`; {help}");
        }
    }
    let since = arguments.since.map(instant).transpose()?;
    Ok(Choice { sources: arguments.source.clone(), since })
}

fn list(due: &[Watched<'_>]) -> anyhow::Result<ExitCode> {
    for watched in due {
        out::line(format!(
            "{} ({}) <- {}",
            watched.page.url,
            watched.source.id,
            watched.page.entries.join(", ")
        ))?;
    }
    let are = if due.len() == 1 { "is" } else { "are" };
    out::line(format!("{} {are} due", counted(due.len(), "page")))?;
    Ok(ExitCode::SUCCESS)
}

/// The wall clock in London as an instant.
fn instant(moment: Moment) -> anyhow::Result<Timestamp> {
    let zoned = moment.wall_clock().in_tz(cyfle_catalogue::moment::ZONE)?;
    Ok(zoned.timestamp())
}

/// The time that was asked for, or the real one.
fn clock(today: Option<Moment>) -> Clock {
    let fixed = today.and_then(|moment| instant(moment).ok());
    Arc::new(move || fixed.unwrap_or_else(Timestamp::now))
}
