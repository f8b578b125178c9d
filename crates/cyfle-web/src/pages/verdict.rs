//! Whether the reader may apply, as pages show it.

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::State;
use cyfle_digest::in_words;
use cyfle_search::fit::{Fit, Verdict};

/// What keeps, as a filter, everything from which a reader is not shut out.
pub(super) fn open() -> Vec<String> {
    [Verdict::Likely, Verdict::Check].map(|verdict| verdict.code().to_owned()).into()
}

/// The name of a verdict in style sheets, and what it says.
pub(super) fn shown(
    fit: &Fit,
    state: State,
    catalogue: &Catalogue,
    lang: Lang,
) -> (&'static str, String) {
    let name = if in_words::has_to_wait(fit, state) { "closed" } else { fit.verdict.code() };
    (name, in_words::verdict(fit, state, catalogue, lang).to_owned())
}
