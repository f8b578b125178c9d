//! Finding: a sentence in English or Welsh, to ranked opportunities with the reasons.
//!
//! The only crate that names tantivy. It knows no HTTP and no wording: results carry ids, and whoever shows them looks the words
//! up. Only a suggestion carries the name that it found, because what is typed goes on as that name does. It does not read the
//! clock: a question is asked at a moment.
//!
//! Reading order: [`query`] (a question as a plain value), [`understand`] (a sentence to a question), [`search`] (a question to
//! an [`results::Answer`]), [`rank`] (every weight, with its reason), [`fit`] (may this reader apply?), [`home`] (what these readers can use at all).

pub mod analysis;
mod assessed;
mod bits;
mod corpus;
pub mod evaluate;
pub mod fit;
pub mod generation;
pub mod home;
mod indexer;
mod keys;
mod ladder;
mod lookup;
pub mod marks;
mod names_aside;
mod ordered;
mod purposes;
pub mod query;
pub mod rank;
mod reader;
mod relax;
pub mod results;
pub mod search;
mod sight;
mod states;
mod strings;
pub mod suggest;
mod table;
mod titles;
mod traits;
pub mod understand;
mod wishes;
mod worth;

pub use query::Query;
pub use results::{Answer, Hit};
pub use search::Engine;
pub use suggest::{Suggestion, Suggestions};
