//! Arguments of `cyfle digest`.

use std::path::PathBuf;

use clap::Args;
use cyfle_digest::Format;
use cyfle_digest::brief::{CLOSING_WITHIN, PER_SECTION};
use serde::Serialize;

use super::base_url::BaseUrl;

/// `cyfle digest`.
#[derive(Debug, Args)]
#[command(after_help = DIGEST_HELP)]
pub(crate) struct DigestArguments {
    /// The address of the service, for links; without it they lead to the funders' own pages
    #[arg(long, env = "CYFLE_BASE_URL", value_name = "URL")]
    pub(crate) base_url: Option<BaseUrl>,
    /// The form of the issue [default: that of --output's ending, or text]
    #[arg(long, value_name = "FORM", value_parser = format_names())]
    pub(crate) format: Option<String>,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// An editor's audience and house choices; options given here win over it
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) brief: BriefArguments,
    #[command(flatten)]
    pub(crate) source: super::Source,
}

fn format_names() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(Format::ALL.map(Format::name))
}

const DIGEST_HELP: &str = "\
Examples:
  cyfle digest --profession audiology
  cyfle digest --since 2026-10-01 --profession audiology --lang both --format html -o issue.html

Exit codes: 0 done, 1 nothing to report (the issue says so), 2 could not run";

/// What an editor asks for, each field with the name of its parameter in the API, under which it is handed on. Lists are divided
/// by commas.
#[derive(Debug, Args, Serialize)]
pub(crate) struct BriefArguments {
    /// The least amount, in whole units of its currency, that the page states
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) amount_min: Option<String>,
    /// The name of the bulletin, for utm parameters in links
    #[arg(long, value_name = "NAME")]
    pub(crate) campaign: Option<String>,
    /// Career levels of the readers
    #[arg(long, value_name = "IDS")]
    pub(crate) career_level: Option<String>,
    #[arg(long, value_name = "DAYS", help = format!("Days ahead for which a closing date counts as soon [default: {CLOSING_WITHIN}]"))]
    pub(crate) closing_within: Option<String>,
    /// Ids never to be shown
    #[arg(long, value_name = "IDS")]
    pub(crate) dismissed: Option<String>,
    /// Only these stages of education
    #[arg(long, value_name = "IDS")]
    pub(crate) education_stage: Option<String>,
    /// What sort of employer the readers work for
    #[arg(long, value_name = "ID")]
    pub(crate) employer: Option<String>,
    /// Only what has these verdicts for the readers
    #[arg(long, value_name = "IDS")]
    pub(crate) fit: Option<String>,
    /// Only what these run
    #[arg(long, value_name = "IDS")]
    pub(crate) funder: Option<String>,
    /// Where the readers work
    #[arg(long, value_name = "ID")]
    pub(crate) health_board: Option<String>,
    /// Ids to have in the issue in any case
    #[arg(long, value_name = "IDS")]
    pub(crate) include: Option<String>,
    /// Understand --q, or match it word by word [default: true]
    #[arg(long, value_name = "true|false")]
    pub(crate) interpret: Option<String>,
    /// What stands above the entries, in Welsh
    #[arg(long, value_name = "TEXT")]
    pub(crate) introduction_cy: Option<String>,
    /// What stands above the entries, in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) introduction_en: Option<String>,
    /// Only these kinds of opportunity
    #[arg(long, value_name = "IDS")]
    pub(crate) kind: Option<String>,
    /// The languages of the issue [default: both]
    #[arg(long, value_name = "en|cy|both")]
    pub(crate) lang: Option<String>,
    /// An issue in both languages: entry by entry, or all of it in Welsh first [default: paired]
    #[arg(long, value_name = "paired|welsh-first")]
    pub(crate) layout: Option<String>,
    /// Ids to leave out of this issue
    #[arg(long, value_name = "IDS")]
    pub(crate) leave_out: Option<String>,
    /// Only what one takes part in like this
    #[arg(long, value_name = "IDS")]
    pub(crate) mode: Option<String>,
    /// Only what accepts applicants from these nations
    #[arg(long, value_name = "IDS")]
    pub(crate) nation: Option<String>,
    /// Only what gives one of these
    #[arg(long, value_name = "IDS")]
    pub(crate) offer: Option<String>,
    /// Ids that come first in their section
    #[arg(long, value_name = "IDS")]
    pub(crate) order: Option<String>,
    /// The readers' profession, where it is none of healthcare science
    #[arg(long, value_name = "ID")]
    pub(crate) other_profession: Option<String>,
    #[arg(long, value_name = "NUMBER", help = format!("The most opportunities in a section [default: {PER_SECTION}]"))]
    pub(crate) per_section: Option<String>,
    /// Professions of the readers
    #[arg(long, value_name = "IDS")]
    pub(crate) profession: Option<String>,
    /// Groups of professions of the readers
    #[arg(long, value_name = "IDS")]
    pub(crate) profession_group: Option<String>,
    /// What the readers look for, in plain words
    #[arg(long, value_name = "TEXT")]
    pub(crate) q: Option<String>,
    /// The readers' highest qualification
    #[arg(long, value_name = "ID")]
    pub(crate) qualification: Option<String>,
    /// The register on which the readers are
    #[arg(long, value_name = "ID")]
    pub(crate) registration: Option<String>,
    /// Ids whose news of the day --since stood in the last issue already
    #[arg(long, value_name = "IDS")]
    pub(crate) seen: Option<String>,
    /// What stands below the entries, in Welsh
    #[arg(long, value_name = "TEXT")]
    pub(crate) sign_off_cy: Option<String>,
    /// What stands below the entries, in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) sign_off_en: Option<String>,
    /// The day of the last issue [default: a month ago]
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<String>,
    /// Only what has this status on the day of the issue
    #[arg(long, value_name = "IDS")]
    pub(crate) status: Option<String>,
    /// Only these themes
    #[arg(long, value_name = "IDS")]
    pub(crate) theme: Option<String>,
    /// Only these topics
    #[arg(long, value_name = "IDS")]
    pub(crate) topic: Option<String>,
}
