//! The catalogue: what the YAML files under `catalogue/` say, checked.
//!
//! This crate is the only reader (and the only writer) of those files. It turns them into typed facts and a list of
//! [`Problem`]s, never into a failure: one bad file is reported and the rest still loads. It knows no network, no clock and
//! no search engine; whoever asks for a status says at which [`Moment`].
//!
//! Reading order: [`opportunity`] (what an entry holds), [`facet`] (how it is filtered), [`status`] (what its timetable
//! means at a moment), [`vocabulary`] and [`language`] (the words), [`mod@load`] (how files become all this), [`check`] (the rules).

pub mod assessments;
pub mod catalogue;
pub mod check;
mod code;
pub mod coverage;
pub mod cue;
pub mod draft;
pub mod edit;
pub mod facet;
pub mod files;
pub mod freshness;
pub mod language;
mod layout;
pub mod load;
pub mod moment;
mod near;
pub mod opportunity;
pub mod organisation;
pub mod packed;
pub mod place;
pub mod problem;
pub mod profile;
pub mod questions;
pub mod rule;
pub mod schema;
mod shape;
mod shapes;
mod slips;
pub mod source;
pub mod status;
mod syntax;
pub mod upkeep;
pub mod vocabulary;
pub mod watch;
pub mod wording;
pub mod words;
mod yaml;

pub use assessments::Assessments;
pub use catalogue::Catalogue;
pub use cue::Cue;
pub use facet::Facet;
pub use files::Files;
pub use freshness::Freshness;
pub use language::Lang;
pub use load::{Loaded, load, load_on};
pub use moment::Moment;
pub use near::{LONGEST_ID, nearest, shortened, suggestion};
pub use opportunity::Opportunity;
pub use problem::Problem;
pub use shape::is_mailbox;
