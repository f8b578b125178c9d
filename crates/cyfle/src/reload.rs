//! Reloading: looking at the catalogue's folder and the index while the service runs. What is sound takes the place of what is
//! served; what is not is said and left alone, and what was last good goes on answering.
//!
//! Files are looked at every quarter of a second instead of asking the system to tell: that works on every disk and mount,
//! survives a folder that is swapped as a whole, and costs a millisecond for hundreds of files. Where there are so many that a
//! look takes long, looks are rarer, so that answers never wait for them. A change is read only once two looks in a row see the
//! same, so that a file which an editor is still writing is left to be finished.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context;
use cyfle_catalogue::Files;
use cyfle_catalogue::files::{ReadError, Stamp};
use cyfle_search::generation;

use crate::supply::{Found, Replacement, Supply, Wrong};
use crate::voice::Voice;

/// At least so long between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// And so many times as long as the last one took: looking has a fiftieth of one processor at most.
const REST: u32 = 49;

/// What is told to the service.
pub(crate) enum News {
    /// Something else is to be served.
    Serve(Box<Found>),
    /// What is served is not what should be.
    Keep(Wrong),
}

/// The files that are looked at, and how they were when they were last read.
pub(crate) struct Reloading {
    supply: Supply,
    voice: Voice,
    read: Seen,
}

/// How the files are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seen {
    catalogue: Option<Stamp>,
    index: Option<(Option<String>, Option<SystemTime>)>,
}

impl Reloading {
    /// Remembers how everything is now.
    pub(crate) fn begin(supply: Supply, voice: Voice) -> Self {
        // A folder that cannot be read now is a change once it can.
        let read = look(&supply).unwrap_or_default();
        Self { supply, voice, read }
    }

    /// Looks until the program ends.
    pub(crate) fn start(self, tell: impl Fn(News) + Send + 'static) -> anyhow::Result<()> {
        std::thread::Builder::new()
            .name("reload".to_owned())
            .spawn(move || self.keep_looking(&tell))
            .context("the catalogue cannot be read again while it is served")?;
        Ok(())
    }

    fn keep_looking(mut self, tell: &impl Fn(News)) {
        let mut before = None;
        let mut missing = false;
        let mut pause = PAUSE;
        loop {
            std::thread::sleep(pause);
            let begun = Instant::now();
            let seen = look(&self.supply);
            pause = PAUSE.max(begun.elapsed() * REST);
            match seen {
                Ok(now) => {
                    missing = false;
                    if now != self.read && before.as_ref() == Some(&now) {
                        self.read_again(now.clone(), tell);
                    }
                    before = Some(now);
                }
                Err(error) => {
                    // The very same folder may come back: it must not pass for what was read already. The index stays read; as
                    // a new one it would answer for a broken folder.
                    self.read.catalogue = None;
                    before = None;
                    if !missing {
                        missing = true;
                        self.keep(tell, Wrong::new("catalogue-unreadable", error.to_string()));
                    }
                }
            }
        }
    }

    fn read_again(&mut self, now: Seen, tell: &impl Fn(News)) {
        // An index answers for a broken folder only if somebody has just put it there: what is served may be newer.
        let replacement = match now.index == self.read.index {
            true => Replacement::Nothing,
            false => Replacement::Index,
        };
        // A fault of the program while reading must not end the looking.
        let found = catch_unwind(AssertUnwindSafe(|| self.supply.find(replacement)));
        if look(&self.supply).ok().as_ref() != Some(&now) {
            return; // written to while it was read: the next look sees it
        }
        match found {
            Ok(Ok(found)) => {
                let entries = found.engine.catalogue().opportunities.len();
                let (degraded, complaint) = (found.standing.degraded, found.complaint.clone());
                tell(News::Serve(Box::new(found)));
                if let Some(complaint) = complaint {
                    self.voice.complain(degraded, &complaint);
                }
                self.voice.say(&format!("the catalogue was read again: {entries} opportunities"));
            }
            Ok(Err(wrong)) => self.keep(tell, wrong),
            Err(_) => self.keep(tell, Wrong::new("reading-failed", "reading it failed".to_owned())),
        }
        self.read = now;
    }

    fn keep(&self, tell: &impl Fn(News), wrong: Wrong) {
        let code = wrong.code;
        let said =
            format!("{}\n\nthe catalogue that was last good goes on answering", wrong.complaint);
        tell(News::Keep(wrong));
        self.voice.complain(Some(code), &said);
    }
}

fn look(supply: &Supply) -> Result<Seen, ReadError> {
    Ok(Seen {
        catalogue: supply.catalogue.as_deref().map(Files::stamp).transpose()?,
        index: supply.index.as_deref().map(generation::stamp),
    })
}
