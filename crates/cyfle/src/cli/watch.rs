//! Arguments of the commands that watch pages: `harvest`, `links`, `drafts`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use cyfle_catalogue::Moment;

use super::values;

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people at a terminal
    Human,
    /// For programs
    Json,
    /// For an issue or a change request
    Markdown,
}

/// How we behave towards the sites that are asked.
#[derive(Debug, Args)]
pub(crate) struct Guest {
    /// A mailbox, or the address of a page, at which the keepers of a site can reach you; every request carries it
    #[arg(long, env = "CYFLE_CONTACT", value_name = "ADDRESS", value_parser = values::contact)]
    pub(crate) contact: String,
    /// The least time between two requests to one host, in milliseconds
    #[arg(long, env = "CYFLE_PACE", default_value_t = 3_000, value_name = "MS")]
    pub(crate) pace: u64,
    /// The longest that one request may take, in milliseconds
    #[arg(long, default_value_t = 30_000, value_name = "MS")]
    pub(crate) timeout: u64,
    /// How often a request that failed is tried again
    #[arg(long, default_value_t = 2, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(0..=5))]
    pub(crate) retries: u32,
    /// The first pause before a request is tried again, in milliseconds
    #[arg(long, default_value_t = 2_000, value_name = "MS")]
    pub(crate) back_off: u64,
    /// The most bytes that a page may have
    #[arg(long, default_value_t = 3 * 1024 * 1024, value_name = "BYTES")]
    pub(crate) largest: usize,
    /// Permit one loopback address and port, for tests; nothing else that is not public is ever asked
    #[arg(long, value_name = "ADDRESS:PORT", hide = true)]
    pub(crate) permit_loopback: Option<SocketAddr>,
}

/// `cyfle harvest`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cyfle harvest --contact watch@example.org
  cyfle harvest --contact watch@example.org --source hcrw --format markdown

Exit codes: 0 nothing to do, 1 a person must look at something, 2 could not run")]
pub(crate) struct HarvestArguments {
    /// The catalogue's folder: sources are read there, drafts are written there
    #[arg(long, env = "CYFLE_CATALOGUE", default_value = "catalogue", value_name = "DIR")]
    pub(crate) catalogue: PathBuf,
    /// List the pages that are due, by host, and ask for none
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How the report is printed
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: ReportFormat,
    #[command(flatten)]
    pub(crate) guest: Guest,
    /// The file in which the watch remembers what it saw
    #[arg(long, env = "CYFLE_JOURNAL", default_value = "watch.journal", value_name = "FILE")]
    pub(crate) journal: PathBuf,
    /// Ask for the pages that were last asked for before this day or time, instead of those that are due
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<Moment>,
    /// Only pages of this source (repeatable)
    #[arg(long, value_name = "ID")]
    pub(crate) source: Vec<String>,
    /// Behave as on this day (2026-01-13) or at this time in London (2026-01-13T16:01)
    #[arg(long, env = "CYFLE_TODAY", value_name = "DAY")]
    pub(crate) today: Option<Moment>,
}

/// `cyfle links`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cyfle links --contact watch@example.org
  cyfle links --contact watch@example.org --format json

Exit codes: 0 every address answers, 1 some do not, 2 could not run")]
pub(crate) struct LinksArguments {
    /// How the report is printed
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: ReportFormat,
    #[command(flatten)]
    pub(crate) guest: Guest,
    #[command(flatten)]
    pub(crate) source: super::Source,
}

/// `cyfle drafts`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cyfle drafts
  cyfle drafts show hcrw-research-awards-deadline-moved-1f2e3d
  cyfle drafts accept hcrw-research-awards-deadline-moved-1f2e3d

Exit codes: 0 done, 1 drafts wait for a person, 2 could not run")]
pub(crate) struct DraftsArguments {
    /// The catalogue's folder
    #[arg(
        long,
        env = "CYFLE_CATALOGUE",
        default_value = "catalogue",
        value_name = "DIR",
        global = true
    )]
    pub(crate) catalogue: PathBuf,
    /// Behave as on this day
    #[arg(long, env = "CYFLE_TODAY", value_name = "DAY", global = true)]
    pub(crate) today: Option<Moment>,
    /// What to do; without it the drafts are listed
    #[command(subcommand)]
    pub(crate) action: Option<DraftAction>,
}

/// What to do with drafts.
#[derive(Debug, Subcommand)]
pub(crate) enum DraftAction {
    /// Show what a page said, what it says, and what accepting would change
    Show {
        /// The draft
        id: String,
    },
    /// Put what a draft proposes into its entry: you have compared both with the page
    Accept {
        /// The drafts
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Remember that a draft is not wanted, and do not propose the same again
    Reject {
        /// The drafts
        #[arg(required = true)]
        ids: Vec<String>,
    },
}
