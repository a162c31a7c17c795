//! Layer 1: finding.
pub mod distance;
pub mod find;
pub mod fold;
pub mod fuzzy;
#[cfg(test)]
pub(crate) mod sample;
pub mod words;
