//! What fits a question and what only comes near, in words. Pages, frames and the API say it alike, so that no list counts as
//! found what another sets apart.

use cyfle_catalogue::Lang;
use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::language::Phrases;
use cyfle_digest::in_words;
use cyfle_search::Query;
use cyfle_search::query::Sort;
use cyfle_search::results::{Answer, Hit, Tier};

/// Where so few things were understood, what misses one of them is almost everything else: how much that is tells nothing.
const FEW: usize = 2;

/// How many opportunities there are; where text was understood, how many of them fit and how many only come near.
pub(crate) fn headline(query: &Query, answer: &Answer<'_>, t: &Phrases) -> String {
    let lang = query.lang;
    let fit = || t.count(lang, "results-fit", number(answer.full_matches));
    match (answer.total, near(answer)) {
        (0, _) => t.get("nothing-found").to_owned(),
        // What answers no more than a part of the question does not fit it.
        (..) if !answer.confident => t.count(lang, "results-nearest", number(answer.full_matches)),
        (_, 1..) if tells_only_what_fits(query, answer) => fit(),
        (_, 1..) if !answer.understood.is_empty() => {
            [fit(), t.count(lang, "results-near", number(near(answer)))].join(", ")
        }
        (total, _) => t.count(lang, "results-count", number(total)),
    }
}

/// How many come after all that fit, where the headline does not say it and none of them is on the page.
pub(crate) fn others(query: &Query, answer: &Answer<'_>, t: &Phrases) -> Option<String> {
    let ends_with_what_fits = answer.hits.last().is_some_and(fits);
    let is_told = near(answer) > 0 && ends_with_what_fits && tells_only_what_fits(query, answer);
    is_told.then(|| t.count(query.lang, "results-others", number(near(answer))))
}

/// What marks a hit that only comes near: what it lacks of the question, or why it is set apart; none where it fits.
pub(crate) fn mark(hit: &Hit<'_>, catalogue: &Catalogue, lang: Lang) -> Option<String> {
    let t = catalogue.phrases(lang);
    if fits(hit) {
        return None;
    }
    Some(match in_words::reasons(&hit.missed, catalogue, lang) {
        lacks if lacks.is_empty() => t.get("card-near").to_owned(),
        lacks => format!("{}: {lacks}", t.get("card-lacks")),
    })
}

/// A number as phrases take it.
pub(crate) fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn fits(hit: &Hit<'_>) -> bool {
    hit.tier == Tier::Full
}

/// How many are in an answer that do not fit.
fn near(answer: &Answer<'_>) -> usize {
    answer.total.saturating_sub(answer.full_matches)
}

/// Whether the headline leaves out what only comes near. In another order it stands among what fits, and is counted.
fn tells_only_what_fits(query: &Query, answer: &Answer<'_>) -> bool {
    query.sort == Sort::Relevance
        && answer.full_matches > 0
        && (1..=FEW).contains(&answer.understood.len())
}
