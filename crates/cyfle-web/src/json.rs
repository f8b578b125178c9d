//! Published types as JSON, where it is not axum that writes them: exports, cards that are kept written, the command line, and
//! what goes into other texts.
//!
//! Writing it cannot fail: published types have no keys but names, no values that JSON lacks, and memory takes every byte. Should
//! it ever fail, the fault is the program's: then the request ends as every fault of the program ends, in the log, counted, and
//! answered with 500 ([`crate::layers::caught_panics`]), and nothing that is half an answer is given or kept.

use serde::Serialize;
use serde_json::Value;

const ALWAYS: &str = "what is published has no keys but names, and memory takes every byte";

/// As text, on one line.
pub(crate) fn text(published: &impl Serialize) -> String {
    serde_json::to_string(published).expect(ALWAYS)
}

/// As text that people can read.
pub(crate) fn readable(published: &impl Serialize) -> String {
    serde_json::to_string_pretty(published).expect(ALWAYS)
}

/// As a value, to which something can be added.
pub(crate) fn value(published: &impl Serialize) -> Value {
    serde_json::to_value(published).expect(ALWAYS)
}

/// Written behind what is there already.
pub(crate) fn write<T: Serialize + ?Sized>(json: &mut Vec<u8>, published: &T) {
    serde_json::to_writer(json, published).expect(ALWAYS);
}
