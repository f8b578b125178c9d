//! Reading the catalogue's folder again while the service runs. A sound catalogue takes the place of the one that is served;
//! one with errors is said and left alone, and what was last good goes on answering.
//!
//! The folder is looked at every quarter of a second instead of asking the system to tell: that works on every disk and
//! mount, survives a folder that is swapped as a whole, and costs a millisecond for hundreds of files. A change is read only
//! once two looks in a row see the same, so that a file which an editor is still writing is left to be finished.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use cyfle_catalogue::files::Stamp;
use cyfle_catalogue::{Files, load};
use cyfle_search::Engine;

use crate::command::errors;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// A folder and how it was when it was last read.
pub(crate) struct Watch {
    folder: PathBuf,
    read: Stamp,
}

impl Watch {
    /// Remembers how the folder is now.
    pub(crate) fn begin(folder: &Path) -> anyhow::Result<Self> {
        let read = Files::stamp(folder)
            .with_context(|| format!("nothing can be loaded from {}", folder.display()))?;
        Ok(Self { folder: folder.to_owned(), read })
    }

    /// Looks until the program ends; hands over an engine for each sound catalogue that differs from the last.
    pub(crate) fn start(self, replace: impl Fn(Engine) + Send + 'static) -> anyhow::Result<()> {
        std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || self.look(&replace))
            .context("the catalogue cannot be watched")?;
        Ok(())
    }

    fn look(mut self, replace: &impl Fn(Engine)) {
        let mut before = None;
        let mut missing = false;
        loop {
            std::thread::sleep(PAUSE);
            match Files::stamp(&self.folder) {
                Ok(now) => {
                    missing = false;
                    if now != self.read && before.as_ref() == Some(&now) {
                        self.read_again(now.clone(), replace);
                    }
                    before = Some(now);
                }
                Err(error) if !missing => {
                    missing = true;
                    say(&format!("{error}; the catalogue that was last good goes on answering"));
                }
                Err(_) => {}
            }
        }
    }

    fn read_again(&mut self, now: Stamp, replace: &impl Fn(Engine)) {
        // A fault of the program while reading must not end the looking.
        let engine = catch_unwind(AssertUnwindSafe(|| self.engine(&now)));
        match engine.unwrap_or_else(|_| Err(anyhow::anyhow!("reading it failed"))) {
            Ok(None) => return, // written to while it was read: the next look sees it
            Ok(Some(engine)) => {
                let entries = engine.catalogue().opportunities.len();
                replace(engine);
                say(&format!("the catalogue was read again: {entries} opportunities"));
            }
            Err(error) => {
                say(&format!("{error:#}\n\nthe catalogue that was last good goes on answering"));
            }
        }
        self.read = now;
    }

    fn engine(&self, now: &Stamp) -> anyhow::Result<Option<Engine>> {
        let files = Files::read(&self.folder)?;
        if Files::stamp(&self.folder)? != *now {
            return Ok(None);
        }
        let loaded = load(&files);
        let problems: Vec<String> = errors(&loaded).map(ToString::to_string).collect();
        anyhow::ensure!(problems.is_empty(), "{}", problems.join("\n\n"));
        Ok(Some(Engine::in_memory(Arc::new(loaded.catalogue))?))
    }
}

/// For whoever keeps the catalogue and watches the terminal. A terminal that has gone stops nothing.
fn say(message: &str) {
    use std::io::Write;
    drop(writeln!(std::io::stderr(), "cyfle: {message}"));
}
