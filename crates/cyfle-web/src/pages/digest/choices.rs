//! The boxes by which an editor describes the audience: one group of boxes for each facet that says something about readers
//! or about what they look for.

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::{Facet, Lang};
use cyfle_search::Query;

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

/// What else describes the audience, carried along unseen.
pub(super) fn hidden(audience: &Query) -> Vec<(&'static str, String)> {
    let asked = ASKED.map(Facet::name);
    let unusual = ["q", "page", "per_page", "relax", "sort"];
    let mut pairs = audience.pairs();
    pairs.retain(|(name, _)| !asked.contains(name) && !unusual.contains(name));
    pairs
}
