//! Arguments and help.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use cyfle_catalogue::{Lang, Moment};

/// Finds funding, training, fellowships and support for healthcare science professionals in NHS Wales.
///
/// Without a command it serves the embedded catalogue at http://127.0.0.1:8080.
#[derive(Debug, Parser)]
#[command(name = "cyfle", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// What to log: error, warn, info, debug, or a filter such as `cyfle_web=debug`
    #[arg(long, env = "CYFLE_LOG", default_value = "warn", global = true)]
    pub(crate) log: String,
    /// Log as JSON, one object a line
    #[arg(long, env = "CYFLE_LOG_JSON", global = true)]
    pub(crate) log_json: bool,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const AFTER_HELP: &str = "\
Examples:
  cyfle search \"band 7 BMS wanting MSc fees paid\"
  cyfle check catalogue --strict

Exit codes: 0 done, 1 problems in the data or nothing found, 2 could not run";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the pages and the API
    Serve(ServeArguments),
    /// Answer a question on the terminal
    Search(SearchArguments),
    /// Check the catalogue and say exactly what is wrong where
    Check(CheckArguments),
    /// Count what there is for each profession at each career level
    Coverage(CoverageArguments),
    /// Build the search index into a folder
    Index(IndexArguments),
    /// List what closes soon, for a newsletter
    Digest(DigestArguments),
    /// List the funders' pages that the catalogue rests on
    Harvest(HarvestArguments),
    /// Ask judged questions and say how good the answers are
    Evaluate(EvaluateArguments),
}

impl Default for Command {
    fn default() -> Self {
        #[derive(Parser)]
        struct Defaults {
            #[command(flatten)]
            serve: ServeArguments,
        }
        Self::Serve(Defaults::parse_from(["cyfle"]).serve)
    }
}

/// Where the catalogue is, and which day it is.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// Read the catalogue from this folder instead of the one inside the program
    #[arg(long, env = "CYFLE_CATALOGUE", value_name = "DIR")]
    pub(crate) catalogue: Option<PathBuf>,
    /// Answer as on this day (2026-01-13) or at this time in London (2026-01-13T16:01)
    #[arg(long, env = "CYFLE_TODAY", value_name = "DAY")]
    pub(crate) today: Option<Moment>,
}

/// `cyfle serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The address to listen on
    #[arg(long, env = "CYFLE_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Use the index in this folder (see `cyfle index`) instead of building one in memory
    #[arg(long, env = "CYFLE_INDEX", value_name = "DIR")]
    pub(crate) index: Option<PathBuf>,
    /// The address under which people reach the service [default: http:// and the address listened on]
    #[arg(long, env = "CYFLE_BASE_URL", value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cyfle search`.
#[derive(Debug, Args)]
pub(crate) struct SearchArguments {
    /// The question, in English or Welsh
    pub(crate) question: Vec<String>,
    /// The language of the answer
    #[arg(long, default_value = "en", value_name = "en|cy")]
    pub(crate) lang: Lang,
    /// How many opportunities to show
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) limit: u8,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProblemFormat {
    /// For people: the line, a caret and the way out
    Human,
    /// One JSON object a line
    Json,
    /// Annotations for GitHub's checks
    Github,
}

/// `cyfle check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The folder to check [default: the catalogue inside the program]
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Fail on warnings too, such as a missing Welsh text
    #[arg(long)]
    pub(crate) strict: bool,
    /// Explain a rule instead of checking
    #[arg(long, value_name = "RULE")]
    pub(crate) explain: Option<String>,
    /// How problems are printed
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: ProblemFormat,
}

/// How a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people
    Human,
    /// One JSON document with the ids behind every figure
    Json,
    /// One line for each audience, level, kind and nation
    Csv,
}

/// `cyfle coverage`.
#[derive(Debug, Args)]
pub(crate) struct CoverageArguments {
    /// Count only what accepts applicants from here: a nation, `not-stated` or `any`
    #[arg(long, default_value = "wales", value_name = "NATION")]
    pub(crate) nation: String,
    /// Count only this kind of opportunity
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// How the table is printed
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TableFormat,
    /// The language of the table
    #[arg(long, default_value = "en", value_name = "en|cy")]
    pub(crate) lang: Lang,
    /// Read the catalogue from this folder instead of the one inside the program
    #[arg(long, env = "CYFLE_CATALOGUE", value_name = "DIR")]
    pub(crate) catalogue: Option<PathBuf>,
}

/// `cyfle index`.
#[derive(Debug, Args)]
pub(crate) struct IndexArguments {
    /// The folder for index generations
    #[arg(long, env = "CYFLE_INDEX", default_value = "index", value_name = "DIR")]
    pub(crate) index: PathBuf,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cyfle digest`.
#[derive(Debug, Args)]
pub(crate) struct DigestArguments {
    /// Days ahead to look for published closing dates
    #[arg(long, default_value_t = 60, value_name = "DAYS")]
    pub(crate) closing_within: u16,
    /// The language of the digest
    #[arg(long, default_value = "en", value_name = "en|cy")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cyfle harvest`.
#[derive(Debug, Args)]
pub(crate) struct HarvestArguments {
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cyfle evaluate`.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArguments {
    /// Files of judged questions, such as tests/relevance/sample.yaml
    #[arg(required = true, value_name = "QUESTIONS.yaml")]
    pub(crate) questions: Vec<PathBuf>,
    /// How many of the questions that went worst to show
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) worst: usize,
    #[command(flatten)]
    pub(crate) source: Source,
}
