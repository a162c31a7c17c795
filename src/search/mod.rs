//! Layer 1: finding.
pub mod distance;
pub mod find;
pub mod fold;
pub mod fuzzy;
pub mod index;
pub mod language;
mod query;
pub mod rank;
#[cfg(test)]
pub(crate) mod sample;
mod score;
pub mod words;
