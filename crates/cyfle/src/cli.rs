//! Arguments and help.

pub(crate) mod base_url;
pub(crate) mod digest;
mod examples;
mod reading;
mod values;
pub(crate) mod watch;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use cyfle_catalogue::{Lang, Moment};

use base_url::{BaseUrl, LOCAL};
use digest::DigestArguments;
use watch::{DraftsArguments, HarvestArguments, LinksArguments};

/// Finds funding, training, fellowships and support for healthcare science professionals in NHS Wales.
///
/// Without a command it serves, as `cyfle serve` does: the embedded catalogue at http://127.0.0.1:8080, unless options say other.
#[derive(Debug, Parser)]
#[command(name = "cyfle", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// What to log: off, error, warn, info, debug, trace, or a filter such as `cyfle_web=debug`
    #[arg(long, env = "CYFLE_LOG", default_value = "warn", global = true, value_parser = values::log)]
    pub(crate) log: String,
    /// Log as JSON, one object a line
    #[arg(long, env = "CYFLE_LOG_JSON", global = true, value_parser = BoolishValueParser::new())]
    pub(crate) log_json: bool,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
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
    /// Print JSON Schemas with which editors complete the catalogue's files
    Schema(SchemaArguments),
    /// Begin an entry
    New(NewArguments),
    /// Note that a person has compared entries with their pages, or list which to compare next
    Confirm(ConfirmArguments),
    /// Note that a translator has approved the Welsh of entries
    Reviewed(ReviewedArguments),
    /// Count what there is for each profession at each career level
    Coverage(CoverageArguments),
    /// Print the whole catalogue, or all that answers a question, as JSON or as a table
    Export(ExportArguments),
    /// Print the OpenAPI document of the API
    Openapi(OpenapiArguments),
    /// Build the search index into a folder
    Index(IndexArguments),
    /// Write an issue for a newsletter: what is new, changed and closing soon
    Digest(Box<DigestArguments>),
    /// Ask for the funders' pages, say what changed, and draft what the catalogue should say
    Harvest(HarvestArguments),
    /// Ask judged questions and say how good the answers are
    Evaluate(EvaluateArguments),
    /// Ask for every address of the catalogue and say which are broken
    Links(LinksArguments),
    /// List, show, accept or reject what the watch proposes
    Drafts(DraftsArguments),
    /// List what people looked for and did not find, from the service's log
    Unanswered(UnansweredArguments),
    /// Print the script with which a shell completes the arguments of this program
    Completions(CompletionsArguments),
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
    #[arg(long, env = "CYFLE_LISTEN", default_value = "127.0.0.1:8080", value_parser = values::listen)]
    pub(crate) listen: SocketAddr,
    /// Serve the index in this folder (see `cyfle index`), and each that becomes current there; with --catalogue, use it to
    /// start at once, and in need
    #[arg(long, env = "CYFLE_INDEX", value_name = "DIR")]
    pub(crate) index: Option<PathBuf>,
    /// Show how the watch is that keeps this journal (see `cyfle harvest`)
    #[arg(long, env = "CYFLE_JOURNAL", value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    /// The address under which people reach the service [default: http:// and the address listened on]
    #[arg(long, env = "CYFLE_BASE_URL", value_name = "URL")]
    pub(crate) base_url: Option<BaseUrl>,
    /// A mailbox, or the address of a page, at which readers report mistakes
    #[arg(long, env = "CYFLE_CONTACT", value_name = "ADDRESS", value_parser = values::contact)]
    pub(crate) contact: Option<String>,
    /// Answer one client at most so many times a minute; without it, there is no limit
    #[arg(long, env = "CYFLE_RATE_LIMIT", value_name = "REQUESTS", value_parser = values::rate_limit)]
    pub(crate) rate_limit: Option<NonZeroU32>,
    /// A proxy in front writes each client's address last into X-Forwarded-For: tell clients apart by that
    #[arg(long, env = "CYFLE_BEHIND_PROXY", value_parser = BoolishValueParser::new())]
    pub(crate) behind_proxy: bool,
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
    #[arg(env = "CYFLE_CATALOGUE", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Fail on warnings too, such as a missing Welsh text
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print every piece of advice as a problem of its own instead of a line for each rule
    #[arg(long)]
    pub(crate) advice: bool,
    /// Check as on this day (2026-01-13)
    #[arg(long, env = "CYFLE_TODAY", value_name = "DAY")]
    pub(crate) today: Option<Moment>,
    /// Explain a rule instead of checking
    #[arg(long, value_name = "RULE")]
    pub(crate) explain: Option<String>,
    /// How problems are printed
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: ProblemFormat,
}

/// `cyfle schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// The sort of file: opportunity, funder, organisations, vocabulary, language, welsh-words, source, draft or assessments
    /// [default: opportunity, or with --out every sort]
    pub(crate) kind: Option<String>,
    /// Write the schemas into this folder instead of printing one
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Take the values from the catalogue in this folder instead of the one inside the program
    #[arg(long, env = "CYFLE_CATALOGUE", value_name = "DIR")]
    pub(crate) catalogue: Option<PathBuf>,
}

