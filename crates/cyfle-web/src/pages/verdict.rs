//! Whether the reader may apply, as pages say it. Nobody can apply for what is closed, whoever they are, so there the verdict
//! speaks of the time when it should open again.

use cyfle_catalogue::Facet;
use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::State;
use cyfle_search::fit::{Fit, Verdict};

/// The name of a verdict in style sheets, and what it says.
pub(super) fn shown(
    fit: &Fit,
    state: State,
    catalogue: &Catalogue,
    lang: Lang,
) -> (&'static str, String) {
    let phrase = |key: &str| ("closed", catalogue.phrases(lang).get(key).to_owned());
    match (state, fit.verdict) {
        (State::Closed, Verdict::Likely) => phrase("verdict-closed-likely"),
        (State::Closed, Verdict::Check) => phrase("verdict-closed-check"),
        (_, verdict) => {
            (verdict.code(), Facet::Fit.label(catalogue, verdict.code(), lang).to_owned())
        }
    }
}
