//! What the service tells of its own accord whoever keeps it: in words on standard error, or, where the log is read by programs,
//! as events in there.

use std::io::Write;

/// Where it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// On standard error, whatever is logged.
    Words,
    /// In the log, which is JSON.
    Log,
}

impl Voice {
    /// Tells what was done.
    pub(crate) fn say(self, message: &str) {
        match self {
            Self::Words => write(message),
            Self::Log => tracing::info!("{message}"),
        }
    }

    /// Tells what is wrong; and, where what is served is not what should be, the short name of the reason.
    pub(crate) fn complain(self, degraded: Option<&'static str>, complaint: &str) {
        let logged = match self {
            Self::Words => {
                write(complaint);
                None
            }
            Self::Log => Some(complaint),
        };
        match (degraded, logged) {
            (Some(reason), complaint) => {
                tracing::error!(reason, complaint, "what is served is not what should be");
            }
            (None, Some(complaint)) => tracing::warn!(complaint, "not all could be used"),
            (None, None) => {}
        }
    }
}

/// A terminal that has gone stops nothing.
fn write(message: &str) {
    drop(writeln!(std::io::stderr(), "cyfle: {message}"));
}
