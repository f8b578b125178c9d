//! A verdict in words, the same wherever it is said. Nobody can apply for what is closed, whoever they are, so there it speaks
//! of the time when it should open again.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::State;
use cyfle_catalogue::{Facet, Lang};

use super::{Fit, Verdict};

impl Fit {
    /// Whether there is nothing to apply for now, although the reader is not excluded.
    pub fn has_to_wait(&self, state: State) -> bool {
        state == State::Closed && self.verdict != Verdict::No
    }

    /// What the verdict says of an entry in a state.
    pub fn label<'a>(&self, state: State, catalogue: &'a Catalogue, lang: Lang) -> &'a str {
        let phrases = catalogue.phrases(lang);
        match self.verdict {
            Verdict::Likely if self.has_to_wait(state) => phrases.get("verdict-closed-likely"),
            Verdict::Check if self.has_to_wait(state) => phrases.get("verdict-closed-check"),
            verdict => Facet::Fit.label(catalogue, verdict.code(), lang),
        }
    }
}
