//! `cyfle serve`: pages and API until a signal asks to stop.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::Context;
use cyfle_catalogue::watch::WatchHealth;
use cyfle_harvest::health::health;
use cyfle_harvest::journal::Memory;
use cyfle_search::Engine;
use cyfle_web::{Clients, Clock, Limits, Live, Pace, Pulse, Site, Standing};

use super::{runtime, today};
use crate::cli::ServeArguments;
use crate::cli::base_url::BaseUrl;
use crate::memory::give_back_soon;
use crate::out;
use crate::reload::{News, Reloading};
use crate::signals::{answer_hang_ups, asked_to_stop};
use crate::supply::{Found, Supply};
use crate::unanswered;
use crate::voice::Voice;

/// Runs the service.
pub(crate) fn run(arguments: &ServeArguments, voice: Voice) -> anyhow::Result<ExitCode> {
    let supply =
        Supply { catalogue: arguments.source.catalogue.clone(), index: arguments.index.clone() };
    // Before reading, so that what is written meanwhile is read again.
    let reloading = supply.can_change().then(|| Reloading::begin(supply.clone(), voice));
    let found = found_apart(&supply)?;
    runtime()?.block_on(serve(arguments, found, reloading, voice))?;
    Ok(ExitCode::SUCCESS)
}

/// What is served, found by a thread of its own: what it needed only for that is given back when it ends, while the thread that
/// waits for the end of the service would keep it.
fn found_apart(supply: &Supply) -> anyhow::Result<Found> {
    std::thread::scope(|scope| {
        let found = scope.spawn(|| supply.find_at_start());
        found.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

async fn serve(
    arguments: &ServeArguments,
    found: Found,
    reloading: Option<Reloading>,
    voice: Voice,
) -> anyhow::Result<()> {
    answer_hang_ups(voice);
    let listener = tokio::net::TcpListener::bind(arguments.listen).await.with_context(|| {
        format!("cannot listen on {}; choose another address with --listen", arguments.listen)
    })?;
    let address = listener.local_addr()?;
    let given = arguments.base_url.as_ref().map(BaseUrl::as_str);
    let base_url = given.map_or_else(|| format!("http://{address}"), str::to_owned);
    let clock = clock(arguments);
    let Found { engine, standing, complaint } = found;
    let entries = engine.catalogue().opportunities.len();
    let as_on = arguments.source.today.map(|today| format!(", as on {today}")).unwrap_or_default();
    out::line(format!(
        "Cyfle answers at http://{address}: {entries} opportunities, in English and Welsh{as_on}. Ctrl+C stops it."
    ))?;
    note(address, &engine, &standing);
    if leads_nowhere(address.ip(), given) {
        tracing::warn!(%base_url, "links in feeds, exports and pages lead to no machine; give --base-url");
    }
    if let Some(complaint) = complaint {
        voice.complain(standing.degraded, &complaint);
    }
    let pulse = arguments.journal.as_deref().map(pulse);
    if let Some(pulse) = &pulse
        && pulse(engine.catalogue()).is_overdue(clock())
    {
        tracing::warn!(
            "the watch over the funders' pages has not run when it should have; see `cyfle harvest`"
        );
    }
    let contact = arguments.contact.clone();
    let site = move |engine| {
        Site::new(engine, Arc::clone(&clock), &base_url)
            .with_contact(contact.as_deref())
            .with_pulse(pulse.clone())
    };
    let live = Live::on(site(engine), standing);
    give_back_soon();
    if let Some(reloading) = reloading {
        let live = live.clone();
        reloading.start(move |news| match news {
            News::Serve(found) => {
                live.replace(site(found.engine), found.standing);
                give_back_soon();
            }
            News::Keep(wrong) => live.keep(wrong.code, wrong.problems),
        })?;
    }
    let limits = Limits { pace: pace(arguments), ..Limits::default() };
    tokio::join!(
        unanswered::tell(live.clone(), asked_to_stop()),
        cyfle_web::serve(live, listener, limits, asked_to_stop()),
    );
    tracing::info!("stopped");
    Ok(())
}

/// The time that was asked for, or the real one.
fn clock(arguments: &ServeArguments) -> Clock {
    let fixed = arguments.source.today;
    Arc::new(move || today(fixed))
}

/// Notes in the log what is served.
fn note(address: SocketAddr, engine: &Engine, standing: &Standing) {
    tracing::info!(
        %address,
        entries = engine.catalogue().opportunities.len(),
        catalogue = %engine.catalogue().build_id,
        origin = standing.origin.code(),
        generation = standing.origin.generation(),
        degraded = standing.degraded,
        errors = standing.problems.map(|problems| problems.errors),
        warnings = standing.problems.map(|problems| problems.warnings),
        "serving"
    );
}

/// Whether links would begin with an address on which one can listen, but which nobody can reach.
fn leads_nowhere(listened_on: IpAddr, given: Option<&str>) -> bool {
    given.is_none() && listened_on.is_unspecified()
}

fn pace(arguments: &ServeArguments) -> Option<Pace> {
    let clients = if arguments.behind_proxy { Clients::BehindProxy } else { Clients::Direct };
    arguments.rate_limit.map(|per_minute| Pace { per_minute, clients })
}

/// Reads the journal again only when it or the catalogue has changed: pages ask for it as often as people ask for them.
fn pulse(journal: &Path) -> Pulse {
    let journal = journal.to_owned();
    let known: Mutex<Option<(Read, WatchHealth)>> = Mutex::new(None);
    Arc::new(move |catalogue| {
        let written = std::fs::metadata(&journal).and_then(|data| data.modified()).ok();
        let now = Read { written, catalogue: catalogue.build_id.clone() };
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((read, health)) = &*known
            && *read == now
        {
            return health.clone();
        }
        let memory = Memory::load(&journal).unwrap_or_else(|error| {
            tracing::warn!(journal = %journal.display(), %error, "the journal of the watch cannot be read");
            Memory::default()
        });
        let health = health(catalogue, &memory);
        *known = Some((now, health.clone()));
        health
    })
}

/// What the health of the watch was worked out from.
#[derive(PartialEq, Eq)]
struct Read {
    written: Option<SystemTime>,
    catalogue: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_listens_everywhere_is_told_that_links_need_an_address() {
        for everywhere in ["0.0.0.0", "::"] {
            let everywhere: IpAddr = everywhere.parse().expect("an address");
            assert!(leads_nowhere(everywhere, None));
            assert!(!leads_nowhere(everywhere, Some("https://cyfle.example")));
        }
        assert!(!leads_nowhere("127.0.0.1".parse().expect("an address"), None));
    }
}
