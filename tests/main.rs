//! The integration tests: the real program and the real catalogue, used as people use them.

mod api;
mod architecture;
mod broken_catalogues;
mod caching;
mod commands;
mod contract;
mod digest;
mod documents;
mod feeds;
mod generations;
mod hot_reload;
mod pages;
mod properties;
mod real_catalogue;
mod relevance;
mod suggest;
mod support;
mod welsh;
