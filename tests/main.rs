//! The integration tests: the real program and the real catalogue, used as people use them.

mod api;
mod architecture;
mod broken_catalogues;
mod caching;
mod commands;
mod common_grants;
mod contract;
mod determinism;
mod digest;
mod documents;
mod editors;
mod embeds;
mod feeds;
mod generations;
mod hot_reload;
mod linked_data;
mod operations;
mod pages;
mod properties;
mod real_catalogue;
mod relevance;
mod rules;
mod suggest;
mod support;
mod watch;
mod welsh;
