//! `cyfle harvest`: a run of the watch, from arguments to report.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use cyfle_catalogue::Moment;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::draft::DraftFolder;
use cyfle_harvest::fetch::resolve::system_lookup;
use cyfle_harvest::fetch::{Fetcher, Manners};
use cyfle_harvest::journal::{Journal, Memory};
use cyfle_harvest::watch::{Choice, Clock, Watch, Watched, due};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use super::{runtime, sound_catalogue};
use crate::cli::Source;
use crate::cli::watch::{Guest, HarvestArguments, ReportFormat};
use crate::out;

/// Runs the watch.
pub(crate) fn run(arguments: &HarvestArguments) -> anyhow::Result<ExitCode> {
    let source = Source { catalogue: Some(arguments.catalogue.clone()), today: arguments.today };
    let catalogue = sound_catalogue(&source)?;
    let choice = choice(arguments, &catalogue)?;
    let clock = clock(arguments.today);
    if arguments.dry_run {
        let memory = Memory::load(&arguments.journal)
            .with_context(|| format!("cannot read {}", arguments.journal.display()))?;
        return list(&due(&catalogue, &memory, &choice, clock()));
    }
    let (mut journal, memory) = Journal::open(&arguments.journal)?;
    let fetcher = Fetcher::new(manners(&arguments.guest), system_lookup())?;
    let drafts = DraftFolder::of_catalogue(&arguments.catalogue);
    let bar = progress_bar();
    let watch = Watch {
        catalogue: &catalogue,
        fetcher: &fetcher,
        drafts: &drafts,
        clock,
        progress: &|done, total| show_progress(&bar, done, total),
    };
    let runtime = runtime()?;
    let report = runtime.block_on(watch.run(&mut journal, &memory, &choice));
    // A name server that never answers must not keep the program from ending.
    runtime.shutdown_background();
    bar.finish_and_clear();
    let report = report?;
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
            let near = cyfle_catalogue::nearest(id, catalogue.sources.keys().map(String::as_str));
            let help = near.map_or_else(
                || "its id is the name of a file in sources/".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
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
    out::line(format!("{} pages are due", due.len()))?;
    Ok(ExitCode::SUCCESS)
}

/// The wall clock in London as an instant.
pub(crate) fn instant(moment: Moment) -> anyhow::Result<Timestamp> {
    let zoned = moment.wall_clock().in_tz(cyfle_catalogue::moment::ZONE)?;
    Ok(zoned.timestamp())
}

/// The time that was asked for, or the real one.
pub(crate) fn clock(today: Option<Moment>) -> Clock {
    let fixed = today.and_then(|moment| instant(moment).ok());
    Arc::new(move || fixed.unwrap_or_else(Timestamp::now))
}

pub(crate) fn manners(guest: &Guest) -> Manners {
    Manners {
        agent: format!("Cyfle/{} (+{})", env!("CARGO_PKG_VERSION"), guest.contact.trim()),
        pace: Duration::from_millis(guest.pace),
        timeout: Duration::from_millis(guest.timeout),
        back_off: Duration::from_millis(guest.back_off),
        retries: guest.retries,
        largest: guest.largest,
        permitted: guest.permit_loopback.filter(|socket| socket.ip().is_loopback()),
        ..Manners::default()
    }
}

/// A bar on a terminal; nothing where standard error is a file.
pub(crate) fn progress_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

pub(crate) fn show_progress(bar: &ProgressBar, done: usize, total: usize) {
    bar.set_length(total as u64);
    bar.set_position(done as u64);
}