/// `cyfle new`.
#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    /// The id: lower-case letters, digits and hyphens
    pub(crate) id: String,
    /// The id of the funder
    #[arg(long)]
    pub(crate) funder: String,
    /// The kind: a value of vocabulary/kind.yaml
    #[arg(long)]
    pub(crate) kind: String,
    /// The title in English
    #[arg(long)]
    pub(crate) title: String,
    /// The title in Welsh
    #[arg(long)]
    pub(crate) title_cy: Option<String>,
    /// The address of the official page
    #[arg(long)]
    pub(crate) page: String,
    /// The folder of the catalogue
    #[arg(long, env = "CYFLE_CATALOGUE", default_value = "catalogue", value_name = "DIR")]
    pub(crate) catalogue: PathBuf,
    /// Write this day (2026-01-13) instead of today
    #[arg(long, env = "CYFLE_TODAY", value_name = "DAY")]
    pub(crate) today: Option<Moment>,
}

/// `cyfle confirm`.
#[derive(Debug, Args)]
pub(crate) struct ConfirmArguments {
    /// The ids of the entries
    #[arg(required_unless_present = "next")]
    pub(crate) ids: Vec<String>,
    /// List the entries to compare next instead, so many of them
    #[arg(long, value_name = "COUNT", num_args = 0..=1, default_missing_value = "10", conflicts_with = "ids")]
    pub(crate) next: Option<usize>,
    /// The folder of the catalogue
    #[arg(long, env = "CYFLE_CATALOGUE", default_value = "catalogue", value_name = "DIR")]
    pub(crate) catalogue: PathBuf,
    /// Write this day (2026-01-13) instead of today
    #[arg(long, env = "CYFLE_TODAY", value_name = "DAY")]
    pub(crate) today: Option<Moment>,
}

/// `cyfle reviewed`.
#[derive(Debug, Args)]
pub(crate) struct ReviewedArguments {
    /// The ids of the entries
    #[arg(required_unless_present = "funder")]
    pub(crate) ids: Vec<String>,
    /// A funder, with all its entries
    #[arg(long, value_name = "ID")]
    pub(crate) funder: Option<String>,
    /// The folder of the catalogue
    #[arg(long, env = "CYFLE_CATALOGUE", default_value = "catalogue", value_name = "DIR")]
    pub(crate) catalogue: PathBuf,
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

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON object with everything in it
    Json,
    /// One JSON object a line
    Ndjson,
    /// A table for a spreadsheet
    Csv,
}

/// `cyfle export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The question, in English or Welsh; without one, everything
    pub(crate) question: Vec<String>,
    /// The language of the texts
    #[arg(long, default_value = "en", value_name = "en|cy")]
    pub(crate) lang: Lang,
    /// The form
    #[arg(long, value_enum, default_value = "json")]
    pub(crate) format: ExportFormat,
    /// A table with every column
    #[arg(long)]
    pub(crate) full: bool,
    /// The address under which people reach the service, for links
    #[arg(long, env = "CYFLE_BASE_URL", value_name = "URL", default_value = LOCAL)]
    pub(crate) base_url: BaseUrl,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cyfle openapi`.
#[derive(Debug, Args)]
pub(crate) struct OpenapiArguments {
    /// Read the catalogue from this folder instead of the one inside the program
    #[arg(long, env = "CYFLE_CATALOGUE", value_name = "DIR")]
    pub(crate) catalogue: Option<PathBuf>,
    /// The address under which people reach the service
    #[arg(long, env = "CYFLE_BASE_URL", value_name = "URL", default_value = LOCAL)]
    pub(crate) base_url: BaseUrl,
}

/// `cyfle index`.
#[derive(Debug, Args)]
pub(crate) struct IndexArguments {
    /// The folder for index generations
    #[arg(long, env = "CYFLE_INDEX", default_value = "index", value_name = "DIR")]
    pub(crate) index: PathBuf,
    /// Keep so many generations, the current one included
    #[arg(long, default_value_t = 3, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) keep: u8,
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
    /// Score each file with what the other files say of entries, as if its own questions had never been judged
    #[arg(long, conflicts_with = "assess")]
    pub(crate) apart: bool,
    /// Write what the questions say of entries into this file, such as catalogue/assessments.yaml, and score nothing
    #[arg(long, value_name = "FILE")]
    pub(crate) assess: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cyfle unanswered`.
#[derive(Debug, Args)]
pub(crate) struct UnansweredArguments {
    /// The log that `cyfle serve --log info --log-json` wrote, or a journal with it [default: standard input]
    #[arg(value_name = "LOG")]
    pub(crate) log_file: Option<PathBuf>,
}

/// `cyfle completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
