//! The public API, version 1: JSON over GET, keyless, readable from any origin.

pub(crate) mod ask;
pub(crate) mod coverage;
pub(crate) mod detail;
pub(crate) mod digest;
pub(crate) mod document;
pub(crate) mod export;
pub(crate) mod feeds;
pub(crate) mod funders;
pub(crate) mod handlers;
pub(crate) mod publish;
pub(crate) mod suggest;
pub(crate) mod v1;
pub(crate) mod vocabulary;
pub(crate) mod written;
