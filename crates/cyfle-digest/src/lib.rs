//! Digests for newsletter editors: which opportunities belong in an issue, and the issue in every form that editors use; feeds;
//! and what an answer says in words, wherever it is shown.
//!
//! Pure: a catalogue, a brief and a moment in, bytes out; no file, no network, no clock. The same inputs give the same bytes.
//!
//! Reading order: [`brief`] (what an editor asks for), [`meaning`] (whether that can be), [`issue`] (what an issue is made of),
//! [`mod@select`] (which entries belong in it, and why), [`edition`] (an issue in the words of one language), [`format`](mod@format) (an issue as mail, Word, text and so on).
//! Beside these stand [`feed`] and [`in_words`].

pub mod brief;
pub mod edition;
pub mod feed;
pub mod format;
pub mod in_words;
pub mod issue;
pub mod meaning;
#[cfg(test)]
mod properties;
pub mod select;

pub use brief::Brief;
pub use edition::Document;
pub use format::Format;
pub use issue::Issue;
pub use select::{ClosesSoon, closing_soon, select};
