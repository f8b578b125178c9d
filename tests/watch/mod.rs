//! The watch, against a web of our own on loopback.

mod changes;
mod desk;
mod doubts;
mod drafts;
mod health;
mod hostile;
mod kills;
mod links;
mod manners;
mod sources;
mod web;
