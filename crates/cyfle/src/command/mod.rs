//! One file a command, and what they share: loading a catalogue that may be used, a question, the moment, and a runtime.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod confirm;
pub(crate) mod coverage;
pub(crate) mod digest;
pub(crate) mod drafts;
pub(crate) mod evaluate;
pub(crate) mod export;
pub(crate) mod harvest;
pub(crate) mod index;
pub(crate) mod links;
pub(crate) mod new;
pub(crate) mod openapi;
pub(crate) mod reviewed;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod unanswered;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Files, Lang, Loaded, Moment, load};
use cyfle_search::{Engine, Query};
use jiff::civil::Date;

use crate::cli::Source;
use crate::out;
use crate::supply::embedded_engine;

/// Reads the files from a folder, or from inside the program.
pub(crate) fn files(folder: Option<&Path>) -> anyhow::Result<Files> {
    match folder {
        Some(folder) => {
            let files = Files::read(folder)
                .with_context(|| format!("nothing can be loaded from {}", folder.display()))?;
            anyhow::ensure!(!files.is_empty(), "there is no YAML file in {}", folder.display());
            Ok(files)
        }
        None => Ok(Files::embedded()),
    }
}

/// Loads a catalogue without errors; with errors, prints them and refuses.
pub(crate) fn sound_catalogue(source: &Source) -> anyhow::Result<Arc<Catalogue>> {
    sound_catalogue_in(source.catalogue.as_deref())
}

/// A catalogue without errors that can be asked.
pub(crate) fn engine(source: &Source) -> anyhow::Result<Engine> {
    match &source.catalogue {
        None if let Some(engine) = embedded_engine() => Ok(engine),
        _ => Ok(Engine::in_memory(sound_catalogue(source)?)),
    }
}

/// A question that is typed word by word; one that is too long is refused as by the service.
pub(crate) fn question(words: &[String], lang: Lang, engine: &Engine) -> anyhow::Result<Query> {
    let text = cyfle_web::question(&words.join(" "), engine.catalogue());
    Ok(Query::new(text.map_err(anyhow::Error::msg)?, lang))
}

/// Loads one from a folder, for commands to which the day is nothing.
pub(crate) fn sound_catalogue_in(folder: Option<&Path>) -> anyhow::Result<Arc<Catalogue>> {
    let loaded = load(&files(folder)?);
    if loaded.has_errors() {
        out::tell(&format!("{}\n", told(&loaded, folder)));
        let number = errors(&loaded).count();
        let them = if number == 1 { "it" } else { "them" };
        anyhow::bail!("the catalogue has {}; mend {them} first", counted(number, "error"));
    }
    Ok(Arc::new(loaded.catalogue))
}

/// A number of things in words: "1 error", "2 errors".
pub(crate) fn counted(number: usize, one: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {one}{ending}")
}

/// So many errors are told at once where nobody asked for all of them: neither a log nor a terminal is for thousands.
const TOLD: usize = 50;

/// The errors of a catalogue, or the first of them and how many others there are.
pub(crate) fn told(loaded: &Loaded, folder: Option<&Path>) -> String {
    let mut said: Vec<String> = errors(loaded).take(TOLD).map(ToString::to_string).collect();
    let more = errors(loaded).count().saturating_sub(TOLD);
    if more > 0 {
        let where_ = folder.map(|folder| format!(" {}", folder.display())).unwrap_or_default();
        said.push(format!("and {}; `cyfle check{where_}` lists them", counted(more, "more error")));
    }
    said.join("\n\n")
}

fn errors(loaded: &Loaded) -> impl Iterator<Item = &cyfle_catalogue::Problem> {
    loaded
        .problems
        .iter()
        .filter(|problem| problem.severity == cyfle_catalogue::problem::Severity::Error)
}

/// What waits for answers, or for those who ask.
pub(crate) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime cannot start")
}

/// The moment that was asked for, or now.
pub(crate) fn moment(source: &Source) -> Moment {
    today(source.today)
}

/// The day on which somebody did something that is to be noted: none that is still to come.
pub(crate) fn day_of_work(asked: Option<Moment>, work: &str) -> anyhow::Result<Date> {
    let day = today(asked).day();
    anyhow::ensure!(day <= today(None).day(), "{day} is still to come: give the day of the {work}");
    Ok(day)
}

/// A moment that was asked for, or now.
pub(crate) fn today(asked: Option<Moment>) -> Moment {
    asked.unwrap_or_else(|| Moment::of(jiff::Timestamp::now()))
}
