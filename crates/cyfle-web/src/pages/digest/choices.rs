//! The boxes by which an editor describes the audience: one group of boxes for each facet that says something about readers
//! or about what they look for. What an address may ask besides has no boxes, and is shown as chips.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::facet::NOT_STATED;
use cyfle_catalogue::{Facet, Lang};
use cyfle_digest::Brief;
use cyfle_search::Query;
use jiff::civil::Date;

use crate::digest::write;
use crate::naming;
use crate::pages::layout::with_query;
use crate::pages::results::Chip;
use crate::params;

/// The facets of the form, in its order.
const ASKED: [Facet; 7] = [
    Facet::ProfessionGroup,
    Facet::Profession,
    Facet::CareerLevel,
    Facet::Kind,
    Facet::Theme,
    Facet::Offer,
    Facet::Funder,
];

/// A facet and its boxes.
pub(super) struct Choices {
    pub(super) name: &'static str,
    pub(super) label: String,
    /// Whether one is ticked, so that it stands open.
    pub(super) chosen: bool,
    pub(super) values: Vec<Choice>,
}

/// A box.
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) ticked: bool,
}

/// The boxes of the form as they stand.
pub(super) fn choices(catalogue: &Catalogue, lang: Lang, audience: &Query) -> Vec<Choices> {
    let of = |facet: Facet| {
        let ticked = |id: &str| audience.values(facet).iter().any(|own| own == id);
        let value = |id: &str| Choice {
            id: id.to_owned(),
            label: facet.label(catalogue, id, lang).to_owned(),
            ticked: ticked(id),
        };
        Choices {
            name: facet.name(),
            label: facet.title(catalogue, lang).to_owned(),
            chosen: !audience.values(facet).is_empty(),
            values: facet.vocabulary(catalogue).into_iter().map(value).collect(),
        }
    };
    ASKED.map(of).into()
}

/// What else describes the audience, for which the form has no field.
pub(super) fn hidden(audience: &Query) -> Vec<(&'static str, String)> {
    let asked = ASKED.map(Facet::name);
    let unusual = ["q", "page", "per_page", "relax", "sort"];
    let mut pairs = audience.pairs();
    // That something is not stated can be asked for, but is no value of a vocabulary and has no box.
    let has_box = |name: &str, value: &str| asked.contains(&name) && value != NOT_STATED;
    pairs.retain(|(name, value)| !has_box(name, value) && !unusual.contains(name));
    pairs
}

/// The same as chips, each with the address of the desk without it: a filter that nobody sees would leave out entries that
/// nobody misses.
pub(super) fn chips(catalogue: &Catalogue, lang: Lang, brief: &Brief, today: Date) -> Vec<Chip> {
    let kept = super::kept(brief, today);
    let repeats = params::is_repeatable(&brief.audience);
    let chip = |one: &(&'static str, String)| {
        let (name, value) = (one.0, one.1.as_str());
        let others: Vec<_> = kept.iter().filter(|other| *other != one).cloned().collect();
        Some(Chip {
            href: repeats.then(|| with_query(&format!("/{lang}/digest"), &write(&others))),
            facet: naming::called(name, catalogue, lang),
            label: naming::value(name, value, catalogue, lang)?,
        })
    };
    hidden(&brief.audience).iter().filter_map(chip).collect()
}
