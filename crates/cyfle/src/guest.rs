//! How the program asks sites of others, for the watch and for the check of addresses: with which manners, and what a person at a
//! terminal sees meanwhile.

use std::time::Duration;

use cyfle_harvest::fetch::resolve::system_lookup;
use cyfle_harvest::fetch::{Fetcher, Manners};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::watch::Guest;
use crate::command::runtime;

/// What asks for pages, with the manners that the arguments say.
pub(crate) fn fetcher(guest: &Guest) -> anyhow::Result<Fetcher> {
    Ok(Fetcher::new(manners(guest), system_lookup())?)
}

fn manners(guest: &Guest) -> Manners {
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

/// Shows on a bar how far the asking has come.
pub(crate) fn show_progress(bar: &ProgressBar, done: usize, total: usize) {
    bar.set_length(total as u64);
    bar.set_position(done as u64);
}

/// Waits until all has been asked, and takes the bar away.
pub(crate) fn wait_for<T>(asking: impl Future<Output = T>, bar: &ProgressBar) -> anyhow::Result<T> {
    let runtime = runtime()?;
    let done = runtime.block_on(asking);
    // A name server that never answers must not keep the program from ending.
    runtime.shutdown_background();
    bar.finish_and_clear();
    Ok(done)
}
