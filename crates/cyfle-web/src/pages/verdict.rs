//! Whether the reader may apply, as pages show it.

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::status::State;
use cyfle_search::fit::Fit;

/// The name of a verdict in style sheets, and what it says.
pub(super) fn shown(
    fit: &Fit,
    state: State,
    catalogue: &Catalogue,
    lang: Lang,
) -> (&'static str, String) {
    let name = if fit.has_to_wait(state) { "closed" } else { fit.verdict.code() };
    (name, fit.label(state, catalogue, lang).to_owned())
}
