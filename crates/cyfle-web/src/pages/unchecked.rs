//! Where entries stand in brief, without a line of their own on when a person last checked them, the page says how many of them
//! nobody has checked yet.

use std::collections::BTreeSet;

use cyfle_catalogue::language::Phrases;
use cyfle_catalogue::{Lang, Opportunity};

use crate::nearness::number;

/// The sentence that says it; none where every entry was checked. An entry that is listed twice counts once.
pub(super) fn told<'a>(
    listed: impl IntoIterator<Item = &'a Opportunity>,
    t: &Phrases,
    lang: Lang,
) -> Option<String> {
    let is_unchecked = |one: &&Opportunity| one.provenance.checked.is_none();
    let unchecked = listed.into_iter().filter(is_unchecked).map(|one| one.id.as_str());
    let count = unchecked.collect::<BTreeSet<_>>().len();
    (count > 0).then(|| t.count(lang, "unchecked-here", number(count)))
}

#[cfg(test)]
mod tests {
    use cyfle_catalogue::{Files, load};

    use super::*;

    #[test]
    fn only_what_nobody_has_checked_is_counted_and_once() {
        let mut catalogue = load(&Files::embedded()).catalogue;
        let today = "2026-11-22".parse().expect("a day");
        let first = catalogue.opportunities.keys().next().expect("an entry").clone();
        for one in catalogue.opportunities.values_mut() {
            one.provenance.checked = (one.id != first).then_some(today);
        }
        let t = catalogue.phrases(Lang::En);
        let entries = || catalogue.opportunities.values();
        let said = told(entries().chain(entries()), t, Lang::En).expect("one is unchecked");
        assert!(said.starts_with("One entry here"), "{said}");
        assert_eq!(told(entries().skip(1), t, Lang::En), None);
    }
}
