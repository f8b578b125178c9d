//! The watch over the funders' pages: what `catalogue/sources/` names is asked for as a good guest asks, read, compared with
//! what it said before, and whatever a person must see becomes a report and a draft.
//!
//! The only crate that opens outward sockets. It writes to two places, its journal and the catalogue's `drafts/`, and reads no
//! wall clock: the program gives it one.
//!
//! Reading order: [`watch`] (a run), [`fetch`] (asking), [`read`] (pages to facts), [`judge`] (what changed), [`journal`]
//! (what is remembered), [`mod@health`] (how the watch is), [`report`] (what is told), [`links`] (every address once).

pub mod fetch;
pub mod health;
pub mod journal;
pub mod judge;
pub mod links;
mod propose;
pub mod read;
pub mod report;
pub mod watch;
