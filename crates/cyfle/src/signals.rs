//! Signals: what asks the service to stop, and what it only answers with a word.
//!
//! SIGHUP means two things. Where the service runs at a terminal, that has closed: it stops. Sent to a service without one it
//! asks to read all files again, which this one does by itself; left to the system it would end the process, answers and all.

use std::future::pending;

#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};

use crate::voice::Voice;

/// Waits for Ctrl+C, for the signal with which service managers stop a process, or for the end of the terminal.
pub(crate) async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = told_to_stop() => {}
    }
}

#[cfg(unix)]
async fn told_to_stop() {
    let terminal_closed = async {
        if is_at_terminal() {
            received(SignalKind::hangup()).await;
        } else {
            pending::<()>().await;
        }
    };
    tokio::select! {
        () = received(SignalKind::terminate()) => {}
        () = terminal_closed => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    pending::<()>().await;
}

#[cfg(unix)]
async fn received(kind: SignalKind) {
    match signal(kind) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => pending::<()>().await,
    }
}

#[cfg(unix)]
const UNMOVED: &str =
    "SIGHUP changes nothing: edits go live by themselves, settings are read at the start";

/// Says from now on, whenever somebody asks to read all files again, that there is no need to.
#[cfg(unix)]
pub(crate) fn answer_hang_ups(voice: Voice) {
    if is_at_terminal() {
        return;
    }
    match signal(SignalKind::hangup()) {
        Ok(mut hang_ups) => {
            tokio::spawn(async move {
                while hang_ups.recv().await.is_some() {
                    voice.say(UNMOVED);
                }
            });
        }
        Err(error) => tracing::warn!(%error, "SIGHUP would end the service"),
    }
}

#[cfg(not(unix))]
pub(crate) fn answer_hang_ups(_: Voice) {}

/// Asked before the terminal closes, for one that has closed is none.
#[cfg(unix)]
fn is_at_terminal() -> bool {
    std::io::IsTerminal::is_terminal(&std::io::stdin())
}
